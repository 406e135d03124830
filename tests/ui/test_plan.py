"""Plan: what moves, by how much, and what the rule says; what has no date is never given one."""

from __future__ import annotations

from datetime import date

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.milestones import MilestoneDate
from mhhs_desk.ui.details import ChipRow
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.plan import PlanPage
from mhhs_desk.ui.plan_axis import Axis
from mhhs_desk.ui.plan_rows import Row, baselines, plan, rule_words, slip_words
from mhhs_desk.ui.shell import Place


def rows(desk: Desk) -> dict[str, Row]:
    approved, proposed = baselines(desk)
    return {row.milestone.code: row for row in plan(desk, approved[0], proposed[0], False).rows}


def propose(desk: Desk, code: str, start: str, end: str | None = None) -> None:
    stone = next(stone.id for stone in desk.milestones.all() if stone.code == code)
    base = baselines(desk)[1][0]
    desk.milestone_dates.add(MilestoneDate(milestone_id=stone, baseline_id=base.id, start=start, end=end))


def test_the_plan_in_force_is_the_one_shown_not_a_later_one(story: Desk) -> None:
    approved, _ = baselines(story)
    assert approved[0].name == "Ofgem plan, Aug 2021"


def test_a_move_to_a_date_not_given_is_not_measured(story: Desk) -> None:
    row = rows(story)["M6"]
    assert row.slip == "not known"
    assert rule_words(row) == ("Level 1: Ofgem if", "3 months or more")


def test_a_level_1_move_of_three_months_needs_ofgem_and_a_shorter_one_does_not(story: Desk) -> None:
    propose(story, "M5", "2022-07")
    propose(story, "M9", "2023-09")
    propose(story, "M4", "2022-01")
    shown = rows(story)
    assert (shown["M5"].slip, rule_words(shown["M5"])[0]) == ("3 months", "Ofgem must approve:")
    assert (shown["M9"].slip, rule_words(shown["M9"])[0]) == ("1 month", "Under 3 months:")
    assert (shown["M4"].slip, rule_words(shown["M4"])[0]) == ("3 months", "Not Level 1:")


def test_a_range_slips_by_a_range(story: Desk) -> None:
    propose(story, "PM2", "2022-05", "2022-07")
    assert rows(story)["PM2"].slip == "7–8 months"


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [(0, 0, "no change"), (-2, -2, "2 months earlier"), (1, 1, "1 month"), (-3, -1, "1–3 months earlier")],
)
def test_a_slip_is_told_in_words(least: int, most: int, told: str) -> None:
    assert slip_words(least, most) == told


def test_the_axis_holds_every_date_and_today(story: Desk) -> None:
    shown = rows(story)
    axis = Axis.over(shown.values(), date(2021, 11, 9))
    months = [2021 * 12 + 9, 2023 * 12 + 7]
    assert all(axis.first <= month < axis.last for month in months)
    assert axis.first <= axis.now() < axis.last


def test_an_item_about_two_milestones_shows_the_time_between(story: Desk) -> None:
    story.items.change(2, milestones=("M5", "M9"))
    approved, proposed = baselines(story)
    (interval,) = plan(story, approved[0], proposed[0], False).intervals
    assert (interval.first.milestone.code, interval.last.milestone.code, interval.months) == ("M5", "M9", 16)


@pytest.fixture
def page(window: MainWindow) -> PlanPage:
    assert window.shell and window.frame
    window.shell.go(Place("plan"))
    shown = window.frame.page()
    assert isinstance(shown, PlanPage)
    return shown


def test_what_has_no_date_is_listed_apart(page: PlanPage) -> None:
    dated = [row.milestone.code for row in page.table.records() if isinstance(row, Row)]
    undated = [stone.code for view in page.undated for stone in view.table.records()]
    assert dated == ["M4", "PM2", "M5", "M6", "M9"]
    assert undated[:3] == ["M1", "M2", "M3"] and "M16" in undated
    assert page.count.text().startswith("5 dated, 12 without a date")


def test_the_pane_shows_what_members_say_of_the_milestones_item(page: PlanPage, window: MainWindow) -> None:
    assert window.shell
    window.shell.go(Place("plan", 6))
    (row,) = page.details.findChildren(ChipRow)
    assert row.accessibleName() == "N: 1 No"


def test_choosing_in_one_list_clears_the_others(page: PlanPage) -> None:
    page.view.choose(lambda row: row.id == 6)
    page.undated[0].choose(lambda stone: stone.code == "M1")
    assert page.view.current() is None
    assert page.details.isVisible()


def test_without_a_proposal_nothing_changes(page: PlanPage) -> None:
    page.against.setCurrentIndex(page.against.count() - 1)
    assert {row.slip for row in page.table.records() if isinstance(row, Row)} == {"no change"}
