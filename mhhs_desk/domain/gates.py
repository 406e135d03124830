"""Gates: what one is, what an open one does, which there are, and what a desk may set of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.record import Record


class Severity(StrEnum):
    """What an open gate does: it stops, so that one is not ready; it warns; or it is only noted."""

    STOPS = "stops"
    WARNS = "warns"
    NOTES = "notes"


SEVERITIES: Mapping[str, Severity] = {
    "read": Severity.STOPS,
    "late": Severity.NOTES,
    "inbox": Severity.STOPS,
    "asked": Severity.WARNS,
    "coverage": Severity.STOPS,
    "positions": Severity.STOPS,
    "strength": Severity.STOPS,
    "cited": Severity.STOPS,
    "sensitive": Severity.STOPS,
    "stale": Severity.WARNS,
    "actions": Severity.STOPS,
    "attending": Severity.STOPS,
    "printed": Severity.STOPS,
}
"""Every gate, in the order a rep goes through them. What nobody can mend any more warns or is noted."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit of a gate as it was made, and between what it may be set."""

    made: int
    least: int
    most: int


LIMITS: Mapping[str, Limit] = {"asked": Limit(2, 0, 20), "coverage": Limit(50, 1, 100)}
"""Working days that a member should have had to answer; of a hundred members, how many are heard on an approval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSetting(Record):
    """What the rep set of a gate: whether it is asked at all, and its limit. A gate without one is as it was made."""

    code: str
    asked: bool = True
    least: int | None = None


def refuse_setting(setting: GateSetting) -> None:
    """Raise Refused for a gate that is not there, and for a limit that it cannot have."""
    if setting.code not in SEVERITIES:
        raise Refused("not a gate", code=setting.code)
    limit = LIMITS.get(setting.code)
    if setting.least is None:
        return
    if limit is None:
        raise Refused("a gate without a limit", code=setting.code)
    if not limit.least <= setting.least <= limit.most:
        raise Refused("not a limit of that gate", least=limit.least, most=limit.most, made=limit.made)


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: its code, whether it is met, the figures behind it, and the items where it is not.

    A gate that the desk does not ask keeps its figures, and is neither open nor in the way.
    """

    code: str
    met: bool
    facts: dict[str, Any] = field(default_factory=dict)
    items: tuple[int, ...] = ()
    severity: Severity = Severity.STOPS
    asked: bool = True

    @property
    def open(self) -> bool:
        """Whether there is something to be done about it."""
        return self.asked and not self.met and self.severity is not Severity.NOTES

    @property
    def noted(self) -> bool:
        return self.asked and not self.met and self.severity is Severity.NOTES

    @property
    def stops(self) -> bool:
        """Whether one is not ready because of it."""
        return self.open and self.severity is Severity.STOPS


def is_ready(gates: Iterable[Gate]) -> bool:
    """Whether no gate stops; one that warns or is noted does not count."""
    return not any(gate.stops for gate in gates)
