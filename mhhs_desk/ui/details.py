"""The details pane beside a list: a record's title, its labelled values, its links, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.shell import Place, Shell

MARGIN = 20
CROSS = 32
LABELS = 84
FIELD_SPACE = 6
BAR = 12
"""Room kept for the scroll bar."""


class Details(QFrame):
    """A pane that is filled anew for each record; Esc and its cross close it."""

    closed = Signal()

    def __init__(self, shell: Shell, width: int = 300) -> None:
        super().__init__()
        self.shell, self.look = shell, shell.look
        self.setObjectName("details")
        self.setAccessibleName("Details")
        self.setFixedWidth(self.look.theme.px(width))
        self.inner = self.look.theme.px(width) - 2 * MARGIN - BAR
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_pane)
        self._grid: QGridLayout | None = None
        self.hide()

    def close_pane(self) -> None:
        """Hide the pane and say so."""
        self.hide()
        self.closed.emit()

    def begin(self, title: str, over: str = "", under: str = "") -> None:
        """Clear the pane and show it with a title, a small line over it and one under it."""
        body = QWidget()
        body.setObjectName("pane")
        self._lines = QVBoxLayout(body)
        self._lines.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
        self._lines.setSpacing(4)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._grid = None
        top = QHBoxLayout()
        top.setSpacing(4)
        first = controls.label(self.look, over, "body", "text2") if over else self._title(title, CROSS)
        top.addWidget(first, 1)
        top.addWidget(self._cross(), 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(top)
        if over:
            self._lines.addWidget(self._title(title))
        if under:
            self._lines.addWidget(self._words(under, "small", "text2", self.inner))
        self._lines.addSpacing(8)
        old = self._scroll.takeWidget()
        if old:
            old.deleteLater()  # it may hold the control whose change led here
        self._scroll.setWidget(body)
        body.show()
        self.show()

    def _title(self, title: str, less: int = 0) -> controls.Words:
        return self._words(title, "heading", "text", self.inner - less)

    def _words(self, text: str, size: str, role: str, width: int) -> controls.Words:
        """Words that wrap within a width."""
        return controls.label(self.look, text, size, role, wrap=True).stand_in(width)

    def _cross(self) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(icons.icon(self.look, "x", "text2"))
        cross.setIconSize(QSize(16, 16))
        cross.setAccessibleName("Close the details")
        cross.setToolTip("Close (Esc)")
        cross.clicked.connect(self.close_pane)
        return cross

    def row(self, label: str, value: str, role: str = "text", place: Place | None = None) -> None:
        """A labelled value; with a place, a way to it."""
        if place:
            link = controls.Link(self.look, value, "small")
            link.setToolTip(value)
            link.clicked.connect(self._way(place))
            self.field(label, link)
            return
        shown = controls.label(self.look, value, "small", role, wrap=True)
        shown.setContentsMargins(controls.INDENT, 2, 0, 2)
        self.field(label, shown.stand_in(self.inner - self.look.theme.px(LABELS) - 8))

    def field(self, label: str, widget: QWidget) -> None:
        """A labelled control."""
        if self._grid is None:
            self._grid = QGridLayout()
            self._grid.setContentsMargins(0, 0, 0, 0)
            self._grid.setVerticalSpacing(1)
            self._grid.setHorizontalSpacing(8)
            self._grid.setColumnStretch(1, 1)
            self._lines.addLayout(self._grid)
        line = self._grid.rowCount()
        name = controls.label(self.look, label, "small", "text2", wrap=True)
        high = widget.sizeHint().height() if isinstance(widget, QLineEdit | QComboBox) else 0
        above = max(2, (high - self.look.theme.line("small")) // 2)
        name.setContentsMargins(0, above, 0, 2)
        name.setFixedWidth(self.look.theme.px(LABELS))
        self._grid.setRowMinimumHeight(line, high + FIELD_SPACE if high else 0)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if isinstance(widget, controls.Link):
            self._grid.addWidget(widget, line, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(widget, line, 1)

    def heading(self, text: str) -> None:
        self.space(12)
        self.add(controls.label(self.look, text, "small", "text2", semibold=True))

    def text(self, text: str, role: str = "text2", size: str = "small") -> None:
        self.add(self._words(text, size, role, self.inner))

    def link(self, text: str, way: Place | Callable[[], None]) -> None:
        """Words that lead to a place or do something."""
        link = controls.Link(self.look, text)
        link.clicked.connect(self._way(way) if isinstance(way, Place) else way)
        self.add(link)

    def _way(self, place: Place) -> Callable[[], None]:
        return lambda: self.shell.go(place)

    def quote(self, text: str, over: str = "") -> None:
        """Somebody's words, with a bar at their left."""
        frame = QFrame()
        frame.setObjectName("quote")
        lines = QVBoxLayout(frame)
        lines.setContentsMargins(12, 0, 0, 4)
        lines.setSpacing(0)
        if over:
            lines.addWidget(self._words(over, "small", "text2", self.inner - 14))
        lines.addWidget(self._words(text, "body", "text", self.inner - 14))
        self.add(frame)

    def note(self, text: str, icon: str = "question", role: str = "attention") -> None:
        """Something to look at: an icon and words in one colour."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(controls.Picture(self.look, icon, role, 15), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words(text, "small", role, self.inner - 26), 1)
        self.add(holder)

    def chip_row(self, key: str, strong: str, text: str) -> None:
        """An option's chip with a figure and words beside it."""
        self.add(ChipRow(self.shell, key, strong, text))

    def add(self, widget: QWidget) -> None:
        """Put any control at the end of the pane."""
        self._grid = None
        flat = isinstance(widget, controls.Link | controls.Button)
        self._lines.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if flat else Qt.AlignmentFlag(0))

    def space(self, pixels: int) -> None:
        self._grid = None
        self._lines.addSpacing(self.look.theme.px(pixels))


class ChipRow(QWidget):
    """A chip, a figure and words in a line."""

    def __init__(self, shell: Shell, key: str, strong: str, text: str) -> None:
        super().__init__()
        self.look = shell.look
        self.key, self.strong, self.words = key, strong, text
        self.setAccessibleName(f"{key}: {strong} {text}")
        self.setFixedHeight(self.look.theme.px(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        box = self.rect()
        chip = box.adjusted(0, 2, 0, -3)
        chip.setWidth(theme.px(22))
        paint.chip(painter, chip, theme, self.key)
        box.setLeft(theme.px(30))
        if self.strong:
            box.setLeft(box.left() + paint.text(painter, box, theme, self.strong, semibold=True) + theme.px(8))
        paint.text(painter, box, theme, self.words, role="text2")
        painter.end()
