"""Beside the item in the room: the questions to put, ticked once they were, and the lines recorded on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.meetings import Note, NoteKind
from mhhs_desk.minuting import plain, recorded_at
from mhhs_desk.ui import controls, icons, room_words
from mhhs_desk.ui.room_paragraph import Paragraph, Run
from mhhs_desk.ui.theme import Look

BOX, GAP, TIME = 18, 12, 52


class Row(QWidget):
    """A line of its own with a hairline beneath; it can be reached with Tab."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("hairline"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -2))
        painter.end()

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()


class QuestionRow(Row):
    """A question to put, with a box that is ticked once it was. Space, Enter or a click turns it."""

    turned = Signal(str, bool)

    def __init__(self, look: Look, text: str, put: bool) -> None:
        super().__init__(look)
        self.text, self.put = text, put
        px = look.theme.px
        self.words = Paragraph(look, "room_small", Run(text, "text2" if put else "text"))
        self.setAccessibleName(f"{text} {'Put.' if put else 'Not put yet.'}")
        line = QHBoxLayout(self)
        line.setContentsMargins(px(BOX + GAP), px(9), 0, px(10))
        line.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self.look.theme
        size = theme.px(BOX)
        box = QRect(1, theme.px(9) + (theme.line("room_small") - size) // 2, size, size)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        if self.put:
            icons.draw(painter, box.adjusted(2, 2, -2, -2), theme, "check-bold", "text")
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.turned.emit(self.text, not self.put)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit(self.text, not self.put)
        else:
            super().keyPressEvent(event)


class LineRow(Row):
    """A recorded line: Enter or a click changes it, Delete or the cross takes it off the record."""

    opened = Signal(object)
    struck = Signal(object)

    def __init__(self, look: Look, one: Note | Action, due: str) -> None:
        super().__init__(look)
        self.one = one
        px = look.theme.px
        kind, said, told = room_words.recorded(one)
        known = ". ".join(part for part in (due, told) if part)
        runs = [Run(f"{kind} ", semibold=True)] if kind else []
        runs += [Run(said), Run(f"{'' if said[-1:] in '.!?”' else '.'} {known}" if known else "", "text2")]
        self.words = Paragraph(look, "room_small", *runs)
        self.time = controls.label(look, recorded_at(one), "small", "text2")
        self.time.setFixedSize(px(TIME), look.theme.line("room_small"))
        self.setAccessibleName(f"{recorded_at(one)}, {self.words.text()}")
        self.setToolTip("Enter changes this line, Delete takes it off the record")
        self.cross = QToolButton()
        self.cross.setIcon(icons.icon(look, "x", "text2"))
        self.cross.setIconSize(QSize(px(15), px(15)))
        self.cross.setAccessibleName(f"Remove: {said}")
        self.cross.setToolTip("Take it off the record")
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setFixedSize(px(26), px(26))
        self.cross.clicked.connect(lambda: self.struck.emit(self.one))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, px(9), 0, px(10))
        line.setSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.time, 0, top)
        line.addWidget(self.words, 1)
        line.addWidget(self.cross, 0, top)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.one)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.struck.emit(self.one)
        else:
            super().keyPressEvent(event)


class RoomSide(QWidget):
    """The two lists. Each shows what is on record, and only that."""

    turned = Signal(str, bool)
    opened = Signal(object)
    struck = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        self.questions, self.lines = QVBoxLayout(), QVBoxLayout()
        self.ask = self._headed(
            controls.label(look, "Questions to put", "body", "text2", semibold=True), self.questions
        )
        self.over = controls.label(look, "Recorded on this item", "body", "text2", semibold=True)
        self.recorded = self._headed(self.over, self.lines)
        self.none = controls.label(look, "Nothing yet. A line below records it.", "body", "text3", wrap=True)
        self.column.addWidget(self.none)
        self.column.addStretch(1)
        self.inset(28)

    def inset(self, side: int) -> None:
        """Stand so far inside at both sides."""
        px = self.look.theme.px
        self.column.setContentsMargins(px(side), px(24) if side else 0, px(side), px(24) if side else 0)

    def _headed(self, title: QWidget, rows: QVBoxLayout) -> QWidget:
        made = QWidget()
        px = self.look.theme.px
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, px(14))
        column.setSpacing(px(6))
        column.addWidget(title)
        column.addWidget(controls.hairline(self.look, edge=True))
        rows.setSpacing(0)
        column.addLayout(rows)
        self.column.addWidget(made)
        return made

    def show_questions(self, questions: Sequence[str], put: Collection[str]) -> None:
        """Show the questions of the position; those that were put are ticked."""
        _empty(self.questions)
        for text in questions:
            row = QuestionRow(self.look, text, plain(text) in put)
            row.turned.connect(self.turned)
            self.questions.addWidget(row)
        self.ask.setVisible(bool(questions))

    def show_lines(
        self, lines: Sequence[Note | Action], questions: Sequence[str], due: Callable[[Action], str]
    ) -> None:
        """Show what was recorded; a question that stands above with its tick is not shown again."""
        _empty(self.lines)
        asked = {plain(text) for text in questions}
        shown = [one for one in lines if not _ticked(one, asked)]
        for one in shown:
            row = LineRow(self.look, one, due(one) if isinstance(one, Action) else "")
            row.opened.connect(self.opened)
            row.struck.connect(self.struck)
            self.lines.addWidget(row)
        self.none.setVisible(not shown)

    def rows(self) -> list[LineRow]:
        return [row for row in _held(self.lines) if isinstance(row, LineRow)]

    def ticks(self) -> list[QuestionRow]:
        return [row for row in _held(self.questions) if isinstance(row, QuestionRow)]


def _ticked(one: Note | Action, asked: Collection[str]) -> bool:
    return isinstance(one, Note) and one.kind is NoteKind.QUESTION and plain(one.text) in asked


def _held(layout: QVBoxLayout) -> list[QWidget | None]:
    """The widgets of a column."""
    entries = (layout.itemAt(number) for number in range(layout.count()))
    return [entry.widget() for entry in entries if entry]


def _empty(layout: QVBoxLayout) -> None:
    while (entry := layout.takeAt(0)) is not None:
        widget: QWidget | None = entry.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
