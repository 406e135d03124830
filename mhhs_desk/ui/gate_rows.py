"""How a gate is drawn in a list: its mark, its name, what it does while it is open, its reason and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import gate_words
from mhhs_desk.domain.gates import Gate, Severity
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.lists import RowDelegate
from mhhs_desk.ui.theme import Theme

WAY = "Go to it"
MARKS = {
    Severity.STOPS: ("warning", "attention"),
    Severity.WARNS: ("warning-circle", "attention"),
    Severity.NOTES: ("warning-circle", "text2"),
}


def mark(gate: Gate) -> tuple[str, str]:
    """The icon of a gate and its colour."""
    if not gate.asked:
        return "prohibit", "text3"
    return ("check", "text2") if gate.met else MARKS[gate.severity]


def group(gate: Gate) -> int:
    """Where a gate stands among the others: what stops, what warns, what is noted, what is met, what is not asked."""
    if not gate.asked:
        return 4
    return 3 if gate.met else list(MARKS).index(gate.severity)


def in_order(gates: Sequence[Gate]) -> list[Gate]:
    """The gates that stop first and those that are not asked last, each group in the order of the gates."""
    return sorted(gates, key=group)


def way(gate: Gate) -> str:
    """The words that lead from a gate to its place; none where there is nothing to be done."""
    return WAY if gate.asked and not gate.met else ""


class GateDelegate(RowDelegate):
    """A gate: open with its reason and the way to it, or met or not asked in a line."""

    def words(self, record: Gate) -> str:
        name, reason = gate_words.gate(record)
        return f"{name}, {gate_words.state(record)}: {reason}"

    def height(self, record: Gate) -> int:
        return 54 if way(record) else 29

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        if selected or hover:
            painter.fillRect(rect, theme.colour("selection" if selected else "pane"))

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Gate, selected: bool) -> None:
        name, reason = gate_words.gate(record)
        size, open_ = theme.px(16), bool(way(record))
        line = theme.px(34 if open_ else 29)
        top = QRect(rect.x(), rect.y(), rect.width(), line)
        left = theme.px(28)
        icons.draw(painter, QRect(top.x(), top.y(), size, line), theme, *mark(record))
        if not open_:
            role = "text2" if record.asked else "text3"
            used = paint.text(painter, top.adjusted(left, 0, 0, 0), theme, name, role=role) + theme.px(8)
            said = reason if record.asked else "not asked"
            paint.text(painter, top.adjusted(left + used, 0, 0, 0), theme, said, "small", role, right=True)
            return
        paint.hairline(painter, rect, theme)
        paint.text(painter, top, theme, WAY, "small", "accent", right=True)
        taken = paint.width(theme, WAY, "small") + theme.px(8)
        used = paint.text(painter, top.adjusted(left, 0, -taken, 0), theme, name, semibold=record.open)
        if record.severity is not Severity.STOPS:
            beside = top.adjusted(left + used + theme.px(8), 0, -taken, 0)
            paint.text(painter, beside, theme, gate_words.state(record), "small", "text2")
        under = QRect(top.x() + left, top.bottom() - theme.px(7), rect.width() - left, theme.px(20))
        paint.text(painter, under, theme, reason, "small", "text2")
