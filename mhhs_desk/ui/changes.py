"""What a step changed, in words: each record, and under it each field that differs, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from mhhs_desk import paper_words, words
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.meetings import Attending
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.spans import Span
from mhhs_desk.store.history import Change
from mhhs_desk.ui.record_words import Facts, RecordWords
from mhhs_desk.ui.sizes import size

ADDED, REMOVED, CHANGED = "added", "removed", "changed"

READ_FROM = frozenset({"proposal", "asked"})
"""Tables of which one step may change hundreds of records that say little each."""

HIDDEN = frozenset({"id", "uid", "sha256", "record_hash", "filed_as", "base", "file"})
"""Fields that no rep has ever seen."""

LINKS = {
    "member_id": "member", "item_id": "item", "meeting_id": "meeting", "forum_id": "forum", "source_id": "source",
    "theme_id": "theme", "feedback_id": "feedback", "wording_id": "wording", "follows": "item",
    "action_id": "action", "call_id": "call", "milestone_id": "milestone", "baseline_id": "baseline",
    "due_after": "meeting",
}  # fmt: skip
"""Fields that hold the number of another record, and its table."""

LABELS = {
    "member_id": "Member", "item_id": "Item", "meeting_id": "Meeting", "forum_id": "Forum", "source_id": "Source",
    "action_id": "Action", "call_id": "Asked by", "milestone_id": "Milestone", "baseline_id": "Baseline",
    "theme_id": "Theme", "feedback_id": "Answer", "wording_id": "Wording", "follows": "Takes up again",
    "role": "Answers as", "represents": "Answers for", "held_back": "Held back", "reviewed": "Looked at for passages",
    "says": "Says", "chosen": "Chosen", "asked": "Asked", "least": "Limit",
    "span": "Place in the source", "domains": "Mail domains", "consent": "May be shown", "since": "Since",
    "rationale": "Reason", "red_line": "Red line", "evidence_basis": "What the evidence is", "channel": "How it came",
    "received": "When it came", "sensitive": "Commercially sensitive", "paper_version": "Paper version",
    "paper_ref": "Paper", "read_on": "Paper read", "options": "Options", "lead": "Lead", "minutes": "Minutes",
    "option": "Option", "strength": "Strength", "ask": "Ask", "questions": "Questions to put",
    "minority": "Minority view", "ref": "Reference", "text": "Words", "due": "Due", "due_words": "Due, in words",
    "due_after": "“Next” counts after",
    "papers_received": "Papers in", "feedback_due": "Feedback by", "day": "Day", "start": "Start", "end": "End",
    "why": "Why", "answer": "Answer", "threshold": "Threshold", "sent_on": "Asked on", "reminder": "A reminder",
    "edition": "Edition", "number": "Number", "pages": "Pages", "address": "Address", "ours": "Our seat",
    "for_whom": "For whom",
    "rep_address": "Rep’s address", "alternate_approved": "Alternate approved", "escalates_to": "Escalates to",
    "nth": "Which in the month", "papers_due_days": "Working days for papers", "papers_due_status": "Its standing",
    "papers_due_time": "Papers due by", "feedback_due_days": "Working days for answers", "told_on": "Told on",
    "feedback_due_time": "Answers due by", "by_rule": "Stands for, by rule", "cancelled": "Called off",
    "calendar_uid": "Calendar entry", "calendar_sequence": "Version of that entry",
    "recommended_by": "Recommended by", "decided_by": "Decided by", "ofgem": "Ofgem", "facts": "What was read",
    "sure": "Recognised for certain", "sender": "From", "sent": "Sent",
    "arrived": "Arrived", "words": "In words", "value": "Value",
}  # fmt: skip
"""Fields as the rep knows them; of the others the name reads as it is."""

OWN_LABELS = {
    ("member", "consent"): "Consent", ("member", "since"): "Member since", ("member", "until"): "Member until",
    ("rule", "since"): "In force from", ("rule", "until"): "In force until", ("position", "ask"): "Ask of the group",
    ("item", "number"): "Item number", ("source", "text"): "Its text", ("paper", "number"): "Issue",
    ("action", "member_id"): "Member who owes it",
    ("action", "text"): "Action", ("action_update", "text"): "Update", ("rule", "text"): "Rule",
}  # fmt: skip
"""Fields whose name depends on what they are of."""

STATUS = {ActionStatus.OPEN: "Open", ActionStatus.IN_HAND: "In hand", ActionStatus.DONE: "Done"}
ATTENDING = {Attending.REP: "The rep", Attending.ALTERNATE: "The alternate", Attending.NOBODY: "Nobody"}
ENUMS: dict[type[StrEnum], Mapping[Any, str]] = {
    Strength: words.STRENGTHS,
    Consent: words.CONSENTS,
    Edition: words.EDITIONS,
    Kind: paper_words.KINDS,
    ActionStatus: STATUS,
    Attending: ATTENDING,
}
"""The words of values that do not read as they are; members of two kinds may be the same to a dictionary."""

MOMENTS = frozenset({"received", "due", "feedback_due", "sent", "arrived"})
MONTHS = frozenset({"start", "end"})
LONG = 3
"""Words from which on a value is a text, whose changes are shown word by word."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in words, before and after; empty where nothing was said."""

    label: str
    before: str
    after: str

    @property
    def is_text(self) -> bool:
        """Whether both are texts, to be compared word by word."""
        return len(self.before.split()) >= LONG and len(self.after.split()) >= LONG


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What became of one record: what it is called, what tells it apart, and its fields that differ."""

    kind: str
    record_id: int
    title: str
    under: str
    became: str
    fields: tuple[FieldChange, ...]


def merged(changes: Iterable[Change]) -> list[Change]:
    """The changes of one step, one for each record: from before the first to after the last. What was read comes last:
    what was made of it says more."""
    found: dict[tuple[str, int], Change] = {}
    for change in changes:
        where = change.kind, change.record_id
        known = found.get(where)
        found[where] = replace(known, after=change.after) if known else change
    changed = [change for change in found.values() if change.before != change.after]
    return sorted(changed, key=lambda change: change.kind in READ_FROM)


def in_words(change: Change, known: RecordWords) -> RecordChange:
    """A change as the rep reads it."""
    before, after = known.read(change.kind, change.before), known.read(change.kind, change.after)
    facts = after or before
    became = CHANGED if before and after else ADDED if after else REMOVED
    title = known.title(change.kind, facts)
    told = became == CHANGED or change.kind == "feedback"  # of any other, the fields below say it already
    under = known.under(change.kind, facts) if told else ""
    return RecordChange(
        change.kind, change.record_id, title, under, became, tuple(_fields(change, known, before, after))
    )


def _fields(change: Change, known: RecordWords, before: Facts, after: Facts) -> Iterable[FieldChange]:
    for name, _, _ in change.fields():
        if name not in HIDDEN:
            was, now = value(known, before, name), value(known, after, name)
            if was != now:
                yield FieldChange(label(change.kind, name), was, now)


def label(kind: str, name: str) -> str:
    """A field as the rep knows it."""
    return OWN_LABELS.get((kind, name)) or LABELS.get(name) or name.replace("_", " ").capitalize()


def value(known: RecordWords, facts: Facts, name: str) -> str:
    """A field's value in words; empty where there is none."""
    found = facts.get(name)
    if found is None or found == "" or found == () or found == {}:
        return ""
    if name in LINKS and isinstance(found, int):
        return _linked(known, LINKS[name], found)
    if name in BY_NAME and isinstance(found, int | str):
        return BY_NAME[name](known, facts, found)
    return _plain(known, found)


