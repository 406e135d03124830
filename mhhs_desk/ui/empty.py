"""The empty state of a page: what goes there, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.theme import Look

WIDTH = 520


class Empty(QWidget):
    """An icon, "No … yet", one sentence and one primary button; left-aligned in a column in the middle."""

    def __init__(
        self, look: Look, icon: str, title: str, sentence: str, button: Button | None = None, small: str = ""
    ) -> None:
        super().__init__()
        column = QWidget()
        column.setFixedWidth(look.theme.px(WIDTH))
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(controls.Picture(look, icon, "text2", 40))
        lines.addSpacing(8)
        self.title = controls.label(look, title, "title")
        lines.addWidget(self.title)
        self.sentence = controls.label(look, sentence, "heading_plain", "text2", wrap=True)
        lines.addWidget(self.sentence)
        lines.addSpacing(16)
        if button:
            lines.addWidget(button)
        self.small = controls.label(look, small, "small", "text2", wrap=True)
        self.small.setVisible(bool(small))
        lines.addWidget(self.small)
        for told in (self.sentence, self.small):
            told.stand_in(column.width())
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(5)
