"""The month of a rep in the window: from the pack to the report-back, the next dates, hand-over, everything out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.handing import Mode
from mhhs_desk.domain.meetings import NoteKind
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.wordings import Says
from mhhs_desk.handing_over import take_over
from mhhs_desk.store import unlocking
from mhhs_desk.ui.app import open_first
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.first_steps import MeetingStep, MembersStep, SeatStep
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.actions import LOOK, ActionsPage
from mhhs_desk.ui.pages.bring_back import BringBackPage
from mhhs_desk.ui.pages.hand_over import HandOverPage
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.papers import PapersPage
from mhhs_desk.ui.pages.taking_out import TakingOutPage
from mhhs_desk.ui.pages.today import TodayPage
from mhhs_desk.ui.passphrase_step import PassphraseStep
from mhhs_desk.ui.place import Place
from tests.ui.item_pages import choose, statement
from tests.ui.month import Month

SAMPLE = places.resources() / "sample"
ANSWERS = (
    "psg-level-3-revised.pdf", "vetchling.eml", "gorse.eml", "answers-forms.xlsx", "web-form.csv", "harbell.eml",
    "cobalt.eml", "quillon.eml", "rosebay.eml", "unknown.eml", "yarrow.eml",
)  # fmt: skip
MINUTES = b"""Minutes of PSG 1
Programme Steering Group, Wednesday 10 November 2021

