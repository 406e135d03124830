"""A log that came, in the window: each row from what to what, taken or refused, all by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.inbox import read_file
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.log_look import LogLook
from mhhs_desk.ui.log_rows import row_words
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.actions import LIST, LOOK, ActionsPage
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.shell import Place

ROWS = (
    ("Ref", "Action", "Owner", "Due", "Status"),
    ("ACT-01", "Send experts", "PMO", "Next PSG", "Closed"),
    ("ACT-02", "Name the alternate", "Morgan Hale", "24 Dec 2021", "Open"),
    ("ACT-09", "Circulate the plan", "PMO", "Next PSG", "Open"),
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "PMO log.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, told in enumerate(ROWS):
            for column, text in enumerate(told):
                sheet.write_string(row, column, text)
    return path


@pytest.fixture
def page(window: MainWindow, story: Desk, log: Path) -> ActionsPage:
    """The actions page with the log that came."""
    (receipt,) = story.take_in([read_file(log)])
    assert window.shell and window.frame
    window.shell.go(Place("actions", receipt.source.id, "log"))
    shown = window.frame.page()
    assert isinstance(shown, ActionsPage)
    return shown


def heads(look: LogLook) -> list[str]:
    rows = (look.table.heading(row) for row in range(look.table.rowCount()))
    return [f"{head.text} {head.detail}" for head in rows if head]


def test_the_rows_stand_under_what_they_are_to_the_record(page: ActionsPage) -> None:
    assert page.stack.currentIndex() == LOOK
    assert heads(page.log) == [
        "New 1 row", "Changed 1 row", "Closed there, open here 1 row", "Gone from the log, open here 1 row",
    ]  # fmt: skip
    assert [row_words(row) for row in page.log.table.records()][1:3] == [
        "due Fri 5 Nov 2021 → Fri 24 Dec 2021", "owner Constituents → PMO; status open → done",
    ]  # fmt: skip
    assert page.log.take.text() == "Take 3 rows"


def test_one_key_takes_all_that_is_ticked_in_one_step(page: ActionsPage, story: Desk, window: MainWindow) -> None:
    before = story.actions.all()
    QTest.keyClick(page.log.view, Qt.Key.Key_Return)
    assert story.actions.get(1).status is ActionStatus.DONE
    assert [action.ref for action in story.actions.all()] == ["ACT-01", "ACT-02", "ACT-03", "ACT-09"]
    assert page.stack.currentIndex() == LIST
    window.run("undo")
    assert story.actions.all() == before


def test_a_row_is_refused_with_the_space_bar(page: ActionsPage, story: Desk) -> None:
    page.log.view.choose(lambda row: row.action is not None and row.action.ref == "ACT-01")
    QTest.keyClick(page.log.view, Qt.Key.Key_Space)
    assert page.log.take.text() == "Take 2 rows"
    page.log.take.click()
    assert story.actions.get(1).status is ActionStatus.OPEN


def test_a_ticks_what_is_gone_too(page: ActionsPage, story: Desk, qtbot: QtBot) -> None:
    page.log.view.setFocus()
    QTest.keyClick(page.log.view, Qt.Key.Key_A)
    assert page.log.take.text() == "Take 4 rows"
    page.log.take.click()
    assert story.actions.get(3).status is ActionStatus.DONE


def test_the_pane_shows_each_field_from_what_to_what(page: ActionsPage) -> None:
    page.log.view.choose(lambda row: row.action is not None and row.action.ref == "ACT-02")
    told = [label.text() for label in page.log.details.findChildren(QLabel)]
    assert "Fri 5 Nov 2021 → Fri 24 Dec 2021" in told


def test_the_inbox_leads_to_the_rows_of_a_log(page: ActionsPage, window: MainWindow) -> None:
    assert window.shell and window.frame
    page.log.leave.click()
    window.shell.go(Place("inbox"))
    inbox = window.frame.page()
    assert isinstance(inbox, InboxPage)
    inbox.filing.row_by_row.click()
    assert window.frame.page() is page
    assert page.stack.currentIndex() == LOOK


def test_import_reads_a_log_and_shows_its_rows(
    window: MainWindow, story: Desk, log: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("actions"))
    page = window.frame.page()
    assert isinstance(page, ActionsPage)
    monkeypatch.setattr(files, "ask_files", lambda parent: [log])
    page.filter.take_in.click()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == LOOK)
    assert len(page.log.table.records()) == 4


def test_export_writes_the_actions_in_sight(
    window: MainWindow, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("actions"))
    page = window.frame.page()
    assert isinstance(page, ActionsPage)
    page.search.setText("review")
    page.filter.out.click()
    page.exporting.which.setCurrentIndex(1)
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(files, "ask_export", lambda parent, name: target)
    page.exporting.save()
    qtbot.waitUntil(target.exists)
    rows = python_calamine.CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Ref", "ACT-03"]
