"""Action logs in the lines of a text or PDF, whose columns are lost: rows that end in a status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.findings import ActionFound, Doubt
from mhhs_desk.intake import actions, dates, owed, people
from mhhs_desk.intake.document import OPEN_ENDED, Line, span_of
from mhhs_desk.intake.owed import DEADLINE, STATUS

TITLE = re.compile(r"\baction(?:s)?\s+(?:log|list|register|tracker)\b", re.IGNORECASE)
RAISED = re.compile(r"^(\d{1,2}/\d{1,2}/\d{2,4})\s+")
LEAD = re.compile(
    r"^(?P<topic>.+?)\s*[-–]\s*(?:with\s+.*?[-–]\s*)?(?:Leads?:?\s+(?P<lead>[A-Z][\w/]*(?:\s[A-Z]\w*)?)"
    r"|(?P<bare>[A-Z]{1,3}[a-z]?(?:/[A-Z]{1,3}[a-z]?)*))$"
)
COMPLETED = re.compile(r"(?:actions?\s+(?:completed|closed)|(?:completed|closed)\s+actions?)\b.*", re.IGNORECASE)


def of_lines(lines: Sequence[Line], near: str | None = None) -> tuple[list[ActionFound], list[Doubt]]:
    """The rows of a log in a text or PDF. What cannot be told to be a row or a heading is left out and doubted."""
    written = [line for line in lines if line.words]
    head = next((line for line in written[:8] if TITLE.search(line.words)), None)
    if head is None or actions.of_lists(lines, near):
        return [], []
    rows = _wrapped_status_joined(written[written.index(head) + 1 :])
    otherwise = next(
        (owed.bare(said["due"]) for line in rows[:6] if (said := actions.OTHERWISE.search(line.words))), None
    )
    rows = [line for line in rows if not actions.OTHERWISE.search(line.words)]
    found = [
        action if action.due_words or not otherwise else replace(action, due_words=otherwise)
        for action in _rows(rows, near)
    ]
    what = "The log's columns are lost: words, deadline and status of an action were told apart by their order."
    return found, [Doubt(what, span_of([head]))] if found else []


def _rows(rows: Sequence[Line], near: str | None) -> list[ActionFound]:
    """The actions of a log's lines, each under the lead that the heading above it names."""
    widest = max((len(line.words) for line in rows if not LEAD.match(line.words)), default=0)
    found: list[ActionFound] = []
    group: list[Line] = []
    lead: str | None = None
    for index, line in enumerate(rows):
        heading = _heading(line) if not group or not _goes_on(group, line, widest) else None
        if heading is not None or (group and not _goes_on(group, line, widest)):
            # Lines that lead to no status were a heading, and a heading without a lead ends the one before it.
            turned = bool(group) and line.page != group[-1].page
            group, lead = [], heading or (None if not turned else lead)
        if heading is not None or _is_stamp(line):
            continue
        group.append(line)
        if STATUS.search(line.words) and not _status_follows(rows, index):
            found.append(_of_group(group, lead, near))
            group = []
    return found


def _heading(line: Line) -> str | None:
    """Whom a heading names: its lead, or the office it is; empty for a heading of columns; None where it is none."""
    found = LEAD.match(line.words)
    if found and not STATUS.search(line.words):
        return found["lead"] or found["bare"]
    if people.OFFICE.fullmatch(line.words.strip(" :")):
        return line.words.strip(" :")
    return "" if COMPLETED.fullmatch(line.words) else None


def _is_stamp(line: Line) -> bool:
    return bool(re.fullmatch(r"UNCLASSIFIED|RESTRICTED|OFFICIAL|CONFIDENTIAL|PUBLIC|Page \d+.*|\d{1,3}", line.words))


def _status_follows(rows: Sequence[Line], index: int) -> bool:
    """Whether the next line holds this row's deadline and status: its own last word is a state by chance only."""
    return index + 1 < len(rows) and bool(_only_ends(rows[index + 1])) and not _only_ends(rows[index])


def _goes_on(group: Sequence[Line], line: Line, widest: int) -> bool:
    """Whether a line belongs to the row begun: a row that a date begins runs to its status, a full line runs on."""
    if RAISED.match(line.words) or COMPLETED.fullmatch(line.words):
        return False
    before = group[-1].words
    wrapped = bool(OPEN_ENDED.search(before)) or len(before) >= 0.7 * widest or line.words[0].islower()
    return wrapped or _is_open(group) or bool(RAISED.match(group[0].words)) or bool(_only_ends(line))


def _is_open(group: Sequence[Line]) -> bool:
    """Whether a row's words end in the middle: "publication commitments in respective the Pipeline and their Open"."""
    words = " ".join(line.words for line in group)
    return owed.doer(words) is not None and not re.search(r"[.)]$", words) and len(group) < 6


def _only_ends(line: Line) -> re.Match[str] | None:
    return re.fullmatch(rf"(?:(?:{owed.WHEN})\s+)?(?:{owed.STATES})", line.words, re.IGNORECASE)


def _wrapped_status_joined(lines: Sequence[Line]) -> list[Line]:
    """Put "Carried" and "forward", wrapped in a narrow column, back together."""
    joined: list[Line] = []
    for line in lines:
        if joined and line.words.lower() == "forward" and joined[-1].words.endswith("Carried"):
            joined[-1] = Line(joined[-1].words + " forward", joined[-1].number, joined[-1].page)
        else:
            joined.append(line)
    return joined


def _of_group(group: Sequence[Line], lead: str | None, near: str | None) -> ActionFound:
    text = " ".join(line.words for line in group)
    status = STATUS.search(text)
    assert status
    text = text[: status.start()].rstrip()
    raised = RAISED.match(text)
    text = text[raised.end() :] if raised else text
    due = DEADLINE.search(text) if raised else owed.BY.search(text)
    words = due["due"] if due else None
    if due and raised:
        text = text[: due.start()].rstrip()
    day = dates.day(words, near) if words else None
    return ActionFound(None, text, owed.doer(text) or lead, day, status[1], span_of(group), due_words=words)
