"""Settings of a workspace: whose it is, and the day a sample stays on."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.domain.record import Record
from mhhs_desk.store.records import Records

CONSTITUENCY = "constituency"
DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """One setting of the workspace, by name."""

    name: str
    value: str


class Settings(Records[Setting]):
    """The settings, by name."""

    def read(self, name: str, default: str = "") -> str:
        found = self.first("name = ?", name)
        return found.value if found else default

    def identity(self) -> str:
        """What tells this workspace from every other, also after a hand-over or a restore."""
        found = self.first("name = ?", CONSTITUENCY)
        return found.uid if found else ""

    def write(self, name: str, value: str) -> None:
        found = self.first("name = ?", name)
        if found:
            self.change(found.id, value=value)
        else:
            self.add(Setting(name=name, value=value))
