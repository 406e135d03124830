"""Actions changed by hand, many at once, and carried on when a meeting is closed: one step each, undone at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.store.settings import DAY

TODAY = date(2021, 11, 9)


@pytest.fixture
def owing(desk: Desk) -> Desk:
    """A desk on the day before PSG 1, with four actions of which one is done."""
    with desk.step("Tell the story"):
        desk.settings.write(DAY, TODAY.isoformat())
        forum = desk.forums.first("code = 'PSG'")
        assert forum
        psg = desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1", day=date(2021, 11, 10)))
        for number, (due, said) in enumerate(((TODAY, None), (None, "Next PSG"), (None, "Ongoing")), 1):
            action = Action(ref=f"ACT-0{number}", text="Do it", forum_id=forum.id, meeting_id=psg.id)
            desk.actions.add(replace(action, due=due, due_words=said))
        desk.actions.add(Action(ref="ACT-04", text="Did it", status=ActionStatus.DONE, forum_id=forum.id))
    return desk


def days(desk: Desk) -> list[date | None]:
    return [desk.diary().due(action).day for action in desk.actions.all()]


def test_many_are_given_a_due_day_in_one_step_and_it_is_taken_back_at_once(owing: Desk) -> None:
    before = owing.actions.all()
    assert owing.set_due([1, 2, 3], date(2021, 12, 24), None) == 3
    assert days(owing)[:3] == [date(2021, 12, 24)] * 3
    step = owing.undo()
    assert step and step.name == "Set the due day of 3 actions"
    assert owing.actions.all() == before


@pytest.mark.parametrize(("typed", "day"), [("This PSG", 10), ("this psg", 10), ("next psg", 1), ("next meeting", 1)])
def test_a_meeting_typed_as_the_due_day_is_the_coming_one_or_the_one_after(owing: Desk, typed: str, day: int) -> None:
    owing.set_due([3], None, typed)
    found = days(owing)[2]
    assert found and found.day == day
    assert owing.actions.get(3).due_words in ("This PSG", "Next PSG")


def test_next_psg_typed_long_after_the_last_meeting_is_still_to_come(owing: Desk) -> None:
    owing.settings.write(DAY, "2022-03-10")
    owing.set_due([3], None, "next psg")
    assert days(owing)[2] == date(2022, 4, 6)


def test_an_owner_who_is_a_member_is_known_as_one(owing: Desk) -> None:
    member = owing.members.add(Member(name="Alder Energy"))
    assert owing.set_owner([1, 2], "alder energy") == 2
    assert {action.member_id for action in owing.actions.all()[:2]} == {member.id}
    owing.set_owner([1], "PMO")
    assert owing.actions.get(1).member_id is None


def test_many_are_marked_done_and_told_so_once(owing: Desk) -> None:
    assert owing.mark_done([1, 3, 4]) == 2
    assert [(update.action_id, update.text, update.day) for update in owing.action_updates.all()] == [
        (1, "Done.", TODAY), (3, "Done.", TODAY),
    ]  # fmt: skip
    owing.undo()
    assert owing.action_updates.all() == []


def test_carried_to_the_next_psg_by_hand_those_due_there_stay(owing: Desk) -> None:
    assert owing.carry_to_next([1, 2, 3]) == 2
    assert days(owing)[:3] == [date(2021, 12, 1)] * 3
    assert [update.action_id for update in owing.action_updates.all()] == [1, 3]


def test_what_is_open_when_a_meeting_is_closed_is_carried_on_and_told(owing: Desk) -> None:
    psg = owing.meeting()
    owing.set_due([1, 4], None, "This PSG")
    (carried,) = owing.carry_actions(psg)
    assert (carried.ref, carried.due_words, carried.due_after) == ("ACT-01", "Next PSG", psg.id)
    (update,) = owing.action_updates.all()
    assert update.text == "Not done at PSG 1: carried to the next PSG."
    assert owing.carry_actions(psg) == []


def test_a_status_changed_by_hand_is_told_by_an_update(owing: Desk) -> None:
    owing.actions.edit(replace(owing.actions.get(1), status=ActionStatus.DONE), TODAY)
    owing.actions.edit(replace(owing.actions.get(1), status=ActionStatus.OPEN, text="Do it again"), TODAY)
    owing.actions.edit(owing.actions.get(1), TODAY)
    assert [update.text for update in owing.action_updates.all()] == ["Done.", "Reopened."]
    assert owing.actions.get(1).text == "Do it again"
