"""A position claims no more than its answers bear, and every sentence shows its evidence."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.options import objects
from mhhs_desk.domain.positions import (
    Lapse,
    Position,
    Strength,
    cited,
    cited_anew,
    cites_in,
    counted_by_hand,
    lapsed,
    objecting,
    refuse_strength,
    renumbered,
    sentences,
    strongest,
    uncited,
    with_counts,
)

options = st.sampled_from(["A", "W", "R", "X", "E"])


def answers_of(drawn: list[tuple[str, bool]]) -> list[Feedback]:
    return [
        Feedback(id=n, item_id=1, member_id=n, option=option, red_line="no" if red else None)
        for n, (option, red) in enumerate(drawn, 1)
    ]


def tally_of(answers: list[Feedback], members: int) -> Tally:
    states = Counter({State.ANSWERED: len(answers), State.SILENT: members - len(answers)})
    return Tally(Counter(answer.option for answer in answers), states)


@given(st.lists(st.tuples(options, st.booleans()), max_size=12), options, st.integers(0, 3))
def test_the_strongest_claim_is_never_refused_and_none_stronger_is_borne(drawn, option, silent) -> None:
    answers = answers_of(drawn)
    counted = tally_of(answers, len(answers) + silent)
    best = strongest(option, answers, counted)
    refuse_strength(best, option, answers, counted)
    for claim in (Strength.UNANIMOUS, Strength.CONSENSUS):
        if best in (Strength.MAJORITY, Strength.DIVIDED, Strength.NO_POSITION):
            with pytest.raises(Refused):
                refuse_strength(claim, option, answers, counted)


@given(st.lists(st.tuples(options, st.booleans()), min_size=1, max_size=8), options)
def test_consensus_is_refused_exactly_while_somebody_objects(drawn, option) -> None:
    answers = answers_of(drawn)
    counted = tally_of(answers, 20)
    if objecting(option, answers):
        with pytest.raises(Refused, match="objections"):
            refuse_strength(Strength.CONSENSUS, option, answers, counted)
    else:
        refuse_strength(Strength.CONSENSUS, option, answers, counted)


@pytest.mark.parametrize(
    ("answer", "red", "position", "expected"),
    [
        ("W", False, "A", False),
        ("W", True, "A", False),
        ("R", False, "A", True),
        ("X", False, "A", True),
        ("E", False, "A", False),
        ("E", True, "A", True),
        ("U", False, "Y", False),
        ("U", True, "Y", True),
        ("N", False, "Y", True),
        ("Y", False, "N", True),
        ("2", False, "1", True),
        ("1", True, "1", False),
        ("0", False, "A", False),
    ],
)
def test_who_objects(answer: str, red: bool, position: str, expected: bool) -> None:
    assert objects(answer, red, position) is expected


def test_a_sentence_has_citations_or_is_judgement_or_is_bare() -> None:
    text = "Nine say so. [F03][F12]\nIt will slow us.\nLook again before SIT. [J]"
    cited_one, bare, judged = sentences(text)
    assert (cited_one.words, cited_one.cites) == ("Nine say so.", (3, 12))
    assert (bare.has_evidence, judged.judgement, judged.words) == (False, True, "Look again before SIT.")


def test_questions_need_no_evidence_and_other_sentences_do() -> None:
    position = Position(item_id=1, statement="One. [F1]\nTwo.", questions="Why?")
    assert [(part, number) for part, number, _ in uncited(position)] == [("statement", 2)]


def test_citations_are_read_with_and_without_leading_noughts() -> None:
    assert cited(Position(item_id=1, statement="A [F03]", ask="B [F3] [F140]")) == [3, 140]


def test_counts_in_sentences_are_resolved_from_the_tally() -> None:
    counted = Tally(Counter({"1": 9, "2": 5}), Counter({State.ANSWERED: 14, State.SILENT: 10}))
    told = with_counts("{count:1} of the {count:answered} who answered, of {count:total}.", counted)
    assert told == "Nine of the 14 who answered, of 24."


cited_texts = st.lists(st.one_of(st.sampled_from(["We say.", "[J]", "F03", "[F]"]), st.integers(1, 150)), max_size=12)


def told(parts: list[str | int]) -> str:
    return " ".join(f"[F{part:02d}]" if isinstance(part, int) else part for part in parts)


@given(cited_texts, st.permutations(range(1, 151)))
def test_a_renumbering_moves_every_citation_at_once_and_nothing_else(parts, new) -> None:
    numbers = dict(enumerate(new, 1))
    moved = renumbered(told(parts), numbers)
    assert moved == told([numbers[part] if isinstance(part, int) else part for part in parts])
    assert renumbered(moved, {after: before for before, after in numbers.items()}) == told(parts)


@given(cited_texts, st.dictionaries(st.integers(1, 150), st.integers(151, 999)))
def test_a_citation_that_is_not_renumbered_stays(parts, numbers) -> None:
    before, after = cites_in(told(parts)), cites_in(renumbered(told(parts), numbers))
    assert after == list(dict.fromkeys(numbers.get(number, number) for number in before))


def test_a_cited_answer_that_does_not_stand_is_told_with_what_the_member_says_now() -> None:
    newer = Feedback(id=31, item_id=1, member_id=5, option="2")
    other = Feedback(id=7, item_id=1, member_id=6, option="1")
    found = lapsed([7, 5, 9, 8], [newer, other], {5, 7, 8, 31}, {5: 5, 7: 6, 8: 4, 9: 5, 31: 5})
    assert [(one.number, one.why, one.newer) for one in found] == [
        (5, Lapse.FOLLOWED, newer),
        (9, Lapse.REMOVED, newer),
        (8, Lapse.UNCOUNTED, None),
    ]


def test_the_newer_answer_is_cited_once_in_a_sentence_and_other_sentences_are_left_alone() -> None:
    text = "They say so. [F05] [F31]\nSo does one more. [F07][F07]\n\nAgain. [F5]"
    assert cited_anew(text, {5: 31}) == "They say so. [F31]\nSo does one more. [F07][F07]\n\nAgain. [F31]"


def test_a_count_that_was_typed_is_told_with_the_token_that_counts_it() -> None:
    counted = Tally(Counter({"1": 9, "2": 5}), Counter({State.ANSWERED: 14, State.SILENT: 10}))
    assert counted_by_hand("Nine of them say so.", counted) == ("Nine", "{count:1}")
    assert counted_by_hand("Of 24 members 14 answered.", counted) == ("24", "{count:total}")
    for plain in ("{count:1} say so.", "M9 is late.", "Seven would.", "A 5-day week.", "One says so."):
        assert counted_by_hand(plain, counted) is None
