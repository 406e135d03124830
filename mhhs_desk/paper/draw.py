"""Pages to bytes: what stands on each page as operators of the PDF format, with the structure it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from mhhs_desk.paper.faces import Face
from mhhs_desk.paper.page import HEIGHT, LEFT, RIGHT, WIDTH, Anchor, Box, Link, Page, Rule, Strip, Text
from mhhs_desk.paper.pdf import About as About
from mhhs_desk.paper.pdf import File
from mhhs_desk.paper.tagging import Structure, Tag, Unstructured, text
from mhhs_desk.paper.text import AFTER_CHIP, BLACK, ITALIC, REGULAR, SEMIBOLD, Colour, Style, letters

LANGUAGE = "en-GB"
GLUED = 0.3
"""Letters that are no further apart than so many points are of one word."""
SAID = {"flag": "Red line."}
"""What is read out for a drawn sign that no word stands beside."""


def draw(pages: Sequence[Page], about: About) -> bytes:
    """Draw pages as a PDF. The same pages give the same bytes."""
    return _Drawing(len(pages), Structure()).document(pages, about)


def glance(pages: Sequence[Page], wanted: Collection[int], tied: Collection[int]) -> bytes:
    """Draw some of the pages, counted from 0, for the screen; of the others only places are there, and ways to these.

    Without a structure, and without what the document says of itself. `tied` are the pages on which such places and
    ways may be; on very many there are none. The strips may be drawn again.
    """
    return _Drawing(len(pages), Unstructured()).glance(pages, wanted, tied)


class _Drawing:
    """One document as it is drawn, with its faces, its structure, and the places in it that can be gone to."""

    def __init__(self, pages: int, structure: Structure) -> None:
        self.file = File()
        self.pages = [self.file.reserve() for _ in range(pages)]
        self.structure = structure
        self.faces = {name: (f"F{at}", Face(name)) for at, name in enumerate((REGULAR, SEMIBOLD, ITALIC), 1)}
        self.places: dict[str, str] = {}
        self.outline: list[tuple[str, str]] = []
        self.ways: list[tuple[int, Link, float, str, int | None]] = []

    def document(self, pages: Sequence[Page], about: About) -> bytes:
        file = self.file
        tree, fonts = file.reserve(), file.reserve()
        for number, page in zip(self.pages, pages, strict=True):
            file.put(number, self._page(page, tree, fonts))
        self._write_shared(tree, fonts)
        structure = self.structure.write(self.pages, file.reserve, file.put)
        info, described = file.words_of(about)
        catalog = file.add(
            f"<</Type/Catalog/Pages {tree} 0 R/Lang({LANGUAGE})/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R"
            f"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {described} 0 R"
            f"/OutputIntents[{file.meaning_of_colours()} 0 R]{self._write_outline()}>>"
        )
        return file.data(catalog, info)

    def glance(self, pages: Sequence[Page], wanted: Collection[int], tied: Collection[int]) -> bytes:
        file = self.file
        tree, fonts = file.reserve(), file.reserve()
        seen = (strip.marks for at in wanted for _, strip in pages[at])
        here = {mark.key for marks in seen for mark in marks if type(mark) is Anchor}
        for at, (number, page) in enumerate(zip(self.pages, pages, strict=True)):
            if at in wanted:
                file.put(number, self._page(page, tree, fonts))
            else:
                file.put(number, self._unseen(page if at in tied else [], tree, here))
        self._write_shared(tree, fonts)
        return file.data(file.add(f"<</Type/Catalog/Pages {tree} 0 R>>"), file.add("<<>>"))

    def _write_shared(self, tree: int, fonts: int) -> None:
        """Write what all pages hang on, the faces, and the ways."""
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        self.file.put(tree, f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>")
        self.file.put(fonts, f"<</Font<<{self._fonts()}>>>>")
        self._write_ways()

    def _unseen(self, page: Page, tree: int, seen: Collection[str]) -> str:
        """A page that nobody looks at, with the places that are on it, and the ways from it to those that are seen."""
        first = len(self.ways)
        self.structure.turn()
        for top, strip in page:
            for mark in strip.marks:
                if type(mark) is Link and mark.to in seen:
                    self.lead(mark, HEIGHT - top - mark.y, "", None)
                elif type(mark) is Anchor:
                    self.place(mark, HEIGHT - top - mark.y)
        notes = self._notes(first)
        return f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {_at(WIDTH, HEIGHT)}]/Resources<<>>{notes}>>"

    def _notes(self, first: int) -> str:
        """The ways of a page, from the one of a number on."""
        notes = " ".join(f"{number} 0 R" for number, *_ in self.ways[first:])
        return f"/Annots[{notes}]" if notes else ""

    def _page(self, page: Page, tree: int, fonts: int) -> str:
        first, at = len(self.ways), len(self.structure.marked)
        self.structure.turn()
        stream = self.file.stream(_Sheet(self).content(page).encode("latin-1"))
        return (
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {_at(WIDTH, HEIGHT)}]/Resources {fonts} 0 R"
            f"/Contents {stream} 0 R/StructParents {at}/Tabs/S{self._notes(first)}>>"
        )

    def place(self, mark: Anchor, y: float) -> None:
        """Enter a place that can be gone to; one with a title stands in the outline."""
        self.places[mark.key] = f"[{self.pages[len(self.structure.marked) - 1]} 0 R/XYZ {_at(LEFT, y)} 0]"
        if mark.title:
            self.outline.append((mark.title, mark.key))

    def lead(self, mark: Link, y: float, said: str, tag: Tag | None) -> None:
        """Enter a way from some words; where it leads is written once every place is known."""
        number = self.file.reserve()
        self.ways.append((number, mark, y, said, self.structure.lead(tag, number) if tag else None))

    def _write_ways(self) -> None:
        for number, mark, y, said, at in self.ways:
            parent = f"/StructParent {len(self.pages) + at}" if at is not None else ""
            over = _at(mark.x, y, mark.x + mark.width, y + mark.height)
            self.file.put(
                number,
                f"<</Type/Annot/Subtype/Link/Rect[{over}]/Border[0 0 0]/F 4/Dest{self.places[mark.to]}"
                f"/Contents{text(f'To {said}')}{parent}>>",
            )

    def _fonts(self) -> str:
        used = ((name, self.file.face(face)) for name, face in self.faces.values())
        return "".join(f"/{name}.{at} {number} 0 R" for name, numbers in used for at, number in enumerate(numbers))

    def _write_outline(self) -> str:
        """The outline as a chain of its entries; nothing where there are none."""
        if not self.outline:
            return ""
        root = self.file.reserve()
        numbers = [self.file.reserve() for _ in self.outline]
        for at, (title, key) in enumerate(self.outline):
            before = f"/Prev {numbers[at - 1]} 0 R" if at else ""
            after = f"/Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
            told = f"/Title{text(title)}/Dest{self.places[key]}"
            self.file.put(numbers[at], f"<</Parent {root} 0 R{told}{before}{after}>>")
        ends = f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R"
        self.file.put(root, f"<</Type/Outlines/Count {len(numbers)}{ends}>>")
        return f"/Outlines {root} 0 R/PageMode/UseOutlines"


class _Sheet:
    """One page as it is drawn: first its rules and boxes, which say nothing that the text does not, then its text."""

    def __init__(self, drawing: _Drawing) -> None:
        self.drawing = drawing
        self.shapes = ["/Artifact BMC"]
        self.words: list[str] = []
        self.tag: Tag | None = None
        self.style: Style | None = None
        self.face = drawing.faces[REGULAR][1]
        self.chosen = ""
        self.ink: Colour | None = None
        self.line: tuple[float, Colour] | None = None
        self.said, self.end, self.y = "", 0.0, 0.0

    def content(self, page: Page) -> str:
        """The operators of a page. Text of one element is one stretch of it, text of none is outside the structure."""
        for top, strip in page:
            self._strip(HEIGHT - top, strip)
        if self.words:
            self.words.append("ET\nEMC")
        return "\n".join((*self.shapes, "EMC", *self.words))

    def _strip(self, base: float, strip: Strip) -> None:
        tag: Tag | None = None
        words, last = self.words, -1.0
        for mark in strip.marks:
            if isinstance(mark, Text):
                x, down, style, said, width = mark
                if down != last:
                    last, y = down, base - down
                    tail = f" {y:.2f} Tm ("
                if self.said and (x - self.end > GLUED or y != self.y):
                    words.append("( ) Tj")  # what is set apart reads as apart
                self.end, self.y, self.said = x + width, y, said
                if self.tag is not tag or not words:
                    self._turn_to(tag)
                if style.mark:
                    x = self._sign(mark, y)
                    if not said:
                        continue
                if self.style is not style:
                    self._turn_style(style)
                coded = self.face.coded(said)
                if coded is None:
                    self._in_stretches(style, f"1 0 0 1 {x:.2f} {y:.2f} Tm", said)
                else:
                    words.append(f"1 0 0 1 {x:.2f}{tail}{coded}) Tj")
            elif isinstance(mark, Tag):
                tag = mark
                if tag.alt and not tag.extra:
                    edges = _at(LEFT, base - strip.height, RIGHT, base)
                    tag.extra = f"/A<</O/Layout/Placement/Block/BBox[{edges}]>>"
            elif isinstance(mark, Rule):
                at = base - mark.y
                if self.line != (line := mark[3:]):
                    self.line = line
                    self.shapes.append(f"{_ink(mark.colour)} RG {mark.weight} w")
                self.shapes.append(f"{mark.x:.2f} {at:.2f} m {mark.x + mark.width:.2f} {at:.2f} l S")
            elif isinstance(mark, Box):
                self._box(mark, base - mark.y - mark.height)
            elif isinstance(mark, Link):
                self.drawing.lead(mark, base - mark.y, self.said, tag)
            else:
                self.drawing.place(mark, base - mark.y)

    def _turn_style(self, style: Style) -> None:
        """Set in another style from here, with the first program of its face."""
        self.style = style
        name, self.face = self.drawing.faces[style.font]
        self._turn_face(style, name, 0)

    def _in_stretches(self, style: Style, at: str, said: str) -> None:
        """Set a text that takes several programs of its face."""
        name = self.drawing.faces[style.font][0]
        self.words.append(at)
        for subset, coded in self.face.stretches(said):
            self._turn_face(style, name, subset)
            self.words.append(f"({coded}) Tj")
        self._turn_face(style, name, 0)

    def _turn_face(self, style: Style, name: str, subset: int) -> None:
        if self.ink is not style.colour:
            self.ink = style.colour
            self.words.append(f"{_ink(style.colour)} rg")
        chosen = f"/{name}.{subset} {style.size} Tf"
        if self.chosen != chosen:
            self.chosen = chosen
            self.words.append(chosen)

    def _turn_to(self, tag: Tag | None) -> None:
        """Close the stretch that is open, and begin one of another element."""
        self.tag = tag
        closed = "ET\nEMC\n" if self.words else ""
        number = self.drawing.structure.open(tag) if tag else 0  # it may give the tag another name
        begun = f"/{tag.kind}<</MCID {number}>>BDC" if tag else "/Artifact BMC"
        self.words.append(f"{closed}{begun}\nBT")

    def _box(self, mark: Box, y: float) -> None:
        self.line = None
        self.shapes.append(_box(mark, y))

    def _sign(self, mark: Text, y: float) -> float:
        """Draw the sign of a text; where its letters begin."""
        style = mark.style
        if style.mark == "chip":
            wide = mark.width - AFTER_CHIP
            self._box(Box(mark.x, 0, wide, 1.3 * style.size, style.fill, style.edge), y - 0.3 * style.size)
            return mark.x + (wide - letters(style, mark.text)) / 2
        said = f"/Span<</ActualText{text(SAID[style.mark])}>>BDC\n" if style.mark in SAID else ""
        self.words.append(f"ET\n{said}{_drawn(style, mark.x, y)}{chr(10) + 'EMC' if said else ''}\nBT")
        self.ink = self.style = None
        return mark.x


def _at(*measures: float) -> str:
    return " ".join(f"{measure:.2f}" for measure in measures)


@cache
def _ink(colour: Colour) -> str:
    return "{} {} {}".format(*colour)


def _box(mark: Box, y: float) -> str:
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    parts = [
        f"{_ink(mark.fill)} rg" if mark.fill else "",
        f"{_ink(mark.edge)} RG 0.6 w" if mark.edge else "",
        "[1.6 1.4] 0 d" if mark.dashed else "",
        f"{_at(mark.x, y, mark.width, mark.height)} re {paint[mark.fill is not None, mark.edge is not None]}",
        "[] 0 d" if mark.dashed else "",
    ]
    return " ".join(filter(None, parts))


def _drawn(style: Style, x: float, y: float) -> str:
    """The red-line flag, or the sign of a state, standing on the baseline `y`."""
    black = f"{_ink(BLACK)} rg {_ink(BLACK)} RG 0.8 w"
    match style.mark:
        case "flag":
            by = max(1.0, style.size / 10)
            corners = [(x + 7 * by, y + 7.7 * by), (x + 5.3 * by, y + 5.5 * by), (x + 7 * by, y + 3.3 * by)]
            cloth = " ".join(f"{_at(*corner)} l" for corner in (*corners, (x + by, y + 3.3 * by)))
            return f"{black} {_at(x, y - 0.5, by, 8.2 * by)} re f {_at(x + by, y + 7.7 * by)} m {cloth} h f"
        case "ring":
            return f"{black} {_circle(x + 3.4, y + 3.2, 2.9)} S"
        case "dot":
            return f"{black} {_circle(x + 3.4, y + 3.2, 1.2)} f"
        case "diamond":
            return f"{black} {_diamond(x + 3.5, y + 2.8, 3.5)} f"
        case "hollow":
            return f"1 1 1 rg {_ink(BLACK)} RG 0.8 w {_diamond(x + 3.5, y + 2.8, 3.2)} B"
        case "dash":
            return f"{black} {_at(x + 0.4, y + 2.7, 6.4, 1.1)} re f"
    return f"{black} {_at(x + 0.6, y + 0.4, 5.6, 5.6)} re S {_at(x + 0.6, y + 0.4)} m {_at(x + 6.2, y + 6)} l S"


def _diamond(x: float, y: float, reach: float) -> str:
    corners = ((x, y + reach), (x + reach, y), (x, y - reach), (x - reach, y))
    first, *rest = (_at(*corner) for corner in corners)
    return f"{first} m {' l '.join(rest)} l h"


def _circle(x: float, y: float, radius: float) -> str:
    """A circle as four curves."""
    pull = radius * 0.5523
    quarters = [((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))]
    curves = [
        f"{_at(x + a * radius + c * pull, y + b * radius + d * pull)}"
        f" {_at(x + c * radius + a * pull, y + d * radius + b * pull)} {_at(x + c * radius, y + d * radius)} c"
        for (a, b), (c, d) in quarters
    ]
    return f"{_at(x + radius, y)} m {' '.join(curves)}"
