"""Coverage of 300 members over twelve meetings of 20 items from the store, against the bare queries."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.store.hearing import ASKED, MESSAGES, OPTIONS, RECUSED, hearing, meetings_with_agenda
from tests.bench.compare import Measured, compare

MEETINGS, MEMBERS, ITEMS = 12, 300, 20
FIRST, MONTH = date(2021, 11, 10), timedelta(days=28)
DECISIONS = (Option("A", "Accept"), Option("X", "Reject"))


def measure(folder: Path) -> list[Measured]:
    """How telling who was heard over a year fares, on a workspace made for it in a folder."""
    with Desk.open(workspace(folder)) as desk:
        meetings, bare = meetings_with_agenda(desk, None), desk.workspace.db.conn

        def raw() -> None:
            for meeting in meetings:
                for sql in (OPTIONS, ASKED, RECUSED, MESSAGES):
                    bare.execute(sql, (meeting.id,)).fetchall()

        name = f"coverage, {MEETINGS} meetings × {MEMBERS} members × {ITEMS} items"
        return [compare(name, lambda: hearing(desk, meetings), raw, limit=3, rounds=7)]


def workspace(folder: Path) -> Path:
    """A workspace of a year in which most members answer most items, and some are reminded."""
    path = folder / "coverage.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Robin Vale") as desk:
        with desk.step("Fill the desk"):
            members = desk.members.add_all(Member(name=f"Member {n:03d}") for n in range(MEMBERS))
            for number in range(MEETINGS):
                _fill(desk, members, number, random.Random(number))
        desk.workspace.changed = False
    return path


def _fill(desk: Desk, members: list[Member], number: int, chance: random.Random) -> None:
    """One meeting: all are asked about everything, four in ten cells are chased, eight in ten are answered."""
    forum, day = desk.forums.all()[0], FIRST + number * MONTH
    meeting = desk.meetings.add(Meeting(forum_id=forum.id, label=f"PSG {number + 1}", day=day))
    items = desk.items.add_all(
        Item(meeting_id=meeting.id, number=n + 1, title=f"Item {n + 1}", options=DECISIONS) for n in range(ITEMS)
    )
    cells = [(member.id, item.id) for member in members for item in items]
    for before, share in ((8, 1.0), (3, 0.4)):
        sent = day - timedelta(days=before)
        call = desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=sent, reminder=share < 1))
        asked = (cell for cell in cells if chance.random() < share)
        desk.asked.add_all(Asked(call_id=call.id, member_id=member, item_id=item) for member, item in asked)
    desk.feedback.add_all(
        Feedback(member_id=member, item_id=item, option=chance.choice("AX0"), received=f"{day}T10:00")
        for member, item in cells
        if chance.random() < 0.8
    )
