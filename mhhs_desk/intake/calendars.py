"""Calendars (.ics) into the meeting they announce, on a London clock; one with several events comes apart."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from mhhs_desk.domain.calendar_marks import is_deadline, meeting_of
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import CalendarMark, Doubt, MeetingFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import dates, forums
from mhhs_desk.intake.document import SPAN_LENGTH, Original
from mhhs_desk.intake.flow import Flow
from mhhs_desk.intake.kinds import Kind

MOST_EVENTS = 50
"""So many events of strangers are looked at one by one; those of our own files are, however many there are."""
LAST_VERSION = 2**31 - 1
ANSWERS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
"""What somebody who is invited sends back; only the organiser moves a meeting."""
LARGEST = 5 * 1024 * 1024
ZONE = re.compile(r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$\n?", re.IGNORECASE | re.MULTILINE | re.DOTALL)
ODD_RULE = re.compile(r"FREQ\s*=\s*(?!YEARLY)", re.IGNORECASE)
LONGEST_ZONE = 400
COUNTED = re.compile(
    r"(?P<body>\w.*?)[\s,:–-]+(?P<label>meeting\s*(?:no\.?|number|#)?\s*\d+(?:\.\d+)?|\d+(?:st|nd|rd|th)\s+meeting)\b.*",
    re.IGNORECASE,
)
"""A body and which of its meetings it is: P321 Workgroup Meeting 1."""


def read(text: str, name: str) -> Original:
    """The meeting of a calendar of one event; of more, only the lines. Raises Fault."""
    calendar = _calendar(text, name)
    method = _words(calendar, "METHOD").upper()
    events, off = _events(calendar), method == "CANCEL"
    if not events:
        raise Fault(FaultKind.EMPTY, name)
    flow, doubts = Flow(), []
    for event in events:
        flow.gap()
        doubts += _take_down(flow, event, len(events) == 1, off)
    if len(events) > 1:
        doubts = [Doubt(f"The calendar holds {len(events)} events; none was taken for the meeting.")]
    meeting, more = _meeting(events[0], off) if len(events) == 1 else (None, [])
    if method in ANSWERS:
        meeting, more = None, [Doubt("Somebody who is invited answers here; only its organiser moves a meeting.")]
    return Original(Kind.CALENDAR.value, tuple(flow.lines), doubts=(*doubts, *more), meeting=meeting)


def parted(text: str, name: str) -> list[tuple[str, bytes]]:
    """A calendar of two to fifty events as one calendar for each; nothing where it is to stay whole. Raises Fault."""
    from icalendar import Calendar

    calendar = _calendar(text, name)
    events = _events(calendar)
    strangers = sum(meeting_of(_words(event, "UID")) is None for event in events)
    if len(events) < 2 or strangers > MOST_EVENTS:
        return []
    found = []
    for number, event in enumerate(events, 1):
        alone = Calendar({field: calendar[field] for field in ("VERSION", "PRODID", "METHOD") if field in calendar})
        for zone in calendar.walk("VTIMEZONE"):
            alone.add_component(zone)
        alone.add_component(event)
        found.append((f"event {number}", alone.to_ical()))
    return found


def _calendar(text: str, name: str) -> Any:
    from icalendar import Calendar

    if len(text) > LARGEST:
        raise Fault(FaultKind.SWELLS, name)
    try:
        return Calendar.from_ical(ZONE.sub(_sound_zone, text.lstrip("\ufeff \t\r\n")))
    except Exception as error:  # a malformed calendar fails in many ways
        raise Fault(FaultKind.UNREADABLE, name, why=str(error)) from error


def _sound_zone(found: re.Match[str]) -> str:
    """A description of a zone as it stands, where it is one; a zone without it is known by its name.

    Calendars of web sites put several zones into one; a rule that repeats by the second would be worked out for ever.
    """
    lines = found[0].splitlines()
    odd = len(lines) > LONGEST_ZONE or sum(line.upper().startswith("TZID") for line in lines) != 1
    return "" if odd or ODD_RULE.search(found[0]) else found[0]


def _events(calendar: Any) -> list[Any]:
    """The events of a calendar, without those of our own files that only tell a deadline."""
    return [event for event in calendar.walk("VEVENT") if not is_deadline(_words(event, "UID"))]


def _take_down(flow: Flow, event: Any, alone: bool, off: bool) -> list[Doubt]:
    """The event's words as lines: what, when, where, who asks, and what is said of it."""
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    when = " to ".join(moment.replace("T", " ") for moment in (start, end) if moment)
    shown = (("", _words(event, "SUMMARY")), ("When: ", when), ("Where: ", _words(event, "LOCATION")))
    for head, words in (*shown, ("Organiser: ", _organiser(event))):
        if words:
            flow.say(words, mark=head)
    flow.gap()
    flow.say(str(event.get("DESCRIPTION") or ""))
    return _doubts(event, off) if alone else []


