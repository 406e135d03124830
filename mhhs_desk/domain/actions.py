"""Actions: who owes what by when, and how "next PSG" becomes a day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span

NEXT_MEETING = re.compile(r"\bnext\s+(?:meeting|([A-Z]{3,5}))\b", re.IGNORECASE)


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


def follows_a_meeting(action: Action) -> bool:
    """Whether the action is due at the next meeting of a forum rather than on a day of its own."""
    return action.due is None and bool(action.due_words and NEXT_MEETING.search(action.due_words))


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
