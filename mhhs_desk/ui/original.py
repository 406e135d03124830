"""An original as text, with the places that were found in it marked and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from mhhs_desk.domain.spans import Span
from mhhs_desk.ui.theme import Look

Range = tuple[int, int]
"""From a character to the one after the last."""
LEAST = 3
"""With fewer words than this a place is not told from another."""
MOST = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark: the number it is called by, its span, and whether it belongs to what is selected."""

    number: int
    span: Span
    selected: bool = False


def find(text: str, span: Span) -> Range | None:
    """Where a span's words stand: of several places the one nearest its line; failing the words, that line.

    In a page or an attachment lines are counted anew: of a span in one, the words it begins with are looked for.
    """
    starts = _line_starts(text)
    line = span.line or span.row or 1
    wanted = starts[min(line, len(starts)) - 1]
    words = span.text.split()
    if words:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
        found = min(pattern.finditer(text), key=lambda match: abs(match.start() - wanted), default=None)
        if found:
            return found.span()
    if span.page or span.part:
        return longest(text, words)
    if not (span.line or span.row) or line > len(starts):
        return None
    end = text.find("\n", wanted)
    return wanted, len(text) if end < 0 else end


def longest(text: str, words: Sequence[str], between: str = r"\s+") -> Range | None:
    """Where most of the first of some words stand together, at least three; the first of several such places."""
    least = min(LEAST, len(words))
    each = [re.escape(word.rstrip(":")) + ":?" for word in words[:MOST]]
    rest = ""
    for word in reversed(each[least:]):
        rest = f"(?:{between}{word}{rest})?"
    found = re.finditer(between.join(each[:least]) + rest, text, re.IGNORECASE) if words else ()
    best = max(found, key=lambda match: len(match[0].split()), default=None)
    return best.span() if best else None


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


class Original(QTextBrowser):
    """The text of one source. Numbers stand after the places found, and a number brings its place into sight.

    Words are selected with the mouse, or with Shift and the arrows.
    """

    pressed = Signal(int)
    """The number of a mark that was clicked."""

    def __init__(self, look: Look, name: str = "Original") -> None:
        super().__init__()
        self.look = look
        self._marks: list[tuple[Mark, QTextCursor]] = []
        self._plain = ""
        self._added: list[tuple[int, int]] = []
        """Where in the plain text numbers were added, and how many characters, in order."""
        self.setObjectName("original")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(look.theme.px(24))
        look.changed.connect(self._dress)

    def show_text(self, text: str, marks: Iterable[Mark] = (), numbered: bool = True) -> None:
        """Show a text with its marks; a mark that stands nowhere in it is left out."""
        plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
        self.setPlainText(plain)
        self._plain, self._added = plain, []
        placed = self._place(marks)
        if numbered:
            self._number(placed)
        self._dress()

    def mark(self, marks: Iterable[Mark]) -> None:
        """Mark other places of the text that is shown, without numbers."""
        self._place(marks)
        self._show_marks()

    def _place(self, marks: Iterable[Mark]) -> list[tuple[Mark, Range]]:
        placed = [(mark, place) for mark in marks if (place := find(self._plain, mark.span))]
        self._marks = [(mark, self._cursor(place)) for mark, place in placed]
        return placed

    def select(self, numbers: Iterable[int]) -> None:
        """Mark these numbers as belonging to what is selected."""
        chosen = set(numbers)
        self._marks = [(Mark(m.number, m.span, m.number in chosen), cursor) for m, cursor in self._marks]
        self._show_marks()

    def go_to(self, number: int) -> bool:
        """Bring a marked place into sight; False where that number is not marked."""
        for mark, cursor in self._marks:
            if mark.number == number:
                there = QTextCursor(cursor)
                there.setPosition(cursor.selectionStart())
                self.setTextCursor(there)
                self.ensureCursorVisible()
                self._lift()
                return True
        return False

    def _lift(self) -> None:
        """Where the cursor stands at the foot of the view, bring it up, so that what follows is seen too."""
        high, top = self.viewport().height(), self.cursorRect().top()
        if top > high * 2 // 3:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - high // 3)

    def marked(self) -> list[tuple[int, str]]:
        """The numbers and the words they mark, in their order."""
        return [(mark.number, cursor.selectedText().replace("\u2029", " ")) for mark, cursor in self._marks]

    def _cursor(self, place: Range) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)
        return cursor

    def _number(self, placed: list[tuple[Mark, Range]]) -> None:
        """Write each number small and high after its place, from the last to the first so that places hold."""
        ends: dict[int, list[int]] = {}
        for mark, (_, end) in placed:
            ends.setdefault(end, []).append(mark.number)
        for end in sorted(ends, reverse=True):
            cursor = QTextCursor(self.document())
            cursor.setPosition(end)
            told = " ".join(map(str, sorted(ends[end])))
            cursor.insertText(told, self._high())
            self._added.insert(0, (end, len(told)))

    def selected(self) -> Span | None:
        """The words that are selected, without the numbers that were added, and the line they begin on."""
        cursor = self.textCursor()
        start, end = self._in_plain(cursor.selectionStart()), self._in_plain(cursor.selectionEnd())
        words = self._plain[start:end]
        start += len(words) - len(words.lstrip())
        told = " ".join(words.split())
        return Span(told, line=self._plain.count("\n", 0, start) + 1) if told else None

    def _in_plain(self, shown: int) -> int:
        """A position among what is shown as one in the plain text."""
        for at, length in self._added:
            if shown <= at:
                break
            shown = max(at, shown - length)
        return shown

    def number_at(self, position: int) -> int | None:
        """The mark that a position of what is shown belongs to, its number included; the shortest of several."""
        within = [
            (cursor.selectionEnd() - cursor.selectionStart(), mark.number)
            for mark, cursor in self._marks
            if cursor.selectionStart() <= position <= cursor.selectionEnd() + len(str(mark.number))
        ]
        return min(within)[1] if within else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            number = self.number_at(self.cursorForPosition(event.position().toPoint()).position())
            if number is not None:
                self.pressed.emit(number)

    def _high(self) -> QTextCharFormat:
        high = QTextCharFormat()
        high.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        high.setForeground(self.look.theme.colour("accent"))
        high.setFont(
            self.look.theme.font("body", semibold=True),
            QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly,
        )
        return high

    def _dress(self) -> None:
        theme = self.look.theme
        self.document().setDefaultFont(theme.font())
        lines = QTextBlockFormat()
        lines.setLineHeight(float(theme.line()), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(lines)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        self.setPalette(palette)
        self._show_marks()

    def _show_marks(self) -> None:
        self.setExtraSelections([self._selection(mark, cursor) for mark, cursor in self._marks])

    def _selection(self, mark: Mark, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        theme = self.look.theme
        marked = QTextEdit.ExtraSelection()
        shape = QTextCharFormat()
        shape.setBackground(theme.colour("selection" if mark.selected else "found"))
        shape.setForeground(theme.colour("text"))
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        shape.setUnderlineColor(theme.colour("accent" if mark.selected else "attention"))
        marked.cursor, marked.format = cursor, shape
        return marked
