"""The tables of a PDF page that have no ruled lines: their columns begin where their headings begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mhhs_desk.intake.pdf_tables import Piece, Row, Sign, paragraphs_of

HEADING = re.compile(
    r"(?:agenda |action |paper |meeting )?(?:items?|no|ref(?:erence)?|number|title|topic|subject|description|leads?"
    r"|led by|presenters?|owners?|who|by|time|timings?|duration|papers?|purpose|type|objective|actions?|due(?: date)?"
    r"|due by|deadline|by when|status|progress|update|decisions?|area|date|raised|id|#)(?: ?\(s\)| no| ref)?[.:]?",
    re.IGNORECASE,
)
OTHER = re.compile(r"\b(?:question|response|answer|rationale|milestone|risk)\b", re.IGNORECASE)
APART = 7.0
"""Points between two words that part two cells."""
LONGEST_HEADING, FEWEST = 30, 3
FAR = 45.0
"""Points between two lines that end a table."""
SLANT = 3.0


@dataclass(slots=True)
class _Line:
    """A line as it is seen: its height on the page, and its words parted where they stand apart."""

    base: float
    pieces: list[Piece]

    @property
    def lines(self) -> list[int]:
        return list(dict.fromkeys(piece.line for piece in self.pieces))


def promises(text: str) -> bool:
    """Whether a page's words have a line of three headings or more, so that its signs are worth a look."""
    lines = (line.split() for line in text.split("\n"))
    return any(sum(bool(HEADING.fullmatch(word)) for word in line) >= FEWEST for line in lines if len(line) <= 14)


def tables_of(signs: Sequence[Sign]) -> list[tuple[tuple[float, ...], list[Row]]]:
    """The tables of a page under their headings: where the columns begin, and the rows."""
    seen = _seen(signs)
    found = []
    index = 0
    while index < len(seen):
        if not _heads(seen[index]):
            index += 1
            continue
        starts = tuple(piece.left for piece in seen[index].pieces)
        end = _end(seen, index, starts)
        rows = _rows(seen[index:end], starts)
        if len(rows) >= FEWEST:
            found.append((starts, rows))
        index = end
    return found


def _seen(signs: Sequence[Sign]) -> list[_Line]:
    """The lines of a page from its top, each from its left, whatever order they were written in."""
    found: list[_Line] = []
    # Where a word begins is told by the space before it: letters themselves stand apart by what their shapes leave.
    begins = {after for sign, after in pairwise(signs) if sign.text.isspace() or sign.line != after.line}
    written = sorted((sign for sign in signs if sign.text.strip()), key=lambda sign: (-sign.base, sign.left))
    groups: list[list[Sign]] = []
    for sign in written:
        if groups and groups[-1][0].base - sign.base <= SLANT:
            groups[-1].append(sign)
        else:
            groups.append([sign])
    for group in groups:
        line = _Line(group[0].base, [])
        for sign in sorted(group, key=lambda sign: sign.left):
            last = line.pieces[-1] if line.pieces else None
            if last is None or sign.left - last.right > APART:
                line.pieces.append(last := Piece(sign.line))
            elif sign in begins:
                last.said += " "
            last.take(sign)
        found.append(line)
    return found


def _heads(line: _Line) -> bool:
    words = [piece.words for piece in line.pieces]
    told = sum(bool(HEADING.fullmatch(word)) for word in words)
    short = all(len(word) <= LONGEST_HEADING and not re.search(r"\d", word) for word in words)
    return len(words) >= FEWEST and short and told >= 2 and not OTHER.search(" ".join(words))


def _end(seen: Sequence[_Line], head: int, starts: Sequence[float]) -> int:
    """Where a table ends: before a gap, other headings, or words that run across its columns."""
    for index in range(head + 1, len(seen)):
        line, before = seen[index], seen[index - 1]
        across = (
            len(line.pieces) == 1 and line.pieces[0].right > starts[1] + APART and _column(line.pieces[0], starts) == 0
        )
        if before.base - line.base > FAR or across or _heads(line):
            return index
    return len(seen)


def _column(piece: Piece, starts: Sequence[float]) -> int:
    return max(place for place, start in enumerate(starts) if place == 0 or start <= piece.left + SLANT)


def _rows(lines: Sequence[_Line], starts: Sequence[float]) -> list[Row]:
    """The rows: one begins where its first column is filled, and goes on in the lines below."""
    rows: list[list[list[Piece]]] = []
    numbers: list[list[int]] = []
    for line in lines:
        columns = [_column(piece, starts) for piece in line.pieces]
        if not rows or 0 in columns:
            rows.append([[] for _ in starts])
            numbers.append([])
        numbers[-1] += [number for number in line.lines if number not in numbers[-1]]
        for piece, column in zip(line.pieces, columns, strict=True):
            rows[-1][column].append(piece)
    widths = [max((piece.width for row in rows for piece in row[column]), default=0.0) for column in range(len(starts))]
    rooms = [after - start for start, after in zip(starts, [*starts[1:], starts[-1] + widths[-1]], strict=True)]
    return [
        Row([paragraphs_of(cell, width, room) for cell, width, room in zip(row, widths, rooms, strict=True)], own)
        for row, own in zip(rows, numbers, strict=True)
    ]
