"""The tables of a PDF page by its ruled lines: which line of text stands in which cell."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeVar

from mhhs_desk.intake import people
from mhhs_desk.intake.agenda_pieces import ALONE
from mhhs_desk.intake.document import BULLET, OPEN_ENDED

NEAR = 3.0
"""Points within which two ruled lines are one."""
SHORTEST, NARROW = 6.0, 10.0
FULL = 0.6
"""A line this much of its cell wide may be taken for as wide as lines of that cell get."""
MOST_SEGMENTS, MOST_RULES = 20_000, 400
Place = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: where it lies, and from where to where it runs."""

    at: float
    begin: float
    end: float

    def reaches(self, place: float) -> bool:
        return self.begin - NEAR <= place <= self.end + NEAR


@dataclass(slots=True)
class Row:
    """A row of a table as it stands on the page: the words of its cells, and the numbers of the lines in it."""

    cells: list[str]
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a page's text: its line, counted from 0, where it lies, and what it stands on."""

    line: int
    text: str
    left: float
    right: float
    middle: float
    base: float


@dataclass(slots=True)
class Piece:
    """The part of a line that stands in one cell."""

    line: int
    said: str = ""
    left: float = 0.0
    right: float = 0.0

    def take(self, sign: Sign) -> None:
        if not sign.text.isspace():
            self.left = min(self.left, sign.left) if self.said.strip() else sign.left
            self.right = max(self.right, sign.right)
        self.said += sign.text

    @property
    def words(self) -> str:
        return " ".join(self.said.split())

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its upright lines from the left, its level ones from the top, and what rules there are."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    def cell(self, x: float, y: float) -> Place | None:
        """The row and column of a point, those of the first cell where several are one; None outside."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-at for at in self.ys], -y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        while column and not _ruled(self.upright, self.xs[column], middle):
            column -= 1
        across = (self.xs[column] + self.xs[column + 1]) / 2
        while row and not _ruled(self.level, self.ys[row], across):
            row -= 1
        return row, column


def _ruled(rules: Iterable[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.reaches(place) for rule in rules)


def grids_of(page: Any) -> list[Grid]:
    """The ruled tables of a page, from its top: two rows or more, two columns or more."""
    upright, level = _rules(page)
    found = []
    for own_upright, own_level in _connected(upright, level):
        xs = _places(rule.at for rule in own_upright)
        ys = tuple(reversed(_places(rule.at for rule in own_level)))
        if len(xs) >= 3 and len(ys) >= 3:
            found += _parted(Grid(xs, ys, tuple(own_upright), tuple(own_level)))
    return sorted(found, key=lambda grid: -grid.ys[0])


def _parted(grid: Grid) -> list[Grid]:
    """A grid parted where its columns become others: tables that touch each other are drawn as one."""
    groups: list[tuple[frozenset[int], int]] = []
    left, right = grid.xs[0] + NARROW, grid.xs[-1] - NARROW  # a frame within the border parts no columns
    inner = [index for index, x in enumerate(grid.xs) if left < x < right]
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        middle = (top + bottom) / 2
        own = frozenset(index for index in inner if _ruled(grid.upright, grid.xs[index], middle))
        if groups and (own <= groups[-1][0] or groups[-1][0] <= own):
            groups[-1] = (groups[-1][0] | own, groups[-1][1])
        else:
            groups.append((own, row))
    ends = [first for _, first in groups[1:]] + [len(grid.ys) - 1]
    found = [
        Grid(
            (grid.xs[0], *(grid.xs[index] for index in sorted(own)), grid.xs[-1]),
            grid.ys[first : end + 1],
            grid.upright,
            grid.level,
        )
        for (own, first), end in zip(groups, ends, strict=True)
    ]
    return [part for part in found if len(part.xs) >= 3]


def rows_of(grid: Grid, signs: Sequence[Sign]) -> list[Row]:
    """The rows of a table with the signs that stand in it; a cell has a line for each of its paragraphs."""
    pieces: dict[Place, list[Piece]] = {}
    rows = [Row([]) for _ in grid.ys[1:]]
    at: Place | None = None
    before = -1
    for sign in signs:
        # A space that the library put in has no place of its own.
        if not (sign.text.isspace() and sign.line == before):
            at = grid.cell((sign.left + sign.right) / 2, sign.middle)
        before = sign.line
        if at is None:
            continue
        own = pieces.setdefault(at, [])
        if not own or own[-1].line != sign.line:
            own.append(Piece(sign.line))
        own[-1].take(sign)
        if sign.line not in rows[at[0]].lines:
            rows[at[0]].lines.append(sign.line)
    widths = [
        max((piece.width for (_, other), own in pieces.items() if other == column for piece in own), default=0.0)
        for column in range(len(grid.xs) - 1)
    ]
    for order, row in enumerate(rows):
        row.cells = [
            paragraphs_of(pieces.get((order, column), []), widths[column], grid.xs[column + 1] - grid.xs[column])
            for column in range(len(widths))
        ]
    return [row for row in rows if any(row.cells)]


def paragraphs_of(pieces: Sequence[Piece], widest: float, room: float) -> str:
    """The lines of a cell as its paragraphs: a line into which the next word would not have gone runs on."""
    office = people.OFFICE.fullmatch(" ".join(piece.words for piece in pieces)) is not None
    if len(pieces) > 1 and not office and all(people.leads(piece.words) for piece in pieces):
        return "\n".join(piece.words for piece in pieces)  # names one below the other
    inner = widest if room * FULL <= widest <= room else room - 2 * NEAR
    told = ""
    before: Piece | None = None
    for piece in (piece for piece in pieces if piece.words):
        if before is None:
            told = piece.words
        else:
            full = before.width + piece.width * (len(piece.words.split()[0]) + 1) / len(piece.words) > inner
            apart = re.search(r"[.?!:;]$", before.words) or ALONE.fullmatch(piece.words)
            runs_on = (full and not apart) or OPEN_ENDED.search(before.words) or piece.words[0].islower()
            told += (" " if runs_on and not BULLET.match(piece.words) else "\n") + piece.words
        before = piece
    return told


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """The upright and the level lines drawn on a page, edges of boxes among them."""
    import pypdfium2.raw as pdfium

    upright: list[Rule] = []
    level: list[Rule] = []
    seen = 0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        count = pdfium.FPDFPath_CountSegments(drawn.raw)
        seen += count
        if seen > MOST_SEGMENTS:
            break
        for (x, y), (to_x, to_y) in _segments(drawn, count):
            if abs(x - to_x) <= 1 and abs(y - to_y) >= SHORTEST:
                upright.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
            elif abs(y - to_y) <= 1 and abs(x - to_x) >= SHORTEST:
                level.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
    return upright, level


Point = tuple[float, float]


def _segments(drawn: Any, count: int) -> Iterable[tuple[Point, Point]]:
    """The straight strokes of one path, as they lie on the page."""
    import pypdfium2.raw as pdfium

    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = before = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(segment) and point != first:
            yield point, first
        before = point


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Where lines lie, those near each other as one, in rising order."""
    return tuple(sum(group) / len(group) for group in _near(sorted(values), lambda value: value))


