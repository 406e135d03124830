"""What the rep has to know of the workspace that was opened: a strip each under the tool bar, until it is put away."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from mhhs_desk import places, words
from mhhs_desk.ui import controls, icons
from mhhs_desk.ui.place import Place
from mhhs_desk.ui.theme import Look

if TYPE_CHECKING:
    from mhhs_desk.desk import Desk
    from mhhs_desk.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know: its icon, its words, and the way on where there is one."""

    icon: str
    line: str
    way: str = ""
    go: Callable[[MainWindow], object] | None = None
    still: Callable[[], bool] = lambda: True
    """Whether it is still so."""


def notices_of(window: MainWindow, desk: Desk) -> list[Notice]:
    """What is to be known of a desk that was just opened."""
    found = (_briefing(desk), _held(desk), _missing(desk), _unrecoverable(desk), _synced(window, desk))
    return [notice for notice in found if notice]


def _briefing(desk: Desk) -> Notice | None:
    if not desk.briefing:
        return None
    line = f"This is a briefing from {desk.briefing}: it is read only. Its papers can be previewed and printed."
    return Notice("lock-simple", line)


def _held(desk: Desk) -> Notice | None:
    holder = desk.holder
    if holder is None:
        return None
    line = f"Open in another program: {words.holder(holder)}. Here it can only be read."
    if holder.host == platform.node():
        return Notice("lock-simple", line, "Try again", lambda window: window.open_workspace(desk.path))
    line += " Take over only where that computer has closed it, or stopped."
    return Notice("lock-simple", line, "Take over", lambda window: window.open_workspace(desk.path, over=True))


def _missing(desk: Desk) -> Notice | None:
    if not desk.missing:
        return None
    many = desk.missing > 1
    steps = f"The last {desk.missing} steps" if many else "The last step"
    line = f"{steps} before the computer stopped could not be read and {'are' if many else 'is'} lost"
    last = desk.past(1)
    return Notice("warning", f"{line}; everything up to “{last[0].name}” is here." if last else f"{line}.")


def _unrecoverable(desk: Desk) -> Notice | None:
    if desk.recoverable:
        return None
    line = "The key file is gone: no passphrase opens this workspace. Make a new one."
    return Notice(
        "warning", line, "Make a new passphrase", lambda window: window.go(Place("workspace")),
        lambda: not desk.recoverable,
    )  # fmt: skip


def _synced(window: MainWindow, desk: Desk) -> Notice | None:
    """Said once of each workspace, when it can be moved."""
    service = None if desk.holder else places.synced(desk.path)
    if service is None or not window.preferences.tell_synced(desk.path):
        return None
    line = words.synced(desk.path.name, service)
    return Notice("warning", line, "Move it to this computer", _move)


def _move(window: MainWindow) -> None:
    from mhhs_desk.ui.moving import move_here

    move_here(window)


class Notices(QWidget):
    """The strips under one another; without any it takes no room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._told: list[Notice] = []
        self.strips: list[NoticeStrip] = []

    def show_notices(self, told: list[Notice], window: MainWindow) -> None:
        """Show what is to be known; what is put away leaves the list that was given."""
        self._told = told
        for notice in told:
            strip = NoticeStrip(self.look, notice, self._follow(notice, window))
            strip.cross.clicked.connect(self._away(strip))
            self.strips.append(strip)
            self._lines.addWidget(strip)

    def _follow(self, notice: Notice, window: MainWindow) -> Callable[[], None]:
        def follow() -> None:
            if notice.go:
                notice.go(window)

        return follow

    def _away(self, strip: NoticeStrip) -> Callable[[], None]:
        return lambda: self.put_away(strip)

    def put_away(self, strip: NoticeStrip) -> None:
        self._told.remove(strip.notice)
        self.strips.remove(strip)
        strip.hide()
        strip.deleteLater()

    def look_again(self) -> None:
        """Put away what is not so any more."""
        for strip in list(self.strips):
            if not strip.notice.still():
                self.put_away(strip)


class NoticeStrip(QFrame):
    """One line across the top of the page, its way on, and its cross."""

    def __init__(self, look: Look, notice: Notice, follow: Callable[[], None]) -> None:
        super().__init__()
        self.notice = notice
        self.setObjectName("notice")
        self.setAccessibleName("Notice")
        self.setAccessibleDescription(notice.line)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 3, 16, 3)
        line.setSpacing(10)
        self.words = controls.label(look, notice.line, "small", wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addWidget(controls.Picture(look, notice.icon, "attention"))
        line.addWidget(self.words, 1)
        self.way = controls.Link(look, notice.way, "small")
        self.way.setVisible(bool(notice.way))
        self.way.clicked.connect(follow)
        line.addWidget(self.way)
        self.cross = QToolButton()
        self.cross.setIcon(icons.icon(look, "x", "text2"))
        self.cross.setIconSize(QSize(look.theme.px(15), look.theme.px(15)))
        self.cross.setAccessibleName(f"Put away: {notice.line}")
        self.cross.setToolTip("Put away")
        line.addWidget(self.cross)
