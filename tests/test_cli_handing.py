"""Handing over on the command line: out, over, and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mhhs_desk.cli.common import NEW_PASSPHRASE, PASSPHRASE
from mhhs_desk.cli.handing import FILE_PASSPHRASE
from mhhs_desk.desk import Desk
from tests.conftest import Run
from tests.handing_worlds import tell

MADE = re.compile(r"Passphrase of the file, shown this once: (\S+)")
GIVEN = "correct horse battery"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "ours.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
        tell(desk)
    return path


@pytest.fixture
def file(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FILE_PASSPHRASE, GIVEN)
    assert run("handover", workspace, workspace.with_name("out"), "--to", "Priya Nand")[0] == 0
    return workspace.with_name("out.mhhs-handover")


def taken_over(run: Run, file: Path) -> Path:
    over = file.with_name("theirs.mhhs")
    assert run("takeover", file, over, "--plain")[0] == 0
    return over


def test_a_desk_goes_out_with_a_passphrase_told_once(run: Run, workspace: Path, monkeypatch) -> None:
    monkeypatch.delenv(FILE_PASSPHRASE, raising=False)
    out = workspace.with_name("out.mhhs-handover")
    code, said, err = run("handover", workspace, out, "--meeting", "PSG 1", "--to", "Priya Nand", "--briefing")
    assert code == 0 and "PSG 1, to read, for Priya Nand." in said
    assert "The seat has no alternate" in err
    made = MADE.search(said)
    assert made
    code, _, err = run("takeover", out, workspace.with_name("theirs.mhhs"))
    assert (code, FILE_PASSPHRASE in err) == (2, True)
    monkeypatch.setenv(FILE_PASSPHRASE, made[1].lower())
    code, said, _ = run("takeover", out, workspace.with_name("theirs.mhhs"))
    own = re.search(r"Recovery passphrase, shown this once: (\S+)", said)
    assert code == 0 and own and "a briefing from Morgan Hale: read only" in said
    monkeypatch.setenv(PASSPHRASE, own[1])
    assert run("check", workspace.with_name("theirs.mhhs"))[0] == 0


def test_without_an_alternate_it_asks_to_whom(run: Run, workspace: Path) -> None:
    code, _, err = run("handover", workspace, workspace.with_name("out"))
    assert (code, "--to" in err) == (2, True)


def test_a_wrong_passphrase_and_a_taken_name_are_one_line_each(run: Run, file: Path, monkeypatch) -> None:
    assert run("takeover", file, file.with_name("ours.mhhs"))[0] == 2
    monkeypatch.setenv(FILE_PASSPHRASE, "wrong horse battery")
    code, out, err = run("takeover", file, file.with_name("theirs.mhhs"))
    assert (code, out, err.count("\n")) == (2, "", 1) and "not the passphrase of out.mhhs-handover" in err
    assert not file.with_name("theirs.mhhs").exists()


def test_work_comes_back_and_what_both_changed_asks_for_a_side(run: Run, file: Path, workspace: Path) -> None:
    over = taken_over(run, file)
    for path, note in ((workspace, "ours"), (over, "theirs")):
        with Desk.open(path) as desk:
            desk.members.change(1, note=note)
            desk.items.change(1 if path == over else 2, ask=note)
    back = file.with_name("back.mhhs-handover")
    assert run("handover", over, back)[1].endswith("for Morgan Hale.\n")
    code, out, _ = run("bring-back", workspace, back, "--dry-run")
    assert code == 1 and "Member Alder Energy: changed on both sides (to choose)" in out
    code, _, err = run("bring-back", workspace, back)
    assert (code, err) == (1, "1 difference to choose: --theirs or --ours.\n")
    assert run("bring-back", workspace, back, "--theirs")[0] == 0
    with Desk.open(workspace) as desk:
        assert desk.members.get(1).note == "theirs"
        assert (desk.items.get(1).ask, desk.items.get(2).ask) == ("theirs", "ours")
        assert desk.past(1)[0].name == "Bring back the work of Priya Nand"
    code, out, _ = run("bring-back", workspace, back, "--ours")
    assert code == 0 and "0 records written" in out


def test_a_file_of_another_desk_is_not_brought_back(run: Run, file: Path, tmp_path: Path) -> None:
    with Desk.create(tmp_path / "other.mhhs", "Large Supplier", "PSG", "Sam Okoro"):
        pass
    code, _, err = run("bring-back", tmp_path / "other.mhhs", file)
    assert (code, "did not go out from this workspace" in err) == (2, True)


def test_the_workspace_that_is_made_may_have_a_passphrase_of_ones_own(run: Run, file: Path, monkeypatch) -> None:
    monkeypatch.setenv(NEW_PASSPHRASE, "a river under seven bridges")
    code, out, _ = run("takeover", file, file.with_name("theirs.mhhs"))
    assert code == 0 and "shown this once" not in out
    monkeypatch.setenv(PASSPHRASE, "a river under seven bridges")
    assert run("check", file.with_name("theirs.mhhs"))[0] == 0
