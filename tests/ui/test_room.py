"""In the room: everything by keys, every line a step, the clock of the day, and nothing lost however it ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Attending, Meeting, NoteKind
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.room import Ending
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.room import Room
from mhhs_desk.ui.room_outcome import ChoiceButton
from mhhs_desk.ui.room_paragraph import Paragraph
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Look

DAY = date(2021, 11, 10)
Clock = Callable[[str], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time of day in the room, on the day of the meeting."""
    now = [datetime.fromisoformat("2021-11-10T10:20:00")]
    monkeypatch.setattr(Desk, "moment", lambda desk: now[0])

    def set_to(time: str) -> None:
        now[0] = datetime.fromisoformat(f"2021-11-10T{time}")

    return set_to


@pytest.fixture
def held(window: MainWindow, story: Desk, clock: Clock) -> MainWindow:
    """The story on the day of its meeting, with minutes for its items and a position on the first."""
    with story.step("Come to the day"):
        story.settings.write("day", DAY.isoformat())
        story.meetings.change(1, end="12:00")
        for item in story.items.all():
            story.items.change(item.id, minutes=15)
        story.positions.write(
            1, option="A", statement="Accept it. [F01]\nLook at it again. [J]", reasons="It is clear. [F01]",
            ask="Put a review into it. [J]", fallback="Refer it. [J]",
            questions="Who judges that?\nWhen is it reviewed?",
        )  # fmt: skip
    return window


def enter(window: MainWindow) -> Room:
    """Press F5 on the meeting's page."""
    assert window.shell
    window.activateWindow()
    window.shell.go(Place("meetings", 1))
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.room
    QApplication.processEvents()
    return window.room


def typed(room: Room, line: str) -> None:
    QTest.keyClicks(room.entry.field, line)
    QTest.keyClick(room.entry.field, Qt.Key.Key_Return)


