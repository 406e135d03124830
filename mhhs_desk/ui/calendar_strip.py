"""The calendar strip: some months side by side, with meetings, days by rule, papers due and today."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, auto

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mhhs_desk import words
from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Look, Theme

MONTHS = 4
WEEKS = 6
TOP, HEAD, DAY_HEADS, ROW = 14, 18, 26, 22
"""Heights: above, a month's name, the letters of its days, a week."""

KEY_WIDTH = 230


class DayKind(IntEnum):
    """What falls on a day; a later one of these is painted in place of an earlier one."""

    HOLIDAY = auto()
    PAPERS = auto()
    ANSWERS = auto()
    MOVED = auto()
    OFF = auto()
    RULE = auto()
    MEETING = auto()


STRUCK = (DayKind.OFF, DayKind.MOVED)
"""What is no meeting any more: its number is struck."""
DUE = (DayKind.PAPERS, DayKind.ANSWERS)


@dataclass(frozen=True, slots=True)
class Marked:
    """What falls on one day: how it is painted, and the words for it."""

    kind: DayKind
    words: str


def months_from(day: date, count: int = MONTHS) -> Iterator[tuple[int, int]]:
    """The year and month of a day, and of those that follow it."""
    for n in range(count):
        year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
        yield year, month + 1


class CalendarStrip(QWidget):
    """Four months and their key. A click on a marked day picks it; the list beneath does the same by keyboard."""

    picked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.today = date.min
        self.marked: Mapping[date, Marked] = {}
        self.setAccessibleName("Calendar of meetings")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_days(self, today: date, marked: Mapping[date, Marked]) -> None:
        """Show the months from today's with what falls on their days."""
        self.today, self.marked = today, dict(marked)
        self.setAccessibleDescription(
            "; ".join(f"{words.day(day, True)}: {m.words}" for day, m in sorted(marked.items()))
        )
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(theme.px(900), theme.px(TOP + HEAD + DAY_HEADS + WEEKS * ROW + 8))

    def day_at(self, x: int, y: int) -> date | None:
        """The day that is painted at a point."""
        for year, month in months_from(self.today):
            for day, box in self._days(year, month):
                if box.contains(x, y):
                    return day
        return None

    def _month_box(self, place: int) -> QRect:
        theme = self.look.theme
        width = (self.width() - theme.px(KEY_WIDTH)) // MONTHS
        return QRect(place * width, 0, width, self.height())

    def _days(self, year: int, month: int) -> Iterator[tuple[date, QRect]]:
        theme = self.look.theme
        place = next(n for n, found in enumerate(months_from(self.today)) if found == (year, month))
        box = self._month_box(place)
        column = (box.width() - theme.px(40)) // 7
        left = box.x() + theme.px(24 if place == 0 else 14)
        top = theme.px(TOP + HEAD + DAY_HEADS)
        first, count = calendar.monthrange(year, month)
        for number in range(1, count + 1):
            week, weekday = divmod(first + number - 1, 7)
            yield (
                date(year, month, number),
                QRect(left + weekday * column, top + week * theme.px(ROW), column, theme.px(ROW)),
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.look.theme
        for place, (year, month) in enumerate(months_from(self.today)):
            self._paint_month(painter, theme, place, year, month)
        self._paint_key(painter, theme)
        painter.end()

    def _paint_month(self, painter: QPainter, theme: Theme, place: int, year: int, month: int) -> None:
        box = self._month_box(place)
        top = theme.px(TOP)
        line = QRect(box.right(), top, 1, box.height() - 2 * top)
        painter.fillRect(line, theme.colour("hairline"))
        for day, cell in self._days(year, month):
            if day.day == 1:
                self._paint_heads(painter, theme, cell, place, year, month)
            self._paint_day(painter, theme, day, cell)

    def _paint_heads(self, painter: QPainter, theme: Theme, cell: QRect, place: int, year: int, month: int) -> None:
        left = self._month_box(place).x() + theme.px(24 if place == 0 else 14)
        name = QRect(left, theme.px(TOP), theme.px(200), theme.px(HEAD))
        paint.text(painter, name, theme, f"{words.LONG_MONTHS[month - 1]} {year}", "small", semibold=True)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text3"))
        for weekday, letter in enumerate("MTWTFSS"):
            head = QRect(left + weekday * cell.width(), theme.px(TOP + HEAD), cell.width(), theme.px(DAY_HEADS))
            painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), letter)

    def _paint_day(self, painter: QPainter, theme: Theme, day: date, cell: QRect) -> None:
        found = self.marked.get(day)
        kind = found.kind if found else None
        _paint_mark(painter, theme, cell, kind, day == self.today)
        role = {DayKind.MEETING: "on_accent", DayKind.RULE: "accent"}.get(kind) if kind else None
        strong = kind in (DayKind.MEETING, DayKind.RULE) or day == self.today
        painter.setFont(theme.font("small", semibold=strong))
        painter.setPen(theme.colour(role or ("text" if kind or day == self.today else "text2")))
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), str(day.day))

    def _paint_key(self, painter: QPainter, theme: Theme) -> None:
        left = self._month_box(MONTHS).x() + theme.px(14)
        top = theme.px(TOP)
        paint.text(painter, QRect(left, top, theme.px(120), theme.px(HEAD)), theme, "Key", "small", semibold=True)
        rows = (("10", DayKind.MEETING, "meeting, invited"), ("1", DayKind.RULE, "by rule, to confirm"),
                ("8", DayKind.OFF, "called off, or moved"), ("17", DayKind.PAPERS, "papers or answers due"),
                ("27", DayKind.HOLIDAY, "bank holiday"), (str(self.today.day), None, "today"))  # fmt: skip
        roles = {DayKind.MEETING: "on_accent", DayKind.RULE: "accent"}
        for n, (number, kind, meaning) in enumerate(rows):
            cell = QRect(left - theme.px(4), top + theme.px(22 + 25 * n), theme.px(32), theme.px(ROW))
            _paint_mark(painter, theme, cell, kind, kind is None)
            painter.setFont(theme.font("small", semibold=kind in (DayKind.MEETING, DayKind.RULE, None)))
            painter.setPen(theme.colour(roles.get(kind, "text") if kind else "text"))
            painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), number)
            told = QRect(
                cell.right() + theme.px(8), cell.y(), self.width() - cell.right() - theme.px(12), cell.height()
            )
            paint.text(painter, told, theme, meaning, "small", "text2")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(int(event.position().x()), int(event.position().y()))
        if day in self.marked:
            self.picked.emit(day)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos().x(), event.pos().y())
            found = self.marked.get(day) if day else None
            QToolTip.showText(event.globalPos(), f"{words.day(day)}: {found.words}" if day and found else "", self)
            return True
        return super().event(event)


def _paint_mark(painter: QPainter, theme: Theme, cell: QRect, kind: DayKind | None, today: bool) -> None:
    """A meeting solid, a day by rule outlined, what is due underlined, what is off struck, today boxed."""
    width = min(cell.width() - 2, theme.px(32))
    box = QRectF(cell.center().x() - width / 2, cell.y() + 1.5, width, cell.height() - 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is DayKind.MEETING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(box, 3, 3)
    elif kind is DayKind.RULE:
        painter.setPen(QPen(theme.colour("accent"), 1.2))
        painter.drawRoundedRect(box, 3, 3)
    elif kind is DayKind.HOLIDAY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text2"))
        painter.drawEllipse(QPointF(box.center().x(), box.bottom()), 1.6, 1.6)
    elif kind in STRUCK:
        painter.setPen(QPen(theme.colour("text2"), 1.2))
        painter.drawLine(QPointF(box.left() + 5, box.center().y()), QPointF(box.right() - 5, box.center().y()))
    elif kind in DUE:
        painter.setPen(QPen(theme.colour("text"), 1.4))
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
    if today:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("text2"), 1))
        painter.drawRoundedRect(box, 3, 3)
