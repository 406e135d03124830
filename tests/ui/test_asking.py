"""Asking in the window: who and what is ticked, the message and its preview, the files, and the reminder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.asking import ALONE, ASK
from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.commands import COMMANDS
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.asking import AskingPane
from mhhs_desk.ui.pages.consultation import ConsultationPane
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def tab(window: MainWindow, story: Desk) -> ConsultationPane:
    """The consultation of PSG 1, in front."""
    assert window.shell and window.frame
    window.resize(1280, 800)
    window.shell.go(Place("meetings", story.meeting().id, "consultation"))
    page = window.frame.page()
    assert isinstance(page, MeetingsPage)
    return page.pane.consultation


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the rep chooses."""
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path / "forms")
    return tmp_path / "forms"


@pytest.fixture
def asking(tab: ConsultationPane) -> AskingPane:
    tab.ask.click()
    assert tab.stack.currentWidget() is tab.asking
    return tab.asking


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_everything_is_ticked_and_who_has_answered_is_marked(asking: AskingPane) -> None:
    assert [row.name.strip() for row in asking.items.rows()] == ["1  The framework", "2  M6 to a date not given"]
    assert [(row.name, row.detail) for row in asking.members.rows()] == [
        ("Alder Energy", "all answered"),
        ("Bramble Power", "no address"),
        ("Cobalt Gas", "1 of 2 answered, no address"),
    ]
    assert (asking.due.text(), asking.go.text()) == ("9 Nov 2021 17:00", "Make 3 forms and drafts")


def test_the_space_bar_takes_a_tick_away_and_back(asking: AskingPane) -> None:
    view = asking.members.view
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert (len(asking.members.chosen()), asking.go.text()) == (2, "Make 2 forms and drafts")
    assert asking.members.delegate.words(asking.members.rows()[0]).endswith("not chosen")
    QTest.keyClick(view, Qt.Key.Key_Space)
    asking.items.none.click()
    assert (asking.members.count.text(), asking.go.isEnabled()) == ("3 of 3", False)
    asking.items.all.click()
    assert asking.go.isEnabled()


def test_asking_is_a_command_from_any_page(window: MainWindow, story: Desk) -> None:
    window.go(Place("plan"))
    window.run("ask")
    page = window.frame and window.frame.page()
    assert isinstance(page, MeetingsPage) and page.pane.consultation.asking.isVisible()
    command = next(one for one in COMMANDS if one.name == "ask")
    assert command.can(window)
    story.meetings.change(1, cancelled=story.today)
    assert not command.can(window)


