"""Convening: the days by rule that nobody has settled yet, what the next meeting may be called, and moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import STANDING, Cadence, Forum, days_by_rule, days_of_month
from mhhs_desk.domain.meetings import Meeting, MeetingKind, Move


def rule_day(meeting: Meeting, forum: Forum, changes: Iterable[Cadence] = ()) -> date | None:
    """The day by its forum's rule that a meeting stands for: as it was said, else the one of its month.

    None for an ad hoc meeting, for one without a day, and in a month to which the rule gives no day.
    """
    said = meeting.by_rule or (meeting.day if meeting.kind is MeetingKind.STANDING else None)
    if said is None:
        return None
    days = days_of_month(forum, said.year, said.month, changes)
    if said in days:
        return said
    return min(days, key=lambda day: (abs(day - said), day), default=meeting.by_rule)


def open_days(
    forum: Forum, after: date, meetings: Iterable[Meeting], changes: Iterable[Cadence] = ()
) -> Iterator[date]:
    """The days by rule after a day for which no meeting stands, was moved or was called off."""
    if forum.state != STANDING:
        return
    changes = list(changes)
    own = [meeting for meeting in meetings if meeting.forum_id == forum.id]
    settled = {rule_day(meeting, forum, changes) for meeting in own}
    yield from (day for day in days_by_rule(forum, after, changes) if day not in settled)


def off_rule(forum: Forum, meetings: Iterable[Meeting], changes: Iterable[Cadence] = ()) -> list[Meeting]:
    """The meetings of a forum that were confirmed on a day which its rule gave once and gives no more."""
    changes = list(changes)
    own = [one for one in meetings if one.forum_id == forum.id and one.by_rule and one.by_rule == one.day]
    return [
        one
        for one in own
        if not one.cancelled and one.day and one.day not in days_of_month(forum, one.day.year, one.day.month, changes)
    ]


# What meetings are called


def number_of(label: str, code: str) -> int | None:
    """The number in the label of a standing meeting: 2 of "PSG 2"; of an ad hoc one that of the meeting before it."""
    found = re.fullmatch(rf"{re.escape(code)}\s+(\d+)(?:\.\d+)?", label.strip(), re.IGNORECASE)
    return int(found[1]) if found else None


def next_labels(forum: Forum, meetings: Iterable[Meeting], days: Sequence[date]) -> list[str]:
    """What the meetings of some days, in order, may be called: each by the number after the one before it.

    Only offered: numbers run in order, but have gaps, and cannot be derived from dates.
    """
    own = [meeting for meeting in meetings if meeting.forum_id == forum.id]
    numbered = [(one.day or date.min, number_of(one.label, forum.code)) for one in own]
    known = [(day, number) for day, number in numbered if number is not None]
    taken = {number for _, number in known}
    labels = []
    for day in days:
        number = max((number for at, number in known if at < day), default=0) + 1
        number = max(taken, default=0) + 1 if number in taken else number
        known.append((day, number))
        taken.add(number)
        labels.append(f"{forum.code} {number}")
    return labels


def ad_hoc_label(forum: Forum, meetings: Iterable[Meeting], day: date | None) -> str:
    """What an ad hoc meeting may be called: DAG 10.1 after DAG 10; ePSG where no number is known."""
    own = [meeting for meeting in meetings if meeting.forum_id == forum.id]
    before = [
        number
        for one in own
        if (number := number_of(one.label, forum.code)) is not None and (day is None or not one.day or one.day <= day)
    ]
    if not before:
        return f"e{forum.code}"
    last, labels = max(before), {one.label.casefold() for one in own}
    point = next(n for n in range(1, 100) if f"{forum.code} {last}.{n}".casefold() not in labels)
    return f"{forum.code} {last}.{point}"


def kind_of(label: str) -> MeetingKind:
    """The kind that a label tells: 10.1 and ePSG are ad hoc."""
    return MeetingKind.AD_HOC if "." in label or label.startswith("e") else MeetingKind.STANDING


# Moved, called off


def moved(
    meeting: Meeting, stands_for: date | None, told_on: date, why: str, day: date, start: str | None, end: str | None
) -> tuple[Meeting, Move]:
    """A meeting on another day or at another time, and what it had before.

    It goes on standing for its day by rule, so that this one does not come up again. Raises Refused where nothing moves
    and for one that was called off.
    """
    if meeting.cancelled:
        raise Refused("called off already", meeting=meeting.label, day=meeting.cancelled)
    if (day, start) == (meeting.day, meeting.start):
        raise Refused("it meets then already", meeting=meeting.label)
    by_rule = meeting.by_rule or stands_for
    after = replace(meeting, day=day, start=start, end=end, by_rule=by_rule)
    return after, _before(meeting, told_on, why)


def called_off(meeting: Meeting, stands_for: date | None, told_on: date, why: str) -> tuple[Meeting, Move]:
    """A meeting that was called off, and what it had. Raises Refused where it is called off already."""
    if meeting.cancelled:
        raise Refused("called off already", meeting=meeting.label, day=meeting.cancelled)
    by_rule = meeting.by_rule or stands_for
    return replace(meeting, cancelled=told_on, by_rule=by_rule), _before(meeting, told_on, why)


def _before(meeting: Meeting, told_on: date, why: str) -> Move:
    return Move(meeting_id=meeting.id, told_on=told_on, day=meeting.day, start=meeting.start, why=why.strip())


@dataclass(frozen=True, slots=True)
class Turn:
    """What once became of a meeting: when it was told, what the meeting had before and after, and why.

    `off`: it was called off then.
    """

    told_on: date
    day: date | None
    start: str | None
    new_day: date | None
    new_start: str | None
    why: str
    off: bool


def turns(meeting: Meeting, moves: Iterable[Move]) -> list[Turn]:
    """The past of a meeting, the oldest first. A move that left it where it was is a calling off."""
    own = sorted((move for move in moves if move.meeting_id == meeting.id), key=lambda move: move.id)
    afters = [(move.day, move.start) for move in own[1:]] + [(meeting.day, meeting.start)]
    return [
        Turn(one.told_on, one.day, one.start, *after, one.why, (one.day, one.start) == after)
        for one, after in zip(own, afters, strict=False)
    ]
