"""Action logs in tables: the columns told by their headings and cells, a row an action; and those beside minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.action_log import DAY_BESIDE
from mhhs_desk.domain.actions import FOLLOWED, ActionStatus
from mhhs_desk.domain.findings import ActionFound, Findings
from mhhs_desk.intake import dates, owed, own_log, states
from mhhs_desk.intake.action_lines import RAISED
from mhhs_desk.intake.agenda_pieces import ALONE
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.headers import DEEPEST_HEADER, columns, role_of

HEAD = re.compile(r"\W*(?:\w+\s+){0,2}(?:action|task)", re.IGNORECASE)
LOG_OF = re.compile(r"\bactions?(?:\s+(?:points?|items?))?\s+(?:log|list|register|tracker)\b", re.IGNORECASE)
REFERENCE = re.compile(r"(?:.*\b)?(?:number|no|ref(?:erence)?|id)\W*", re.IGNORECASE | re.DOTALL)
DUE = re.compile(r"(?:due|target|required|needed|complete)\s+(?:on|by|in|for|date)\b.{0,20}", re.IGNORECASE)
DESCRIBED = re.compile(r"(?:description|details?|issue)(?:\s+of\s+.*)?", re.IGNORECASE)
NUMBER = re.compile(r"[A-Z]{0,5}[-./ ]?\d{1,4}(?:[./-]\d{1,3})?[a-z]?[.)]?")
FORUM = re.compile(r"forum|governance group", re.IGNORECASE)
ACTIONS = re.compile(r"actions?(?:\s+(?:points?|by|for))?\W*", re.IGNORECASE)
MINUTED = re.compile(r"(?:discussion|minutes?|notes|summary|details?|key points)\b.*|agenda items?|item", re.IGNORECASE)
OF_STEPS = re.compile(
    r"(?:process\s+)?(?:steps?|stage|phase)(?:\s+(?:no|number|#))?|accountable"
    r"|risk(?:\s+(?:id|ref|no|description))?|likelihood|probability|mitigations?\b.*"
)
"""Headings of processes, duties and risks."""
STARTS = re.compile(r"(?:planned\s+)?starts?(?:\s+date)?")
LOOKED_AT = 50
_STATE = r"(?:completed|closed|open|outstanding|ongoing)"
SECTION = re.compile(
    rf"(?:actions?\s*[-–:]?\s*(?P<after>{_STATE})|(?P<before>{_STATE})(?:\s+actions?)?)\b.{{0,40}}", re.IGNORECASE
)
"""The heading of the actions that stand alike, across a table or as the name of a sheet."""
STANDING = re.compile(
    r"(?:(?:current|latest|present)\s+)?(?:position|status|progress|state|update)(?:\s+.{1,30})?|outcome", re.IGNORECASE
)
MOST_STATES = 0.6
BROKEN = re.compile(r"(?<=[A-Za-z\d][-/])\s(?=\w+$)")
"""Where a narrow column parts a reference: "DAG24- 02"."""


def is_log(findings: Findings) -> bool:
    """Whether a file is a log of actions by its heading: the day there is its own, and not that of a meeting."""
    others = findings.agenda or findings.decisions or findings.milestones or findings.responses
    return bool(findings.actions and not others and LOG_OF.search(heading(findings)))


def heading(findings: Findings) -> str:
    """The words by which a file names its meeting."""
    return findings.meeting.source.text if findings.meeting and findings.meeting.source else ""


def of_table(table: Table, near: str | None = None) -> list[ActionFound]:
    """The actions of a sheet with columns for the action and its owner, its due date or its status; tables may follow
    one another in it, and what stands under "Completed actions" without a status of its own is completed."""
    ours = own_log.of_table(table)
    if ours is not None:
        return ours
    found: list[ActionFound] = []
    at: dict[str, int] = {}
    section = whole = _section(table.sheet or "")
    for index, cells in enumerate(table.rows):
        if not at and index >= DEEPEST_HEADER:
            break
        # A long sheet is told row by row: only a row that may head a table is looked at as one.
        heads = (
            _headings(cells) if not at or HEAD.match(cells[at["action"]] if at["action"] < len(cells) else "") else {}
        )
        written = [cell for cell in cells if cell] if len(cells) < 40 else list(cells)
        if "action" in heads and set(heads) & {"owner", "due", "status"}:
            if _are_purposes(table, index, heads["action"]) or _are_steps(table, index, heads):
                return []
            at = _stated(table, index, _numbered(table, index, heads))
        elif len(written) == 1:
            section = _section(written[0]) or whole
        elif at:
            action = _of_cells(table, index, at, near)
            if action:
                found.append(_in_section(action, section))
    return found


def _section(words: str) -> str | None:
    """How the actions under a heading stand, where it says so."""
    found = SECTION.fullmatch(words.strip())
    return (found["after"] or found["before"]).capitalize() if found else None


def _in_section(action: ActionFound, section: str | None) -> ActionFound:
    """An action as its section says: what is closed stays so whatever its update tells, short of another state."""
    closed = states.status_of(section) is ActionStatus.DONE and states.status_of(action.status) is None
    return replace(action, status=section if closed else action.status or section)


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """The columns of a log; beside an owner and a due date, a description is that of an action."""
    cells = [cell if role_of(cell) or not role_of("".join(cell.split())) else "".join(cell.split()) for cell in cells]
    heads = columns(cells)
    by = next((index for index, cell in enumerate(cells) if cell.strip(" .:").casefold() == "by"), None)
    if by is not None and len({"owner", "due"} & set(heads)) == 1:
        heads |= {"due" if "owner" in heads else "owner": by}
    late = next((index for index, cell in enumerate(cells) if DUE.fullmatch(cell.strip(" .:"))), None)
    if late is not None and late not in heads.values():
        heads.setdefault("due", late)
    if "action" not in heads and {"owner", "due"} <= set(heads):
        described = next((index for index, cell in enumerate(cells) if DESCRIBED.fullmatch(cell.strip())), None)
        if described is None and {"item", "status"} <= set(heads):
            described = heads.pop("item")
        return heads if described is None else heads | {"action": described}
    free = [index for index in range(len(cells)) if index not in heads.values()]
    group = next((index for index in free if FORUM.fullmatch(cells[index].strip(" .:"))), None)
    heads = heads if group is None else heads | {"forum": group}
    called = next((index for index in free if REFERENCE.fullmatch(cells[index])), None)
    return heads if called is None or "ref" in heads else heads | {"ref": called}


def _stated(table: Table, head: int, at: dict[str, int]) -> dict[str, int]:
    """The columns with the one that says how an action stands, by its heading or by the states in most of its cells."""
    if "status" in at:
        return at
    headings = [" ".join(cell.split()).strip(" ?:.") for cell in table.rows[head]]
    taken = {at[role] for role in ("action", "owner", "due", "ref") if role in at}
    free = [index for index in range(len(headings)) if index not in taken]
    named = [index for index in free if STANDING.fullmatch(headings[index])]
    named = named or [index for index in free if _are_states(_column(table, head, index))]
    return at | {"status": named[0]} if named else at


def _are_states(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(states.status_of(cell) is not None for cell in cells) > MOST_STATES * len(cells)


def _numbered(table: Table, head: int, at: dict[str, int]) -> dict[str, int]:
    """The columns with one of references: a first one without a heading, or one called "Action" before the words."""
    called = _column(table, head, at["action"])
    worded = next((index for index, cell in enumerate(table.rows[head]) if DESCRIBED.fullmatch(cell.strip())), None)
    if worded is not None and called and all(NUMBER.fullmatch(cell) for cell in called):
        return at | {"ref": at["action"], "action": worded}
    first = _column(table, head, 0)
    named = {"ref", "item"} & set(at) or table.rows[head][0].strip()
    numbers = bool(first) and all(NUMBER.fullmatch(cell) for cell in first)
    return at if named or not numbers else at | {"ref": 0}


def _column(table: Table, head: int, index: int) -> list[str]:
    cells = (row[index].strip() for row in table.rows[head + 1 : head + LOOKED_AT] if index < len(row))
    return [cell for cell in cells if cell]


def _are_purposes(table: Table, head: int, column: int) -> bool:
    """Whether the column "Action" of an agenda says what its items are for: approval, information."""
    cells = [row[column].strip(" .") for row in table.rows[head + 1 : head + LOOKED_AT] if column < len(row)]
    written = [cell for cell in cells if cell.strip("-–")]
    return bool(written) and sum(bool(ALONE.fullmatch(cell)) for cell in written) > 0.6 * len(written)


def _are_steps(table: Table, head: int, heads: dict[str, int]) -> bool:
    """Whether a table tells of steps, of duties, of a plan or of dependencies: what stands in it is nobody's action."""
    headings = [cell.strip(" .:").casefold() for cell in table.rows[head]]
    if any(OF_STEPS.fullmatch(cell) for cell in headings) or any(map(STARTS.fullmatch, headings)):
        return True
    if not any(HEAD.search(cell) for cell in headings):
        told = _column(table, head, heads["action"])
        if 2 * sum(owed.is_order(cell) for cell in told) < len(told):
            return True
    if HEAD.match(headings[heads["action"]]) or {"status", "ref"} & set(heads):
        return False
    due = _column(table, head, heads["due"]) if "due" in heads else []
    return 2 * sum(bool(re.match(owed.WHEN, cell, re.IGNORECASE)) for cell in due) <= len(due)


