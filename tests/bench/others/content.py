"""What a paper says, free of its layout: headings, paragraphs and tables with their links, for others to set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from mhhs_desk.paper.draw import GLUED
from mhhs_desk.paper.page import LEFT, RIGHT, TEXT_LEFT, Anchor, Link, Page, Strip, Text
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import ITALIC, SEMIBOLD


@dataclass(slots=True)
class Said:
    """Words in one look; with `link`, a way to the place of that name."""

    text: str
    size: float
    bold: bool
    italic: bool
    link: str = ""


@dataclass(slots=True, eq=False)
class Paragraph:
    """Words that belong together, beginning so many points from the left edge; `place` names it for links."""

    kind: str
    indent: float
    said: list[Said] = field(default_factory=list)
    place: str = ""
    beside: bool = False
    """Whether it is a label beside what follows."""
    turns: bool = False
    """Whether it begins a page."""


@dataclass(slots=True, eq=False)
class Table:
    """Rows of cells under heads; the columns begin so many points from the left edge."""

    lefts: list[float]
    rows: list[list[Paragraph]] = field(default_factory=list)

    @property
    def pad(self) -> float:
        """The space over and under the words of a cell: less where they are small."""
        return 4.3 if any(said.size >= 10 for row in self.rows[1:] for cell in row for said in cell.said) else 2.6

    @property
    def widths(self) -> list[float]:
        return [end - start for start, end in zip(self.lefts, [*self.lefts[1:], RIGHT - LEFT], strict=True)]


Block = Paragraph | Table


@dataclass(slots=True)
class Content:
    """A paper: its blocks in the order of reading, and what stands at the head and the foot of each page."""

    title: str
    blocks: list[Block]
    head: tuple[str, str, str]
    foot: tuple[str, str]

    def words(self) -> int:
        return sum(len(said.text.split()) for paragraph in self.paragraphs() for said in paragraph.said)

    def paragraphs(self) -> Iterator[Paragraph]:
        for block in self.blocks:
            yield from [block] if isinstance(block, Paragraph) else (cell for row in block.rows for cell in row)


def content(pages: Iterable[Page], title: str, head: tuple[str, str, str], foot: tuple[str, str]) -> Content:
    """What pages say that were laid out: the text of their structure, not what is repeated on each."""
    reading = _Reading()
    for page in pages:
        for top, strip in page:
            reading.strip(top, strip)
    blocks = reading.blocks()
    first = next((block for block in blocks if isinstance(block, Paragraph) and block.kind == "H2"), None)
    if first:
        first.turns = True  # the front page stands by itself
    return Content(title, blocks, head, foot)


class _Reading:
    """The elements of a structure as the strips are read that write to them."""

    def __init__(self) -> None:
        self.made: dict[Tag, Paragraph] = {}
        self.order: list[Tag] = []
        self.waiting = ""
        self.end, self.y = 0.0, 0.0

    def strip(self, top: float, strip: Strip) -> None:
        tag: Tag | None = None
        first: Paragraph | None = None
        last: Paragraph | None = None
        for mark in strip.marks:
            if isinstance(mark, Tag):
                tag = mark
            elif isinstance(mark, Text) and tag is not None and mark.text:
                leads = tag.kind == "Link" and tag.parent
                last = self._of(tag.parent if leads and tag.parent else tag, mark.x)
                self._say(last, mark, top + mark.y, bool(leads))
                first = first or last
                first.beside = first.beside or (first.kind == "H3" and last is not first)
            elif isinstance(mark, Link) and last:
                last.said[-1].link = mark.to
            elif isinstance(mark, Anchor):
                if last:
                    last.place = mark.key
                else:
                    self.waiting = mark.key

    def _of(self, tag: Tag, x: float) -> Paragraph:
        if tag not in self.made:
            self.made[tag] = Paragraph(tag.kind, x - LEFT, place=self.waiting)
            self.order.append(tag)
            self.waiting = ""
        elif not self.made[tag].said:
            self.made[tag].indent = x - LEFT
        return self.made[tag]

    def _say(self, paragraph: Paragraph, mark: Text, y: float, leads: bool) -> None:
        apart = mark.x - self.end > GLUED or y != self.y
        self.end, self.y = mark.x + mark.width, y
        style, said = mark.style, paragraph.said
        text = f" {mark.text}" if said and apart else mark.text
        look = (style.size, style.font == SEMIBOLD, style.font == ITALIC)
        alike = said and not leads and not said[-1].link and (said[-1].size, said[-1].bold, said[-1].italic) == look
        if alike:
            said[-1].text += text
        else:
            said.append(Said(text, *look))

    def blocks(self) -> list[Block]:
        """What was read, in the order of reading; the cells of a table together."""
        found: list[Block] = []
        rows: set[Tag] = set()
        tables: dict[Tag, Table] = {}
        for tag in self.order:
            row = tag.parent if tag.kind in ("TD", "TH") else None
            if row is None or row.parent is None:
                found.append(self.made[tag])
            elif row not in rows:
                rows.add(row)
                if row.parent not in tables:
                    found.append(tables.setdefault(row.parent, Table([])))
                tables[row.parent].rows.append(self._cells(row))
        for table in tables.values():
            table.lefts = _lefts(table.rows)
        return found

    def _cells(self, row: Tag) -> list[Paragraph]:
        """The cells of a row, the empty ones among them."""
        cells = (kid for kid in row.kids if isinstance(kid, Tag))
        return [self.made.get(cell) or Paragraph(cell.kind, 0.0) for cell in cells]


def _lefts(rows: list[list[Paragraph]]) -> list[float]:
    """Where the columns of a table begin, by the leftmost words in each."""
    columns = zip(*rows, strict=True)
    found = [min((cell.indent for cell in column if cell.said), default=0.0) for column in columns]
    return [found[0], *(max(one, before + 12) for before, one in pairwise(found))]


def indent(block: Block) -> float:
    """How far from the left edge a block begins: by nothing, or by the width of the labels' column."""
    left = block.lefts[0] if isinstance(block, Table) else block.indent
    return TEXT_LEFT - LEFT if left >= TEXT_LEFT - LEFT - 0.5 else 0.0
