"""The item page: the answers, their originals, and the position with its refusals, evidence and gates."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.items import Touch
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.ui.answer_rows import AnswerRow, OutsideHead, StateRow
from mhhs_desk.ui.controls import Words
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from tests.ui.item_pages import choose, first_item, statement

POPUP = "This plugin does not support"
"""What the offscreen platform says of a list that opens over the window."""

LETTER = "Dear Morgan,\n\nWe reject item 1, for nobody\nmay vote.\n\nCobalt\n"


@pytest.fixture
def page(window: MainWindow, story: Desk) -> ItemPage:
    return first_item(window, story)


def answers(page: ItemPage) -> list[AnswerRow]:
    return [row for row in page.answers.list.table.records() if isinstance(row, AnswerRow)]


def test_every_member_stands_in_the_list_once(page: ItemPage) -> None:
    names = [row.answer.who for row in answers(page)]
    silent = [row for row in page.answers.list.table.records() if isinstance(row, StateRow)]
    assert names == ["Alder Energy", "Cobalt Gas"]
    assert [row.names for row in silent] == [("Bramble Power",)]


def test_choosing_consensus_against_a_red_line_is_refused_by_name(page: ItemPage, story: Desk) -> None:
    choose(page, option="A")
    choose(page, strength=Strength.CONSENSUS)
    cobalt = next(row.answer.feedback for row in answers(page) if row.answer.who == "Cobalt Gas")
    told = f"“Consensus” is refused: Cobalt Gas holds a red line [{cobalt.code}]."
    assert page.position.refusal.text() == told
    assert story.positions.of(cobalt.item_id).strength is None
    assert page.position.strength.currentData() is None


def test_a_strength_the_answers_bear_is_kept(page: ItemPage, story: Desk) -> None:
    choose(page, option="A", strength=Strength.DIVIDED)
    position = story.positions.of(page.item_id or 0)
    assert (position.option, position.strength) == ("A", Strength.DIVIDED)
    assert not page.position.refusal.isVisible()


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_an_uncited_sentence_is_marked_until_it_is_cited(page: ItemPage, story: Desk) -> None:
    editor = statement(page)
    editor.edit.setFocus()
    QTest.keyClicks(editor.edit, "We accept.")
    assert editor.edit.gutter.marks() == ["warning"]
    assert editor.hint.text() == "Sentence 1 has no evidence. Type @ to cite, or Ctrl J: my judgement."
    QTest.keyClicks(editor.edit, " @ald")
    popup = editor.edit.completer.popup()
    assert popup and popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    alder = answers(page)[0].answer.feedback
    assert editor.text == f"We accept. [{alder.code}]"
    assert editor.edit.gutter.marks() == [""]
    editor.flush()
    assert story.positions.of(alder.item_id).statement == editor.text


def test_ctrl_j_marks_a_judgement_and_takes_it_back(page: ItemPage) -> None:
    edit = statement(page).edit
    QTest.keyClicks(edit, "It can wait.")
    QTest.keyClick(edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert (edit.toPlainText(), edit.gutter.marks()) == ("It can wait. [J]", ["J"])
    QTest.keyClick(edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert (edit.toPlainText(), edit.gutter.marks()) == ("It can wait.", ["warning"])


def test_what_is_typed_is_kept_once_typing_rests(page: ItemPage, story: Desk, qtbot: QtBot) -> None:
    QTest.keyClicks(statement(page).edit, "It can wait. [J]")
    qtbot.waitUntil(lambda: story.positions.of(page.item_id or 0).statement == "It can wait. [J]", timeout=3000)
    undoable = story.undoable()
    assert undoable and undoable.name == "Write the statement on item 1"


def test_what_is_typed_is_kept_when_the_page_is_left_or_the_window_closed(page: ItemPage, story: Desk) -> None:
    QTest.keyClicks(statement(page).edit, "First. [J]")
    page.go_by(1)
    first, second = story.items.all()
    assert story.positions.of(first.id).statement == "First. [J]"
    QTest.keyClicks(statement(page).edit, "Second. [J]")
    page.leave()
    assert story.positions.of(second.id).statement == "Second. [J]"


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_citation_of_another_items_answer_is_refused_in_its_place_and_the_text_kept(
    page: ItemPage, story: Desk
) -> None:
    editor = statement(page)
    foreign = next(answer for answer in story.feedback.all() if answer.item_id != page.item_id)
    QTest.keyClicks(editor.edit, f"So they say. [{foreign.code}]")
    editor.flush()
    assert editor.hint.text() == f"{foreign.code} is not an answer to this item. Cite one that is."
    assert editor.text == f"So they say. [{foreign.code}]"
    assert story.positions.of(page.item_id or 0).statement == ""


def test_a_count_is_shown_as_it_will_print(page: ItemPage, qtbot: QtBot) -> None:
    editor = statement(page)
    editor.edit.setFocus()
    qtbot.waitUntil(editor.edit.hasFocus)
    QTest.keyClicks(editor.edit, "{count:answered} of {count:total} answered. [J]")
    assert editor.hint.text() == "Prints as: Two of three answered. [J]"


def test_the_gates_of_the_item_follow_the_edits(page: ItemPage) -> None:
    def open_gates() -> set[str]:
        return {gate.code for gate in page.position.gates.gates if not gate.met}

    assert open_gates() == {"positions"}
    choose(page, option="A", strength=Strength.DIVIDED)
    QTest.keyClicks(statement(page).edit, "We accept.")
    statement(page).flush()
    assert open_gates() == {"cited"}
    QTest.keyClick(statement(page).edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    statement(page).flush()
    assert open_gates() == {"cited"}  # for a judgement alone cites nobody
    statement(page).edit.setPlainText("We accept. [F01]")
    statement(page).flush()
    assert open_gates() == set()


def test_an_answer_opens_its_original_at_its_place(page: ItemPage, story: Desk) -> None:
    sha256 = hashlib.sha256(LETTER.encode()).hexdigest()
    story.workspace.keep(sha256, LETTER.encode())
    source = story.sources.add(
        Source(name="cobalt.txt", kind="text", sha256=sha256, size=len(LETTER), arrived="2021-11-08", text=LETTER,
               state=SourceState.FILED)
    )  # fmt: skip
    span = Span("We reject item 1, for nobody may vote.", line=3)
    cobalt = answers(page)[-1].answer.feedback
    story.feedback.change(cobalt.id, source_id=source.id, span=span)
    page.answers.choose(cobalt.code)
    QTest.keyClick(page.answers.list, Qt.Key.Key_Return)
    assert page.answers.stack.currentWidget() is page.answers.opened
    assert page.answers.opened.text.marked() == [(1, "We reject item 1, for nobody may vote.")]


def test_an_answer_noted_by_hand_counts_at_once(page: ItemPage, story: Desk) -> None:
    page.answers.note_answer()
    form = page.answers.form
    form.keep()
    assert form.refusal.text() == "Choose the member whose answer it is."
    bramble = next(member.id for member in story.members.all() if member.name == "Bramble Power")
    form.member.pick(bramble)
    form.option.pick("A")
    form.reason.setPlainText("Said on the telephone.")
    form.keep()
    assert page.answers.count.text() == "3 of 3"
    noted = story.feedback.all()[-1]
    assert (noted.member_id, noted.option, noted.channel) == (bramble, "A", "Note of a call")


def test_for_whom_and_as_what_a_member_answers_is_put_right_and_shown_with_its_original(
    page: ItemPage, story: Desk
) -> None:
    alder = answers(page)[0].answer.feedback
    page.answers.edit_answer(alder)
    page.answers.form.represents.setText("Alder Retail and Alder Heat")
    page.answers.form.role.setText("head of metering")
    page.answers.form.keep()
    kept = story.feedback.get(alder.id)
    assert (kept.represents, kept.role) == ("Alder Retail and Alder Heat", "head of metering")
    page.answers.open_answer(answers(page)[0])
    assert page.answers.opened.under.text().endswith("answers for Alder Retail and Alder Heat, as head of metering")


def test_an_answer_of_who_is_no_member_on_the_day_is_listed_and_not_counted(page: ItemPage, story: Desk) -> None:
    story.members.change(3, until=date(2021, 11, 1))
    assert page.answers.count.text() == "1 of 2"
    *_, head, cobalt = page.answers.list.table.records()
    assert isinstance(head, OutsideHead) and head.words == "1 not counted: not a member on Wed 10 Nov"
    assert isinstance(cobalt, AnswerRow)
    assert (cobalt.answer.who, cobalt.source) == ("Cobalt Gas", "X, Reject · when is not known")
    page.answers.edit_answer(cobalt.answer.feedback)
    assert page.answers.form.member.currentText() == "Cobalt Gas"
    page.answers.remove_answer(cobalt.answer.feedback)
    assert [row.answer.who for row in answers(page)] == ["Alder Energy"]


def test_an_answer_that_the_position_cites_is_not_removed(page: ItemPage, story: Desk) -> None:
    alder = answers(page)[0].answer.feedback
    story.positions.write(alder.item_id, statement=f"We accept. [{alder.code}]")
    page.answers.remove_answer(alder)
    assert page.answers.refusal.text() == f"{alder.code} is cited in the position. Take the citation out first."
    assert story.feedback.get(alder.id)


def test_a_threshold_is_set_with_its_reason_and_unset(page: ItemPage, story: Desk) -> None:
    row = page.ask.thresholds[2]
    row.choice.pick(Touch.UNSURE)
    row.choice.activated.emit(0)
    row.why.setText("It may slow the plan.")
    row.why.editingFinished.emit()
    (check,) = story.threshold_checks.all()
    assert (check.threshold, check.answer, check.why) == (row.code, Touch.UNSURE, "It may slow the plan.")
    row.choice.pick(None)
    row.choice.activated.emit(0)
    assert story.threshold_checks.all() == []


def test_a_move_to_a_date_not_given_is_said_not_to_be_measured(page: ItemPage) -> None:
    page.go_by(1)
    first = page.ask.moves.itemAt(0)
    told = first.widget() if first else None
    assert isinstance(told, Words)
    assert told.text() == (
        "M6: Apr-22 to TBC. A move to or from a date not given cannot be measured, so whether it needs Ofgem cannot "
        "be told."
    )


def test_the_item_says_when_it_was_asked_about_and_who_was_chased(page: ItemPage, story: Desk) -> None:
    def told() -> list[str]:
        """The lines as they were shown last."""
        lines = [words.text() for words in page.ask.findChildren(Words)]
        return lines[len(lines) - 1 - lines[::-1].index("Asked") :]

    assert told()[:6] == ["Asked", "Thu 4 Nov, 3 members", "", "4 working days", "Chased", "nobody"]
    with story.step("Remind"):
        call = story.calls.add(Call(meeting_id=1, channel="e-mail", sent_on=date(2021, 11, 8), reminder=True))
        story.asked.add(Asked(call_id=call.id, member_id=2, item_id=1))
    assert told()[4:6] == ["Chased", "Mon 8 Nov, 1 member"]


def test_marking_the_paper_as_read_meets_its_gate(page: ItemPage, story: Desk) -> None:
    page.go_by(1)
    page.ask.read.click()
    assert story.items.get(page.item_id or 0).read_on == story.today
    assert all(gate.met for gate in page.position.gates.gates if gate.code == "read")


def test_in_a_narrow_window_the_ask_folds_to_a_tab(page: ItemPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1100, 760)
    qtbot.waitUntil(lambda: page.folded)
    assert page.tabs.isVisible() and not page.ask.isVisible()
    page.tabs.choose("ask")
    assert page.ask.isVisible() and not page.answers.isVisible()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: not page.folded)
    assert page.ask.isVisible() and page.answers.isVisible()


def test_the_facts_of_an_item_are_put_right_and_a_wrong_one_is_refused(page: ItemPage, story: Desk) -> None:
    facts, number = page.ask.facts, page.item_id or 0
    facts.title.setText("The framework, as amended")
    facts.minutes.setText("20")
    facts.minutes.editingFinished.emit()
    item = story.items.get(number)
    assert (item.title, item.minutes) == ("The framework, as amended", 20)
    facts.minutes.setText("soon")
    facts.minutes.editingFinished.emit()
    assert story.items.get(number).minutes == 20
    assert "is not a number of minutes" in facts.refusal.text()
