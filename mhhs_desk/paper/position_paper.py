"""The position paper: a view of a meeting as an A4 PDF. Records in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
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
from mhhs_desk.paper.page import (
    BOTTOM,
    LEFT,
    MEASURE,
    MM,
    Flow,
    Link,
    Page,
    Strips,
    Text,
    gap,
    height_of,
)
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
        return printed(view, laid_out(view, today, Kept()).pages)


def printed(view: View, pages: list[Page]) -> Rendered:
    """Pages that were laid out, as the document."""
    return finished(view, Kind.PAPER, front_page.title(view), pages)


class Layout(NamedTuple):
    """Pages, and where among them some things are to be looked for: the items, by id, and the sources."""

    pages: list[Page]
    items: dict[int, range]
    sources: range


def laid_out(view: View, today: date, kept: Kept) -> Layout:
    """The pages without their heads and feet; what is kept is not set anew."""
    rest = unwritten(view)
    notes = {whole: _note(rest, today, whole) for whole in (True, False)}
    note_top = BOTTOM - height_of(notes[False])
    flow = Flow(first_bottom=note_top - 4 * MM)
    front, columns, whole = _front(view, flow.room, kept)
    items = {item.item.id: _item(with_one(view, item), kept) for item in view.items}
    closing = kept.of("closing", (rest, today), lambda: _part(_closing(rest, today)))
    annex = kept.of("annex", rest, lambda: _part([*answers_section(rest), *mediation_section(rest)]))
    sources = _sources(rest, [front, *columns, *items.values(), closing, annex], kept)
    flow.place(front.strips)
    flow.columns(*(column.strips for column in columns))
    if whole:
        flow.turn()
    flow.place([gap(30)])
    on = {number: _placed(flow, part.strips) for number, part in items.items()}
    flow.place(closing.strips)
    listed = _placed(flow, [*sources.strips, gap(30)])
    flow.place(annex.strips)
    note_top = BOTTOM - height_of(notes[whole])
    for strip in notes[whole]:
        flow.pages[0].append((note_top, strip))
        note_top += strip.height
    pages = [page for page in flow.pages if page]  # the space at the end may have turned to one more
    first = next(number for number in listed if any(strip is sources.strips[0] for _, strip in pages[number]))
    for place in on.values():
        _tell_where_sources_are(pages, place, first + 1)
    return Layout(pages, on, listed)


def _placed(flow: Flow, strips: Strips) -> range:
    """Place strips, and tell among which pages they are then."""
    first = flow.number
    flow.place(strips)
    return range(first, flow.number + 1)


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


def _sources(view: View, parts: Sequence[Part], kept: Kept) -> Part:
    """An entry for everything that the parts point to."""
    keys = frozenset(chain.from_iterable(part.leads_to for part in parts))
    strips = chain.from_iterable(part.strips for part in parts)
    return kept.of("sources", (view, keys), lambda: _part(sources_section(view, strips)))


def _closing(view: View, today: date) -> Strips:
    return [*actions_section(view, today), *milestones_section(view), *consultation_section(view)]


def _tell_where_sources_are(pages: list[Page], among: range, on: int) -> None:
    """Put the number of the page on which the sources begin into the label of an item that leads there."""
    for page in (pages[number] for number in reversed(among)):
        for at in reversed(range(len(page))):
            top, strip = page[at]
            marks = strip.marks
            if len(marks) > 1 and isinstance(label := marks[1], Text) and label.text == SOURCES_ON:
                told = [marks[0], label._replace(text=f"{SOURCES_ON} {on}"), *marks[2:]]
                page[at] = top, replace(strip, marks=told)  # a strip that is kept stays as it was made
                return


def _note(view: View, today: date, whole: bool) -> Strips:
    """The line at the foot of the front page; where it goes on, it says so."""
    said = front_page.edition_note(view, today)
    return paragraph(said if whole else [*said, CONTINUED], LEFT, MEASURE, 8, SMALL_LEADING)
