"""The gates of a meeting open and close with the record, each for its own reason."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mhhs_desk import gate_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.gates import Gate, GateSetting
from mhhs_desk.domain.meetings import Attending, Meeting
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.passages import bared
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.readiness import strength_refusal, to_review


def gate(desk: Desk, code: str) -> Gate:
    return next(gate for gate in desk.ready(desk.meeting()) if gate.code == code)


def reason(desk: Desk, code: str) -> str:
    return gate_words.gate(gate(desk, code))[1]


def test_three_gates_of_the_sample_stop_and_its_late_papers_are_noted(sample: Desk) -> None:
    gates = sample.ready(sample.meeting())
    assert [g.code for g in gates if g.stops] == ["inbox", "cited", "printed"]
    assert [g.code for g in gates if g.noted] == ["late"]
    assert reason(sample, "late") == (
        "1 of 5 working days lost: in Thu 4 Nov, due Wed 3 Nov [R7], proposed, pending PSG approval."
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


def test_what_another_edition_shows_of_an_answer_was_looked_over_first(sample: Desk) -> None:
    meeting = sample.meeting()
    shown = [a for edition in (Edition.GROUP, Edition.MEMBERS) for a in sample.view(meeting, edition).answers()]
    told = {one.feedback.rationale for one in shown if one.feedback.rationale}
    own = [one.feedback for one in sample.view(meeting).answers() if to_review(one)]
    looked = {bared(answer, answer.held_back).rationale for answer in own}
    assert told and told <= looked


def test_an_answer_not_looked_over_opens_the_gate_at_that_answer(sample: Desk) -> None:
    one = next(filter(to_review, sample.view(sample.meeting()).answers()))
    sample.feedback.change(one.feedback.id, reviewed=None)
    found = gate(sample, "sensitive")
    assert found.stops and found.items == (one.feedback.item_id,)
    assert reason(sample, "sensitive") == f"{one.who} on item 1 [{one.feedback.code}] is not looked over yet."
    sample.feedback.change(one.feedback.id, sensitive=True)  # only the rep sees it: nothing to hold back
    assert gate(sample, "sensitive").met


def test_an_answer_to_an_earlier_paper_warns_until_it_is_confirmed(sample: Desk) -> None:
    one = next(a for a in sample.view(sample.meeting()).answers() if a.feedback.item_id == 1)
    sample.items.change(1, paper_version="v1.0")
    sample.feedback.change(one.feedback.id, paper_version="v0.9")
    found = gate(sample, "stale")
    assert found.open and not found.stops
    assert (1, one.who, one.feedback.code) in found.facts["named"]
    sample.still_stands(one.feedback.id)
    assert (1, one.who, one.feedback.code) not in gate(sample, "stale").facts["named"]


def test_papers_that_nobody_noted_as_in_are_noted_only_once_they_are_due(sample: Desk) -> None:
    meeting = sample.meeting()
    sample.meetings.change(meeting.id, papers_received=None)
    assert reason(sample, "late") == "Due Wed 3 Nov; when they came is not noted."
    sample.meetings.change(meeting.id, papers_received=date(2021, 11, 3))
    assert gate(sample, "late").met
    sample.meetings.change(meeting.id, papers_received=None, day=date(2031, 12, 3), feedback_due=None)
    assert gate(sample, "late").met and reason(sample, "late").startswith("Due ")


def test_a_member_who_was_not_asked_stops_and_one_asked_too_late_warns(sample: Desk) -> None:
    silent = sample.view(sample.meeting()).never_heard[0]
    for asked in list(sample.asked.where("member_id = ?", silent.id)):
        sample.asked.remove(asked.id)
    assert gate(sample, "asked").stops
    assert reason(sample, "asked") == f"Thu 4 Nov, 2 working days’ notice; not asked: {silent.name}."
    late = sample.calls.add(Call(meeting_id=1, channel="telephone", sent_on=date(2021, 11, 8)))
    sample.asked.add(Asked(call_id=late.id, member_id=silent.id, item_id=1))
    assert gate(sample, "asked").open and not gate(sample, "asked").stops
    assert reason(sample, "asked").endswith(f"asked too late and not heard: {silent.name}.")
    sample.set_gate(GateSetting(code="asked", least=0))
    assert gate(sample, "asked").met


def test_coverage_asks_for_as_many_members_as_the_desk_says(sample: Desk) -> None:
    assert gate(sample, "coverage").met
    sample.set_gate(GateSetting(code="coverage", least=80))
    undoable = sample.undoable()
    assert undoable and undoable.name == "Set the limit of “Coverage” to 80"
    assert gate(sample, "coverage").stops
    assert "Item 2: 19 of 24 heard, 20 wanted" in reason(sample, "coverage")
    sample.undo()
    assert gate(sample, "coverage").met


def test_a_position_that_cites_no_answer_has_no_reason_yet(sample: Desk) -> None:
    item = next(i for i in sample.items.all() if i.number == 2)
    sample.positions.write(item.id, statement="We accept it. [J]", reasons="It is sound. [J]")
    assert "item 2 cites no answer for the position." in reason(sample, "cited")


def test_an_alternate_approved_after_the_meeting_is_not_approved(sample: Desk) -> None:
    seat = sample.seats.first("ours")
    assert seat
    sample.meetings.change(sample.meeting().id, attending=Attending.ALTERNATE)
    sample.seats.change(seat.id, alternate="Robin Vale", alternate_approved=date(2021, 11, 11))
    assert reason(sample, "attending") == "The constituency approves Robin Vale only on Thu 11 Nov."


def test_a_gate_is_switched_off_in_one_step_and_undone(sample: Desk) -> None:
    sample.set_gate(GateSetting(code="inbox", asked=False))
    found = gate(sample, "inbox")
    assert (found.asked, found.open, reason(sample, "inbox")) == (False, False, "Not asked of this desk.")
    undoable = sample.undoable()
    assert undoable and undoable.name == "Ask the gate “Inbox filed” no more"
    sample.undo()
    assert gate(sample, "inbox").stops
    sample.set_gate(GateSetting(code="inbox"))
    again = sample.undoable()
    assert again and "gate" not in again.name  # it is asked already: no step


def test_ready_counts_only_what_stops(run, sample: Desk) -> None:
    path = sample.workspace.path
    sample.close()
    code, said, _ = run("ready", path)
    assert code == 1 and said.startswith("PSG 1: not ready; ")
    assert "  stops      Inbox filed                  3 arrivals to file. Go to the Inbox.\n" in said
    with Desk.open(path) as desk:
        for gate_code in ("inbox", "cited", "printed"):
            desk.set_gate(GateSetting(code=gate_code, asked=False))
    code, said, _ = run("ready", path)
    assert code == 0 and said.startswith("PSG 1: ready; ")
    rows = {row["gate"]: row for row in json.loads(run("ready", path, "--json")[1])["gates"]}
    assert {row["severity"] for row in rows.values()} == {"stops", "warns", "notes"}
    assert (rows["inbox"]["asked"], rows["inbox"]["stops"], rows["inbox"]["met"]) == (False, False, False)
    assert (rows["late"]["met"], rows["late"]["stops"], rows["coverage"]["limit"]) == (False, False, 50)
