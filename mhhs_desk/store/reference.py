"""Reference data: read from TOML once, when a workspace is made, and edited there from then on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mhhs_desk.domain.forums import Forum, Seat
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate, Rule, Threshold
from mhhs_desk.domain.record import Record

if TYPE_CHECKING:
    from mhhs_desk.store.store import Store

HOLIDAY_YEARS = range(2019, 2036)
HOLIDAY_SOURCE = "Bank holidays of England and Wales, from the holidays library"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOption(Record):
    """An option of a family: the five decisions, or the four opinions."""

    family: str
    key: str
    name: str
    meaning: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(Record):
    """A principle or objective of the programme that a position may cite by name."""

    kind: str
    name: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankHoliday(Record):
    """A day that is not a working day."""

    day: date
    name: str
    source: str = ""


def load(store: Store, folder: Path) -> None:
    """Fill a new workspace with the reference data of a folder."""
    _forums(store, _read(folder / "forums.toml"), _read(folder / "seats.toml"))
    for options in _read(folder / "options.toml")["set"]:
        store.options.add_all(
            DecisionOption(
                family=options["name"], key=o["key"], name=o["name"], meaning=o.get("when", ""), source=o["source"]
            )
            for o in options["option"]
        )
    store.thresholds.add_all(Threshold(**entry) for entry in _read(folder / "thresholds.toml")["threshold"])
    store.rules.add_all(Rule(**entry) for entry in _read(folder / "rules.toml")["rule"])
    for kind, entries in _read(folder / "principles.toml").items():
        store.principles.add_all(Principle(kind=kind, **entry) for entry in entries)
    _milestones(store, _read(folder / "milestones.toml"))
    store.bank_holidays.add_all(_bank_holidays())


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _forums(store: Store, forums: dict[str, Any], seats: dict[str, Any]) -> None:
    by_code = {forum.code: forum.id for forum in store.forums.add_all(Forum(**entry) for entry in forums["forum"])}
    store.seats.add_all(Seat(forum_id=by_code[entry.pop("forum")], **entry) for entry in seats["seat"])


def _milestones(store: Store, plan: dict[str, Any]) -> None:
    milestones = store.milestones.add_all(Milestone(position=n, **e) for n, e in enumerate(plan["milestone"], 1))
    by_code = {milestone.code: milestone.id for milestone in milestones}
    for entry in plan["baseline"]:
        dates = entry.pop("date", [])
        baseline = store.baselines.add(Baseline(**entry))
        store.milestone_dates.add_all(
            MilestoneDate(milestone_id=by_code[d.pop("milestone")], baseline_id=baseline.id, **d) for d in dates
        )


def _bank_holidays() -> Iterator[BankHoliday]:
    import holidays

    days = holidays.country_holidays("GB", subdiv="ENG", years=HOLIDAY_YEARS)
    for day, name in sorted(days.items()):
        yield BankHoliday(day=day, name=name, source=HOLIDAY_SOURCE)
