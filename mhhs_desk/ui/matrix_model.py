"""The matrix of a meeting as a model: members down in their groups, items across, then what each member comes to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from mhhs_desk.domain.arrangement import Arranged, Arrangement, By, arranged
from mhhs_desk.domain.matrix import Cell, Column, Grid, Row
from mhhs_desk.ui.matrix_words import (
    answered_words,
    cell_detail,
    cell_words,
    column_words,
    group_words,
    item_words,
    objection_words,
    row_words,
)
from mhhs_desk.ui.tables import NOWHERE, RECORD_ROLE, Heading, Index

ROLE = Qt.ItemDataRole
SAID = (ROLE.DisplayRole, ROLE.AccessibleTextRole)


class Matrix(QAbstractTableModel):
    """Rows are members or the heads of their groups. After the items: how many a member answered and objects to."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid()
        self.how = Arrangement()
        self.shown = Arranged((), ())
        self.rows: list[Row | Heading] = []
        self.columns: list[Column] = []

    def show(self, grid: Grid, how: Arrangement) -> None:
        """Show a meeting's matrix as it is wanted."""
        self.beginResetModel()
        self.grid, self.how, self.shown = grid, how, arranged(grid, how)
        self.columns = [grid.columns[place] for place in self.shown.places]
        self.rows = []
        for group in self.shown.groups:
            if how.group is not By.NOTHING:
                self.rows.append(Heading(*group_words(how.group, grid, how.item, group)))
            self.rows += group.rows
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """The member of a row; None for a head or no row."""
        found = self.rows[number] if 0 <= number < len(self.rows) else None
        return found if isinstance(found, Row) else None

    def cell(self, index: Index) -> Cell | None:
        """The cell at a place; None on a head or what a member comes to."""
        row = self.row(index.row())
        if row is None or not 0 <= index.column() < len(self.columns):
            return None
        return self.grid.cell(row, self.shown.places[index.column()])

    def place_of(self, member_id: int, item_id: int) -> QModelIndex:
        """Where the cell of a member and an item is; an invalid index where it is not shown."""
        row = next((n for n, row in enumerate(self.rows) if isinstance(row, Row) and row.member.id == member_id), -1)
        column = next((n for n, column in enumerate(self.columns) if column.item.id == item_id), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def total_words(self, row: Row, column: int) -> str:
        """What a member comes to: how many items it answered, or on how many it objects to our position."""
        if column == len(self.columns):
            return answered_words(self.grid, row)
        return str(len(self.grid.objections(row)))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + (2 if self.grid.has_positions else 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if role not in (*SAID, ROLE.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if section < len(self.columns):
            column = self.columns[section]
            return item_words(column) if role == ROLE.DisplayRole else column_words(column)
        return self.total_head(section)

    def total_head(self, section: int) -> str:
        return "Answered" if section == len(self.columns) else "Objects"

    def _row_head(self, section: int, role: int) -> str:
        row = self.rows[section]
        if isinstance(row, Heading):
            return f"{row.text}, {row.detail}"
        return row.member.name if role == ROLE.DisplayRole else row_words(self.grid, row)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == RECORD_ROLE:
            return row
        if isinstance(row, Heading):
            return f"{row.text}, {row.detail}" if role in SAID else None
        cell = self.cell(index)
        if cell:
            return _cell_data(cell, role)
        if role == ROLE.DisplayRole:
            return self.total_words(row, index.column())
        if role not in (ROLE.AccessibleTextRole, ROLE.ToolTipRole):
            return None
        if index.column() == len(self.columns):
            return f"{row.member.name}, {self.total_head(index.column()).lower()} {answered_words(self.grid, row)}"
        return f"{row.member.name}, {objection_words(self.grid, row)}"


def _cell_data(cell: Cell, role: int) -> str | None:
    if role == ROLE.DisplayRole:
        return cell.answer.option if cell.answer else cell.state.value
    if role == ROLE.AccessibleTextRole:
        return cell_words(cell)
    if role == ROLE.AccessibleDescriptionRole:
        return cell_detail(cell)
    if role == ROLE.ToolTipRole:
        return "\n".join(part for part in (cell_words(cell), cell_detail(cell)) if part)
    return None
