"""Positions and threshold checks: one of each kind for an item, written a field at a time."""

from __future__ import annotations

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import ThresholdCheck, Touch
from mhhs_desk.domain.positions import Position, cited
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.records import Records


class Positions(Records[Position]):
    """The seat's positions."""

    def __init__(self, workspace: Workspace, feedback: Records[Feedback]) -> None:
        super().__init__(workspace, Position, "position")
        self.feedback = feedback

    def of(self, item_id: int) -> Position:
        """The position on an item; an unwritten, empty one where there is none yet."""
        return self.first("item_id = ?", item_id) or Position(item_id=item_id)

    def write(self, item_id: int, name: str = "Write the position", **fields: object) -> Position:
        """Write some fields of a position. A citation of an answer that is not this item's is refused."""
        with self.workspace.step(name):
            before = self.first("item_id = ?", item_id) or self.add(Position(item_id=item_id))
            after = self.change(before.id, **fields)
            self._refuse_foreign_citations(after)
        return after

    def _refuse_foreign_citations(self, position: Position) -> None:
        known = {answer.id for answer in self.feedback.where("item_id = ?", position.item_id)}
        strange = [number for number in cited(position) if number not in known]
        if strange:
            raise Refused("not an answer to this item", numbers=tuple(strange))


class ThresholdChecks(Records[ThresholdCheck]):
    """The rep's look at each Ofgem threshold, item by item."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, ThresholdCheck, "threshold_check", "item_id, threshold")

    def write(self, item_id: int, threshold: str, answer: Touch, why: str = "") -> ThresholdCheck:
        found = self.first("item_id = ? AND threshold = ?", item_id, threshold)
        check = ThresholdCheck(item_id=item_id, threshold=threshold, answer=answer, why=why)
        return self.change(found.id, answer=answer, why=why) if found else self.add(check)
