"""Which paper is in sight: a choice of its kind, and of the edition where the kind is made of several."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from mhhs_desk import paper_words, words
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.ui import controls
from mhhs_desk.ui.theme import Look


class PaperChoice(QWidget):
    """Two choices beside one another; `chosen` when the rep has made one."""

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.kinds = controls.combo(look, "Kind", [(text, kind) for kind, text in paper_words.KINDS.items()])
        self.editions = controls.combo(look, "Edition", [(text, one) for one, text in words.EDITIONS.items()])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for combo in (self.kinds, self.editions):
            line.addWidget(combo)
            combo.activated.connect(lambda _: self._activated())

    @property
    def kind(self) -> Kind:
        return Kind(self.kinds.currentData())

    @property
    def edition(self) -> Edition:
        return Edition(self.editions.currentData())

    def show_paper(self, kind: Kind, edition: Edition) -> None:
        """Show what is in sight, without saying that it was chosen."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self.editions.setCurrentIndex(self.editions.findData(edition))
        self._allow()

    def _activated(self) -> None:
        self._allow()
        self.chosen.emit()

    def _allow(self) -> None:
        """Offer only the editions that the kind is made of."""
        there = self.kind.editions
        if self.edition not in there:
            self.editions.setCurrentIndex(self.editions.findData(there[0]))
        self.editions.setEnabled(len(there) > 1)
