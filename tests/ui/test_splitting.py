"""One message over several items: words are selected, and the number of an item makes an answer of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.proposals import Proposal, ProposalKind
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.splitting import Numbers
from tests.ui.inboxes import drop, inbox_of, mail, open_

BODY = """Morgan,

we are content with the framework as it stands,
and we cannot live with the move of M6.

Bo"""


@pytest.fixture
def page(qtbot: QtBot, story: Desk) -> InboxPage:
    """The Inbox with one message, the answers recognised in it refused."""
    made = inbox_of(qtbot, story)
    drop(made, [mail("bo.eml", BODY, "Bo Elm <bo@bramble.example>")])
    for proposal in answers(made):
        story.refuse(proposal.id)
    source = story.sources.first("name = 'bo.eml'")
    assert source
    story.sources.change(source.id, state=SourceState.WAITING)
    open_(made, "bo.eml")
    return made


def answers(page: InboxPage) -> list[Proposal]:
    return [p for found in page.desk.waiting_proposals().values() for p in found if p.kind is ProposalKind.ANSWER]


def select(page: InboxPage, first: str, last: str) -> None:
    """Select from the first of some words to the last."""
    text = page.original.toPlainText()
    cursor = page.original.textCursor()
    cursor.setPosition(text.index(first))
    cursor.setPosition(text.index(last) + len(last), QTextCursor.MoveMode.KeepAnchor)
    page.original.setTextCursor(cursor)


def test_s_and_a_number_make_an_answer_of_selected_words(page: InboxPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.arrivals, Qt.Key.Key_S)
    assert page.side.currentWidget() is page.splitting
    select(page, "content", "stands")
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    (made,) = answers(page)
    item, member = page.desk.items.get(made.facts["item_id"]), page.desk.members.get(made.facts["member_id"])
    assert (item.number, member.name) == (1, "Bramble Power")
    assert made.facts["rationale"] == "content with the framework as it stands"
    assert made.span and (made.span.text, made.span.line) == ("content with the framework as it stands", 3)


def test_its_option_is_said_with_a_key_and_it_is_filed_with_its_place(page: InboxPage, qtbot: QtBot) -> None:
    before = page.desk.feedback.count()
    select(page, "content", "stands")
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    assert page.proposals.current().doubts == ("No option is named. Choose one with its key.",)
    qtbot.keyClick(page.original, Qt.Key.Key_A)
    qtbot.keyClick(page.original, Qt.Key.Key_S)
    select(page, "cannot", "M6")
    qtbot.keyClick(page.original, Qt.Key.Key_2)
    qtbot.keyClick(page.original, Qt.Key.Key_N)
    qtbot.keyClick(page.original, Qt.Key.Key_Return)
    assert page.desk.feedback.count() == before + 2
    last = page.desk.feedback.all()[-1]
    assert (last.option, last.rationale) == ("N", "cannot live with the move of M6")
    assert last.span and last.span.line == 4


def test_words_beside_a_number_that_was_added_are_taken_without_it(page: InboxPage, qtbot: QtBot) -> None:
    select(page, "content", "stands")
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    assert "stands2," in page.original.toPlainText()
    select(page, "stands2", "cannot live")
    chosen = page.original.selected()
    assert chosen and (chosen.text, chosen.line) == ("stands, and we cannot live", 3)


def test_without_words_a_number_asks_for_some(page: InboxPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.arrivals, Qt.Key.Key_S)
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    assert "No words are selected" in page.splitting.line.text()
    assert answers(page) == []


def test_a_number_may_have_two_figures(page: InboxPage, qtbot: QtBot) -> None:
    first = page.desk.items.all()[0]
    page.desk.items.add_all(
        Item(meeting_id=first.meeting_id, number=n, title=f"Item {n}", options=first.options) for n in range(3, 12)
    )
    qtbot.keyClick(page.arrivals, Qt.Key.Key_S)
    select(page, "content", "stands")
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    assert page.splitting.line.text() == "Enter for item 1, or another figure."
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    assert [page.desk.items.get(p.facts["item_id"]).number for p in answers(page)] == [11]


def test_esc_leaves_and_nothing_is_proposed(page: InboxPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.arrivals, Qt.Key.Key_S)
    qtbot.keyClick(page.original, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.filing
    assert answers(page) == []


def test_one_undo_takes_a_split_back(page: InboxPage, qtbot: QtBot) -> None:
    select(page, "content", "stands")
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    page.shell.undo()
    assert answers(page) == []


def test_a_sender_nobody_knows_is_a_doubt(page: InboxPage, qtbot: QtBot) -> None:
    drop(page, [mail("stranger.eml", BODY, "Max <max@nowhere.example>")])
    open_(page, "stranger.eml")
    select(page, "content", "stands")
    qtbot.keyClick(page.original, Qt.Key.Key_1)
    made = page.proposals.current()
    assert made.facts["member_id"] is None
    assert made.doubts[0] == "No member matches Max."
    assert page.member.isVisibleTo(page)


@pytest.mark.parametrize(
    ("figures", "meant"),
    [("1", [None]), ("2", [2]), ("10", [None, 10]), ("12", [None, 2]), ("9", [None])],
)
def test_figures_mean_a_number_once_no_other_begins_like_them(figures: str, meant: list[int | None]) -> None:
    numbers = Numbers()
    numbers.known = (1, 2, 10, 11)
    assert [numbers.type(figure) for figure in figures] == meant
