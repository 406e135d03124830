"""One text of a position: its label, its sentences, and the line beneath that says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk.domain.coverage import Tally
from mhhs_desk.domain.positions import COUNT, Sentence, cites_in, counted_by_hand, sentences, with_counts
from mhhs_desk.ui import controls
from mhhs_desk.ui.sentences import SentenceEdit
from mhhs_desk.ui.showing import Shown
from mhhs_desk.ui.theme import Look

PAUSE_MS = 600
"""How long the keyboard rests before what was typed is kept."""


class PositionEditor(QWidget):
    """A text that keeps itself: `written` tells of each new text once typing rests or the editor is left."""

    written = Signal(str, str)
    typed = Signal(str)
    """The part whose text is another, or was refused."""

    def __init__(self, look: Look, part: str, label: str, evidenced: bool, lines: int = 1) -> None:
        super().__init__()
        self.look, self.part = look, part
        self.tally = Tally()
        self.kept = ""
        self.refused = ""
        self.edit = SentenceEdit(look, label, evidenced, lines)
        self.hint = controls.label(look, "", "small", "attention", wrap=True)
        self.hint.setVisible(False)
        self.editions = controls.label(look, "", "small", "text2", wrap=True)
        self.editions.setVisible(False)
        self.lapses: Mapping[int, str] = {}
        """What is to be said of the cited answers that do not stand any more."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        if label:
            column.addWidget(controls.label(look, label, "small", "text2", semibold=True))
        column.addWidget(self.edit)
        column.addWidget(self.hint)
        column.addWidget(self.editions)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.flush)
        self.edit.textChanged.connect(self._typed)
        self.edit.cursorPositionChanged.connect(self._tell)
        self.edit.left.connect(self.flush)
        self.edit.left.connect(self._tell)
        self.edit.entered.connect(self._tell)

    @property
    def text(self) -> str:
        return self.edit.toPlainText()

    @property
    def waiting(self) -> bool:
        """Whether something typed here is not kept: not yet, or because it was refused."""
        return self.text != self.kept

    def show_text(self, text: str, tally: Tally) -> None:
        """Show the record's text; what was typed here and is not kept yet is left alone."""
        self.tally = tally
        typed = self.waiting
        self.kept = text
        if not typed and self.text != text:
            self.edit.put(text)
        self._tell()

    def tell(
        self, shown: Callable[[Sentence], Shown] | None, lapses: Mapping[int, str], newer: Mapping[int, int | None]
    ) -> None:
        """Learn where each sentence will appear, and what is to be said of the cited answers that do not stand."""
        self.lapses = lapses
        self.edit.tell(shown, newer)
        self._tell()

    def clear(self) -> None:
        """Forget what was typed, before another item is shown."""
        self._rest.stop()
        self.refused = ""
        self.kept = ""
        self.edit.put("")
        self._rest.stop()

    def flush(self) -> None:
        """Hand on what was typed, at once."""
        self._rest.stop()
        if self.waiting:
            self.written.emit(self.part, self.text)

    def refuse(self, words: str) -> None:
        """Say why the text is not kept; it stays as it was typed."""
        self.refused = words
        self._tell()
        self.typed.emit(self.part)

    def _typed(self) -> None:
        self.refused = ""
        self._tell()
        if self.waiting:
            self._rest.start()
        self.typed.emit(self.part)

    def _tell(self) -> None:
        words, role = self._hint()
        self.hint.say(words)
        self.hint.role(role)
        self.hint.setVisible(bool(words))
        told = self._appearing()
        self.editions.say(told)
        self.editions.setVisible(bool(told))

    def _hint(self) -> tuple[str, str]:
        """What is missing or wrong, the gravest of it, and its colour."""
        bare = self.edit.first_bare()
        line = self.edit.textCursor().block().text()
        lapsed = [number for number in cites_in(self.text) if number in self.lapses]
        if self.refused:
            return self.refused, "danger"
        if bare:
            return f"Sentence {bare} has no evidence. Type @ to cite, or Ctrl J: my judgement.", "attention"
        if lapsed:
            return self.lapses[lapsed[0]], "attention"
        if by_hand := self._by_hand():
            return by_hand, "attention"
        if COUNT.search(line) and self.edit.hasFocus():
            return f"Prints as: {with_counts(line, self.tally)}", "text3"
        return "", "text3"

    def _by_hand(self) -> str:
        """What is to be said of a count that was typed beside an answer that may not be shown."""
        for number, sentence in enumerate(sentences(self.text), 1):
            cites = self.edit.shown(sentence).cites if self.edit.shown else ()
            found = counted_by_hand(sentence.words, self.tally) if cites else None
            if found:
                typed, token = found
                return f"Sentence {number} counts “{typed}” by hand, beside F{cites[0]:02d}. {token} counts it anew."
        return ""

    def _appearing(self) -> str:
        """In which editions the sentence under the cursor will appear; without the keyboard, which will not in all."""
        if self.edit.shown is None:
            return ""
        if self.edit.hasFocus():
            return self.edit.told_of(self.edit.textCursor().block())
        held = [
            f"Sentence {number}: {shown.words}."
            for number, sentence in enumerate(sentences(self.text), 1)
            if (shown := self.edit.shown(sentence)).left_out
        ]
        return " ".join(held)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)
