"""Tables: columns declared, one way in, groups that sort inside themselves, a choice that survives."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.ui.tables import RECORD_ROLE, SORT_ROLE, Column, Heading, Table, TableView
from mhhs_desk.ui.theme import Look


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    size: int


ROWS: list[Row | Heading] = [
    Heading("Small"),
    Row(1, "beta", 20),
    Row(2, "Alpha", 3),
    Heading("Large"),
    Row(3, "delta", 100),
    Row(4, "c", 7),
]
COLUMNS: list[Column[Row]] = [
    Column("Name", lambda row: row.name, width=100, stretch=True),
    Column("Size", lambda row: str(row.size), key=lambda row: row.size, width=100, right=True, spare=1),
]


def table() -> Table[Row]:
    made: Table[Row] = Table(COLUMNS)
    made.show(ROWS)
    return made


def names(shown: Table[Row]) -> list[str]:
    return [str(shown.index(row, 0).data()) for row in range(shown.rowCount())]


def test_a_table_shows_its_columns_of_each_record() -> None:
    shown = table()
    assert [shown.headerData(n, Qt.Orientation.Horizontal) for n in range(2)] == ["Name", "Size"]
    assert shown.index(1, 1).data() == "20"
    assert shown.index(1, 1).data(SORT_ROLE) == 20
    assert shown.index(1, 1).data(RECORD_ROLE) == ROWS[1]
    assert shown.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Size: 20"


def test_sorting_stays_inside_each_group() -> None:
    shown = table()
    shown.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(shown) == ["Small", "Alpha", "beta", "Large", "c", "delta"]
    shown.sort(0, Qt.SortOrder.DescendingOrder)
    assert names(shown) == ["Small", "beta", "Alpha", "Large", "delta", "c"]
    shown.sort(-1)
    assert names(shown) == ["Small", "beta", "Alpha", "Large", "delta", "c"]


def test_a_heading_is_no_record_and_cannot_be_chosen() -> None:
    shown = table()
    assert shown.record(0) is None
    assert shown.flags(shown.index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_what_was_chosen_stays_chosen_when_the_records_are_read_again(qtbot: QtBot, look: Look) -> None:
    shown = table()
    view = TableView(look, shown, "Rows")
    qtbot.addWidget(view)
    view.choose(lambda row: row.id == 3)
    told: list[Row | None] = []
    view.chosen.connect(told.append)
    shown.show([Row(9, "new", 1), Row(3, "delta", 101)])
    assert view.current() == told[-1] == Row(3, "delta", 101)
    shown.show([])
    assert told[-1] is None


def test_arrows_pass_over_headings_and_enter_opens(qtbot: QtBot, look: Look) -> None:
    view = TableView(look, table(), "Rows")
    qtbot.addWidget(view)
    view.show()
    opened: list[Row] = []
    view.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert opened == [Row(3, "delta", 100)]


def test_focus_alone_chooses_nothing(qtbot: QtBot, look: Look) -> None:
    view = TableView(look, table(), "Rows")
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    view.setFocus()
    assert view.current() is None


def test_a_spare_column_makes_room_for_the_rest(qtbot: QtBot, look: Look) -> None:
    view = TableView(look, table(), "Rows")
    qtbot.addWidget(view)
    view.resize(150, 200)
    view.show()
    assert view.isColumnHidden(1) and not view.isColumnHidden(0)
    view.resize(400, 200)
    assert not view.isColumnHidden(1)
    assert view.columnWidth(0) + view.columnWidth(1) == view.viewport().width()


def test_a_row_is_as_high_as_what_stands_in_it_now(qtbot: QtBot, look: Look) -> None:
    shown = table()
    view = TableView(look, shown, "Rows")
    qtbot.addWidget(view)
    low, high = view.rowHeight(0), view.rowHeight(1)
    assert low < high
    shown.show([Row(1, "beta", 20), Heading("Large"), Row(3, "delta", 100), Row(4, "c", 7)])
    assert [view.rowHeight(row) for row in range(4)] == [high, low, high, high]


def test_columns_that_stretch_share_the_room_and_others_may_take_their_place(qtbot: QtBot, look: Look) -> None:
    shown = table()
    view = TableView(look, shown, "Rows")
    qtbot.addWidget(view)
    shown.sort(1)
    shown.show_columns([Column(title, lambda row: row.name, width=50, stretch=True) for title in "ABC"])
    shown.show(ROWS)
    view.resize(500, 300)
    view.show()
    widths = [view.columnWidth(column) for column in range(3)]
    assert widths[0] == widths[1] <= widths[2] < widths[0] + 3 and sum(widths) == view.viewport().width()
    assert names(shown)[:3] == ["Small", "beta", "Alpha"]  # in the order they were given
