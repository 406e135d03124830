"""How many answers were given on an earlier version of the paper, and the step that confirms them all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.theme import Look


class StaleLine(QWidget):
    """A line over the answers; it is there only while some of them are to be confirmed."""

    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.words = controls.label(look, "", "small", "attention", wrap=True)
        self.all = Button(look, "All still stand", "check", "Shift S")
        self.all.clicked.connect(self.confirmed.emit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(
            controls.Picture(look, "clock-counter-clockwise", "attention", 15), 0, Qt.AlignmentFlag.AlignVCenter
        )
        line.addWidget(self.words, 1)
        line.addWidget(self.all)
        self.hide()

    def show_count(self, number: int) -> None:
        """Say how many answers are to be confirmed."""
        self.words.say(f"{words.count(number, 'answer')} to an earlier paper")
        self.setVisible(number > 0)
