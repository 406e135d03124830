"""Readiness: the gates of a meeting, each with the facts that explain it and the items it looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate, follows_a_meeting, is_ours
from mhhs_desk.domain.coverage import HEARD
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.meetings import Attending
from mhhs_desk.domain.positions import refuse_strength, uncited
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.view import ItemView, View

LEAST_NOTICE = 2
"""Working days a member should have had to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSetting(Record):
    """What the rep set of a gate: whether it is asked at all, and its limit. A gate without one is as it was made."""

    code: str
    asked: bool = True
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: its code, whether it is met, the figures behind it, and the items where it is not."""

    code: str
    met: bool
    facts: dict[str, Any] = field(default_factory=dict)
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the gates need beside the view: the Inbox, the updates of actions, and the hash that was last printed."""

    waiting: int
    updates: tuple[ActionUpdate, ...]
    printed: str | None


def gates(own: View, beside: Beside, today: date) -> tuple[Gate, ...]:
    """Every gate of a meeting, in the order a rep goes through them."""
    return (
        _papers_read(own),
        Gate("inbox", beside.waiting == 0, {"waiting": beside.waiting}),
        _asked(own),
        _coverage(own),
        _positions(own),
        _strength(own),
        _cited(own),
        _actions(own, beside.updates, today),
        _attending(own),
        Gate("printed", beside.printed == own.digest(), {"ever": beside.printed is not None}),
    )


def _gate_over(code: str, items: Iterable[ItemView], bad: Iterable[ItemView], **facts: Any) -> Gate:
    looked, found = list(items), list(bad)
    done = len(looked) - len(found)
    return Gate(
        code,
        bool(looked) and not found,
        {"done": done, "of": len(looked), "numbers": tuple(view.item.number for view in found), **facts},
        tuple(view.item.id for view in found),
    )


def _papers_read(own: View) -> Gate:
    return _gate_over("read", own.items, (view for view in own.items if view.item.read_on is None))


def _asked(own: View) -> Gate:
    first = min((call.sent_on for call in own.calls if not call.reminder), default=None)
    met = first is not None and (own.notice is None or own.notice >= LEAST_NOTICE)
    return Gate("asked", met, {"on": first, "notice": own.notice, "least": LEAST_NOTICE})


def _coverage(own: View) -> Gate:
    """At least half of the members are heard on every item that asks for approval."""
    few = [
        view for view in _approvals(own)
        if 2 * sum(view.tally.states[state] for state in HEARD) < view.tally.total
    ]  # fmt: skip
    return Gate(
        "coverage",
        bool(own.items) and own.heard_count > 0 and not few,
        {
            "heard": own.heard_count,
            "of": own.member_count,
            "numbers": tuple(view.item.number for view in few),
            "never": tuple(member.name for member in own.never_heard),
        },
        tuple(view.item.id for view in few),
    )


def _approvals(own: View) -> list[ItemView]:
    return [view for view in own.items if view.item.disposition is Disposition.APPROVAL]


def _positions(own: View) -> Gate:
    approvals = _approvals(own)
    return _gate_over(
        "positions", approvals, (view for view in approvals if not (view.position and view.position.is_set))
    )


def strength_refusal(view: ItemView) -> Refused | None:
    """Why the tally does not bear the strength that a position claims; None where it does."""
    position = view.position
    if position is None or position.strength is None:
        return None
    try:
        answers = [answer.feedback for answer in view.answers]
        refuse_strength(position.strength, position.option, answers, view.tally)
    except Refused as refusal:
        return refusal
    return None


def _strength(own: View) -> Gate:
    claimed = [view for view in own.items if view.position and view.position.strength]
    refused = [view for view in claimed if strength_refusal(view)]
    return Gate(
        "strength",
        not refused,
        {"of": len(claimed), "done": len(claimed) - len(refused), "numbers": tuple(v.item.number for v in refused)},
        tuple(view.item.id for view in refused),
    )


def _cited(own: View) -> Gate:
    """Every sentence of every position has its evidence; the facts name each that has not."""
    bare = [
        (view.item.number, part, number)
        for view in own.items
        if view.position
        for part, number, _ in uncited(view.position)
    ]
    where = tuple(dict.fromkeys(view.item.id for view in own.items if view.position and uncited(view.position)))
    return Gate("cited", not bare, {"bare": tuple(bare)}, where)


def _actions(own: View, updates: Iterable[ActionUpdate], today: date) -> Gate:
    """Our own actions that fall due by this meeting are done, in hand, or have an update."""
    told = {update.action_id for update in updates}
    due = [action for action in own.actions if _falls_due(own, action, today)]
    still = [action for action in due if action.status is ActionStatus.OPEN and action.id not in told]
    facts = {"done": len(due) - len(still), "of": len(due), "refs": tuple(action.ref for action in still)}
    return Gate("actions", not still, facts)


def _falls_due(own: View, action: Action, today: date) -> bool:
    if not is_ours(action, own.seat.rep if own.seat else None):
        return False
    if action.due:
        return action.due <= (own.meeting.day or today)
    return follows_a_meeting(action) and action.meeting_id != own.meeting.id


def _attending(own: View) -> Gate:
    seat, who = own.seat, own.meeting.attending
    approved = bool(seat and seat.alternate and seat.alternate_approved)
    met = who is Attending.REP or (who is Attending.ALTERNATE and approved)
    facts = {"who": who, "rep": seat and seat.rep, "alternate": seat and seat.alternate, "approved": approved}
    return Gate("attending", met, facts)
