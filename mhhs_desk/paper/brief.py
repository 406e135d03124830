"""The brief: a page for each item, the position first. What has no room on its page is told at the foot of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from mhhs_desk import words
from mhhs_desk.domain.options import QUESTION_KEYS
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.positions import in_words
from mhhs_desk.domain.route import route_of
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.differing import differing
from mhhs_desk.paper.fitting import Row, fit, left_out
from mhhs_desk.paper.item_page import asking, milestones, outcome, thresholds, under, who
from mhhs_desk.paper.large import LEADING, SIZE, chip_before, cut, large
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, TOP, Anchor, Page, Rule, Strip, Strips, Text, gap, height_of
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import SMALL_LEADING, labelled, paragraph, plain, section
from mhhs_desk.paper.running import finished, paper_id
from mhhs_desk.paper.sources import came, cited
from mhhs_desk.paper.text import (
    ACCENT,
    BODY,
    CITE,
    FLAG,
    NUMBER,
    QUIET,
    SMALL_QUIET,
    SMALL_STRONG,
    STRONG,
    TITLE,
    Run,
    Runs,
    letters,
    lines,
)
from mhhs_desk.paper.ways import kept_within

MOST_TITLE, MOST_LEAD, MOST_CITED = 3, 6, 24
"""Lines of a title and of a position, and answers whose sources are named, at the most."""
SOURCES = ("source that is cited", "sources that are cited")
POSITIONS = ("further sentence of the position", "further sentences of the position")
ABOVE_NOTE = 4 * MM
ENTRIES = {
    "asked": ("line of what is asked", "lines of what is asked"),
    "ask": ("ask", "asks"),
    "outcome": ("line of the outcome", "lines of the outcome"),
    "reasons": ("reason", "reasons"),
    "views": ("differing view", "differing views"),
    "red lines": ("red line", "red lines"),
    "fallback": ("sentence of the fallback", "sentences of the fallback"),
    "thresholds": ("threshold", "thresholds"),
    "milestones": ("milestone", "milestones"),
    "route": ("sentence on the route", "sentences on the route"),
    "questions": ("question", "questions"),
}
"""What an entry of each row is called, and what several are."""
ROOMY = (10, 4, 2)
"""So many times as long as usual may an entry be where everything has room on the page all the same."""


def brief(view: View, today: date) -> Rendered:
    """The brief of one edition. The same view gives the same bytes on any day."""
    pages = [_page(view, item, item is view.items[-1]) for item in view.items] or [_nothing(view)]
    return finished(view, Kind.BRIEF, f"Brief for {view.meeting.label}", pages)


def _nothing(view: View) -> Page:
    head = section(f"Brief for {view.meeting.label}", "front", "Brief")
    said = paragraph(plain(QUIET, f"The papers for {view.meeting.label} hold no items yet."), LEFT, MEASURE)
    return _placed([*head, gap(8), *said], TOP)


def _placed(strips: Iterable[Strip], top: float) -> Page:
    page: Page = []
    for strip in strips:
        page.append((top, strip))
        top += strip.height
    return page


def _page(view: View, item: ItemView, last: bool) -> Page:
    """The page of an item; entries are left out until it has room for the rest and for the note that says so."""
    title, was = cut(plain(TITLE, item.item.title), MEASURE - _indent(item), MOST_TITLE)
    lead, ended = _lead(item)
    head = [*_head(view, item, title), *lead, *_strength(view, item)]
    bar = labelled("Who thinks what", who(view, item))
    cuts = ["the end of the title"] * was + ended

    def made(rows: list[Row]) -> tuple[Strips, Strips]:
        body = [*head, *_ordered(rows, bar), *_consulted(view, item)]
        names, more = _cited(view, item, body)
        others = [*cuts, *_never(view, item), *([words.count(more, *SOURCES)] if more else [])]
        return [*body, *names], _note(view, left_out(rows, others), last)

    def fits(rows: list[Row]) -> bool:
        return TOP + sum(map(height_of, made(rows))) + ABOVE_NOTE <= BOTTOM

    tried = (_rows(view, item, wide) for wide in ROOMY)
    rows = next(filter(fits, tried), None) or _rows(view, item)
    fit(rows, lambda: fits(rows))
    body, note = made(rows)
    page = [*_placed(body, TOP), *_placed(note, BOTTOM - height_of(note))]
    kept_within(page, f"item-{item.item.id}")
    return page


def _indent(item: ItemView) -> float:
    return max(12 * MM, letters(NUMBER, str(item.item.number)) + 3 * MM)


def _head(view: View, item: ItemView, title: Runs) -> Strips:
    """The number and title of an item over a rule in the accent."""
    one = item.item
    below, _ = cut(under(view, item), MEASURE - _indent(item), 2)
    head = section(title[0].text, f"item-{one.id}", f"{one.number} {one.title}", str(one.number), below)
    return [*head[:-1], Strip(9, [Rule(LEFT, 8.5, MEASURE, 1.6, ACCENT)]), gap(8)]


def _lead(item: ItemView) -> tuple[Strips, list[str]]:
    """The position in the large size, its chip before it; and what of it is left out, its last sentences first."""
    position, said = item.position, wording.sentences(item, "statement")
    option = position.option if position else None
    name = [Run(STRONG, wording.stopped(item.item.option_name(option)))] if option else []
    indent = _indent(item)
    kept = len(said)
    while kept > 1 and len(lines(large([*name, *chain(*said[:kept])]), MEASURE - indent)) > MOST_LEAD:
        kept -= 1
    runs = [*name, *chain(*said[:kept])]
    if not runs:
        asks = bool(item.text("questions"))
        runs = plain(STRONG if asks else QUIET, "We put a question." if asks else _no_position(item))
    shown, was = cut(large(runs), MEASURE - indent, MOST_LEAD)
    gone = [words.count(len(said) - kept, *POSITIONS)] if kept < len(said) else []
    strips = paragraph(shown, LEFT + indent, MEASURE - indent, SIZE, LEADING)
    chip_before(item, strips)
    return [*strips, gap(4)], [*(["the end of the position"] if was else []), *gone]


def _no_position(item: ItemView) -> str:
    return "No position yet." if item.item.disposition != "information" else "For information; no position is taken."


def _strength(view: View, item: ItemView) -> Strips:
    """How strong the position is, under it."""
    foot = [Strip(7, [Rule(LEFT, 7, MEASURE)])]
    if item.position is None or not (item.position.option or item.position.strength):
        return foot
    indent = _indent(item)
    runs, _ = cut(wording.strength(item, view.edition), MEASURE - indent, 3)
    return [*paragraph(runs, LEFT + indent, MEASURE - indent), *foot]


# The rows, with how long each is kept


def _rows(view: View, item: ItemView, wide: int = 1) -> list[Row]:
    """The rows of an item in the order of the page, their entries cut at so many times the usual lines."""
    route = [wording.route(route_of(view, item), view.edition)]
    rows = [
        _row(asking(view, item), "asked", _asked(item), 3, 4, 3, listed=False),
        _row("We ask", "ask", wording.sentences(item, "ask"), 15, 17),
        _row("Outcome", "outcome", outcome(item), 16, 18, listed=False),
        _row("Why", "reasons", wording.sentences(item, "reasons"), 5, 14),
        _row("Differing views", "views", _views(view, item), 2, 12, 3, listed=False),
        _row("Red lines", "red lines", _red_lines(item), 19, 20, 3, listed=False),
        _row("Fallback", "fallback", wording.sentences(item, "fallback"), 10, 13),
        _row("Threshold check", "thresholds", thresholds(view, item), 0, 1, 2, listed=False),
        _row("Milestones", "milestones", milestones(view, item), 6, 8, listed=False),
        _row("Route", "route", route, 9, 9, 6),
        _row("Questions to put", "questions", wording.sentences(item, "questions"), 7, 11, 3),
    ]
    return [row.cut_at(wide) for row in rows]


def _row(label: str, name: str, entries: list[Runs], more: int, first: int, most: int = 4, listed: bool = True) -> Row:
    return Row(label, ENTRIES[name], entries, more, first, most, listed)


def _ordered(rows: list[Row], bar: Strips) -> Strips:
    """The rows that say something, the bar before the reasons."""
    before, after = rows[:3], rows[3:]
    return [
        *(strip for row in before for strip in row.strips()),
        *bar,
        *(strip for row in after for strip in row.strips()),
    ]


def _asked(item: ItemView) -> list[Runs]:
    ask = (item.item.ask or "").strip()
    texts = [plain(BODY, wording.stopped(ask))] if ask and ask != item.item.title else []
    answers = [option for option in item.item.options if option.key in QUESTION_KEYS]
    return texts + [[wording.open_chip(option.key), Run(BODY, " " + option.name)] for option in answers]


def _views(view: View, item: ItemView) -> list[Runs]:
    """The minority view as the rep words it, then what differs; a red line has its own row."""
    said = wording.sentences(item, "minority")
    for answer in differing(item):
        bare = replace(answer, feedback=replace(answer.feedback, red_line=None))
        who_ = Run(BODY, f" {answer.who}: ")
        said.append([wording.chip(answer.feedback.option), who_, *wording.view_of(item, bare, view.edition)])
    return said


def _red_lines(item: ItemView) -> list[Runs]:
    return [
        [
            Run(FLAG, ""),
            Run(BODY, f" {answer.who}:"),
            *wording.spoken(f" {wording.stopped(answer.feedback.red_line or '')}", answer.feedback.held_back),
            *wording.cites(item, [answer.feedback.id]),
        ]
        for answer in item.red_lines
    ]


def _consulted(view: View, item: ItemView) -> Strips:
    """How members were asked, and how many answers there are."""
    total, answered = item.tally.total, item.tally.answered
    if not total:
        return []
    first = min((call for call in view.calls if not call.reminder), key=lambda call: call.sent_on, default=None)
    asked = "Nobody was asked by a call on record. "
    if first:
        by = f" by {first.channel}" if first.channel else ""
        asked = f"Asked{by} on {words.day(first.sent_on)}{_notice(view)}. "
    if view.edition is Edition.OWN:
        counted = f"{answered} of {words.count(total, 'member')} answered."
    else:
        verb = "is" if answered == 1 else "are"
        counted = f"The answers of {answered} of {words.count(total, 'member')} {verb} counted here."
    return labelled("Consulted", paragraph(plain(BODY, asked + counted)))


def _notice(view: View) -> str:
    if view.notice is None:
        return ""
    return f", {in_words(view.notice)} working {'day’s' if view.notice == 1 else 'days’'} notice"


def _cited(view: View, item: ItemView, body: Strips) -> tuple[Strips, int]:
    """A row that names what the page cites, by how and when it came, and how many more there are."""
    numbers, codes = cited(body, view.edition.letter)
    rules = {rule.code: rule for rule in (*view.rules, *(move.rule for move in item.moves if move.rule))}
    groups: dict[str, list[tuple[str, str]]] = {}
    for number in numbers[:MOST_CITED]:
        letter = view.edition.letter
        groups.setdefault(came(item, number), []).append((f"{letter}{number:02d}", f"{letter}{number}"))
    for code in codes:
        groups.setdefault(rules[code].name, []).append((code, code))
    runs: Runs = []
    for said, found in groups.items():
        runs += [Run(SMALL_QUIET, " · " if runs else "")]
        runs += [run for code, _ in found for run in (Run(CITE, code), Run(SMALL_QUIET, " "))]
        runs.append(Run(SMALL_QUIET, said))
    keys = dict(pair for found in groups.values() for pair in found)
    strips = paragraph(runs, size=8, leading=SMALL_LEADING)
    for strip in strips:
        codes = [mark.text for mark in strip.marks if isinstance(mark, Text) and mark.style is CITE]
        strip.marks += [Anchor(0, keys[code]) for told in codes for code in told.split()]
    return labelled("Cited", strips), max(0, len(numbers) - MOST_CITED)


def _never(view: View, item: ItemView) -> list[str]:
    """What a brief never holds of an item."""
    own = view.edition is Edition.OWN
    said = ["the members of each state by name"] if own and item.tally.total > item.tally.answered else []
    tried = any(one.item_id == item.item.id for one in view.wordings)
    return [*said, *(["how the wording was reached"] if tried else [])]


def _note(view: View, gone: list[str], last: bool) -> Strips:
    """The line at the foot of a page that says what it leaves out, and where that is."""
    runs: Runs = []
    if gone:
        runs = [Run(SMALL_STRONG, "Left out to keep to one page: "), Run(SMALL_QUIET, f"{words.listed(gone)}.")]
    if last:
        rest = ["the front page", "the actions due", "the milestone changes", "the record of the consultation"]
        rest += ["every answer in full"] if view.edition is Edition.OWN else []
        rest.append("the list of sources")
        runs += [Run(SMALL_STRONG, " Not in a brief: "), Run(SMALL_QUIET, f"{words.listed(rest)}.")]
    if runs:
        runs.append(Run(SMALL_QUIET, f" All of it is in the position paper, {paper_id(view)}."))
    return paragraph(runs, LEFT, MEASURE, 8, SMALL_LEADING)
