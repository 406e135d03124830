"""Actions: closed, reopened, updated, changed many at once and carried on by the rules of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mhhs_desk.domain import actions, carrying
from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.records import Records


class Actions(Records[Action]):
    """The actions of every forum, with their dated updates."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, Action, "action")
        self.updates = Records(workspace, ActionUpdate, "action_update", "day, id")

    def close(self, action_id: int, on: date) -> None:
        action = self.get(action_id)
        with self.workspace.step(f"Close {action.ref}"):
            self.save(actions.close(action))
            self._told(action_id, "Done.", on)

    def reopen(self, action_id: int, on: date) -> None:
        action = self.get(action_id)
        with self.workspace.step(f"Reopen {action.ref}"):
            self.save(actions.reopen(action))
            self._told(action_id, "Reopened.", on)

    def tell(self, action_id: int, text: str, on: date) -> None:
        """Add an update; an open action is in hand from then on."""
        action = self.get(action_id)
        with self.workspace.step(f"Update {action.ref}"):
            self._told(action_id, text.strip(), on)
            if action.status is ActionStatus.OPEN:
                self.change(action_id, status=ActionStatus.IN_HAND)

    def note(self, action_id: int, text: str, on: date) -> None:
        """Add an update that tells of the action and leaves it as it stands."""
        with self.workspace.step(f"Update {self.get(action_id).ref}"):
            self._told(action_id, text, on)

    def _told(self, action_id: int, text: str, on: date) -> None:
        self.updates.add(ActionUpdate(action_id=action_id, day=on, text=text))

    # Changed by hand, one or many at once

    def edit(self, action: Action, on: date) -> Action:
        """Write an action as it was changed by hand, in a step of its own; the action as it is then."""
        self._write(f"Edit {action.ref}", [action], on)
        return self.get(action.id)

    def write_all(self, name: str, changed: Iterable[Action], on: date, tell: str = "") -> int:
        """Write changed actions in one step, each with an update where one is to tell of it; how many were changed."""
        changed = list(changed)
        what = changed[0].ref if len(changed) == 1 else f"{len(changed)} actions"
        return self._write(f"{name} {what}", changed, on, tell)

    def _write(self, name: str, changed: Iterable[Action], on: date, tell: str = "") -> int:
        pairs = [(self.get(one.id), self.with_member(one)) for one in changed]
        different = [(before, after) for before, after in pairs if after != before]
        if different:
            with self.workspace.step(name):
                self.rewrite(*(after for _, after in different))
                for before, after in different:
                    text = tell or _stood(before, after)
                    if text:
                        self._told(after.id, text, on)
        return len(different)

    def carry(self, meeting: Meeting, diary: Diary, on: date) -> list[Action]:
        """Carry on what is still open of what is due at a meeting, each told by an update; the actions so carried."""
        code = diary.forums[meeting.forum_id].code
        moved = carrying.carry(self.all(), meeting, diary)
        if moved:
            self.write_all("Carry on", moved, on, f"Not done at {meeting.label}: carried to the next {code}.")
        return moved

    def with_member(self, action: Action) -> Action:
        """An action with the member who owes it, where its owner is the name of one."""
        found = self.workspace.rows("SELECT id FROM member WHERE name = ? COLLATE NOCASE", (action.owner,))
        return replace(action, member_id=found[0]["id"] if found else None)

    def next_ref(self) -> str:
        """The reference for an action that came without one."""
        (row,) = self.workspace.rows(
            "SELECT coalesce(max(CAST(substr(ref, 5) AS INTEGER)), 0) + 1 AS n FROM action WHERE ref GLOB 'ACT-[0-9]*'"
        )
        return f"ACT-{row['n']:02d}"


def _stood(before: Action, after: Action) -> str:
    """The update of an action that is done now, or not any more."""
    done, was = (one.status is ActionStatus.DONE for one in (after, before))
    return "" if done == was else "Done." if done else "Reopened."
