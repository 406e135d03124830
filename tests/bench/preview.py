"""The page beside the editor after a key: from the key's event until the changed page is painted, in a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from mhhs_desk.sample import build
from tests.bench.compare import Figure, Measured

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.pages.item import ItemPage

MEANT = 0.05
TYPED = " It can be looked at once more when the plan is known, as it was agreed, and not before."


def measure(folder: Path) -> list[Measured]:
    """What a key takes at the median, on the sample's whole paper; the raw time is the most that it may."""
    return [Measured("a key to the changed page, of 50 ms", median(_times(folder)), MEANT, 1.0)]


def figures(folder: Path) -> list[Figure]:
    """What all but one in twenty keys take at the most."""
    return [Figure("a key to the changed page, 95 of 100", quantiles(_times(folder), n=20)[-1], MEANT)]


@cache
def _times(folder: Path) -> list[float]:
    """Seconds from each key to its page, measured once for a folder."""
    return _in_window(folder / "preview.mhhs", _typed)


def _in_window(path: Path, timed: Callable[[ItemPage], list[float]]) -> list[float]:
    from PySide6.QtWidgets import QApplication

    from mhhs_desk.settings import Preferences
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.theme import Look

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = MainWindow(Look(application, Preferences(theme="light")), Preferences(theme="light"))
    window.resize(1440, 900)
    window.show()
    window.show_desk(build(path))
    try:
        return timed(_paper_beside(window))
    finally:
        window.leave()
        window.hide()  # closing it would keep the preferences of the person who runs the bench


def _paper_beside(window: MainWindow) -> ItemPage:
    """The page of the third item with its paper made and in sight."""
    from mhhs_desk.ui.pages.item import ItemPage
    from mhhs_desk.ui.shell import Place

    assert window.shell and window.frame
    window.shell.go(Place("item", window.shell.desk.items.all()[2].id))
    page = window.frame.page()
    assert isinstance(page, ItemPage)
    window.run("paper-beside")
    _until(lambda: bool(page.paper.preview.data))
    return page


def _typed(page: ItemPage) -> list[float]:
    """Type a sentence key by key, with the record kept after each part of it, as it is where one rests."""
    paper, editor = page.paper, page.position.editors["statement"]
    editor.edit.go_to(1)
    painted, times = _painted(page), []
    for sign in TYPED:
        times.append(_seconds(editor.edit, sign, painted))
        if sign == ",":
            editor.flush()
            _until(lambda: paper.job is None and not paper.soon.isActive() and not paper.preview.set_anew)
    return times


def _seconds(edit: QWidget, sign: str, painted: Callable[[], object]) -> float:
    """From the event of a key until what it typed is painted."""
    from PySide6.QtTest import QTest

    before, start = painted(), perf_counter()
    QTest.keyClicks(edit, sign)
    _until(lambda: painted() is not before)
    return perf_counter() - start


def _painted(page: ItemPage) -> Callable[[], object]:
    """Tells what the pages say that are painted, as it is once all of the paper's viewport is."""
    from PySide6.QtCore import QEvent, QObject

    class Painted(QObject):
        said: object = None

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                self.said = page.paper.drawn  # it is painted before this turn of the events is over
            return False

    filter_ = Painted(page)
    page.paper.preview.viewport().installEventFilter(filter_)
    return lambda: filter_.said


def _until(true: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    while not true():
        QApplication.processEvents()
