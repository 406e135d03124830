"""The palette: any record and any command from one field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.store.search import Hit
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.palette import Palette, bare, place_of
from mhhs_desk.ui.shell import Place


@pytest.fixture
def palette(window: MainWindow) -> Palette:
    assert window.frame
    window.run("find")
    assert window.frame.palette_
    return window.frame.palette_


def titles(palette: Palette) -> list[str]:
    return [bare(offer.title) for offer in palette.list.table.records()]


def type_in(palette: Palette, text: str) -> None:
    palette.field.setText(text)
    palette._search()


def test_words_find_records_and_enter_goes_there(palette: Palette, window: MainWindow) -> None:
    type_in(palette, "alternate name")
    assert titles(palette)[0].startswith("ACT-02")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.shell and window.shell.place == Place("actions", 2)
    assert palette.isHidden()


def test_arrows_choose_over_the_headings(palette: Palette) -> None:
    type_in(palette, "alder")
    first = palette.list.current()
    for _ in range(3):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    for _ in range(3):
        QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.current() is first


def test_a_sign_before_the_words_narrows_to_commands_or_people(palette: Palette) -> None:
    type_in(palette, ">members")
    assert titles(palette) == ["Members", "Ask the members"]
    type_in(palette, "@alder")
    assert titles(palette) == ["Alder Energy", "Priya Lund"]


def test_a_command_named_by_its_first_words_comes_before_records(palette: Palette, story: Desk) -> None:
    story.actions.change(3, text="Confirm the days of the group")
    type_in(palette, "confirm days")
    assert titles(palette)[:2] == ["Confirm days by rule", "ACT-03 Confirm the days of the group"]
    type_in(palette, "confirm")
    assert titles(palette)[0].startswith("ACT-03")


def test_a_command_is_run_from_the_palette(palette: Palette, window: MainWindow) -> None:
    type_in(palette, ">plan")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.frame and window.frame.page().name == "plan"


def test_escape_closes_and_changes_nothing(palette: Palette, window: MainWindow) -> None:
    before = window.shell and window.shell.place
    type_in(palette, "alder")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.shell and window.shell.place == before


@pytest.mark.parametrize(
    ("kind", "number", "place"),
    [
        ("feedback", 1, Place("item", 1, "F01")),
        ("person", 1, Place("members", 1)),
        ("milestone", 6, Place("plan", 6)),
        ("item", 2, Place("item", 2)),
    ],
)
def test_every_kind_that_is_found_has_its_place(
    window: MainWindow, story: Desk, kind: str, number: int, place: Place
) -> None:
    assert window.shell
    assert place_of(window.shell, Hit(kind, number, "", "")) == place
