"""Agendas in tables: the columns told by their headings, a row an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.findings import AgendaFound
from mhhs_desk.intake import agenda_items, agendas, dates, headers
from mhhs_desk.intake.agenda_items import Group, Item, Opening
from mhhs_desk.intake.agenda_pieces import EMPTY, FOR, REQUIRED, SPAN, kind_of, minutes_of, paper_of
from mhhs_desk.intake.agenda_words import Columns, Words, take
from mhhs_desk.intake.agendas import Listed
from mhhs_desk.intake.document import Line, Table

ROLES = {
    "number": r"(?:agenda\s+)?(?:item|agenda)(?:\s+(?:no|number|#))?|no|nr|number|#|ref|reference|id",
    "title": r"(?:(?:agenda|item|paper|report)\s+)?(?:title|topic|subject|description|name|heading)|agenda\s+items?"
    r"|(?:title|name|subject)\s+of\s+(?:the\s+)?(?:item|report|paper)"
    r"|discussion\s+topic|what|business|matter",
    "lead": r"(?:item\s+)?leads?(?:\s+by)?|led\s+by|presenters?|presented\s+by|speakers?|owners?|who|sponsor|by"
    r"|lead(?:/|\s+)(?:officer|director|presenter)|report(?:ing)?\s+(?:by|officer)|responsible|from|assignee",
    "time": r"times?|timings?|start(?:\s+time)?|when",
    "minutes": r"duration(?:\s+in\s+minutes)?|min(?:ute)?s|length|time\s+allotted|time\s+allocated",
    "paper": r"papers?(?:\s+(?:no|number|ref(?:erence)?))?|(?:attachments?|documents?|enclosures?)(?:\s+(?:no|number))?"
    r"|supporting\s+papers?|enc|att|format",
    "aim": r"(?:item\s+)?objectives?|aim|recommendations?|decision\s+sought"
    r"|outcome(?:\s+(?:sought|required))?|ask|notes?|comments?",
    "kind": r"purpose|type|for|action(?:\s+required)?|decision\s+required|requirement|item\s+type|status|category",
}
PATTERNS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in ROLES.items()}
OF_ITEMS = re.compile(r"\b(?:items?|agenda|topics?|titles?|subject|business)\b|^\W*(?:no|nr|#)?\W*$", re.IGNORECASE)
"""A heading that speaks of items; one without words, or of numbers alone, speaks of nothing else either."""
OTHERS = re.compile(
    r"steps?|stage|phase|activity"
    r"|due.*|deadline|target date|response|answer|rationale|respondent|organisation|company|risk.*|mitigation|progress"
    r"|plan(?:ned)? date|baseline.*|proposed.*|e-?mail.*|domain|segment|price.*|cost.*"
    r"|amount.*|quantity|qty|budget.*|value|units?|rate|telephone|phone",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"(?:item\s+)?(?P<number>[A-Z]?\d{1,3}(?:\.\d{1,2})?\s?\(?[a-h]?\)?|[IVX]{1,5})[.):]?", re.IGNORECASE
)
IN_TITLE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?[a-h]?)[.)]?\s+(?=\D)")
CLOCK_OF_FOUR = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\s*(?:hrs?|hours)?\b", re.IGNORECASE)
NOTHING = re.compile(rf"(?:{EMPTY}|—|none|(?:oral|verbal)\s+\w+|to be \w+)", re.IGNORECASE)
DEEPEST = 15


def of_table(table: Table) -> list[AgendaFound]:
    """The items of a table whose headings are those of an agenda; none where they are not."""
    return list(read(table).items)


def read(table: Table) -> Listed:
    """The same with the doubts and the times of the whole."""
    rows = list(enumerate(table.rows[:DEEPEST]))
    named = ((index, columns(row)) for index, row in rows)
    guessed = ((index, _unnamed(table, index, columns(row))) for index, row in rows if _may_head(row))
    for index, at in (*named, *guessed):
        if "title" not in at or not set(at) & {"lead", "time", "minutes", "paper", "kind", "aim"}:
            continue
        at = _unnamed(table, index, at)
        if not _is_of_items(table, index, at):
            return Listed()
        listed = agendas.told(_items(table, index, at))
        is_list = "kind" not in at or set(at) - {"number", "title", "kind"} or _speaks_of_agendas(table, at)
        return listed if is_list and (len(listed.items) >= 2 or (listed.items and "number" in at)) else Listed()
    return _without_headings(table)


def _is_of_items(table: Table, head: int, at: dict[str, int]) -> bool:
    """Whether a table with somebody to each row tells of items, not of steps, duties or risks."""
    if set(at) & {"minutes", "paper"} or ("kind" in at and _speaks_of_agendas(table, at)):
        return True
    times = _column(table.rows[head + 1 :], at["time"]) if "time" in at else []
    if any(dates.time(cell) or dates.times(cell) or minutes_of(cell) for cell in times):
        return True
    return any(OF_ITEMS.search(table.rows[head][at[role]]) for role in ("number", "title") if role in at)


def _may_head(row: tuple[str, ...]) -> bool:
    """Whether a row may head a table though none of its headings is that of the items."""
    written = [cell for cell in row if cell.strip()]
    return len(written) >= 2 and not any(re.search(r"\d", cell) for cell in written)


def _without_headings(table: Table) -> Listed:
    """The items of a table without headings: a number, the item, and cells that are leads and times in most rows."""
    if len(table.rows) < 3 or len(table.rows[0]) < 3 or not _are_numbers(_column(table.rows, 0)):
        return Listed()
    timed = 0
    for row in table.rows:
        words = Words()
        known = [take(words, piece, sure=True) for cell in row[2:] for piece in cell.split("\n") if piece.strip()]
        timed += all(known) and bool(words.clock or words.start or words.minutes)
    if timed < 0.6 * len(table.rows):
        return Listed()
    items = [_item(table, index, {"number": 0, "title": 1}, None) for index in range(len(table.rows))]
    return agendas.told([item for item in items if item])


def columns(row: tuple[str, ...]) -> dict[str, int]:
    """The column of each role; none where a heading belongs to another kind of table."""
    at: dict[str, int] = {}
    if {"answer", "rationale", "respondent", "address"} & set(headers.columns(row)):
        return {}
    for index, heading in enumerate(row):
        words = re.sub(r"\s*\([^)]*\)", "", " ".join(heading.split())).strip(" ?:*.")
        if OTHERS.fullmatch(words):
            return {}
        role = next((name for name, pattern in PATTERNS.items() if words and pattern.fullmatch(words)), None)
        # "No." and "Item" side by side are a number and its words.
        if role == "number" and "number" in at and "title" not in at:
            role = "title"
        if role:
            at.setdefault(role, index)
    return at


def _unnamed(table: Table, head: int, at: dict[str, int]) -> dict[str, int]:
    """The columns with those that have no heading: one of numbers is the items' number, the wordiest their title."""
    at = dict(at)
    below = table.rows[head + 1 :]
    unknown = [index for index in range(len(table.rows[head])) if index not in at.values()]
    numbers = [index for index in unknown if _are_numbers(_column(below, index))]
    called = table.rows[head][at["number"]] if "number" in at and "title" not in at else ""
    if re.search("item|agenda", called, re.IGNORECASE) and not _are_numbers(_column(below, at["number"])):
        at["title"] = at.pop("number")
    if "number" not in at and numbers:
        at["number"] = numbers[0]
    left = [index for index in unknown if index not in numbers]
    if "title" not in at and left and {"lead", "time", "paper"} & set(at) and "number" in at:
        at["title"] = max(left, key=lambda index: sum(map(len, _column(below, index))))
    return at


