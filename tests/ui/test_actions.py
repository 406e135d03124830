"""Actions: in groups by what their due day means, updated and closed in a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.due import Calendar, typed_due
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.actions import ActionsPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.word_diff import ChangedText


@pytest.fixture
def page(window: MainWindow) -> ActionsPage:
    assert window.shell and window.frame
    window.shell.go(Place("actions"))
    shown = window.frame.page()
    assert isinstance(shown, ActionsPage)
    return shown


def groups(page: ActionsPage) -> list[str]:
    """The heads and the references, row by row."""
    rows = range(page.table.rowCount())
    return [str(page.table.index(row, 0 if page.table.heading(row) else 1).data()) for row in rows]


def test_actions_stand_in_groups_by_when_they_are_due(page: ActionsPage) -> None:
    assert groups(page) == [
        "Overdue 1 action", "ACT-02", "Due at the next PSG 1 action", "ACT-01", "No date given 1 action", "ACT-03",
    ]  # fmt: skip


def test_next_psg_follows_the_meeting_when_it_is_invited_on_another_day(story: Desk) -> None:
    action = story.actions.get(1)
    assert Calendar(story).due(action).words == "Next PSG (1 Dec)"
    story.meetings.add(Meeting(forum_id=story.meeting().forum_id, label="PSG 2", day=date(2021, 12, 2)))
    assert Calendar(story).due(action).words == "Next PSG (2 Dec)"


def test_words_that_are_no_day_are_kept_in_quotes(story: Desk) -> None:
    due = Calendar(story).due(story.actions.get(3))
    assert (due.words, due.day) == ("“Ongoing”", None)


@pytest.mark.parametrize("text", ["2021-12-01", "1 Dec 2021", "1 December 2021", "01/12/2021"])
def test_a_day_may_be_typed_in_several_forms(text: str) -> None:
    assert typed_due(text) == (date(2021, 12, 1), None)


def test_what_is_typed_and_is_no_day_is_kept_as_words() -> None:
    assert typed_due(" late November ") == (None, "late November")
    assert typed_due("  ") == (None, None)


def test_an_update_in_a_line_puts_the_action_in_hand(page: ActionsPage, story: Desk) -> None:
    page.view.choose(lambda action: action.ref == "ACT-02")
    page.details.update_field.setText("Asked two members.")
    QTest.keyClick(page.details.update_field, Qt.Key.Key_Return)
    (update,) = story.action_updates.all()
    assert (update.text, update.day) == ("Asked two members.", story.today)
    assert story.actions.get(2).status is ActionStatus.IN_HAND


def test_an_action_is_marked_done_and_reopened_in_the_pane(page: ActionsPage, story: Desk) -> None:
    page.view.choose(lambda action: action.ref == "ACT-02")
    button(page, "Mark done").click()
    assert story.actions.get(2).status is ActionStatus.DONE
    assert groups(page)[-2:] == ["Done 1 action", "ACT-02"]
    button(page, "Reopen").click()
    assert story.actions.get(2).status is ActionStatus.OPEN


def button(page: ActionsPage, name: str) -> Button:
    found = [made for made in page.details.findChildren(Button) if made.text() == name]
    return found[-1]


def test_a_new_action_gets_the_next_reference(page: ActionsPage, window: MainWindow, story: Desk) -> None:
    window.run("new-action")
    page.details.text_field.setPlainText("Ask for the\nbudget")
    page.details.due_field.setText("1 Dec 2021")
    QTest.keyClick(page.details.due_field, Qt.Key.Key_Return)
    added = story.actions.all()[-1]
    assert (added.ref, added.text, added.due) == ("ACT-04", "Ask for the budget", date(2021, 12, 1))
    assert page.view.current() == added


def test_an_action_without_words_is_refused_in_the_pane(page: ActionsPage, window: MainWindow, story: Desk) -> None:
    window.run("new-action")
    button(page, "Add the action").click()
    assert "needs words" in page.details.refusal.text()
    assert len(story.actions.all()) == 3


def test_an_action_is_edited_in_the_pane_and_the_edit_undone(
    page: ActionsPage, window: MainWindow, story: Desk
) -> None:
    before = story.actions.get(3)
    page.view.choose(lambda action: action.id == 3)
    button(page, "Edit").click()
    assert page.details.due_field.text() == "Ongoing"
    page.details.owner_field.setText("SRO")
    button(page, "Keep the changes").click()
    assert story.actions.get(3).owner == "SRO"
    window.run("undo")
    assert story.actions.get(3) == before


def test_ours_and_done_can_be_looked_at_alone(page: ActionsPage, story: Desk) -> None:
    page.owner.setCurrentIndex(1)
    assert refs(page) == {"ACT-01", "ACT-02"}
    story.actions.close(2, story.today)
    assert refs(page) == {"ACT-01", "ACT-02"}
    page.status.setCurrentIndex(page.status.findText("Status: not closed"))
    assert refs(page) == {"ACT-01"}


def test_what_was_done_before_this_month_is_past(page: ActionsPage, story: Desk) -> None:
    story.actions.close(2, date(2021, 10, 30))
    assert refs(page) == {"ACT-01", "ACT-03"}
    page.status.setCurrentIndex(page.status.findText("Status: any"))
    assert refs(page) == {"ACT-01", "ACT-02", "ACT-03"}


def refs(page: ActionsPage) -> set[str]:
    return {action.ref for action in page.table.records()}


@pytest.mark.parametrize(
    ("view", "expected"),
    [("ours", {"ACT-02"}), ("overdue", {"ACT-02"}), ("others", {"ACT-03"}), ("all", {"ACT-01", "ACT-02", "ACT-03"})],
)
def test_each_view_holds_what_its_name_says(page: ActionsPage, view: str, expected: set[str]) -> None:
    page.filter.tabs.choose(view)
    assert refs(page) == expected


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        ("owner", ["Constituents 1 action", "Morgan Hale 1 action", "PMO 1 action"]),
        ("forum", ["PSG 3 actions"]),
        ("status", ["Open 3 actions"]),
        ("none", []),
    ],
)
def test_actions_are_grouped_as_asked(page: ActionsPage, by: str, heads: list[str]) -> None:
    page.filter.by.setCurrentIndex(page.filter.by.findData(by))
    assert [told for told in groups(page) if not told.startswith("ACT-")] == heads


def test_a_search_narrows_the_list_and_a_place_widens_it_again(page: ActionsPage, window: MainWindow) -> None:
    page.search.setText("review psg")
    assert refs(page) == set()
    assert page.nothing.isVisible()
    page.search.setText("review")
    assert refs(page) == {"ACT-03"}
    assert window.shell
    window.shell.go(Place("actions", 1))
    assert page.view.current().ref == "ACT-01"


# Edited in the table


def cell(page: ActionsPage, ref: str, column: str) -> None:
    """Put the keyboard on a cell."""
    row = page.table.row_of(lambda action: action.ref == ref)
    number = next(n for n, known in enumerate(page.table.columns) if known.title == column)
    page.view.setCurrentIndex(page.table.index(row, number))
    page.view.setFocus()


def editor(page: ActionsPage, kind: type[QWidget]) -> QWidget:
    return page.view.viewport().findChildren(kind)[-1]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
@pytest.mark.parametrize(
    ("column", "typed", "field", "value"),
    [
        ("Owner", "SRO", "owner", "SRO"),
        ("Due", "1 Dec 2021", "due", date(2021, 12, 1)),
        ("Due", "late November", "due_words", "late November"),
        ("Action", "Look  at the need", "text", "Look at the need"),
    ],
)
def test_a_cell_is_edited_where_it_stands(
    page: ActionsPage, story: Desk, qtbot: QtBot, key: Qt.Key, column: str, typed: str, field: str, value: object
) -> None:
    cell(page, "ACT-03", column)
    QTest.keyClick(page.view, key)
    made = editor(page, QLineEdit)
    assert isinstance(made, QLineEdit)
    made.setText(typed)
    QTest.keyClick(made, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: getattr(story.actions.get(3), field) == value)
    assert page.view.currentIndex().column() == [c.title for c in page.table.columns].index(column)
    step = story.undo()
    assert step and step.name == "Edit ACT-03"


def test_what_is_still_typed_in_a_cell_is_kept_when_the_workspace_is_closed(
    page: ActionsPage, story: Desk, window: MainWindow
) -> None:
    cell(page, "ACT-03", "Owner")
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    made = editor(page, QLineEdit)
    assert isinstance(made, QLineEdit) and window.frame
    made.setText("SRO")
    window.frame.leave()
    assert story.actions.get(3).owner == "SRO"


def test_a_status_is_chosen_in_its_cell(page: ActionsPage, story: Desk, qtbot: QtBot) -> None:
    cell(page, "ACT-03", "Status")
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    box = editor(page, QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    qtbot.waitUntil(lambda: story.actions.get(3).status is ActionStatus.DONE)


def test_no_words_are_refused_in_the_cell(page: ActionsPage, story: Desk, qtbot: QtBot, window: MainWindow) -> None:
    cell(page, "ACT-03", "Action")
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    made = editor(page, QLineEdit)
    assert isinstance(made, QLineEdit) and window.frame
    made.clear()
    QTest.keyClick(made, Qt.Key.Key_Return)
    strip = window.frame.foot.strip
    qtbot.waitUntil(lambda: "needs words" in strip.words.text())
    assert story.actions.get(3).text == "Review the need"


def test_enter_on_a_cell_that_is_not_edited_goes_to_the_pane(
    page: ActionsPage, window: MainWindow, qtbot: QtBot
) -> None:
    cell(page, "ACT-03", "Forum")
    qtbot.waitUntil(lambda: page.details.update_field.isVisible())
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.focusWidget() is page.details.update_field


# Many at once


def test_space_ticks_and_the_bar_tells_how_many(page: ActionsPage) -> None:
    assert page.bulk.isHidden()
    cell(page, "ACT-01", "Action")
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert (page.bulk.isVisible(), page.bulk.count.text()) == (True, "1 selected")
    assert page.bulk.to_next.text() == "Carry to next PSG"
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.bulk.isHidden()


def test_the_box_in_the_head_ticks_all_that_is_shown_and_sorts_nothing(page: ActionsPage) -> None:
    head = page.view.horizontalHeader()
    where = QPoint(head.sectionViewportPosition(0) + 10, 10)
    order = [action.ref for action in page.table.records()]
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.bulk.count.text() == "3 selected"
    assert [action.ref for action in page.table.records()] == order
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.bulk.isHidden()


def test_all_that_is_ticked_is_changed_in_one_step_and_undone_at_once(
    page: ActionsPage, story: Desk, window: MainWindow
) -> None:
    before = story.actions.all()
    page.table.tick({1, 2, 3})
    page.bulk.set_due.click()
    page.bulk.field.setText("24 Dec 2021")
    QTest.keyClick(page.bulk.field, Qt.Key.Key_Return)
    assert {action.due for action in story.actions.all()} == {date(2021, 12, 24)}
    page.bulk.set_owner.click()
    page.bulk.field.setText("PMO")
    page.bulk.keep.click()
    assert {action.owner for action in story.actions.all()} == {"PMO"}
    page.bulk.to_next.click()
    assert {page.book.dues[number].words for number in (1, 2, 3)} == {"Next PSG (1 Dec)"}
    page.bulk.mark_done.click()
    assert all(action.status is ActionStatus.DONE for action in story.actions.all())
    for _ in range(4):
        window.run("undo")
    assert story.actions.all() == before


# What is close


def test_a_near_identical_action_is_told_and_compared(page: ActionsPage, story: Desk) -> None:
    story.actions.add(
        replace(story.actions.get(3), id=0, uid="", ref="ACT-09", text="Review the needs", due_words="TBC")
    )
    page.view.choose(lambda action: action.ref == "ACT-03")
    told = [label.text() for label in page.details.findChildren(QLabel)]
    assert "Close to ACT-09. Same owner, other deadline." in told
    link = next(one for one in page.details.findChildren(Link) if one.text() == "Compare with ACT-09")
    link.click()
    diff = page.details.findChild(ChangedText)
    assert isinstance(diff, ChangedText)
    assert "put in: needs" in diff.accessibleDescription()
