"""Sources: the original files, kept whole, and where each stands on its way through the Inbox."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mhhs_desk.domain.record import Record


class SourceState(StrEnum):
    WAITING = "waiting"
    FILED = "filed"
    ASIDE = "set aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """An original file, known by its SHA-256. `arrived` and `sent` are ISO with a time of day where known."""

    name: str
    kind: str
    sha256: str
    size: int
    arrived: str
    sender: str | None = None
    subject: str | None = None
    sent: str | None = None
    doubts: tuple[str, ...] = ()
    text: str = ""
    state: SourceState = SourceState.WAITING
