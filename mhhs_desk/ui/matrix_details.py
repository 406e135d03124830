"""What stands beside the matrix for the cell that is chosen: the answer in full, its source, and when it was asked."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.matrix import Cell, Mark
from mhhs_desk.domain.view import View
from mhhs_desk.store.hearing import asked_of
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.answer_rows import CONSENTS, source_line
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.heard import asked_words
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import original_place
from mhhs_desk.ui.theme import Look

CHIP = 26


class CellDetails:
    """Fills the pane beside the matrix."""

    def __init__(self, shell: Shell, pane: Details) -> None:
        self.shell, self.desk, self.pane = shell, shell.desk, pane

    def show(self, cell: Cell, view: View) -> None:
        """Show one cell; an answer is read whole, for the matrix has only a glance of it."""
        item, pane = cell.column.item, self.pane
        answer = self.desk.feedback.get(cell.answer.id) if cell.answer else None
        pane.begin(cell.member.name, under=f"Item {item.number}, {item.title} · {cell.member.segment or 'no segment'}")
        if answer:
            self._answer(cell, answer, view)
        else:
            pane.text(cell.state.value.capitalize(), "text", "body")
            pane.text(self._asked(cell, view))
        self._buttons(cell, answer)
        if answer:
            pane.text(self._asked(cell, view))

    def _asked(self, cell: Cell, view: View) -> str:
        """When the member was asked about the item and chased, and how many working days it had."""
        told, days = asked_of(self.desk, cell.member, view.meeting, cell.column.item.id)
        return f"{asked_words(told, days)}." if told else "Not asked about this item."

    def _answer(self, cell: Cell, answer: Feedback, view: View) -> None:
        pane = self.pane
        pane.add(Chosen(pane, answer.option, cell.column.item.option_name(answer.option)))
        if answer.red_line:
            pane.add(RedLine(pane.look))
            if answer.red_line != answer.rationale:
                pane.quote(answer.red_line)
        pane.quote(answer.rationale or "No reason given.")
        pane.space(4)
        pane.row("Condition", answer.condition or "none")
        strength = words.EVIDENCE[answer.evidence] if answer.evidence is not None else "not said"
        pane.row("Evidence", " · ".join(part for part in (strength, answer.evidence_basis) if part))
        if answer.represents:
            pane.row("Answers for", answer.represents)
        if answer.role:
            pane.row("Answers as", answer.role)
        told = source_line(view, answer).rsplit(" · ", 1)[0]
        pane.row("Source", f"{answer.code} {told}", place=source_place(answer))
        pane.row("Received", words.moment(answer.received, year=True))
        stale = Mark.STALE in cell.marks
        pane.row("Paper seen", paper_words(answer, cell.column.item.paper_version), "attention" if stale else "text")
        pane.row("Consent", CONSENTS[answer.consent] or "Named")
        if answer.sensitive or answer.held_back:
            pane.row("Sensitive", "Own edition only" if answer.sensitive else "In part")
        pane.space(8)

    def _buttons(self, cell: Cell, answer: Feedback | None) -> None:
        item = Button(self.pane.look, "Open the item", "file-text", "Enter")
        item.clicked.connect(lambda: self.shell.go(item_place(cell)))
        self.pane.add(item)
        if answer and answer.source_id:
            source = Button(self.pane.look, "Open the source", "chat-text", "Ctrl Enter")
            source.clicked.connect(lambda: self.shell.go(source_place(answer)))
            self.pane.add(source)
        self.pane.space(4)


class Chosen(QWidget):
    """The option of an answer: its chip, and its name over as many lines as it needs."""

    def __init__(self, pane: Details, key: str, name: str) -> None:
        super().__init__()
        self.look, self.key = pane.look, key
        chip = self.look.theme.px(CHIP)
        line = QHBoxLayout(self)
        line.setContentsMargins(chip + 10, 2, 0, 4)
        told = controls.label(self.look, name, semibold=True, wrap=True)
        line.addWidget(told.stand_in(pane.inner - chip - 10))
        self.setMinimumHeight(chip + 8)
        self.setAccessibleName(f"Option {key}: {name}")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        size = theme.px(CHIP)
        paint.chip(painter, QRect(0, (self.height() - size) // 2, size, size), theme, self.key)
        painter.end()


class RedLine(QWidget):
    """The flag of a red line with its words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName("Red line")
        self.setFixedHeight(look.theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        flag = QRect(0, 0, theme.px(14), self.height())
        paint.flag(painter, flag, theme)
        words_at = self.rect().adjusted(theme.px(18), 0, 0, 0)
        paint.text(painter, words_at, theme, "Red line", "small", "danger", semibold=True)
        painter.end()


def item_place(cell: Cell) -> Place:
    """The item of a cell, at the answer."""
    return Place("item", cell.column.item.id, cell.answer.code if cell.answer else "")


def source_place(answer: Feedback) -> Place:
    """The original of an answer at its place; where it was noted by hand, the answer itself."""
    original = original_place("feedback", answer.id, answer.source_id)
    return original or Place("item", answer.item_id, answer.code)


def paper_words(answer: Feedback, now: str | None) -> str:
    """Which version of the paper an answer was given on."""
    seen = answer.paper_version
    if not seen:
        return "not known"
    return f"{seen}, the current one" if seen == now else f"{seen}; the current one is {now or 'not known'}"
