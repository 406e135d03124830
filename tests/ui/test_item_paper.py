"""The paper beside the position: the item's page as it would print, which follows what is typed key by key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.options import Option
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place

TYPED = "We cannot plan to a day that is not given. [J]"


def shown_with_paper(window: MainWindow, qtbot: QtBot, item: int) -> ItemPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", item))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    window.run("paper-beside")
    qtbot.waitUntil(lambda: bool(shown.paper.preview.data))
    return shown


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ItemPage:
    return shown_with_paper(window, qtbot, 2)


def text_in_sight(page: ItemPage) -> str:
    preview = page.paper.preview
    said = " ".join(str(preview.shown_by(n).getAllText(n).text()) for n in preview.pages_in_sight())
    return " ".join(said.split())


def says(page: ItemPage, wanted: str) -> Callable[[], bool]:
    return lambda: wanted in text_in_sight(page)


def pictures_in_sight(page: ItemPage) -> list[QImage]:
    preview = page.paper.preview
    return [preview.picture(n, preview.places()[n].size()) for n in preview.pages_in_sight()]


def type_into(page: ItemPage, part: str, text: str) -> None:
    edit = page.position.editors[part].edit
    edit.setFocus()
    for line, said in enumerate(text.split("\n")):
        if line:
            QTest.keyClick(edit, Qt.Key.Key_Return)
        QTest.keyClicks(edit, said)


def keep(page: ItemPage, qtbot: QtBot) -> None:
    """Let what is typed be kept, and the whole paper be made of it."""
    page.position.flush()
    qtbot.waitUntil(
        lambda: page.paper.job is None and not page.paper.soon.isActive() and not page.paper.preview.set_anew
    )


def test_the_page_on_which_the_item_begins_is_shown_as_it_would_print(page: ItemPage, story: Desk) -> None:
    assert page.paper.preview.data == story.render(story.meeting()).data
    assert "M6 to a date not given" in text_in_sight(page)
    assert page.paper.told.text().startswith("Item 2 begins on page ")


def test_where_there_is_room_the_pages_are_small_beside_it(page: ItemPage, window: MainWindow) -> None:
    assert not page.paper.looked.thumbnails.isVisible()
    window.resize(1920, 1080)
    assert page.paper.looked.thumbnails.isVisible()
    assert page.paper.told.text().startswith("As it would print now · item 2 begins on page ")


def test_each_key_is_on_the_page_before_anything_is_kept(page: ItemPage, story: Desk, qtbot: QtBot) -> None:
    steps = story.past(100, "")
    for said in ("Word. (", "Word word. (", "Word word word. ("):  # the bracket says that no evidence is given
        type_into(page, "statement", "word ")
        qtbot.waitUntil(says(page, said), timeout=400)
    assert (story.past(100, ""), story.positions.of(2).statement) == (steps, "")


def test_what_is_written_into_the_position_is_on_the_page_soon_after(page: ItemPage, qtbot: QtBot) -> None:
    type_into(page, "statement", TYPED)
    keep(page, qtbot)
    assert "a day that is not given" in text_in_sight(page)


@pytest.mark.parametrize("part", ["statement", "ask", "questions"])
def test_the_page_of_a_key_is_the_page_that_prints_once_it_is_kept(page: ItemPage, qtbot: QtBot, part: str) -> None:
    for typed in (TYPED, " It is so."):  # the position is not there at first, and is then
        type_into(page, part, typed)
        qtbot.waitUntil(lambda: bool(page.paper.preview.set_anew))
        before = pictures_in_sight(page)
        keep(page, qtbot)
        assert pictures_in_sight(page) == before


def test_a_text_that_is_again_as_it_was_brings_the_page_back(page: ItemPage, qtbot: QtBot) -> None:
    before = pictures_in_sight(page)
    type_into(page, "statement", "W")
    qtbot.waitUntil(lambda: pictures_in_sight(page) != before)
    QTest.keyClick(page.position.editors["statement"].edit, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not page.paper.preview.set_anew)
    assert pictures_in_sight(page) == before


def test_the_place_in_the_paper_stays_while_one_types(page: ItemPage, qtbot: QtBot) -> None:
    bar = page.paper.preview.verticalScrollBar()
    bar.setValue(bar.value() + 37)
    place = bar.value()
    type_into(page, "statement", TYPED)
    qtbot.waitUntil(says(page, "a day that is not given"))
    keep(page, qtbot)
    assert bar.value() == place


def test_what_is_typed_out_of_sight_is_brought_into_sight(page: ItemPage, qtbot: QtBot) -> None:
    page.paper.preview.verticalScrollBar().setValue(0)
    type_into(page, "fallback", "Another day would do. [J]")
    qtbot.waitUntil(says(page, "Another day would do"))


def test_so_is_what_is_typed_into_the_next_part_as_the_one_before_is_kept(page: ItemPage, qtbot: QtBot) -> None:
    type_into(page, "statement", "We wait. [J]")
    qtbot.waitUntil(lambda: bool(page.paper.preview.set_anew))
    page.paper.preview.verticalScrollBar().setValue(0)
    type_into(page, "questions", "For how long?")
    qtbot.waitUntil(says(page, "For how long?"))


def test_whoever_goes_elsewhere_in_the_paper_while_typing_is_left_there(page: ItemPage, qtbot: QtBot) -> None:
    type_into(page, "statement", "We wait. [J]")
    qtbot.waitUntil(lambda: bool(page.paper.preview.set_anew))
    page.paper.preview.verticalScrollBar().setValue(0)
    type_into(page, "statement", "\nAnd wait. [J]")
    qtbot.waitUntil(lambda: not page.paper.at_once.isActive())
    assert page.paper.preview.verticalScrollBar().value() == 0


def test_pages_that_come_into_sight_are_set_with_what_is_typed_too(page: ItemPage, qtbot: QtBot) -> None:
    type_into(page, "statement", TYPED)
    qtbot.waitUntil(lambda: bool(page.paper.preview.set_anew))
    page.paper.preview.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: 0 in page.paper.preview.set_anew)
    assert page.paper.preview.set_anew.issuperset(page.paper.preview.pages_in_sight())


def test_a_text_that_is_refused_is_not_on_the_page(page: ItemPage, qtbot: QtBot) -> None:
    before = pictures_in_sight(page)
    page.position.editors["statement"].edit.insertPlainText("Somebody says so. [F99]")
    qtbot.waitUntil(says(page, "Somebody says so"))
    page.position.flush()
    assert page.position.editors["statement"].refused
    qtbot.waitUntil(lambda: not page.paper.preview.set_anew)
    assert pictures_in_sight(page) == before


def test_a_citation_that_was_just_typed_opens_what_it_cites(page: ItemPage, qtbot: QtBot) -> None:
    preview = page.paper.preview
    page.position.editors["statement"].edit.insertPlainText("Alder says no. [F03]")
    qtbot.waitUntil(says(page, "Alder says no. [F03]"))
    cited = next(one for one in preview.in_sight() if one.number == 3)
    with qtbot.waitSignal(preview.cited) as heard:
        QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=preview.where(cited).center().toPoint())
    assert heard.args == [3]


def test_a_paper_made_of_what_was_kept_does_not_take_away_what_is_typed(page: ItemPage, qtbot: QtBot) -> None:
    type_into(page, "statement", "We wait. [J]")
    page.position.flush()
    qtbot.waitUntil(lambda: page.paper.job is not None)
    type_into(page, "statement", "\nThen we decide. [J]")
    seen = []
    page.paper.preview.viewed.connect(lambda: seen.append("Then we decide" in text_in_sight(page)))
    qtbot.waitUntil(lambda: page.paper.job is None)
    qtbot.waitUntil(says(page, "Then we decide"))
    assert page.paper.preview.set_anew.issuperset(page.paper.preview.pages_in_sight())
    assert seen[-1]


def test_a_choice_is_on_the_page_before_the_whole_paper_is_made(page: ItemPage, qtbot: QtBot) -> None:
    page.position.option.setCurrentIndex(page.position.option.findData("N"))
    page.position.option.activated.emit(page.position.option.currentIndex())
    qtbot.waitUntil(lambda: bool(page.paper.preview.set_anew))
    assert page.paper.job is not None
    assert "N No." in text_in_sight(page)


def test_another_item_is_gone_to_while_the_paper_is_made(page: ItemPage, window: MainWindow, qtbot: QtBot) -> None:
    assert window.shell
    type_into(page, "statement", TYPED)
    qtbot.waitUntil(lambda: bool(page.paper.preview.set_anew))
    window.shell.go(Place("item", 1))
    qtbot.waitUntil(lambda: page.paper.job is not None)
    qtbot.waitUntil(lambda: page.paper.job is None)
    assert "The framework" in text_in_sight(page)
    assert page.paper.told.text().startswith("Item 1 begins")
    assert not page.paper.preview.set_anew


def test_other_records_are_shown_once_the_paper_is_made_of_them(
    page: ItemPage, story: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    told: list[str] = []
    assert window.shell
    window.shell.jobs.ended.connect(lambda job: told.append(page.paper.told.text()))
    story.items.change(2, title="Another title", options=(Option("Y", "Indeed"),))
    qtbot.waitUntil(says(page, "Another title"))
    assert told == ["Setting the paper"]
    assert page.paper.preview.data == story.render(story.meeting()).data


def test_what_no_paper_prints_leaves_it_as_it_is_and_typing_is_followed(
    page: ItemPage, story: Desk, qtbot: QtBot
) -> None:
    data = page.paper.preview.data
    story.feedback.change(3, reviewed=story.today)
    qtbot.waitUntil(lambda: not page.paper.soon.isActive())
    type_into(page, "statement", "We wait. [J]")
    qtbot.waitUntil(says(page, "We wait"), timeout=400)
    assert page.paper.job is None and page.paper.preview.data == data


def test_the_keyboard_goes_from_the_answers_to_the_page_and_back(page: ItemPage, window: MainWindow) -> None:
    page.paper.preview.setFocus()
    for shown in (page.answers.list, page.paper.preview):
        window.run("paper-beside")
        assert shown.hasFocus()
    page.position.option.setFocus()
    window.run("paper-beside")
    assert page.position.option.hasFocus()


def test_the_same_command_leads_back_to_the_answers(page: ItemPage, window: MainWindow, story: Desk) -> None:
    window.run("paper-beside")
    assert page.middle.currentWidget() is page.answers
    before = page.paper.preview.data
    story.items.change(2, title="Another title")
    assert page.paper.job is None and page.paper.preview.data == before


def test_behind_the_answers_no_key_is_followed(page: ItemPage, window: MainWindow, qtbot: QtBot) -> None:
    window.run("paper-beside")
    type_into(page, "statement", "We wait. [J]")
    assert not page.paper.at_once.isActive()
    keep(page, qtbot)
    window.run("paper-beside")
    qtbot.waitUntil(says(page, "We wait"))
