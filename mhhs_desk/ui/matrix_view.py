"""The grid of the matrix: arrows move from cell to cell, a range of cells can be chosen and copied."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from mhhs_desk.domain.matrix import Cell, Row
from mhhs_desk.ui.matrix_copy import copied
from mhhs_desk.ui.matrix_heads import HEAD, Corner, ItemHead, NameHead
from mhhs_desk.ui.matrix_model import Matrix
from mhhs_desk.ui.matrix_paint import CellPainter
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.theme import Look

ROW = 22
NAMES, LONG_NAMES, LEAST, MOST = 150, 214, 60, 96
TOTALS = (70, 60)
"""Widths; the least of an item holds a chip and two marks, and the totals are of answers and of objections."""


class MatrixView(QTableView):
    """The grid itself. Enter opens the item of a cell, Ctrl+Enter its source; Ctrl+C copies what is chosen."""

    chosen = Signal(object)
    """Cell or None: the one that the keyboard is on."""
    opened = Signal(object)
    source_wanted = Signal(object)
    copied = Signal(int)
    """How many cells were copied."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.matrix = look, Matrix()
        self.setModel(self.matrix)
        self.cells = CellPainter(look, self.matrix)
        self.setItemDelegate(self.cells)
        self.items = ItemHead(look, self.matrix, self)
        self.setHorizontalHeader(self.items)
        self.names = NameHead(look, self.matrix, self)
        self.setVerticalHeader(self.names)
        self.setCornerButtonEnabled(False)
        self.corner = Corner(look, self)
        self.between = QWidget()
        self.setCornerWidget(self.between)  # or the style draws a frame where the two scroll bars meet
        self.setShowGrid(False)
        self.setAccessibleName("Matrix of members and items")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
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

    def choose_first(self) -> None:
        """Choose the first cell there is."""
        row = next((n for n in range(len(self.matrix.rows)) if self.matrix.row(n)), None)
        if row is not None and self.matrix.columns:
            self.setCurrentIndex(self.matrix.index(row, 0))

    # Sizes

    def lay_out(self) -> None:
        """Give every column its width: the items share what the names and the totals leave."""
        theme = self.look.theme
        names = self.names.wanted_width(NAMES, LONG_NAMES)
        self.names.setFixedWidth(names)
        self.names.setMinimumSectionSize(theme.px(16))
        self.names.setDefaultSectionSize(theme.px(ROW))
        self.items.setFixedHeight(theme.px(HEAD))
        self.items.setMinimumSectionSize(theme.px(40))
        self._fit(names)
        self._mark(self.currentIndex())
        self.clearSpans()
        for row, record in enumerate(self.matrix.rows):
            if isinstance(record, Heading):
                self.setSpan(row, 0, 1, self.matrix.columnCount())

    def _fit(self, names: int) -> None:
        theme = self.look.theme
        items = len(self.matrix.columns)
        totals = [theme.px(total) for total in TOTALS[: self.matrix.columnCount() - items]]
        rows = theme.px(HEAD) + len(self.matrix.rows) * theme.px(ROW)
        bar = self.verticalScrollBar().sizeHint().width() if rows > self.height() else 0
        room = self.width() - names - sum(totals) - bar
        width = min(theme.px(MOST), max(theme.px(LEAST), room // items if items else 0))
        self.items.setDefaultSectionSize(width)
        for column, wide in enumerate([width] * items + totals):
            self.items.resizeSection(column, wide)
        self.cells.names = names
        self.corner.setGeometry(0, 0, names, theme.px(HEAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.names.width())

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._tell(self.source_wanted if with_control else self.opened, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing here: those of the cells come again and again."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step over the heads of groups, which are no cells."""
        start = self.currentIndex()
        index = super().moveCursor(action, modifiers)
        step = 1 if index.row() > start.row() else -1
        row = index.row()
        while 0 <= row < len(self.matrix.rows) and self.matrix.row(row) is None:
            row += step
        if not 0 <= row < len(self.matrix.rows):
            return start
        return self.matrix.index(row, index.column())

    def _moved(self, now: QModelIndex) -> None:
        self._mark(now)
        self.chosen.emit(self.matrix.cell(now))

    def _mark(self, now: QModelIndex) -> None:
        """Show above and at the left where the keyboard is."""
        self.items.mark(now.column())
        self.names.mark(now.row())

    def _tell(self, signal: SignalInstance, index: QModelIndex) -> None:
        cell = self.matrix.cell(index)
        if cell:
            signal.emit(cell)

    # Out

    def copy(self) -> None:
        """Copy what is chosen, with the names of its members and items, as text in columns and as a table."""
        taken = copied(self.matrix, self.chosen_cells())
        if taken:
            QGuiApplication.clipboard().setMimeData(taken)
            self.copied.emit(len(self.selectionModel().selectedIndexes()))

    def chosen_cells(self) -> tuple[list[Row], list[int]]:
        """The members and the columns of what is chosen, in their order."""
        chosen = self.selectionModel().selectedIndexes()
        rows = [self.matrix.row(number) for number in sorted({index.row() for index in chosen})]
        return [row for row in rows if row], sorted({index.column() for index in chosen})

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        cell = self.current()
        if cell:
            menu.addAction("Open the item", lambda: self._tell(self.opened, self.currentIndex()))
        if cell and cell.answer:
            menu.addAction("Open the source", lambda: self._tell(self.source_wanted, self.currentIndex()))
        menu.addAction("Copy", self.copy)
        menu.addAction("Choose everything", self.selectAll)
        menu.exec(event.globalPos())
        menu.deleteLater()
