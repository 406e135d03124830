"""Forums, the seats at them, and the days their cadence rule gives."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mhhs_desk.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum(Record):
    """A group of the programme. It meets on the `nth` `weekday` (Monday is 0) of a month, where a rule is known."""

    code: str
    name: str
    level: int
    escalates_to: str | None = None
    nth: int | None = None
    weekday: int | None = None
    papers_due_days: int = 5
    papers_due_status: str = ""
    stood_up: date | None = None
    stood_down: date | None = None
    state: str = "standing"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Record):
    """A seat at a forum. `ours` marks the constituency's own, which alone has a rep and an alternate."""

    forum_id: int
    name: str
    kind: str
    ours: bool = False
    rep: str | None = None
    rep_address: str | None = None
    alternate: str | None = None
    alternate_approved: date | None = None
    note: str = ""
    source: str = ""


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth such weekday of a month, or None where the month has no nth."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def days_by_rule(forum: Forum, after: date) -> Iterator[date]:
    """The days the forum's cadence gives after a day and after it was stood up; nothing where no rule is known."""
    if forum.nth is None or forum.weekday is None:
        return
    after = max(after, forum.stood_up or after)
    year, month = after.year, after.month
    while forum.stood_down is None or date(year, month, 1) <= forum.stood_down:
        day = nth_weekday(year, month, forum.nth, forum.weekday)
        if day and day > after and not (forum.stood_down and day > forum.stood_down):
            yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
