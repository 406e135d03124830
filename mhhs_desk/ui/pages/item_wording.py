"""One wording in sight: its text while it can be written, what changed since the one before, and why it won."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.domain.view import ItemView
from mhhs_desk.domain.wordings import Wording
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.position_editor import PositionEditor
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.word_diff import ChangedText


class WordingPart(QWidget):
    """The wording that is selected. Once a member has spoken to it its text stays as it is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.wording: Wording | None = None
        self.title = controls.label(look, "", "small", "text2", semibold=True)
        self.editor = PositionEditor(look, "wording", "", False, 2)
        self.editor.edit.setAccessibleName("Text of the wording")
        self.since = controls.label(look, "", "small", "text2", semibold=True)
        self.changed = ChangedText(look, "What changed since the wording before")
        self.choose = Button(look, "Choose", "check", "Enter")
        self.state = Button(look, "Into the statement", "arrow-right", "P")
        self.stated = controls.label(look, "", "small", "text2", wrap=True)
        self.why = controls.field(look, "Why this wording won", "Why this wording won")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.state)
        buttons.addWidget(self.stated, 1)
        buttons.addStretch(0)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 8, 20, 10)
        lines.setSpacing(4)
        for widget in (self.title, self.editor, self.since, self.changed):
            lines.addWidget(widget)
        lines.addLayout(buttons)
        lines.addWidget(self.why)

    def clear(self) -> None:
        """Forget what was typed, before another wording is shown."""
        self.editor.clear()
        self.wording = None

    def show_wording(self, wording: Wording, before: Wording | None, said: bool, item: ItemView) -> None:
        """Show a wording and what changed since the one `before`; `said`: a member has spoken to it."""
        if self.wording is None or self.wording.id != wording.id:
            self.editor.flush()
            self.editor.clear()
        self.wording = wording
        self.editor.show_text(wording.text, item.tally)
        self.editor.setVisible(not said)
        changed = before is not None and before.text != wording.text
        self.title.say(f"Wording {wording.number}{', chosen' if wording.chosen else ''}")
        self.since.say(f"Since wording {before.number}" if before else "")
        self.since.setVisible(changed)
        self.changed.show_change(before.text if before else "", wording.text)
        self.changed.setVisible(changed or said)
        self.choose.setVisible(not wording.chosen)
        statement = item.position.statement if item.position else ""
        same = bool(wording.text.strip()) and statement.strip() == wording.text.strip()
        self.state.setVisible(not same)
        self.stated.say("The statement is this wording." if same else "")
        self.stated.setVisible(same)
        self.why.setVisible(wording.chosen)
        if not self.why.hasFocus():
            self.why.setText(wording.why)
