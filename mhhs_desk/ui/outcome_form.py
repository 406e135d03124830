"""The form beside the table of outcomes: each field of an item's outcome, kept as it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.papers import Fate
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.outcome_rows import OutcomeRow
from mhhs_desk.ui.shell import Place, Shell

WIDTH, LABELS, LEAST_LABELS, MARGIN = 372, 112, 101, 20


class Area(QPlainTextEdit):
    """Some lines of text that are handed on when they are left."""

    left = Signal()

    def __init__(self, shell: Shell, hint: str, name: str, lines: int) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(shell.look.theme.px(12 + 20 * lines))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class OutcomeForm(QFrame):
    """The outcome of one item. `written` hands on a field and what it says now."""

    written = Signal(int, str, object)
    """The item's number on the record, the field, and its value."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.look = shell, shell.look
        self.row: OutcomeRow | None = None
        self.setObjectName("details")
        self.setAccessibleName("Outcome of the item")
        self.setFixedWidth(self.look.theme.px(WIDTH))
        self.over = controls.label(self.look, "", "body", "text2")
        self.title = controls.label(self.look, "", "heading", wrap=True)
        self.option = ChipCombo(self.look, "What the group did")
        self.option.activated.connect(lambda _: self._tell("option", self.option.currentData()))
        self.text = Area(shell, "What it decided, in a sentence", "What the group decided, in words", 3)
        self.recommended_by = controls.field(self.look, "PSG", "Recommended by")
        self.decided_by = controls.field(self.look, "SRO", "Decided by")
        self.ofgem = controls.field(self.look, "not needed, asked, approved", "Ofgem status")
        self.ours = ChipCombo(self.look, "What became of our position")
        for fate in (None, *Fate):
            self.ours.addItem(words.FATES[fate] if fate else "Not noted", fate)
        self.ours.activated.connect(lambda _: self._tell("ours", self.ours.currentData()))
        self.why = Area(shell, "Why, as far as it was said", "Why it became of our position", 3)
        self.open = Link(self.look, "Open the item", "small")
        self.open.clicked.connect(self._open)
        for name, area in (("text", self.text), ("why", self.why)):
            area.left.connect(self._teller(name, area))
        for name in ("recommended_by", "decided_by", "ofgem"):
            field: QLineEdit = getattr(self, name)
            field.editingFinished.connect(self._teller(name, field))
        self._lay_out()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("pane")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
        lines.setSpacing(4)
        lines.addWidget(self.over)
        lines.addWidget(self.title)
        lines.addSpacing(8)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("The group did", self.option), ("In words", self.text), ("Recommended by", self.recommended_by),
            ("Decided by", self.decided_by), ("Ofgem", self.ofgem), ("Our position", self.ours), ("Why", self.why),
        )  # fmt: skip
        for number, (label, control) in enumerate(rows):
            name = controls.label(self.look, label, "small", "text2")
            name.setMaximumWidth(self.look.theme.px(LABELS))
            name.setMinimumWidth(self.look.theme.px(LEAST_LABELS))
            name.setWordWrap(True)
            name.setContentsMargins(0, 7, 0, 0)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(control, number, 1)
        lines.addLayout(grid)
        lines.addSpacing(4)
        lines.addWidget(self.open)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    # Showing

    def show_row(self, row: OutcomeRow | None) -> None:
        """Show an item's outcome; what is being typed on the same item is left alone."""
        if row is None or self.row is None or row.id != self.row.id:
            self.flush()
        another = self.row is None or row is None or row.id != self.row.id
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        one, item = row.outcome, row.item
        self.over.say(f"Item {item.number}")
        self.title.say(item.title)
        self.title.stand_in(self.width() - 2 * MARGIN - 14)
        self.option.offer(item.options, "Not noted")
        self.option.pick(one.option)
        self.ours.pick(one.ours)
        for field, said in ((self.text, one.text), (self.why, one.why)):
            if another or not field.hasFocus():
                field.setPlainText(said)
        for line, told in (
            (self.recommended_by, one.recommended_by), (self.decided_by, one.decided_by), (self.ofgem, one.ofgem)
        ):  # fmt: skip
            if another or not line.hasFocus():
                line.setText(told or "")

    # Writing

    def flush(self) -> None:
        """Keep what is still being typed."""
        if self.row is None:
            return
        for name in ("text", "why", "recommended_by", "decided_by", "ofgem"):
            self._tell(name, _said(getattr(self, name)))

    def _teller(self, name: str, field: QLineEdit | Area) -> Callable[[], None]:
        return lambda: self._tell(name, _said(field))

    def _tell(self, name: str, value: object) -> None:
        if self.row is None:
            return
        before = getattr(self.row.outcome, name)
        if (before or "") != (value or ""):
            told = value if name in ("text", "why") else value or None
            self.written.emit(self.row.id, name, told)

    def _open(self) -> None:
        if self.row:
            self.shell.go(Place("item", self.row.id))


def _said(field: QLineEdit | Area) -> str:
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
