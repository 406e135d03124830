"""One agenda item from its lines: what opens it, what stands under it, and the doubts about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mhhs_desk.domain.findings import AgendaFound, Doubt
from mhhs_desk.intake import dates, people
from mhhs_desk.intake.agenda_pieces import ALONE, CLOCK, FOR, PAPER, REF_ONLY, REQUIRED, SPAN, kind_of, paper_of
from mhhs_desk.intake.agenda_words import BRACKETS, DASH, Columns, Words, merge, read_title, take, without_cells
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import BULLET, OPEN_ENDED, Line, span_of

BREAK = re.compile(
    r"(?:(?:short|comfort|coffee|tea|lunch|refreshments?|biscuits|networking|buffet|break|for|&|and|/|the"
    r"|adjourn(?:ment)?"
    r"|adjourned|interval|10|15|minute|min)\b\s*)*(?:break|lunch|coffee|tea|refreshments?|interval|adjournment|buffet)",
    re.IGNORECASE,
)
CLOSE = re.compile(
    r"(?:meeting\s+)?(?:close[sd]?|finish(?:es)?|ends?|adjourn(?:s|ed|ment)?)(?:\s+of\s+(?:the\s+)?meeting)?",
    re.IGNORECASE,
)
SECTION = re.compile(
    rf"(?:part\s+\w+\s*[:–-]\s*)?(?:(?:agenda\s+)?items?|matters|business|papers"
    rf"|reports)\s+(?:requiring\s+(?:a\s+)?|{FOR.pattern}).*",
    re.IGNORECASE,
)
CELLS = re.compile(r"\s{2,}|\t|\s+\|\s+")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens an item: its number and times where they stand there, and the words after them, spaces kept."""

    line: Line
    number: str | None
    title: str
    time: str | None = None

    @property
    def start(self) -> str | None:
        found = dates.times(self.time) if self.time else None
        return found[0] if found else dates.time(self.time) if self.time else None


@dataclass(frozen=True, slots=True)
class Group:
    """An item's opening and the lines under it, as far as the next one."""

    opening: Opening
    under: tuple[Line, ...]

    @property
    def lines(self) -> list[Line]:
        return [self.opening.line, *(line for line in self.under if line.words)]


@dataclass(frozen=True, slots=True)
class Item:
    """An item read. `clock` are its times; `passed` tells a break or the close, which are no items."""

    found: AgendaFound
    clock: tuple[str | None, str | None]
    passed: bool
    doubts: tuple[Doubt, ...] = ()
    until: str | None = None


def read(group: Group, columns: Columns, section: str | None, widest: int, known: Words | None = None) -> Item:
    """The item of a group of lines; `section` is what the heading above says its items are for, `known` what is told
    of it already."""
    words = known or Words()
    title, rest = _title_lines(words, group, columns, widest)
    read_title(words, title, columns)
    _below(words, rest, columns)
    clock = _clock(group.opening, words)
    minutes, doubts = _minutes(words, clock, group)
    found = AgendaFound(
        group.opening.number,
        words.title,
        words.disposition or section,
        span_of(group.lines),
        lead=words.lead,
        minutes=minutes,
        paper_ref=", ".join(dict.fromkeys(words.papers)) or None,
        ask="; ".join(words.notes)[:600] or None,
        milestones=codes_in(words.title),
    )
    bare = re.sub(rf"{SPAN}|{CLOCK}", "", words.title, flags=re.IGNORECASE).strip(" -–:.()")
    numbered_end = group.opening.number is not None and re.match("adjourn", bare, re.IGNORECASE)
    passed = (is_break(bare) and not numbered_end) or (group.opening.number is None and bool(CLOSE.fullmatch(bare)))
    return Item(found, clock, passed or not bare, tuple(doubts))


def is_break(words: str) -> bool:
    """Whether some words are a break, with its time or without: "Tea and coffee 11:00-11:10"."""
    bare = re.sub(rf"{SPAN}|{CLOCK}|\(.*?\)|\d+\s*min\w*", "", words, flags=re.IGNORECASE).strip(" -–:.*()")
    return bool(BREAK.fullmatch(bare))


def _title_lines(words: Words, group: Group, columns: Columns, widest: int) -> tuple[str, list[Line]]:
    """The item's title with the lines it is wrapped onto, and the lines left; its other cells are taken."""
    cells = [cell for cell in CELLS.split(group.opening.title.strip()) if cell.strip()]
    title = cells[0].strip() if cells else ""
    for cell in cells[1:]:
        if not take(words, cell, sure=columns.lead):
            title = f"{title} {cell.strip()}"
    rest = list(group.under)
    before = group.opening.line
    while rest:
        line = rest[0]
        if not line.words:
            if title:
                break
        elif not title:
            title = "" if _only_known(words, line) else line.words
        elif _goes_on(title, before, line, widest, len(cells) > 1):
            title = f"{title} {line.words}"
        else:
            break
        before = rest.pop(0)
    return title, rest


def _only_known(words: Words, line: Line) -> bool:
    """Whether a line before the title holds nothing but minutes or a time; they are taken."""
    bare = line.words.strip("()[] ")
    return bool(re.match(r"[\d(\[]", line.words)) and take(words, bare)


