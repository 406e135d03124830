"""The way in: what is sure is filed, what is not waits, and more knowledge settles what waited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.inbox import read_file
from mhhs_desk.noting import NOTE

SAMPLE = places.resources() / "sample"


def take_in(desk: Desk, *names: str, accept: bool = True) -> None:
    desk.take_in([read_file(SAMPLE / name) for name in names], accept=accept)


def test_answers_that_came_first_are_matched_once_members_and_items_are_known(desk: Desk) -> None:
    take_in(desk, "cobalt.eml")
    (source,) = desk.waiting()
    assert not desk.can_file(source.id)
    take_in(desk, "members.xlsx", "invitation.eml", "psg-pack.pdf")
    assert desk.can_file(source.id) == 11
    assert desk.file(source.id) == 11
    assert desk.waiting() == []


def test_a_whole_drop_is_one_step_and_one_undo_takes_it_back(desk: Desk) -> None:
    take_in(desk, "members.xlsx", "invitation.eml", "psg-pack.pdf")
    assert (desk.members.count(), desk.items.count(), desk.meetings.count()) == (24, 11, 1)
    desk.undo()
    assert (desk.members.count(), desk.items.count(), desk.sources.count()) == (0, 0, 0)
    desk.redo()
    assert (desk.members.count(), desk.items.count(), desk.sources.count()) == (24, 11, 3)


def test_the_same_file_twice_is_taken_in_once(desk: Desk) -> None:
    take_in(desk, "members.xlsx")
    (receipt,) = desk.take_in([read_file(SAMPLE / "members.xlsx")], accept=True)
    assert receipt.known_before
    assert (desk.sources.count(), desk.members.count()) == (1, 24)


def test_every_filed_answer_points_to_its_place_in_an_original_kept_whole(sample: Desk) -> None:
    for answer in sample.feedback.all():
        assert answer.source_id and answer.span, answer.code
    for source in sample.sources.all():
        came = source.text.encode() if source.kind == NOTE else (SAMPLE / source.name).read_bytes()
        assert sample.workspace.original(source.sha256) == came


def test_a_pack_without_date_or_number_fills_the_meeting_that_was_invited(desk: Desk) -> None:
    take_in(desk, "invitation.eml", "psg-pack.pdf")
    (meeting,) = desk.meetings.all()
    assert (meeting.label, str(meeting.day), meeting.papers_received) == ("PSG 1", "2021-11-10", desk.today)


@pytest.mark.parametrize("order", [("invitation.eml", "psg-pack.pdf"), ("psg-pack.pdf", "invitation.eml")])
def test_an_invitation_and_a_pack_that_wait_together_become_one_meeting(desk: Desk, order: tuple[str, str]) -> None:
    take_in(desk, *order, accept=False)
    for name in order:
        desk.file(next(source.id for source in desk.waiting() if source.name == name))
    (meeting,) = desk.meetings.all()
    assert (meeting.label, str(meeting.day), meeting.start) == ("PSG 1", "2021-11-10", "10:00")
    assert desk.items.count("meeting_id = ?", meeting.id) == 11


def test_an_invitation_long_after_papers_without_a_day_is_to_another_meeting(desk: Desk) -> None:
    take_in(desk, "psg-pack.pdf")
    (first,) = desk.meetings.all()
    desk.meetings.change(first.id, papers_received=date(2021, 6, 1))
    take_in(desk, "invitation.eml")
    assert {meeting.day for meeting in desk.meetings.all()} == {None, date(2021, 11, 10)}


def test_a_pack_alone_makes_a_meeting_without_a_day_and_invents_nothing(desk: Desk) -> None:
    take_in(desk, "psg-pack.pdf")
    (meeting,) = desk.meetings.all()
    assert (meeting.day, meeting.start) == (None, None)
    assert "number" in meeting.label
    assert "No date of the meeting is written." in desk.sources.all()[0].doubts


def test_the_items_of_a_pack_are_counted_with_the_meeting_they_bring(desk: Desk) -> None:
    take_in(desk, "psg-pack.pdf", accept=False)
    (source,) = desk.waiting()
    offered = desk.can_file(source.id)
    assert offered == len(desk.proposals_of(source.id))
    assert desk.file(source.id) == offered


def test_refusing_the_last_proposal_empties_the_inbox(desk: Desk) -> None:
    take_in(desk, "invitation.eml", accept=False)
    (source,) = desk.waiting()
    (proposal,) = desk.proposals_of(source.id)
    assert proposal.kind is ProposalKind.MEETING
    desk.refuse(proposal.id)
    assert (desk.waiting(), desk.meetings.all()) == ([], [])


@pytest.mark.real
def test_the_seed_pack_becomes_an_agenda_of_eleven_items_and_moves_three_milestones(desk: Desk, shared: Path) -> None:
    desk.take_in([read_file(shared / "seed" / "psg-pack-2021-11.txt")], accept=True)
    approvals = [item for item in desk.items.all() if item.disposition == "approval"]
    assert (desk.items.count(), len(approvals)) == (11, 5)
    assert approvals[3].options[0].name == "PSG manages implementation"
    view = desk.view(desk.meeting())
    assert {move.milestone.code for item in view.items for move in item.moves} >= {"M4", "PM2", "M6"}
    assert desk.milestones.count() == 76
