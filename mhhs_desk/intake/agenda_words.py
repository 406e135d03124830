"""The words of one agenda item taken apart: each piece where it belongs, and what is none of them is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mhhs_desk.intake import dates, people
from mhhs_desk.intake.agenda_pieces import (
    ALONE,
    CLOCK,
    EMPTY,
    FOR,
    LIST,
    NAMED_PAPER,
    NOTHING,
    PAPER,
    PAPER_WORD,
    REF_ONLY,
    REFERENCE,
    SPAN,
    kind_of,
    minutes_of,
    paper_of,
)

AFTER_PAPER = re.compile(
    r"^(?:presented at the \w+|presentation|attached|to follow|enclosed|tabled|verbal)\b\s*", re.IGNORECASE
)
PREFIX = re.compile(
    r"^(?:(?P<kind>vote|decision|approval|ratification|discussion|information|info|noting|update)\s*[:–—-]\s+"
    r"|\[(?P<boxed>vote|decision|approval|discussion|information|noting)\]\s*)(?=\S)",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"^(?:to\s+)?(?P<kind>approval|approve|ratify|ratification|adoption|adopt|endorse|discuss|vote(?=\s+on\b))\b", re.I
)
ATTACHED = re.compile(
    r"\s*[(\[](?:the\s+)?(?:reports?|papers?|copy|copies|letter|minutes|draft)\s+"
    r"(?:attached|enclosed|to follow|herewith)[)\]]",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*[(\[](?P<in>[^()\[\]]{1,80})[)\]]")
DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s+|:\s+-\s+")


@dataclass(slots=True)
class Words:
    """What an item's words give. `notes` are the words under it that are none of these."""

    title: str = ""
    lead: str | None = None
    minutes: int | None = None
    clock: tuple[str, str] | None = None
    start: str | None = None
    disposition: str | None = None
    cells: bool = False
    papers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns after the title, in their order, that the heading over an agenda's items promises."""

    order: tuple[str, ...] = ()

    @property
    def lead(self) -> bool:
        return "lead" in self.order


HEADS = re.compile(
    r"(?P<title>(?:paper|agenda|item)\s+(?:title|topic)|agenda\s+item|item(?!\s+no)|title|topic|subject|objectives?"
    r"|what)\b"
    r"|(?P<lead>lead\(s\)|leads?|led\s+by|presenters?|presented\s+by|speakers?|owners?|who|sponsor|responsible)"
    r"|(?P<kind>(?:action|decision)\s+required|type|purpose|action|requirement|\bfor\b)"
    r"|(?P<time>timings?|times?|when|duration|mins|minutes)"
    r"|(?P<paper>(?:papers?|attachments?|documents?|enclosures?)(?:\s+(?:no|number|ref\w*)\b\.?)?)"
    r"|(?P<page>pages?)",
    re.IGNORECASE,
)


def columns_of(heading: str) -> Columns:
    """The columns that the words of a heading name, those after the last that gives a title."""
    order = [found.lastgroup or "" for found in HEADS.finditer(heading)]
    titles = [index for index, role in enumerate(order) if role == "title"]
    return Columns(tuple(order[titles[-1] + 1 :] if titles else order))


def take(found: Words, words: str, sure: bool = False) -> bool:
    """Put a piece of an item's words where it belongs; false where it is none of the known pieces."""
    text = words.strip(" ,;|")
    clock = dates.times(text) if re.fullmatch(SPAN, text.strip("()[] "), re.IGNORECASE) else None
    minutes, paper, lead = minutes_of(text), paper_of(text), people.leads(text, sure)
    kind = kind_of(text) if ALONE.fullmatch(text.strip("()[]. ")) else None
    if clock:
        found.clock = found.clock or clock
    elif re.fullmatch(CLOCK, text, re.IGNORECASE):
        found.start = found.start or dates.time(text)
    elif minutes is not None:
        found.minutes = minutes if found.minutes is None else found.minutes
    elif paper:
        found.papers.append(paper)
    elif kind:
        found.disposition = found.disposition or kind
    elif lead:
        found.lead = found.lead or lead
    else:
        return bool(NOTHING.fullmatch(text))
    return True


