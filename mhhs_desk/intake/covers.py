"""Agenda items told by the covers of their presentations: a paper's number, a title, who presents it, the date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import AgendaFound
from mhhs_desk.intake import dates, people
from mhhs_desk.intake.agenda_pieces import paper_of
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import span_of
from mhhs_desk.intake.slides import Slide

MOST_LINES = 8


def items_of(slides: Sequence[Slide], date: str | None) -> list[AgendaFound]:
    """An item for each cover that ends in a name and the date of the meeting; none where there is no such date."""
    return [item for slide in slides if date and (item := _of_cover(slide, date))]


def _of_cover(slide: Slide, date: str) -> AgendaFound | None:
    lines = [line for line in slide.all_lines if line.words]
    if not 3 <= len(lines) <= MOST_LINES or dates.day(lines[-1].words) != date:
        return None
    words = [line.words for line in lines[:-1]]
    lead = people.leads(words[-1])
    paper = paper_of(words[0])
    title = " ".join(words[1 if paper else 0 : -1])
    if not lead or not re.search(r"[A-Za-z]{3}", title):
        return None
    return AgendaFound(None, title, None, span_of(lines), lead=lead, paper_ref=paper, milestones=codes_in(title))
