"""Items that are not finished go on to the next meeting of their forum: which do, where to, and as what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mhhs_desk.domain.forums import Cadence, Forum, days_by_rule
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Fate, Outcome

NUMBER = re.compile(r"(\d+)(?:\.\d+)?$")


class Unfinished(StrEnum):
    """Why an item goes on."""

    DEFERRED = "deferred"
    NOT_TAKEN = "not taken"
    NO_OUTCOME = "no outcome"
    CALLED_OFF = "called off"


@dataclass(frozen=True, slots=True)
class Goes:
    """An item that goes on, and why; `onto` is the item of the next agenda that it is already."""

    item: Item
    why: Unfinished
    onto: Item | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where items go on: to a meeting that is known, to the day by rule, or to one whose day nobody knows yet."""

    meeting: Meeting | None = None
    by_rule: date | None = None


def unfinished(outcome: Outcome | None, cancelled: bool = False) -> Unfinished | None:
    """Why an item is not finished; None where it is."""
    if outcome is None or outcome.is_empty:
        return Unfinished.CALLED_OFF if cancelled else Unfinished.NO_OUTCOME
    told = {Fate.DEFERRED: Unfinished.DEFERRED, Fate.NOT_TAKEN: Unfinished.NOT_TAKEN}
    return told.get(outcome.ours) if outcome.ours else None


def going_on(
    items: Iterable[Item],
    outcomes: Mapping[int, Outcome],
    followed: Collection[int],
    agenda: Iterable[Item] = (),
    cancelled: bool = False,
) -> list[Goes]:
    """The items of a meeting that go on: those not finished that no other item follows yet.

    An item of the next agenda that follows none and has the same title is the follower; each is that of one item.
    """
    free = {_plain(item.title): item for item in agenda if item.follows is None}
    found = []
    for item in items:
        why = unfinished(outcomes.get(item.id), cancelled)
        if why and item.id not in followed:
            found.append(Goes(item, why, free.pop(_plain(item.title), None)))
    return found


def follower(item: Item, meeting_id: int, number: int) -> Item:
    """The item that takes another one up at a later meeting: what is asked, without the papers, which may change."""
    return Item(
        meeting_id=meeting_id,
        number=number,
        title=item.title,
        options=item.options,
        disposition=item.disposition,
        ask=item.ask,
        lead=item.lead,
        milestones=item.milestones,
        follows=item.id,
    )


def next_of(
    meeting: Meeting, forum: Forum, meetings: Iterable[Meeting], changes: Iterable[Cadence], today: date
) -> Where:
    """Where what a meeting leaves goes: to the forum's next one that is to come, else to the next day by rule.

    One that was called off or is done with is never the next, nor is a day by rule that some meeting stood for.
    """
    others = [one for one in meetings if one.forum_id == forum.id and one.id != meeting.id]
    open_ = [one for one in others if one.cancelled is None and one.closed is None]
    after = max(meeting.day or today, today - timedelta(days=1))
    coming = sorted((one for one in open_ if one.day and one.day > after), key=lambda one: (one.day, one.id))
    undated = [one for one in open_ if one.day is None]
    if coming or undated:
        return Where((coming or undated)[0])
    taken = {day for one in (*others, meeting) for day in (one.day, one.by_rule)}
    return Where(by_rule=next((day for day in days_by_rule(forum, after, changes) if day not in taken), None))


def next_number(labels: Iterable[str]) -> int | None:
    """The number after the last one of some labels: 2 after "PSG 1"; None where none of them has one."""
    numbers = [int(found[1]) for label in labels if (found := NUMBER.search(label))]
    return max(numbers) + 1 if numbers else None


def left_behind(
    items: Iterable[Item], meetings: Mapping[int, Meeting], outcomes: Mapping[int, Outcome], followed: Collection[int]
) -> list[Item]:
    """The items of meetings done with or called off that are not finished and have no follower: there are to be none."""
    found = []
    for item in items:
        meeting = meetings[item.meeting_id]
        over = meeting.closed is not None or meeting.cancelled is not None
        if over and item.id not in followed and unfinished(outcomes.get(item.id), meeting.cancelled is not None):
            found.append(item)
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
