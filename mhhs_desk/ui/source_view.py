"""One original at one place: a message as text, a PDF as its pages, a workbook as its cells."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.domain.spans import Span
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.marked_paper import MarkedPaper
from mhhs_desk.ui.opened import Opened
from mhhs_desk.ui.original import Mark, Original
from mhhs_desk.ui.sheet_view import SheetView
from mhhs_desk.ui.theme import Look


class SourceView(QWidget):
    """An original under its head. What is doubtful of the place is said in a line."""

    left = Signal()
    wanted = Signal(str)
    """The part of the original that is asked for; empty for the original itself."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.text, self.paper, self.sheets = Original(look, "The original"), MarkedPaper(look), SheetView(look)
        self.stack = QStackedWidget()
        for part in (self.text, self.paper, self.sheets):
            self.stack.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(self._head())
        lines.addWidget(controls.hairline(look))
        lines.addWidget(self.stack, 1)

    def _head(self) -> QVBoxLayout:
        look = self.look
        self.title = controls.label(look, "", "heading")
        self.under = controls.label(look, "", "small", "text2", wrap=True)
        self.note = controls.label(look, "", "small", "attention", wrap=True)
        self.parts = QuietCombo(look, "What is shown", ())
        self.parts.activated.connect(lambda _: self.wanted.emit(self.parts.currentData()))
        self.back = Button(look, "Back", "arrow-left", "Esc")
        self.back.clicked.connect(self.left.emit)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.back)
        first.addWidget(self.title, 1)
        first.addWidget(self.parts)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 10)
        head.setSpacing(4)
        head.addLayout(first)
        head.addWidget(self.under)
        head.addWidget(self.note)
        return head

    def begin(self, title: str, under: str) -> None:
        """Say what is being opened."""
        self.title.say(title)
        self.title.setToolTip(title)
        self.under.say(under)
        self.say("")
        self.parts.hide()

    def say(self, note: str) -> None:
        """A line on what could not be shown as it should be; nothing where all is well."""
        self.note.say(note)
        self.note.setVisible(bool(note))

    def offer_parts(self, name: str, held: tuple[str, ...], shown: str) -> None:
        """Offer what hangs on the original beside itself."""
        self.parts.clear()
        self.parts.addItem(name, "")
        for part in held:
            self.parts.addItem(part, part)
        self.parts.pick(shown)
        self.parts.updateGeometry()
        self.parts.setVisible(bool(held))

    def show_text(self, text: str, span: Span | None) -> None:
        """Show words, those of a place marked and in sight."""
        self.text.show_text(text, [Mark(1, span)] if span else [], numbered=False)
        self.stack.setCurrentWidget(self.text)
        if span and not self.text.go_to(1):
            self.say("The words of this place were not found in the original.")

    def show_opened(self, opened: Opened, span: Span | None) -> None:
        """Show what was opened, at a place of it."""
        if opened.pdf:
            self._show_paper(opened.pdf, span)
        elif opened.tables:
            self.stack.setCurrentWidget(self.sheets)
            if not self.sheets.show_place(opened.tables, span) and span:
                self.say("The row of this place was not found in the original.")
        else:
            self.show_text(opened.text, span)
        if opened.lost:
            self.say(f"“{opened.lost}” could not be taken out of it: the original itself is shown.")

    def _show_paper(self, data: bytes, span: Span | None) -> None:
        self.stack.setCurrentWidget(self.paper)
        marked = self.paper.show_place(data, span)
        if span and span.text and not marked:
            where = f"Page {self.paper.page + 1} is shown" if span.page else "The first page is shown"
            self.say(f"{where}: the words of this place were not found on it.")

    def shown(self) -> QWidget:
        """What has the keyboard."""
        part: QWidget = self.stack.currentWidget() or self.text
        return self.sheets.view if part is self.sheets else part
