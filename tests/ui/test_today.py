"""Today: what to do, in order, each a way to its place."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.meeting_strip import coming, papers_words
from mhhs_desk.ui.pages.actions import ActionsPage
from mhhs_desk.ui.pages.today import TodayPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.todo import tasks


@pytest.fixture
def page(window: MainWindow) -> TodayPage:
    assert window.frame
    shown = window.frame.page()
    assert isinstance(shown, TodayPage)
    return shown


def ids(desk: Desk) -> list[str]:
    meeting = desk.meeting()
    return [task.id for task in tasks(desk, desk.view(meeting), desk.ready(meeting))]


def test_what_to_do_follows_from_the_gates_and_what_is_late(story: Desk) -> None:
    assert ids(story) == ["read", "never", "positions", "move-M6", "overdue", "actions", "printed"]


def test_a_meeting_that_was_held_is_not_prepared_any_more(story: Desk, window: MainWindow, page: TodayPage) -> None:
    story.settings.write("day", "2021-11-12")
    assert ids(story) == ["close", "untold", "overdue", "next-day"]
    window.go(Place("today"))
    page.reload()
    assert page.gates.table.rowCount() == 0
    assert page.over.text() == "PSG 1 was held, and no meeting to come is on record."
    assert page.sentence.text() == "PSG 1 was 2 days ago. No meeting to come is on record."


def test_nobody_is_chased_before_anybody_was_asked(story: Desk) -> None:
    assert "never" in ids(story)
    with story.step("Ask nobody"):
        for table in (story.feedback, story.asked):
            for one in table.all():
                table.remove(one.id)
    assert "never" not in ids(story)


def test_others_who_are_late_are_to_be_chased(story: Desk, window: MainWindow) -> None:
    story.set_due([3], story.today.replace(day=4), None)
    assert "chase" in ids(story)
    meeting = story.meeting()
    task = next(one for one in tasks(story, story.view(meeting), story.ready(meeting)) if one.id == "chase")
    assert (task.title, task.detail) == ("Chase PMO", "Overdue: ACT-03.")
    window.go(task.place)
    page = window.frame and window.frame.page()
    assert isinstance(page, ActionsPage)
    assert page.chasing.go.text() == "Make 1 draft"


def test_a_thing_that_is_done_leaves_the_list(story: Desk) -> None:
    story.items.change(2, read_on=story.today)
    story.actions.close(2, story.today)
    story.positions.write(1, option="A", strength=Strength.MAJORITY, statement="We accept. [F01]")
    story.positions.write(2, questions="Must Ofgem approve a move to a date not given?")
    assert ids(story) == ["never", "printed"]


def test_an_uncited_sentence_is_named(story: Desk) -> None:
    story.positions.write(1, option="A", statement="We accept. [F01]\nIt is enough.")
    meeting = story.meeting()
    (task,) = (t for t in tasks(story, story.view(meeting), story.ready(meeting)) if t.id == "cited")
    assert task.title == "Give sentence 2 of the statement its evidence, item 1"
    assert task.place == Place("item", 1)


def test_the_day_the_gates_and_the_silent_are_on_the_page(page: TodayPage) -> None:
    assert page.day.text() == "Tuesday 9 November 2021"
    assert page.sentence.text().startswith("PSG 1 is tomorrow.")
    assert len(page.gates.table.records()) == 13
    assert [row[1] for row in page.never.table.records()] == ["Bramble Power"]
    assert page.changes.table.records()[0].name == "Tell the story"


def test_enter_on_the_first_thing_goes_to_its_place(page: TodayPage, window: MainWindow) -> None:
    page.todo.choose(lambda task: task.id == "overdue")
    QTest.keyClick(page.todo, Qt.Key.Key_Return)
    assert window.shell and window.shell.place == Place("actions", 2)


def test_a_change_is_shown_at_once(page: TodayPage, story: Desk) -> None:
    before = len(page.todo.table.records())
    story.actions.close(2, story.today)
    assert len(page.todo.table.records()) == before - 2


def test_days_by_rule_are_told_from_invited_ones(story: Desk) -> None:
    psg = [(one.label, one.day, one.meeting is None) for one in coming(story) if one.forum.code == "PSG"]
    assert psg == [("PSG 1", date(2021, 11, 10), False), ("PSG", date(2021, 12, 1), True)]


def test_papers_that_came_late_are_said_to_be_late(story: Desk) -> None:
    invited, by_rule = (one for one in coming(story) if one.forum.code == "PSG")
    assert papers_words(invited, story) == "Papers in, 1 working day late"
    assert papers_words(by_rule, story) == "Papers due Wed 24 Nov"


def test_before_its_papers_are_in_a_meeting_asks_for_them_and_for_nothing_that_needs_them(desk: Desk) -> None:
    desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=date(2031, 1, 1)))
    assert ids(desk) == ["read", "attending"]


def test_without_a_meeting_the_page_says_what_to_do(bare: MainWindow, desk: Desk) -> None:
    bare.show_desk(desk)
    assert bare.frame
    page = bare.frame.page()
    assert isinstance(page, TodayPage) and page.stack.currentIndex() == 1


def test_at_the_largest_text_nothing_stands_over_another(window: MainWindow, qtbot: QtBot) -> None:
    window.preferences.text_size = 190
    window.run("larger")
    assert window.frame
    page = window.frame.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.never.y() > page.changes.geometry().bottom())
    rows = range(page.changes.table.rowCount())
    assert page.changes.height() == sum(page.changes.sizeHintForRow(row) for row in rows)
    window.run("plain-size")