DECISION 1: The PSG accepted the Governance Framework and PSG Terms of Reference.
DECISION 4: The PSG decided that a separate IAG is stood up when appropriate.
"""
GIVEN = "correct horse battery"
POPUP = "does not support (raise|grabbing)"  # a list of answers to cite, on a platform without windows
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def set_up_the_desk(month: Month) -> None:
    """Seat, passphrase, members; what was dropped in the last step waits in the Inbox."""
    month.window.today = date(2021, 11, 5)
    open_first(month.window, None)
    seat = month.step(SeatStep)
    seat.constituency.setCurrentText("Small Supplier")
    seat.rep.setText("Morgan Hale")
    seat.path.setText(str(month.folder / "desk.mhhs"))
    QTest.keyClick(seat.rep, Qt.Key.Key_Return)
    month.step(PassphraseStep).go.click()
    members = month.step(MembersStep)
    members.drop([SAMPLE / "members.xlsx"])
    month.until(lambda: len(members.table.records()) == 24)
    members.keep.click()
    month.step(MeetingStep).drop([SAMPLE / "psg-pack.pdf", SAMPLE / "invitation.eml"])
    month.until(lambda: month.window.shell)
    assert month.desk.encrypted and month.desk.members.count() == 24
    assert month.page(InboxPage).count.text() == "2 to file"


def file_the_papers(month: Month) -> None:
    """Enter files each; the pack without a day and the invitation become one meeting."""
    page = month.page(InboxPage)
    for _ in range(2):
        QTest.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert month.desk.waiting() == []
    (meeting,) = month.desk.meetings.all()
    assert (meeting.label, meeting.day, meeting.start) == ("PSG 1", date(2021, 11, 10), "10:00")
    assert (month.desk.items.count(), month.desk.actions.count()) == (11, 15)


def ask_the_members(month: Month) -> None:
    """A form and a draft for each, and who was asked about what is on record; silence is silence."""
    month.window.go(Place("meetings", month.meeting().id, "consultation"))
    tab = month.page(MeetingsPage).pane.consultation
    tab.ask.click()
    folder = month.folder / "forms"
    month.patch.setattr(files, "ask_folder", lambda parent, title: folder)
    with month.qtbot.waitSignal(tab.asking.made, timeout=20_000):
        tab.asking.go.click()
    assert month.desk.asked.count() == 24 * 11
    assert len(list(folder.glob("*.xlsx"))) == len(list(folder.glob("*.eml"))) == 24
    states = month.desk.view(month.meeting()).item(month.item(4)).states
    assert set(states.values()) == {State.SILENT}


def file_the_answers(month: Month) -> None:
    """What is sure goes with Enter, each doubt costs a key more, and a stranger waits."""
    month.on(date(2021, 11, 9))
    month.take_in(*(SAMPLE / name for name in ANSWERS))
    page = month.page(InboxPage)
    settle(page, "yarrow.eml", ("1", "U"))
    for row in reversed(range(page.arrivals.table.rowCount())):
        page.arrivals.setCurrentIndex(page.arrivals.table.index(row, 0))
        if page.do.isEnabled():
            QTest.keyClick(page.arrivals, Qt.Key.Key_Return)
    settle(page, "rosebay.eml", (NIL,))
    assert [source.name for source in month.desk.waiting()] == ["unknown.eml"]
    options = month.desk.view(month.meeting()).item(month.item(4)).tally.options
    assert options == {"1": 10, "2": 5}


def settle(page: InboxPage, name: str, keys: tuple[str, ...]) -> None:
    """Say the options of an arrival by their keys, and file it."""
    assert page.arrivals.choose(lambda arrival: arrival.source.name == name)
    for row, key in enumerate(keys):
        page.proposals.setCurrentIndex(page.proposals.table.index(row, 0))
        QTest.keyClicks(page.proposals, key)
    QTest.keyClick(page.proposals, Qt.Key.Key_Return)


def collate(month: Month) -> None:
    """Every member is in exactly one state on every item, and whoever said nothing is silent."""
    month.window.run("matrix")
    assert month.page(MeetingsPage).pane.matrix.isVisible()
    view = month.desk.view(month.meeting())
    mallow = next(member.id for member in view.members.values() if member.name == "Mallow Electric")
    assert {item.states[mallow] for item in view.items} == {State.SILENT}
    assert {item.tally.total for item in view.items} == {24}
    assert view.item(month.item(4)).tally.states[State.RECUSED] == 1


def mediate_and_take_a_position(month: Month) -> None:
    """Consensus is refused against a red line; what the answers bear is kept, with its evidence and a wording."""
    month.window.go(Place("item", month.item(4)))
    page = month.page(ItemPage)
    choose(page, option="1")
    choose(page, strength=Strength.CONSENSUS)
    assert "Cobalt Gas & Power holds a red line" in page.position.refusal.text()
    assert month.desk.positions.of(month.item(4)).strength is None
    choose(page, strength=Strength.MAJORITY)
    code = month.desk.view(month.meeting()).item(month.item(4)).answers[0].feedback.code
    QTest.keyClicks(statement(page).edit, f"Small suppliers ask that PSG manages it. [{code}]")
    page.position.flush()
    page.mediation.begin()
    page.mediation.say(Says.AGREES)
    month.window.go(Place("item", month.item(1)))
    choose(page, option="A", strength=Strength.DIVIDED)
    kept = {number: month.desk.positions.of(month.item(number)) for number in (1, 4)}
    assert (kept[1].option, kept[4].strength) == ("A", Strength.MAJORITY)
    assert kept[4].statement.endswith(f"[{code}]") and len(month.desk.wordings.of(month.item(4))) == 1


def print_the_paper(month: Month) -> None:
    """The paper is issued with its gates open, and the gate that asks for it is met."""
    month.window.run("print")
    page = month.page(PapersPage)
    month.until(lambda: page.preview.data)
    month.patch.setattr(files, "ask_pdf", lambda parent, name: month.folder / "paper.pdf")
    page._save()
    (paper,) = month.desk.papers.all()
    assert (month.folder / "paper.pdf").read_bytes().startswith(b"%PDF") and paper.meeting_id == month.meeting().id
    gates = {gate.code: gate.met for gate in month.desk.ready(month.meeting())}
    assert gates["printed"] and not gates["read"]


def hold_the_meeting(month: Month) -> None:
    """F5; a line each for outcomes, an action and a quotation; who is there; Esc."""
    month.on(date(2021, 11, 10))
    month.window.activateWindow()
    QTest.keyClick(month.window, Qt.Key.Key_F5)
    QApplication.processEvents()
    room = month.window.room
    assert room
    typed(month, "o A", "a: PMO to circulate LDP plan, next PSG")
    for _ in range(3):
        QTest.keyClick(room.entry.field, Qt.Key.Key_PageDown)
    typed(month, "o 1", "s Cobalt: we shall need a voice of our own")
    QTest.keyClick(room.entry.field, Qt.Key.Key_F6)
    room.attendance.all.click()
    month.window.leave_room()
    assert [month.desk.outcomes.of(month.item(number)).option for number in (1, 4)] == ["A", "1"]
    action = month.desk.actions.all()[-1]
    assert (action.owner, action.due_words) == ("PMO", "next PSG")
    assert NoteKind.QUOTATION in {note.kind for note in month.desk.notes.all()}
    assert month.desk.attendance.count() >= 20


def typed(month: Month, *lines: str) -> None:
    assert month.window.room
    field = month.window.room.entry.field
    for line in lines:
        QTest.keyClicks(field, line)
        QTest.keyClick(field, Qt.Key.Key_Return)


def close_the_meeting(month: Month) -> None:
    """Afterwards Today prepares nothing more; what is not finished goes on, and "next PSG" is a day."""
    month.on(date(2021, 11, 12))
    month.window.go(Place("today"))
    assert month.page(TodayPage).gates.table.rowCount() == 0
    pane = month.record()
    view = pane.outcomes.view
    view.choose(lambda row: row.item.number == 2)
    QTest.keyClick(view, Qt.Key.Key_A)
    pane.close_.click()
    QApplication.processEvents()
    QTest.keyClick(pane.closing.view, Qt.Key.Key_Return, CONTROL)
    following = month.desk.meeting("PSG 2")
    assert following.day == date(2021, 12, 1)
    assert month.desk.items.count("meeting_id = ? AND follows IS NOT NULL", following.id) == 8
    assert month.desk.diary().due(month.desk.actions.all()[-1]).day == following.day


def report_back(month: Month) -> None:
    """A draft for each who contributed, and it is on record that they are told."""
    part = month.record("report").report
    month.patch.setattr(files, "ask_folder", lambda parent, title: month.folder / "reports")
    told = len(part.members.chosen())
    with month.qtbot.waitSignal(part.shell.jobs.ended, timeout=20_000):
        part.make()
    assert len(list((month.folder / "reports").glob("*.eml"))) == month.desk.told.count() == told == 21
    assert month.desk.untold(month.meeting()) == []


def compare_the_minutes(month: Month) -> None:
    """The minutes say otherwise of item 4; taking theirs over is one key, and the rest agrees."""
    path = month.write("minutes.txt", MINUTES)
    part = month.record("minutes").minutes
    part.take_in([path])
    month.until(lambda: part.checked)
    assert part.rows.choose(lambda row: row.about == "Item 4: what was decided")
    QTest.keyClick(part.rows, Qt.Key.Key_T)
    assert (month.desk.outcomes.of(month.item(4)).option, month.desk.outcomes.of(month.item(1)).option) == ("2", "A")
    assert part.checked and not [row for row in part.table.records() if row.about.startswith(("Item 1", "Item 4"))]


def fill_the_calendar(month: Month) -> None:
    """Days by rule are confirmed; a meeting goes out as a calendar, and what comes back moved moves it."""
    month.window.run("confirm-days")
    page = month.page(MeetingsPage)
    page.several.confirm()
    assert month.desk.meeting("DAG 1").day == date(2021, 12, 8)
    target = month.folder / "meetings.ics"
    month.patch.setattr(files, "ask_export", lambda parent, name: target)
    page.save_calendar()
    page.export.save()
    month.take_in(month.write("moved.ics", a_day_later(target.read_bytes(), "PSG 2")))
    assert month.desk.waiting()[0].name.startswith("moved")
    QTest.keyClick(month.page(InboxPage).arrivals, Qt.Key.Key_Return)
    assert month.desk.meeting("PSG 2").day == date(2021, 12, 2)
    owed = next(action for action in month.desk.actions.all() if action.due_words == "next PSG")
    assert month.desk.diary().due(owed).day == date(2021, 12, 2)


def a_day_later(calendar: bytes, label: str) -> bytes:
    """A calendar as its secretary sends it again: one meeting is a day later, under the next number of its entry."""
    told: Any = Calendar.from_ical(calendar.decode())
    for event in told.walk("VEVENT"):
        if str(event["SUMMARY"]).startswith(f"{label}:"):
            for name in ("DTSTART", "DTEND"):
                event[name].dt += timedelta(days=1)
            event["SEQUENCE"] = event["SEQUENCE"] + 1
    return bytes(told.to_ical())


def send_the_log_round(month: Month) -> None:
    """The log goes out, the PMO closes an action in it, and that row alone is offered when it comes back."""
    month.window.go(Place("actions"))
    page = month.page(ActionsPage)
    page.filter.out.click()
    target = month.folder / "log.xlsx"
    month.patch.setattr(files, "ask_export", lambda parent, name: target)
    page.exporting.save()
    month.until(target.exists)
    last = month.desk.actions.all()[-1]
    edited = close_in(target, last.ref)
    month.patch.setattr(files, "ask_files", lambda parent: [edited])
    page.filter.take_in.click()
    month.until(lambda: page.stack.currentIndex() == LOOK)
    assert page.log.take.text() == "Take 1 row"
    QTest.keyClick(page.log.view, Qt.Key.Key_Return)
    assert month.desk.actions.get(last.id).status is ActionStatus.DONE


def close_in(log: Path, ref: str) -> Path:
    """A copy of a log in which one action is closed."""
    rows = python_calamine.CalamineWorkbook.from_path(str(log)).get_sheet_by_index(0).to_python()
    status = [str(head).casefold() for head in rows[0]].index("status")
    edited = log.with_name("log from the PMO.xlsx")
    with xlsxwriter.Workbook(str(edited), {"default_date_format": "d mmm yyyy"}) as book:
        sheet = book.add_worksheet("Actions")
        for place, row in enumerate(rows):
            for column, told in enumerate(row):
                said = "Closed" if row[0] == ref and column == status else told
                (sheet.write_datetime if isinstance(said, date) else sheet.write)(place, column, said)
    return edited


def hand_over_and_bring_back(month: Month) -> None:
    """Sealed for the alternate, worked on in a desk of its own, brought back: no record lost, none doubled."""
    month.window.run("hand-over")
    sealing = month.page(HandOverPage).sealing
    out, back = month.folder / "out.mhhs-handover", month.folder / "back.mhhs-handover"
    month.patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    sealing.whom.setText("Priya Nand")
    passphrase = sealing.passphrase
    sealing.seal.click()
    month.until(lambda: sealing.sealed)
    items = month.desk.items.count()
    take_over(out, passphrase, month.folder / "theirs.mhhs")
    with Desk.open(month.folder / "theirs.mhhs", month.desk.today) as theirs:
        theirs.items.change(month.item(2), ask="Theirs asks")
        theirs.hand_over(back, "Morgan Hale", Mode.TAKE_OVER, None, GIVEN)
    month.desk.items.change(month.item(3), ask="Ours asks")
    bring_back(month, back)
    assert [month.desk.items.get(month.item(number)).ask for number in (2, 3)] == ["Theirs asks", "Ours asks"]
    assert month.desk.items.count() == items


def bring_back(month: Month, back: Path) -> None:
    """Drop what came back, open it, take all that they did."""
    month.window.drop([back])
    page = month.page(BringBackPage)
    page.form.field.setText(GIVEN)
    QTest.keyClick(page.form.field, Qt.Key.Key_Return)
    month.until(lambda: page.stack.currentIndex() == 1)
    QTest.keyClick(page.view, Qt.Key.Key_T, SHIFT)
    page.take.click()


def take_everything_out(month: Month) -> None:
    """The JSON of everything, read back, is the same desk record by record."""
    target, again = month.folder / "all.json", month.folder / "again.mhhs"
    month.window.run("take-out")
    page = month.page(TakingOutPage)
    page.form.setCurrentIndex(page.form.findData(".json"))
    month.patch.setattr(files, "ask_export", lambda parent, name: target)
    page.take_out()
    month.until(target.exists)
    before = {name: found.all() for name, found in month.desk.kinds().items()}
    month.patch.setattr(files, "ask_taken_out", lambda parent: target)
    month.patch.setattr(files, "ask_new_workspace", lambda parent, name: again)
    page.read_back()
    month.until(lambda: month.window.shell and month.desk.path == again)
    assert {name: found.all() for name, found in month.desk.kinds().items()} == before
    assert not unlocking.needs_key(again) and month.desk.check() == []


WALK = (
    set_up_the_desk, file_the_papers, ask_the_members, file_the_answers, collate, mediate_and_take_a_position,
    print_the_paper, hold_the_meeting, close_the_meeting, report_back, compare_the_minutes, fill_the_calendar,
    send_the_log_round, hand_over_and_bring_back, take_everything_out,
)  # fmt: skip


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_rep_walks_a_month_from_the_pack_to_everything_out(
    bare: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare.resize(1280, 800)
    month = Month(bare, qtbot, monkeypatch, tmp_path)
    for station in WALK:
        station(month)
