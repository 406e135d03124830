"""The plan over time: the dates a milestone had, which is in force on a day, and what a register says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.milestones import (
    LEVEL_1,
    MILESTONE,
    Baseline,
    Milestone,
    MilestoneDate,
    Move,
    Rule,
    months,
    move,
    slip,
)

ANY_TIME = date.max


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a milestone in a baseline, and how far it lies from the one before; None where that cannot be told."""

    baseline: Baseline
    date: MilestoneDate
    slip: tuple[int, int] | None = None

    @property
    def proposed(self) -> bool:
        """Whether the papers of a meeting propose it, and no baseline has it."""
        return self.baseline.meeting_id is not None


def history(milestone: Milestone, baselines: Iterable[Baseline], dates: Iterable[MilestoneDate]) -> tuple[Dated, ...]:
    """Every date a milestone had, the oldest baseline first; each is measured against the approved one before it.

    What a meeting's papers proposed stands at its day. A baseline without a day comes last.
    """
    known = {one.id: one for one in baselines}
    mine = [one for one in dates if one.milestone_id == milestone.id and one.baseline_id in known]
    mine.sort(key=lambda one: _order(known[one.baseline_id]))
    found: list[Dated] = []
    approved: MilestoneDate | None = None
    for one in mine:
        base = known[one.baseline_id]
        found.append(Dated(base, one, slip(approved, one)))
        approved = one if base.meeting_id is None else approved
    return tuple(found)


def _order(baseline: Baseline) -> tuple[date, bool, int]:
    return baseline.day or ANY_TIME, baseline.meeting_id is not None, baseline.id


def in_force(
    baselines: Iterable[Baseline], dates: Iterable[MilestoneDate], day: date | None
) -> dict[int, tuple[Baseline, MilestoneDate]]:
    """The date of each milestone in force on a day: that of the newest approved baseline that dates it.

    A baseline dates what it moved and leaves the rest as it was. Without a day, the newest there is.
    """
    approved = {base.id: base for base in baselines if base.meeting_id is None}
    known = {number: base for number, base in approved.items() if base.day is None or day is None or base.day <= day}
    found: dict[int, tuple[Baseline, MilestoneDate]] = {}
    for one in sorted((d for d in dates if d.baseline_id in known), key=lambda d: _age(known[d.baseline_id])):
        found[one.milestone_id] = known[one.baseline_id], one
    return found


def _age(baseline: Baseline) -> tuple[date, int]:
    return baseline.day or date.min, baseline.id


# The rows of the plan


@dataclass(frozen=True, slots=True)
class Row:
    """One code of the plan with a date: where it stands, where the papers would put it, and every date it had.

    `move` is there where the papers propose a date, or say that it will be given.
    """

    id: int
    milestone: Milestone
    before: MilestoneDate | None
    after: MilestoneDate | None
    move: Move | None
    past: tuple[Dated, ...] = ()

    @property
    def month(self) -> str | None:
        """The month it stands at now: what is proposed where that has a date, else the plan's."""
        after = self.after.start if self.after else None
        return after or (self.before.start if self.before else None)

    @property
    def slip(self) -> tuple[int, int] | None:
        """The least and the most months it moves; None where that cannot be told, (0, 0) where nothing is proposed."""
        return (0, 0) if self.after is None else slip(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two dated milestones that an item of the agenda asks about."""

    id: str
    item: Item
    first: Row
    last: Row
    months: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is shown of the plan: the rows with a date, the intervals asked about, and what has no date."""

    rows: tuple[Row, ...]
    intervals: tuple[Interval, ...]
    undated: tuple[Milestone, ...]
    hidden: int


class Scope(StrEnum):
    """Which codes of the plan are shown."""

    MILESTONES = "milestones"
    LEVEL_1 = "level 1"
    ALL = "all"

    def holds(self, milestone: Milestone) -> bool:
        if self is Scope.LEVEL_1:
            return milestone.tier == LEVEL_1
        return self is Scope.ALL or milestone.kind == MILESTONE


def rows_of(
    milestones: Iterable[Milestone],
    stands: Mapping[int, MilestoneDate],
    proposed: Mapping[int, MilestoneDate],
    past: Mapping[int, tuple[Dated, ...]],
    rules: Iterable[Rule],
    day: date,
) -> list[Row]:
    """The codes that have a date, or are to get one, by when they stand in the plan; a date is never guessed."""
    rules, found = list(rules), []
    for stone in milestones:
        before, after = stands.get(stone.id), proposed.get(stone.id)
        if before or after:
            judged = move(stone, before, after, rules, day) if after else None
            found.append(Row(stone.id, stone, before, after, judged, past.get(stone.id, ())))
    return sorted(found, key=lambda row: (_start(row), row.milestone.position))


def _start(row: Row) -> str:
    known = (found.start for found in (row.before, row.after) if found and found.start)
    return next(known, LAST)


LAST = "9999"


def intervals_of(items: Iterable[Item], rows: Iterable[Row]) -> Iterator[Interval]:
    """The intervals that items ask about: an item that names just two dated milestones."""
    by_code = {row.milestone.code: row for row in rows}
    for item in items:
        named = [by_code[code] for code in item.milestones if code in by_code and by_code[code].month]
        if len(item.milestones) == 2 == len(named):
            first, last = sorted(named, key=lambda row: row.month or "")
            apart = months(last.month or "") - months(first.month or "")
            yield Interval(f"interval-{item.id}", item, first, last, apart)


# What a register says


Facts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Differs:
    """What a register says otherwise than the record: a field with what it was and what it is in the register."""

    field: str
    before: str | None
    after: str


def differences(facts: Facts, known: Milestone, stands: MilestoneDate | None, named: bool) -> tuple[Differs, ...]:
    """What a paper says otherwise of a milestone known: its name and tier, and its date in the plan.

    What it does not say changes nothing. A name that is worded otherwise counts only where the paper is a register
    (`named`): packs shorten names.
    """
    found = []
    name, tier, plan = facts.get("name"), facts.get("tier"), facts.get("plan")
    if name and (known.name is None or (named and _letters(name) != _letters(known.name))):
        found.append(Differs("name", known.name, name))
    if tier and (known.tier is None or (named and _letters(tier) != _letters(known.tier))):
        found.append(Differs("tier", known.tier, tier))
    if plan and named and plan != months_of(stands):
        found.append(Differs("plan", months_of(stands), plan))
    return tuple(found)


def months_of(found: MilestoneDate | None) -> str | None:
    """A date as a register's month or months: 2022-05, or 2022-05/2022-07; None where none is given."""
    if found is None or found.start is None:
        return None
    return f"{found.start}/{found.end}" if found.end and found.end != found.start else found.start


def _letters(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.casefold())
