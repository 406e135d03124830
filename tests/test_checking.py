"""Minutes that come are compared with our own notes; what differs is taken over, or ours is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mhhs_desk.checking import Checked
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting, NoteKind
from mhhs_desk.domain.minutes import Difference, Field, Side
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.proposals import ProposalState
from mhhs_desk.domain.sources import Source
from mhhs_desk.inbox import read_file

OPTIONS = (Option("A", "Accept"), Option("W", "Accept subject to additional work"), Option("X", "Reject"))
MINUTES = """Minutes of PSG 1
Programme Steering Group, Wednesday 10 November 2021

1. The role of representatives
DECISION 1: The PSG approved the role subject to a note on liability.

2. Dates of 2022
DECISION 2: The PSG approved the dates of 2022.

3. Level 3 groups
DECISION 3: The level 3 groups were deferred to the next meeting.

Actions
ACT-01 PMO to publish the terms of reference. Owner: PMO. Due: 1 December 2021
"""


@pytest.fixture
def held(desk: Desk, tmp_path: Path) -> Desk:
    """PSG 1 as we noted it: the role accepted, nothing of the dates, the groups accepted; an action of our own."""
    desk._today = date(2021, 11, 15)
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=date(2021, 11, 10)))
    titles = ("The role of representatives", "Dates of 2022", "Level 3 groups")
    desk.items.add_all(
        Item(meeting_id=meeting.id, number=n, title=title, options=OPTIONS) for n, title in enumerate(titles, 1)
    )
    for number in (1, 3):
        desk.positions.write(number, option="A", strength=Strength.DIVIDED, statement="We accept it. [J]")
        desk.outcomes.write(number, option="A", ours=Fate.CARRIED, text="Accepted.")
    desk.actions.add(Action(ref="ACT-09", text="Name our experts", owner="us", meeting_id=meeting.id, forum_id=1))
    (tmp_path / "minutes.txt").write_text(MINUTES)
    return desk


def taken_in(desk: Desk, tmp_path: Path) -> Source:
    receipt = desk.take_in([read_file(tmp_path / "minutes.txt")], desk.meeting("PSG 1"))[0]
    return receipt.source


def told(checked: Checked) -> list[tuple[Side, str]]:
    """The side of each difference, and how what it is about begins."""
    lines = ((one.side, one.theirs or one.ours) for one in checked.differences)
    return [(side, line.text[:24]) for side, line in lines if line]


def difference(desk: Desk, source: Source, begins: str) -> Difference:
    found = desk.checked(desk.meeting("PSG 1"), source).differences
    return next(one for one in found for line in (one.theirs, one.ours) if line and line.text.startswith(begins))


def test_minutes_of_a_meeting_are_known_and_compared_with_what_we_noted(held: Desk, tmp_path: Path) -> None:
    source = taken_in(held, tmp_path)
    meeting = held.meeting("PSG 1")
    assert held.minutes_of_meeting(meeting) == [held.sources.get(source.id)]
    assert told(held.checked(meeting, source)) == [
        (Side.THERE, "The PSG approved the dat"),
        (Side.DIFFERS, "The PSG approved the rol"),
        (Side.DIFFERS, "The level 3 groups were "),
        (Side.THERE, "PMO to publish the terms"),
        (Side.HERE, "Name our experts"),
    ]


def test_taking_theirs_over_notes_it_with_its_place_and_what_became_of_our_position(held: Desk, tmp_path: Path) -> None:
    source, meeting = taken_in(held, tmp_path), held.meeting("PSG 1")
    held.take_theirs(meeting, source, difference(held, source, "The PSG approved the rol"))
    held.take_theirs(meeting, source, difference(held, source, "The PSG approved the dat"))
    held.take_theirs(meeting, source, difference(held, source, "The level 3"))
    role, dates, groups = (held.outcomes.of(number) for number in (1, 2, 3))
    assert (role.option, role.ours, role.text, role.source_id) == ("W", Fate.IN_PART, "Accepted.", None)
    assert (dates.option, dates.text, dates.source_id) == ("A", "The PSG approved the dates of 2022.", source.id)
    assert dates.span and dates.span.line == 8
    assert (groups.option, groups.ours) == (None, Fate.DEFERRED)
    step = held.undo()
    assert step and step.name == "Take over from minutes.txt: item 3"
    assert held.outcomes.of(3).option == "A"
    states = [one.state for one in held.proposals_of(source.id) if one.kind == "decision"]
    assert states == [ProposalState.FILED, ProposalState.FILED, ProposalState.WAITING]


def test_taking_an_action_over_adds_it_to_ours_with_its_owner_and_day(held: Desk, tmp_path: Path) -> None:
    source, meeting = taken_in(held, tmp_path), held.meeting("PSG 1")
    held.take_theirs(meeting, source, difference(held, source, "PMO to publish"))
    added = held.actions.all()[-1]
    assert (added.ref, added.owner, added.due, added.source_id) == ("ACT-01", "PMO", date(2021, 12, 1), source.id)
    held.actions.edit(replace(added, owner="SRO", due=date(2022, 1, 5)), held.today)
    apart = [one for one in held.checked(meeting, source).differences if one.side is Side.DIFFERS and one.field]
    assert [one.field for one in apart if one.ours and one.ours.ref == "ACT-01"] == [Field.OWNER, Field.DUE]
    for one in apart[-2:]:
        held.take_theirs(meeting, source, one)
    again = held.actions.get(added.id)
    assert (again.owner, again.due) == ("PMO", date(2021, 12, 1))


def test_what_is_left_as_ours_is_not_shown_again_and_undo_shows_it(held: Desk, tmp_path: Path) -> None:
    source, meeting = taken_in(held, tmp_path), held.meeting("PSG 1")
    for begins in ("Name our experts", "PMO to publish"):
        held.keep_ours(source, difference(held, source, begins))
    checked = held.checked(meeting, source)
    assert (len(checked.differences), checked.kept) == (3, 2)
    refused = [one for one in held.proposals_of(source.id) if one.state is ProposalState.REFUSED]
    assert [one.facts["ref"] for one in refused] == ["ACT-01"]
    step = held.undo()
    assert step and step.name == "Keep ours against minutes.txt: ACT-01"
    assert held.checked(meeting, source).kept == 1
    held.look_again(source)
    assert len(held.checked(meeting, source).differences) == 5


def test_a_decision_of_no_item_becomes_a_note(held: Desk, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("Minutes of PSG 1\nWednesday 10 November 2021\n\nAGREED: Lunch is at noon.\n")
    source, meeting = taken_in(held, tmp_path), held.meeting("PSG 1")
    held.take_theirs(meeting, source, difference(held, source, "Lunch"))
    (note,) = held.notes.all()
    assert (note.kind, note.text, note.item_id) == (NoteKind.DECISION, "Lunch is at noon.", None)
    assert [side for side, _ in told(held.checked(meeting, source))] == [Side.HERE] * 3


def test_another_file_is_taken_for_the_minutes_by_the_rep_s_word(held: Desk, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("A letter\n\nNothing was said.\n")
    other = held.meetings.add(Meeting(forum_id=1, label="PSG 2", day=date(2021, 12, 1)))
    source = held.take_in([read_file(tmp_path / "minutes.txt")])[0].source
    assert held.minutes_of_meeting(held.meeting("PSG 1")) == []
    held.are_minutes_of(source, held.meeting("PSG 1"))
    assert [one.id for one in held.minutes_of_meeting(held.meeting("PSG 1"))] == [source.id]
    assert held.minutes_of_meeting(other) == []
    assert held.checked(held.meeting("PSG 1"), source) == Checked(held.sources.get(source.id), (), 0, 0, 0)
