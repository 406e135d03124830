"""A file that came back: its passphrase, and the work of opening it beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault, Refused
from mhhs_desk.store.handing_files import Returned
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.unlock import PassphraseField

WIDTH, FIELD = 640, 400
WHY = "Every difference is shown, and nothing is taken in before it is chosen."


class ReturnedForm(QWidget):
    """Which file, and its passphrase; `opened` tells what is in it and its name."""

    opened = Signal(object, str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        look = self.look
        self.path: Path | None = None
        self.title = controls.label(look, "", "title")
        self.field = PassphraseField(look)
        self.field.setAccessibleName("Passphrase of the file")
        self.field.setFixedWidth(look.theme.px(FIELD))
        self.field.returnPressed.connect(self.open)
        self.refusal = controls.label(look, "", role="danger", wrap=True)
        self.go = Button(look, "Compare", "arrow-right", "Enter", primary=True)
        self.go.clicked.connect(self.open)
        self.choose = Button(look, "Choose a file…")
        self.choose.clicked.connect(self.ask)
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        look = self.look
        column = QWidget()
        column.setMaximumWidth(look.theme.px(WIDTH))
        lines = QVBoxLayout(column)
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(controls.label(look, WHY, role="text2", wrap=True))
        lines.addSpacing(8)
        self.asked = controls.label(look, "Passphrase of the file", "small", "text2")
        lines.addWidget(self.asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field)
        row.addWidget(self.field.shower)
        row.addStretch(1)
        lines.addLayout(row)
        lines.addWidget(self.refusal)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.go)
        buttons.addWidget(self.choose)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addStretch(1)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(column, 1)
        around.addStretch(0)

    def begin(self, path: Path) -> None:
        """Ask for the passphrase of a file."""
        self.path = path
        self.field.clear()
        self._say()

    def first(self) -> QWidget:
        return self.field if self.path else self.choose

    def _say(self) -> None:
        self.title.say(self.path.name if self.path else "Bring work back")
        for widget in (self.asked, self.field, self.field.shower, self.go):
            widget.setVisible(self.path is not None)
        self.refuse("")

    def ask(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_returned

        path = ask_returned(self)
        if path:
            self.begin(path)
            self.field.setFocus()

    def refuse(self, line: str) -> None:
        """Say why it is not open, and let the rep try again."""
        self.refusal.say(line)
        self.refusal.setVisible(bool(line))
        self.go.setEnabled(True)
        if line:
            self.field.selectAll()

    def open(self) -> None:
        """Open the file beside the window."""
        if self.path is None or not self.go.isEnabled():
            return
        if not self.field.text().strip():
            self.refuse("Type the passphrase of the file.")
            return
        name = self.path.name
        self.refuse("")
        try:
            work = self.desk.returned_job(self.path, self.field.text())
        except Fault as fault:
            self.refuse(words.fault(fault))
            return
        self.go.setEnabled(False)
        self.shell.jobs.start(f"Opening {name}", work, lambda returned: self._read(returned, name), self._failed)

    def _read(self, returned: Returned, name: str) -> None:
        self.go.setEnabled(True)
        self.field.clear()
        self.opened.emit(returned, name)

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refuse(words.refusal(problem))
        elif isinstance(problem, Fault):
            self.refuse(words.fault(problem))
        else:
            raise problem
