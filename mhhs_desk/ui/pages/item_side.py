"""The right side of the item page: the position, and behind a tab the mediation that leads to it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.pages.item_mediation import MediationPane
from mhhs_desk.ui.pages.item_position import PositionPane
from mhhs_desk.ui.tabs import Tabs
from mhhs_desk.ui.theme import Look

MEDIATION = "mediation"
KEY = "Ctrl+Shift+M"


class PositionSide(QWidget):
    """Two panes behind two tabs; a key goes from one to the other."""

    def __init__(self, look: Look, position: PositionPane, mediation: MediationPane) -> None:
        super().__init__()
        self.mediation = mediation
        self.tabs = Tabs(look, "Position or mediation", (("position", "Position"), (MEDIATION, "Mediation")))
        self.tabs.setTabToolTip(1, f"Wordings, and what members say to them ({KEY})")
        self.tabs.currentChanged.connect(lambda _: self._show())
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(position)
        self.stack.addWidget(mediation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(controls.hairline(look))
        column.addWidget(self.stack, 1)

    def turn(self) -> None:
        """Go to the other tab, with the keyboard."""
        self.choose("position" if self.tabs.chosen() == MEDIATION else MEDIATION)

    def choose(self, part: str) -> None:
        """Show a tab, and put the keyboard into mediation where that is it."""
        self.tabs.choose(part)
        if part == MEDIATION:
            self.mediation.focus_first()

    def _show(self) -> None:
        self.stack.setCurrentIndex(self.tabs.currentIndex())
