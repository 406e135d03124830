"""Answers in tables: a form, a collated list with a row an answer, or a web form's export with a row a respondent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mhhs_desk.domain.findings import Doubt, ResponseFound
from mhhs_desk.intake import answers
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.headers import columns, header_row, role_of

LONGEST_HEAD = 20
NO_HEAD: Mapping[str, str] = {}
UNFILLED = re.compile(r"\W*yes\s*(?:/|or)\s*no\b.{0,20}", re.IGNORECASE)
FOLLOW_UPS = {"rationale", "condition", "red_line", "evidence", "basis"}
WHO = {"organisation", "respondent", "address"}
REFERENCE = re.compile(r"^(?:agenda\s+)?(?:item|question|q)?\s*\.?\s*(\d{1,2})\s*[.):–-]\s*(?=\D)", re.IGNORECASE)
NUMBER = re.compile(r"(?:agenda\s+)?(?:item|question|q)\s*\.?\s*(?:no\.?\s*)?(\d{1,2}[a-z]?)\.?", re.IGNORECASE)
Found = tuple[list[ResponseFound], list[Doubt]]


def head_of(table: Table) -> dict[str, str]:
    """Who answers, from a table that is nothing but the head of a form; empty where it is another table."""
    head = _head(table, min(len(table.rows), LONGEST_HEAD))
    known = set(head) & (WHO | {"represents", "role", "confidential", "received"})
    return head if len(known) >= 2 and known & WHO and len(table.rows) <= LONGEST_HEAD else {}


def responses_of(table: Table, head: Mapping[str, str] = NO_HEAD) -> Found | None:
    """The answers of a sheet, with what a head in a table before it says; None where it is none of the three shapes."""
    where = header_row(table, lambda roles: "answer" in roles and bool(roles & {"item", "title"}))
    if where is not None:
        collated = bool(set(columns(table.rows[where])) & WHO)
        return _listed(table, where, {} if collated else {**head, **_head(table, where)})
    if head_of(table):
        return None
    where = next((index for index, row in enumerate(table.rows[:20]) if _is_export(row)), None)
    return _exported(table, where) if where is not None else None


def _is_export(row: tuple[str, ...]) -> bool:
    """A row of headings that names the respondent and holds questions, which no list of roles knows."""
    known = [role_of(cell) for cell in row]
    questions = [cell for cell, role in zip(row, known, strict=True) if cell and role is None]
    others = {"domain", "segment", "action", "owner"} & set(filter(None, known))
    wordy = [cell for cell in questions if len(cell.split()) >= 2]
    return bool(WHO & set(filter(None, known))) and bool(wordy) and not others


def _head(table: Table, below: int) -> dict[str, str]:
    """The head of a form: a name in one cell and what was filled in in the next one with words."""
    head: dict[str, str] = {}
    for row in table.rows[:below]:
        written = [cell for cell in row if cell]
        role = role_of(written[0]) if written else None
        if role and len(written) > 1:
            head.setdefault(role, written[1])
    return head


def _listed(table: Table, where: int, head: Mapping[str, str]) -> Found:
    """A row an answer. What the rows do not say of the respondent, the form's head does."""
    at = columns(table.rows[where])
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []
    if head.get("nil", "").lower() in ("yes", "y", "x", "true"):
        cells = {**head, "answer": "nil return"}
        _add(found, doubts, cells, table, where)
    for index in range(where + 1, len(table.rows)):
        row = table.rows[index]
        cells = dict(head) | {role: row[column] for role, column in at.items() if column < len(row) and row[column]}
        if UNFILLED.fullmatch(cells.get("answer", "")):
            cells.pop("answer")
        if cells.get("answer") or cells.get("rationale"):
            _add(found, doubts, cells, table, index)
    if not found:
        doubts.append(Doubt("The form has no answer filled in.", table.span(where)))
    return found, doubts


