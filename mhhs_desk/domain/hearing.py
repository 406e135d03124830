"""Coverage over time: at which meetings a member was heard, when it was asked and chased, and what time it had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mhhs_desk.domain.coverage import HEARD, Cell, State, state
from mhhs_desk.domain.feedback import Given
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.working_days import working_days_between

LOOKED_BACK = 3
"""Over so many meetings a member counts as never heard; over all there were, where there were fewer."""

Message = tuple[date, bool, str]
"""The day of a message that asked somebody, whether it was a reminder, and by what way it went."""


@dataclass(frozen=True, slots=True)
class Contact:
    """When and by what way somebody was asked first, and the days on which it was reminded after that."""

    asked: date
    chased: tuple[date, ...] = ()
    channel: str = ""


def contact(messages: Iterable[Message]) -> Contact | None:
    """What some messages to one member come to, in whatever order they are told; None without any."""
    sent = sorted(messages)
    if not sent:
        return None
    first, _, channel = sent[0]
    return Contact(first, tuple(sorted({day for day, reminder, _ in sent[1:] if reminder})), channel)


def answers_due(meeting: Meeting) -> date | None:
    """The day by which answers are due: the deadline, or else the day of the meeting."""
    return date.fromisoformat(meeting.feedback_due[:10]) if meeting.feedback_due else meeting.day


def days_had(told: Contact | None, due: date | None, holidays: Collection[date]) -> int | None:
    """How many working days there were from the first asking; negative where it came after the day it was due."""
    return None if told is None or due is None else working_days_between(told.asked, due, holidays)


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part in one meeting: its items by state, and how it was asked.

    `counted` says whether it is a member on the day; where it is not, it has no states, and `outside` says how many
    items it has answered all the same.
    """

    counted: bool
    states: Counter[State] = field(default_factory=Counter)
    contact: Contact | None = None
    days: int | None = None
    outside: int = 0

    @property
    def items(self) -> int:
        return self.states.total()

    @property
    def heard(self) -> int:
        return sum(self.states[state] for state in HEARD)


def counts(
    items: Iterable[int],
    members: Iterable[int],
    standing: Mapping[Cell, Given],
    asked: Collection[Cell],
    recused: Collection[Cell],
) -> dict[int, Counter[State]]:
    """The items of a meeting by state, for each of its members."""
    numbers = list(items)
    return {member: Counter(state((item, member), standing, asked, recused) for item in numbers) for member in members}


@dataclass(frozen=True, slots=True)
class Record:
    """One member over some meetings: its part in each, in the order of the meetings."""

    member: Member
    parts: tuple[Part, ...]

    @property
    def id(self) -> int:
        return self.member.id

    @property
    def items(self) -> int:
        return sum(part.items for part in self.parts)

    @property
    def heard(self) -> int:
        return sum(part.heard for part in self.parts)

    @property
    def outside(self) -> int:
        return sum(part.outside for part in self.parts)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Every member over some meetings, the oldest meeting first, as it is told on a day."""

    meetings: tuple[Meeting, ...] = ()
    records: tuple[Record, ...] = ()
    day: date | None = None

    @property
    def looked_at(self) -> tuple[Meeting, ...]:
        """The meetings over which somebody counts as never heard."""
        return self.meetings[-LOOKED_BACK:]

    @property
    def never(self) -> tuple[Record, ...]:
        """The members of the day and of the last meeting who were heard at none of those that are looked at."""
        there = (record for record in self.records if record.member.is_counted_at(self.day))
        return tuple(record for record in there if is_never_heard(record.parts[-LOOKED_BACK:]))


def is_never_heard(parts: Sequence[Part]) -> bool:
    """Whether a member of the last of some meetings could have its say at one of them, and was heard at none."""
    if not parts or not parts[-1].counted:
        return False
    return any(part.items for part in parts) and not any(part.heard for part in parts)


def last_meetings(meetings: Iterable[Meeting], with_items: Collection[int], until: Meeting | None) -> list[Meeting]:
    """The meetings that have an agenda, up to and with one where that is named, the oldest first."""
    known = [meeting for meeting in meetings if meeting.id in with_items]
    ordered = sorted(known, key=_when)
    return [meeting for meeting in ordered if until is None or _when(meeting) <= _when(until)]


def _when(meeting: Meeting) -> tuple[date, int]:
    return meeting.day or date.max, meeting.id
