"""The structure of a document for those who cannot see it: what is a heading, a paragraph, a table, a picture or a way.

A tag stands among the marks of a strip and is that of all the text after it, up to the next. Text before any tag
is outside the structure: heads and feet of pages, and what is repeated where a page turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the structure, by its name in the PDF standard; its kids follow in the order of reading.

    It takes its place under its parent, or else under the document, where it is first written to; a kid made by
    `add` has its place from the start, so that an empty cell of a table is kept.
    """

    kind: str
    parent: Tag | None = None
    alt: str = ""
    extra: str = ""
    kids: list[Tag | Marked | Way] = field(default_factory=list)
    has_place: bool = False
    settled: bool = False
    at: str = ""

    def add(self, kind: str, extra: str = "") -> Tag:
        kid = Tag(kind, self, extra=extra, has_place=True)
        self.kids.append(kid)
        return kid


Marked = tuple[int, int]
"""A stretch of a page that belongs to an element: the page, and the stretch's number on it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link of a page, by the number of its object."""

    number: int


class Structure:
    """The tree of a document as it grows with its pages."""

    def __init__(self) -> None:
        self.root = Tag("Document", has_place=True)
        self.marked: list[list[Tag]] = []
        self.ways: list[Tag] = []
        self._levels: list[int] = []

    def turn(self) -> None:
        """Begin the next page."""
        self.marked.append([])

    def open(self, tag: Tag) -> int:
        """Write to an element from here; the number of the stretch on its page."""
        if not tag.settled:
            self._settle(tag)
        page = self.marked[-1]
        tag.kids.append((len(self.marked) - 1, len(page)))
        page.append(tag)
        return len(page) - 1

    def lead(self, tag: Tag, number: int) -> int:
        """Enter a link, the object `number`, under its element; its place among the links of the document."""
        tag.kids.append(Way(number))
        self.ways.append(tag)
        return len(self.ways) - 1

    def _settle(self, tag: Tag) -> None:
        parent, tag.settled = tag.parent, True
        if parent is not None and not parent.settled:
            self._settle(parent)
        if not tag.has_place:
            tag.has_place = True
            (parent or self.root).kids.append(tag)
            if tag.kind[0] == "H":
                tag.kind = f"H{self._level(int(tag.kind[1:]))}"

    def _level(self, wanted: int) -> int:
        """The level of a heading such that none is left out on the way down to it."""
        while self._levels and self._levels[-1] >= wanted:
            self._levels.pop()
        self._levels.append(wanted)
        return len(self._levels)

    def write(self, pages: list[int], reserve: Callable[[], int], put: Callable[[int, str], None]) -> int:
        """Write the tree, given the numbers of the pages' objects; the number of its root."""
        root, elements = reserve(), _in_order(self.root)
        numbers = [reserve() for _ in elements]
        for tag, number in zip(elements, numbers, strict=True):
            tag.at = f"{number} 0 R"
        on = [f"{number} 0 R" for number in pages]
        for tag, number in zip(elements, numbers, strict=True):
            above = tag.parent or self.root
            put(number, _element(tag, f"{root} 0 R" if tag is self.root else above.at, on))
        for tag in elements:
            tag.kids = []  # what leads round in circles would wait for a look for garbage
        stretches = (f"{at}[{' '.join([tag.at for tag in tags])}]" for at, tags in enumerate(self.marked))
        links = (f"{len(pages) + at} {tag.at}" for at, tag in enumerate(self.ways))
        parents = reserve()
        put(parents, f"<</Nums[{' '.join((*stretches, *links))}]>>")
        after = len(pages) + len(self.ways)
        kids = f"/K {self.root.at}/ParentTree {parents} 0 R/ParentTreeNextKey {after}"
        put(root, f"<</Type/StructTreeRoot{kids}>>")
        return root


class Unstructured(Structure):
    """The stretches of pages that are only looked at: they are numbered, and tags are left as they are."""

    def open(self, tag: Tag) -> int:
        self.marked[-1].append(tag)
        return len(self.marked[-1]) - 1

    def lead(self, tag: Tag, number: int) -> int:
        self.ways.append(tag)
        return len(self.ways) - 1


def _in_order(root: Tag) -> list[Tag]:
    """An element and all that it holds, in the order of reading."""
    found: list[Tag] = []
    open_: list[Tag] = [root]
    while open_:
        tag = open_.pop()
        found.append(tag)
        if len(tag.kids) != 1 or type(tag.kids[0]) is Tag:  # most hold one stretch of text and nothing else
            open_ += [kid for kid in reversed(tag.kids) if type(kid) is Tag]
    return found


def _element(tag: Tag, parent: str, pages: list[str]) -> str:
    if len(tag.kids) == 1 and isinstance(only := tag.kids[0], tuple) and not tag.alt:
        at, number = only
        return f"<</S/{tag.kind}/P {parent}/Pg {pages[at]}{tag.extra}/K {number}>>"
    page = next((kid[0] for kid in tag.kids if type(kid) is tuple), None)
    on = f"/Pg {pages[page]}" if page is not None else ""
    alt = f"/Alt{text(tag.alt)}" if tag.alt else ""
    kids = " ".join([kid.at if type(kid) is Tag else _kid(kid, page, pages) for kid in tag.kids])
    return f"<</S/{tag.kind}/P {parent}{on}{alt}{tag.extra}/K[{kids}]>>"


def _kid(kid: Tag | Marked | Way, page: int | None, pages: list[str]) -> str:
    if isinstance(kid, tuple):
        return str(kid[1]) if kid[0] == page else f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>"
    if isinstance(kid, Tag):
        return kid.at
    return f"<</Type/OBJR/Obj {kid.number} 0 R>>"


def text(said: str) -> str:
    """A text as PDF writes it outside a page."""
    if said.isascii() and said.isprintable():
        return "(" + said.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<feff{said.encode('utf-16-be').hex()}>"
