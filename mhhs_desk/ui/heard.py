"""Who was heard: each member over the items of the last meetings, and who never was."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.store.viewing import Collation

MEETINGS = 3
"""How many meetings back one looks; all there were, where there were fewer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A member's record of being heard: items it was asked or answered on, and what came of them."""

    member: Member
    items: int
    answered: int
    nil: int

    @property
    def id(self) -> int:
        return self.member.id

    @property
    def ever(self) -> bool:
        return self.answered + self.nil > 0


def looked_at(desk: Desk) -> list[Meeting]:
    """The last meetings that have an agenda, the next one included, the newest first."""
    with_items = {item.meeting_id for item in desk.items.all()}
    upcoming = desk.next_meeting()
    last = upcoming.day if upcoming else None
    known = [m for m in desk.meetings.all() if m.id in with_items and (last is None or m.day is None or m.day <= last)]
    return known[::-1][:MEETINGS]


def heard(desk: Desk, meetings: list[Meeting]) -> list[Heard]:
    """Every member, with what came of the items of some meetings."""
    states: dict[int, list[State]] = {}
    for meeting in meetings:
        for (_, member_id), state in Collation(desk, meeting).states.items():
            states.setdefault(member_id, []).append(state)
    found = []
    for member in desk.members.all():
        mine = states.get(member.id, [])
        found.append(Heard(member, len(mine), mine.count(State.ANSWERED), mine.count(State.NIL)))
    return found


def never(records: list[Heard]) -> list[Member]:
    """The members who had a chance and were heard on nothing."""
    return [record.member for record in records if record.items and not record.ever]


def last_asked(desk: Desk, member_id: int) -> Call | None:
    """The last message that asked a member about anything."""
    mine = {asked.call_id for asked in desk.asked.all() if asked.member_id == member_id}
    calls = [call for call in desk.calls.all() if call.id in mine]
    return calls[-1] if calls else None
