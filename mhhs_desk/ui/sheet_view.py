"""The sheets of a workbook as they came: rows by number, columns by letter, one row marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.document import Table
from mhhs_desk.ui import paint
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.tables import NOWHERE, Index
from mhhs_desk.ui.theme import Look

NARROWEST, WIDEST, MEASURED = 56, 320, 60
ROW = 28


class Sheet(QAbstractTableModel):
    """The cells of one sheet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.width = 0
        self.marked = -1
        """The row that is marked, counted from 0."""

    def show(self, rows: tuple[tuple[str, ...], ...], marked: int) -> None:
        self.beginResetModel()
        self.rows, self.marked = rows, marked
        self.width = max((len(row) for row in rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        cell = row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cell.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{letters(index.column())}{index.row() + 1}: {cell or 'empty'}"
        if role == Qt.ItemDataRole.BackgroundRole and index.row() == self.marked:
            return self.look.theme.colour("found")
        return None


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


class SheetView(QWidget):
    """One sheet of several at a time."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.tables: tuple[Table, ...] = ()
        self.span: Span | None = None
        self.sheet = Sheet(look)
        self.which = QuietCombo(look, "Sheet", ())
        self.which.activated.connect(lambda _: self._show())
        self.view = QTableView()
        self.view.setModel(self.sheet)
        self.view.setAccessibleName("The cells of the original")
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(False)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        look.changed.connect(self._dress)
        self._dress()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.which)
        lines.addWidget(self.view, 1)

    def _dress(self) -> None:
        theme = self.look.theme
        self.view.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        hair = theme.colour("hairline").name()
        self.view.setStyleSheet(
            f"QTableView {{ gridline-color: {hair}; selection-color: {theme.colour('text').name()};"
            f" selection-background-color: {theme.colour('selection').name()}; }}"
            f"QHeaderView::section {{ background: {theme.colour('pane').name()}; color: {theme.colour('text2').name()};"
            f" border: 0; border-right: 1px solid {hair}; border-bottom: 1px solid {hair}; padding: 2px 8px; }}"
        )
        self.view.horizontalHeader().setFont(theme.font("small"))
        self.view.verticalHeader().setFont(theme.font("small"))

    def show_place(self, tables: tuple[Table, ...], span: Span | None) -> bool:
        """Show some sheets at a place; whether its row is marked."""
        self.tables, self.span = tables, span
        self.which.clear()
        for number, table in enumerate(tables):
            self.which.addItem(table.sheet or f"Table {number + 1}", number)
        self.which.setVisible(len(tables) > 1)
        self.which.pick(next((n for n, table in enumerate(tables) if span and table.sheet == span.sheet), 0))
        return self._show()

    def _show(self) -> bool:
        number = self.which.currentData() or 0
        table = self.tables[number] if self.tables else Table(())
        meant = self.span if self.span and self.span.sheet in (None, table.sheet) else None
        marked = row_of(table, meant) if meant else -1
        self.sheet.show(table.rows, marked)
        self._fit(table)
        if marked >= 0:
            index = self.sheet.index(marked, 0)
            chosen = self.view.selectionModel()
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return marked >= 0

    def _fit(self, table: Table) -> None:
        """Make each column as wide as the words in its first rows, within reason."""
        theme = self.look.theme
        for column in range(self.sheet.width):
            cells = [row[column] for row in table.rows[:MEASURED] if column < len(row)]
            widest = max((paint.width(theme, cell[:60]) for cell in cells), default=0) + theme.px(20)
            self.view.setColumnWidth(column, min(theme.px(WIDEST), max(theme.px(NARROWEST), widest)))


def row_of(table: Table, span: Span) -> int:
    """The row a place means, counted from 0: by its number, or by the words of its cells; -1 where there is none."""
    if span.row and span.row <= len(table.rows):
        return span.row - 1
    wanted = [part.strip().casefold() for part in span.text.split("|") if part.strip()]
    for number, row in enumerate(table.rows):
        cells = " | ".join(row).casefold()
        if wanted and all(part in cells for part in wanted):
            return number
    return -1
