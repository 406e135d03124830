"""The window: places, steps, words for what goes wrong, files that are dropped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.settings import load
from mhhs_desk.store import keys
from mhhs_desk.ui.commands import COMMANDS
from mhhs_desk.ui.frame import Frame
from mhhs_desk.ui.main_window import MainWindow, first_size
from mhhs_desk.ui.pages.actions import ActionsPage
from mhhs_desk.ui.shell import Place, Shell


def parts(window: MainWindow) -> tuple[Shell, Frame]:
    assert window.shell and window.frame
    return window.shell, window.frame


def test_a_new_window_leaves_room_for_its_frame_on_a_small_screen_and_is_never_too_small() -> None:
    assert first_size(QSize(1280, 800)) == QSize(1280, 768)
    assert first_size(QSize(1920, 1080)) == QSize(1440, 900)
    assert first_size(QSize(800, 600)) == QSize(1024, 640)


def test_back_and_forward_go_the_way_one_came(window: MainWindow) -> None:
    shell, frame = parts(window)
    for name in ("members", "actions"):
        shell.go(Place(name))
    shell.back()
    assert frame.page().name == "members"
    shell.back()
    assert (frame.page().name, shell.ways()) == ("today", (False, True))
    shell.forward()
    assert frame.page().name == "members"
    shell.go(Place("plan"))
    assert shell.ways() == (True, False)


def test_the_sidebar_lights_the_page_that_is_open_and_leads_to_the_others(window: MainWindow) -> None:
    shell, frame = parts(window)
    assert frame.sidebar.nav.current().title == "Today"
    frame.sidebar.nav.choose(lambda row: row.id == "plan")
    assert frame.page().name == "plan"
    shell.back()
    assert frame.sidebar.nav.current().title == "Today"


def test_a_page_is_made_when_it_is_first_shown(window: MainWindow) -> None:
    shell, frame = parts(window)
    assert list(frame.pages) == ["today"]
    shell.go(Place("members"))
    assert list(frame.pages) == ["today", "members"]


def test_a_page_out_of_sight_reloads_only_when_it_is_shown(window: MainWindow, story: Desk) -> None:
    shell, frame = parts(window)
    shell.go(Place("members"))
    shell.go(Place("plan"))
    story.members.change(1, segment="Both")
    assert frame.pages["members"].stale
    assert not frame.pages["plan"].stale
    shell.go(Place("members"))
    assert not frame.pages["members"].stale


def test_undo_takes_back_the_last_step_and_the_page_shows_it(window: MainWindow, story: Desk) -> None:
    shell, frame = parts(window)
    shell.go(Place("actions"))
    action = story.actions.all()[2]
    story.actions.close(action.id, story.today)
    page = frame.page()
    assert isinstance(page, ActionsPage)
    assert [row.ref for row in page.table.records()][-1] == "ACT-03"
    assert frame.foot.strip.words.text() == "Close ACT-03."
    assert window.undo_name() == "Close ACT-03"
    frame.foot.strip.link.click()
    assert story.actions.get(action.id) == action
    assert frame.foot.strip.words.text() == "Took back: Close ACT-03."
    window.run("redo")
    assert story.actions.get(action.id).status == "done"


def test_a_refusal_is_told_inline_and_a_fault_in_a_box(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, frame = parts(window)
    with shell.told():
        raise Refused("already done")
    assert frame.foot.strip.words.text() == words.refusal(Refused("already done"))
    assert frame.foot.strip.link.isHidden()
    boxes: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box.text()))
    fault = Fault(FaultKind.NO_SPACE, "paper.pdf")
    with shell.told():
        raise fault
    assert boxes == [words.fault(fault)]


def test_a_workspace_that_cannot_be_opened_leaves_the_one_that_is_open(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    before = window.shell
    bad = tmp_path / "bad.mhhs"
    bad.write_text("not a workspace")
    assert not window.open_workspace(bad)
    assert window.shell is before


def test_files_dropped_on_the_window_wait_in_the_inbox(
    window: MainWindow, story: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box.text()))
    good, empty = tmp_path / "note.txt", tmp_path / "empty.txt"
    good.write_text("PSG 1\nAlder Energy: we accept item 1.\n")
    empty.write_text("")
    shell, _ = parts(window)
    monkeypatch.setattr(shell, "go", lambda place: None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, empty)])
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, no_key))
    qtbot.waitUntil(lambda: bool(story.sources.all()) and bool(boxes))
    assert [source.name for source in story.sources.all()] == ["note.txt"]
    assert "empty.txt" in boxes[0]


def test_every_key_runs_one_command() -> None:
    keys = [command.key for command in COMMANDS if command.key]
    assert len(keys) == len(set(keys))
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))


def test_a_command_that_cannot_be_run_now_is_not_run(bare: MainWindow) -> None:
    bare.run("undo")
    bare.run("print")
    bare.run("go-members")
    assert bare.shell is None


def test_the_menu_says_what_undo_would_take_back(window: MainWindow, story: Desk) -> None:
    story.actions.close(3, story.today)
    edit = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "Edit")
    edit.aboutToShow.emit()
    texts = {action.text(): action.isEnabled() for action in edit.actions()}
    assert texts["Undo: Close ACT-03"] and not texts["Redo"]


def test_larger_text_is_remembered_and_keeps_the_place(window: MainWindow, at_home: Path) -> None:
    shell, _ = parts(window)
    shell.go(Place("members"))
    window.run("larger")
    assert window.look.theme is not None and load(at_home / "preferences.toml").text_size == 110
    assert window.frame and window.frame.page().name == "members"
    window.run("plain-size")


def test_the_window_remembers_the_workspace_it_was_closed_on(window: MainWindow, story: Desk, at_home: Path) -> None:
    window.close()
    assert load(at_home / "preferences.toml").last_workspace == str(story.path)


def test_no_control_that_takes_the_keyboard_is_without_a_name(window: MainWindow) -> None:
    shell, _ = parts(window)
    for place in (
        Place("members", 1),
        Place("actions", 1),
        Place("actions", None, "new"),
        Place("plan", 6),
        Place("papers"),
    ):
        shell.go(place)
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    controls = [control for kind in kinds for control in window.findChildren(kind)]
    reached = [control for control in controls if control.focusPolicy() & Qt.FocusPolicy.TabFocus]
    inside = [
        control for control in reached if isinstance(control.parent(), QComboBox | QFrame) and not control.isVisible()
    ]
    nameless = [control for control in reached if not control.accessibleName() and control not in inside]
    assert len(reached) > 20
    assert nameless == []


OPENS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from mhhs_desk.ui.app import window_of

window = window_of(QApplication([]), None)
assert window.open_workspace(Path(sys.argv[1]))
print([name for name in ("cryptography", "keyring", "reportlab") if name in sys.modules])
"""


def test_a_plain_workspace_is_opened_without_loading_what_only_an_encrypted_one_needs(
    story: Desk, tmp_path: Path
) -> None:
    story.close()
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", OPENS, str(story.path)], env=home, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_the_corner_shows_the_lock_once_the_workspace_is_encrypted(window: MainWindow, story: Desk) -> None:
    shell, _ = parts(window)
    assert window._corner.lock.isHidden() and window._corner.accessibleName().startswith("desk.mhhs")
    story.encrypt(keys.new_passphrase())
    shell.arrived.emit(shell.place)
    assert window._corner.lock.isVisible() and window._corner.accessibleName().endswith("encrypted")


def test_the_desk_that_is_closed_is_out_of_sight(window: MainWindow) -> None:
    frame = window.frame
    window.leave()
    assert frame and not frame.isVisible() and window.shell is None
