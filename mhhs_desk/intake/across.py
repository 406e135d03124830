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
    columns = _columns(table, where)
    for index in range(where + 1, len(table.rows)):
        row = table.rows[index]
        asked = asked_in(row[0], beside=True) if row else None
        for name, at in columns.items():
            said = {role: row[column] for role, column in at.items() if column < len(row) and row[column]}
            if asked and said:
                yield index, {"organisation": name, **said, **asked.cells()}


def _columns(table: Table, where: int) -> dict[str, dict[str, int]]:
    """The columns of each respondent: that of its answer, and where a second row has headings, those of the rest."""
    under = table.rows[where + 1] if where + 1 < len(table.rows) else ()
    roles = [role_of(cell) for cell in under] if not (under and under[0]) else []
    told: dict[str, dict[str, int]] = {}
    name = ""
    for index, heading in enumerate(table.rows[where]):
        name = heading or (name if roles else "")
        role = (roles[index] if index < len(roles) else None) or "answer"
        if index and name:
            told.setdefault(name, {}).setdefault(role, index)
    return told
