"""Choices of a few: with option chips, or quiet until they are used. The wheel never changes one by accident."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from mhhs_desk.domain.options import Option
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.controls import Combo
from mhhs_desk.ui.theme import Look


class ChipCombo(Combo):
    """A choice whose entries may carry an option's chip; the words are elided where they do not fit."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        look.changed.connect(self._dress)

    def offer(self, options: Iterable[Option], none: str) -> None:
        """Offer options, and first of all none of them; the choice is kept where it is still offered."""
        kept = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        self.addItem(none, None)
        for option in options:
            self.addItem(_chip_icon(self.look, option.key), option.name, option.key)
        self.blockSignals(blocked)
        self.pick(kept)

    def pick(self, data: object) -> None:
        """Show a choice without telling of it."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(data)))
        self.blockSignals(blocked)
        self.update()

    def _told(self, room: int) -> str:
        """The choice in words; a question's long option by its number."""
        text, key = self.currentText(), self.currentData()
        long = paint.width(self.look.theme, text) > room
        return f"Option {key}" if long and isinstance(key, str) and key.isdigit() else text

    def _dress(self) -> None:
        for index in range(self.count()):
            key = self.itemData(index)
            if isinstance(key, str) and not self.itemIcon(index).isNull():
                self.setItemIcon(index, _chip_icon(self.look, key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        theme = self.look.theme
        widest = max((paint.width(theme, self.itemText(n)) for n in range(self.count())), default=0)
        self.view().setMinimumWidth(max(self.width(), widest + theme.px(60)))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText, option.currentIcon = "", QIcon()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        box = self.rect().adjusted(theme.px(9), 0, -theme.px(28), 0)
        if not self.itemIcon(self.currentIndex()).isNull():
            size = theme.px(22)
            chip = QRect(box.x(), (self.height() - size) // 2, size, size)
            paint.chip(painter, chip, theme, str(self.currentData()))
            box.setLeft(box.left() + size + theme.px(8))
        role = "text2" if self.currentData() is None else "text"
        paint.text(painter, box, theme, self._told(box.width()), role=role)
        caret = QRect(self.width() - theme.px(26), 0, theme.px(16), self.height())
        icons.draw(painter, caret, theme, "caret-down", "text2")
        painter.end()


class QuietCombo(Combo):
    """A choice that looks like words until the mouse or the keyboard is on it."""

    def __init__(self, look: Look, name: str, choices: Iterable[tuple[str, object]]) -> None:
        super().__init__(look, name)
        self.role_name = "text2"
        for text, data in choices:
            self.addItem(text, data)

    def pick(self, data: object) -> None:
        """Show a choice without telling of it."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(data)))
        self.blockSignals(blocked)
        self.update()

    def role(self, role: str) -> None:
        self.role_name = role
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        widest = max((paint.width(theme, self.itemText(n), "small", True) for n in range(self.count())), default=0)
        return QSize(widest + theme.px(26), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "edge"), 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
        box = self.rect().adjusted(theme.px(4), 0, -theme.px(18), 0)
        strong = self.role_name not in ("text", "text2", "text3")
        paint.text(painter, box, theme, self.currentText(), "small", self.role_name, strong)
        caret = QRect(self.width() - theme.px(17), 0, theme.px(12), self.height())
        icons.draw(painter, caret, theme, "caret-down", "text3")
        painter.end()


def _chip_icon(look: Look, key: str) -> QIcon:
    size = look.theme.px(20)
    picture = QPixmap(size, size)
    picture.fill("transparent")
    painter = QPainter(picture)
    paint.chip(painter, QRect(0, 0, size, size), look.theme, key)
    painter.end()
    return QIcon(picture)
