"""Answers in tables: a form, a collated list with a row an answer, or a web form's export with a row a respondent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mhhs_desk.domain.findings import Doubt, ResponseFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import across, answers, column_roles, exports
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_shape import WHO, Export
from mhhs_desk.intake.headers import DEEPEST_HEADER, columns, role_of
from mhhs_desk.intake.questions import asked_in, asks_for_more

LONGEST_HEAD = 20
NOT_FILLED = "The form has no answer filled in."
NO_HEAD: Mapping[str, str] = {}
NO_COLUMNS: Mapping[str, int] = {}
HEAD = WHO | {
    "represents",
    "others",
    "count",
    "role",
    "segment",
    "confidential",
    "publish",
    "received",
    "consent",
    "nil",
}
"""What the head of a form says of who answers."""
PERSONAL = WHO | {"role", "segment", "represents", "confidential", "consent"}
REFERENCE = re.compile(r"^(?:agenda\s+)?(?:item|question|q)?\s*\.?\s*(\d{1,2})\s*[.):–-]\s*(?=\D)", re.IGNORECASE)
NUMBER = re.compile(r"(?:agenda\s+)?(?:item|question|q)\s*\.?\s*(?:no\.?\s*)?(\d{1,2}[a-z]?)\.?", re.IGNORECASE)
KEPT = re.compile(
    r"y(?:es)?\b|part(?:ly|ially)?\b|in part|some\b|(?:fully |strictly |all )?confidential|all of it|whole|entire|true",
    re.IGNORECASE,
)
OPEN = re.compile(r"\b(?:not|non|no|none|nothing|isn['’]t|without)\b", re.IGNORECASE)
INFORMS = re.compile(
    r"\b(?:faqs?|(?:date )?published|publication|topic|theme|(?:raised|asked) by|declared)\b", re.IGNORECASE
)
"""A heading of a list of questions that are answered for everybody."""
Found = tuple[list[ResponseFound], list[Doubt]]


def labels_of(table: Table) -> set[str]:
    """What a table asks of who answers, where it is the head of a form, filled in or not; else nothing."""
    labels = {role_of(first) for row in table.rows[:LONGEST_HEAD] if (first := next(filter(None, row), ""))}
    known = {role for role in labels if role in HEAD}
    return known if len(known) >= 2 and known & WHO else set()


def head_of(table: Table) -> dict[str, str]:
    """Who answers, from a table that is nothing but the head of a form; empty where it is another table."""
    head = _head(table, min(len(table.rows), LONGEST_HEAD))
    known = set(head) & HEAD
    return head if len(known) >= 2 and known & WHO and len(table.rows) <= LONGEST_HEAD else {}


def responses_of(table: Table, head: Mapping[str, str] = NO_HEAD) -> Found | None:
    """The answers of a sheet, with what a head in a table before it says; None where it is none of the three shapes."""
    known = bool(WHO & head.keys())
    where = next((at for at, row in enumerate(table.rows[:DEEPEST_HEADER]) if _heads_answers(row, known)), None)
    if where is not None:
        collated = bool(set(columns(table.rows[where])) & WHO)
        listed = _listed(table, where, {} if collated else {**head, **_head(table, where)})
        informs = not collated and not WHO & head.keys() and any(map(INFORMS.search, table.rows[where]))
        return None if informs or _only_informs(listed[0]) else listed
    if head_of(table):
        return None
    told = column_roles.listing_of(table)
    if told:
        return _listed(table, told[0], {}, told[1])
    names = across.matrix_of(table)
    if names is not None:
        return _matrix(table, names)
    export = exports.export_of(table)
    return _exported(table, export, head) if export else None


def _heads_answers(row: Sequence[str], known: bool) -> bool:
    """Whether a row heads a list of answers: first what is asked, then the answer ("Response", "No" says something)."""
    at = columns(row)
    if (known or WHO & at.keys()) and {"section", "rationale"} <= at.keys() and "answer" not in at:
        return True
    asked = min((at[role] for role in ("item", "title") if role in at), default=None)
    return asked is not None and asked < at.get("answer", -1)


def _head(table: Table, below: int) -> dict[str, str]:
    """The head of a form: a name in one cell and what was filled in in the next one with words."""
    head: dict[str, str] = {}
    for row in table.rows[:below]:
        for role, words in labelled(row).items():
            head.setdefault(role, words)
    return head


def labelled(row: tuple[str, ...]) -> dict[str, str]:
    """What a row says by its first cell's name: the next cell with words, or the box that is ticked."""
    written = [cell for cell in row if cell]
    if len(written) < 2:
        return {}
    ticks = [answers.ticked(cell).strip() for cell in written[1:] if answers.BOX.search(cell)]
    told = " ".join(filter(None, ticks)) if ticks else answers.PRINTED.sub("", answers.ticked(written[1]))
    role = role_of(written[0]) or (
        "confidential" if ticks and re.search(r"\bconfidential", told, re.IGNORECASE) else None
    )
    return {role: told} if role and answers.is_filled(told) else {}


def _only_informs(found: Sequence[ResponseFound]) -> bool:
    """Whether a list of questions and answers names nobody who gave them, and holds no choice."""
    return bool(found) and not any(one.organisation or one.respondent or one.option or one.recused for one in found)


