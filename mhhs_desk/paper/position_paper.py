"""The position paper: a view of a meeting as an A4 PDF. Records in, bytes out."""

from __future__ import annotations

from datetime import date
from itertools import chain

from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.view import View
from mhhs_desk.paper import front_page
from mhhs_desk.paper.answers import answers_section
from mhhs_desk.paper.closing import actions_section, milestones_section
from mhhs_desk.paper.consultation import consultation_section
from mhhs_desk.paper.item_page import SOURCES_ON, item_section
from mhhs_desk.paper.mediation import mediation_section
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, Anchor, Flow, Page, Strip, Strips, Text, gap, height_of
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import SMALL_LEADING, paragraph
from mhhs_desk.paper.running import finished
from mhhs_desk.paper.running import paper_id as paper_id
from mhhs_desk.paper.sources import sources_section
from mhhs_desk.paper.text import SMALL_STRONG, Run
from mhhs_desk.undisturbed import undisturbed

CONTINUED = Run(SMALL_STRONG, " Continued on page 2.")


def position_paper(view: View, today: date) -> Rendered:
    """The paper of one edition, as it prints on a day. The same view and day give the same bytes."""
    with undisturbed():
        return finished(view, Kind.PAPER, front_page.title(view), _laid_out(view, today))


def _laid_out(view: View, today: date) -> list[Page]:
    notes = {whole: _note(view, today, whole) for whole in (True, False)}
    note_top = BOTTOM - height_of(notes[False])
    flow = Flow(first_bottom=note_top - 4 * MM)
    front, columns, whole = front_page.front(view, flow.room)
    body = [strip for item in view.items for strip in item_section(view, item)]
    body += [*actions_section(view, today), *milestones_section(view), *consultation_section(view)]
    annex = [*answers_section(view), *mediation_section(view)]
    flow.place(front)
    flow.columns(*columns)
    if whole:
        flow.turn()
    flow.place([gap(30), *body])
    flow.place([*sources_section(view, [*front, *chain.from_iterable(columns), *body, *annex]), gap(30)])
    flow.place(annex)
    for strip in notes[whole]:
        flow.pages[0].append((note_top, strip))
        note_top += strip.height
    pages = [page for page in flow.pages if page]
    _tell_where_sources_are(pages)
    return pages


def _tell_where_sources_are(pages: list[Page]) -> None:
    """Put the number of the page on which the sources begin into the labels that lead there."""
    waiting: list[Strip] = []
    for number, page in enumerate(pages, 1):
        for _, strip in page:
            marks = strip.marks
            if len(marks) > 1 and isinstance(label := marks[1], Text) and label.text == SOURCES_ON:
                waiting.append(strip)
            elif marks and isinstance(anchor := marks[0], Anchor) and anchor.key == "sources":
                on = number
    for strip in waiting:
        label = strip.marks[1]
        if isinstance(label, Text):
            strip.marks[1] = label._replace(text=f"{SOURCES_ON} {on}")


def _note(view: View, today: date, whole: bool) -> Strips:
    """The line at the foot of the front page; where it goes on, it says so."""
    said = front_page.edition_note(view, today)
    return paragraph(said if whole else [*said, CONTINUED], LEFT, MEASURE, 8, SMALL_LEADING)
