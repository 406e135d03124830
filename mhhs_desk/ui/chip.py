"""One option's chip as a control of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Look


class Chip(QWidget):
    """The chip of an option; its name stands beside it."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__()
        self.look, self.key = look, key
        self.setFixedSize(look.theme.px(22), look.theme.px(22))

    def show_key(self, key: str) -> None:
        self.key = key
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.chip(painter, QRect(0, 0, self.width(), self.height()), self.look.theme, self.key)
        painter.end()
