"""Icons: painted by role from the font file itself."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter

from mhhs_desk.ui import icons
from mhhs_desk.ui.palette import KINDS
from mhhs_desk.ui.place import PAGES
from mhhs_desk.ui.theme import Look

NAMES = sorted({icon for _, _, icon in PAGES} | {icon for icon, _ in KINDS.values()} | {"warning", "x", "caret-down"})


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_painted_in_the_colour_of_its_role(look: Look, name: str) -> None:
    image = QImage(36, 36, QImage.Format.Format_RGB32)
    image.fill(look.theme.colour("page"))
    painter = QPainter(image)
    icons.draw(painter, QRect(0, 0, 36, 36), look.theme, name, "danger")
    painter.end()
    pixels = {image.pixelColor(x, y).name() for x in range(36) for y in range(36)}
    assert look.theme.colour("danger").name() in pixels


def test_an_icon_takes_the_colours_of_a_theme_put_on_later(look: Look) -> None:
    icon = icons.icon(look, "tray", "accent")
    before = icon.pixmap(18, 18).toImage()
    look._preferences.theme = "dark"
    look.put_on()
    assert icon.pixmap(18, 18).toImage() != before


def test_an_icon_that_has_no_room_paints_nothing(look: Look) -> None:
    icon = icons.icon(look, "x")
    assert icon.pixmap(QSize(16, -2)).isNull() and not icon.pixmap(QSize(16, 16)).isNull()


def test_the_window_needs_neither_the_icon_package_nor_the_renderers() -> None:
    heavy = ("qtawesome", "reportlab", "sqlite_utils", "PySide6.QtPdf", "holidays")
    code = f"import sys, mhhs_desk.ui.app; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
