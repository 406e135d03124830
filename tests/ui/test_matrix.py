"""The matrix: members against items, every cell with its chip or mark, its words and its details."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Recusal
from mhhs_desk.domain.members import Consent
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.matrix_model import Matrix
from mhhs_desk.ui.matrix_view import CHIP, CHIP_AT, LEAST, MARK, MARK_AFTER, MARK_STEP
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.matrix import MatrixPane
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def pane(window: MainWindow, story: Desk) -> MatrixPane:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("meetings", story.meeting().id, "matrix"))
    shown = window.frame.page()
    assert isinstance(shown, MeetingsPage)
    return shown.pane.matrix


def said(pane: MatrixPane) -> dict[str, list[str]]:
    """What each member's row says, cell by cell, as it is read out."""
    matrix = pane.grid.matrix
    rows = {}
    for row in range(matrix.rowCount()):
        cells = [matrix.index(row, column) for column in range(1, matrix.columnCount() - 1)]
        if matrix.cell(cells[0]):
            name = str(matrix.index(row, 0).data())
            rows[name] = [str(cell.data(Qt.ItemDataRole.AccessibleTextRole)) for cell in cells]
    return rows


def test_every_cell_says_who_what_and_how(pane: MatrixPane, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    story.feedback.change(cobalt.id, received="2021-11-08T10:40", condition="With a vote.", consent=Consent.KIND)
    assert said(pane)["Cobalt Gas"] == [
        "Cobalt Gas, item 1, reject, red line, condition, confidential, received 8 Nov",
        "Cobalt Gas, item 2, silent",
    ]


def test_a_member_is_in_one_state_and_a_recusal_outweighs_an_answer(pane: MatrixPane, story: Desk) -> None:
    alder = next(member.id for member in story.members.all() if member.name == "Alder Energy")
    story.recusals.add(Recusal(member_id=alder, item_id=story.items.all()[0].id))
    assert said(pane)["Alder Energy"] == ["Alder Energy, item 1, recused", "Alder Energy, item 2, no"]


def test_at_most_two_marks_stand_beside_a_chip(pane: MatrixPane, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    story.feedback.change(cobalt.id, condition="With a vote.", sensitive=True)
    cell = pane.grid.matrix.cells[cobalt.member_id, cobalt.item_id]
    assert cell.marks == ["flag", "if"]


def test_members_stand_in_groups_of_their_segments(pane: MatrixPane) -> None:
    matrix = pane.grid.matrix
    places = [matrix.index(row, 0) for row in range(matrix.rowCount())]
    heads = [str(place.data()) for place in places if not matrix.flags(place)]
    assert heads == ["Domestic, 2 members", "Non-domestic, 1 member"]


def test_arrows_step_over_the_heads_of_groups(pane: MatrixPane, story: Desk) -> None:
    first = story.items.all()[0]
    bramble = next(member for member in story.members.all() if member.name == "Bramble Power")
    pane.grid.choose(bramble.id, first.id)
    QTest.keyClick(pane.grid, Qt.Key.Key_Down)
    cell = pane.grid.current()
    assert cell and cell.member.name == "Cobalt Gas"
    QTest.keyClick(pane.grid, Qt.Key.Key_Up)
    cell = pane.grid.current()
    assert cell and cell.member.name == "Bramble Power"


def test_a_silent_cell_says_when_it_was_asked(pane: MatrixPane, story: Desk) -> None:
    bramble = next(member for member in story.members.all() if member.name == "Bramble Power")
    pane.grid.choose(bramble.id, story.items.all()[0].id)
    cell = pane.grid.current()
    assert cell and pane.details.isVisible()
    assert pane._asked_words(cell) == "Asked Thu 4 Nov by e-mail. Not chased."


def test_enter_opens_the_item_at_the_answer(pane: MatrixPane, window: MainWindow, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    pane.grid.choose(cobalt.member_id, cobalt.item_id)
    QTest.keyClick(pane.grid, Qt.Key.Key_Return)
    assert window.frame
    shown = window.frame.page()
    assert isinstance(shown, ItemPage) and shown.item_id == cobalt.item_id
    assert shown.answers.list.current().answer.feedback.id == cobalt.id


def test_words_and_kinds_narrow_the_members(pane: MatrixPane) -> None:
    pane.words.setText("without vote")
    assert list(said(pane)) == ["Cobalt Gas"]
    pane.words.clear()
    pane.kind.setCurrentIndex(pane.kind.findData("never"))
    pane.kind.activated.emit(0)
    assert list(said(pane)) == ["Bramble Power"]


def test_the_chosen_cell_outlives_a_change(pane: MatrixPane, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    pane.grid.choose(cobalt.member_id, cobalt.item_id)
    story.feedback.change(cobalt.id, rationale="Still no vote.")
    cell = pane.grid.current()
    assert cell and cell.answer and cell.answer.rationale == "Still no vote."


def test_a_matrix_without_a_meeting_is_empty() -> None:
    assert (Matrix().rowCount(), Matrix().columnCount()) == (0, 2)


def test_the_narrowest_column_holds_a_chip_and_two_marks() -> None:
    assert CHIP_AT + CHIP + MARK_AFTER + MARK_STEP + MARK <= LEAST
