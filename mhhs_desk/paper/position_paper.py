"""The position paper: a view of a meeting as an A4 PDF. Records in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.view import View
from mhhs_desk.paper import front_page
from mhhs_desk.paper.answers import answers_section
from mhhs_desk.paper.closing import actions_section, milestones_section
from mhhs_desk.paper.consultation import consultation_section
from mhhs_desk.paper.item_page import SOURCES_ON, item_section
from mhhs_desk.paper.kept import Kept, outlined, unwritten, with_one
from mhhs_desk.paper.mediation import mediation_section
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, Anchor, Flow, Link, Page, Strips, Text, gap, height_of
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
        return printed(view, laid_out(view, today, Kept()))


def printed(view: View, pages: list[Page]) -> Rendered:
    """Pages that were laid out, as the document."""
    return finished(view, Kind.PAPER, front_page.title(view), pages)


def laid_out(view: View, today: date, kept: Kept) -> list[Page]:
    """The pages without their heads and feet; what is kept is not set anew."""
    rest = unwritten(view)
    notes = {whole: _note(rest, today, whole) for whole in (True, False)}
    note_top = BOTTOM - height_of(notes[False])
    flow = Flow(first_bottom=note_top - 4 * MM)
    front, columns, whole = _front(view, flow.room, kept)
    items = [_item(with_one(view, item), kept) for item in view.items]
    closing = kept.of("closing", (rest, today), lambda: _part(_closing(rest, today)))
    annex = kept.of("annex", rest, lambda: _part([*answers_section(rest), *mediation_section(rest)]))
    before = [front, *columns, *items, closing, annex]
    flow.place(front.strips)
    flow.columns(*(column.strips for column in columns))
    if whole:
        flow.turn()
    flow.place(chain([gap(30)], *(part.strips for part in (*items, closing))))
    flow.place([*_sources(rest, before, kept), gap(30)])
    flow.place(annex.strips)
    note_top = BOTTOM - height_of(notes[whole])
    for strip in notes[whole]:
        flow.pages[0].append((note_top, strip))
        note_top += strip.height
    pages = [page for page in flow.pages if page]
    _tell_where_sources_are(pages)
    return pages


class Part(NamedTuple):
    """Strips, and the places that lie behind the ways from them."""

    strips: Strips
    leads_to: frozenset[str]


def _part(strips: Strips) -> Part:
    return Part(strips, frozenset(mark.to for strip in strips for mark in strip.marks if type(mark) is Link))


def _front(view: View, room: float, kept: Kept) -> tuple[Part, tuple[Part, ...], bool]:
    """What stands over the width of the front page, its columns, and whether all of it is on one page."""
    shown = outlined(view)

    def made() -> tuple[Part, tuple[Part, ...], bool]:
        strips, columns, whole = front_page.front(shown, room)
        return _part(strips), tuple(map(_part, columns)), whole

    return kept.of("front", (shown, room), made)


def _item(alone: View, kept: Kept) -> Part:
    """The section of the only item of a view."""
    (item,) = alone.items
    return kept.of(item.item.id, alone, lambda: _part(item_section(alone, item)))


def _sources(view: View, parts: Iterable[Part], kept: Kept) -> Strips:
    """An entry for everything that the parts point to."""
    found = list(parts)
    keys = frozenset(chain.from_iterable(part.leads_to for part in found))
    strips = chain.from_iterable(part.strips for part in found)
    return kept.of("sources", (view, keys), lambda: sources_section(view, strips))


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
