"""What happened to an item at earlier meetings: the items it takes up, one after the other, and those it might."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.positions import Position
from mhhs_desk.store.store import Store


@dataclass(frozen=True, slots=True)
class Earlier:
    """An item as it stood at an earlier meeting: what we thought then, and what the group did with it."""

    item: Item
    meeting: Meeting
    position: Position | None
    outcome: Outcome | None


def chain(store: Store, item: Item) -> list[Earlier]:
    """The items that an item takes up, the last one first; one that would lead back to itself ends there."""
    found: list[Earlier] = []
    seen, at = {item.id}, item.follows
    while at is not None and at not in seen:
        seen.add(at)
        one = store.items.first("id = ?", at)
        if one is None:
            break
        outcomes = list(store.outcomes.where("item_id = ?", one.id))
        position = store.positions.first("item_id = ?", one.id)
        found.append(Earlier(one, store.meetings.get(one.meeting_id), position, outcomes[-1] if outcomes else None))
        at = one.follows
    return found


def agendas_before(store: Store, meeting: Meeting) -> list[tuple[Meeting, list[Item]]]:
    """The agendas of the meetings before one, of any forum, the last one first."""
    if meeting.day is None:
        return []
    held = store.meetings.where("day < ?", meeting.day.isoformat())
    found = [(one, list(store.items.where("meeting_id = ?", one.id))) for one in held]
    return [(one, items) for one, items in reversed(found) if items]


def take_up(store: Store, item: Item, earlier: Item | None) -> None:
    """Note which item of an earlier meeting an item takes up again, or that it takes up none."""
    named = f"item {item.number} of {store.meetings.get(item.meeting_id).label}"
    told = f"takes up item {earlier.number} of {store.meetings.get(earlier.meeting_id).label}" if earlier else "is new"
    with store.workspace.step(f"{named[0].upper()}{named[1:]} {told}"):
        store.items.change(item.id, follows=earlier.id if earlier else None)
