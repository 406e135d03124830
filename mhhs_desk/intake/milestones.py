"""Milestones and activities of the plan: from the tables that change them and from the list of all codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import Doubt, MilestoneFound
from mhhs_desk.intake import dates
from mhhs_desk.intake.codes import NAMED_CODE, as_months
from mhhs_desk.intake.dates import MONTH, UNKNOWN
from mhhs_desk.intake.document import OPEN_ENDED, Line, Table, span_of
from mhhs_desk.intake.headers import DEEPEST_HEADER
from mhhs_desk.intake.plan_rows import Row
from mhhs_desk.intake.slides import Slide

AXIS = re.compile(rf"^(?:{MONTH}\s+){{11,}}{MONTH}$")
FEWEST_NAMES = 3
COLUMNS = {
    "code": r"(?:milestone|activity)?\s*(?:code|id|ref(?:erence)?|no|number|#)|milestone|activity",
    "name": r"(?:milestone\s+|activity\s+)?(?:name|description|title|activity)|milestone",
    "tier": r"(?:milestone\s+)?(?:tier|level|type|category)",
    "plan": r"(?:current\s+|original\s+|programme\s+)?(?:plan(?:ned)?|baseline(?:d)?|original|current)(?:\s+(?:plan"
    r"|baseline))?(?:\s+date)?",
    "proposed": r"(?:proposed|revised|new|forecast|replan(?:ned)?|expected)(?:\s+(?:plan|baseline|new))?(?:\s+date)?",
    "reason": r"reason(?:ing|s)?|rationale|justification|comments?|commentary|why",
}


def from_rows(rows: Sequence[Row]) -> list[MilestoneFound]:
    return [
        MilestoneFound(
            row.code,
            row.name,
            row.span,
            tier=row.tier,
            plan=as_months(row.plan_words),
            plan_words=row.plan_words,
            proposed=as_months(row.proposed_words),
            proposed_words=row.proposed_words,
            reason=row.reason,
        )
        for row in rows
    ]


def from_names(lines: Sequence[Line]) -> list[MilestoneFound]:
    """Every "CODE: name" of a text, several to a line too; a name goes on over wrapped lines."""
    found: list[MilestoneFound] = []
    for index, line in enumerate(lines):
        codes = list(NAMED_CODE.finditer(line.words))
        ends = [code.start() for code in codes[1:]] + [len(line.words)]
        for order, (code, end) in enumerate(zip(codes, ends, strict=False)):
            name = line.words[code.end() : end].strip()
            last = order == len(codes) - 1
            name, used = _whole_name(name, lines[index + 1 :]) if last and name else (name, 0)
            found.append(MilestoneFound(code[1], name or None, span_of(lines[index : index + 1 + used])))
    return found if len({milestone.code for milestone in found}) >= FEWEST_NAMES else []


def _whole_name(name: str, following: Sequence[Line]) -> tuple[str, int]:
    """A name with the lines it was wrapped onto, and how many those are."""
    used = 0
    for line in following[:2]:
        goes_on = bool(line.words) and (line.words[0].islower() or OPEN_ENDED.search(name) or _is_open(name))
        if not goes_on or NAMED_CODE.search(line.words):
            break
        name, used = f"{name} {line.words}", used + 1
    return name, used


def _is_open(name: str) -> bool:
    return name.count("(") > name.count(")")


def merged(
    tabled: Sequence[MilestoneFound], named: Sequence[MilestoneFound]
) -> tuple[list[MilestoneFound], list[Doubt]]:
    """Each code once, the tables' word first, with a doubt for each name that is missing or written in two ways."""
    doubts: list[Doubt] = []
    found: dict[str, MilestoneFound] = {}
    for milestone in [*tabled, *named]:
        first = found.setdefault(milestone.code, milestone)
        if first.name and milestone.name and _letters(first.name) != _letters(milestone.name):
            doubts.append(
                Doubt(f"{first.code} is named in two ways: “{first.name}” and “{milestone.name}”.", milestone.source)
            )
    for milestone in found.values():
        doubts += _doubts_of(milestone)
    return list(found.values()), doubts


