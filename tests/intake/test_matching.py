"""What was found is matched with members and items, sure only on good evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.intake.likeness import telling_name
from mhhs_desk.intake.matching import Draft, Known, propose
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.intake.references import item_of
from mhhs_desk.intake.senders import member_of
from tests.intake.documents import PACK_TEXT, REP, message, workbook

OPINIONS = tuple(Option(key, name) for key, name in (("Y", "Yes"), ("N", "No"), ("U", "Neutral"), ("O", "Other")))
DECISIONS = (Option("A", "Accept"), Option("W", "Accept subject to additional work"), Option("X", "Reject"))


def item(number: int, title: str, options: tuple[Option, ...], ask: str = "", *milestones: str) -> Item:
    kind = Disposition.APPROVAL if options is DECISIONS else Disposition.INFORMATION
    return Item(
        id=10 + number, meeting_id=1, number=number, title=title, options=options, ask=ask, disposition=kind,
        milestones=milestones,
    )  # fmt: skip


KNOWN = Known(
    forums=("PSG",),
    meetings=(),
    meeting=Meeting(id=1, forum_id=1, label="PSG 1"),
    items=(
        item(1, "Governance Framework and PSG Terms of Reference", DECISIONS),
        item(2, "Role of PSG Representatives", DECISIONS),
        item(3, "M5 Physical baseline delivered", OPINIONS, "Send experts", "M5"),
        item(4, "M9 Testing start", OPINIONS, "Is the time between M5 and M9 sufficient?", "M9"),
    ),
    members=(
        Member(id=1, name="Alder Energy", domains=("alder.example",)),
        Member(id=2, name="Birch Power Limited", domains=("birch.example",), consent=Consent.KIND),
    ),
    people=(Person(id=1, member_id=2, name="Ben", address="ben@home.example"),),
    rep_addresses=(REP,),
)


def answers(body: str, sender: str = "ada@alder.example") -> list[Draft]:
    found = read_bytes(message(body, "Re: PSG 1", sender=sender).as_bytes(), "m.eml")
    return [draft for draft in propose(found, KNOWN) if draft.kind is ProposalKind.ANSWER]


@pytest.mark.parametrize(
    ("address", "organisation", "member", "sure"),
    [
        ("ada@alder.example", None, 1, True),
        ("ben@home.example", None, 2, True),
        ("anybody@birch.example", "Alder Energy", 2, False),
        (None, "Alder Energy", 1, True),
        ("ops@alderwood.example", None, None, False),
        (None, None, None, False),
    ],
)
def test_a_member_is_known_by_address_domain_or_name(
    address: str | None, organisation: str | None, member: int | None, sure: bool
) -> None:
    match = member_of(address, organisation, KNOWN)
    assert (match.id, match.sure) == (member, sure)


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("2", 2),
        ("Item 2", 2),
        ("the framework", 1),
        ("Role of PSG Representatives", 2),
        ("M5", 3),
        ("M5 to M9 is not enough time for us.", 4),
        ("M9 Is there time between M5 and M9?", 4),
    ],
)
def test_an_item_is_known_by_number_milestone_or_title(reference: str, number: int) -> None:
    match = item_of(reference, None, KNOWN)
    assert (match.id, match.sure) == (10 + number, True)


@pytest.mark.parametrize("reference", ["9", "Lunch", "M16"])
def test_a_reference_to_no_item_matches_none(reference: str) -> None:
    assert item_of(reference, None, KNOWN).id is None


def test_an_answer_that_leaves_no_doubt_is_sure_and_says_how_it_was_matched() -> None:
    (draft,) = answers("M9: no, we need longer.\n")
    assert (draft.facts["member_id"], draft.facts["item_id"], draft.facts["option"]) == (1, 14, "N")
    assert draft.sure
    assert "domain alder.example" in draft.why
    assert "milestone M9" in draft.why


def test_a_stranger_is_a_doubt_and_never_filed_as_sure() -> None:
    (draft,) = answers("M9: no, we need longer.\n", sender="ops@mallow.example")
    assert (draft.facts["member_id"], draft.sure) == (None, False)
    assert "No member matches ops@mallow.example." in draft.doubts


def test_an_answer_without_an_option_waits() -> None:
    (draft,) = answers("M9: we wonder who pays for all of it.\n")
    assert (draft.facts["option"], draft.sure) == (None, False)


def test_the_words_of_an_answer_come_before_the_members_standing_consent() -> None:
    sender = "ben@birch.example"
    assert answers("M9: no.\n", sender)[0].facts["consent"] == "kind"
    assert answers("You may name us.\n\nM9: no.\n", sender)[0].facts["consent"] == "named"
    assert answers("M9: no.\n")[0].facts["consent"] == "named"


def test_a_nil_return_on_the_rest_is_for_the_items_not_spoken_of_and_waits() -> None:
    nil = answers("M9: no.\n\nNo view on the rest.\n")[-1]
    assert nil.facts["option"] == "0"
    assert nil.facts["item_ids"] == [11, 12, 13]
    assert not nil.sure


def test_a_form_is_matched_by_the_number_of_its_items() -> None:
    rows: list[list[object]] = [
        ["Organisation", "Alder Energy"],
        ["Item", "Question", "Answer"],
        [1, "Framework", "Accept"],
        [9, "Tea", "Reject"],
    ]
    found = read_bytes(workbook(Form=rows), "form.xlsx")
    drafts = [draft for draft in propose(found, KNOWN) if draft.kind is ProposalKind.ANSWER]
    assert [(draft.facts["item_id"], draft.sure) for draft in drafts] == [(11, True), (None, False)]


def test_a_call_is_sure_only_from_the_rep() -> None:
    body = "Your views on PSG 1 by 17:00 on Monday 8 November 2021, please.\n"
    told = []
    for sender in (REP, "other@seat.example"):
        mail = message(body, sender=sender, to="ada@alder.example, ben@home.example, x@far.example")
        told += [d for d in propose(read_bytes(mail.as_bytes(), "m.eml"), KNOWN) if d.kind is ProposalKind.CALL]
    assert [draft.sure for draft in told] == [True, False]
    assert told[0].facts["member_ids"] == [1, 2]
    assert told[0].doubts == ("No member matches x@far.example.",)
    assert (told[1].why, told[1].doubts[-1]) == ("asks for views", "other@seat.example is not the rep’s address here.")


def test_a_packs_items_actions_and_milestones_are_proposed_with_their_places() -> None:
    drafts = propose(read_bytes(PACK_TEXT.encode(), "pack.txt"), KNOWN)
    kinds = {draft.kind for draft in drafts}
    assert {ProposalKind.MEETING, ProposalKind.ITEM, ProposalKind.ACTION, ProposalKind.MILESTONE} <= kinds
    assert all(draft.span for draft in drafts)


def test_an_option_the_item_does_not_offer_is_a_doubt_and_not_an_answer() -> None:
    (draft,) = answers("On Role of PSG Representatives: yes, fine by us.")
    assert (draft.facts["option"], draft.sure) == (None, False)
    assert any("is not an option of this item" in doubt for doubt in draft.doubts)


def known_as(*members: Member) -> Known:
    return replace(KNOWN, members=members, people=())


@pytest.mark.parametrize(
    ("written", "member", "sure"),
    [
        ("Birch Power Ltd", 2, True),
        ("BIRCH POWER plc.", 2, True),
        ("Birch Pwoer", 2, True),
        ("Birch", 2, False),
        ("Birch Power 2", None, False),
        ("Oak Gas", None, False),
    ],
)
def test_a_name_is_known_whatever_its_legal_form_and_with_a_slip(written: str, member: int | None, sure: bool) -> None:
    match = member_of(None, written, KNOWN)
    assert (match.id, match.sure) == (member, sure)


def test_two_members_of_close_names_are_never_taken_for_one_another() -> None:
    close = known_as(Member(id=1, name="Ember Power"), Member(id=2, name="Amber Power"))
    assert not member_of(None, "Umber Power", close).sure
    assert member_of(None, "Amber Power", close).id == 2
    assert member_of(None, "Umber Power", close).why == "name, 98 % alike, with another close"


def test_a_domain_of_two_members_or_of_the_public_is_no_proof() -> None:
    shared = known_as(
        Member(id=1, name="Alder Energy", domains=("group.example", "gmail.com")),
        Member(id=2, name="Birch Power", domains=("group.example",)),
    )
    match = member_of("ada@group.example", None, shared)
    assert (match.sure, match.why) == (False, "domain group.example, which is that of 2 members")
    assert member_of("ada@group.example", "Birch Power Ltd", shared).id == 2
    assert member_of("ada@gmail.com", None, shared).id is None
    assert member_of("ada@mail.group.example", None, shared).id is not None


def test_a_form_that_names_another_member_than_its_address_waits() -> None:
    match = member_of("anybody@birch.example", "Alder Energy", KNOWN)
    assert match.why == "domain birch.example, though it names Alder Energy"


def test_what_the_rep_sends_on_is_its_writers() -> None:
    body = (
        "M9: no, we need longer.\n\n---------- Forwarded message ---------\n"
        "From: Ada Frost <ada@alder.example>\nDate: Fri, 5 Nov 2021\nSubject: PSG 1\n"
    )
    drafts = answers(body, sender=REP)
    assert [draft.facts["member_id"] for draft in drafts] == [1]
    assert drafts[0].why.startswith("forwarded, domain alder.example")


def test_a_collated_list_that_a_member_sends_is_not_all_its_own() -> None:
    rows: list[list[object]] = [
        ["Organisation", "Item", "Answer"],
        ["Alder Energy", 1, "Accept"],
        ["Birch Power Ltd", 1, "Reject"],
    ]
    mail = message("The answers of us both.", sender="ada@alder.example")
    mail.add_attachment(workbook(All=rows), maintype="application", subtype="octet-stream", filename="all.xlsx")
    drafts = [d for d in propose(read_bytes(mail.as_bytes(), "m.eml"), KNOWN) if d.kind is ProposalKind.ANSWER]
    assert [(draft.facts["member_id"], draft.sure) for draft in drafts] == [(1, True), (2, True)]


def test_an_item_is_known_by_its_paper_and_a_title_of_another_makes_a_number_unsure() -> None:
    paper = replace(KNOWN, items=(*KNOWN.items[:3], replace(KNOWN.items[3], paper_ref="MHHS-DEL031, CR022")))
    for words in ("Our comments on MHHS - DEL031 v1.0", "cr022"):
        match = item_of(words, None, paper)
        assert (match.id, match.sure) == (14, True)
    assert match.why == "paper CR022"
    assert item_of("CR0221", None, paper).id is None
    moved = item_of("1", "Role of PSG Representatives", KNOWN)
    assert (moved.id, moved.sure) == (11, False)
    assert moved.why == "item number, though its title is that of item 2"


NAMES = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz ", min_size=7, max_size=16).map(lambda text: " ".join(text.split())),
    min_size=1, max_size=4, unique=True,
).filter(lambda names: all(len(name) > 6 for name in names))  # fmt: skip


@given(names=NAMES, written=st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=18))
def test_the_order_of_the_members_does_not_matter_and_no_two_are_sure(names: list[str], written: str) -> None:
    members = [Member(id=number, name=name, domains=("one.example",)) for number, name in enumerate(names, 1)]
    for address in (None, "ada@one.example"):
        matches = {member_of(address, written, known_as(*order)) for order in permutations(members)}
        assert len(matches) == 1
        each = [member_of(None, written, known_as(member)) for member in members]
        (match,) = matches
        if match.sure and address is None:
            assert not [one for one in each if one.sure and one.id != match.id and one.why == match.why]


@given(names=NAMES, data=st.data())
def test_a_name_with_one_letter_wrong_still_matches_where_no_other_is_as_close(
    names: list[str], data: st.DataObject
) -> None:
    first, *others = names
    place = data.draw(st.integers(0, len(first) - 1).filter(lambda at: first[at] != " "))
    written = first[:place] + "ž" + first[place + 1 :]
    assume(not any(OSA.distance(telling_name(written), telling_name(other)) <= 2 for other in others))
    assume(OSA.distance(telling_name(written), telling_name(first)) == 1)
    members = [Member(id=number, name=name) for number, name in enumerate(names, 1)]
    assert member_of(None, written, known_as(*members)).id == 1
