"""What every page stands on: the desk, the look, the jobs, and the one way from place to place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, Refused
from mhhs_desk.settings import Preferences
from mhhs_desk.store.history import Step
from mhhs_desk.ui.jobs import Jobs
from mhhs_desk.ui.place import Place as Place
from mhhs_desk.ui.theme import Look


class Shell(QObject):
    """One open workspace in the window."""

    changed = Signal(object)
    """frozenset[str]: the tables that a step changed."""
    stepped = Signal(object)
    """Step: once it is kept."""
    wanted = Signal(object)
    """Place: the window is asked to show it."""
    arrived = Signal(object)
    """Place: the window shows it now."""
    said = Signal(str, bool)
    """A line for the foot of the page, and whether it is a refusal."""

    def __init__(self, window: QWidget, desk: Desk, look: Look, preferences: Preferences) -> None:
        super().__init__(window)
        self.window, self.desk, self.look, self.preferences = window, desk, look, preferences
        self.jobs = Jobs(self.tell)
        self.place = Place("")
        self.saved_at = ""
        self._been: list[Place] = []
        self._ahead: list[Place] = []
        self.run: Callable[[str], None] = lambda name: None
        desk.listen(self._kept)

    # Places

    def go(self, place: Place) -> None:
        """Show a place, and remember the one before."""
        if place == self.place:
            self.wanted.emit(place)
            return
        if self.place.page:
            self._been.append(self.place)
        self._ahead.clear()
        self._arrive(place)

    def back(self) -> None:
        if self._been:
            self._ahead.append(self.place)
            self._arrive(self._been.pop())

    def forward(self) -> None:
        if self._ahead:
            self._been.append(self.place)
            self._arrive(self._ahead.pop())

    def ways(self) -> tuple[bool, bool]:
        """Whether there is a way back, and a way forward."""
        return bool(self._been), bool(self._ahead)

    def _arrive(self, place: Place) -> None:
        self.place = place
        self.wanted.emit(place)
        self.arrived.emit(place)

    # Steps

    def _kept(self, step: Step) -> None:
        self.saved_at = time.strftime("%H:%M")
        self.changed.emit(step.kinds)
        self.stepped.emit(step)

    def undo(self) -> None:
        with self.told():
            self.desk.undo()

    def redo(self) -> None:
        with self.told():
            self.desk.redo()

    # Words

    def say(self, line: str) -> None:
        """One line at the foot of the page."""
        self.said.emit(line, False)

    @contextmanager
    def told(self, refused: Callable[[str], None] | None = None) -> Iterator[None]:
        """Word what goes wrong inside: a fault in a message box, a refusal inline or at the foot of the page."""
        try:
            yield
        except Refused as refusal:
            line = words.refusal(refusal)
            if refused:
                refused(line)
            else:
                self.said.emit(line, True)
        except Fault as fault:
            self.tell(fault)

    def tell(self, problem: Exception) -> None:
        """Word a fault of the world in a message box; anything else is our own fault and is raised."""
        if isinstance(problem, Refused):
            self.said.emit(words.refusal(problem), True)
            return
        if not isinstance(problem, Fault):
            raise problem
        tell_fault(self.window, problem)

    # Files

    def take_in(self, paths: list[Path]) -> None:
        """Read files beside the window, put what was found into the Inbox, and go there."""
        from mhhs_desk.ui.taking_in import take_in

        take_in(self, paths)


def tell_fault(parent: QWidget | None, *problems: Fault) -> None:
    """One message box with the words that the command line would print."""
    box = QMessageBox(parent)
    box.setWindowTitle("MHHS Desk")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText("\n\n".join(words.fault(problem) for problem in problems))
    box.exec()
