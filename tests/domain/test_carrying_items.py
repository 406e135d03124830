"""Items that are not finished go on: which, where to, and never twice, over any history of a forum's meetings."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.carrying_items import Unfinished, going_on, next_of, unfinished
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate, Outcome

EXAMPLES = int(os.environ.get("EXAMPLES", "25"))
"""How many histories are made up."""
TODAY = date(2021, 11, 10)
PSG = Forum(id=1, code="PSG", name="Steering", level=2, nth=1, weekday=2)
FIRST = Meeting(id=1, forum_id=1, label="PSG 1", day=TODAY)


def item(number: int, title: str = "", follows: int | None = None, meeting_id: int = 1) -> Item:
    title = title or f"Item {number}"
    return Item(id=number, meeting_id=meeting_id, number=number, title=title, options=(), follows=follows)


def test_an_item_is_finished_once_something_was_done_with_it() -> None:
    assert unfinished(None) is Unfinished.NO_OUTCOME
    assert unfinished(Outcome(item_id=1)) is Unfinished.NO_OUTCOME
    assert unfinished(Outcome(item_id=1, text="Noted.")) is None
    assert unfinished(Outcome(item_id=1, option="A", ours=Fate.NOT_CARRIED)) is None
    assert unfinished(Outcome(item_id=1, ours=Fate.DEFERRED)) is Unfinished.DEFERRED
    assert unfinished(Outcome(item_id=1, ours=Fate.NOT_TAKEN)) is Unfinished.NOT_TAKEN
    assert unfinished(None, cancelled=True) is Unfinished.CALLED_OFF


def test_an_item_that_the_next_agenda_has_already_is_linked_and_not_added() -> None:
    there = item(9, "role of  representatives", meeting_id=2)
    goes = going_on([item(1, "Role of representatives"), item(2)], {}, set(), [there])
    assert [(one.item.id, one.onto and one.onto.id) for one in goes] == [(1, 9), (2, None)]


def test_an_item_that_is_followed_does_not_go_on_again() -> None:
    assert going_on([item(1), item(2)], {}, {1, 2}) == []


def test_what_is_left_goes_to_the_next_meeting_that_is_to_come() -> None:
    off = Meeting(id=2, forum_id=1, label="PSG 2", day=date(2021, 12, 1), cancelled=TODAY)
    other = Meeting(id=3, forum_id=2, label="DAG 1", day=date(2021, 11, 12))
    third = Meeting(id=4, forum_id=1, label="PSG 3", day=date(2022, 1, 5))
    assert next_of(FIRST, PSG, [FIRST, off, other, third], [], TODAY).meeting == third


def test_without_one_it_goes_to_the_day_by_rule_for_which_no_meeting_stood() -> None:
    off = Meeting(id=2, forum_id=1, label="PSG 2", day=date(2021, 11, 30), by_rule=date(2021, 12, 1), cancelled=TODAY)
    assert next_of(FIRST, PSG, [FIRST], [], TODAY).by_rule == date(2021, 12, 1)
    assert next_of(FIRST, PSG, [FIRST, off], [], TODAY).by_rule == date(2022, 1, 5)


def test_a_forum_without_a_rule_has_a_next_meeting_without_a_day() -> None:
    where = next_of(FIRST, Forum(id=1, code="TAG", name="Testing", level=3), [FIRST], [], TODAY)
    assert (where.meeting, where.by_rule) == (None, None)


def test_a_day_by_rule_before_the_next_meeting_that_is_invited_is_the_next() -> None:
    third = Meeting(id=4, forum_id=1, label="PSG 3", day=date(2022, 1, 5))
    adhoc = Meeting(id=5, forum_id=1, label="ePSG", day=date(2021, 11, 20), kind=MeetingKind.AD_HOC)
    assert next_of(FIRST, PSG, [FIRST, adhoc, third], [], TODAY).by_rule == date(2021, 12, 1)
    assert next_of(FIRST, replace(PSG, nth=None, weekday=None), [FIRST, adhoc], [], TODAY).meeting == adhoc


# On the desk


@pytest.fixture
def held(desk: Desk) -> Desk:
    """PSG 1 on the day it was held: three items, of which one is accepted and one deferred."""
    desk._today = TODAY
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=TODAY))
    desk.items.add_all(
        Item(meeting_id=meeting.id, number=n, title=f"Item {n}", options=(Option("A", "Accept"),), ask="Approve it.",
             disposition=Disposition.APPROVAL, milestones=("M6",), read_on=TODAY, paper_version="v1.0")
        for n in (1, 2, 3)
    )  # fmt: skip
    desk.outcomes.write(1, option="A", ours=Fate.CARRIED)
    desk.outcomes.write(2, ours=Fate.DEFERRED)
    return desk


def test_closing_a_meeting_carries_what_is_not_finished_and_one_undo_takes_it_back(held: Desk) -> None:
    meeting = held.meeting("PSG 1")
    seen = held.onward(meeting)
    assert ([goes.item.number for goes in seen.items], seen.to.label, seen.is_new) == ([2, 3], "PSG 2", True)
    held.close_meeting(meeting)
    made = held.meeting("PSG 2")
    assert (made.day, made.by_rule, held.meeting("PSG 1").closed) == (date(2021, 12, 1), date(2021, 12, 1), TODAY)
    carried = list(held.items.where("meeting_id = ?", made.id))
    assert [(one.number, one.title, one.follows, one.ask, one.milestones) for one in carried] == [
        (1, "Item 2", 2, "Approve it.", ("M6",)), (2, "Item 3", 3, "Approve it.", ("M6",))
    ]  # fmt: skip
    assert all(one.options and one.read_on is None and one.paper_version is None for one in carried)
    step = held.undo()
    assert step and step.name == "Close PSG 1"
    assert (held.items.count(), held.meetings.count(), held.meeting("PSG 1").closed) == (3, 1, None)


def test_what_was_seen_before_is_what_is_done_and_a_second_carrying_does_nothing(held: Desk) -> None:
    seen = held.onward(held.meeting("PSG 1"))
    made = held.carry(held.meeting("PSG 1"))
    assert [one.follows for one in made] == [goes.item.id for goes in seen.items]
    assert held.carry(held.meeting("PSG 1")) == []


def test_a_meeting_that_is_still_to_come_is_not_closed(held: Desk) -> None:
    held._today = TODAY - timedelta(days=1)
    with pytest.raises(Refused, match="not held yet"):
        held.close_meeting(held.meeting("PSG 1"))


@cache
def empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.mhhs"
        Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", "rep@seat.example").close()
        return path.read_bytes()


HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(
            ["invite", "add", "outcome", "move", "call off", "close", "reopen", "hold after all", "undo", "wait"]
        ),
        st.integers(0, 5),
        st.integers(0, 40),
    ),
    max_size=25,
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(HAPPENINGS)
def test_over_any_history_no_open_item_is_dropped_and_none_is_carried_twice(
    history: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.mhhs"
        path.write_bytes(empty())
        with Desk.open(path, TODAY) as desk:
            desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=TODAY))
            for what, which, amount in history:
                happen(desk, what, which, amount)
                nothing_is_lost(desk)


def happen(desk: Desk, what: str, which: int, amount: int) -> None:
    """One thing that happens to some meeting of the forum."""
    meetings, items = desk.meetings.all(), desk.items.all()
    meeting = meetings[which % len(meetings)]
    day = desk.today + timedelta(days=amount)
    if what == "invite":
        desk.meetings.add(Meeting(forum_id=1, label=f"PSG {len(meetings) + 50}", day=day if amount else None))
    elif what == "add" and meeting.closed is None and meeting.cancelled is None:
        desk.add_item(meeting, f"Item {amount % 4}", Disposition.APPROVAL)
    elif what == "outcome" and items:
        open_ = [one for one in items if desk.meetings.get(one.meeting_id).closed is None]
        if open_:
            desk.outcomes.write(open_[which % len(open_)].id, ours=list(Fate)[amount % 5])
    elif what == "move" and meeting.closed is None:
        desk.meetings.change(meeting.id, day=day)
    elif what == "call off" and meeting.closed is None and meeting.cancelled is None:
        desk.call_off(meeting.id)
    elif what == "close" and meeting.closed is None and meeting.day and meeting.day <= desk.today:
        desk.close_meeting(meeting)
    elif what == "reopen" and meeting.closed:
        desk.open_again(meeting)
        desk.close_meeting(desk.meetings.get(meeting.id))
    elif what == "hold after all" and meeting.cancelled:
        desk.reinstate(meeting.id)
    elif what == "undo" and desk.undoable():
        desk.undo()
        if not desk.meetings.count():
            desk.redo()
    elif what == "wait":
        desk._today = day


def nothing_is_lost(desk: Desk) -> None:
    """Every item that is not finished stands open somewhere, or is followed to where it does; and once only."""
    assert desk.left_behind() == []
    followed = Counter(one.follows for one in desk.items.all() if one.follows)
    assert not followed or max(followed.values()) == 1
    after = {one.follows: one for one in desk.items.all() if one.follows}
    meetings = {meeting.id: meeting for meeting in desk.meetings.all()}
    outcomes = {outcome.item_id: outcome for outcome in desk.outcomes.all()}
    for one in desk.items.all():
        seen = set()
        while (where := meetings[one.meeting_id]) and (where.closed or where.cancelled):
            if unfinished(outcomes.get(one.id), bool(where.cancelled)) is None:
                break
            assert one.id not in seen
            seen.add(one.id)
            one = after[one.id]
