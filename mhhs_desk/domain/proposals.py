"""A proposal: one thing the intake would file, with why it thinks so and what it doubts."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Record):
    """One proposed filing. `facts` are the fields of the record to be, as plain data; `why` says how it was matched."""

    source_id: int
    kind: ProposalKind
    facts: dict[str, Any]
    sure: bool
    why: str
    doubts: tuple[str, ...] = ()
    state: ProposalState = ProposalState.WAITING
    span: Span | None = None
    filed_as: int | None = None