def _doubts_of(milestone: MilestoneFound) -> list[Doubt]:
    doubts = []
    if milestone.name is None:
        doubts.append(Doubt(f"{milestone.code} has no name here.", milestone.source))
    for which, words in (("plan date", milestone.plan_words), ("proposed date", milestone.proposed_words)):
        if words and UNKNOWN.fullmatch(words):
            doubts.append(
                Doubt(f"{milestone.code}: the {which} is written “{words}”; no date is known.", milestone.source)
            )
    return doubts


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def chart_doubts(slides: Sequence[Slide], dated: frozenset[str]) -> list[Doubt]:
    """One doubt for a plan's chart whose bars did not come through as text."""
    for slide in slides:
        axis = next((line for line in slide.lines if AXIS.match(line.words)), None)
        names = {code[1] for line in slide.lines for code in NAMED_CODE.finditer(line.words)}
        if axis or ("plan" in slide.title.casefold() and len(names) >= 10 and names - dated):
            named = next((line.words for line in slide.all_lines if "plan" in line.words.casefold()), slide.title)
            what = f"The bars of the chart “{named}” did not come through as text: no dates were taken from it."
            return [Doubt(what, span_of([axis or slide.head]))]
    return []


def lost_columns(slides: Sequence[Slide]) -> list[Doubt]:
    """A doubt for each table of ticks under columns that can no longer be told apart."""
    doubts = []
    for slide in slides:
        lines = slide.all_lines
        for index, line in enumerate(lines):
            labels = re.findall(r"\b(?:Week|Month|Quarter|Phase|Wk|Q)\s*\d\b", line.words)
            following = [later.words for later in lines[index + 1 : index + 8]]
            ticked = [
                words.split()[0] for words in following if re.fullmatch(r"\S+(?:\s\S+)?\s+[Xx✓✔](?:\s[Xx✓✔])*", words)
            ]
            if len(labels) >= 3 and ticked:
                what = f"The table “{slide.title}” has lost its columns: which of {labels[0]} to {labels[-1]} is meant"
                doubts.append(Doubt(f"{what} for {', '.join(ticked)} is not known.", span_of([line])))
    return doubts


def of_table(table: Table) -> list[MilestoneFound]:
    """The milestones of a table with columns for the milestone and its plan's date, or a proposed one."""
    at: dict[str, int] = {}
    found: list[MilestoneFound] = []
    for index, row in enumerate(table.rows):
        if not at and index >= DEEPEST_HEADER:
            break
        heads = _columns(row) if index < DEEPEST_HEADER else {}
        if heads:
            at = heads
            continue
        cells = {name: " ".join(row[column].split()) for name, column in at.items() if column < len(row)}
        if cells.get("code") and (cells.get("plan") or cells.get("proposed")):
            found.append(_of_cells(cells, table, index))
    return found


def _columns(row: tuple[str, ...]) -> dict[str, int]:
    """The column of each role; none where the row does not head a table of milestones."""
    at: dict[str, int] = {}
    for index, heading in enumerate(row):
        words = re.sub(r"\s*\([^)]*\)", "", " ".join(heading.split())).strip(" :.")
        for role, pattern in COLUMNS.items():
            if words and role not in at and re.fullmatch(pattern, words, re.IGNORECASE):
                at[role] = index
                break
    if "code" not in at and "name" in at:
        at["code"] = at["name"]
    speaks = "milestone" in " ".join(row).casefold() or "proposed" in at
    return at if "code" in at and "plan" in at and speaks and len(at) >= 3 else {}


def _of_cells(cells: dict[str, str], table: Table, index: int) -> MilestoneFound:
    code, name = cells["code"], cells.get("name")
    both = re.match(r"([A-Z]{1,3}\d{1,2}[a-z]?)\b[\s:–-]+(.+)$", code)
    if both:
        code, name = both[1], both[2] if name == cells["code"] or not name else name
    plan, proposed = cells.get("plan") or None, cells.get("proposed") or None
    return MilestoneFound(
        code,
        name or None,
        table.span(index),
        tier=cells.get("tier") or None,
        plan=_months(plan),
        plan_words=plan,
        proposed=_months(proposed),
        proposed_words=proposed,
        reason=cells.get("reason") or None,
    )


def _months(words: str | None) -> str | None:
    """The month of a cell, of a whole date too."""
    day = dates.day(words) if words else None
    return day[:7] if day else as_months(words)
