"""The tab of a meeting that shows its actions: due there, raised there, carried on from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.actions import ActionsPage
from mhhs_desk.ui.pages.meeting_actions import MeetingActions
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def tab(window: MainWindow, story: Desk) -> MeetingActions:
    """The actions of PSG 1: one due there, one carried on, one raised there."""
    psg = story.meeting()
    story.actions.edit(replace(story.actions.get(1), due_words="This PSG"), story.today)
    story.actions.edit(replace(story.actions.get(3), meeting_id=None, due_words="Next PSG", due_after=1), story.today)
    return shown(window, psg)


def shown(window: MainWindow, meeting: Meeting) -> MeetingActions:
    assert window.shell and window.frame
    window.shell.go(Place("meetings", meeting.id, "owed"))
    page = window.frame.page()
    assert isinstance(page, MeetingsPage)
    assert page.pane.stack.currentWidget() is page.pane.owed
    return page.pane.owed


def told(tab: MeetingActions) -> list[str]:
    rows = range(tab.table.rowCount())
    return [str(tab.table.index(row, 0).data()) for row in rows]


def test_the_actions_of_a_meeting_stand_by_what_they_are_to_it(tab: MeetingActions) -> None:
    assert told(tab) == [
        "Due here 1 action", "ACT-01", "Raised here 1 action", "ACT-02", "Carried on from here 1 action", "ACT-03",
    ]  # fmt: skip


def test_an_action_that_is_done_or_moved_is_shown_so_at_once(tab: MeetingActions, story: Desk) -> None:
    story.actions.close(1, story.today)
    assert tab.table.records()[0].status == "done"
    story.set_due([1], date(2021, 12, 24), None)
    assert told(tab)[0] == "Raised here 2 actions"


def test_an_action_leads_to_the_actions_page(tab: MeetingActions, window: MainWindow) -> None:
    tab.list.opened.emit(tab.table.records()[0])
    assert window.frame
    page = window.frame.page()
    assert isinstance(page, ActionsPage)
    assert page.view.current().ref == "ACT-01"


def test_a_meeting_without_an_action_says_what_goes_there(window: MainWindow, story: Desk) -> None:
    forum = story.meeting().forum_id
    later = story.meetings.add(Meeting(forum_id=forum, label="PSG 9", day=date(2022, 6, 1)))
    tab = shown(window, later)
    assert (tab.list.isHidden(), tab.empty.isHidden()) == (True, False)
