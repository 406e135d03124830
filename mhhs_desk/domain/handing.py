"""Handing over: a desk, or one meeting of it, to the alternate, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.record import Record


class Way(StrEnum):
    """Whether a file went out from this desk, or this desk came out of a file."""

    OUT = "out"
    IN = "in"


class Mode(StrEnum):
    """Whether what is handed over is to be read, or to be worked on and brought back."""

    BRIEFING = "briefing"
    TAKE_OVER = "take-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing(Record):
    """One sealed file: to or from whom, on what day; with a meeting, of that alone. `file` is its identity.

    `base` is what was handed over, kept to tell what either side changed since; `back` the day on which the work done
    on it was brought back.
    """

    way: Way
    mode: Mode
    whom: str
    day: date
    meeting_id: int | None = None
    file: str = ""
    base: str | None = None
    back: date | None = None
