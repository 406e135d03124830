"""The step of the first run that shows the recovery passphrase, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault
from mhhs_desk.paper.recovery_sheet import Sheet
from mhhs_desk.store import keys
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.first_pane import StepPane
from mhhs_desk.ui.first_steps import Seat
from mhhs_desk.ui.recovery_sheet import print_sheet, save_sheet
from mhhs_desk.ui.theme import Look

WHY = (
    "It is shown this once. Without it and without this computer nobody can open the workspace, the makers of "
    "MHHS Desk included."
)
RISK = "Whoever gets hold of the file could then read every answer in it."


class PassphraseStep(StepPane):
    """The passphrase that was made, the sheet to keep it on, and the way to do without."""

    number = 2

    def __init__(
        self,
        look: Look,
        seat: Seat,
        today: date,
        made: Callable[[Seat, str | None], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(look, "Keep this passphrase", WHY)
        self.seat, self._made = seat, made
        self.passphrase = keys.new_passphrase()
        self.sheet = Sheet(seat.path.name, seat.constituency, today, self.passphrase)
        self._show_passphrase()
        self.lines.addSpacing(16)
        self._offer_sheet()
        self.said = controls.label(look, "", "small", "text2", wrap=True)
        self.lines.addWidget(self.said)
        self.lines.addStretch(1)
        self._offer_plain()
        self.lines.addSpacing(8)
        before = Button(look, "Back", "arrow-left")
        before.clicked.connect(back)
        self.go = Button(look, "I have kept it", "arrow-right", "Enter", primary=True)
        self.go.clicked.connect(lambda: self._make(self.passphrase))
        self.finish(self.go, back=before)

    def begin(self) -> None:
        self.go.setFocus()

    def _show_passphrase(self) -> None:
        self.shown = controls.label(self.look, self.passphrase, "title")
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.setAccessibleName("Recovery passphrase")
        self.copy = controls.Link(self.look, "Copy")
        self.copy.setAccessibleName("Copy the passphrase")
        self.copy.clicked.connect(self._copy)
        self._row(self.shown, self.copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.passphrase)
        self.said.say("Copied. Paste it where it is safe, not beside the workspace.")

    def _offer_sheet(self) -> None:
        told = "A sheet of paper keeps it best: with the passphrase it says how to use it."
        self.lines.addWidget(controls.label(self.look, told, wrap=True))
        self.print = Button(self.look, "Print the recovery sheet", "printer")
        self.print.clicked.connect(self._print)
        self.save = Button(self.look, "Save it as PDF", "download-simple")
        self.save.clicked.connect(lambda: save_sheet(self, self.sheet, self.said.say, self.refusal.say))
        self._row(self.print, self.save)

    def _print(self) -> None:
        if print_sheet(self, self.sheet):
            self.said.say("The recovery sheet went to the printer.")

    def _offer_plain(self) -> None:
        self.plain = controls.Link(self.look, "Do without encryption", "small", "text2")
        self.plain.clicked.connect(lambda: self._make(None))
        self.risk = controls.label(self.look, RISK, "small", "text2")
        self._row(self.plain, self.risk)

    def _row(self, *widgets: Button | controls.Link | controls.Words) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        self.lines.addLayout(line)

    def _make(self, passphrase: str | None) -> None:
        """Make the workspace: this is the first moment at which anything is written."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._made(self.seat, passphrase)
        except Fault as fault:
            self.refusal.say(words.fault(fault))
        finally:
            QApplication.restoreOverrideCursor()
