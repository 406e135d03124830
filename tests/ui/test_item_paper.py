"""The paper beside the position: the item's page as it would print, set anew as the position is written."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ItemPage:
    assert window.shell and window.frame
    window.shell.go(Place("item", 2))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    window.run("paper-beside")
    qtbot.waitUntil(lambda: bool(shown.paper.preview.data))
    return shown


def text_in_sight(page: ItemPage) -> str:
    preview = page.paper.preview
    return str(preview.document().getAllText(preview.page_in_sight()).text())


def test_the_page_on_which_the_item_begins_is_shown_as_it_would_print(page: ItemPage, story: Desk) -> None:
    assert page.paper.preview.data == story.render(story.meeting()).data
    assert "M6 to a date not given" in text_in_sight(page)
    assert page.paper.told.text().startswith("As it would print now · item 2 begins on page ")


def test_what_is_written_into_the_position_is_on_the_page_soon_after(page: ItemPage, qtbot: QtBot) -> None:
    editor = page.position.editors["statement"]
    editor.edit.setPlainText("We cannot plan to a day that is not given.")
    qtbot.waitUntil(lambda: "a day that is not given" in text_in_sight(page), timeout=10_000)


def test_the_same_command_leads_back_to_the_answers(page: ItemPage, window: MainWindow, story: Desk) -> None:
    window.run("paper-beside")
    assert page.middle.currentWidget() is page.answers
    before = page.paper.preview.data
    story.items.change(2, title="Another title")
    assert page.paper.job is None and page.paper.preview.data == before
