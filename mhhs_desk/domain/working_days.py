"""Working days of England and Wales, reckoned from a set of bank holidays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta


def is_working(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in holidays


def working_days_before(day: date, count: int, holidays: Collection[date]) -> date:
    """The day that lies `count` working days before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= is_working(day, holidays)
    return day


def holidays_passed(day: date, count: int, holidays: Collection[date]) -> tuple[date, ...]:
    """The bank holidays, of the days from Monday to Friday, that `working_days_before` had to jump over, in order."""
    due = working_days_before(day, count, holidays)
    between = (due + timedelta(days=n) for n in range(1, (day - due).days))
    return tuple(one for one in between if one.weekday() < 5 and one in holidays)


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many working days after `start` there are up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, holidays)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working(day, holidays) for day in days)