def _goes_on(title: str, before: Line, line: Line, widest: int, tabled: bool) -> bool:
    """Whether a line ends the title begun above it: in small letters, after an open end, with its paper, or wrapped."""
    words = line.words
    if PAPER.match(words.lstrip("–- ")) and re.match(r"[–&-]|and\b", words):
        return True
    dash = re.match(r"[–-]\s+(?P<who>.*?)\s*(?:[(\[][^()]*[)\]])?$", words)
    if dash and not re.match(r"[–-]\s", before.words) and people.introduced(dash["who"]):
        return True
    if BULLET.match(words) or ALONE.fullmatch(words) or re.match(r"to\s+[a-z]+\s+\w", words) or words[0] in "([":
        return False
    if re.match(r"[(\[]?\d+\s*(?:min|hour|h\b)", words):
        return False
    if words[0].islower():
        return True
    ended = re.search(r"(?:\bmins?|\bminutes|\))$", before.words) is not None
    full = not tabled and not ended and widest > 40 and len(before.words) >= 0.85 * widest
    return bool(OPEN_ENDED.search(title)) or (full and not people.leads(words, sure=True) and not PAPER.match(words))


def _below(words: Words, lines: Sequence[Line], columns: Columns) -> None:
    """Put what stands under the title where it belongs; what is not known is left out, save points and orders."""
    named: list[str] = []
    parts: list[str] = []
    written = [line for line in lines if line.words]
    for line in written:
        if _is_cells(words, line, columns):
            continue
        bare = BULLET.sub("", line.words) if BULLET.match(line.words) else line.words
        boxed = BRACKETS.fullmatch(bare)
        person = people.leads(boxed["in"] if boxed else bare, sure=columns.lead)
        person = person or (people.introduced(boxed["in"]) if boxed else None)
        person = person or (bare if line is written[0] and _is_of_a_body(bare) else None)
        if person and bare == line.words:
            (parts if boxed else named).append(person)
        elif boxed or not (take(words, bare, sure=columns.lead) or _taken_apart(words, bare, columns)):
            _note(words, line, bare, parts)
    if words.lead is None and named:
        words.lead = ", ".join(dict.fromkeys(named)) if columns.lead else named[0]
    elif words.lead is None and len(parts) == 1:
        # Several names below an item are the leads of its parts, and none of them is the lead of all of it.
        words.lead = parts[0]


def _is_of_a_body(words: str) -> bool:
    """Whether a line is a name with the body it comes from: "Gary Toms, Highways"."""
    name, comma, body = words.partition(", ")
    return bool(comma) and people.is_name(name) and people.introduced(words) == words and "," not in body


def _taken_apart(words: Words, line: str, columns: Columns) -> bool:
    """Whether a line below a title is known pieces with dashes between them: "Paper 2 - Ada Frost"; all are taken."""
    tried = Words()
    parts = DASH.split(line)
    if len(parts) < 2 or not all(take(tried, part, sure=columns.lead) for part in parts):
        return False
    merge(words, tried)
    return True


def _is_cells(words: Words, line: Line, columns: Columns) -> bool:
    """Whether a line below a wrapped title holds nothing but its other cells; they are taken."""
    if len(columns.order) < 2 or len(line.words.split()) < 2:
        return False
    tried = Words()
    rest = without_cells(tried, f"… {line.words}", columns)
    if rest != "…":
        return False
    merge(words, tried)
    return True


def _note(words: Words, line: Line, bare: str, parts: list[str]) -> None:
    ends = list(BRACKETS.finditer(bare))
    person = (people.leads(ends[-1]["in"]) or people.introduced(ends[-1]["in"])) if ends else None
    if person and ends[-1].end() == len(bare) and " " in person:
        parts.append(person)
    for paper in PAPER.finditer(bare):
        if (
            (paper["named"] or REF_ONLY.fullmatch(paper["ref"]))
            and (ref := paper_of(paper[0]))
            and re.search(r"\d", ref)
        ):
            words.papers.append(ref)
    order = re.match(r"(?:to|for)\s+([a-z]+)\b", bare, re.IGNORECASE)
    asked = FOR.search(bare) or REQUIRED.search(bare)
    if words.disposition is None and (asked or order):
        words.disposition = kind_of(asked["kinds"] if asked else order[1] if order else "")
    if BULLET.match(line.words) or order:
        words.notes.append(bare.rstrip(" ;"))
    elif words.notes and bare[0].islower():
        words.notes[-1] = f"{words.notes[-1]} {bare}"


def _clock(opening: Opening, words: Words) -> tuple[str | None, str | None]:
    """When an item begins and ends, as far as that is written."""
    found = dates.times(opening.time) if opening.time else None
    return found or words.clock or (opening.start or words.start, None)


def _minutes(words: Words, clock: tuple[str | None, str | None], group: Group) -> tuple[int | None, list[Doubt]]:
    """An item's minutes: its own words', else the clock's; a doubt where the two do not agree."""
    start, end = clock
    between = dates.minutes_between(start, end) if start and end else 0
    if words.minutes is None:
        return (between if between > 0 else None), []
    if between > 0 and words.minutes != between:
        what = f"“{words.title}” has {between} minutes by the clock and {words.minutes} by its own words."
        return words.minutes, [Doubt(what, span_of(group.lines))]
    return words.minutes, []
