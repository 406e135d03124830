"""Plan: what moves, by how much, and what the rule says; what has no date is never given one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.milestones import MilestoneDate
from mhhs_desk.domain.plan import Row, Scope
from mhhs_desk.inbox import read_file
from mhhs_desk.plan_words import rule_words, slip_of, slip_words
from mhhs_desk.planning import Shown
from mhhs_desk.ui.controls import Link, Words
from mhhs_desk.ui.details import ChipRow
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.plan import PlanPage
from mhhs_desk.ui.plan_axis import Axis
from mhhs_desk.ui.shell import Place


def rows(desk: Desk) -> dict[str, Row]:
    return {row.milestone.code: row for row in desk.plan(Shown(None, desk.proposed_plans()[0])).rows}


def propose(desk: Desk, code: str, start: str, end: str | None = None) -> None:
    stone = next(stone.id for stone in desk.milestones.all() if stone.code == code)
    base = desk.proposed_plans()[0]
    desk.milestone_dates.add(MilestoneDate(milestone_id=stone, baseline_id=base.id, start=start, end=end))


def test_the_plan_in_force_is_the_one_shown_not_a_later_one(story: Desk) -> None:
    assert story.approved_plans()[0].name == "Ofgem plan, Aug 2021"
    assert rows(story)["M9"].before == next(d for d in story.milestone_dates.all() if d.start == "2023-08")


def test_a_move_to_a_date_not_given_is_not_measured(story: Desk) -> None:
    row = rows(story)["M6"]
    assert slip_of(row) == "not known"
    assert rule_words(row) == ("Level 1: Ofgem if", "3 months or more")


def test_a_level_1_move_of_three_months_needs_ofgem_and_a_shorter_one_does_not(story: Desk) -> None:
    propose(story, "M5", "2022-07")
    propose(story, "M9", "2023-09")
    propose(story, "M4", "2022-01")
    shown = rows(story)
    assert (slip_of(shown["M5"]), rule_words(shown["M5"])[0]) == ("3 months", "Ofgem must approve:")
    assert (slip_of(shown["M9"]), rule_words(shown["M9"])[0]) == ("1 month", "Under 3 months:")
    assert (slip_of(shown["M4"]), rule_words(shown["M4"])[0]) == ("3 months", "Not Level 1:")


def test_a_range_slips_by_a_range(story: Desk) -> None:
    propose(story, "PM2", "2022-05", "2022-07")
    assert slip_of(rows(story)["PM2"]) == "7–8 months"


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
    (interval,) = story.plan(Shown(None, story.proposed_plans()[0])).intervals
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
    assert {slip_of(row) for row in page.table.records() if isinstance(row, Row)} == {"no change"}


# The axis


def in_sight(axis: Axis) -> tuple[float, float]:
    return axis.start, axis.start + axis.span


@given(st.lists(st.tuples(st.floats(0.2, 5), st.floats(0, 1)), max_size=8), st.floats(-2, 2))
def test_what_is_in_sight_is_always_a_part_of_the_axis(zooms: list[tuple[float, float]], moved: float) -> None:
    axis = Axis(24000, 24072, date(2021, 11, 9))
    for by, around in zooms:
        axis = axis.zoomed(by, around)
    first, last = in_sight(axis.moved(moved * axis.span))
    assert axis.first - 0.001 <= first < last <= axis.last + 0.001


def test_the_month_under_the_pointer_stays_where_it_is() -> None:
    axis = Axis(24000, 24072, date(2021, 11, 9)).zoomed(4, 0.5)
    before = axis.start + 0.25 * axis.span
    out = axis.zoomed(1.5, 0.25)
    assert out.start + 0.25 * out.span == pytest.approx(before)


def test_keys_draw_the_axis_out_move_along_it_and_show_it_whole(page: PlanPage) -> None:
    page.view.setFocus()
    QTest.keyClicks(page.view, "++")
    assert (page.axis.zoom, page.bar.isVisible(), page.farther.isEnabled()) == (2.25, True, True)
    start = page.axis.start
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert page.axis.start < start
    QTest.keyClick(page.view, Qt.Key.Key_0)
    assert (page.axis.zoom, page.bar.isVisible()) == (1.0, False)


# What is shown, and written


def test_the_scope_hides_and_shows_and_a_place_that_is_hidden_is_brought_into_sight(page: PlanPage) -> None:
    page.show_box.setCurrentIndex(page.show_box.findData(Scope.LEVEL_1))
    assert [row.milestone.code for row in page.table.records() if isinstance(row, Row)] == ["M5", "M6", "M9"]
    page.show_box.setCurrentIndex(page.show_box.findData(Scope.ALL))
    assert len(page.plan.rows) + len(page.plan.undated) == 76
    page.show_box.setCurrentIndex(page.show_box.findData(Scope.MILESTONES))
    test = next(stone for stone in page.desk.milestones.all() if stone.code == "TE15")
    page.show_place(Place("plan", test.id))
    assert page.shown().scope is Scope.ALL


def test_a_date_is_written_in_a_plan_and_undone(page: PlanPage, story: Desk) -> None:
    stone = next(stone for stone in story.milestones.all() if stone.code == "M10")
    page._go_to(stone.id)
    page.details.edit(stone)
    page.details.date_field.setText("Oct-24")
    QTest.keyClick(page.details.date_field, Qt.Key.Key_Return)
    assert page.details.refusal.text() == ""
    written = next(d for d in story.milestone_dates.all() if d.milestone_id == stone.id and d.words == "Oct-24")
    assert (written.start, page.view.current().id) == ("2024-10", stone.id)
    story.undo()
    assert not [d for d in story.milestone_dates.all() if d.words == "Oct-24"]


def test_a_new_plan_needs_a_name_and_a_source(page: PlanPage, story: Desk) -> None:
    stone = next(stone for stone in story.milestones.all() if stone.code == "M16")
    before = story.baselines.count()
    page.details.edit(stone, new=True)
    page.details.date_field.setText("Jul-27")
    page.details._keep(stone)
    assert page.details.refusal.text().startswith("A baseline needs a name and source")
    assert story.baselines.count() == before
    page.details.name_field.setText("CR060")
    page.details.day_field.setText("2025-03-01")
    page.details.source_field.setText("Change request 60")
    page.details._keep(stone)
    assert next(base for base in story.baselines.all() if base.name == "CR060").day == date(2025, 3, 1)


def test_the_pane_tells_every_date_and_the_actions_of_a_code(page: PlanPage, story: Desk) -> None:
    stone = next(stone for stone in story.milestones.all() if stone.code == "M16")
    action = story.actions.all()[0]
    story.actions.change(action.id, milestone="M16")
    story.write_date(stone.id, story.approved_plans()[0].id, "Oct-25")
    page._go_to(stone.id)
    told = " ".join(label.text() for label in page.details.findChildren(Words))
    assert "Every date it had" in told and "CR055, Nov 2024 (21 months)" in told
    assert action.text in [link.text() for link in page.details.findChildren(Link)]


# Out, and in again


def test_the_register_taken_in_again_tells_nothing_new(story: Desk, tmp_path: Path) -> None:
    (tmp_path / "register.xlsx").write_bytes(story.register_file())
    (receipt,) = story.take_in([read_file(tmp_path / "register.xlsx")])
    proposals = list(story.proposals.where("source_id = ?", receipt.source.id))
    assert {proposal.sameness for proposal in proposals} == {"same"}
    assert {proposal.facts["code"] for proposal in proposals} >= {"M4", "M5", "M6", "M9", "PM2"}


def test_what_was_changed_in_the_register_waits_row_by_row_with_what_it_was(story: Desk, tmp_path: Path) -> None:
    story.write_date(5, story.approved_plans()[0].id, "May-22")
    (tmp_path / "register.xlsx").write_bytes(story.register_file())
    story.undo()
    (receipt,) = story.take_in([read_file(tmp_path / "register.xlsx")])
    (changed,) = [p for p in story.proposals.where("source_id = ?", receipt.source.id) if p.sameness == "newer"]
    assert (changed.facts["code"], changed.facts["changes"]) == ("M5", {"plan": ["2022-04", "2022-05"]})
    assert changed.doubts == ("The plan has M5 at 2022-04, and this paper at 2022-05.",)
    story.settle(changed.id)
    story.file(receipt.source.id)
    assert rows(story)["M5"].before == next(d for d in story.milestone_dates.all() if d.start == "2022-05")
