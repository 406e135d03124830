"""The window survives a day of painting."""

from __future__ import annotations

import subprocess
import sys

PAINT = """
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from mhhs_desk.settings import Preferences
from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Look
theme = Look(QApplication([]), Preferences(theme="light")).theme
picture = QImage(40, 40, QImage.Format.Format_ARGB32)
painter = QPainter(picture)
for _ in range(5000):
    paint.chip(painter, QRect(0, 0, 24, 24), theme, "A")
painter.end()
print("alive")
"""


def test_thousands_of_painted_chips_do_not_end_the_program() -> None:
    told = subprocess.run([sys.executable, "-c", PAINT], capture_output=True, text=True, timeout=120, check=False)
    assert told.stdout.strip() == "alive", told.stderr
