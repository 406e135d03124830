"""Outcomes in the record of a meeting: a table of its items with what the group did, and the form beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls
from mhhs_desk.ui.outcome_form import WIDTH, OutcomeForm
from mhhs_desk.ui.outcome_rows import OutcomeRow, columns
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Table, TableView

FATES = {
    "C": Fate.CARRIED, "P": Fate.IN_PART, "L": Fate.NOT_CARRIED, "D": Fate.DEFERRED, "T": Fate.NOT_TAKEN,
}  # fmt: skip
"""The keys that say what became of our position; no option of any item has one of them."""
KEYS = (
    "The letter of an option: what the group did · C carried · P in part · L not carried · D deferred · T not taken · "
    "Del takes both back"
)
NAMES = {
    "text": "what the group did", "recommended_by": "who recommended",
    "decided_by": "who decided", "ofgem": "where Ofgem stands", "ours": "what became of our position", "why": "why",
}  # fmt: skip


class OutcomesPart(QWidget):
    """The items of one meeting. Each field is a step of its own, and Ctrl+Z takes it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.table: Table[OutcomeRow] = Table(columns())
        self.view = TableView(self.look, self.table, "Outcomes")
        self.form = OutcomeForm(shell)
        self.view.chosen.connect(self.form.show_row)
        self.view.opened.connect(lambda row: shell.go(Place("item", row.id)))
        self.view.installEventFilter(self)
        self.form.written.connect(self.write)
        self.form.hide()
        self.keys = controls.label(self.look, KEYS, "small", "text3", wrap=True)
        self.keys.setContentsMargins(24, 6, 24, 8)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.view, 1)
        left.addWidget(controls.hairline(self.look))
        left.addWidget(self.keys)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.form)

    def show_view(self, view: View) -> None:
        """Show the items of a meeting, each with the outcome that stands."""
        rows = [OutcomeRow(one, one.outcome or Outcome(item_id=one.item.id)) for one in view.items]
        self.table.show(rows)
        self.form.setEnabled(self.desk.holder is None)
        if rows and self.view.current() is None:
            first = next((row for row in rows if row.outcome.is_empty), rows[0])
            self.view.choose(lambda row: row.id == first.id)

    def write(self, item_id: int, field: str, value: object) -> None:
        """Keep one field of an item's outcome; with what the group did, what became of our position is proposed."""
        item = self.desk.items.get(item_id)
        with self.shell.told():
            if field == "option":
                self.desk.decide(item, str(value) if value else None)
            else:
                self.desk.outcomes.write(item_id, f"Note {NAMES[field]} on item {item.number}", **{field: value})

    def take_back(self, row: OutcomeRow) -> None:
        """Take what the group did, and what became of our position, off the record again."""
        if row.outcome.option or row.outcome.ours:
            with self.shell.told():
                name = f"Take back the outcome of item {row.item.number}"
                self.desk.outcomes.write(row.id, name, option=None, ours=None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or with large text, the form leaves the table most of the room."""
        super().resizeEvent(event)
        wide = self.look.theme.px(WIDTH)
        self.form.setFixedWidth(min(wide, self.width() * 2 // 5))
        self.keys.setVisible(self.width() >= 2 * wide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """A letter notes an outcome of the item that is chosen; whether the key was for that."""
        row = self.view.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if row is None or not plain or self.desk.holder:
            return False
        letter = event.text().upper()
        if event.key() == Qt.Key.Key_Delete:
            self.take_back(row)
        elif letter and letter in {option.key for option in row.item.options}:
            self.write(row.id, "option", letter)
        elif letter in FATES:
            self.write(row.id, "ours", FATES[letter])
        else:
            return False
        return True

    def focus_first(self) -> None:
        self.view.setFocus()

    def noted(self) -> str:
        """How many of the items have an outcome."""
        rows = self.table.records()
        done = sum(not row.outcome.is_empty for row in rows)
        verb = "has" if done == 1 else "have"
        return f"{done} of {words.count(len(rows), 'item')} {verb} an outcome."
