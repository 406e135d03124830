"""A choice that is on or off, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.theme import Look

BOX, SPACE = 18, 8


class Tick(QCheckBox):
    """A box with a tick, and its words."""

    def __init__(self, look: Look, text: str, on: bool = False) -> None:
        super().__init__(text)
        self.look = look
        self.setChecked(on)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(theme.px(BOX + SPACE) + paint.width(theme, self.text()) + 4, theme.px(26))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(BOX)
        box = QRect(0, (self.height() - size) // 2, size, size).adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if focus else "edge"), 2 if focus else 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(box, 3, 3)
        role = "text" if self.isEnabled() else "text3"
        if self.isChecked():
            icons.draw(painter, box.adjusted(1, 1, -1, -1), theme, "check-bold", role)
        words = self.rect().adjusted(theme.px(BOX + SPACE), 0, 0, 0)
        paint.text(painter, words, theme, self.text(), role=role)
        painter.end()
