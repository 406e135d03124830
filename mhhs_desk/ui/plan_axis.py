"""The time axis of the plan: months to pixels, and the marks of baseline, proposal, slip and today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from mhhs_desk import words
from mhhs_desk.domain import milestones
from mhhs_desk.domain.milestones import MilestoneDate
from mhhs_desk.domain.plan import Interval, Row
from mhhs_desk.plan_words import date_words
from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Theme

ROOM = 2
"""Quarters kept free after the last mark, for its words."""
NARROW, WIDE = 30, 34
"""Pixels below which a quarter's name is left out, and from which on a month has its own."""
CLOSEST = 16.0
"""So many times the axis may be drawn out."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first quarter to after the last; months are counted from year 0, as in the domain.

    `zoom` says how often it is drawn out, `at` where the part in sight begins: 0 at its start, 1 so that its end shows.
    """

    first: int
    last: int
    today: date
    zoom: float = 1.0
    at: float = 0.0

    @classmethod
    def over(cls, rows: Iterable[Row], today: date, zoom: float = 1.0, at: float = 0.0) -> Axis:
        """The axis that holds every date of some rows, and today."""
        months = [today.year * 12 + today.month - 1]
        for row in rows:
            for found in (row.before, row.after, *(dated.date for dated in row.past)):
                if found and found.start:
                    months += [milestones.months(found.start), milestones.months(found.end or found.start)]
        first, last = min(months) // 3, max(months) // 3
        return cls(max(0, first - 1) * 3, (last + ROOM) * 3, today, zoom, at)

    @property
    def span(self) -> float:
        """The months in sight."""
        return (self.last - self.first) / self.zoom

    @property
    def start(self) -> float:
        """The first month in sight."""
        return self.first + self.at * (self.last - self.first - self.span)

    def zoomed(self, by: float, around: float) -> Axis:
        """The axis drawn out, the month at a share of its width staying where it is."""
        zoom = min(CLOSEST, max(1.0, self.zoom * by))
        month = self.start + around * self.span
        span = (self.last - self.first) / zoom
        left = self.last - self.first - span
        at = (month - around * span - self.first) / left if left > 0 else 0.0
        return replace(self, zoom=zoom, at=min(1.0, max(0.0, at)))

    def moved(self, months: float) -> Axis:
        """The axis with a later part of it in sight, or an earlier one."""
        left = self.last - self.first - self.span
        return replace(self, at=min(1.0, max(0.0, self.at + months / left))) if left > 0 else self

    def x(self, month: float, rect: QRect) -> float:
        return rect.x() + (month - self.start) / self.span * rect.width()

    def steps(self, width: int) -> range:
        """The months at which a line stands: every one, every quarter's first or every January, as there is room."""
        apart = width / self.span
        step = 1 if apart >= WIDE else 3 if apart * 3 >= NARROW / 2 else 12
        first = int(self.start) // step * step
        return range(first, ceil(self.start + self.span) + 1, step)

    def now(self) -> float:
        return self.today.year * 12 + self.today.month - 1 + (self.today.day - 1) / 31


def paint_head(painter: QPainter, rect: QRect, theme: Theme, axis: Axis) -> None:
    """Years over quarters, or over months where the axis is drawn out."""
    steps = axis.steps(rect.width())
    width = rect.width() * steps.step / axis.span
    half = theme.px(22)
    painter.save()
    painter.setClipRect(rect)
    for month in steps:
        x = round(axis.x(month, rect))
        year, of_year = divmod(month, 12)
        if of_year == 0 or month == steps[0]:
            shown = max(x, rect.x())
            box = QRect(shown + 5, rect.bottom() - 2 * half, theme.px(60), half)
            room = axis.x((year + 1) * 12, rect) - shown
            if room > theme.px(36):
                paint.text(painter, box, theme, str(year), "small", semibold=True)
        top = 2 * half if of_year == 0 else half
        painter.fillRect(QRect(x, rect.bottom() - top, 1, top), theme.colour("hairline"))
        if width >= NARROW and steps.step < 12:
            name = f"Q{of_year // 3 + 1}" if steps.step == 3 else words.MONTHS[of_year]
            box = QRect(x + 5, rect.bottom() - half, round(width) - 5, half)
            paint.text(painter, box, theme, name, "small", "text2")
    painter.fillRect(QRect(round(axis.x(axis.now(), rect)), rect.bottom() - 6, 1, 6), theme.colour("danger"))
    painter.restore()


def paint_ground(painter: QPainter, rect: QRect, theme: Theme, axis: Axis, name_today: bool) -> None:
    """The lines of the months, quarters or years, and today's. The painter stays clipped to the axis."""
    painter.setClipRect(rect)
    for month in axis.steps(rect.width()):
        painter.fillRect(QRect(round(axis.x(month, rect)), rect.y(), 1, rect.height()), theme.colour("hairline"))
    x = round(axis.x(axis.now(), rect))
    painter.fillRect(QRect(x, rect.y(), 1, rect.height()), theme.colour("danger"))
    if name_today:
        paint.text(painter, QRect(x + 4, rect.y(), 60, theme.px(18)), theme, "today", "small", "danger")


