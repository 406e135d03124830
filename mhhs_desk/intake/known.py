"""What matching works with: what the desk knows, what a reference was matched with, and a proposal to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows when a file arrives; `meeting` is the one the file is taken to be about."""

    forums: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    meeting: Meeting | None
    items: tuple[Item, ...]
    members: tuple[Member, ...]
    people: tuple[Person, ...]
    rep_addresses: tuple[str, ...]
    workspace: str = ""
    memo: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was worked out of it already, for files of many rows."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposal to be: see Proposal."""

    kind: ProposalKind
    facts: dict[str, Any]
    sure: bool
    why: str
    doubts: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a reference was matched with, whether beyond doubt, and how."""

    id: int | None
    sure: bool
    why: str
