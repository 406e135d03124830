"""Somebody in the room in one line: "Robin Ash, Supplier Agent, alternate"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mhhs_desk.domain.meetings import Capacity

CAPACITIES = {
    "rep": Capacity.REPRESENTATIVE, "representative": Capacity.REPRESENTATIVE, "alternate": Capacity.ALTERNATE,
    "alt": Capacity.ALTERNATE, "deputy": Capacity.ALTERNATE, "observer": Capacity.OBSERVER,
    "observing": Capacity.OBSERVER, "chair": Capacity.CHAIR, "chairs": Capacity.CHAIR,
    "secretariat": Capacity.SECRETARIAT, "secretary": Capacity.SECRETARIAT,
}  # fmt: skip
AWAY = frozenset(["apologies", "absent", "away", "sends apologies", "apology"])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, the seat or body spoken for, in what capacity where that was said, and whether there or not."""

    name: str = ""
    speaks_for: str = ""
    capacity: Capacity | None = None
    present: bool = True


def read_person(line: str, seats: Sequence[str] = ()) -> Person:
    """What a line says of somebody: the name first, and then in any order what is known of them."""
    name, *parts = (" ".join(part.split()) for part in line.split(","))
    capacity, present, others = None, True, []
    for part in filter(None, parts):
        said = part.casefold()
        if said in CAPACITIES and capacity is None:
            capacity = CAPACITIES[said]
        elif said in AWAY:
            present = False
        else:
            others.append(next((seat for seat in seats if seat.casefold() == said), part))
    return Person(name, ", ".join(others), capacity, present)
