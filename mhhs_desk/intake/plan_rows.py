"""Rows of a milestone table that has lost its columns: tier, name, the plan's date, the proposed one, what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.codes import CODE, date_cells
from mhhs_desk.intake.dates import MONTH
from mhhs_desk.intake.document import BULLET, Line, Table, span_of
from mhhs_desk.intake.slides import Slide

TIER = re.compile(
    r"\s*(Programme,?\s+(?:milestone,?\s+)?not\s+(?:a\s+)?Level\s*1|Programme\s+(?:activity|milestone)"
    r"|Level\s*\d(?:\s+milestone)?)\b",
    re.IGNORECASE,
)
TIER_BEHIND = re.compile(
    rf"\b((?:Level|Tier)\s*\d(?:\s*\([^)]*\))?|(?<=\s)[TL]\d)\s+(?=\d{{1,2}}[ /-]|\d{{4}}-|{MONTH}\b"
    rf"|TB[CD]\b)",
    re.IGNORECASE,
)
"""A tier that stands behind the name, before the dates."""
ROW = re.compile(rf"^\s*({CODE}(?:\.\d{{1,2}})?|[A-Z]\d-[A-Z]{{1,5}}-\d{{1,5}})(?=\s|$)(?!\s*:)")
WHOLE_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH}[ -](?:20)?\d\d\b|\b\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d\b"
    rf"|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
ENDS_IN_MONTH = re.compile(rf"{MONTH}[-\s'’]*$")
FORECASTS = re.compile(r"\b(?:forecast|latest|expected|re-?plan\w*|updated|new date|cr\s?\d+)\b")
"""What a heading calls a second date that nobody is asked to agree to."""
MARK = re.compile(r"\b(?:for\s+(information|info|approval|decision|discussion|noting))\s*\.?\s*$", re.IGNORECASE)
DUE = re.compile(
    r"(?:\bdue(?:\s+date)?\s*:?\s*)?\b((?:by\s+)?(?:the\s+)?next\s+(?:PSG|DAG|CCAG|[A-Z]{3,5}|meeting)|ongoing|ASAP"
    r"|as soon as possible)\s*\.?\s*$",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"(?:^|(?<=[.!?])\s+)((?:In order to|To |Please|Can you|Could you|Put|Ask|Check|Consult|Provide|Confirm"
    r"|Send|Nominate"
    r"|Review|Assess|Support|Start|Prepare|Identify|Tell|Give|Agree|Engage|Encourage)\b.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `request` is what its constituents are asked to do, where the table is one of actions.

    A forecast is a second date that nobody is asked to agree to; `lost` names what the table's headings promise and the
    row's words do not give.
    """

    code: str
    span: Span
    tier: str | None
    name: str | None
    plan_words: str | None
    proposed_words: str | None
    reason: str | None
    mark: str | None
    request: str | None
    due_words: str | None
    lost: str | None
    forecast_words: str | None = None


def asks(table: Table) -> bool:
    """Whether a plan's table says of its rows what the group is to do with them."""
    heading = " ".join(table.rows[0]).casefold()
    marked = any(MARK.search(cell) for row in table.rows[1:] for cell in row)
    return "milestone" in heading and (marked or "action" in heading)


def rows_of(slide: Slide) -> list[Row]:
    """The rows of a slide's milestone table; none where the slide has no such table."""
    starts = [index for index, line in enumerate(slide.lines) if ROW.match(line.words)]
    if not starts:
        return []
    heading = " ".join([slide.title, *(line.words for line in slide.lines[: starts[0]])]).casefold()
    if "milestone" not in heading and "plan date" not in heading and "code" not in heading:
        return []
    # A line of a row's own words may begin with a code ("M5 and M9"): a row has a date.
    starts = [start for start, end in _pieces(slide, starts) if _cells(_words(slide.lines[start:end]))]
    rows = [_row(slide.lines[start:end], heading) for start, end in _pieces(slide, starts)]
    return [row for row in rows if row]


def _pieces(slide: Slide, starts: list[int]) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], len(slide.lines)], strict=False))


def _words(lines: Sequence[Line]) -> str:
    return " ".join(line.words for line in lines if line.words)


def _row(lines: Sequence[Line], heading: str) -> Row | None:
    code = ROW.match(lines[0].words)
    assert code
    text = _words(lines)[code.end() :]
    tier = TIER.match(text)
    behind = None if tier else TIER_BEHIND.search(text)
    begins = tier.end() if tier else 0
    cells = [cell for cell in _cells(text) if cell.start() >= (behind.end() if behind else begins)]
    if not cells:
        return None
    plan = cells[0]
    proposes = "propos" in heading or "revis" in heading
    proposed = _proposed(text, plan, cells, lines) if proposes else None
    forecast = _proposed(text, plan, cells, lines) if not proposes and FORECASTS.search(heading) else None
    tier = tier or behind
    mark, due = MARK.search(text), DUE.search(text)
    rest = text[(proposed or plan).end() : mark.start() if mark else due.start() if due else len(text)].strip()
    acts = "action" in heading
    request = _request(rest, lines) if acts else None
    return Row(
        code[1],
        span_of(lines),
        " ".join(tier[1].split()) if tier else None,
        " ".join(text[begins : behind.start() if behind else plan.start()].split()) or None,
        plan[0],
        proposed[0] if proposed else None,
        rest or None if proposed else None,
        mark[1].lower() if mark else None,
        request,
        due[1] if due and acts else None,
        "proposed date" if proposes and not proposed else "action" if acts and not request else None,
        forecast[0] if forecast else None,
    )


def _cells(text: str) -> list[re.Match[str]]:
    """Every date of a row in its order: whole days, months, and "TBC"."""
    plain = TIER_BEHIND.sub(lambda found: " " * len(found[0]), text)
    # "Oct-21 Jan-22" are two months: the number before the second belongs to the first.
    days = [day for day in WHOLE_DAY.finditer(plain) if not ENDS_IN_MONTH.search(plain[: day.start()])]
    others = (
        cell
        for cell in date_cells(plain)
        if not any(day.start() < cell.end() and cell.start() < day.end() for day in days)
    )
    return sorted([*days, *others], key=lambda cell: cell.start())


def _proposed(
    text: str, plan: re.Match[str], cells: list[re.Match[str]], lines: Sequence[Line]
) -> re.Match[str] | None:
    """The second date: the one beside the first, or else the first that has a line to itself."""
    later = [cell for cell in cells if cell.start() >= plan.end()]
    beside = [cell for cell in later if not text[plan.end() : cell.start()].strip(" -–|")]
    alone = {line.words.strip(" .") for line in lines}
    return next(iter([*beside, *(cell for cell in later if cell[0] in alone)]), None) or next(
        (cell for cell in later if re.fullmatch(r"[A-Z][a-z]{2}-\d\d|TB[CD]", cell[0])), None
    )


def _request(rest: str, lines: Sequence[Line]) -> str | None:
    """What is asked: the row's bullets, or its words from the first sentence that asks."""
    bullets = [index for index, line in enumerate(lines) if BULLET.match(line.words)]
    if bullets:
        words = " ".join(BULLET.sub("", line.words) for line in lines[bullets[0] :] if line.words)
        return DUE.sub("", words).strip() or None
    asked = REQUEST.search(rest)
    return " ".join(asked[1].split()) if asked else None
