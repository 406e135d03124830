"""The tool bar: back and forward, the crumbs, the page's own tools, and Find."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolBar,
    QToolButton,
    QWidget,
)

from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Look

HEIGHT = 48
HINT = "Find, or run a command"


class Top(QToolBar):
    """The bar over every page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("Tool bar")
        self.shell = shell
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFixedHeight(shell.look.theme.px(HEIGHT))
        self.back = self._arrow("arrow-left", "Back", "Alt+Left")
        self.forward = self._arrow("arrow-right", "Forward", "Alt+Right")
        self.back.clicked.connect(shell.back)
        self.forward.clicked.connect(shell.forward)
        self.find_box = FindBox(shell.look)
        self.find_box.clicked.connect(lambda: shell.run("find"))
        self._crumbs = QWidget()
        self._tools = QWidget()
        row = QWidget()
        self._line = QHBoxLayout(row)
        self._line.setContentsMargins(4, 0, 8, 0)
        self._line.setSpacing(4)
        for widget in (self.back, self.forward):
            self._line.addWidget(widget)
        self._line.addSpacing(8)
        self._line.addWidget(self._crumbs, 1)
        self._line.addWidget(self.find_box)
        self._line.addWidget(self._tools)
        self.addWidget(row)

    def _arrow(self, icon: str, name: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(self.shell.look, icon))
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        return button

    def show_ways(self, back: bool, forward: bool) -> None:
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_crumbs(self, crumbs: Sequence[tuple[str, Place | None]]) -> None:
        """Show the way here; each part but the last leads there."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for number, (text, place) in enumerate(crumbs):
            if number:
                line.addWidget(controls.Picture(self.shell.look, "caret-right", "text3", 13))
            if place is None:
                line.addWidget(controls.label(self.shell.look, text, semibold=number == len(crumbs) - 1))
            else:
                link = controls.Link(self.shell.look, text, role="text2")
                link.clicked.connect(self._way(place))
                line.addWidget(link)
        line.addStretch(1)
        self._line.replaceWidget(self._crumbs, holder)
        self._crumbs.hide()
        self._crumbs.deleteLater()
        self._crumbs = holder

    def _way(self, place: Place) -> Callable[[], None]:
        return lambda: self.shell.go(place)

    def show_tools(self, tools: Sequence[QWidget]) -> None:
        """Show a page's own controls at the right of Find."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for tool in tools:
            line.addWidget(tool)
        self._line.replaceWidget(self._tools, holder)
        for old in self._tools.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.setParent(None)
        self._tools.deleteLater()
        self._tools = holder


class FindBox(QPushButton):
    """Looks like the field that the palette opens in its place."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(HINT)
        self.setToolTip(f"{HINT} (Ctrl+K)")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(theme.px(300), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        box = self.rect().adjusted(theme.px(10), 0, -theme.px(8), 0)
        size = theme.px(18)
        icons.draw(painter, QRect(box.x(), 0, size, self.height()), theme, "magnifying-glass", "text2")
        cap = paint.cap_width(theme, "Ctrl K")
        paint.text(painter, box.adjusted(size + theme.px(8), 0, -cap, 0), theme, HINT, role="text2")
        paint.key_cap(painter, QRect(box.right() - cap, 0, cap, self.height()), theme, "Ctrl K")
