"""The rows of the plan: each dated milestone from its baseline to what is proposed, and what the rule says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain import milestones
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.milestones import Baseline, Ground, Milestone, MilestoneDate, Move, Rule, slip

NO_CHANGE = "no change"
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Row:
    """One milestone on the axis. `move` is there where the papers propose a date, or say that it will be given."""

    id: int
    milestone: Milestone
    before: MilestoneDate | None
    after: MilestoneDate | None
    move: Move | None

    @property
    def slip(self) -> str:
        """How far it moves, in words."""
        if self.after is None:
            return NO_CHANGE
        measured = slip(self.before, self.after)
        return NOT_KNOWN if measured is None else slip_words(*measured)


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
    """What the page shows: the rows with a date, the intervals asked about, and what has no date."""

    rows: tuple[Row, ...]
    intervals: tuple[Interval, ...]
    undated: tuple[Milestone, ...]
    hidden: int


def slip_words(least: int, most: int) -> str:
    """A slip in months: 3 months, 7–8 months, 2 months earlier."""
    if least == most == 0:
        return NO_CHANGE
    if most <= 0:
        return f"{slip_words(-most, -least)} earlier"
    return words.count(most, "month") if least == most else f"{least}–{most} months"


def baselines(desk: Desk) -> tuple[list[Baseline], list[Baseline]]:
    """The approved plans, the one in force today first; and what the papers of meetings propose, the last first."""
    every = desk.baselines.all()
    approved = [base for base in every if base.meeting_id is None]
    in_force = [base for base in approved if base.day and base.day <= desk.today]
    in_force.sort(key=lambda base: base.day or date.min, reverse=True)
    proposed = [base for base in every if base.meeting_id is not None]
    return in_force + [base for base in approved if base not in in_force], proposed[::-1]


def rule_day(desk: Desk, proposal: Baseline | None) -> date:
    """The day on which the rule is looked up: the meeting's that the papers are for, else today."""
    meeting = next((m for m in desk.meetings.all() if proposal and m.id == proposal.meeting_id), None)
    return (meeting and meeting.day) or desk.today


def plan(desk: Desk, base: Baseline | None, proposal: Baseline | None, activities: bool) -> Plan:
    """The plan between a baseline and a proposal; with the activities, or the milestones alone."""
    dates = desk.milestone_dates.all()
    before = {d.milestone_id: d for d in dates if base and d.baseline_id == base.id}
    after = {d.milestone_id: d for d in dates if proposal and d.baseline_id == proposal.id}
    rules, day = desk.rules.all(), rule_day(desk, proposal)
    rows, undated, hidden = [], [], 0
    for stone in desk.milestones.all():
        if stone.id in before or stone.id in after:
            rows.append(_row(stone, before.get(stone.id), after.get(stone.id), rules, day))
        elif stone.kind == "milestone" or activities:
            undated.append(stone)
        else:
            hidden += 1
    rows.sort(key=lambda row: (_start(row), row.milestone.position))
    return Plan(tuple(rows), tuple(_intervals(desk, rows)), tuple(undated), hidden)


def _row(
    stone: Milestone, before: MilestoneDate | None, after: MilestoneDate | None, rules: list[Rule], day: date
) -> Row:
    move = milestones.move(stone, before, after, rules, day) if after else None
    return Row(stone.id, stone, before, after, move)


def _start(row: Row) -> str:
    known = (d.start for d in (row.before, row.after) if d and d.start)
    return next(known, "9999")


def _intervals(desk: Desk, rows: list[Row]) -> Iterator[Interval]:
    """The intervals that the next meeting's items ask about: an item that names just two dated milestones."""
    by_code = {row.milestone.code: row for row in rows}
    meeting = desk.next_meeting()
    for item in desk.items.all():
        named = [by_code[code] for code in item.milestones if code in by_code]
        starts = [date_of(row) for row in named]
        if meeting and item.meeting_id == meeting.id and len(item.milestones) == 2 and len(starts) == 2 and all(starts):
            first, last = sorted(named, key=lambda row: date_of(row) or "")
            months = milestones.months(date_of(last) or "") - milestones.months(date_of(first) or "")
            yield Interval(f"interval-{item.id}", item, first, last, months)


def date_of(row: Row) -> str | None:
    """The month a milestone stands at now: what is proposed where it has a date, else the baseline's."""
    after = row.after.start if row.after else None
    return after or (row.before.start if row.before else None)


def rule_words(row: Row) -> tuple[str, str]:
    """What the rule in force says of a move, in two short lines."""
    move = row.move
    if move is None:
        return "–", ""
    months = move.rule.months if move.rule else None
    if row.milestone.kind != "milestone":
        return "No milestone:", "none needed"
    if move.rule is None:
        return "No rule known", "on that day"
    if move.ground is Ground.OTHER_TIER:
        return f"Not {move.rule.tier}:", "no Ofgem approval"
    if move.ground is Ground.NO_TIER:
        return "Tier not given:", f"Ofgem if {move.rule.tier}"
    if move.needs_ofgem:
        return "Ofgem must approve:", f"{move.rule.tier}, {_threshold(months)}"
    if move.needs_ofgem is None:
        return f"{move.rule.tier}: Ofgem if", _threshold(months)
    return f"Under {words.count(months or 0, 'month')}:", "no Ofgem approval"


def _threshold(months: int | None) -> str:
    return f"{words.count(months, 'month')} or more" if months else "any change"


def date_words(found: MilestoneDate | None) -> str:
    """A milestone's date in a baseline, or the words found."""
    return words.months(found.start, found.end, found.words) if found else "none"
