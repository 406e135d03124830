"""A layout that sets its widgets one after the other and goes on in the next line where they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets in lines, as words in a paragraph."""

    def __init__(self, across: int = 12, down: int = 2) -> None:
        super().__init__()
        self.across, self.down = across, down
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, entry: QLayoutItem) -> None:
        self._entries.append(entry)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def clear(self) -> None:
        """Take every widget out."""
        while (entry := self.takeAt(0)) is not None:
            widget: QWidget | None = entry.widget()
            if widget:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for entry in self._entries:
            size = size.expandedTo(entry.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        """Set every widget in its place; how high all of them are."""
        x, y, high = rect.x(), rect.y(), 0
        for entry in self._entries:
            wanted = entry.sizeHint()
            size = QSize(min(wanted.width(), rect.width()), wanted.height())
            if high and x + size.width() > rect.right() + 1:
                x, y, high = rect.x(), y + high + self.down, 0
            if move:
                entry.setGeometry(QRect(QPoint(x, y), size))
            x, high = x + size.width() + self.across, max(high, size.height())
        return y + high - rect.y()
