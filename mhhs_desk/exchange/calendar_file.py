"""Calendar files (.ics): meetings and their deadlines as entries that every calendar program takes and updates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhhs_desk.domain.asking import is_address

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, vCalAddress

PRODUCT = "-//MHHS Desk//Meetings//EN"
ZONE = "Europe/London"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
"""What a file is: entries to be taken over as they are, or an entry that is called off."""

SUMMER = (dt.datetime(1981, 3, 29, 1), 0, 1, "BST", 3)
WINTER = (dt.datetime(1996, 10, 27, 2), 1, 0, "GMT", 10)
"""When London's clocks change: since when, the hours before and after, what the time is called, and the month."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Times are HH:MM in London; without a start it is of the whole day. `at` is ISO in UTC.

    `free`: it takes up no time of the day, as a deadline does.
    """

    uid: str
    sequence: int
    at: str
    summary: str
    day: dt.date
    start: str | None = None
    end: str | None = None
    place: str | None = None
    text: str = ""
    cancelled: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Organiser:
    """Whose calendar it is: a name, and an address or, without one, the identity of the workspace."""

    name: str
    address: str | None
    identity: str


def calendar_file(entries: Sequence[Entry], organiser: Organiser, method: str = PUBLISH) -> bytes:
    """The entries as the bytes of an .ics file, the same for the same entries. CANCEL takes cancelled ones alone."""
    from icalendar import Calendar

    made = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", PRODUCT)
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", method)
    if any(entry.start for entry in entries):
        made.add_component(_zone())
    whose = _organiser(organiser)
    for entry in entries:
        made.add_component(_event(entry, whose))
    return _written(made)


def _written(made: Calendar) -> bytes:
    return bytes(made.to_ical())


def _event(entry: Entry, organiser: vCalAddress) -> Event:
    from icalendar import Event

    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    changed = dt.datetime.fromisoformat(entry.at).astimezone(dt.UTC).replace(microsecond=0)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    for name, value in _times(entry):
        event.add(name, value, {"TZID": ZONE} if isinstance(value, dt.datetime) else {})
    event.add("SUMMARY", entry.summary)
    if entry.place:
        event.add("LOCATION", entry.place)
    if entry.text:
        event.add("DESCRIPTION", entry.text)
    event["ORGANIZER"] = organiser
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if entry.free or entry.cancelled else "OPAQUE")
    return event


def _times(entry: Entry) -> Iterable[tuple[str, dt.date]]:
    """When an entry begins and ends; one without an end ends when it begins, as nothing is guessed."""
    if entry.start is None:
        return [("DTSTART", entry.day), ("DTEND", entry.day + dt.timedelta(days=1))]
    begins = _at(entry.day, entry.start)
    return [("DTSTART", begins), *([("DTEND", _at(entry.day, entry.end))] if entry.end else [])]


def _at(day: dt.date, time: str) -> dt.datetime:
    """A moment on London's clock; the zone is told beside it, as not every computer has tables of them."""
    return dt.datetime.combine(day, dt.time.fromisoformat(time))


def _organiser(one: Organiser) -> vCalAddress:
    from icalendar import vCalAddress

    address = one.address.strip() if one.address and is_address(one.address) else None
    made = vCalAddress(f"mailto:{address}" if address else f"urn:uuid:{one.identity}")
    made.params["CN"] = " ".join(one.name.replace('"', "’").split())
    return made


def _zone() -> Timezone:
    """London's time, said in the file itself for programs that do not know it by its name."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

    zone = Timezone()
    zone.add("TZID", ZONE)
    for kind, (since, before, after, name, month) in ((TimezoneDaylight, SUMMER), (TimezoneStandard, WINTER)):
        part = kind()
        part.add("TZNAME", name)
        part.add("DTSTART", since)
        part.add("TZOFFSETFROM", dt.timedelta(hours=before))
        part.add("TZOFFSETTO", dt.timedelta(hours=after))
        part.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY="-1SU"))
        zone.add_component(part)
    return zone
