"""The room with 300 members and 60 items: going to the next one, and recording a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.compare import Figure
from tests.bench.matrix import LARGE, in_window, workspace

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.room import Room

STEPS, LINES = 40, 15


def figures(folder: Path) -> list[Figure]:
    """How long the next item takes until it is painted, and a line until it is kept and shown."""
    path = workspace(folder, *LARGE)
    size = f"{LARGE[0]} × {LARGE[1]}"
    return [
        Figure(f"the next item in the room, {size}", in_window(path, _next), 0.050),
        Figure(f"a line recorded in the room, {size}", in_window(path, _line), 0.100),
    ]


def _next(window: MainWindow) -> list[float]:
    room = _enter(window)
    return [_painted(lambda: room.go_by(1)) for _ in range(STEPS)]


def _line(window: MainWindow) -> list[float]:
    room = _enter(window)
    return [_painted(lambda: room.record("a: PMO to circulate LDP plan, next PSG")) for _ in range(LINES)]


def _enter(window: MainWindow) -> Room:
    assert window.shell
    window.start_meeting(window.shell.desk.meeting("PSG 1"))
    assert window.room
    _painted(lambda: None)
    return window.room


def _painted(do: Callable[[], None]) -> float:
    """The seconds until what is done is painted."""
    from PySide6.QtWidgets import QApplication

    began = perf_counter()
    do()
    QApplication.processEvents()
    return perf_counter() - began
