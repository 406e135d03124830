"""Splitting a message: words are selected in the original, and the number of an item makes an answer of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk.domain.items import Item
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.theme import Look

HOW = "Select words in the original, with the mouse or with Shift and the arrows, and press the number of the item."


class Numbers:
    """Figures that are typed one after the other, until they can mean one number only."""

    def __init__(self) -> None:
        self.known: tuple[int, ...] = ()
        self.typed = ""

    def type(self, figure: str) -> int | None:
        """Take a figure; the number that is meant, once no other one known begins like it."""
        self.typed += figure
        like = [number for number in self.known if str(number).startswith(self.typed)]
        if not like:
            self.typed = figure if len(self.typed) > 1 else ""
            like = [number for number in self.known if self.typed and str(number).startswith(self.typed)]
        return self.take() if len(like) == 1 and self.whole() else None

    def whole(self) -> bool:
        """Whether what was typed is a number that is known."""
        return self.typed in map(str, self.known)

    def take(self) -> int | None:
        """The number that was typed, if it is one, and begin anew."""
        number = int(self.typed) if self.whole() else None
        self.typed = ""
        return number


class Splitting(QFrame):
    """The items of the meeting with their numbers, while words of an original are given to them."""

    picked = Signal(int)
    """The item whose number was pressed, by its record's number."""
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.numbers = Numbers()
        self.items: dict[int, Item] = {}
        self.setObjectName("pane")
        self.setAccessibleName("Split over several items")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 12)
        lines.setSpacing(0)
        self.line = controls.label(look, HOW, "small", "text2", wrap=True)
        for widget in (controls.label(look, "Split over several items", "heading"), self.line):
            widget.setContentsMargins(24, 0, 20, 8)
            lines.addWidget(widget)
        lines.addWidget(controls.hairline(look, edge=True))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.addWidget(self._scroll, 1)
        done = Button(look, "Done", "check", "Esc")
        done.clicked.connect(self.left.emit)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 20, 0)
        row.addWidget(done)
        row.addStretch(1)
        lines.addLayout(row)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left.emit)

    def offer(self, items: Sequence[Item]) -> None:
        """Show these items; their numbers are what is pressed."""
        self.items = {item.number: item for item in items}
        self.numbers.known = tuple(self.items)
        self.numbers.typed = ""
        body = QWidget()
        body.setObjectName("pane")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(24, 10, 20, 10)
        rows.setSpacing(6)
        for item in items:
            rows.addLayout(self._row(item))
        rows.addStretch(1)
        self._scroll.setWidget(body)
        self.say(HOW if items else "There is no meeting yet whose items could be answered.")

    def _row(self, item: Item) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        cap = controls.key_cap(self.look, str(item.number))
        cap.setMinimumWidth(self.look.theme.px(26))
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        link = Link(self.look, item.title, role="text")
        link.setAccessibleName(f"Item {item.number}, {item.title}")
        link.setToolTip(item.title)
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.clicked.connect(self._picker(item))
        row.addWidget(cap)
        row.addWidget(link, 1)
        return row

    def _picker(self, item: Item) -> Callable[[], None]:
        return lambda: self.picked.emit(item.id)

    def say(self, line: str) -> None:
        self.line.say(line)

    def type(self, figure: str) -> None:
        """Take a figure of an item's number; where it may be the first of two, wait for the second or for Enter."""
        number = self.numbers.type(figure)
        if number is not None:
            self.picked.emit(self.items[number].id)
        elif self.numbers.whole():
            self.say(f"Enter for item {self.numbers.typed}, or another figure.")
        elif not self.numbers.typed:
            self.say(f"No item has the number {figure}.")

    def enter(self) -> bool:
        """Take the number that was typed so far; whether there was one."""
        number = self.numbers.take()
        if number is not None:
            self.picked.emit(self.items[number].id)
        return number is not None
