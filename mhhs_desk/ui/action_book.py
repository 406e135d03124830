"""What a list of actions shows, looked up once: due days in words, forums, sources, updates, and whose they are."""

from __future__ import annotations

from datetime import date

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate, is_ours
from mhhs_desk.ui.due import Calendar, ShownDue

STATUS = {ActionStatus.OPEN: "Open", ActionStatus.IN_HAND: "In hand", ActionStatus.DONE: "Done"}
NOBODY = "none given"


class ActionBook:
    """The actions of a desk with all that is told of them beside their own fields."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.calendar = Calendar(desk)
        seat = next((seat for seat in desk.seats.all() if seat.ours), None)
        self.rep = seat.rep if seat else None
        self.actions = desk.actions.all()
        self.dues: dict[int, ShownDue] = {action.id: self.calendar.due(action) for action in self.actions}
        used = {action.source_id for action in self.actions if action.source_id}
        self.sources = {number: desk.sources.get(number).name for number in used}
        self.updates: dict[int, list[ActionUpdate]] = {}
        for update in desk.action_updates.all():
            self.updates.setdefault(update.action_id, []).append(update)

    def ours(self, action: Action) -> bool:
        return action.member_id is None and is_ours(action, self.rep)

    def ours_to_do(self, action: Action) -> bool:
        return self.ours(action) and not self.done(action)

    def done(self, action: Action) -> bool:
        return action.status is ActionStatus.DONE

    def done_on(self, action: Action) -> date | None:
        """The day on which an action was told done; None where it is not, or came so."""
        told = self.updates.get(action.id)
        return told[-1].day if told and self.done(action) else None

    def owner(self, action: Action) -> str:
        return action.owner or NOBODY

    def forum(self, action: Action) -> str:
        return self.calendar.codes.get(action.forum_id or 0, NOBODY)

    def place(self, action: Action) -> str:
        """Where in its source an action stands, or how it came."""
        if not action.source_id:
            return "by hand"
        return words.place(action.span) or self.sources.get(action.source_id, "original")

    def due_key(self, action: Action) -> tuple[bool, date, str]:
        day = self.dues[action.id].day
        return day is None, day or date.max, action.ref

    def owners(self) -> list[str]:
        """Whom an action may be given to: who owes something already, us, and the members."""
        known = [action.owner for action in self.actions if action.owner]
        members = [member.name for member in self.desk.members.all()]
        return list(dict.fromkeys([*known, *([self.rep] if self.rep else []), "Constituents", *members]))
