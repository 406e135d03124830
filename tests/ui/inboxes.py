"""The Inbox page on a desk, reloading as the window would, and messages to put into it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.inbox import ReadFile
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.theme import Look


def inbox_of(qtbot: QtBot, desk: Desk) -> InboxPage:
    """The page in a window of its own."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    preferences = Preferences(theme="light")
    window = QWidget()
    shell = Shell(window, desk, Look(app, preferences), preferences)
    page = InboxPage(shell)
    page.setParent(window)
    shell.changed.connect(lambda kinds: page.reload() if kinds & page.kinds else None)
    page.reload()
    window.resize(1400, 900)
    page.resize(1400, 900)
    window.show()
    qtbot.addWidget(window)
    return page


def mail(name: str, body: str, sender: str = "Priya Lund <priya@alder.example>") -> ReadFile:
    """A message to the rep, read."""
    head = f"From: {sender}\nTo: rep@seat.example\nSubject: PSG 1\nDate: Fri, 05 Nov 2021 09:30:00 +0000\n"
    data = f"{head}Message-ID: <{name}@test.example>\n\n{body}\n".encode()
    return ReadFile(read_bytes(data, name), data)


def drop(page: InboxPage, files: Iterable[ReadFile]) -> None:
    page.desk.take_in(files)


def open_(page: InboxPage, file: str) -> None:
    assert page.arrivals.choose(lambda arrival: arrival.source.name == file)
