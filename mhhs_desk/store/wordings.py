"""Wordings of a position and what members say to them: tried one after the other, one of them chosen."""

from __future__ import annotations

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.wordings import Says, Stance, Wording, next_text
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.positions import Positions
from mhhs_desk.store.records import Records


class Wordings(Records[Wording]):
    """The wordings of every item, in the order they were tried; `stances` are what members say to them."""

    def __init__(self, workspace: Workspace, positions: Positions) -> None:
        super().__init__(workspace, Wording, "wording", "item_id, number")
        self.positions = positions
        self.stances = Records(workspace, Stance, "stance")

    def of(self, item_id: int) -> list[Wording]:
        return list(self.where("item_id = ?", item_id))

    def begin(self, item_id: int, name: str = "Begin a wording") -> Wording:
        """A new wording, from the last one's text or else from the statement of the position. Nobody has said yet."""
        number, text = next_text(self.of(item_id), self.positions.of(item_id).statement)
        with self.workspace.step(name):
            return self.add(Wording(item_id=item_id, number=number, text=text))

    def write(self, wording_id: int, text: str, name: str = "Write a wording") -> Wording:
        """Write the text of a wording. Raises Refused once a member has said something to it."""
        wording = self.get(wording_id)
        if self.stances.count("wording_id = ?", wording_id):
            raise Refused("wording is put", number=wording.number)
        with self.workspace.step(name):
            self.positions.refuse_foreign(wording.item_id, text, wording.text)
            return self.change(wording_id, text=text)

    def say(self, wording_id: int, member_id: int, says: Says | None, why: str = "", name: str = "Say") -> None:
        """Keep what a member says to a wording, and why; None takes it back to not having said."""
        found = self.stances.first("wording_id = ? AND member_id = ?", wording_id, member_id)
        with self.workspace.step(name):
            if says is None:
                if found:
                    self.stances.remove(found.id)
            elif found:
                self.stances.change(found.id, says=says, why=why)
            else:
                self.stances.add(Stance(wording_id=wording_id, member_id=member_id, says=says, why=why))

    def choose(self, wording_id: int, name: str = "Choose a wording", into_statement: bool = False) -> None:
        """Make a wording the chosen one of its item, and put it into the statement where asked: one step."""
        chosen = self.get(wording_id)
        with self.workspace.step(name):
            for wording in self.of(chosen.item_id):
                self.change(wording.id, chosen=wording.id == wording_id)
            if into_statement:
                self.positions.write(chosen.item_id, statement=chosen.text)

    def explain(self, wording_id: int, why: str, name: str = "Say why a wording won") -> None:
        """Keep why a wording won."""
        with self.workspace.step(name):
            self.change(wording_id, why=why)

    def take_out(self, wording_id: int, name: str = "Remove a wording") -> None:
        """Remove a wording, with what was said to it."""
        with self.workspace.step(name):
            for stance in list(self.stances.where("wording_id = ?", wording_id)):
                self.stances.remove(stance.id)
            self.remove(wording_id)
