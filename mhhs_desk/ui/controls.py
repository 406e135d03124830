"""The controls of a page, each with its look and its accessible name: buttons, links, labels, fields, combos, lines."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.theme import Look

ICON = 18
SPACE = 8
INDENT = 3
"""Pixels by which the words of a link stand inside it, clear of its focus line."""


class Button(QPushButton):
    """A button with an icon before its words and its key after them. One on a page is the primary one."""

    def __init__(
        self, look: Look, text: str, icon: str | None = None, key: str | None = None, primary: bool = False
    ) -> None:
        super().__init__(text)
        self.look, self.icon_name, self.key = look, icon, key
        self.setAccessibleName(text)
        self.setProperty("primary", primary)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _width(self) -> int:
        theme = self.look.theme
        extra = (theme.px(ICON + SPACE) if self.icon_name else 0) + (
            paint.cap_width(theme, self.key) + theme.px(SPACE) if self.key else 0
        )
        return paint.width(theme, self.text(), semibold=self.property("primary")) + extra

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(self._width() + 2 * theme.px(15), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        primary = bool(self.property("primary"))
        role = "text3" if not self.isEnabled() else "on_accent" if primary else "text"
        x = (self.width() - self._width()) // 2
        if self.icon_name:
            icons.draw(painter, QRect(x, 0, theme.px(ICON), self.height()), theme, self.icon_name, role)
            x += theme.px(ICON + SPACE)
        box = QRect(x, 0, self.width() - x, self.height())
        x += paint.text(painter, box, theme, self.text(), role=role, semibold=primary) + theme.px(SPACE)
        if self.key:
            colour = theme.colour(role) if primary else None
            paint.key_cap(painter, QRect(x, 0, self.width() - x, self.height()), theme, self.key, colour)


class Link(QPushButton):
    """Words that lead somewhere: a flat button without an underline."""

    def __init__(self, look: Look, text: str, size: str = "body", role: str = "accent") -> None:
        super().__init__(text)
        self.look, self.size_name, self.role_name = look, size, role
        self.setFlat(True)
        self.setProperty("flat", True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(paint.width(theme, self.text(), self.size_name) + 2 * INDENT + 2, theme.line(self.size_name) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.theme.px(24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        box = self.rect().adjusted(INDENT, 0, -2, 0)
        role = self.role_name if self.isEnabled() else "text3"
        paint.text(painter, box, self.look.theme, self.text(), self.size_name, role)


def stand_by_room(line: QBoxLayout, beside: bool) -> None:
    """Set what a line holds beside one another, or under one another where there is no room for that."""
    ways = QBoxLayout.Direction
    line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)


class Words(QLabel):
    """A label that follows the theme."""

    def __init__(self, look: Look, text: str, size: str, role: str, semibold: bool, wrap: bool) -> None:
        super().__init__(text)
        self.look, self.size_name, self.role_name, self.semibold = look, size, role, semibold
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        theme = self.look.theme
        self.setFont(theme.font(self.size_name, self.semibold))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(self.role_name))
        self.setPalette(palette)

    def say(self, text: str) -> None:
        self.setText(text)

    def stand_in(self, width: int) -> Words:
        """Be as high as the words need at a width: layouts nested in one another would allow one line."""
        self.setMinimumHeight(max(0, self.heightForWidth(width)))
        return self

    def role(self, role: str) -> None:
        """Take another colour."""
        self.role_name = role
        self._dress()


class Picture(QLabel):
    """An icon on its own, in its role's colour; what it means is said beside it."""

    def __init__(self, look: Look, icon: str, role: str = "text", size: int = ICON) -> None:
        super().__init__()
        self.look, self.icon_name, self.role_name, self.pixels = look, icon, role, size
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setPixmap(icons.pixmap(self.look, self.icon_name, self.role_name, self.pixels))

    def show_icon(self, icon: str, role: str) -> None:
        self.icon_name, self.role_name = icon, role
        self._dress()


def label(
    look: Look, text: str, size: str = "body", role: str = "text", semibold: bool = False, wrap: bool = False
) -> Words:
    return Words(look, text, size, role, semibold, wrap)


def field(look: Look, hint: str, name: str, text: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(text)
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    return made


def search_field(look: Look, hint: str, name: str) -> QLineEdit:
    """A field that narrows a list as one types."""
    made = field(look, hint, name)
    made.addAction(icons.icon(look, "magnifying-glass", "text2"), QLineEdit.ActionPosition.LeadingPosition)
    made.setClearButtonEnabled(True)
    made.setMinimumWidth(look.theme.px(120))
    made.setMaximumWidth(look.theme.px(232))
    return made


def area(look: Look, hint: str, name: str, lines: int = 2) -> QPlainTextEdit:
    """A field of some lines; Tab leaves it."""
    made = QPlainTextEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(look.theme.px(12 + 20 * lines))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # the style sheet sets another minimum
    return made


class Combo(QComboBox):
    """A choice of a few, with the caret of the icon set."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self.look.theme
        painter = QPainter(self)
        box = QRect(self.width() - theme.px(26), 0, theme.px(16), self.height())
        icons.draw(painter, box, theme, "caret-down", "text2")
        painter.end()


def combo(look: Look, name: str, choices: Iterable[tuple[str, object]]) -> Combo:
    made = Combo(look, name)
    for text, data in choices:
        made.addItem(text, data)
    return made


def hairline(look: Look, edge: bool = False) -> QFrame:
    """A line across; the stronger one under heads."""
    made = QFrame()
    made.setObjectName("edge" if edge else "hairline")
    made.setFixedHeight(1)
    return made


def parting() -> QFrame:
    """A line down, between two panes."""
    made = QFrame()
    made.setObjectName("hairline")
    made.setFixedWidth(1)
    return made


def key_cap(look: Look, text: str) -> QLabel:
    """A key as it is on the keyboard."""
    made = Words(look, text, "small", "text2", False, False)
    made.setObjectName("cap")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def named(widget: QWidget, name: str) -> QWidget:
    """Give a widget the name a screen reader says."""
    widget.setAccessibleName(name)
    return widget
