"""Differences and choices, by rule: what differs how, what is usual, and what follows from a choice."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.bringing_back import Comparison, Rows, Shape, Side, What, compared
from mhhs_desk.domain.choosing import all_of, clashes, first_choices, follow, puts, settled, unchosen
from mhhs_desk.domain.faults import Refused

SHAPE = Shape(
    links={"member": {}, "item": {}, "feedback": {"member_id": "member", "item_id": "item"}, "wording": {},
           "position": {"item_id": "item"}},
    unique={"member": (("name",),), "position": (("item_id",),), "wording": (("item_id", "number"),)},
    made=("member", "item", "feedback", "position", "wording"),
)  # fmt: skip


def rows(**of: dict[str, dict[str, object]]) -> Rows:
    return {table: of.get(table, {}) for table in SHAPE.made}


def told(base: Rows, ours: Rows, theirs: Rows) -> Comparison:
    return compared(SHAPE, base, ours, theirs, ours)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "what"),
    [
        (None, None, "t", What.ADDED_THERE),
        ("b", "b", "t", What.CHANGED_THERE),
        ("b", "b", None, What.REMOVED_THERE),
        (None, "o", None, What.ADDED_HERE),
        ("b", "o", "b", What.CHANGED_HERE),
        ("b", None, "b", What.REMOVED_HERE),
        ("b", "o", "t", What.CHANGED_BOTH),
        ("b", "o", None, What.GONE_THERE),
        ("b", None, "t", What.GONE_HERE),
        ("b", "o", "o", None),
        ("b", None, None, None),
        (None, "o", "o", None),
    ],
)
def test_how_a_record_differs_is_told_by_its_three_states(base, ours, theirs, what) -> None:
    states = [rows(item={"i": {"title": state}}) if state else rows() for state in (base, ours, theirs)]
    assert [one.what for one in told(*states).differences] == ([what] if what else [])


def test_only_what_both_sides_changed_has_no_usual_choice() -> None:
    base = rows(item={"i": {"title": "b", "ask": "b", "lead": "b", "minutes": 1}})
    ours = rows(item={"i": {"title": "o", "ask": "o", "lead": "b", "minutes": 1}})
    theirs = rows(item={"i": {"title": "t", "ask": "b", "lead": "t", "minutes": 1}})
    comparison = told(base, ours, theirs)
    choices = first_choices(comparison)
    assert {spot[2]: side for spot, side in choices.items()} == {"ask": Side.OURS, "lead": Side.THEIRS}
    assert unchosen(comparison, choices) == list(comparison.differences)
    with pytest.raises(Refused, match="not chosen"):
        settled(comparison, choices)
    (put,) = settled(comparison, all_of(comparison, Side.THEIRS, choices))
    assert put.after == {"title": "t", "ask": "o", "lead": "t", "minutes": 1}


def test_a_link_to_a_record_known_here_under_another_identity_follows_it() -> None:
    ours = rows(member={"m": {"name": "Alder"}}, item={"i": {"title": "One"}})
    theirs = rows(
        member={"n": {"name": "Alder"}}, item={"i": {"title": "One"}},
        feedback={"f": {"member_id": "n", "item_id": "i", "option": "A", "rationale": ""}},
    )  # fmt: skip
    comparison = told(rows(item={"i": {"title": "One"}}), ours, theirs)
    (put,) = settled(comparison, first_choices(comparison))
    assert [one.what for one in comparison.differences] == [What.SAME_PLACE, What.ADDED_THERE]
    assert put.after and put.after["member_id"] == "m"


def test_a_citation_brings_its_answer_along_and_goes_with_it() -> None:
    item: dict[str, dict[str, object]] = {"i": {"title": "One"}}
    base = rows(item=item, member={"m": {"name": "A"}}, position={"p": {"item_id": "i", "statement": "We say."}})
    theirs = {
        **base,
        "feedback": {"f": {"member_id": "m", "item_id": "i", "option": "A", "rationale": ""}},
        "position": {"p": {"item_id": "i", "statement": "We say [F:f]."}},
    }
    comparison = told(base, base, theirs)
    answer, position = comparison.differences
    left = follow(comparison, first_choices(comparison), (answer.spots[0], Side.OURS))
    assert left[position.spots[0]] is Side.OURS and puts(comparison, left) == []
    again = follow(comparison, left, (position.spots[0], Side.THEIRS))
    assert again[answer.spots[0]] is Side.THEIRS and len(puts(comparison, again)) == 2


def test_two_in_one_place_are_refused() -> None:
    base = rows(member={"m": {"name": "A"}, "n": {"name": "B"}})
    ours = rows(member={"m": {"name": "C"}, "n": {"name": "B"}})
    theirs = rows(member={"m": {"name": "A"}, "n": {"name": "C"}})
    comparison = told(base, ours, theirs)
    choices = first_choices(comparison)
    assert len(list(clashes(comparison, puts(comparison, choices)))) == 1
    with pytest.raises(Refused, match="two in one place"):
        settled(comparison, choices)


def test_names_that_change_places_do_not_clash() -> None:
    base = rows(member={"m": {"name": "A"}, "n": {"name": "B"}})
    theirs = rows(member={"m": {"name": "B"}, "n": {"name": "A"}})
    comparison = told(base, base, theirs)
    assert len(settled(comparison, first_choices(comparison))) == 2


def test_three_wordings_that_take_one_number_each_get_their_own() -> None:
    ours = rows(wording={"a": {"item_id": "i", "number": 1, "text": "ours"}})
    theirs = rows(wording={
        "b": {"item_id": "i", "number": 1, "text": "theirs"}, "c": {"item_id": "i", "number": 2, "text": "more"},
    })  # fmt: skip
    comparison = told(rows(), ours, theirs)
    numbers = sorted(put.after["number"] for put in settled(comparison, first_choices(comparison)) if put.after)
    assert numbers == [2, 3]
