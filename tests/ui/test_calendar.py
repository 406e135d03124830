"""The calendar in the window: days settled, meetings moved and called off, the month by keyboard, the file saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import MeetingKind
from mhhs_desk.inbox import ReadFile
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.store.settings import DAY
from mhhs_desk.ui.calendar_strip import DayKind
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.meeting_days import MeetingDay, under_words
from mhhs_desk.ui.month_grid import month_later
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place
from tests.ui.inboxes import drop, inbox_of, open_


@pytest.fixture
def page(window: MainWindow) -> MeetingsPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("meetings"))
    shown = window.frame.page()
    assert isinstance(shown, MeetingsPage)
    return shown


def listed(page: MeetingsPage) -> list[MeetingDay]:
    days: list[MeetingDay] = page.list.table.records()
    return days


def choose(page: MeetingsPage, code: str, day: date) -> None:
    assert page.list.choose(lambda one: one.forum.code == code and one.day == day)


# Days by rule


def test_one_key_says_that_nobody_meets_and_the_day_stays_struck_in_the_list(page: MeetingsPage, story: Desk) -> None:
    choose(page, "PSG", date(2022, 1, 5))
    page.rule.why.setText("too near Christmas")
    QTest.keyClick(page.list, Qt.Key.Key_X)
    one = next(one for one in listed(page) if one.day == date(2022, 1, 5))
    assert one.off and under_words(one, story.today) == "Called off, told Tue 9 Nov"
    assert page.strip.marked[date(2022, 1, 5)].kind is DayKind.OFF
    assert page.pane.past.text() == "Called off, told Tue 9 Nov: too near Christmas"
    assert page.pane.title.font().strikeOut()


def test_a_label_that_is_taken_is_refused_beside_the_field(page: MeetingsPage, story: Desk) -> None:
    choose(page, "PSG", date(2021, 12, 1))
    page.rule.label.setText("PSG 1")
    page.rule.confirm()
    assert page.rule.refusal.text() == "There is a meeting called PSG 1 already."
    assert story.meetings.count() == 1


def test_a_day_by_rule_says_what_its_deadline_had_to_jump(page: MeetingsPage) -> None:
    choose(page, "PSG", date(2022, 1, 5))
    assert page.rule.remarks.told == (
        "Papers are due Fri 24 Dec, earlier for the bank holidays Mon 27 Dec, Tue 28 Dec and Mon 3 Jan.",
    )
    choose(page, "PSG", date(2021, 12, 1))
    assert page.rule.remarks.isHidden()


def test_a_meeting_on_another_day_than_its_rule_keeps_the_day_it_stands_for(page: MeetingsPage, story: Desk) -> None:
    choose(page, "PSG", date(2021, 12, 1))
    page.rule.elsewhere.emit(page.rule.one)
    assert page.form.label.text() == "PSG 2"
    page.form.day.setText("3 Jan 2022")
    page.form.keep()
    meeting = story.meetings.first("label = ?", "PSG 2")
    assert meeting and (meeting.day, meeting.by_rule) == (date(2022, 1, 3), date(2021, 12, 1))
    assert next(one.day for one in listed(page) if one.forum.code == "PSG" and one.meeting is None) == date(2022, 1, 5)


def test_an_ad_hoc_meeting_is_offered_the_label_of_one(page: MeetingsPage, story: Desk) -> None:
    page.new_meeting()
    page.form.kind.setCurrentIndex(page.form.kind.findData(MeetingKind.AD_HOC.value))
    page.form.kind.activated.emit(1)
    assert page.form.label.text() == "PSG 1.1"
    page.form.day.setText("16 Nov 2021")
    page.form.keep()
    made = story.meetings.first("label = ?", "PSG 1.1")
    assert made and made.kind is MeetingKind.AD_HOC and made.by_rule is None
    assert any(one.meeting is None and one.forum.code == "PSG" for one in listed(page))


def test_several_days_are_looked_over_and_confirmed_in_one_step(page: MeetingsPage, story: Desk) -> None:
    page.shell.go(Place("meetings", None, "several"))
    several = page.several
    several.forum.setCurrentIndex(several.forum.findText("PSG"))
    several.forum.activated.emit(0)
    assert [one.label for one in several.chosen()][:3] == ["PSG 2", "PSG 3", "PSG 4"]
    several.list.view.choose(lambda row: row.id == 1)
    QTest.keyClick(several.list.view, Qt.Key.Key_Space)
    assert [one.label for one in several.chosen()][:2] == ["PSG 2", "PSG 3"]
    several.list.view.choose(lambda row: row.id == 2)
    several.label.setText("PSG 10")
    several.label.textEdited.emit("PSG 10")
    assert [one.label for one in several.chosen()][:3] == ["PSG 2", "PSG 10", "PSG 11"]
    several.confirm()
    assert story.meetings.count() == 13
    assert story.meetings.first("label = 'PSG 10' AND day = '2022-02-02'") is not None
    page.shell.undo()
    assert story.meetings.count() == 1


def test_the_keyboard_is_in_the_pane_that_opened_also_where_the_list_made_room(
    page: MeetingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1280, 800)
    QTest.keyClick(page.list, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.focusWidget() is page.moving.day)
    assert page.left.isHidden()
    page.moving.close_pane()
    assert not page.left.isHidden()
    page.new_meeting()
    qtbot.waitUntil(lambda: window.focusWidget() is page.form.label)


# Moves


def test_a_meeting_is_moved_with_its_past_and_the_collisions_of_its_new_day_are_told(
    page: MeetingsPage, story: Desk
) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_M)
    form = page.moving
    form.day.setText("27 Dec 2021")
    assert form.remarks.told[0] == "Mon 27 Dec 2021 is a bank holiday: Christmas Day (observed)."
    form.day.setText("sometime")
    form.move_meeting()
    assert "is not a day" in form.refusal.text()
    form.day.setText("17 Nov 2021")
    form.told_on.setText("8 Nov 2021")
    form.why.setText("papers late")
    form.move_meeting()
    assert story.meeting("PSG 1").day == date(2021, 11, 17)
    assert page.pane.past.text() == "Moved from Wed 10 Nov, told Mon 8 Nov: papers late"
    assert under_words(page.list.current(), story.today) == "Moved from Wed 10 Nov"
    assert form.isHidden()


def test_a_meeting_is_called_off_and_held_after_all(page: MeetingsPage, story: Desk) -> None:
    page.move_meeting()
    page.moving.call_off()
    assert story.meeting("PSG 1").cancelled == story.today
    page.list.choose(lambda one: one.label == "PSG 1")
    page.move_meeting()
    page.moving.reinstate()
    assert story.meeting("PSG 1").cancelled is None
    page.list.choose(lambda one: one.label == "PSG 1")
    assert page.pane.past.text() == "Called off, told Tue 9 Nov, and held after all"


def test_a_move_to_before_the_deadline_for_answers_is_told(page: MeetingsPage, story: Desk) -> None:
    story.meetings.change(story.meeting().id, feedback_due="2021-11-15T17:00")
    assert page.pane.remarks.told == ("Answers are due Mon 15 Nov 17:00, after it meets.",)


def test_a_day_by_rule_on_a_bank_holiday_is_marked_in_the_list(page: MeetingsPage, story: Desk) -> None:
    with story.step("Later"):
        story.settings.write(DAY, "2024-12-10")
    one = next(one for one in listed(page) if one.forum.code == "PSG" and one.meeting is None)
    assert (one.day, one.alarm) == (date(2025, 1, 1), "bank holiday")
    assert "bank holiday" in page.delegate.words(one)
    page.list.choose(lambda other: other.id == one.id)
    told = "Wed 1 Jan 2025 is the first Wednesday, and a bank holiday: New Year's Day."
    assert page.rule.remarks.told[0] == told


# The month


def test_the_month_goes_by_day_and_month_and_enter_opens_what_is_there(page: MeetingsPage, window: MainWindow) -> None:
    page.shell.go(Place("meetings", None, "month"))
    grid = page.month.grid
    assert (grid.day, page.month.name.text()) == (date(2021, 11, 10), "November 2021")
    for key, day in (
        (Qt.Key.Key_Left, date(2021, 11, 9)),
        (Qt.Key.Key_Down, date(2021, 11, 16)),
        (Qt.Key.Key_PageDown, date(2021, 12, 16)),
        (Qt.Key.Key_PageUp, date(2021, 11, 16)),
        (Qt.Key.Key_Home, date(2021, 11, 9)),
        (Qt.Key.Key_Right, date(2021, 11, 10)),
    ):
        QTest.keyClick(grid, key)
        assert grid.day == day
    assert grid.accessibleDescription().startswith("Wednesday 10 November 2021: PSG 1 10:00")
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.pane and page.pane.meeting and page.pane.meeting.label == "PSG 1"


def test_the_day_between_the_years_is_told_as_such_under_the_month(page: MeetingsPage) -> None:
    page.shell.go(Place("meetings", None, "month"))
    page.month.go_to(date(2022, 12, 28))
    told = page.month.told.text()
    assert told.startswith("Wednesday 28 December 2022: CCAG, by rule: fourth Wednesday. ")
    assert "Wed 28 Dec 2022 is the fourth Wednesday, and between Christmas and New Year." in told


def test_a_day_by_rule_far_ahead_is_opened_from_the_month(page: MeetingsPage, story: Desk) -> None:
    page.shell.go(Place("meetings", None, "month"))
    page.month.go_to(date(2023, 4, 5))
    QTest.keyClick(page.month.grid, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.rule
    assert page.rule.title.text() == "PSG, Wednesday 5 April 2023"
    page.rule.confirm()
    made = story.meetings.first("day = '2023-04-05'")
    assert made and page.pane.meeting == made


def test_the_month_shows_meetings_deadlines_holidays_and_where_a_meeting_was(page: MeetingsPage, story: Desk) -> None:
    story.move(story.meeting().id, date(2021, 12, 29), "10:00", None)
    page.shell.go(Place("meetings", None, "month"))
    page.month.go_to(date(2021, 12, 29))
    grid = page.month.grid
    assert "PSG 1 10:00" in grid.words(date(2021, 12, 29))
    assert "papers due for PSG 1" in grid.words(date(2021, 12, 20))
    assert "Christmas Day (observed)" in grid.words(date(2021, 12, 27))
    assert "PSG 1 was moved from here to Wed 29 Dec" in grid.words(date(2021, 11, 10))
    day = next(box for found, box in grid.days() if found == date(2021, 12, 1))
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=day.center())
    assert grid.day == date(2021, 12, 1)


def test_a_new_meeting_is_begun_on_the_day_that_is_chosen_in_the_month(page: MeetingsPage, story: Desk) -> None:
    page.shell.go(Place("meetings", None, "month"))
    page.month.go_to(date(2021, 11, 18))
    QTest.keyClick(page.month.grid, Qt.Key.Key_N)
    assert page.form.day.text() == "18 Nov 2021"
    page.form.label.setText("ePSG")
    page.form.keep()
    made = story.meetings.first("label = 'ePSG'")
    assert made and (made.day, made.kind) == (date(2021, 11, 18), MeetingKind.AD_HOC)


def test_a_day_that_another_month_has_not_becomes_its_last() -> None:
    assert month_later(date(2021, 10, 31), 1) == date(2021, 11, 30)
    assert month_later(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert month_later(date(2021, 1, 15), -1) == date(2020, 12, 15)


# The calendar file


def test_the_calendar_file_is_saved_with_what_was_chosen(
    page: MeetingsPage, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Meetings.ics"
    monkeypatch.setattr(files, "ask_export", lambda parent, name: target)
    story.confirm(story.open_days(date(2021, 12, 31)))
    page.save_calendar()
    assert page.export.told.text() == "5 meetings. No member and no answer is in it."
    page.export.deadlines.setChecked(False)
    page.export.save()
    told = Calendar.from_ical(target.read_bytes().decode()).walk("VEVENT")
    assert len(told) == 5
    page.save_calendar()
    page.export.which.setCurrentIndex(page.export.which.findData("one"))
    page.export.save()
    told = Calendar.from_ical(target.read_bytes().decode()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in told] == ["PSG 1: Programme Steering Group", "Papers due: PSG 1"]


def test_a_calendar_entry_that_moves_a_meeting_shows_from_what_to_what_and_enter_files_it(
    qtbot: QtBot, story: Desk
) -> None:
    page = inbox_of(qtbot, story)
    moved = story.calendar_file().replace(b"20211110T100000", b"20211117T140000").replace(b"SEQUENCE:0", b"SEQUENCE:1")
    drop(page, [ReadFile(read_bytes(moved, "moved.ics"), moved)])
    open_(page, "moved.ics")
    (proposal,) = page.proposals.table.records()
    told = page.filing.delegate.words(proposal)
    assert "Day: Wed 10 Nov 2021 → Wed 17 Nov 2021 · Start: 10:00 → 14:00" in told
    assert "moves PSG 1 from Wed 10 Nov 2021, 10:00 to Wed 17 Nov 2021, 14:00" in told
    page.file()
    assert story.meeting("PSG 1").day == date(2021, 11, 17)
    story.undo()
    assert story.meeting("PSG 1").day == date(2021, 11, 10)
