"""The window on the sample, against a bare QMainWindow: whole processes, from start until the window is painted."""

from __future__ import annotations

import os
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
complete = QWidget.isVisible
"""
"""Ends the process once all of a complete window has been painted; the same for each."""

BARE = """
import sys
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.show()
QApplication.exec()
"""

OURS = """
from mhhs_desk.__main__ import main
main()
"""

OURS_FILLED = "complete = lambda window: window.frame is not None" + OURS
"""Complete only with the sample's first page in it, read and laid out; the ground shown until then does not count."""


def measure(folder: Path) -> list[Measured]:
    """How the window on a sample made in a folder fares: when it first shows, and when its page is filled."""
    workspace = folder / "window.mhhs"
    build(workspace).close()
    # All start from bytecode, as an installed program does, whatever this shell says of writing it.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}

    def start(code: str) -> None:
        command = [sys.executable, "-c", UNTIL_PAINTED + code, str(workspace)]
        subprocess.run(command, env=environment, check=True)  # with a timeout it would look only every 50 ms

    return [
        compare("window shown", lambda: start(OURS), lambda: start(BARE), limit=2, rounds=15),
        compare("window shown, page filled", lambda: start(OURS_FILLED), lambda: start(BARE), limit=4.5, rounds=15),
    ]
