"""A stale answer is marked wherever it is seen, asked about on Today, and confirmed by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.coverage import State
from mhhs_desk.paper.wording import view_of
from mhhs_desk.ui.answers import AnswerRow, OptionHead, marks, rows_of
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.matrix_model import Cell
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
    answer = stale.answer.feedback
    cell = Cell(view.members[answer.member_id], item, State.ANSWERED, answer)
    assert "clock-counter-clockwise" in cell.marks
    assert "given on v0.9" in cell.words


def test_the_own_paper_says_so_beside_the_answer(reissued: Desk) -> None:
    view = reissued.view(reissued.meeting())
    item = view.items[0]
    told = [run.text for run in view_of(item.answers[0], view.edition, item.item.paper_version)]
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
