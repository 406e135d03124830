"""Gather all of one meeting from the records into the rep's own view of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from mhhs_desk.domain import milestones
from mhhs_desk.domain.coverage import Cell, State, Tally, never_heard, state, tally
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.feedback import Feedback, Said, current
from mhhs_desk.domain.forums import days_by_rule
from mhhs_desk.domain.hearing import Contact, Part, answers_due, days_had
from mhhs_desk.domain.matrix import Column, Grid, Row
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, counted
from mhhs_desk.domain.milestones import Move
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.plan import in_force
from mhhs_desk.domain.route import forums_above
from mhhs_desk.domain.sources import Source
from mhhs_desk.domain.view import Answer, ItemView, View, heard, texts_of
from mhhs_desk.store import hearing
from mhhs_desk.store.hearing import GLANCE
from mhhs_desk.store.hearing import OF_MEETING as OF_MEETING
from mhhs_desk.store.settings import CONSTITUENCY
from mhhs_desk.store.store import Store
from mhhs_desk.undisturbed import undisturbed

SAID = f"SELECT {GLANCE} FROM feedback WHERE {OF_MEETING}"


class Collation:
    """Who thinks what on the items of one meeting: the answers that stand, each cell's state, each item's tally."""

    def __init__(self, store: Store, meeting: Meeting) -> None:
        self.store, self.meeting = store, meeting
        self.items = list(store.items.where("meeting_id = ?", meeting.id))
        every = store.members.all()
        self.names = {member.id: member.name for member in every}
        self.members = counted(every, meeting.day)
        self.standing = current(map(Said._make, store.workspace.read(SAID, (meeting.id,))[1]))
        asked = self._cells("asked")
        recused = self._cells("recusal")
        self.states: dict[Cell, State] = {
            (item.id, member.id): state((item.id, member.id), self.standing, asked, recused)
            for item in self.items
            for member in self.members
        }

    def _cells(self, table: str) -> set[Cell]:
        """The cells that a table names."""
        sql = f"SELECT item_id, member_id FROM {table} WHERE {OF_MEETING}"
        return set(self.store.workspace.read(sql, (self.meeting.id,))[1])

    def states_of(self, item_id: int) -> dict[int, State]:
        return {member.id: self.states[item_id, member.id] for member in self.members}

    def tally_of(self, item_id: int) -> Tally:
        return tally(item_id, {(item_id, m.id): self.states[item_id, m.id] for m in self.members}, self.standing)

    def answers_of(self, item_id: int) -> list[Feedback]:
        """The standing answers that count, the nil returns left out, in the order they were filed."""
        cells = ((item_id, m.id) for m in self.members if self.states[item_id, m.id] is State.ANSWERED)
        return sorted((self._whole[self.standing[cell].id] for cell in cells), key=lambda answer: answer.id)

    def outside_of(self, item_id: int) -> list[Feedback]:
        """The standing answers to an item of those who are no members on the day: they are in no count."""
        there = {member.id for member in self.members}
        cells = (cell for cell in self.standing if cell[0] == item_id and cell[1] not in there)
        return sorted((self._whole[self.standing[cell].id] for cell in cells), key=lambda answer: answer.id)

    @cached_property
    def _whole(self) -> dict[int, Feedback]:
        """Every answer to the items of the meeting with all there is to it, by its number."""
        return {answer.id: answer for answer in self.store.feedback.where(OF_MEETING, self.meeting.id)}

    def never_heard(self) -> list[Member]:
        silent = set(never_heard((member.id for member in self.members), self.states))
        return [member for member in self.members if member.id in silent]


def grid(store: Store, meeting: Meeting) -> Grid:
    """The rep's own matrix of a meeting, from no more of the answers than its cells show."""
    with undisturbed():
        found = Collation(store, meeting)
        ours = {one.item_id: one.option for one in store.positions.where(OF_MEETING, meeting.id)}
        columns = tuple(Column(item, found.tally_of(item.id), ours.get(item.id)) for item in found.items)
        return Grid(columns, tuple(_row(found, member) for member in found.members))


def _row(found: Collation, member: Member) -> Row:
    cells = [(item.id, member.id) for item in found.items]
    states = [found.states[cell] for cell in cells]
    given = [found.standing.get(cell) for cell in cells]
    return Row(member, states, [g if where is State.ANSWERED else None for g, where in zip(given, states, strict=True)])


def unseen(store: Store, meeting: Meeting) -> list[Feedback]:
    """What was said on the items of a meeting and is an answer in no view of it.

    Nil returns, answers followed by newer ones, those of who is no member on the day, and why somebody stands aside.
    """
    found = Collation(store, meeting)
    shown = {answer.id for item in found.items for answer in found.answers_of(item.id)}
    said = [answer for answer in store.feedback.where(OF_MEETING, meeting.id) if answer.id not in shown]
    aside = store.recusals.where(OF_MEETING, meeting.id)
    return [*said, *(Feedback(member_id=r.member_id, item_id=r.item_id, option=NIL, rationale=r.why) for r in aside)]