def _doubts(event: Any, off: bool) -> list[Doubt]:
    doubts = []
    if _is_off(event, off):
        doubts.append(Doubt("The calendar says that this meeting is cancelled."))
    elif _words(event, "STATUS").upper() == "TENTATIVE":
        doubts.append(Doubt("The calendar says that this meeting is not settled yet."))
    if event.get("RRULE"):
        doubts.append(Doubt("The meeting repeats; only its first day was read."))
    return doubts


def _is_off(event: Any, off: bool) -> bool:
    return off or _words(event, "STATUS").upper() == "CANCELLED"


def _mark(event: Any, off: bool) -> CalendarMark | None:
    """What an event says of itself; None where it has no identity, so that nothing can be told of it later."""
    uid, version = _words(event, "UID"), _words(event, "SEQUENCE")
    if not uid:
        return None
    one_of_many = _moment(event, "RECURRENCE-ID")
    number = min(int(version), LAST_VERSION) if version.isdecimal() and len(version) < 20 else 0
    stamp = _moment(event, "LAST-MODIFIED") or _moment(event, "DTSTAMP")
    return CalendarMark(f"{uid} {one_of_many}" if one_of_many else uid, number, stamp, _is_off(event, off))


def _meeting(event: Any, off: bool) -> tuple[MeetingFound, list[Doubt]]:
    summary = _words(event, "SUMMARY")
    start, end = _moment(event, "DTSTART"), _ended(event)
    named = forums.label(summary) or forums.label(_words(event, "DESCRIPTION"))
    code, counted = forums.named_in(summary), COUNTED.fullmatch(summary)
    forum = named[0] if named else (next(iter(code), None) or (counted["body"] if counted else summary) or None)
    doubts = [] if start else [Doubt("No date of the meeting is written.")]
    clock = start[11:16] if start and len(start) > 10 else None
    until = end[11:16] if clock and end and len(end) > 10 else None
    if until and start and end and end[:10] != start[:10]:
        doubts.append(Doubt(f"The meeting ends on another day, {end[:10]}."))
    place = _words(event, "LOCATION") or None
    span = Span(summary[:SPAN_LENGTH], line=1)
    label = named[1] if named else (counted["label"] if counted else None)
    day = start[:10] if start else None
    return MeetingFound(forum, label, day, clock, until, place, span, _mark(event, off)), doubts


def _moment(event: Any, field: str) -> str | None:
    """A day, or a moment on a London clock, as ISO."""
    try:
        value = event.decoded(field)
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    if isinstance(value, dt.datetime):
        return dates.london(value)
    return value.isoformat() if isinstance(value, dt.date) else None


def _ended(event: Any) -> str | None:
    """When an event ends: as written, or its length after its start."""
    end = _moment(event, "DTEND")
    if end:
        return end
    try:
        start, length = event.decoded("DTSTART"), event.decoded("DURATION")
        return dates.london(start + length) if isinstance(start, dt.datetime) else None
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None


def _organiser(event: Any) -> str:
    found = event.get("ORGANIZER")
    if found is None:
        return ""
    address = str(found).removeprefix("mailto:").removeprefix("MAILTO:")
    name = str(getattr(found, "params", {}).get("CN", ""))
    return f"{name} ({address})" if name and name != address else address


def _words(event: Any, field: str) -> str:
    return " ".join(str(event.get(field) or "").split())
