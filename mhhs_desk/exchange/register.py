"""The milestone register as a workbook: every code of the plan as it stands, and every baseline that dated it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.plan import Dated, months_of
from mhhs_desk.exchange.tables import Row
from mhhs_desk.exchange.tables_book import workbook


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: the date in force with its baseline, what is proposed, how far that is, and all the dates it had.

    `plan`, `proposed_for`, `slip` and `rule` are in words.
    """

    milestone: Milestone
    stands: tuple[Baseline, MilestoneDate] | None
    proposed: MilestoneDate | None
    plan: str
    proposed_for: str
    slip: str
    rule: str
    history: tuple[Dated, ...]


def register(title: str, notes: Sequence[str], entries: Sequence[Entry], made: date) -> bytes:
    """The workbook's bytes. The intake reads it back: what was changed in it comes to the Inbox, row by row."""
    tables: Mapping[str, Sequence[Row]] = {
        "milestones": [_standing(entry) for entry in entries],
        "dates_by_baseline": list(_dates(entries)),
    }
    return workbook(title, notes, tables, made)


def _standing(entry: Entry) -> Row:
    stone = entry.milestone
    return {
        "code": stone.code,
        "milestone": stone.name,
        "tier": stone.tier,
        "plan_date": entry.plan,
        "proposed_date": entry.proposed_for,
        "reason": entry.proposed and entry.proposed.reason,
        "slip": entry.slip,
        "rule": entry.rule,
        "workstream": stone.workstream,
        "plan": entry.stands[0].name if entry.stands else None,
        "known_from": stone.source,
    }


def _dates(entries: Iterable[Entry]) -> Iterator[Row]:
    for entry in entries:
        for dated in entry.history:
            yield {
                "activity": entry.milestone.code,
                "baseline": dated.baseline.name,
                "of": dated.baseline.day and dated.baseline.day.isoformat(),
                "months": months_of(dated.date),
                "in_the_words_found": dated.date.words,
                "source": dated.baseline.source,
            }
