"""The foot of the page: what was just done, with its undo; what was refused; and how far long work is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimerEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mhhs_desk.store.history import REDO, UNDO, Step
from mhhs_desk.ui import controls
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Look


class Foot(QWidget):
    """Two strips, each there only while it has something to say."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(ProgressStrip(shell))
        self.strip = UndoStrip(shell)
        lines.addWidget(self.strip)


class Strip(QFrame):
    """A line across the foot of the page."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(24, 5, 20, 5)
        self.line.setSpacing(10)
        self.hide()


class UndoStrip(Strip):
    """The last step, with the way to take it back; or why something was refused."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look)
        self.shell = shell
        self.setAccessibleName("Last step")
        self.picture = controls.Picture(shell.look, "check", "text2")
        self.words = controls.label(shell.look, "", "small", "text2")
        self.link = controls.Link(shell.look, "Undo", "small")
        self.link.clicked.connect(self._take_back)
        self._undone = False
        for widget in (self.picture, self.words, self.link):
            self.line.addWidget(widget)
        self.line.addStretch(1)
        shell.stepped.connect(self._stepped)
        shell.said.connect(self._said)
        shell.arrived.connect(self._left)

    def _stepped(self, step: Step) -> None:
        self._undone = step.verb == UNDO
        name = (
            step.name
            if step.verb not in (UNDO, REDO)
            else f"{'Took back' if self._undone else 'Did again'}: {step.name}"
        )
        self._show("arrow-counter-clockwise" if self._undone else "check", "text2", f"{name}.")
        self.link.setText("Redo" if self._undone else "Undo")
        self.link.setAccessibleName(f"{self.link.text()}: {step.name}")
        self.link.show()

    def _left(self, place: Place) -> None:
        """What was done at one place is no matter at the next."""
        self.hide()

    def _said(self, line: str, refused: bool) -> None:
        role = "danger" if refused else "text2"
        self._show("prohibit" if refused else "check", role, line)
        self.link.hide()

    def _show(self, icon: str, role: str, line: str) -> None:
        self.picture.show_icon(icon, role)
        self.words.role(role)
        self.words.say(line)
        self.setAccessibleDescription(line)
        self.show()

    def _take_back(self) -> None:
        if self._undone:
            self.shell.redo()
        else:
            self.shell.undo()


class ProgressStrip(Strip):
    """How far a job is, with its cancel; only once it takes longer than a moment."""

    PATIENCE = 150

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look)
        self.shell = shell
        self.setAccessibleName("Work under way")
        self.words = controls.label(shell.look, "", "small", "text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(240)
        self.bar.setAccessibleName("Progress")
        self.cancel = controls.Link(shell.look, "Cancel", "small")
        self.cancel.clicked.connect(self._cancel)
        self._job: Job | None = None
        for widget in (self.words, self.bar, self.cancel):
            self.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.addStretch(1)
        shell.jobs.started.connect(self._started)
        shell.jobs.ended.connect(self._ended)

    def _started(self, job: Job) -> None:
        self._job = job
        self.words.say(f"{job.name} …")
        self.bar.setRange(0, 0)
        job.progressed.connect(self._progressed)
        self.startTimer(self.PATIENCE)

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        self.setVisible(self._job is not None)

    def _progressed(self, done: int, total: int) -> None:
        if self.sender() is self._job or self._job is not None:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
