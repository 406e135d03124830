"""Calls: who was asked about what, when and by when; and who stood aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Record):
    """One message that asked members for their view. `due` is ISO, with a time of day where one was given."""

    meeting_id: int
    channel: str
    sent_on: date
    due: str | None = None
    reminder: bool = False
    source_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Record):
    """One member asked about one item in one call."""

    call_id: int
    member_id: int
    item_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal(Record):
    """A member who stands aside on an item."""

    member_id: int
    item_id: int
    why: str = ""
    source_id: int | None = None
    span: Span | None = None
