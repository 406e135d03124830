"""The full text of an item in the room: the whole position with its citations, and beside it every answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.positions import PARTS, Sentence, with_counts
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.minuting import plain
from mhhs_desk.ui import controls, room_words
from mhhs_desk.ui.answer_rows import AnswerRow, rows_of
from mhhs_desk.ui.answers import AnswerList
from mhhs_desk.ui.room_paragraph import Paragraph, Run
from mhhs_desk.ui.theme import Look

MARGIN = 32
TITLES = {"ask": "We ask", "fallback": "If that fails", "questions": "Questions to put"}


class RoomText(QSplitter):
    """A citation that is clicked chooses its answer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        px = look.theme.px
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(px(MARGIN), px(24), px(MARGIN), px(24))
        self.column.setSpacing(px(4))
        self.title = Paragraph(look, "title")
        self.asked, self.ours = Paragraph(look, "body"), Paragraph(look, "body")
        self.column.addWidget(self.title)
        self.column.addWidget(self.asked)
        self.column.addSpacing(px(12))
        self.column.addWidget(self.ours)
        self.sections = {part: self._section(part) for part in PARTS}
        self.column.addStretch(1)
        self.area.setWidget(body)
        right = QWidget()
        lines = QVBoxLayout(right)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.answered = controls.label(look, "", "body", "text2", semibold=True)
        self.answered.setContentsMargins(px(24), px(24), px(24), px(8))
        self.answers = AnswerList(look)
        lines.addWidget(self.answered)
        lines.addWidget(controls.hairline(look, edge=True))
        lines.addWidget(self.answers, 1)
        self.addWidget(self.area)
        self.addWidget(right)

    def _section(self, part: str) -> tuple[QWidget, QVBoxLayout]:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0 if part == "statement" else self.look.theme.px(12), 0, 0)
        column.setSpacing(self.look.theme.px(4))
        if part != "statement":  # it stands under what our position is
            title = TITLES.get(part) or words.PART_NAMES[part].capitalize()
            column.addWidget(controls.label(self.look, title, "body", "text2", semibold=True))
        texts = QVBoxLayout()
        texts.setSpacing(self.look.theme.px(4))
        column.addLayout(texts)
        self.column.addWidget(made)
        return made, texts

    def show_item(self, view: View, item: ItemView) -> None:
        """Show all that is written and said on an item."""
        self.title.say(Run(item.item.title, semibold=True))
        asked = item.item.ask or ""
        self.asked.say(Run("" if plain(asked) == plain(item.item.title) else asked, "text2"))
        self.ours.say(Run(room_words.position(item), "text2", semibold=True))
        for part, (section, texts) in self.sections.items():
            _clear(texts)
            said = item.text(part)
            section.setVisible(bool(said))
            for sentence in said:
                made = Paragraph(self.look, "room_small", *self._runs(item, sentence, part))
                made.cited.connect(self.open_answer)
                texts.addWidget(made)
        self.answers.show_records(rows_of(view, item))
        answered = words.count(item.tally.answered, "answer")
        self.answered.say(f"{answered} of {words.count(item.tally.total, 'member')}")
        self.area.verticalScrollBar().setValue(0)
        self.answers.scrollToTop()

    def _runs(self, item: ItemView, sentence: Sentence, part: str) -> list[Run]:
        runs = [Run("Our judgement: ", "text2")] if sentence.judgement and part != "questions" else []
        runs.append(Run(with_counts(sentence.words, item.tally)))
        for number in sentence.cites:
            runs += [Run(" "), Run(f"{item.cited_as}{number:02d}", "accent", cites=number)]
        return runs

    def open_answer(self, number: int) -> None:
        """Choose an answer by its number, and bring it into sight."""
        if self.answers.choose(lambda row: isinstance(row, AnswerRow) and row.id == number):
            self.answers.scrollTo(self.answers.currentIndex(), AnswerList.ScrollHint.PositionAtTop)

    def scroll_by(self, step: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + step * self.look.theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.look.theme.px(820)
        self.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)


def _clear(layout: QVBoxLayout) -> None:
    while (entry := layout.takeAt(0)) is not None:
        widget: QWidget | None = entry.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
