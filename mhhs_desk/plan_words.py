"""The words of the plan: dates, slips, and what the rule in force says of a move."""

from __future__ import annotations

from mhhs_desk import words
from mhhs_desk.domain.milestones import MILESTONE, Ground, MilestoneDate
from mhhs_desk.domain.plan import Dated, Row

NO_CHANGE = "no change"
NOT_KNOWN = "not known"


def slip_words(least: int, most: int) -> str:
    """A slip in months: 3 months, 7–8 months, 2 months earlier."""
    if least == most == 0:
        return NO_CHANGE
    if most <= 0:
        return f"{slip_words(-most, -least)} earlier"
    return words.count(most, "month") if least == most else f"{least}–{most} months"


def slip_of(found: Row | Dated) -> str:
    """How far a row moves, or a date lies from the one before."""
    return NOT_KNOWN if found.slip is None else slip_words(*found.slip)


def date_words(found: MilestoneDate | None) -> str:
    """A milestone's date in a baseline, or the words found."""
    return words.months(found.start, found.end, found.words) if found else "none"


def tier_words(row: Row) -> str:
    stone = row.milestone
    return stone.tier or ("no tier given" if stone.kind == MILESTONE else "Programme activity")


def rule_words(row: Row) -> tuple[str, str]:
    """What the rule in force says of a move, in two short lines."""
    move = row.move
    if move is None:
        return "–", ""
    months = move.rule.months if move.rule else None
    if row.milestone.kind != MILESTONE:
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
