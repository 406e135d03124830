"""The matrix: members against items, every cell with its chip or mark, its words and its details."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.arrangement import By, Show
from mhhs_desk.domain.calls import Recusal
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.matrix import Cell, Mark
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Position
from mhhs_desk.ui.controls import Words
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.matrix_model import Matrix
from mhhs_desk.ui.matrix_paint import CHIP, CHIP_AT, MARK, MARK_AFTER, MARK_STEP, Kind, draw, kind_of
from mhhs_desk.ui.matrix_view import LEAST
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.matrix import MatrixPane
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place

ROLE = Qt.ItemDataRole


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
    for number in range(matrix.rowCount()):
        row = matrix.row(number)
        if row:
            cells = [matrix.index(number, column) for column in range(len(matrix.columns))]
            rows[row.member.name] = [str(cell.data(ROLE.AccessibleTextRole)) for cell in cells]
    return rows


def heads(pane: MatrixPane) -> list[str]:
    """The heads of the groups, from the top."""
    matrix = pane.grid.matrix
    down = Qt.Orientation.Vertical
    return [str(matrix.headerData(n, down)) for n in range(matrix.rowCount()) if matrix.row(n) is None]


def cell_of(pane: MatrixPane, member_id: int, item_id: int) -> Cell:
    found = pane.grid.matrix.cell(pane.grid.matrix.place_of(member_id, item_id))
    assert found
    return found


def member(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.members.all() if one.name == name)


def test_every_cell_says_who_what_and_how(pane: MatrixPane, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    story.feedback.change(cobalt.id, received="2021-11-08T10:40", condition="With a vote.", consent=Consent.KIND)
    assert said(pane)["Cobalt Gas"] == [
        "Cobalt Gas, item 1, reject, red line, condition, confidential, received 8 Nov",
        "Cobalt Gas, item 2, silent",
    ]


def test_a_member_is_in_one_state_and_a_recusal_outweighs_an_answer(pane: MatrixPane, story: Desk) -> None:
    story.recusals.add(Recusal(member_id=member(story, "Alder Energy"), item_id=story.items.all()[0].id))
    assert said(pane)["Alder Energy"] == ["Alder Energy, item 1, recused", "Alder Energy, item 2, no"]


def test_at_most_two_marks_stand_beside_a_chip(pane: MatrixPane, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    story.feedback.change(cobalt.id, condition="With a vote.", sensitive=True)
    marks = cell_of(pane, cobalt.member_id, cobalt.item_id).marks
    assert marks == (Mark.RED_LINE, Mark.CONDITION, Mark.CONFIDENTIAL)
    row = next(row for row in pane.data.rows if row.member.id == cobalt.member_id)
    assert kind_of(row, 0, pane.grid.matrix) == ("X", (Mark.RED_LINE, Mark.CONDITION), False)


def test_members_stand_in_groups_of_their_segments(pane: MatrixPane) -> None:
    assert heads(pane) == ["Domestic, 2 members", "Non-domestic, 1 member"]


def test_arrows_step_over_the_heads_of_groups(pane: MatrixPane, story: Desk) -> None:
    first = story.items.all()[0]
    pane.grid.choose(member(story, "Bramble Power"), first.id)
    QTest.keyClick(pane.grid, Qt.Key.Key_Down)
    cell = pane.grid.current()
    assert cell and cell.member.name == "Cobalt Gas"
    QTest.keyClick(pane.grid, Qt.Key.Key_Up)
    cell = pane.grid.current()
    assert cell and cell.member.name == "Bramble Power"


def test_a_silent_cell_says_when_it_was_asked(pane: MatrixPane, story: Desk) -> None:
    pane.grid.choose(member(story, "Bramble Power"), story.items.all()[0].id)
    assert pane.details.isVisible()
    told = [words.text() for words in pane.details.findChildren(Words)]
    assert "Asked Thu 4 Nov by e-mail, 4 working days; not chased." in told


def test_the_pane_says_for_whom_and_as_what_a_member_answers(pane: MatrixPane, story: Desk) -> None:
    story.feedback.change(1, represents="Alder Retail", role="head of metering")
    pane.grid.choose(member(story, "Alder Energy"), story.items.all()[0].id)
    told = [words.text() for words in pane.details.findChildren(Words)]
    assert told[told.index("Answers for") + 1] == "Alder Retail"
    assert told[told.index("Answers as") + 1] == "head of metering"


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
    pane.show_only.pick(Show.NEVER)
    pane.arrange()
    assert list(said(pane)) == ["Bramble Power"]


def test_the_chosen_cell_outlives_a_change(pane: MatrixPane, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    pane.grid.choose(cobalt.member_id, cobalt.item_id)
    story.feedback.change(cobalt.id, rationale="Still no vote.")
    now = pane.grid.current()
    assert now and now.answer and now.answer.rationale == "Still no vote."


def test_a_matrix_without_a_meeting_is_empty() -> None:
    assert (Matrix().rowCount(), Matrix().columnCount()) == (0, 1)


def test_the_narrowest_column_holds_a_chip_and_two_marks() -> None:
    assert CHIP_AT + CHIP + MARK_AFTER + MARK_STEP + MARK <= LEAST


def test_a_screen_reader_finds_every_cell_in_words(pane: MatrixPane) -> None:
    table = QAccessible.queryAccessibleInterface(pane.grid)
    children = [table.child(n) for n in range(table.childCount())]
    told = {one.text(QAccessible.Text.Name): one for one in children}
    cell = told["Cobalt Gas, item 1, reject, red line"]
    assert cell.role() == QAccessible.Role.Cell
    assert cell.text(QAccessible.Text.Description) == "Reject\nRed line: Not without a vote."
    assert "Item 1, The framework: 2 of 3 answered, 1 accept, 1 reject, 1 silent" in told
    assert "Bramble Power, domestic, not heard" in told


def test_a_member_comes_to_how_many_it_answered_and_objects_to(pane: MatrixPane, story: Desk) -> None:
    first = story.items.all()[0]
    story.positions.add(Position(item_id=first.id, option="A"))
    matrix = pane.grid.matrix
    row = pane.grid.matrix.place_of(member(story, "Cobalt Gas"), first.id).row()
    sums = [matrix.index(row, column) for column in (2, 3)]
    assert [place.data() for place in sums] == ["1", "1"]
    assert sums[1].data(ROLE.AccessibleTextRole) == "Cobalt Gas, objects on item 1"
    assert "Item 1, The framework: 2 of 3 answered" in pane.foot.accessibleDescription()


def test_members_are_grouped_by_their_option_on_the_chosen_item(pane: MatrixPane, story: Desk) -> None:
    pane.group.pick(By.OPTION)
    pane.arrange()
    assert pane.item.isVisible()
    assert heads(pane) == ["Accept, 1 member", "Reject, 1 member", "Silent, 1 member"]
    pane.item.pick(story.items.all()[1].id)
    pane.arrange()
    assert heads(pane) == ["No, 1 member", "Silent, 2 members"]


def test_a_click_above_an_item_sorts_by_it_and_another_turns_it_round(pane: MatrixPane) -> None:
    pane.group.pick(By.NOTHING)
    pane.grid.items.sectionClicked.emit(0)
    assert list(said(pane)) == ["Alder Energy", "Cobalt Gas", "Bramble Power"]
    pane.grid.items.sectionClicked.emit(0)
    assert list(said(pane)) == ["Bramble Power", "Cobalt Gas", "Alder Energy"]


def test_the_title_of_an_item_narrows_the_columns(pane: MatrixPane) -> None:
    pane.words.setText("date not")
    assert [column.item.number for column in pane.grid.matrix.columns] == [2]
    assert len(said(pane)) == 3


def test_what_is_found_in_an_answer_is_marked_in_its_cell(pane: MatrixPane, story: Desk) -> None:
    pane.words.setText("vote")
    matrix = pane.grid.matrix
    assert matrix.shown.found == {(member(story, "Cobalt Gas"), 0)}
    assert kind_of(matrix.shown.rows[0], 0, matrix)[2]


def test_where_nothing_is_found_one_step_shows_all_again(pane: MatrixPane) -> None:
    pane.words.setText("zebra")
    assert pane.stack.currentWidget() is pane.nothing
    assert pane.nothing.sentence.text() == "No cell of 3 members holds “zebra”."
    pane.words.clear()
    pane.show_only.pick(Show.STALE)
    pane.arrange()
    assert pane.nothing.sentence.text() == "None of 3 members is shown under “stale”."
    pane.clear()
    assert pane.stack.currentWidget() is pane.whole and len(said(pane)) == 3


def test_without_items_or_members_the_next_step_is_named(bare: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    forum = next(forum.id for forum in desk.forums.all() if forum.code == "PSG")
    meeting = desk.meetings.add(Meeting(forum_id=forum, label="PSG 1", day=date(2021, 11, 10)))
    bare.show_desk(desk)
    assert bare.shell and bare.frame
    bare.shell.go(Place("meetings", meeting.id, "matrix"))
    page = bare.frame.page()
    assert isinstance(page, MeetingsPage)
    pane = page.pane.matrix
    qtbot.waitUntil(pane.isVisible)
    assert pane.stack.currentWidget() is pane.no_items
    desk.items.add(Item(meeting_id=meeting.id, number=1, title="One", options=()))
    assert pane.stack.currentWidget() is pane.no_members


def test_a_range_is_copied_with_its_members_and_items(pane: MatrixPane, story: Desk) -> None:
    pane.grid.choose(member(story, "Alder Energy"), story.items.all()[0].id)
    pane.grid.selectAll()
    QTest.keyClick(pane.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    taken = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in taken.text().splitlines()]
    assert lines[0] == ["Member", "1 The framework", "2 M6 to a date not given", "Answered"]
    assert ["Cobalt Gas", "X · red line", "silent", "1"] in lines
    assert len(lines) == 4
    assert "<tr><td>Cobalt Gas</td><td>X · red line</td><td>silent</td><td>1</td></tr>" in taken.html()


def test_ctrl_enter_opens_where_an_answer_came_from(pane: MatrixPane, window: MainWindow, story: Desk) -> None:
    cobalt = next(answer for answer in story.feedback.all() if answer.red_line)
    pane.grid.choose(cobalt.member_id, cobalt.item_id)
    QTest.keyClick(pane.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.shell and window.shell.place == Place("item", cobalt.item_id, cobalt.code)


def test_the_export_asks_for_the_edition_and_writes_it(
    pane: MatrixPane, window: MainWindow, qtbot: QtBot, at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = at_home / "out.xlsx"
    offered: list[str] = []

    def ask(parent: object, name: str) -> Path:
        offered.append(name)
        return target

    monkeypatch.setattr(files, "ask_export", ask)
    window.run("export-matrix")
    export = pane.exporting
    export.edition.setCurrentIndex(export.edition.findData(Edition.GROUP))
    assert export.told.text().startswith("2 of 3 members named, 3 of 3 answers shown.")
    assert window.shell
    with qtbot.waitSignal(window.shell.said, timeout=10_000) as told:
        export.save()
    assert told.args == [f"Saved {target}.", False]
    assert offered == ["PSG 1 matrix group edition.xlsx"]
    assert target.read_bytes().startswith(b"PK")


def test_a_cell_is_told_apart_without_its_colour(pane: MatrixPane, story: Desk) -> None:
    """In grey, cells that differ in option, state or mark are different pictures."""
    theme, size = pane.look.theme, QSize(70, 22)
    kinds: list[Kind] = [(key, (), False) for key in "AWRXEYNUO1234"]
    kinds += [(state, (), False) for state in (State.NIL, State.SILENT, State.NOT_ASKED, State.RECUSED)]
    kinds += [("A", (mark,), False) for mark in Mark]
    grey = [draw(theme, kind, size, 1).toImage().convertToFormat(QImage.Format.Format_Grayscale8) for kind in kinds]
    assert len({bytes(picture.constBits()) for picture in grey}) == len(kinds)


def test_the_names_stay_in_sight_when_the_items_are_scrolled(pane: MatrixPane) -> None:
    names = pane.grid.names
    left = names.mapTo(pane.grid, names.rect().topLeft()).x()
    pane.grid.horizontalScrollBar().setValue(200)
    assert names.mapTo(pane.grid, names.rect().topLeft()).x() == left == 0
    assert pane.grid.viewport().x() == names.width()