def _column(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index] for row in rows if index < len(row)]


def _are_numbers(cells: list[str]) -> bool:
    written = [cell for cell in cells if cell.strip()]
    return len(written) >= 2 and sum(bool(ORDER.fullmatch(cell.strip())) for cell in written) > 0.6 * len(written)


def _speaks_of_agendas(table: Table, at: dict[str, int]) -> bool:
    """Whether a column of states puts its rows on agendas: "Next meeting agenda items"."""
    cells = [row[at["kind"]] for row in table.rows if len(row) > at["kind"]]
    return sum("agenda" in cell.casefold() or bool(kind_of(cell)) for cell in cells) * 2 > len(cells)


def _items(table: Table, head: int, at: dict[str, int]) -> list[Item]:
    found: list[Item] = []
    section: str | None = None
    for index in range(head + 1, len(table.rows)):
        row = table.rows[index]
        written = [cell for cell in row if cell.strip()]
        if row == table.rows[head] or not written:
            continue
        if "number" in at and len(written) == 1 and not agenda_items.is_break(written[0]):
            section = agendas.section_of(written[0]) or section  # a heading across the table
            continue
        item = _item(table, index, at, section)
        if item:
            found.append(item)
    return found


def _item(table: Table, index: int, at: dict[str, int], section: str | None) -> Item | None:
    row = table.rows[index]
    cells = {role: row[column] for role, column in at.items() if column < len(row)}
    cells = {role: "" if NOTHING.fullmatch(cell.strip()) else cell for role, cell in cells.items()}
    title = cells.get("title", "").strip()
    if not title:
        return _passed(table, index, cells)
    place = table.span(index)
    words = _known(cells)
    if set(at) == {"number", "title"}:
        for piece in (piece for cell in row[2:] for piece in cell.split("\n") if piece.strip()):
            take(words, piece, sure=True)
    number = " ".join(cells.get("number", "").split()) or None
    numbered = IN_TITLE.match(title) if not number else None
    if numbered:
        number, title = numbered["number"], title[numbered.end() :]
    first, *under = (Line(line, place.line or 1, place.page) for line in title.split("\n"))
    group = Group(Opening(first, _number(number), first.text), tuple(under))
    item = agenda_items.read(group, Columns(), section, 0, words)
    return replace(item, found=replace(item.found, source=place))


