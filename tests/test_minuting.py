"""A meeting taken down: each line one step that undo takes back, outcomes, who is there, and the time on each item."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Attendance, Attending, Capacity, Meeting, Note, NoteKind
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.room import Ending, Standing
from mhhs_desk.intake.room_line import RoomLine, read
from mhhs_desk.minuting import Recorded

DAY = date(2021, 11, 10)
DECISIONS = (Option("A", "Accept"), Option("W", "Accept subject to additional work"), Option("X", "Reject"))


def at(clock: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


@pytest.fixture
def held(desk: Desk) -> Iterator[Desk]:
    """PSG 1 with two items, on its day."""
    psg = next(forum.id for forum in desk.forums.all() if forum.code == "PSG")
    with desk.step("Call the meeting"):
        desk.settings.write("day", DAY.isoformat())
        meeting = desk.meetings.add(
            Meeting(forum_id=psg, label="PSG 1", day=DAY, start="10:00", end="12:00", attending=Attending.REP)
        )
        for number, title in ((1, "The framework"), (2, "One group or two?")):
            desk.items.add(Item(meeting_id=meeting.id, number=number, title=title, options=DECISIONS, minutes=15,
                                disposition=Disposition.APPROVAL))  # fmt: skip
        desk.positions.write(1, option="A", statement="Accept it. [J]", questions="Who judges that?\nWhen?")
    yield desk


def said(desk: Desk, line: str, item: int | None = 1) -> RoomLine:
    meeting = desk.meeting()
    known = desk.known_in_room(meeting, desk.items.get(item) if item else None, desk.minutes_of(meeting))
    return read(line, known)


def record(desk: Desk, line: str, item: int | None = 1) -> Recorded:
    return desk.record_line(desk.meeting(), desk.items.get(item) if item else None, said(desk, line, item))


def as_a_crash_leaves_it(desk: Desk, folder: Path) -> Path:
    """What is on the disk at this moment, with the log of writing: nothing is closed, sealed or backed up."""
    target = folder / "crashed"
    target.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{desk.path}{ending}", f"{target / 'desk.mhhs'}{ending}")
    return target / "desk.mhhs"


@pytest.mark.parametrize(
    "line",
    ["a: PMO to circulate LDP plan, next PSG", "d PSG keeps it, with a review", "n SRO is content", "q 1",
     '"We cannot accept this" - IPA', "o accept, decided by SRO, Ofgem not needed, for a year"],
)  # fmt: skip
def test_each_line_is_one_step_that_undo_takes_back_and_a_crash_does_not(held: Desk, tmp_path: Path, line: str) -> None:
    def everything(desk: Desk) -> tuple[object, ...]:
        return desk.notes.all(), desk.actions.all(), desk.outcomes.all()

    before, steps = everything(held), len(held.past())
    record(held, line)
    after = everything(held)
    assert after != before and len(held.past()) == steps + 1
    with Desk.open(as_a_crash_leaves_it(held, tmp_path)) as again:
        assert everything(again) == after
        assert again.check() == []
        again.undo()
        assert everything(again) == before
    held.undo()
    assert everything(held) == before


def test_an_action_has_its_owner_its_forum_its_item_and_follows_the_next_meeting(held: Desk) -> None:
    record(held, "a: PMO to circulate LDP plan, next PSG")
    (action,) = held.actions.all()
    assert (action.ref, action.text, action.owner) == ("ACT-01", "circulate LDP plan", "PMO")
    assert (action.due_words, action.forum_id, action.item_id, action.meeting_id) == (
        "next PSG", held.meeting().forum_id, 1, held.meeting().id,
    )  # fmt: skip
    assert held.due_day(held.meeting(), said(held, "a PMO to ask, next PSG")) == date(2021, 12, 1)
    assert held.due_day(held.meeting(), said(held, "a PMO to ask, 3 Dec")) == date(2021, 12, 3)
    assert held.due_day(held.meeting(), said(held, "a PMO to ask")) is None


def test_a_decision_stands_in_the_outcome_and_leaves_it_when_it_is_changed_or_removed(held: Desk) -> None:
    note = record(held, "d PSG keeps it, with a review")
    assert isinstance(note, Note) and note.kind is NoteKind.DECISION
    assert held.outcomes.of(1).text == "PSG keeps it, with a review."
    held.amend(note, held.meeting(), held.items.get(1), said(held, "d PSG keeps it"))
    assert (held.outcomes.of(1).text, len(held.notes.all())) == ("PSG keeps it.", 1)
    turned = held.amend(held.notes.get(note.id), held.meeting(), held.items.get(1), said(held, "a PMO to keep it"))
    assert (held.outcomes.count(), held.notes.count(), held.actions.all()) == (0, 0, [turned])


def test_a_line_is_changed_in_place_and_keeps_its_moment_and_its_reference(held: Desk) -> None:
    note = record(held, "SRO prefers option 1")
    assert isinstance(note, Note)
    changed = held.amend(note, held.meeting(), held.items.get(1), said(held, '"Option 1" - SRO'))
    assert isinstance(changed, Note)
    assert (changed.id, changed.at, changed.kind, changed.said_by) == (note.id, note.at, NoteKind.QUOTATION, "SRO")
    record(held, "a PMO to ask")
    (action,) = held.actions.all()
    held.amend(action, held.meeting(), held.items.get(1), said(held, "a us to ask, 1 Dec"))
    (after,) = held.actions.all()
    assert (after.ref, after.owner, after.due) == (action.ref, "us", date(2021, 12, 1))
    held.strike(after)
    assert held.actions.count() == 0
    held.undo()
    assert held.actions.all() == [after]


def test_what_is_recorded_is_read_back_as_the_line_it_was(held: Desk) -> None:
    known = held.known_in_room(held.meeting(), held.items.get(1), held.minutes_of(held.meeting()))
    for line in ("a PMO to circulate LDP plan, next PSG", "d PSG keeps it", "n one: two", "s IPA: we cannot", "q Why?"):
        one = record(held, line)
        assert isinstance(one, (Note, Action))
        assert read(held.line_of(one, known), known) == said(held, line)


def test_nothing_is_recorded_of_a_line_without_words_and_that_is_said(held: Desk) -> None:
    steps = len(held.past())
    for line in ("", "a", "o"):
        with pytest.raises(Refused, match="nothing to record"):
            record(held, line)
    with pytest.raises(Refused, match="no item to decide on"):
        record(held, "o deferred", None)
    assert len(held.past()) == steps


def test_at_a_meeting_without_items_notes_and_actions_are_of_the_meeting(held: Desk) -> None:
    record(held, "n we wait for the chair", None)
    record(held, "a PMO to send an agenda", None)
    record(held, "d to meet again", None)
    lines = held.minutes_of(held.meeting()).lines(None)
    assert [one.text for one in lines] == ["we wait for the chair", "send an agenda", "to meet again"]
    assert held.outcomes.count() == 0


def test_an_action_that_papers_brought_was_not_recorded_in_the_room(sample: Desk) -> None:
    meeting = sample.meeting()
    brought = sample.actions.first("item_id IS NOT NULL AND source_id IS NOT NULL")
    assert brought and sample.minutes_of(meeting).lines(brought.item_id) == []


def test_a_question_is_put_once_and_can_be_taken_back(held: Desk) -> None:
    item, meeting = held.items.get(1), held.meeting()
    held.put_question(meeting, item, "Who judges that?", True)
    record(held, "q When?")
    assert set(held.minutes_of(meeting).put(1)) == {"who judges that", "when"}
    held.put_question(meeting, item, "Who judges that?", False)
    assert set(held.minutes_of(meeting).put(1)) == {"when"}


def test_what_became_of_our_position_is_proposed_with_the_outcome(held: Desk) -> None:
    item = held.items.get(1)
    assert held.decide(item, "A").ours is Fate.CARRIED
    assert held.decide(item, "W").ours is Fate.IN_PART
    deferred = held.decide(item, None, Ending.DEFERRED)
    assert (deferred.option, deferred.text, deferred.ours) == (None, "Deferred.", Fate.DEFERRED)
    held.outcomes.write(1, ours=Fate.IN_PART, why="Half of it goes on.")
    record(held, "d with a review in May")
    assert held.outcomes.of(1).ours is Fate.IN_PART
    assert held.outcomes.of(1).text == "Deferred.\nwith a review in May."
    held.decide(item)
    assert held.outcomes.of(1).text == "with a review in May."


def test_who_recommended_who_decided_and_where_ofgem_stands_are_kept_apart(held: Desk) -> None:
    record(held, "o accept subject to additional work, recommended by PSG")
    record(held, "o decided by SRO, ofgem needed")
    outcome = held.outcomes.of(1)
    assert (outcome.option, outcome.recommended_by, outcome.decided_by, outcome.ofgem, outcome.ours) == (
        "W", "PSG", "SRO", "needed", Fate.IN_PART,
    )  # fmt: skip


# Who is there


def test_the_list_of_who_is_there_comes_from_the_seats_and_the_last_meeting(held: Desk) -> None:
    meeting = held.meeting()
    names = [one.name for one in held.expected_at(meeting)]
    assert names[0] == "Morgan Hale" and "Small Supplier" not in names and "Ofgem" in names
    held.add_person(meeting, "Robin Ash, Supplier Agent, alternate")
    held.add_person(meeting, "Kit Vale, SRO, chair, apologies")
    assert [(one.name, one.speaks_for, one.capacity, one.present) for one in held.attendance.all()] == [
        ("Robin Ash", "Supplier Agent", Capacity.ALTERNATE, True),
        ("Kit Vale", "SRO", Capacity.CHAIR, False),
    ]
    psg2 = held.meetings.add(Meeting(forum_id=meeting.forum_id, label="PSG 2", day=date(2021, 12, 1)))
    expected = {one.name: one.id for one in held.expected_at(psg2)}
    assert expected["Robin Ash"] == 0
    assert "Supplier Agent" not in expected and "SRO" in expected


def test_a_seat_that_was_ticked_without_a_name_is_given_it(held: Desk) -> None:
    meeting = held.meeting()
    sro = next(one for one in held.expected_at(meeting) if one.name == "SRO")
    held.attend([sro], True)
    held.add_person(meeting, "Kit Vale, sro")
    (one,) = held.attendance.all()
    assert (one.name, one.speaks_for, one.capacity, one.present) == ("Kit Vale", "SRO", Capacity.CHAIR, True)
    held.add_person(meeting, "kit vale, observer")
    assert [(one.name, one.speaks_for, one.capacity) for one in held.attendance.all()] == [
        ("kit vale", "SRO", Capacity.OBSERVER)
    ]


def test_many_are_noted_in_one_step_and_taken_off_again(held: Desk) -> None:
    people = held.expected_at(held.meeting())
    steps = len(held.past())
    held.attend(people, True)
    assert (held.attendance.count("present"), len(held.past())) == (len(people), steps + 1)
    some = held.attendance.all()
    held.attend(some[:1], False)
    assert held.attendance.count("NOT present") == 1
    held.attend(some[:1], None)
    assert held.attendance.count() == len(people) - 1
    with pytest.raises(Refused, match="nobody is named"):
        held.add_person(held.meeting(), " , observer")


def test_the_speaker_is_who_the_meeting_says(held: Desk) -> None:
    seat = held.seats.first("ours")
    assert isinstance(seat, Seat)
    held.seats.change(seat.id, alternate="Robin Ash")
    held.meetings.change(held.meeting().id, attending=Attending.ALTERNATE)
    first = held.expected_at(held.meeting())[0]
    assert first == Attendance(
        meeting_id=held.meeting().id, name="Robin Ash", speaks_for=seat.name, capacity=Capacity.ALTERNATE
    )


# The clock


def test_the_time_on_an_item_is_kept_when_it_is_left_and_undo_takes_the_group_back(held: Desk) -> None:
    first, second = held.items.all()
    held.take_up(held.meeting(), first, at("10:00:00"))
    held.take_up(held.meeting(), first, at("10:05:00"))
    held.take_up(held.meeting(), second, at("10:12:30"))
    assert [(one.item_id, one.began[11:], one.ended[11:]) for one in held.item_times.all()] == [
        (1, "10:00:00", "10:12:30")
    ]
    assert held.standing() == Standing(held.meeting().id, 2, "2021-11-10T10:12:30")
    step = held.undo()
    assert step and step.name == "Take up item 2 of PSG 1"
    assert (held.item_times.count(), held.standing()) == (0, Standing(held.meeting().id, 1, "2021-11-10T10:00:00"))


def test_a_stopped_clock_keeps_what_was_spent_and_no_more(held: Desk) -> None:
    held.take_up(held.meeting(), held.items.get(1), at("10:00:00"))
    held.stop_clock(at("10:10:00"))
    held.stop_clock(at("10:20:00"))
    assert held.standing() == Standing(held.meeting().id, 1, None, stopped=True)
    held.take_up(held.meeting(), held.items.get(1), at("10:30:00"))
    held.stop_clock(at("10:31:00"))
    assert [(one.began[11:], one.ended[11:]) for one in held.item_times.all()] == [
        ("10:00:00", "10:10:00"), ("10:30:00", "10:31:00"),
    ]  # fmt: skip


def test_a_clock_that_ran_into_another_day_ends_where_the_record_says_so(held: Desk) -> None:
    meeting, first = held.meeting(), held.items.get(1)
    later = at("09:00:00", DAY + timedelta(days=1))
    held.take_up(meeting, first, at("11:00:00"))
    held.take_up(meeting, held.items.get(2), later)
    assert held.item_times.all()[0].ended == "2021-11-10T12:00:00"
    held.undo()
    held.notes.add(Note(meeting_id=meeting.id, item_id=1, at="2021-11-10T11:20", text="So said."))
    held.take_up(meeting, held.items.get(2), later)
    assert held.item_times.all()[0].ended == "2021-11-10T11:20"


def test_where_today_was_told_the_moment_is_on_that_day(held: Desk, tmp_path: Path) -> None:
    assert held.moment().date() == DAY
    with Desk.create(tmp_path / "own.mhhs", "Small Supplier", "PSG", "Morgan Hale") as own:
        assert abs(own.moment() - datetime.now()) < timedelta(hours=2)
