"""Readiness: the gates of a meeting, each with the facts that explain it and the items it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate, is_ours
from mhhs_desk.domain.coverage import HEARD, State
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import is_stale
from mhhs_desk.domain.gates import LIMITS, SEVERITIES, Severity
from mhhs_desk.domain.gates import Gate as Gate
from mhhs_desk.domain.gates import GateSetting as GateSetting
from mhhs_desk.domain.hearing import answers_due
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.meetings import Attending
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.positions import in_words, refuse_strength, sentences, uncited
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.domain.working_days import working_days_before, working_days_between


@dataclass(frozen=True, slots=True)
class Beside:
    """What the gates need beside the view: the Inbox, the updates of actions, and the hash that was last printed.

    `asked` is the day on which each member was first asked, by its number; `holidays` are no working days.
    """

    waiting: int
    updates: tuple[ActionUpdate, ...]
    printed: str | None
    asked: Mapping[int, date] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()


def gates(own: View, beside: Beside, today: date, settings: Iterable[GateSetting] = ()) -> tuple[Gate, ...]:
    """Every gate of a meeting, in the order a rep goes through them; those that are not asked are among them."""
    known = {setting.code: setting for setting in settings}
    least = {code: limit.made for code, limit in LIMITS.items()}
    least |= {code: one.least for code, one in known.items() if code in LIMITS and one.least is not None}
    found = (
        _papers_read(own),
        _late(own, beside.holidays, today),
        _gate("inbox", beside.waiting == 0, {"waiting": beside.waiting}),
        _asked(own, beside, least["asked"]),
        _coverage(own, least["coverage"]),
        _positions(own),
        _strength(own),
        _cited(own),
        _sensitive(own),
        _stale(own),
        _actions(own, beside.updates, today),
        _attending(own),
        _gate("printed", bool(beside.printed) and beside.printed == own.digest(), {"ever": beside.printed is not None}),
    )
    return tuple(replace(gate, asked=gate.code not in known or known[gate.code].asked) for gate in found)


def _gate(
    code: str, met: bool, facts: dict[str, Any], items: Iterable[int] = (), severity: Severity | None = None
) -> Gate:
    return Gate(code, met, facts, tuple(dict.fromkeys(items)), severity or SEVERITIES[code])


def _gate_over(code: str, own: View, items: Iterable[ItemView], bad: Iterable[ItemView]) -> Gate:
    """A gate over some items of a meeting, which has to have items at all."""
    looked, found = list(items), list(bad)
    numbers = tuple(view.item.number for view in found)
    facts = {"done": len(looked) - len(found), "of": len(looked), "numbers": numbers, "items": len(own.items)}
    return _gate(code, bool(own.items) and not found, facts, (view.item.id for view in found))


# The papers


def _papers_read(own: View) -> Gate:
    return _gate_over("read", own, own.items, (view for view in own.items if view.item.read_on is None))


def _late(own: View, holidays: frozenset[date], today: date) -> Gate:
    """The papers came as many working days before the meeting as the forum's rule says, or are not due yet."""
    day, received, days = own.meeting.day, own.meeting.papers_received, own.forum.papers_due_days
    due = working_days_before(day, days, holidays) if day else None
    lost = max(0, working_days_between(due, received, holidays)) if due and received else None
    early = bool(due and received is None and due >= today)
    name = f"Papers {in_words(days)} working days before"
    rule = next((rule.code for rule in own.rules if rule.name == name), None)
    facts = {"received": received, "due": due, "lost": lost, "early": early, "days": days, "rule": rule}
    return _gate("late", lost == 0 or early, {**facts, "status": own.forum.papers_due_status})


# The members


def _asked(own: View, beside: Beside, least: int) -> Gate:
    """Every member was asked, and had enough working days for an answer unless it answered all the same.

    That nobody or somebody was not asked at all stops; that there was too little time can only be told.
    """
    first = min((call.sent_on for call in own.calls if not call.reminder), default=None)
    unasked = tuple(own.members[one].name for one in own.members if own.items and _is(own, one, {State.NOT_ASKED}))
    short = tuple(own.members[one].name for one in _asked_late(own, beside, least)) if first else ()
    met = first is not None and own.notice is not None and own.notice >= least and not short and not unasked
    facts = {"on": first, "notice": own.notice, "least": least, "unasked": unasked, "short": short}
    return _gate("asked", met, facts, severity=Severity.STOPS if first is None or unasked else None)


def _is(own: View, member_id: int, states: set[State] | frozenset[State]) -> bool:
    """Whether a member is in one of some states on every item."""
    return all(view.states.get(member_id) in states for view in own.items)


def _asked_late(own: View, beside: Beside, least: int) -> Iterator[int]:
    """The members who were asked later than the others, too late, and are not heard on anything."""
    due = answers_due(own.meeting)
    first = min(beside.asked.values(), default=None)
    for member_id, on in beside.asked.items():
        if due is None or member_id not in own.members or on == first:
            continue
        heard = any(view.states.get(member_id) in HEARD for view in own.items)
        if not heard and working_days_between(on, due, beside.holidays) < least:
            yield member_id


def heard_of(view: ItemView) -> tuple[int, int]:
    """How many members are heard on an item, of those who do not stand aside."""
    states = view.tally.states
    return sum(states[state] for state in HEARD), view.tally.total - states[State.RECUSED]


