"""Members of the constituency, their people, and the consent each gives by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.faults import Refused
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

    def is_counted_at(self, day: date | None) -> bool:
        """Whether it is a member at a meeting on a day; at one without a day yet, unless a day of its end is given."""
        return self.until is None if day is None else self.is_member_on(day)


def counted(members: Iterable[Member], day: date | None) -> list[Member]:
    """Who is counted at a meeting on a day, in their given order."""
    return [member for member in members if member.is_counted_at(day)]


def refuse_dates(member: Member) -> None:
    """Raise Refused where a membership would end before it begins."""
    if member.since and member.until and member.until < member.since:
        raise Refused("ends before it begins", since=member.since, until=member.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who speaks for a member."""

    member_id: int
    name: str
    address: str | None = None
    role: str | None = None
