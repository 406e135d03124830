"""The application: started once, with a workspace to open or the last one."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mhhs_desk import places, settings
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.theme import Look


def run(path: Path | None, today: date | None) -> int:
    """Open the window and run until it is closed; the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("MHHS Desk")
    application.setDesktopFileName("mhhs-desk")
    window = open_window(application, path, today)
    window.show()
    return application.exec()


def open_window(application: QApplication, path: Path | None, today: date | None) -> MainWindow:
    """The window on a workspace: the one named, else the last one where it is still there, else the first run."""
    preferences = settings.load(places.preferences())
    window = MainWindow(Look(application, preferences), preferences, today)
    last = Path(preferences.last_workspace) if preferences.last_workspace else None
    chosen = path or (last if last and last.is_file() else None)
    if chosen is None or not window.open_workspace(chosen):
        window.first_run()
    return window
