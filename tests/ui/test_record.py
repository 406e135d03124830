"""The record of a meeting in the window: outcomes noted by key and in the form, and what goes on when it is closed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.record import RecordPane
from mhhs_desk.ui.shell import Place


@pytest.fixture
def record(window: MainWindow) -> RecordPane:
    """The record of PSG 1, on the evening of its day."""
    assert window.shell and window.frame
    desk = window.shell.desk
    desk._today = date(2021, 11, 10)
    desk.positions.write(1, option="A", strength=Strength.DIVIDED, statement="We accept it. [J]")
    window.go(Place("meetings", desk.meeting("PSG 1").id, "record"))
    page = window.frame.page()
    assert isinstance(page, MeetingsPage)
    return page.pane.record


def cells(record: RecordPane, row: int) -> list[str]:
    table = record.outcomes.table
    return [table.index(row, column).data() for column in range(table.columnCount())]


def test_the_letter_of_an_option_and_of_a_fate_note_the_outcome_of_the_item_that_is_chosen(
    qtbot: QtBot, record: RecordPane
) -> None:
    view = record.outcomes.view
    view.choose(lambda row: row.item.number == 1)
    qtbot.keyClick(view, Qt.Key.Key_A)
    assert record.outcomes.form.hint.text() == "The group did what we argued: C says that it was carried."
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert cells(record, 0) == [
        "1",
        "The framework",
        "divided",
        "Accept",
        "not noted",
        "not noted",
        "not noted",
        "Carried",
    ]
    assert record.state.text() == "1 of 2 items has an outcome."
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert cells(record, 0)[3:] == ["not noted"] * 5


def test_what_is_typed_in_the_form_is_kept_when_it_is_left_and_undo_takes_it_back(
    qtbot: QtBot, record: RecordPane
) -> None:
    record.outcomes.view.choose(lambda row: row.item.number == 2)
    form = record.outcomes.form
    form.text.setPlainText("Taken for information.")
    record.outcomes.view.choose(lambda row: row.item.number == 1)
    assert record.desk.outcomes.of(2).text == "Taken for information."
    assert form.text.toPlainText() == ""
    form.decided_by.setText("SRO")
    qtbot.keyClick(form.decided_by, Qt.Key.Key_Return)
    assert record.desk.outcomes.of(1).decided_by == "SRO"
    step = record.desk.undo()
    assert step and step.name == "Note who decided on item 1"
    assert form.decided_by.text() == ""


def test_what_goes_on_is_shown_before_the_meeting_is_closed(qtbot: QtBot, record: RecordPane) -> None:
    record.desk.outcomes.write(1, option="A", ours=Fate.CARRIED)
    record.close_.click()
    closing = record.closing
    assert record.stack.currentWidget() is closing
    assert closing.told.text() == (
        "1 item is not finished and goes to PSG 2, Wed 1 Dec 2021, by rule, not yet invited; it is noted as a meeting."
    )
    assert [(row.goes.item.number, row.becomes) for row in closing.table.records()] == [(2, "item 1 of PSG 2")]
    assert record.desk.meetings.count() == 1
    qtbot.keyClick(closing.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [item.follows for item in record.desk.items.all()] == [None, None, 2]
    assert record.state.text() == ("1 of 2 items has an outcome. Closed on Wed 10 Nov 2021. 1 item went on to PSG 2.")
    record.desk.undo()
    assert (record.desk.items.count(), record.close_.isVisible()) == (2, True)


def test_an_item_with_nothing_more_to_do_is_noted_by_a_key_and_does_not_go_on(qtbot: QtBot, record: RecordPane) -> None:
    record.close_.click()
    record.closing.view.choose(lambda row: row.goes.item.number == 2)
    qtbot.keyClick(record.closing.view, Qt.Key.Key_N)
    assert [row.goes.item.number for row in record.closing.table.records()] == [1]
    assert record.closing.go.text() == "Close the meeting and carry 1 item"
    assert record.desk.outcomes.of(2).text == "Noted."


def test_an_outcome_changed_after_closing_is_told_and_what_is_left_is_carried(qtbot: QtBot, record: RecordPane) -> None:
    for number in (1, 2):
        record.desk.outcomes.write(number, text="Noted.")
    record.close_.click()
    record.closing.go.click()
    assert record.closing.table.records() == [] and not record.close_.isVisible()
    record.desk.outcomes.write(2, ours=Fate.DEFERRED)
    assert record.state.text().endswith("1 item is not finished and stands nowhere else.")
    record.close_.click()
    record.closing.go.click()
    assert [item.follows for item in record.desk.items.all()] == [None, None, 2]


def test_before_its_day_a_meeting_cannot_be_closed(record: RecordPane, story: Desk) -> None:
    story._today = date(2021, 11, 9)
    record.outcomes.write(1, "text", "Noted.")
    assert not record.close_.isEnabled()
    assert record.close_.toolTip() == "PSG 1 has not been held yet"
