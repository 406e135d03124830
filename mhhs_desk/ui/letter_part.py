"""The message to members: its wording with its fields, and how it reads for one member."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.asking import Draft, Letter
from mhhs_desk.domain.asking import FIELDS, Wording
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.tabs import Tabs
from mhhs_desk.ui.theme import Look

WORDING, PREVIEW = "wording", "preview"


class LetterPart(QWidget):
    """Two tabs: what is written, and what one member would read."""

    kept = Signal()
    """The rep wants the wording kept."""
    preview_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.was = Wording("", "")
        self.tabs = Tabs(look, "The message", ((WORDING, "Wording"), (PREVIEW, "Preview")))
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.keep = Link(look, "Keep this wording", "small")
        self.keep.clicked.connect(lambda: self.kept.emit())
        self.subject = controls.field(look, "Subject", "Subject of the message")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Text of the message")
        self.text.setTabChangesFocus(True)
        self.subject.textChanged.connect(lambda _: self._edited())
        self.text.textChanged.connect(self._edited)
        self.to = controls.label(look, "", "small", "text2", wrap=True)
        self.about = controls.label(look, "", semibold=True, wrap=True)
        self.reading = QPlainTextEdit()
        self.reading.setReadOnly(True)
        self.reading.setTabChangesFocus(True)
        self.reading.setAccessibleName("The message as the member reads it")
        self._lay_out()

    def _lay_out(self) -> None:
        self.fields = controls.label(self.look, "", "small", "text3", wrap=True)
        self.offer_fields(FIELDS)
        top = QHBoxLayout()
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.keep)
        self.stack = QStackedWidget()
        for parts in ((self.subject, self.text, self.fields), (self.to, self.about, self.reading)):
            page = QWidget()
            lines = QVBoxLayout(page)
            lines.setContentsMargins(0, 10, 0, 0)
            lines.setSpacing(8)
            for part in parts:
                lines.addWidget(part, 1 if isinstance(part, QPlainTextEdit) else 0)
            self.stack.addWidget(page)
        for area in (self.text, self.reading):
            area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            area.setMinimumHeight(self.look.theme.px(120))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(controls.hairline(self.look))
        lines.addWidget(self.stack, 1)

    # Wording

    def offer_fields(self, fields: Iterable[str]) -> None:
        """Tell which fields the wording may have."""
        self.fields.say(f"Fields: {' '.join(f'{{{name}}}' for name in fields)}")

    def show_wording(self, wording: Wording) -> None:
        """Show a wording as the workspace keeps it."""
        self.was = wording
        self.subject.setText(wording.subject)
        self.text.setPlainText(wording.text)
        self._edited()

    def wording(self) -> Wording:
        """The wording as it is typed now."""
        return Wording(self.subject.text().strip(), self.text.toPlainText().strip())

    def _edited(self) -> None:
        self.keep.setVisible(self.wording() != self.was)

    # Preview

    def previewing(self) -> bool:
        return self.tabs.chosen() == PREVIEW

    def _turn(self) -> None:
        self.stack.setCurrentIndex(1 if self.previewing() else 0)
        self.preview_wanted.emit()

    def show_preview(self, letter: Letter | None, refused: str = "") -> None:
        """Show how the message that asks reads for a member, or why it cannot be shown."""
        message = letter.draft if letter else None
        nobody = f"{letter.form.member.name} has no address: the draft is to nobody yet." if letter and message else ""
        self.show_message(message, nobody, refused)

    def show_message(self, message: Draft | None, nobody: str, refused: str = "") -> None:
        """Show how a message reads, with what is said where it is to nobody; or why it cannot be shown."""
        people = ", ".join(f"{name} <{address}>" for name, address in message.to) if message else ""
        self.to.say(refused or (f"To {people}" if people else nobody))
        self.to.role("text2" if people else "attention")
        self.about.say(message.subject if message else "")
        self.reading.setPlainText(message.text if message else "")
