"""One answer in a line: the item's number and title, and the chip or the mark of its state; it leads to the item."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Said
from mhhs_desk.domain.items import Item
from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Look


class AnswerLine(QPushButton):
    """A flat button that paints one member's answer to one item."""

    def __init__(
        self, look: Look, item: Item, state: State, answer: Said | None, asked: str = "", note: str = ""
    ) -> None:
        """`asked` says in full how the member was asked about the item, `note` what stands at the right."""
        super().__init__()
        self.note = note
        self.look, self.item, self.state, self.answer = look, item, state, answer
        self.setProperty("flat", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = item.option_name(answer.option) if answer and state is State.ANSWERED else state.value
        red = ", red line" if answer and answer.red_line else ""
        self.setAccessibleName(f"Item {item.number}, {item.title}: {said}{red}{f', {note}' if note else ''}")
        self.setToolTip("\n".join(part for part in (f"{item.title}: {said}", asked) if part))

    def sizeHint(self) -> QSize:
        return QSize(self.look.theme.px(120), self.look.theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        chip = QRect(theme.px(3), (self.height() - theme.px(22)) // 2, theme.px(24), theme.px(22))
        if self.answer and self.state is State.ANSWERED:
            paint.chip(painter, chip, theme, self.answer.option)
        else:
            paint.state_mark(painter, chip, theme, self.state)
        number = QRect(theme.px(34), 0, theme.px(18), self.height())
        paint.text(painter, number, theme, str(self.item.number), "small", "text2", right=True)
        right = self.width() - theme.px(4)
        if self.answer and self.answer.red_line:
            right -= theme.px(16)
            paint.flag(painter, QRect(right, 0, theme.px(16), self.height()).adjusted(0, 6, 0, -6), theme)
        if self.note:
            told = paint.width(theme, self.note, "small")
            right -= told + theme.px(6)
            shown = QRect(right, 0, told + 1, self.height())
            paint.text(painter, shown, theme, self.note, "small", "text3")
            right -= theme.px(6)
        box = QRect(number.right() + theme.px(8), 0, right - number.right() - theme.px(8), self.height())
        paint.text(painter, box, theme, self.item.title, "small")
