"""Changes to be read: each record over its fields, what went struck through and what came underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

from mhhs_desk.domain.word_diff import cut, pieces, whole
from mhhs_desk.ui.changes import CHANGED, FieldChange, RecordChange, read_out
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.word_diff import write_pieces

LABELS = 156
WIDEST = 860
"""Pixels of a line of text that can still be read."""
MARGIN = 24
MOST_ALONE = 400
"""Letters of a value that came or went with its record; its original holds the rest."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes under a heading of their own; `key` is what brings it into sight."""

    title: str
    under: str
    changes: Sequence[RecordChange]
    key: object = None


class ChangeView(QTextBrowser):
    """Shows changes as text that can be selected and copied."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("original")
        self.setAccessibleName("What was changed")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self._shown: tuple[Sequence[Group], str] = ((), "")
        self._places: dict[object, int] = {}
        look.changed.connect(self._write)

    def show_groups(self, groups: Sequence[Group], more: str = "") -> None:
        """Show groups of changes, and under them what is not shown."""
        self._shown = groups, more
        told = [read_out(change) for group in groups for change in group.changes]
        self.setAccessibleDescription(". ".join(part for part in (*told, more) if part))
        self._write()

    def go_to(self, key: object) -> None:
        """Bring a group to the top."""
        if key in self._places:
            block = self.document().findBlock(self._places[key])
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top) - self.look.theme.px(12))

    def _write(self) -> None:
        theme = self.look.theme
        self.clear()
        self._places = {}
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(theme.font())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        self.setPalette(palette)
        self._set_margins()
        self._first = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        groups, more = self._shown
        for group in groups:
            self._write_group(cursor, group)
        if more:
            self._line(cursor, more, "body", "text2", above=18)
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(self.document()))  # it went along to the end, and would be kept in sight there
        self.verticalScrollBar().setValue(0)

    def _set_margins(self) -> None:
        """Keep the lines as short as can be read, however wide the window."""
        px = self.look.theme.px
        shape = QTextFrameFormat()
        shape.setLeftMargin(px(MARGIN))
        shape.setRightMargin(max(px(MARGIN), self.viewport().width() - px(WIDEST)))
        shape.setTopMargin(px(14))
        self.document().rootFrame().setFrameFormat(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _write_group(self, cursor: QTextCursor, group: Group) -> None:
        if group.title:
            self._line(cursor, group.title, "heading", "text", above=6)
            self._places[group.key] = cursor.block().position()
        if group.under:
            self._line(cursor, group.under, "small", "text2")
        for change in group.changes:
            if not group.title:
                self._write_head(cursor, change)
            self._write_fields(cursor, change)

    def _write_head(self, cursor: QTextCursor, change: RecordChange) -> None:
        if change.title:
            self._line(cursor, change.title, "body", "text", above=4, semibold=True)
            cursor.insertText(f"  {change.became}", self._shape("small", "text2"))
        if change.under:
            self._line(cursor, change.under, "small", "text2")

    def _line(
        self, cursor: QTextCursor, text: str, size: str, role: str, above: int = 0, semibold: bool = False
    ) -> None:
        """Begin a line of its own; the first one takes the block that is there."""
        theme = self.look.theme
        block = QTextBlockFormat()
        block.setTopMargin(0 if self._first else theme.px(above))
        block.setLineHeight(float(theme.line(size)), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        if self._first or not cursor.block().text():  # the block that every table leaves behind is taken too
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        self._first = False
        cursor.insertText(text, self._shape(size, role, semibold))

    def _write_fields(self, cursor: QTextCursor, change: RecordChange) -> None:
        theme = self.look.theme
        if not change.fields:
            self._line(cursor, "Nothing that is shown differs.", "small", "text3")
            return
        layout = QTextTableFormat()
        layout.setBorder(0)
        layout.setCellSpacing(0)
        layout.setCellPadding(theme.px(2))
        layout.setTopMargin(theme.px(4))
        layout.setBottomMargin(theme.px(14))  # the margin of the block after a table is not heeded
        layout.setLeftMargin(-theme.px(2))
        layout.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.FixedLength, theme.px(LABELS)),
                QTextLength(QTextLength.Type.VariableLength, 0),
            ]
        )
        table = cursor.insertTable(len(change.fields), 2, layout)
        for row, field in enumerate(change.fields):
            name = table.cellAt(row, 0).firstCursorPosition()
            name.insertText(field.label, self._shape("small", "text2"))
            self._write_value(table.cellAt(row, 1).firstCursorPosition(), change, field)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _write_value(self, cursor: QTextCursor, change: RecordChange, field: FieldChange) -> None:
        if change.became != CHANGED:
            cursor.insertText(cut(field.after or field.before, MOST_ALONE), self._shape("body", "text"))
            return
        found = pieces(field.before, field.after) if field.is_text else whole(field.before, field.after)
        write_pieces(cursor, self.look.theme, found, "\n" if field.is_text else "  ")
        if not field.after:
            cursor.insertText("  now empty", self._shape("small", "text2"))

    def _shape(self, size: str, role: str, semibold: bool = False) -> QTextCharFormat:
        theme = self.look.theme
        shape = QTextCharFormat()
        shape.setFont(theme.font(size, semibold))
        shape.setForeground(theme.colour(role))
        return shape
