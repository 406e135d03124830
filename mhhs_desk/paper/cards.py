"""Speaking cards: an item each, in large type, two on a sheet of A4 to be cut across the middle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.draw import draw
from mhhs_desk.paper.large import LEADING, SIZE, chip_before, cut, large_paragraph
from mhhs_desk.paper.page import (
    HEIGHT,
    LEFT,
    MEASURE,
    MM,
    TOP,
    Anchor,
    Flow,
    Mark,
    Page,
    Rule,
    Strip,
    Strips,
    Text,
    gap,
    height_of,
    together,
)
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import baseline, paragraph, plain
from mhhs_desk.paper.running import about, edition_and_handling, foot_at, meeting_and_day, paper_id, record_words, right
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import (
    ACCENT,
    BODY,
    CITE,
    FLAG,
    LABEL,
    NUMBER,
    QUIET,
    SMALL_QUIET,
    STRONG,
    TITLE,
    Run,
    Runs,
    Style,
    fitted,
)

HALF = HEIGHT / 2
HEAD_LINE, CARD_TOP, CARD_BOTTOM, FOOT_LINE = 10 * MM, 15 * MM, 135 * MM, 140 * MM
"""Measures from the top of a card."""
SAYS_LEFT = LEFT + 26 * MM
SAYS_WIDTH = LEFT + MEASURE - SAYS_LEFT
MOST_TITLE = 2


def cards(view: View, today: date) -> Rendered:
    """The cards of one edition. The same view gives the same bytes on any day."""
    made = [card for item in view.items for card in _cards(view, item)] or [_nothing(view)]
    digest = view.digest()
    pages: list[Page] = []
    for number, card in enumerate(made):
        top = HALF if number % 2 else 0.0
        if not top:
            pages.append([])
        pages[-1] += [(0.0, _around(view, top, number + 1, len(made), digest))]
        pages[-1] += [(y + top, strip) for y, strip in card]
    title = f"Speaking cards for {view.meeting.label}"
    return Rendered(draw(pages, about(view, Kind.CARDS, title, digest)), len(pages))


def _nothing(view: View) -> Page:
    said = plain(QUIET, f"The papers for {view.meeting.label} hold no items yet.")
    return _placed(large_paragraph(said, LEFT, MEASURE), CARD_TOP)


def _placed(strips: Iterable[Strip], top: float) -> Page:
    page: Page = []
    for strip in strips:
        page.append((top, strip))
        top += strip.height
    return page


def _around(view: View, top: float, number: int, of: int, digest: str) -> Strip:
    """The head and foot of a card; the second of a sheet has the line to cut along above it."""
    line, below = top + HEAD_LINE, top + FOOT_LINE
    marks: list[Mark] = [
        *meeting_and_day(view, line, MEASURE / 2),
        *edition_and_handling(view, Kind.CARDS, line),
        *foot_at(below, paper_id(view, Kind.CARDS), f"Card {number} of {of}", record_words(digest)),
    ]
    return Strip(0.0, [*marks, *([Rule(0.0, HALF, LEFT + MEASURE + LEFT)] if top else [])])


def _cards(view: View, item: ItemView) -> list[Page]:
    """The card of an item, and those on which it goes on."""
    head, more = _head(item), _continued(item)
    room = CARD_BOTTOM - CARD_TOP
    flow = Flow(TOP + room - height_of(head), TOP + room - height_of(more))
    flow.place(_says(view, item))
    made = []
    for number, page in enumerate(flow.pages):
        above = more if number else head
        down = CARD_TOP + height_of(above) - TOP
        made.append([*_placed(above, CARD_TOP), *((y + down, strip) for y, strip in page)])
    return made


def _head(item: ItemView) -> Strips:
    one = item.item
    tag, (title, _) = Tag("H2"), cut(plain(TITLE, one.title), SAYS_WIDTH, MOST_TITLE)
    strips = paragraph(title, SAYS_LEFT, SAYS_WIDTH, 20, 24, tag=tag) or [Strip(24)]
    number = Text(LEFT, baseline(20, 24), NUMBER, str(one.number), 0.0)
    strips[0].marks[:0] = [Anchor(0, f"item-{one.id}", f"{one.number} {one.title}"), tag, number]
    return [*strips, Strip(8, [Rule(LEFT, 7, MEASURE, 1.6, ACCENT)]), gap(7)]


def _continued(item: ItemView) -> Strips:
    """The head of a card on which an item goes on, outside the structure."""
    said = fitted(STRONG, f"{item.item.number} {item.item.title}", MEASURE - 30 * MM)
    y = baseline(10, 13.5)
    marks = [Text(LEFT, y, STRONG, said, 0.0), right(y, SMALL_QUIET, "continued")]
    return [Strip(13.5, [*marks, Rule(LEFT, 17, MEASURE, 1.6, ACCENT)]), gap(11)]


def _says(view: View, item: ItemView) -> Strips:
    """What is said on an item, in the order in which it is said."""
    rows = (
        _row("We ask", _texts(item, "ask")),
        _row("Red lines", [_red_line(view, item, at) for at in range(len(item.red_lines))]),
        _row("Questions", _texts(item, "questions")),
        _row("Fallback", _texts(item, "fallback")),
    )
    return [*_position(item), *(strip for row in rows for strip in row)]


def _texts(item: ItemView, part: str) -> list[Runs]:
    return [_uncited(runs) for runs in wording.sentences(item, part)]


def _uncited(runs: Runs) -> Runs:
    """A sentence as it is spoken, without its citations."""
    return [run for run in runs if run.style is not CITE]


def _red_line(view: View, item: ItemView, at: int) -> Runs:
    answer = item.red_lines[at]
    said = wording.spoken(f" {wording.stopped(answer.feedback.red_line or '')}", answer.feedback.held_back)
    return [Run(FLAG, ""), Run(BODY, f" {answer.who}:"), *said]


def _position(item: ItemView) -> Strips:
    """The chip and the statement, and under it how strong it is."""
    option = item.position.option if item.position else None
    name = [Run(STRONG, wording.stopped(item.item.option_name(option)))] if option else []
    runs = [*name, *(run for sentence in _texts(item, "statement") for run in sentence)]
    strips = large_paragraph(runs or plain(*_without(item)), SAYS_LEFT, SAYS_WIDTH)
    chip_before(item, strips)
    strength = item.position.strength if item.position else None
    if strength or item.tally.answered:
        lead = words.STRENGTHS[strength] if strength else "Answers"
        counts = f": {wording.counts(item)}." if item.tally.answered else "."
        strips += [gap(3), *paragraph([Run(STRONG, lead), Run(BODY, counts)], SAYS_LEFT, SAYS_WIDTH)]
    return [*together(strips), gap(9)]


def _without(item: ItemView) -> tuple[Style, str]:
    """What stands for a position that is not taken."""
    if item.text("questions"):
        return STRONG, "We put a question."
    informs = item.item.disposition is Disposition.INFORMATION
    return QUIET, "For information; no position is taken." if informs else "No position yet."


def _row(label: str, texts: list[Runs]) -> Strips:
    """A label with what is said beside it; where it goes on on the next card the label stands there again."""
    if not texts:
        return []
    y = baseline(SIZE, LEADING)
    name = Text(LEFT, y, LABEL, label, 0.0)
    strips: Strips = []
    for text in texts:
        strips += [*together(large_paragraph(text, SAYS_LEFT, SAYS_WIDTH)), gap(2)]
    for strip in strips[1:]:
        strip.again = (Strip(0, [name]),)
    strips[0].marks[:0] = [Tag("H3"), name]
    return [*strips[:-1], gap(9)]
