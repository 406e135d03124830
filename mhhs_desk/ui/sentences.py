"""An editor of sentences, one a line: citations in accent, sentences without evidence marked, J for judgement."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QSizePolicy, QTextEdit, QWidget

from mhhs_desk.domain.positions import CITATION, COUNT, JUDGEMENT, Sentence, sentences
from mhhs_desk.ui import icons
from mhhs_desk.ui.theme import Look

GUTTER = 26
TRIGGER = re.compile(r"(?:@|\[(?=[Ff]))([^\[\]@]*)$")
"""What calls the list of answers: @ or [F, and what is typed after it."""


def sentence_of(block: QTextBlock) -> Sentence | None:
    """The sentence on a line, or None on an empty one."""
    found = sentences(block.text())
    return found[0] if found else None


class Marks(QSyntaxHighlighter):
    """Colours citations, tokens and the rep's mark; lays a ground under a sentence without evidence."""

    def __init__(self, document: QTextDocument, look: Look, evidenced: bool) -> None:
        super().__init__(document)
        self.look, self.evidenced = look, evidenced
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        theme = self.look.theme
        sentence = next(iter(sentences(text)), None)
        if self.evidenced and sentence and not sentence.has_evidence:
            bare = QTextCharFormat()
            bare.setBackground(theme.colour("attention_ground"))
            bare.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            bare.setUnderlineColor(theme.colour("attention"))
            self.setFormat(0, len(text), bare)
        for pattern, role in ((CITATION, "accent"), (COUNT, "accent"), (re.compile(re.escape(JUDGEMENT)), "text3")):
            shape = QTextCharFormat()
            shape.setForeground(theme.colour(role))
            for match in pattern.finditer(text):
                self.setFormat(match.start(), len(match[0]), shape)


class Gutter(QWidget):
    """The margin of the editor: a warning before a sentence without evidence, a J before a judgement."""

    def __init__(self, editor: SentenceEdit) -> None:
        super().__init__(editor)
        self.editor = editor
        self.setAccessibleName("Evidence of each sentence")

    def sizeHint(self) -> QSize:
        return QSize(self.editor.look.theme.px(GUTTER), 0)

    def marks(self) -> list[str]:
        """The mark of each line: "warning", "J", or nothing."""
        return [self.editor.mark_of(block) for block in self.editor.blocks()]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.editor.look.theme
        painter = QPainter(self)
        for block in self.editor.blocks():
            mark = self.editor.mark_of(block)
            box = QRect(0, self.editor.top_of(block), theme.px(20), theme.line())
            if mark == "warning":
                icons.draw(painter, box.adjusted(2, 3, -2, -3), theme, "warning", "attention")
            elif mark == "J":
                painter.setPen(QPen(theme.colour("text2"), 1))
                square = QRectF(box.center().x() - 6.5, box.center().y() - 6.5, 13, 13)
                painter.drawRoundedRect(square, 2, 2)
                painter.setFont(theme.font("small"))
                painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), "J")
        painter.end()


