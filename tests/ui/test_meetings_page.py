"""The meetings page: the days by rule and by invitation, the agenda, the matrix, the gates and who was asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from mhhs_desk.desk import Desk
from mhhs_desk.domain.coverage import State
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(bare: MainWindow, sample: Desk) -> MeetingsPage:
    bare.show_desk(sample)
    assert bare.shell and bare.frame
    bare.shell.go(Place("meetings", sample.meeting().id, "matrix"))
    made = bare.frame.pages["meetings"]
    assert isinstance(made, MeetingsPage)
    return made


def test_every_cell_of_the_matrix_reads_out_member_item_and_state(page: MeetingsPage) -> None:
    model = page.pane.matrix.grid.model()
    told = [
        str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert any(cell.startswith("Cobalt Gas & Power, item 4") and "red line" in cell for cell in told)
    assert any("Jessamy Energy, item 1" in cell and "silent" in cell for cell in told)


def test_the_matrix_shows_as_many_answers_as_the_record_holds(page: MeetingsPage) -> None:
    view = page.desk.view(page.desk.meeting())
    answered = sum(item.tally.states[State.ANSWERED] + item.tally.states[State.NIL] for item in view.items)
    assert answered == 205
    assert f"of {24 * 11} cells" in page.pane.matrix.told.text()


def test_the_meetings_by_rule_are_told_from_the_one_that_was_invited(page: MeetingsPage) -> None:
    table = page.list.table
    told = [str(table.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(table.rowCount())]
    assert any("PSG 1" in line for line in told)
    assert any("first Wednesday" in line for line in told)
