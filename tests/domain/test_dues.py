"""When an action is due: "next PSG" follows the meetings, whatever becomes of them, and never without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.actions import Action, ActionStatus, follows_a_meeting
from mhhs_desk.domain.dues import Diary, Due, Ground, Group
from mhhs_desk.domain.forums import Cadence, Forum, nth_weekday
from mhhs_desk.domain.meetings import Meeting, MeetingKind

TODAY = date(2021, 11, 9)
PSG = Forum(id=1, code="PSG", name="", level=2, nth=1, weekday=2)
DAG = Forum(id=2, code="DAG", name="", level=3, nth=2, weekday=2)
TAG = Forum(id=3, code="TAG", name="", level=3, state="not stood up")
FIRST = Meeting(id=1, forum_id=1, label="PSG 1", day=date(2021, 11, 10))
SECOND = Meeting(id=2, forum_id=1, label="PSG 2", day=date(2021, 12, 1), by_rule=date(2021, 12, 1))


def diary(*meetings: Meeting, cadences: tuple[Cadence, ...] = (), today: date = TODAY) -> Diary:
    return Diary([PSG, DAG, TAG], meetings, cadences, today)


def owed(words: str | None = "Next PSG", **facts: Any) -> Action:
    return replace(Action(id=1, ref="A1", text="Do it", forum_id=1, meeting_id=1, due_words=words), **facts)


def test_next_psg_is_the_day_by_rule_until_a_meeting_is_invited() -> None:
    assert diary(FIRST).due(owed()) == Due(Ground.RULE, date(2021, 12, 1), 1, None, 1)
    assert diary(FIRST, SECOND).due(owed()) == Due(Ground.MEETING, date(2021, 12, 1), 1, 2, 1)
    invited_otherwise = replace(SECOND, day=date(2021, 12, 2), by_rule=None)
    assert diary(FIRST, invited_otherwise).due(owed()).day == date(2021, 12, 2)


def test_a_meeting_that_moves_takes_its_actions_with_it_and_one_called_off_hands_them_on() -> None:
    moved = replace(SECOND, day=date(2021, 12, 9))
    assert diary(FIRST, moved).due(owed()).day == date(2021, 12, 9)
    called_off = replace(SECOND, cancelled=TODAY)
    assert diary(FIRST, called_off).due(owed()) == Due(Ground.RULE, date(2022, 1, 5), 1, None, 1)


def test_a_meeting_between_is_no_next_one_and_a_gap_is_not_passed_over() -> None:
    between = Meeting(id=5, forum_id=1, label="PSG 1.1", day=date(2021, 11, 18), kind=MeetingKind.AD_HOC)
    later = Meeting(id=6, forum_id=1, label="PSG 3", day=date(2022, 1, 5))
    assert diary(FIRST, between).due(owed()).day == date(2021, 12, 1)
    assert diary(FIRST, later).due(owed()) == Due(Ground.RULE, date(2021, 12, 1), 1, None, 1)


def test_next_counts_after_another_meeting_where_one_is_named() -> None:
    assert diary(FIRST, SECOND).due(owed(due_after=2)).day == date(2022, 1, 5)


def test_this_psg_is_the_meeting_itself_unless_it_is_called_off() -> None:
    assert diary(FIRST).due(owed("This PSG")) == Due(Ground.MEETING, FIRST.day, 1, 1, 1)
    assert diary(replace(FIRST, cancelled=TODAY)).due(owed("This PSG")).day == date(2021, 12, 1)


def test_another_forum_may_be_named_in_any_letters_and_one_not_known_is_told() -> None:
    assert diary(FIRST).due(owed("next dag")).day == date(2021, 12, 8)
    assert diary(FIRST).due(owed("next meeting of the DAG")).forum_id == 2
    assert diary(FIRST).due(owed("Next AWG")) == Due(Ground.NO_FORUM)
    assert diary(FIRST).due(owed("Next TAG")) == Due(Ground.NO_MEETING, None, 3, None, 1)


@pytest.mark.parametrize("words", ["Next week", "NEXT MONTH", "Ongoing", "Late Spring 2011", "the next steps"])
def test_words_that_mean_no_meeting_are_kept_as_words(words: str) -> None:
    assert diary(FIRST).due(owed(words)) == Due(Ground.WORDS)
    assert not follows_a_meeting(owed(words))


def test_the_next_meeting_by_another_rule_is_the_next() -> None:
    thursdays = Cadence(forum_id=1, since=date(2021, 11, 30), nth=1, weekday=3)
    assert diary(FIRST, cadences=(thursdays,)).due(owed()).day == date(2021, 12, 2)


def test_what_is_due_by_the_meeting_in_hand_is_due_at_it() -> None:
    known = diary(FIRST)
    groups = {
        Group.OVERDUE: owed(None, due=date(2021, 11, 5)),
        Group.AT_NEXT: owed(None, due=TODAY),
        Group.FOLLOWING: owed(),
        Group.LATER: owed(None, due=date(2021, 11, 11)),
        Group.NO_DATE: owed("Ongoing"),
        Group.DONE: owed("Ongoing", status=ActionStatus.DONE),
    }
    assert {group: known.group(one, known.due(one), FIRST) for group, one in groups.items()} == {g: g for g in groups}
    done_for_it = owed("This PSG", status=ActionStatus.DONE)
    assert known.group(done_for_it, known.due(done_for_it), FIRST) is Group.AT_NEXT


# Any sequence of moves, cancellations, confirmations and new meetings

DAYS = st.integers(-40, 200).map(lambda n: TODAY + timedelta(days=n))
CHANGES = st.lists(
    st.tuples(st.sampled_from(["new", "ad hoc", "confirm", "move", "cancel", "undate"]), st.integers(0, 9), DAYS),
    max_size=14,
)


def lived(changes: list[tuple[str, int, date]]) -> list[Meeting]:
    """The meetings after a history: each new one stands for a day by rule of its month, or for none."""
    meetings = [FIRST]
    for what, number, day in changes:
        at = number % len(meetings)
        if what in ("new", "ad hoc", "confirm"):
            ruled = nth_weekday(day.year, day.month, 1, 2)
            free = ruled not in {one.by_rule for one in meetings}
            kind = MeetingKind.AD_HOC if what == "ad hoc" else MeetingKind.STANDING
            stands_for = ruled if what == "confirm" and free else None
            meetings.append(
                Meeting(id=len(meetings) + 1, forum_id=1, label=f"PSG {len(meetings) + 1}", kind=kind,
                        day=stands_for or day, by_rule=stands_for)
            )  # fmt: skip
        elif what == "move":
            meetings[at] = replace(meetings[at], day=day, by_rule=meetings[at].by_rule or meetings[at].day)
        elif what == "cancel":
            meetings[at] = replace(meetings[at], cancelled=TODAY)
        else:
            meetings[at] = replace(meetings[at], day=None)
    return meetings


def reckoned(meetings: list[Meeting], base: Meeting) -> date:
    """The first standing PSG after a meeting, day by day: one that is held, or a Wednesday nobody stands for."""
    day = (base.day or base.by_rule or TODAY) + timedelta(days=1)
    while True:
        for one in meetings:
            held = one.kind is MeetingKind.STANDING and not one.cancelled and one is not base
            if held and (one.day or one.by_rule) == day:
                return day
        said = [m.by_rule or (m.day if m.kind is MeetingKind.STANDING else None) for m in meetings]
        stood_for = any(one and (one.year, one.month) == (day.year, day.month) for one in said)
        if day == nth_weekday(day.year, day.month, 1, 2) and not stood_for:
            return day
        day += timedelta(days=1)


@given(CHANGES, st.integers(0, 9))
def test_next_psg_is_the_first_standing_psg_after_its_base_whatever_becomes_of_the_meetings(changes, number) -> None:
    meetings = lived(changes)
    base = meetings[number % len(meetings)]
    due = diary(*meetings).due(owed(due_after=base.id))
    assert due.day == reckoned(meetings, base)
    assert due.ground in (Ground.MEETING, Ground.RULE)
    assert (due.forum_id, due.after) == (1, base.id)


ACTIONS = st.builds(
    owed,
    st.sampled_from([None, "Next PSG", "This PSG", "Next DAG", "next TAG", "Ongoing", "Next AWG", "next meeting"]),
    due=st.none() | DAYS,
    status=st.sampled_from(list(ActionStatus)),
    meeting_id=st.none() | st.integers(1, 4),
    due_after=st.none() | st.integers(1, 4),
    forum_id=st.none() | st.integers(1, 4),
)


@given(CHANGES, ACTIONS, st.integers(0, 9))
def test_an_action_is_in_one_group_with_a_reason_and_open_ones_without_a_day_say_so(changes, action, number) -> None:
    meetings = lived(changes)
    known = diary(*meetings)
    due = known.due(action)
    group = known.group(action, due, meetings[number % len(meetings)])
    assert isinstance(due.ground, Ground)
    assert (due.day is not None) == (due.ground in (Ground.OWN, Ground.MEETING, Ground.RULE))
    if action.status is not ActionStatus.DONE:
        assert group is not Group.DONE
        assert (group is Group.OVERDUE) == known.overdue(action)
        assert due.day is not None or group in (Group.NO_DATE, Group.AT_NEXT)
