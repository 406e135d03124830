"""Feedback: one member's answer to one item, with its reason, its strength of evidence and its consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Record):
    """One answer. `option` is a key of the item's options, or NIL for a nil return.

    `evidence` runs from 0 (very low) to 4 (very high). `received` is ISO, with a time of day where known. `role` is
    what the member answers as, `represents` the parties it answers for. `held_back` are passages of its words that stay
    in the rep's own edition, and `reviewed` is the day the rep last looked for such passages.
    """

    member_id: int
    item_id: int
    option: str
    rationale: str = ""
    condition: str | None = None
    red_line: str | None = None
    evidence: int | None = None
    evidence_basis: str | None = None
    channel: str = ""
    received: str | None = None
    consent: Consent = Consent.NAMED
    sensitive: bool = False
    paper_version: str | None = None
    role: str | None = None
    represents: str | None = None
    held_back: tuple[str, ...] = ()
    reviewed: date | None = None
    source_id: int | None = None
    span: Span | None = None

    @property
    def is_nil(self) -> bool:
        return self.option == NIL

    @property
    def code(self) -> str:
        """How the answer is cited: F03, F12, F140."""
        return f"F{self.id:02d}"


class Said(NamedTuple):
    """As much of an answer as is counted and shown in a cell: read by the thousand, at a glance.

    Its fields are those of Feedback; `parts_held` says whether passages of it are held back.
    """

    id: int
    item_id: int
    member_id: int
    option: str
    received: str | None = None
    evidence: int | None = None
    rationale: str = ""
    condition: str | None = None
    red_line: str | None = None
    paper_version: str | None = None
    sensitive: bool = False
    consent: str = Consent.NAMED
    parts_held: bool = False

    @classmethod
    def of(cls, answer: Feedback) -> Said:
        return cls._make([*(getattr(answer, name) for name in cls._fields[:-1]), bool(answer.held_back)])

    @property
    def code(self) -> str:
        return f"F{self.id:02d}"

    @property
    def is_confidential(self) -> bool:
        """Whether any of it is for the rep alone, or may not be shown under the member's name."""
        return bool(self.sensitive or self.parts_held or self.consent != Consent.NAMED)

    @property
    def is_nil(self) -> bool:
        return self.option == NIL


Given = Feedback | Said
"""An answer, whole or at a glance."""

G = TypeVar("G", Feedback, Said)


def is_stale(answer: Given, version: str | None) -> bool:
    """Whether an answer was given on another version of the paper than there is now, and not confirmed since."""
    return bool(answer.paper_version and version and answer.paper_version != version)


def current(feedback: Iterable[G]) -> dict[tuple[int, int], G]:
    """The answer that stands for each (item, member): the latest received, the last filed among equals."""
    standing: dict[tuple[int, int], G] = {}
    for answer in feedback:
        cell = answer.item_id, answer.member_id
        before = standing.get(cell)
        if before is None or (before.received or "", before.id) <= (answer.received or "", answer.id):
            standing[cell] = answer
    return standing
