"""An edition is built from a view that does not contain what it may not show."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.editions import LeftOut, Why, edition_of, sayer
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.forums import Forum, Seat
from mhhs_desk.domain.items import Item, ThresholdCheck, Touch
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition, Fate, Outcome
from mhhs_desk.domain.positions import Position, Strength
from mhhs_desk.domain.sources import Source
from mhhs_desk.domain.view import Answer, ItemView, View, texts_of
from mhhs_desk.domain.wordings import Says, Stance, Wording

NAMES = ("Alderwick", "Brambleton", "Cobaltine", "Dovetailer", "Elmstead")
OPTIONS = (Option("Y", "Yes"), Option("N", "No"))

answer_facts = st.tuples(st.sampled_from("YN"), st.sampled_from(list(Consent)), st.booleans(), st.booleans())


def view_of(drawn: list[tuple[str, Consent, bool, bool]], mention: int) -> tuple[View, list[Person]]:
    """One item, one answer of each member: option, consent, sensitive, red line; a sentence cites each."""
    members = {n: Member(id=n, name=f"{NAMES[n - 1]} Energy", segment="Domestic", domains=(f"{NAMES[n - 1]}.example",))
               for n in range(1, len(drawn) + 1)}  # fmt: skip
    people = [Person(id=n, member_id=n, name=f"Person{n}x Lund", address=f"p@{NAMES[n - 1]}.example") for n in members]
    answers = tuple(
        Answer(
            Feedback(
                id=n, member_id=n, item_id=1, option=option, rationale=f"secret{n}reason", consent=consent,
                sensitive=sensitive,
                red_line=f"secret{n}line" if red else None, source_id=n, received="2021-11-05",
            ),
            members[n].name,
        )
        for n, (option, consent, sensitive, red) in enumerate(drawn, 1)
    )  # fmt: skip
    position = Position(
        item_id=1, option="N", strength=Strength.MAJORITY,
        statement="\n".join(f"Sentence{n}of evidence. [F{n:02d}]" for n in members),
        minority=f"{NAMES[mention % len(members)]} would not. [J]",
        questions="Why now?",
    )  # fmt: skip
    item = ItemView(
        item=Item(id=1, meeting_id=1, number=1, title="M9", options=OPTIONS),
        tally=Tally(Counter(o for o, *_ in drawn), Counter({State.ANSWERED: len(drawn)})),
        states=dict.fromkeys(members, State.ANSWERED), answers=answers, position=position, texts=texts_of(position),
    )  # fmt: skip
    view = View(
        edition=Edition.OWN, constituency="Small Supplier", meeting=Meeting(id=1, forum_id=1, label="PSG 1"),
        forum=Forum(id=1, code="PSG", name="Programme Steering Group", level=2),
        seat=Seat(id=1, forum_id=1, name="Small Supplier", kind="party", rep="Morgan Hale"),
        items=(item,), members=members, member_count=len(members), heard_count=len(members),
        actions=(Action(id=1, ref="ACT-01", text=f"Ring {NAMES[mention % len(members)]} back"),),
        sources={n: Source(id=n, name=f"{NAMES[n - 1]}.eml", kind="email", sha256="0", size=1, arrived="2021-11-05",
                           sender=people[n - 1].name, text=f"secret{n}mail") for n in members},
    )  # fmt: skip
    return view, people


@settings(max_examples=200, deadline=None)
@given(st.lists(answer_facts, min_size=1, max_size=5), st.integers(0, 9), st.sampled_from(["group", "members"]))
def test_no_word_of_a_member_who_may_not_be_named_is_in_the_view(drawn, mention, edition) -> None:
    own, people = view_of(drawn, mention)
    shown = repr(edition_of(own, Edition(edition), people)).casefold()
    for n, (_, consent, sensitive, _) in enumerate(drawn, 1):
        if consent is not Consent.NAMED:
            assert NAMES[n - 1].casefold() not in shown
            assert f"person{n}x" not in shown
        if sensitive or consent in (Consent.CONSTITUENCY, Consent.REP):
            assert f"secret{n}reason" not in shown
            assert f"sentence{n}of" not in shown


@settings(max_examples=100, deadline=None)
@given(st.lists(answer_facts, min_size=1, max_size=5))
def test_the_rep_only_is_outside_every_count_and_totals_give_nobody_away(drawn) -> None:
    own, people = view_of(drawn, 0)
    (item,) = edition_of(own, Edition.GROUP, people).items
    counted = sum(consent is not Consent.REP for _, consent, *_ in drawn)
    assert item.tally.states == Counter({State.ANSWERED: counted, State.NOTHING_TO_SHOW: len(drawn) - counted})
    assert item.states == {}


def test_a_kind_that_would_point_at_one_member_is_only_counted() -> None:
    named = ("Y", Consent.NAMED, False, False)
    own, people = view_of([named, named, ("N", Consent.KIND, False, False)], 0)
    (item,) = edition_of(own, Edition.GROUP, people).items
    assert [answer.who for answer in item.answers] == ["Alderwick Energy", "Brambleton Energy"]
    assert item.tally.options["N"] == 1


def test_a_kind_is_shown_where_three_members_could_be_meant() -> None:
    kind = ("N", Consent.KIND, False, False)
    own, people = view_of([kind, kind], 0)
    (item,) = edition_of(own, Edition.GROUP, people).items
    assert (item.answers, item.tally.options["N"]) == ((), 2)
    own, people = view_of([kind, kind, ("Y", Consent.REP, False, False)], 0)
    (item,) = edition_of(own, Edition.GROUP, people).items
    assert [answer.who for answer in item.answers] == ["A small supplier, domestic"] * 2
    both = replace(own, members={n: replace(member, segment="Both") for n, member in own.members.items()})
    (item,) = edition_of(both, Edition.GROUP, people).items
    assert [answer.who for answer in item.answers] == ["A small supplier, of both segments"] * 2


@settings(max_examples=100, deadline=None)
@given(st.lists(answer_facts, min_size=3, max_size=5), st.randoms(use_true_random=False))
def test_whether_a_kind_is_told_depends_on_the_names_printed_alone(drawn, chance) -> None:
    """Who of the others answered, and how, may be shuffled: the labels are told or not all the same."""

    def told(drawn: list[tuple[str, Consent, bool, bool]]) -> bool:
        own, people = view_of([*drawn, ("N", Consent.KIND, False, False)], 0)
        (item,) = edition_of(own, Edition.GROUP, people).items
        return any(not answer.feedback.member_id for answer in item.answers)

    quiet = (Consent.KIND, Consent.CONSTITUENCY, Consent.REP)
    others = [(o, c if c is Consent.NAMED else chance.choice(quiet), s if c is Consent.NAMED else chance.random() < 0.5,
               r) for o, c, s, r in drawn]  # fmt: skip
    drawn, others = drawn[:4], others[:4]
    assert told(drawn) == told(others)


def test_a_member_is_named_on_one_item_and_stands_behind_its_kind_on_another() -> None:
    named, kind = ("Y", Consent.NAMED, False, False), ("N", Consent.KIND, False, False)
    own, people = view_of([named, kind, kind, kind], 0)
    (item,) = own.items
    second = replace(
        item,
        item=replace(item.item, id=2, number=2),
        answers=tuple(
            Answer(replace(a.feedback, id=10 + a.feedback.id, item_id=2, consent=Consent.KIND), a.who)
            for a in item.answers
        ),
    )
    shown = edition_of(replace(own, items=(item, second)), Edition.GROUP, people)
    assert [answer.who for answer in shown.item(1).answers if answer.feedback.member_id] == ["Alderwick Energy"]
    assert NAMES[0] not in repr(shown.item(2))
    assert [answer.feedback.member_id for answer in shown.item(2).answers] == [0, 0, 0, 0]


@settings(max_examples=100, deadline=None)
@given(st.lists(answer_facts, min_size=1, max_size=5), st.permutations(range(5)))
def test_numbers_and_order_say_nothing_of_when_an_answer_was_filed(drawn, order) -> None:
    own, people = view_of(drawn, 0)
    (item,) = own.items
    numbers = {n: 100 * (order[n - 1] + 1) + n for n in own.members}
    moved = sorted(
        (Answer(replace(a.feedback, id=numbers[a.feedback.id]), a.who) for a in item.answers),
        key=lambda answer: answer.feedback.id,
    )
    texts = {part: tuple(replace(s, cites=tuple(numbers[c] for c in s.cites)) for s in said)
             for part, said in item.texts.items()}  # fmt: skip
    other = replace(own, items=(replace(item, answers=tuple(moved), texts=texts),))
    first, second = edition_of(own, Edition.GROUP, people), edition_of(other, Edition.GROUP, people)
    assert first == second
    assert [a.feedback.id for a in first.answers()] == [n for n, _ in enumerate(first.answers(), 1)]


def with_texts(own: View, n: int, **facts: object) -> View:
    """The view with some facts of the answer of a number changed."""
    (item,) = own.items
    changed: dict[str, Any] = facts
    answers = tuple(Answer(replace(a.feedback, **changed), a.who) if a.feedback.id == n else a for a in item.answers)
    return replace(own, items=(replace(item, answers=answers),))


def with_statement(own: View, text: str) -> View:
    (item,) = own.items
    position = Position(item_id=1, option="Y", statement=text)
    return replace(own, items=(replace(item, position=position, texts=texts_of(position)),))


def test_a_passage_is_taken_out_of_every_answer_of_its_member_and_of_what_the_rep_wrote() -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False)], 0)
    own = with_texts(
        own, 1, rationale="We lose £2m. So be it.", condition="Not  if we lose\n£2m", held_back=("lose £2m",)
    )
    own = with_statement(own, "Some lose £2m by it. [F01]\nIt can be borne. [F01]")
    shown = edition_of(own, Edition.MEMBERS, people)
    (answer,) = shown.answers()
    assert answer.feedback.rationale == "We [held back]. So be it."
    assert answer.feedback.condition == "Not  if we [held back]"
    assert [sentence.words for sentence in shown.items[0].text("statement")] == ["It can be borne."]
    assert "2m" not in repr(shown)


def test_looking_an_answer_through_changes_nothing_that_is_printed_and_holding_back_does() -> None:
    own, _ = view_of([("Y", Consent.NAMED, False, False)], 0)
    looked = with_texts(own, 1, reviewed=date(2021, 11, 9))
    held = with_texts(own, 1, held_back=("secret1reason",))
    assert (looked.digest() == own.digest(), held.digest() == own.digest()) == (True, False)


def test_an_answer_of_which_nothing_is_left_is_only_counted() -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False)], 0)
    own = with_texts(own, 1, rationale="We lose £2m.", held_back=("We lose £2m",))
    (item,) = edition_of(own, Edition.GROUP, people).items
    assert (item.answers, item.tally.options["Y"]) == ((), 1)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("They think the other plan would ruin them all. [J]", Why.REPEATS),
        ("As F02 has it, no. [J]", Why.NUMBERS),
        ("Dovetailer’s people say no. [J]", Why.NAMES),
        ("Write to P@Brambleton.example. [J]", Why.NAMES),
    ],
)
def test_what_the_rep_wrote_is_left_out_where_it_tells_what_is_withheld(sentence: str, why: Why) -> None:
    rep = ("N", Consent.REP, False, False)
    own, people = view_of([("Y", Consent.NAMED, False, False), rep, rep, rep], 0)
    own = with_texts(own, 2, rationale="We think the other plan would ruin them.")
    own = with_statement(own, f"{sentence}\nThe plan can stand. [J]")
    first, second = own.item(1).text("statement")
    told = sayer(own, 1, Edition.GROUP, people)
    assert told("statement", first) == LeftOut(why)
    assert told("statement", second) is None


def test_an_outcome_a_reason_and_an_action_tell_nothing_either() -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False), ("N", Consent.REP, False, False)], 1)
    (item,) = own.items
    outcome = Outcome(item_id=1, text="Brambleton was overruled.", ours=Fate.CARRIED, decided_by="PSG")
    check = ThresholdCheck(item_id=1, threshold="T1", answer=Touch.UNSURE, why="Person2x says so.")
    own = replace(own, items=(replace(item, outcome=outcome, checks=(check,)),))
    shown = edition_of(own, Edition.GROUP, people)
    assert shown.items[0].outcome == Outcome(item_id=1, text="", ours=Fate.CARRIED, decided_by="PSG")
    assert shown.items[0].checks == (replace(check, why=""),)
    assert shown.actions == ()


def test_the_original_of_an_answer_is_no_source_of_an_edition() -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False)], 0)
    shown = edition_of(own, Edition.GROUP, people)
    assert shown.sources == {}
    assert "secret1mail" not in repr(shown)


def test_the_rep_may_be_named_though_a_member_has_the_rep_among_its_people() -> None:
    own, _ = view_of([("N", Consent.REP, False, False)], 0)
    people = [Person(id=1, member_id=1, name="Morgan Hale", address="morgan@alderwick.example")]
    own = replace(own, actions=(Action(id=1, ref="ACT-01", text="Ask again", owner="Morgan Hale"),))
    assert [action.owner for action in edition_of(own, Edition.GROUP, people).actions] == ["Morgan Hale"]


DECIDED = {
    View: "edition constituency meeting forum seat items members member_count heard_count actions dues calls sources"
    " rules thresholds next_days notice above | never_heard parts wordings stances themes theme_marks",
    ItemView: "item tally answers position texts left_out checks moves outcome cited_as | states outside",
    Feedback: "id member_id item_id option rationale condition red_line evidence evidence_basis channel received"
    " consent paper_version | uid sensitive role represents held_back reviewed source_id span",
}
"""What an edition may tell of each of these, and after the bar what only *own* does."""


@pytest.mark.parametrize("kind", list(DECIDED))
def test_of_every_field_it_is_decided_whether_an_edition_tells_it(kind: type) -> None:
    told, kept = (part.split() for part in DECIDED[kind].split("|"))
    assert {f.name for f in fields(kind)} == {*told, *kept}
    own, people = view_of([("Y", Consent.NAMED, False, False)], 0)
    shown = edition_of(own, Edition.GROUP, people)
    one = {View: shown, ItemView: shown.items[0], Feedback: next(shown.answers()).feedback}[kind]
    assert not [name for name in kept if getattr(one, name)]


def test_the_forums_above_are_told_to_everybody() -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False)], 0)
    own = replace(own, above=(Forum(id=2, code="SRO", name="SRO", level=1),))
    assert edition_of(own, Edition.GROUP, people).above == own.above


def test_own_holds_everything() -> None:
    own, people = view_of([("Y", Consent.REP, True, True)], 0)
    assert edition_of(own, Edition.OWN, people) is own


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_an_uncited_sentence_is_left_out_and_counted(edition: Edition) -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False)], 0)
    (item,) = own.items
    bare = Position(item_id=1, statement="It will slow us.\nLook again. [J]")
    bare_view = ItemView(item=item.item, tally=item.tally, position=bare, texts=texts_of(bare))
    own = replace(own, items=(bare_view,))
    (shown,) = edition_of(own, edition, people).items
    assert [sentence.words for sentence in shown.text("statement")] == ["Look again."]
    assert shown.left_out == 1


def test_a_dissent_that_is_withheld_is_not_told_by_the_strength() -> None:
    own, people = view_of([("N", Consent.NAMED, False, False), ("Y", Consent.REP, False, False)], 0)
    (item,) = edition_of(own, Edition.GROUP, people).items
    assert item.position is not None and item.position.strength is None
    (seen,) = own.items
    assert seen.position is not None and seen.position.strength is Strength.MAJORITY


@settings(max_examples=100, deadline=None)
@given(
    st.lists(answer_facts, min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(list(Says)), st.booleans()), min_size=1, max_size=5),
    st.sampled_from([Edition.GROUP, Edition.MEMBERS]),
)
def test_no_wording_and_nothing_said_to_one_is_in_the_view_of_others(drawn, tried, edition) -> None:
    own, people = view_of(drawn, 0)
    wordings = tuple(
        Wording(id=n, item_id=1, number=n, text=f"secret{n}wording", chosen=chosen, why=f"secret{n}won")
        for n, (_, chosen) in enumerate(tried, 1)
    )
    stances = tuple(
        Stance(id=n, wording_id=n, member_id=1, says=says, why=f"secret{n}stance")
        for n, (says, _) in enumerate(tried, 1)
    )
    own = replace(own, wordings=wordings, stances=stances)
    shown = edition_of(own, edition, people)
    assert (shown.wordings, shown.stances) == ((), ())
    for n in range(1, len(tried) + 1):
        assert not [kind for kind in ("wording", "won", "stance") if f"secret{n}{kind}" in repr(shown)]


def test_what_was_tried_and_what_was_said_to_it_change_the_record() -> None:
    own, _ = view_of([("Y", Consent.NAMED, False, False)], 0)
    tried = replace(own, wordings=(Wording(id=1, item_id=1, number=1, text="We agree."),))
    said = replace(tried, stances=(Stance(id=1, wording_id=1, member_id=1, says=Says.AGREES),))
    objected = replace(tried, stances=(Stance(id=1, wording_id=1, member_id=1, says=Says.OBJECTS),))
    assert len({view.digest() for view in (own, tried, said, objected)}) == 4


@settings(max_examples=100, deadline=None)
@given(st.lists(answer_facts, min_size=1, max_size=5), st.integers(0, 9), st.sampled_from(list(Edition)))
def test_the_editor_says_of_each_sentence_what_the_edition_does(drawn, mention, edition) -> None:
    own, people = view_of(drawn, mention)
    told = sayer(own, 1, edition, people)
    for part in ("statement", "minority", "questions"):
        kept = [sentence for sentence in own.item(1).text(part) if told(part, sentence) is None]
        shown = edition_of(own, edition, people).item(1).text(part)
        assert [(s.words, len(s.cites)) for s in shown] == [(s.words, len(s.cites)) for s in kept]


def test_why_a_sentence_is_left_out_is_told() -> None:
    own, people = view_of([("Y", Consent.NAMED, False, False), ("N", Consent.REP, False, False)], 1)
    told = sayer(own, 1, Edition.GROUP, people)
    (first, second), (named,) = own.item(1).text("statement"), own.item(1).text("minority")
    assert (told("statement", first), told("statement", second)) == (None, LeftOut(Why.CITES, (2,)))
    assert told("minority", named) == LeftOut(Why.NAMES)
    bare, counting = replace(first, cites=()), replace(first, words="{count:silent} are silent.")
    assert (told("statement", bare), told("questions", bare)) == (LeftOut(Why.BARE), None)
    assert told("statement", counting) == LeftOut(Why.COUNTS)
