"""Convening: which days by rule are still open, what the next meeting may be called, and what a move leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.convening import (
    ad_hoc_label,
    called_off,
    moved,
    next_labels,
    number_of,
    open_days,
    rule_day,
    turns,
)
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Cadence, Forum, days_by_rule
from mhhs_desk.domain.meetings import Meeting, MeetingKind

PSG = Forum(id=1, code="PSG", name="", level=2, nth=1, weekday=2, stood_up=date(2021, 11, 10))
DAG = Forum(id=2, code="DAG", name="", level=3, nth=2, weekday=2)
TODAY = date(2021, 11, 10)


def meeting(number: int, day: date | None, **facts: Any) -> Meeting:
    facts.setdefault("label", f"PSG {number}")
    return Meeting(id=number, forum_id=1, day=day, **facts)


def days(*meetings: Meeting, changes: tuple[Cadence, ...] = (), count: int = 3) -> list[date]:
    return list(islice(open_days(PSG, TODAY, meetings, changes), count))


def test_a_day_that_is_confirmed_declined_or_moved_away_does_not_come_up_again() -> None:
    december, january, february = date(2021, 12, 1), date(2022, 1, 5), date(2022, 2, 2)
    assert days() == [december, january, february]
    confirmed = meeting(2, december, by_rule=december)
    declined = meeting(3, january, by_rule=january, cancelled=TODAY)
    elsewhere = meeting(4, date(2022, 3, 10), by_rule=february)
    assert days(confirmed, declined, elsewhere) == [date(2022, 3, 2), date(2022, 4, 6), date(2022, 5, 4)]


def test_a_standing_meeting_of_the_month_stands_for_its_day_and_an_ad_hoc_one_does_not() -> None:
    thursday = meeting(2, date(2021, 12, 2))
    assert rule_day(thursday, PSG) == date(2021, 12, 1)
    assert days(thursday)[0] == date(2022, 1, 5)
    extra = meeting(2, date(2021, 12, 2), label="PSG 1.1", kind=MeetingKind.AD_HOC)
    assert rule_day(extra, PSG) is None
    assert days(extra)[0] == date(2021, 12, 1)


def test_a_month_whose_rule_changed_after_its_meeting_was_confirmed_offers_no_second_day() -> None:
    confirmed = meeting(2, date(2022, 3, 2), by_rule=date(2022, 3, 2))
    thursdays = Cadence(forum_id=1, since=date(2022, 3, 1), nth=1, weekday=3)
    assert date(2022, 3, 3) not in days(confirmed, changes=(thursdays,), count=6)


def test_a_forum_that_is_only_needed_perhaps_has_no_day_to_come() -> None:
    assert list(open_days(replace(PSG, state="may be needed"), TODAY, [])) == []


MOVES = st.lists(st.tuples(st.integers(0, 11), st.integers(-40, 40), st.booleans()), max_size=20)


@given(MOVES)
def test_whatever_is_moved_or_called_off_every_day_by_rule_is_settled_once(story: list[tuple[int, int, bool]]) -> None:
    year = list(islice(days_by_rule(PSG, TODAY), 12))
    held = {n: meeting(n + 2, day, by_rule=day) for n, day in enumerate(year)}
    for number, shift, off in story:
        one = held[number]
        if one.cancelled or one.day is None:
            continue
        there = rule_day(one, PSG)
        step = called_off(one, there, TODAY, "") if off else None
        if step is None and shift:
            step = moved(one, there, TODAY, "", one.day + timedelta(days=shift), "10:00", None)
        held[number] = step[0] if step else one
    assert [one.by_rule for one in held.values()] == year
    assert next(open_days(PSG, TODAY, held.values())) == list(islice(days_by_rule(PSG, TODAY), 13))[-1]


def test_the_number_of_the_next_meeting_follows_the_last_one_known_of_its_forum() -> None:
    known = [meeting(1, TODAY), meeting(9, date(2021, 11, 11), label="PSG 1.1", kind=MeetingKind.AD_HOC)]
    coming = [date(2021, 12, 1), date(2022, 1, 5)]
    assert next_labels(PSG, known, coming) == ["PSG 2", "PSG 3"]
    assert next_labels(DAG, known, coming) == ["DAG 1", "DAG 2"]


def test_a_number_that_is_taken_is_never_offered_twice() -> None:
    known = [meeting(1, TODAY), meeting(2, date(2022, 2, 2))]
    assert next_labels(PSG, known, [date(2021, 12, 1), date(2022, 3, 2)]) == ["PSG 3", "PSG 4"]
    assert number_of("PSG (no number given)", "PSG") is None
    assert number_of("PSG Jan 2022", "PSG") is None


def test_an_ad_hoc_meeting_is_offered_a_point_after_the_last_standing_one() -> None:
    known = [meeting(10, date(2022, 8, 3)), meeting(11, date(2022, 9, 7))]
    assert ad_hoc_label(PSG, known, date(2022, 8, 20)) == "PSG 10.1"
    assert ad_hoc_label(PSG, [*known, meeting(12, None, label="PSG 10.1")], date(2022, 8, 21)) == "PSG 10.2"
    assert ad_hoc_label(DAG, known, None) == "eDAG"


def test_a_move_keeps_what_was_before_and_the_day_by_rule_it_stands_for() -> None:
    june = meeting(8, date(2023, 6, 7), start="10:00", end="12:00")
    after, move = moved(
        june, rule_day(june, PSG), date(2023, 5, 12), "papers late ", date(2023, 6, 8), "10:00", "12:00"
    )
    assert (after.day, after.by_rule) == (date(2023, 6, 8), date(2023, 6, 7))
    assert (move.day, move.start, move.told_on, move.why) == (june.day, "10:00", date(2023, 5, 12), "papers late")


def test_the_past_of_a_meeting_tells_moves_and_its_calling_off_in_order() -> None:
    june = meeting(8, date(2023, 6, 7), start="10:00")
    later, first = moved(june, None, date(2023, 5, 12), "papers late", date(2023, 6, 8), "10:00", None)
    off, second = called_off(later, None, date(2023, 5, 20), "no business")
    told = turns(off, [replace(second, id=2), replace(first, id=1)])
    assert [(turn.day, turn.new_day, turn.off) for turn in told] == [
        (date(2023, 6, 7), date(2023, 6, 8), False),
        (date(2023, 6, 8), date(2023, 6, 8), True),
    ]


def test_what_was_called_off_does_not_move_and_what_does_not_move_is_no_move() -> None:
    june = meeting(8, date(2023, 6, 7), start="10:00")
    off, _ = called_off(june, None, TODAY, "")
    with pytest.raises(Refused):
        moved(off, None, TODAY, "", date(2023, 6, 8), None, None)
    with pytest.raises(Refused):
        moved(june, None, TODAY, "", date(2023, 6, 7), "10:00", None)
    with pytest.raises(Refused):
        called_off(off, None, TODAY, "")