def read_title(found: Words, words: str, columns: Columns) -> None:
    """Take everything off an item's own words that is not its title."""
    text = without_cells(found, _prefixed(found, words), columns)
    before = None
    while text and text != before:
        before = text
        text = _without_brackets(found, text)
        text = _without_tail(found, text, columns)
        text = _without_paper(found, text, columns)
    text = ATTACHED.sub("", text)
    opened = OPENS.match(text) or re.match(r"to\s+(?P<kind>[a-z]+)\b", text, re.IGNORECASE)
    opened = opened or re.search(r"(?::|\s[–-])\s+to\s+(?P<kind>[a-z]+)\b", text)
    if opened and found.disposition is None:
        found.disposition = kind_of(opened["kind"])
    found.title = text.strip(" –—-:,;(") or words.strip()


def _prefixed(found: Words, words: str) -> str:
    text = re.sub(r"^\*\*(.*?)\*\*", r"\1", words.strip())
    text = re.sub(r"(?<=\d)\s+/\s+(?=\d)", "/", re.sub(r"(?<=\()\s+|\s+(?=\))", "", text))
    prefix = PREFIX.match(text)
    if prefix:
        found.disposition = found.disposition or kind_of(prefix["kind"] or prefix["boxed"])
        text = text[prefix.end() :]
    return text


def _without_brackets(found: Words, text: str) -> str:
    """A title without those brackets whose every part is known; "(NII)" after the words it is short for stays."""
    for boxed in reversed(list(re.finditer(rf"\s*\((?:(?:{PAPER_WORD}|[Rr]eport)\s+)?(?P<ref>{REFERENCE})\)", text))):
        found.papers.insert(0, boxed["ref"])
        text = (text[: boxed.start()] + text[boxed.end() :]).strip()
    for match in reversed(list(BRACKETS.finditer(text))):
        inside = [part for part in re.split(r"[,;]\s*|\s+[-–]\s+", match["in"]) if part.strip()]
        if _is_short_for(match["in"], text[: match.start()]) or not inside:
            continue
        tried = Words()
        names = people.leads(match["in"]) or people.introduced(match["in"])
        if names and (match.end() == len(text) or text[match.end() :].lstrip()[:1] in "-–—([,"):
            found.lead = found.lead or names
        elif re.fullmatch(rf"(?![\d]){NOTHING.pattern}", match["in"], re.IGNORECASE):
            pass
        elif all(take(tried, part) and not NOTHING.fullmatch(part.strip()) for part in inside):
            merge(found, tried)
        else:
            continue
        text = (text[: match.start()] + text[match.end() :]).strip()
    return text


def _is_short_for(inside: str, before: str) -> bool:
    """Whether a bracket holds the initials of the words before it."""
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,6}", inside):
        return False
    words = re.findall(r"[A-Za-z]+", before)[-len(inside) :]
    return "".join(word[0] for word in words).casefold() == inside.casefold()


def _without_tail(found: Words, text: str, columns: Columns) -> str:
    """A title without the piece that ends it: after a dash, or in a column that the heading promises."""
    dashes = list(DASH.finditer(text))
    if dashes and dashes[-1].start() > 0:
        head, tail = text[: dashes[-1].start()], text[dashes[-1].end() :]
        if take(found, tail, sure=columns.lead):
            return head
        if found.lead is None and (lead := people.introduced(tail)):
            found.lead = lead
            return head
    ends = re.search(
        rf"\s+(?P<time>{SPAN})$|\s+(?P<minutes>[(\[]?\d+(?:\.\d+)?\s*(?:mins?|minutes|hours?|h)[)\]]?)$", text, re.I
    )
    if ends and take(found, ends[0]):
        return text[: ends.start()]
    at = re.search(r"\s+(?P<at>(?:\d{1,2}:\d\d|(?:0?8|09|1\d)\.[0-5][05])(?:\s*[ap]\.?m\.?)?)$", text, re.IGNORECASE)
    if at and found.start is None:
        found.start = dates.time(at["at"])
        return text[: at.start()]
    asked = re.search(rf"[\s,;–-]+(?:{FOR.pattern})[.)]?$", text, re.IGNORECASE)
    if asked:
        found.disposition = found.disposition or kind_of(asked["kinds"])
        return text[: asked.start()]
    if found.lead is None:
        text, found.lead = people.trailing(text, columns.lead and not found.cells)
    return text


