"""What the group did with an item: a button for each option and ending, and beneath who recommended and decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.room import Ending, Ofgem, ended, ending, without_line
from mhhs_desk.ui import controls, paint, room_words
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Combo
from mhhs_desk.ui.flow import Flow
from mhhs_desk.ui.room_paragraph import Paragraph, Run
from mhhs_desk.ui.theme import Look

CHIP = 20
FIELDS = (("recommended_by", "Recommended by", 140), ("decided_by", "Decided by", 140), ("ofgem", "Ofgem", 124),
          ("ours", "Our position", 150))  # fmt: skip


class ChoiceButton(QPushButton):
    """An option with its chip, or an ending; the one that was taken has the accent round it."""

    def __init__(self, look: Look, text: str, key: str = "", tip: str = "") -> None:
        super().__init__(text)
        self.look, self.key = look, key
        self.setCheckable(True)
        self.setAccessibleName(tip or text)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _chip(self) -> int:
        return self.look.theme.px(CHIP + 8) if self.key else 0

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(paint.width(theme, self.text(), semibold=True) + self._chip() + theme.px(28), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.look.theme.px(120)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = on or self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if strong else "edge"), 2 if strong else 1))
        painter.setBrush(theme.colour("selection" if on else "pane" if self.underMouse() else "page"))
        inset = 1.0 if strong else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        box = self.rect().adjusted(theme.px(13), 0, -theme.px(8), 0)
        if self.key:
            size = theme.px(CHIP)
            paint.chip(painter, QRect(box.x(), (self.height() - size) // 2, size, size), theme, self.key)
        paint.text(painter, box.adjusted(self._chip(), 0, 0, 0), theme, self.text(), semibold=on)
        painter.end()


class Offered(Combo):
    """A few names to choose from, or any other that is typed."""

    left = Signal()

    def __init__(self, look: Look, name: str, offers: Sequence[str] = ()) -> None:
        super().__init__(look, name)
        self.setEditable(True)
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        field = self.lineEdit()
        assert isinstance(field, QLineEdit)
        self.field = field
        field.setAccessibleName(name)
        field.setPlaceholderText("not said")
        field.setObjectName("bare")
        self.offer(offers)
        self.activated.connect(lambda _: self.left.emit())
        field.editingFinished.connect(self.left.emit)

    def offer(self, offers: Sequence[str]) -> None:
        said = self.currentText()
        self.clear()
        self.addItems(list(offers))
        self.setCurrentText(said)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was chosen: an option, an ending, or neither."""

    option: str | None = None
    how: Ending | None = None


class OutcomePart(QWidget):
    """The buttons, and the facts of an outcome once there is one; each fact is handed on as it is left."""

    taken = Signal(object)
    written = Signal(str, object)
    """The name of a field of the outcome, and what it says now."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.item: Item | None = None
        self.outcome: Outcome | None = None
        self.buttons: list[tuple[ChoiceButton, Taken]] = []
        self.recommended_by = Offered(look, "Recommended by")
        self.decided_by = Offered(look, "Decided by")
        self.ofgem = Combo(look, "Where Ofgem stands")
        self.ofgem.addItem("not said", None)
        for status in Ofgem:
            self.ofgem.addItem(room_words.OFGEM[status], status.value)
        self.ours = ChipCombo(look, "What became of our position")
        self.ours.addItem("not said", None)
        for fate in Fate:
            self.ours.addItem(words.FATES[fate], fate)
        self.why = controls.field(look, "Why, as far as it was said", "Why it became of our position")
        self.text = Paragraph(look, "body")
        self.recommended_by.left.connect(self._teller("recommended_by", self.recommended_by.field))
        self.decided_by.left.connect(self._teller("decided_by", self.decided_by.field))
        self.ofgem.activated.connect(lambda _: self._tell("ofgem", self.ofgem.currentData()))
        self.ours.activated.connect(lambda _: self._tell("ours", self.ours.currentData()))
        self.why.editingFinished.connect(self._teller("why", self.why))
        self._lay_out()

    def _lay_out(self) -> None:
        px = self.look.theme.px
        self.row = Flow(px(8), px(8))
        self.facts = QWidget()
        fields = Flow(px(12), px(8))
        for name, title, width in FIELDS:
            fields.addWidget(self._titled(title, getattr(self, name), width))
        lines = QVBoxLayout(self.facts)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(8))
        lines.addWidget(self.text)
        lines.addLayout(fields)
        lines.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        line = QHBoxLayout()
        line.setSpacing(px(14))
        label = controls.label(self.look, "Outcome", "body", "text2", semibold=True)
        label.setFixedHeight(px(34))
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self.row, 1)
        column.addLayout(line)
        column.addWidget(self.facts)

    def _titled(self, title: str, control: QWidget, width: int) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(controls.label(self.look, title, "small", "text2"))
        control.setFixedWidth(self.look.theme.px(width))
        column.addWidget(control)
        return made

    # Showing

    def show_outcome(self, item: Item, outcome: Outcome | None, names: Sequence[str], beside: Sequence[str]) -> None:
        """Show what was done with an item; `names` may recommend or decide, `beside` are the lines shown elsewhere."""
        if self.item is None or self.item.options != item.options:
            self._make_buttons(item)
        another = self.item is None or self.item.id != item.id
        self.item, self.outcome = item, outcome
        is_said = Taken(outcome.option, ending(outcome)) if outcome else Taken()
        for button, taken in self.buttons:
            button.setChecked(taken == is_said)
        self.facts.setVisible(outcome is not None)
        one = outcome or Outcome(item_id=item.id)
        text = ended(one.text, None)
        for line in beside:
            text = without_line(text, line)
        self.text.say(Run(" ".join(text.split("\n"))))
        for combo, said in ((self.recommended_by, one.recommended_by), (self.decided_by, one.decided_by)):
            combo.offer(names)
            if another or not combo.field.hasFocus():
                combo.setCurrentText(said or "")
        self.ofgem.setCurrentIndex(max(0, self.ofgem.findData(one.ofgem)))
        self.ours.pick(one.ours)
        if another or not self.why.hasFocus():
            self.why.setText(one.why)

    def _make_buttons(self, item: Item) -> None:
        self.row.clear()
        names = room_words.names_of(item)
        self.buttons = [
            (ChoiceButton(self.look, room_words.option_words(key, names), key, name), Taken(option=key))
            for key, name in names.items()
        ]
        self.buttons += [(ChoiceButton(self.look, room_words.ENDINGS[how]), Taken(how=how)) for how in Ending]
        for button, taken in self.buttons:
            button.clicked.connect(self._taker(taken))
            self.row.addWidget(button)
            button.show()
        self.updateGeometry()

    def _taker(self, taken: Taken) -> Callable[[], None]:
        def take() -> None:
            said = Taken(self.outcome.option, ending(self.outcome)) if self.outcome else Taken()
            self.taken.emit(Taken() if said == taken else taken)

        return take

    # Writing

    def flush(self) -> None:
        """Hand on what is still being typed."""
        if self.outcome:
            self._tell("recommended_by", self.recommended_by.field.text().strip())
            self._tell("decided_by", self.decided_by.field.text().strip())
            self._tell("why", self.why.text().strip())

    def _teller(self, name: str, field: QLineEdit) -> Callable[[], None]:
        return lambda: self._tell(name, field.text().strip())

    def _tell(self, name: str, value: object) -> None:
        before = getattr(self.outcome, name) if self.outcome else None
        if self.outcome and (before or "") != (value or ""):
            self.written.emit(name, value if name == "why" else value or None)
