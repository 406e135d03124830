"""The themes of an item over its answers: each with its count, one of them chosen, and what can be done with that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from mhhs_desk import words
from mhhs_desk.domain.themes import Spoken
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.controls import INDENT, Link
from mhhs_desk.ui.flow import Flow
from mhhs_desk.ui.theme import Look


class ThemeButton(QPushButton):
    """One theme: its name and how many answers speak of it; on the selection's ground while it is chosen."""

    def __init__(self, look: Look, spoken: Spoken, chosen: bool) -> None:
        super().__init__()
        self.look, self.spoken = look, spoken
        self.setProperty("flat", True)
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Theme {spoken.theme.name}, {words.count(spoken.count, 'answer')}")
        self.setToolTip(spoken.theme.name)

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        name = paint.width(theme, self.spoken.theme.name, "small")
        count = paint.width(theme, str(self.spoken.count), "small", True)
        return QSize(name + count + theme.px(6) + 12, theme.line("small") + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("found"))
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        count = paint.width(theme, str(self.spoken.count), "small", True)
        box = self.rect().adjusted(INDENT, 0, -INDENT, 0)
        room = QRect(box.x(), box.y(), box.width() - count - theme.px(6), box.height())
        role = "text" if self.isChecked() else "accent"
        used = paint.text(painter, room, theme, self.spoken.theme.name, "small", role)
        left = box.adjusted(used + theme.px(6), 0, 0, 0)
        paint.text(painter, left, theme, str(self.spoken.count), "small", "text" if self.isChecked() else "text2", True)


class ThemeField(QWidget):
    """A line in which a theme is named, those that are there completed. `named` hands on what Enter gives."""

    named = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.label = controls.label(look, "", "small", "text2")
        self.field = controls.field(look, "Its name, then Enter", "Name of the theme")
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.label)
        line.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.refusal)
        self.refusal.hide()
        self.hide()

    def ask(self, label: str, names: Sequence[str], text: str = "") -> None:
        """Ask for a name; `names` are completed."""
        self.label.say(label)
        self.refuse("")
        completer = QCompleter(list(names), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.field.setText(text)
        self.field.selectAll()
        self.show()
        self.field.setFocus()

    def refuse(self, line: str) -> None:
        self.refusal.say(line)
        self.refusal.setVisible(bool(line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.named.emit(self.field.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ThemeBar(QWidget):
    """Every theme of an item. `chosen` tells which is to be shown alone: its number, or 0 for all answers."""

    chosen = Signal(int)
    rename = Signal(int)
    merge = Signal(int)
    remove = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.current: Spoken | None = None
        self.buttons: list[ThemeButton] = []
        self.flow = Flow(across=8)
        self.field = ThemeField(look)
        self.named = QWidget()
        self.named.setLayout(self.flow)
        self.told = controls.label(look, "", "small", "text2", wrap=True)
        self.ways = QWidget()
        ways = QHBoxLayout(self.ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(8)
        ways.addWidget(self.told, 1)
        for text, signal in (("Rename", self.rename), ("Merge into…", self.merge), ("Remove", self.remove)):
            ways.addWidget(self._way(text, signal))
        ways.addWidget(self._all())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.named)
        column.addWidget(self.ways)
        column.addWidget(self.field)
        self.setAccessibleName("Themes")
        self.hide()

    def _way(self, text: str, signal: SignalInstance) -> Link:
        link = Link(self.look, text, "small")
        link.setMinimumWidth(link.sizeHint().width())
        link.clicked.connect(lambda: signal.emit(self.current.theme.id) if self.current else None)
        return link

    def _all(self) -> Link:
        link = Link(self.look, "Show all", "small")
        link.setMinimumWidth(link.sizeHint().width())
        link.clicked.connect(lambda: self.chosen.emit(0))
        return link

    def show_themes(self, themes: Sequence[Spoken], current: Spoken | None) -> None:
        """Show the themes, and which of them is shown alone."""
        self.current = current
        focused = any(button.hasFocus() for button in self.buttons)
        self.flow.clear()
        self.buttons = []
        for spoken in themes:
            button = ThemeButton(self.look, spoken, current is not None and current.theme.id == spoken.theme.id)
            button.clicked.connect(self._chooser(spoken))
            self.flow.addWidget(button)
            self.buttons.append(button)
            if focused and button.isChecked():
                button.setFocus()
        self.told.say(f"{current.count} {'speaks' if current.count == 1 else 'speak'} of it" if current else "")
        self.named.setVisible(bool(themes))
        self.ways.setVisible(current is not None)
        self.setVisible(bool(themes) or self.field.isVisible())
        self.updateGeometry()

    def _chooser(self, spoken: Spoken) -> Callable[[], None]:
        def choose() -> None:
            same = self.current is not None and self.current.theme.id == spoken.theme.id
            self.chosen.emit(0 if same else spoken.theme.id)

        return choose

    def ask(self, label: str, names: Sequence[str], text: str = "") -> None:
        """Ask for a name in the bar."""
        self.show()
        self.field.ask(label, names, text)
