"""What is held back of an answer goes with its words, in the store as in the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition

DAY = date(2021, 11, 9)
SAID = "We lose £2m. It can be borne."


@pytest.fixture
def told(desk: Desk) -> Desk:
    """One member's words on two items, and another's on the first."""
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=DAY))
    yes = (Option("Y", "Yes"),)
    first, second = desk.items.add_all(Item(meeting_id=meeting.id, number=n, title="T", options=yes) for n in (1, 2))
    alder, birch = desk.members.add_all(Member(name=name) for name in ("Alder", "Birch"))
    where = ((alder, first), (alder, second), (birch, first))
    desk.feedback.add_all(Feedback(member_id=m.id, item_id=i.id, option="Y", rationale=SAID) for m, i in where)
    return desk


def held(desk: Desk) -> list[tuple[str, ...]]:
    return [answer.held_back for answer in desk.feedback.all()]


def test_words_are_held_back_wherever_their_member_says_them_in_one_step(told: Desk) -> None:
    told.feedback.hold_back(1, "lose £2m", DAY)
    assert held(told) == [("lose £2m",), ("lose £2m",), ()]
    assert [answer.reviewed for answer in told.feedback.all()] == [DAY, None, None]
    told.undo()
    assert held(told) == [(), (), ()]


def test_words_are_shown_again_wherever_they_were_held_back(told: Desk) -> None:
    told.feedback.hold_back(2, "lose £2m", DAY)
    told.feedback.let_show(1, "£2m", DAY)
    assert held(told) == [(), (), ()]


def test_an_edit_drops_a_mark_whose_words_are_gone_and_asks_for_another_look(told: Desk) -> None:
    told.feedback.hold_back(1, "lose £2m", DAY)
    told.feedback.change(1, rationale="It can be borne.")
    told.feedback.change(2, option="Y", rationale="We lose £2m, or more.")
    first, second, _ = told.feedback.all()
    assert (first.held_back, first.reviewed) == ((), None)
    assert (second.held_back, second.reviewed) == (("lose £2m",), None)


def test_an_edit_of_something_else_leaves_mark_and_look(told: Desk) -> None:
    told.feedback.hold_back(1, "lose £2m", DAY)
    told.feedback.change(1, consent=Consent.KIND)
    assert (told.feedback.get(1).held_back, told.feedback.get(1).reviewed) == (("lose £2m",), DAY)


def test_a_newer_answer_of_the_member_holds_the_same_words_back(told: Desk) -> None:
    told.feedback.hold_back(1, "lose £2m", DAY)
    fresh = (replace(told.feedback.get(n), id=0, uid="", held_back=(), reviewed=None) for n in (1, 3))
    newer, other = told.feedback.add_all(fresh)
    assert (newer.held_back, newer.reviewed, other.held_back) == (("lose £2m",), None, ())


def test_words_that_the_answer_does_not_say_are_refused(told: Desk) -> None:
    with pytest.raises(Refused, match="not its words"):
        told.feedback.hold_back(1, "lose £3m", DAY)


def test_a_stricter_consent_binds_the_answers_that_are_there_and_a_looser_one_does_not(told: Desk) -> None:
    told.feedback.change(2, consent=Consent.REP)
    told.members.change(1, consent=Consent.KIND)
    assert [answer.consent for answer in told.feedback.all()] == [Consent.KIND, Consent.REP, Consent.NAMED]
    told.members.change(1, consent=Consent.NAMED)
    assert [answer.consent for answer in told.feedback.all()] == [Consent.KIND, Consent.REP, Consent.NAMED]
    told.undo()
    told.undo()
    assert [answer.consent for answer in told.feedback.all()] == [Consent.NAMED, Consent.REP, Consent.NAMED]


def test_the_sample_holds_a_passage_back_and_shows_the_rest_of_the_answer(sample: Desk) -> None:
    (marked,) = (answer for answer in sample.feedback.all() if answer.held_back)
    view = sample.view(sample.meeting(), Edition.GROUP)
    (shown,) = (answer.feedback for answer in view.answers() if "[held back]" in answer.feedback.rationale)
    assert (shown.member_id, shown.item_id) == (marked.member_id, marked.item_id)
    assert shown.rationale == marked.rationale.replace(marked.held_back[0], "[held back]")
