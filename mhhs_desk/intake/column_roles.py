"""The columns of a list of answers, told by their headings and, where these are of nobody's kind, by their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.intake import answers, holdings
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_heads import MAKERS, OF_A_FIRM, OF_A_KIND
from mhhs_desk.intake.export_shape import WHO
from mhhs_desk.intake.headers import columns, role_of, spelt
from mhhs_desk.intake.holdings import Holds
from mhhs_desk.intake.questions import OTHERS, asked_in

DEEPEST, LONGEST = 20, 80
CHANGE = re.compile(r"[A-Z]{1,6}[- ]?\d{2,5}[A-Z]?")
"""The number of a change that is voted on."""


def listing_of(table: Table) -> tuple[int, dict[str, int]] | None:
    """The row of headings of a list with an answer in each row, and its columns; None where there is none.

    Somebody answers in it, and what is asked stands in a column of its own, over and over.
    """
    for where in range(min(DEEPEST, len(table.rows) - 2)):
        at = answered_at(table, where)
        asked = [at[role] for role in ("item", "title") if role in at]
        if asked and WHO & at.keys() and at.get("answer", -1) > min(asked) and _repeats(table, where, asked):
            return where, at
    return None


def answered_at(table: Table, where: int) -> dict[str, int]:
    """The columns below a row of headings, with those that only their cells tell; as the headings say in other rows."""
    row = table.rows[where]
    at = columns(row)
    if not _heads(row):
        return at
    for index, heading in enumerate(row):
        if not heading or index in at.values() or role_of(heading) or OTHERS.fullmatch(heading):
            continue
        if MAKERS.fullmatch(spelt(heading)) and not holdings.numbers(holdings.cells_of(table, index, where + 1)):
            continue
        role = _role(heading, holdings.cells_of(table, index, where + 1), at)
        if role:
            at.setdefault(role, index)
    return at


def _heads(row: Sequence[str]) -> bool:
    """Whether a row may be one of headings: short names, none of them an answer or a question."""
    told = [cell for cell in row if cell]
    return len(told) >= 3 and not any(
        len(cell) > LONGEST or answers.CHOICE.fullmatch(cell) or asked_in(cell) for cell in told
    )


def _role(heading: str, cells: Sequence[str], at: dict[str, int]) -> str | None:
    holds = holdings.held(cells)
    asked = [bool(asked_in(cell, beside=True)) for cell in cells]
    if holdings.numbers(cells) or (cells and all(map(CHANGE.fullmatch, cells))):
        return "item"
    if asked and 2 * sum(asked) > len(asked):
        return "title"
    if OF_A_KIND.search(heading) and holds in (Holds.SHORT, Holds.PEOPLE, Holds.FIRMS):
        return "segment"
    if OF_A_FIRM.search(heading) and holds in (Holds.SHORT, Holds.PEOPLE, Holds.FIRMS):
        return "organisation"
    kinds = {Holds.SCALE: "answer", Holds.PEOPLE: "respondent", Holds.FIRMS: "organisation", Holds.ADDRESSES: "address"}
    if holds is Holds.WORDS:
        return "rationale" if "answer" in at else "answer" if WHO & at.keys() else None
    return kinds.get(holds)


def _repeats(table: Table, where: int, asked: Sequence[int]) -> bool:
    """Whether the same is asked of several."""
    for index in asked:
        cells = holdings.cells_of(table, index, where + 1)
        if cells and len(set(cells)) < len(cells):
            return True
    return False
