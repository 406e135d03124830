"""Words of an answer are selected and held back with one key, shown as such, and let go with the same key."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.ui.answer_rows import AnswerRow, kept_words, read_out
from mhhs_desk.ui.answer_words import OwnWords
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.original import Original
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place

MAIL = "Dear Morgan,\n\nWe would lose £2m by it. It is 🙂 for the rest.\n\nAlder\n"


@pytest.fixture
def page(window: MainWindow, story: Desk) -> ItemPage:
    """The item page with the keyboard on the answer of Alder, which came by mail."""
    data = MAIL.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    story.workspace.keep(sha256, data)
    source = story.sources.add(Source(name="alder.eml", kind="e-mail", sha256=sha256, size=len(data), text=MAIL,
                                      arrived="2021-11-05", state=SourceState.FILED))  # fmt: skip
    said = "It is 🙂 for us: we would lose £2m by it.\nOtherwise we could live with it."
    story.feedback.change(1, rationale=said, condition="Unless we lose £2m", source_id=source.id,
                          span=Span("We would lose £2m by it.", line=3))  # fmt: skip
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", 1, "F01"))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    return shown


def select(part: OwnWords | Original, words: str) -> None:
    """Select words of what is shown, as Shift and the arrows would."""
    found = part.document().find(words)
    assert not found.isNull(), words
    cursor = QTextCursor(part.document())
    cursor.setPosition(found.selectionStart())
    cursor.setPosition(found.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    part.setTextCursor(cursor)


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def alder(story: Desk) -> Feedback:
    return story.feedback.get(1)


def test_words_that_are_selected_are_held_back_with_one_key_and_let_go_with_it(page: ItemPage, story: Desk) -> None:
    press(page.answers.list, Qt.Key.Key_H)
    words = page.answers.opened.words
    select(words.own, "lose £2m")
    press(words.own, Qt.Key.Key_H)
    assert (alder(story).held_back, alder(story).reviewed) == (("lose £2m",), story.today)
    assert words.own.marked() == ["lose £2m", "lose £2m"]
    assert words.told.text() == "1 passage held back (hatched): own edition only; looked through Tue 9 Nov."
    assert words.hold.text() == "Show again"
    press(words.own, Qt.Key.Key_H)  # the selection is still there
    assert (alder(story).held_back, words.own.marked(), words.hold.text()) == ((), [], "Hold back")


def test_the_ground_of_words_held_back_is_hatched(page: ItemPage, story: Desk) -> None:
    story.feedback.hold_back(1, "lose £2m", story.today)
    press(page.answers.list, Qt.Key.Key_Return)
    found = page.answers.opened.words.own.document().find("lose £2m")
    assert found.charFormat().background().style() is Qt.BrushStyle.BDiagPattern


def test_words_selected_in_the_original_are_held_back_where_the_answer_says_them(page: ItemPage, story: Desk) -> None:
    press(page.answers.list, Qt.Key.Key_Return)
    opened = page.answers.opened
    select(opened.text, "would lose £2m")
    press(opened.text, Qt.Key.Key_H)
    assert alder(story).held_back == ("would lose £2m",)


def test_what_the_answer_does_not_say_is_refused_and_without_words_it_is_said_what_to_do(
    page: ItemPage, story: Desk
) -> None:
    press(page.answers.list, Qt.Key.Key_Return)
    opened = page.answers.opened
    press(opened.text, Qt.Key.Key_H)
    assert opened.words.told.text() == "Select the words first, with the mouse or with Shift and the arrows."
    select(opened.text, "Dear Morgan")
    press(opened.text, Qt.Key.Key_H)
    assert opened.words.told.text().startswith("Those words are not in the answer as it was filed.")
    assert alder(story).held_back == ()


@pytest.mark.parametrize("opened", [True, False])
def test_nothing_to_hold_back_is_one_key(page: ItemPage, story: Desk, opened: bool) -> None:
    if opened:
        press(page.answers.list, Qt.Key.Key_Return)
        assert page.answers.opened.words.told.text() == "Nothing is held back; not looked through yet."
    press(page.answers.opened.text if opened else page.answers.list, Qt.Key.Key_N)
    assert (alder(story).held_back, alder(story).reviewed) == ((), story.today)
    undoable = story.undoable()
    assert undoable and undoable.name == "Nothing to hold back in F01"


def test_an_answer_noted_by_hand_shows_its_words_alone(page: ItemPage, story: Desk) -> None:
    story.feedback.change(1, source_id=None, span=None)
    press(page.answers.list, Qt.Key.Key_Return)
    opened = page.answers.opened
    assert opened.words.isVisible() and not opened.text.isVisible()
    assert "lose £2m" in opened.words.own.toPlainText()


def test_the_list_tells_and_paints_what_is_held_back(page: ItemPage, story: Desk) -> None:
    story.feedback.hold_back(1, "lose £2m", story.today)
    row = page.answers.list.current()
    assert isinstance(row, AnswerRow)
    assert kept_words(row.answer.feedback) == "In part"
    assert "held back: lose £2m" in read_out(row)
    body = page.answers.list.painter_of_rows.body(page.look.theme, row)
    marked = [(text.text[f.start - 1 : f.start - 1 + f.length], f.format.background().style())
              for text in body[:1] for f in text.layout.formats()]  # fmt: skip
    assert marked == [("lose £2m", Qt.BrushStyle.BDiagPattern)]


def test_the_passage_is_in_own_alone_and_the_rest_of_the_answer_everywhere(page: ItemPage, story: Desk) -> None:
    press(page.answers.list, Qt.Key.Key_H)
    select(page.answers.opened.words.own, "lose £2m")
    page.answers.opened.words.hold.click()
    shown = next(story.view(story.meeting(), Edition.GROUP).answers()).feedback
    assert shown.rationale == "It is 🙂 for us: we would [held back] by it.\nOtherwise we could live with it."
    assert shown.condition == "Unless we [held back]"


def test_the_form_follows_the_usual_consent_of_the_member_until_another_is_said(page: ItemPage, story: Desk) -> None:
    story.members.change(2, consent=Consent.KIND)
    page.answers.note_answer()
    form = page.answers.form
    form.member.setCurrentIndex(form.member.findData(2))
    assert form.facts()["consent"] == "kind"
    form.member.setCurrentIndex(form.member.findData(1))
    assert form.facts()["consent"] == "named"
    form.consent.pick("rep")
    form.consent.activated.emit(form.consent.currentIndex())
    form.member.setCurrentIndex(form.member.findData(2))
    assert form.facts()["consent"] == "rep"


def test_putting_an_answer_right_keeps_the_consent_it_has(page: ItemPage, story: Desk) -> None:
    story.feedback.change(1, consent=Consent.CONSTITUENCY)
    press(page.answers.list, Qt.Key.Key_F2)
    assert page.answers.form.facts()["consent"] == "constituency"
