"""Coverage over time, read in a few queries: three hundred members on the items of twelve meetings are 72,000 cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mhhs_desk.domain.coverage import Cell, State, state
from mhhs_desk.domain.feedback import Said, current
from mhhs_desk.domain.hearing import (
    LOOKED_BACK,
    Contact,
    Hearing,
    Message,
    Part,
    Record,
    answers_due,
    contact,
    counts,
    days_had,
    last_meetings,
)
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, counted
from mhhs_desk.store.store import Store
from mhhs_desk.undisturbed import undisturbed

GLANCE = ", ".join((*Said._fields[:-1], "held_back <> '[]'"))
"""What an answer at a glance is made of."""


def meetings_with_agenda(store: Store, until: Meeting | None) -> list[Meeting]:
    """The meetings that have items, up to and with one where that is named, the oldest first."""
    with_items = {row[0] for row in store.workspace.read("SELECT DISTINCT meeting_id FROM item")[1]}
    return last_meetings(store.meetings.all(), with_items, until)


def hearing(store: Store, meetings: Sequence[Meeting], day: date | None = None) -> Hearing:
    """Every member over some meetings, as it is told on a day."""
    with undisturbed():
        members = store.members.all()
        holidays = frozenset(holiday.day for holiday in store.bank_holidays.all()) if meetings else frozenset()
        parts = [_parts(store, meeting, members, holidays) for meeting in meetings]
    records = (Record(member, tuple(part[member.id] for part in parts)) for member in members)
    return Hearing(tuple(meetings), tuple(records), day)


def _parts(store: Store, meeting: Meeting, members: list[Member], holidays: frozenset[date]) -> dict[int, Part]:
    """The part of every member in one meeting."""
    there = {member.id for member in counted(members, meeting.day)}
    items = [row[0] for row in store.workspace.read("SELECT id FROM item WHERE meeting_id = ?", (meeting.id,))[1]]
    standing = _standing(store, meeting.id)
    asked, recused = (set(_cells(store, sql, meeting.id)) for sql in (ASKED, RECUSED))
    states = counts(items, there, standing, asked, recused)
    messages = _messages(store, meeting.id)
    due = answers_due(meeting)
    outside: dict[int, int] = defaultdict(int)
    for _, member_id in standing:
        outside[member_id] += member_id not in there
    known: dict[Contact | None, int | None] = {}
    found = {}
    for member in members:
        told = contact(messages.get(member.id, ()))
        if told not in known:
            known[told] = days_had(told, due, holidays)
        if member.id in there:
            found[member.id] = Part(True, states[member.id], told, known[told])
        else:
            found[member.id] = Part(False, contact=told, days=known[told], outside=outside[member.id])
    return found


OF_MEETING = "item_id IN (SELECT id FROM item WHERE meeting_id = ?)"
ASKED = f"SELECT item_id, member_id FROM asked WHERE {OF_MEETING}"
RECUSED = f"SELECT item_id, member_id FROM recusal WHERE {OF_MEETING}"
STANDS = ", ".join(n if n in ("id", "member_id", "item_id", "option", "received") else "''" for n in Said._fields)
OPTIONS = f"SELECT {STANDS} FROM feedback WHERE {OF_MEETING}"
MESSAGES = (
    "SELECT asked.member_id, call.sent_on, call.reminder, call.channel FROM call JOIN asked ON asked.call_id = call.id"
    " WHERE call.meeting_id = ? GROUP BY call.id, asked.member_id"
)


def _cells(store: Store, sql: str, *values: object) -> list[Cell]:
    """The cells that a table names."""
    return store.workspace.read(sql, values)[1]


def _standing(store: Store, meeting_id: int) -> dict[Cell, Said]:
    """The answers that stand at a meeting, with no more of them than the state of a cell needs."""
    _, rows = store.workspace.read(OPTIONS, (meeting_id,))
    return current(map(Said._make, rows))


def _messages(store: Store, meeting_id: int) -> dict[int, list[Message]]:
    """The messages about a meeting that went to each member."""
    found: dict[int, list[Message]] = defaultdict(list)
    for member_id, sent_on, reminder, channel in store.workspace.read(MESSAGES, (meeting_id,))[1]:
        found[member_id].append((date.fromisoformat(sent_on), bool(reminder), channel))
    return found


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One member on one item: its state, the answer that stands, and how it was asked.

    The state is None where the member is not counted at the meeting.
    """

    item: Item
    state: State | None
    answer: Said | None
    contact: Contact | None
    days: int | None


