"""A step of the history in words: when it was kept, and whether it was done, taken back or done again."""

from __future__ import annotations

from mhhs_desk import words
from mhhs_desk.store.history import REDO, UNDO, Past
from mhhs_desk.ui.place import Place

PAST = "What it said before"
"""The words of the link from a record to its past."""

VERBS = {UNDO: "Took back: ", REDO: "Did again: "}


def when(step: Past) -> str:
    """When a step was kept, on this computer's clock: Tue 9 Nov 14:02."""
    local = step.at.astimezone()
    return f"{words.day(local.date())} {local:%H:%M}"


def step_name(step: Past) -> str:
    """A step's name, and before it what was done with it where that is not the doing of it."""
    return VERBS.get(step.verb, "") + step.name


def past_place(table: str, record_id: int) -> Place:
    """Where the past of one record is shown."""
    return Place("history", record_id, table)


def original_place(table: str, record_id: int, source_id: int | None) -> Place | None:
    """Where the original of a record is shown, at the place that the record came from; None where it has none."""
    return Place("source", source_id, f"{table}-{record_id}") if source_id else None
