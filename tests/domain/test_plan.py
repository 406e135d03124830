"""The plan over time: baselines are a history, and what a register says otherwise is told field by field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.plan import differences, history, in_force, months_of

M16 = Milestone(id=16, code="M16", name="Cut over to new settlement timetable")
OFGEM = Baseline(id=1, code="OFGEM-2021", name="Ofgem plan", day=date(2021, 8, 11))
CR022 = Baseline(id=2, code="CR022", name="CR022", day=date(2023, 6, 30))
CR055 = Baseline(id=3, code="CR055", name="CR055", day=date(2024, 11, 29))
PAPERS = Baseline(id=4, code="proposal-1", name="PSG 30 proposal", day=date(2024, 6, 5), meeting_id=1)
BASES = (CR055, PAPERS, OFGEM, CR022)


def dated(base: Baseline, start: str | None, stone: int = 16) -> MilestoneDate:
    return MilestoneDate(id=base.id, milestone_id=stone, baseline_id=base.id, start=start, words=start or "TBC")


def test_every_date_is_measured_against_the_approved_one_before_it() -> None:
    dates = [dated(CR055, "2027-07"), dated(PAPERS, "2027-05"), dated(OFGEM, "2025-10"), dated(CR022, "2026-12")]
    told = [(one.baseline.code, one.slip, one.proposed) for one in history(M16, BASES, dates)]
    assert told == [
        ("OFGEM-2021", None, False), ("CR022", (14, 14), False), ("proposal-1", (5, 5), True), ("CR055", (7, 7), False),
    ]  # fmt: skip


def test_a_move_to_a_date_not_given_is_not_measured() -> None:
    _, second = history(M16, BASES, [dated(OFGEM, "2025-10"), dated(CR022, None)])
    assert second.slip is None


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2021, 11, 9), "OFGEM-2021"), (date(2023, 6, 30), "CR022"), (date(2024, 11, 28), "CR022"), (None, "CR055")],
)
def test_the_newest_baseline_of_the_day_that_dates_a_milestone_is_in_force(day: date | None, code: str) -> None:
    dates = [dated(base, "2026-01") for base in BASES]
    assert in_force(BASES, dates, day)[16][0].code == code


def test_a_baseline_leaves_what_it_does_not_date_as_it_was() -> None:
    found = in_force(BASES, [dated(OFGEM, "2022-04", 5), dated(CR055, "2027-07")], date(2025, 1, 1))
    assert {number: base.code for number, (base, _) in found.items()} == {5: "OFGEM-2021", 16: "CR055"}


@given(st.lists(st.sampled_from(BASES), unique=True), st.dates(date(2021, 1, 1), date(2026, 1, 1)))
def test_what_is_in_force_is_approved_begun_and_never_older_than_another_that_is(bases: list[Baseline], day) -> None:
    found = in_force(bases, [dated(base, "2026-01") for base in bases], day)
    begun = [base for base in bases if base.meeting_id is None and base.day and base.day <= day]
    assert bool(found) == bool(begun)
    for base, _ in found.values():
        assert base in begun and max(other.day or day for other in begun) == base.day


def test_a_register_is_told_field_by_field_and_says_nothing_by_what_it_leaves_out() -> None:
    facts = {"name": "Cut-over to the new timetable", "tier": "Level 1", "plan": "2027-07"}
    told = differences(facts, M16, dated(OFGEM, "2025-10"), named=True)
    assert [(one.field, one.before, one.after) for one in told] == [
        ("name", M16.name, facts["name"]), ("tier", None, "Level 1"), ("plan", "2025-10", "2027-07"),
    ]  # fmt: skip
    assert differences({"name": None}, M16, None, named=True) == ()


def test_a_pack_that_words_a_name_otherwise_changes_nothing_that_is_known() -> None:
    facts = {"name": "Cut over", "tier": "Level 1", "plan": "2027-07"}
    assert [one.field for one in differences(facts, M16, None, named=False)] == ["tier"]


def test_months_are_told_as_a_register_has_them() -> None:
    spring = MilestoneDate(milestone_id=1, baseline_id=1, start="2022-05", end="2022-07")
    assert (months_of(spring), months_of(dated(OFGEM, None)), months_of(None)) == ("2022-05/2022-07", None, None)
