"""Similar answers: groups that are a partition, whatever the order, drawn from what the answers say."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.intake.similar import similar

ALIKE = {
    4: "We have nobody to send to a second group.",
    7: "Nobody to spare for a second group",
    9: "Delivery takes all of our time until the spring, and decisions in one place are easier to answer for.",
    12: "We’ve nobody we could send to a second group.",
}
words = st.lists(
    st.sampled_from(
        ["nobody", "to", "send", "second", "group", "delivery", "staff", "cost", "month", "days", "winter"]
    ),
    max_size=12,
).map(" ".join)
answers = st.dictionaries(st.integers(1, 60), words, max_size=20)


def test_answers_that_say_much_the_same_are_brought_together() -> None:
    assert similar(ALIKE) == ((4, 7, 12),)


def test_short_answers_are_like_no_other() -> None:
    assert similar({1: "Yes, agreed.", 2: "Yes, agreed.", 3: "", 4: ""}) == ()


def test_one_answer_between_two_others_brings_them_together() -> None:
    chain = {
        1: "migration windows clash with winter billing peaks badly",
        2: "migration windows clash with winter billing peaks badly and testing staff holidays move budgets yearly",
        3: "testing staff holidays move budgets yearly",
    }
    assert similar({1: chain[1], 3: chain[3]}) == ()
    assert similar(chain) == ((1, 2, 3),)


@given(answers)
def test_groups_are_a_partition(texts: dict[int, str]) -> None:
    groups = similar(texts)
    grouped = [number for group in groups for number in group]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(texts)
    assert all(len(group) > 1 for group in groups)


@given(answers, st.randoms())
def test_the_order_of_the_answers_changes_nothing(texts: dict[int, str], chance: Random) -> None:
    pairs = list(texts.items())
    chance.shuffle(pairs)
    assert similar(dict(pairs)) == similar(texts)


@given(answers, words)
def test_a_further_answer_parts_none_that_were_together(texts: dict[int, str], more: str) -> None:
    before, after = similar(texts), similar({**texts, 61: more})
    assert all(any(set(group) <= set(larger) for larger in after) for group in before)
