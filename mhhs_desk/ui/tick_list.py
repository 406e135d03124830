"""A list whose rows are ticked or not: the space bar or a click turns one, two links turn them all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.theme import Look, Theme

ROW, BOX, LEFT, RIGHT = 30, 18, 24, 16


@dataclass(frozen=True, slots=True)
class TickRow:
    """One row: what may be chosen, and what is to be known of it."""

    id: int
    name: str
    detail: str = ""
    attention: bool = False


class TickDelegate(RowDelegate):
    """A box, the name, and at the right what is to be known."""

    ticked: Callable[[TickRow], bool]

    def words(self, record: TickRow) -> str:
        chosen = "chosen" if self.ticked(record) else "not chosen"
        return ", ".join(part for part in (record.name, record.detail, chosen) if part)

    def height(self, record: TickRow) -> int:
        return ROW

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: TickRow, selected: bool) -> None:
        size = theme.px(BOX)
        box = QRect(rect.x() + theme.px(LEFT), rect.y() + (rect.height() - size) // 2, size, size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()
        on = self.ticked(record)
        if on:
            icons.draw(painter, box.adjusted(2, 2, -2, -2), theme, "check-bold", "text")
        words = rect.adjusted(theme.px(LEFT + BOX + 10), 0, -theme.px(RIGHT), 0)
        role = "attention" if record.attention else "text2"
        used = paint.text(painter, words, theme, record.detail, "small", role, right=True) if record.detail else 0
        name = words.adjusted(0, 0, -used - theme.px(10) if used else 0, 0)
        paint.text(painter, name, theme, record.name, role="text" if on else "text2")


class TickList(QWidget):
    """A heading with how many are chosen, the rows, and the links that choose all or none."""

    changed = Signal()

    def __init__(self, look: Look, title: str, delegate: TickDelegate | None = None) -> None:
        """`delegate`: paints the rows in another way."""
        super().__init__()
        self.look, self.title = look, title
        self.left_out: set[int] = set()
        self.delegate = delegate or TickDelegate(look)
        self.delegate.ticked = lambda row: row.id not in self.left_out
        self.view = ListView(look, self.delegate, title)
        self.view.clicked.connect(lambda index: self.turn(self.view.table.record(index.row())))
        self.view.installEventFilter(self)
        self.told = controls.label(look, title, "heading")
        self.count = controls.label(look, "", "small", "text2")
        self.all, self.none = Link(look, "All", "small"), Link(look, "None", "small")
        self.all.setAccessibleName(f"Choose all: {title}")
        self.none.setAccessibleName(f"Choose none: {title}")
        self.all.clicked.connect(lambda: self._leave_out(()))
        self.none.clicked.connect(lambda: self._leave_out([row.id for row in self.rows()]))
        head = QHBoxLayout()
        head.setContentsMargins(LEFT, 12, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.told)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.all)
        head.addWidget(self.none)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(controls.hairline(look, edge=True))
        lines.addWidget(self.view, 1)

    def rows(self) -> list[TickRow]:
        return list(self.view.table.records())

    def chosen(self) -> list[int]:
        """The rows that are ticked, by their numbers."""
        return [row.id for row in self.rows() if row.id not in self.left_out]

    def show_rows(self, rows: Iterable[TickRow]) -> None:
        """Show rows; what was left out stays so."""
        self.view.show_records(rows)
        self._count()

    def choose_anew(self) -> None:
        """Tick everything again."""
        self.left_out.clear()

    def turn(self, row: TickRow | None) -> None:
        """Tick a row, or take its tick away."""
        if row:
            self._leave_out(self.left_out ^ {row.id})

    def _leave_out(self, ids: Collection[int]) -> None:
        self.left_out = set(ids)
        self.view.viewport().update()
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        self.count.say(f"{len(self.chosen())} of {len(self.rows())}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self.turn(self.view.current())
            return True
        return super().eventFilter(watched, event)
