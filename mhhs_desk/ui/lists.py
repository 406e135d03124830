"""Lists whose rows are painted: one record a row, of a height of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mhhs_desk.ui import paint
from mhhs_desk.ui.tables import HEADING_ROW, Choice, Column, Heading, Index, Table, paint_heading
from mhhs_desk.ui.theme import Look, Theme


class RowDelegate(QStyledItemDelegate):
    """Paints a row. A page's own delegate says how high a record is and paints it."""

    table: Table[Any]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def words(self, record: Any) -> str:
        """A record as it is read out."""
        return str(record)

    def height(self, record: Any) -> int:
        """The height of a row in pixels at the plain text size."""
        return 56

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Any, selected: bool) -> None:
        """Paint a record; its ground and hairline are there already."""
        paint.text(painter, rect.adjusted(theme.px(24), 0, -theme.px(20), 0), theme, self.words(record))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        record = self.table.record(index.row())
        return QSize(0, self.look.theme.px(HEADING_ROW if record is None else self.height(record)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.look.theme
        rect: QRect = option.rect
        heading = self.table.heading(index.row())
        if heading:
            paint_heading(painter, rect, theme, heading)
            return
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self.ground(painter, rect, theme, selected, bool(state & QStyle.StateFlag.State_MouseOver))
        self.paint_row(painter, rect, theme, self.table.record(index.row()), selected)

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        """Paint what lies behind a record."""
        paint.ground(painter, rect, theme, selected, hover)


class ListView(QListView):
    """A list of painted rows, one of them chosen."""

    def __init__(self, look: Look, delegate: RowDelegate, name: str, whole: bool = False) -> None:
        """`whole`: as high as its rows, for a page that scrolls as one."""
        super().__init__()
        self.look, self._whole = look, whole
        self.table: Table[Any] = Table([Column("", delegate.words)])
        delegate.table = self.table
        self._delegate = delegate
        self.setAccessibleName(name)
        self.setModel(self.table)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.choice = Choice(self, self.table)
        self.chosen, self.opened = self.choice.chosen, self.choice.opened
        look.changed.connect(self._lay_out)
        self.table.modelReset.connect(self._lay_out)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        if self._whole:
            self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self.table.rowCount())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()  # a height that was given while the view was hidden has not reached its layout

    def show_records(self, records: Iterable[Any | Heading]) -> None:
        """Show these records and headings, and only these."""
        self.table.show(records)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.choice.focused(super().focusInEvent, event)

    def current(self) -> Any:
        """The chosen record, or None."""
        return self.choice.current()

    def choose(self, wanted: Callable[[Any], bool]) -> bool:
        """Choose the first record that is wanted; whether there is one."""
        return self.choice.choose(wanted)
