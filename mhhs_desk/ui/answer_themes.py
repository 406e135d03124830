"""The themes one answer speaks of, under its own words, and the way to put words that are selected under a theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from mhhs_desk.domain.passages import passages
from mhhs_desk.domain.themes import Spoken
from mhhs_desk.ui import controls
from mhhs_desk.ui.answer_words import MARGIN, OwnWords
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.flow import Flow
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.theme_bar import ThemeField

SELECT = "Select the words first, with the mouse or with Shift and the arrows."


class AnswerThemes(QWidget):
    """The themes of the answer; `wanted` asks for a name, `taken_off` hands on the number of a theme.

    Its button `put` stands beside the other buttons of the words.
    """

    wanted = Signal()
    taken_off = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.put = Button(look, "Put under a theme", "paperclip", "T")
        self.put.setToolTip("Name what the selected words speak of, or pick a theme that is there")
        self.put.clicked.connect(self.wanted.emit)
        self.links: list[Link] = []
        self.flow = Flow()
        self.named = QWidget()
        self.named.setLayout(self.flow)
        self.field = ThemeField(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, 20, 10)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.named)

    def show_themes(self, themes: Iterable[Spoken], own: OwnWords) -> None:
        """Show the themes of the answer, and mark in its own words where it speaks of them."""
        found = list(themes)
        self.flow.clear()
        self.links = []
        if found:
            told = controls.label(self.look, "Speaks of", "small", "text2")
            told.setFixedHeight(self.look.theme.line("small") + 4)
            self.flow.addWidget(told)
        for spoken in found:
            link = Link(self.look, f"{spoken.theme.name}  ×", "small")
            link.setAccessibleName(f"Take it from under the theme {spoken.theme.name}")
            link.setToolTip(f"Take this answer from under “{spoken.theme.name}”")
            link.clicked.connect(self._off(spoken.theme.id))
            self.flow.addWidget(link)
            self.links.append(link)
        self.named.setVisible(bool(found))
        self.setVisible(bool(found) or not self.field.isHidden())
        self.updateGeometry()
        mark_found(own, [words for spoken in found for said in spoken.words.values() for words in said])

    def ask(self, names: Sequence[str]) -> None:
        """Ask for the name of a theme."""
        self.show()
        self.field.ask("Theme", names)

    def _off(self, theme_id: int) -> Callable[[], None]:
        return lambda: self.taken_off.emit(theme_id)


def mark_found(own: OwnWords, words: Sequence[str]) -> None:
    """Lay the ground of found words under some words of an answer."""
    ground = QTextCharFormat()
    ground.setBackground(own.look.theme.colour("found"))
    marked = []
    for one in own.placed:
        for start, end in passages(one.text, words):
            selection = QTextEdit.ExtraSelection()
            selection.format = ground
            selection.cursor = _between(own, one.start + _units(one.text[:start]), one.start + _units(one.text[:end]))
            marked.append(selection)
    own.setExtraSelections(marked)


def select_reason(own: OwnWords) -> None:
    """Select the first text of an answer, which is its reason where it gives one."""
    if own.placed:
        one = own.placed[0]
        own.setTextCursor(_between(own, one.start, one.start + _units(one.text)))


def _between(own: OwnWords, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(own.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _units(text: str) -> int:
    """How many places a text takes by Qt's count."""
    return len(text.encode("utf-16-le")) // 2
