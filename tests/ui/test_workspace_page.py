"""Workspace and backups: encryption turned on and off in its place, the keychain, and a backup that comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Reason
from mhhs_desk.domain.holder import Holder
from mhhs_desk.store import keys, unlocking
from mhhs_desk.ui import recovery_sheet
from mhhs_desk.ui.controls import Link, Words
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.workspace import WorkspacePage
from mhhs_desk.ui.protection import ENCRYPTED, HOLDS, HOLDS_NOT, PLAIN, SOUND
from mhhs_desk.ui.shell import Place

OWN = "a river under seven bridges"


class Drawer(keyring.backend.KeyringBackend):
    """A keychain of this test alone."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, made = keyring.get_keyring(), Drawer()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def shown(window: MainWindow, qtbot: QtBot) -> WorkspacePage:
    """The page, once its jobs have ended."""
    assert window.shell and window.frame
    window.shell.go(Place("workspace"))
    page = window.frame.page()
    assert isinstance(page, WorkspacePage)
    qtbot.waitUntil(page.isVisible)
    settle(page, qtbot)
    return page


def settle(page: WorkspacePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.shell.jobs.under_way(), timeout=20_000)


@pytest.fixture
def page(window: MainWindow, story: Desk, qtbot: QtBot) -> WorkspacePage:
    """The page with two backups: one before the last step of the story, one after it."""
    story.workspace.back_up(Reason.CLOSING)
    story.actions.close(1, on=story.today)
    story.workspace.back_up(Reason.HAND)
    return shown(window, qtbot)


def primary(page: WorkspacePage) -> list[str]:
    """The primary buttons in sight, once what was just made is laid out."""
    QApplication.processEvents()
    return [
        button.text() for button in page.findChildren(QPushButton) if button.isVisible() and button.property("primary")
    ]


def said(page: WorkspacePage) -> str:
    """Every word of the details pane."""
    return "\n".join(label.text() for label in page.details.findChildren(Words))


def encrypt(page: WorkspacePage, qtbot: QtBot) -> str:
    """Encrypt with the passphrase that was made; it."""
    page.protection.encrypt.click()
    passphrase = page.protection.choosing.shown.text()
    page.protection.choosing.use.click()
    settle(page, qtbot)
    return passphrase


# The file


def test_the_page_says_which_file_it_is_and_that_it_is_plain(page: WorkspacePage, story: Desk) -> None:
    protection = page.protection
    assert protection.name.text() == "desk.mhhs" and str(story.path.parent) in protection.file.text()
    assert protection.file.text().endswith("layout 4") and "kB" in protection.file.text()
    assert protection.sentence.text() == PLAIN and protection.keychain.isHidden()
    assert protection.change.isHidden() and protection.off.isHidden() and protection.keep.isHidden()
    assert primary(page) == ["Encrypt"]


def test_one_press_encrypts_with_the_passphrase_that_was_shown(page: WorkspacePage, story: Desk, qtbot: QtBot) -> None:
    page.protection.encrypt.click()
    made = page.protection.choosing.shown.text()
    assert page.protection.choosing.shown.isVisible() and len(made.split("-")) == 5
    assert primary(page) == ["Encrypt"] and not story.encrypted
    page.protection.choosing.use.click()
    settle(page, qtbot)
    assert story.encrypted and unlocking.from_passphrase(story.path, made) == story.workspace.key
    assert page.protection.sentence.text() == ENCRYPTED
    assert page.protection.choosing.title.text() == "Encrypted. Keep the passphrase"
    assert [row.state for row in page.table.records()] == ["good", "good"]


def test_a_passphrase_of_ones_own_is_typed_twice_and_must_not_be_weak(
    page: WorkspacePage, story: Desk, qtbot: QtBot
) -> None:
    choosing = page.protection.choosing
    page.protection.encrypt.click()
    choosing.turn.click()
    assert choosing.made.isHidden() and choosing.own.isVisible()
    for first, second, refusal in (
        ("", "", "Type a passphrase"), (OWN, "another", "not the same"), ("short", "short", "at least 12 letters"),
    ):  # fmt: skip
        choosing.first.setText(first)
        choosing.second.setText(second)
        qtbot.keyClick(choosing.second, Qt.Key.Key_Return)
        settle(page, qtbot)
        assert refusal in choosing.refusal.text() and not story.encrypted
    choosing.first.setText(OWN)
    choosing.second.setText(OWN)
    choosing.use.click()
    settle(page, qtbot)
    assert story.encrypted and unlocking.from_passphrase(story.path, OWN) == story.workspace.key


