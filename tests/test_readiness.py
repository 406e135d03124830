"""The gates of a meeting open and close with the record, each for its own reason."""

from __future__ import annotations

from datetime import date

import pytest

from mhhs_desk import gate_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.gates import Gate
from mhhs_desk.domain.meetings import Attending, Meeting
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.readiness import strength_refusal


def gate(desk: Desk, code: str) -> Gate:
    return next(gate for gate in desk.ready(desk.meeting()) if gate.code == code)


def reason(desk: Desk, code: str) -> str:
    return gate_words.gate(gate(desk, code))[1]


def test_three_gates_of_the_sample_stop_and_its_late_papers_are_noted(sample: Desk) -> None:
    gates = sample.ready(sample.meeting())
    assert [g.code for g in gates if g.stops] == ["inbox", "cited", "printed"]
    assert [g.code for g in gates if g.noted] == ["late"]
    assert reason(sample, "late") == (
        "In on Thu 4 Nov, due Wed 3 Nov: 1 of 5 working days lost [R7], proposed, pending PSG approval."
    )


def test_evidence_or_judgement_closes_the_gate_of_reasons(sample: Desk) -> None:
    assert reason(sample, "cited") == "Item 4, statement, sentence 3 has no evidence."
    item = next(i for i in sample.items.all() if i.number == 4)
    position = sample.positions.of(item.id)
    sample.positions.write(item.id, statement=position.statement.replace("than one.", "than one. [J]"))
    assert gate(sample, "cited").met


def test_an_unread_paper_opens_its_gate(sample: Desk) -> None:
    item = sample.items.all()[0]
    sample.items.change(item.id, read_on=None)
    assert reason(sample, "read") == f"Item {item.number} not read yet."


def test_filing_or_setting_aside_empties_the_inbox(sample: Desk) -> None:
    for source in sample.waiting():
        sample.set_aside(source.id)
    assert gate(sample, "inbox").met


def test_issuing_the_own_edition_closes_the_gate_and_any_change_opens_it(sample: Desk) -> None:
    sample.issue(sample.meeting(), Edition.OWN)
    assert gate(sample, "printed").met
    sample.feedback.change(1, rationale="Something else.")
    assert reason(sample, "printed") == "The record has changed since."
    sample.undo()
    assert gate(sample, "printed").met


def test_an_alternate_needs_the_approval_of_the_constituency(sample: Desk) -> None:
    meeting = sample.meeting()
    sample.meetings.change(meeting.id, attending=Attending.ALTERNATE)
    seat = sample.seats.first("ours")
    assert seat
    sample.seats.change(seat.id, alternate="Robin Vale")
    assert reason(sample, "attending") == "The constituency has not approved Robin Vale yet."
    sample.seats.change(seat.id, alternate_approved=date(2021, 11, 8))
    assert gate(sample, "attending").met


def test_a_position_taken_away_opens_the_gate_of_approvals(sample: Desk) -> None:
    item = sample.items.all()[0]
    sample.positions.write(item.id, option=None)
    assert reason(sample, "positions") == "Item 1 without a position."


def test_consensus_against_a_red_line_is_told_by_who_and_why(sample: Desk) -> None:
    item = next(i for i in sample.items.all() if i.number == 4)
    sample.positions.write(item.id, strength=Strength.CONSENSUS)
    view = sample.view(sample.meeting()).item(item.id)
    refused = strength_refusal(view)
    assert refused is not None
    refused.facts["who"] = {member.id: member.name for member in sample.members.all()}
    assert words.refusal(refused).startswith("“Consensus” is refused: Cobalt Gas & Power holds a red line [F")
    assert not gate(sample, "strength").met


def test_our_action_due_without_an_update_opens_its_gate(sample: Desk) -> None:
    meeting = sample.meeting()
    action = sample.actions.add(
        Action(ref="ACT-90", text="Name the alternate", owner="Morgan Hale", forum_id=meeting.forum_id, due=meeting.day)
    )
    assert reason(sample, "actions") == "ACT-90 without an update."
    sample.actions.tell(action.id, "Asked all members.", sample.today)
    assert gate(sample, "actions").met


def test_an_empty_meeting_is_not_ready_and_says_why(desk: Desk) -> None:
    desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=date(2031, 1, 1)))
    open_gates = {g.code for g in desk.ready(desk.meeting()) if not g.met}
    assert {"read", "asked", "coverage", "positions", "attending", "printed"} <= open_gates
    assert all(gate_words.gate(g)[1] for g in desk.ready(desk.meeting()))


def test_a_citation_of_another_items_answer_is_refused_and_nothing_is_kept(sample: Desk) -> None:
    first, second = sample.items.all()[:2]
    foreign = next(sample.feedback.where("item_id = ?", second.id))
    before = sample.positions.of(first.id)
    with pytest.raises(Refused):
        sample.positions.write(first.id, ask=f"Do so. [{foreign.code}]")
    assert sample.positions.of(first.id) == before