class SentenceEdit(QTextEdit):
    """Plain text, a sentence a line. `@` or `[F` lists the answers to cite; Ctrl+J marks one's own judgement."""

    left = Signal()
    cited = Signal(int)
    """The number of an answer whose citation was clicked, or opened with Ctrl+Enter."""

    def __init__(self, look: Look, name: str, evidenced: bool, lines: int = 1) -> None:
        super().__init__()
        self.look, self.evidenced, self.least = look, evidenced, lines
        self.codes: Mapping[str, str] = {}
        self.setAcceptRichText(False)
        self.setMouseTracking(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks = Marks(self.document(), look, evidenced)
        self.gutter = Gutter(self)
        self.completer = self._completer()
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self.gutter.update)
        look.changed.connect(self._dress)
        self._dress()

    # Lines

    def blocks(self) -> list[QTextBlock]:
        found, block = [], self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def mark_of(self, block: QTextBlock) -> str:
        sentence = sentence_of(block)
        if sentence is None:
            return ""
        if sentence.judgement:
            return "J"
        return "warning" if self.evidenced and not sentence.has_evidence else ""

    def top_of(self, block: QTextBlock) -> int:
        """Where a line begins, from the top of the gutter."""
        return round(self.document().documentLayout().blockBoundingRect(block).y()) - self.verticalScrollBar().value()

    def first_bare(self) -> int | None:
        """The number of the first sentence without evidence."""
        numbered = enumerate(sentences(self.toPlainText()), 1)
        return next((n for n, sentence in numbered if not sentence.has_evidence), None) if self.evidenced else None

    def go_to(self, number: int) -> None:
        """Put the cursor at the end of a sentence."""
        written = [block for block in self.blocks() if block.text().strip()]
        if 0 < number <= len(written):
            cursor = self.textCursor()
            cursor.setPosition(written[number - 1].position() + written[number - 1].length() - 1)
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put(self, text: str) -> None:
        """Show a text as it is in the record; the cursor stays where it can."""
        place = self.textCursor().position()
        self.setPlainText(text)
        self._dress()
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)

    def toggle_judgement(self) -> None:
        """Mark the sentence under the cursor as one's own judgement, or take the mark away."""
        cursor = self.textCursor()
        block = cursor.block()
        text = block.text()
        if not text.strip():
            return
        changed = text.replace(JUDGEMENT, "").rstrip() if JUDGEMENT in text else f"{text.rstrip()} {JUDGEMENT}"
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(changed)

    # Citing

    def offer(self, codes: Mapping[str, str]) -> None:
        """The answers that may be cited: their codes with whose they are."""
        self.codes = dict(codes)
        model = self.completer.model()
        if isinstance(model, QStringListModel):
            model.setStringList([f"{code} {who}" for code, who in self.codes.items()])

    def cite(self, chosen: str) -> None:
        """Put the code of a chosen answer in place of what called for it."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        called = TRIGGER.search(before)
        if called:
            behind = len(before) - called.start()
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, behind)
            before = before[: called.start()]
        gap = " " if before and not before.endswith((" ", "]")) else ""
        cursor.insertText(f"{gap}[{chosen.split(' ')[0]}]")

    def _completer(self) -> QCompleter:
        completer = QCompleter(QStringListModel(self), self)
        completer.setWidget(self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self.cite)
        return completer

    def _list(self) -> QAbstractItemView:
        popup = self.completer.popup()
        assert popup is not None  # a completer that is not inline has one
        return popup

    def _suggest(self) -> None:
        cursor = self.textCursor()
        called = TRIGGER.search(cursor.block().text()[: cursor.positionInBlock()])
        popup = self._list()
        if not called:
            popup.hide()
            return
        self.completer.setCompletionPrefix(called[1].strip())
        if not self.completer.completionCount():
            popup.hide()
            return
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        box = self.cursorRect()
        box.translate(self.viewport().pos())
        box.setWidth(self.look.theme.px(260))
        self.completer.complete(box)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taking = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        popup = self._list()
        if popup.isVisible() and event.key() in (*taking, Qt.Key.Key_Escape):
            event.ignore()
            return
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and self._order(event.key()):
            return
        super().keyPressEvent(event)
        if event.text():
            self._suggest()

    def _order(self, key: int) -> bool:
        """What a key with Ctrl asks for; whether it was anything."""
        if key == Qt.Key.Key_J:
            self.toggle_judgement()
            return True
        number = self.citation_at(self.textCursor()) if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None
        if number is not None:
            self.cited.emit(number)
        return number is not None

    def citation_at(self, cursor: QTextCursor) -> int | None:
        """The number of the answer that is cited where a cursor stands."""
        at = cursor.positionInBlock()
        found = CITATION.finditer(cursor.block().text())
        return next((int(match[1]) for match in found if match.start() < at < match.end()), None)

    def _citation_under(self, event: QMouseEvent) -> int | None:
        cursor = self.cursorForPosition(event.position().toPoint())
        near = self.cursorRect(cursor).adjusted(-self.look.theme.px(12), 0, self.look.theme.px(12), 0)
        return self.citation_at(cursor) if near.contains(event.position().toPoint()) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._citation_under(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self._citation_under(event)
        if number is not None and event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.cited.emit(number)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.viewport().geometry()
        width = self.look.theme.px(GUTTER)
        self.gutter.setGeometry(inside.x() - width + 2, inside.y(), width, inside.height())

    def _dress(self) -> None:
        theme = self.look.theme
        self.setViewportMargins(theme.px(GUTTER - 8), 0, 0, 0)
        lines = QTextBlockFormat()
        lines.setLineHeight(float(theme.line()), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        blocked = self.blockSignals(True)
        everything.mergeBlockFormat(lines)
        self.blockSignals(blocked)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the text, and at least so many lines."""
        theme = self.look.theme
        text = max(self.document().size().height(), self.least * theme.line() + 4)
        self.setFixedHeight(round(text) + 2 * theme.px(5) + 2)
