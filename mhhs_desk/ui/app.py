"""The application: started once, with a workspace to open or the last one."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from mhhs_desk import places, settings
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.theme import Look

PATIENCE = 250
"""Milliseconds after which the workspace is opened even where the window was never painted."""


def run(path: Path | None, today: date | None) -> int:
    """Open the window and run until it is closed; the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("MHHS Desk")
    application.setDesktopFileName("mhhs-desk")
    window = window_of(application, today)
    window.setCentralWidget(Opening(window, path))
    window.show()
    return application.exec()


def window_of(application: QApplication, today: date | None) -> MainWindow:
    """The window in this person's preferences, with nothing open yet."""
    preferences = settings.load(places.preferences())
    return MainWindow(Look(application, preferences), preferences, today)


def open_first(window: MainWindow, path: Path | None) -> None:
    """Open the workspace named, else the last one where it is still there; failing that, set up a desk."""
    last = Path(window.preferences.last_workspace) if window.preferences.last_workspace else None
    chosen = path or (last if last and _leads_on(last) else None)
    if chosen:
        window.open_or_set_up(chosen)
    else:
        window.first_run()


def _leads_on(last: Path) -> bool:
    """Whether the last workspace is still there, or its backups are."""
    from mhhs_desk.store import backups

    return last.is_file() or backups.folder(last).is_dir()


class Opening(QWidget):
    """What the window shows until its workspace is read: the grounds of sidebar and tool bar."""

    def __init__(self, window: MainWindow, path: Path | None) -> None:
        super().__init__()
        self._window, self._path = window, path
        self._begun = False
        QTimer.singleShot(PATIENCE, self._open)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._window.look.theme
        painter = QPainter(self)
        side, top = theme.px(184), theme.px(48)
        painter.fillRect(0, 0, side, self.height(), theme.colour("sidebar"))
        painter.fillRect(side - 1, 0, 1, self.height(), theme.colour("hairline"))
        painter.fillRect(side, top - 1, self.width(), 1, theme.colour("hairline"))
        painter.end()
        QTimer.singleShot(0, self._open)

    def _open(self) -> None:
        if not self._begun:
            self._begun = True
            try:
                open_first(self._window, self._path)
            finally:
                gc.freeze()  # what is there by now stays: it need not be looked through again
                gc.enable()
