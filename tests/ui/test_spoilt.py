"""A spoilt workspace: what stands in for it is shown, and restored beside it without a byte of it being changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.store import backups, keychain
from mhhs_desk.store.keys import Key
from mhhs_desk.ui.app import open_first
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.spoilt import Spoilt, not_in_it

PASSPHRASE = "7K2QM-4D0ZX-9RTBA-WE15C-HH3PV"


def made(path: Path, passphrase: str | None = None, after: int = 0) -> Key | None:
    """A workspace with a backup of three steps, and some steps after it."""
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", None, passphrase) as desk:
        with desk.step("Name the group"):
            desk.forums.change(1, name="The steering group")
        desk.back_up()
        for number in range(after):
            with desk.step(f"Step {number + 1}"):
                desk.forums.change(1, name=f"Named {number}")
        desk.workspace.changed = False
        return desk.workspace.key


def spoil(path: Path) -> bytes:
    """Write over a page in the middle of a file."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4096] = bytes(4096)
    path.write_bytes(data)
    return bytes(data)


def spoilt(window: MainWindow) -> Spoilt:
    assert isinstance(window.guest, Spoilt)
    return window.guest


def text_of(page: Spoilt) -> str:
    from mhhs_desk.ui.controls import Words

    return "\n".join(label.text() for label in page.findChildren(Words))


def restored(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem} restored *.mhhs"))


def test_a_damaged_workspace_shows_its_newest_good_backup(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.mhhs"
    made(path, after=2)
    spoil(path)
    assert not bare.open_workspace(path)
    page = spoilt(bare)
    told = text_of(page)
    assert "mine.mhhs is damaged" in told and "It was left as it is." in told
    assert "made by hand" in told and "0 members" in told and "“Name the group”" in told
    assert page.go and page.go.text() == "Restore this backup"


def test_restoring_makes_a_workspace_beside_the_damaged_one_and_opens_it(
    bare: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.mhhs"
    made(path)
    bad = spoil(path)
    bare.open_workspace(path)
    button = spoilt(bare).go
    assert button
    button.click()
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert bare.shell and [bare.shell.desk.path] == restored(path)
    assert bare.shell.desk.forums.get(1).name == "The steering group"
    assert path.read_bytes() == bad


def test_at_most_ten_lost_steps_are_named() -> None:
    assert not_in_it(["A", "B"]) == "“B” and “A”."
    line = not_in_it([f"Step {number}" for number in range(1, 14)])
    assert line.count("“") == 10
    assert line.startswith("“Step 13”, “Step 12”, ") and line.endswith("“Step 4” and 3 more.")
    assert "no longer tells" in not_in_it([])


def test_the_steps_that_would_be_lost_are_named(
    bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.mhhs"
    made(path, after=3)
    monkeypatch.setattr(backups, "steps_after", lambda *_: ["Step 1", "Step 2", "Step 3"])
    spoil(path)
    bare.open_workspace(path)
    assert spoilt(bare).lost.text() == "“Step 3”, “Step 2” and “Step 1”."


def test_a_damaged_workspace_without_a_backup_says_so_and_leads_elsewhere(bare: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.mhhs"
    made(path)
    for backup in backups.listed(backups.folder(path)):
        backup.path.unlink()
    spoil(path)
    open_first(bare, path)
    page = spoilt(bare)
    assert page.go is None and "There is no backup of it." in text_of(page)
    bare.run("sample")
    assert bare.shell and bare.shell.desk.path.name == "sample.mhhs"


def test_an_encrypted_backup_is_restored_with_the_key_in_hand(bare: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "mine.mhhs"
    key = made(path, PASSPHRASE)
    spoil(path)
    bare.open_workspace(path, key=key)
    button = spoilt(bare).go
    assert button
    button.click()
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert bare.shell and bare.shell.desk.encrypted and bare.shell.desk.recoverable


def test_a_key_that_only_the_keychain_has_restores_an_encrypted_backup(
    bare: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.mhhs"
    key = made(path, PASSPHRASE)
    path.unlink()
    monkeypatch.setattr(keychain, "read", lambda _: key)
    assert bare.open_workspace(path)
    qtbot.waitUntil(lambda: isinstance(bare.guest, Spoilt))
    page = spoilt(bare)
    assert "mine.mhhs is not there" in text_of(page)
    monkeypatch.setattr(keychain, "read", lambda _: None)
    assert page.go
    page.go.click()
    qtbot.waitUntil(page.asking.isVisible)
    page.field.setText(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert bare.shell and [bare.shell.desk.path] == restored(path)


def test_backups_that_nobody_has_the_key_of_ask_for_the_passphrase(
    bare: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.mhhs"
    made(path, PASSPHRASE)
    path.write_bytes(b"")
    bare.open_workspace(path)
    qtbot.waitUntil(lambda: isinstance(bare.guest, Spoilt))
    page = spoilt(bare)
    assert page.asking.isVisible() and page.go
    page.field.setText("not this one at all")
    page.go.click()
    qtbot.waitUntil(page.refusal.isVisible)
    assert "not the recovery passphrase" in page.refusal.text()
    page.field.setText(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: bare.guest is not page)
    button = spoilt(bare).go
    assert "“Name the group”" in text_of(spoilt(bare)) and button
    button.click()
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert path.read_bytes() == b""


def test_what_was_open_waits_behind_a_spoilt_one(window: MainWindow, tmp_path: Path) -> None:
    before, path = window.shell, tmp_path / "mine.mhhs"
    made(path)
    spoil(path)
    assert not window.open_workspace(path)
    assert window.shell is None and spoilt(window)
    window.come_back()
    assert window.shell is before


def test_a_restoring_that_fails_is_told_inline_and_leaves_nothing(
    bare: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.mhhs"
    made(path)
    spoil(path)
    bare.open_workspace(path)
    page = spoilt(bare)
    for backup in backups.listed(backups.folder(path)):
        spoil(backup.path)
    assert page.go
    page.go.click()
    qtbot.waitUntil(page.refusal.isVisible)
    assert "damaged" in page.refusal.text() and restored(path) == [] and bare.shell is None


def test_a_last_workspace_that_is_gone_is_brought_back_from_its_backups(
    bare: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.mhhs"
    made(path)
    path.unlink()
    bare.preferences.remember(path)
    open_first(bare, None)
    button = spoilt(bare).go
    assert button and bare.setting_up is None
    button.click()
    qtbot.waitUntil(lambda: bare.shell is not None)


def test_a_file_of_another_kind_leaves_what_is_open_in_sight(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box.text()))
    (tmp_path / "letter.mhhs").write_text("Dear all")
    assert not window.open_workspace(tmp_path / "letter.mhhs")
    assert window.guest is None and window.shell and "is not a workspace" in boxes[0]
