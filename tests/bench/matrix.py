"""The matrix of 300 members on 60 items from the store, against the bare query; opening one, and scrolling it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.spans import Span
from mhhs_desk.store.viewing import OF_MEETING, SAID
from tests.bench.answers import WORDS
from tests.bench.compare import Figure, Measured, compare

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.pages.meetings import MeetingsPage

LARGE, USUAL = (300, 60), (40, 25)
OPTIONS = (Option("A", "Accept"), Option("W", "Accept subject to"), Option("R", "Refer"), Option("X", "Reject"))
SEGMENTS = ("Domestic", "Non-domestic", "Both")
STEPS, STEP = 40, 22
"""How often the matrix is scrolled, and by how much: a row."""


def measure(folder: Path) -> list[Measured]:
    """How building the matrix from the store fares, on a workspace made for it in a folder."""
    with Desk.open(workspace(folder, *LARGE)) as desk:
        meeting, bare = desk.meeting("PSG 1"), desk.workspace.db.conn

        def raw() -> None:
            bare.execute(SAID, (meeting.id,)).fetchall()
            for table in ("asked", "recusal"):
                bare.execute(f"SELECT item_id, member_id FROM {table} WHERE {OF_MEETING}", (meeting.id,)).fetchall()

        name = f"matrix {LARGE[0]} × {LARGE[1]}, {LARGE[0] * LARGE[1]:,} answers"
        return [compare(name, lambda: desk.grid(meeting), raw, limit=3, rounds=15)]


def figures(folder: Path) -> list[Figure]:
    """How long a matrix takes to open in the window, and to scroll by a row once it is there."""
    first = in_window(workspace(folder, *USUAL), _open_first)
    opened = in_window(workspace(folder, *USUAL), _open)
    scrolled = in_window(workspace(folder, *LARGE), _scroll)
    return [
        Figure(f"opening the matrix and its page, {USUAL[0]} × {USUAL[1]}", first, 0.100),
        Figure(f"opening the matrix, {USUAL[0]} × {USUAL[1]}", opened, 0.100),
        Figure(f"scrolling it by a row, {LARGE[0]} × {LARGE[1]}", scrolled, 0.016),
    ]


def workspace(folder: Path, members: int, items: int) -> Path:
    """A workspace with an answer of every member to every item, made the first time it is asked for."""
    path = folder / f"matrix-{members}-{items}.mhhs"
    if not path.exists():
        with Desk.create(path, "Small Supplier", "PSG", "Robin Vale") as desk:
            with desk.step("Fill the desk"):
                _fill(desk, members, items)
            desk.workspace.changed = False
    return path


def _fill(desk: Desk, members: int, items: int) -> None:
    forum = desk.forums.first("code = 'PSG'")
    assert forum is not None
    meeting = desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1", day=date(2021, 11, 10)))
    call = desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=date(2021, 11, 4)))
    kinds = list(Disposition)
    asked = desk.items.add_all(
        Item(meeting_id=meeting.id, number=n, title=f"Item {n} of the agenda", options=OPTIONS,
             disposition=kinds[(n - 1) * len(kinds) // items], paper_version="v1.0")
        for n in range(1, items + 1)
    )  # fmt: skip
    names = (Member(name=f"Member {n:03d}", segment=SEGMENTS[n % len(SEGMENTS)]) for n in range(members))
    cells = [(member.id, item.id) for member in desk.members.add_all(names) for item in asked]
    desk.asked.add_all(Asked(call_id=call.id, member_id=member, item_id=item) for member, item in cells)
    desk.feedback.add_all(_answers(cells))


def _answers(cells: list[tuple[int, int]]) -> Iterator[Feedback]:
    """Answers of twenty words; some with a condition, a red line, or given on an earlier version of the paper."""
    chance = random.Random(11)
    for member, item in cells:
        yield Feedback(
            member_id=member,
            item_id=item,
            option=chance.choice(OPTIONS).key,
            rationale=" ".join(chance.choices(WORDS, k=20)),
            condition="if it is reviewed in six months" if chance.random() < 0.2 else None,
            red_line="not without a vote" if chance.random() < 0.1 else None,
            evidence=chance.randrange(5),
            received=f"2021-11-0{chance.randint(1, 9)}T10:00",
            paper_version=chance.choice(("v0.9", "v1.0")),
            span=Span(text="as we said", sheet="Answers", row=chance.randint(3, 40)),
        )


def in_window(path: Path, timed: Callable[[MainWindow], list[float]]) -> float:
    """The median of what is timed in a window on a workspace."""
    from PySide6.QtWidgets import QApplication

    from mhhs_desk.settings import Preferences
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.theme import Look

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = MainWindow(Look(application, Preferences(theme="light")), Preferences(theme="light"))
    window.resize(1440, 900)
    window.show()
    window.show_desk(Desk.open(path))
    try:
        return median(timed(window))
    finally:
        window.leave()
        window.hide()  # closing it would keep the preferences of the person who runs the bench


def _go(window: MainWindow, part: str) -> MeetingsPage:
    """Go to a part of the meeting, until it is painted."""
    from PySide6.QtWidgets import QApplication

    from mhhs_desk.ui.pages.meetings import MeetingsPage
    from mhhs_desk.ui.shell import Place

    assert window.shell and window.frame
    window.shell.go(Place("meetings", window.shell.desk.meeting("PSG 1").id, part))
    QApplication.processEvents()
    page = window.frame.page()
    assert isinstance(page, MeetingsPage)
    return page


def _open(window: MainWindow) -> list[float]:
    """From the agenda to the matrix, once and again."""
    times = []
    for _ in range(15):
        _go(window, "agenda")
        start = perf_counter()
        _go(window, "matrix")
        times.append(perf_counter() - start)
    return times


def _open_first(window: MainWindow) -> list[float]:
    """From Today, each time with the page of the meetings made anew."""
    from PySide6.QtWidgets import QApplication

    from mhhs_desk.ui.shell import Place

    times = []
    for _ in range(15):
        assert window.shell and window.frame
        window.shell.go(Place("today"))
        if page := window.frame.pages.pop("meetings", None):
            window.frame.stack.removeWidget(page)
            page.deleteLater()
        QApplication.processEvents()
        start = perf_counter()
        _go(window, "matrix")
        times.append(perf_counter() - start)
    return times


def _scroll(window: MainWindow) -> list[float]:
    """By a row at a time, each until it is painted."""
    from PySide6.QtWidgets import QApplication

    bar = _go(window, "matrix").pane.matrix.grid.verticalScrollBar()
    times = []
    for _ in range(STEPS):
        start = perf_counter()
        bar.setValue(bar.value() + STEP)
        QApplication.processEvents()
        times.append(perf_counter() - start)
    return times
