"""The page of the first item of a desk, and what a rep does with its position."""

from __future__ import annotations

from mhhs_desk.desk import Desk
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.position_editor import PositionEditor
from mhhs_desk.ui.shell import Place


def first_item(window: MainWindow, desk: Desk) -> ItemPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", desk.items.all()[0].id))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    return shown


def choose(page: ItemPage, **wanted: object) -> None:
    """Choose an option or a strength as the mouse would."""
    for name, data in wanted.items():
        combo = getattr(page.position, name)
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())


def statement(page: ItemPage) -> PositionEditor:
    return page.position.editors["statement"]
