"""Places: where in the program one can be, and the seven pages of the sidebar."""

from __future__ import annotations

from dataclasses import dataclass

PAGES = (
    ("today", "Today", "sun"),
    ("inbox", "Inbox", "tray"),
    ("meetings", "Meetings", "calendar-blank"),
    ("members", "Members", "users"),
    ("actions", "Actions", "check-square"),
    ("plan", "Plan", "chart-bar-horizontal"),
    ("papers", "Papers", "file-text"),
)
"""Each page's name, title and icon, in order."""


GATES = "gates"
"""The part of a meeting's place that opens what this desk asks, beside its gates."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the program: a page, the record shown there, and a part of it."""

    page: str
    id: int | None = None
    part: str = ""
