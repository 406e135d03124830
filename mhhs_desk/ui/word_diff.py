"""What changed in a text, written word by word: what went struck through, what came underlined on a ground."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from mhhs_desk.domain.word_diff import GONE, NEW, SAME, Piece, apart, pieces
from mhhs_desk.ui.theme import Look, Theme


def write_pieces(cursor: QTextCursor, theme: Theme, found: Sequence[Piece], between: str = "\n") -> None:
    """Write runs at a cursor; a whole text before and a whole one after stand apart by `between`."""
    two = apart(found)
    for number, piece in enumerate(found):
        if number and two:
            cursor.insertText(between, _shape(theme))
        _write_piece(cursor, theme, piece)


def _write_piece(cursor: QTextCursor, theme: Theme, piece: Piece) -> None:
    """A run of words; the spaces around one that went or came carry no line."""
    if piece.kind == SAME:
        cursor.insertText(piece.text, _shape(theme))
        return
    bare = piece.text.rstrip()
    shape = _shape(theme, "text2" if piece.kind == GONE else "text")
    if piece.kind == GONE:
        shape.setFontStrikeOut(True)
    else:
        shape.setFontUnderline(True)
        shape.setBackground(theme.colour("found"))
    cursor.insertText(bare, shape)
    cursor.insertText(piece.text[len(bare) :] or " ", _shape(theme))


def _shape(theme: Theme, role: str = "text") -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFont(theme.font())
    shape.setForeground(theme.colour(role))
    return shape


def read_out(found: Sequence[Piece]) -> str:
    """What changed as a screen reader says it."""
    told = {GONE: "taken out: ", NEW: "put in: ", SAME: ""}
    return "; ".join(f"{told[piece.kind]}{piece.text.strip()}" for piece in found if piece.text.strip())


class ChangedText(QTextBrowser):
    """A text with what changed in it since an earlier one; as high as it needs, up to so many lines."""

    def __init__(self, look: Look, name: str, most: int = 7) -> None:
        super().__init__()
        self.look, self.most = look, most
        self._texts: tuple[str, str] = ("", "")
        self.setObjectName("original")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        look.changed.connect(self._write)

    def show_change(self, before: str, after: str) -> None:
        """Show a text; without an earlier one it is shown as it is."""
        if (before, after) != self._texts:
            self._texts = before, after
            self._write()

    def found(self) -> list[Piece]:
        """The runs that are shown."""
        before, after = self._texts
        return pieces(before, after, shorten=False) if before.strip() else [Piece(SAME, after)]

    def _write(self) -> None:
        theme = self.look.theme
        self.clear()
        lines = QTextBlockFormat()
        lines.setLineHeight(float(theme.line()), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(lines)
        found = self.found()
        write_pieces(cursor, theme, found)
        self.setAccessibleDescription(read_out(found))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self.look.theme
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(min(round(self.document().size().height()) + 2, self.most * theme.line() + 2))
