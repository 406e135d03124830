"""Nothing open is dropped: whatever becomes of the meetings, an open action stands somewhere, with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.carrying import carry, falls_due_at
from mhhs_desk.domain.dues import Diary, Group
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from tests.domain.test_dues import DAG, FIRST, PSG, SECOND, TAG, TODAY, diary, owed


def test_what_is_open_when_a_meeting_is_closed_is_due_at_the_next() -> None:
    (one,) = carry([owed("This PSG")], FIRST, diary(FIRST, SECOND))
    assert (one.due_words, one.due_after) == ("Next PSG", FIRST.id)
    assert diary(FIRST, SECOND).due(one).meeting_id == SECOND.id


def test_a_day_of_its_own_that_is_the_meetings_is_carried_and_another_day_is_not() -> None:
    known = diary(FIRST, SECOND)
    on_it, before, after = (owed(None, due=FIRST.day and FIRST.day + timedelta(days=n)) for n in (0, -5, 5))
    assert [one.due for one in carry([on_it, before, after], FIRST, known)] == [None]
    assert not carry([replace(on_it, forum_id=DAG.id)], FIRST, known)


def test_what_is_done_and_what_was_given_another_day_stays() -> None:
    done, given_a_day = owed("This PSG", status=ActionStatus.DONE), owed("This PSG", due=date(2021, 12, 24))
    assert carry([done, given_a_day, owed("Ongoing"), owed()], FIRST, diary(FIRST, SECOND)) == []


def test_what_was_due_at_an_earlier_meeting_that_nobody_closed_is_carried_too() -> None:
    (one,) = carry([owed("This PSG")], SECOND, diary(FIRST, SECOND))
    assert diary(FIRST, SECOND).due(one).day == date(2022, 1, 5)


@given(st.sampled_from(["This PSG", "Next PSG", "Ongoing", None]), st.none() | st.just(FIRST.day))
def test_carried_twice_is_carried_once(words: str | None, due: date | None) -> None:
    known = diary(FIRST, SECOND)
    once = carry([owed(words, due=due)], FIRST, known)
    assert carry(once, FIRST, known) == []


DAYS = st.integers(-20, 400).map(lambda n: TODAY + timedelta(days=n))
WORDS = st.sampled_from([None, "Next PSG", "This PSG", "next meeting", "Ongoing", "Next DAG", "Next AWG"])


class Histories(RuleBasedStateMachine):
    """Meetings are invited, moved, called off and closed; actions come, are given other dues, and are done."""

    @initialize()
    def begin(self) -> None:
        self.meetings: dict[int, Meeting] = {1: FIRST}
        self.actions: dict[int, Action] = {}
        self.opened: set[int] = set()

    @property
    def diary(self) -> Diary:
        return Diary([PSG, DAG, TAG], self.meetings.values(), (), TODAY)

    @rule(words=WORDS, due=st.none() | DAYS, at=st.integers(1, 9), forum=st.sampled_from([None, 1, 2, 3]))
    def owe(self, words: str | None, due: date | None, at: int, forum: int | None) -> None:
        number = len(self.actions) + 1
        meeting = (at - 1) % len(self.meetings) + 1
        facts: dict[str, Any] = {"due": due, "due_words": words, "meeting_id": meeting, "forum_id": forum}
        self.actions[number] = Action(id=number, ref=f"A{number}", text="Do it", **facts)
        self.opened.add(number)

    @rule(day=DAYS, forum=st.sampled_from([1, 2]), kind=st.sampled_from(list(MeetingKind)))
    def invite(self, day: date, forum: int, kind: MeetingKind) -> None:
        number = len(self.meetings) + 1
        self.meetings[number] = Meeting(id=number, forum_id=forum, label=f"M {number}", day=day, kind=kind)

    @rule(at=st.integers(0, 9), day=DAYS)
    def move(self, at: int, day: date) -> None:
        one = self.meetings[at % len(self.meetings) + 1]
        if one.closed is None:
            self.meetings[one.id] = replace(one, day=day, by_rule=one.by_rule or one.day)

    @rule(at=st.integers(0, 9))
    def call_off(self, at: int) -> None:
        one = self.meetings[at % len(self.meetings) + 1]
        if one.closed is None:
            self.meetings[one.id] = replace(one, cancelled=TODAY)

    @rule(at=st.integers(0, 9))
    def finish(self, at: int) -> None:
        if self.actions:
            one = self.actions[at % len(self.actions) + 1]
            self.actions[one.id] = replace(one, status=ActionStatus.DONE)
            self.opened.discard(one.id)

    @rule(at=st.integers(0, 9))
    def close(self, at: int) -> None:
        meeting = replace(self.meetings[at % len(self.meetings) + 1], closed=TODAY)
        self.meetings[meeting.id] = meeting
        for one in carry(self.actions.values(), meeting, self.diary):
            self.actions[one.id] = one
        left = [one for one in self.actions.values() if falls_due_at(one, meeting, self.diary)]
        assert left == []

    @invariant()
    def nothing_open_is_dropped(self) -> None:
        known = self.diary
        for number in self.opened:
            action = self.actions[number]
            due = known.due(action)
            assert action.status is not ActionStatus.DONE
            assert due.ground
            assert known.group(action, due, FIRST) in set(Group) - {Group.DONE}

    @invariant()
    def what_follows_a_closed_meeting_is_due_after_it(self) -> None:
        known = self.diary
        for action in self.actions.values():
            base = self.meetings.get(action.due_after or 0)
            day = known.due(action).day
            if base and base.day and day:
                assert day > base.day


TestHistories = Histories.TestCase
