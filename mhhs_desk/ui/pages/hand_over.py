"""Hand over: the alternate and their approval, a file for them, what is out, and what came back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mhhs_desk import handing_words, words
from mhhs_desk.domain.handing import Handing, Way
from mhhs_desk.ui import controls
from mhhs_desk.ui.alternate_part import AlternatePart
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.sealing_part import SealingPart
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Column, Table, TableView

RIGHT = 400
ALTERNATE = "alternate"


class HandOverPage(Page):
    """The alternate over what is sealed, and beneath it what is out."""

    name = "hand-over"
    title = "Hand over"
    kinds = frozenset({"handing", "seat", "meeting", "setting", "forum"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.sealing = SealingPart(shell)
        self.alternate = AlternatePart(shell)
        self.still = controls.label(self.look, "", role="text2", wrap=True)
        self.table: Table[Handing] = Table(columns(self._label))
        self.view = TableView(self.look, self.table, "Hand-overs", whole=True)
        self.none = controls.label(self.look, "Nothing was handed over yet.", role="text2")
        self.back = Button(self.look, "Bring work back…", "tray")
        self.back.clicked.connect(self.bring_back)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(_scrolled(self._left()), 1)
        across.addWidget(controls.parting())
        right = _scrolled(self._right())
        right.setFixedWidth(self.look.theme.px(RIGHT))
        across.addWidget(right)
        self.root.addLayout(across, 1)

    def _left(self) -> QWidget:
        look = self.look
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(12)
        lines.addWidget(controls.label(look, self.title, "title"))
        lines.addWidget(self.sealing)
        lines.addWidget(self.still)
        lines.addSpacing(8)
        lines.addWidget(controls.hairline(look))
        head = QHBoxLayout()
        head.addWidget(controls.label(look, "Out and back", "heading"))
        head.addStretch(1)
        head.addWidget(self.back)
        lines.addLayout(head)
        lines.addWidget(self.none)
        lines.addWidget(self.view)
        lines.addStretch(1)
        return column

    def _right(self) -> QWidget:
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(20, 26, 20, 24)
        lines.addWidget(self.alternate)
        lines.addStretch(1)
        return column

    def _label(self, one: Handing) -> str | None:
        found = self.desk.meetings.first("id = ?", one.meeting_id) if one.meeting_id else None
        return found.label if found else None

    def nav(self) -> str:
        return ""

    def reload(self) -> None:
        self.alternate.reload()
        self.sealing.setVisible(self.desk.writes)
        self.still.setVisible(not self.desk.writes)
        self.still.say(_why_still(self.desk.briefing))
        self.sealing.reload()
        handings = self.desk.handings.all()[::-1]
        self.table.show(handings)
        self.view.setVisible(bool(handings))
        self.none.setVisible(not handings)
        self.back.setEnabled(self.desk.writes and any(one.way is Way.OUT for one in handings))

    def show_place(self, place: Place) -> None:
        if place.part == ALTERNATE and place.id is not None:
            self.alternate.choose(place.id)
        elif place.id is not None:
            self.sealing.choose_meeting(place.id)

    def focus_first(self) -> None:
        alternate = self.shell.place.part == ALTERNATE
        (self.alternate.name if alternate else self.sealing.what).setFocus()

    def bring_back(self) -> None:
        """Choose a file that came back, and compare it on a page of its own."""
        from mhhs_desk.ui.dialogs.files import ask_returned

        path = ask_returned(self)
        if path:
            bring_back(self.shell, path)


def _why_still(briefing: str) -> str:
    """Why nothing is handed over from a desk that is only read."""
    return f"This is a briefing from {briefing}. It is not handed on." if briefing else (
        "Another program writes this workspace. Hand it over from there."
    )  # fmt: skip


def _scrolled(column: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(column)
    return scroll


def bring_back(shell: Shell, path: Path) -> None:
    """Show a file that came back on the page where it is compared."""
    from mhhs_desk.ui.frame import Frame
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.pages.bring_back import BringBackPage

    shell.go(Place("bring-back"))
    frame = shell.window.frame if isinstance(shell.window, MainWindow) else None
    page = frame.page() if isinstance(frame, Frame) else None
    if isinstance(page, BringBackPage):
        page.begin(path)


def columns(label: object) -> list[Column[Handing]]:
    """What is told of a hand-over: whom, what, for what, since when, and where it stands."""
    named = label if callable(label) else lambda one: None
    return [
        Column("Day", lambda one: words.day(one.day, year=True), key=lambda one: one.day, width=156),
        Column("With", lambda one: one.whom, width=120, stretch=True, strong=lambda _: True),
        Column("What", lambda one: handing_words.what(named(one)), width=120),
        Column("For", lambda one: handing_words.MODES[one.mode], width=96, spare=1),
        Column("Stands", handing_words.state, width=192, role=lambda _: "text2"),
    ]
