"""Coverage from the records: the same events give the same figures in whatever order they were filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition
from mhhs_desk.store.hearing import hearing, meetings_with_agenda, parts_of
from mhhs_desk.store.viewing import Collation, unseen

OPTIONS = (Option("A", "Accept"), Option("X", "Reject"))
DAYS = (date(2021, 9, 1), date(2021, 10, 6), date(2021, 11, 10))
NAMES = ("Alder Energy", "Bramble Power", "Cobalt Gas")
ITEMS, MEMBERS = 2, len(NAMES)

Event = tuple[Any, ...]

meeting_number = st.integers(0, len(DAYS) - 1)
some_members = st.frozensets(st.integers(0, MEMBERS - 1), min_size=1)
cell = st.sampled_from([(0, 0, 0), (0, 1, 0), (2, 0, 0), (2, 0, 1)])
"""Few cells, so that one is answered again and again."""
asking = st.tuples(st.just("ask"), meeting_number, some_members, st.integers(1, 28), st.booleans())
answering = st.tuples(st.just("answer"), cell, st.sampled_from("AX0"))
standing_aside = st.tuples(st.just("recuse"), cell)
ending = st.tuples(st.just("leave"), st.integers(0, MEMBERS - 1), st.sampled_from(DAYS))
moving = st.tuples(st.just("move"), meeting_number, st.integers(1, 28))
undone = st.tuples(st.just("undo"), asking | answering | standing_aside | ending | moving)


def once(events: list[Event]) -> list[Event]:
    """Each answer with a moment of its own; a member leaves once, a meeting moves once, nobody stands aside twice."""
    found: dict[tuple[Any, ...], Event] = {}
    for number, event in enumerate(events):
        if event[0] == "answer":
            found["answer", number] = (*event, f"2021-08-01T{number // 60:02d}:{number % 60:02d}")
        elif event[0] in ("leave", "move", "recuse"):
            found.setdefault(event[:2], event)
        else:
            found[event[0], number] = event
    return list(found.values())


others = st.lists(asking | standing_aside | ending | moving | undone, max_size=8)
events = st.tuples(st.lists(answering, max_size=8), others).map(lambda both: once([*both[0], *both[1]]))


@pytest.fixture
def seat(desk: Desk) -> Desk:
    """Three meetings of two items, and three members."""
    forum = desk.forums.all()[0]
    with desk.step("Begin"):
        desk.members.add_all(Member(name=name) for name in NAMES)
        for number, day in enumerate(DAYS, 1):
            meeting = desk.meetings.add(Meeting(forum_id=forum.id, label=f"PSG {number}", day=day))
            desk.items.add_all(
                Item(meeting_id=meeting.id, number=n, title=f"Item {n}", options=OPTIONS) for n in range(1, ITEMS + 1)
            )
    return desk


def item_of(desk: Desk, meeting: int, item: int) -> int:
    return 1 + meeting * ITEMS + item


def do(desk: Desk, event: Event) -> None:
    """Let one thing happen, in a step of its own."""
    verb, *rest = event
    if verb == "undo":
        before = desk.undoable()
        do(desk, (*rest[0], "2021-12-31T23:59") if rest[0][0] == "answer" else rest[0])
        if desk.undoable() != before:
            desk.undo()
        return
    with desk.step(verb):
        DOINGS[verb](desk, *rest)


def ask(desk: Desk, meeting: int, members: frozenset[int], day: int, reminder: bool) -> None:
    call = desk.calls.add(Call(meeting_id=meeting + 1, channel="e-mail", sent_on=date(2021, 8, day), reminder=reminder))
    desk.asked.add_all(
        Asked(call_id=call.id, member_id=member + 1, item_id=item_of(desk, meeting, item))
        for member in members
        for item in range(ITEMS)
    )


def answer(desk: Desk, cell: tuple[int, int, int], option: str, received: str) -> None:
    meeting, item, member = cell
    item_id = item_of(desk, meeting, item)
    desk.feedback.add(Feedback(member_id=member + 1, item_id=item_id, option=option, received=received))


def recuse(desk: Desk, cell: tuple[int, int, int]) -> None:
    meeting, item, member = cell
    if not desk.recusals.count("member_id = ? AND item_id = ?", member + 1, item_of(desk, meeting, item)):
        desk.recusals.add(Recusal(member_id=member + 1, item_id=item_of(desk, meeting, item)))


def leave(desk: Desk, member: int, day: date) -> None:
    desk.members.change(member + 1, until=day)


def move(desk: Desk, meeting: int, day: int) -> None:
    desk.meetings.change(meeting + 1, day=date(2021, 12, day))


DOINGS: dict[str, Callable[..., None]] = {
    "ask": ask, "answer": answer, "recuse": recuse, "leave": leave, "move": move,
}  # fmt: skip


def coverage(desk: Desk) -> Any:
    """All that is told of coverage: the hearing, each meeting's tallies and states, who was never heard."""
    meetings = meetings_with_agenda(desk, None)
    found = hearing(desk, meetings, date(2021, 11, 9))
    views = [desk.view(meeting) for meeting in meetings]
    return (
        found,
        [[(view.tally, view.states) for view in one.items] for one in views],
        [[member.name for member in one.never_heard] for one in views],
        [[[parts.contact for parts in parts_of(desk, m, meeting)] for m in desk.members.all()] for meeting in meetings],
    )


