"""The document of one arrival as text under its head, with the places that were found in it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.ui import controls
from mhhs_desk.ui.arrivals import Arrival
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.original import Mark, Original
from mhhs_desk.ui.theme import Look

MOST_NUMBERED = 100
"""With more places than this their numbers would hide the text."""


class ReadingPane(QWidget):
    """Who sent an arrival, when, and its words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._head())
        lines.addWidget(controls.hairline(look))
        self.original = Original(look, "The original")
        lines.addWidget(self.original, 1)

    def _head(self) -> QWidget:
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(28, 12, 24, 12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, self.look.theme.px(64))
        grid.setColumnStretch(1, 1)
        self.head: dict[str, controls.Words] = {}
        for row, name in enumerate(("From", "Sent", "Subject", "File")):
            grid.addWidget(controls.label(self.look, name, "small", "text2"), row, 0)
            self.head[name] = controls.label(self.look, "", "small", wrap=True)
            grid.addWidget(self.head[name], row, 1)
        self.whole = Link(self.look, "Open the original", "small")
        self.whole.setToolTip("The document itself: its pages, or its cells")
        grid.addWidget(self.whole, 4, 1)
        return head

    def show_arrival(self, arrival: Arrival) -> None:
        source = arrival.source
        self.head["From"].say(source.sender or "not known")
        self.head["Sent"].say(words.moment(source.sent, year=True))
        self.head["Subject"].say(source.subject or "none")
        self.head["File"].say(f"{source.name}, taken in {words.moment(source.arrived, year=True)}")
        numbered = list(enumerate(arrival.proposals, 1))
        marks = [Mark(n, p.span) for n, p in numbered if p.span]
        self.original.show_text(source.text, marks, len(numbered) < MOST_NUMBERED)
