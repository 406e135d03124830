"""The position paper: a view of a meeting as an A4 PDF. Records in, bytes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.view import View
from mhhs_desk.paper import front_page
from mhhs_desk.paper.answers import answers_section
from mhhs_desk.paper.closing import actions_section, milestones_section
from mhhs_desk.paper.consultation import consultation_section
from mhhs_desk.paper.item_page import SOURCES_ON, item_section
from mhhs_desk.paper.kept import Kept, around, unwritten
from mhhs_desk.paper.mediation import mediation_section
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, Anchor, Flow, Page, Strips, Text, gap, height_of
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import SMALL_LEADING, paragraph
from mhhs_desk.paper.running import finished
from mhhs_desk.paper.running import paper_id as paper_id
from mhhs_desk.paper.sources import cited, sources_section
from mhhs_desk.paper.text import SMALL_STRONG, Run
from mhhs_desk.undisturbed import undisturbed

CONTINUED = Run(SMALL_STRONG, " Continued on page 2.")


def position_paper(view: View, today: date) -> Rendered:
    """The paper of one edition, as it prints on a day. The same view and day give the same bytes."""
    with undisturbed():
        return printed(view, laid_out(view, today, Kept()))


def printed(view: View, pages: list[Page]) -> Rendered:
    """Pages that were laid out, as the document."""
    return finished(view, Kind.PAPER, front_page.title(view), pages)


def laid_out(view: View, today: date, kept: Kept) -> list[Page]:
    """The pages without their heads and feet; a section that is kept is not set anew."""
    rest = unwritten(view), today
    notes = {whole: _note(view, today, whole) for whole in (True, False)}
    note_top = BOTTOM - height_of(notes[False])
    flow = Flow(first_bottom=note_top - 4 * MM)
    front, columns, whole = front_page.front(view, flow.room)
    body = _items(view, kept)
    body += kept.of("closing", rest, lambda: _closing(view, today))
    annex = kept.of("annex", rest, lambda: [*answers_section(view), *mediation_section(view)])
    pointing = [*front, *chain.from_iterable(columns), *body, *annex]
    sources = kept.of("sources", (rest, cited(pointing, view.edition.letter)), lambda: sources_section(view, pointing))
    flow.place(front)
    flow.columns(*columns)
    if whole:
        flow.turn()
    flow.place([gap(30), *body])
    flow.place([*sources, gap(30)])
    flow.place(annex)
    for strip in notes[whole]:
        flow.pages[0].append((note_top, strip))
        note_top += strip.height
    pages = [page for page in flow.pages if page]
    _tell_where_sources_are(pages)
    return pages


def _items(view: View, kept: Kept) -> Strips:
    apart = around(view)
    made = (kept.of(item.item.id, (apart, item), partial(item_section, view, item)) for item in view.items)
    return [*chain.from_iterable(made)]


def _closing(view: View, today: date) -> Strips:
    return [*actions_section(view, today), *milestones_section(view), *consultation_section(view)]


def _tell_where_sources_are(pages: list[Page]) -> None:
    """Put the number of the page on which the sources begin into the labels that lead there."""
    waiting: list[tuple[Page, int, Text]] = []
    for number, page in enumerate(pages, 1):
        for at, (_, strip) in enumerate(page):
            marks = strip.marks
            if len(marks) > 1 and isinstance(label := marks[1], Text) and label.text == SOURCES_ON:
                waiting.append((page, at, label))
            elif marks and isinstance(anchor := marks[0], Anchor) and anchor.key == "sources":
                on = number
    for page, at, label in waiting:
        top, strip = page[at]  # a strip that is kept stays as it was made
        told = label._replace(text=f"{SOURCES_ON} {on}")
        page[at] = top, replace(strip, marks=[strip.marks[0], told, *strip.marks[2:]])


def _note(view: View, today: date, whole: bool) -> Strips:
    """The line at the foot of the front page; where it goes on, it says so."""
    said = front_page.edition_note(view, today)
    return paragraph(said if whole else [*said, CONTINUED], LEFT, MEASURE, 8, SMALL_LEADING)
