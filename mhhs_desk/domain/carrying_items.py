"""Items that are not finished go on to the next meeting of their forum: which do, where to, and as what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mhhs_desk.domain.convening import open_days
from mhhs_desk.domain.forums import Cadence, Forum
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.papers import Fate, Outcome


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
    """Where what a meeting leaves goes: to the forum's next standing meeting, or the day by rule before it.

    What was called off or is done with is never the next one. Where neither is known, it goes to an ad hoc meeting that
    is to come, then to one without a day.
    """
    every = [one for one in meetings if one.forum_id == forum.id]
    after = max(meeting.day or today, today - timedelta(days=1))
    open_ = [one for one in every if one.id != meeting.id and one.cancelled is None and one.closed is None]
    coming = sorted(((one.day, one.id, one) for one in open_ if one.day and one.day > after), key=lambda one: one[:2])
    standing = [one for _, _, one in coming if one.kind is MeetingKind.STANDING]
    ruled = next(open_days(forum, after, every, changes), None)
    if standing and (ruled is None or (standing[0].day or ruled) <= ruled):
        return Where(standing[0])
    if ruled:
        return Where(by_rule=ruled)
    return Where(next(iter((*(one for _, _, one in coming), *(one for one in open_ if one.day is None))), None))


def left_behind(
    items: Iterable[Item], meetings: Mapping[int, Meeting], outcomes: Mapping[int, Outcome], followed: Collection[int]
) -> list[Item]:
    """The items of meetings done with or called off not finished and without a follower: there are to be none."""
    found = []
    for item in items:
        meeting = meetings[item.meeting_id]
        over = meeting.closed is not None or meeting.cancelled is not None
        if over and item.id not in followed and unfinished(outcomes.get(item.id), meeting.cancelled is not None):
            found.append(item)
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