def own_view(store: Store, meeting: Meeting) -> View:
    """The rep's own view of a meeting, which holds everything."""
    collation = Collation(store, meeting)
    members = {member.id: member for member in collation.members}
    forum = store.forums.get(meeting.forum_id)
    items = _items(store, meeting, collation, members)
    calls = tuple(store.calls.where("meeting_id = ?", meeting.id))
    actions, dues = tuple(store.actions.where("forum_id IS NULL OR forum_id = ?", forum.id)), diary(store, None)
    return View(
        edition=Edition.OWN,
        constituency=store.settings.read(CONSTITUENCY),
        meeting=meeting,
        forum=forum,
        seat=store.seats.first("ours AND forum_id = ?", forum.id),
        above=forums_above(forum, store.forums.all()),
        items=items,
        members=members,
        member_count=len(members),
        heard_count=len(heard(view.states for view in items)),
        never_heard=tuple(hearing.never_heard(store, meeting, collation.never_heard())) if items else (),
        actions=actions,
        dues={action.id: dues.due(action) for action in actions},
        calls=calls,
        sources=_sources(store, items),
        rules=tuple(rule for rule in store.rules.all() if meeting.day is None or rule.in_force_on(meeting.day)),
        thresholds=tuple(store.thresholds.all()),
        next_days=next_days(store, meeting.day) if meeting.day else {},
        notice=_notice(store, meeting, (call.sent_on for call in calls if not call.reminder)),
        parts=_parts(store, meeting),
        wordings=tuple(store.wordings.where(OF_MEETING, meeting.id)),
        stances=tuple(store.stances.where(f"wording_id IN (SELECT id FROM wording WHERE {OF_MEETING})", meeting.id)),
        themes=tuple(store.themes.where(OF_MEETING, meeting.id)),
        theme_marks=tuple(
            store.theme_marks.where(f"theme_id IN (SELECT id FROM theme WHERE {OF_MEETING})", meeting.id)
        ),
    )


def _items(store: Store, meeting: Meeting, collation: Collation, members: Mapping[int, Member]) -> tuple[ItemView, ...]:
    positions = {position.item_id: position for position in store.positions.where(OF_MEETING, meeting.id)}
    checks = list(store.threshold_checks.where(OF_MEETING, meeting.id))
    outcomes = {outcome.item_id: outcome for outcome in store.outcomes.where(OF_MEETING, meeting.id)}
    moves = moves_of(store, meeting)
    return tuple(
        ItemView(
            item=item,
            tally=collation.tally_of(item.id),
            states=collation.states_of(item.id),
            answers=tuple(Answer(a, members[a.member_id].name) for a in collation.answers_of(item.id)),
            outside=tuple(Answer(a, collation.names[a.member_id]) for a in collation.outside_of(item.id)),
            position=positions.get(item.id),
            texts=texts_of(positions.get(item.id)),
            checks=tuple(check for check in checks if check.item_id == item.id),
            moves=tuple(moves[code] for code in item.milestones if code in moves),
            outcome=outcomes.get(item.id),
        )
        for item in collation.items
    )


def moves_of(store: Store, meeting: Meeting) -> dict[str, Move]:
    """What the papers of a meeting would move, by the code of the milestone."""
    proposal = store.baselines.first("meeting_id = ?", meeting.id)
    if proposal is None:
        return {}
    rules = store.rules.all()
    known = {milestone.id: milestone for milestone in store.milestones.all()}
    stand = in_force(store.baselines.all(), store.milestone_dates.all(), meeting.day)
    moves = {}
    for after in store.milestone_dates.where("baseline_id = ?", proposal.id):
        milestone = known[after.milestone_id]
        before = stand.get(milestone.id)
        moves[milestone.code] = milestones.move(milestone, before[1] if before else None, after, rules, meeting.day)
    return moves


def diary(store: Store, today: date | None) -> Diary:
    """The meetings that are known and the rules of the forums, by which actions are due."""
    return Diary(store.forums.all(), store.meetings.all(), store.cadences.all(), today)


def next_days(store: Store, after: date) -> dict[int, date]:
    """The next day of each forum after a day: an invited meeting's, else the day its rule gives."""
    days = {}
    for forum in store.forums.all():
        invited = store.meetings.first("forum_id = ? AND day > ? AND cancelled IS NULL", forum.id, after.isoformat())
        day = invited.day if invited else next(days_by_rule(forum, after, store.cadences.all()), None)
        if day and (invited or forum.state == "standing"):
            days[forum.id] = day
    return days


def _sources(store: Store, items: Iterable[ItemView]) -> dict[int, Source]:
    used = {view.item.source_id for view in items}
    used |= {answer.feedback.source_id for view in items for answer in (*view.answers, *view.outside)}
    return {number: store.sources.get(number) for number in sorted(n for n in used if n)}


def _parts(store: Store, meeting: Meeting) -> dict[int, Part]:
    """The part of every member of the day in a meeting."""
    records = hearing.hearing(store, [meeting]).records
    return {record.id: part for record in records for part in record.parts if part.counted}


def _notice(store: Store, meeting: Meeting, sent: Iterable[date]) -> int | None:
    first = min(sent, default=None)
    holidays = {holiday.day for holiday in store.bank_holidays.all()}
    return days_had(Contact(first) if first else None, answers_due(meeting), holidays)
