"""Actions: in groups by what their due day means, updated and closed in a line."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.due import Calendar, typed_due
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.actions import ActionsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(window: MainWindow) -> ActionsPage:
    assert window.shell and window.frame
    window.shell.go(Place("actions"))
    shown = window.frame.page()
    assert isinstance(shown, ActionsPage)
    return shown


def groups(page: ActionsPage) -> list[str]:
    return [str(page.table.index(row, 0).data()) for row in range(page.table.rowCount())]


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
    page.update_field.setText("Asked two members.")
    QTest.keyClick(page.update_field, Qt.Key.Key_Return)
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
    page.text_field.setPlainText("Ask for the\nbudget")
    page.due_field.setText("1 Dec 2021")
    QTest.keyClick(page.due_field, Qt.Key.Key_Return)
    added = story.actions.all()[-1]
    assert (added.ref, added.text, added.due) == ("ACT-04", "Ask for the budget", date(2021, 12, 1))
    assert page.view.current() == added


def test_an_action_without_words_is_refused_in_the_pane(page: ActionsPage, window: MainWindow, story: Desk) -> None:
    window.run("new-action")
    button(page, "Add the action").click()
    assert "needs words" in page.refusal.text()
    assert len(story.actions.all()) == 3


def test_an_action_is_edited_in_the_pane_and_the_edit_undone(
    page: ActionsPage, window: MainWindow, story: Desk
) -> None:
    before = story.actions.get(3)
    page.view.choose(lambda action: action.id == 3)
    button(page, "Edit").click()
    assert page.due_field.text() == "Ongoing"
    page.owner_field.setText("SRO")
    button(page, "Keep the changes").click()
    assert story.actions.get(3).owner == "SRO"
    window.run("undo")
    assert story.actions.get(3) == before


def test_ours_and_done_can_be_looked_at_alone(page: ActionsPage, story: Desk) -> None:
    page.owner.setCurrentIndex(1)
    assert {action.ref for action in page.table.records()} == {"ACT-01", "ACT-02"}
    story.actions.close(2, story.today)
    page.status.setCurrentIndex(0)
    assert {action.ref for action in page.table.records()} == {"ACT-01"}
