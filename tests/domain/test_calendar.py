"""The days of the programme: cadence by weekday, deadlines in working days, and the milestone rule of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from mhhs_desk.domain.forums import Cadence, Forum, days_by_rule, nth_weekday
from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.milestones import Milestone, MilestoneDate, Rule, move, slip
from mhhs_desk.domain.working_days import working_days_before, working_days_between

WINTER = {date(2021, 12, 27), date(2021, 12, 28), date(2022, 1, 3)}
JUBILEE = {date(2022, 6, 2), date(2022, 6, 3)}
RULE = Rule(code="R2", name="", text="", tier="Level 1", months=3, since=date(2021, 8, 11), until=date(2023, 6, 1))


@pytest.mark.parametrize(
    ("meeting", "holidays", "due"),
    [(date(2022, 1, 5), WINTER, date(2021, 12, 24)), (date(2022, 6, 8), JUBILEE, date(2022, 5, 30))],
)
def test_papers_are_due_five_working_days_before(meeting: date, holidays: set[date], due: date) -> None:
    assert working_days_before(meeting, 5, holidays) == due


def test_the_fourth_wednesday_of_december_2022_is_the_28th() -> None:
    assert nth_weekday(2022, 12, 4, 2) == date(2022, 12, 28)


def test_a_month_without_a_fifth_wednesday_gives_none() -> None:
    assert nth_weekday(2022, 2, 5, 2) is None


def test_the_first_wednesdays_follow_the_first_psg() -> None:
    psg = Forum(code="PSG", name="", level=2, nth=1, weekday=2)
    days = list(islice(days_by_rule(psg, date(2021, 11, 10)), 3))
    assert days == [date(2021, 12, 1), date(2022, 1, 5), date(2022, 2, 2)]


def test_a_forum_without_a_rule_gives_no_days() -> None:
    assert list(days_by_rule(Forum(code="TAG", name="", level=3), date(2021, 11, 10))) == []


def test_a_forum_meets_by_another_rule_from_the_day_it_changes() -> None:
    psg = Forum(id=1, code="PSG", name="", level=2, nth=1, weekday=2, stood_down=date(2022, 6, 30))
    thursdays = Cadence(forum_id=1, since=date(2022, 2, 2), nth=1, weekday=3)
    none = Cadence(forum_id=1, since=date(2022, 5, 1))
    days = list(days_by_rule(psg, date(2021, 12, 31), [none, thursdays]))
    assert days == [date(2022, 1, 5), date(2022, 2, 3), date(2022, 3, 3), date(2022, 4, 7)]
    assert list(islice(days_by_rule(replace(psg, stood_down=None), date(2022, 4, 7), [thursdays, none]), 1)) == []


def test_a_meeting_that_was_called_off_is_never_the_next() -> None:
    off = Meeting(id=1, forum_id=1, label="PSG 1", day=date(2021, 11, 10), cancelled=date(2021, 11, 1))
    later = Meeting(id=2, forum_id=1, label="PSG 2", day=date(2021, 12, 1))
    assert next_meeting([off, later], date(2021, 11, 8)) is later
    assert next_meeting([off], date(2021, 11, 8)) is None


def test_notice_counts_working_days_up_to_the_deadline() -> None:
    assert working_days_between(date(2021, 11, 4), date(2021, 11, 8), set()) == 2
    assert working_days_between(date(2021, 11, 8), date(2021, 11, 4), set()) == -2


def test_the_next_meeting_is_the_first_to_come_then_the_undated_then_the_latest() -> None:
    held = Meeting(id=1, forum_id=1, label="PSG 1", day=date(2021, 11, 10))
    undated = Meeting(id=2, forum_id=1, label="PSG")
    assert next_meeting([held, undated], date(2021, 11, 10)) is held
    assert next_meeting([held, undated], date(2021, 11, 11)) is undated
    assert next_meeting([held], date(2022, 1, 1)) is held


def dates(before: str | None, after: str | None) -> tuple[MilestoneDate, MilestoneDate]:
    return (
        MilestoneDate(milestone_id=1, baseline_id=1, start=before),
        MilestoneDate(milestone_id=1, baseline_id=2, start=after, words="TBC"),
    )


@pytest.mark.parametrize(
    ("tier", "before", "after", "needs"),
    [
        ("Level 1", "2022-04", "2022-07", True),
        ("Level 1", "2022-04", "2022-06", False),
        ("Level 1", "2022-04", None, None),
        ("Programme", "2021-10", "2022-01", False),
    ],
)
def test_the_rule_of_the_day_says_whether_a_move_needs_ofgem(tier, before, after, needs) -> None:
    milestone = Milestone(id=1, code="M6", tier=tier)
    assert move(milestone, *dates(before, after), [RULE], date(2021, 11, 10)).needs_ofgem is needs


def test_a_range_slips_by_its_least_and_its_most() -> None:
    before = MilestoneDate(milestone_id=1, baseline_id=1, start="2021-10", end="2021-11")
    after = MilestoneDate(milestone_id=1, baseline_id=2, start="2022-05", end="2022-07")
    assert slip(before, after) == (7, 8)
