"""What an edition may not show is in none of its bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import Answer, View, texts_of
from mhhs_desk.paper.item_page import item_section
from mhhs_desk.paper.page import Box, Strip
from mhhs_desk.paper.position_paper import position_paper
from mhhs_desk.paper.text import FRAMED
from tests.paper.views import MEMBERS, TODAY, actions, framework, item_view, view_of

HIDDEN = "Zinnia"
PEOPLE = [Person(id=1, member_id=3, name="Orla Tremayne", address="orla@zinnia.example")]


def own_view() -> View:
    """The story with its third member asking not to be named, and quoted all over."""
    member = Member(id=3, name=f"{HIDDEN} Gas", segment="Domestic", domains=("zinnia.example",), consent=Consent.REP)
    item = framework()
    said = [
        Answer(replace(one.feedback, consent=Consent.REP, rationale="Zebra reasons of Orla's"), member.name)
        if one.feedback.member_id == 3
        else one
        for one in item.answers
    ]
    told = replace(actions()[0], text="Call Orla Tremayne about the budget")
    return view_of(replace(item, answers=tuple(said)), members={**MEMBERS, 3: member}, actions=(told,))


def every_byte(data: bytes) -> bytes:
    """The bytes of a PDF and of each of its streams, unpacked, and its text as it is read."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    found = [data]
    for number in range(1, len(reader.xref[0]) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, pypdf.generic.StreamObject):
            found.append(thing.get_data())
    found += [page.extract_text().encode() for page in reader.pages]
    return b"\n".join(found)


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_nothing_of_a_withheld_member_is_in_the_bytes(edition: Edition) -> None:
    own = own_view()
    shown = every_byte(position_paper(edition_of(own, edition, PEOPLE), TODAY).data)
    assert HIDDEN.encode() in every_byte(position_paper(own, TODAY).data)
    for withheld in (HIDDEN, "zinnia", "Zebra", "Orla", "Tremayne", "F03", "no duty before"):
        assert withheld.encode() not in shown


def test_the_group_edition_tells_no_states_apart(text_of: Callable[[View], str]) -> None:
    paper = text_of(edition_of(own_view(), Edition.GROUP, PEOPLE))
    assert "Group edition" in paper
    assert "no answer to show" in paper
    for state in ("silent", "Silent", "nil", "Nil", "ecused", "ot asked", "Never heard", "Reminded"):
        assert state not in paper


def test_the_group_edition_names_a_kind_and_not_a_file(text_of: Callable[[View], str]) -> None:
    own = own_view()
    item = own.items[0]
    said = [
        replace(one, feedback=replace(one.feedback, consent=Consent.KIND)) if one.feedback.member_id in (2, 4) else one
        for one in item.answers
    ]
    own = replace(own, items=(replace(item, answers=tuple(said)),))
    paper = text_of(edition_of(own, Edition.GROUP, PEOPLE))
    assert "small supplier" in paper
    assert "not shown not shown" in paper
    assert "alder.eml" not in paper
    assert "psg-pack.pdf" in paper


@pytest.mark.parametrize("edition", list(Edition))
def test_a_group_of_four_is_counted_and_has_no_percentages(edition: Edition, text_of: Callable[[View], str]) -> None:
    item = framework()
    four = {number: member for number, member in MEMBERS.items() if number < 5}
    small = item_view(item.item, item.answers[:4], item.position, members=four)
    own = view_of(small, members=four, member_count=4)
    paper = text_of(edition_of(own, edition, PEOPLE))
    assert "Of 4 members." in paper
    assert "Accept: 2" in paper
    assert "%" not in paper and "per cent" not in paper


def test_own_frames_what_is_held_back_and_the_others_leave_it_out(text_of: Callable[[View], str]) -> None:
    item = framework()
    held = [
        replace(one, feedback=replace(one.feedback, held_back=("Sound as far",))) if one.feedback.id == 4 else one
        for one in item.answers
    ]
    own = view_of(replace(item, answers=tuple(held)))
    assert "Sound as far as it goes." in text_of(own)
    assert "(what is framed is held back)" in text_of(own)
    group = text_of(edition_of(own, Edition.GROUP, PEOPLE))
    assert "[held back] as it goes." in group
    assert "Sound" not in group and "framed" not in group
    boxes = [
        box for strip in position_strips(own) for box in strip.marks if isinstance(box, Box) and box.fill == FRAMED.fill
    ]
    assert len(boxes) == 1


def position_strips(view: View) -> list[Strip]:
    return item_section(view, view.items[0])


def test_an_edition_does_not_call_a_claim_unproven_by_answers_it_lacks(text_of: Callable[[View], str]) -> None:
    paper = text_of(edition_of(own_view(), Edition.GROUP, PEOPLE))
    assert "do not bear out" not in paper
    assert "no evidence given" not in paper
    assert "ooked at yet" not in paper


def test_a_sentence_that_counts_the_silent_is_in_own_only(text_of: Callable[[View], str]) -> None:
    item = framework()
    assert item.position
    position = replace(item.position, reasons="{count:silent} keep silent. [F01]\n{count:A} accept. [F01]")
    own = view_of(replace(item, position=position, texts=texts_of(position)))
    assert "Three keep silent." in text_of(own)
    group = text_of(edition_of(own, Edition.GROUP, PEOPLE))
    assert "keep silent" not in group
    assert "Three accept." in group
