"""Painted parts that every delegate shares: chips, bars, marks of state, flags, key caps, lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.ui.theme import Theme

GAP = 2
"""Pixels between two parts of a bar."""

BAR_STATES = (State.NIL, State.SILENT, State.NOT_ASKED, State.RECUSED, State.NOTHING_TO_SHOW)


@contextmanager
def _kept(painter: QPainter, smooth: bool = True) -> Iterator[None]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    try:
        yield
    finally:
        painter.restore()


def text(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    words: str,
    size: str = "body",
    role: str = "text",
    semibold: bool = False,
    italic: bool = False,
    right: bool = False,
) -> int:
    """One line of text in the middle of a rectangle's height, elided at its right; the width it took."""
    font = theme.font(size, semibold, italic)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def width(theme: Theme, words: str, size: str = "body", semibold: bool = False) -> int:
    """How wide a line of text would be."""
    return QFontMetrics(theme.font(size, semibold)).horizontalAdvance(words)


def ground(
    painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool = False, line: bool = True
) -> None:
    """What lies behind a row: the selection with its bar, or the pane under the mouse; and the hairline below."""
    if selected:
        painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.colour("accent"))
    elif hover:
        painter.fillRect(rect, theme.colour("pane"))
    if line:
        hairline(painter, rect, theme)


def hatch(theme: Theme) -> QBrush:
    """The ground of words that are held back: hatched, so that it is told without colour."""
    lines = QColor(theme.colour("text2"))
    lines.setAlpha(85)
    return QBrush(lines, Qt.BrushStyle.BDiagPattern)


def hairline(painter: QPainter, rect: QRect, theme: Theme, role: str = "hairline") -> None:
    """The line along the bottom of a row."""
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour(role))


def chip(painter: QPainter, rect: QRect, theme: Theme, key: str) -> None:
    """An option's chip: its letter on its colour."""
    colours = theme.chip(key)
    with _kept(painter):
        painter.setPen(QPen(theme.chip_edge, 1))
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(colours.letter)
        painter.setFont(theme.font("small" if rect.height() < theme.px(26) else "body", semibold=True))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key)


def tally_bar(painter: QPainter, rect: QRect, theme: Theme, tally: Tally, options: Iterable[str]) -> None:
    """One item's members in a bar: each option solid, nil grey, silent outlined, not asked and recused dashed."""
    keys = [*options, *(key for key in tally.options if key not in options)]
    parts: list[tuple[str | State, int]] = [(key, tally.options[key]) for key in keys if tally.options[key]]
    parts += [(state, tally.states[state]) for state in BAR_STATES if tally.states[state]]
    total = sum(count for _, count in parts)
    if not total:
        return
    free = rect.width() - GAP * (len(parts) - 1)
    done = 0
    with _kept(painter, smooth=False):
        for place, (part, count) in enumerate(parts):
            left = rect.x() + place * GAP + free * done // total
            done += count
            right = rect.x() + place * GAP + free * done // total
            _part(painter, QRect(left, rect.y(), max(2, right - left), rect.height()), theme, part)


def _part(painter: QPainter, rect: QRect, theme: Theme, part: str | State) -> None:
    if not isinstance(part, State):
        painter.fillRect(rect, theme.chip(part).fill)
        pen, brush = QPen(theme.chip_edge), None
    elif part is State.NIL:
        pen, brush = QPen(theme.colour("edge")), theme.colour("hairline")
    else:
        pen, brush = QPen(theme.colour("edge")), None
        if part in (State.NOT_ASKED, State.RECUSED):
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(brush or Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))


def state_mark(painter: QPainter, rect: QRect, theme: Theme, state: State) -> None:
    """How a member who has not answered is drawn: dash, ring, dot or struck square; nothing for an answer."""
    centre = QRectF(rect).center()
    r = theme.px(10) / 2
    with _kept(painter):
        painter.setPen(QPen(theme.colour("text2"), 1.3))
        if state is State.NIL:
            painter.drawLine(centre - QPointF(r * 0.8, 0), centre + QPointF(r * 0.8, 0))
        elif state is State.SILENT:
            painter.drawEllipse(centre, r * 0.75, r * 0.75)
        elif state is State.NOT_ASKED:
            painter.setBrush(theme.colour("text2"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, 1.3, 1.3)
        elif state is State.RECUSED:
            painter.drawRect(QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r))
            painter.drawLine(centre + QPointF(-r, r), centre + QPointF(r, -r))


def flag(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The filled flag of a red line."""
    size = min(rect.width(), rect.height()) * 0.8
    x = rect.x() + (rect.width() - size * 0.8) / 2
    y = rect.y() + (rect.height() - size) / 2
    colour = theme.colour("danger")
    cloth = [(0, 0), (0.8, 0), (0.62, 0.3), (0.8, 0.6), (0, 0.6)]
    with _kept(painter):
        painter.setPen(QPen(colour, 1.4))
        painter.drawLine(QPointF(x, y), QPointF(x, y + size))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([QPointF(x + size * across, y + size * down) for across, down in cloth]))


def evidence(painter: QPainter, rect: QRect, theme: Theme, strength: int | None) -> None:
    """Five bars, of which as many are filled as the evidence is strong; none where it was not said."""
    filled = 0 if strength is None else strength + 1
    bar = theme.px(4)
    height = theme.px(9)
    top = rect.y() + (rect.height() - height) // 2
    with _kept(painter, smooth=False):
        painter.setPen(theme.colour("text2"))
        for place in range(5):
            box = QRect(rect.x() + place * (bar + 1), top, bar, height)
            if place < filled:
                painter.fillRect(box, theme.colour("text2"))
            else:
                painter.drawRect(box.adjusted(0, 0, -1, -1))


def evidence_width(theme: Theme) -> int:
    return 5 * (theme.px(4) + 1)


def cap_width(theme: Theme, words: str) -> int:
    """How wide a key cap is."""
    return width(theme, words, "small") + theme.px(12)


def key_cap(painter: QPainter, rect: QRect, theme: Theme, words: str, colour: QColor | None = None) -> None:
    """A key as it is on the keyboard, in a rectangle of its width."""
    height = theme.px(18)
    box = QRect(rect.x(), rect.y() + (rect.height() - height) // 2, cap_width(theme, words), height)
    edge = colour or theme.colour("hairline")
    with _kept(painter):
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if colour else theme.colour("page"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(colour or theme.colour("text2"))
        painter.setFont(theme.font("small"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
