"""Handing over in the window: sealed under a passphrase told once, opened by the other side, brought back by choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.bringing_back import Side
from mhhs_desk.domain.handing import Mode
from mhhs_desk.domain.meetings import Attending
from mhhs_desk.domain.members import Member
from mhhs_desk.handing_over import take_over
from mhhs_desk.store import unlocking
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.bring_back import BringBackPage
from mhhs_desk.ui.pages.hand_over import HandOverPage
from mhhs_desk.ui.pages.workspace import WorkspacePage
from mhhs_desk.ui.place import Place
from mhhs_desk.ui.take_over import TakeOver
from mhhs_desk.ui.todo import gate_place

GIVEN = "correct horse battery"


@pytest.fixture
def page(window: MainWindow) -> HandOverPage:
    window.run("hand-over")
    assert window.frame
    shown = window.frame.page()
    assert isinstance(shown, HandOverPage)
    return shown


def handed(window: MainWindow, meeting: str | None = None, mode: Mode = Mode.TAKE_OVER) -> Path:
    """A file that went out of the desk that is open."""
    assert window.shell
    desk = window.shell.desk
    out = desk.path.with_name("out.mhhs-handover")
    desk.hand_over(out, "Priya Nand", mode, desk.meeting(meeting) if meeting else None, GIVEN)
    return out


def worked_on(out: Path) -> Path:
    """The file in which work on a hand-over comes back: a note on a member, and an ask."""
    take_over(out, GIVEN, out.with_name("theirs.mhhs"))
    back = out.with_name("back.mhhs-handover")
    with Desk.open(out.with_name("theirs.mhhs")) as desk:
        desk.members.change(1, note="Theirs")
        desk.items.change(1, ask="Theirs asks")
        desk.members.add(Member(name="Damson Heat"))
        desk.hand_over(back, "Morgan Hale", Mode.TAKE_OVER, None, GIVEN)
    return back


def guest(window: MainWindow) -> TakeOver:
    assert isinstance(window.guest, TakeOver)
    return window.guest


def back_page(window: MainWindow) -> BringBackPage:
    assert window.frame
    shown = window.frame.page()
    assert isinstance(shown, BringBackPage)
    return shown


def compared(window: MainWindow, back: Path, qtbot: QtBot) -> BringBackPage:
    """The page with the differences of a file that was dropped on the window."""
    window.drop([back])
    page = back_page(window)
    page.form.field.setText(GIVEN)
    qtbot.keyClick(page.form.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)
    return page


# Out


def test_a_desk_is_sealed_on_the_page_and_the_passphrase_shown_opens_it(
    window: MainWindow, page: HandOverPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "for Priya.mhhs-handover"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.sealing.whom.setText("Priya Nand")
    page.sealing.copy.click()
    passphrase = QGuiApplication.clipboard().text()
    page.sealing.seal.setFocus()
    page.sealing.seal.click()
    qtbot.waitUntil(lambda: page.sealing.sealed is not None)
    assert window.focusWidget() is page.sealing.again
    assert str(out) in page.sealing.done.text() and page.sealing.seal.isHidden()
    assert [one.whom for one in page.table.records()] == ["Priya Nand"]
    take_over(out, passphrase, tmp_path / "over.mhhs")
    assert (tmp_path / "over.mhhs").exists()
    window.go(Place("today"))
    window.go(Place("hand-over"))
    assert page.sealing.passphrase not in ("", passphrase)


def test_somebody_who_is_not_the_approved_alternate_is_told_before_the_file_is_made(page: HandOverPage) -> None:
    sealing, desk = page.sealing, page.desk
    sealing.whom.setText("Priya Nand")
    assert "The seat has no alternate" in sealing.doubt.text() and not sealing.doubted.isHidden()
    seat = desk.seat_of()
    assert seat
    desk.name_alternate(seat, "Priya Nand", None, "")
    assert "has not approved Priya Nand" in sealing.doubt.text()
    desk.name_alternate(desk.seats.get(seat.id), "Priya Nand", date(2021, 11, 8), "By e-mail")
    assert sealing.doubted.isHidden()
    sealing.whom.setText("Sam Okoro")
    assert "Sam Okoro is not the alternate" in sealing.doubt.text()


def test_nobody_and_a_name_that_is_taken_are_refused_on_the_page(
    page: HandOverPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    taken = tmp_path / "taken.mhhs-handover"
    taken.write_bytes(b"something else")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(taken), ""))
    page.sealing.seal.click()
    assert page.sealing.refusal.text() == "Say to whom it is handed over."
    page.sealing.whom.setText("Priya Nand")
    page.sealing.seal.click()
    assert "is there already" in told[0] and taken.read_bytes() == b"something else" and page.desk.handings.all() == []


def test_one_meeting_is_offered_alone(page: HandOverPage) -> None:
    assert [page.sealing.what.itemText(n) for n in range(page.sealing.what.count())] == [
        "The whole desk, with its history", "PSG 1 alone",
    ]  # fmt: skip


def test_the_workspace_page_says_what_is_out_and_what_came_back(window: MainWindow, qtbot: QtBot) -> None:
    back = worked_on(handed(window))
    window.go(Place("workspace"))
    assert window.frame
    page = window.frame.page()
    assert isinstance(page, WorkspacePage)
    assert page.handings.told.text() == "Out with Priya Nand since Tue 9 Nov 2021."
    compare = compared(window, back, qtbot)
    compare.take.click()
    page.handings.reload()
    assert page.handings.told.text() == "1 came back."


# The alternate


def test_the_alternate_is_named_and_approved_on_the_page_and_the_sidebar_says_so(
    window: MainWindow, page: HandOverPage
) -> None:
    assert window.frame
    side = window.frame.sidebar._seat.alternate
    part = page.alternate
    part.name.setText("Priya Nand")
    part.save.click()
    assert side.text() == "No approved alternate" and "has not approved Priya Nand" in part.state.text()
    part.approved.setText("8 Nov 2021")
    part.how.setText("By e-mail, 2 of 3")
    part.save.click()
    (seat,) = page.desk.seats.where("ours")
    assert (seat.alternate_approved, seat.alternate_approved_how) == (date(2021, 11, 8), "By e-mail, 2 of 3")
    assert side.text() == "Alternate: Priya Nand"
    window.undo()
    assert side.text() == "No approved alternate"


def test_an_approval_that_is_not_clear_is_refused(page: HandOverPage) -> None:
    part = page.alternate
    for name, day, line in (
        ("Priya Nand", "soon", "is not a day"), ("", "8 Nov 2021", "Name whom"),
        ("Priya Nand", "10 Nov 2021", "not here yet"),
    ):  # fmt: skip
        part.name.setText(name)
        part.approved.setText(day)
        part.save.click()
        assert line in part.refusal.text()
    assert page.desk.seats.first("ours AND alternate IS NOT NULL") is None


def test_the_gate_leads_to_the_alternate(window: MainWindow) -> None:
    assert window.shell and window.frame
    desk = window.shell.desk
    desk.meetings.change(1, attending=Attending.ALTERNATE)
    meeting = desk.meeting()
    gate = next(one for one in desk.ready(meeting) if one.code == "attending")
    assert gate.stops
    window.go(gate_place(gate, meeting))
    page = window.frame.page()
    assert isinstance(page, HandOverPage) and page.alternate.name.hasFocus()


# Opened


def test_a_dropped_hand_over_is_taken_over_with_a_key_of_its_own(
    bare: MainWindow, story: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out.mhhs-handover"
    story.hand_over(out, "Priya Nand", Mode.TAKE_OVER, None, GIVEN)
    bare.drop([out])
    asked = guest(bare)
    assert asked.told["From"] == "Morgan Hale" and asked.target == tmp_path / "out.mhhs"
    own = asked.passphrase
    asked.field.setText("wrong horse battery")
    asked.go.click()
    qtbot.waitUntil(lambda: not asked.refusal.isHidden())
    assert "not the passphrase of out.mhhs-handover" in asked.refusal.text() and not asked.target.exists()
    asked.field.setText(GIVEN)
    asked.go.click()
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert bare.shell and bare.shell.desk.encrypted and bare.shell.desk.writes
    assert unlocking.from_passphrase(tmp_path / "out.mhhs", own) == bare.shell.desk.workspace.key


def test_a_briefing_says_so_at_the_top_and_refuses_a_step(
    bare: MainWindow, story: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    out = tmp_path / "out.mhhs-handover"
    story.hand_over(out, "Priya Nand", Mode.BRIEFING, None, GIVEN)
    bare.drop([out])
    asked = guest(bare)
    assert asked.use.isHidden()
    asked.encrypt.setChecked(False)
    asked.field.setText(GIVEN)
    asked.go.click()
    qtbot.waitUntil(lambda: bare.shell is not None)
    assert bare.shell and bare.frame
    assert bare.frame.notices.strips[0].words.text().startswith("This is a briefing from Morgan Hale: it is read only.")
    with bare.shell.told():
        bare.shell.desk.members.add(Member(name="Damson Heat"))
    assert "is a briefing from Morgan Hale" in told[0]
    bare.go(Place("hand-over"))
    page = bare.frame.page()
    assert isinstance(page, HandOverPage) and not page.sealing.seal.isEnabled() and not page.alternate.save.isEnabled()


def test_a_file_that_is_none_is_told_and_nothing_else_happens(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    (tmp_path / "no.mhhs-handover").write_bytes(b"no")
    window.drop([tmp_path / "no.mhhs-handover"])
    assert "is not a hand-over of MHHS Desk" in told[0] and window.guest is None and window.shell


# Back


def test_work_that_comes_back_is_shown_chosen_and_taken_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    back = worked_on(handed(window))
    assert window.shell
    desk = window.shell.desk
    desk.members.change(1, note="Ours")
    page = compared(window, back, qtbot)
    rows = {row.title: row for row in page.table.records()}
    assert rows["Member Alder Energy: Note"].chosen == "To choose"
    assert (rows["Item 1, The framework"].here, rows["Item 1, The framework"].there) == ("", "Theirs asks")
    assert not page.take.isEnabled() and page.view.current() == rows["Member Alder Energy: Note"]
    qtbot.keyClick(page.view, Qt.Key.Key_O)
    assert page.take.isEnabled() and page.left.text() == ""
    page.take.click()
    assert (desk.members.get(1).note, desk.items.get(1).ask) == ("Ours", "Theirs asks")
    assert desk.members.first("name = 'Damson Heat'") is not None
    step = desk.undoable()
    assert step and step.name == "Bring back the work of Priya Nand"
    window.undo()
    assert desk.items.get(1).ask != "Theirs asks"


def test_one_key_takes_all_that_they_did_and_leaves_what_was_done_here(window: MainWindow, qtbot: QtBot) -> None:
    back = worked_on(handed(window))
    assert window.shell
    desk = window.shell.desk
    desk.members.change(1, note="Ours")
    desk.members.change(2, note="Ours alone")
    page = compared(window, back, qtbot)
    qtbot.keyClick(page.view, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    page.take.click()
    assert (desk.members.get(1).note, desk.members.get(2).note) == ("Theirs", "Ours alone")


def test_a_step_taken_meanwhile_is_compared_and_what_was_chosen_stays(window: MainWindow, qtbot: QtBot) -> None:
    back = worked_on(handed(window))
    page = compared(window, back, qtbot)
    assert page.view.choose(lambda row: row.one.table == "item")
    page.choose(Side.OURS)
    page.desk.members.change(1, note="Ours since")
    rows = {row.title: row for row in page.table.records()}
    assert rows["Member Alder Energy: Note"].chosen == "To choose" and rows["Item 1, The framework"].chosen == "Ours"


def test_what_hangs_together_is_taken_or_left_together(window: MainWindow, qtbot: QtBot) -> None:
    out = handed(window)
    take_over(out, GIVEN, out.with_name("theirs.mhhs"))
    back = out.with_name("back.mhhs-handover")
    with Desk.open(out.with_name("theirs.mhhs")) as desk:
        member = desk.members.add(Member(name="Damson Heat"))
        first = desk.feedback.all()[0]
        desk.feedback.add(replace(first, id=0, uid="", member_id=member.id, rationale="Cold."))
        desk.hand_over(back, "Morgan Hale", Mode.TAKE_OVER, None, GIVEN)
    page = compared(window, back, qtbot)
    assert page.view.choose(lambda row: row.one.table == "member")
    page.choose(Side.OURS)
    assert {row.one.table: row.chosen for row in page.table.records()} == {"member": "Ours", "feedback": "Ours"}


def test_a_wrong_passphrase_of_what_came_back_is_told_on_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.drop([worked_on(handed(window))])
    page = back_page(window)
    page.form.field.setText("wrong horse battery")
    page.form.go.click()
    qtbot.waitUntil(lambda: "not the passphrase" in page.form.refusal.text())
    assert page.stack.currentIndex() == 0 and page.form.go.isEnabled()


def test_a_file_that_is_not_of_this_desk_is_told_on_the_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with Desk.create(tmp_path / "other.mhhs", "Large Supplier", "PSG", "Sam Okoro") as other:
        other.hand_over(tmp_path / "strange.mhhs-handover", "Priya Nand", Mode.TAKE_OVER, None, GIVEN)
    window.run("bring-back")
    page = back_page(window)
    page.begin(tmp_path / "strange.mhhs-handover")
    page.form.field.setText(GIVEN)
    page.form.go.click()
    qtbot.waitUntil(lambda: "did not go out from this workspace" in page.form.refusal.text())
