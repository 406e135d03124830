"""Milestones come with the dates that are written, and what a chart or a table has lost is a doubt."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.findings import Findings, MilestoneFound
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import PACK_TEXT, pdf, workbook


@pytest.fixture(scope="module")
def pack() -> Findings:
    return read_bytes(PACK_TEXT.encode(), "pack.txt")


def of(code: str, found: Findings) -> MilestoneFound:
    return next(milestone for milestone in found.milestones if milestone.code == code)


def test_each_code_is_found_once_with_its_name(pack: Findings) -> None:
    names = {milestone.code: milestone.name for milestone in pack.milestones}
    assert len(names) == len(pack.milestones) == 6
    assert (names["TE1"], names["TE2"]) == ("First tests", "Second tests")


def test_a_change_has_both_its_dates_with_their_words(pack: Findings) -> None:
    changed = of("M4", pack)
    assert changed.tier == "Programme milestone not a Level 1"
    assert (changed.plan, changed.plan_words) == ("2021-10", "Oct-21")
    assert (changed.proposed, changed.proposed_words) == ("2022-01", "Jan-22")
    assert changed.reason == "The partner comes late. It is due on 20/12/21."


def test_a_date_to_be_confirmed_is_a_doubt_not_a_date(pack: Findings) -> None:
    assert (of("M6", pack).proposed, of("M6", pack).proposed_words) == (None, "TBC")
    assert any("M6" in doubt.what and "TBC" in doubt.what for doubt in pack.doubts)


def test_a_level_1_date_that_is_lost_for_information_only_is_worth_a_question(pack: Findings) -> None:
    assert any("Ofgem" in doubt.what and doubt.what.startswith("M6") for doubt in pack.doubts)


def test_a_blank_name_stays_blank_with_a_doubt(pack: Findings) -> None:
    assert of("M16", pack).name is None
    assert any(doubt.what == "M16 has no name here." for doubt in pack.doubts)


def test_a_name_written_in_two_ways_is_a_doubt(pack: Findings) -> None:
    assert of("M4", pack).name == "Everybody at work"
    assert any("“Everyone at work”" in doubt.what for doubt in pack.doubts)


def test_the_bars_a_chart_lost_are_one_doubt_and_no_dates(pack: Findings) -> None:
    assert len([doubt for doubt in pack.doubts if "bars" in doubt.what]) == 1
    assert {milestone.code for milestone in pack.milestones if milestone.plan} == {"M4", "M6", "M9"}


def test_a_table_of_ticks_without_columns_is_a_doubt() -> None:
    text = " A\n\n B\n\n Days of 2022\nWeek 1 Week 2 Week 3 Week 4\n\nPSG X\nDAG X\n"
    found = read_bytes(text.encode(), "pack.txt")
    assert ["PSG, DAG" in doubt.what for doubt in found.doubts if "lost its columns" in doubt.what] == [True]


def test_a_row_of_a_pdf_table_keeps_words_that_begin_with_a_code() -> None:
    page = (
        "Actions for PSG Constituents\nCode Type Name Plan date Action Due date\nM9 Level 1 Testing start Aug-23"
        "\nCentral parties test.\nTell us: is the time between\nM5 and M9\nsufficient?\nNext PSG"
    )
    found = read_bytes(pdf(page), "pack.pdf")
    assert [action.text for action in found.actions] == ["Tell us: is the time between M5 and M9 sufficient?"]


def test_an_answer_that_names_codes_is_no_plan() -> None:
    assert not read_bytes(b"M5: yes\nM9: no, it is too short\n", "note.txt").milestones


def test_a_row_whose_dates_cannot_be_told_apart_is_a_doubt() -> None:
    head = "Milestones: revised dates\nCode Type Name Plan Proposed\n"
    page = head + "M5 Level 1 Physical baseline Apr-22 - Jan-23 For information"
    found = read_bytes(pdf(page), "pack.pdf")
    assert of("M5", found).proposed is None
    assert any("M5: its proposed date could not be told apart" in doubt.what for doubt in found.doubts)


def test_codes_of_every_shape_are_known_in_a_column_of_codes() -> None:
    head = ["Milestone ID", "Milestone", "Tier", "Baseline date", "Forecast"]
    rows = [
        [code, "Ready", "Tier 1", "2024-10-11", "10-Jan-25"] for code in ("T3-TE-1200", "T1-SI-0100", "M15.2", "ID6.a")
    ]
    found = read_bytes(workbook(Plan=[head, *rows]), "plan.xlsx").milestones
    assert [(one.code, one.name) for one in found] == [(row[0], "Ready") for row in rows]
    assert {(one.plan, one.proposed) for one in found} == {("2024-10", "2025-01")}


def test_a_code_and_its_name_in_one_cell_are_told_apart() -> None:
    rows = [["Milestone", "Plan date", "Revised date"], ["T2-TE-0100 Data cut ready", "Apr-24", "Jun-24"]]
    (one,) = read_bytes(workbook(Plan=rows), "plan.xlsx").milestones
    assert (one.code, one.name) == ("T2-TE-0100", "Data cut ready")


def test_the_plan_in_force_comes_before_the_first_one_and_a_proposal_before_a_forecast() -> None:
    rows = [
        ["Milestone", "Name", "Original baseline", "Current baseline", "Latest forecast", "CR022 date", "Variance"],
        ["M10", "Ready", "Jan-23", "Nov-24", "Feb-25", "Mar-25", "17 weeks"],
    ]
    (one,) = read_bytes(workbook(Plan=rows), "plan.xlsx").milestones
    assert (one.plan, one.proposed) == ("2024-11", "2025-03")


def test_a_row_that_heads_a_tier_gives_it_to_those_below_and_a_date_not_read_is_a_doubt() -> None:
    rows = [["Ref", "Milestone", "Baseline", "Forecast"], ["Tier 1 (Ofgem)"], ["M5", "Designed", "29-Apr-22", "spring"]]
    found = read_bytes(workbook(Plan=rows), "plan.xlsx")
    assert [(one.code, one.tier, one.plan, one.proposed) for one in found.milestones] == [
        ("M5", "Tier 1 (Ofgem)", "2022-04", None)
    ]
    assert any("M5: the proposed date is written “spring”" in doubt.what for doubt in found.doubts)


def test_a_tier_behind_the_name_is_no_day_of_the_month_and_a_forecast_is_no_ask() -> None:
    rows = "M7 Powers used Level 1 Mar-23 Apr-23\nT2-TE-0100 Cut 27 Oct 2023 TBC"
    page = f"Milestones\nRef Milestone Level Baseline Forecast\n{rows}"
    found = read_bytes(pdf(page), "plan.pdf")
    assert [(one.code, one.name, one.tier, one.plan, one.proposed) for one in found.milestones] == [
        ("M7", "Powers used", "Level 1", "2023-03", "2023-04"), ("T2-TE-0100", "Cut", None, "2023-10", None),
    ]  # fmt: skip
    assert not found.agenda


def test_the_name_of_a_sheet_may_be_the_tier_of_all_in_it() -> None:
    rows = [["ID", "Milestone", "Baseline"], ["T2-GV-0040", "Rules signed", "2021-07-15"]]
    (one,) = read_bytes(workbook(**{"Tier 2": rows}), "plan.xlsx").milestones
    assert (one.code, one.tier) == ("T2-GV-0040", "Tier 2")


def test_a_question_about_a_milestone_heads_no_dates_of_a_plan() -> None:
    heads = ["ID", "Start time", "Name", "Organisation", "Q1. Is the new M14 date achievable?"]
    found = read_bytes(workbook(Sheet=[heads, [7, "2024-10-01 09:00", "Ada", "Alder", "Yes"]]), "x.xlsx")
    assert not found.milestones
    assert [(one.organisation, one.option) for one in found.responses] == [("Alder", "Y")]
