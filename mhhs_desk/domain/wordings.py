"""Mediation: the wordings of a position that were tried, and who could live with which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mhhs_desk.domain.record import Record


class Says(StrEnum):
    """What a member says to a wording; one that said nothing has no stance."""

    AGREES = "agrees"
    LIVES_WITH = "can live with it"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Record):
    """One wording of the position on an item, in the order they were tried; `why` is why the chosen one won."""

    item_id: int
    number: int
    text: str
    chosen: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(Record):
    """What one member says to one wording."""

    wording_id: int
    member_id: int
    says: Says
    why: str = ""
