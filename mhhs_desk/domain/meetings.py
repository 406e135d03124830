"""Meetings of a forum, and which one is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.calendar_marks import meeting_of
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span


class MeetingKind(StrEnum):
    STANDING = "standing"
    AD_HOC = "ad hoc"


class Attending(StrEnum):
    REP = "rep"
    ALTERNATE = "alternate"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """One meeting. `day` is None while no paper has named it; times are HH:MM in London.

    `by_rule` is the day by the forum's cadence that it stands for, also where it was moved to another; `cancelled` the
    day on which it was called off, `closed` the day on which the rep was done with it. The two of the calendar are
    what a calendar file knows it by.
    """

    forum_id: int
    label: str
    day: date | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    kind: MeetingKind = MeetingKind.STANDING
    papers_received: date | None = None
    feedback_due: str | None = None
    attending: Attending | None = None
    by_rule: date | None = None
    cancelled: date | None = None
    closed: date | None = None
    calendar_uid: str | None = None
    calendar_sequence: int | None = None
    source_id: int | None = None
    span: Span | None = None

    def knows_entry(self, uid: str) -> bool:
        """Whether an entry of a calendar is this meeting's: the one it came with, or one of ours."""
        return uid == self.calendar_uid or meeting_of(uid) == self.uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Record):
    """A meeting that was moved: when that was told, the day and the start it had before, and why.

    One that leaves both as they are is a calling off.
    """

    meeting_id: int
    told_on: date
    day: date | None = None
    start: str | None = None
    why: str = ""


class Capacity(StrEnum):
    """In what capacity somebody attends."""

    REPRESENTATIVE = "representative"
    ALTERNATE = "alternate"
    OBSERVER = "observer"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Somebody who attended a meeting, or sent apologies: `speaks_for` is the seat or the body."""

    meeting_id: int
    name: str
    speaks_for: str = ""
    capacity: Capacity = Capacity.REPRESENTATIVE
    present: bool = True


class NoteKind(StrEnum):
    NOTE = "note"
    DECISION = "decision"
    QUOTATION = "quotation"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A line taken down in the room; `at` is ISO to the minute, in London. A question is one of ours that was put."""

    meeting_id: int
    item_id: int | None = None
    at: str = ""
    kind: NoteKind = NoteKind.NOTE
    text: str = ""
    said_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTime(Record):
    """A time that the group spent on an item: ISO to the second, in London."""

    item_id: int
    began: str
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Record):
    """A member, or with None all of them, told of a meeting on a day, in a way, with an issue of a paper."""

    meeting_id: int
    member_id: int | None = None
    day: date
    channel: str
    paper_id: int | None = None


def without_number(code: str) -> str:
    """The label of a meeting of a forum whose papers came before anybody told its number."""
    return f"{code} (no number given)"


def next_meeting(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The first meeting on or after a day; failing that one without a day yet, failing that the latest.

    One that was called off is never the next.
    """
    standing = (meeting for meeting in meetings if meeting.cancelled is None)
    known = sorted(standing, key=lambda meeting: (meeting.day or date.max, meeting.id))
    dated = [meeting for meeting in known if meeting.day]
    to_come = [meeting for meeting in dated if meeting.day and meeting.day >= today]
    undated = [meeting for meeting in known if meeting.day is None]
    return next(iter(to_come or undated or dated[-1:]), None)
