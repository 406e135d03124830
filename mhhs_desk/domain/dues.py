"""When an action is due, and why: on a day of its own, at the next meeting of a forum, or as the words found say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from mhhs_desk.domain.actions import Action, ActionStatus, Followed, followed
from mhhs_desk.domain.convening import open_days
from mhhs_desk.domain.forums import Cadence, Forum
from mhhs_desk.domain.meetings import Meeting, MeetingKind

LOOSE = re.compile(r"\b(next|following|this)\s+(\w{3,6})\b", re.IGNORECASE)
"""A forum may be typed in small letters, where it is one that is known."""


class Ground(StrEnum):
    """Why an action is due on its day, or on none."""

    OWN = "a day of its own"
    MEETING = "a meeting"
    RULE = "the rule of its forum"
    UNDATED = "a meeting without a day"
    NO_MEETING = "no meeting known"
    NO_FORUM = "no forum known"
    WORDS = "words that are no day"
    NONE = "none given"


class Group(StrEnum):
    """Where an action stands among the others, by the day it is due."""

    OVERDUE = "overdue"
    AT_NEXT = "at the next meeting"
    FOLLOWING = "at the one after"
    LATER = "later"
    NO_DATE = "no date"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Due:
    """When an action is due: the day, where one is known, and its ground; the forum and the meeting it follows.

    `after` is the meeting after which "next" counts.
    """

    ground: Ground
    day: date | None = None
    forum_id: int | None = None
    meeting_id: int | None = None
    after: int | None = None

    @property
    def follows(self) -> bool:
        """Whether the day is that of a meeting, and moves with it."""
        return self.forum_id is not None


class Diary:
    """The meetings that are known and the days by rule, on a day: what "next PSG" means.

    The next meeting of a forum is its first standing one that is not called off; where none is invited for it, a day
    by rule stands in. A day by rule that a meeting stands for, moved or called off though it be, is no day to come.
    Without a day for today, "next" counts after a meeting or not at all.
    """

    def __init__(
        self, forums: Iterable[Forum], meetings: Iterable[Meeting], cadences: Iterable[Cadence], today: date | None
    ) -> None:
        self.forums = {forum.id: forum for forum in forums}
        self.meetings = {meeting.id: meeting for meeting in meetings}
        self.cadences = tuple(cadences)
        self.today = today
        self._first: dict[tuple[int, date, int | None], Due] = {}

    @cached_property
    def codes(self) -> dict[str, int]:
        return {forum.code.casefold(): forum.id for forum in self.forums.values()}

    def due(self, action: Action) -> Due:
        """When an action is due, as far as anybody has said."""
        if action.due:
            return Due(Ground.OWN, action.due)
        named = self.followed(action)
        if named is None:
            return Due(Ground.WORDS if action.due_words else Ground.NONE)
        base = self.meetings.get(action.due_after or action.meeting_id or 0)
        forum = self._forum(named, action, base)
        if forum is None:
            return Due(Ground.NO_FORUM)
        if named.this and base and base.forum_id == forum and base.cancelled is None and expected(base):
            return Due(Ground.MEETING, expected(base), forum, base.id, base.id)
        return self.first_after(forum, base)

    def followed(self, action: Action) -> Followed | None:
        """The meeting that an action is due at, in whatever letters its forum is written."""
        loose = LOOSE.search(action.due_words or "")
        if loose and not action.due and loose[2].casefold() in self.codes:
            return Followed(loose[2], loose[1].casefold() == "this")
        return followed(action)

    def _forum(self, named: Followed, action: Action, base: Meeting | None) -> int | None:
        if named.code:
            return self.codes.get(named.code.casefold())
        known = action.forum_id or (base.forum_id if base else None)
        return known if known in self.forums else None

    def first_after(self, forum_id: int, base: Meeting | None) -> Due:
        """The first standing meeting of a forum after another meeting; without one, or without its day, after today."""
        day = (expected(base) if base else None) or self.today
        if day is None:
            return Due(Ground.NO_MEETING, None, forum_id)
        key = forum_id, day, base.id if base else None
        if key not in self._first:
            self._first[key] = self._look(forum_id, day, base.id if base else None)
        return self._first[key]

    def _look(self, forum_id: int, day: date, base: int | None) -> Due:
        of_forum = [one for one in self.meetings.values() if one.forum_id == forum_id]
        standing = [one for one in of_forum if one.kind is MeetingKind.STANDING and one.cancelled is None]
        to_come = [(when, one.id) for one in standing if one.id != base and (when := expected(one)) and when > day]
        ruled = next(open_days(self.forums[forum_id], day, of_forum, self.cadences), None)
        if to_come and (ruled is None or min(to_come)[0] <= ruled):
            when, meeting = min(to_come)
            return Due(Ground.MEETING if self.meetings[meeting].day else Ground.RULE, when, forum_id, meeting, base)
        if ruled:
            return Due(Ground.RULE, ruled, forum_id, None, base)
        undated = [one.id for one in standing if one.id != base and expected(one) is None]
        if undated:
            return Due(Ground.UNDATED, None, forum_id, min(undated), base)
        return Due(Ground.NO_MEETING, None, forum_id, None, base)

    def coming(self, forum_id: int) -> Meeting | None:
        """The first meeting of a forum that is on the record and still to come."""
        today = self.today or date.min
        dated = [
            (when, one.id)
            for one in self.meetings.values()
            if one.forum_id == forum_id and one.cancelled is None and (when := expected(one)) and when >= today
        ]
        return self.meetings[min(dated)[1]] if dated else None

    def group(self, action: Action, due: Due, at: Meeting | None) -> Group:
        """Where an action stands. `at` is the meeting in hand: what is due by then is due at it."""
        today = self.today or date.min
        by = expected(at) if at else None
        by = by if by and by >= today else None
        here = by is not None and due.day is not None and today <= due.day <= by
        here = here or (at is not None and due.day is None and due.meeting_id == at.id)
        if action.status is ActionStatus.DONE:
            return Group.AT_NEXT if here else Group.DONE
        if here:
            return Group.AT_NEXT
        if due.day is None:
            return Group.NO_DATE
        if due.day < today:
            return Group.OVERDUE
        if due.forum_id is not None:
            after = at if at and by and at.forum_id == due.forum_id else None
            return Group.FOLLOWING if due.day <= (self.first_after(due.forum_id, after).day or due.day) else Group.LATER
        return Group.LATER

    def overdue(self, action: Action) -> bool:
        """Whether an action is not done though its day has passed."""
        day = self.due(action).day
        return action.status is not ActionStatus.DONE and day is not None and day < (self.today or date.min)


def expected(meeting: Meeting) -> date | None:
    """The day of a meeting, or the day by rule that it stands for."""
    return meeting.day or meeting.by_rule
