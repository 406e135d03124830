"""What is in sight on a page, so that a line noted there need not name it."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member


@dataclass(frozen=True, slots=True)
class InHand:
    """Each of them None where there is none in sight."""

    meeting: Meeting | None = None
    item: Item | None = None
    member: Member | None = None
