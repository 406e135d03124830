"""Milestones and activities of the plan: from the tables that change them and from the list of all codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import Doubt, MilestoneFound
from mhhs_desk.intake import dates
from mhhs_desk.intake.codes import NAMED_CODE, as_months
from mhhs_desk.intake.dates import MONTH
from mhhs_desk.intake.document import OPEN_ENDED, Line, Table, span_of
from mhhs_desk.intake.headers import DEEPEST_HEADER
from mhhs_desk.intake.plan_rows import Row, rows_of
from mhhs_desk.intake.slides import Slide, slides

AXIS = re.compile(rf"^(?:{MONTH}\s+){{11,}}{MONTH}$")
FEWEST_NAMES = 3
TABLE_CODE = re.compile(
    r"(?P<code>[A-Z]\d-[A-Z]{1,5}-\d{1,5}[a-z]?|[A-Z]{1,4}-?\d{1,4}(?:\.\d{1,2}"
    r"|\.?[a-z])?)(?![\w-])(?:[\s:–—-]+(?P<name>.+))?$",
    re.DOTALL,
)
"""A code as it stands in a table's own column ("M15.2", "T3-TE-1200"), its name perhaps behind it."""
COLUMNS = {
    "code": r"(?:milestone|activity|plan|task|unique|programme)?\s*(?:code|id|ref(?:erence)?|no|number|#"
    r"|uid)|milestone|activity",
    "name": r"(?:milestone\s+|activity\s+|task\s+)?(?:name|description|title|activity|detail)"
    r"|milestone(?:\s*/\s*activity)?",
    "tier": r"(?:milestone\s+)?(?:tier|level|type|category)",
    "reason": r"reason(?:ing|s)?(?:\s+for\s+.*)?|rationale|justification|comments?|commentary|why|notes|impact",
}
PLAN = (
    re.compile(r"\b(?:current|approved|agreed|existing|live|rebaselined)\b", re.IGNORECASE),
    re.compile(r"\b(?:plan(?:ned)?|baselined?|ofgem)\b", re.IGNORECASE),
    re.compile(r"\b(?:original|previous|old|target|due|start)\b(?! time\b)", re.IGNORECASE),
    re.compile(r"(?:milestone\s+)?(?:date|when)", re.IGNORECASE),
)
PROPOSED = (
    re.compile(r"\bproposed\b", re.IGNORECASE),
    re.compile(r"\b(?:CR|MCR)\s?-?\d+\b(?!.*\bbaseline)", re.IGNORECASE),
    re.compile(r"\b(?:revised|new|re-?plan(?:ned)?|re-?baselined?|updated)\b", re.IGNORECASE),
    re.compile(r"\b(?:forecast|expected|latest|projected|outlook)\b", re.IGNORECASE),
)
"""What tells the date of the plan and the one that is to come, the most telling first."""
SECTION = re.compile(r"(?:tier|level)\s*\d", re.IGNORECASE)
"""A row that heads those of one tier."""
NOT_GIVEN = re.compile(r"n/?a|not applicable|[-–—]+|none|no change|unchanged", re.IGNORECASE)
NO_DATE = re.compile(
    r"\b(?:variance|difference|delta|change|movement|slip(?:page)?|float|rag|status|owner|lead|confidence"
    r"|by|days|weeks|impact"
    r"|reason(?:ing|s)?|rationale|comments?|description|name|title|tier|level|action)\b|^(?:actual"
    r"|milestone|activity)\b(?!.*\bdate\b)",
    re.IGNORECASE,
)


