"""Records that come back, in the rep's words: what they point to is named whichever side it is on."""

from __future__ import annotations

from typing import Any

from mhhs_desk.desk import Desk
from mhhs_desk.domain.bringing_back import CITATION, Comparison, Difference, Row
from mhhs_desk.ui.changes import HIDDEN, label, value
from mhhs_desk.ui.record_words import Facts, RecordWords

BY_NAME = {"member": "name", "source": "name", "baseline": "name", "forum": "code"}
"""Records that are told by one field, where something points to them."""
NEW = "[F new]"
"""A citation of an answer that has no number here yet."""


class CarriedWords(RecordWords):
    """Knows the records of both sides by their identities."""

    def __init__(self, desk: Desk, comparison: Comparison) -> None:
        self.comparison = comparison
        self._ids: dict[str, int] = {}
        super().__init__(desk)

    def forget(self) -> None:
        super().forget()
        self._ids = {one.uid: one.id for one in self.desk.feedback.all()}

    def facts(self, kind: str, record_id: Any) -> Facts:
        """A record by its identity, as it comes back or as it is here; nothing where neither side has it."""
        row = self.comparison.theirs.get(kind, {}).get(record_id)
        row = row or self.comparison.everything.get(kind, {}).get(record_id)
        return self.told(kind, str(record_id), row) if row else {}

    def told(self, kind: str, uid: str, row: Row) -> Facts:
        """The fields of a record in their own types; links stay identities."""
        return {"uid": uid, "id": self._ids.get(uid, 0) if kind == "feedback" else 0, **self.read(kind, dict(row))}

    def name(self, one: Difference) -> str:
        """What a record that differs is called."""
        row = one.theirs or one.ours or one.base or {}
        return self.title(one.table, self.told(one.table, one.uid, row))

    def field(self, one: Difference, name: str) -> str:
        """A field of it as the rep knows it."""
        return label(one.table, name)

    def value(self, one: Difference, row: Row | None, name: str) -> str:
        """What a side says in a field; empty where it says nothing."""
        if row is None or row.get(name) is None:
            return ""
        target = self.comparison.shape.links.get(one.table, {}).get(name)
        if target:
            facts = self.facts(target, row[name])
            plain = BY_NAME.get(target)
            return str(facts.get(plain or "", "")) if plain or not facts else self.title(target, facts)
        return CITATION.sub(self._cited, value(self, self.told(one.table, one.uid, row), name))

    def _cited(self, match: Any) -> str:
        number = self._ids.get(match[1])
        return f"[F{number:02d}]" if number else NEW

    def shown(self, one: Difference) -> list[str]:
        """The fields that are shown of a difference: those that differ, or all that say something."""
        names = one.fields or tuple(one.theirs or one.ours or one.base or ())
        return [name for name in names if name not in HIDDEN]
