"""Unlocking a workspace: the keychain of this computer is asked beside the window, or the rep for the passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, Refused
from mhhs_desk.keeping import find_key
from mhhs_desk.store import keys, unlocking
from mhhs_desk.store.keys import Key
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.guest import Guest, beside
from mhhs_desk.ui.opening import tell_unopened
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.tick import Tick

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow

PATIENCE = 150
"""Milliseconds after which the window says that the keychain is being asked."""
FIELD = 400


class Unlock(Guest):
    """The way to the key of an encrypted workspace."""

    encrypted = True

    def __init__(self, window: MainWindow, path: Path, over: bool = False, ask: bool = True) -> None:
        super().__init__(window, path, "lock-simple", f"{path.name} is encrypted")
        self.over = over
        self.trying = False
        """Whether a passphrase is being tried."""
        self.asking = self._asking()
        self.form = self._form()
        for part in (self.asking, self.form):
            self.lines.addWidget(part)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._say_asking)
        if ask:
            self.ask_keychain()
        else:
            self.ask_passphrase()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.form.isHidden():
            self.field.setFocus()

    def _asking(self) -> QWidget:
        part, lines = _part()
        lines.addWidget(controls.label(self.look, "Asking this computer’s keychain for its key …", role="text2"))
        lines.addSpacing(16)
        self.instead = Button(self.look, "Give the passphrase instead")
        self.instead.clicked.connect(self.ask_passphrase)
        lines.addLayout(beside(self.instead, self.other()))
        lines.addLayout(beside(*self.back()))
        part.hide()
        return part

    def _form(self) -> QWidget:
        part, lines = _part()
        self.told = controls.label(self.look, "Its recovery passphrase opens it.", role="text2", wrap=True)
        lines.addWidget(self.told)
        lines.addSpacing(16)
        lines.addWidget(controls.label(self.look, "Recovery passphrase", "small", "text2"))
        self.field = PassphraseField(self.look)
        self.field.setFixedWidth(self.look.theme.px(FIELD))
        self.field.returnPressed.connect(self.try_passphrase)
        lines.addLayout(beside(self.field, self.field.shower))
        self.remember = Tick(self.look, "Remember on this computer", on=True)
        self.remember.setToolTip("This computer’s keychain keeps the key, and opens the workspace from then on.")
        lines.addWidget(self.remember)
        self.refusal = controls.label(self.look, "", role="danger", wrap=True)
        lines.addWidget(self.refusal)
        lines.addSpacing(8)
        self.go = Button(self.look, "Open", "arrow-right", "Enter", primary=True)
        self.go.clicked.connect(self.try_passphrase)
        lines.addLayout(beside(self.go, self.other()))
        self.again = controls.Link(self.look, "Ask this computer’s keychain")
        self.again.clicked.connect(self.ask_keychain)
        lines.addLayout(beside(self.again, *self.back()))
        part.hide()
        self.refusal.hide()
        return part

    # The keychain

    def ask_keychain(self) -> None:
        """Ask the keychain beside the window: it may take seconds, or never answer."""
        self.again.hide()
        self.form.hide()
        self._patience.start()
        path = self.path
        self.window_.jobs.start("Asking the keychain", lambda _: look_for_key(path), self._answered, self._failed)

    def _say_asking(self) -> None:
        if self.form.isHidden():
            self.asking.show()
            self.instead.setFocus()

    def _answered(self, key: Key | None) -> None:
        if self.left or self.trying or self.field.text():
            return  # what the rep is typing is not taken from under their hands
        if key:
            self.open(key)
            return
        self.ask_passphrase()
        self.told.say("This computer’s keychain does not hold its key. Its recovery passphrase opens it.")
        try:
            keys.find(self.path)
        except Fault as fault:
            self.refuse(words.fault(fault))

    def _failed(self, problem: Exception) -> None:
        if self.left:
            return
        self.trying = False
        if isinstance(problem, Refused):
            self.refuse(words.refusal(problem))
        elif isinstance(problem, Fault):
            tell_unopened(self.window_, self.path, problem, None)
        else:
            raise problem

    # The passphrase

    def ask_passphrase(self) -> None:
        """Show the field; the keychain may still answer before anything is typed."""
        self._patience.stop()
        self.asking.hide()
        self.form.show()
        self.field.setFocus()

    def try_passphrase(self) -> None:
        """Stretch what was typed beside the window, and open with the key that it unwraps."""
        text, path = self.field.text(), self.path
        if not text.strip():
            self.refuse("Type the recovery passphrase.")
            return
        self._try(True)
        self.window_.jobs.start(
            "Trying the passphrase", lambda _: unlocking.from_passphrase(path, text), self._unwrapped, self._failed
        )

    def _unwrapped(self, key: Key) -> None:
        if not self.left:
            self._try(False)
            self.open(key, self.remember.isChecked())

    def _try(self, trying: bool) -> None:
        self.trying = trying
        self.refusal.hide()
        for control in (self.field, self.go, self.remember):
            control.setEnabled(not trying)

    def refuse(self, line: str) -> None:
        """Say why it is not open yet, and let the rep try again."""
        self._try(False)
        self.ask_passphrase()
        self.refusal.say(line)
        self.refusal.stand_in(self.column.width())
        self.refusal.show()
        self.field.selectAll()

    def open(self, key: Key, remember: bool = False) -> None:
        """Open with a key, and let the keychain keep it where the rep wants that."""
        if self.window_.open_workspace(self.path, self.over, key) and remember:
            self.window_.remember_key()


class PassphraseField(QLineEdit):
    """Where a passphrase is typed unseen, with the choice to see it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Recovery passphrase")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.shower = controls.Link(look, "Show")
        self.shower.setAccessibleName("Show the passphrase")
        self.shower.clicked.connect(self._turn)

    def _turn(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.shower.setText("Hide" if hidden else "Show")
        self.shower.setAccessibleName(f"{self.shower.text()} the passphrase")


def look_for_key(path: Path) -> Key | None:
    """The key that the keychain holds. Raises Fault where the file is spoilt, with the backup that may stand in."""
    if unlocking.needs_key(path):
        return find_key(path)
    Desk.open(path).close()  # it is empty or gone: that is told with what its backups hold
    return None


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    lines = QVBoxLayout(part)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(8)
    return part, lines
