"""A link of a document that leads out of the program is told, and never followed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from mhhs_desk.ui.marked_paper import MarkedPaper
from mhhs_desk.ui.theme import Look

SCHEMES = ("https", "http", "file", "mailto")
OPEN: Any = "open"
"""The handler's name: a text, whatever the library's own stubs say of it."""


class Asked(QObject):
    """What the system is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def linked(address: str) -> bytes:
    """A page that is a link from one end to the other."""
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.drawString(72, 700, "The papers")
    canvas.linkURL(address, (0, 0, 595, 842))
    canvas.save()
    return data.getvalue()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # a tool tip without a screen
@pytest.mark.parametrize(
    "address", ["https://papers.example/psg", "file:///etc/passwd", "mailto:somebody@papers.example"]
)
def test_a_link_out_of_an_original_is_told_and_not_followed(qtbot: QtBot, look: Look, address: str) -> None:
    asked = Asked()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, asked, OPEN)
    paper = MarkedPaper(look)
    qtbot.addWidget(paper)
    paper.resize(600, 800)
    paper.show()
    paper.show_place(linked(address), None)
    qtbot.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)
    assert asked.urls == []
    assert address in QToolTip.text()