def _number(written: str | None) -> str | None:
    found = ORDER.fullmatch(written) if written else None
    return re.sub(r"[\s()]", "", found["number"]) if found else written.rstrip(".)") if written else None


def _passed(table: Table, index: int, cells: dict[str, str]) -> Item | None:
    """A break across the table, whose time ends the item before it; None where the row is anything else."""
    named = next((cell for cell in table.rows[index] if cell and agenda_items.is_break(cell)), None)
    if named is None:
        return None
    words = _known({"time": cells.get("time") or named})
    found = AgendaFound(None, named, None, table.span(index))
    return Item(found, words.clock or (words.start, None), True)


def _known(cells: dict[str, str]) -> Words:
    """What the other cells of a row tell of its item."""
    words = Words()
    words.lead = ", ".join(" ".join(line.split()).strip(" ,") for line in cells.get("lead", "").split("\n")) or None
    aim = " ".join(cells.get("aim", "").split())
    words.disposition = kind_of(cells.get("kind", "")) or _aimed_at(aim)
    if len(aim.split()) > 2:
        words.notes.append(aim)
    paper = " ".join(cells.get("paper", "").split())
    parts = [part for part in re.split(r"\s*(?:[,;]|\band\b|&)\s*", paper) if part]
    words.papers += [ref for part in parts if (ref := paper_of(part) or (re.search(r"\d|^[A-Z]$", part) and part))]
    length = cells.get("minutes", "").strip()
    words.minutes = int(length) if length.isdigit() and len(length) < 4 else minutes_of(length)
    _timed(words, " ".join(cells.get("time", "").split()))
    return words


def _aimed_at(aim: str) -> str | None:
    """What an objective in words is for, by the verb it begins with or by what it asks for in so many words."""
    first = re.match(r"(?:to\s+|for\s+)?(?P<kinds>\w+)", aim, re.IGNORECASE)
    asked = FOR.search(aim) or REQUIRED.search(aim)
    return (kind_of(first["kinds"]) if first else None) or (kind_of(asked["kinds"]) if asked else None)


def _timed(words: Words, time: str) -> None:
    """The times of a row, and the minutes that may stand with them: "15.05 - 15.35 (30 mins)"."""
    span = re.search(SPAN, time, re.IGNORECASE)
    if span:
        words.clock = dates.times(span[0])
        time = time.replace(span[0], " ")
    for piece in re.split(r"[()]", CLOCK_OF_FOUR.sub(r"\1:\2", time)):
        if piece.strip():
            take(words, piece.strip())