def without_cells(found: Words, text: str, columns: Columns) -> str:
    """A title without the cells of the columns after it, the last one first; any of them may be empty."""
    for role in reversed(columns.order):
        bare = re.sub(rf"\s+(?:{EMPTY})$", "", text, flags=re.IGNORECASE)
        rest = _without_cell(found, bare, role, columns.order[: columns.order.index(role)])
        if rest != bare:
            text, found.cells = rest, True
        elif bare != text and role != "page":
            text = bare
    return text


AFTER_CODE = re.compile(rf"^.*\s(?:{REFERENCE})\s+(?P<lead>[A-Z][\w.&'’/()-]*(?:\s+[\w.&'’/()-]+){{0,4}})$")


def _without_cell(found: Words, text: str, role: str, before: Sequence[str]) -> str:
    """A text without the cell of one column at its end; the same text where there is none."""
    if role == "lead":
        rest, lead = people.trailing(text, True)
        placed = AFTER_CODE.match(text) if lead is None and "paper" in before else None
        if placed:  # what stands between the code of its paper and the cells already taken
            rest, lead = text[: placed.start("lead")].rstrip(), placed["lead"]
        found.lead = found.lead or lead
        return rest
    pattern = {
        "kind": rf"\s+(?P<cell>(?:for\s+|to\s+)?(?:{LIST}))$",
        "time": rf"\s+(?P<cell>[(\[]?(?:{SPAN}|{CLOCK}|\d+(?:\.\d+)?\s*(?:mins?|minutes|hours?|m|h)\b)[)\]]?)$",
        "paper": rf"\s+(?P<cell>{NAMED_PAPER}|(?-i:{REFERENCE}|[A-Z]{{2,8}}\d{{2,4}}/[A-Z]))$",
        "page": r"\s+(?P<cell>\d{1,3}(?:\s*[-–]\s*\d{1,3})?)$",
    }.get(role)
    cell = re.search(pattern, text, re.IGNORECASE) if pattern else None
    if cell is None or (role == "kind" and not cell["cell"][0].isupper()):
        return text
    if role == "paper":
        found.papers.append(paper_of(cell["cell"]) or cell["cell"])
    elif role != "page":
        take(found, cell["cell"].strip("()[] "))
    return text[: cell.start()]


def _without_paper(found: Words, text: str, columns: Columns) -> str:
    """A title without the paper after it, and without what stands after that; a code that opens a title stays."""
    papers = [paper for paper in PAPER.finditer(text) if paper["named"] or REF_ONLY.fullmatch(paper["ref"])]
    for paper in papers:
        ref = paper_of(paper[0])
        if ref is None:
            continue
        # A change request is what the item is about: its code belongs to the title too.
        if paper.start() < 4 or ref.startswith("CR"):
            if ref not in found.papers:
                found.papers.append(ref)
            if paper["ref"] and "/" in ref and len(papers) == 1:
                return text[paper.end() :].strip(" –-:")
            continue
        rest = AFTER_PAPER.sub("", text[paper.end() :].strip(" ,;)–-"))
        known = not rest or take(found, rest, sure=True) or _more_papers(found, rest)
        if not known and not paper["named"]:
            continue
        found.papers.insert(0, ref) if ref not in found.papers else None
        if not known:
            found.notes.append(rest)
        return text[: paper.start()].rstrip(" ,;(–—-")
    return text


def _more_papers(found: Words, rest: str) -> bool:
    codes = [code for code in re.split(r"\s*(?:,|;|&|and)\s*", rest) if code]
    if not all(paper_of(code) for code in codes):
        return False
    found.papers.extend(code for word in codes if (code := paper_of(word)))
    return True


def merge(found: Words, other: Words) -> None:
    found.lead = found.lead or other.lead
    found.minutes = other.minutes if found.minutes is None else found.minutes
    found.clock = found.clock or other.clock
    found.start = found.start or other.start
    found.disposition = found.disposition or other.disposition
    found.papers.extend(other.papers)
