"""When an action is due, in words: its group in the list, what the cell says, what it sorts by, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.dues import Diary, Due, Ground, Group, expected
from mhhs_desk.store.viewing import diary

DUE_HINT = "1 Dec 2021 or Next PSG"
FORMS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%Y")
"""How a day may be typed; anything else is kept as words."""
ORDER = tuple(Group)


@dataclass(frozen=True, slots=True)
class ShownDue:
    """An action's due day as the list shows it. `beside` stands in brackets after what the source says."""

    group: tuple[int, str]
    said: str
    beside: str = ""
    day: date | None = None
    overdue: bool = False
    why: str = ""

    @property
    def words(self) -> str:
        return f"{self.said} ({self.beside})" if self.beside else self.said


class Calendar:
    """What days words such as "next PSG" mean, read from the records once for a whole list."""

    def __init__(self, desk: Desk) -> None:
        self.today = desk.today
        self.diary: Diary = diary(desk, desk.today)
        self.meetings = self.diary.meetings
        self.codes: Mapping[int, str] = {forum.id: forum.code for forum in self.diary.forums.values()}
        self.next = desk.next_meeting()

    def due(self, action: Action) -> ShownDue:
        """When an action is due, as far as anybody has said."""
        due = self.diary.due(action)
        group = self.diary.group(action, due, self.next)
        said, beside = self._said(action, due)
        overdue = self.diary.overdue(action)
        return ShownDue((ORDER.index(group), self._group(group, due)), said, beside, due.day, overdue, self._why(due))

    def _said(self, action: Action, due: Due) -> tuple[str, str]:
        """What the cell says, and what stands in brackets after it."""
        if action.due:
            return words.day(action.due, action.due.year != self.today.year), ""
        if not action.due_words:
            return "none given", ""
        if due.forum_id is None:
            return f"“{action.due_words}”", ""
        code = self.codes[due.forum_id]
        coming = self.diary.coming(due.forum_id)
        which = "This" if coming and coming.id == due.meeting_id else "Next"
        if due.day is None:
            return f"{which} {code}", "no day known"
        if due.day < self.today:
            at = self.meetings.get(due.meeting_id or 0)
            return (at.label if at else f"{code} by rule"), self._short(due.day)
        return f"{which} {code}", self._short(due.day)

    def _short(self, day: date) -> str:
        return words.day(day, day.year != self.today.year)[4:]

    def _why(self, due: Due) -> str:
        """Why it is due on its day, or on none."""
        at, after = (self.meetings.get(number or 0) for number in (due.meeting_id, due.after))
        code = self.codes.get(due.forum_id or 0, "")
        counted = f", the first after {after.label}" if after and (at is None or at.id != after.id) else ""
        day = words.day(due.day, year=True) if due.day else ""
        return {
            Ground.OWN: "A day of its own.",
            Ground.MEETING: f"Follows the meeting: {at.label if at else code}{counted}, {day}.",
            Ground.RULE: f"Follows the meeting: by rule {day}{counted}, not yet invited.",
            Ground.UNDATED: f"Follows the meeting: {at.label if at else code}{counted}, which has no day yet.",
            Ground.NO_MEETING: f"No meeting of the {code or 'forum'} is known{counted and ' ' + counted[2:]}.",
            Ground.NO_FORUM: "It names no forum that is known here.",
            Ground.WORDS: "The words found, which are no day.",
            Ground.NONE: "No day was given.",
        }[due.ground]

    def _group(self, group: Group, due: Due) -> str:
        at = self.next
        day = expected(at) if at else None
        return {
            Group.OVERDUE: "Overdue",
            Group.AT_NEXT: f"Due at {at.label if at else ''}, {words.day(day) if day else 'no day yet'}",
            Group.FOLLOWING: f"Due at the next {self.codes.get(due.forum_id or 0, 'meeting')}",
            Group.LATER: "Due later",
            Group.NO_DATE: "No date given",
            Group.DONE: "Done",
        }[group]


def due_to_edit(action: Action) -> str:
    """What stands in the field when the due day of an action is edited: the day, or the words."""
    return words.day(action.due, year=True)[4:] if action.due else action.due_words or ""


def typed_due(text: str) -> tuple[date | None, str | None]:
    """What was typed as a due day: a day, or words to be kept as they are."""
    text = text.strip()
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date(), None
        except ValueError:
            continue
    return None, text or None
