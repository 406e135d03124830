"""A small workspace with a story, and the window on it: what every test of the window stands on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Attending, Meeting
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.milestones import Baseline, MilestoneDate
from mhhs_desk.domain.options import Option
from mhhs_desk.settings import Preferences
from mhhs_desk.store.settings import DAY
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.theme import Look

TODAY = date(2021, 11, 9)
MEETING = date(2021, 11, 10)
DECISIONS = (Option("A", "Accept"), Option("X", "Reject"))
OPINIONS = (Option("Y", "Yes"), Option("N", "No"))
MEMBERS = (("Alder Energy", "Domestic"), ("Bramble Power", "Domestic"), ("Cobalt Gas", "Non-domestic"))


@pytest.fixture
def story(desk: Desk) -> Desk:
    """Two items, three members of whom one is silent, three actions, and a milestone that would move."""
    with desk.step("Tell the story"):
        desk.settings.write(DAY, TODAY.isoformat())
        forum = next(forum.id for forum in desk.forums.all() if forum.code == "PSG")
        meeting = desk.meetings.add(
            Meeting(forum_id=forum, label="PSG 1", day=MEETING, start="10:00", attending=Attending.REP,
                    papers_received=date(2021, 11, 4))
        )  # fmt: skip
        _items(desk, meeting)
        _members(desk, meeting)
        _actions(desk, meeting)
    return desk


def _items(desk: Desk, meeting: Meeting) -> None:
    desk.items.add_all(
        [
            Item(meeting_id=meeting.id, number=1, title="The framework", options=DECISIONS,
                 disposition=Disposition.APPROVAL, read_on=TODAY),
            Item(meeting_id=meeting.id, number=2, title="M6 to a date not given", options=OPINIONS,
                 disposition=Disposition.INFORMATION, milestones=("M6",)),
        ]
    )  # fmt: skip
    proposal = desk.baselines.add(Baseline(code="P1", name="PSG 1 proposal", day=MEETING, meeting_id=meeting.id))
    stone = next(stone.id for stone in desk.milestones.all() if stone.code == "M6")
    desk.milestone_dates.add(MilestoneDate(milestone_id=stone, baseline_id=proposal.id, words="TBC"))


def _members(desk: Desk, meeting: Meeting) -> None:
    first, second = desk.items.all()
    members = desk.members.add_all(
        Member(name=name, segment=segment, domains=(f"{name.split()[0].lower()}.example",)) for name, segment in MEMBERS
    )
    alder, bramble, cobalt = members
    desk.people.add(Person(member_id=alder.id, name="Priya Lund", address="priya@alder.example"))
    call = desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=date(2021, 11, 4)))
    desk.asked.add_all(
        Asked(call_id=call.id, member_id=member.id, item_id=item.id) for member in members for item in (first, second)
    )
    desk.feedback.add_all(
        [
            Feedback(member_id=alder.id, item_id=first.id, option="A", rationale="Clear enough.", reviewed=TODAY),
            Feedback(member_id=cobalt.id, item_id=first.id, option="X", red_line="Not without a vote.", reviewed=TODAY),
            Feedback(member_id=alder.id, item_id=second.id, option="N"),
        ]
    )
    assert bramble.name == "Bramble Power"  # the silent one


def _actions(desk: Desk, meeting: Meeting) -> None:
    actions = (
        Action(ref="ACT-01", text="Send experts", owner="Constituents", due_words="Next PSG"),
        Action(ref="ACT-02", text="Name the alternate", owner="Morgan Hale", due=date(2021, 11, 5)),
        Action(ref="ACT-03", text="Review the need", owner="PMO", due_words="Ongoing"),
    )
    desk.actions.add_all(replace(one, forum_id=meeting.forum_id, meeting_id=meeting.id) for one in actions)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Preferences and documents of nobody in particular."""
    monkeypatch.setattr(places, "preferences", lambda: tmp_path / "preferences.toml")
    monkeypatch.setattr(places, "documents", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The plain look. Windows of earlier tests are let go first: without an event loop Qt would keep them all."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return Look(qapp, Preferences(theme="light"))


@pytest.fixture
def bare(qtbot: QtBot, look: Look) -> Iterator[MainWindow]:
    """The window with nothing open."""
    window = MainWindow(look, Preferences(theme="light"))
    qtbot.addWidget(window, before_close_func=lambda _: window.leave())
    window.show()
    yield window


@pytest.fixture
def window(bare: MainWindow, story: Desk) -> MainWindow:
    """The window on the story, at Today."""
    bare.show_desk(story)
    return bare
