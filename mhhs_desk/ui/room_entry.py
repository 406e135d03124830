"""The foot of the room: the line in which everything is recorded, with what Enter would record while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from mhhs_desk.ui import controls, paint, room_words
from mhhs_desk.ui.theme import Look

AROUND = 190
"""What the line needs beside its words and their preview; where there is less the preview stands beneath."""


class RoomEntry(QFrame):
    """A field, its preview, the letters a line may begin with, and what was done last."""

    entered = Signal(str)
    moved = Signal(int)
    """By how many items to go on or back."""
    scrolled = Signal(int)
    full = Signal()
    undone = Signal()
    redone = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.preview_of: Callable[[str], str] = lambda text: ""
        self.setObjectName("foot")
        self.field = QLineEdit()
        self.field.setObjectName("bare")
        self.field.setAccessibleName("Record a line: a action, d decision, o outcome, n note, q question, s said by")
        self.field.setPlaceholderText(room_words.HINT)
        self.field.setFont(look.theme.font("heading_plain"))
        self.field.textChanged.connect(lambda _: self.show_preview())
        self.field.returnPressed.connect(lambda: self.entered.emit(self.field.text()))
        self.field.installEventFilter(self)
        self.inside = controls.label(look, "", "small", "text2")
        self.beneath = controls.label(look, "", "small", "text2", wrap=True)
        self.amends = controls.label(look, "Change", "small", "accent", semibold=True)
        self.enter = controls.key_cap(look, "Enter")
        self.told = controls.label(look, "", "small", "text2", wrap=True)
        self._lay_out()
        self.amending(False)
        self.show_preview()

    def _lay_out(self) -> None:
        px = self.look.theme.px
        box = QFrame()
        box.setObjectName("palette")
        line = QHBoxLayout(box)
        line.setContentsMargins(px(12), px(7), px(12), px(7))
        line.setSpacing(px(8))
        line.addWidget(self.amends)
        line.addWidget(self.field, 1)
        line.addWidget(self.inside)
        line.addWidget(self.enter)
        self.legend = QFrame()
        letters = QHBoxLayout(self.legend)
        letters.setContentsMargins(0, 0, 0, 0)
        letters.setSpacing(px(4))
        for letter, meaning in room_words.LEGEND:
            letters.addWidget(controls.label(self.look, letter, "small", "text", semibold=True))
            letters.addWidget(controls.label(self.look, meaning, "small", "text2"))
            letters.addSpacing(px(14))
        under = QHBoxLayout()
        under.setSpacing(px(16))
        under.addWidget(self.legend)
        under.addWidget(self.beneath, 1)
        under.addStretch(0)
        under.addWidget(self.told, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(32), px(12), px(32), px(12))
        lines.setSpacing(px(8))
        lines.addWidget(box)
        lines.addLayout(under)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_preview(self) -> None:
        """Say what Enter would record: in the line where there is room, else beneath it."""
        text = self.field.text()
        said = self.preview_of(text) if text.strip() else ""
        theme = self.look.theme
        needed = paint.width(theme, said, "small") + paint.width(theme, text, "heading_plain") + theme.px(AROUND)
        fits = needed <= self.width()
        self.inside.say(said if fits else "")
        self.beneath.say("" if fits else said)
        self.beneath.setVisible(bool(said) and not fits)
        self.legend.setVisible(fits and theme.px(760) <= self.width())
        self.field.setAccessibleDescription(said)

    def tell(self, line: str, refused: bool = False) -> None:
        """Say what was done, or what was refused."""
        self.told.role("danger" if refused else "text2")
        self.told.say(line)
        self.setAccessibleDescription(line)

    def amending(self, on: bool) -> None:
        """Whether Enter puts the line in the place of a recorded one."""
        self.amends.setVisible(on)

    def put(self, text: str) -> None:
        """Show a text to go on with."""
        self.field.setText(text)
        self.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_preview()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """What a key does to the room rather than to the text; whether it does anything."""
        key, empty = event.key(), not self.field.text()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if empty:
            steps |= {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.scrolled.emit(steps[Qt.Key(key)])
        elif key in steps and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.moved.emit(steps[Qt.Key(key)])
        elif empty and event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif empty and event.matches(QKeySequence.StandardKey.Redo):
            self.redone.emit()
        elif key == Qt.Key.Key_Space and empty:
            self.full.emit()
        else:
            return False
        return True
