"""Tabs as words in a row, the chosen one in accent over a thick line; a count may stand after a name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Look

HEIGHT, APART = 38, 22


class Tabs(QTabBar):
    """A row of tabs by name. `currentChanged` tells of a choice; `chosen()` names it."""

    def __init__(self, look: Look, name: str, tabs: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.look = look
        self.counts: dict[str, int] = {}
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        for key, words in tabs:
            self.setTabData(self.addTab(words), key)

    def chosen(self) -> str:
        return str(self.tabData(self.currentIndex()))

    def choose(self, key: str) -> None:
        """Choose a tab by its key; one that is not there leaves the choice as it is."""
        for index in range(self.count()):
            if self.tabData(index) == key:
                self.setCurrentIndex(index)

    def mark(self, key: str, count: int) -> None:
        """Show how much there is to look at behind a tab; nothing where there is nothing."""
        self.counts[key] = count
        for index in range(self.count()):
            if self.tabData(index) == key:
                self.setAccessibleTabName(index, f"{self.tabText(index)}, {count}" if count else self.tabText(index))
        self.updateGeometry()
        self.update()

    def _count(self, index: int) -> str:
        count = self.counts.get(str(self.tabData(index)), 0)
        return str(count) if count else ""

    def tabSizeHint(self, index: int) -> QSize:
        theme = self.look.theme
        words = paint.width(theme, self.tabText(index), semibold=True) + 2
        count = self._count(index)
        extra = paint.width(theme, count, semibold=True) + theme.px(6) if count else 0
        return QSize(words + extra + theme.px(APART), theme.px(HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        return QSize(sum(self.tabSizeHint(n).width() for n in range(self.count())), self.look.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            box = QRect(rect.x(), rect.y(), rect.width() - theme.px(APART), rect.height() - 3)
            now = index == self.currentIndex()
            used = paint.text(painter, box, theme, self.tabText(index), "body", "accent" if now else "text2", now)
            paint.text(painter, box.adjusted(used + theme.px(6), 0, 0, 0), theme, self._count(index),
                       role="attention", semibold=True)  # fmt: skip
            if now:
                line = QRect(box.x(), rect.bottom() - 1, box.width(), 2)
                painter.fillRect(line, theme.colour("accent"))
            if now and self.hasFocus():
                painter.setPen(theme.colour("accent"))
                painter.drawRect(box.adjusted(-3, 4, 3, -4))
        painter.end()
