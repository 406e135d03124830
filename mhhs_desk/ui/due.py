"""When an action is due: its group in the list, what the cell says, and what it sorts by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, ActionStatus, follows_a_meeting
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.store.viewing import next_days

NO_DATE = "No date given"
DONE = "Done"
FORMS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%Y")
"""How a day may be typed; anything else is kept as words."""


@dataclass(frozen=True, slots=True)
class Due:
    """An action's due day as the list shows it. `beside` stands in brackets after what the source says."""

    group: tuple[int, str]
    said: str
    beside: str = ""
    day: date | None = None
    overdue: bool = False

    @property
    def words(self) -> str:
        return f"{self.said} ({self.beside})" if self.beside else self.said


class Calendar:
    """What days words such as "next PSG" mean, read from the records once for a whole list."""

    def __init__(self, desk: Desk) -> None:
        self.today = desk.today
        self.meetings: Mapping[int, Meeting] = {meeting.id: meeting for meeting in desk.meetings.all()}
        self.codes: Mapping[int, str] = {forum.id: forum.code for forum in desk.forums.all()}
        self.next = desk.next_meeting()
        days = {self.today, *(meeting.day for meeting in self.meetings.values() if meeting.day)}
        self._after = {day: next_days(desk, day) for day in days}

    def due(self, action: Action) -> Due:
        """When an action is due, as far as anybody has said."""
        day, beside = action.due, ""
        if follows_a_meeting(action):
            day = self._followed(action)
            beside = words.day(day)[4:] if day else "no day known"
        said = words.day(action.due, self._other_year(action.due)) if action.due else self._said(action)
        overdue = bool(action.due and action.due < self.today and action.status is not ActionStatus.DONE)
        return Due(self._group(action, day), said, beside, day, overdue)

    def _other_year(self, day: date) -> bool:
        return day.year != self.today.year

    def _said(self, action: Action) -> str:
        if not action.due_words:
            return "none given"
        return action.due_words if follows_a_meeting(action) else f"“{action.due_words}”"

    def _followed(self, action: Action) -> date | None:
        """The day of the meeting that comes after the one the action was raised at."""
        raised = self.meetings.get(action.meeting_id or 0)
        after = raised.day if raised and raised.day else self.today
        return self._after[after].get(action.forum_id or (raised.forum_id if raised else 0))

    def _group(self, action: Action, day: date | None) -> tuple[int, str]:
        if action.status is ActionStatus.DONE:
            return 9, DONE
        if day is None:
            return 5, NO_DATE
        if day < self.today:
            return 0, "Overdue"
        at = self.next.day if self.next else None
        if self.next and at and day <= at:
            return 1, f"Due at {self.next.label}, {words.day(at)}"
        if follows_a_meeting(action):
            return 2, f"Due at the next {self.codes.get(action.forum_id or 0, 'meeting')}"
        return 3, "Due later"


def typed_due(text: str) -> tuple[date | None, str | None]:
    """What was typed as a due day: a day, or words to be kept as they are."""
    text = text.strip()
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date(), None
        except ValueError:
            continue
    return None, text or None
