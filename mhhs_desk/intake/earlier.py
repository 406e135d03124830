"""The item of an earlier meeting that an item looks to take up again, by its paper or its title: a suggestion only."""

from __future__ import annotations

from collections.abc import Sequence

from mhhs_desk.domain.items import Item
from mhhs_desk.intake.likeness import figures, telling_words

ALIKE = 86
"""How alike two titles must be, in per cent, to be taken for nearly the same."""
PAPER, TITLE = "paper", "title"
"""What two items have in common."""


def taken_up(item: Item, before: Sequence[Sequence[Item]]) -> tuple[Item, str] | None:
    """The item that another looks to take up, and by what; `before` are the agendas before its own, the last one first.

    Within an agenda the same paper counts before a title, unless several of its items have that paper.
    """
    for agenda in before:
        ref = (item.paper_ref or "").casefold()
        same = [one for one in agenda if ref and (one.paper_ref or "").casefold() == ref]
        if len(same) == 1:
            return same[0], PAPER
        alike = [(_alike(item, one), -one.number, one) for one in agenda]
        best = max((found for found in alike if found[0] >= ALIKE), key=lambda found: found[:2], default=None)
        if best:
            return best[2], TITLE
    return None


def _alike(first: Item, second: Item) -> float:
    from rapidfuzz import fuzz

    if figures(first.title) != figures(second.title):
        return 0.0
    return fuzz.token_sort_ratio(telling_words(first.title), telling_words(second.title))
