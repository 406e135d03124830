"""Unlocking: the keychain is asked beside the window, the passphrase opens all the same, and nothing is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Refused
from mhhs_desk.store import backups, keychain, keys
from mhhs_desk.store.keys import Key
from mhhs_desk.ui.app import open_first
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.unlock import Unlock

PASSPHRASE = "7K2QM-4D0ZX-9RTBA-WE15C-HH3PV"


class Secret:
    """An encrypted workspace that is closed, and its key."""

    def __init__(self, path: Path) -> None:
        with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", None, PASSPHRASE) as desk:
            key = desk.workspace.key
        assert key
        self.path, self.key = path, key


class SlowKeychain:
    """A keychain that answers when it is told to."""

    def __init__(self, answer: Key | None) -> None:
        self.answer = answer
        self.free = threading.Event()
        self.asked = 0

    def read(self, key_id: str) -> Key | None:
        self.asked += 1
        self.free.wait(10)
        return self.answer


@pytest.fixture
def secret(tmp_path: Path) -> Secret:
    return Secret(tmp_path / "secret.mhhs")


@pytest.fixture
def slow(secret: Secret, monkeypatch: pytest.MonkeyPatch) -> SlowKeychain:
    made = SlowKeychain(secret.key)
    monkeypatch.setattr(keychain, "read", made.read)
    return made


def unlocking(window: MainWindow) -> Unlock:
    assert isinstance(window.guest, Unlock)
    return window.guest


def at_the_field(window: MainWindow, qtbot: QtBot) -> Unlock:
    """The way to the field, where the keychain holds no key."""
    unlock = unlocking(window)
    qtbot.waitUntil(lambda: "does not hold" in unlock.told.text())
    return unlock


def give(unlock: Unlock, passphrase: str, qtbot: QtBot) -> None:
    unlock.field.setText(passphrase)
    qtbot.keyClick(unlock.field, Qt.Key.Key_Return)


def test_a_key_in_the_keychain_opens_the_workspace(
    bare: MainWindow, secret: Secret, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "read", lambda _: secret.key)
    assert bare.open_workspace(secret.path)
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert bare.shell and bare.shell.desk.path == secret.path and bare.guest is None
    assert not bare._corner.lock.isHidden()


def test_while_the_keychain_is_slow_the_window_lives_and_says_so(
    bare: MainWindow, secret: Secret, slow: SlowKeychain, qtbot: QtBot
) -> None:
    bare.open_workspace(secret.path)
    unlock = unlocking(bare)
    assert unlock.asking.isHidden() and unlock.form.isHidden()
    qtbot.waitUntil(unlock.asking.isVisible)
    assert slow.asked == 1 and not slow.free.is_set()
    slow.free.set()
    qtbot.waitUntil(lambda: bare.shell is not None)


def test_the_passphrase_can_be_given_without_waiting_for_the_keychain(
    bare: MainWindow, secret: Secret, slow: SlowKeychain, qtbot: QtBot
) -> None:
    bare.open_workspace(secret.path)
    unlock = unlocking(bare)
    qtbot.waitUntil(unlock.asking.isVisible)
    unlock.instead.click()
    give(unlock, PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert not slow.free.is_set()
    before = bare.shell
    slow.free.set()
    qtbot.waitUntil(lambda: not bare.jobs.under_way())
    assert bare.shell is before


def test_a_key_that_comes_while_one_types_does_not_take_the_field_away(
    bare: MainWindow, secret: Secret, slow: SlowKeychain, qtbot: QtBot
) -> None:
    bare.open_workspace(secret.path)
    unlock = unlocking(bare)
    unlock.ask_passphrase()
    unlock.field.setText("7K2")
    slow.free.set()
    qtbot.waitUntil(lambda: not bare.jobs.under_way())
    assert bare.guest is unlock and bare.shell is None


def test_an_answer_that_comes_after_one_went_elsewhere_is_ignored(
    bare: MainWindow, story: Desk, secret: Secret, slow: SlowKeychain, qtbot: QtBot
) -> None:
    bare.open_workspace(secret.path)
    bare.show_desk(story)
    slow.free.set()
    qtbot.waitUntil(lambda: not bare.jobs.under_way())
    assert bare.shell and bare.shell.desk is story


def test_without_a_key_in_the_keychain_the_passphrase_is_asked_for_unseen(
    bare: MainWindow, secret: Secret, qtbot: QtBot
) -> None:
    bare.open_workspace(secret.path)
    unlock = at_the_field(bare, qtbot)
    assert unlock.field.echoMode() is QLineEdit.EchoMode.Password
    unlock.field.shower.click()
    assert unlock.field.echoMode() is QLineEdit.EchoMode.Normal
    unlock.field.shower.click()
    assert unlock.field.echoMode() is QLineEdit.EchoMode.Password
    give(unlock, PASSPHRASE.lower().replace("-", " "), qtbot)
    qtbot.waitUntil(lambda: bare.shell is not None)


def test_a_wrong_passphrase_is_refused_inline_and_changes_nothing(
    bare: MainWindow, secret: Secret, qtbot: QtBot
) -> None:
    before = secret.path.read_bytes()
    bare.open_workspace(secret.path)
    unlock = at_the_field(bare, qtbot)
    give(unlock, "not this one at all", qtbot)
    qtbot.waitUntil(lambda: unlock.refusal.text() == words.refusal(Refused("not the passphrase")))
    assert unlock.refusal.isVisible() and unlock.field.isEnabled() and bare.shell is None
    assert secret.path.read_bytes() == before
    give(unlock, PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: bare.shell is not None)


def test_an_empty_passphrase_is_not_tried(bare: MainWindow, secret: Secret, qtbot: QtBot) -> None:
    bare.open_workspace(secret.path)
    unlock = at_the_field(bare, qtbot)
    give(unlock, "  ", qtbot)
    assert unlock.refusal.text() == "Type the recovery passphrase." and not bare.jobs.under_way()


def test_the_key_is_remembered_unless_the_tick_is_taken_away(
    bare: MainWindow, secret: Secret, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Key] = []

    def remember(key: Key) -> bool:
        given.append(key)
        return True

    monkeypatch.setattr(keychain, "remember", remember)
    for wanted in (False, True):
        bare.open_workspace(secret.path)
        unlock = at_the_field(bare, qtbot)
        assert unlock.remember.isChecked()
        unlock.remember.setChecked(wanted)
        give(unlock, PASSPHRASE, qtbot)
        qtbot.waitUntil(lambda: bare.shell is not None and not bare.jobs.under_way())
        assert given == ([secret.key] if wanted else [])
        bare.leave()


def test_a_keychain_that_does_not_take_the_key_is_told_in_one_line(
    bare: MainWindow, secret: Secret, qtbot: QtBot
) -> None:
    bare.open_workspace(secret.path)
    give(at_the_field(bare, qtbot), PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: bare.frame is not None)
    assert bare.frame
    strip = bare.frame.foot.strip
    qtbot.waitUntil(lambda: strip.words.text() == words.KEYCHAIN_DOES_NOT_HOLD)


def test_what_was_open_waits_behind_and_one_can_go_back_to_it(window: MainWindow, story: Desk, secret: Secret) -> None:
    frame, shell = window.frame, window.shell
    assert window.open_workspace(secret.path)
    assert window.centralWidget() is window.guest and window.shell is None
    window.run("undo")
    window.run("go-members")
    story.members.change(1, note="still open")
    window.come_back()
    assert (window.frame, window.shell, window.centralWidget()) == (frame, shell, frame)
    assert window.windowTitle() == "desk – MHHS Desk" and window.guest is None


def test_esc_goes_back_to_what_was_open(window: MainWindow, secret: Secret, qtbot: QtBot) -> None:
    shell = window.shell
    window.open_workspace(secret.path)
    qtbot.keyClick(at_the_field(window, qtbot).field, Qt.Key.Key_Escape)
    assert window.shell is shell and window.guest is None


def test_what_was_open_is_closed_once_the_other_is_open(
    window: MainWindow, story: Desk, secret: Secret, qtbot: QtBot
) -> None:
    window.open_workspace(secret.path)
    give(at_the_field(window, qtbot), PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: window.shell is not None)
    assert window.shell and window.shell.desk.path == secret.path
    with Desk.open(story.path) as again:
        assert again.holder is None


def test_another_workspace_can_be_opened_from_there(
    bare: MainWindow, story: Desk, secret: Secret, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.close()
    bare.open_workspace(secret.path)
    at_the_field(bare, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(story.path), ""))
    bare.run("open")
    assert bare.shell and bare.shell.desk.path == story.path


def test_locking_closes_the_workspace_and_asks_for_the_passphrase(
    bare: MainWindow, secret: Secret, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "read", lambda _: secret.key)
    bare.show_desk(Desk.open(secret.path, key=secret.key))
    bare.run("lock")
    unlock = unlocking(bare)
    assert bare.shell is None and unlock.form.isVisible() and not bare.jobs.under_way()
    assert bare.focusWidget() is unlock.field
    with Desk.open(secret.path, key=secret.key) as other:
        assert other.holder is None
    unlock.again.click()
    qtbot.waitUntil(lambda: bare.shell is not None)


def test_only_an_encrypted_workspace_can_be_locked(window: MainWindow) -> None:
    window.run("lock")
    assert window.shell and window.guest is None and window._corner.lock.isHidden()


def test_a_lost_key_file_is_told_where_the_passphrase_is_asked_for(
    bare: MainWindow, secret: Secret, qtbot: QtBot
) -> None:
    keys.drop(secret.key.id, keys.beside(secret.path), backups.key_file(secret.path))
    bare.open_workspace(secret.path)
    unlock = at_the_field(bare, qtbot)
    assert "secret.mhhs.key is missing" in unlock.refusal.text()


def test_the_last_workspace_is_unlocked_at_the_start(bare: MainWindow, secret: Secret, qtbot: QtBot) -> None:
    bare.preferences.remember(secret.path)
    open_first(bare, None)
    assert bare.setting_up is None
    give(at_the_field(bare, qtbot), PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: bare.shell is not None)


def test_a_workspace_that_is_open_already_is_shown_and_not_opened_twice(
    bare: MainWindow, secret: Secret, story: Desk
) -> None:
    bare.show_desk(Desk.open(secret.path, key=secret.key))
    shell = bare.shell
    assert bare.open_workspace(secret.path)
    assert bare.shell is shell and bare.shell and bare.shell.desk.holder is None


def test_a_restored_copy_is_opened_with_the_key_of_the_workspace_that_is_open(bare: MainWindow, secret: Secret) -> None:
    desk = Desk.open(secret.path, key=secret.key)
    bare.show_desk(desk)
    copy = desk.restore(desk.back_up())
    assert bare.open_workspace(copy)
    assert bare.shell and bare.shell.desk.path == copy and bare.guest is None


def test_closing_tells_a_backup_that_failed_and_closes_all_the_same(
    window: MainWindow, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box.text()))
    story.members.change(1, note="changed")
    backups.folder(story.path).write_text("a file where the folder should be")
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted() and window.shell is None
    assert len(boxes) == 1
    with Desk.open(story.path) as again:
        assert again.holder is None and again.members.get(1).note == "changed"
