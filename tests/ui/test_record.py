"""The record of a meeting in the window: outcomes noted by key and in the form, and what goes on when it is closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.commands import COMMANDS
from mhhs_desk.ui.controls import Words
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.move_form import MoveForm
from mhhs_desk.ui.pages.record import RecordPane
from mhhs_desk.ui.pages.record_minutes import MinutesPart
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.todo import tasks
from mhhs_desk.ui.todo_after import after


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
    assert cells(record, 0)[-1] == "Carried"  # as we argued the same
    qtbot.keyClick(view, Qt.Key.Key_P)
    assert cells(record, 0)[2:] == ["divided", "Accept", "not noted", "not noted", "not noted", "Carried in part"]
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


def test_the_record_of_the_last_meeting_is_a_command(window: MainWindow, record: RecordPane) -> None:
    window.go(Place("today"))
    window.run("record")
    assert record_shell(window).place == Place("meetings", 1, "record") and record.isVisible()
    record.desk._today = date(2021, 11, 9)
    command = next(one for one in COMMANDS if one.name == "record")
    assert not command.can(window)


# Report back


def test_who_contributed_and_has_been_told_is_shown_and_noting_it_takes_the_tick_away(
    qtbot: QtBot, record: RecordPane
) -> None:
    record.tabs.choose("report")
    part = record.report
    assert [(row.name, row.detail) for row in part.members.rows()] == [
        ("Alder Energy", "2 items, not told yet"), ("Cobalt Gas", "1 item, not told yet, no address")
    ]  # fmt: skip
    assert (record.state.text(), part.go.text()) == ("0 of 2 who contributed have been told.", "Make 2 drafts")
    part.members.turn(part.members.rows()[0])
    part.by_hand.click()
    assert [row.detail for row in part.members.rows()][1] == "1 item, told Wed 10 Nov, by word of mouth, no address"
    assert (record.state.text(), part.members.chosen()) == ("1 of 2 who contributed has been told.", [])
    record.desk.undo()
    assert record.state.text() == "0 of 2 who contributed have been told."


def test_a_member_who_was_not_told_after_all_is_to_be_told_again(record: RecordPane) -> None:
    record.tabs.choose("report")
    part = record.report
    record.desk.note_told(record.view.meeting if record.view else record.desk.meeting(), [1])
    part.members.view.choose(lambda row: row.name == "Cobalt Gas")
    assert part.not_told.isHidden()
    part.members.view.choose(lambda row: row.name == "Alder Energy")
    part.not_told.click()
    assert record.desk.told.all() == [] and part.not_told.isHidden()
    step = record.desk.undo()
    assert step and step.name == "Alder Energy was not told of PSG 1 after all"
    assert record.state.text() == "1 of 2 who contributed has been told."


def test_the_message_reads_for_the_member_the_list_stands_on(record: RecordPane) -> None:
    record.tabs.choose("report")
    part = record.report
    part.letter.tabs.choose("preview")
    part.members.view.choose(lambda row: row.name == "Cobalt Gas")
    assert part.letter.to.text() == "Cobalt Gas has no address: the draft is to nobody yet."
    assert "You said: Reject. Red line: Not without a vote." in part.letter.reading.toPlainText()
    part.form.setCurrentIndex(1)
    assert part.letter.about.text() == "PSG 1: what became of our positions"
    assert "You said" not in part.letter.reading.toPlainText() and not part.members.isEnabled()


def test_the_drafts_are_made_in_a_folder_and_who_is_told_is_recorded(
    qtbot: QtBot, record: RecordPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ask_folder", lambda parent, title: tmp_path / "out")
    record.tabs.choose("report")
    part = record.report
    with qtbot.waitSignal(record.shell.jobs.ended):
        part.make()
    qtbot.waitUntil(lambda: record.desk.told.count() == 2)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "PSG 1 report - Alder Energy.eml", "PSG 1 report - Cobalt Gas.eml"
    ]  # fmt: skip
    assert record.state.text() == "2 of 2 who contributed have been told."
    assert part.strip.told.text().startswith(f"{tmp_path / 'out'}: 2 drafts, the report on each.")
    assert part.strip.lacking.text() == "No address, so the draft is to nobody yet: Cobalt Gas."


def test_a_wording_with_a_strange_field_is_refused_in_place(record: RecordPane) -> None:
    record.tabs.choose("report")
    record.report.letter.text.setPlainText("By {deadline}")
    record.report.make()
    assert record.report.refusal.text().startswith("{deadline} is not a field of the wording.")
    assert record.desk.told.count() == 0


def titles(desk: Desk) -> list[str]:
    view = desk.view(desk.meeting("PSG 1"))
    return [task.title for task in tasks(desk, view, desk.ready(view.meeting, view))]


def test_until_it_is_done_today_says_that_a_meeting_is_to_be_closed_and_who_is_to_be_told(
    window: MainWindow, record: RecordPane
) -> None:
    desk = record.desk
    desk._today = date(2021, 11, 11)
    assert titles(desk)[:2] == ["Close PSG 1", "Tell 2 members what became of PSG 1"]
    desk.close_meeting(desk.meeting("PSG 1"))
    desk.outcomes.write(1, ours=Fate.CARRIED)
    desk.note_told(desk.meeting("PSG 1"), [1])
    (task,) = list(after(desk))
    assert (task.title, task.detail) == ("Tell 1 member what became of PSG 1", "Cobalt Gas.")
    window.go(Place("today"))
    window.go(task.place)
    assert record.isVisible() and record.stack.currentWidget() is record.report
    desk.note_told(desk.meeting("PSG 1"), [3])
    assert list(after(desk)) == []


def test_today_says_what_a_closed_meeting_has_left_and_nothing_takes_up(record: RecordPane) -> None:
    desk = record.desk
    for number in (1, 2):
        desk.outcomes.write(number, text="Noted.")
    desk.close_meeting(desk.meeting("PSG 1"))
    desk.outcomes.write(2, ours=Fate.NOT_TAKEN)
    assert "Carry 1 item of PSG 1" in [task.title for task in after(desk)]


# Minutes

MINUTES = """Minutes of PSG 1
Programme Steering Group, Wednesday 10 November 2021

