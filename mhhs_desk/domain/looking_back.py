"""Looking back: an item's path over meetings, how our positions fared, and how consulted each member was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import TypeVar

from mhhs_desk.domain.carrying_items import unfinished
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.positions import Position, Strength

LEAST_SHARED = 5
"""Of fewer, counts are told and never a percentage."""
DECIDED = (Fate.CARRIED, Fate.IN_PART, Fate.NOT_CARRIED)
"""What can become of a position once the group has decided."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Visit:
    """An item at one meeting: our position then, and what the group did with it."""

    forum: Forum
    meeting: Meeting
    item: Item
    position: Position | None = None
    outcome: Outcome | None = None

    @property
    def fate(self) -> Fate | None:
        return self.outcome.ours if self.outcome else None

    @property
    def strength(self) -> Strength | None:
        return self.position.strength if self.position else None

    @property
    def is_over(self) -> bool:
        """Whether its meeting is done with, or was called off."""
        return self.meeting.closed is not None or self.meeting.cancelled is not None


@dataclass(frozen=True, slots=True)
class Path:
    """An item over the meetings that took it up, the first one first."""

    visits: tuple[Visit, ...]

    @property
    def id(self) -> int:
        return self.last.item.id

    @property
    def last(self) -> Visit:
        return self.visits[-1]

    @property
    def told(self) -> Visit:
        """The last of its meetings of which anything is said."""
        said = [visit for visit in self.visits if visit.position or visit.outcome]
        return said[-1] if said else self.last

    @property
    def is_open(self) -> bool:
        """Whether it is not finished yet."""
        last = self.last
        return unfinished(last.outcome, last.meeting.cancelled is not None) is not None


def paths(visits: Iterable[Visit]) -> list[Path]:
    """Every item in exactly one path: each begins with one that takes up none, and the path last taken up comes first.

    Where two items take up the same one, it stands in the path of the first; a circle is cut where it closes.
    """
    known = {visit.item.id: visit for visit in visits}
    after: dict[int, int] = {}
    for number, visit in known.items():
        if visit.item.follows in known and visit.item.follows != number:
            after.setdefault(visit.item.follows or 0, number)
    begun = [number for number in known if number not in after.values()]
    found: list[Path] = []
    seen: set[int] = set()
    for first in (*begun, *known):
        chain: list[Visit] = []
        at: int | None = first
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(known[at])
            at = after.get(at)
        if chain:
            found.append(Path(tuple(chain)))
    found.sort(key=lambda path: path.last.item.number)
    return sorted(found, key=lambda path: path.last.meeting.day or date.max, reverse=True)


# How positions fared


@dataclass(frozen=True, slots=True)
class Fared:
    """What became of some positions."""

    counts: Counter[Fate] = field(default_factory=Counter)
    unknown: int = 0
    """Positions of which nobody has noted what became of them."""

    @property
    def decided(self) -> int:
        return sum(self.counts[fate] for fate in DECIDED)

    @property
    def share(self) -> int | None:
        """Of what was decided, how much was carried, in per cent; None where it is too little to say so."""
        if self.decided < LEAST_SHARED:
            return None
        return round(100 * self.counts[Fate.CARRIED] / self.decided)


def fared(visits: Iterable[Visit]) -> Fared:
    """What became of the positions on some items. One that was taken up by another is told where it was decided."""
    taken = [visit for visit in visits if has_position(visit)]
    counts = Counter(visit.fate for visit in taken if visit.fate)
    return Fared(counts, sum(visit.fate is None and visit.is_over for visit in taken))


def has_position(visit: Visit) -> bool:
    """Whether we argued for something."""
    return visit.position is not None and visit.position.option is not None


def fared_by(visits: Iterable[Visit], keys: Mapping[int, K]) -> dict[K, Fared]:
    """What became of positions in groups, by the key of each item; a group in which there is none is not there."""
    grouped: dict[K, list[Visit]] = {}
    for visit in visits:
        if has_position(visit):
            grouped.setdefault(keys[visit.item.id], []).append(visit)
    return {key: fared(group) for key, group in grouped.items()}


# How consulted members were


@dataclass(frozen=True, slots=True)
class Asking:
    """A member at one meeting: when it was asked and told, on how many of the items it was heard, its working days."""

    meeting: Meeting
    items: int
    heard: int
    asked: date | None = None
    days: int | None = None
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Consulted:
    """A member over the meetings at which it was counted."""

    member: Member
    meetings: tuple[Asking, ...]

    @property
    def id(self) -> int:
        return self.member.id

    @property
    def asked(self) -> int:
        return sum(one.asked is not None for one in self.meetings)

    @property
    def heard(self) -> int:
        return sum(one.heard > 0 for one in self.meetings)

    @property
    def told(self) -> int:
        """After how many of the meetings on which it was heard it was told what became of that."""
        return sum(one.told is not None and one.heard > 0 for one in self.meetings)

    @property
    def answered(self) -> tuple[int, int]:
        """On how many items of how many it was heard."""
        return sum(one.heard for one in self.meetings), sum(one.items for one in self.meetings)

    @property
    def notice(self) -> float | None:
        """The working days that it usually had."""
        days = [one.days for one in self.meetings if one.days is not None]
        return median(days) if days else None


# A year


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting of a year: how many of how many members were heard, the notice they had, and its items."""

    forum: Forum
    meeting: Meeting
    visits: tuple[Visit, ...]
    heard: int
    members: int
    notice: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year as an edition may tell of it, up to a day. `consulted` holds the members, in *own* only."""

    number: int
    day: date
    constituency: str
    rounds: tuple[Round, ...] = ()
    open: tuple[Path, ...] = ()
    consulted: tuple[Consulted, ...] = ()

    @property
    def visits(self) -> list[Visit]:
        return [visit for one in self.rounds for visit in one.visits]


def years(meetings: Iterable[Meeting]) -> list[int]:
    """The years in which meetings were held, the last one first."""
    return sorted({one.day.year for one in meetings if one.day}, reverse=True)


def held_in(meetings: Sequence[Meeting], year: int | None, today: date) -> list[Meeting]:
    """The meetings that were held by today, in one year or in any, the first one first."""
    held = [one for one in meetings if one.day and one.day <= today and one.cancelled is None]
    return sorted((one for one in held if year is None or (one.day and one.day.year == year)), key=_when)


def _when(meeting: Meeting) -> tuple[date, int]:
    return meeting.day or date.max, meeting.id
