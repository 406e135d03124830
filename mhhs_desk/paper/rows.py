"""The rows of the paper as strips: paragraphs, lists, rows with a label beside them, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mhhs_desk.paper.page import (
    LEFT,
    MEASURE,
    MM,
    TEXT_LEFT,
    TEXT_WIDTH,
    Anchor,
    Box,
    Link,
    Mark,
    Rule,
    Strip,
    Strips,
    Text,
    gap,
    height_of,
    together,
)
from mhhs_desk.paper.tagging import COLUMN_HEAD, Tag
from mhhs_desk.paper.text import (
    BLACK,
    BODY,
    HEAD,
    LABEL,
    NUMBER,
    SMALL_QUIET,
    TITLE,
    Line,
    Piece,
    Run,
    Runs,
    Style,
    letters,
    lines,
    on_one_line,
)

LEADING, SMALL_LEADING = 13.5, 11.0
TALL = 45 * MM
"""A row of a table that is taller may be split between its lines."""
SHORT = 20 * MM
"""A row that is no taller looks lost at the head of a page."""
ROW_PAD, CELL_PAD, PARAGRAPH_GAP = 7.0, 4.3, 5.0


def baseline(size: float, leading: float) -> float:
    """Where a line's baseline lies below its top."""
    return (leading - size) / 2 + 0.76 * size


def marks_of(line: Line, x: float, y: float, tag: Tag | None = None) -> list[Mark]:
    """A broken line as marks, part of an element of the structure, with the ways it holds."""
    marks: list[Mark] = [tag] if tag else []
    for piece in line.pieces:
        style, at = piece.style, x + piece.x
        if style.edge and not style.mark:
            marks.append(Box(at - 0.5, y - 8.6, piece.width + 1, 11.4, style.fill, style.edge, True))
        said = Text(at, y, style, piece.text, piece.width)
        if not piece.link:
            marks.append(said)
            continue
        way = Link(at, y + 2.5, piece.width, 11, piece.link)
        marks += (Tag("Link", tag), said, way, tag) if tag else (said, way)
    return marks


def paragraph(
    runs: Iterable[Run],
    x: float = TEXT_LEFT,
    width: float = TEXT_WIDTH,
    size: float = 10,
    leading: float = LEADING,
    hang: float = 0.0,
    tag: Tag | None = None,
) -> Strips:
    """A paragraph as strips, one a line; never its first or last line alone on a page."""
    y, tag = baseline(size, leading), tag or Tag("P")
    strips = [Strip(leading, marks_of(line, x, y, tag)) for line in lines(list(runs), width, hang)]
    return held(strips)


def held(strips: Strips) -> Strips:
    """Keep the first two and the last two strips together."""
    if len(strips) > 1:
        strips[0].keep = strips[-2].keep = True
    return strips


def paragraphs(texts: Sequence[Runs], between: float = PARAGRAPH_GAP, hang: float = 0.0) -> Strips:
    """Paragraphs under one another."""
    strips: Strips = []
    for text in texts:
        strips += [gap(between)] if strips else []
        strips += paragraph(text, hang=hang)
    return strips


def dashes(texts: Sequence[Runs]) -> Strips:
    """A list with a dash before each entry; a single entry stands without."""
    if len(texts) == 1:
        return paragraphs(texts)
    dash = letters(BODY, "–") + letters(BODY, "  ")
    strips: Strips = []
    entries = Tag("L")
    for text in texts:
        entry = paragraph(text, TEXT_LEFT + dash, TEXT_WIDTH - dash, tag=Tag("LBody", Tag("LI", entries)))
        if entry:
            entry[0].marks.insert(0, Text(TEXT_LEFT, baseline(10, LEADING), BODY, "–", 0.0))
        strips += entry
    return strips


def labelled(label: str, body: Strips, style: Style = LABEL, leading: float = LEADING) -> Strips:
    """A row: its label in the left column, its body beside it, a hairline under it."""
    if not body:
        return []
    y = baseline(style.size, leading)
    name = Text(LEFT, y, style, label, 0.0)
    first = body[0]  # it may be the head of a table, which is repeated without the label
    body = [Strip(first.height, [Tag("H3"), name, *first.marks], first.keep, first.again), *body[1:]]
    more = Strip(0, [name, Text(LEFT, y + 11.5, SMALL_QUIET, "continued", 0.0)])
    for strip in body[1:]:
        strip.again = (more, *strip.again)
    foot = Strip(ROW_PAD, [Rule(LEFT, ROW_PAD, MEASURE)])
    row = [gap(ROW_PAD, keep=True), *body]
    row[-1].keep = True
    return together([*row, foot])


def not_alone(rows: Iterable[Strips]) -> list[Strips]:
    """The rows that say something; the last of them, where it is short, never goes over the page by itself."""
    found = [row for row in rows if row]
    if len(found) > 1 and height_of(found[-1]) <= SHORT:
        found[-2][-1].keep = True
    return found


