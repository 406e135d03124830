"""Views that differ: long ones and many of them, and the rule that several moves fall under."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.milestones import Milestone
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.paper.differing import differing_views
from mhhs_desk.paper.page import Strips, Text
from mhhs_desk.paper.text import BODY
from tests.paper.views import MOVES, answer, crowded, framework, item_view, m6, view_of

Read = Callable[[View], str]
FULL = "In full under “Every answer in full”."


def sizes(strips: Strips) -> set[float]:
    """The sizes of the words of a table of views, without its heads."""
    texts = [mark for strip in strips for mark in strip.marks if isinstance(mark, Text)]
    return {mark.style.size for mark in texts if mark.text.startswith(("reason", "Supplier", "It suits"))}


def test_in_own_a_view_of_pages_is_cut_and_says_where_it_is_in_full(text_of: Read) -> None:
    section, annex = text_of(crowded(1, 4000)).split("Every answer in full 1 Everybody")
    assert FULL in section
    assert section.count("reason") < 300
    assert annex.count("reason") == 4000


def test_where_there_is_no_annex_it_stands_whole(text_of: Read) -> None:
    told = text_of(edition_of(crowded(1, 4000), Edition.GROUP, ()))
    assert FULL not in told
    assert told.count("reason") == 4000


def test_views_that_would_fill_pages_are_set_small_and_few_are_not() -> None:
    many, few = crowded(60, 40), view_of(item_view(framework().item, [answer(1, 1, 1, "A"), answer(2, 1, 2, "X")]))
    assert sizes(differing_views(many, many.items[0])) == {8}
    assert sizes(differing_views(few, few.items[0])) == {BODY.size}


def test_the_rule_that_several_moves_fall_under_is_told_once(text_of: Read) -> None:
    item = m6()
    moves = [replace(item.moves[0], milestone=Milestone(id=at, code=f"M{at}", tier="Level 1")) for at in (6, 7, 8)]
    told = text_of(view_of(replace(item, moves=tuple(moves)))).split("Milestone rule")[1].split("Route")[0]
    assert told.count(MOVES.text) == 1
    assert told.count("[R2]") == 3
