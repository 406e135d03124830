"""Papers: every issue of one, with its kind, its edition, its day and its hash; and what a group did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span


class Edition(StrEnum):
    OWN = "own"
    GROUP = "group"
    MEMBERS = "members"

    @property
    def letter(self) -> str:
        """What the numbers of answers begin with: only in *own* are they those of the record (F12, elsewhere V05)."""
        return "F" if self is Edition.OWN else "V"


class Kind(StrEnum):
    """What is made of a view: the paper, a page an item, what became of the answers, cards to speak by."""

    PAPER = "paper"
    BRIEF = "brief"
    REPORT = "report"
    CARDS = "cards"

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions it is made of, the usual one first."""
        return (Edition.MEMBERS,) if self is Kind.REPORT else tuple(Edition)


def refuse_edition(kind: Kind, edition: Edition) -> None:
    """Raise Refused where a kind is not made of an edition."""
    if edition not in kind.editions:
        raise Refused("not of that edition", kind=kind, edition=edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Record):
    """One issue: the hash of the record it printed, which is kept with it, and that of the bytes of the PDF."""

    meeting_id: int
    edition: Edition
    day: date
    record_hash: str
    sha256: str
    pages: int
    name: str
    number: int
    kind: Kind = Kind.PAPER
    for_whom: str = ""


class Fate(StrEnum):
    """What became of our position."""

    CARRIED = "carried"
    IN_PART = "carried in part"
    NOT_CARRIED = "not carried"
    DEFERRED = "deferred"
    NOT_TAKEN = "not taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """What the group did with an item, and what became of our position, and why."""

    item_id: int
    option: str | None = None
    recommended_by: str | None = None
    decided_by: str | None = None
    ofgem: str | None = None
    ours: Fate | None = None
    why: str = ""
    text: str = ""
    source_id: int | None = None
    span: Span | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said in it."""
        said = (self.option, self.recommended_by, self.decided_by, self.ofgem, self.ours, self.why, self.text)
        return not any(said)
