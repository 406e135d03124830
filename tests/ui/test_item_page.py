"""The item page: a rep reads the answers, writes an evidenced position, and sees the gates change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def item(sample: Desk) -> Item:
    """The sample's question of one group or two, whose position has one sentence without evidence."""
    found = sample.items.first("number = 4")
    assert found
    return found


@pytest.fixture
def page(bare: MainWindow, sample: Desk, item: Item) -> ItemPage:
    bare.show_desk(sample)
    assert bare.shell and bare.frame
    bare.shell.go(Place("item", item.id))
    made = bare.frame.pages["item"]
    assert isinstance(made, ItemPage)
    return made


def choose(combo, data: object) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_an_uncited_sentence_is_marked_until_it_is_called_judgement(page: ItemPage, item: Item, qtbot: QtBot) -> None:
    edit = page.position.editors["statement"].edit
    assert edit.first_bare() == 3
    edit.go_to(3)
    qtbot.keyClick(edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page.position.flush()
    assert edit.first_bare() is None
    assert "than one. [J]" in page.desk.positions.of(item.id).statement
    assert next(gate for gate in page.desk.ready(page.desk.meeting()) if gate.code == "cited").met


def test_what_is_typed_is_kept_without_saving(page: ItemPage, item: Item, qtbot: QtBot) -> None:
    edit = page.position.editors["fallback"].edit
    edit.setPlainText("Come back in spring. [J]")
    qtbot.waitUntil(lambda: page.desk.positions.of(item.id).fallback == "Come back in spring. [J]", timeout=3000)
    page.shell.undo()
    assert page.desk.positions.of(item.id).fallback != "Come back in spring. [J]"
    assert edit.toPlainText() == page.desk.positions.of(item.id).fallback


def test_choosing_consensus_against_a_red_line_is_refused_by_name(page: ItemPage, item: Item) -> None:
    choose(page.position.strength, Strength.CONSENSUS.value)
    assert "Cobalt Gas & Power holds a red line" in page.position.refusal.text()
    assert page.desk.positions.of(item.id).strength is Strength.MAJORITY


def test_choosing_an_option_is_one_step_named_for_the_item(page: ItemPage, item: Item) -> None:
    choose(page.position.option, "2")
    assert page.desk.positions.of(item.id).option == "2"
    step = page.desk.undoable()
    assert step and step.name == "Choose the option on item 4"


def test_citing_another_items_answer_is_refused_and_the_typing_stays(page: ItemPage, item: Item) -> None:
    foreign = page.desk.feedback.first("item_id <> ?", item.id)
    assert foreign
    editor = page.position.editors["ask"]
    editor.edit.setPlainText(f"Do so. [{foreign.code}]")
    page.position.flush()
    assert "is not an answer to this item" in editor.hint.text()
    assert foreign.code in editor.edit.toPlainText()
    assert foreign.code not in page.desk.positions.of(item.id).ask


def test_every_answer_is_shown_and_every_member_without_one_is_named(page: ItemPage, item: Item) -> None:
    told = " ".join(
        str(page.answers.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(page.answers.list.model().rowCount())
    )
    view = page.desk.view(page.desk.meeting()).item(item.id)
    assert all(answer.who in told for answer in view.answers)
    for name in ("Jessamy Energy", "Mallow Electric", "Umber Electric", "Vetchling Energy"):
        assert name in told