def _listed(table: Table, where: int, head: Mapping[str, str], columns_told: Mapping[str, int] = NO_COLUMNS) -> Found:
    """A row an answer. What the rows do not say of the respondent, the form's head does."""
    at = dict(columns_told or columns(table.rows[where]))
    more = column_roles.answered_at(table, where).get("rationale") if "answer" in at and WHO & at.keys() else None
    if more is not None:
        at.setdefault("rationale", more)
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []
    if head.get("nil", "").lower() in ("yes", "y", "x", "true"):
        add(found, doubts, {**head, "answer": "nil return"}, table, where)
    told: list[tuple[int, dict[str, str]]] = []
    for index in range(where + 1, len(table.rows)):
        row = table.rows[index]
        cells = {role: row[column] for role, column in at.items() if column < len(row) and row[column]}
        cells = _with_name_above(cells, told)
        if "section" in at and "answer" not in at:
            cells["title"] = cells.pop("section", "")
            cells.pop("item", None)
        written = [cell for cell in row if cell]
        if told and len(written) > 1 and asks_for_more(written[0]):
            told[-1][1].setdefault("rationale", written[1])
        else:
            told.append((index, cells))
    for index, cells in told:
        add(found, doubts, {**head, **cells}, table, index)
    if not found:
        doubts.append(Doubt(NOT_FILLED, table.span(where)))
    return found, doubts


def _with_name_above(cells: dict[str, str], told: Sequence[tuple[int, dict[str, str]]]) -> dict[str, str]:
    """A row that names nobody goes on with the respondent above, unless that one has answered the same already."""
    asked = {role: cells[role] for role in ("item", "title") if role in cells}
    above = told[-1][1] if told else {}
    who = {role: above[role] for role in PERSONAL if role in above}
    if not asked or WHO & cells.keys() or not WHO & who.keys():
        return cells
    own = [before for _, before in told if all(before.get(role) == words for role, words in who.items())]
    again = any(all(before.get(role) == words for role, words in asked.items()) for before in own)
    return cells if again else {**who, **cells}


def _matrix(table: Table, where: int) -> Found:
    """A row a question, a column a respondent."""
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []
    for index, cells in across.answers_across(table, where):
        add(found, doubts, cells, table, index)
    return found, doubts


def _exported(table: Table, export: Export, head: Mapping[str, str]) -> Found:
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []
    for index, cells in exports.answers_of(table, export):
        add(found, doubts, cells if WHO & export.about.keys() else {**head, **cells}, table, index)
    return found, doubts


def add(found: list[ResponseFound], doubts: list[Doubt], cells: Mapping[str, str], table: Table, row: int) -> None:
    """Add the answer of a row by its cells; nothing where nobody filled it in."""
    add_at(found, doubts, cells, table.span(row))


def add_at(found: list[ResponseFound], doubts: list[Doubt], cells: Mapping[str, str], span: Span) -> None:
    """Add one answer by its cells, with the doubts about it; nothing where nobody filled it in."""
    words, rationale = (_filled(cells.get(role)) for role in ("answer", "rationale"))
    if not (words or rationale):
        return
    read = answers.answer_of(words or "")
    if words and not rationale:
        rationale = answers.parted(words)[1]
    elif words and rationale and answers.NIL_WORDS.fullmatch(rationale):
        rationale = None
    item, title = _named(cells)
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
        represents=cells.get("represents") or cells.get("others"),
        role=cells.get("role") or cells.get("segment"),
    )
    found.append(response)
    if read.option is None and not read.recused:
        doubts.append(Doubt(answers.unclear(words), span))
    if doubt:
        doubts.append(Doubt(doubt, span))


def _filled(words: str | None) -> str | None:
    """What somebody put into a cell; None for nothing, or for what was printed there."""
    told = answers.ticked(words).strip() if words else ""
    return told if answers.is_filled(told) else None


def _named(cells: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The number and the title of what is answered, whichever of its cells they stand in."""
    item, title = cells.get("item"), cells.get("title")
    asked = asked_in(title) if title and not item else None
    if asked and asked.number:
        return asked.number, asked.words or None
    named = NUMBER.fullmatch(item) if item else None
    item = named[1] if named else item
    number = REFERENCE.match(f"{item}.x" if item and item.strip().isdigit() else item or "")
    if number and item and not item.strip().isdigit():
        return number[1], title or item[number.end() :]
    return (number[1] if number else item), title


def _moment(words: str | None) -> str | None:
    from mhhs_desk.intake import dates

    day = dates.day(words) if words else None
    clock = dates.time(words.split(day)[-1] if words and day and day in words else words or "") if day else None
    return f"{day}T{clock}" if day and clock else day


def consent_of(words: str | None, confidential: str | None) -> tuple[str | None, str | None]:
    """The consent a row gives, and a doubt where it is not settled. What is confidential is for the rep only."""
    kept = (confidential or "").strip().lower().rstrip(".")
    if KEPT.match(kept) or ("confidential" in kept and not OPEN.search(kept)):
        doubt = (
            f"Which part is confidential is not said; all of it is kept for the rep only (“{confidential}”)."
            " Once it is filed, hold that part back with H, and say how the rest may be shown."
        )
        return "rep", doubt if kept.startswith(("part", "in part", "some")) else None
    if kept.startswith("anonymous"):
        return "kind", None
    consent = answers.consent_of(words)
    if words and consent is None:
        return "rep", f"How the answer may be shown is not clear from “{words}”; it is kept for the rep only."
    return consent, None
