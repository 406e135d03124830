"""A month as a grid of days with what falls on each: meetings, days by rule, deadlines, bank holidays."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mhhs_desk import words
from mhhs_desk.ui import paint
from mhhs_desk.ui.calendar_strip import DUE, STRUCK, DayKind
from mhhs_desk.ui.meeting_days import DayEntry
from mhhs_desk.ui.theme import Look, Theme

HEADS, NUMBER, LINE = 28, 26, 21
"""Heights: the names of the days, a day's number, one entry of a day."""

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def weeks_of(year: int, month: int) -> list[list[date]]:
    """The weeks of a month from Monday on, with the days of its neighbours that fill them."""
    return calendar.Calendar().monthdatescalendar(year, month)


def month_later(day: date, months: int) -> date:
    """The same day of another month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class MonthGrid(QWidget):
    """One month. Arrows go by day, Page Up and Down by month, Home to today; Enter opens what is on the day.

    N begins a new meeting on it.
    """

    moved = Signal(object)
    """date: the day that is chosen now."""
    opened = Signal(object)
    """MeetingDay: the meeting, or the day by rule, that was opened."""
    wanted = Signal(object)
    """date: a new meeting is wanted on it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.today = self.day = date(2021, 11, 9)
        self.entries: Mapping[date, Sequence[DayEntry]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Month")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(theme.px(720), theme.px(HEADS + 6 * (NUMBER + 2 * LINE)))

    def show_entries(self, today: date, entries: Mapping[date, Sequence[DayEntry]]) -> None:
        """Show what falls on the days; the chosen day stays."""
        self.today, self.entries = today, entries
        self._tell()

    def go_to(self, day: date) -> None:
        """Choose a day, and show its month."""
        if date.min + timedelta(days=62) < day < date.max - timedelta(days=62):
            self.day = day
            self._tell()
            self.moved.emit(day)

    def words(self, day: date) -> str:
        """A day as it is read out."""
        told = [entry.full for entry in self.entries.get(day, ())]
        return f"{words.long_day(day)}: {'; '.join(told) if told else 'nothing'}"

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words(self.day))
        self.update()

    # Where the days are

    def days(self) -> Iterator[tuple[date, QRect]]:
        """Each day that is shown, with its cell."""
        weeks = weeks_of(self.day.year, self.day.month)
        top, width = self.look.theme.px(HEADS), self.width()
        high = self.height() - top
        for row, week in enumerate(weeks):
            y, end = top + high * row // len(weeks), top + high * (row + 1) // len(weeks)
            for column, day in enumerate(week):
                x, right = width * column // 7, width * (column + 1) // 7
                yield day, QRect(x, y, right - x, end - y)

    def day_at(self, x: int, y: int) -> date | None:
        return next((day for day, box in self.days() if box.contains(x, y)), None)

    # The keyboard and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.go_to(self.day + timedelta(days=STEPS[key]))
        elif key in MONTHS:
            self.go_to(month_later(self.day, MONTHS[key]))
        elif key == Qt.Key.Key_Home:
            self.go_to(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_day()
        elif key == Qt.Key.Key_N and not event.modifiers():
            self.wanted.emit(self.day)
        else:
            super().keyPressEvent(event)

    def open_day(self) -> None:
        """Open the meeting of the chosen day: the most important of its entries that has one."""
        found = [entry.one for entry in self.entries.get(self.day, ()) if entry.one]
        if found:
            self.opened.emit(found[-1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(int(event.position().x()), int(event.position().y()))
        if day:
            self.go_to(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_day()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self.words(day) if day and day in self.entries else "", self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, name in enumerate(words.WEEKDAYS):
            x = self.width() * column // 7
            head = QRect(x + theme.px(10), 0, self.width() // 7 - theme.px(10), theme.px(HEADS))
            paint.text(painter, head, theme, name, "small", "text2", semibold=True)
        painter.fillRect(QRect(0, theme.px(HEADS) - 1, self.width(), 1), theme.colour("edge"))
        for day, box in self.days():
            self._paint_day(painter, theme, day, box)
        painter.end()

    def _paint_day(self, painter: QPainter, theme: Theme, day: date, box: QRect) -> None:
        chosen, inside = day == self.day, day.month == self.day.month
        if chosen:
            painter.fillRect(box.adjusted(0, 0, -1, -1), theme.colour("selection"))
        elif day.weekday() >= 5:
            painter.fillRect(box.adjusted(0, 0, -1, -1), theme.colour("pane"))
        paint.hairline(painter, box, theme)
        painter.fillRect(QRect(box.right(), box.y(), 1, box.height()), theme.colour("hairline"))
        if chosen and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        self._paint_number(painter, theme, day, box, inside)
        self._paint_entries(painter, theme, day, box, inside)

    def _paint_number(self, painter: QPainter, theme: Theme, day: date, box: QRect, inside: bool) -> None:
        line = QRect(box.x() + theme.px(10), box.y() + theme.px(3), box.width() - theme.px(16), theme.px(22))
        told = str(day.day) if inside or day.day > 1 else f"1 {words.MONTHS[day.month - 1]}"
        role = "text" if inside else "text3"
        used = paint.text(painter, line, theme, told, "small", role, semibold=day == self.today)
        if day == self.today:
            painter.setPen(QPen(theme.colour("text2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = QRectF(line.x() - 5, line.y() + 2, used + 10, line.height() - 4)
            painter.drawRoundedRect(edge, 3, 3)
            used += theme.px(8)
        holiday = next((entry for entry in self.entries.get(day, ()) if entry.kind is DayKind.HOLIDAY), None)
        if holiday:
            paint.text(painter, line.adjusted(used + theme.px(8), 0, 0, 0), theme, holiday.short, "small", "text3")

    def _paint_entries(self, painter: QPainter, theme: Theme, day: date, box: QRect, inside: bool) -> None:
        found = [entry for entry in reversed(self.entries.get(day, ())) if entry.kind is not DayKind.HOLIDAY]
        room = max(1, (box.height() - theme.px(NUMBER)) // theme.px(LINE))
        shown = found if len(found) <= room else found[: max(1, room - 1)]
        for place, entry in enumerate(shown):
            y = box.y() + theme.px(NUMBER + LINE * place)
            _paint_entry(painter, theme, entry, QRect(box.x() + 5, y, box.width() - 11, theme.px(LINE - 2)))
        if len(shown) < min(len(found), room):
            y = box.y() + theme.px(NUMBER + LINE * len(shown))
            line = QRect(box.x() + theme.px(10), y, box.width() - theme.px(16), theme.px(LINE - 2))
            paint.text(painter, line, theme, f"{len(found) - len(shown)} more", "small", "text2")


def _paint_entry(painter: QPainter, theme: Theme, entry: DayEntry, box: QRect) -> None:
    """A meeting solid, a day by rule outlined, a deadline with a line under it, what is off struck."""
    inner = box.adjusted(theme.px(5), 0, -theme.px(3), 0)
    if entry.kind is DayKind.MEETING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(box), 3, 3)
        paint.text(painter, inner, theme, entry.short, "small", "on_accent", semibold=True)
    elif entry.kind is DayKind.RULE:
        painter.setPen(QPen(theme.colour("accent"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        paint.text(painter, inner, theme, entry.short, "small", "accent", semibold=True)
    else:
        used = paint.text(painter, inner, theme, entry.short, "small", "text2" if entry.kind in STRUCK else "text")
        line = QRect(inner.x(), box.bottom() - 1, used, 1)
        if entry.kind in STRUCK:
            line.moveTop(box.center().y() + 1)
        if entry.kind in (*STRUCK, *DUE):
            painter.fillRect(line, theme.colour("text2"))
