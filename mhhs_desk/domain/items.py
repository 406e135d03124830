"""Items of an agenda, what is asked of the group, and the Ofgem thresholds looked at for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.options import Option
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span

ISSUE = "issue "
"""How the issues of a paper are counted where it does not say its own version: issue 1, issue 2."""


class Disposition(StrEnum):
    APPROVAL = "approval"
    DISCUSSION = "discussion"
    INFORMATION = "information"
    ACTION = "action"


class Touch(StrEnum):
    """Whether an item touches a threshold."""

    TOUCHED = "touched"
    NOT_TOUCHED = "not touched"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """One agenda item. `disposition` is None where the papers do not say; `read_on` is when the rep had read them.

    `paper_version` is that of the paper as it words it (v0.9), or else which issue of it this is (issue 2). `follows`
    is the item of an earlier meeting that it takes up again.
    """

    meeting_id: int
    number: int
    title: str
    options: tuple[Option, ...]
    disposition: Disposition | None = None
    ask: str | None = None
    lead: str | None = None
    minutes: int | None = None
    paper_ref: str | None = None
    paper_version: str | None = None
    milestones: tuple[str, ...] = ()
    read_on: date | None = None
    follows: int | None = None
    source_id: int | None = None
    span: Span | None = None

    def option_name(self, key: str | None) -> str:
        """The name of one of this item's options; the key itself where the item does not offer it."""
        return next((option.name for option in self.options if option.key == key), key or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdCheck(Record):
    """The rep's view of one Ofgem threshold for one item."""

    item_id: int
    threshold: str
    answer: Touch
    why: str = ""
