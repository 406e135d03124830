"""Minutes against our notes: nothing is left untold, the same is never a difference, and what differs is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.minutes import (
    Difference,
    Field,
    Line,
    Of,
    Side,
    alike,
    compare,
    fate_said,
    option_said,
    plain_ref,
)
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate

DECISIONS = tuple(
    Option(key, name)
    for key, name in (
        ("A", "Accept"), ("W", "Accept subject to additional work"), ("R", "Refer"), ("X", "Reject"),
        ("E", "Escalate to Ofgem via the IPA"),
    )
)  # fmt: skip
QUESTION = (Option("1", "PSG manages implementation"), Option("2", "A separate IAG"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The PSG AGREED the Terms of Reference.", "A"),
        ("PSG approved the framework subject to a route to Ofgem being written down.", "W"),
        ("The paper was referred back to the design team.", "R"),
        ("The group rejected the change.", "X"),
        ("It was escalated to Ofgem.", "E"),
        ("The group did not agree the dates.", None),
        ("The motion was seconded and carried. Nobody was against it.", "A"),
        ("The report was noted.", None),
        ("M6 was deferred to the next meeting, the rest was agreed.", None),
    ],
)
def test_the_option_that_a_decision_says_is_read_from_its_verb(text: str, key: str | None) -> None:
    assert option_said(text, DECISIONS) == key


def test_the_option_of_a_question_is_read_from_its_own_name_or_number() -> None:
    assert option_said("PSG decided that PSG manages implementation for now.", QUESTION) == "1"
    assert option_said("Members preferred option 2.", QUESTION) == "2"
    assert option_said("The group agreed.", QUESTION) is None


def test_what_is_put_off_or_not_taken_is_read() -> None:
    assert fate_said("M6 was deferred to PSG 2.") is Fate.DEFERRED
    assert fate_said("The item was not reached.") is Fate.NOT_TAKEN
    assert fate_said("The item was approved.") is None


def decision(
    key: str, text: str, item_id: int | None = None, option: str | None = None, fate: Fate | None = None
) -> Line:
    return Line(key, Of.DECISION, text, item_id, option, fate)


def test_another_option_differs_and_the_same_does_not() -> None:
    ours = decision("outcome-1", "Accepted.", 1, "A")
    same = compare([decision("p1", "PSG approved it.", 1, "A")], [ours])
    other = compare([decision("p1", "PSG approved it subject to work.", 1, "W")], [ours])
    assert (same.differences, len(same.pairs)) == ((), 1)
    assert [(one.side, one.field) for one in other.differences] == [(Side.DIFFERS, Field.OPTION)]


def test_a_decision_of_which_we_noted_nothing_is_there_alone_and_ours_of_another_item_here_alone() -> None:
    found = compare(
        [decision("p1", "PSG approved the dates.", 2, "A"), decision("p2", "The chair thanked the secretariat.")],
        [decision("outcome-1", "Accepted.", 1, "A")],
    ).differences
    assert [(one.side, one.key) for one in found] == [
        (Side.THERE, "decision::p1:"), (Side.THERE, "decision::p2:"), (Side.HERE, "decision:::outcome-1")
    ]  # fmt: skip


def test_a_decision_on_one_item_is_never_met_with_our_outcome_of_another() -> None:
    found = compare([decision("p1", "Publish the plan.", 1)], [decision("outcome-2", "Publish the plan.", 2, "A")])
    assert [one.side for one in found.differences] == [Side.THERE, Side.HERE]
    assert (
        compare([decision("p1", "Publish the plan.", 1)], [decision("note-2", "Publish the plan.")]).differences == ()
    )


def test_an_item_that_was_deferred_there_and_decided_here_differs() -> None:
    (found,) = compare(
        [decision("p1", "Item 1 was deferred.", 1, None, Fate.DEFERRED)],
        [decision("outcome-1", "", 1, "A", Fate.CARRIED)],
    ).differences
    assert (found.side, found.field) == (Side.DIFFERS, Field.OPTION)


def action(key: str, text: str, ref: str = "", owner: str | None = None, due: str | None = None) -> Line:
    return Line(key, Of.ACTION, text, ref=ref, owner=owner, due=due)


def test_actions_meet_by_reference_or_by_what_they_say_and_differ_in_owner_and_due() -> None:
    there = [
        action("p1", "Publish the papers", "ACT-01", "PMO", "2021-12-01"),
        action("p2", "PMO to circulate the LDP plan"),
    ]
    here = [
        action("action-1", "Circulate LDP plan", "ACT-07", "PMO"),
        action("action-2", "Put the papers on the site", "act 1", "SRO", "2021-12-01"),
    ]
    found = compare(there, here)
    assert [(one.key, two.key) for one, two in found.pairs] == [("p1", "action-2"), ("p2", "action-1")]
    assert [(one.side, one.field) for one in found.differences] == [(Side.DIFFERS, Field.OWNER)]


def test_what_the_minutes_do_not_say_is_no_difference() -> None:
    found = compare(
        [action("p1", "Publish the papers")], [action("action-1", "Publish the papers", "", "PMO", "2021-12-01")]
    )
    assert found.differences == ()


def test_a_reference_is_the_same_however_it_is_written() -> None:
    assert plain_ref("ACT-01") == plain_ref("Act 1") == plain_ref("ACT01") == "act1"
    assert plain_ref("PSG-101") != plain_ref("PSG-11")


def test_bent_words_are_alike_and_other_words_are_not() -> None:
    assert alike("PMO to circulate the LDP plan", "PMO circulates LDP plan") == 1.0
    assert alike("Publish the terms of reference", "Review the budget") == 0.0


TEXTS = st.sampled_from(
    [
        "Publish the plan",
        "Circulate the papers of the group",
        "Ask Ofgem for its view",
        "Review the budget",
        "Thank the chair",
    ]
)
LINES = st.lists(
    st.one_of(
        st.builds(
            Line, st.just(""), st.just(Of.DECISION), TEXTS, st.sampled_from([None, 1, 2, 3]),
            st.sampled_from([None, "A", "X"]), st.sampled_from([None, Fate.DEFERRED]),
        ),
        st.builds(
            Line, st.just(""), st.just(Of.ACTION), TEXTS, ref=st.sampled_from(["", "ACT-01", "ACT-02"]),
            owner=st.sampled_from([None, "PMO", "SRO"]), due=st.sampled_from([None, "2021-12-01", "Next PSG"]),
        ),
    ),
    max_size=6,
)  # fmt: skip


def named(lines: list[Line], prefix: str) -> list[Line]:
    """Lines with keys of their own; those of ours are outcomes and actions."""
    kinds = {Of.DECISION: "outcome", Of.ACTION: "action"}
    return [replace(one, key=f"{prefix or kinds[one.of]}-{n}") for n, one in enumerate(lines)]


@given(LINES, LINES)
def test_every_line_of_either_side_is_in_a_pair_or_a_difference(theirs: list[Line], ours: list[Line]) -> None:
    there, here = named(theirs, "p"), named(ours, "")
    found = compare(there, here)
    met = {line.key for pair in found.pairs for line in pair}
    alone = [
        line.key for one in found.differences if one.side is not Side.DIFFERS for line in (one.theirs, one.ours) if line
    ]
    assert met | set(alone) == {one.key for one in (*there, *here)}
    assert not met & set(alone) and len(alone) == len(set(alone))
    assert len({one.key for one in found.differences}) == len(found.differences)


@given(LINES)
def test_minutes_that_say_what_we_noted_show_no_difference(lines: list[Line]) -> None:
    ours = [one for n, one in enumerate(named(lines, "")) if is_new(one, named(lines, "")[:n])]
    assert compare([replace(one, key=f"p-{n}") for n, one in enumerate(ours)], ours).differences == ()


def is_new(line: Line, before: list[Line]) -> bool:
    """One outcome an item, and no two lines that say the same or bear the same reference."""
    if line.of is Of.DECISION and line.item_id is None:
        return False
    same = (one for one in before if one.of is line.of)
    return not any(
        one.text == line.text or (one.item_id or 0) == line.item_id or (one.ref and one.ref == line.ref) for one in same
    )


@given(LINES, LINES)
def test_once_theirs_are_taken_over_none_of_theirs_differs(theirs: list[Line], ours: list[Line]) -> None:
    there, here = named(theirs, "p"), named(ours, "")
    there = [one for n, one in enumerate(there) if is_new(one, there[:n])]
    for _ in range(3):
        for one in compare(there, here).differences:
            here = taken(one, here)
    left = compare(there, here).differences
    assert [one for one in left if one.side is not Side.HERE] == []


def taken(one: Difference, here: list[Line]) -> list[Line]:
    """Our lines once a difference was taken over from the minutes."""
    their, our = one.theirs, one.ours
    if their is None:
        return here
    if our is None:
        kind = "outcome" if their.of is Of.DECISION else "action"
        return [*here, replace(their, key=f"{kind}-of-{their.key}")]
    new = {
        Field.OPTION: replace(our, option=their.option, fate=their.fate),
        Field.OWNER: replace(our, owner=their.owner),
        Field.DUE: replace(our, due=their.due),
    }[one.field or Field.OPTION]
    return [new if line.key == our.key else line for line in here]
