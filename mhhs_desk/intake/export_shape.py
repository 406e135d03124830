"""What is known of an export's columns: those of who answers, and each question's with what explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mhhs_desk.intake import holdings
from mhhs_desk.intake.holdings import Holds
from mhhs_desk.intake.questions import Asked

FOLLOW_UPS = {"rationale", "condition", "red_line", "evidence", "basis"}
WHO = {"organisation", "respondent", "address"}


@dataclass(slots=True)
class Question:
    """A question of an export: the columns of its answer, and those of its reason, its condition and so on.

    `boxes` are columns that only say whether the choice they are named by was made.
    """

    asked: Asked
    columns: list[int]
    heading: str = ""
    holds: Holds = Holds.NOTHING
    more: dict[str, list[int]] = field(default_factory=dict)
    boxes: dict[int, str] = field(default_factory=dict)

    def said(self, row: Sequence[str]) -> str:
        """What a row answers to it."""
        chosen = [self._of(row[at], at) for at in self.columns if at < len(row) and row[at]]
        return "; ".join(filter(None, chosen))

    def _of(self, cell: str, at: int) -> str:
        name = self.boxes.get(at)
        return cell if name is None else "" if holdings.NOT_TICKED.fullmatch(cell) else name


@dataclass(slots=True)
class Export:
    """How the columns of an export are to be read, and the row that the answers begin in."""

    begins: int
    about: dict[str, list[int]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """Whether a question of it has a number or asks: no list of names has such a column."""
        return any(one.asked.number or "?" in one.asked.words for one in self.questions)

    @property
    def sure_to_ask(self) -> bool:
        """Whether one of its headings is a whole question."""
        return any("?" in one.asked.words for one in self.questions)
