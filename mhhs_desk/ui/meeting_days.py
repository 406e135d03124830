"""The days of the forums: meetings to come, held and called off, days that a rule gives, and what is due when."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mhhs_desk import calendar_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.calendar_days import RemarkKind, feedback_due, papers_due, remarks
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.convening import Turn, open_days, turns
from mhhs_desk.domain.forums import Forum, rule_on
from mhhs_desk.domain.meetings import Meeting, MeetingKind, Move
from mhhs_desk.ui.calendar_strip import DayKind, Marked, months_from

ALARMS = {
    RemarkKind.HOLIDAY: "bank holiday",
    RemarkKind.WEEKEND: "weekend",
    RemarkKind.YEAR_END: "between the years",
}
"""What collides with the calendar, in the few words of a list."""


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting of a forum; without a record, the day that the forum's rule gives, and that rule."""

    forum: Forum
    day: date | None
    meeting: Meeting | None = None
    rule: tuple[int | None, int | None] = (None, None)
    turns: tuple[Turn, ...] = ()
    alarm: str = ""

    @property
    def id(self) -> object:
        return self.meeting.id if self.meeting else (self.forum.code, self.day)

    @property
    def label(self) -> str:
        return self.meeting.label if self.meeting else self.forum.code

    @property
    def off(self) -> bool:
        """Whether it was called off."""
        return self.meeting is not None and self.meeting.cancelled is not None


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One thing that falls on a day: its kind, its words in a cell and in full, and the meeting it belongs to."""

    kind: DayKind
    short: str
    full: str
    one: MeetingDay | None = None


def rule_words(one: MeetingDay) -> str:
    """ "By rule: first Wednesday"."""
    return calendar_words.rule(*one.rule)


def under_words(one: MeetingDay, today: date) -> str:
    """What stands under a meeting's name in the list."""
    if one.meeting is None:
        return rule_words(one)
    if one.off:
        return f"Called off, told {calendar_words.day(one.meeting.cancelled or today, today)}"
    moves = [turn for turn in one.turns if not turn.off]
    if moves:
        return calendar_words.sentence(calendar_words.turn(moves[-1], today).partition(",")[0])
    kind = "Standing" if one.meeting.kind is MeetingKind.STANDING else "Ad hoc"
    when = ", ".join(part for part in (one.meeting.start, one.meeting.place) if part)
    return " · ".join(part for part in (kind, when) if part)


def left_words(day: date | None, today: date) -> str:
    """How far a day is off."""
    if day is None:
        return "no day yet"
    left = (day - today).days
    return "today" if left == 0 else words.count(left, "day") if left > 0 else ""


