"""What every record has: a number that is printed (F12) and an identity that survives a hand-over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`id` is 0 and `uid` empty until the store has given them."""

    id: int = 0
    uid: str = ""
