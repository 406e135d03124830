"""Mediation: every member stands in one place on every wording, and nobody agrees by silence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.options import objects
from mhhs_desk.domain.wordings import Says, Stance, Wording, next_text, suggested, support

MEMBERS = range(1, 8)
stances = st.builds(
    lambda wording, member, says: Stance(wording_id=wording, member_id=member, says=says),
    st.integers(1, 3),
    st.integers(1, 12),
    st.sampled_from(list(Says)),
)


@given(st.lists(stances, max_size=40), st.integers(1, 3), st.sets(st.sampled_from(MEMBERS)))
def test_every_member_is_in_exactly_one_place_and_the_totals_add_up(said, wording, members) -> None:
    found = support(wording, said, members)
    placed = [member for where in found.values() for member in where]
    assert sorted(placed) == sorted(members)
    assert set(found) == {*Says, None}


@given(st.lists(stances, max_size=40), st.integers(1, 3))
def test_who_said_nothing_to_a_wording_is_in_none_of_its_stances(said, wording) -> None:
    spoke = {stance.member_id for stance in said if stance.wording_id == wording}
    assert set(support(wording, said, MEMBERS)[None]) == set(MEMBERS) - spoke


@given(st.lists(stances, max_size=20, unique_by=lambda one: (one.wording_id, one.member_id)), st.randoms())
def test_the_order_in_which_members_spoke_changes_nothing(said, chance) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert support(1, said, MEMBERS) == support(1, shuffled, MEMBERS)


@given(st.sampled_from("AWRXE0"), st.booleans(), st.sampled_from(["A", "W", "R", "X", "E", None]))
def test_an_answer_suggests_an_objection_or_nothing_and_never_agreement(option, red, position) -> None:
    answer = Feedback(member_id=1, item_id=1, option=option, red_line="no" if red else None)
    expected = Says.OBJECTS if objects(option, red, position) else None
    assert suggested(answer, position) is expected
    assert suggested(None, position) is None


def test_the_next_wording_starts_from_the_last_one_and_the_first_from_the_statement() -> None:
    tried = [Wording(item_id=1, number=2, text="Second."), Wording(item_id=1, number=1, text="First.")]
    assert next_text(tried, "Stated.") == (3, "Second.")
    assert next_text([], "Stated.") == (1, "Stated.")
