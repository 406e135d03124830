"""Themes on the item page: words put under one with a key, one shown alone, similar answers under one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.sources import Source
from mhhs_desk.ui.answer_rows import AnswerRow, OptionHead, StateRow, read_out
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.similar_rows import SimilarRow

POPUP = "This plugin does not support"


@pytest.fixture
def page(window: MainWindow, story: Desk) -> ItemPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    item = story.items.all()[0]
    bramble = next(member for member in story.members.all() if member.name == "Bramble Power")
    story.feedback.add(
        Feedback(
            member_id=bramble.id, item_id=item.id, option="A", rationale="We have nobody to send to a second group."
        )
    )
    alder = story.feedback.all()[0]
    story.feedback.change(alder.id, rationale="Nobody to spare for a second group.", evidence_basis="Board minutes")
    window.shell.go(Place("item", item.id))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    return shown


def rows(page: ItemPage, kind: type) -> list[Any]:
    return [row for row in page.answers.list.table.records() if isinstance(row, kind)]


def at(page: ItemPage, wanted: Callable[[Any], bool]) -> None:
    page.answers.list.setFocus()
    assert page.answers.list.choose(wanted)


def themed(page: ItemPage) -> dict[str, int]:
    return {button.spoken.theme.name: button.spoken.count for button in page.answers.themes.bar.buttons}


def name_it(page: ItemPage, name: str, opened: bool = True) -> None:
    field = (page.answers.themes.opened if opened else page.answers.themes.bar).field
    assert field.isVisible()
    QTest.keyClicks(field.field, name)
    if popup := field.field.completer().popup():
        popup.hide()
    QTest.keyClick(field.field, Qt.Key.Key_Return)


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_one_key_puts_similar_answers_under_a_theme_and_the_suggestion_is_gone(page: ItemPage, story: Desk) -> None:
    (similar,) = rows(page, SimilarRow)
    codes = [answer.feedback.code for answer in similar.answers]
    assert read_out(similar) == f"2 answers say much the same: {', '.join(codes)}"
    assert [row.alike for row in rows(page, AnswerRow)] == [True, True, False]
    at(page, lambda row: isinstance(row, SimilarRow))
    QTest.keyClick(page.answers.list, Qt.Key.Key_T)
    name_it(page, "Nobody to spare", opened=False)
    assert themed(page) == {"Nobody to spare": 2}
    assert rows(page, SimilarRow) == []
    story.undo()
    assert themed(page) == {}
    assert len(rows(page, SimilarRow)) == 1


def test_similar_answers_are_offered_the_theme_that_one_of_them_has(page: ItemPage, story: Desk) -> None:
    story.themes.mark("People", (story.feedback.all()[0].id, "Nobody to spare"))
    at(page, lambda row: isinstance(row, SimilarRow))
    QTest.keyClick(page.answers.list, Qt.Key.Key_T)
    QTest.keyClick(page.answers.themes.bar.field.field, Qt.Key.Key_Return)
    assert themed(page) == {"People": 2}


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_selected_words_are_put_under_a_theme_with_t(page: ItemPage, story: Desk) -> None:
    at(page, lambda row: isinstance(row, AnswerRow) and row.answer.who == "Alder Energy")
    QTest.keyClick(page.answers.list, Qt.Key.Key_T)
    own = page.answers.opened.words.own
    assert own.selected() == ["Nobody to spare for a second group."]
    cursor = own.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("Nobody"), cursor.MoveMode.KeepAnchor)
    own.setTextCursor(cursor)
    name_it(page, "People")
    assert [mark.words for mark in story.theme_marks.all()] == ["Nobody"]
    assert [link.text() for link in page.answers.themes.opened.links] == ["People  ×"]
    assert [one.cursor.selectedText() for one in own.extraSelections()] == ["Nobody"]
    page.answers.themes.opened.links[0].click()
    assert story.theme_marks.count() == 0
    assert page.answers.themes.opened.links == []


def test_the_words_of_a_theme_are_marked_in_other_colours_too(page: ItemPage, story: Desk, window: MainWindow) -> None:
    story.themes.mark("People", (story.feedback.all()[0].id, "Nobody"))
    page.answers.open_answer(next(row for row in rows(page, AnswerRow) if row.answer.who == "Alder Energy"))
    window.dress(theme="dark")
    own = page.answers.opened.words.own
    assert [one.cursor.selectedText() for one in own.extraSelections()] == ["Nobody"]


def test_a_paper_that_is_opened_shows_no_themes_of_the_answer_before(page: ItemPage, story: Desk) -> None:
    alder = story.feedback.all()[0]
    sha256 = hashlib.sha256(b"Words").hexdigest()
    source = Source(name="pack.txt", kind="text", sha256=sha256, size=5, arrived="2021-11-04", text="Words")
    story.workspace.keep(source.sha256, b"Words")
    story.items.change(alder.item_id, source_id=story.sources.add(source).id)
    story.themes.mark("People", (alder.id, "Nobody"))
    page.answers.open_answer(next(row for row in rows(page, AnswerRow) if row.answer.who == "Alder Energy"))
    assert not page.answers.themes.opened.isHidden()
    page.answers.open_paper()
    story.themes.mark("Votes", (alder.id, "second group"))
    assert page.answers.themes.opened.isHidden()


def test_without_selected_words_nothing_is_asked(page: ItemPage) -> None:
    page.answers.open_answer(rows(page, AnswerRow)[0])
    page.answers.themes.opened.put.click()
    assert not page.answers.themes.opened.field.isVisible()
    assert page.answers.opened.words.told.text().startswith("Select the words first")


def test_a_chosen_theme_shows_its_answers_alone_with_their_words_marked(page: ItemPage, story: Desk) -> None:
    alder = story.feedback.all()[0]
    story.themes.mark("People", (alder.id, "Nobody to spare"))
    page.answers.themes.bar.buttons[0].click()
    (row,) = rows(page, AnswerRow)
    assert (row.answer.who, row.found, row.themes) == ("Alder Energy", ("Nobody to spare",), ("People",))
    assert [head.count for head in rows(page, OptionHead)] == [1]
    assert (rows(page, StateRow), page.answers.themes.bar.told.text()) == ([], "1 speaks of it")
    QTest.keyClick(page.answers.list, Qt.Key.Key_Escape)
    assert len(rows(page, AnswerRow)) == 3


def test_an_answer_that_a_gate_leads_to_is_shown_although_another_theme_was_alone(page: ItemPage, story: Desk) -> None:
    answers = story.feedback.all()
    story.themes.mark("People", (answers[0].id, "Nobody"))
    page.answers.themes.bar.buttons[0].click()
    page.answers.choose(answers[1].code)
    assert page.answers.list.current().answer.feedback.id == answers[1].id


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_theme_is_renamed_merged_and_removed_in_the_bar(page: ItemPage, story: Desk) -> None:
    alder, cobalt = story.feedback.all()[:2]
    story.themes.mark("People", (alder.id, "Nobody"))
    story.themes.mark("Votes", (cobalt.id, "vote"), (alder.id, "second group"))
    bar = page.answers.themes.bar
    people, votes = (one for one in sorted(story.themes.all(), key=lambda theme: theme.id))
    bar.chosen.emit(people.id)
    bar.rename.emit(people.id)
    name_it(page, "votes", opened=False)
    assert bar.field.refusal.text() == "“Votes” is another theme of this item. Merge the two instead."
    bar.field.field.clear()
    name_it(page, "Persons", opened=False)
    assert themed(page) == {"Votes": 2, "Persons": 1}
    bar.merge.emit(people.id)
    name_it(page, "Votes", opened=False)
    assert themed(page) == {"Votes": 2}
    assert bar.current and bar.current.theme.name == "Votes"
    bar.remove.emit(votes.id)
    assert (themed(page), len(rows(page, AnswerRow))) == ({}, 3)


def test_the_basis_of_the_evidence_is_read_with_the_answer(page: ItemPage) -> None:
    row = next(row for row in rows(page, AnswerRow) if row.answer.who == "Alder Energy")
    assert "evidence: Board minutes" in read_out(row)
