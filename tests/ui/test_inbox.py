"""The Inbox by keyboard: what is sure is filed with Enter, a doubt costs a key, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.proposals import ProposalState
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Look


@pytest.fixture
def page(qtbot: QtBot, sample: Desk) -> Iterator[InboxPage]:
    """The Inbox of the sample, reloading as the window would."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    preferences = Preferences(theme="light")
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    shell = Shell(window, sample, Look(app, preferences), preferences)
    made = InboxPage(shell)
    made.setParent(window)
    shell.changed.connect(lambda kinds: made.reload() if kinds & made.kinds else None)
    made.reload()
    window.resize(1400, 900)
    window.show()
    yield made


def open_(page: InboxPage, file: str) -> None:
    assert page.arrivals.choose(lambda arrival: arrival.source.name == file)


def files(page: InboxPage) -> list[str]:
    return [source.name for source in page.desk.waiting()]


def test_the_original_is_shown_with_the_words_that_were_found(page: InboxPage) -> None:
    open_(page, "yarrow.eml")
    assert [number for number, _ in page.original.marked()] == [1, 2]
    assert "lean to option 1" in page.original.marked()[0][1]


def test_a_doubt_costs_one_key_and_enter_files_the_message(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    before = page.desk.feedback.count()
    qtbot.keyClicks(page.proposals, "1")
    qtbot.keyClick(page.proposals, Qt.Key.Key_Down)
    qtbot.keyClicks(page.proposals, "N")
    qtbot.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert page.desk.feedback.count() == before + 2
    assert "yarrow.eml" not in files(page)


def test_tab_leads_from_the_arrivals_to_the_proposals(page: InboxPage, qtbot: QtBot) -> None:
    page.arrivals.setFocus()
    qtbot.keyClick(page.arrivals, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.proposals


def test_one_undo_brings_a_filed_message_back(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    qtbot.keyClicks(page.proposals, "1")
    before = page.desk.feedback.count()
    qtbot.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert page.desk.feedback.count() == before + 1
    page.shell.undo()
    assert page.desk.feedback.count() == before
    assert "yarrow.eml" in files(page)


def test_a_nil_return_is_filed_for_every_item_only_once_0_is_pressed(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "rosebay.eml")
    qtbot.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert "rosebay.eml" in files(page)
    before = page.desk.feedback.count()
    page.proposals.choose(lambda proposal: bool(proposal.facts.get("item_ids")))
    qtbot.keyClicks(page.proposals, "0")
    qtbot.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert page.desk.feedback.count() == before + 9
    assert "rosebay.eml" not in files(page)


def test_x_sets_an_arrival_aside_and_files_nothing(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "unknown.eml")
    before = page.desk.feedback.count()
    qtbot.keyClicks(page.arrivals, "X")
    assert "unknown.eml" not in files(page)
    assert page.desk.feedback.count() == before


def test_e_escalates_an_approval_and_f2_edits_it(page: InboxPage, qtbot: QtBot) -> None:
    approval = page.desk.items.first("disposition = 'approval' AND number = 1")
    assert approval
    open_(page, "yarrow.eml")
    page.desk.settle(page.proposals.current().id, item_id=approval.id)
    qtbot.keyClicks(page.proposals, "E")
    assert page.proposals.current().facts["option"] == "E"
    qtbot.keyClick(page.proposals, Qt.Key.Key_F2)
    assert page.side.currentIndex() == 1


def test_shift_delete_sets_aside_whatever_the_item_offers(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    qtbot.keyClick(page.arrivals, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert "yarrow.eml" not in files(page)


def test_an_unknown_sender_can_be_given_a_member(page: InboxPage) -> None:
    open_(page, "unknown.eml")
    mallow = page.desk.members.first("name = 'Mallow Electric'")
    assert mallow
    page.member.setCurrentIndex(page.member.findData(mallow.id))
    page.member.activated.emit(page.member.currentIndex())
    (proposal,) = page.arrivals.current().proposals
    assert proposal.facts["member_id"] == mallow.id


def test_a_refused_proposal_is_not_filed(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    first = page.proposals.current()
    qtbot.keyClick(page.proposals, Qt.Key.Key_Delete)
    assert page.desk.proposals.get(first.id).state is ProposalState.REFUSED


def test_when_all_is_filed_the_page_offers_the_one_next_step(page: InboxPage) -> None:
    for source in page.desk.waiting():
        page.desk.set_aside(source.id)
    assert page.empty.isVisibleTo(page)
    assert not page.full.isVisibleTo(page)
    page.show_place(Place("inbox", 999))


def test_the_doubts_of_a_pack_are_said_beside_its_filing(page: InboxPage) -> None:
    pack = page.desk.sources.first("name = 'psg-pack.pdf'")
    assert pack
    page.desk.sources.change(pack.id, state=SourceState.WAITING)
    open_(page, "psg-pack.pdf")
    assert "No date of the meeting is written." in page.doubts.text()
    assert page.doubts.isVisibleTo(page)
