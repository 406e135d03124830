"""Opening a hand-over: what it is, its passphrase, and the workspace that is made of it, in place of what is open."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk import places, words
from mhhs_desk.domain.faults import Fault, Refused
from mhhs_desk.domain.handing import Mode
from mhhs_desk.handing_over import SUFFIX, look, take_over
from mhhs_desk.paper.recovery_sheet import Sheet
from mhhs_desk.store import keys
from mhhs_desk.store.keys import Key
from mhhs_desk.store.sealed import Envelope
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.guest import Guest, beside
from mhhs_desk.ui.shell import tell_fault
from mhhs_desk.ui.tick import Tick
from mhhs_desk.ui.unlock import FIELD, PassphraseField

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow

FACT = re.compile(r"^(\S+) {2,}(.+)$", re.MULTILINE)
"""A line of the page that tells a fact: its name and what it says."""
USES = (("Take it over and work on", False), ("Read and print it alone", True))
ITS_OWN = (
    "The workspace has a passphrase of its own, shown this once. Keep it: this computer’s keychain may lose the key."
)


def open_hand_over(window: MainWindow, path: Path) -> bool:
    """Show the way into a sealed file; what came back to the desk that is open is compared there."""
    try:
        envelope = look(path)
    except Fault as fault:
        tell_fault(window, fault)
        return False
    desk = window.shell.desk if window.shell else None
    if desk and window.shell and desk.writes and envelope.of and desk.out_as(envelope.of):
        from mhhs_desk.ui.pages.hand_over import bring_back

        bring_back(window.shell, path)
        return True
    window.receive(lambda: TakeOver(window, envelope))
    return True


class TakeOver(Guest):
    """What the file says of itself, and what it takes to make a workspace of it."""

    encrypted = True

    def __init__(self, window: MainWindow, envelope: Envelope) -> None:
        super().__init__(window, envelope.path, "lock-simple", f"{envelope.path.name} was handed over")
        self.envelope = envelope
        self.told = {name: said.strip() for name, said in FACT.findall(envelope.page)}
        self.target = free_name(envelope.path)
        self.passphrase = keys.new_passphrase()
        for name in ("Constituency", "From", "For", "What", "Made"):
            if name in self.told:
                self._fact(name, self.told[name])
        self.lines.addSpacing(12)
        self._ask()
        self._make()
        self._finish()

    def _fact(self, name: str, said: str) -> None:
        shown = controls.label(self.look, name, "small", "text2")
        shown.setFixedWidth(self.look.theme.px(96))
        self.lines.addLayout(beside(shown, controls.label(self.look, said, "small")))

    def _ask(self) -> None:
        look_ = self.look
        self.lines.addWidget(controls.label(look_, "Passphrase of the file", "small", "text2"))
        self.field = PassphraseField(look_)
        self.field.setAccessibleName("Passphrase of the file")
        self.field.setFixedWidth(look_.theme.px(FIELD))
        self.field.returnPressed.connect(self.open)
        self.lines.addLayout(beside(self.field, self.field.shower))
        self.use = controls.combo(look_, "How to open it", USES)
        self.use.setMinimumWidth(look_.theme.px(260))
        briefing = self.envelope.mode == Mode.BRIEFING
        self.use.setVisible(not briefing)
        if not briefing:
            self.lines.addWidget(self.use)

    def _make(self) -> None:
        look_ = self.look
        self.lines.addSpacing(8)
        self.place = controls.label(look_, "", "small", "text2")
        self.elsewhere = controls.Link(look_, "Keep it elsewhere", "small")
        self.elsewhere.clicked.connect(self._ask_where)
        self.lines.addLayout(beside(self.place, self.elsewhere))
        self._say_place()
        self.lines.addSpacing(8)
        self.told_own = self.tell(ITS_OWN, "small")
        self.shown = controls.label(look_, self.passphrase, "title")
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.setAccessibleName("Recovery passphrase of the workspace")
        self.copy = controls.Link(look_, "Copy")
        self.copy.setAccessibleName("Copy the passphrase of the workspace")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.passphrase))
        self.print = controls.Link(look_, "Print the recovery sheet")
        self.print.clicked.connect(self._print)
        self.own = QWidget()
        line = QHBoxLayout(self.own)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for widget in (self.shown, self.copy, self.print):
            line.addWidget(widget)
        line.addStretch(1)
        self.lines.addWidget(self.own)
        self.encrypt = Tick(look_, "Encrypt the workspace", on=True)
        self.encrypt.toggled.connect(self._turn)
        self.lines.addWidget(self.encrypt)

    def _finish(self) -> None:
        self.refusal = controls.label(self.look, "", role="danger", wrap=True)
        self.refusal.hide()
        self.lines.addWidget(self.refusal)
        self.lines.addSpacing(8)
        self.go = Button(self.look, "Open", "arrow-right", "Enter", primary=True)
        self.go.clicked.connect(self.open)
        self.lines.addLayout(beside(self.go, self.other()))
        self.lines.addLayout(beside(*self.back()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def _say_place(self) -> None:
        self.place.say(f"It is kept as {self.target.name} in {self.target.parent}.")

    def _ask_where(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_new_workspace

        chosen = ask_new_workspace(self, self.target.name)
        if chosen:
            self.target = chosen
            self._say_place()

    def _turn(self, on: bool) -> None:
        for widget in (self.told_own, self.own):
            widget.setVisible(on)

    def _print(self) -> None:
        from mhhs_desk.ui.recovery_sheet import print_sheet

        today = self.window_.today or date.today()
        print_sheet(self, Sheet(self.target.name, self.told.get("Constituency", ""), today, self.passphrase))

    def refuse(self, line: str) -> None:
        """Say why it is not open, and let the rep try again."""
        self.go.setEnabled(True)
        self.refusal.say(line)
        self.refusal.stand_in(self.column.width())
        self.refusal.setVisible(bool(line))
        self.field.selectAll()

    def open(self) -> None:
        """Make the workspace beside the window, and open it."""
        text = self.field.text()
        if not self.go.isEnabled():
            return
        if not text.strip():
            self.refuse("Type the passphrase of the file.")
            return
        self.refuse("")
        self.go.setEnabled(False)
        path, target = self.path, self.target
        own = self.passphrase if self.encrypt.isChecked() else None
        briefing = bool(self.use.currentData())
        if target.parent == places.documents():
            target.parent.mkdir(parents=True, exist_ok=True)
        self.window_.jobs.start(
            f"Opening {path.name}",
            lambda report: take_over(path, text, target, own, briefing, report),
            self._made,
            self._failed,
        )

    def _made(self, key: Key | None) -> None:
        if self.left:
            return
        if self.window_.open_workspace(self.target, key=key) and key:
            self.window_.remember_key()

    def _failed(self, problem: Exception) -> None:
        if self.left:
            return
        if isinstance(problem, Refused):
            self.refuse(words.refusal(problem))
        elif isinstance(problem, Fault):
            self.refuse(words.fault(problem))
        else:
            raise problem


def free_name(path: Path) -> Path:
    """A name among the documents that a workspace made of a sealed file may take."""
    stem = path.name.removesuffix(SUFFIX)
    names = (f"{stem}{f' {number}' if number > 1 else ''}.mhhs" for number in count(1))
    return next(found for name in names if not (found := places.documents() / name).exists())
