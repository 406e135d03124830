"""The Inbox by keyboard: what is sure is filed with Enter, a doubt costs a key, and one undo takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.proposals import ProposalKind, ProposalState
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.shell import Place
from tests.ui.inboxes import drop, inbox_of, mail, open_


@pytest.fixture
def page(qtbot: QtBot, sample: Desk) -> InboxPage:
    """The Inbox of the sample."""
    return inbox_of(qtbot, sample)


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
    assert page.side.currentWidget() is page.form


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
    assert "No date of the meeting is written." in page.filing.doubts.text()
    assert page.filing.doubts.isVisibleTo(page)


def test_enter_says_what_to_do_where_nothing_is_sure(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "unknown.eml")
    before = page.desk.past(1)
    with qtbot.waitSignal(page.shell.said) as said:
        qtbot.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert said.args and said.args[0].startswith("Nothing of it is sure.")
    assert page.desk.past(1) == before


def test_a_click_on_a_mark_chooses_its_proposal(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    second = page.arrivals.current().proposals[1]
    first_words = " ".join(page.original.marked()[1][1].split()[:3])
    cursor = page.original.document().find(first_words)
    at = page.original.cursorRect(cursor).center()
    qtbot.mouseClick(page.original.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.proposals.current().id == second.id


def test_an_answer_is_put_right_in_its_place_and_enter_keeps_it(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    proposal = page.proposals.current()
    qtbot.keyClick(page.proposals, Qt.Key.Key_F2)
    page.form.option.pick("1")
    page.form.condition.setText("If the costs are known")
    qtbot.keyClick(page.form.condition, Qt.Key.Key_Return)
    facts = page.desk.proposals.get(proposal.id).facts
    assert (facts["option"], facts["condition"]) == ("1", "If the costs are known")
    assert page.side.currentWidget() is page.filing


def test_esc_leaves_a_form_and_nothing_is_changed(page: InboxPage, qtbot: QtBot) -> None:
    open_(page, "yarrow.eml")
    proposal = page.proposals.current()
    page.edit()
    page.form.condition.setText("Not to be kept")
    qtbot.keyClick(page.form.condition, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.filing
    assert page.desk.proposals.get(proposal.id) == proposal


def pack(page: InboxPage) -> None:
    """The pack of the sample as it was before it was filed."""
    source = page.desk.sources.first("name = 'psg-pack.pdf'")
    assert source
    page.desk.sources.change(source.id, state=SourceState.WAITING)
    for proposal in page.desk.proposals_of(source.id):
        page.desk.proposals.change(proposal.id, state=ProposalState.WAITING)
    open_(page, "psg-pack.pdf")


CARRIED = ("label", "date", "start", "disposition", "ask", "minutes", "text", "due", "due_words", "code", "proposed")


@pytest.mark.parametrize(
    ("kind", "fact", "typed"),
    [
        (ProposalKind.MEETING, "place", "Room 4"),
        (ProposalKind.ITEM, "title", "Another title"),
        (ProposalKind.ACTION, "owner", "Morgan Hale"),
        (ProposalKind.MILESTONE, "name", "Codes settled"),
    ],
)
def test_every_kind_is_edited_where_it_stands(
    page: InboxPage, qtbot: QtBot, kind: ProposalKind, fact: str, typed: str
) -> None:
    pack(page)
    assert page.proposals.choose(lambda proposal: proposal.kind is kind)
    proposal = page.proposals.current()
    qtbot.keyClicks(page.proposals, "E")
    field = page.other_form.fields[fact]
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    kept = page.desk.proposals.get(proposal.id)
    assert kept.facts[fact] == typed
    assert [name for name, value in proposal.facts.items() if name in CARRIED and kept.facts[name] != value] == []
    assert kept.sure and not kept.doubts


def test_a_day_that_is_none_is_not_kept(page: InboxPage, qtbot: QtBot) -> None:
    pack(page)
    page.proposals.choose(lambda proposal: proposal.kind is ProposalKind.MEETING)
    before = page.proposals.current()
    page.edit()
    field = page.other_form.fields["date"]
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "tomorrow")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "“tomorrow” does not fit day." in page.other_form.refusal.text()
    assert page.desk.proposals.get(before.id) == before


def test_words_for_a_due_day_are_kept_as_words(page: InboxPage, qtbot: QtBot) -> None:
    pack(page)
    page.proposals.choose(lambda proposal: proposal.kind is ProposalKind.ACTION)
    proposal = page.proposals.current()
    page.edit()
    field = page.other_form.fields["due"]
    for typed, facts in (("before Easter", (None, "before Easter")), ("2021-12-01", ("2021-12-01", None))):
        qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        kept = page.desk.proposals.get(proposal.id).facts
        assert (kept["due"], kept["due_words"]) == facts
        page.proposals.choose(lambda shown: shown.id == proposal.id)
        page.edit()
        field = page.other_form.fields["due"]


def test_a_hundred_messages_are_filed_without_the_mouse_and_each_can_be_taken_back(qtbot: QtBot, story: Desk) -> None:
    members = story.members.add_all(Member(name=f"Supplier {n}") for n in range(100))
    story.people.add_all(
        Person(member_id=one.id, name="Ada", address=f"ada@supplier{n}.example") for n, one in enumerate(members)
    )
    page = inbox_of(qtbot, story)
    before = story.feedback.count()
    body = "Item 1: Accept. It is clear enough.\n\nItem 2: No. There is no date."
    drop(page, (mail(f"{n}.eml", f"{body}\n\nNumber {n}", f"Ada <ada@supplier{n}.example>") for n in range(100)))
    assert page.arrivals.table.rowCount() == 100
    page.arrivals.setFocus()
    for _ in range(100):
        qtbot.keyClick(page.arrivals, Qt.Key.Key_Return)
    assert page.empty.isVisibleTo(page)
    assert story.feedback.count() == before + 200
    page.shell.undo()
    assert story.feedback.count() == before + 198
    assert len(files(page)) == 1


def test_one_undo_takes_a_whole_drop_back(qtbot: QtBot, story: Desk) -> None:
    page = inbox_of(qtbot, story)
    drop(page, [mail("one.eml", "Item 1: Accept."), mail("two.eml", "Item 1: Reject.")])
    assert len(files(page)) == 2
    page.shell.undo()
    assert files(page) == []
    assert page.desk.proposals.count() == 0