def test_a_passphrase_is_forgotten_when_its_part_is_closed_or_the_page_is_left(
    page: WorkspacePage, window: MainWindow, qtbot: QtBot
) -> None:
    choosing = page.protection.choosing
    page.protection.encrypt.click()
    qtbot.keyClick(choosing.use, Qt.Key.Key_Escape)
    assert choosing.isHidden() and choosing.passphrase == "" and choosing.shown.text() == ""
    encrypt(page, qtbot)
    window.go(Place("today"))
    window.go(Place("workspace"))
    assert choosing.isHidden() and choosing.passphrase == "" and choosing.shown.text() == ""


def test_the_recovery_sheet_is_printed_with_the_passphrase_in_sight(
    page: WorkspacePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(recovery_sheet, "print_sheet", lambda parent, sheet: printed.append(sheet.passphrase))
    page.protection.encrypt.click()
    page.protection.choosing.print.click()
    passphrase = page.protection.choosing.passphrase
    page.protection.choosing.use.click()
    settle(page, qtbot)
    page.protection.choosing.print.click()
    assert printed == [passphrase, passphrase]


def test_the_passphrase_is_changed_and_the_one_before_opens_nothing(
    page: WorkspacePage, story: Desk, qtbot: QtBot
) -> None:
    before = encrypt(page, qtbot)
    page.protection.change.click()
    after = page.protection.choosing.shown.text()
    page.protection.choosing.use.click()
    settle(page, qtbot)
    assert after != before and unlocking.from_passphrase(story.path, after) == story.workspace.key
    with pytest.raises(Exception, match="not the passphrase"):
        unlocking.from_passphrase(story.path, before)


def test_encryption_is_turned_off_only_after_it_was_said_what_that_means(
    page: WorkspacePage, story: Desk, qtbot: QtBot
) -> None:
    encrypt(page, qtbot)
    page.protection.off.click()
    assert page.protection.ending.isVisible() and page.protection.ending.stay.hasFocus()
    assert any("anybody" in label.text() for label in page.protection.ending.findChildren(Words))
    page.protection.ending.stay.click()
    assert story.encrypted and page.protection.ending.isHidden()
    page.protection.off.click()
    assert primary(page) == ["Turn encryption off"]
    page.protection.ending.off.click()
    settle(page, qtbot)
    assert not story.encrypted and keys.key_id(story.path) is None
    assert page.protection.sentence.text() == PLAIN


def test_the_passphrase_stays_in_sight_where_a_spoilt_backup_stops_the_rest(
    page: WorkspacePage, story: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.backups()[0].path.write_bytes(keys.HEADER + b"spoilt" * 4000)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    passphrase = encrypt(page, qtbot)
    assert story.encrypted and page.protection.choosing.shown.text() == passphrase
    assert unlocking.from_passphrase(story.path, passphrase) == story.workspace.key


def test_without_its_key_file_the_page_says_that_a_new_passphrase_is_wanted(
    page: WorkspacePage, story: Desk, qtbot: QtBot
) -> None:
    encrypt(page, qtbot)
    key = story.workspace.key
    assert key and page.protection.warning_line.isHidden()
    keys.drop(key.id, keys.beside(story.path), story.path.with_suffix(".backups") / "workspace.key")
    page.reload()
    assert not page.protection.warning_line.isHidden()
    page.protection.change.click()
    page.protection.choosing.use.click()
    settle(page, qtbot)
    assert page.protection.warning_line.isHidden() and story.recoverable


def test_the_keychain_is_asked_beside_the_window_and_forgets_and_remembers(
    drawer: Drawer, page: WorkspacePage, story: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    encrypt(page, qtbot)
    assert drawer.kept and page.protection.keychain.text() == HOLDS
    page.protection.keep.click()
    settle(page, qtbot)
    assert not drawer.kept and page.protection.keychain.text() == HOLDS_NOT
    assert page.protection.said.text() == "Forgotten: from now on the passphrase opens it."
    page.protection.keep.click()
    settle(page, qtbot)
    assert drawer.kept and page.protection.keychain.text() == HOLDS
    window.go(Place("today"))
    drawer.kept.clear()
    window.go(Place("workspace"))
    assert page.protection.keychain.text().startswith("Asking")
    settle(page, qtbot)
    assert page.protection.keychain.text() == HOLDS_NOT


def test_the_check_says_that_nothing_is_wrong_or_what_is(page: WorkspacePage, story: Desk, qtbot: QtBot) -> None:
    page.protection.check.click()
    settle(page, qtbot)
    assert page.protection.said.text() == SOUND
    story.workspace.db.execute("DROP INDEX feedback_member_id")
    page.protection.check.click()
    settle(page, qtbot)
    assert "feedback_member_id is not laid out" in page.protection.said.text()
    assert page.protection.said.role_name == "danger"


def test_a_desk_that_only_reads_offers_no_change_and_says_why(
    page: WorkspacePage, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story.workspace, "holder", Holder("Robin", "LAPTOP", 1, "2021-11-09T10:00:00"))
    page.reload()
    assert not page.protection.encrypt.isEnabled() and not page.now.isEnabled()
    assert "Robin on LAPTOP" in page.protection.said.text() and page.protection.check.isEnabled()


# The backups


def test_every_backup_says_when_why_and_what_is_in_it(page: WorkspacePage) -> None:
    rows = [[str(page.table.index(row, column).data()) for column in (1, 2, 3, 4, 5, 7)] for row in range(2)]
    assert rows == [
        ["By hand", "Close ACT-01", "3", "3", "0", "good"], ["On closing", "Tell the story", "3", "3", "0", "good"],
    ]  # fmt: skip


def test_a_backup_that_is_spoilt_says_what_is_wrong_and_offers_no_copy(
    page: WorkspacePage, story: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    path = story.backups()[0].path
    data = bytearray(path.read_bytes())
    data[40960:49152] = b"x" * 8192
    path.write_bytes(data)
    window.go(Place("today"))
    shown(window, qtbot)
    row = page.table.records()[0]
    assert row.contents and not row.contents.good and row.state != "good"
    page.view.choose(lambda row: True)
    assert "It is not good" in said(page) and page.restore_button is None


def test_the_pane_says_what_was_done_since_and_would_be_missing(page: WorkspacePage) -> None:
    page.view.choose(lambda row: row.backup.reason is Reason.CLOSING)
    assert "Close ACT-01" in said(page).split("Done since, and not in it")[1]
    page.view.choose(lambda row: row.backup.reason is Reason.HAND)
    assert "Nothing: it holds everything that was kept." in said(page)


def test_a_backup_is_restored_into_a_copy_that_can_be_opened(
    page: WorkspacePage, story: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    page.view.choose(lambda row: row.backup.reason is Reason.CLOSING)
    assert page.restore_button and primary(page) == ["Restore into a copy"]
    page.restore_button.click()
    settle(page, qtbot)
    copy = next(story.path.parent.glob("desk restored *.mhhs"))
    assert copy.name in said(page)
    QApplication.processEvents()
    link = next(link for link in page.details.findChildren(Link) if link.text() == "Open it" and link.isVisible())
    link.click()
    qtbot.waitUntil(lambda: bool(window.shell and window.shell.desk.path == copy))
    assert window.shell and window.shell.desk.past(1)[0].name == "Tell the story"


def test_what_is_chosen_is_the_one_primary_button(page: WorkspacePage, qtbot: QtBot) -> None:
    page.view.choose(lambda row: True)
    assert primary(page) == ["Restore into a copy"]
    page.protection.encrypt.click()
    assert primary(page) == ["Encrypt"]
    page.protection.choosing.close_part()
    assert primary(page) == ["Restore into a copy"]
    page.details.close_pane()
    assert primary(page) == ["Encrypt"] and page.view.hasFocus()


def test_without_backups_the_page_says_when_they_are_made_and_makes_one(
    window: MainWindow, story: Desk, qtbot: QtBot
) -> None:
    page = shown(window, qtbot)
    assert page.full.isHidden() and page.empty.isVisible()
    page.first_backup.click()
    settle(page, qtbot)
    assert page.empty.isHidden() and [row.backup.reason for row in page.table.records()] == [Reason.HAND]
    assert page.view.current() == page.table.records()[0]


def test_a_backup_made_elsewhere_while_the_page_is_open_is_listed(
    page: WorkspacePage, story: Desk, qtbot: QtBot
) -> None:
    story.actions.reopen(1, on=story.today)
    job = story.backup_job()
    assert job
    page.shell.jobs.start("Backing up", job, lambda made: None)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: len(page.table.records()) == 3 and page.table.records()[0].state == "good")


def test_leaving_the_page_stops_the_looking(window: MainWindow, story: Desk, qtbot: QtBot) -> None:
    page = shown(window, qtbot)
    story.workspace.back_up(Reason.HAND)
    page.reload()
    job = page.looks._job
    assert job
    window.go(Place("today"))
    assert page.looks._job is None and job._cancelled


def test_it_is_reached_by_its_key_and_the_keyboard_reaches_everything(
    page: WorkspacePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.go(Place("today"))
    window.run("workspace")
    assert window.shell and window.shell.place == Place("workspace") and page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.details.isVisible()
    assert page.restore_button and primary(page) == ["Restore into a copy"]
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if page.restore_button.hasFocus():
            break
    assert page.restore_button.hasFocus()
    qtbot.keyClick(page.restore_button, Qt.Key.Key_Escape)
    assert page.details.isHidden() and page.view.hasFocus()


def test_a_workspace_that_was_moved_away_says_so_and_stays_open(
    page: WorkspacePage, story: Desk, tmp_path: Path
) -> None:
    story.path.rename(tmp_path / "elsewhere.mhhs")
    page.reload()
    assert "not there any more" in page.protection.file.text()
    (tmp_path / "elsewhere.mhhs").rename(story.path)