1. The framework
DECISION 1: The PSG rejected the framework.

2. M6 to a date not given
DECISION 2: The PSG agreed M6 to a date not given.
"""


@pytest.fixture
def minutes(qtbot: QtBot, record: RecordPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MinutesPart:
    """The minutes of PSG 1, taken in: they say otherwise of item 1, and of item 2 what we did not note."""
    record.desk.outcomes.write(1, option="A", text="Accepted.", ours=Fate.CARRIED)
    for action in record.desk.actions.all():
        record.desk.actions.remove(action.id)
    (tmp_path / "psg-1-minutes.txt").write_text(MINUTES)
    monkeypatch.setattr(files, "ask_files", lambda parent: [tmp_path / "psg-1-minutes.txt"])
    record.tabs.choose("minutes")
    part = record.minutes
    assert part.stack.currentWidget() is part.empty
    part.ask()
    qtbot.waitUntil(lambda: part.checked is not None)
    return part


def shown(part: MinutesPart) -> list[tuple[str, str, str, str]]:
    return [(row.about, row.theirs, row.ours, row.where) for row in part.table.records()]


def test_differences_stand_side_by_side_with_their_place_in_the_original(
    record: RecordPane, minutes: MinutesPart
) -> None:
    assert shown(minutes) == [
        ("Item 2", "The PSG agreed M6 to a date not given", "", "line 8"),
        ("Item 1: what was decided", "Reject. The PSG rejected the framework", "Accept. Accepted", "line 5"),
    ]
    assert record.state.text() == "2 differences to look at."
    minutes.rows.choose(lambda row: row.about.startswith("Item 1"))
    assert minutes.theirs[1].text() == "The minutes say (line 5)"
    assert minutes.theirs[2].text() == "Reject. The PSG rejected the framework"


def test_a_key_takes_theirs_over_and_another_keeps_ours(qtbot: QtBot, record: RecordPane, minutes: MinutesPart) -> None:
    minutes.rows.choose(lambda row: row.about.startswith("Item 1"))
    qtbot.keyClick(minutes.rows, Qt.Key.Key_T)
    assert record.desk.outcomes.of(1).option == "X"
    assert [about for about, *_ in shown(minutes)] == ["Item 2"]
    minutes.rows.choose(lambda _: True)
    qtbot.keyClick(minutes.rows, Qt.Key.Key_K)
    assert minutes.stack.currentWidget() is minutes.same
    assert minutes.same.sentence.text() == "1 line of both say the same. 1 difference left as ours."
    assert not minutes.again.isHidden()
    minutes.again.click()
    assert [about for about, *_ in shown(minutes)] == ["Item 2"]


def test_enter_shows_the_original_at_the_place(qtbot: QtBot, record: RecordPane, minutes: MinutesPart) -> None:
    minutes.rows.choose(lambda row: row.about == "Item 2")
    qtbot.keyClick(minutes.rows, Qt.Key.Key_Return)
    assert (record.shell.place.page, record.shell.place.part.partition("-")[0]) == ("source", "proposal")


def test_before_a_meeting_is_called_off_what_of_its_agenda_goes_on_is_told(window: MainWindow, story: Desk) -> None:
    form = MoveForm(record_shell(window))
    form.show_meeting(story.meeting("PSG 1"))
    told = [label.text() for label in form.findChildren(Words)]
    assert (
        "Called off, 2 items of its agenda go on to PSG 2, Wed 1 Dec 2021, by rule, not yet invited; "
        "it is noted as a meeting." in told
    )
    form.call_off()
    assert [item.follows for item in story.items.all()] == [None, None, 1, 2]
    story.undo()
    assert (story.items.count(), story.meeting("PSG 1").cancelled) == (2, None)


def record_shell(window: MainWindow) -> Shell:
    assert window.shell
    return window.shell
