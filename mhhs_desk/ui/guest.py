"""What stands in the window while no workspace can be shown yet: what is the matter, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Words

if TYPE_CHECKING:
    from pathlib import Path

    from mhhs_desk.ui.main_window import MainWindow

WIDTH = 600


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
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addWidget(self.column, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(5)

    def tell(self, text: str, size: str = "body", role: str = "text2", semibold: bool = False) -> Words:
        """A text over the width of the column."""
        made = controls.label(self.look, text, size, role, semibold, wrap=True)
        made.stand_in(self.column.width())
        self.lines.addWidget(made)
        return made

    def row(self, *widgets: QWidget) -> None:
        """Controls beside one another."""
        line = QHBoxLayout()
        line.setSpacing(10)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        self.lines.addLayout(line)

    def ways(self) -> list[Button]:
        """The ways to another workspace: one of the rep's choice, and the one that waits behind this."""
        other = Button(self.look, "Open another workspace")
        other.clicked.connect(self.window_.choose_workspace)
        waiting = self.window_.waiting_name()
        if not waiting:
            return [other]
        back = Button(self.look, f"Back to {waiting}", "arrow-left")
        back.clicked.connect(self.window_.come_back)
        return [other, back]

    def leave(self) -> None:
        """What is still being looked for is not wanted any more."""
        self.left = True
