"""The bar of one item's members and what its parts count."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.ui import paint
from mhhs_desk.ui.answer_rows import STATES
from mhhs_desk.ui.theme import Look, Theme


class TallyStrip(QWidget):
    """The bar of one item's members and what its parts count."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.tally = Tally()
        self.keys: tuple[str, ...] = ()
        self.told: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally, options: list[tuple[str, str]]) -> None:
        self.tally, self.keys = tally, tuple(key for key, _ in options)
        counts = [(str(tally.options[key]), name) for key, name in options if tally.options[key]]
        there = [state for state in STATES if tally.states[state]]
        counts += [(str(tally.states[state]), "nil" if state is State.NIL else state.value) for state in there]
        self.told = counts
        self.setAccessibleName(", ".join(f"{number} {name}" for number, name in counts))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(theme.px(200), theme.px(40))

    def _gap(self, theme: Theme) -> int:
        """What is left between two counts, so that they all fit where they can."""
        taken = sum(paint.width(theme, n, "small", True) + paint.width(theme, w, "small") for n, w in self.told)
        free = self.width() - taken - theme.px(4) * len(self.told)
        return min(theme.px(14), max(theme.px(5), free // max(1, len(self.told) - 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        bar = self.rect().adjusted(0, theme.px(2), 0, 0)
        bar.setHeight(theme.px(14))
        paint.tally_bar(painter, bar, theme, self.tally, self.keys)
        line = self.rect().adjusted(0, theme.px(20), 0, 0)
        gap = self._gap(theme)
        for number, name in self.told:
            line.setLeft(line.left() + paint.text(painter, line, theme, number, "small", semibold=True) + theme.px(4))
            line.setLeft(line.left() + paint.text(painter, line, theme, name, "small", "text2") + gap)
        painter.end()
