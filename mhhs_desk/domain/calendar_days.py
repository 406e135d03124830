"""What is to be known of a day of the calendar: deadlines in working days, and where days collide."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from mhhs_desk.domain.forums import Forum, nth_weekday
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.working_days import holidays_passed, is_working, working_days_before

SOON = 10
"""Working days within which a deadline is one of its meeting."""


class RemarkKind(StrEnum):
    """In what way a day is not like the others."""

    HOLIDAY = "a bank holiday"
    WEEKEND = "a weekend"
    YEAR_END = "between Christmas and New Year"
    FIFTH_FREE = "the month has a fifth, which is left free"
    JUMPED = "the deadline had to jump bank holidays"
    NOT_KNOWN = "the bank holidays of the year are not known"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a day that somebody who plans by it is told; `days` are the other days it has to do with.

    Of a day that a rule gives, `nth` and `weekday` are that rule.
    """

    kind: RemarkKind
    day: date
    days: tuple[date, ...] = ()
    nth: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is due: a day, HH:MM in London where a time is set, and the bank holidays that were jumped."""

    day: date
    time: str | None = None
    jumped: tuple[date, ...] = ()

    @property
    def moment(self) -> str:
        """The ISO day, with its time of day where there is one."""
        return f"{self.day.isoformat()}T{self.time}" if self.time else self.day.isoformat()


def deadline(meeting: date, days: int, time: str | None, holidays: Collection[date]) -> Deadline:
    """What is due some working days before a meeting, by a time of day where one is set."""
    return Deadline(working_days_before(meeting, days, holidays), time, holidays_passed(meeting, days, holidays))


def deadline_on(day: date, meeting: date, holidays: Collection[date]) -> Deadline | None:
    """A day that was chosen as a deadline, with the bank holidays between it and a meeting soon after."""
    days = (day + timedelta(days=n) for n in range((meeting - day).days))
    count = sum(is_working(one, holidays) for one in days)
    found = deadline(meeting, count, None, holidays) if 0 < count <= SOON else None
    return found if found and found.day == day else None


def papers_due(forum: Forum, day: date, holidays: Collection[date]) -> Deadline:
    """By when the papers of a forum's meeting on a day are due."""
    return deadline(day, forum.papers_due_days, forum.papers_due_time, holidays)


def feedback_due(meeting: Meeting, forum: Forum, holidays: Collection[date]) -> str | None:
    """By when answers are due, ISO: as the meeting has it, else by its forum's rule where there is one."""
    if meeting.feedback_due or meeting.day is None or forum.feedback_due_days is None:
        return meeting.feedback_due
    return deadline(meeting.day, forum.feedback_due_days, forum.feedback_due_time, holidays).moment


def remarks(
    day: date, rule: tuple[int | None, int | None], due: Deadline | None, holidays: Collection[date]
) -> tuple[Remark, ...]:
    """What is to be told of the day of a meeting, the rule its forum meets by, and the deadline before it."""
    nth, weekday = rule
    told = tuple(_collisions(day, holidays))
    if nth is not None and weekday is not None and nth_weekday(day.year, day.month, nth, weekday) == day:
        told = tuple(replace(one, nth=nth, weekday=weekday) for one in (*told, *_of_rule(day, nth, weekday)))
    return (*told, *_of_deadline(day, due, holidays))


def _collisions(day: date, holidays: Collection[date]) -> Iterator[Remark]:
    if day in holidays:
        yield Remark(RemarkKind.HOLIDAY, day)
    elif day.weekday() >= 5:
        yield Remark(RemarkKind.WEEKEND, day)
    elif day.month == 12 and day.day > 26:
        yield Remark(RemarkKind.YEAR_END, day)


def _of_rule(day: date, nth: int, weekday: int) -> Iterator[Remark]:
    """A fourth of a month that has five: the fifth is nobody's."""
    fifth = nth_weekday(day.year, day.month, 5, weekday)
    if fifth and nth == 4:
        yield Remark(RemarkKind.FIFTH_FREE, day, (fifth,))


def _of_deadline(day: date, due: Deadline | None, holidays: Collection[date]) -> Iterator[Remark]:
    if due and due.jumped:
        yield Remark(RemarkKind.JUMPED, due.day, due.jumped)
    years = {one.year for one in holidays}
    if years and not {day.year, due.day.year if due else day.year} <= years:
        yield Remark(RemarkKind.NOT_KNOWN, day)
