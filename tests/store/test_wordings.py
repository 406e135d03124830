"""Citations follow a renumbering; wordings are tried, put, chosen, and every step of it can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.positions import PARTS, Lapse, Position, cited, cites_in, renumbered
from mhhs_desk.domain.wordings import Says, Wording


@pytest.fixture
def item(desk: Desk) -> Item:
    """An item that two members have answered, F01 and F02."""
    meeting = desk.meetings.add(Meeting(forum_id=desk.forums.all()[0].id, label="PSG 1"))
    options = (Option("A", "Accept"), Option("X", "Reject"))
    made = desk.items.add(Item(meeting_id=meeting.id, number=1, title="The framework", options=options))
    for name, option in (("Alder Energy", "A"), ("Cobalt Gas", "X")):
        member = desk.members.add(Member(name=name))
        desk.feedback.add(Feedback(member_id=member.id, item_id=made.id, option=option, received="2021-11-05"))
    return made


def member(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.members.all() if one.name == name)


cited_in = st.lists(st.integers(1, 30), max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cited_in, min_size=6, max_size=6), cited_in, st.permutations(range(1, 31)))
def test_every_citation_follows_a_renumbering_in_one_step_that_one_undo_takes_back(
    desk: Desk, item: Item, parts, tried, new
) -> None:
    texts = {part: " ".join(f"[F{n:02d}]" for n in numbers) for part, numbers in zip(PARTS, parts, strict=True)}
    position = desk.positions.change(desk.positions.add(Position(item_id=item.id)).id, **texts)
    wording = desk.wordings.add(Wording(item_id=item.id, number=1, text="".join(f"[F{n}]" for n in tried)))
    numbers = dict(enumerate(new, 1))
    desk.positions.renumber(numbers)
    assert cited(desk.positions.get(position.id)) == [numbers[number] for number in cited(position)]
    assert cites_in(desk.wordings.get(wording.id).text) == [numbers[number] for number in cites_in(wording.text)]
    if any(numbers[n] != n for n in [*cited(position), *cites_in(wording.text)]):
        desk.undo()
    assert (desk.positions.get(position.id), desk.wordings.get(wording.id)) == (position, wording)
    desk.positions.remove(position.id)
    desk.wordings.take_out(wording.id)


def test_a_citation_whose_number_stays_is_left_as_it_is_written() -> None:
    assert renumbered("[F1] and [F2]", {1: 1, 2: 12}) == "[F1] and [F12]"


def test_a_removed_answer_is_still_known_to_be_its_members_and_the_other_parts_can_be_written(
    desk: Desk, item: Item
) -> None:
    first = desk.feedback.all()[0]
    desk.positions.write(item.id, statement=f"We accept. [{first.code}]")
    desk.feedback.remove(first.id)
    newer = desk.feedback.add(Feedback(member_id=first.member_id, item_id=item.id, option="X"))
    position = desk.positions.write(item.id, ask="Write it down. [J]")
    (found,) = desk.positions.lapsed(position.statement, [newer])
    assert (found.number, found.why, found.newer) == (first.id, Lapse.REMOVED, newer)
    with pytest.raises(Refused, match="not an answer"):
        desk.positions.write(item.id, ask=f"Write it down. [{first.code}] [F99]")


def test_a_new_wording_starts_from_the_last_and_nobody_has_said_anything_to_it(desk: Desk, item: Item) -> None:
    desk.positions.write(item.id, statement="We accept. [F01]")
    first = desk.wordings.begin(item.id)
    desk.wordings.say(first.id, member(desk, "Alder Energy"), Says.AGREES)
    second = desk.wordings.begin(item.id)
    assert (first.number, second.number, second.text) == (1, 2, "We accept. [F01]")
    assert desk.stances.count("wording_id = ?", second.id) == 0


def test_a_wording_that_members_have_spoken_to_is_not_rewritten_under_them(desk: Desk, item: Item) -> None:
    wording = desk.wordings.begin(item.id)
    desk.wordings.write(wording.id, "We accept. [F01]")
    desk.wordings.say(wording.id, member(desk, "Cobalt Gas"), Says.OBJECTS, "No vote.")
    with pytest.raises(Refused) as caught:
        desk.wordings.write(wording.id, "We accept it all.")
    told = "Wording 1 has been put to members and stays as it is. N begins a new one from it."
    assert words.refusal(caught.value) == told
    desk.wordings.say(wording.id, member(desk, "Cobalt Gas"), None)
    assert desk.wordings.write(wording.id, "We accept it all.").text == "We accept it all."


def test_a_wording_may_cite_only_answers_to_its_item(desk: Desk, item: Item) -> None:
    wording = desk.wordings.begin(item.id)
    with pytest.raises(Refused, match="not an answer"):
        desk.wordings.write(wording.id, "So they say. [F77]")
    assert desk.wordings.get(wording.id).text == ""


def test_one_wording_of_an_item_is_chosen_and_one_undo_takes_it_out_of_the_statement(desk: Desk, item: Item) -> None:
    desk.positions.write(item.id, statement="Before. [J]")
    first, second = desk.wordings.begin(item.id), desk.wordings.begin(item.id)
    desk.wordings.choose(first.id)
    desk.wordings.write(second.id, "After. [J]")
    desk.wordings.choose(second.id, into_statement=True)
    assert [one.chosen for one in desk.wordings.of(item.id)] == [False, True]
    assert desk.positions.of(item.id).statement == "After. [J]"
    desk.undo()
    assert [one.chosen for one in desk.wordings.of(item.id)] == [True, False]
    assert desk.positions.of(item.id).statement == "Before. [J]"


def test_a_wording_is_removed_with_what_was_said_to_it_and_comes_back_with_it(desk: Desk, item: Item) -> None:
    wording = desk.wordings.begin(item.id)
    desk.wordings.say(wording.id, member(desk, "Alder Energy"), Says.LIVES_WITH, "For a year.")
    desk.wordings.take_out(wording.id)
    assert (desk.wordings.count(), desk.stances.count()) == (0, 0)
    desk.undo()
    assert [(one.says, one.why) for one in desk.stances.all()] == [(Says.LIVES_WITH, "For a year.")]


def test_an_answer_that_was_moved_to_another_item_is_not_called_removed(desk: Desk, item: Item) -> None:
    first = desk.feedback.all()[0]
    other = desk.items.add(Item(meeting_id=item.meeting_id, number=2, title="M9", options=item.options))
    position = desk.positions.write(item.id, statement=f"We accept. [{first.code}]")
    desk.feedback.change(first.id, item_id=other.id)
    (found,) = desk.positions.lapsed(position.statement, [])
    assert (found.why, found.member_id, found.newer) == (Lapse.UNCOUNTED, first.member_id, None)