def parts_of(store: Store, member: Member, meeting: Meeting) -> list[ItemPart]:
    """One member on every item of a meeting, in the order of the agenda."""
    values = (meeting.id, member.id)
    sql = f"SELECT {GLANCE} FROM feedback WHERE {OF_MEETING} AND member_id = ?"
    standing = current(map(Said._make, store.workspace.read(sql, values)[1]))
    recused = set(_cells(store, f"{RECUSED} AND member_id = ?", *values))
    told = _told(store, meeting, member.id)
    holidays = frozenset(holiday.day for holiday in store.bank_holidays.all())
    due, there = answers_due(meeting), member.is_counted_at(meeting.day)
    asked = {(item_id, member.id) for item_id in told}
    return [
        ItemPart(
            item,
            state((item.id, member.id), standing, asked, recused) if there else None,
            standing.get((item.id, member.id)),
            told.get(item.id),
            days_had(told.get(item.id), due, holidays),
        )
        for item in store.items.where("meeting_id = ?", meeting.id)
    ]


def _told(store: Store, meeting: Meeting, member_id: int) -> dict[int, Contact]:
    """How one member was asked about each item of a meeting, by the number of the item."""
    sql = (
        "SELECT asked.item_id, call.sent_on, call.reminder, call.channel FROM asked JOIN call"
        f" ON asked.call_id = call.id WHERE asked.{OF_MEETING} AND asked.member_id = ?"
    )
    found: dict[int, list[Message]] = defaultdict(list)
    for item_id, sent_on, reminder, channel in store.workspace.read(sql, (meeting.id, member_id))[1]:
        found[item_id].append((date.fromisoformat(sent_on), bool(reminder), channel))
    return {item_id: told for item_id, sent in found.items() if (told := contact(sent))}


def asked_of(store: Store, member: Member, meeting: Meeting, item_id: int) -> tuple[Contact | None, int | None]:
    """How one member was asked about one item, and how many working days it had."""
    told = _told(store, meeting, member.id).get(item_id)
    holidays = frozenset(holiday.day for holiday in store.bank_holidays.all())
    return told, days_had(told, answers_due(meeting), holidays)


def contacts_about(store: Store, item_id: int) -> dict[int, Contact]:
    """How each member that was asked about an item was asked, by the number of the member."""
    sql = (
        "SELECT asked.member_id, call.sent_on, call.reminder, call.channel FROM asked JOIN call"
        " ON asked.call_id = call.id WHERE asked.item_id = ?"
    )
    sent: dict[int, list[Message]] = defaultdict(list)
    for member_id, sent_on, reminder, channel in store.workspace.read(sql, (item_id,))[1]:
        sent[member_id].append((date.fromisoformat(sent_on), bool(reminder), channel))
    return {member_id: told for member_id, messages in sent.items() if (told := contact(messages))}


def never_heard(store: Store, meeting: Meeting, silent: Iterable[Member]) -> list[Member]:
    """Of the members who are heard on nothing of a meeting those who were not heard at the ones before it either."""
    unheard = list(silent)
    earlier = meetings_with_agenda(store, meeting)[-LOOKED_BACK:] if unheard else []
    if len(earlier) < 2:
        return unheard
    never = {record.id for record in hearing(store, earlier, meeting.day).never}
    return [member for member in unheard if member.id in never]
