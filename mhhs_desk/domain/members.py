"""Members of the constituency, their people, and the consent each gives by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.record import Record


class Consent(StrEnum):
    """How an answer may be shown outside the rep's own edition."""

    NAMED = "named"
    KIND = "kind"
    CONSTITUENCY = "constituency"
    REP = "rep"


def looser(first: Consent, second: Consent) -> bool:
    """Whether the first lets more be shown than the second."""
    order = list(Consent)
    return order.index(first) < order.index(second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """An organisation of the constituency, from a day to a day."""

    name: str
    segment: str | None = None
    domains: tuple[str, ...] = ()
    consent: Consent = Consent.NAMED
    since: date | None = None
    until: date | None = None
    note: str = ""

    def is_member_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who speaks for a member."""

    member_id: int
    name: str
    address: str | None = None
    role: str | None = None
