"""Tables with a row a question and a column a respondent."""

from __future__ import annotations

from collections.abc import Iterable

from mhhs_desk.intake import answers
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.questions import OTHERS, asked_in

DEEPEST = 20
"""So many rows may stand above the headings."""


def matrix_of(table: Table) -> int | None:
    """The row whose headings are respondents' names, with a question in every row below it; None without one."""
    for index, row in enumerate(table.rows[:DEEPEST]):
        names = [cell for cell in row[1:] if cell]
        if len(names) < 2 or len(set(names)) < len(names) or any(map(_is_no_name, names)):
            continue
        below = [line for line in table.rows[index + 1 :] if line and any(line[1:])]
        asks = [line for line in below if asked_in(line[0], beside=True)]
        if role_of(row[0]) in ("item", "title", None) and len(asks) >= 2 and 2 * len(asks) > len(below):
            return index
    return None


def _is_no_name(heading: str) -> bool:
    return bool(role_of(heading) or OTHERS.fullmatch(heading) or asked_in(heading) or answers.CHOICE.fullmatch(heading))


def answers_across(table: Table, where: int) -> Iterable[tuple[int, dict[str, str]]]:
    """The cells of each answer of such a table, with its row."""
    for index in range(where + 1, len(table.rows)):
        row = table.rows[index]
        asked = asked_in(row[0], beside=True) if row else None
        for name, cell in zip(table.rows[where][1:], row[1:], strict=False):
            if asked and name and cell:
                yield index, {"organisation": name, "answer": cell, **asked.cells()}
