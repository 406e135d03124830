"""The matrix of a meeting: members against items, a cell each, and what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from mhhs_desk.domain.coverage import HEARD, State, Tally
from mhhs_desk.domain.feedback import Said, is_stale
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import objects
from mhhs_desk.domain.view import View


class Mark(StrEnum):
    """What may stand beside the letter of an answer, in this order."""

    RED_LINE = "red line"
    CONDITION = "condition"
    STALE = "stale"
    """Given on an earlier version of the paper."""
    CONFIDENTIAL = "confidential"
    """For the rep alone, or not under the member's name."""


class Form(StrEnum):
    """What a matrix is exported as."""

    WORKBOOK = "workbook"
    MATRIX = "matrix"
    ANSWERS = "answers"


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


@dataclass(frozen=True, slots=True)
class Column:
    """One item with its tally."""

    item: Item
    tally: Tally
    """Of every member, whatever is narrowed."""
    ours: str | None = None
    """The option that our position takes on it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one member stands on one item; the answer where there is one that counts."""

    member: Member
    column: Column
    state: State
    answer: Said | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark of the cell, in their order."""
        return marks_of(self.answer, self.column.item) if self.answer else ()

    @property
    def objects(self) -> bool:
        """Whether the answer objects to our position."""
        answer = self.answer
        return bool(answer and objects(answer.option, answer.red_line is not None, self.column.ours))


def marks_of(answer: Said, item: Item) -> tuple[Mark, ...]:
    """The marks of an answer that counts, in their order."""
    found = (
        (Mark.RED_LINE, answer.red_line),
        (Mark.CONDITION, answer.condition),
        (Mark.STALE, is_stale(answer, item.paper_version)),
        (Mark.CONFIDENTIAL, answer.is_confidential),
    )
    return tuple(mark for mark, there in found if there)


@dataclass(frozen=True, slots=True)
class Row:
    """One member: its state on every item, in their order, and its answer where it has one that counts."""

    member: Member
    states: Sequence[State]
    answers: Sequence[Said | None]

    @property
    def answered(self) -> int:
        """On how many items it answered."""
        return len(self.answers) - self.answers.count(None)

    @property
    def heard(self) -> bool:
        return any(state in HEARD for state in self.states)


@dataclass(frozen=True)
class Grid:
    """Every member on every item, members by name and items in their order."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()

    @classmethod
    def of(cls, view: View) -> Grid:
        """What a view may show. Outside *own*, a member without an answer that it shows has nothing to show."""
        said = [{a.feedback.member_id: Said.of(a.feedback) for a in item.answers} for item in view.items]
        rows = []
        for number, member in view.members.items():
            answers = [found.get(number) for found in said]
            known = [item.states.get(number) for item in view.items]
            states = [state or _state(answer) for state, answer in zip(known, answers, strict=True)]
            rows.append(Row(member, states, answers))
        columns = (Column(v.item, v.tally, v.position.option if v.position else None) for v in view.items)
        return cls(tuple(columns), tuple(rows))

    def place(self, item_id: int | None) -> int | None:
        """Which column an item is; None where it is not there."""
        return next((n for n, column in enumerate(self.columns) if column.item.id == item_id), None)

    def cell(self, row: Row, place: int) -> Cell:
        return Cell(row.member, self.columns[place], row.states[place], row.answers[place])

    def objections(self, row: Row) -> list[Column]:
        """The items on which a member objects to our position."""
        return [column for place, column in enumerate(self.columns) if self.cell(row, place).objects]

    @property
    def has_positions(self) -> bool:
        """Whether there is any position that could be objected to."""
        return any(column.ours for column in self.columns)

    @cached_property
    def titles(self) -> list[str]:
        """The number and title of each item, folded to be searched."""
        return [folded(str(column.item.number), column.item.title) for column in self.columns]

    @cached_property
    def said(self) -> dict[int, list[str]]:
        """What each member says on each item, folded to be searched."""
        return {
            row.member.id: [folded(a.rationale, a.condition, a.red_line) if a else "" for a in row.answers]
            for row in self.rows
        }


def _state(answer: Said | None) -> State:
    """The state of a cell where the view tells no states apart."""
    return State.ANSWERED if answer else State.NOTHING_TO_SHOW


def folded(*texts: str | None) -> str:
    """Texts as they are searched."""
    return " ".join(text for text in texts if text).casefold()
