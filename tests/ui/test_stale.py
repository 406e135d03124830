"""A stale answer is marked wherever it is seen, asked about on Today, and confirmed by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.matrix import Mark
from mhhs_desk.paper.wording import view_of
from mhhs_desk.ui.answer_rows import AnswerRow, OptionHead, marks, rows_of
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.matrix_words import cell_words
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.todo import tasks


@pytest.fixture
def reissued(story: Desk) -> Desk:
    """The paper of the first item is at v1.0; the first answer was given on v0.9."""
    first = story.feedback.all()[0]
    with story.step("Issue the paper again"):
        story.feedback.change(first.id, paper_version="v0.9")
        story.items.change(first.item_id, paper_version="v1.0")
    return story


@pytest.fixture
def page(window: MainWindow, reissued: Desk) -> ItemPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", reissued.feedback.all()[0].item_id))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    return shown


def test_the_list_and_the_matrix_mark_it_with_the_version_it_was_given_on(reissued: Desk) -> None:
    view = reissued.view(reissued.meeting())
    item = view.items[0]
    rows = list(rows_of(view, item))
    (stale,) = [row for row in rows if isinstance(row, AnswerRow) and row.stale]
    assert ("clock-counter-clockwise", "Given on v0.9", "attention") in marks(stale)
    assert any(row.detail.endswith("1 stale") for row in rows if isinstance(row, OptionHead))
    grid = reissued.grid(reissued.meeting())
    row = next(row for row in grid.rows if row.member.id == stale.answer.feedback.member_id)
    assert Mark.STALE in grid.cell(row, 0).marks
    assert "given on v0.9" in cell_words(grid.cell(row, 0))


def test_the_own_paper_says_so_beside_the_answer(reissued: Desk) -> None:
    view = reissued.view(reissued.meeting())
    item = view.items[0]
    told = [run.text for run in view_of(item, item.answers[0], view.edition)]
    assert told[-1] == " (given on v0.9)"


def test_today_asks_to_confirm_it_until_it_is_confirmed(reissued: Desk) -> None:
    meeting = reissued.meeting()

    def asked() -> list[tuple[str, str]]:
        found = tasks(reissued, reissued.view(meeting), reissued.ready(meeting))
        return [(task.title, task.detail) for task in found if task.id == "stale"]

    assert asked() == [("Confirm Alder Energy’s answer", "Given on the draft, v0.9; the paper is now v1.0.")]
    reissued.still_stands(reissued.feedback.all()[0].id)
    assert asked() == []


def test_one_key_says_that_it_still_stands(page: ItemPage, reissued: Desk) -> None:
    first = reissued.feedback.all()[0]
    page.answers.choose(first.code)
    QTest.keyClick(page.answers.list, Qt.Key.Key_S)
    assert reissued.feedback.get(first.id).paper_version == "v1.0"
    undoable = reissued.undoable()
    assert undoable and undoable.name == f"Confirm {first.code} for v1.0"


def test_its_original_says_on_which_paper_it_was_given_and_confirms_it_too(page: ItemPage, reissued: Desk) -> None:
    first = reissued.feedback.all()[0]
    page.answers.choose(first.code)
    QTest.keyClick(page.answers.list, Qt.Key.Key_Return)
    opened = page.answers.opened
    assert opened.stale.text() == "Given on v0.9, which was issued again since."
    QTest.keyClick(opened.text, Qt.Key.Key_S)
    assert reissued.feedback.get(first.id).paper_version == "v1.0"
    page.answers.choose(first.code)
    QTest.keyClick(page.answers.list, Qt.Key.Key_Return)
    assert opened.stands.isHidden()


def both_stale(desk: Desk) -> list[int]:
    """Both answers to the first item were given on v0.9."""
    answers = list(desk.feedback.where("item_id = 1"))
    desk.feedback.change(answers[1].id, paper_version="v0.9")
    return [answer.id for answer in answers]


def test_one_step_says_that_all_still_stand(page: ItemPage, reissued: Desk) -> None:
    both = both_stale(reissued)
    line = page.answers.stale
    assert line.words.text() == "2 answers to an earlier paper"
    QTest.keyClick(page.answers.list, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert [reissued.feedback.get(one).paper_version for one in both] == ["v1.0", "v1.0"]
    assert line.isHidden()
    reissued.undo()
    assert [reissued.feedback.get(one).paper_version for one in both] == ["v0.9", "v0.9"]
    line.all.click()
    assert [reissued.feedback.get(one).paper_version for one in both] == ["v1.0", "v1.0"]


def test_where_nothing_is_stale_there_is_nothing_to_confirm(page: ItemPage, reissued: Desk) -> None:
    assert page.answers.stale.isVisible()
    reissued.still_stands(reissued.feedback.all()[0].id)
    assert page.answers.stale.isHidden()
    before = reissued.undoable()
    QTest.keyClick(page.answers.list, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert reissued.undoable() == before


def entries(page: ItemPage, code: str) -> list[str]:
    """What the menu on an answer offers."""
    page.answers.choose(code)
    menu = page.answers.menu()
    return [action.text() for action in menu.actions()] if menu else []


def test_the_menu_has_the_keys_and_offers_all_of_one_member(page: ItemPage, reissued: Desk) -> None:
    first, other, elsewhere = reissued.feedback.all()
    both_stale(reissued)
    assert entries(page, first.code)[1:3] == ["Still stands\tS", "All 2 on this item still stand\tShift+S"]
    with reissued.step("Issue the other paper again"):
        reissued.feedback.change(elsewhere.id, paper_version="v0.9")
        reissued.items.change(elsewhere.item_id, paper_version="v1.0")
    assert entries(page, first.code)[3] == "All 2 of Alder Energy still stand"
    menu = page.answers.menu()
    assert menu
    menu.actions()[3].trigger()
    versions = [reissued.feedback.get(one.id).paper_version for one in (first, other, elsewhere)]
    assert versions == ["v1.0", "v0.9", "v1.0"]
    undoable = reissued.undoable()
    assert undoable and undoable.name == "Confirm 2 answers of Alder Energy"
