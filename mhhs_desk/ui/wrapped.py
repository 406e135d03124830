"""A text wrapped to a width, its lines on the pitch of the type; delegates paint their longer texts with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from mhhs_desk.domain.passages import passages
from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Theme


class Wrapped:
    """Up to so many lines of a text. It may begin with a label, semibold in the second text colour."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        width: int,
        size: str = "body",
        role: str = "text",
        label: str = "",
        most: int = 4,
        held: Sequence[str] = (),
        found: Sequence[str] = (),
    ) -> None:
        """`held` are words on the hatched ground of what is held back, `found` on that of found words."""
        self.theme, self.text, self.width, self.size, self.role = theme, " ".join(text.split()), width, size, role
        self.label = label
        self.pushed = QFontMetrics(theme.font(size, semibold=True)).horizontalAdvance(f"{label} ") if label else 0
        self.layout = QTextLayout(self.text, theme.font(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(option)
        ground = theme.colour("found")
        self.layout.setFormats(
            [self._ground(start, end, QBrush(ground)) for start, end in passages(self.text, found)]
            + [self._ground(start, end, paint.hatch(theme)) for start, end in passages(self.text, held)]
        )
        self.layout.beginLayout()
        self.starts: list[int] = []
        while (line := self.layout.createLine()).isValid():
            left = 0 if self.starts else self.pushed
            line.setLineWidth(width - left)
            line.setPosition(QPointF(left, len(self.starts) * theme.line(size)))
            self.starts.append(line.textStart())
        self.layout.endLayout()
        self.lines = min(max(1, len(self.starts)), most)

    def _ground(self, start: int, end: int, brush: QBrush) -> QTextLayout.FormatRange:
        first, last = (len(self.text[:place].encode("utf-16-le")) // 2 for place in (start, end))
        ground = QTextCharFormat()
        ground.setBackground(brush)
        marked = QTextLayout.FormatRange()
        marked.start, marked.length, marked.format = first, last - first, ground
        return marked

    @property
    def height(self) -> int:
        return self.lines * self.theme.line(self.size)

    def paint(self, painter: QPainter, x: int, y: int) -> None:
        """Paint the lines from a corner; the last one is elided where there is more."""
        theme = self.theme
        cut = len(self.starts) > self.lines
        painter.save()
        if self.label:
            box = QRect(x, y, self.pushed, theme.line(self.size))
            paint.text(painter, box, theme, self.label, self.size, "text2", semibold=True)
        painter.setPen(theme.colour(self.role))
        nudge = (theme.line(self.size) - QFontMetrics(theme.font(self.size)).lineSpacing()) / 2
        for number in range(min(self.lines, len(self.starts)) - cut):
            self.layout.lineAt(number).draw(painter, QPointF(x, y + nudge))
        if cut:
            self._paint_rest(painter, x, y + (self.lines - 1) * theme.line(self.size))
        painter.restore()

    def _paint_rest(self, painter: QPainter, x: int, y: int) -> None:
        font = self.theme.font(self.size)
        rest = self.text[self.starts[self.lines - 1] :]
        shown = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, self.width)
        painter.setFont(font)
        box = QRect(x, y, self.width, self.theme.line(self.size))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
