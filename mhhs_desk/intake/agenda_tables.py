"""Agendas in tables: the columns told by their headings, a row an item."""

from __future__ import annotations

import re

from mhhs_desk.domain.findings import AgendaFound
from mhhs_desk.intake import agenda_items, headers
from mhhs_desk.intake.agenda_words import Columns, Words, kind_of, minutes_of, paper_of, read_title, take
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import Table

ROLES = {
    "number": r"(?:agenda\s+)?(?:item|agenda)(?:\s+(?:no|number|#))?|no|number|#|ref|reference|id",
    "title": r"(?:(?:agenda|item)\s+)?(?:title|topic|subject|description|name)|agenda\s+items?|discussion\s+topic|what",
    "lead": r"(?:item\s+)?leads?(?:\s+by)?|led\s+by|presenters?|presented\s+by|speakers?|owners?|who|sponsor|by",
    "time": r"times?|timings?|start(?:\s+time)?|when",
    "minutes": r"duration(?:\s+in\s+minutes)?|min(?:ute)?s|length|time\s+allotted|time\s+allocated",
    "paper": r"papers?(?:\s+(?:no|number|ref))?|attachments?|documents?|enclosures?|paper\s+reference"
    r"|supporting\s+papers?",
    "kind": r"purpose|type|for|action(?:\s+required)?|objective|requirement|outcome(?:\s+sought)?|item\s+type|status",
}
PATTERNS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in ROLES.items()}
OTHERS = re.compile(
    r"due.*|deadline|target date|response|answer|rationale|respondent|organisation|company|risk.*|mitigation|progress"
    r"|plan(?:ned)? date|baseline.*|proposed.*|e-?mail.*|domain|segment",
    re.IGNORECASE,
)
DEEPEST = 15


def of_table(table: Table) -> list[AgendaFound]:
    """The items of a table whose headings are those of an agenda; none where they are not."""
    for index, row in enumerate(table.rows[:DEEPEST]):
        at = columns(row)
        if at and (len(set(at) & {"lead", "time", "minutes", "paper", "kind"}) >= 1):
            found = [item for number in range(index + 1, len(table.rows)) if (item := _item(table, number, at))]
            is_list = "kind" not in at or set(at) - {"number", "title", "kind"} or _speaks_of_agendas(table, at)
            return found if is_list and (len(found) >= 2 or "number" in at) else []
    return []


def columns(row: tuple[str, ...]) -> dict[str, int]:
    """The column of each role; none where a heading belongs to another kind of table, or no column gives titles."""
    at: dict[str, int] = {}
    if {"answer", "rationale", "respondent", "address"} & set(headers.columns(row)):
        return {}
    for index, heading in enumerate(row):
        words = re.sub(r"\s*\([^)]*\)", "", " ".join(heading.split())).strip(" ?:*.")
        if OTHERS.fullmatch(words):
            return {}
        role = next((name for name, pattern in PATTERNS.items() if words and pattern.fullmatch(words)), None)
        if role:
            at.setdefault(role, index)
    if "title" not in at and "number" in at and re.search("item|agenda", row[at["number"]], re.IGNORECASE):
        at["title"] = at.pop("number")
    return at if "title" in at else {}


def _speaks_of_agendas(table: Table, at: dict[str, int]) -> bool:
    """Whether a column of states puts its rows on agendas: "Next meeting agenda items"."""
    cells = [row[at["kind"]] for row in table.rows if len(row) > at["kind"]]
    return sum("agenda" in cell.casefold() or bool(kind_of(cell)) for cell in cells) * 2 > len(cells)


def _item(table: Table, index: int, at: dict[str, int]) -> AgendaFound | None:
    row = table.rows[index]
    cells = {role: " ".join(row[column].split()) for role, column in at.items() if column < len(row)}
    title = cells.get("title", "")
    if not title or agenda_items.is_break(title):
        return None
    words = Words()
    number = cells.get("number") or None
    numbered = re.match(r"(\d{1,2}(?:\.\d{1,2})?[a-h]?)[.)]?\s+(?=\D)", title) if not number else None
    if numbered:
        number, title = numbered[1], title[numbered.end() :]
    words.lead = cells.get("lead") or None
    words.disposition = kind_of(cells.get("kind", ""))
    read_title(words, title, Columns())
    paper = cells.get("paper", "")
    papers = [code for part in re.split(r"[,;]\s*", paper) if (code := paper_of(part))]
    words.papers += papers or ([paper] if re.search(r"\d", paper) else [])
    _timed(words, cells)
    return AgendaFound(
        number.rstrip(".)") if number else None,
        words.title,
        words.disposition,
        table.span(index),
        lead=words.lead,
        minutes=words.minutes,
        paper_ref=", ".join(dict.fromkeys(words.papers)) or None,
        milestones=codes_in(words.title),
    )


def _timed(words: Words, cells: dict[str, str]) -> None:
    """The minutes of a row: of its own column, bare numbers too, or worked out from its times."""
    from mhhs_desk.intake.dates import minutes_between

    length = cells.get("minutes", "")
    words.minutes = minutes_of(length) if not length.isdigit() else int(length)
    for piece in re.split(r"[()\n]", cells.get("time", "")):
        if piece.strip():
            take(words, piece.strip())
    if words.minutes is None and words.clock:
        between = minutes_between(*words.clock)
        words.minutes = between if between > 0 else None