def _coverage(own: View, least: int) -> Gate:
    """Of a hundred members so many are heard on every item that asks for approval, and somebody on any."""
    found = []
    for view in _approvals(own):
        heard, of = heard_of(view)
        if heard * 100 < of * least:
            found.append((view, heard, of, -(-of * least // 100)))
    facts = {
        "heard": own.heard_count,
        "of": own.member_count,
        "least": least,
        "items": len(own.items),
        "few": tuple((view.item.number, heard, of, wanted) for view, heard, of, wanted in found),
        "never": tuple(member.name for member in own.never_heard),
    }
    met = bool(own.items) and own.heard_count > 0 and not found
    return _gate("coverage", met, facts, (view.item.id for view, *_ in found))


# The positions


def _approvals(own: View) -> list[ItemView]:
    return [view for view in own.items if view.item.disposition is Disposition.APPROVAL]


def _positions(own: View) -> Gate:
    approvals = _approvals(own)
    bad = (view for view in approvals if not (view.position and view.position.is_set))
    return _gate_over("positions", own, approvals, bad)


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
    numbers = tuple(view.item.number for view in refused)
    facts = {"done": len(claimed) - len(refused), "of": len(claimed), "numbers": numbers, "items": len(own.items)}
    return _gate("strength", not refused, facts, (view.item.id for view in refused))


def lacks_a_reason(view: ItemView) -> bool:
    """Whether an approval has a position for which no answer is cited; where nobody answered, a judgement will do."""
    position = view.position
    if view.item.disposition is not Disposition.APPROVAL or position is None or not position.is_set:
        return False
    said = [*sentences(position.statement), *sentences(position.reasons)]
    return not any(one.cites or (one.judgement and not view.answers) for one in said)


def _cited(own: View) -> Gate:
    """Every sentence of every position has its evidence, and every approval's position a reason with an answer."""
    found = [(view, uncited(view.position)) for view in own.items if view.position]
    bare = tuple((view.item.number, part, number) for view, sentences_ in found for part, number, _ in sentences_)
    lacking = [view for view in own.items if lacks_a_reason(view)]
    where = [view.item.id for view, sentences_ in found if sentences_] + [view.item.id for view in lacking]
    facts = {"bare": bare, "numbers": tuple(view.item.number for view in lacking)}
    return _gate("cited", not bare and not lacking, facts, where)


# The answers


def to_review(answer: Answer) -> bool:
    """Whether an answer has words that its member lets others see, and that may hold a passage to be held back."""
    one = answer.feedback
    said = one.rationale or one.condition or one.red_line or one.evidence_basis
    return bool(said) and one.consent in (Consent.NAMED, Consent.KIND) and not one.sensitive


def _over_answers(code: str, looked: list[tuple[ItemView, Answer]], bad: list[tuple[ItemView, Answer]]) -> Gate:
    named = tuple((view.item.number, answer.who, answer.feedback.code) for view, answer in bad)
    facts = {"done": len(looked) - len(bad), "of": len(looked), "named": named}
    return _gate(code, not bad, facts, (view.item.id for view, _ in bad))


def _answers(own: View) -> list[tuple[ItemView, Answer]]:
    return [(view, answer) for view in own.items for answer in view.answers]


def _sensitive(own: View) -> Gate:
    """Every answer that others may see was looked over for passages to be held back."""
    looked = [(view, answer) for view, answer in _answers(own) if to_review(answer)]
    return _over_answers("sensitive", looked, [pair for pair in looked if pair[1].feedback.reviewed is None])


def _stale(own: View) -> Gate:
    """No answer was given on an earlier version of its paper without being confirmed since."""
    looked = _answers(own)
    stale = [(view, one) for view, one in looked if is_stale(one.feedback, view.item.paper_version)]
    return _over_answers("stale", looked, stale)


# The rest


def _actions(own: View, updates: Iterable[ActionUpdate], today: date) -> Gate:
    """Our own actions that fall due by this meeting are done, in hand, or have an update."""
    told = {update.action_id for update in updates}
    due = [action for action in own.actions if _falls_due(own, action, today)]
    still = [action for action in due if action.status is ActionStatus.OPEN and action.id not in told]
    facts = {"done": len(due) - len(still), "of": len(due), "refs": tuple(action.ref for action in still)}
    return _gate("actions", not still, {**facts, "ids": tuple(action.id for action in still)})


def _falls_due(own: View, action: Action, today: date) -> bool:
    if not is_ours(action, own.seat.rep if own.seat else None):
        return False
    due = own.dues.get(action.id)
    day = due.day if due else action.due
    if due and due.meeting_id == own.meeting.id:
        return True
    return day is not None and day <= (own.meeting.day or today)


def _attending(own: View) -> Gate:
    """The rep attends, or an alternate whom the constituency has approved by the day."""
    seat, who = own.seat, own.meeting.attending
    on = seat.alternate_approved if seat and seat.alternate else None
    approved = on is not None and (own.meeting.day is None or on <= own.meeting.day)
    met = who is Attending.REP or (who is Attending.ALTERNATE and approved)
    facts = {"who": who, "rep": seat and seat.rep, "alternate": seat and seat.alternate, "approved": approved}
    return _gate("attending", met, {**facts, "on": on, "seat": seat and seat.id})
