"""Outcomes: what a group did with an item and what became of our position, written a field at a time."""

from __future__ import annotations

from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.spans import Span
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.records import Records


class Outcomes(Records[Outcome]):
    """The outcomes of every item. Minutes may have brought several of one; the last of them stands."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, Outcome, "outcome")

    def of(self, item_id: int) -> Outcome:
        """The outcome that stands for an item; an unwritten, empty one where there is none yet."""
        found = list(self.where("item_id = ?", item_id))
        return found[-1] if found else Outcome(item_id=item_id)

    def write(self, item_id: int, name: str = "Note the outcome", **fields: object) -> Outcome:
        """Write some fields of an item's outcome; one in which nothing is said any more is taken off the record."""
        with self.workspace.step(name):
            before = self.of(item_id)
            after = self.change((before if before.id else self.add(before)).id, **fields)
            if after.is_empty:
                self.remove(after.id)
            return after

    def minuted(self, item_id: int, text: str, source_id: int, span: Span | None) -> Outcome:
        """What minutes say of an item: beside what we noted ourselves, never over it."""
        ours = self.of(item_id)
        if not ours.id or ours.source_id is not None:
            return self.add(Outcome(item_id=item_id, text=text, source_id=source_id, span=span))
        return ours if ours.text else self.change(ours.id, text=text, source_id=source_id, span=span)
