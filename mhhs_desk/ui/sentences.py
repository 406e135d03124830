"""An editor of sentences, one a line: citations in accent, sentences without evidence marked, J for judgement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QSizePolicy, QTextEdit

from mhhs_desk.domain.positions import JUDGEMENT, Sentence, citations, cited_anew, sentences
from mhhs_desk.ui.sentence_marks import GUTTER, JUDGED, OWN_ONLY, WARNING, Gutter, Marks, sentence_of
from mhhs_desk.ui.showing import Shown
from mhhs_desk.ui.theme import Look

TRIGGER = re.compile(r"(?:@|\[(?=[Ff]))([^\[\]@]*)$")
"""What calls the list of answers: @ or [F, and what is typed after it."""


class SentenceEdit(QTextEdit):
    """Plain text, a sentence a line. `@` or `[F` lists the answers to cite; Ctrl+J marks one's own judgement.

    Ctrl+U cites the newer answer in place of each that was followed by one.
    """

    left = Signal()
    entered = Signal()
    cited = Signal(int)
    """The number of an answer whose citation was clicked, or opened with Ctrl+Enter."""

    def __init__(self, look: Look, name: str, evidenced: bool, lines: int = 1) -> None:
        super().__init__()
        self.look, self.evidenced, self.least = look, evidenced, lines
        self.codes: Mapping[str, str] = {}
        self.shown: Callable[[Sentence], Shown] | None = None
        """Where a sentence will appear, once that is known."""
        self.newer: Mapping[int, int] = {}
        """The answers that were followed by a newer one, and by which."""
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
        if self.evidenced and not sentence.has_evidence:
            return WARNING
        if self.shown and self.shown(sentence).own_only:
            return OWN_ONLY
        return JUDGED if sentence.judgement else ""

    def told_of(self, block: QTextBlock) -> str:
        """Where the sentence on a line will appear: Sentence 2: in every edition."""
        sentence = sentence_of(block)
        if sentence is None or self.shown is None:
            return ""
        number = sum(bool(one.text().strip()) for one in self.blocks()[: block.blockNumber() + 1])
        return f"Sentence {number}: {self.shown(sentence).words}."

    def tell(self, shown: Callable[[Sentence], Shown] | None, lapsed: Mapping[int, int | None]) -> None:
        """Learn where sentences appear, and which answers do not stand any more, with the newer one to cite."""
        self.shown = shown
        self.newer = {number: newer for number, newer in lapsed.items() if newer is not None}
        self.marks.show_lapsed(frozenset(lapsed))
        self.gutter.setAccessibleDescription(" ".join(filter(None, map(self.told_of, self.blocks()))))
        self.gutter.update()

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

    def cite_newer(self) -> None:
        """Cite the newer answer in place of every one that was followed by it."""
        text = self.toPlainText()
        changed = cited_anew(text, self.newer)
        if changed != text:
            cursor = self.textCursor()
            place = cursor.position()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(changed)
            cursor.setPosition(min(place, len(changed)))
            self.setTextCursor(cursor)
            self._dress()

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
        if key == Qt.Key.Key_U:
            self.cite_newer()
            return True
        number = self.citation_at(self.textCursor()) if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None
        if number is not None:
            self.cited.emit(number)
        return number is not None

    def citation_at(self, cursor: QTextCursor) -> int | None:
        """The number of the answer that is cited where a cursor stands."""
        at = cursor.positionInBlock()
        found = citations(cursor.block().text())
        return next((number for number, start, end in found if start < at < end), None)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

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
