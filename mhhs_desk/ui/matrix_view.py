"""The matrix as it is painted: chips and marks in its cells, items in bands above, tallies below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.members import Member
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.matrix_model import Cell, Matrix
from mhhs_desk.ui.tables import RECORD_ROLE, Heading, Index, paint_heading
from mhhs_desk.ui.theme import Look, Theme

ROW, HEAD, FOOT = 22, 76, 46
MEMBER, COUNT, LEAST, MOST = 162, 74, 62, 96
"""Widths; the least of an item holds a chip and two marks."""
CHIP_AT, CHIP, MARK_AFTER, MARK, MARK_STEP = 4, 24, 3, 14, 15
MARGIN = 24


class CellPainter(QStyledItemDelegate):
    """Paints every cell of the matrix."""

    def __init__(self, look: Look, matrix: Matrix) -> None:
        super().__init__()
        self.look, self.matrix = look, matrix

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.look.theme
        rect: QRect = option.rect
        row = index.data(RECORD_ROLE)
        if isinstance(row, Heading):
            paint_heading(painter, rect, theme, row)
            return
        paint.hairline(painter, rect, theme)
        cell = self.matrix.cell(index)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("selection"))
        if cell:
            paint_cell(painter, rect, theme, cell)
        elif index.column() == 0:
            paint.text(painter, rect.adjusted(theme.px(MARGIN), 0, -4, 0), theme, row.name)
        else:
            told = self.matrix.count_words(row)
            role = "attention" if told == "never" else "text2"
            paint.text(painter, rect.adjusted(0, 0, -theme.px(14), 0), theme, told, "small", role, right=True)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        QToolTip.showText(event.globalPos(), index.data(Qt.ItemDataRole.ToolTipRole) or "", view)
        return True


def paint_cell(painter: QPainter, rect: QRect, theme: Theme, cell: Cell) -> None:
    """A chip with its marks, or the mark of a state."""
    box = QRect(rect.x() + theme.px(CHIP_AT), rect.y() + 2, theme.px(CHIP), rect.height() - 4)
    if cell.state is not State.ANSWERED or cell.answer is None:
        paint.state_mark(painter, box, theme, cell.state)
        return
    paint.chip(painter, box, theme, cell.answer.option)
    x = box.right() + 1 + theme.px(MARK_AFTER)
    for mark in cell.marks:
        place = QRect(x, rect.y(), theme.px(MARK), rect.height() - 1)
        if mark == "flag":
            paint.flag(painter, place, theme)
        elif mark == "if":
            paint.text(painter, place, theme, "if", "small", "text2", italic=True)
        else:
            icons.draw(painter, place, theme, mark, "attention" if mark.startswith("clock") else "text2")
        x += theme.px(MARK_STEP)


class BandHeader(QHeaderView):
    """The items over the matrix: a band for each disposition, then number and title."""

    def __init__(self, look: Look, matrix: Matrix, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.look, self.matrix = look, matrix
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.theme.px(HEAD))

    def bands(self) -> Iterator[tuple[str, int, int]]:
        """The dispositions in their order: name, first column, last column."""
        column = 1
        for disposition, group in groupby(self.matrix.items, key=lambda item: item.item.disposition):
            count = len(list(group))
            yield (disposition.value.capitalize() if disposition else "Not given", column, column + count - 1)
            column += count

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self.viewport())
        box = self.viewport().rect()
        painter.fillRect(box, theme.colour("page"))
        for name, first, last in self.bands():
            left = self.sectionViewportPosition(first) + theme.px(4)
            right = self.sectionViewportPosition(last) + self.sectionSize(last) - theme.px(6)
            spare = self.sectionSize(self.count() - 1) - theme.px(8) if last == len(self.matrix.items) else 0
            band = QRect(left, theme.px(4), right - left + spare, theme.px(18))
            paint.text(painter, band, theme, name, "small", "text2", semibold=True)
            painter.fillRect(QRect(left, band.bottom() + 2, right - left, 1), theme.colour("edge"))
        for column in range(1, len(self.matrix.items) + 1):
            self._paint_item(painter, theme, column)
        member = QRect(0, 0, self.sectionSize(0), box.height() - theme.px(3))
        painter.fillRect(member, theme.colour("page"))
        foot = QRect(theme.px(MARGIN), member.bottom() - theme.px(18), theme.px(120), theme.px(18))
        paint.text(painter, foot, theme, "Member", "small", semibold=True)
        last = self.count() - 1
        right = self.sectionViewportPosition(last) + self.sectionSize(last) - theme.px(14)
        count = QRect(right - theme.px(80), foot.y(), theme.px(80), foot.height())
        paint.text(painter, count, theme, "Answered", "small", semibold=True, right=True)
        paint.hairline(painter, box, theme, "edge")
        painter.end()

    def _paint_item(self, painter: QPainter, theme: Theme, column: int) -> None:
        item = self.matrix.items[column - 1].item
        left = self.sectionViewportPosition(column) + theme.px(4)
        width = self.sectionSize(column) - theme.px(8)
        number = QRect(left, theme.px(24), width, theme.px(15))
        paint.text(painter, number, theme, str(item.number), "small", "text2")
        for line, told in enumerate(two_lines(theme, item.title, width)):
            box = QRect(left, theme.px(38 + 16 * line), width, theme.px(17))
            paint.text(painter, box, theme, told, "small", semibold=True)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self.logicalIndexAt(event.pos()) - 1
            if 0 <= column < len(self.matrix.items):
                QToolTip.showText(event.globalPos(), self.matrix.items[column].item.title, self)
            return True
        return super().event(event)


def two_lines(theme: Theme, title: str, width: int) -> list[str]:
    """A title over two lines, broken between words; what does not fit is elided when it is painted."""
    first, rest = "", title.split()
    while rest and (not first or paint.width(theme, f"{first} {rest[0]}", "small", True) <= width):
        first = f"{first} {rest.pop(0)}".strip()
    return [first, " ".join(rest)]


class MatrixView(QTableView):
    """The grid itself. Arrows move from cell to cell, Enter opens one; Esc gives its details up."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.matrix = look, Matrix()
        self.setModel(self.matrix)
        self.cells = CellPainter(look, self.matrix)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(BandHeader(look, self.matrix, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAccessibleName("Matrix of members and items")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(self.matrix.cell(now)))
        self.doubleClicked.connect(self._open)
        self.matrix.modelReset.connect(self.lay_out)
        look.changed.connect(self.lay_out)

    def current(self) -> Cell | None:
        return self.matrix.cell(self.currentIndex())

    def choose(self, member_id: int, item_id: int) -> bool:
        """Choose a cell; whether it is shown."""
        index = self.matrix.place_of(member_id, item_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def lay_out(self) -> None:
        """Give every column its width: the items share what the name and the count leave."""
        theme = self.look.theme
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setMinimumSectionSize(theme.px(40))
        self.verticalHeader().setMinimumSectionSize(theme.px(16))
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        count = len(self.matrix.items)
        room = self.viewport().width() - theme.px(MEMBER + COUNT)
        width = min(theme.px(MOST), max(theme.px(LEAST), room // count if count else 0))
        for column in range(self.matrix.columnCount()):
            self.setColumnWidth(column, theme.px(MEMBER) if column == 0 else width)
        self.setColumnWidth(count + 1, theme.px(COUNT))
        self.clearSpans()
        for row, record in enumerate(self.matrix.rows):
            if isinstance(record, Heading):
                self.setSpan(row, 0, 1, self.matrix.columnCount())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step over the heads of groups, which are no cells."""
        start = self.currentIndex()
        index = super().moveCursor(action, modifiers)
        step = 1 if index.row() > start.row() else -1
        row = index.row()
        while 0 <= row < len(self.matrix.rows) and not isinstance(self.matrix.rows[row], Member):
            row += step
        if not 0 <= row < len(self.matrix.rows):
            return start
        return self.matrix.index(row, index.column())

    def _open(self, index: QModelIndex) -> None:
        cell = self.matrix.cell(index)
        if cell:
            self.opened.emit(cell)


class TallyFoot(QWidget):
    """Under each item its bar and its count; moves sideways with the matrix."""

    def __init__(self, look: Look, grid: MatrixView) -> None:
        super().__init__()
        self.look, self.grid = look, grid
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Answered, item by item")
        grid.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        grid.matrix.modelReset.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.theme.px(FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("edge"))
        for column, item in enumerate(self.grid.matrix.items, 1):
            left = self.grid.columnViewportPosition(column) + theme.px(4)
            width = self.grid.columnWidth(column) - theme.px(14)
            bar = QRect(left, theme.px(10), width, theme.px(6))
            paint.tally_bar(painter, bar, theme, item.tally, tuple(option.key for option in item.item.options))
            told = QRect(left, theme.px(20), width + theme.px(10), theme.px(18))
            used = paint.text(painter, told, theme, str(item.tally.answered), "small", semibold=True)
            rest = told.adjusted(used + 3, 0, 0, 0)
            paint.text(painter, rest, theme, f"of {item.tally.total}", "small", "text2")
        name = QRect(0, 1, self.grid.columnWidth(0), self.height() - 1)
        painter.fillRect(name, theme.colour("page"))
        paint.text(painter, name.adjusted(theme.px(MARGIN), 0, 0, 0), theme, "Answered", "small", "text2")
        painter.end()
