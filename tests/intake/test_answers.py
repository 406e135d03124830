"""The words of an answer become an option only where they say one."""

from __future__ import annotations

import pytest

from mhhs_desk.intake.answers import answer_of, consent_of, evidence_of, red_line_of


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Accept", "A"),
        ("Approved", "A"),
        ("Accept subject to additional work", "W"),
        ("We are happy to accept, so long as the route is written down", "W"),
        ("accept, provided the papers come early", "W"),
        ("Refer back", "R"),
        ("Reject", "X"),
        ("We cannot accept it", "X"),
        ("Escalate to Ofgem", "E"),
        ("Yes", "Y"),
        ("yes, content. It is a short delay.", "Y"),
        ("No", "N"),
        ("no, not content", "N"),
        ("that is not enough time for us", "N"),
        ("The time is insufficient.", "N"),
        ("far too short", "N"),
        ("Neutral / no comment", "U"),
        ("Other", "O"),
        ("Option 1", "1"),
        ("2", "2"),
        ("1) PSG does it all", "1"),
        ("option 1, because a second group doubles our travel", "1"),
        ("Nil return", "0"),
        ("No view", "0"),
        ("No comment.", "0"),
    ],
)
def test_an_answer_in_plain_words_is_its_option(words: str, key: str) -> None:
    assert answer_of(words).option == key


@pytest.mark.parametrize(
    "words",
    [
        "Option 1 or 2",
        "Yes and no",
        "accept / reject",
        "We lean to the first one, I think",
        "We would like to know two things first",
        "It depends on the meter people",
        "PSG does it all",
        "",
    ],
)
def test_an_answer_that_says_two_things_or_none_has_no_option(words: str) -> None:
    assert answer_of(words).option is None


@pytest.mark.parametrize("words", ["Recused", "we recuse ourselves", "We have a conflict of interest here"])
def test_a_member_that_stands_aside_is_recused_and_has_no_option(words: str) -> None:
    assert (answer_of(words).option, answer_of(words).recused) == (None, True)


def test_a_condition_is_what_follows_subject_to() -> None:
    assert answer_of("accept, so long as the route is written down; we wait").condition == "the route is written down"
    assert answer_of("Accept subject to additional work").condition is None


@pytest.mark.parametrize(
    ("words", "told"),
    [("High", (3, None)), ("very low", (0, None)), ("2", (2, None)), ("high, our own plan.", (3, "our own plan")),
     ("A letter", (None, "A letter")), (None, (None, None))],
)  # fmt: skip
def test_the_strength_of_evidence_is_a_number_with_its_basis(
    words: str | None, told: tuple[int | None, str | None]
) -> None:
    assert evidence_of(words) == told


def test_consent_is_one_of_four_or_not_known() -> None:
    assert [consent_of(words) for words in ("Named", "by kind", "the constituency", "rep only", "ask me")] == [
        "named", "kind", "constituency", "rep", None,
    ]  # fmt: skip


def test_a_red_line_column_that_says_yes_points_at_the_reason() -> None:
    assert red_line_of("Yes", "No test before 2024") == "No test before 2024"
    assert [red_line_of(words, "reason") for words in ("No", "-", "", None)] == [None] * 4
