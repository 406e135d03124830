"""Actions: who owes what by when, and how "next PSG" becomes a day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span

CODE = r"(?!(?i:week|month|year|day|time|step|stage|phase|round|term|quarter|spring|autumn)S?\b)[A-Z]{3,6}"
FOLLOWED = re.compile(
    rf"(?i:\b(?P<which>next|following|this))\s+(?:(?P<code>{CODE})\b|(?i:(?:standing\s+)?meeting)\b"
    rf"(?:\s+(?i:of|at)\s+(?:(?i:the)\s+)?(?P<of>{CODE})\b)?)"
)
"""Words that mean a meeting rather than a day: next PSG, the following meeting, the next meeting of the DAG."""


class ActionStatus(StrEnum):
    OPEN = "open"
    IN_HAND = "in hand"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """One action. `due` is a date where one was given; otherwise `due_words` keeps the words found.

    One that is due at the next meeting of a forum is due at the first after `due_after`, or else after the meeting it
    was raised at. `member_id` is the member who owes it, where it is a member.
    """

    ref: str
    text: str
    owner: str | None = None
    forum_id: int | None = None
    meeting_id: int | None = None
    due: date | None = None
    due_words: str | None = None
    status: ActionStatus = ActionStatus.OPEN
    milestone: str | None = None
    item_id: int | None = None
    member_id: int | None = None
    due_after: int | None = None
    source_id: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate(Record):
    """A dated line about an action."""

    action_id: int
    day: date
    text: str


class Followed(NamedTuple):
    """The meeting that an action follows: this one or the next, of a forum by its code or of its own."""

    code: str | None
    this: bool


def followed(action: Action) -> Followed | None:
    """The meeting that an action is due at, where it is due at one rather than on a day of its own."""
    found = FOLLOWED.search(action.due_words or "") if action.due is None else None
    return Followed(found["code"] or found["of"], found["which"].casefold() == "this") if found else None


def follows_a_meeting(action: Action) -> bool:
    """Whether the action is due at the next meeting of a forum rather than on a day of its own."""
    return followed(action) is not None


def close(action: Action) -> Action:
    if action.status is ActionStatus.DONE:
        raise Refused("already done", action=action)
    return replace(action, status=ActionStatus.DONE)


def reopen(action: Action) -> Action:
    if action.status is not ActionStatus.DONE:
        raise Refused("not done", action=action)
    return replace(action, status=ActionStatus.OPEN)


def is_ours(action: Action, rep: str | None) -> bool:
    """Whether the seat owes it: the rep by name, the constituency, or its reps."""
    owner = (action.owner or "").casefold()
    return bool(owner) and (owner == (rep or "").casefold() or "constituen" in owner or owner == "us")
