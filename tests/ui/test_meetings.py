"""Meetings: the calendar, the list, the tabs of one meeting and its facts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Attending
from mhhs_desk.ui.calendar_strip import DayKind
from mhhs_desk.ui.heard import ranges
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.meeting_days import MeetingDay, rule_words
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.meeting_form import Unclear, typed_moment, typed_time
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(window: MainWindow) -> MeetingsPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("meetings"))
    shown = window.frame.page()
    assert isinstance(shown, MeetingsPage)
    return shown


def by_rule(page: MeetingsPage) -> MeetingDay:
    days: list[MeetingDay] = page.list.table.records()
    return next(one for one in days if one.forum.code == "PSG" and one.meeting is None)


def test_the_next_meeting_is_shown_and_days_by_rule_say_so(page: MeetingsPage) -> None:
    assert page.list.current().label == "PSG 1"
    assert page.pane.title.text() == "PSG 1, Wednesday 10 November 2021"
    one = by_rule(page)
    assert (one.day, rule_words(one)) == (date(2021, 12, 1), "By rule: first Wednesday")


def test_the_calendar_tells_meetings_rules_and_papers_apart(page: MeetingsPage) -> None:
    marked = page.strip.marked
    assert marked[date(2021, 11, 10)].kind is DayKind.MEETING
    assert marked[date(2022, 1, 5)].kind is DayKind.RULE
    assert marked[date(2021, 12, 24)].words == "papers due for PSG"
    assert date(2021, 11, 3) not in marked or marked[date(2021, 11, 3)].kind is DayKind.PAPERS


def test_a_click_in_the_calendar_chooses_the_meeting(page: MeetingsPage) -> None:
    day = by_rule(page).day
    assert day
    box = next(box for found, box in page.strip._days(day.year, day.month) if found == day)
    QTest.mouseClick(page.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())
    assert page.list.current().day == day
    assert page.stack.currentWidget() is page.rule


def test_one_key_confirms_a_day_by_rule_under_the_number_that_was_shown(page: MeetingsPage, story: Desk) -> None:
    page.list.choose(lambda one: one == by_rule(page))
    assert page.rule.label.text() == "PSG 2"
    QTest.keyClick(page.list, Qt.Key.Key_C)
    meeting = story.meetings.first("label = ?", "PSG 2")
    assert meeting and (meeting.day, meeting.by_rule) == (date(2021, 12, 1), date(2021, 12, 1))
    assert page.list.current().meeting == meeting
    page.shell.undo()
    assert by_rule(page).day == date(2021, 12, 1)


def test_the_facts_of_a_meeting_are_kept_and_attending_meets_its_gate(page: MeetingsPage, story: Desk) -> None:
    story.meetings.change(story.meeting().id, attending=None)
    page.edit_facts()
    page.form.place.setText("Room 4")
    page.form.feedback.setText("8 Nov 2021 17:00")
    page.form.attending.setCurrentIndex(page.form.attending.findData(Attending.REP))
    page.form.keep()
    meeting = story.meeting()
    assert (meeting.place, meeting.feedback_due, meeting.attending) == ("Room 4", "2021-11-08T17:00", Attending.REP)
    assert next(gate.met for gate in story.ready(meeting) if gate.code == "attending")


def test_what_is_not_clear_is_said_in_the_form_and_nothing_is_written(page: MeetingsPage, story: Desk) -> None:
    before = story.meeting()
    page.edit_facts()
    page.form.day.setText("sometime soon")
    page.form.keep()
    assert page.form.refusal.text() == "“sometime soon” is not a day. Write it as 10 Nov 2021, or leave it empty."
    page.form.day.setText("10 Nov 2021")
    page.form.start.setText("12:00")
    page.form.end.setText("10:00")
    page.form.keep()
    assert page.form.refusal.text() == "The meeting cannot end at 10:00 when it starts at 12:00."
    assert story.meeting() == before


def test_times_are_read_or_refused_never_guessed() -> None:
    assert typed_time("9.30") == "09:30"
    assert typed_moment("8 Nov 2021, 17:00") == "2021-11-08T17:00"
    assert typed_moment("") is None
    for text in ("25:00", "noon"):
        with pytest.raises(Unclear):
            typed_time(text)


def test_enter_on_an_item_of_the_agenda_opens_it(page: MeetingsPage, window: MainWindow, story: Desk) -> None:
    second = story.items.all()[1]
    page.pane.agenda.choose(lambda row: row.id == second.id)
    QTest.keyClick(page.pane.agenda, Qt.Key.Key_Return)
    assert window.frame
    shown = window.frame.page()
    assert isinstance(shown, ItemPage) and shown.item_id == second.id


def test_the_agenda_says_what_to_look_at(page: MeetingsPage) -> None:
    table = page.pane.agenda.table
    last = table.columnCount() - 1
    assert [table.index(row, last).data() for row in range(2)] == ["1 red line", "not read"]
    assert table.index(0, last - 1).data() == "2 of 3"


def test_an_open_gate_leads_to_where_it_is_closed(page: MeetingsPage, window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("meetings", story.meeting().id, "readiness"))
    assert not page.strip.isVisible()
    gates = page.pane.readiness.gates
    gates.choose(lambda row: row.id == "read")
    QTest.keyClick(gates, Qt.Key.Key_Return)
    shown = window.frame.page()
    assert isinstance(shown, ItemPage) and shown.item and shown.item.read_on is None


def test_the_consultation_names_who_is_silent_and_notes_a_call(page: MeetingsPage, story: Desk) -> None:
    pane = page.pane.consultation
    assert pane.told.text() == "3 members, 1 of them not heard on any item yet."
    pane.note_call()
    calls = story.calls.all()
    assert (len(calls), calls[-1].reminder) == (2, True)
    assert story.asked.count("call_id = ?", calls[-1].id) == 6
    story.undo()
    assert len(story.calls.all()) == 1


def test_runs_of_numbers_are_drawn_together() -> None:
    assert ranges((1, 2, 3, 5, 7, 8)) == "1–3, 5, 7, 8"
    assert ranges(()) == "none"


def test_without_a_meeting_the_page_says_what_goes_there(bare: MainWindow, desk: Desk) -> None:
    bare.show_desk(desk)
    assert bare.shell and bare.frame
    bare.shell.go(Place("meetings"))
    shown = bare.frame.page()
    assert isinstance(shown, MeetingsPage)
    assert shown.stack.currentWidget() is shown.empty


def test_an_item_added_by_hand_stands_on_the_agenda_with_its_options(page: MeetingsPage, story: Desk) -> None:
    line = page.pane.item_line
    before = story.items.count()
    line.title.setText("Change control process")
    line.add()
    added = story.items.all()[-1]
    assert (story.items.count(), added.title, added.number) == (before + 1, "Change control process", before + 1)
    assert [option.key for option in added.options] == ["A", "W", "R", "X", "E"]
    page.shell.undo()
    assert story.items.count() == before
