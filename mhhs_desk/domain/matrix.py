"""The matrix of a meeting: members against items, a cell each; how its rows are sorted, grouped and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from mhhs_desk.domain.coverage import HEARD, State, Tally
from mhhs_desk.domain.feedback import Said, is_stale
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import objects
from mhhs_desk.domain.view import View

STRONGEST = 4
"""The strongest evidence an answer can have."""


class Mark(StrEnum):
    """What may stand beside the letter of an answer, in this order."""

    RED_LINE = "red line"
    CONDITION = "condition"
    STALE = "stale"
    CONFIDENTIAL = "confidential"


class By(StrEnum):
    """What the rows are sorted or grouped by; option and evidence are those on one chosen item."""

    NOTHING = "nothing"
    NAME = "name"
    SEGMENT = "segment"
    OPTION = "option"
    EVIDENCE = "evidence"
    ANSWERED = "answered"
    OBJECTIONS = "objections"


class Show(StrEnum):
    """Which members are shown."""

    ALL = "all"
    SILENT = "silent"
    RED_LINE = "red line"
    CONDITION = "condition"
    STALE = "stale"
    NEVER = "never"


class Form(StrEnum):
    """What a matrix is exported as."""

    WORKBOOK = "workbook"
    MATRIX = "matrix"
    ANSWERS = "answers"


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


OF_AN_ITEM = frozenset({By.OPTION, By.EVIDENCE})


@dataclass(frozen=True, slots=True)
class Column:
    """One item: its tally, and the option our position takes on it."""

    item: Item
    tally: Tally
    ours: str | None = None


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
    def said(self) -> dict[int, list[str]]:
        """What each member says on each item, folded to be searched."""
        return {
            row.member.id: [_folded(a.rationale, a.condition, a.red_line) if a else "" for a in row.answers]
            for row in self.rows
        }


def _state(answer: Said | None) -> State:
    """The state of a cell where the view tells no states apart."""
    return State.ANSWERED if answer else State.NOTHING_TO_SHOW


def _folded(*texts: str | None) -> str:
    return " ".join(text for text in texts if text).casefold()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the rep wants to see the matrix. `item` is the id of the item whose option or evidence counts."""

    group: By = By.SEGMENT
    sort: By = By.NAME
    backwards: bool = False
    item: int | None = None
    words: str = ""
    show: Show = Show.ALL


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: a segment, an option, a state, a strength of evidence; None where none was given."""

    key: str | int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is shown: the groups in their order, and the places of the columns.

    `found` holds the (member id, place) of every cell whose own words are the words that were looked for.
    """

    groups: tuple[Group, ...]
    places: tuple[int, ...]
    found: frozenset[tuple[int, int]] = frozenset()

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]


def arranged(grid: Grid, how: Arrangement) -> Arranged:
    """The matrix as it is wanted. Words narrow it to the rows and columns in which a cell holds all of them."""
    sought = how.words.casefold().split()
    rows = [row for row in grid.rows if SHOWN[how.show](row, grid)]
    places: Iterable[int] = range(len(grid.columns))
    if sought:
        holding = {row.member.id: _holding(grid, row, sought) for row in rows}
        rows = [row for row in rows if holding[row.member.id]]
        places = sorted(set().union(*holding.values()))
    at = grid.place(how.item)
    ordered = sorted(rows, key=_order(how.sort, grid, at), reverse=how.backwards)
    return Arranged(_groups(how.group, grid, at, ordered), tuple(places), _found(grid, rows, sought))


def _holding(grid: Grid, row: Row, sought: list[str]) -> set[int]:
    """The places of the cells of a member that hold all the words: in its name, the item's title, or what it says."""
    head = _folded(row.member.name, row.member.segment)
    rest = [word for word in sought if word not in head]
    if not rest:
        return set(range(len(grid.columns)))
    texts = [
        f"{column.item.number} {column.item.title.casefold()} {said}"
        for column, said in zip(grid.columns, grid.said[row.member.id], strict=True)
    ]
    return {place for place, text in enumerate(texts) if all(word in text for word in rest)}


def _found(grid: Grid, rows: list[Row], sought: list[str]) -> frozenset[tuple[int, int]]:
    if not sought:
        return frozenset()
    return frozenset(
        (row.member.id, place)
        for row in rows
        for place, text in enumerate(grid.said[row.member.id])
        if all(word in text for word in sought)
    )


SHOWN: dict[Show, Callable[[Row, Grid], bool]] = {
    Show.ALL: lambda row, grid: True,
    Show.SILENT: lambda row, grid: State.SILENT in row.states,
    Show.RED_LINE: lambda row, grid: any(a.red_line for a in row.answers if a),
    Show.CONDITION: lambda row, grid: any(a.condition for a in row.answers if a),
    Show.STALE: lambda row, grid: any(Mark.STALE in grid.cell(row, place).marks for place in range(len(row.states))),
    Show.NEVER: lambda row, grid: not row.heard,
}
"""Which rows each choice shows."""

STATES = (State.NIL, State.SILENT, State.NOT_ASKED, State.RECUSED, State.NOTHING_TO_SHOW)

Key = Callable[[Row], tuple[int, str]]


def _order(by: By, grid: Grid, at: int | None) -> Key:
    """What rows are sorted by. Rows that are alike stay in the order of their names."""
    orders: dict[By, Key] = {
        By.SEGMENT: lambda row: (row.member.segment is None, (row.member.segment or "").casefold()),
        By.ANSWERED: lambda row: (row.answered, ""),
        By.OBJECTIONS: lambda row: (-len(grid.objections(row)), ""),
    }
    if by in OF_AN_ITEM and at is not None:
        return lambda row: (_rank(by, grid, row, at), "")
    return orders.get(by, lambda row: (0, ""))


def _rank(by: By, grid: Grid, row: Row, at: int) -> int:
    """Where a row stands by one item: options as the item lists them, the strongest evidence first, then the rest."""
    key = _key(by, row, at)
    if isinstance(key, State):
        return 100 + STATES.index(key)
    if by is By.EVIDENCE:
        return STRONGEST + 1 if key is None else STRONGEST - int(key)
    options = [option.key for option in grid.columns[at].item.options]
    return options.index(str(key)) if key in options else len(options)


def _key(by: By, row: Row, at: int) -> str | int | None:
    """What a row is grouped by on one item: its state, or its option or strength of evidence where it answered."""
    answer = row.answers[at]
    if answer is None:
        return row.states[at]
    return answer.option if by is By.OPTION else answer.evidence


def _groups(by: By, grid: Grid, at: int | None, rows: list[Row]) -> tuple[Group, ...]:
    """The groups in their order: the largest segment first; options and strengths as they are ranked."""
    if by is By.NOTHING or not rows or (by in OF_AN_ITEM and at is None):
        return (Group(None, tuple(rows)),) if rows else ()
    found: dict[str | int | None, list[Row]] = {}
    for row in rows:
        key = row.member.segment or None if by is By.SEGMENT or at is None else _key(by, row, at)
        found.setdefault(key, []).append(row)
    if by is By.SEGMENT or at is None:
        order = sorted(found, key=lambda key: (key is None, -len(found[key]), str(key)))
    else:
        order = sorted(found, key=lambda key: _rank(by, grid, found[key][0], at))
    return tuple(Group(key, tuple(found[key])) for key in order)
