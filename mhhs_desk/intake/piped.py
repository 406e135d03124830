"""Tables written in a text with bars between their cells, as in notes kept in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.intake.document import Line, Table

RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
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
