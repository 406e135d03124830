"""One line under an agenda in which an item is added by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.shell import Shell


class ItemLine(QFrame):
    """A title, what is sought, and a button; Enter adds the item."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.meeting: Meeting | None = None
        self.setObjectName("foot")
        self.title = controls.field(self.look, "Add an item by hand: its title", "Title of a new item")
        self.title.returnPressed.connect(self.add)
        self.sought = controls.combo(
            self.look, "What is sought", [(d.value.capitalize(), d.value) for d in Disposition]
        )
        button = Button(self.look, "Add the item", "plus")
        button.clicked.connect(self.add)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(8)
        line.addWidget(self.title, 1)
        line.addWidget(self.sought)
        line.addWidget(button)

    def show_for(self, meeting: Meeting | None) -> None:
        """Stand under a meeting's agenda, or nowhere."""
        self.meeting = meeting
        self.setVisible(meeting is not None)

    def add(self) -> None:
        """Add the item that was typed; without a title, ask for one by going to it."""
        title = self.title.text().strip()
        if not title or self.meeting is None:
            self.title.setFocus()
            return
        with self.shell.told():
            self.desk.add_item(self.meeting, title, Disposition(self.sought.currentData()))
            self.title.clear()
