"""The reference data that ships: every entry says where it comes from, and the files agree with one another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

REFERENCE = Path(__file__).resolve().parent.parent / "resources" / "reference"
NAMES = ["forums", "milestones", "options", "principles", "rules", "seats", "thresholds"]

Entry = dict[str, Any]


def load(name: str) -> dict[str, list[Entry]]:
    return tomllib.loads((REFERENCE / f"{name}.toml").read_text(encoding="utf-8"))


def entries(name: str) -> Iterator[Entry]:
    """Each entry of a file; the options of a set stand for the set."""
    for listed in load(name).values():
        for entry in listed:
            yield from entry.get("option", [entry])


def test_no_reference_file_is_unknown_to_these_tests() -> None:
    assert sorted(path.stem for path in REFERENCE.glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_names_its_source(name: str) -> None:
    found = list(entries(name))
    assert found
    assert [entry for entry in found if len(entry.get("source", "")) < 20] == []


@pytest.mark.parametrize("name", ["forums", "thresholds", "rules", "milestones"])
def test_no_code_is_used_twice(name: str) -> None:
    codes = [entry["code"] for entry in entries(name)]
    assert len(codes) == len(set(codes))


def test_the_plan_has_its_76_codes_and_only_known_tiers() -> None:
    plan = load("milestones")["milestone"]
    assert len(plan) == 76
    assert [entry["code"] for entry in plan if entry["kind"] == "milestone"] == [f"M{n}" for n in range(1, 17)]
    assert [entry["code"] for entry in plan if entry.get("tier") == "Level 1"] == ["M5", "M6", "M9"]


def test_the_first_plan_dates_only_what_the_pack_dates() -> None:
    ofgem, *later = load("milestones")["baseline"]
    assert [dated["milestone"] for dated in ofgem["date"]] == ["M4", "PM2", "M5", "M6", "M9"]
    assert [(base["code"], len(base["date"])) for base in later] == [("CR022", 0), ("CR055", 2)]


def test_every_dated_milestone_is_in_the_plan_and_has_an_iso_month() -> None:
    known = {entry["code"] for entry in load("milestones")["milestone"]}
    dates = [dated for base in load("milestones")["baseline"] for dated in base["date"]]
    assert {dated["milestone"] for dated in dates} <= known
    assert all(re.fullmatch(r"\d{4}-\d{2}", dated[end]) for dated in dates for end in ("start", "end") if end in dated)


def test_forums_escalate_and_seats_belong_to_forums_that_are_there() -> None:
    forums = {forum["code"]: forum for forum in load("forums")["forum"]}
    for forum in forums.values():
        if "escalates_to" in forum:
            assert forums[forum["escalates_to"]]["level"] < forum["level"]
    assert {seat["forum"] for seat in load("seats")["seat"]} <= forums.keys()


def test_the_cadence_is_first_second_and_fourth_wednesday() -> None:
    rule = {forum["code"]: (forum["nth"], forum["weekday"]) for forum in load("forums")["forum"] if "nth" in forum}
    assert rule == {"PSG": (1, 2), "DAG": (2, 2), "CCAG": (4, 2)}


def test_there_are_five_thresholds_seven_principles_and_six_objectives() -> None:
    assert [entry["code"] for entry in load("thresholds")["threshold"]] == ["T1", "T2", "T3", "T4", "T5"]
    assert {kind: len(listed) for kind, listed in load("principles").items()} == {"principle": 7, "objective": 6}


def test_the_options_have_the_keys_that_answers_are_typed_with() -> None:
    keys = {listed["name"]: "".join(option["key"] for option in listed["option"]) for listed in load("options")["set"]}
    assert keys == {"decision": "AWRXE", "opinion": "YNUO"}


def test_the_milestone_rules_leave_no_day_between_them() -> None:
    earlier, later = (rule for rule in load("rules")["rule"] if "months" in rule)
    assert (earlier["months"], later["months"]) == (3, 0)
    assert earlier["until"] == later["since"]
    assert earlier["since"] == date(2021, 8, 11)
    assert "until" not in later


def test_the_seats_are_those_of_the_terms_of_reference() -> None:
    kinds = [seat["kind"] for seat in load("seats")["seat"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "party": 13, "programme": 6, "observer": 1, "secretariat": 1,
    }  # fmt: skip
