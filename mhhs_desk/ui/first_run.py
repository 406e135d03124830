"""The first run: four steps from nothing to an open desk, or the sample instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.store.database import faults
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.first_pane import StepPane
from mhhs_desk.ui.first_steps import MeetingStep, MembersStep, Seat, SeatStep
from mhhs_desk.ui.foot import Foot
from mhhs_desk.ui.passphrase_step import PassphraseStep
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Look

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow

SIDE = 348
STEPS = (
    ("Your seat", "Whose it is, and at which group"),
    ("Your passphrase", "It opens the workspace anywhere"),
    ("Your members", "Who you speak for"),
    ("Your next meeting", "A pack of papers, or a day"),
)


class FirstRun(QWidget):
    """The steps at the left, the one in hand at the right."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_, self.look = window, window.look
        self.shell: Shell | None = None
        self.side = StepList(self.look)
        self.stack = QStackedWidget()
        self.right = QVBoxLayout()
        self.right.setSpacing(0)
        self.right.addWidget(self.stack, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left())
        across.addLayout(self.right, 1)
        self.seat = SeatStep(self.look, self._seated)
        self._show(self.seat)

    def _left(self) -> QFrame:
        left = QFrame()
        left.setObjectName("sidebar")
        left.setFixedWidth(self.look.theme.px(SIDE))
        lines = QVBoxLayout(left)
        lines.setContentsMargins(56, 72, 40, 40)
        lines.setSpacing(2)
        lines.addWidget(controls.label(self.look, "Set up your desk", "title"))
        told = "Four steps, about five minutes. Everything can be changed later."
        lines.addWidget(controls.label(self.look, told, role="text2", wrap=True))
        lines.addSpacing(32)
        lines.addWidget(self.side)
        lines.addSpacing(40)
        lines.addWidget(controls.hairline(self.look))
        lines.addSpacing(16)
        lines.addWidget(controls.label(self.look, "Only looking?", role="text2"))
        sample = controls.Link(self.look, "Open the sample instead")
        sample.clicked.connect(self.window_.open_sample)
        lines.addWidget(sample)
        lines.addWidget(controls.label(self.look, "The first PSG, with invented members.", "small", "text2"))
        lines.addSpacing(16)
        lines.addWidget(controls.label(self.look, "Sitting in for somebody?", role="text2"))
        handed = controls.Link(self.look, "Open what was handed over")
        handed.clicked.connect(self.window_.choose_workspace)
        lines.addWidget(handed)
        lines.addStretch(1)
        return left

    def _show(self, step: StepPane) -> None:
        self.side.at(step.number)
        self.stack.addWidget(step)
        self.stack.setCurrentWidget(step)

    def _seated(self, seat: Seat) -> None:
        """The seat is known; nothing is written yet."""
        today = self.window_.today or date.today()
        self._show(PassphraseStep(self.look, seat, today, self._made, self._to_seat))

    def _to_seat(self) -> None:
        shown = self.stack.currentWidget()
        self._show(self.seat)
        if shown:
            shown.deleteLater()

    def _made(self, seat: Seat, passphrase: str | None) -> None:
        """Make the workspace, encrypted where there is a passphrase, and go on to its members. Raises Fault."""
        if seat.path.parent == places.documents():
            with faults(seat.path):
                seat.path.parent.mkdir(parents=True, exist_ok=True)
        whose = seat.constituency, seat.forum, seat.rep, seat.address
        desk = Desk.create(seat.path, *whose, passphrase, self.window_.today)
        self.shell = Shell(self.window_, desk, self.look, self.window_.preferences)
        self.right.addWidget(Foot(self.shell))
        self._show(MembersStep(self.shell, self._members_done))
        if passphrase:
            self.window_.remember_key()

    def _members_done(self) -> None:
        if self.shell:
            self._show(MeetingStep(self.shell, self._finished))

    def _finished(self) -> None:
        if self.shell:
            path, key = self.shell.desk.path, self.shell.desk.workspace.key
            self.window_.leave()
            self.window_.open_or_set_up(path, key)
            if self.window_.shell and self.window_.shell.desk.waiting():
                self.window_.go(Place("inbox"))  # what was dropped in the last step waits there

    def leave(self) -> None:
        """Let go of the workspace that was being set up; it is kept as far as it is."""
        if self.shell:
            shell, self.shell = self.shell, None
            shell.jobs.stop()
            shell.desk.close()

    def drop(self, paths: list[Path]) -> None:
        """Files dropped on the window belong to the step in hand."""
        step = self.stack.currentWidget()
        if isinstance(step, StepPane):
            step.drop(paths)


class StepList(QWidget):
    """The four steps: done with a tick, the one in hand in accent, the rest numbered."""

    ROW = 64

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.now = look, 1
        self.setFixedHeight(look.theme.px(self.ROW * len(STEPS)))

    def at(self, number: int) -> None:
        self.now = number
        self.setAccessibleName(f"Step {number} of {len(STEPS)}: {STEPS[number - 1][0]}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (title, detail) in enumerate(STEPS, 1):
            top = theme.px(self.ROW) * (number - 1)
            self._mark(painter, QRect(0, top, theme.px(26), theme.px(26)), number)
            box = QRect(theme.px(40), top - 1, self.width() - theme.px(40), theme.px(22))
            paint.text(painter, box, theme, title, role="accent" if number == self.now else "text", semibold=True)
            paint.text(painter, box.translated(0, theme.px(20)), theme, detail, "small", "text2")
        painter.end()

    def _mark(self, painter: QPainter, rect: QRect, number: int) -> None:
        theme = self.look.theme
        if number < self.now:
            icons.draw(painter, rect.adjusted(4, 4, -4, -4), theme, "check", "text2")
            return
        here = number == self.now
        painter.setPen(theme.colour("accent" if here else "edge"))
        painter.setBrush(theme.colour("accent") if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(0, 0, -1, -1))
        painter.setPen(theme.colour("on_accent" if here else "text2"))
        painter.setFont(theme.font("small", semibold=here))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(number))