def heading(text: str, x: float = LEFT, width: float = MEASURE) -> Strips:
    """The heading of a part of a page, which stays with what follows."""
    strips = [*paragraph([Run(LABEL, text)], x, width, tag=Tag("H3")), gap(3, keep=True)]
    for strip in strips:
        strip.keep = True
    return strips


def section(title: str, key: str, outline: str, number: str = "", under: Iterable[Run] = ()) -> Strips:
    """The head of a section: a number, a title, a line under it, a black rule; and its place in the outline."""
    indent = max(12 * MM, letters(NUMBER, number) + 3 * MM) if number else 0.0
    tag = Tag("H2")
    head = paragraph([Run(TITLE, title)], LEFT + indent, MEASURE - indent, 20, 24, tag=tag)
    head = head or [Strip(24)]
    first = head[0].marks
    if number:
        first[:0] = [tag, Text(LEFT, baseline(20, 24), NUMBER, number, 0.0)]
    first.insert(0, Anchor(0, key, outline))
    strips = [*head, *paragraph(under, LEFT + indent, MEASURE - indent)]
    strips.append(Strip(9, [Rule(LEFT, 8.5, MEASURE, 0.6, BLACK)]))
    for strip in strips:
        strip.keep = True
    return strips


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, where it begins, how wide it is; `hang` for lines after the first."""

    head: str
    x: float
    width: float
    right: bool = False
    hang: float = 0.0


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Runs]],
    size: float = 10,
    leading: float = LEADING,
    pad: float = CELL_PAD,
) -> Strips:
    """A table: heads over a black rule, a hairline under each row; the heads are repeated on every page."""
    left, right = columns[0].x, columns[-1].x + columns[-1].width
    whole = Tag("Table")
    heads = Tag("TR", whole)
    marks: list[Mark] = [mark for column in columns for mark in _head(column, heads)]
    head = Strip(SMALL_LEADING + 4, [*marks, Rule(left, SMALL_LEADING + 3.5, right - left, 0.6, BLACK)], keep=True)
    made: list[Strips] = []
    for cells in rows:
        row = _row(columns, cells, size, leading, pad, Tag("TR", whole))
        row[-1].marks.append(Rule(left, row[-1].height, right - left))
        row[0].again = (head,)
        if len(row) > 1:
            further = (head, gap(pad), *_name(columns, row, pad))
            for strip in row[1:]:
                strip.again = further
        made.append(row)
    if len(made) > 1:
        made[-2][-1].keep = True  # the last row never goes over the page by itself
    return [head, *(strip for row in made for strip in row)]


def _name(columns: Sequence[Column], row: Strips, pad: float) -> Strips:
    """What a row that is too tall for one page begins with, to stand beside its lines on the next one."""
    if len(columns) < 2 or height_of(row) <= TALL:
        return []
    first = (mark for mark in row[0].marks if isinstance(mark, Text))
    said = [mark._replace(y=mark.y - pad) for mark in first if mark.x < columns[1].x]
    return [Strip(0, [*said])] if said else []


def _head(column: Column, row: Tag) -> list[Mark]:
    tag = row.add("TH", COLUMN_HEAD)
    x = column.x + column.width - letters(HEAD, column.head) if column.right else column.x
    return [tag, Text(x, baseline(8, SMALL_LEADING), HEAD, column.head, 0.0)] if column.head else []


def _row(columns: Sequence[Column], cells: Sequence[Runs], size: float, leading: float, pad: float, tag: Tag) -> Strips:
    """A row as strips, one a line, with the space over and under it."""
    y = baseline(size, leading)
    if single := _one_line(columns, cells, pad + y, tag):
        return [Strip(pad + leading + pad, single)]
    broken = [
        (column, lines(cell, column.width, column.hang), tag.add("TD"))
        for column, cell in zip(columns, cells, strict=True)
    ]
    strips: Strips = []
    most = max(1, *(len(found) for _, found, _ in broken))
    for number in range(most):
        over, under = 0.0 if number else pad, pad if number == most - 1 else 0.0
        marks: list[Mark] = []
        for column, found, part in broken:
            if number < len(found):
                line = found[number]
                shift = column.width - line.end if column.right else 0.0
                marks += marks_of(line, column.x + shift, over + y, part)
        strips.append(Strip(over + leading + under, marks))
    return together(held(strips), TALL)


def _one_line(columns: Sequence[Column], cells: Sequence[Runs], y: float, tag: Tag) -> list[Mark]:
    """A row of a few plain words a cell, as most are; empty where a cell holds more."""
    pieces: list[Piece | None] = []
    for column, cell in zip(columns, cells, strict=True):
        piece = on_one_line(cell[0], column.width) if len(cell) == 1 and not cell[0].link else None
        if cell and piece is None:
            return []
        pieces.append(piece)
    marks: list[Mark] = []
    for column, piece in zip(columns, pieces, strict=True):
        marks.append(tag.add("TD"))
        if piece:
            at = column.x + (column.width - piece.width if column.right else 0.0)
            marks.append(Text(at, y, piece.style, piece.text, piece.width))
    return marks


def plain(style: Style, text: str) -> Runs:
    """One run as a cell or a paragraph."""
    return [Run(style, text)]
