"""Where the files that were just made are, over what tells of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mhhs_desk import words
from mhhs_desk.asking import BY_MAIL, Made, Plan
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.shell import Shell


class MadeStrip(QFrame):
    """Where the files are that were made last, and whose draft is to nobody yet."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.look = shell.look
        self.setObjectName("foot")
        self.setAccessibleName("Files made")
        self.folder: Path | None = None
        self.told = controls.label(self.look, "", wrap=True)
        self.lacking = controls.label(self.look, "", "small", "attention", wrap=True)
        self.open = Button(self.look, "Open the folder", "export")
        self.open.clicked.connect(self.open_folder)
        away = Link(self.look, "Close", "small")
        away.clicked.connect(self.hide)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.told)
        said.addWidget(self.lacking)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(12)
        line.addLayout(said, 1)
        line.addWidget(self.open)
        line.addWidget(away)
        self.hide()

    def say(self, plan: Plan, made: Made) -> None:
        """Tell what an asking has made, and where."""
        counted = words.asking_made(len(plan.letters), len(made.files), plan.due)
        next_step = "Open each draft in your mail program and send it." if plan.channel == BY_MAIL else "Hand them out."
        self.tell(made.folder, f"{counted} {next_step}", words.listed([member.name for member in plan.without_address]))

    def tell(self, folder: Path, told: str, names: str) -> None:
        """Tell what was made in a folder, and whose draft is to nobody yet."""
        self.folder = folder
        self.told.say(f"{folder}: {told}")
        self.lacking.say(f"No address, so the draft is to nobody yet: {names}." if names else "")
        self.lacking.setVisible(bool(names))
        self.show()
        self.open.setFocus()

    def open_folder(self) -> None:
        """Show the folder in the system's own window."""
        if self.folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))
