"""The table of actions: a box to tick, the columns, and cells that are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.action_book import STATUS, ActionBook
from mhhs_desk.ui.due import DUE_HINT, due_to_edit
from mhhs_desk.ui.tables import CellDelegate, Column, Index, Table, TableView
from mhhs_desk.ui.theme import Look, Theme

TEXT, OWNER, DUE, STAND = "Action", "Owner", "Due", "Status"
EDITED = (TEXT, OWNER, DUE, STAND)
BOX, MARGIN = 18, 24


class ActionTable(Table[Action]):
    """The actions in rows; some are ticked, and some cells can be edited."""

    edited = Signal(object, str, object)
    """Action, the title of the column, and what was typed or chosen."""
    turned = Signal()
    """Other actions are ticked."""

    def __init__(self) -> None:
        self.book: ActionBook | None = None
        self.ticked: set[int] = set()
        super().__init__(self._columns())

    def _columns(self) -> list[Column[Action]]:
        def of(tell: Callable[[ActionBook, Action], str]) -> Callable[[Action], str]:
            return lambda action: tell(self.book, action) if self.book else ""

        return [
            Column("", lambda a: "ticked" if a.id in self.ticked else "not ticked", width=MARGIN + BOX + 10,
                   paint=self._paint_box, head=self._paint_head_box, tip=lambda a: "Tick (Space)"),
            Column("Ref.", lambda a: a.ref, width=76, role=lambda a: "text2"),
            Column(TEXT, lambda a: a.text, width=220, stretch=True,
                   strong=lambda a: bool(self.book and self.book.ours_to_do(a))),
            Column(OWNER, lambda a: a.owner or "none given", width=124,
                   role=lambda a: "text" if a.owner else "text2"),
            Column("Forum", of(lambda book, a: book.forum(a)), width=74, role=lambda a: "text2", spare=2),
            Column(DUE, of(lambda book, a: book.dues[a.id].words), width=158, paint=self._paint_due,
                   key=lambda a: self.book.due_key(a) if self.book else 0,
                   tip=of(lambda book, a: book.dues[a.id].why)),
            Column(STAND, lambda a: STATUS[a.status], width=84, paint=_paint_status),
            Column("Source", of(lambda book, a: book.place(a)), width=116, size="small", spare=1,
                   role=lambda a: "accent" if a.source_id else "text2"),
        ]  # fmt: skip

    def title(self, column: int) -> str:
        return self.columns[column].title if 0 <= column < len(self.columns) else ""

    # Ticks

    def shown_ids(self) -> set[int]:
        return {action.id for action in self.records()}

    def turn(self, ids: Iterable[int]) -> None:
        """Tick these actions, or take their tick away where all of them are ticked."""
        wanted = set(ids)
        self.tick(self.ticked - wanted if wanted <= self.ticked else self.ticked | wanted)

    def tick(self, ids: Iterable[int]) -> None:
        """Tick these actions and no others."""
        self.ticked = set(ids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.turned.emit()

    # Editing

    def flags(self, index: Index) -> Qt.ItemFlag:
        given = super().flags(index)
        edited = given and self.title(index.column()) in EDITED
        return given | Qt.ItemFlag.ItemIsEditable if edited else given

    def to_edit(self, action: Action, title: str) -> str:
        """What stands in the field when a cell is edited."""
        if title == DUE:
            return due_to_edit(action)
        return (action.owner or "") if title == OWNER else action.text

    # Painting

    def _paint_box(self, painter: QPainter, rect: QRect, theme: Theme, action: Action) -> None:
        paint_box(painter, rect, theme, action.id in self.ticked)

    def _paint_head_box(self, painter: QPainter, rect: QRect, theme: Theme) -> None:
        shown = self.shown_ids()
        some = shown & self.ticked
        paint_box(painter, rect.adjusted(theme.px(MARGIN), 0, 0, 0), theme, bool(shown) and some == shown, bool(some))

    def _paint_due(self, painter: QPainter, rect: QRect, theme: Theme, action: Action) -> None:
        if self.book is None:
            return
        due = self.book.dues[action.id]
        if due.overdue:
            size = theme.px(16)
            icons.draw(painter, QRect(rect.x(), rect.y(), size, rect.height()), theme, "warning-circle", "danger")
            box = rect.adjusted(size + theme.px(6), 0, 0, 0)
            paint.text(painter, box, theme, due.words, role="danger", semibold=True)
            return
        found = action.due is None and not due.beside
        used = paint.text(painter, rect, theme, due.said, role="text2" if found else "text")
        if due.beside:
            box = rect.adjusted(used + theme.px(4), 0, 0, 0)
            paint.text(painter, box, theme, f"({due.beside})", role="text2")


def _paint_status(painter: QPainter, rect: QRect, theme: Theme, action: Action) -> None:
    if action.status is not ActionStatus.DONE:
        paint.text(painter, rect, theme, STATUS[action.status])
        return
    size = theme.px(15)
    icons.draw(painter, QRect(rect.x(), rect.y(), size, rect.height()), theme, "check", "text2")
    paint.text(painter, rect.adjusted(size + theme.px(5), 0, 0, 0), theme, "Done", role="text2")


def paint_box(painter: QPainter, rect: QRect, theme: Theme, on: bool, partly: bool = False) -> None:
    """A box at the left of a rectangle: ticked, partly ticked or empty."""
    size = theme.px(BOX)
    box = QRect(rect.x(), rect.y() + (rect.height() - size) // 2, size, size).adjusted(1, 1, -1, -1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if on else "edge"), 1))
    painter.setBrush(theme.colour("accent" if on else "page"))
    painter.drawRoundedRect(box, 3, 3)
    painter.restore()
    if on:
        icons.draw(painter, box.adjusted(1, 1, -1, -1), theme, "check-bold", "on_accent")
    elif partly:
        painter.fillRect(box.adjusted(4, box.height() // 2 - 1, -4, -(box.height() // 2) + 1), theme.colour("text2"))


class ActionCells(CellDelegate):
    """Draws the cells, marks the one the keyboard is on, and makes the fields in which they are edited."""

    def __init__(self, look: Look, table: ActionTable) -> None:
        super().__init__(look, table)
        self.actions = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        action = self.actions.record(index.row())
        ticked = action is not None and action.id in self.actions.ticked
        if ticked:
            painter.fillRect(option.rect, self.look.theme.colour("selection"))
        super().paint(painter, option, index)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus and self.actions.title(index.column()) in EDITED:
            painter.save()
            painter.setPen(QPen(self.look.theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(2, 2, -2, -3))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        title = self.actions.title(index.column())
        if title == STAND:
            box = controls.combo(self.look, "Status", [(told, status) for status, told in STATUS.items()])
            box.setParent(parent)
            box.activated.connect(lambda _: self._done(box))
            return box
        field = controls.field(self.look, DUE_HINT if title == DUE else "", title)
        field.setParent(parent)
        if title == OWNER and self.actions.book:
            completer = QCompleter(self.actions.book.owners(), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        return field

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        action = self.actions.record(index.row())
        if action is None:
            return
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(action.status))
        elif isinstance(editor, QLineEdit):
            editor.setText(self.actions.to_edit(action, self.actions.title(index.column())))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        action, title = self.actions.record(index.row()), self.actions.title(index.column())
        if action is None:
            return
        given: Any = editor.currentData() if isinstance(editor, QComboBox) else None
        given = editor.text().strip() if isinstance(editor, QLineEdit) else given
        self.actions.edited.emit(action, title, given)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        wide = max(rect.width(), self.look.theme.px(196) if self.actions.title(index.column()) != STAND else 0)
        editor.setGeometry(rect.x(), rect.y(), wide, rect.height())


class ActionView(TableView):
    """The table as it is drawn and worked with the keyboard: Space ticks, F2 or Enter edits a cell."""

    left = Signal()
    """Enter on a cell that is not edited: the keyboard goes to the pane."""

    def __init__(self, look: Look, table: ActionTable) -> None:
        super().__init__(look, table, "Actions")
        self.rows = table
        self._column = 2
        self.cells = ActionCells(look, table)
        self.setItemDelegate(self.cells)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.opened.connect(lambda _: self._edit())
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._stepped)
        table.modelReset.connect(self._same_cell)
        self.horizontalHeader().viewport().installEventFilter(self)

    def _stepped(self, now: QModelIndex | QPersistentModelIndex, before: object = None) -> None:
        if now.column() > 0:
            self._column = now.column()

    def _same_cell(self) -> None:
        """Stay on the cell of the row that was chosen again."""
        now = self.currentIndex()
        if now.isValid() and now.column() != self._column:
            self.setCurrentIndex(self.rows.index(now.row(), self._column))

    def _edit(self) -> None:
        """Edit the cell the keyboard is on. The Enter that ends an edit comes here too, and begins none."""
        if self.state() is QAbstractItemView.State.EditingState:
            return
        index = self.currentIndex()
        if self.rows.title(index.column()) in EDITED:
            self.edit(index)
        else:
            self.left.emit()

    def end_edit(self) -> None:
        """Take what is in the field of a cell, and close it."""
        editor = self.viewport().findChild(QLineEdit) or self.viewport().findChild(QComboBox)
        if editor and self.state() is QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _clicked(self, index: QModelIndex) -> None:
        action = self.rows.record(index.row())
        if action and index.column() == 0:
            self.rows.turn([action.id])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action, control = self.current(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and action:
            self.rows.turn([action.id])
        elif event.key() == Qt.Key.Key_A and control:
            self.rows.turn(self.rows.shown_ids())
        elif event.key() == Qt.Key.Key_Escape and self.rows.ticked:
            self.rows.tick(())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing here."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the box in the head ticks all that is shown; it sorts nothing."""
        clicks = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
        head = self.horizontalHeader()
        clicked = watched is head.viewport() and event.type() in clicks
        if clicked and isinstance(event, QMouseEvent) and head.logicalIndexAt(event.position().toPoint()) == 0:
            if event.type() is QEvent.Type.MouseButtonRelease:
                self.rows.turn(self.rows.shown_ids())
            return True
        return super().eventFilter(watched, event)