def take_back(desk: Desk, to: object) -> None:
    """Undo everything since a step."""
    while desk.undoable() != to:
        desk.undo()


several = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@several
@given(events, st.randoms())
def test_the_same_events_in_another_order_give_the_same_coverage(seat: Desk, happened, chance) -> None:
    begun = seat.undoable()
    for event in happened:
        do(seat, event)
    found = coverage(seat)
    take_back(seat, begun)
    chance.shuffle(happened)
    for event in happened:
        do(seat, event)
    assert coverage(seat) == found
    take_back(seat, begun)


@several
@given(events)
def test_each_member_there_has_each_item_in_one_state_and_every_way_of_counting_agrees(seat: Desk, happened) -> None:
    begun = seat.undoable()
    for event in happened:
        do(seat, event)
    meetings = meetings_with_agenda(seat, None)
    found = hearing(seat, meetings)
    for place, meeting in enumerate(meetings):
        collation = Collation(seat, meeting)
        there = {member.id for member in collation.members}
        assert {record.id for record in found.records if record.parts[place].counted} == there
        for item in collation.items:
            assert collation.tally_of(item.id).total == len(there)
        for record in found.records:
            part, items = record.parts[place], parts_of(seat, record.member, meeting)
            if record.id in there:
                states = Counter(collation.states[item.id, record.id] for item in collation.items)
                assert part.states == states == Counter(one.state for one in items)
                assert part.items == ITEMS and part.outside == 0
            else:
                assert part.items == 0 and all(one.state is None for one in items)
                assert part.outside == sum(one.answer is not None for one in items)
        told = seat.view(meeting)
        kept = [a.feedback for view in told.items for a in (*view.answers, *view.outside)]
        silent = [one for one in unseen(seat, meeting) if one.id and one.id not in {answer.id for answer in kept}]
        assert len(kept) + len(silent) == seat.feedback.count(
            "item_id IN (SELECT id FROM item WHERE meeting_id = ?)", meeting.id
        )
    take_back(seat, begun)


def test_an_answer_outside_the_dates_of_its_member_is_in_no_count_and_not_lost(seat: Desk) -> None:
    answer(seat, (2, 0, 1), "X", "2021-11-05")
    leave(seat, 1, date(2021, 10, 31))
    meeting = seat.meeting("PSG 3")
    view = seat.view(meeting)
    first = view.items[0]
    assert (first.tally.total, first.tally.answered, first.answers) == (2, 0, ())
    assert [(told.who, told.feedback.option) for told in first.outside] == [("Bramble Power", "X")]
    assert seat.grid(meeting).rows[-1].member.name == "Cobalt Gas" and len(seat.grid(meeting).rows) == 2


def test_a_meeting_that_moves_past_the_end_of_a_membership_counts_it_no_more(seat: Desk) -> None:
    leave(seat, 0, date(2021, 11, 30))
    assert seat.view(seat.meeting("PSG 3")).member_count == 3
    move(seat, 2, 8)
    assert seat.view(seat.meeting("PSG 3")).member_count == 2


def test_never_heard_for_a_meeting_looks_at_the_two_before_it(seat: Desk) -> None:
    answer(seat, (0, 0, 0), "0", "2021-08-20")
    names = {label: [m.name for m in seat.view(seat.meeting(label)).never_heard] for label in ("PSG 1", "PSG 3")}
    assert names == {"PSG 1": ["Bramble Power", "Cobalt Gas"], "PSG 3": ["Bramble Power", "Cobalt Gas"]}
    states = seat.view(seat.meeting("PSG 3")).items[0].states
    assert set(states.values()) == {State.NOT_ASKED}


def test_only_the_own_edition_tells_of_an_answer_outside_the_dates_of_its_member(seat: Desk) -> None:
    item_id = item_of(seat, 2, 0)
    words = "Nothing but a covenant of wickerwork would move us."
    seat.feedback.add(Feedback(member_id=2, item_id=item_id, option="X", rationale=words, represents="Wicker Heat"))
    seat.positions.write(item_id, statement=f"They say: {words} [J]\nSo does Wicker Heat. [J]\nWe accept. [J]")
    leave(seat, 1, date(2021, 10, 31))
    meeting = seat.meeting("PSG 3")
    assert len(seat.view(meeting).items[0].outside) == 1
    for edition in (Edition.GROUP, Edition.MEMBERS):
        item = seat.view(meeting, edition).items[0]
        assert item.outside == ()
        assert [sentence.words for sentence in item.text("statement")] == ["We accept."]
