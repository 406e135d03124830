"""The position editor: who refuses a strength and why, what no longer stands, and which edition says a sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from tests.ui.item_pages import choose, first_item, statement


@pytest.fixture
def page(window: MainWindow, story: Desk) -> ItemPage:
    return first_item(window, story)


def answer_of(desk: Desk, name: str) -> Feedback:
    member = next(member for member in desk.members.all() if member.name == name)
    return next(answer for answer in desk.feedback.all() if answer.member_id == member.id)


@pytest.mark.parametrize("strength", [Strength.CONSENSUS, Strength.UNANIMOUS])
def test_a_refusal_says_who_and_why_with_the_way_to_the_answer(page: ItemPage, story: Desk, strength: Strength) -> None:
    choose(page, option="A", strength=strength)
    cobalt = answer_of(story, "Cobalt Gas")
    told = f"“{strength.capitalize()}” is refused: Cobalt Gas holds a red line [{cobalt.code}]."
    assert page.position.refusal.text() == told
    assert page.position.against.shown == ((cobalt.id, "Cobalt Gas, red line: Not without a vote."),)
    (link,) = page.position.against.findChildren(Link)
    link.click()
    assert page.answers.list.current().answer.feedback == cobalt


def test_a_refusal_goes_once_nobody_stands_in_the_way(page: ItemPage, story: Desk) -> None:
    choose(page, option="A", strength=Strength.CONSENSUS)
    assert page.position.refusal.isVisible() and page.position.against.isVisible()
    story.feedback.change(answer_of(story, "Cobalt Gas").id, option="A", red_line=None)
    assert not page.position.refusal.isVisible() and not page.position.against.isVisible()
    choose(page, strength=Strength.CONSENSUS)
    assert story.positions.of(page.item_id or 0).strength is Strength.CONSENSUS


def test_an_objection_that_comes_later_is_told_against_the_strength_that_was_kept(page: ItemPage, story: Desk) -> None:
    cobalt = answer_of(story, "Cobalt Gas")
    story.feedback.change(cobalt.id, option="A", red_line=None)
    choose(page, option="A", strength=Strength.CONSENSUS)
    story.feedback.change(cobalt.id, option="X", rationale="Nobody was asked.")
    assert page.position.refusal.text() == f"“Consensus” is refused: Cobalt Gas objects [{cobalt.code}]."
    assert page.position.against.shown == ((cobalt.id, "Cobalt Gas: Nobody was asked."),)


def test_each_sentence_says_in_which_editions_it_will_appear_and_why(page: ItemPage, story: Desk, qtbot: QtBot) -> None:
    alder, cobalt = answer_of(story, "Alder Energy"), answer_of(story, "Cobalt Gas")
    story.feedback.change(cobalt.id, consent=Consent.REP)
    text = f"We accept. [{alder.code}]\nOne does not. [{cobalt.code}]\nIt is slow.\nCobalt may. [J]\nLook again. [J]"
    story.positions.write(page.item_id or 0, statement=text)
    editor = statement(page)
    assert editor.edit.gutter.marks() == ["", "own only", "warning", "own only", "J"]
    assert editor.editions.text() == (
        f"Sentence 2: own edition only, as {cobalt.code} is for the rep only. "
        "Sentence 3: own edition only, as it has no evidence. "
        "Sentence 4: own edition only, as it names somebody who may not be named."
    )
    editor.edit.setFocus()
    editor.edit.go_to(1)
    qtbot.waitUntil(editor.edit.hasFocus)
    assert editor.editions.text() == "Sentence 1: in every edition."
    editor.edit.go_to(2)
    assert editor.editions.text() == f"Sentence 2: own edition only, as {cobalt.code} is for the rep only."
    assert f"{cobalt.code} is for the rep only" in editor.edit.gutter.accessibleDescription()


def test_an_answer_that_was_followed_by_a_newer_one_is_cited_anew_with_one_key(page: ItemPage, story: Desk) -> None:
    alder = answer_of(story, "Alder Energy")
    story.positions.write(page.item_id or 0, statement=f"We accept. [{alder.code}]")
    newer = story.feedback.add(
        Feedback(member_id=alder.member_id, item_id=alder.item_id, option="A", received="2021-11-08")
    )
    editor = statement(page)
    assert editor.hint.text() == (
        f"{alder.code} was followed by a newer answer of Alder Energy. Ctrl U cites {newer.code}."
    )
    assert editor.edit.marks.lapsed == {alder.id}
    QTest.keyClick(editor.edit, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert editor.text == f"We accept. [{newer.code}]"
    editor.flush()
    assert story.positions.of(alder.item_id).statement == editor.text
    assert not editor.hint.isVisible()


def test_a_removed_answer_is_told_by_whose_it_was(page: ItemPage, story: Desk) -> None:
    alder = answer_of(story, "Alder Energy")
    story.positions.write(page.item_id or 0, statement=f"We accept. [{alder.code}]")
    story.feedback.remove(alder.id)
    assert statement(page).hint.text() == f"{alder.code} of Alder Energy was removed. Cite another."
    assert statement(page).editions.text() == f"Sentence 1: own edition only, as {alder.code} does not stand."


def test_a_count_typed_beside_an_answer_that_may_not_be_shown_is_flagged(page: ItemPage, story: Desk) -> None:
    alder, cobalt = answer_of(story, "Alder Energy"), answer_of(story, "Cobalt Gas")
    text = f"Two have answered. [{alder.code}] [{cobalt.code}]"
    story.positions.write(page.item_id or 0, statement=text)
    assert not statement(page).hint.isVisible()
    story.feedback.change(cobalt.id, consent=Consent.REP)
    assert statement(page).hint.text() == (
        f"Sentence 1 counts “Two” by hand, beside {cobalt.code}. {{count:answered}} counts it anew."
    )
