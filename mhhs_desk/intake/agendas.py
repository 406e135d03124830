"""Agendas written as a list: numbered and timed items, or headings with their minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mhhs_desk.domain.findings import AgendaFound, Doubt
from mhhs_desk.intake import dates
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import BULLET, Line, span_of
from mhhs_desk.intake.packs import DISPOSITIONS

HEADING = re.compile(r"(?:meeting\s+|draft\s+)?agenda(?:\s+items)?\s*:?", re.IGNORECASE)
OVER = re.compile(
    r"(?:attendees|attendance|apologies|present|members|date of (?:the )?next\b.*|next meeting\b.*"
    r"|minutes\b.*|meeting notes.*"
    r"|location details.*|papers?|voting members.*)\s*:?",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,2}[.:]\d\d(?:\s*[ap]\.?m\.?)?"
TIMED = re.compile(
    rf"^(?:(?P<number>\d{{1,2}})[).]?\s+|[•●○▪*-]\s*)?(?P<time>{_CLOCK}\s*(?:[-–]|to)\s*{_CLOCK})\s*(?:[-–]\s+)?(?P<title>.*)$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})?)[).:]?\s+(?P<title>[A-Z“\"].*)$")
MINUTES = re.compile(r"\s*[(\[]\s*(?P<minutes>\d{1,3})\s*(?:mins?|minutes)\.?\s*[)\]]\s*", re.IGNORECASE)
PAPER = re.compile(
    r"\s*[–-]?\s*\b(?:paper|attachment|document)s?\s+(?P<ref>[A-Z]{1,8}[\w()./-]*\d[\w()./-]*)", re.IGNORECASE
)
LEAD = re.compile(
    r"\s*\((?P<lead>[A-Z][a-z]+ [A-Z][\w’'-]+(?:(?:,| and| &) [A-Z][a-z]+ [A-Z][\w’'-]+)*|[A-Z]{2,5}|Chair|All)\)\s*$"
)
FOR = re.compile(
    r"\b(?:for|to)\s+(approval|approve|decision|decide|discussion|discuss|information|info|noting|note)\b",
    re.IGNORECASE,
)
VERBS = {"approve": "approval", "decide": "approval", "discuss": "discussion", "note": "information"}


def items_of(lines: Sequence[Line]) -> tuple[list[AgendaFound], list[Doubt]]:
    """The items under a heading "Agenda", and doubts where its own numbers do not agree."""
    begin = next((index for index, line in enumerate(lines) if HEADING.fullmatch(line.words)), None)
    if begin is None:
        return [], []
    body: list[Line] = []
    for line in lines[begin + 1 :]:
        if OVER.fullmatch(line.words):
            break
        body.append(line)
    for opens in (TIMED, NUMBERED, MINUTES):
        groups = _groups(body, opens)
        if len(groups) >= 2:
            found = [_item(group, opens) for group in groups]
            return [item for item, _ in found], [doubt for _, doubts in found for doubt in doubts] + _gaps(found)
    return [], [Doubt("There is an agenda, but its items could not be told apart.", span_of([lines[begin]]))]


def _groups(lines: Sequence[Line], opens: re.Pattern[str]) -> list[list[Line]]:
    """The lines of each item. Headings that give only their minutes are looked for on the agenda's own page."""
    groups: list[list[Line]] = []
    for line in lines:
        stamp = line.words.isupper() and len(line.words) > 8 and len(line.words.split()) == 1  # UNCLASSIFIED
        if not line.words or stamp or (opens is MINUTES and line.page != lines[0].page):
            continue
        if _opens(line, opens):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    return groups


def _opens(line: Line, opens: re.Pattern[str]) -> bool:
    if opens is MINUTES:
        found = MINUTES.search(line.words)
        return found is not None and found.start() > 0 and not BULLET.match(line.words)
    return bool(opens.match(line.words))


def _item(group: Sequence[Line], opens: re.Pattern[str]) -> tuple[AgendaFound, list[Doubt]]:
    first = opens.match(group[0].words)
    opened = first.groupdict() if first else {}
    title, lead = _title(opened.get("title", group[0].words) or "", group[1:])
    words = " ".join(line.words for line in group)
    stated = MINUTES.search(words)
    minutes = int(stated["minutes"]) if stated else None
    doubts: list[Doubt] = []
    span = span_of(group)
    clock = dates.times(opened.get("time") or "")
    if clock:
        between = dates.minutes_between(*clock)
        if minutes is not None and minutes != between and between > 0:
            doubts.append(Doubt(f"“{title}” has {between} minutes by the clock and {minutes} by its own words.", span))
        minutes = minutes if minutes is not None else between if between > 0 else None
    papers = ", ".join(dict.fromkeys(paper["ref"].rstrip(".,") for paper in PAPER.finditer(words)))
    asked = FOR.search(words)
    kind = asked[1].lower() if asked else ""
    disposition = VERBS.get(kind) or DISPOSITIONS.get(kind)
    number = opened.get("number")
    found = AgendaFound(
        number,
        title,
        disposition,
        span,
        lead=lead,
        minutes=minutes,
        paper_ref=papers or None,
        milestones=codes_in(title),
    )
    return found, doubts


def _title(written: str, following: Sequence[Line]) -> tuple[str, str | None]:
    """An item's title, from its own line or the next with words, without paper, minutes and lead; and its lead."""
    bare = MINUTES.sub(" ", written).strip()
    rest = [line.words for line in following]
    while not bare and rest:
        bare = MINUTES.sub(" ", rest.pop(0)).strip()
    while rest and rest[0][:1].islower():
        bare = f"{bare} {rest.pop(0)}"
    paper = PAPER.search(bare)
    if paper and paper.start() > 3:
        bare = bare[: paper.start()]
    below = [found["lead"] for line in rest if (found := LEAD.search(line)) and " " in found["lead"]]
    beside = LEAD.search(bare)
    bare = LEAD.sub("", bare)
    # Several names below an item are the leads of its parts, and none of them is the lead of all of it.
    lead = beside["lead"] if beside else below[0] if len(below) == 1 else None
    if bare.endswith(" Chair"):
        bare, lead = bare.removesuffix(" Chair"), "Chair"
    elif rest and rest[-1] == "Chair":
        lead = lead or "Chair"
    return FOR.sub("", bare).strip(" –-:,(") or written, lead


def _gaps(found: Sequence[tuple[AgendaFound, list[Doubt]]]) -> list[Doubt]:
    """A doubt for each number that does not follow the one before it."""
    doubts = []
    numbers = [(int(item.number), item) for item, _ in found if item.number and item.number.isdigit()]
    for (before, _), (number, item) in pairwise(numbers):
        if number != before + 1:
            doubts.append(Doubt(f"Item {number} follows item {before}: numbers may be missing or wrong.", item.source))
    return doubts
