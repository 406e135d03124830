"""Milestones and activities, their dates in each baseline, the slip between two, and the rule that applies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span

LEVEL_1 = "Level 1"
MILESTONE = "milestone"
MONTH = re.compile(r"(\d{4})-(\d{2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A code of the plan: a milestone or an activity. `name` is None where the source lost it."""

    code: str
    name: str | None = None
    tier: str | None = None
    kind: str = MILESTONE
    workstream: str = ""
    position: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Record):
    """A set of dates: an approved plan or, with a meeting, what its papers propose."""

    code: str
    name: str
    day: date | None = None
    meeting_id: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDate(Record):
    """The date of a milestone in a baseline: ISO months, `end` for a range; both None for "TBC"."""

    milestone_id: int
    baseline_id: int
    start: str | None = None
    end: str | None = None
    words: str = ""
    reason: str | None = None
    source_id: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Record):
    """A rule of governance, in force from a day to a day. With `months`, it says when a tier's move needs Ofgem."""

    code: str
    name: str
    text: str
    tier: str | None = None
    months: int | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""

    def in_force_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Record):
    """A matter on which a decision of Ofgem is required."""

    code: str
    name: str
    source: str = ""


def months(month: str) -> int:
    """A month such as 2022-04, counted from year 0."""
    found = MONTH.match(month)
    if not found:
        raise ValueError(month)
    return int(found[1]) * 12 + int(found[2]) - 1


def slip(before: MilestoneDate | None, after: MilestoneDate | None) -> tuple[int, int] | None:
    """The least and the most months between two dates' starts and ends; None where one is not given."""
    if before is None or after is None or before.start is None or after.start is None:
        return None
    first = months(after.start) - months(before.start)
    last = months(after.end or after.start) - months(before.end or before.start)
    return min(first, last), max(first, last)


class Ground(StrEnum):
    """Why a move needs Ofgem, or not, or why that cannot be told."""

    REACHED = "the move is as long as the rule says"
    SHORT = "the move is shorter than the rule says"
    STILL = "nothing moves"
    OTHER_TIER = "the rule is about another tier"
    NO_MILESTONE = "an activity is no milestone"
    NO_TIER = "the tier is not known"
    NO_DATE = "a date is not given"
    NO_RULE = "no rule is in force"


NEEDS_OFGEM = {
    Ground.REACHED: True,
    Ground.SHORT: False,
    Ground.STILL: False,
    Ground.OTHER_TIER: False,
    Ground.NO_MILESTONE: False,
    Ground.NO_TIER: None,
    Ground.NO_DATE: None,
    Ground.NO_RULE: None,
}


@dataclass(frozen=True, slots=True)
class Move:
    """A milestone that a meeting's papers would move: from, to, and what the rule in force says of it."""

    milestone: Milestone
    before: MilestoneDate | None
    after: MilestoneDate
    rule: Rule | None
    ground: Ground

    @property
    def needs_ofgem(self) -> bool | None:
        """Whether Ofgem must approve; None where that cannot be told."""
        return NEEDS_OFGEM[self.ground]


def move(
    milestone: Milestone, before: MilestoneDate | None, after: MilestoneDate, rules: Iterable[Rule], day: date | None
) -> Move:
    """Judge a move under the milestone rule in force on a day; without a day no rule is known to be in force."""
    rule = _rule_of_moves(milestone.tier, rules, day)
    return Move(milestone, before, after, rule, _ground(milestone, before, after, rule))


def _rule_of_moves(tier: str | None, rules: Iterable[Rule], day: date | None) -> Rule | None:
    """The rule for a tier that came into force last; failing that, the last for any other tier."""
    known = [rule for rule in rules if rule.months is not None and day is not None and rule.in_force_on(day)]
    mine = [rule for rule in known if rule.tier in (tier, None)]
    return max(mine or known, key=lambda rule: rule.since or date.min, default=None)


def _ground(milestone: Milestone, before: MilestoneDate | None, after: MilestoneDate, rule: Rule | None) -> Ground:
    if rule is None:
        return Ground.NO_RULE
    if milestone.kind != MILESTONE:
        return Ground.NO_MILESTONE
    if rule.tier is not None and milestone.tier != rule.tier:
        return Ground.OTHER_TIER if milestone.tier else Ground.NO_TIER
    measured = slip(before, after)
    if measured is None:
        given_up = before is not None and before.start is not None and after.start is None
        return Ground.REACHED if given_up and not rule.months else Ground.NO_DATE
    furthest = max(abs(measured[0]), abs(measured[1]))
    if not furthest:
        return Ground.STILL
    return Ground.REACHED if furthest >= (rule.months or 0) else Ground.SHORT
