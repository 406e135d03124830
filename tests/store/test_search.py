"""One search over everything a rep would look for, always in step with the records."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member


@pytest.fixture
def answered(desk: Desk) -> Desk:
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1"))
    desk.items.add(Item(meeting_id=meeting.id, number=1, title="One group or two", options=()))
    desk.members.add(Member(name="Cobalt Gas"))
    desk.feedback.add(Feedback(member_id=1, item_id=1, option="2", rationale="No go-live planning by one seat"))
    return desk


def found(desk: Desk, words: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for hit in desk.search(words)]


def test_an_answer_is_found_by_its_words_its_member_its_item_and_its_number(answered: Desk) -> None:
    for words in ("go-live plan", "cobalt group", "F01"):
        assert ("feedback", 1) in found(answered, words)


def test_a_renamed_member_is_found_by_the_new_name_only(answered: Desk) -> None:
    answered.members.change(1, name="Umber Electric")
    assert ("feedback", 1) in found(answered, "umber")
    assert found(answered, "cobalt") == []


def test_what_was_removed_is_not_found_until_undone(answered: Desk) -> None:
    answered.feedback.remove(1)
    assert found(answered, "planning one seat") == []
    answered.undo()
    assert found(answered, "planning one seat") == [("feedback", 1)]


def test_accents_and_cases_do_not_matter(desk: Desk) -> None:
    desk.actions.add(Action(ref="ACT-01", text="Send the résumé of Énergie"))
    assert found(desk, "RESUME energie") == [("action", 1)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_no_words_are_an_operator_or_break_the_search(answered: Desk, words: str) -> None:
    assert isinstance(answered.search(words), list)
