"""The annex of the rep's own paper: every answer in full, item by item."""

from __future__ import annotations

from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import LEFT, MEASURE, MM, Strips, gap
from mhhs_desk.paper.rows import SMALL_LEADING, Column, heading, section, table
from mhhs_desk.paper.text import BODY, Run, Runs, small

COLUMNS = (
    Column("Member", LEFT, 42 * MM, hang=14),
    Column("Answer", LEFT + 44 * MM, MEASURE - 44 * MM),
)


def answers_section(view: View) -> Strips:
    """Every answer that stands, in its own words; nothing where there is none, nor in another edition."""
    if view.edition is not Edition.OWN or not any(item.answers for item in view.items):
        return []
    strips = [*section("Every answer in full", "answers", "Every answer in full"), gap(6, keep=True)]
    for item in view.items:
        if item.answers:
            ordered = sorted(item.answers, key=lambda answer: (answer.who.casefold(), answer.feedback.id))
            rows = [_row(item, answer) for answer in ordered]
            name = f"{item.item.number} {item.item.title}"
            strips += [*heading(name), *going_on(name, table(COLUMNS, rows, 8, SMALL_LEADING, 2.6)), gap(14)]
    return [*strips, gap(16)]


def _row(item: ItemView, answer: Answer) -> tuple[Runs, ...]:
    who = [wording.chip(answer.feedback.option), Run(BODY, f" {answer.who}")]
    return small(who), small(wording.view_of(item, answer, Edition.OWN))
