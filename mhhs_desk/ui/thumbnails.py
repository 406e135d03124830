"""The pages of a paper, small and under one another: the one in sight is marked, and any may be gone to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from mhhs_desk.ui import paint
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.preview import Preview
from mhhs_desk.ui.theme import Look, Theme

WIDTH, ROW, HIGH, WIDE = 116, 150, 116, 88
"""Of the list, of a row, and the most that a page takes of it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of as many; `number` from 1."""

    number: int
    of: int

    @property
    def id(self) -> int:
        return self.number

    @property
    def told(self) -> str:
        return f"Page {self.number} of {self.of}"


class _Painter(RowDelegate):
    def __init__(self, look: Look, preview: Preview) -> None:
        super().__init__(look)
        self.preview = preview

    def words(self, record: Leaf) -> str:
        return record.told

    def height(self, record: Leaf) -> int:
        return ROW

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Leaf, selected: bool) -> None:
        points = self.preview.document().pagePointSize(record.number - 1)
        size = points.scaled(theme.px(WIDE), theme.px(HIGH), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        box = QRect(rect.x() + (rect.width() - size.width()) // 2, rect.y() + theme.px(8), size.width(), size.height())
        painter.drawImage(box, self.preview.thumbnail(record.number - 1, QSize(box.size())))
        painter.setPen(QPen(theme.colour("accent" if selected else "edge"), 2 if selected else 1))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        foot = rect.adjusted(box.x() - rect.x(), theme.px(HIGH + 11), 0, -theme.px(3))
        paint.text(painter, foot, theme, str(record.number), "small", "text" if selected else "text2")


class Thumbnails(ListView):
    """A narrow list of the pages of a preview. Arrow keys and a click go to a page."""

    wanted = Signal(int)
    """The page that was asked for, from 0."""

    def __init__(self, look: Look, preview: Preview) -> None:
        super().__init__(look, _Painter(look, preview), "Pages")
        self.preview = preview
        self._following = False
        self.setFixedWidth(look.theme.px(WIDTH))
        self.chosen.connect(self._ask)
        look.changed.connect(lambda: self.setFixedWidth(look.theme.px(WIDTH)))

    def follow(self) -> None:
        """Show the pages that there are now, and mark the one in sight."""
        self._following = True
        count = self.preview.pages()
        if self.table.rowCount() != count:
            self.show_records(_leaves(count))
        at = self.preview.page_in_sight() + 1
        now = self.current()
        if count and (now is None or now.number != at):
            self.choose(lambda leaf: leaf.number == at)
        self._following = False
        self.viewport().update()

    def _ask(self, leaf: Leaf | None) -> None:
        if leaf and not self._following:
            self.wanted.emit(leaf.number - 1)


def _leaves(count: int) -> Iterator[Leaf]:
    return (Leaf(number, count) for number in range(1, count + 1))
