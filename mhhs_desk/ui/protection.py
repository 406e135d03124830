"""How the workspace is protected: its file, its encryption, this computer's keychain, and whether it is sound."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.backups import Contents
from mhhs_desk.domain.faults import Fault, Refused
from mhhs_desk.store import backups, keychain
from mhhs_desk.store.database import faults
from mhhs_desk.store.keys import Key
from mhhs_desk.store.migrations import migrations
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.passphrase_part import DecryptPart, InlinePart, PassphrasePart
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.sizes import size

PLAIN = "Not encrypted: anybody who has the file, or a backup of it, can read every answer in it."
ENCRYPTED = "Encrypted, and its backups with it: without the key nobody can read them."
ASKING = "Asking this computer’s keychain for its key …"
HOLDS = "This computer’s keychain holds its key: it opens here by itself. Once forgotten, the passphrase opens it."
HOLDS_NOT = (
    "This computer’s keychain does not hold its key: the passphrase opens it. Once remembered, it opens by itself."
)
UNRECOVERABLE = "Its key file is gone: no passphrase opens this workspace any more. Make a new one."
SOUND = "Nothing wrong: every page, original, step and record was looked at."


class Protection(QWidget):
    """The upper part of the page, with what opens in it."""

    alone = Signal()
    """What reads the file beside the window is to stop."""
    changed = Signal()
    """The file was encrypted or decrypted, or a part of this was opened or closed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.held: bool | None = None
        """Whether the keychain holds the key; None until it has said."""
        self._asked = 0
        self._pending: Callable[[], None] | None = None
        shell.jobs.ended.connect(self._job_ended, Qt.ConnectionType.QueuedConnection)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(24, 14, 24, 14)
        self._lines.setSpacing(4)
        self._make_facts()
        self._make_buttons()
        self.choosing = PassphrasePart(self.look, self._print_sheet)
        self.choosing.chosen.connect(self._use)
        self.ending = DecryptPart(self.look)
        self.ending.confirmed.connect(self._decrypt)
        for part in (self.choosing, self.ending):
            part.closed.connect(self._closed)
            self._lines.addWidget(part)

    def _make_facts(self) -> None:
        look = self.look
        self.name = controls.label(look, "", "heading")
        self.file = controls.label(look, "", "small", "text2", wrap=True)
        self.mark, self.sentence = controls.Picture(look, "lock-simple", "text2"), controls.label(look, "", wrap=True)
        self.keychain = controls.label(look, "", "small", "text2", wrap=True)
        self.warning = controls.label(look, UNRECOVERABLE, role="attention", wrap=True)
        self._lines.addWidget(self.name)
        self._lines.addWidget(self.file)
        self._lines.addSpacing(4)
        self._lines.addWidget(_marked(self.mark, self.sentence))
        self._lines.addWidget(self.keychain)
        self.warning_line = _marked(controls.Picture(look, "warning", "attention"), self.warning)
        self._lines.addWidget(self.warning_line)
        self._lines.addSpacing(6)

    def _make_buttons(self) -> None:
        look = self.look
        self.encrypt = Button(look, "Encrypt", "lock-simple")
        self.change = Button(look, "Change the passphrase", "pencil-simple")
        self.keep = Button(look, "Forget on this computer")
        self.off = Button(look, "Turn encryption off")
        self.check = Button(look, "Check the workspace", "magnifying-glass")
        self.encrypt.clicked.connect(lambda: self._begin("Encrypt this workspace", "Encrypt"))
        self.change.clicked.connect(lambda: self._begin("Change the passphrase", "Use this passphrase"))
        self.keep.clicked.connect(self._turn_keychain)
        self.off.clicked.connect(self._ask_off)
        self.check.clicked.connect(self._check)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for button in (self.encrypt, self.change, self.keep, self.off, self.check):
            line.addWidget(button)
        line.addStretch(1)
        self.said = controls.label(look, "", "small", "text2", wrap=True)
        self._lines.addWidget(row)
        self._lines.addWidget(self.said)
        self.said.hide()

    # Showing

    def reload(self) -> None:
        """Say again what is so; the keychain is not asked again."""
        path, encrypted = self.desk.path, self.desk.encrypted
        layout = len(migrations.applied(self.desk.workspace.db))
        there = size(path.stat().st_size) if path.exists() else "not there any more"
        self.name.say(path.name)
        self.file.say(f"In {path.parent} · {there} · layout {layout}")
        self.mark.show_icon("lock-simple" if encrypted else "lock-simple-open", "text2" if encrypted else "attention")
        self.sentence.say(ENCRYPTED if encrypted else PLAIN)
        self.sentence.role("text" if encrypted else "attention")
        self.keychain.setVisible(encrypted)
        self.keychain.say(ASKING if self.held is None else HOLDS if self.held else HOLDS_NOT)
        self.warning_line.setVisible(not self.desk.recoverable)
        self.encrypt.setVisible(not encrypted)
        for button in (self.change, self.off, self.keep):
            button.setVisible(encrypted)
        self.keep.setVisible(encrypted and self.held is not None)
        self.keep.say("Forget on this computer" if self.held else "Remember on this computer")
        holder = self.desk.holder
        for button in (self.encrypt, self.change, self.off):
            button.setEnabled(holder is None)
        if holder:
            self._say(f"Open in another program: {words.holder(holder)}. Here it can only be read.")

    def part(self) -> InlinePart | None:
        """What is open in it."""
        return next((part for part in (self.choosing, self.ending) if not part.isHidden()), None)

    def close_parts(self) -> None:
        """Close what is open; a passphrase that was shown is forgotten."""
        part = self.part()
        if part:
            part.close_part()

    def first(self) -> QWidget:
        """The control one would begin at."""
        return self.change if self.desk.encrypted else self.encrypt

    def _say(self, line: str, role: str = "text2") -> None:
        self.said.role(role)
        self.said.say(line)
        self.said.setVisible(bool(line))

    # The keychain

    def ask_keychain(self) -> None:
        """Ask the keychain, beside the window, whether it holds the key."""
        key = self.desk.workspace.key
        self.held = None
        if key:
            self._ask("Asking the keychain", lambda: keychain.read(key.id) == key, self._hear)
        self.reload()

    def _ask(self, name: str, question: Callable[[], bool], heard: Callable[[bool], None]) -> None:
        """Put a question to the keychain; an answer to an earlier one counts no more."""
        self._asked = number = self._asked + 1

        def answered(answer: bool) -> None:
            if number == self._asked and self.desk.encrypted:
                heard(answer)

        self.shell.jobs.start(name, lambda _: question(), answered)

    def _hear(self, held: bool) -> None:
        self.held = held
        self.reload()

    def _turn_keychain(self) -> None:
        key = self.desk.workspace.key
        if key is None:
            return
        if self.held:
            self._ask("Forgetting the key", lambda: keychain.forget(key.id), partial(self._turned, False))
        else:
            self._ask("Remembering the key", lambda: keychain.remember(key), partial(self._turned, True))

    def _turned(self, wanted: bool, done: bool) -> None:
        if done:
            self.held = wanted
            told = (
                "Remembered: it opens here by itself." if wanted else "Forgotten: from now on the passphrase opens it."
            )
            self._say(told)
        else:
            self._say("This computer’s keychain did not do so, or did not answer. Nothing was changed.", "danger")
        self.reload()

    # Encryption

    def _begin(self, title: str, verb: str) -> None:
        self.ending.hide()
        self._say("")
        self.choosing.begin(title, verb)
        self.changed.emit()

    def _ask_off(self) -> None:
        self.choosing.close_part()
        self._say("")
        self.ending.begin()
        self.changed.emit()

    def _closed(self) -> None:
        self.first().setFocus()
        self.changed.emit()

    def _use(self, passphrase: str) -> None:
        """Encrypt with a passphrase, or put it in the place of the one before."""
        if self.desk.encrypted:
            self._do(lambda: self._change(passphrase))
        else:
            self._do(lambda: self._encrypt(passphrase))

    def _encrypt(self, passphrase: str) -> None:
        try:
            self.held = self.desk.encrypt(passphrase)
        finally:  # a fault of a backup comes after the workspace itself was encrypted: its passphrase counts
            if self.desk.encrypted:
                self._asked += 1
                self.choosing.kept("Encrypted. Keep the passphrase")

    def _change(self, passphrase: str) -> None:
        self.desk.change_passphrase(passphrase)
        self.choosing.kept("Changed. Keep the new passphrase")

    def _decrypt(self) -> None:
        def decrypt() -> None:
            try:
                self.desk.decrypt()
                self._say("Encryption is off: the workspace and its backups are plain files.")
            finally:
                if not self.desk.encrypted:
                    self.ending.close_part()

        self._do(decrypt)

    def _do(self, work: Callable[[], None]) -> None:
        """Do what needs the file alone: under a wait cursor, once no job reads it any more."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self._pending = work
        self.setEnabled(False)
        self.alone.emit()
        self._job_ended()

    def _job_ended(self) -> None:
        if self._pending is None or self.shell.jobs.under_way():
            return
        problem: Fault | None = None
        work = self._no_longer_pending()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            work()
        except Refused as refused:
            self.choosing.refuse(words.refusal(refused))
        except Fault as fault:
            problem = fault
        finally:
            QApplication.restoreOverrideCursor()
        self.reload()
        self.changed.emit()
        self.shell.arrived.emit(self.shell.place)  # what is said of the workspace elsewhere is looked at again
        if problem:
            self.ask_keychain()
            self.shell.tell(problem)

    def _no_longer_pending(self) -> Callable[[], None]:
        work, self._pending = self._pending, None
        QApplication.restoreOverrideCursor()
        self.setEnabled(True)
        assert work
        return work

    def leave(self) -> None:
        """Let go of what waits for its turn: the workspace is about to be closed."""
        self._asked += 1
        if self._pending:
            self._no_longer_pending()
        self.close_parts()

    def _print_sheet(self, passphrase: str) -> None:
        from mhhs_desk.paper.recovery_sheet import Sheet
        from mhhs_desk.ui.recovery_sheet import print_sheet

        sheet = Sheet(self.desk.path.name, self.desk.constituency, self.desk.today, passphrase)
        print_sheet(self, sheet)

    # Soundness

    def _check(self) -> None:
        path, key = self.desk.path, self.desk.workspace.key
        self.check.setEnabled(False)
        self._say("Looking at every page, original, step and record …")
        self.shell.jobs.start("Checking the workspace", lambda _: _look(path, key), self._checked, self._unchecked)

    def _checked(self, found: Contents) -> None:
        self.check.setEnabled(True)
        self._say("\n".join(f"• {line}" for line in found.faults) or SOUND, "text2" if found.good else "danger")

    def _unchecked(self, problem: Exception) -> None:
        self.check.setEnabled(True)
        self._say("")
        self.shell.tell(problem)


def _look(path: Path, key: Key | None) -> Contents:
    with faults(path):
        return backups.look(path, key)


def _marked(mark: QWidget, text: controls.Words) -> QWidget:
    """Words after their icon."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
    text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line.addWidget(text, 1)
    return holder
