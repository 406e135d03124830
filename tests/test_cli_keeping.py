"""What keeps a workspace safe, on the command line: check, backups, restoring, encryption, history."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mhhs_desk.cli.common import NEW_PASSPHRASE, PASSPHRASE
from mhhs_desk.desk import Desk
from mhhs_desk.store import backups, keys
from mhhs_desk.store.engine import open_database
from mhhs_desk.store.lock import lock_path
from tests.conftest import Run

MADE = re.compile(r"shown this once: (\S+)")


@pytest.fixture
def workspace(sample_file: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "s.mhhs"
    copy.write_bytes(sample_file.read_bytes())
    return copy


def test_check_tells_good_from_tampered_from_damaged_by_its_exit_status(run: Run, workspace: Path) -> None:
    run("backup", workspace)
    assert run("check", workspace)[:2] == (0, f"{workspace}: nothing wrong.\n")
    good = workspace.read_bytes()
    db = open_database(workspace, None)
    db.execute("DROP TRIGGER history_feedback_update")
    db.execute("UPDATE feedback SET rationale = 'Never said.' WHERE id = 7")
    db.conn.commit()
    db.close()
    code, out, err = run("check", workspace)
    assert (code, "feedback 7 is not what the history says" in out) == (1, True)
    assert "Its newest good backup is of" in err and err.count("\n") == 1
    workspace.write_bytes(good[:40_000] + bytes(4096) + good[44_096:])
    code, out, _ = run("check", workspace)
    assert (code, "nothing wrong" in out) == (1, False)
    assert run("ready", workspace)[0] == 2


def test_a_backup_is_listed_with_what_is_in_it_and_restored_under_a_free_name(run: Run, workspace: Path) -> None:
    elsewhere = workspace.parent / "stick"
    assert run("backup", workspace)[0] == run("backup", workspace, elsewhere)[0] == 0
    code, out, _ = run("backups", workspace)
    assert (code, out.count("\n")) == (0, 1)
    assert "24 members, 15 items, 213 answers" in out and "Say who attends PSG 1" in out
    (backup,) = elsewhere.glob("*.mhhs")
    assert run("restore", backup, workspace.with_name("r.mhhs"))[0] == 0
    assert run("check", workspace.with_name("r.mhhs"))[0] == 0
    code, _, err = run("restore", backup, workspace)
    assert (code, "is there already" in err) == (2, True)


def test_a_backup_that_has_rotted_is_told_and_not_restored(run: Run, workspace: Path) -> None:
    run("backup", workspace)
    (backup,) = backups.folder(workspace).glob("*.mhhs")
    backup.write_bytes(backup.read_bytes()[:-4096])
    code, out, _ = run("backups", workspace)
    assert (code, "NOT GOOD" in out) == (1, True)
    assert run("restore", backup, workspace.with_name("r.mhhs"))[0] == 2
    assert not workspace.with_name("r.mhhs").exists()


def test_encryption_is_turned_on_changed_and_off(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = MADE.search(run("encrypt", workspace)[1])
    assert first
    code, _, err = run("ready", workspace)
    assert (code, "recovery passphrase" in err, err.count("\n")) == (2, True, 1)
    monkeypatch.setenv(PASSPHRASE, first[1].lower())
    assert run("check", workspace)[0] == 0
    assert run("encrypt", workspace)[0] == 2
    second = MADE.search(run("passphrase", workspace)[1])
    assert second
    assert run("check", workspace)[0] == 2
    monkeypatch.setenv(PASSPHRASE, second[1])
    assert run("forget", workspace)[0] == 0
    assert run("decrypt", workspace)[0] == 0
    assert run("check", workspace)[0] == 0
    assert run("passphrase", workspace)[0] == 2


def test_a_passphrase_of_ones_own_is_not_printed(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NEW_PASSPHRASE, "short")
    code, _, err = run("encrypt", workspace)
    assert (code, "at least" in err, keys.key_id(workspace)) == (2, True, None)
    monkeypatch.setenv(NEW_PASSPHRASE, "a passphrase of my own")
    code, out, _ = run("encrypt", workspace)
    assert (code, "passphrase of my own" in out) == (0, False)
    monkeypatch.setenv(PASSPHRASE, "a passphrase of my own")
    assert run("check", workspace)[0] == 0


def test_the_history_is_told_newest_first_and_narrowed_by_words(run: Run, workspace: Path) -> None:
    code, out, _ = run("history", workspace, "--limit", 3)
    assert (code, out.count("\n")) == (0, 3)
    assert "Say who attends PSG 1" in out.splitlines()[0]
    assert "Take in psg-pack.pdf" in run("history", workspace, "psg-pack")[1]


def test_a_workspace_that_is_open_elsewhere_can_be_read_and_says_who_holds_it(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    with Desk.open(workspace):
        assert run("search", workspace, "IAG")[0] == 0
        code, _, err = run("paper", workspace, "--out", tmp_path / "p.pdf")
    assert (code, "is open in another program" in err, err.count("\n")) == (2, True, 1)
    assert not (tmp_path / "p.pdf").exists()
    assert not lock_path(workspace).exists()


def test_steps_that_a_crash_has_cost_are_told(run: Run, workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.mhhs"
    shutil.copy(workspace, other)
    with Desk.open(workspace) as desk:
        desk.members.change(1, note="kept")
        desk.members.change(1, note="kept as well")
        shutil.copy(lock_path(workspace), lock_path(other))
    code, _, err = run("search", other, "IAG")
    assert (code, "2 steps kept before the computer stopped" in err) == (0, True)


def test_check_says_that_a_workspace_is_in_a_synchronised_folder(run: Run, workspace: Path) -> None:
    folder = workspace.parent / "OneDrive - Alder Energy"
    folder.mkdir()
    moved = workspace.rename(folder / workspace.name)
    code, _, err = run("check", moved)
    assert (code, "is inside OneDrive" in err) == (0, True)
