"""What a file says of a meeting that is known: moved, called off, held after all, told more of, or nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mhhs_desk.domain.calendar_marks import meeting_of
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.proposals import Sameness, Verdict
from mhhs_desk.intake.sameness import MONTHS

Facts = Mapping[str, Any]

FIELDS = (("date", "day"), ("start", "start"), ("end", "end"), ("place", "place"))
"""What a file calls what a meeting has."""

NEAR = 28
"""Within so many days of its papers a meeting is held: an invitation to a later day is to another."""
OFF = "called off"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TWO_TELLINGS = "This version of the calendar entry was seen before, and said otherwise: which is right?"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said of a meeting before: the version of its calendar entry that is known, and of when that speaks."""

    version: int | None = None
    at: str = ""


def of_meeting(facts: Facts, meeting: Meeting, before: Spoken, doubt: str | None = None) -> Verdict:
    """What a file is to the meeting it names. `doubt`: what else is doubtful of its papers."""
    mark: Facts = facts.get("calendar") or {}
    changes = _changes(facts, mark, meeting, before)
    older = facts.get("as_of") and facts["as_of"] < before.at
    if mark and before.version is not None:
        older = mark["sequence"] < before.version
    if older and (changes or before.version is not None):
        return Verdict(Sameness.OLDER, meeting.id, f"older than what is known of {meeting.label}")
    if mark and changes and mark["sequence"] == before.version and not _is_later(facts, before):
        doubt = TWO_TELLINGS
    if changes:
        return Verdict(Sameness.NEWER, meeting.id, _told(meeting, changes), doubt, changes)
    if (facts.get("papers") and meeting.papers_received is None) or _is_first(mark, meeting):
        return Verdict(Sameness.NEWER, meeting.id, f"tells more of {meeting.label}", doubt)
    return Verdict(Sameness.SAME, meeting.id, "nothing new of it", doubt)


def perhaps_moved(facts: Facts, of_forum: Iterable[Meeting]) -> str | None:
    """A doubt where an invitation without a number may be for a meeting that is known on another day of its month."""
    day = facts.get("date")
    if facts.get("label") or not day:
        return None
    standing = (one for one in of_forum if one.kind is MeetingKind.STANDING and not one.cancelled and one.day)
    near = next((one for one in standing if one.day and one.day.isoformat()[:7] == day[:7]), None)
    if near is None or near.day is None:
        return None
    return f"It may be {near.label}, known for {_when(near.day.isoformat(), None)}: then give it that label."


def waits_for_its_day(facts: Facts, unnamed: Iterable[Meeting]) -> Meeting | None:
    """The one meeting without number and day whose papers came before its invitation; None where it may be another."""
    waiting = [one for one in unnamed if one.day is None and not one.cancelled]
    if len(waiting) != 1 or not facts.get("date"):
        return None
    received = waiting[0].papers_received
    near = received is None or (date.fromisoformat(facts["date"]) - received).days <= NEAR
    return waiting[0] if near else None


def _is_later(facts: Facts, before: Spoken) -> bool:
    return bool(before.at and (facts.get("as_of") or "") > before.at)


def _is_first(mark: Facts, meeting: Meeting) -> bool:
    """Whether a meeting gets the calendar entry by which it will be known: not where the entry is one of ours."""
    return bool(mark and meeting.calendar_uid is None and meeting_of(mark["uid"]) is None)


def _changes(facts: Facts, mark: Facts, meeting: Meeting, before: Spoken) -> dict[str, Any]:
    """What would be changed of a meeting: [before, after] by field. One that is called off is not moved as well."""
    if mark.get("cancelled"):
        return {} if meeting.cancelled else {"cancelled": [None, OFF]}
    changes: dict[str, Any] = {}
    for name, field in FIELDS:
        known, said = str(getattr(meeting, field) or ""), facts.get(name)
        if said and said.split() != known.split():
            changes[name] = [known or None, said]
    if mark and meeting.cancelled and before.version is not None and mark["sequence"] > before.version:
        changes["cancelled"] = [OFF, None]
    return changes


def _told(meeting: Meeting, changes: Facts) -> str:
    """Changes in words; a day or a start that was not known before is no move."""
    if "cancelled" in changes:
        return f"calls {meeting.label} off" if changes["cancelled"][1] else f"{meeting.label} is held after all"
    if is_move(changes):
        before, after = times(meeting, changes)
        return f"moves {meeting.label} from {before} to {after}"
    return f"tells more of {meeting.label}"


def is_move(changes: Facts) -> bool:
    """Whether a day or a start that was known becomes another."""
    return any(changes[name][0] for name in ("date", "start") if name in changes)


def times(meeting: Meeting, changes: Facts) -> tuple[str, str]:
    """When a meeting is, before and after some changes: Wed 8 Jun 2022, 10:00."""
    day, start = meeting.day.isoformat() if meeting.day else None, meeting.start
    new_day, new_start = changes.get("date", (None, day))[1], changes.get("start", (None, start))[1]
    if day == new_day:
        return start or "no time", new_start or "no time"
    return _when(day, start), _when(new_day, new_start)


def _when(day: str | None, start: str | None) -> str:
    if day is None:
        return "no day"
    at = date.fromisoformat(day)
    told = f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"
    return f"{told}, {start}" if start else told
