"""The rows of the plan as they are painted: the code with its tier, the slip, the rule; and what has no date."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mhhs_desk.domain.milestones import Milestone
from mhhs_desk.domain.plan import Interval, Row
from mhhs_desk.plan_words import NO_CHANGE, NOT_KNOWN, date_words, rule_words, slip_of, tier_words
from mhhs_desk.ui import paint
from mhhs_desk.ui.lists import RowDelegate
from mhhs_desk.ui.plan_axis import dashed, diamond
from mhhs_desk.ui.theme import Look, Theme


class UndatedDelegate(RowDelegate):
    """A milestone without a date: its code and its name."""

    def words(self, record: Milestone) -> str:
        return f"{record.code}, {record.name or 'name not given'}, no date"

    def height(self, record: Milestone) -> int:
        return 31

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Milestone, selected: bool) -> None:
        indent = theme.px(8) if selected else 0
        paint.text(painter, rect.adjusted(indent, 0, 0, 0), theme, record.code, semibold=True)
        name = rect.adjusted(theme.px(50) + indent, 0, 0, 0)
        paint.text(painter, name, theme, record.name or "name not given", role="text" if record.name else "text2")


def row_words(record: Row | Interval) -> str:
    if isinstance(record, Interval):
        return f"Item {record.item.number}, {record.item.title}: {record.months} months"
    before, after = date_words(record.before), date_words(record.after) if record.after else NO_CHANGE
    return f"{record.milestone.code}, {record.milestone.name or ''}, {before}, proposed {after}"


def paint_name(painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
    if isinstance(record, Interval):
        paint.text(painter, rect, theme, f"Item {record.item.number} asks about it", "small", "text2")
        return
    first = QRect(rect.x(), rect.y() + theme.px(9), rect.width(), theme.px(22))
    paint.text(painter, first, theme, record.milestone.code, semibold=True)
    left = theme.px(38)
    paint.text(painter, first.adjusted(left, 0, theme.px(6), 0), theme, record.milestone.name or "name not given")
    under = QRect(rect.x() + left, first.bottom() - 2, rect.width() - left, theme.px(20))
    paint.text(painter, under, theme, tier_words(record), "small", "text2")


def slip_text(record: Row | Interval) -> str:
    return slip_of(record) if isinstance(record, Row) else ""


def paint_slip(painter: QPainter, rect: QRect, theme: Theme, record: Row) -> None:
    told = slip_of(record)
    role = {NO_CHANGE: "text2", NOT_KNOWN: "attention"}.get(told, "text")
    paint.text(painter, rect, theme, told, role=role, semibold=role != "text2")


def rule_text(record: Row | Interval) -> str:
    return " ".join(rule_words(record)) if isinstance(record, Row) else ""


def paint_rule(painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
    if isinstance(record, Row):
        first, second = rule_words(record)
        if not second:
            paint.text(painter, rect, theme, first, role="text2")
            return
        top = QRect(rect.x(), rect.y() + theme.px(10), rect.width(), theme.px(19))
        paint.text(painter, top, theme, first, "small")
        paint.text(painter, top.translated(0, theme.px(18)), theme, second, "small", "text2")


class Legend(QWidget):
    """What the marks of the axis mean."""

    ENTRIES = (
        ("open", "in the plan"), ("accent", "proposed"), ("text", "unchanged"), ("small", "in another plan"),
        ("", "to a date not given"),
    )  # fmt: skip

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.theme.px(44))
        self.setAccessibleName(
            "Key: open diamond, in the plan; solid diamonds, proposed or unchanged; small open diamond, in another "
            "plan; dashes, no date given"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = theme.px(30), self.height() / 2
        for role, text in self.ENTRIES:
            hollow = role in ("open", "small")
            colour = theme.colour("text2" if hollow else role or "accent")
            if role:
                painter.setPen(QPen(colour, 1.5))
                painter.setBrush(theme.colour("page") if hollow else colour)
                diamond(painter, x, y, theme.px(4 if role == "small" else 6))
            else:
                dashed(painter, x - theme.px(6), x + theme.px(16), y, colour)
                x += theme.px(12)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRect(x + theme.px(12), 0, theme.px(200), self.height())
            x += paint.text(painter, box, theme, text, "small") + theme.px(42)
        painter.end()
