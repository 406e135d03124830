"""Positions and threshold checks: one of each kind for an item, written a field at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import ThresholdCheck, Touch
from mhhs_desk.domain.positions import PARTS, Lapsed, Position, cites_in, lapsed, renumbered, whole
from mhhs_desk.domain.wordings import Wording
from mhhs_desk.store import history
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.records import Records


class Positions(Records[Position]):
    """The seat's positions."""

    def __init__(self, workspace: Workspace, feedback: Records[Feedback]) -> None:
        super().__init__(workspace, Position, "position")
        self.feedback = feedback
        self.wordings = Records(workspace, Wording, "wording")

    def of(self, item_id: int) -> Position:
        """The position on an item; an unwritten, empty one where there is none yet."""
        return self.first("item_id = ?", item_id) or Position(item_id=item_id)

    def write(self, item_id: int, name: str = "Write the position", **fields: object) -> Position:
        """Write some fields of a position. A citation of an answer that is not this item's is refused."""
        with self.workspace.step(name):
            before = self.first("item_id = ?", item_id) or self.add(Position(item_id=item_id))
            after = self.change(before.id, **fields)
            self.refuse_foreign(item_id, whole(after), whole(before))
        return after

    def refuse_foreign(self, item_id: int, text: str, before: str = "") -> None:
        """Raise Refused where a text cites what is not an answer to an item, and did not do so before."""
        known = {answer.id for answer in self.feedback.where("item_id = ?", item_id)} | set(cites_in(before))
        strange = [number for number in cites_in(text) if number not in known]
        if strange:
            raise Refused("not an answer to this item", numbers=tuple(strange))

    def lapsed(self, texts: str, standing: Iterable[Feedback]) -> list[Lapsed]:
        """The answers that texts on an item cite and that are not among those that count on it now."""
        stand = list(standing)
        open_ = [number for number in cites_in(texts) if number not in {answer.id for answer in stand}]
        there = {n: answer.member_id for n in open_ if (answer := self.feedback.first("id = ?", n))}
        gone = {number: giver for number in open_ if number not in there if (giver := self._giver(number))}
        return lapsed(open_, stand, there.keys(), there | gone)

    def _giver(self, number: int) -> int | None:
        """Whose an answer was that is not on record any more."""
        past = history.past_of(self.workspace.db, "feedback", number)
        image = (past[-1].after or past[-1].before) if past else None
        return image["member_id"] if image else None

    def renumber(self, numbers: Mapping[int, int], name: str = "Renumber the citations") -> None:
        """Let every citation of every position and wording follow a map from old numbers to new ones, in one step."""
        with self.workspace.step(name):
            for position in self.all():
                self.change(position.id, **{part: renumbered(getattr(position, part), numbers) for part in PARTS})
            for wording in self.wordings.all():
                self.wordings.change(wording.id, text=renumbered(wording.text, numbers))


class ThresholdChecks(Records[ThresholdCheck]):
    """The rep's look at each Ofgem threshold, item by item."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, ThresholdCheck, "threshold_check", "item_id, threshold")

    def write(self, item_id: int, threshold: str, answer: Touch, why: str = "") -> ThresholdCheck:
        found = self.first("item_id = ? AND threshold = ?", item_id, threshold)
        check = ThresholdCheck(item_id=item_id, threshold=threshold, answer=answer, why=why)
        return self.change(found.id, answer=answer, why=why) if found else self.add(check)