def _linked(known: RecordWords, kind: str, number: int) -> str:
    facts = known.facts(kind, number)
    if kind in ("member", "source", "baseline"):
        return str(facts.get("name", number))
    if kind == "forum":
        return str(facts.get("code", number))
    return known.called(kind, number) or f"number {number}"


def _moment(known: RecordWords, facts: Facts, found: Any) -> str:
    try:
        return words.moment(str(found), year=True)
    except ValueError:
        return str(found)


def _month(known: RecordWords, facts: Facts, found: Any) -> str:
    return words.month(found) if isinstance(found, str) and len(found) == len("2022-01") else str(found)


def _evidence(known: RecordWords, facts: Facts, found: Any) -> str:
    return words.EVIDENCE[found] if isinstance(found, int) and found < len(words.EVIDENCE) else str(found)


def _weekday(known: RecordWords, facts: Facts, found: Any) -> str:
    return words.LONG_WEEKDAYS[int(found)]


BY_NAME: dict[str, Callable[[RecordWords, Facts, Any], str]] = {
    "option": lambda known, facts, found: known.option(facts, str(found)),
    "evidence": _evidence,
    "weekday": _weekday,
    "size": lambda known, facts, found: size(int(found)),
    **dict.fromkeys(MOMENTS, _moment),
    **dict.fromkeys(MONTHS, _month),
}
"""Fields whose values are words only together with their name."""


def _plain(known: RecordWords, found: Any) -> str:
    match found:
        case bool():
            return "yes" if found else "no"
        case StrEnum():
            return ENUMS.get(type(found), {}).get(found) or str(found).capitalize()
        case date():
            return words.day(found, year=True)
        case Span():
            return ", ".join(part for part in (words.place(found), f"“{found.text}”" if found.text else "") if part)
        case Option():
            return f"{found.key} {found.name}"
        case tuple() | list():
            return ", ".join(_plain(known, one) for one in found)
        case dict():
            told = ((label("", name), value(known, found, name)) for name in found)
            return "; ".join(f"{name}: {words_}" for name, words_ in told if words_)
    return str(found)


def read_out(change: RecordChange) -> str:
    """A change as a screen reader says it, without strokes and lines."""
    told = [f"{change.title}, {change.became}"]
    for field in change.fields:
        if change.became == CHANGED:
            told.append(f"{field.label}: was {field.before or 'not given'}, now {field.after or 'not given'}")
        else:
            told.append(f"{field.label}: {field.after or field.before}")
    return ". ".join(told)
