"""What opens the items of an agenda written as a list: numbers, times or minutes, as long as they rise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mhhs_desk.intake.agenda_items import Group, Opening
from mhhs_desk.intake.agenda_pieces import CLOCK, SPAN
from mhhs_desk.intake.document import BULLET, Line

TIMED = re.compile(
    rf"^(?:(?P<number>\d{{1,2}}[a-h]?)[).]?\s+|[•●○▪*-]\s*)?(?P<time>{SPAN})\s*(?:[-–—|:]\s*)?"
    r"(?:(?P<after>\d{1,2}(?:\.\d{1,2})?)[).]?\s+(?=[A-Z]))?(?P<title>.*)$",
    re.IGNORECASE,
)
STARTS = re.compile(
    rf"^(?:[•●*-]\s*)?(?P<time>{CLOCK})\s+(?:[-–—"
    rf"|]\s*)?(?:(?P<after>\d{{1,2}}(?:\.\d{{1,2}})?)[).]?\s+)?(?P<title>[A-Z\"'“‘].*)$"
)
NUMBERED = re.compile(
    r"^(?:(?i:agenda\s+)?(?i:item)\s+(?i:no\.?\s*)?)?(?!\d{1,2}(?:st|nd|rd|th)?\s+(?i:jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec)\w*\s+(?:20)?\d\d)(?P<number>\d{1,2}(?:\.\d{1,2})?(?:\s?\(?[a-h]\)?)?|[A-H]\d{1,2}|\d{2,4}/\d{2,3})"
    r"(?:\s*[).:]\s*|\s+[-–—]\s+|\s+(?=[A-Z“\"‘'(]))(?P<title>[A-Z“\"‘'\[(*].*|[a-z].{3,}|\d{3,5}[A-Z]?\s*[-–:]\s*[A-Z].*)$"
)
ROMAN = re.compile(r"^(?P<number>[IVX]{1,5})\.\s+(?P<title>[A-Z].*)$")
ALONE_NUMBER = re.compile(r"^(?:(?i:item)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})?[a-h]?)[.):]?(?P<title>)$")
MINUTES = re.compile(r"\s*[(\[]\s*(?P<minutes>\d{1,3})\s*(?:mins?|minutes)\.?\s*[)\]]\s*", re.IGNORECASE)
HIGHEST_JUMP = 3
LETTERED = re.compile(r"(?P<part>[A-H])(?P<number>\d{1,2})")
FIRST = ("1", "01", "I", "A1")
Way = Callable[[Line], Opening | None]


def grouped(body: Sequence[Line], way: Way) -> list[Group]:
    """The lines of each item, as long as numbers and times rise; where they begin again, the agenda is over."""
    openings = [(index, found) for index, line in enumerate(body) if line.words and (found := way(line))]
    kept: list[tuple[int, Opening]] = []
    end = len(body)
    ones = [index for index, found in openings if found.number in FIRST]
    for index, found in openings:
        if not kept and ones and index < ones[0]:
            continue
        if not kept and not ones and found.number and found.number[0] in "ABCDEFGH":
            continue  # the code of something else
        if kept and _begins_again(kept, found):
            end = index
            break
        if not kept or _follows(kept, found):
            kept.append((index, found))
    ends = [index for index, _ in kept[1:]] + [end]
    return [Group(found, tuple(body[index + 1 : stop])) for (index, found), stop in zip(kept, ends, strict=False)]


def _begins_again(kept: Sequence[tuple[int, Opening]], found: Opening) -> bool:
    if found.number in FIRST and any(known.number == found.number for _, known in kept):
        return True
    before = next((known.start for _, known in reversed(kept) if known.start), None)
    return bool(before and found.start and found.start < before)


def _follows(kept: Sequence[tuple[int, Opening]], found: Opening) -> bool:
    """Whether an opening's number may come after those before it: 5 after 4, 4.2 after 4.1, 4a after 4."""
    if found.number is None or found.time:
        return True
    before = next((known.number for _, known in reversed(kept) if known.number), None)
    if before is None:
        return True
    last_part, part = LETTERED.fullmatch(before), LETTERED.fullmatch(found.number)
    if last_part or part:
        return bool(last_part and part and _next_lettered(last_part, part))
    if found.number.isalpha() or before.isalpha():
        return found.number.isalpha() == before.isalpha()
    main, sub = _rank(found.number)
    last, last_sub = _rank(before)
    if main == last:
        return sub > last_sub and sub - last_sub <= HIGHEST_JUMP
    return last < main <= last + HIGHEST_JUMP and sub <= 1


def _next_lettered(before: re.Match[str], found: re.Match[str]) -> bool:
    """Whether A2 may come after A1, or B1 after any of these."""
    if before["part"] == found["part"]:
        return 0 < int(found["number"]) - int(before["number"]) <= HIGHEST_JUMP
    return ord(found["part"]) == ord(before["part"]) + 1 and found["number"] == "1"


def _rank(number: str) -> tuple[int, int]:
    within = re.fullmatch(r"\d{2,4}/(\d{2,3})", number)
    if within:  # "19/04": the fourth of 2019
        return int(within[1]), 0
    found = re.match(r"(\d+)(?:\.(\d+)|\s?\(?([a-h]))?", number)
    if not found:
        return 0, 0
    return int(found[1]), int(found[2]) if found[2] else "abcdefgh".index(found[3]) + 1 if found[3] else 0


def by_time(line: Line) -> Opening | None:
    text = line.text.strip()
    found = TIMED.match(text) or STARTS.match(text)
    if not found:
        return None
    part = found.groupdict()
    return Opening(line, part.get("number") or part["after"], part["title"], part["time"])


def by_number(line: Line) -> Opening | None:
    text = re.sub(r"^(?:\*\*|[-*]\s+(?=\d))", "", line.text.strip())
    found = NUMBERED.match(text) or ROMAN.match(text) or ALONE_NUMBER.match(text)
    return Opening(line, re.sub(r"[\s()]", "", found["number"]), found["title"]) if found else None


def by_minutes(line: Line) -> Opening | None:
    found = MINUTES.search(line.words)
    if found is None or found.start() == 0 or BULLET.match(line.words):
        return None
    return Opening(line, None, line.text.strip())
