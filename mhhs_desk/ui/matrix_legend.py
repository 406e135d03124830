"""What every chip, mark and state of the matrix means."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.matrix import Mark
from mhhs_desk.ui import paint
from mhhs_desk.ui.matrix_paint import paint_mark
from mhhs_desk.ui.theme import Look, Theme

LEFT_COLUMN = (("A", "Accept"), ("W", "Accept with work"), ("R", "Refer"), ("X", "Reject"), ("E", "Escalate to Ofgem"),
               ("YN", "Yes, No"), ("UO", "Neutral, Other"), ("12", "Option 1, 2"))  # fmt: skip
RIGHT_COLUMN: tuple[tuple[State | Mark, str], ...] = (
    (State.NIL, "Nil return"), (State.SILENT, "Silent"), (State.NOT_ASKED, "Not asked"), (State.RECUSED, "Recused"),
    (Mark.RED_LINE, "Red line"), (Mark.CONDITION, "Condition"), (Mark.STALE, "Stale"),
    (Mark.CONFIDENTIAL, "Confidential"),
)  # fmt: skip
LINE, INSET = 21, 20


class Legend(QWidget):
    """Chips in one column, states and marks in the other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = [name for _, name in LEFT_COLUMN] + [name for _, name in RIGHT_COLUMN]
        self.setAccessibleName(f"Legend: {', '.join(told)}")

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.theme.px(LINE * len(LEFT_COLUMN) + 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.fillRect(QRect(theme.px(INSET), 0, self.width() - theme.px(2 * INSET), 1), theme.colour("hairline"))
        for row, ((keys, option), (mark, name)) in enumerate(zip(LEFT_COLUMN, RIGHT_COLUMN, strict=True)):
            line = QRect(theme.px(INSET), theme.px(10 + LINE * row), theme.px(150), theme.px(LINE))
            _paint_options(painter, line, theme, keys, option)
            place = QRect(theme.px(186), line.y(), theme.px(16), line.height())
            if isinstance(mark, State):
                paint.state_mark(painter, place, theme, mark)
            else:
                paint_mark(painter, place, theme, mark)
            told = QRect(theme.px(212), line.y(), self.width() - theme.px(212), line.height())
            paint.text(painter, told, theme, name, "small", "text2")
        painter.end()


def _paint_options(painter: QPainter, line: QRect, theme: Theme, keys: str, name: str) -> None:
    for place, key in enumerate(keys):
        box = QRect(line.x() + place * theme.px(25), line.y() + 2, theme.px(22), theme.px(17))
        paint.chip(painter, box, theme, key)
    gap = theme.px(30 if len(keys) == 1 else 54)
    paint.text(painter, line.adjusted(gap, 0, 0, 0), theme, name, "small", "text2")
