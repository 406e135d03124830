"""Mediation on the item page, from the keyboard: wordings, what members say to each, what changed, the one that won."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.word_diff import GONE, NEW
from mhhs_desk.domain.wordings import Says
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.item_mediation import MediationPane
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.stance_rows import MemberRow

FIRST = "We accept the framework. [J]"


@pytest.fixture
def page(window: MainWindow, story: Desk) -> ItemPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    item = story.items.all()[0]
    story.positions.write(item.id, option="A", statement=FIRST)
    window.shell.go(Place("item", item.id, "mediation"))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    return shown


@pytest.fixture
def pane(page: ItemPage) -> MediationPane:
    return page.mediation


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def rows(pane: MediationPane) -> dict[str, MemberRow]:
    return {row.member.name: row for row in pane.members.table.records()}


def stand_on(pane: MediationPane, name: str) -> None:
    assert pane.members.choose(lambda row: row.member.name == name)


def told(pane: MediationPane) -> dict[str, Says | None]:
    return {name: row.says for name, row in rows(pane).items()}


def test_a_first_wording_starts_from_the_statement_and_nobody_has_said_anything(pane: MediationPane) -> None:
    assert pane.stack.currentIndex() == 1
    pane.first.click()
    wording = pane.wording()
    assert wording and (wording.number, wording.text) == (1, FIRST)
    assert set(told(pane).values()) == {None}
    assert pane.strip.accessibleName() == "0 agree, 0 can live with it, 0 object, 3 have not said"


def test_arrows_and_letters_say_what_each_member_says(pane: MediationPane, story: Desk) -> None:
    pane.first.click()
    press(pane.members, Qt.Key.Key_Down, Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_L, Qt.Key.Key_Down, Qt.Key.Key_O)
    expected = {"Alder Energy": Says.AGREES, "Bramble Power": Says.LIVES_WITH, "Cobalt Gas": Says.OBJECTS}
    assert told(pane) == expected
    step = story.undoable()
    assert step and step.name == "Cobalt Gas objects to wording 1 on item 1"
    press(pane.members, Qt.Key.Key_Delete)
    assert told(pane)["Cobalt Gas"] is None
    assert pane.strip.accessibleName() == "1 agrees, 1 can live with it, 0 object, 1 has not said"


def test_an_answer_for_the_option_is_no_agreement_and_one_against_it_is_only_expected(
    pane: MediationPane, story: Desk
) -> None:
    pane.first.click()
    alder, bramble, cobalt = rows(pane).values()
    assert (alder.suggested, alder.says, bramble.suggested) == (None, None, None)
    assert cobalt.under == "Expected to object, red line: Not without a vote."
    assert story.stances.count() == 0
    stand_on(pane, "Cobalt Gas")
    press(pane.members, Qt.Key.Key_S)
    (stance,) = story.stances.all()
    assert (stance.says, stance.why) == (Says.OBJECTS, "red line: Not without a vote.")


def test_n_begins_a_wording_from_the_last_and_what_changed_is_shown(
    pane: MediationPane, story: Desk, qtbot: QtBot
) -> None:
    pane.first.click()
    stand_on(pane, "Cobalt Gas")
    press(pane.members, Qt.Key.Key_O, Qt.Key.Key_N)
    edit = pane.part.editor.edit
    qtbot.waitUntil(edit.hasFocus)
    assert edit.toPlainText() == FIRST
    edit.selectAll()
    QTest.keyClicks(edit, "We accept the framework for a year. [J]")
    press(edit, Qt.Key.Key_Escape)
    assert pane.wordings.hasFocus()
    assert [one.text for one in story.wordings.all()] == [FIRST, "We accept the framework for a year. [J]"]
    changed = [(piece.kind, piece.text.strip()) for piece in pane.part.changed.found() if piece.kind in (GONE, NEW)]
    assert changed == [(GONE, "framework."), (NEW, "framework for a year.")]
    assert pane.part.since.text() == "against 1"
    assert rows(pane)["Cobalt Gas"].before == "objected to 1"
    assert rows(pane)["Cobalt Gas"].suggested is None


def test_a_wording_that_was_put_is_read_and_no_longer_written(pane: MediationPane) -> None:
    pane.first.click()
    assert pane.part.editor.isVisible()
    stand_on(pane, "Alder Energy")
    press(pane.members, Qt.Key.Key_A)
    assert not pane.part.editor.isVisible()
    assert pane.part.changed.toPlainText() == FIRST
    press(pane.members, Qt.Key.Key_Delete)
    assert pane.part.editor.isVisible()


def test_nobody_speaks_to_a_wording_that_is_not_written(pane: MediationPane, story: Desk) -> None:
    story.positions.write(pane.shown.item.id if pane.shown else 0, statement="")
    pane.first.click()
    stand_on(pane, "Alder Energy")
    press(pane.members, Qt.Key.Key_A)
    assert story.stances.count() == 0
    assert pane.part.editor.hint.text() == "Write the wording first. Then it can be put to members."


def test_enter_chooses_with_why_and_p_puts_it_into_the_statement_until_it_is_taken_back(
    page: ItemPage, pane: MediationPane, story: Desk
) -> None:
    pane.first.click()
    pane.begin()
    edit = pane.part.editor.edit
    edit.selectAll()
    QTest.keyClicks(edit, "For a year. [J]")
    press(edit, Qt.Key.Key_Escape)
    press(pane.wordings, Qt.Key.Key_Return)
    assert [one.chosen for one in story.wordings.all()] == [False, True]
    assert story.positions.of(page.item_id or 0).statement == FIRST
    pane.part.why.setText("It keeps Cobalt at the table.")
    pane.part.why.editingFinished.emit()
    assert story.wordings.all()[1].why == "It keeps Cobalt at the table."
    press(pane.wordings, Qt.Key.Key_P)
    assert story.positions.of(page.item_id or 0).statement == "For a year. [J]"
    assert page.position.editors["statement"].text == "For a year. [J]"
    assert pane.part.stated.isVisible() and not pane.part.state.isVisible()
    story.undo()
    assert page.position.editors["statement"].text == FIRST


def test_why_a_member_says_so_is_kept_beside_what_it_says(pane: MediationPane, story: Desk, qtbot: QtBot) -> None:
    pane.first.click()
    assert not pane.why.isEnabled()
    stand_on(pane, "Bramble Power")
    press(pane.members, Qt.Key.Key_L, Qt.Key.Key_W)
    qtbot.waitUntil(pane.why.hasFocus)
    QTest.keyClicks(pane.why, "For a year.")
    press(pane.why, Qt.Key.Key_Return)
    assert [(one.says, one.why) for one in story.stances.all()] == [(Says.LIVES_WITH, "For a year.")]
    assert rows(pane)["Bramble Power"].under == "For a year."
    assert pane.members.hasFocus()


def test_left_and_right_go_through_the_wordings_while_the_member_stays(pane: MediationPane, story: Desk) -> None:
    pane.first.click()
    stand_on(pane, "Cobalt Gas")
    press(pane.members, Qt.Key.Key_O)
    pane.begin()
    press(pane.members, Qt.Key.Key_Left)
    now, member = pane.wording(), pane.member()
    assert now and member and (now.number, member.member.name, member.says) == (1, "Cobalt Gas", Says.OBJECTS)
    press(pane.members, Qt.Key.Key_Right)
    now, member = pane.wording(), pane.member()
    assert now and member and (now.number, member.member.name, member.says) == (2, "Cobalt Gas", None)


def test_a_wording_is_removed_with_delete_and_comes_back_with_undo(pane: MediationPane, story: Desk) -> None:
    pane.first.click()
    stand_on(pane, "Alder Energy")
    press(pane.members, Qt.Key.Key_A)
    press(pane.wordings, Qt.Key.Key_Delete)
    assert (story.wordings.count(), pane.stack.currentIndex()) == (0, 1)
    story.undo()
    assert told(pane)["Alder Energy"] is Says.AGREES


def test_every_row_is_read_out_whole(pane: MediationPane) -> None:
    pane.first.click()
    stand_on(pane, "Cobalt Gas")
    press(pane.members, Qt.Key.Key_O)
    assert rows(pane)["Cobalt Gas"].words == "Cobalt Gas, objects, answered option X, red line"
    (wording,) = pane.wordings.table.records()
    assert wording.words == f"Wording 1: {FIRST}. 0 agree, 0 can live with it, 1 objects, 2 have not said"


def test_a_key_turns_from_the_position_to_mediation_and_back(page: ItemPage) -> None:
    assert page.mediation.isVisible() and not page.position.isVisible()
    page.side.turn()
    assert page.position.isVisible() and not page.mediation.isVisible()
    page.side.turn()
    assert page.mediation.isVisible()


def test_what_is_typed_into_a_wording_is_kept_when_another_item_is_shown(
    page: ItemPage, pane: MediationPane, story: Desk
) -> None:
    pane.first.click()
    QTest.keyClicks(pane.part.editor.edit, "Here. ")
    page.go_by(1)
    assert story.wordings.all()[0].text == f"Here. {FIRST}"
    assert pane.stack.currentIndex() == 1


def test_a_wording_cites_like_a_position(page: ItemPage, pane: MediationPane, story: Desk) -> None:
    alder = next(answer for answer in story.feedback.all() if answer.item_id == page.item_id)
    story.positions.write(alder.item_id, statement=f"We accept. [{alder.code}]")
    pane.first.click()
    newer = story.feedback.add(replace(alder, id=0, uid="", received="2021-11-08"))
    edit = pane.part.editor.edit
    assert pane.part.editor.hint.text().endswith(f"Ctrl U cites {newer.code}.")
    QTest.keyClick(edit, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == f"We accept. [{newer.code}]"
    edit.cited.emit(newer.id)
    assert page.answers.list.current().answer.feedback.id == newer.id
