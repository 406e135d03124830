"""The window survives a day of painting, of telling and of work beside it."""

from __future__ import annotations

import subprocess
import sys

import pytest

BEGIN = """
from PySide6.QtCore import QCoreApplication, QObject, QRect, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from mhhs_desk.settings import Preferences
from mhhs_desk.ui import paint
from mhhs_desk.ui.jobs import Jobs
from mhhs_desk.ui.theme import Look
application = QApplication([])
"""

PAINT = """
theme = Look(application, Preferences(theme="light")).theme
picture = QImage(40, 40, QImage.Format.Format_ARGB32)
painter = QPainter(picture)
for _ in range(5000):
    paint.chip(painter, QRect(0, 0, 24, 24), theme, "A")
painter.end()
print("alive")
"""

TELL = """
class Teller(QObject):
    said = Signal(str, bool)

teller = Teller()
teller.said.connect(lambda line, refused: None)
for number in range(20000):
    teller.said.emit("a line", number % 2 == 0)
print("alive")
"""

WORK = """
jobs, left = Jobs(print), 40000

def go_on(_):
    global left
    left -= 1
    if left > 0:
        jobs.start("Work", lambda report: report(0, 1), go_on)
    else:
        QCoreApplication.quit()

jobs.started.connect(lambda job: job.progressed.connect(lambda done, total: None))
go_on(None), go_on(None)
application.exec()
jobs.stop()
print("alive")
"""


@pytest.mark.parametrize("day", [PAINT, TELL, WORK], ids=["painting", "telling", "working"])
def test_a_day_of_it_does_not_end_the_program(day: str) -> None:
    command = [sys.executable, "-X", "faulthandler", "-c", BEGIN + day]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert told.stdout.strip() == "alive", told.stderr
