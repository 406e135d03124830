"""What changed in a text, written word by word: what went struck through, what came underlined on a ground."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor

from mhhs_desk.domain.word_diff import GONE, NEW, SAME, Piece, apart
from mhhs_desk.ui.theme import Theme


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
