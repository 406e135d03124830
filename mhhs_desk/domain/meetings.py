"""Meetings of a forum, and which one is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    """One meeting. `day` is None while no paper has named it; times are HH:MM in London."""

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
    source_id: int | None = None
    span: Span | None = None


def next_meeting(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The first meeting on or after a day; failing that one without a day yet, failing that the latest."""
    known = sorted(meetings, key=lambda meeting: (meeting.day or date.max, meeting.id))
    dated = [meeting for meeting in known if meeting.day]
    to_come = [meeting for meeting in dated if meeting.day and meeting.day >= today]
    undated = [meeting for meeting in known if meeting.day is None]
    return next(iter(to_come or undated or dated[-1:]), None)
