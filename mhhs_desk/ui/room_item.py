"""The item in the room, to be read from a chair away: our position, what we ask, the red lines, who thinks what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk.domain.coverage import Tally
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.positions import with_counts
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.ui import controls, paint, room_words
from mhhs_desk.ui.chip import Chip
from mhhs_desk.ui.pages.item import DISPOSITIONS
from mhhs_desk.ui.room_outcome import OutcomePart
from mhhs_desk.ui.room_paragraph import Paragraph, Run
from mhhs_desk.ui.theme import Look

MARGIN, ABOVE, BETWEEN, CHIP = 44, 26, 22, 28
CLOSE, CLOSE_ABOVE, CLOSE_BETWEEN = 28, 16, 14
ROOMY, LOW = 700, 680
"""From which width on the words stand well inside, and below which height they stand closer together."""
LINE = "\u2028"
"""What begins a new line within a paragraph."""


class Bar(QWidget):
    """Who thinks what, as a bar."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.tally, self.keys = Tally(), tuple[str, ...]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally, keys: tuple[str, ...], told: str) -> None:
        self.tally, self.keys = tally, keys
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.theme.px(200), self.look.theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.tally_bar(painter, self.rect(), self.look.theme, self.tally, self.keys)
        painter.end()


class Flag(QWidget):
    """The flag of a red line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFixedSize(look.theme.px(15), look.theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.flag(painter, self.rect(), self.look.theme)
        painter.end()


class RoomItem(QWidget):
    """One item. What is not there takes no room; the outcome stays in sight where there is room for it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.title = Paragraph(look, "room")
        self.disposition = controls.label(look, "", "body")
        self.disposition.setObjectName("cap")
        self.over = controls.label(look, "", "body", "text2", semibold=True, wrap=True)
        self.chip = Chip(look, "")
        self.chip.setFixedSize(look.theme.px(CHIP), look.theme.px(CHIP))
        self.statement = Paragraph(look, "room")
        self.ask, self.fallback = Paragraph(look), Paragraph(look)
        self.red = Paragraph(look)
        self.bar = Bar(look)
        self.counts = Paragraph(look, "body")
        self.outcome = OutcomePart(look)
        self.parts: dict[str, QWidget] = {}
        self.folded = False
        self._lay_out()

    def _lay_out(self) -> None:
        px = self.look.theme.px
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(px(MARGIN), px(ABOVE), px(MARGIN), px(ABOVE))
        self.column.setSpacing(px(BETWEEN))
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addWidget(self.title, 1)
        head.addWidget(self.disposition, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        said = QHBoxLayout()
        said.setSpacing(px(16))
        said.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.statement, 1)
        self.column.addWidget(self._part("position", self.over, said))
        self.column.addWidget(self._part("ask", self._label("We ask"), self.ask))
        self.column.addWidget(self._part("fallback", self._label("If that fails"), self.fallback))
        self.red_told = controls.label(self.look, "", "body", "danger", semibold=True)
        flagged = QHBoxLayout()
        flagged.setSpacing(px(6))
        flagged.addWidget(Flag(self.look))
        flagged.addWidget(self.red_told, 1)
        self.column.addWidget(self._part("red", flagged, self.red))
        self.column.addWidget(self._part("who", self._label("Who thinks what"), self.bar, self.counts))
        self.below = QVBoxLayout()
        self.below.setSpacing(px(BETWEEN))
        self.column.addLayout(self.below)
        self.column.addStretch(1)
        self.area.setWidget(self.body)
        self.pinned = QFrame()
        self.pinned.setObjectName("foot")
        self.pinned_column = QVBoxLayout(self.pinned)
        self.pinned_column.setContentsMargins(px(MARGIN), px(12), px(MARGIN), px(14))
        self.pinned_column.addWidget(self.outcome)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.area, 1)
        lines.addWidget(self.pinned)

    def _label(self, text: str) -> QWidget:
        return controls.label(self.look, text, "body", "text2", semibold=True)

    def _part(self, name: str, *contents: QWidget | QHBoxLayout | QVBoxLayout) -> QWidget:
        """A section: its label over what it says."""
        made = self.parts[name] = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.theme.px(6))
        for content in contents:
            if isinstance(content, QWidget):
                column.addWidget(content)
            else:
                column.addLayout(content)
        return made

    # Showing

    def show_item(self, item: ItemView) -> None:
        """Show an item as the view has it, from its beginning."""
        self.title.say(Run(item.item.title, semibold=True))
        wanted = item.item.disposition
        self.disposition.show()
        self.disposition.say(DISPOSITIONS[wanted] if wanted else "Disposition not given")
        self._show_position(item)
        for name, part in (("ask", self.ask), ("fallback", self.fallback)):
            part.say(*_runs(item, name))
            self.parts[name].setVisible(bool(part.runs))
        self._show_red(item)
        counts = room_words.counts(item)
        keys = tuple(option.key for option in item.item.options)
        self.bar.show_tally(item.tally, keys, ", ".join(f"{number} {name}" for number, name in counts))
        runs = [(Run(number, semibold=True), Run(f" {name}     ", "text2")) for number, name in counts]
        self.counts.say(*(run for pair in runs for run in pair))
        self.parts["who"].setVisible(bool(counts))
        self.area.verticalScrollBar().setValue(0)

    def show_none(self, view: View) -> None:
        """Show a meeting without items."""
        self.title.say(Run(view.meeting.label, semibold=True))
        self.disposition.hide()
        self.over.say("No agenda yet")
        self.chip.hide()
        self.statement.say(Run("Its papers have not been taken in. What is recorded stands by the meeting.", "text2"))
        for name, part in self.parts.items():
            part.setVisible(name == "position")
        self.outcome.hide()
        self.pinned.hide()

    def _show_position(self, item: ItemView) -> None:
        option = item.position.option if item.position else None
        self.over.say(room_words.position(item))
        self.chip.setVisible(option is not None)
        if option:
            self.chip.show_key(option)
            self.chip.setToolTip(item.item.option_name(option))
        said = _runs(item, "statement")
        if not said and option:
            said = [Run(f"{item.item.option_name(option)}.")]
        self.statement.say(*(said or [Run(room_words.no_position(item), "text2")]))

    def _show_red(self, item: ItemView) -> None:
        self.parts["red"].setVisible(bool(item.red_lines))
        self.red_told.say(room_words.red_lines(item))
        lines = [_red(answer, LINE if number else "") for number, answer in enumerate(item.red_lines)]
        self.red.say(*(run for line in lines for run in line))

    def show_outcome(
        self, item: ItemView, outcome: Outcome | None, names: Sequence[str], beside: Sequence[str]
    ) -> None:
        """Show what the group did with the item."""
        self.outcome.show()
        self.pinned.setVisible(not self.folded)
        self.outcome.show_outcome(item.item, outcome, names, beside)

    def fold(self, side: QWidget | None) -> None:
        """Have the outcome and the lists stand under the item; with None the outcome stands beneath it for good."""
        if side:
            self.below.addWidget(self.outcome)
            self.below.addWidget(side)
            side.show()
        else:
            self.pinned_column.addWidget(self.outcome)
        self.folded = side is not None
        self.pinned.setVisible(side is None)

    def scroll_by(self, step: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + step * self.look.theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self.look.theme.px
        side, low = px(MARGIN if self.width() >= px(ROOMY) else CLOSE), self.height() < px(LOW)
        above = px(CLOSE_ABOVE if low else ABOVE)
        self.column.setContentsMargins(side, above, side, above)
        self.column.setSpacing(px(CLOSE_BETWEEN if low else BETWEEN))
        margins = self.pinned_column.contentsMargins()
        self.pinned_column.setContentsMargins(side, margins.top(), side, margins.bottom())


def _runs(item: ItemView, part: str) -> list[Run]:
    """The sentences of a part of the position, those of the rep's own judgement in the second colour."""
    return [
        Run(f"{with_counts(one.words, item.tally)} ", "text2" if one.judgement else "text") for one in item.text(part)
    ]


def _red(answer: Answer, before: str) -> tuple[Run, Run]:
    line = (answer.feedback.red_line or "").strip()
    line = line[:1].upper() + line[1:]
    ends = "" if line[-1:] in ".!?" else "."
    return Run(f"{before}{line}{ends} "), Run(f"{answer.who}; {room_words.naming(answer.feedback)}.", "text2")
