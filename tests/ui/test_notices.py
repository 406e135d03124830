"""What the rep has to know of a workspace: told under the tool bar, with the way on, until it is put away."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Backup, Reason
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import backups, keys, lock, moving
from mhhs_desk.store.keys import Key
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.notices import Notices
from mhhs_desk.ui.place import Place

PASSPHRASE = "7K2QM-4D0ZX-9RTBA-WE15C-HH3PV"


def made(path: Path, passphrase: str | None = None) -> Key | None:
    """A closed workspace of one step, with a backup."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", None, passphrase) as desk:
        with desk.step("Name the group"):
            desk.forums.change(1, name="The steering group")
        return desk.workspace.key


def left_behind(path: Path, host: str, steps: int = 0) -> None:
    """The lock that a program left on a computer."""
    held = {"who": "Robin", "host": host, "process": 7, "since": "2021-11-09T18:09", "steps": steps}
    lock.lock_path(path).write_text(json.dumps(held))


def notices(window: MainWindow) -> Notices:
    assert window.frame
    return window.frame.notices


def lines(window: MainWindow) -> list[str]:
    return [strip.words.text() for strip in notices(window).strips]


def test_a_workspace_with_nothing_to_tell_shows_no_strip(window: MainWindow) -> None:
    assert lines(window) == [] and notices(window).height() == 0