def _near(ordered: Sequence[T], place: Callable[[T], float]) -> list[list[T]]:
    """What is ordered by its place, in groups of what lies near each other."""
    groups: list[list[T]] = []
    for one in ordered:
        if groups and place(one) - place(groups[-1][-1]) <= NEAR:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _connected(upright: Sequence[Rule], level: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that cross or meet each other, table by table."""
    columns, rows = _merged(upright), _merged(level)
    if max(len(columns), len(rows)) > MOST_RULES:
        return []  # a drawing, not a page of tables
    left = set(range(len(rows)))
    free = set(range(len(columns)))
    found = []
    while free:
        todo, own_columns, own_rows = [free.pop()], [], []
        while todo:
            column = columns[todo.pop()]
            own_columns.append(column)
            met = {index for index in left if _meet(column, rows[index])}
            left -= met
            own_rows += [rows[index] for index in met]
            beside = {index for index in free if any(_meet(columns[index], rows[row]) for row in met)}
            free -= beside
            todo += beside
        found.append((own_columns, own_rows))
    return found


def _meet(upright: Rule, level: Rule) -> bool:
    return level.reaches(upright.at) and upright.reaches(level.at)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that go on from each other as one: a border is often drawn cell by cell, and on both its sides."""
    merged: list[Rule] = []
    for group in _near(sorted(rules, key=lambda rule: rule.at), lambda rule: rule.at):
        at = sum(rule.at for rule in group) / len(group)
        first = len(merged)
        for rule in sorted(group, key=lambda rule: rule.begin):
            if len(merged) > first and rule.begin <= merged[-1].end + NEAR:
                merged[-1] = Rule(at, merged[-1].begin, max(merged[-1].end, rule.end))
            else:
                merged.append(Rule(at, rule.begin, rule.end))
    return merged
