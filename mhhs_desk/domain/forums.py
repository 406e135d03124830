"""Forums, the seats at them, and the days their cadence rule gives."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mhhs_desk.domain.record import Record

LAST = -1
"""The `nth` of a rule that means the last such weekday of a month."""

STANDING = "standing"
"""The state of a forum whose rule gives days; one that may be needed or is not recommended has none to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum(Record):
    """A group of the programme. It meets on the `nth` `weekday` (Monday is 0) of a month, where a rule is known.

    An `nth` of LAST is the last such day of a month. That is the rule it began with; `Cadence` has those that came
    later. Times are HH:MM in London; the days before a meeting by which papers and members' answers are due are working
    days.
    """

    code: str
    name: str
    level: int
    escalates_to: str | None = None
    nth: int | None = None
    weekday: int | None = None
    papers_due_days: int = 5
    papers_due_status: str = ""
    papers_due_time: str | None = None
    feedback_due_days: int | None = None
    feedback_due_time: str | None = None
    stood_up: date | None = None
    stood_down: date | None = None
    state: str = STANDING
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence(Record):
    """The rule by which a forum meets from a day on; without `nth` and `weekday` it meets by no rule from then on."""

    forum_id: int
    since: date
    nth: int | None = None
    weekday: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Record):
    """A seat at a forum. `ours` marks the constituency's own, which alone has a rep and an alternate.

    `alternate_approved` is the day on which the constituency approved the alternate, `alternate_approved_how` in what
    way it did.
    """

    forum_id: int
    name: str
    kind: str
    ours: bool = False
    rep: str | None = None
    rep_address: str | None = None
    alternate: str | None = None
    alternate_approved: date | None = None
    alternate_approved_how: str = ""
    note: str = ""
    source: str = ""


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth such weekday of a month, or None where the month has no nth."""
    first, days = date(year, month, 1), calendar.monthrange(year, month)[1]
    day = 1 + (weekday - first.weekday()) % 7
    day += 7 * ((days - day) // 7 if nth == LAST else nth - 1)
    return date(year, month, day) if day <= days else None


def rule_on(forum: Forum, day: date, changes: Iterable[Cadence] = ()) -> tuple[int | None, int | None]:
    """The nth and the weekday by which a forum meets on a day; both None where no rule is known then."""
    later = [change for change in changes if change.forum_id == forum.id and change.since <= day]
    if not later:
        return forum.nth, forum.weekday
    last = max(later, key=lambda change: change.since)
    return last.nth, last.weekday


def days_by_rule(forum: Forum, after: date, changes: Iterable[Cadence] = ()) -> Iterator[date]:
    """The days the forum's cadence gives after a day and after it was stood up; nothing where no rule is known.

    A month takes its day from every rule that is in force on the day it gives.
    """
    changes = [change for change in changes if change.forum_id == forum.id]
    after = max(after, forum.stood_up or after)
    last = max((change.since for change in changes), default=after)
    year, month = after.year, after.month
    while forum.stood_down is None or date(year, month, 1) <= forum.stood_down:
        first = date(year, month, 1)
        if first > last and None in rule_on(forum, first, changes):
            return
        yield from (day for day in days_of_month(forum, year, month, changes) if day > after)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def days_of_month(forum: Forum, year: int, month: int, changes: Iterable[Cadence] = ()) -> list[date]:
    """The days of one month, each by the rule in force on it, while the forum stands."""
    changes = [change for change in changes if change.forum_id == forum.id]
    rules = {(forum.nth, forum.weekday), *((change.nth, change.weekday) for change in changes)}
    found = {
        nth_weekday(year, month, nth, weekday) for nth, weekday in rules if nth is not None and weekday is not None
    }
    return sorted(day for day in found if day and stands_on(forum, day) and _is_by_rule(forum, day, changes))


def stands_on(forum: Forum, day: date) -> bool:
    """Whether a forum is stood up, and not stood down again, on a day."""
    return (forum.stood_up is None or day >= forum.stood_up) and (forum.stood_down is None or day <= forum.stood_down)


def _is_by_rule(forum: Forum, day: date, changes: list[Cadence]) -> bool:
    nth, weekday = rule_on(forum, day, changes)
    return nth is not None and weekday is not None and nth_weekday(day.year, day.month, nth, weekday) == day
