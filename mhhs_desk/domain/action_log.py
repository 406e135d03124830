"""A log of actions as a workbook, which its writer and its reader share; and a log that came, told row by row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.proposals import Proposal, Sameness

COLUMNS = ("ref", "action", "owner", "forum", "raised", "due", "status", "updates", "milestone", "source")
"""The columns of the PMO's log, in order; their headings are these words."""
EDITED = ("action", "owner", "forum", "due", "status", "milestone")
"""The columns whose edits are taken back in; beside them, new lines among the updates."""
MARK = "mhhs-desk"
"""The heading of the hidden column that knows a row again: the action's identity, and what its cells said."""
LONGEST = 32_000
"""Characters that a cell holds."""
DAY_BESIDE = re.compile(r"\s*\(\d{1,2} [A-Z][a-z]{2} \d{4}\)$")
"""The day that is written after "Next PSG"."""
DATED = re.compile(r"^(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2} \d{4}: ")
"""The day before an update."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One action as a row of the log says it. `due` is a day where the action has one of its own."""

    ref: str
    action: str
    owner: str
    forum: str
    raised: str
    due: str | date
    status: str
    updates: tuple[str, ...]
    milestone: str
    source: str
    uid: str = ""

    def cells(self) -> dict[str, str]:
        """What the edited columns say, as they are read again."""
        due = self.due.isoformat() if isinstance(self.due, date) else self.due
        return {name: cell(due if name == "due" else getattr(self, name)) for name in EDITED}

    @property
    def mark(self) -> str:
        return f"{self.uid} {' '.join(digest(told) for told in self.cells().values())}"


@dataclass(frozen=True, slots=True)
class LogBook:
    """What is written: the lines, a title for the foot of the page, the name of the sheet and the day it is made.

    With `known_again` each row carries in a hidden column what it is known by when the log comes back.
    """

    lines: tuple[LogLine, ...]
    title: str
    sheet: str
    made: date
    known_again: bool = True


def cell(text: str) -> str:
    """A text as one line of a cell, as it is read again."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST].rstrip()


def digest(told: str) -> str:
    """A few letters that tell whether a cell was edited."""
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def edits(mark: str, cells: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The identity in a mark, and the columns that say otherwise than they did; all of them where it is no mark."""
    uid, *was = mark.split() or [""]
    if len(was) != len(EDITED):
        return "", EDITED
    return uid, tuple(name for name, told in zip(EDITED, was, strict=True) if digest(cell(cells.get(name, ""))) != told)


# A log that came


class RowState(StrEnum):
    """What a row of a log is to the record."""

    NEW = "new"
    CHANGED = "changed"
    CLOSED = "closed there, open here"
    GONE = "gone from the log"
    OLDER = "older than the record"
    SAME = "the same"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of a log against the record: what it proposes, the action it is of, and each field from what to what.

    One that is gone from the log has no proposal.
    """

    state: RowState
    proposal: Proposal | None = None
    action: Action | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def id(self) -> tuple[str, int]:
        """What names the row: its proposal, or the action that is gone."""
        return ("row", self.proposal.id) if self.proposal else ("gone", self.action.id if self.action else 0)

    @property
    def doubts(self) -> tuple[str, ...]:
        return self.proposal.doubts if self.proposal else ()

    @property
    def wanted(self) -> bool:
        """Whether the row is taken unless the rep says otherwise: nothing doubtful, older or gone is."""
        return self.state in (RowState.NEW, RowState.CHANGED, RowState.CLOSED, RowState.SAME) and not self.doubts


def rows_of(proposals: Iterable[Proposal], actions: Iterable[Action], forums: Iterable[int | None]) -> list[LogRow]:
    """The rows of a log by what they are to the record, and the open actions of its forums that it does not have."""
    known, of_forums = {action.id: action for action in actions}, set(forums)
    rows = [_row(proposal, known.get(proposal.of or 0)) for proposal in proposals]
    met = {row.action.id for row in rows if row.action}
    gone = [
        LogRow(RowState.GONE, action=action)
        for action in known.values()
        if action.id not in met and action.status is not ActionStatus.DONE and action.forum_id in of_forums
    ]
    return sorted([*rows, *gone], key=lambda row: list(RowState).index(row.state))


def _row(proposal: Proposal, action: Action | None) -> LogRow:
    changes = {name: (before, after) for name, (before, after) in (proposal.facts.get("changes") or {}).items()}
    if proposal.sameness is Sameness.NEW or action is None:
        return LogRow(RowState.NEW, proposal, None)
    if proposal.sameness is Sameness.SAME:
        return LogRow(RowState.SAME, proposal, action)
    if proposal.sameness is Sameness.OLDER:
        return LogRow(RowState.OLDER, proposal, action)
    closed = changes.get("status", ("", ""))[1] == ActionStatus.DONE.value
    return LogRow(RowState.CLOSED if closed else RowState.CHANGED, proposal, action, changes)
