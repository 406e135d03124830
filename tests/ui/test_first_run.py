"""The first run: from nothing to an open desk, a step at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.app import Opening, open_first
from mhhs_desk.ui.first_run import FirstRun
from mhhs_desk.ui.first_steps import MeetingStep, MembersStep, SeatStep, as_csv
from mhhs_desk.ui.main_window import MainWindow


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


def members(first: FirstRun) -> MembersStep:
    step = first.stack.currentWidget()
    assert isinstance(step, MembersStep)
    return step


def test_three_steps_lead_to_an_open_desk(first: FirstRun, bare: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    seat(first, tmp_path / "mine.mhhs")
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


@pytest.mark.parametrize(
    ("day", "start", "told"), [("soon", "", "is not a day"), ("", "ten", "Write the start as 10:00")]
)
def test_a_meeting_is_not_given_a_day_that_is_none(
    first: FirstRun, tmp_path: Path, day: str, start: str, told: str
) -> None:
    seat(first, tmp_path / "mine.mhhs")
    members(first)._done()
    step = first.stack.currentWidget()
    assert isinstance(step, MeetingStep) and first.shell
    step.day.setText(day)
    step.start.setText(start)
    step._keep()
    assert told in step.refusal.text()
    assert not first.shell.desk.meetings.all()


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
