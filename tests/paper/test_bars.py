"""A bar shows every member once, and every number can be read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.paper.bars import Part, bar, parts_of
from mhhs_desk.paper.page import Box, Text
from mhhs_desk.paper.text import letters
from tests.paper.views import framework, question

numbers = st.lists(st.integers(1, 400), min_size=1, max_size=9)


@given(numbers)
def test_the_parts_fill_the_bar_and_hold_their_labels(found: list[int]) -> None:
    strip, _ = bar([Part(number, (f"a long name: {number}", f"n: {number}")) for number in found], 50, 300)
    boxes = [mark for mark in strip.marks if isinstance(mark, Box)]
    labels = [mark for mark in strip.marks if isinstance(mark, Text)]
    assert boxes[-1].x + boxes[-1].width <= 350
    assert all(left.x + left.width < right.x for left, right in pairwise(boxes))
    for box, label in zip(boxes, labels, strict=True):
        assert box.x <= label.x
        assert label.x + letters(label.style, label.text) <= box.x + box.width


@given(numbers)
def test_what_has_no_room_in_the_bar_is_named_beside_it(found: list[int]) -> None:
    strip, unnamed = bar([Part(number, (f"a long name: {number}",)) for number in found], 50, 300)
    shown = [mark.text for mark in strip.marks if isinstance(mark, Text)]
    assert len(shown) == len(found)
    assert sorted(unnamed) == sorted(f"a long name: {text}" for text in shown if text.isdigit())


def test_every_member_of_an_item_is_in_one_part() -> None:
    for item in (framework(), question()):
        assert sum(part.number for part in parts_of(item)) == item.tally.total


def test_states_are_told_apart_by_more_than_colour() -> None:
    looks = {part.names[0].rsplit(" ", 1)[0]: (part.edge is not None, part.dashed) for part in parts_of(framework())}
    assert looks["Accept:"] == (False, False)
    assert looks["nil"] == (False, False)
    assert looks["silent"] == (True, False)
    assert looks["not asked"] == looks["recused"] == (True, True)
