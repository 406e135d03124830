"""A message that asks members for their views: whom, about what and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import CallFound, Letterhead
from mhhs_desk.intake import dates
from mhhs_desk.intake.document import Line, paragraphs

ASKS = re.compile(
    r"\byour (?:views?|answers?|responses?|feedback|comments)\b|\b(?:please|kindly)\s+(?:answer|reply|respond"
    r"|send|let me have|tell)\b"
    r"|\b(?:answer|reply|respond) by\b|\btime to answer\b|\bwhat you think\b|\bi have nothing from you\b",
    re.IGNORECASE,
)
BY = re.compile(
    r"\b(?:by|before|no later than|until|ends(?: at)?|close[sd]?(?: at)?|deadline(?: is)?:?)\s+(?P<when>[^.;\n]{3,80})",
    re.IGNORECASE,
)
LIST_FOLLOWS = re.compile(r"\b(?:items?|questions?|points)\b[^:]{0,40}:$", re.IGNORECASE)
NUMBERS = re.compile(r"\b(?:items|questions)\s+((?:\d{1,2}(?:,\s*|\s+and\s+|\s*&\s*)?)+)", re.IGNORECASE)
OFFERS = re.compile(r"\b(?:our views?|we (?:accept|support|prefer|cannot|are content))\b", re.IGNORECASE)


def call_of(lines: Sequence[Line], letterhead: Letterhead) -> CallFound | None:
    """The call a message makes; None where it asks nobody, or answers itself."""
    subject = letterhead.subject or ""
    own = [line for line in lines if not line.quoted]
    text = " ".join(line.words for line in own if line.words)
    recipients = tuple(address for address in letterhead.recipients if address != letterhead.address)
    if re.match(r"\s*(?:re|aw|fwd?|automatic reply)\s*:", subject, re.IGNORECASE) or not (
        letterhead.address and letterhead.sent
    ):
        return None
    due = due_of(text, letterhead.sent) or due_of(subject, letterhead.sent)
    if not recipients or due is None or not ASKS.search(text) or OFFERS.search(text):
        return None
    reminder = bool(re.search(r"\breminder\b", subject, re.IGNORECASE))
    first = next(line for line in own if line.words)
    span = paragraphs([first])[0].span
    return CallFound(letterhead.address, letterhead.sent, recipients, span, due, _items(own), reminder)


def due_of(text: str, sent: str) -> str | None:
    """By when: an ISO date, with the time of day where one is given."""
    for found in BY.finditer(text):
        day = dates.day(found["when"], near=sent)
        if day:
            clock = dates.time(found["when"])
            return f"{day}T{clock}" if clock else day
    return None


def _items(own: Sequence[Line]) -> tuple[str, ...]:
    """The items a call lists, or the numbers it names; empty where it means them all."""
    points = paragraphs(own)
    for index, point in enumerate(points):
        if not LIST_FOLLOWS.search(point.text):
            continue
        items = []
        for listed in points[index + 1 :]:
            if not listed.bullet:
                break
            items.append(listed.text)
        if items:
            return tuple(items)
    numbers = next((found for point in points if (found := NUMBERS.search(point.text))), None)
    return tuple(re.findall(r"\d+", numbers[1])) if numbers else ()
