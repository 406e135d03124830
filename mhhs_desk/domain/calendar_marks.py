"""What a calendar file and this desk know one another's entries by: identities, and the order of their versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

OURS = "mhhs-desk"
ENTRY = re.compile(rf"(?P<meeting>[0-9a-f-]{{36}})(?:-(?P<part>papers|feedback))?@{OURS}", re.IGNORECASE)

VISIBLE = ("label", "day", "start", "end", "place", "cancelled")
"""The fields of a meeting that its entry in a calendar shows."""


def entry_uid(meeting_uid: str, part: str = "") -> str:
    """The identity of a meeting's entry, the same for ever; `part` names one of its deadlines."""
    return f"{meeting_uid}{f'-{part}' if part else ''}@{OURS}"


def meeting_of(uid: str | None) -> str | None:
    """The meeting that an entry of ours stands for; None for an entry of somebody else's."""
    found = ENTRY.fullmatch(uid or "")
    return found["meeting"].lower() if found else None


def is_deadline(uid: str | None) -> bool:
    """Whether an entry is one of ours that only tells a deadline."""
    found = ENTRY.fullmatch(uid or "")
    return bool(found and found["part"])


@dataclass(frozen=True, slots=True)
class Image:
    """A record as one change left it; None where it was removed. `at` is when, ISO in UTC."""

    at: str
    fields: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The version of an entry: it grows with every change that shows; `at` is when the last of them was made."""

    sequence: int
    at: str


def stamp_of(images: Iterable[Image], uid: str, shown: tuple[str, ...] = VISIBLE) -> Stamp:
    """The version of a meeting's entry by the past of its record, the oldest first.

    Taking a change back is a change too. A version that came back in a file is overtaken, never fallen short of.
    """
    number, last, before = 0, "", None
    for image in images:
        now = image.fields or {}
        seen = tuple(now.get(name) for name in shown)
        if before is not None and seen != before:
            number += 1
        if now.get("calendar_uid") == uid:
            number = max(number, now.get("calendar_sequence") or 0)
        last = image.at if seen != before else last
        before = seen
    return Stamp(number, last)
