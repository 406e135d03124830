"""An original over the list of answers, under the answer's own words, with its way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.spans import Span
from mhhs_desk.ui import controls
from mhhs_desk.ui.answer_themes import AnswerThemes
from mhhs_desk.ui.answer_words import AnswerWords
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.original import Mark, Original
from mhhs_desk.ui.steps import PAST
from mhhs_desk.ui.theme import Look


class OpenedOriginal(QWidget):
    """An original, and what the answer says of it in its own words."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.title = controls.label(look, "", "heading", wrap=True)
        self.under = controls.label(look, "", "small", "text2", wrap=True)
        self.edit = Button(look, "Edit", "pencil-simple")
        self.remove = Button(look, "Remove")
        self.stands = Button(look, "Still stands", "check", "S")
        self.stands.hide()
        self.stale = controls.label(look, "", "small", "attention", wrap=True)
        self.stale.hide()
        self.past = Link(look, PAST, "small")
        self.whole = Link(look, "The original document at this place", "small")
        self.back = Button(look, "Answers", "arrow-left", "Esc")
        self.back.clicked.connect(self.closed.emit)
        self.text = Original(look)
        self.themes = AnswerThemes(look)
        self.words = AnswerWords(look, self.themes.put)
        self.below = controls.hairline(look)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.back, self.edit, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        confirming = QHBoxLayout()
        confirming.setSpacing(8)
        confirming.addWidget(self.stale, 1)
        confirming.addWidget(self.stands)
        top = QVBoxLayout()
        top.setContentsMargins(24, 12, 20, 10)
        top.setSpacing(2)
        top.addLayout(buttons)
        top.addSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.under)
        top.addLayout(confirming)
        top.addWidget(self.whole)
        top.addWidget(self.past)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(controls.hairline(look))
        column.addWidget(self.words)
        column.addWidget(self.themes)
        column.addWidget(self.below)
        column.addWidget(self.text, 1)
        column.addStretch(0)

    def show_text(self, title: str, under: str, text: str, span: Span | None, answer: bool) -> None:
        """Show a text with one place in it marked and in sight."""
        self.title.say(title)
        self.under.say(under)
        self.edit.setVisible(answer)
        self.remove.setVisible(answer)
        self.past.setVisible(answer)
        self.show_stale("")
        self.words.hide()
        self.themes.hide()
        self.below.hide()
        self.text.show()
        self.text.show_text(text, [Mark(1, span, True)] if span else [], numbered=False)
        self.text.go_to(1)

    def show_answer(self, answer: Feedback, has_original: bool) -> None:
        """Show an answer's own words above its original; where it was noted by hand, its words alone."""
        self.words.show_answer(answer)
        self.words.show()
        self.below.setVisible(has_original)
        self.text.setVisible(has_original)
        QTimer.singleShot(0, self.text, lambda: self.text.go_to(1))  # once it has the room that the words leave it

    def show_stale(self, words: str) -> None:
        """Show on which paper the answer was given, where that is not the one there is now."""
        self.stale.say(f"{words}, which was issued again since." if words else "")
        self.stale.setVisible(bool(words))
        self.stands.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_S and self.stands.isVisible():
            self.stands.click()
        elif event.key() == Qt.Key.Key_H and self.words.isVisible():
            place = self.text.selected()
            self.words.mark(place.text if place else "")
        elif event.key() == Qt.Key.Key_T and self.words.isVisible():
            self.themes.wanted.emit()
        elif event.key() == Qt.Key.Key_N and self.words.isVisible():
            self.words.nothing.emit()
        else:
            super().keyPressEvent(event)