def press(room: Room, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(room.entry.field, key, modifier)


def lines(room: Room) -> list[str]:
    return [row.words.text() for row in room.side.rows()]


def button(room: Room, name: str) -> ChoiceButton:
    return next(one for one, _ in room.item_part.outcome.buttons if one.text() == name)


# The way in and out


def test_f5_takes_the_whole_screen_and_escape_comes_back_to_where_one_was(held: MainWindow, qtbot: QtBot) -> None:
    room = enter(held)
    assert held.isFullScreen() and not held.menuBar().isVisible()
    assert held.centralWidget() is room and room.entry.field.hasFocus()
    press(room, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: held.room is None)
    assert not held.isFullScreen() and held.menuBar().isVisible()
    assert held.frame and isinstance(held.frame.page(), MeetingsPage) and held.frame.isVisible()


def test_the_button_of_the_meeting_and_the_palette_lead_into_the_room(held: MainWindow) -> None:
    assert held.shell and held.frame
    held.shell.go(Place("meetings", 1))
    offered = [offer.title for offer in held.offers()]
    assert "Start meeting" in offered
    page = held.frame.page()
    assert isinstance(page, MeetingsPage)
    page.pane.start.click()
    assert held.room
    assert "Start meeting" not in [offer.title for offer in held.offers()]


def test_a_line_that_is_not_finished_is_there_again(held: MainWindow) -> None:
    room = enter(held)
    QTest.keyClicks(room.entry.field, "a PMO to")
    held.leave_room()
    assert enter(held).entry.field.text() == "a PMO to"


def test_what_was_recorded_is_on_the_pages_once_one_is_back(held: MainWindow) -> None:
    assert held.shell and held.frame
    held.shell.go(Place("actions"))
    room = enter(held)
    typed(room, "a PMO to circulate LDP plan, next PSG")
    held.leave_room()
    held.shell.go(Place("actions"))
    assert not held.frame.pages["actions"].stale
    assert held.shell.desk.actions.first("text = ?", "circulate LDP plan")


def test_a_place_that_is_found_leads_out_of_the_room(held: MainWindow, qtbot: QtBot) -> None:
    room = enter(held)
    press(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert room.palette_.isVisible()
    QTest.keyClicks(room.palette_.field, "Cobalt")
    QTest.keyClick(room.palette_.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: held.room is None)
    assert held.frame and held.frame.page().name != "meetings"


def test_escape_closes_what_is_open_before_it_leaves(held: MainWindow, qtbot: QtBot) -> None:
    room = enter(held)
    press(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(room.palette_.field, Qt.Key.Key_Escape)
    assert not room.palette_.isVisible()
    press(room, Qt.Key.Key_Space)
    assert room.in_front() is room.text
    press(room, Qt.Key.Key_Escape)
    assert room.in_front() is room.item_part and held.room is room


# Going on


def test_arrows_and_pages_go_from_item_to_item_and_stay_at_the_ends(held: MainWindow) -> None:
    room = enter(held)
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    been = []
    for key in (*keys, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        press(room, key)
        been.append(room.at + 1)
    assert been == [2, 1, 2, 1, 2, 1, 1, 2, 2]
    assert room.items.current().id == 2
    QTest.keyClicks(room.entry.field, "n so")
    press(room, Qt.Key.Key_Left)
    assert room.at == 1 and room.entry.field.cursorPosition() == 3


def test_the_item_says_our_position_what_we_ask_and_whose_red_line_may_be_named(held: MainWindow) -> None:
    room = enter(held)
    part = room.item_part
    assert part.title.text() == "The framework"
    assert part.over.text() == "Our position · Accept · strength not said, 1 of 2"
    assert (part.chip.key, part.statement.text()) == ("A", "Accept it. Look at it again. ")
    assert (part.ask.text(), part.fallback.text()) == ("Put a review into it. ", "Refer it. ")
    assert part.red_told.text() == "Red line, one member"
    assert part.red.text() == "Not without a vote. Cobalt Gas; may be named."
    assert part.counts.text().split("     ")[:3] == ["1 accept", "1 reject", "1 silent"]
    room.go_by(1)
    assert part.statement.text() == "For information; no position is taken."
    assert not part.parts["red"].isVisible() and not part.parts["ask"].isVisible()


def test_space_shows_the_reasons_and_the_answers_and_a_citation_leads_to_its_answer(held: MainWindow) -> None:
    room = enter(held)
    press(room, Qt.Key.Key_Space)
    assert room.in_front() is room.text and not room.beside.isVisible()
    texts = [one.text() for one in room.text.findChildren(Paragraph) if one.isVisible()]
    assert "It is clear. F01" in texts and "Our judgement: Look at it again." in texts
    reason = next(one for one in room.text.findChildren(Paragraph) if one.text() == "It is clear. F01")
    QTest.mouseClick(reason, Qt.MouseButton.LeftButton, pos=QPoint(end_of(reason) - 6, reason.height() // 2))
    assert room.text.answers.current().id == 1
    press(room, Qt.Key.Key_Space)
    assert room.in_front() is room.item_part
    QTest.keyClicks(room.entry.field, "n one two")
    assert room.in_front() is room.item_part and room.entry.field.text() == "n one two"


def end_of(part: Paragraph) -> int:
    """Where the words of a paragraph of one line end."""
    return QFontMetrics(part.look.theme.font(part.size_name)).horizontalAdvance(part.text())


# Recording


def test_the_preview_says_what_enter_would_record(held: MainWindow) -> None:
    room = enter(held)
    for line, told in (
        ("a PMO to circulate LDP plan, next PSG", "Action · owner PMO · due next PSG (1 Dec)"),
        ("a check it", "Action · no owner given · no date given"),
        ('"We cannot" - IPA', "Quotation · said by IPA"),
        ("o accept, decided by SRO", "Outcome · Accept · decided by SRO"),
        ("a", "No words yet"),
    ):
        room.entry.field.setText(line)
        assert room.entry.inside.text() == told


def test_lines_are_recorded_shown_and_taken_back_one_by_one(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    typed(room, "SRO prefers option 1")
    typed(room, "a: PMO to circulate LDP plan, next PSG")
    typed(room, '"We cannot accept this" - IPA')
    assert lines(room) == [
        "SRO prefers option 1", "Action PMO: circulate LDP plan. Next PSG (1 Dec). ACT-04",
        "“We cannot accept this” IPA",
    ]  # fmt: skip
    assert room.entry.field.text() == ""
    assert room.entry.told.text() == "Record what was said on item 1. Ctrl Z takes it back."
    press(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lines(room) == ["SRO prefers option 1"] and story.actions.count() == 3
    assert room.entry.told.text() == "Took back: Record ACT-04 on item 1."
    press(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(lines(room)) == 2


def test_a_line_that_records_nothing_is_kept_and_says_why(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    steps = len(story.past())
    typed(room, "o")
    assert room.entry.told.text() == "Name an option, or how the item ended."
    assert room.entry.told.role_name == "danger"
    assert (room.entry.field.text(), len(story.past())) == ("o", steps)


def test_a_recorded_line_is_changed_in_the_field_and_removed(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    typed(room, "a PMO to circulate LDP plan, next PSG")
    QTest.mouseClick(room.side.rows()[0], Qt.MouseButton.LeftButton)
    assert room.entry.field.text() == "a PMO to circulate LDP plan, next PSG" and room.entry.amends.isVisible()
    room.entry.field.setText("a us to circulate it, 1 Dec")
    press(room, Qt.Key.Key_Return)
    assert lines(room) == ["Action us: circulate it. Wed 1 Dec. ACT-04"] and not room.entry.amends.isVisible()
    QTest.keyClick(room.side.rows()[0], Qt.Key.Key_Return)
    press(room, Qt.Key.Key_Escape)
    assert room.entry.field.text() == "" and held.room is room
    QTest.keyClick(room.side.rows()[0], Qt.Key.Key_Delete)
    assert lines(room) == [] and story.actions.count() == 3


def test_a_question_put_is_ticked_by_a_click_by_its_number_and_taken_back(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    QTest.mouseClick(room.side.ticks()[0], Qt.MouseButton.LeftButton)
    typed(room, "q 2")
    assert [row.put for row in room.side.ticks()] == [True, True]
    assert [note.kind for note in story.notes.all()] == [NoteKind.QUESTION] * 2
    assert lines(room) == []
    QTest.keyClick(room.side.ticks()[0], Qt.Key.Key_Space)
    assert [row.put for row in room.side.ticks()] == [False, True]


def test_an_outcome_is_a_button_and_its_facts_are_kept_apart(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    part = room.item_part.outcome
    assert not part.facts.isVisible()
    button(room, "Accept").click()
    assert part.facts.isVisible() and part.ours.currentText() == "Carried"
    assert room.items.current().done == "Accept"
    part.recommended_by.field.setText("PSG")
    part.recommended_by.field.editingFinished.emit()
    part.decided_by.setCurrentText("SRO")
    part.decided_by.activated.emit(1)
    part.ofgem.setCurrentIndex(2)
    part.ofgem.activated.emit(2)
    part.ours.setCurrentIndex(2)
    part.ours.activated.emit(2)
    part.why.setText("With a review.")
    part.why.editingFinished.emit()
    one = story.outcomes.of(1)
    assert (one.option, one.recommended_by, one.decided_by, one.ofgem, one.ours, one.why) == (
        "A", "PSG", "SRO", "needed", Fate.IN_PART, "With a review.",
    )  # fmt: skip
    button(room, "Deferred").click()
    assert (story.outcomes.of(1).option, story.outcomes.of(1).ours) == (None, Fate.DEFERRED)
    assert button(room, "Deferred").isChecked() and not button(room, "Accept").isChecked()
    button(room, "Deferred").click()
    assert story.outcomes.of(1).text == ""


def test_the_options_of_the_next_item_are_its_own(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    typed(room, "o no consensus, recommended by PSG")
    assert room.items.current().done == "No consensus"
    room.go_by(1)
    assert [one.text() for one, _ in room.item_part.outcome.buttons][:2] == ["Yes", "No"]
    assert not any(one.isChecked() for one, _ in room.item_part.outcome.buttons)
    assert story.outcomes.of(1).text == Ending.NO_CONSENSUS.sentence


def test_what_is_being_typed_of_an_outcome_is_kept_when_one_goes_on(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    button(room, "Accept").click()
    room.item_part.outcome.why.setText("Nobody spoke against it.")
    room.go_by(1)
    assert story.outcomes.of(1).why == "Nobody spoke against it."


# Time


def test_the_time_left_is_told_and_over_time_in_words_and_in_the_colour_of_danger(
    held: MainWindow, clock: Clock
) -> None:
    room = enter(held)
    clock("10:29:00")
    room.tell_time()
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 6 of 15 minutes left"
    assert room.top.whole.text() == "The meeting: 91 of 120 minutes left"
    clock("10:37:30")
    room.tell_time()
    assert room.top.facts.runs[-1].text == "3 minutes over the 15"
    assert room.top.facts.runs[-1].role == "danger"


def test_a_glance_at_another_item_does_not_stop_the_clock(held: MainWindow, story: Desk, clock: Clock) -> None:
    room = enter(held)
    room.go_by(1)
    clock("10:20:02")
    room.go_by(-1)
    room.settle()
    assert story.item_times.count() == 0
    clock("10:29:00")
    room.go_by(1)
    clock("10:29:04")
    room.settle()
    assert [(one.began[11:], one.ended[11:]) for one in story.item_times.all()] == [("10:20:00", "10:29:00")]
    press(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (room.at, story.item_times.count()) == (0, 0)


def test_the_clock_is_stopped_for_a_break_and_goes_on(held: MainWindow, clock: Clock) -> None:
    room = enter(held)
    clock("10:25:00")
    press(room, Qt.Key.Key_F8)
    clock("10:45:00")
    room.tell_time()
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 10 of 15 minutes left · the clock is stopped"
    press(room, Qt.Key.Key_F8)
    clock("10:46:00")
    room.tell_time()
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 9 of 15 minutes left"


def test_leaving_lets_the_clock_go_on_but_at_the_last_item_it_stops(
    held: MainWindow, story: Desk, clock: Clock
) -> None:
    enter(held)
    held.leave_room()
    clock("10:24:00")
    room = enter(held)
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 11 of 15 minutes left"
    room.go_by(1)
    clock("10:30:00")
    held.leave_room()
    assert [(one.item_id, one.ended[11:]) for one in story.item_times.all()] == [(1, "10:24:00"), (2, "10:30:00")]
    standing = story.standing()
    assert standing and standing.stopped


def test_one_who_comes_early_sees_the_clock_begin_with_the_meeting(held: MainWindow, story: Desk, clock: Clock) -> None:
    clock("09:40:00")
    room = enter(held)
    assert "rehearsal, no time is kept" in room.top.facts.text()
    clock("09:50:00")
    room.tell_time()
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 15 of 15 minutes left"
    clock("10:03:00")
    room.tell_time()
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 12 of 15 minutes left"
    room.go_by(1)
    room.settle()
    assert [(one.began[11:], one.ended[11:]) for one in story.item_times.all()] == [("10:00:00", "10:03:00")]


def test_a_clock_that_was_left_behind_stops_where_the_meeting_ended(
    held: MainWindow, story: Desk, clock: Clock
) -> None:
    clock("11:50:00")
    enter(held)
    held.leave_room()
    clock("17:00:00")
    assert "the clock is stopped" in enter(held).top.facts.text()
    assert [(one.began[11:], one.ended[11:]) for one in story.item_times.all()] == [("11:50:00", "12:00:00")]


def test_before_the_day_it_is_a_rehearsal_that_keeps_no_time_and_comes_back_to_its_item(
    window: MainWindow, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "moment", lambda desk: datetime(2021, 11, 9, 20, 0))
    room = enter(window)
    assert "rehearsal, no time is kept" in room.top.facts.text()
    room.go_by(1)
    room.settle()
    window.leave_room()
    assert story.item_times.count() == 0
    assert enter(window).at == 1
    window.leave_room()
    monkeypatch.setattr(Desk, "moment", lambda desk: datetime(2021, 11, 10, 10, 0))
    assert enter(window).at == 0


def test_after_the_day_the_time_that_was_spent_is_told(
    held: MainWindow, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = enter(held)
    clock("10:29:30")
    room.go_by(1)
    held.leave_room()
    monkeypatch.setattr(Desk, "moment", lambda desk: datetime(2021, 11, 11, 9, 0))
    room = enter(held)
    room.go_to(0)
    assert room.top.facts.text() == "PSG 1 · item 1 of 2 · 10 of 15 minutes"


@pytest.fixture
def again(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Callable[[Desk], MainWindow]]:
    """A window on what a crash leaves of a desk."""
    number = 0

    def open_(desk: Desk) -> MainWindow:
        nonlocal number
        number += 1
        target = tmp_path / f"crash {number}" / "desk.mhhs"
        target.parent.mkdir()
        for ending in ("", "-wal"):
            shutil.copy(f"{desk.path}{ending}", f"{target}{ending}")
        window = MainWindow(look, Preferences(theme="light"))
        qtbot.addWidget(window, before_close_func=lambda _: window.leave())
        window.show_desk(Desk.open(target))
        window.show()
        return window

    yield open_


@pytest.mark.parametrize(
    "line",
    ["SRO prefers option 1", "a: PMO to circulate LDP plan, next PSG", "d PSG keeps it", "q 1", "o reject",
     '"We cannot accept this" - IPA'],
)  # fmt: skip
def test_after_a_crash_nothing_is_lost_and_the_clock_has_gone_on(
    held: MainWindow, story: Desk, clock: Clock, again: Callable[[Desk], MainWindow], line: str
) -> None:
    room = enter(held)
    clock("10:24:00")
    typed(room, line)
    before = lines(room), [row.put for row in room.side.ticks()], room.items.current().done
    after = again(story)
    clock("10:29:00")
    there = enter(after)
    assert (lines(there), [row.put for row in there.side.ticks()], there.items.current().done) == before
    assert there.top.facts.text() == "PSG 1 · item 1 of 2 · 6 of 15 minutes left"
    after.leave_room()


# Who is there


def test_who_is_there_is_ticked_and_somebody_is_added_in_a_line(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    press(room, Qt.Key.Key_F6)
    part = room.attendance
    assert room.in_front() is part and part.speaks.text() == "Morgan Hale speaks for Small Supplier."
    part.view.setCurrentIndex(part.view.table.index(0, 0))
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    assert story.attendance.first("name = ?", "Morgan Hale")
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    away = story.attendance.first("name = ?", "Morgan Hale")
    assert away and not away.present
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    assert story.attendance.count() == 0
    QTest.keyClicks(part.field, "Robin Ash, Supplier Agent, alternate")
    QTest.keyClick(part.field, Qt.Key.Key_Return)
    assert part.field.text() == ""
    assert [one.name for one in part.people if one.speaks_for == "Supplier Agent"] == ["Robin Ash"]
    part.all.click()
    assert part.count.text() == f"{len(part.people)} there, of {len(part.people)} expected"
    QTest.keyClick(part.field, Qt.Key.Key_F6)
    assert room.in_front() is room.item_part and room.entry.field.hasFocus()


def test_where_the_alternate_or_nobody_attends_that_is_said(held: MainWindow, story: Desk) -> None:
    story.seats.change(story.seats.all()[5].id, alternate="Robin Ash")
    story.meetings.change(1, attending=Attending.ALTERNATE)
    room = enter(held)
    room.turn_attendance()
    assert room.attendance.speaks.text() == "Robin Ash speaks for Small Supplier, as alternate."
    story.meetings.change(1, attending=Attending.NOBODY)
    room.turn_attendance()
    room.turn_attendance()
    assert room.attendance.speaks.text() == "Nobody speaks for Small Supplier."


# What there may be


def test_where_another_program_writes_the_room_shows_all_and_keeps_nothing(
    held: MainWindow, story: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    enter(held)
    clock("10:29:00")
    with Desk.open(story.path) as reader:
        assert reader.holder
        number = len(story.past())
        shell = Shell(held, reader, held.look, held.preferences)
        room = Room(shell, reader.meetings.get(1), lambda: iter(()))
        assert "read only, nothing is kept" in room.top.facts.text()
        room.go_by(1)
        room.settle()
        room.turn_clock()
        assert told == []
        room.record("n so")
        assert len(told) == 1 and "is open in another program" in told[0]
        room.leave()
        room.deleteLater()
        assert len(story.past()) == number


def test_every_control_of_the_room_has_a_name_and_is_reached_by_keys(held: MainWindow) -> None:
    room = enter(held)
    button(room, "Accept").click()
    typed(room, "n so")
    room.turn_attendance()
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
    found = [one for kind in kinds for one in room.findChildren(kind)]
    inside = [one for combo in room.findChildren(QComboBox) for one in combo.findChildren(QWidget)]
    assert [one for one in found if not one.accessibleName() and one not in inside] == []
    reached = [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert {button(room, "Accept"), room.item_part.outcome.why, room.attendance.view, room.entry.field} <= set(reached)
    assert all(row.focusPolicy() & Qt.FocusPolicy.TabFocus for row in [*room.side.ticks(), *room.side.rows()])


def test_a_meeting_without_items_is_taken_down_all_the_same(held: MainWindow, story: Desk) -> None:
    psg = story.meetings.get(1).forum_id
    empty = story.meetings.add(Meeting(forum_id=psg, label="ePSG", day=DAY, start="10:00"))
    held.start_meeting(empty)
    room = held.room
    assert room
    typed(room, "n we wait")
    typed(room, "o deferred")
    press(room, Qt.Key.Key_Down)
    press(room, Qt.Key.Key_Space)
    assert lines(room) == ["we wait"]
    assert room.entry.told.text() == "ePSG has no items yet, so there is nothing to decide. Record a note."
    assert not room.item_part.pinned.isVisible()
    assert room.top.facts.text() == "ePSG · no items"


LONG = "A question about how the migration of every supplier’s meters is to be planned, and by whom, " * 4


@pytest.mark.parametrize(("size", "width", "height"), [(100, 1280, 800), (200, 1280, 800), (200, 1920, 1080)])
def test_forty_items_and_very_long_texts_are_never_clipped(
    qapp: QApplication, qtbot: QtBot, story: Desk, clock: Clock, size: int, width: int, height: int
) -> None:
    options = tuple(Option(key, f"{name} to additional work that is named in the minutes") for key, name in (
        ("A", "Accept"), ("W", "Subject"), ("R", "Refer"), ("X", "Reject"), ("E", "Escalate")))  # fmt: skip
    with story.step("Fill the agenda"):
        story.settings.write("day", DAY.isoformat())
        for number in range(3, 43):
            story.items.add(Item(meeting_id=1, number=number, title=LONG, options=options, minutes=5,
                                 disposition=Disposition.APPROVAL))  # fmt: skip
        story.positions.write(3, option="A", statement=f"{LONG} [J]\n" * 3, ask=LONG, questions=f"{LONG}\n" * 3)
    preferences = Preferences(theme="light", text_size=size)
    window = MainWindow(Look(qapp, preferences), preferences)
    qtbot.addWidget(window, before_close_func=lambda _: window.leave())
    window.show_desk(story)
    window.show()
    room = enter(window)
    window.showNormal()  # the screen of the test is a small one
    window.resize(width, height)
    room.go_to(2)
    room.record(f"a PMO to answer this: {LONG}")
    typed(room, "o W, recommended by PSG")
    qtbot.wait(30)
    assert room.width() == width
    for part in room.findChildren(Paragraph) + room.findChildren(ChoiceButton):
        if part.isVisibleTo(room):
            assert_whole(part, room)
    room.go_to(41)
    assert room.items.visualRect(room.items.currentIndex()).intersects(room.items.viewport().rect())


def assert_whole(part: QWidget, room: Room) -> None:
    """A part is as high as its words and stands within the width of everything that holds it."""
    if isinstance(part, Paragraph):
        assert part.height() >= part._lines * part.look.theme.line(part.size_name) > 0
    holder = part.parentWidget()
    while holder is not None and holder is not room:
        corner = part.mapTo(holder, QPoint(0, 0))
        assert corner.x() >= 0 and corner.x() + part.width() <= holder.width(), part
        holder = holder.parentWidget()


def test_larger_text_in_the_room_stays_in_the_room(held: MainWindow) -> None:
    room = enter(held)
    room.go_by(1)
    QTest.keyClicks(room.entry.field, "a PMO")
    press(room, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    larger = held.room
    assert larger and larger is not room
    assert held.preferences.text_size == 110
    assert (larger.at, larger.entry.field.text()) == (1, "a PMO")


def test_a_member_that_is_changed_elsewhere_is_read_again_and_a_note_is_not_a_reason_to(
    held: MainWindow, story: Desk
) -> None:
    room = enter(held)
    view = room.view
    typed(room, "n so")
    assert room.view is view
    story.members.change(3, name="Cobalt Gas & Power")
    assert "Cobalt Gas & Power" in room.item_part.red.text()


def test_actions_of_the_room_stand_among_the_others(held: MainWindow, story: Desk) -> None:
    room = enter(held)
    typed(room, "a Alder to send its numbers, 1 Dec")
    (action,) = story.actions.where("item_id = ?", 1)
    assert isinstance(action, Action)
    assert (action.owner, action.member_id, action.due) == ("Alder Energy", 1, date(2021, 12, 1))
