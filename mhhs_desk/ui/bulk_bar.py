"""The bar at the foot of the actions: how many are ticked, and what can be done with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.due import DUE_HINT
from mhhs_desk.ui.theme import Look

NEXT_MEETING = "Carry to the next meeting"


class BulkBar(QFrame):
    """There while anything is ticked; a due day and an owner are typed in the bar itself."""

    due_given = Signal(str)
    owner_given = Signal(str)
    carry = Signal()
    done = Signal()
    cleared = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("bulk")
        self.setAccessibleName("Actions ticked")
        self.count = controls.label(look, "", semibold=True)
        self.set_due, self.set_owner = Button(look, "Set due"), Button(look, "Set owner")
        self.to_next, self.mark_done = Button(look, NEXT_MEETING), Button(look, "Mark done")
        self.field = controls.field(look, "", "Value for the ticked actions")
        self.asked = controls.label(look, "", role="text2")
        self.keep, self.back = Button(look, "Set", "check", "Enter"), Button(look, "Back", None, "Esc")
        self._given: Callable[[str], None] = self.due_given.emit
        self.stack = QStackedWidget()
        buttons = (self.set_due, self.set_owner, self.to_next, self.mark_done)
        told = controls.label(look, "Esc clears", "small", "text2")
        self.stack.addWidget(_row((*buttons, told)))
        self.stack.addWidget(_row((self.asked, self.field, self.keep, self.back)))
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 7, 24, 7)
        line.addWidget(self.count)
        line.addWidget(self.stack, 1)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.set_due.clicked.connect(lambda: self._ask("Due", DUE_HINT, self.due_given.emit))
        self.set_owner.clicked.connect(lambda: self._ask("Owner", "A name", self.owner_given.emit))
        self.to_next.clicked.connect(lambda: self.carry.emit())
        self.mark_done.clicked.connect(lambda: self.done.emit())
        self.keep.clicked.connect(self._take)
        self.field.returnPressed.connect(self._take)
        self.back.clicked.connect(self.escape)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.escape)
        self.field.setFixedWidth(self.look.theme.px(260))

    def show_ticked(self, count: int, carry: str, owners: Sequence[str]) -> None:
        """Say how many are ticked, and where they would be carried to."""
        self.setVisible(bool(count))
        self.count.say(f"{count} selected")
        self.to_next.say(carry)
        self._owners = owners
        if not count:
            self.stack.setCurrentIndex(0)

    def _ask(self, what: str, hint: str, given: Callable[[str], None]) -> None:
        """Ask for one value in the bar."""
        self._given = given
        self.asked.say(what)
        self.field.clear()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(f"{what} of the selected actions")
        _complete(self.field, self._owners if what == "Owner" else ())
        self.stack.setCurrentIndex(1)
        self.field.setFocus()

    def _take(self) -> None:
        text = self.field.text().strip()
        self.stack.setCurrentIndex(0)
        self._given(text)

    def escape(self) -> None:
        """Leave the field, or else take every tick away."""
        if self.stack.currentIndex():
            self.stack.setCurrentIndex(0)
            self.set_due.setFocus()
        else:
            self.cleared.emit()


def _complete(field: QLineEdit, names: Sequence[str]) -> None:
    completer = QCompleter(list(names), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)


def _row(widgets: Sequence[QWidget]) -> QWidget:
    """Widgets at the right of a line."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    line.addStretch(1)
    for widget in widgets:
        line.addWidget(widget)
    return holder
