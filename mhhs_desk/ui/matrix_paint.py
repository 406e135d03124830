"""How a cell of the matrix is painted: each kind of cell is drawn once and then copied, so that it scrolls well."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.matrix import Mark, Row, marks_of
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.matrix_model import Matrix
from mhhs_desk.ui.tables import Heading, Index, paint_heading
from mhhs_desk.ui.theme import Look, Theme

CHIP_AT, CHIP, MARK_AFTER, MARK, MARK_STEP = 4, 24, 3, 14, 15
MOST_MARKS = 2
ENDLESS = 1 << 14
"""Wider than any window: the head of a group goes on as far as there is room."""
ICONS = {Mark.STALE: ("clock-counter-clockwise", "attention"), Mark.CONFIDENTIAL: ("lock-simple", "text2")}

Kind = tuple[str, tuple[Mark, ...], bool]
"""What a cell looks like: its option or state, its marks, and whether it is what was looked for."""


class CellPainter(QStyledItemDelegate):
    """Paints every cell of the matrix."""

    def __init__(self, look: Look, matrix: Matrix) -> None:
        super().__init__()
        self.look, self.matrix = look, matrix
        self.names = 0
        """How wide the names at the left are."""
        self._pictures: dict[tuple[Kind, int, int, float], QPixmap] = {}
        look.changed.connect(self._pictures.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        row = self.matrix.rows[index.row()]
        if isinstance(row, Heading):
            # It goes on from the names at the left, which stay where they are.
            paint_heading(painter, QRect(-self.names, rect.y(), ENDLESS, rect.height()), self.look.theme, row)
            return
        theme = self.look.theme
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("selection"))
        if index.column() < len(self.matrix.columns):
            self._paint_cell(painter, rect, row, index.column())
        else:
            self._paint_total(painter, rect, row, index.column())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_cell(self, painter: QPainter, rect: QRect, row: Row, column: int) -> None:
        kind = kind_of(row, self.matrix.shown.places[column], self.matrix)
        ratio = painter.device().devicePixelRatioF()
        key = (kind, rect.width(), rect.height(), ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = draw(self.look.theme, kind, rect.size(), ratio)
        painter.drawPixmap(rect.topLeft(), picture)

    def _paint_total(self, painter: QPainter, rect: QRect, row: Row, column: int) -> None:
        theme = self.look.theme
        told = self.matrix.total_words(row, column)
        role = "attention" if told == "none" else "text3" if told == "0" else "text2"
        paint.hairline(painter, rect, theme)
        paint.text(painter, rect.adjusted(0, 0, -theme.px(14), 0), theme, told, "small", role, right=True)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        told = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        lines = escape(told).replace("\n", "<br>")
        QToolTip.showText(event.globalPos(), f"<qt>{lines}</qt>" if told else "", view)
        return True


def kind_of(row: Row, place: int, matrix: Matrix) -> Kind:
    """What the cell of a member at an item looks like."""
    answer = row.answers[place]
    found = (row.member.id, place) in matrix.shown.found
    if answer is None:
        return row.states[place], (), found
    return answer.option, marks_of(answer, matrix.grid.columns[place].item)[:MOST_MARKS], found


def draw(theme: Theme, kind: Kind, size: QSize, ratio: float) -> QPixmap:
    """The picture of a cell: a chip with its marks or the mark of a state, over the hairline of its row."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    rect = QRect(0, 0, size.width(), size.height())
    said, marks, found = kind
    if found:
        painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("found"))
    paint.hairline(painter, rect, theme)
    box = QRect(theme.px(CHIP_AT), 2, theme.px(CHIP), rect.height() - 4)
    if isinstance(said, State):
        paint.state_mark(painter, box, theme, said)
    else:
        paint.chip(painter, box, theme, said)
    x = box.right() + 1 + theme.px(MARK_AFTER)
    for mark in marks:
        paint_mark(painter, QRect(x, 0, theme.px(MARK), rect.height() - 1), theme, mark)
        x += theme.px(MARK_STEP)
    painter.end()
    return picture


def paint_mark(painter: QPainter, rect: QRect, theme: Theme, mark: Mark) -> None:
    """A red line's flag, the word "if" of a condition, the clock of a stale answer, the lock of a confidential one."""
    if mark is Mark.RED_LINE:
        paint.flag(painter, rect, theme)
    elif mark is Mark.CONDITION:
        paint.text(painter, rect, theme, "if", "small", "text2", italic=True)
    else:
        icon, role = ICONS[mark]
        icons.draw(painter, rect, theme, icon, role)
