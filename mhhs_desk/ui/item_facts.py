"""The facts of an item that a rep may put right: its title, what is sought, who leads it and its minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.shell import Shell


class ItemFacts(QWidget):
    """Four fields, each kept when it is left or Enter is pressed; what is refused is said beneath them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.item: Item | None = None
        self.title = controls.field(self.look, "Title", "Title of the item")
        self.lead = controls.field(self.look, "not given", "Who leads the item")
        self.minutes = controls.field(self.look, "not given", "Minutes for the item")
        self.sought = ChipCombo(self.look, "What is sought")
        self.sought.addItem("Not said", None)
        for disposition in Disposition:
            self.sought.addItem(disposition.value.capitalize(), disposition.value)
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        rows = (("Title", self.title), ("Sought", self.sought), ("Lead", self.lead), ("Minutes", self.minutes))
        for row, (name, widget) in enumerate(rows):
            grid.addWidget(controls.label(self.look, name, "small", "text2"), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.refusal, len(rows), 0, 1, 2)
        for field in (self.title, self.lead, self.minutes):
            field.editingFinished.connect(self._keep)
        self.sought.activated.connect(lambda _: self._keep())

    def show_item(self, item: Item) -> None:
        """Show an item's facts; a field that is being typed in on the same item is left alone."""
        same = self.item is not None and self.item.id == item.id
        self.item = item
        self._show(self.title, item.title, same)
        self._show(self.lead, item.lead or "", same)
        self._show(self.minutes, str(item.minutes or ""), same)
        self.sought.pick(item.disposition.value if item.disposition else None)
        self.refusal.say("")
        self.refusal.setVisible(False)

    def _show(self, field: QLineEdit, text: str, same: bool) -> None:
        if not (same and field.hasFocus()):
            field.setText(text)
            field.setCursorPosition(0)

    def _keep(self) -> None:
        if self.item is None:
            return
        title, minutes = self.title.text().strip(), self.minutes.text().strip()
        if not title or (minutes and not minutes.isdigit()):
            self.refusal.say("An item needs a title." if not title else f"“{minutes}” is not a number of minutes.")
            self.refusal.setVisible(True)
            return
        sought = self.sought.currentData()
        with self.shell.told(), self.desk.step(f"Put item {self.item.number} right"):
            self.desk.items.change(
                self.item.id,
                title=title,
                lead=self.lead.text().strip() or None,
                minutes=int(minutes) if minutes else None,
                disposition=Disposition(sought) if sought else None,
            )
