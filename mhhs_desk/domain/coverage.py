"""Coverage: the one state each member is in on each item, and the tally of an item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mhhs_desk.domain.feedback import Given


class State(StrEnum):
    ANSWERED = "answered"
    NIL = "nil return"
    SILENT = "silent"
    NOT_ASKED = "not asked"
    RECUSED = "recused"
    NOTHING_TO_SHOW = "no answer to show"


HEARD = frozenset({State.ANSWERED, State.NIL})

Cell = tuple[int, int]
"""An (item id, member id)."""


def state(cell: Cell, standing: Mapping[Cell, Given], asked: Collection[Cell], recused: Collection[Cell]) -> State:
    """The one state of a cell. A recusal outweighs an answer; an answer needs no asking."""
    if cell in recused:
        return State.RECUSED
    if answer := standing.get(cell):
        return State.NIL if answer.is_nil else State.ANSWERED
    return State.SILENT if cell in asked else State.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Tally:
    """One item counted: members by option among those who answered, and members by state. Both are exact."""

    options: Counter[str] = field(default_factory=Counter)
    states: Counter[State] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        return self.states[State.ANSWERED]

    @property
    def total(self) -> int:
        return self.states.total()


def tally(item_id: int, states: Mapping[Cell, State], standing: Mapping[Cell, Given]) -> Tally:
    """Count one item. Only members in the state ANSWERED are counted for an option."""
    result = Tally()
    for cell, where in states.items():
        if cell[0] != item_id:
            continue
        result.states[where] += 1
        if where is State.ANSWERED:
            result.options[standing[cell].option] += 1
    return result


def never_heard(member_ids: Iterable[int], states: Mapping[Cell, State]) -> list[int]:
    """The members who are heard on no item at all, in their given order."""
    heard = {member for (_, member), where in states.items() if where in HEARD}
    return [member for member in member_ids if member not in heard]
