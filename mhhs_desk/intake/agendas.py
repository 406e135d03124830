"""Agendas written as a list: numbered or timed items, headings with their minutes, or plain points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mhhs_desk.domain.findings import AgendaFound, Doubt
from mhhs_desk.intake import agenda_items, dates, people
from mhhs_desk.intake.agenda_items import SECTION, Group, Item, Opening
from mhhs_desk.intake.agenda_openings import by_minutes, by_number, by_time, grouped
from mhhs_desk.intake.agenda_pieces import ALONE, CLOCK, FOR, SPAN, kind_of
from mhhs_desk.intake.agenda_words import Columns, columns_of
from mhhs_desk.intake.document import BULLET, Line, span_of

HEADING = re.compile(
    r"(?:#+\s*)?\W{0,2}(?:(?:meeting|draft|today[’']?s|our|final|provisional|proposed|outline|public|the|session)\s+)*"
    r"(?:agenda|a\s+g\s+e\s+n\s+d\s+a|order of business|running order|business to be transacted)"
    r"(?:\s+(?:items?|and papers|overview|v?\d[\d.]*|\(?\d+\s*(?:of|/)\s*\d+\)?|\(?cont(?:inued|['’]d|d"
    r"|\.)?\)?))*\W{0,3}",
    re.IGNORECASE,
)
NAMED = re.compile(r"\bagenda\b", re.IGNORECASE)
TALKS = re.compile(
    r"[.?]$|:$|\b(?:will|would|next|please|review\w*|items? should|adhere|circulat\w+|add|agreed|previous|last|see|not"
    r"|requested|topic|ideas|approve\w*|welcomed?|went|item \d+)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"(?:#+\s*)?(?:attendees|attendance|apologies|present|members(?:hip)?(?:\s+of\b.*)?|date of (?:the )?next\b.*"
    r"|next .*meeting\b.*"
    r"|minutes(?!\s+(?:of|from)\s+(?:the\s+)?(?:last|previous|\d)|\s*(?:and\b|&|,|\())\b.*"
    r"|meeting notes.*|notes|discussion|actions|location details.*|voting members.*|participants"
    r"|glossary|distribution|papers?\s*:.*"
    r"|(?:(?:kind|best|warm)\s+)?regards\b.*|yours (?:sincerely|faithfully).*"
    r"|appendix\b.*|contents|how to join.*|invitees.*|circulation.*|invited.*)\s*:?\W{0,2}",
    re.IGNORECASE,
)
TOLD_AFTER = re.compile(r"(?:#+\s*)?(?:draft\s+)?(?:minutes|(?:meeting\s+)?notes|discussion)\s*:?", re.IGNORECASE)
COLUMN = re.compile(
    r"\W*(?:(?:agenda|item|title|topic|subject|objectives?|type|leads?|lead\(s\)|led|by|time|timings?|papers?"
    r"|purpose|presenters?"
    r"|speakers?|owners?|pages?|duration|mins|no|number|ref|reference|who|what|when|action|required|for|document"
    r"|attachment|sponsor)\b[\s.:/#&()s]*)+",
    re.IGNORECASE,
)
LAST = re.compile(r"\s((?:[A-Z]{2,3}(?:\s?/\s?[A-Z]{2,3})*|All|ALL|Chair(?:man|woman)?))$")
MOST_LED = 0.6
MOST_JOINED = 0.7
PLAIN_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of an agenda, its doubts, and when its times begin and end."""

    items: tuple[AgendaFound, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    clock: tuple[str | None, str | None] = (None, None)
    heads: frozenset[tuple[int | None, int | None]] = frozenset()

    def opens(self, line: Line) -> bool:
        """Whether a line opens one of the items."""
        return (line.page, line.number) in self.heads


def listed(lines: Sequence[Line]) -> Listed:
    """The items under a heading "Agenda", and doubts where its own numbers do not agree."""
    heads = [index for index, line in enumerate(lines) if HEADING.fullmatch(line.words)]
    named = [index for index, line in enumerate(lines) if index not in heads and _names_an_agenda(line)]
    columned = [index for index, line in enumerate(lines) if _heads_columns(line)]
    for begin in (*heads, *named, *columned):
        read = _read(lines, begin)
        if len(read) >= 2:
            return told(read)
    if not heads:
        return _without_heading(lines)
    doubt = Doubt("There is an agenda, but its items could not be told apart.", span_of([lines[heads[0]]]))
    return Listed(doubts=(doubt,))


def _without_heading(lines: Sequence[Line]) -> Listed:
    """The items of a programme that calls itself by another name: each runs until the next one begins."""
    first = next((index for index, line in enumerate(lines) if _spans(line)), None)
    if first is None:
        return Listed()
    read = _read(lines, first - 1) if first else []
    ends = [(item.clock[1], after.clock[0]) for item, after in pairwise(read)]
    joined = sum(bool(end) and end == begin for end, begin in ends)
    return told(read) if len(read) >= 4 and joined >= MOST_JOINED * len(ends) else Listed()


def _spans(line: Line) -> bool:
    """Whether a line gives an item with the times it runs from and to."""
    found = by_time(line)
    return found is not None and bool(found.time and dates.times(found.time)) and len(found.title.split()) >= 1


def _heads_columns(line: Line) -> bool:
    """Whether a line is the heading of an agenda's table, which says so by its columns alone."""
    named = re.search(r"\b(?:item|topic|title|subject)\b", line.words, re.IGNORECASE)
    if re.search(r"\baction\b", line.words, re.I) and re.search(r"\b(?:who|owner|by|due)\b", line.words, re.I):
        return False  # the headings of a list of actions
    return bool(named and COLUMN.fullmatch(line.words)) and len(columns_of(line.words).order) >= 2


def _names_an_agenda(line: Line) -> bool:
    return bool(NAMED.search(line.words)) and len(line.words.split()) <= 22 and not TALKS.search(line.words)


def _read(lines: Sequence[Line], begin: int) -> list[Item]:
    """The items after a heading, by whichever way of writing them gives most."""
    body = _body(lines, begin)
    widest = max((len(line.words) for line in body), default=0)
    ways = [grouped(body, way) for way in (by_time, by_number, by_minutes)]
    groups = max(ways, key=len)
    if len(groups) < 2:
        groups = _points(body, lines, begin)
    first = groups[0].opening.line if groups else None
    heads = body[: body.index(first)] if first else []
    columns = _unwritten(_columns([*lines[max(0, begin - 1) : begin + 1], *heads]), groups)
    section = next((kind for line in heads if (kind := section_of(line.words))), None)
    items: list[Item] = []
    for group in groups:
        under, following = _parted(group)
        item = agenda_items.read(replace(group, under=under), columns, section, widest)
        items.append(replace(item, until=_until(group)))
        section = following or section
    return items


def _body(lines: Sequence[Line], begin: int) -> list[Line]:
    """The lines that may hold the items: to the end of a slide, or to a heading that ends an agenda."""
    page = lines[begin].page
    pages = {line.page for line in lines}
    top = next((index for index, line in enumerate(lines) if line.page == page and line.words), begin)
    slide = page is not None and len(pages) >= 3 and page != 1 and begin - top <= 3
    body: list[Line] = []
    for index, line in enumerate(lines[begin + 1 :], begin + 1):
        if (OVER.fullmatch(line.words) and not _led(lines, index)) or (slide and line.page != page):
            break
        stamp = line.words.isupper() and len(line.words) > 8 and len(line.words.split()) == 1 and line.page is not None
        if not (stamp and re.fullmatch(r"UNCLASSIFIED|RESTRICTED|OFFICIAL|CONFIDENTIAL|PUBLIC", line.words)):
            body.append(line)
    return body


def _led(lines: Sequence[Line], index: int) -> bool:
    """Whether the line after one about the next meeting names a lead: it stands within the last item."""
    after = next((line for line in lines[index + 1 : index + 4] if line.words), None)
    return after is not None and people.OFFICE.fullmatch(after.words) is not None


def _points(body: Sequence[Line], lines: Sequence[Line], begin: int) -> list[Group]:
    """An agenda of plain points: those with the first one's sign, or the short lines of a slide without any sign."""
    if not HEADING.fullmatch(lines[begin].words):
        return []
    own = [line for line in _until_prose(body) if not COLUMN.fullmatch(line.words)]
    signs = [line for line in own if (found := BULLET.match(line.words)) and not re.search(r"\w", found[0])]
    if len(signs) >= 2:
        sign = signs[0].words[0]
        return grouped(own, lambda line: _point(line) if line.words.startswith(sign) else None)
    short = all(len(line.words) <= PLAIN_LENGTH and line.words[0].isupper() for line in own if line.words)
    slide = lines[begin].page is not None and len({line.page for line in lines}) >= 3
    # In a text the heading of what comes after says where short lines end that have no signs.
    slide = slide or _is_ended(lines, body)
    return grouped(own, lambda line: Opening(line, None, line.text)) if slide and short and 3 <= len(own) <= 15 else []


def _is_ended(lines: Sequence[Line], body: Sequence[Line]) -> bool:
    """Whether the heading of the minutes ends the lines that may hold the items."""
    last = next((line for line in reversed(body) if line.words), None)
    after = lines[lines.index(last) + 1 :] if last else ()
    ended = next((line for line in after if line.words), None)
    return ended is not None and TOLD_AFTER.fullmatch(ended.words) is not None


def _until_prose(body: Sequence[Line]) -> Iterator[Line]:
    """The lines as far as one that begins anew after a blank line and is no point."""
    blank, pointed = False, False
    for line in body:
        point = bool(BULLET.match(line.words))
        if blank and pointed and line.words and not point:
            return
        if line.words:
            yield line
        blank, pointed = not line.words, pointed or point


def _point(line: Line) -> Opening:
    return Opening(line, None, re.sub(r"^\[[ x]\]\s*", "", BULLET.sub("", line.text.strip(), count=1)))


def _columns(heads: Sequence[Line]) -> Columns:
    return columns_of(" ".join(line.words for line in heads if COLUMN.fullmatch(line.words)))


def _unwritten(columns: Columns, groups: Sequence[Group]) -> Columns:
    """The columns, with one of leads or times that no heading promises where most items end in one."""
    if columns.order or len(groups) < 3:
        return columns
    titles = [group.opening.title.rstrip() for group in groups]
    led = sum(bool((end := LAST.search(title)) and people.leads(end[1], sure=True)) for title in titles)
    timed = sum(bool(re.search(rf"\s{CLOCK}$", title)) for title in titles)
    if max(led, timed) < MOST_LED * len(groups):
        return columns
    return Columns(("paper", "lead") if led >= timed else ("paper", "time"))


def section_of(words: str) -> str | None:
    """What a heading over several items says they are for."""
    found = SECTION.fullmatch(words) if len(words.split()) <= 6 else None
    return kind_of(words) if found or ALONE.fullmatch(words.strip(" :")) else None


def _parted(group: Group) -> tuple[tuple[Line, ...], str | None]:
    """The lines under an item without breaks and without a heading for the items after it; what that says of them."""
    under: list[Line] = []
    for line in group.under:
        if line.words and SECTION.fullmatch(line.words) and len(line.words.split()) <= 6 and not FOR.match(line.words):
            return tuple(under), kind_of(line.words)
        if not (line.words and agenda_items.is_break(line.words)):
            under.append(line)
    return tuple(under), None


def _until(group: Group) -> str | None:
    """When a break or the close that stands under an item begins."""
    for line in group.under:
        bare = re.sub(rf"{SPAN}|{CLOCK}", "", line.words, flags=re.IGNORECASE).strip(" -–:.")
        if agenda_items.is_break(line.words) or agenda_items.CLOSE.fullmatch(bare):
            return (dates.times(line.words) or (dates.time(line.words),))[0]
    return None


def _with_ends(items: Sequence[Item]) -> list[Item]:
    """Items of which only the beginning is written end where the next one begins."""
    ended = []
    for item, after in zip(items, [*items[1:], None], strict=False):
        start, end = item.clock
        until = item.until or (after.clock[0] if after else None)
        if start and end is None and until and until > start and item.found.minutes is None:
            found = replace(item.found, minutes=dates.minutes_between(start, until))
            ended.append(replace(item, found=found, clock=(start, until)))
        else:
            ended.append(item)
    return ended


def told(items: Sequence[Item]) -> Listed:
    """Items in their order as an agenda: without breaks, with the minutes and doubts their order tells."""
    if not items:
        return Listed()
    read = _with_ends(items)
    doubts = [doubt for item in read if not item.passed for doubt in item.doubts]
    starts = [item.clock[0] for item in read if item.clock[0]]
    last = read[-1]
    clock = (starts[0] if starts else None, last.until or last.clock[1] or (last.clock[0] if last.passed else None))
    found = tuple(item.found for item in read if not item.passed)
    heads = frozenset((one.found.source.page, one.found.source.line) for one in read)
    return Listed(found, (*doubts, *_gaps([item.found for item in read])), clock, heads)


def _gaps(found: Sequence[AgendaFound]) -> list[Doubt]:
    """A doubt for each number that does not follow the one before it; one alone where hardly any does."""
    numbers = [(int(item.number), item) for item in found if item.number and item.number.isdigit()]
    gaps = [(before, number, item) for (before, _), (number, item) in pairwise(numbers) if number != before + 1]
    if len(gaps) > 3 and 2 * len(gaps) > len(numbers):
        return [Doubt("The items are not in the order of their numbers.", gaps[0][2].source)]
    return [
        Doubt(f"Item {number} follows item {before}: numbers may be missing or wrong.", item.source)
        for before, number, item in gaps
    ]
