"""One wording in sight: its text while it can be written, what changed since the one before, and why it won."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mhhs_desk.domain.view import ItemView
from mhhs_desk.domain.wordings import Wording
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.position_editor import PositionEditor
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.word_diff import ChangedText

ROOM = 394
"""Pixels that the head of a wording needs with all its parts."""


NONE_YET = (
    "Try the words of a position here before they become its statement. Of each wording it is kept who agrees, who can "
    "live with it, who objects and who has not said. A member’s answer is never taken for agreement."
)


class NoWording(QWidget):
    """What stands where nothing was tried yet, and the one next step."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.first = Button(look, "First wording, from the statement", "plus", primary=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 32, 20, 12)
        lines.setSpacing(8)
        lines.addWidget(controls.Picture(look, "chat-text", "text2", 40))
        lines.addWidget(controls.label(look, "No wording yet", "heading"))
        lines.addWidget(controls.label(look, NONE_YET, "body", "text2", wrap=True))
        lines.addSpacing(8)
        lines.addWidget(self.first)
        lines.addStretch(1)


class WordingPart(QWidget):
    """The wording that is selected. Once a member has spoken to it its text stays as it is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.wording: Wording | None = None
        self._differs = False
        self.title = controls.label(look, "", "small", "text2", semibold=True)
        self.editor = PositionEditor(look, "wording", "", False, 2)
        self.editor.edit.setAccessibleName("Text of the wording")
        self.since = controls.label(look, "", "small", "text3")
        self.changed = ChangedText(look, "What changed since the wording before")
        self.choose, self.choose_key = Link(look, "Choose", "small"), controls.key_cap(look, "Enter")
        self.state, self.state_key = Link(look, "As statement", "small"), controls.key_cap(look, "P")
        self.stated = controls.label(look, "Stated as this", "small", "text3")
        self.why = controls.field(look, "Why this wording won", "Why this wording won")
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.since)
        head.addStretch(1)
        for way in (self.choose, self.choose_key, self.state, self.state_key, self.stated):
            way.setMinimumWidth(way.sizeHint().width())
            head.addWidget(way)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 8, 20, 8)
        lines.setSpacing(4)
        lines.addLayout(head)
        self.won = captioned(look, "Why it won", "", self.why)
        for widget in (self.editor, self.changed, self.won):
            lines.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what the marks show anyway where the keys would have no room."""
        self.since.setVisible(self._differs and self.width() >= self.look.theme.px(ROOM))

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
        self.since.say(f"against {before.number}" if before else "")
        self._differs = changed
        self._fit()
        self.changed.show_change(before.text if before else "", wording.text)
        self.changed.setVisible(changed or said)
        statement = item.position.statement if item.position else ""
        same = bool(wording.text.strip()) and statement.strip() == wording.text.strip()
        for widget, there in (
            (self.choose, not wording.chosen), (self.choose_key, not wording.chosen),
            (self.state, not same), (self.state_key, not same), (self.stated, same),
        ):  # fmt: skip
            widget.setVisible(there)
        self.won.setVisible(wording.chosen)
        if not self.why.hasFocus():
            fill(self.why, wording.why)


def fill(field: QLineEdit, text: str) -> None:
    """Show a text from its beginning; all of it in the tip."""
    field.setText(text)
    field.setCursorPosition(0)
    field.setToolTip(text)


def captioned(look: Look, caption: str, key: str, field: QWidget) -> QWidget:
    """A field after its name, and the key that leads to it."""
    around = QWidget()
    line = QHBoxLayout(around)
    line.setContentsMargins(0, 4, 0, 0)
    line.setSpacing(6)
    line.addWidget(controls.label(look, caption, "small", "text2"))
    if key:
        line.addWidget(controls.key_cap(look, key))
    line.addWidget(field, 1)
    return around


def inset(widget: QWidget, above: int, below: int) -> QWidget:
    """A widget within the margins of the pane."""
    around = QWidget()
    lines = QVBoxLayout(around)
    lines.setContentsMargins(20, above, 20, below)
    lines.addWidget(widget)
    return around