def from_rows(rows: Sequence[Row]) -> list[MilestoneFound]:
    return [
        MilestoneFound(
            row.code,
            row.name,
            row.span,
            tier=row.tier,
            plan=_months(row.plan_words),
            plan_words=row.plan_words,
            proposed=_months(row.proposed_words or row.forecast_words),
            proposed_words=row.proposed_words or row.forecast_words,
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
        known = milestone.plan if which == "plan date" else milestone.proposed
        if words and not known and not NOT_GIVEN.fullmatch(words):
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
    tier: str = table.sheet if table.sheet and SECTION.fullmatch(table.sheet.strip()) else ""
    found: list[MilestoneFound] = []
    for index, row in enumerate(table.rows):
        if not at and index >= DEEPEST_HEADER:
            break
        heads = _columns(row, table) if index < DEEPEST_HEADER else {}
        if heads:
            at = heads
            continue
        cells = {name: " ".join(row[column].split()) for name, column in at.items() if column < len(row)}
        written = [cell for cell in row if cell]
        if len(written) == 1 and SECTION.match(written[0]):
            tier = " ".join(written[0].split())
        if cells.get("code") and (cells.get("plan") or cells.get("proposed")):
            cells.setdefault("tier", tier)
            found.append(_of_cells(cells, table, index))
    return found


def as_in_lines(table: Table) -> bool:
    """Whether the bare lines of a plan's table tell all its dates: then what a slide says of them is told as well."""
    lines = [line for row in table.lines for line in row]
    rows = [row for slide in slides(lines) for row in rows_of(slide)]
    wanted, found = (
        {(one.code, one.plan, one.proposed) for one in told} for told in (of_table(table), from_rows(rows))
    )
    return bool(wanted) and wanted <= found and any(row.proposed_words for row in rows)


def _columns(row: tuple[str, ...], table: Table) -> dict[str, int]:
    """The column of each role; none where the row does not head a table of milestones."""
    words = [re.sub(r"\s*\([^)]*\)", "", " ".join(heading.split())).strip(" :.*") for heading in row]
    at: dict[str, int] = {}
    for role, telling in (("proposed", PROPOSED), ("plan", PLAN)):
        column = _telling(words, telling, set(at.values()))
        if column is not None:
            at[role] = column
    for index, heading in enumerate(words):
        fits = [name for name, form in COLUMNS.items() if name not in at and re.fullmatch(form, heading, re.IGNORECASE)]
        if heading and index not in at.values() and fits:
            at[fits[0]] = index
    if "code" not in at and "name" in at:
        at["code"] = at["name"]
    named = "milestone" in " ".join([table.sheet or "", *(cell for cell in row if "?" not in cell)]).casefold()
    speaks = named or ("proposed" in at and _has_codes(table, at.get("code", 0)))
    known = at if "code" in at and speaks and len(at) >= 3 else {}
    return known if "plan" in known or ("proposed" in known and _has_codes(table, known["code"])) else {}


def _telling(words: Sequence[str], telling: Sequence[re.Pattern[str]], taken: set[int]) -> int | None:
    """The column whose heading tells most of a date; of two that tell as much, one that says "date" or "end"."""
    for pattern in telling:
        fits = [
            index
            for index, heading in enumerate(words)
            if index not in taken
            and "?" not in heading
            and len(heading.split()) <= 8
            and pattern.search(heading)
            and not NO_DATE.search(heading)
            and (pattern is not telling[-1] or telling is not PLAN or pattern.fullmatch(heading))
        ]
        ends = [index for index in fits if not re.search(r"\bstart\b", words[index], re.IGNORECASE)]
        if fits:
            return (ends or fits)[0]
    return None


def _has_codes(table: Table, column: int) -> bool:
    return sum(bool(TABLE_CODE.match(row[column])) for row in table.rows[1:] if column < len(row)) >= 1


def _of_cells(cells: dict[str, str], table: Table, index: int) -> MilestoneFound:
    code, name = cells["code"], cells.get("name")
    both = TABLE_CODE.match(code)
    if both:
        code, name = both["code"], both["name"] if both["name"] and name in (None, "", cells["code"]) else name
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
    # "10-Oct-24", as planning programs write a day.
    plain = re.sub(r"\b(\d{1,2})[- ]([A-Za-z]{3,9})[- ](?:20)?(\d{2})\b", r"\1 \2 20\3", words) if words else None
    day = dates.day(plain) if plain else None
    return day[:7] if day else as_months(words)