def paint_row(painter: QPainter, rect: QRect, theme: Theme, axis: Axis, row: Row) -> None:
    """A milestone's marks, from its baseline to what is proposed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    y = rect.center().y() + 1
    _paint_past(painter, rect, theme, axis, row, y)
    moved = row.after is not None
    end = None
    if row.before and row.before.start:
        end = _mark(painter, rect, theme, axis, row.before, y, "open" if moved else "text")
    if row.after is None:
        if row.before and end is not None:
            _words(painter, rect, theme, date_words(row.before), end, "text")
    elif row.after.start is None:
        _to_unknown(painter, rect, theme, axis, row, end, y)
    else:
        start = axis.x(milestones.months(row.after.start) + (0 if row.after.end else 0.5), rect)
        if end is not None:
            _arrow(painter, theme, end + 8, start - 8, y)
        end = _mark(painter, rect, theme, axis, row.after, y, "accent")
        _words(painter, rect, theme, date_words(row.after), end, "text")
    painter.restore()


def _paint_past(painter: QPainter, rect: QRect, theme: Theme, axis: Axis, row: Row, y: float) -> None:
    """Small hollow marks at the dates that other plans had."""
    shown = {found.id for found in (row.before, row.after) if found}
    painter.setPen(QPen(theme.colour("text3"), 1.2))
    painter.setBrush(theme.colour("page"))
    for dated in row.past:
        if dated.date.id not in shown and dated.date.start and not dated.proposed:
            diamond(painter, axis.x(milestones.months(dated.date.start) + 0.5, rect), y, theme.px(4))


def _mark(painter: QPainter, rect: QRect, theme: Theme, axis: Axis, found: MilestoneDate, y: float, role: str) -> float:
    """A diamond in the middle of a month, or a bar over some; returns where it ends."""
    colour = theme.colour("text2" if role == "open" else role)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(theme.colour("page") if role == "open" else colour)
    month = milestones.months(found.start or "")
    if found.end and found.end != found.start:
        left = axis.x(month, rect)
        right = axis.x(milestones.months(found.end) + 1, rect)
        painter.drawRect(QRectF(left, y - 5, right - left, 10))
        return right
    x = axis.x(month + 0.5, rect)
    diamond(painter, x, y, theme.px(6))
    return x + theme.px(6)


def diamond(painter: QPainter, x: float, y: float, r: float) -> None:
    painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]))


def _words(painter: QPainter, rect: QRect, theme: Theme, text: str, end: float, role: str) -> None:
    """Words after a mark, or before it where there is no room after."""
    needed = paint.width(theme, text, "small")
    box = QRect(round(end) + 5, rect.y() + 1, needed + 2, rect.height())
    if box.right() > rect.right():
        box.moveRight(round(end) - theme.px(18))
    paint.text(painter, box, theme, text, "small", role)


def _arrow(painter: QPainter, theme: Theme, start: float, end: float, y: float) -> None:
    if abs(end - start) < 4:
        return
    accent = theme.colour("accent")
    back = -1 if end > start else 1
    painter.setPen(QPen(accent, 1.5))
    painter.drawLine(QPointF(start, y), QPointF(end + 4 * back, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    head = [QPointF(end, y), QPointF(end + 6 * back, y - 3.5), QPointF(end + 6 * back, y + 3.5)]
    painter.drawPolygon(QPolygonF(head))


def _to_unknown(
    painter: QPainter, rect: QRect, theme: Theme, axis: Axis, row: Row, end: float | None, y: float
) -> None:
    """A dashed line to a date that is not given, which stands at the end of the axis in the words found."""
    told = date_words(row.after)
    room = paint.width(theme, told, "small", semibold=True) + theme.px(6)
    right = rect.right() - room
    start = end + 6 if end is not None else axis.x(axis.now(), rect) + 6
    if row.before and end is not None:
        before = date_words(row.before)
        needed = paint.width(theme, before, "small")
        box = QRect(round(end) - theme.px(18) - needed, rect.y() + 2, needed + 2, rect.height())
        paint.text(painter, box, theme, before, "small", "text2")
    dashed(painter, start, right - theme.px(6), y, theme.colour("accent"))
    box = QRect(right, rect.y() + 2, room, rect.height())
    paint.text(painter, box, theme, told, "small", "attention", semibold=True)


def dashed(painter: QPainter, start: float, end: float, y: float, colour: QColor) -> None:
    pen = QPen(colour, 1.5)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.drawLine(QPointF(start, y), QPointF(end, y))


def paint_interval(painter: QPainter, rect: QRect, theme: Theme, axis: Axis, interval: Interval) -> None:
    """The time between two milestones, as a measured line."""
    left = axis.x(milestones.months(interval.first.month or "") + 0.5, rect)
    right = axis.x(milestones.months(interval.last.month or "") + 0.5, rect)
    y = rect.center().y()
    painter.setPen(QPen(theme.colour("text"), 1))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))
    told = f"{interval.months} months"
    between = f"{interval.first.milestone.code} to {interval.last.milestone.code}"
    wide = paint.width(theme, told, "small", semibold=True)
    needed = wide + paint.width(theme, between, "small") + theme.px(6)
    middle = (left + right - needed) / 2
    up = 0
    if middle - 16 > left:
        painter.drawLine(QPointF(left, y), QPointF(middle - 8, y))
        painter.drawLine(QPointF(middle + needed + 8, y), QPointF(right, y))
    else:  # no room beside the words: they stand over the line
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        up = theme.px(13)
    box = QRect(round(middle), round(y) - theme.px(9) - up, needed + 2, theme.px(18))
    painter.fillRect(box.adjusted(-4, 0, 4, 0), theme.colour("page"))
    used = paint.text(painter, box, theme, told, "small", semibold=True)
    paint.text(painter, box.adjusted(used + theme.px(5), 0, 0, 0), theme, between, "small")
