"""The items at the left of the room: each with what the group did, or our position."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.view import ItemView
from mhhs_desk.ui import icons, paint, room_words
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.theme import Look, Theme

ROW, LEFT, NUMBER = 48, 20, 32
CHIP = 22


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One item, and what the group did with it."""

    view: ItemView
    outcome: Outcome | None

    @property
    def id(self) -> int:
        return self.view.item.id

    @property
    def done(self) -> str:
        return room_words.done(self.view.item, self.outcome)

    @property
    def ours(self) -> str | None:
        return self.view.position.option if self.view.position else None


class RoomItemDelegate(RowDelegate):
    """The number, the title, and at the right the outcome in words, else our option, else a question to put."""

    narrow = False

    def words(self, record: RoomRow) -> str:
        item = record.view.item
        state = record.done or (f"our position {item.option_name(record.ours)}" if record.ours else "")
        return ", ".join(part for part in (f"Item {item.number}", item.title, state) if part)

    def height(self, record: RoomRow) -> int:
        return ROW

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        paint.ground(painter, rect, theme, selected, hover, line=False)

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: RoomRow, selected: bool) -> None:
        left = LEFT if not self.narrow else 4
        number = QRect(rect.x() + theme.px(left), rect.y(), theme.px(NUMBER), rect.height())
        paint.text(painter, number, theme, str(record.view.item.number), role="text2", right=True)
        box = rect.adjusted(theme.px(left + NUMBER + 12), 0, -theme.px(16), 0)
        if self.narrow:
            mark = QRect(number.right() + theme.px(8), rect.y(), theme.px(CHIP), rect.height())
            self._paint_mark(painter, mark, theme, record)
            return
        used = self._paint_state(painter, box, theme, record)
        room = box.adjusted(0, 0, -used - theme.px(10) if used else 0, 0)
        paint.text(painter, room, theme, record.view.item.title, semibold=selected)

    def _paint_state(self, painter: QPainter, box: QRect, theme: Theme, record: RoomRow) -> int:
        """What stands at the right; the width it took."""
        if record.done:
            most = QRect(box.right() - box.width() // 2, box.y(), box.width() // 2, box.height())
            icon = theme.px(15)
            words = most.adjusted(icon + theme.px(5), 0, 0, 0)
            used = paint.text(painter, words, theme, record.done, "small", "text2", right=True)
            at = QRect(box.right() - used - theme.px(5) - icon, box.y(), icon, box.height())
            icons.draw(painter, at, theme, "check", "text2")
            return used + theme.px(5) + icon
        size = theme.px(CHIP)
        mark = QRect(box.right() - size, box.y(), size, box.height())
        return size if self._paint_mark(painter, mark, theme, record) else 0

    def _paint_mark(self, painter: QPainter, mark: QRect, theme: Theme, record: RoomRow) -> bool:
        """A tick, our option, or the sign of a question; whether there is any."""
        if record.done:
            icons.draw(painter, mark.adjusted(2, 0, -2, 0), theme, "check", "text2")
        elif record.ours:
            size = mark.width()
            chip = QRect(mark.x(), mark.y() + (mark.height() - size) // 2, size, size)
            paint.chip(painter, chip, theme, record.ours)
        elif record.view.text("questions"):
            icons.draw(painter, mark.adjusted(2, 0, -2, 0), theme, "question", "text2")
        else:
            return False
        return True


class RoomItems(ListView):
    """The items of the meeting; a click goes to one, the keys stay with the line."""

    def __init__(self, look: Look) -> None:
        self.painter_of_rows = RoomItemDelegate(look)
        super().__init__(look, self.painter_of_rows, "Items of the meeting")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fold(self, narrow: bool) -> None:
        """Show the numbers alone, where there is no room for the titles."""
        self.painter_of_rows.narrow = narrow
        self.viewport().update()