def test_a_workspace_that_another_computer_holds_can_be_read_or_taken_over(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.mhhs"
    made(path)
    left_behind(path, "ELSEWHERE")
    bare.open_workspace(path)
    assert lines(bare)[0].startswith("Open in another program: Robin on ELSEWHERE, since Tue 9 Nov 18:09.")
    assert "read only" in bare._corner.words.text()
    notices(bare).strips[0].way.click()
    assert bare.shell and bare.shell.desk.holder is None and lines(bare) == []
    assert "read only" not in bare._corner.words.text()


def test_an_encrypted_workspace_is_taken_over_with_the_key_in_hand(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.mhhs"
    key = made(path, PASSPHRASE)
    left_behind(path, "ELSEWHERE")
    bare.open_workspace(path, key=key)
    notices(bare).strips[0].way.click()
    assert bare.shell and bare.shell.desk.holder is None and bare.guest is None


def test_a_workspace_that_a_program_here_holds_is_tried_again(bare: MainWindow, story: Desk) -> None:
    bare.open_workspace(story.path)
    (strip,) = notices(bare).strips
    assert strip.way.text() == "Try again"
    strip.way.click()
    assert bare.shell and bare.shell.desk.holder
    story.close()
    notices(bare).strips[0].way.click()
    assert bare.shell.desk.holder is None and lines(bare) == []


@pytest.mark.parametrize(("lost", "told"), [(1, "The last step before"), (3, "The last 3 steps before")])
def test_steps_that_a_crash_has_cost_are_counted_and_the_last_one_there_is_named(
    bare: MainWindow, tmp_path: Path, lost: int, told: str
) -> None:
    path = tmp_path / "mine.mhhs"
    made(path)
    with Desk.open(path) as desk:
        there = desk.past(1)[0].id
    left_behind(path, platform.node(), there + lost)
    bare.open_workspace(path)
    (line,) = lines(bare)
    assert line.startswith(told) and line.endswith("everything up to “Name the group” is here.")


def test_a_lost_key_file_leads_to_a_new_passphrase_and_the_strip_goes_with_it(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.mhhs"
    key = made(path, PASSPHRASE)
    assert key
    keys.drop(key.id, keys.beside(path), backups.key_file(path))
    bare.open_workspace(path, key=key)
    assert lines(bare) == ["The key file is gone: no passphrase opens this workspace. Make a new one."]
    went: list[Place] = []
    assert bare.shell
    bare.shell.wanted.disconnect()
    bare.shell.wanted.connect(went.append)
    notices(bare).strips[0].way.click()
    assert went == [Place("workspace")]
    bare.shell.desk.change_passphrase(keys.new_passphrase())
    bare.shell.go(Place("members"))
    assert lines(bare) == []


def test_a_strip_is_put_away_and_stays_away_at_another_size_of_text(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "OneDrive" / "mine.mhhs"
    made(path)
    left_behind(path, platform.node(), 99)
    bare.open_workspace(path)
    lost, synced = notices(bare).strips
    assert lost.cross.accessibleName().startswith("Put away: The last")
    lost.cross.click()
    bare.run("larger")
    assert lines(bare) == [synced.notice.line]
    bare.run("plain-size")


def test_a_synchronised_folder_is_told_of_once_and_only_when_it_can_be_left(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "OneDrive - Alder" / "mine.mhhs"
    made(path)
    left_behind(path, "ELSEWHERE")
    bare.open_workspace(path)
    (held,) = notices(bare).strips
    held.way.click()
    assert lines(bare) == ["mine.mhhs is inside OneDrive. Two computers may write over each other there."]
    bare.leave()
    bare.open_workspace(path)
    assert lines(bare) == []


# Moving out of a synchronised folder


def kept(folder: Path) -> list[str]:
    """The workspaces, backups and key files under a folder."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.suffix in (".mhhs", ".key"))


@pytest.fixture
def synced(bare: MainWindow, at_home: Path) -> Path:
    """An encrypted workspace in a synchronised folder, open in the window."""
    path = at_home / "OneDrive" / "mine.mhhs"
    bare.open_workspace(path, key=made(path, PASSPHRASE))
    return path


def test_moving_takes_the_file_its_key_file_and_its_backups_along(
    bare: MainWindow, synced: Path, at_home: Path
) -> None:
    names = kept(synced.parent)
    (strip,) = notices(bare).strips
    strip.way.click()
    target = at_home / "mine.mhhs"
    assert bare.shell and bare.shell.desk.path == target and bare.shell.desk.recoverable
    assert names == sorted(name for name in kept(at_home) if name.startswith("mine"))
    assert list(synced.parent.iterdir()) == []
    assert bare.preferences.recent == (str(target),)
    assert bare.frame and bare.frame.foot.strip.words.text() == f"Moved to {target}."


def test_moving_writes_over_nothing(bare: MainWindow, synced: Path, at_home: Path) -> None:
    (at_home / "mine.mhhs").write_text("mine")
    (at_home / "mine 2.backups").mkdir()
    notices(bare).strips[0].way.click()
    assert bare.shell and bare.shell.desk.path == at_home / "mine 3.mhhs"
    assert (at_home / "mine.mhhs").read_text() == "mine"


def no_copy(source: Path, target: Path, made: list[Path]) -> None:
    """Copies the first file, and finds the disk full at the second."""
    if made:
        raise OSError(28, "No space left on device")
    target.write_bytes(source.read_bytes())
    made.append(target)


def no_opening(path: Path, *_: object, **__: object) -> Desk:
    raise Fault(FaultKind.DAMAGED, path)


@pytest.mark.parametrize("broken", ["copying", "opening"])
def test_a_move_that_fails_half_way_leaves_the_original_open_where_it_was(
    bare: MainWindow, synced: Path, at_home: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    if broken == "copying":
        monkeypatch.setattr(moving, "_copy", no_copy)
    else:
        whole = moving.moved
        monkeypatch.setattr("mhhs_desk.ui.moving.moved", lambda path, _: whole(path, no_opening))
    before = kept(synced.parent)
    notices(bare).strips[0].way.click()
    assert bare.shell and bare.shell.desk.path == synced and bare.shell.desk.holder is None
    assert kept(synced.parent) == before
    assert not list(at_home.glob("mine*"))


def test_what_cannot_be_removed_from_the_synchronised_folder_is_told(
    bare: MainWindow, synced: Path, at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_remove", lambda *_: False)
    notices(bare).strips[0].way.click()
    assert bare.frame and bare.frame.foot.strip.words.text().endswith(f"from {synced.parent}: remove it there.")
    assert bare.shell and bare.shell.desk.path == at_home / "mine.mhhs" and synced.exists()


# Backups from the window


def test_work_is_backed_up_by_itself_beside_the_window(window: MainWindow, story: Desk, qtbot: QtBot) -> None:
    assert window.backing_up and window.backing_up.timer.interval() == 30 * 60 * 1000
    window.backing_up.timer.timeout.emit()
    assert window.shell
    jobs = window.shell.jobs
    qtbot.waitUntil(lambda: not jobs.under_way())
    assert [backup.reason for backup in story.backups()] == [Reason.WORK]
    window.backing_up.timer.timeout.emit()
    assert not jobs.under_way() and not story.workspace.changed


def test_a_backup_that_fails_is_told_once_and_made_again_later(
    window: MainWindow, story: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Backup:
        raise OSError(28, "No space left on device")

    said: list[str] = []
    assert window.shell and window.backing_up
    window.shell.said.connect(lambda line, _: said.append(line))
    monkeypatch.setattr(backups, "make", full)
    for _ in range(2):
        window.backing_up.back_up()
        qtbot.waitUntil(lambda: story.workspace.changed and bool(window.shell and not window.shell.jobs.under_way()))
    assert len(said) == 1 and "The disk is full." in said[0]
    monkeypatch.undo()
    window.backing_up.back_up()
    qtbot.waitUntil(lambda: bool(story.backups()))


def test_a_backup_that_closing_interrupts_is_made_on_closing(
    window: MainWindow, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backups.make

    def make(*args: Any, report: Callable[[int, int], None] | None = None, **more: Any) -> Backup:
        while report:  # beside the window it would go on for ever
            report(0, 1)
        return whole(*args, **more)

    assert window.backing_up
    monkeypatch.setattr(backups, "make", make)
    window.backing_up.back_up()
    window.leave()
    assert [backup.reason for backup in backups.listed(backups.folder(story.path))] == [Reason.CLOSING]


def test_back_up_now_says_the_name_at_the_foot(window: MainWindow, story: Desk) -> None:
    window.run("back-up")
    (made,) = story.backups()
    assert made.reason is Reason.HAND
    assert window.frame and made.path.name in window.frame.foot.strip.words.text()


def test_a_workspace_whose_file_was_moved_away_is_backed_up_into_a_folder(
    window: MainWindow, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.path.rename(tmp_path / "elsewhere.mhhs")
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "stick"))
    window.run("back-up-into")
    (made,) = backups.listed(tmp_path / "stick")
    assert backups.look(made.path, None).good
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.run("back-up-into")
    assert len(backups.listed(tmp_path / "stick")) == 1


def test_restoring_leads_to_the_page_of_the_workspace(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[Place] = []
    monkeypatch.setattr(window, "go", went.append)
    window.run("restore")
    assert went == [Place("workspace")]
