"""The window on the sample, against a bare QMainWindow: whole processes, from start until the window is painted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mhhs_desk.sample import build
from tests.bench.compare import Measured, compare

UNTIL_PAINTED = """
import os
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and complete(watched.window()):
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def customEvent(self, event):
        os._exit(0)

painted = Painted()
run = QApplication.exec

def watched_run(*_):
    QApplication.instance().installEventFilter(painted)
    return run()

QApplication.exec = watched_run
"""
"""Ends the process once all of a complete window has been painted; the same for both."""

BARE = """
import sys

def complete(window):
    return True

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.show()
QApplication.exec()
"""

OURS = """
from mhhs_desk.__main__ import main

def complete(window):
    return window.frame is not None

main()
"""
"""Complete with the page of the sample in it: the ground shown while the workspace is being read does not count."""


def measure(folder: Path) -> Measured:
    """How the window on a sample made in a folder fares."""
    workspace = folder / "window.mhhs"
    build(workspace).close()
    ours, bare = UNTIL_PAINTED + OURS, UNTIL_PAINTED + BARE
    return compare("window on the sample", lambda: _run(ours, workspace), lambda: _run(bare), limit=2, rounds=11)


def _run(code: str, *arguments: Path) -> None:
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True, timeout=60)
