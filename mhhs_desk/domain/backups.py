"""Backups: why one was made, what is in it, and which are kept as they grow old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

DAILY, MONTHLY = timedelta(days=31), timedelta(days=366)


class Reason(StrEnum):
    CLOSING = "closing"
    WORK = "work"
    MIGRATING = "migrating"
    HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its number grows whatever the clock says; `at` is this computer's clock when it was made."""

    number: int
    at: datetime
    reason: Reason
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a workspace file: its last step, how much of each kind it holds, and what is wrong with it.

    `first` is the uid of its first step, the same in every copy of one workspace; `head` the hash of the last.
    """

    faults: list[str] = field(default_factory=list)
    steps: int = 0
    last_step: str = ""
    last_at: datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)
    first: str = ""
    head: str = ""
    last_id: int = 0

    @property
    def good(self) -> bool:
        return not self.faults


def kept(backups: Iterable[Backup], now: datetime) -> set[int]:
    """The numbers of those to keep: all of today, one a day for a month, one a month for a year, the last of each.

    The newest stays however old, one made by hand stays until a hand removes it, and one that the clock says is yet to
    come stays until its day has passed.
    """
    in_order = sorted(backups, key=lambda backup: backup.number)
    last: dict[object, int] = {}
    for backup in in_order:
        age = now - backup.at
        if backup.at.date() >= now.date() or backup.reason is Reason.HAND:
            last[backup.number] = backup.number
        elif age <= DAILY:
            last["day", backup.at.date()] = backup.number
        elif age <= MONTHLY:
            last["month", backup.at.year, backup.at.month] = backup.number
    return {*last.values(), *(backup.number for backup in in_order[-1:])}