def _exported(table: Table, where: int) -> Found:
    """A row a respondent; a question's reason, condition and red line stand in the columns after it."""
    headings = table.rows[where]
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []
    roles = [role_of(heading) for heading in headings]
    first = next(index for index, (cell, role) in enumerate(zip(headings, roles, strict=True)) if cell and role is None)
    about = {role: index for index, role in enumerate(roles) if role and (role not in FOLLOW_UPS or index < first)}
    for index in range(where + 1, len(table.rows)):
        row = (*table.rows[index], *("" for _ in headings))
        who = {role: row[column] for role, column in about.items() if row[column]}
        cells: dict[str, str] = {}
        for heading, role, cell in zip(headings, roles, row, strict=False):
            if heading and role is None:
                _flush(found, doubts, {**who, **cells}, table, index)
                cells = _question(heading, cell)
            elif role in FOLLOW_UPS and cell and cells:
                cells.setdefault(role, cell)
        _flush(found, doubts, {**who, **cells}, table, index)
    return found, doubts


def _question(heading: str, cell: str) -> dict[str, str]:
    number = REFERENCE.match(heading)
    title = " ".join(heading[number.end() :].split()) if number else " ".join(heading.split())
    return {"title": title, "answer": cell} | ({"item": number[1]} if number else {})


def _flush(found: list[ResponseFound], doubts: list[Doubt], cells: dict[str, str], table: Table, row: int) -> None:
    if "title" in cells and (cells.get("answer") or cells.get("rationale")):
        _add(found, doubts, cells, table, row)


def _add(found: list[ResponseFound], doubts: list[Doubt], cells: Mapping[str, str], table: Table, row: int) -> None:
    """One answer from its cells, with the doubts about it."""
    span = table.span(row)
    words = cells.get("answer")
    read = answers.answer_of(words or "")
    rationale = cells.get("rationale")
    item, title = cells.get("item"), cells.get("title")
    named = NUMBER.fullmatch(item) if item else None
    item = named[1] if named else item
    number = REFERENCE.match(f"{item}.x" if item and item.strip().isdigit() else item or "")
    if number and item and not item.strip().isdigit():
        item, title = number[1], title or item[number.end() :]
    elif number:
        item = number[1]
    level, basis = answers.evidence_of(cells.get("evidence"))
    confidential = cells.get("confidential")
    consent, doubt = consent_of(cells.get("consent"), confidential)
    condition = cells.get("condition") or read.condition
    red_line = answers.red_line_of(cells.get("red_line"), condition or rationale)
    response = ResponseFound(
        cells.get("respondent"),
        cells.get("organisation") or cells.get("represents"),
        item or title,
        read.option,
        rationale,
        confidential,
        span,
        address=(cells.get("address") or "").lower() or None,
        condition=condition,
        red_line=red_line,
        consent=consent,
        sensitive="sensitiv" in (confidential or "").lower(),
        evidence=level,
        evidence_basis=cells.get("basis") or basis,
        recused=read.recused,
        received=_moment(cells.get("received")),
        answer=words,
        title=title if item else None,
        represents=cells.get("represents"),
        role=cells.get("role"),
    )
    found.append(response)
    if read.option is None and not read.recused:
        doubts.append(Doubt(answers.unclear(words), span))
    if doubt:
        doubts.append(Doubt(doubt, span))


def _moment(words: str | None) -> str | None:
    from mhhs_desk.intake import dates

    day = dates.day(words) if words else None
    clock = dates.time(words.split(day)[-1] if words and day and day in words else words or "") if day else None
    return f"{day}T{clock}" if day and clock else day


def consent_of(words: str | None, confidential: str | None) -> tuple[str | None, str | None]:
    """The consent a row gives, and a doubt where it is not settled. What is confidential is for the rep only."""
    kept = (confidential or "").strip().lower().rstrip(".")
    if kept.startswith(("yes", "y ", "part")) or kept == "y":
        doubt = f"Which part is confidential is not said; all of it is kept for the rep only (“{confidential}”)."
        return "rep", doubt if kept.startswith("part") else None
    consent = answers.consent_of(words)
    if words and consent is None:
        return "rep", f"How the answer may be shown is not clear from “{words}”; it is kept for the rep only."
    return consent, None
