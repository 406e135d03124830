"""Tables written in a text: with bars between their cells, as in notes kept in Markdown, or set in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.intake.document import Line, Table

RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
SEGMENT = re.compile(r"\S+(?: \S+)*")
LONGEST_HEADING = 30
SENTENCE = re.compile(r"(?<!\bNo)(?<!\bRef)\.$")
MARKS = re.compile(r"\*\*|__|`|<br\s*/?>")


def tables_of(lines: Sequence[Line]) -> list[Table]:
    """Every run of two lines or more that have bars between their cells."""
    found: list[Table] = []
    run: list[Line] = []
    for line in [*lines, Line("", 0)]:
        if line.words.count("|") >= 2 or (run and RULE.fullmatch(line.words) and "|" in line.words):
            run.append(line)
            continue
        rows = [row for row in run if not RULE.fullmatch(row.words)]
        if len(rows) >= 2:
            found.append(Table(tuple(_cells(row) for row in rows), lines=tuple((row,) for row in rows)))
        run = []
    return found


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(MARKS.sub("", cell).strip() for cell in line.words.strip().strip("|").split("|"))


def set_in_columns(lines: Sequence[Line]) -> list[Table]:
    """Every run of lines set in columns by spaces, under a line of three headings or more."""
    found: list[Table] = []
    index = 0
    while index < len(lines):
        heads = _segments(lines[index])
        if len(heads) < 3 or any(len(words) > LONGEST_HEADING or SENTENCE.search(words) for _, words in heads):
            index += 1
            continue
        rows, index = _set_rows(lines, index, [start for start, _ in heads])
        if len(rows) >= 3:
            cells = tuple(tuple("\n".join(cell) for cell in row) for row, _ in rows)
            found.append(Table(cells, lines=tuple(tuple(own) for _, own in rows)))
    return found


def _segments(line: Line) -> list[tuple[int, str]]:
    return [(found.start(), found[0]) for found in SEGMENT.finditer(line.text.expandtabs())]


SetRow = tuple[list[list[str]], list[Line]]


def _set_rows(lines: Sequence[Line], begin: int, starts: Sequence[int]) -> tuple[list[SetRow], int]:
    """The rows under headings that begin at `starts`, the headings first, and where they end.

    A line that fills one column only, and not the first, goes on with the row above it.
    """
    rows: list[SetRow] = []
    blank = 0
    for index in range(begin, len(lines)):
        segments = _segments(lines[index])
        blank = 0 if segments else blank + 1
        deep = bool(segments) and segments[0][0] >= starts[1] - 2
        if blank > 1 or (segments and len(segments) < 2 and not deep):
            return rows, max(index, begin + 1)
        if not segments:
            continue
        if len(segments) > 1 or not rows:
            rows.append(([[] for _ in starts], []))
        cells, own = rows[-1]
        own.append(lines[index])
        for start, words in segments:
            cells[max(place for place, at in enumerate(starts) if place == 0 or at <= start + 2)].append(words)
    return rows, len(lines)
