"""The calendar over thirty years against a reckoning of its own, and the days that collide."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import islice, takewhile

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.calendar_days import RemarkKind, deadline, deadline_on, remarks
from mhhs_desk.domain.forums import LAST, Cadence, Forum, days_by_rule, nth_weekday
from mhhs_desk.domain.working_days import holidays_passed, working_days_before, working_days_between

YEARS = range(2015, 2046)
BANK_HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2047)))
ANY_DAY = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


def by_hand(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth weekday as one reads it off a printed calendar: down the column of that weekday."""
    column = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    place = nth if nth == LAST else nth - 1
    return date(year, month, column[place]) if place < len(column) else None


def counted_back(day: date, count: int) -> date:
    """A deadline by crossing out days one after the other, as on paper."""
    crossed: list[date] = []
    while len(crossed) < count:
        day -= timedelta(days=1)
        if calendar.day_name[day.weekday()] not in ("Saturday", "Sunday") and day not in BANK_HOLIDAYS:
            crossed.append(day)
    return day


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, LAST])
@pytest.mark.parametrize("weekday", range(7))
def test_the_nth_weekday_of_every_month_of_thirty_years_is_that_of_a_printed_calendar(nth: int, weekday: int) -> None:
    for year in YEARS:
        for month in range(1, 13):
            assert nth_weekday(year, month, nth, weekday) == by_hand(year, month, nth, weekday), (year, month)


@pytest.mark.parametrize("nth", [1, 2, 3, 4, LAST])
def test_a_rule_gives_its_day_of_every_month_of_thirty_years_and_no_other(nth: int) -> None:
    forum = Forum(id=1, code="PSG", name="", level=2, nth=nth, weekday=2)
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    given_ = list(takewhile(lambda day: day <= last, days_by_rule(forum, first - timedelta(days=1))))
    assert given_ == [by_hand(year, month, nth, 2) for year in YEARS for month in range(1, 13)]


@given(ANY_DAY, st.integers(0, 30))
def test_a_deadline_is_where_one_comes_to_by_crossing_out_days(day: date, count: int) -> None:
    assert working_days_before(day, count, BANK_HOLIDAYS) == counted_back(day, count)


@given(ANY_DAY, st.integers(1, 30))
def test_what_a_deadline_jumped_lies_between_and_accounts_for_the_difference(day: date, count: int) -> None:
    due = working_days_before(day, count, BANK_HOLIDAYS)
    passed = holidays_passed(day, count, BANK_HOLIDAYS)
    assert all(due < one < day and one in BANK_HOLIDAYS and one.weekday() < 5 for one in passed)
    assert working_days_before(day, count + len(passed), frozenset()) == due


@given(ANY_DAY, st.integers(1, 30))
def test_counting_back_and_counting_up_agree_on_working_days(day: date, count: int) -> None:
    due = working_days_before(day, count, BANK_HOLIDAYS)
    on_a_working_day = day.weekday() < 5 and day not in BANK_HOLIDAYS
    assert working_days_between(due, day, BANK_HOLIDAYS) == count - 1 + on_a_working_day


@given(st.lists(st.tuples(ANY_DAY, st.sampled_from([None, 1, 2, 3, 4, LAST]), st.integers(0, 6)), max_size=5))
def test_every_day_is_by_the_rule_in_force_on_it(steps: list[tuple[date, int | None, int]]) -> None:
    since = {when: (nth, weekday) for when, nth, weekday in steps}
    changes = [
        Cadence(forum_id=1, since=when, nth=nth, weekday=None if nth is None else weekday)
        for when, (nth, weekday) in since.items()
    ]
    forum = Forum(id=1, code="PSG", name="", level=2, nth=1, weekday=2)
    found = list(islice(days_by_rule(forum, date(2014, 12, 31), changes), 400))
    assert found == sorted(set(found))
    for day in found:
        latest = max((when for when in since if when <= day), default=None)
        nth, weekday = since[latest] if latest else (1, 2)
        assert nth is not None and by_hand(day.year, day.month, nth, weekday) == day


# The four checks of the programme's calendar


def test_papers_for_the_psg_of_5_january_2022_are_due_on_24_december_2021() -> None:
    due = deadline(date(2022, 1, 5), 5, None, BANK_HOLIDAYS)
    assert due.day == date(2021, 12, 24)
    assert due.jumped == (date(2021, 12, 27), date(2021, 12, 28), date(2022, 1, 3))


def test_papers_for_the_dag_of_8_june_2022_are_due_on_30_may_2022() -> None:
    due = deadline(date(2022, 6, 8), 5, "17:00", BANK_HOLIDAYS)
    assert (due.day, due.moment) == (date(2022, 5, 30), "2022-05-30T17:00")
    assert due.jumped == (date(2022, 6, 2), date(2022, 6, 3))


def test_the_fourth_wednesday_of_december_2022_is_the_28th_and_told_as_between_the_years() -> None:
    day = nth_weekday(2022, 12, 4, 2)
    assert day == date(2022, 12, 28)
    told = remarks(day, (4, 2), deadline(day, 5, None, BANK_HOLIDAYS), BANK_HOLIDAYS)
    assert [remark.kind for remark in told] == [RemarkKind.YEAR_END, RemarkKind.JUMPED]
    assert told[1].days == (date(2022, 12, 26), date(2022, 12, 27))


def test_a_month_of_five_wednesdays_leaves_one_free_and_says_which() -> None:
    forums = [Forum(id=nth, code=str(nth), name="", level=3, nth=nth, weekday=2) for nth in (1, 2, 3, 4)]
    days = {next(days_by_rule(forum, date(2022, 5, 31))) for forum in forums}
    wednesdays = {date(2022, 6, day) for day in (1, 8, 15, 22, 29)}
    assert wednesdays - days == {date(2022, 6, 29)}
    told = remarks(date(2022, 6, 22), (4, 2), None, BANK_HOLIDAYS)
    assert [(remark.kind, remark.days) for remark in told] == [(RemarkKind.FIFTH_FREE, (date(2022, 6, 29),))]


@given(ANY_DAY, st.integers(1, 10))
def test_a_deadline_that_was_chosen_is_told_as_the_one_that_was_reckoned(day: date, count: int) -> None:
    reckoned = deadline(day, count, None, BANK_HOLIDAYS)
    assert deadline_on(reckoned.day, day, BANK_HOLIDAYS) == reckoned
    assert deadline_on(day, day, BANK_HOLIDAYS) is None


# Collisions


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2025, 1, 1), RemarkKind.HOLIDAY),
        (date(2022, 6, 4), RemarkKind.WEEKEND),
        (date(2023, 12, 27), RemarkKind.YEAR_END),
    ],
)
def test_a_meeting_that_collides_with_the_calendar_is_told(day: date, kind: RemarkKind) -> None:
    assert [remark.kind for remark in remarks(day, (None, None), None, BANK_HOLIDAYS)] == [kind]


def test_a_year_whose_bank_holidays_are_not_known_is_told_and_an_ordinary_day_is_not() -> None:
    known = frozenset(day for day in BANK_HOLIDAYS if day.year < 2030)
    assert [one.kind for one in remarks(date(2031, 5, 7), (1, 2), None, known)] == [RemarkKind.NOT_KNOWN]
    assert remarks(date(2021, 12, 1), (1, 2), deadline(date(2021, 12, 1), 5, None, known), known) == ()
