"""Actions: closed, reopened and updated by the rules of the domain."""

from __future__ import annotations

from datetime import date

from mhhs_desk.domain import actions
from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate
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
            self.updates.add(ActionUpdate(action_id=action_id, day=on, text="Done."))

    def reopen(self, action_id: int, on: date) -> None:
        action = self.get(action_id)
        with self.workspace.step(f"Reopen {action.ref}"):
            self.save(actions.reopen(action))
            self.updates.add(ActionUpdate(action_id=action_id, day=on, text="Reopened."))

    def tell(self, action_id: int, text: str, on: date) -> None:
        """Add an update; an open action is in hand from then on."""
        action = self.get(action_id)
        with self.workspace.step(f"Update {action.ref}"):
            self.updates.add(ActionUpdate(action_id=action_id, day=on, text=text.strip()))
            if action.status is ActionStatus.OPEN:
                self.change(action_id, status=ActionStatus.IN_HAND)

    def next_ref(self) -> str:
        """The reference for an action that came without one."""
        (row,) = self.workspace.rows(
            "SELECT coalesce(max(CAST(substr(ref, 5) AS INTEGER)), 0) + 1 AS n FROM action WHERE ref GLOB 'ACT-[0-9]*'"
        )
        return f"ACT-{row['n']:02d}"
