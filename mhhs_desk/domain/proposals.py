"""A proposal: one thing the intake would file, with why it thinks so and what it doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span


class ProposalKind(StrEnum):
    MEETING = "meeting"
    ITEM = "item"
    ACTION = "action"
    MILESTONE = "milestone"
    MEMBER = "member"
    CALL = "call"
    ANSWER = "answer"
    DECISION = "decision"


class ProposalState(StrEnum):
    WAITING = "waiting"
    FILED = "filed"
    REFUSED = "refused"


class Sameness(StrEnum):
    """What a proposal is to the record: not there yet, a newer or an older version of what is, or the same again."""

    NEW = "new"
    NEWER = "newer"
    OLDER = "older"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a proposal stands to the record: `of` is the number of the record meant, `changes` what would be changed.

    `why` and `doubt` say it in words; with a doubt it is the rep who decides.
    """

    what: Sameness = Sameness.NEW
    of: int | None = None
    why: str = ""
    doubt: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Record):
    """One proposed filing. `facts` are the fields of the record to be, as plain data; `why` says how it was matched.

    `facts["sameness"]`, `facts["of"]` and `facts["changes"]` say what it is to the record, where it is not new;
    `facts["by_rep"]` that the rep has settled it.
    """

    source_id: int
    kind: ProposalKind
    facts: dict[str, Any]
    sure: bool
    why: str
    doubts: tuple[str, ...] = ()
    state: ProposalState = ProposalState.WAITING
    span: Span | None = None
    filed_as: int | None = None

    @property
    def sameness(self) -> Sameness:
        return Sameness(self.facts.get("sameness", Sameness.NEW))

    @property
    def of(self) -> int | None:
        """The number of the record that this is the same as, or another version of."""
        return self.facts.get("of")
