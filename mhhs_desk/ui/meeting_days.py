"""The days of the forums: meetings that are invited or held, days that a cadence rule gives, and papers due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.forums import Forum, days_by_rule
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.working_days import working_days_before
from mhhs_desk.ui.calendar_strip import DayKind, Marked, months_from

NTH = ("", "first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting of a forum; without a record, the day that the forum's rule gives."""

    forum: Forum
    day: date | None
    meeting: Meeting | None = None

    @property
    def id(self) -> object:
        return self.meeting.id if self.meeting else (self.forum.code, self.day)

    @property
    def label(self) -> str:
        return self.meeting.label if self.meeting else self.forum.code


def rule_words(forum: Forum) -> str:
    """ "By rule: first Wednesday"."""
    if forum.nth is None or forum.weekday is None:
        return "No rule is known"
    return f"By rule: {NTH[forum.nth]} {words.LONG_WEEKDAYS[forum.weekday]}"


def under_words(one: MeetingDay) -> str:
    """What stands under a meeting's name in the list."""
    if one.meeting is None:
        return rule_words(one.forum)
    kind = "Standing" if one.meeting.kind is MeetingKind.STANDING else "Ad hoc"
    when = ", ".join(part for part in (one.meeting.start, one.meeting.place) if part)
    return " · ".join(part for part in (kind, when) if part)


def left_words(day: date | None, today: date) -> str:
    """How far a day is off."""
    if day is None:
        return "no day yet"
    left = (day - today).days
    return "today" if left == 0 else words.count(left, "day") if left > 0 else ""


def days_to_come(desk: Desk) -> list[MeetingDay]:
    """Meetings to come, the nearest first: those with a record, and those that a rule gives in the months shown."""
    today = desk.today
    forums = {forum.id: forum for forum in desk.forums.all()}
    invited = desk.meetings.all()
    found = [MeetingDay(forums[m.forum_id], m.day, m) for m in invited if m.day is None or m.day >= today]
    for forum in forums.values():
        found += [MeetingDay(forum, day) for day in _rule_days(forum, today, invited)]
    return sorted(found, key=lambda one: (one.day or date.max, one.forum.level, one.forum.id))


def _rule_days(forum: Forum, today: date, invited: list[Meeting]) -> Iterator[date]:
    """The days by rule in the months shown; a month in which the forum is invited already needs none."""
    taken = {(m.day.year, m.day.month) for m in invited if m.day and m.forum_id == forum.id and m.kind != "ad hoc"}
    shown = set(months_from(today))
    if forum.state != "standing":
        return
    for day in days_by_rule(forum, today):
        if (day.year, day.month) not in shown:
            return
        if (day.year, day.month) not in taken:
            yield day


def held(desk: Desk) -> list[MeetingDay]:
    """Meetings that are over, the latest first."""
    forums = {forum.id: forum for forum in desk.forums.all()}
    over = [MeetingDay(forums[m.forum_id], m.day, m) for m in desk.meetings.all() if m.day and m.day < desk.today]
    return sorted(over, key=lambda one: (one.day or date.min, one.forum.id), reverse=True)


def marked_days(desk: Desk, days: list[MeetingDay]) -> dict[date, Marked]:
    """What the calendar shows: papers due, then days by rule over them, then meetings over both."""
    marked: dict[date, Marked] = {}
    holidays = desk.holidays
    for one in days:
        if one.day:
            due = working_days_before(one.day, one.forum.papers_due_days, holidays)
            marked[due] = Marked(DayKind.PAPERS, f"papers due for {one.label}")
    for one in days:
        if one.day and one.meeting is None:
            marked[one.day] = Marked(DayKind.RULE, f"{one.label}, {rule_words(one.forum).lower()}")
    for one in days:
        if one.day and one.meeting:
            marked[one.day] = Marked(DayKind.MEETING, one.label)
    return marked
