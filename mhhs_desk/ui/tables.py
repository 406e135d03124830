"""Tables: a model that declares its columns, one way in, and the view that draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.theme import Look, Theme

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1

ROW, HEADING_ROW, HEAD = 34, 29, 34
MARGIN, PADDING = 24, 8

NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: what it shows of a record, what it sorts by, and how it looks."""

    title: str
    text: Callable[[R], str]
    key: Callable[[R], Any] | None = None
    width: int = 120
    stretch: bool = False
    right: bool = False
    tip: Callable[[R], str] | None = None
    role: Callable[[R], str] | None = None
    strong: Callable[[R], bool] | None = None
    paint: Callable[[QPainter, QRect, Theme, R], None] | None = None
    size: str = "body"
    spare: int = 0
    """Left out where there is no room for every column: the highest first; 0 stays."""
    head: Callable[[QPainter, QRect, Theme], None] | None = None
    """What is painted in the head instead of the title."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A head row among the records; the records up to the next one are its group."""

    text: str
    detail: str = ""


class Table(QAbstractTableModel, Generic[R]):
    """Records in rows, shown by declared columns."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._given: list[R | Heading] = []
        self._rows: list[R | Heading] = []
        self._order: tuple[int, bool] = (-1, False)

    def show(self, records: Iterable[R | Heading]) -> None:
        """Show these records, and only these, in this order or the one the user has chosen."""
        self.beginResetModel()
        self._given = list(records)
        self._rows = self._sorted()
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Take other columns, with nothing in them yet and no order of the user's."""
        self.beginResetModel()
        self.columns, self._order = tuple(columns), (-1, False)
        self._given, self._rows = [], []
        self.endResetModel()

    def record(self, row: int) -> R | None:
        """The record of a row; None for a heading or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, Heading) else found

    def records(self) -> list[R]:
        return [row for row in self._rows if not isinstance(row, Heading)]

    def heading(self, row: int) -> Heading | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Heading) else None

    def row_of(self, wanted: Callable[[R], bool]) -> int:
        """The first row whose record is wanted, or -1."""
        return next((n for n, row in enumerate(self._rows) if not isinstance(row, Heading) and wanted(row)), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort inside each group; column -1 is the order the records were given in."""
        self._order = (column, order is Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._rows = self._sorted()
        self.endResetModel()

    def _sorted(self) -> list[R | Heading]:
        column, backwards = self._order
        if not 0 <= column < len(self.columns):
            return list(self._given)
        rows: list[R | Heading] = []
        group: list[R] = []
        for row in self._given:
            if isinstance(row, Heading):
                rows += [*self._in_order(group, column, backwards), row]
                group = []
            else:
                group.append(row)
        return [*rows, *self._in_order(group, column, backwards)]

    def _in_order(self, records: list[R], column: int, backwards: bool) -> list[R]:
        return sorted(records, key=lambda record: self._key(column, record), reverse=backwards)

    def _key(self, column: int, record: R) -> Any:
        shown = self.columns[column]
        return shown.key(record) if shown.key else shown.text(record).casefold()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        heading = self.heading(index.row())
        if heading:
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{heading.text} {heading.detail}".strip() if role in texts else None
        record = self.record(index.row())
        return None if record is None else self._data(self.columns[index.column()], record, index.column(), role)

    def _data(self, column: Column[R], record: R, number: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(record)}".removeprefix(": ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(record) if column.tip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == SORT_ROLE:
            return self._key(number, record)
        return record if role == RECORD_ROLE else None


class Choice(QObject):
    """The one chosen record of a view over a Table: it survives a new showing, and Enter opens it."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, view: QAbstractItemView, table: Table[Any]) -> None:
        super().__init__(view)
        self._view, self._table = view, table
        self._identity: object = None
        self._quiet = False
        table.modelAboutToBeReset.connect(self._begin)
        table.modelReset.connect(self._restore)
        view.selectionModel().currentChanged.connect(self._tell)
        view.doubleClicked.connect(lambda index: self._open(index.row()))
        view.installEventFilter(self)

    def current(self) -> Any:
        return self._table.record(self._view.currentIndex().row())

    def choose(self, wanted: Callable[[Any], bool]) -> bool:
        """Choose the first record that is wanted, and bring it into sight; whether there is one."""
        row = self._table.row_of(wanted)
        index = self._table.index(row, 0)
        if index.isValid():
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        return index.isValid()

    def clear(self) -> None:
        self._identity = None
        self._view.setCurrentIndex(QModelIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Enter opens; an arrow, where nothing is chosen yet, chooses the first; whether the key was for that."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self._open(self._view.currentIndex().row())
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home) and self.current() is None:
            return self.choose(lambda _: True)
        return False

    def focused(self, gain: Callable[[QFocusEvent], None], event: QFocusEvent) -> None:
        """Let the view gain the focus without its choosing a first row that nobody asked for."""
        had = self._view.currentIndex().isValid()
        self._quiet = True
        gain(event)
        if not had:
            self._view.setCurrentIndex(QModelIndex())
        self._quiet = False

    def _open(self, row: int) -> None:
        record = self._table.record(row)
        if record is not None:
            self.opened.emit(record)

    def _tell(self, now: QModelIndex) -> None:
        if self._quiet:
            return
        record = self._table.record(now.row())
        self._identity = identity(record)
        self.chosen.emit(record)

    def _begin(self) -> None:
        self._quiet = True

    def _restore(self) -> None:
        """Choose again what was chosen before, and tell of it anew, for it may have changed."""
        self._quiet = False
        if self._identity is None:
            return
        wanted = self._identity
        if not self.choose(lambda record: identity(record) == wanted):
            self._identity = None
            self.chosen.emit(None)


def identity(record: object) -> object:
    """What makes two showings of a record the same: its number, or the record itself."""
    return getattr(record, "id", record)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: its ground, its hairline, and its text or what the column paints."""

    def __init__(self, look: Look, table: Table[Any]) -> None:
        super().__init__()
        self.look, self.table = look, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = HEADING_ROW if self.table.heading(index.row()) else ROW
        return QSize(0, self.look.theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.look.theme
        rect: QRect = option.rect
        heading = self.table.heading(index.row())
        if heading:
            paint_heading(painter, rect, theme, heading)
            return
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        paint.ground(painter, rect, theme, selected and index.column() == 0)
        if selected and index.column():
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("selection"))
        record = self.table.record(index.row())
        column = self.table.columns[index.column()]
        box = self.inner(rect, index.column())
        if column.paint:
            column.paint(painter, box, theme, record)
            return
        paint.text(
            painter, box, theme, column.text(record), column.size,
            role=column.role(record) if column.role else "text",
            semibold=bool(column.strong and column.strong(record)), right=column.right,
        )  # fmt: skip

    def inner(self, rect: QRect, column: int) -> QRect:
        """Where the text of a cell stands."""
        theme = self.look.theme
        last = column == len(self.table.columns) - 1
        return rect.adjusted(theme.px(MARGIN if column == 0 else PADDING), 0, -theme.px(MARGIN if last else PADDING), 0)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what a column has to say, or the whole text where it is elided."""
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        words = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if tip is None and index.isValid() and not self.table.heading(index.row()):
            column = self.table.columns[index.column()]
            box = self.inner(option.rect, index.column())
            if paint.width(self.look.theme, words, column.size) > box.width():
                tip = words
        QToolTip.showText(event.globalPos(), tip or "", view)
        return True


def paint_heading(painter: QPainter, rect: QRect, theme: Theme, heading: Heading) -> None:
    """A head row: pane ground, its words semibold, its detail after them."""
    painter.fillRect(rect, theme.colour("pane"))
    paint.hairline(painter, rect, theme)
    box = rect.adjusted(theme.px(MARGIN), 0, -theme.px(PADDING), 0)
    used = paint.text(painter, box, theme, heading.text, "small", "text2", semibold=True)
    paint.text(painter, box.adjusted(used + 5, 0, 0, 0), theme, heading.detail, "small", "text2")


class HeadView(QHeaderView):
    """The head of a table: small, semibold, over an edge line; a caret where it is sorted by."""

    def __init__(self, look: Look, table: Table[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.look, self.table = look, table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(look.theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self.look.theme
        painter.save()
        painter.fillRect(rect, theme.colour("page"))
        paint.hairline(painter, rect, theme, "edge")
        column = self.table.columns[section]
        if column.head:
            column.head(painter, rect, theme)
            painter.restore()
            return
        last = section == len(self.table.columns) - 1
        left = theme.px(MARGIN if section == 0 else PADDING)
        box = rect.adjusted(left, 0, -theme.px(MARGIN if last else PADDING), 0)
        used = paint.text(painter, box, theme, column.title, "small", "text2", semibold=True, right=column.right)
        if self.sortIndicatorSection() == section and self.isSortIndicatorShown():
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            mark = QRect(box.x() + used + 3, box.y(), theme.px(12), box.height())
            icons.draw(painter, mark, theme, "caret-up" if up else "caret-down", "text2")
        painter.restore()


class TableView(QTableView):
    """A table as it is drawn: hairlines between rows, no stripes, one row chosen at a time."""

    def __init__(
        self, look: Look, table: Table[Any], name: str, row: int = ROW, head: int = HEAD, whole: bool = False
    ) -> None:
        """`row` and `head` are heights; `whole`: as high as its rows, for a page that scrolls as one."""
        super().__init__()
        self.look, self.table = look, table
        self._row, self._head, self._whole = row, head, whole
        self.setAccessibleName(name)
        self.setModel(table)
        self._delegate = CellDelegate(look, table)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(HeadView(look, table, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.choice = Choice(self, table)
        self.chosen, self.opened = self.choice.chosen, self.choice.opened
        table.modelReset.connect(self._lay_out)
        look.changed.connect(self._lay_out)
        self._lay_out()

    def current(self) -> Any:
        """The chosen record, or None."""
        return self.choice.current()

    def choose(self, wanted: Callable[[Any], bool]) -> bool:
        """Choose the first record that is wanted; whether there is one."""
        return self.choice.choose(wanted)

    def _lay_out(self) -> None:
        theme = self.look.theme
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(self._head))
        head.setMinimumSectionSize(theme.px(24))
        self._fit()
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row))
        self.clearSpans()
        for row in range(self.table.rowCount()):
            heading = self.table.heading(row) is not None
            if heading:
                self.setSpan(row, 0, 1, len(self.table.columns))
            height = theme.px(HEADING_ROW if heading else self._row)
            if self.rowHeight(row) != height:  # a row keeps its height where another record comes to stand in it
                self.setRowHeight(row, height)
        if self._whole:
            rows = sum(self.rowHeight(row) for row in range(self.table.rowCount()))
            self.setFixedHeight(rows + theme.px(self._head))
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()  # a height that was given while the view was hidden has not reached its layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.choice.focused(super().focusInEvent, event)

    def _fit(self) -> None:
        """Give every column its width and the rest to those that stretch; leave out what there is no room for."""
        widths = {n: self.look.theme.px(column.width) for n, column in enumerate(self.table.columns)}
        room = self.viewport().width()
        left_out = sorted((n for n in widths if self.table.columns[n].spare), key=lambda n: self.table.columns[n].spare)
        kept = dict(widths)
        while left_out and sum(kept.values()) > room:
            del kept[left_out.pop()]
        over = max(0, room - sum(kept.values()))
        sharing = [number for number in kept if self.table.columns[number].stretch]
        for number, width in widths.items():
            self.setColumnHidden(number, number not in kept)
            share = over // len(sharing) if number in sharing else 0
            last = over - share * len(sharing) if sharing and number == sharing[-1] else 0
            self.setColumnWidth(number, width + share + last)
