"""Passages held back: what a mark covers, how it is taken back, and what becomes of it when the answer changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.passages import (
    HELD_BACK,
    TEXTS,
    bared,
    carried,
    edited,
    hold_back,
    is_held_back,
    let_show,
    passages,
    says_nothing,
    without,
)

DAY = date(2021, 11, 9)
ANSWER = Feedback(
    member_id=1,
    item_id=1,
    option="N",
    rationale="Our agent leaves in March, and we lose\n£2m. Nobody knows it.",
    condition="Unless we lose £2m",
)
word = st.sampled_from(["our", "agent", "leaves", "£2m", "in", "March", "lose", "Agent", "x2m"])
phrase = st.lists(word, min_size=1, max_size=4).map(" ".join)
text = st.lists(word, max_size=12).map(" ".join)
answers = st.builds(
    Feedback, member_id=st.just(1), item_id=st.just(1), option=st.just("N"), rationale=text,
    condition=st.none() | text, red_line=st.none() | text, evidence_basis=st.none() | text,
)  # fmt: skip


def said(answer: Feedback) -> list[str]:
    return [value for name in TEXTS if (value := getattr(answer, name))]


def test_words_are_held_back_wherever_they_stand_on_whatever_lines() -> None:
    held = hold_back(ANSWER, "we lose\n£2m")
    bare = bared(held, held.held_back)
    assert bare.rationale == f"Our agent leaves in March, and {HELD_BACK}. Nobody knows it."
    assert bare.condition == f"Unless {HELD_BACK}"
    assert (bare.held_back, bare.reviewed) == ((), None)


def test_half_a_word_is_widened_to_the_whole_of_it() -> None:
    assert hold_back(ANSWER, "gent leav").held_back == ("agent leaves",)


def test_a_mark_that_reaches_into_another_makes_one_passage() -> None:
    held = hold_back(hold_back(ANSWER, "agent leaves in"), "in March, and")
    assert held.held_back == ("agent leaves in March, and",)


def test_a_mark_is_taken_back_by_any_word_of_it_and_the_others_stay() -> None:
    held = hold_back(hold_back(ANSWER, "agent leaves"), "Nobody knows")
    assert is_held_back(held, "leaves")
    assert not is_held_back(held, "leaves in")
    assert let_show(held, "leaves").held_back == ("Nobody knows",)


@pytest.mark.parametrize("words", ["", "  ", "the agent", "£3m"])
def test_words_that_are_not_the_answers_are_refused(words: str) -> None:
    with pytest.raises(Refused, match="not its words"):
        hold_back(ANSWER, words)


def test_an_answer_says_nothing_once_all_its_words_are_held_back() -> None:
    bare = replace(ANSWER, rationale="We lose £2m.", condition="lose £2m")
    assert says_nothing(bared(bare, ["We lose £2m", "lose £2m"]))
    assert not says_nothing(bared(bare, ["lose £2m"]))
    assert not says_nothing(replace(ANSWER, rationale="", condition=None))


@settings(max_examples=300)
@given(text, st.lists(phrase, max_size=3))
def test_of_a_text_without_its_passages_none_stands_any_more(said: str, held: list[str]) -> None:
    bare = without(said, held)
    assert passages(bare.replace(HELD_BACK, "|"), held) == []
    assert passages(said, held) == sorted(passages(said, held))


@settings(max_examples=300)
@given(answers, phrase)
def test_what_is_held_back_is_exactly_words_of_the_answer_and_can_be_shown_again(answer: Feedback, words: str) -> None:
    if not any(words.casefold() in value.casefold() for value in said(answer)):
        return
    held = hold_back(answer, words)
    assert is_held_back(held, words)
    assert all(any(mark in value for value in said(answer)) for mark in held.held_back)
    assert let_show(held, words).held_back == ()


@settings(max_examples=300)
@given(answers, answers, st.lists(phrase, max_size=3))
def test_a_change_drops_marks_whose_words_are_gone_and_asks_for_another_look(
    before: Feedback, after: Feedback, marks: list[str]
) -> None:
    stand = tuple(words for words in marks if any(passages(value, [words]) for value in said(before)))
    before = replace(before, held_back=stand, reviewed=DAY)
    changed = edited(before, replace(after, held_back=stand, reviewed=DAY))
    same = said(before) == said(after)
    assert all(any(passages(value, [words]) for value in said(after)) for words in changed.held_back)
    assert set(changed.held_back) == {w for w in stand if any(passages(value, [w]) for value in said(after))}
    assert edited(before, before) == before
    if not same:
        assert changed.reviewed is None


def test_a_newer_answer_carries_on_what_is_held_back_and_is_still_to_be_looked_at() -> None:
    earlier = [hold_back(ANSWER, "agent leaves"), hold_back(ANSWER, "Nobody knows")]
    newer = carried(replace(ANSWER, rationale="The agent leaves.", condition=None), earlier)
    assert (newer.held_back, newer.reviewed) == (("agent leaves",), None)
