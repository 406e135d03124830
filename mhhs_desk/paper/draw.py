"""Pages to bytes: the one place that touches the canvas of reportlab.

What stands on a page is written as operators of the PDF format, one literal a page: a text object of reportlab's for
each piece would take most of the time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mhhs_desk.paper.page import HEIGHT, LEFT, WIDTH, Anchor, Box, Link, Page, Rule, Text
from mhhs_desk.paper.text import AFTER_CHIP, BLACK, REGULAR, Colour, letters, load_fonts

LANGUAGE = "en-GB"
PROGRAM = "MHHS Desk"


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself."""

    title: str
    author: str
    subject: str


def draw(pages: Sequence[Page], about: About) -> bytes:
    """Draw pages as a PDF. The same pages give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    load_fonts()
    target = io.BytesIO()
    canvas = Canvas(
        target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang=LANGUAGE, initialFontName=REGULAR
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    typist = _Typist(canvas)
    for page in pages:
        canvas.addLiteral("\n".join(_shapes(canvas, page)))
        canvas.addLiteral("\n".join(typist.page(page)))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _shapes(canvas: Any, page: Page) -> Iterator[str]:
    """The operators of what is drawn on a page; its ways and places go to the canvas on the way."""
    for top, strip in page:
        base = HEIGHT - top
        for mark in strip.marks:
            match mark:
                case Text():
                    if mark.style.mark:
                        yield _sign(mark, base - mark.y)
                case Link():
                    y = base - mark.y
                    over = (mark.x, y, mark.x + mark.width, y + mark.height)
                    canvas.linkRect("", mark.to, over, relative=0, Border="[0 0 0]")
                case Rule():
                    y = base - mark.y
                    yield f"{_ink(mark.colour)} RG {mark.weight} w {_at(mark.x, y)} m {_at(mark.x + mark.width, y)} l S"
                case Box():
                    yield _box(mark, base - mark.y - mark.height)
                case Anchor():
                    _anchor(canvas, mark, base - mark.y)


def _at(*measures: float) -> str:
    return " ".join(f"{measure:.2f}" for measure in measures)


def _ink(colour: Colour) -> str:
    return "{} {} {}".format(*colour)


def _anchor(canvas: Any, mark: Anchor, y: float) -> None:
    canvas.bookmarkPage(mark.key, fit="XYZ", left=LEFT, top=y, zoom=0)
    if mark.title:
        canvas.addOutlineEntry(mark.title, mark.key, level=0)


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


def _sign(mark: Text, y: float) -> str:
    """A chip, the red-line flag, or the sign of a state, standing on the baseline `y`."""
    x, style = mark.x, mark.style
    if style.mark == "chip":
        return _box(Box(x, 0, mark.width - AFTER_CHIP, 13, style.fill, style.edge), y - 3)
    black = f"{_ink(BLACK)} rg {_ink(BLACK)} RG 0.8 w"
    match style.mark:
        case "flag":
            corners = [(x + 7, y + 7.7), (x + 5.3, y + 5.5), (x + 7, y + 3.3), (x + 1, y + 3.3)]
            cloth = " ".join(f"{_at(*corner)} l" for corner in corners)
            return f"{black} {_at(x, y - 0.5, 1, 8.2)} re f {_at(x + 1, y + 7.7)} m {cloth} h f"
        case "ring":
            return f"{black} {_circle(x + 3.4, y + 3.2, 2.9)} S"
        case "dot":
            return f"{black} {_circle(x + 3.4, y + 3.2, 1.2)} f"
        case "dash":
            return f"{black} {_at(x + 0.4, y + 2.7, 6.4, 1.1)} re f"
    return f"{black} {_at(x + 0.6, y + 0.4, 5.6, 5.6)} re S {_at(x + 0.6, y + 0.4)} m {_at(x + 6.2, y + 6)} l S"


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


ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): f"\\{sign}" for sign in "\\()"
}


class _Typist:
    """Sets the text of pages, in the order in which it is read, with the faces of one document."""

    def __init__(self, canvas: Any) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont

        self.document = canvas._doc  # reportlab's own way to name the document of a TrueType subset
        self.face = getFont

    def page(self, page: Page) -> Iterator[str]:
        yield "BT"
        face: tuple[str, float, int] | None = None
        ink: Colour | None = None
        for top, strip in page:
            for mark in strip.marks:
                if type(mark) is not Text or not mark.text:
                    continue
                style, x = mark.style, mark.x
                if style.mark:
                    x += (mark.width - AFTER_CHIP - letters(style, mark.text)) / 2
                if ink is not style.colour:
                    ink = style.colour
                    yield f"{_ink(ink)} rg"
                yield f"1 0 0 1 {x:.2f} {HEIGHT - top - mark.y:.2f} Tm"
                font = self.face(style.font)
                for subset, coded in font.splitString(mark.text, self.document):
                    if face != (style.font, style.size, subset):
                        face = (style.font, style.size, subset)
                        yield f"{font.getSubsetInternalName(subset, self.document)} {style.size} Tf"
                    yield f"({coded.decode('latin-1').translate(ESCAPES)}) Tj"
        yield "ET"
