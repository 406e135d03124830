"""What looking back reads, in a few queries: every item with its position and outcome, and members over meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mhhs_desk.domain.hearing import Contact, answers_due, days_had
from mhhs_desk.domain.looking_back import Asking, Consulted, Round, Visit
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.store.hearing import hearing
from mhhs_desk.store.store import Store


def visits(store: Store) -> list[Visit]:
    """Every item of every meeting, the meetings in their order."""
    forums = {forum.id: forum for forum in store.forums.all()}
    meetings = {meeting.id: meeting for meeting in store.meetings.all()}
    positions = {position.item_id: position for position in store.positions.all()}
    outcomes = {outcome.item_id: outcome for outcome in store.outcomes.all()}
    found = [
        Visit(
            forums[meetings[item.meeting_id].forum_id],
            meetings[item.meeting_id],
            item,
            positions.get(item.id),
            outcomes.get(item.id),
        )
        for item in store.items.all()
    ]
    return sorted(found, key=lambda visit: (visit.meeting.day or date.max, visit.meeting.id, visit.item.number))


def round_of(store: Store, meeting: Meeting, every: Sequence[Visit]) -> Round:
    """One meeting as the rep's own edition tells of it, from no more than it counts; `every`: the items of all."""
    records = [one for one in hearing(store, [meeting]).records if one.parts[0].counted]
    calls = store.calls.where("meeting_id = ? AND NOT reminder", meeting.id)
    first = min((call.sent_on for call in calls), default=None)
    holidays = {holiday.day for holiday in store.bank_holidays.all()}
    return Round(
        store.forums.get(meeting.forum_id),
        meeting,
        tuple(visit for visit in every if visit.meeting.id == meeting.id),
        sum(one.heard > 0 for one in records),
        len(records),
        days_had(Contact(first) if first else None, answers_due(meeting), holidays),
    )


def consulted(store: Store, meetings: Sequence[Meeting]) -> list[Consulted]:
    """Every member over those of some meetings that have an agenda and at which it was counted."""
    with_items = {row[0] for row in store.workspace.read("SELECT DISTINCT meeting_id FROM item")[1]}
    asked = [meeting for meeting in meetings if meeting.id in with_items]
    told = {(one.meeting_id, one.member_id): one.day for one in store.told.all()}
    found = []
    for record in hearing(store, asked).records:
        parts = [
            Asking(
                meeting,
                part.items,
                part.heard,
                part.contact.asked if part.contact else None,
                part.days,
                told.get((meeting.id, record.id)) or told.get((meeting.id, None)),
            )
            for meeting, part in zip(asked, record.parts, strict=True)
            if part.counted
        ]
        found.append(Consulted(record.member, tuple(parts)))
    return [one for one in found if one.meetings]
