"""Differing views: who differs from the position, how, and what would move them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.options import NIL, objects
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.large import cut
from mhhs_desk.paper.page import MM, TEXT_LEFT, TEXT_WIDTH, Strips, gap
from mhhs_desk.paper.rows import SMALL_LEADING, Column, paragraphs, plain, table
from mhhs_desk.paper.text import BODY, QUIET, Run, Runs, small

VIEW_LEFT, VIEW_WIDTH = TEXT_LEFT + 40 * MM, TEXT_WIDTH - 40 * MM
MOST_OF_A_VIEW, MOST_LINES, MOST_IN_LARGE = 1600, 20, 6000
"""A view of more letters is cut to so many lines in *own*; more letters than this in all are set small."""


def differing(item: ItemView) -> list[Answer]:
    """The answers that differ from the position, or hold a red line or a condition beside it; red lines first.

    Where no option is taken, those that differ from the most common answer; where none is, all of them.
    """
    taken = (item.position.option if item.position else None) or most_common(item)
    offered = [option.key for option in item.item.options]

    def rank(feedback: Feedback) -> tuple[bool, bool, int, int]:
        place = offered.index(feedback.option) if feedback.option in offered else len(offered)
        against = objects(feedback.option, feedback.red_line is not None, taken)
        return not feedback.red_line, not against, place, feedback.id

    found = (answer for answer in item.answers if answer.feedback.option != NIL)
    apart = [
        answer for answer in found
        if answer.feedback.option != taken or answer.feedback.red_line or answer.feedback.condition
    ]  # fmt: skip
    return sorted(apart, key=lambda answer: rank(answer.feedback))


def most_common(item: ItemView) -> str | None:
    """The option that more members chose than any other."""
    found = [*item.tally.options.most_common(2), ("", 0), ("", 0)]
    return found[0][0] if found[0][1] > found[1][1] else None


def differing_views(view: View, item: ItemView) -> Strips:
    """The minority view as the rep words it, and a table of those who differ."""
    texts = wording.prose(item, "minority")
    rows = [_apart(view, item, answer) for answer in differing(item)]
    common = most_common(item)
    if rows and common and not (item.position and item.position.option):
        texts.append(plain(QUIET, f"Beside the most common answer, {wording.option_words(item.item, common)}:"))
    said = paragraphs(texts)
    if not rows:
        return said
    for strip in said[-1:]:
        strip.keep = True  # what leads in a table stands over it
    return [*said, *([gap(8, keep=True)] if said else []), *_views(rows)]


def _apart(view: View, item: ItemView, answer: Answer) -> tuple[Runs, Runs]:
    """A member with the option chosen, and the view; one of pages is cut where the annex holds it in full."""
    said = [*wording.view_of(item, answer, view.edition), *_unmoved(view, item, answer)]
    if view.edition is Edition.OWN and _length(said) > MOST_OF_A_VIEW:
        said, _ = cut(said, VIEW_WIDTH, MOST_LINES)
        said.append(Run(QUIET, " In full under “Every answer in full”."))
    return [wording.chip(answer.feedback.option), Run(BODY, " " + answer.who)], said


def _views(rows: Sequence[tuple[Runs, Runs]]) -> Strips:
    """The table of views; in the small size where it would fill pages."""
    left, wide = (
        Column("Member", TEXT_LEFT, 38 * MM, hang=18),
        Column("View, and what would move them", VIEW_LEFT, VIEW_WIDTH),
    )
    if sum(_length(said) for _, said in rows) <= MOST_IN_LARGE:
        return table((left, wide), rows)
    shrunk = [(small(who_), small(said)) for who_, said in rows]
    return table((replace(left, hang=14.4), wide), shrunk, 8, SMALL_LEADING, 2.8)


def _length(runs: Runs) -> int:
    return sum(len(run.text) for run in runs)


def _unmoved(view: View, item: ItemView, answer: Answer) -> Runs:
    """In *own*, that somebody who differs does not say what would move them; elsewhere it may be held back."""
    taken = item.position.option if item.position else None
    silent = view.edition is Edition.OWN and not answer.feedback.condition
    return [Run(QUIET, " No condition given.")] if silent and taken and answer.feedback.option != taken else []
