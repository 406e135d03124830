"""Action logs: from a workbook's columns, or from the lines of a log whose rows end in a status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import ActionFound, Doubt
from mhhs_desk.intake import dates
from mhhs_desk.intake.document import OPEN_ENDED, Line, Table, span_of
from mhhs_desk.intake.headers import columns, header_row

TITLE = re.compile(r"\baction(?:s)?\s+(?:log|list|register|tracker)\b", re.IGNORECASE)
STATUS = re.compile(
    r"(?:^|\s)(New|Open|Ongoing|On track|Carried forward|Plan in place|Place in place|In progress|Completed?"
    r"|Done|Closed"
    r"|Overdue|Outstanding|On hold|Superseded)$",
    re.IGNORECASE,
)
DEADLINE = re.compile(
    r"(?:^|\s)(Ongoing|As soon as possible|ASAP|TBC|Next meeting|(?:(?:Early|Mid|Late|End)\s+)?(?:Spring"
    r"|Summer|Autumn|Winter"
    rf"|{dates.MONTH})(?:\s+20\d\d)?|\d{{1,2}}\s+{dates.MONTH}(?:\s+20\d\d)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})$",
    re.IGNORECASE,
)
RAISED = re.compile(r"^(\d{1,2}/\d{1,2}/\d{2,4})\s+")
BODIES = ("team", "teams", "officials", "members", "group", "board", "office", "leads", "representatives", "reps")
ORDERS = re.compile(
    r"(?:Ask|Advise|Invite|Tell|Remind|Encourage|Help|Get|Send|Write|Set|Add|Draw|Meet"
    r"|Meeting|Survey|Plan)\b"
)
LEAD = re.compile(r"^(?P<topic>.+?)\s*[-–]\s*(?:with\s+.*?[-–]\s*)?Lead\s+(?P<lead>[A-Z][\w/]*(?:\s[A-Z]\w*)?)$")


def of_table(table: Table) -> list[ActionFound]:
    """The actions of a sheet with columns for the action and its owner, its due date or its status."""
    where = header_row(table, lambda roles: "action" in roles and bool(roles & {"owner", "due", "status"}))
    if where is None:
        return []
    at = columns(table.rows[where])
    found = []
    for index in range(where + 1, len(table.rows)):
        cells = table.rows[index]

        def cell(role: str, cells: tuple[str, ...] = cells) -> str | None:
            return (cells[at[role]] or None) if role in at and at[role] < len(cells) else None

        text = cell("action")
        if text:
            due = cell("due")
            ref, owner, status = cell("ref") or cell("item"), cell("owner"), cell("status")
            day = dates.day(due) if due else None
            found.append(ActionFound(ref, text, owner, day, status, table.span(index), due_words=due))
    return found


def of_lines(lines: Sequence[Line]) -> tuple[list[ActionFound], list[Doubt]]:
    """The rows of a log in a text or PDF. What cannot be told to be a row or a heading is left out and doubted."""
    written = [line for line in lines if line.words]
    head = next((line for line in written[:8] if TITLE.search(line.words)), None)
    if head is None:
        return [], []
    rows = _wrapped_status_joined(written[written.index(head) + 1 :])
    widest = max((len(line.words) for line in rows if not LEAD.match(line.words)), default=0)
    found: list[ActionFound] = []
    group: list[Line] = []
    lead: str | None = None
    for line in rows:
        heading = LEAD.match(line.words)
        if heading or (group and not _goes_on(group, line, widest)):
            # Lines that lead to no status were a heading, and a heading without a lead ends the one before it.
            group, lead = [], None
        if heading:
            lead = heading["lead"]
            continue
        group.append(line)
        if STATUS.search(line.words):
            found.append(_of_group(group, lead))
            group = []
    what = "The log's columns are lost: words, deadline and status of an action were told apart by their order."
    return found, [Doubt(what, span_of([head]))] if found else []


def _goes_on(group: Sequence[Line], line: Line, widest: int) -> bool:
    """Whether a line belongs to the row begun: a row that a date begins runs to its status, a full line runs on."""
    if RAISED.match(line.words):
        return False
    before = group[-1].words
    wrapped = bool(OPEN_ENDED.search(before)) or len(before) >= 0.7 * widest or line.words[0].islower()
    return wrapped or bool(RAISED.match(group[0].words)) or bool(_only_ends(line))


def _only_ends(line: Line) -> re.Match[str] | None:
    return re.fullmatch(rf"(?:{DEADLINE.pattern[:-1]})?\s*{STATUS.pattern}", line.words, re.IGNORECASE)


def _wrapped_status_joined(lines: Sequence[Line]) -> list[Line]:
    """Put "Carried" and "forward", wrapped in a narrow column, back together."""
    joined: list[Line] = []
    for line in lines:
        if joined and line.words.lower() == "forward" and joined[-1].words.endswith("Carried"):
            joined[-1] = Line(joined[-1].words + " forward", joined[-1].number, joined[-1].page)
        else:
            joined.append(line)
    return joined


def _of_group(group: Sequence[Line], lead: str | None) -> ActionFound:
    text = " ".join(line.words for line in group)
    status = STATUS.search(text)
    assert status
    text = text[: status.start()].rstrip()
    raised = RAISED.match(text)
    text = text[raised.end() :] if raised else text
    due = DEADLINE.search(text) if raised else None
    words = due[1] if due else None
    text = text[: due.start()].rstrip() if due else text
    owner = _doer(text) or lead
    day = dates.day(words) if words else None
    return ActionFound(None, text, owner, day, status[1], span_of(group), due_words=words)


def _doer(text: str) -> str | None:
    """Who is to do it, where the words begin with a name: "Cabinet Office team to ...", not "Send letter to ..."."""
    begins = re.match(r"^(?:The\s+)?([A-Z][\w’'./&-]*(?:\s+[\w’'./&-]+){0,5}?)\s+(?:to|will)\s", text)
    if not begins or ORDERS.match(begins[1]):
        return None
    names = [word for word in begins[1].split() if word not in ("and", "of", "the", "for")]
    named = all(word[0].isupper() for word in names) or names[-1].lower() in BODIES
    return begins[1] if named else None
