"""What the steps of the first run share: a question with its buttons, a form, and the place to drop files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.theme import Look

FIELD, MEASURE = 360, 640


class StepPane(QWidget):
    """One step: a question, what answers it, and the buttons at its foot."""

    number = 1

    def __init__(self, look: Look, question: str, sentence: str) -> None:
        super().__init__()
        self.look = look
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(72, 72, 96, 40)
        self.lines.setSpacing(8)
        self.lines.addWidget(controls.label(look, question, "title"))
        told = controls.label(look, sentence, role="text2", wrap=True)
        told.setMaximumWidth(look.theme.px(MEASURE))
        self.lines.addWidget(told)
        self.lines.addSpacing(16)

    def begin(self) -> None:
        """Put the keyboard where one begins."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin()

    def drop(self, paths: list[Path]) -> None:
        """Files dropped while the step is in hand."""

    def finish(self, *buttons: Button, back: Button | None = None) -> None:
        """The foot: what was refused, the way back at the left, and the buttons at the right."""
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.lines.addWidget(self.refusal)
        line = QHBoxLayout()
        line.setSpacing(10)
        if back:
            line.addWidget(back)
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        self.lines.addLayout(line)


class Form(QGridLayout):
    """Labelled fields under one another."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(10)
        self.setColumnStretch(2, 1)

    def row(self, label: str, widget: QWidget, beside: QWidget | None = None) -> None:
        line = self.rowCount()
        self.addWidget(controls.label(self.look, label, role="text2"), line, 0)
        if isinstance(widget, QLineEdit):
            widget.setFixedWidth(self.look.theme.px(FIELD))
        self.addWidget(widget, line, 1, Qt.AlignmentFlag.AlignLeft)
        if beside:
            self.addWidget(beside, line, 2, Qt.AlignmentFlag.AlignLeft)


def drop_area(look: Look, choose: Callable[[], None], kinds: str) -> QFrame:
    """Where files are dropped, and the button for those who would rather choose."""
    area = QFrame()
    area.setObjectName("drop")
    area.setFixedHeight(look.theme.px(104))
    line = QHBoxLayout(area)
    line.setSpacing(16)
    line.addStretch(1)
    line.addWidget(controls.Picture(look, "tray", "text", 26))
    told = QVBoxLayout()
    told.setSpacing(0)
    told.addStretch(1)
    told.addWidget(controls.label(look, "Drop a file anywhere in the window", semibold=True))
    told.addWidget(controls.label(look, kinds, "small", "text2"))
    told.addStretch(1)
    line.addLayout(told)
    button = Button(look, "Choose a file")
    button.clicked.connect(choose)
    line.addWidget(button)
    line.addStretch(1)
    return area
