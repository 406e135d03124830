"""Who stands in the way of a strength, and why: a line for each, with the way to the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.positions import in_words
from mhhs_desk.ui import controls
from mhhs_desk.ui.pages.item_ask import clear
from mhhs_desk.ui.theme import Look

MOST = 3


class Against(QWidget):
    """The members who object, those with a red line first, each with its reason."""

    opened = Signal(int)
    """The number of an answer that is to be shown."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.shown: tuple[tuple[int, str], ...] = ()
        self.setAccessibleName("Who stands in the way")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(look.theme.px(21), 0, 0, 0)
        self.rows.setSpacing(2)
        self.hide()

    def show_answers(self, answers: Sequence[Feedback], names: Mapping[int, str]) -> None:
        """Show why each of these objects; the same ones are left alone."""
        ordered = sorted(answers, key=lambda answer: answer.red_line is None)
        told = tuple((answer.id, names.get(answer.member_id, "A member") + why(answer)) for answer in ordered)
        self.setVisible(bool(told))
        if told == self.shown:
            return
        self.shown = told
        clear(self.rows)
        for number, line in told[:MOST]:
            self.rows.addLayout(self._row(number, line))
        more = len(told) - MOST
        if more > 0:
            rest = f"{in_words(more).capitalize()} more {'objects' if more == 1 else 'object'}, among the answers."
            self.rows.addWidget(controls.label(self.look, rest, "small", "text2"))

    def _row(self, number: int, line: str) -> QHBoxLayout:
        code = f"F{number:02d}"
        link = controls.Link(self.look, code, "small")
        link.setAccessibleName(f"Open {code}: {line}")
        link.clicked.connect(lambda: self.opened.emit(number))
        link.setFixedWidth(self.look.theme.px(42))  # as wide as a code of three figures, so that the words align
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        words = controls.label(self.look, line, "small", "text2", wrap=True)
        words.setContentsMargins(0, 2, 0, 2)
        row.addWidget(words, 1)
        return row


def why(answer: Feedback) -> str:
    """Why an answer objects, after its member's name: its red line, or else its reason, or what it chose."""
    if answer.red_line:
        return f", red line: {answer.red_line.strip()}"
    return f": {answer.rationale.strip() or answer.condition or f'chose {answer.option}, no reason given.'}"
