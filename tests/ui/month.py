"""A rep at the window for a month: what every step of the walk stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.record import RecordPane
from mhhs_desk.ui.place import Place

P = TypeVar("P", bound=Page)
S = TypeVar("S")


@dataclass
class Month:
    """A rep at the window, in a folder of their own."""

    window: MainWindow
    qtbot: QtBot
    patch: pytest.MonkeyPatch
    folder: Path

    @property
    def desk(self) -> Desk:
        assert self.window.shell
        return self.window.shell.desk

    def page(self, kind: type[P]) -> P:
        assert self.window.frame
        shown = self.window.frame.page()
        assert isinstance(shown, kind)
        return shown

    def step(self, kind: type[S]) -> S:
        """The step of setting up that is in hand."""
        assert self.window.setting_up
        shown = self.window.setting_up.stack.currentWidget()
        assert isinstance(shown, kind)
        return shown

    def until(self, done: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(done()), timeout=20_000)

    def on(self, day: date) -> None:
        """Close the desk, and open it again on another day."""
        path, key = self.desk.path, self.desk.workspace.key
        self.window.leave()
        self.window.today = day
        assert self.window.open_workspace(path, key=key)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        assert self.desk.today == day and not self.desk.check()

    def meeting(self) -> Meeting:
        return self.desk.meeting("PSG 1")

    def item(self, number: int) -> int:
        return next(i.id for i in self.desk.items.where("meeting_id = ?", self.meeting().id) if i.number == number)

    def record(self, part: str = "outcomes") -> RecordPane:
        self.window.go(Place("meetings", self.meeting().id, "record"))
        pane = self.page(MeetingsPage).pane.record
        pane.tabs.choose(part)
        return pane

    def take_in(self, *paths: Path) -> None:
        before = self.desk.sources.count()
        self.window.drop(list(paths))
        self.until(lambda: self.desk.sources.count() >= before + len(paths))

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path