def _of_cells(table: Table, index: int, at: dict[str, int], near: str | None) -> ActionFound | None:
    cells = table.rows[index]
    role = {name: " ".join(cells[column].split()) for name, column in at.items() if column < len(cells)}
    text = role.get("action")
    if not text or re.fullmatch(r"none|n/?a|-|no actions?.{0,30}", text, re.IGNORECASE):
        return None
    due, owner = _unbroken(role.get("due", "")) or None, role.get("owner") or None
    said = owed.BY.search(text) if not due else None
    due = said["due"] if said else due
    beside = due and DAY_BESIDE.sub("", due)
    due = beside if beside and FOLLOWED.fullmatch(beside) else due
    day = dates.day(due, near) if due else None
    ref = RAISED.sub("", f"{BROKEN.sub('', role.get('ref', ''))} ").strip() or role.get("item") or None
    return ActionFound(
        ref, text, owner or owed.doer(text), day, role.get("status") or None, table.span(index), due_words=due,
        forum=role.get("forum") or None,
    )  # fmt: skip


def beside(table: Table) -> list[ActionFound]:
    """The actions of minutes in a table: what the column beside the discussion says somebody is to do."""
    for head, row in enumerate(table.rows[:DEEPEST_HEADER]):
        column = next((index for index, cell in enumerate(row) if ACTIONS.fullmatch(cell.strip())), None)
        if column is not None and any(MINUTED.fullmatch(cell.strip()) for cell in row):
            below = range(head + 1, len(table.rows))
            return [
                owed.told(words, None, table.span(index), None)
                for index in below
                for words in _duties("".join(table.rows[index][column : column + 1]))
            ]
    return []


def _duties(cell: str) -> list[str]:
    """Each of the duties in a cell: it begins with whoever is to do it, and may run on over lines."""
    duties: list[str] = []
    for line in cell.split("\n"):
        if owed.doer(line.strip()):
            duties.append(line.strip())
        elif duties:
            duties[-1] = f"{duties[-1]} {line.strip()}".rstrip()
    return duties


def _unbroken(due: str) -> str:
    """A due date that a narrow column has parted, put back together: "21/06/202 3"."""
    joined = "".join(due.split())
    return joined if not dates.day(due) and re.fullmatch(r"[\d/.-]+", joined) and dates.day(joined) else due
