"""The first run: from nothing to an open desk, a step at a time."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mhhs_desk import places, words
from mhhs_desk.desk import Desk
from mhhs_desk.settings import Preferences
from mhhs_desk.store import keychain, unlocking
from mhhs_desk.store.keys import Key
from mhhs_desk.ui.app import Opening, open_first
from mhhs_desk.ui.first_run import FirstRun
from mhhs_desk.ui.first_steps import MeetingStep, MembersStep, SeatStep, as_csv
from mhhs_desk.ui.foot import Foot
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.today import TodayPage
from mhhs_desk.ui.passphrase_step import PassphraseStep
from mhhs_desk.ui.place import Place


@pytest.fixture
def first(bare: MainWindow) -> FirstRun:
    open_first(bare, None)
    assert bare.setting_up
    return bare.setting_up


def seat(first: FirstRun, path: Path) -> SeatStep:
    step = first.stack.currentWidget()
    assert isinstance(step, SeatStep)
    step.constituency.setCurrentText("Small Supplier")
    step.rep.setText("Morgan Hale")
    step.path.setText(str(path))
    step._keep()
    return step


def passphrase(first: FirstRun) -> PassphraseStep:
    step = first.stack.currentWidget()
    assert isinstance(step, PassphraseStep)
    return step


def members(first: FirstRun) -> MembersStep:
    step = first.stack.currentWidget()
    assert isinstance(step, MembersStep)
    return step


def today(window: MainWindow) -> TodayPage:
    page = window.frame.page() if window.frame else None
    assert isinstance(page, TodayPage)
    return page


def test_four_steps_lead_to_an_open_desk(first: FirstRun, bare: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    seat(first, tmp_path / "mine.mhhs")
    passphrase(first).go.click()
    QApplication.clipboard().setText("Alder Energy, alder.example\nBramble Power")
    step = members(first)
    step._paste()
    assert len(step.table.records()) == 2
    step.keep.click()
    last = first.stack.currentWidget()
    assert isinstance(last, MeetingStep)
    last.label.setText("PSG 1")
    last.day.setText("10 Nov 2021")
    last._keep()
    assert bare.shell and bare.frame
    desk = bare.shell.desk
    assert [member.name for member in desk.members.all()] == ["Alder Energy", "Bramble Power"]
    assert (desk.meetings.all()[0].label, desk.meetings.all()[0].day) == ("PSG 1", date(2021, 11, 10))
    assert bare.preferences.last_workspace == str(tmp_path / "mine.mhhs")


def test_a_list_that_is_dropped_is_looked_at_before_it_is_kept(
    first: FirstRun, bare: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    seat(first, tmp_path / "mine.mhhs")
    passphrase(first).go.click()
    names = tmp_path / "members.csv"
    names.write_text("Organisation,Domain,Segment\nAlder Energy,alder.example,Domestic\n")
    bare.drop([names])
    step = members(first)
    qtbot.waitUntil(lambda: bool(step.table.records()))
    assert first.shell and not first.shell.desk.members.all()
    first.shell.undo()
    assert not step.table.records()


def test_a_seat_without_a_rep_is_refused_inline(first: FirstRun, tmp_path: Path) -> None:
    step = first.stack.currentWidget()
    assert isinstance(step, SeatStep)
    step.constituency.setCurrentText("Small Supplier")
    step._keep()
    assert step.refusal.text() == "Name the rep."
    assert not list(tmp_path.glob("*.mhhs"))


def test_a_file_that_is_there_already_is_left_as_it_is(first: FirstRun, tmp_path: Path) -> None:
    there = tmp_path / "mine.mhhs"
    there.write_text("mine")
    step = seat(first, there)
    assert "is there already" in step.refusal.text()
    assert there.read_text() == "mine"


def test_nothing_is_written_before_the_passphrase_is_kept(first: FirstRun, at_home: Path) -> None:
    before = sorted(at_home.iterdir())
    seat(first, at_home / "mine.mhhs")
    shown = passphrase(first)
    assert sorted(at_home.iterdir()) == before
    shown.go.click()
    assert unlocking.from_passphrase(at_home / "mine.mhhs", shown.shown.text())
    assert first.shell and first.shell.desk.encrypted


def test_the_keychain_is_given_the_key_and_its_refusal_is_one_line(
    first: FirstRun, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Key] = []

    def remember(key: Key) -> bool:
        given.append(key)
        return False

    monkeypatch.setattr(keychain, "remember", remember)
    seat(first, tmp_path / "mine.mhhs")
    passphrase(first).go.click()
    foot = first.findChild(Foot)
    assert isinstance(foot, Foot) and first.shell
    qtbot.waitUntil(lambda: foot.strip.words.text() == words.KEYCHAIN_DOES_NOT_HOLD)
    assert given == [first.shell.desk.workspace.key]


def test_doing_without_encryption_says_the_risk_first_and_makes_a_plain_workspace(
    first: FirstRun, tmp_path: Path
) -> None:
    seat(first, tmp_path / "mine.mhhs")
    step = passphrase(first)
    assert step.risk.isVisible() and "could then read every answer" in step.risk.text()
    step.plain.click()
    assert not unlocking.needs_key(tmp_path / "mine.mhhs")
    assert not list(tmp_path.glob("*.key"))


def test_one_can_go_back_to_the_seat_and_is_shown_another_passphrase(first: FirstRun, tmp_path: Path) -> None:
    step = seat(first, tmp_path / "mine.mhhs")
    before = passphrase(first).passphrase
    first._to_seat()
    assert first.stack.currentWidget() is step and first.side.now == 1
    step._keep()
    assert passphrase(first).passphrase != before


def test_a_folder_that_goes_away_before_the_workspace_is_made_is_told_inline(first: FirstRun, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    seat(first, tmp_path / "stick" / "mine.mhhs")
    (tmp_path / "stick").rmdir()
    step = passphrase(first)
    step.go.click()
    assert "folder" in step.refusal.text() and first.stack.currentWidget() is step
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize(("folder", "told"), [("nowhere", "folder"), ("closed", "cannot be written")])
def test_a_place_that_takes_no_file_is_refused_on_the_seat_step(
    first: FirstRun, tmp_path: Path, folder: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    step = seat(first, tmp_path / folder / "mine.mhhs")
    assert told in step.refusal.text() and first.stack.currentWidget() is step


def test_the_passphrase_can_be_copied_and_its_sheet_saved(
    first: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat(first, tmp_path / "mine.mhhs")
    step = passphrase(first)
    step.copy.click()
    assert QApplication.clipboard().text() == step.passphrase
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet"), ""))
    step.save.click()
    with PdfDocument(tmp_path / "sheet.pdf") as sheet:
        text = sheet[0].get_textpage().get_text_range()
    assert all(group in text for group in step.passphrase.split("-"))
    assert "mine.mhhs" in text and "sheet.pdf" in step.said.text()


def test_the_recovery_sheet_is_printed_without_a_file_of_ours(
    first: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    seat(first, tmp_path / "mine.mhhs")
    passphrase(first).print.click()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".pdf"] == ["printed.pdf"]
    with PdfDocument(tmp_path / "printed.pdf") as printed:
        assert len(printed) == 1


@pytest.mark.parametrize(
    ("day", "start", "told"), [("soon", "", "is not a day"), ("", "ten", "Write the start as 10:00")]
)
def test_a_meeting_is_not_given_a_day_that_is_none(
    first: FirstRun, tmp_path: Path, day: str, start: str, told: str
) -> None:
    seat(first, tmp_path / "mine.mhhs")
    passphrase(first).plain.click()
    members(first)._done()
    step = first.stack.currentWidget()
    assert isinstance(step, MeetingStep) and first.shell
    step.day.setText(day)
    step.start.setText(start)
    step._keep()
    assert told in step.refusal.text()
    assert not first.shell.desk.meetings.all()


def test_papers_dropped_in_the_last_step_wait_in_the_inbox_which_is_shown(
    first: FirstRun, bare: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    bare.today = date(2021, 11, 5)
    seat(first, tmp_path / "mine.mhhs")
    passphrase(first).go.click()
    members(first)._done()
    last = first.stack.currentWidget()
    assert isinstance(last, MeetingStep)
    assert last.day.placeholderText() == "by rule Wed 1 Dec 2021"
    last.drop([places.resources() / "sample" / "invitation.eml"])
    qtbot.waitUntil(lambda: bare.shell is not None, timeout=10_000)
    assert bare.shell and bare.shell.place.page == "inbox"
    assert [source.arrived for source in bare.shell.desk.waiting()] == ["2021-11-05"]
    bare.shell.go(Place("today"))
    page = today(bare)
    assert (page.take_in.text(), page.empty.sentence.text().startswith("1 arrival waits")) == ("File what waits", True)
    page.take_in.click()
    assert bare.shell.place.page == "inbox"


def test_pasted_lines_become_the_csv_that_the_intake_reads() -> None:
    assert as_csv(["Alder, alder.example", "Bramble\tbramble.example"]).splitlines() == [
        "Organisation,Domain", "Alder,alder.example", "Bramble,bramble.example",
    ]  # fmt: skip


def test_the_last_workspace_is_opened_again(bare: MainWindow, story: Desk) -> None:
    bare.preferences.remember(story.path)
    open_first(bare, None)
    assert bare.shell and bare.shell.desk.path == story.path


def test_a_last_workspace_that_is_gone_leads_to_the_first_run(bare: MainWindow, tmp_path: Path) -> None:
    bare.preferences.remember(tmp_path / "gone.mhhs")
    open_first(bare, None)
    assert bare.setting_up and bare.preferences != Preferences()


def test_the_sample_is_built_once_and_opened_again(bare: MainWindow, at_home: Path) -> None:
    bare.run("sample")
    assert bare.shell and bare.shell.desk.path == at_home / "sample.mhhs"
    bare.shell.desk.members.change(1, note="seen")
    bare.run("sample")
    assert bare.shell.desk.members.get(1).note == "seen"


def test_the_window_is_painted_before_its_workspace_is_read(bare: MainWindow, story: Desk, qtbot: QtBot) -> None:
    opening = Opening(bare, story.path)
    bare.setCentralWidget(opening)
    assert bare.shell is None
    qtbot.waitUntil(lambda: bare.frame is not None)
    assert bare.shell and bare.shell.desk.path == story.path
