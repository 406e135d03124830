"""Nothing open is dropped on a real desk: meetings move, are called off and closed, and steps are taken back."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.carrying import falls_due_at
from mhhs_desk.domain.dues import Ground
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.store.settings import DAY

TODAY = date(2021, 11, 9)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["owe", "owe", "done", "invite", "move", "call off", "close", "close", "later", "undo"]),
        st.integers(0, 9),
        st.integers(1, 60),
    ),
    min_size=4,
    max_size=16,
)
SAID = ("Next PSG", "This PSG", "next meeting", "Ongoing", "Next DAG", None)


@cache
def empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.mhhs"
        with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
            desk.settings.write(DAY, TODAY.isoformat())
            forum = desk.forums.first("code = 'PSG'")
            assert forum
            desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1", day=TODAY + timedelta(days=1)))
        return path.read_bytes()


def live(desk: Desk, what: str, number: int, days: int) -> None:
    """One thing that happens."""
    meetings, actions = desk.meetings.all(), desk.actions.all()
    meeting = meetings[number % len(meetings)]
    if what == "owe":
        ref, said = desk.actions.next_ref(), SAID[number % len(SAID)]
        due = desk.today + timedelta(days=days) if said is None and days % 2 else None
        forum, at = meeting.forum_id, meeting.id
        desk.actions.add(Action(ref=ref, text="Do it", due=due, due_words=said, forum_id=forum, meeting_id=at))
    elif what == "done" and actions:
        desk.mark_done([actions[number % len(actions)].id])
    elif what == "invite":
        day = desk.today + timedelta(days=days)
        desk.meetings.add(Meeting(forum_id=meeting.forum_id, label=f"PSG {len(meetings) + 1}", day=day))
    elif what == "move":
        desk.move(meeting.id, desk.today + timedelta(days=days), meeting.start, meeting.end)
    elif what == "call off":
        desk.call_off(meeting.id)
    elif what == "close":
        desk.close_meeting(meeting)
        assert not [one for one in desk.actions.all() if falls_due_at(one, meeting, desk.diary())]
    elif what == "later":
        desk.settings.write(DAY, (desk.today + timedelta(days=days)).isoformat())


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_what_is_open_stays_open_with_a_reason_until_it_is_done(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.mhhs"
        path.write_bytes(empty())
        with Desk.open(path) as desk:
            first = desk.undoable()
            for what, number, days in steps:
                before = desk.actions.all()
                try:
                    if what == "undo" and desk.undoable() != first:
                        desk.undo()
                    elif what != "undo":
                        live(desk, what, number, days)
                except Refused:
                    assert desk.actions.all() == before
                if what not in ("undo", "owe"):
                    kept = {action.id: action for action in desk.actions.all()}
                    assert set(kept) == {action.id for action in before}
                    reopened = [a for a in before if a.status is ActionStatus.DONE and kept[a.id].status != a.status]
                    assert reopened == []
                assert all(desk.diary().due(action).ground in Ground for action in desk.actions.all())
