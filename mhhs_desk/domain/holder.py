"""Who holds a workspace."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """A program that writes a workspace: whose, where, since when, and the number of the last step it had kept."""

    who: str
    host: str
    process: int
    since: str
    steps: int = 0
