"""The document of one arrival as text under its head, with the places that were found in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.spans import Span
from mhhs_desk.ui import controls
from mhhs_desk.ui.arrivals import Arrival
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.original import Mark, Original
from mhhs_desk.ui.theme import Look

MOST_NUMBERED, MOST_MARKED = 100, 400
"""With more places than this their numbers would hide the text, and with more than that their marks."""


class ReadingPane(QWidget):
    """Who sent an arrival, when, and its words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._places: dict[int, Span] = {}
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
        grid.setContentsMargins(24, 12, 24, 12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, self.look.theme.px(64))
        grid.setColumnStretch(1, 1)
        self.head: dict[str, tuple[controls.Words, controls.Words]] = {}
        for row, name in enumerate(("From", "Sent", "Subject", "File")):
            label = controls.label(self.look, name, "small", "text2")
            said = controls.label(self.look, "", "small", wrap=True)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)
            self.head[name] = label, said
        self.whole = Link(self.look, "Open the original", "small")
        self.whole.setToolTip("The document itself: its pages, or its cells")
        grid.addWidget(self.whole, 4, 1, Qt.AlignmentFlag.AlignLeft)
        return head

    def show_arrival(self, arrival: Arrival) -> None:
        source = arrival.source
        told = {
            "From": source.sender or "not known",
            "Sent": words.moment(source.sent, year=True),
            "Subject": source.subject or "none",
            "File": f"{source.name}, taken in {words.moment(source.arrived, year=True)}",
        }
        letter = bool(source.sender or source.subject or source.sent)
        for name, (label, said) in self.head.items():
            said.say(told[name])
            for widget in (label, said):
                widget.setVisible(letter or name == "File")
        self._places = {n: proposal.span for n, proposal in enumerate(arrival.proposals, 1) if proposal.span}
        few = len(arrival.proposals) < MOST_MARKED
        marks = [Mark(n, span) for n, span in self._places.items()] if few else []
        self.original.show_text(source.text, marks, len(marks) < MOST_NUMBERED)

    def go_to(self, number: int | None) -> None:
        """Mark the place of a number as chosen, and bring it into sight; of very many it is the only one marked."""
        if number is not None and len(self._places) >= MOST_MARKED:
            self.original.mark([Mark(number, self._places[number], True)])
        self.original.select([number] if number else [])
        if number:
            self.original.go_to(number)
