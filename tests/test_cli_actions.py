"""The actions on the command line: listed, as JSON, and as the PMO's log."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import python_calamine

from mhhs_desk.desk import Desk
from tests.conftest import Run


@pytest.fixture
def owed(sample_file: Path, tmp_path: Path) -> Path:
    """The sample, in which the PMO is late and one action is done."""
    path = tmp_path / "owed.mhhs"
    shutil.copy(sample_file, path)
    with Desk.open(path) as desk:
        desk.set_due([10], desk.today.replace(day=5), None)
        desk.mark_done([11])
    return path


def refs(printed: str) -> set[str]:
    return {line.split()[0] for line in printed.splitlines()}


def test_actions_are_listed_with_when_each_is_due(owed: Path, run: Run) -> None:
    code, out, _ = run("actions", owed)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split("  ")[0] == "ACT-10"
    assert "Fri 5 Nov 2021, overdue" in lines[0]
    assert "Next PSG (Wed 1 Dec 2021)" in out
    assert "ACT-11" not in refs(out)


def test_ours_overdue_and_all_are_asked_for(owed: Path, run: Run) -> None:
    overdue = refs(run("actions", owed, "--overdue")[1])
    assert {"ACT-10", "ACT-16"} <= overdue and "ACT-12" not in overdue
    every = refs(run("actions", owed, "--all")[1])
    ours = refs(run("actions", owed, "--ours")[1])
    assert "ACT-11" in every and "ACT-10" in every
    assert "ACT-10" not in ours and "ACT-16" in ours and ours < every


def test_as_json_each_says_why_it_is_due(owed: Path, run: Run) -> None:
    found = {one["ref"]: one for one in json.loads(run("actions", owed, "--json")[1])}
    follows = next(one for one in found.values() if one["because"] == "the rule of its forum")
    assert (follows["due"], follows["after"], follows["forum"]) == ("2021-12-01", "PSG 1", "PSG")
    assert (found["ACT-10"]["overdue"], found["ACT-10"]["because"]) == (True, "a day of its own")


def test_the_log_is_written_as_a_workbook(owed: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "log.xlsx"
    code, out, _ = run("actions", owed, "--overdue", "--out", target)
    assert (code, "4 of 4 actions" in out, "For the rep alone" in out) == (0, True, True)
    rows = python_calamine.CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Ref", "ACT-10", "ACT-16", "ACT-17", "ACT-18"]


def test_a_log_where_no_folder_is_has_one_clear_line(owed: Path, run: Run, tmp_path: Path) -> None:
    code, _, err = run("actions", owed, "--out", tmp_path / "nowhere" / "log.xlsx")
    assert code == 2
    assert err.strip().endswith("Make it, or choose another.")
