"""What calendar programs demand of a file, read from its bytes alone: RFC 5545, RFC 5546, and what clients add.

Outlook, Google and Apple reject or double entries where one of these rules is broken; none of them says which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.DOTALL)
UTC = re.compile(r"\d{8}T\d{6}Z")
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "ORGANIZER", "STATUS")
"""What every event of a file with a METHOD must have, once."""


@dataclass
class Component:
    """A component of a file: its properties as (name, parameters, value), and the components in it."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[dict[str, str], str]]:
        return [(params, value) for found, params, value in self.properties if found == name]

    def one(self, name: str) -> tuple[dict[str, str], str]:
        (found,) = self.all(name)
        return found


def broken_rules(data: bytes) -> list[str]:
    """Every rule that a file breaks, in words; none of a file that every client takes."""
    told = list(_of_lines(data))
    if told:
        return told
    calendar = _parsed(data)
    told += _of_calendar(calendar)
    zones = {zone.one("TZID")[1] for zone in calendar.inside if zone.name == "VTIMEZONE"}
    methods = [value for _, value in calendar.all("METHOD")]
    events = [one for one in calendar.inside if one.name == "VEVENT"]
    for event in events:
        told += [f"{rule} in {event.all('UID')}" for rule in _of_event(event, zones, methods)]
    uids = Counter(event.all("UID")[0][1] for event in events if event.all("UID"))
    return [*told, *(f"two events are {uid}" for uid, count in uids.items() if count > 1)]


def _of_lines(data: bytes) -> Iterator[str]:
    if not data.endswith(b"\r\n"):
        yield "the last line has no end"
    if re.search(rb"[^\r]\n|\r[^\n]", data):
        yield "a line ends without CR LF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} octets"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield "a sign is cut in two by a fold"
        else:
            if any(ord(sign) < 32 and sign != "\t" for sign in text):
                yield "a control sign"


def _parsed(data: bytes) -> Component:
    open_: list[Component] = [Component("")]
    for line in data.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]:
        found = LINE.fullmatch(line)
        assert found, f"not a content line: {line!r}"
        params = dict(
            part.split("=", 1) for part in re.findall(r";([A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))", found["params"])
        )
        if found["name"] == "BEGIN":
            open_.append(Component(found["value"]))
        elif found["name"] == "END":
            done = open_.pop()
            assert done.name == found["value"], f"{done.name} is ended as {found['value']}"
            open_[-1].inside.append(done)
        else:
            open_[-1].properties.append((found["name"], params, found["value"]))
    (calendar,) = open_[0].inside
    return calendar


def _of_calendar(calendar: Component) -> Iterator[str]:
    if calendar.name != "VCALENDAR":
        yield "it does not begin with VCALENDAR"
    for name, wanted in (("VERSION", "2.0"), ("PRODID", None), ("METHOD", None)):
        values = [value for _, value in calendar.all(name)]
        if len(values) != 1 or (wanted and values != [wanted]) or not values[0]:
            yield f"{name} is {values}"
    if not any(one.name == "VEVENT" for one in calendar.inside):
        yield "it holds no event"
    for zone in (one for one in calendar.inside if one.name == "VTIMEZONE"):
        parts = Counter(part.name for part in zone.inside)
        if not parts["STANDARD"]:
            yield "a zone without its standard time"
        for part in zone.inside:
            for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
                if len(part.all(name)) != 1:
                    yield f"a zone without its {name}"
            if part.one("DTSTART")[1].endswith("Z"):
                yield "a zone begins by another clock than its own"


def _of_event(event: Component, zones: set[str], methods: list[str]) -> Iterator[str]:
    for name in ONCE:
        if len(event.all(name)) != 1:
            yield f"{name} {len(event.all(name))} times"
            return
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if any(not UTC.fullmatch(value) for _, value in event.all(name)):
            yield f"{name} is not in UTC"
    if not event.one("SEQUENCE")[1].isdigit() or int(event.one("SEQUENCE")[1]) >= 2**31:
        yield "SEQUENCE is no number"
    if not re.match(r"(?:mailto:[^\s@]+@[^\s@]+\.[^\s@]+|urn:uuid:[0-9a-f-]{36})$", event.one("ORGANIZER")[1]):
        yield f"ORGANIZER is {event.one('ORGANIZER')[1]}"
    status = event.one("STATUS")[1]
    if status not in ("TENTATIVE", "CONFIRMED", "CANCELLED") or (methods == ["CANCEL"] and status != "CANCELLED"):
        yield f"STATUS is {status} under {methods}"
    if event.all("ATTENDEE"):
        yield "an attendee is told under PUBLISH"
    if len(event.one("UID")[1]) > 255 or not event.one("UID")[1].isascii():
        yield "UID is too long for Outlook"
    yield from _of_times(event, zones)
    for name in TEXTS:
        if any(not re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value) for _, value in event.all(name)):
            yield f"{name} is not escaped"


def _of_times(event: Component, zones: set[str]) -> Iterator[str]:
    params, start = event.one("DTSTART")
    ends = event.all("DTEND")
    if len(ends) > 1 or (ends and event.all("DURATION")):
        yield "it ends twice"
    for given, value in [(params, start), *ends]:
        if given.get("VALUE") == "DATE":
            if not re.fullmatch(r"\d{8}", value):
                yield f"{value} is no day"
        elif not re.fullmatch(r"\d{8}T\d{6}", value) or given.get("TZID") not in zones:
            yield f"{value} is of no zone of this file"
    if ends:
        if ends[0][0] != params:
            yield "it begins by another clock than it ends"
        elif not _moment(ends[0][1]) > _moment(start):
            yield "it ends before it begins"


def _moment(value: str) -> datetime | date:
    return datetime.strptime(value, "%Y%m%dT%H%M%S" if "T" in value else "%Y%m%d")
