"""What stands in the window while no workspace can be shown yet: what is the matter, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link, Words

if TYPE_CHECKING:
    from pathlib import Path

    from mhhs_desk.ui.main_window import MainWindow

WIDTH, TOP = 600, 88


class Guest(QWidget):
    """A column of words about one file. What was open before waits behind it, and stays open until another is."""

    encrypted = False

    def __init__(self, window: MainWindow, path: Path, icon: str, title: str, role: str = "text2") -> None:
        super().__init__()
        self.window_, self.look, self.path = window, window.look, path
        self.left = False
        self.column = QWidget()
        self.column.setFixedWidth(self.look.theme.px(WIDTH))
        self.lines = QVBoxLayout(self.column)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        self.lines.addWidget(controls.Picture(self.look, icon, role, 40))
        self.lines.addSpacing(8)
        self.tell(title, "title", "text")
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, self.look.theme.px(TOP), 0, 24)
        around.addWidget(self.column, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def tell(self, text: str, size: str = "body", role: str = "text2", semibold: bool = False) -> Words:
        """A text over the width of the column."""
        made = controls.label(self.look, text, size, role, semibold, wrap=True)
        made.stand_in(self.column.width())
        self.lines.addWidget(made)
        return made

    def other(self) -> Button:
        """The way to another workspace."""
        button = Button(self.look, "Open another workspace")
        button.clicked.connect(self.window_.choose_workspace)
        return button

    def back(self) -> list[Link]:
        """The way back to what waits behind this, where anything does."""
        waiting = self.window_.waiting_name()
        if not waiting:
            return []
        link = Link(self.look, f"Back to {waiting}")
        link.clicked.connect(self.window_.come_back)
        return [link]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to what waits behind this."""
        if event.key() == Qt.Key.Key_Escape:
            self.window_.come_back()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """What is still being looked for is not wanted any more."""
        self.left = True


def beside(*widgets: QWidget) -> QHBoxLayout:
    """Controls beside one another, from the left."""
    line = QHBoxLayout()
    line.setSpacing(10)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line
