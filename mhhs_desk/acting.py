"""Actions on the desk: when they are due, changed many at once, and carried on when a meeting is closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from mhhs_desk.domain import carrying
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.keeping import Keeping
from mhhs_desk.store import viewing


class Acting(Keeping):
    """A desk with the actions that the seat and others owe."""

    def diary(self) -> Diary:
        """The meetings that are known and the rules of the forums, today: what "next PSG" means."""
        return viewing.diary(self, self.today)

    def forum_of(self, action: Action, diary: Diary) -> int:
        """The forum whose next meeting an action would be carried to: its own, else that of the coming meeting."""
        ours = self.seats.first("ours")
        next_ = self.next_of_desk(diary)
        known = (action.forum_id, next_.forum_id if next_ else None, ours.forum_id if ours else None)
        return next(number for number in known if number in diary.forums)

    def next_of_desk(self, diary: Diary) -> Meeting | None:
        """The meeting of any forum that comes next."""
        coming = [found for forum in diary.forums if (found := diary.coming(forum))]
        return min(coming, key=lambda one: (one.day or one.by_rule or date.max, one.id), default=None)

    def dated(self, action: Action, due: date | None, said: str | None) -> Action:
        """An action with another due day; words that mean a meeting mean the coming one, or the one after it."""
        written = replace(action, due=due, due_words=said, due_after=None)
        if (due, said) == (action.due, action.due_words) or (due and due == action.due):
            return action
        diary = self.diary()
        named = diary.followed(written)
        if named is None:
            return written
        forum = diary.codes.get(named.code.casefold()) if named.code else self.forum_of(action, diary)
        return carrying.put_at(written, forum, diary, named.this) if forum else written

    # Many at once, each in one step

    def set_due(self, ids: Collection[int], due: date | None, said: str | None) -> int:
        """Give actions another due day, or words. Returns how many were changed."""
        changed = [self.dated(self.actions.get(number), due, said) for number in ids]
        return self.actions.write_all("Set the due day of", changed, self.today)

    def set_owner(self, ids: Collection[int], owner: str | None) -> int:
        changed = [replace(self.actions.get(number), owner=owner) for number in ids]
        return self.actions.write_all("Set the owner of", changed, self.today)

    def mark_done(self, ids: Collection[int]) -> int:
        changed = [replace(self.actions.get(number), status=ActionStatus.DONE) for number in ids]
        return self.actions.write_all("Mark done", changed, self.today)

    def carry_to_next(self, ids: Collection[int]) -> int:
        """Carry actions to the next meeting of their forum; those due there already stay as they are."""
        diary, chosen = self.diary(), [self.actions.get(number) for number in ids]
        moved = [carrying.to_next(one, self.forum_of(one, diary), diary) for one in chosen]
        return self.actions.write_all("Carry to the next meeting", moved, self.today, "Carried to the next meeting.")

    # A meeting that is closed

    def carry_actions(self, meeting: Meeting) -> list[Action]:
        """Carry on what is still open of what is due at a meeting, in one step; the actions so carried."""
        return self.actions.carry(meeting, self.diary(), self.today)