def test_making_writes_the_files_and_records_the_asking_in_one_step(
    tab: ConsultationPane, asking: AskingPane, folder: Path, story: Desk, qtbot: QtBot
) -> None:
    asking.members.turn(asking.members.rows()[2])
    with qtbot.waitSignal(asking.made):
        QTest.keyClick(asking.due, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made(folder) == [f"PSG 1 - {name}.{kind}" for name in ("Alder Energy", "Bramble Power")
                            for kind in ("eml", "xlsx")]  # fmt: skip
    call = story.calls.all()[-1]
    assert (call.channel, call.due, story.asked.count("call_id = ?", call.id)) == (
        "form by e-mail", "2021-11-09T17:00", 4
    )  # fmt: skip
    step = story.undoable()
    assert step and step.name == "Ask 2 members about 2 items"
    assert tab.stack.currentWidget() is tab.tables
    assert "2 forms and 2 drafts" in tab.strip.told.text() and "Bramble Power" in tab.strip.lacking.text()


def test_the_folder_opens_from_where_the_files_are_told(
    tab: ConsultationPane, asking: AskingPane, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    asking.channel.setCurrentIndex(asking.channel.findData(ALONE))
    with qtbot.waitSignal(asking.made):
        asking.go.click()
    tab.strip.open.click()
    assert [Path(url.toLocalFile()) for url in opened] == [folder]
    assert all(name.endswith(".xlsx") for name in made(folder))


def test_what_is_cancelled_is_neither_written_nor_recorded(
    asking: AskingPane, folder: Path, story: Desk, qtbot: QtBot
) -> None:
    before = story.calls.count()
    with qtbot.waitSignal(asking.shell.jobs.ended):
        asking.go.click()
        assert asking._job and not asking.go.isEnabled()
        asking._job.cancel()
    assert (folder.exists(), story.calls.count(), asking.go.isEnabled()) == (False, before, True)


def test_the_preview_reads_as_the_chosen_member_will(asking: AskingPane) -> None:
    asking.letter.tabs.choose("preview")
    assert asking.letter.to.text() == "To Priya Lund <priya@alder.example>"
    assert asking.letter.reading.toPlainText().startswith("Dear colleagues at Alder Energy,")
    asking.members.view.choose(lambda row: row.name == "Bramble Power")
    assert "Bramble Power has no address" in asking.letter.to.text()
    assert asking.letter.about.text() == "PSG 1: your views by Tuesday 9 November 2021, 17:00"


def test_a_broken_field_is_refused_in_a_line_and_nothing_is_made(asking: AskingPane, folder: Path, story: Desk) -> None:
    before = story.wording(ASK)
    asking.letter.subject.setText("For {memebr}")
    asking.go.click()
    assert asking.refusal.text().startswith("{memebr} is not a field of the wording.")
    assert (story.wording(ASK), folder.exists()) == (before, False)


def test_the_wording_is_kept_in_the_workspace(asking: AskingPane, story: Desk) -> None:
    assert asking.letter.keep.isHidden()
    asking.letter.subject.setText("What does {member} think?")
    assert not asking.letter.keep.isHidden()
    asking.letter.keep.click()
    assert story.wording(ASK).subject == "What does {member} think?"
    assert asking.letter.keep.isHidden()


@pytest.mark.parametrize(
    ("typed", "line"),
    [("soon", "“soon” is not a day"), ("1 Nov 2021", "has passed"), ("12 Nov 2021", "is after PSG 1 meets")],
)
def test_a_deadline_that_cannot_be_is_told(asking: AskingPane, folder: Path, typed: str, line: str) -> None:
    asking.due.setText(typed)
    asking.go.click()
    assert line in asking.refusal.text() and not folder.exists()


def test_the_reminder_is_for_the_silent_alone(tab: ConsultationPane, folder: Path, story: Desk, qtbot: QtBot) -> None:
    tab.remind.click()
    assert [(row.name, row.detail) for row in tab.asking.members.rows()] == [
        ("Bramble Power", "silent on 2, no address"), ("Cobalt Gas", "silent on 1, no address")
    ]  # fmt: skip
    with qtbot.waitSignal(tab.asking.made):
        tab.asking.go.click()
    call = story.calls.all()[-1]
    assert call.reminder and story.asked.count("call_id = ?", call.id) == 3


def test_escape_goes_back_and_what_was_ticked_stays_through_a_step(
    tab: ConsultationPane, asking: AskingPane, story: Desk
) -> None:
    asking.members.turn(asking.members.rows()[0])
    story.members.change(story.members.all()[1].id, note="Prefers the telephone")
    assert tab.stack.currentWidget() is asking and len(asking.members.chosen()) == 2
    QTest.keyClick(asking.members.view, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is tab.tables


def test_without_items_or_members_the_next_step_is_named(
    window: MainWindow, tab: ConsultationPane, story: Desk
) -> None:
    other = story.meetings.add(Meeting(forum_id=1, label="PSG 2"))
    assert window.shell
    window.shell.go(Place("meetings", other.id, "consultation"))
    assert tab.stack.currentWidget() is tab.empty
    assert tab.empty.sentence.text().startswith("Take in the papers first")


def test_every_control_has_a_name(asking: AskingPane) -> None:
    controls = [asking.due, asking.channel, asking.letter.subject, asking.letter.text, asking.letter.reading,
                asking.items.view, asking.members.view, asking.items.all, asking.members.none]  # fmt: skip
    names = [control.accessibleName() for control in controls]
    assert all(names) and len(set(names)) == len(names)


def test_a_deadline_says_what_it_collides_with(story: Desk, window: MainWindow) -> None:
    assert window.shell and window.frame
    meeting = story.meetings.change(story.meeting().id, day=date(2022, 1, 5), feedback_due=None)
    window.shell.go(Place("meetings", meeting.id, "consultation"))
    page = window.frame.page()
    assert isinstance(page, MeetingsPage)
    pane = page.pane.consultation.asking
    pane.open(story.view(meeting), False)
    assert pane.due.text() == "31 Dec 2021 17:00"
    assert list(pane.collides.told) == [
        "Fri 31 Dec 2021 is between Christmas and New Year.",
        "Answers are due Fri 31 Dec, earlier for the bank holiday Mon 3 Jan.",
    ]
    pane.due.setText("27 Dec 2021 17:00")
    assert list(pane.collides.told) == ["Mon 27 Dec 2021 is a bank holiday: Christmas Day (observed)."]