class MeetingDays:
    """The days of the forums as the records are now, read once for a whole page."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.today = desk, desk.today
        self.forums = {forum.id: forum for forum in desk.forums.all()}
        self.meetings = desk.meetings.all()
        self.cadences = desk.cadences.all()
        self.names = desk.holiday_names

    @cached_property
    def _turns(self) -> Mapping[int, list[Turn]]:
        moves: dict[int, list[Move]] = defaultdict(list)
        for move in self.desk.moves.all():
            moves[move.meeting_id].append(move)
        return {one.id: turns(one, moves[one.id]) for one in self.meetings}

    def of_meeting(self, meeting: Meeting) -> MeetingDay:
        forum = self.forums[meeting.forum_id]
        alarm = self._alarm(forum, meeting.day) if meeting.day and not meeting.cancelled else ""
        return MeetingDay(forum, meeting.day, meeting, (None, None), tuple(self._turns[meeting.id]), alarm)

    def _by_rule(self, forum: Forum, day: date) -> MeetingDay:
        return MeetingDay(forum, day, None, rule_on(forum, day, self.cadences), (), self._alarm(forum, day))

    def _alarm(self, forum: Forum, day: date) -> str:
        told = remarks(day, (None, None), None, self.names)
        return next((ALARMS[one.kind] for one in told if one.kind in ALARMS), "")

    def by_rule(self, until: date) -> Iterator[MeetingDay]:
        """The days by rule up to a day that nobody has settled yet, forum by forum."""
        for forum in self.forums.values():
            for day in open_days(forum, self.today, self.meetings, self.cadences):
                if day > until:
                    break
                yield self._by_rule(forum, day)

    def to_come(self) -> list[MeetingDay]:
        """Meetings to come, the nearest first: those with a record, and the days by rule of the months shown."""
        found = [self.of_meeting(one) for one in self.meetings if one.day is None or one.day >= self.today]
        return sorted((*found, *self.by_rule(end_of(*list(months_from(self.today))[-1]))), key=_order)

    def held(self) -> list[MeetingDay]:
        """Meetings that are over, the latest first."""
        over = [self.of_meeting(one) for one in self.meetings if one.day and one.day < self.today]
        return sorted(over, key=lambda one: (one.day or date.min, one.forum.id), reverse=True)

    # What falls on each day

    def entries(self, days: Iterable[MeetingDay]) -> dict[date, list[DayEntry]]:
        """What falls on each day for some meetings, and the bank holidays; of each day the most important last."""
        found: dict[date, list[DayEntry]] = defaultdict(list)
        for day, name in self.names.items():
            found[day].append(DayEntry(DayKind.HOLIDAY, name, name))
        for one in days:
            for day, entry in self._of(one):
                found[day].append(entry)
        for entries in found.values():
            entries.sort(key=lambda entry: entry.kind.value)
        return dict(found)

    def _of(self, one: MeetingDay) -> Iterator[tuple[date, DayEntry]]:
        if one.day is None:
            return
        if one.off:
            yield one.day, DayEntry(DayKind.OFF, one.label, f"{one.label}, called off", one)
        elif one.meeting is None:
            yield (
                one.day,
                DayEntry(
                    DayKind.RULE, one.label, f"{one.label}, by rule: {calendar_words.nth_weekday(*one.rule)}", one
                ),
            )
        else:
            at = f" {one.meeting.start}" if one.meeting.start else ""
            yield one.day, DayEntry(DayKind.MEETING, f"{one.label}{at}", f"{one.label}{at}", one)
        for turn in one.turns:
            if turn.day and turn.day != turn.new_day:
                to = calendar_words.day(turn.new_day, self.today) if turn.new_day else "no day"
                yield turn.day, DayEntry(DayKind.MOVED, one.label, f"{one.label} was moved from here to {to}", one)
        if not one.off:
            yield from self._due(one, one.day)

    def _due(self, one: MeetingDay, day: date) -> Iterator[tuple[date, DayEntry]]:
        due = papers_due(one.forum, day, self.names)
        at = f" {due.time}" if due.time else ""
        yield due.day, DayEntry(DayKind.PAPERS, f"Papers, {one.label}", f"papers due for {one.label}{at}", one)
        for moment in self.answers_due(one):
            time = f" {moment[11:16]}" if len(moment) > 10 else ""
            yield (
                date.fromisoformat(moment[:10]),
                DayEntry(DayKind.ANSWERS, f"Answers, {one.label}", f"answers due for {one.label}{time}", one),
            )

    @cached_property
    def _calls(self) -> Mapping[int, list[Call]]:
        calls: dict[int, list[Call]] = defaultdict(list)
        for call in self.desk.calls.all():
            calls[call.meeting_id].append(call)
        return calls

    def answers_due(self, one: MeetingDay) -> list[str]:
        """The deadlines of a meeting's calls, or the one that its forum's rule gives."""
        if one.meeting is None:
            return []
        calls = {call.due for call in self._calls[one.meeting.id] if call.due}
        due = feedback_due(one.meeting, one.forum, self.names)
        return sorted(calls | ({due} if due else set()))


def marked(entries: Mapping[date, list[DayEntry]], today: date) -> dict[date, Marked]:
    """What the calendar strip shows of the days of its months: the most important kind, and the words of all."""
    months = list(months_from(today))
    shown = {day: found for day, found in entries.items() if (day.year, day.month) in months}
    return {day: Marked(found[-1].kind, "; ".join(entry.full for entry in found)) for day, found in shown.items()}


def end_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _order(one: MeetingDay) -> tuple[date, int, int]:
    return one.day or date.max, one.forum.level, one.forum.id
