"""How the matrix is wanted: its rows sorted, grouped and narrowed, its columns narrowed. Nothing is lost or twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.matrix import Grid, Mark, Row, folded

STRONGEST = 4
"""The strongest evidence an answer can have."""


class By(StrEnum):
    """What the rows are sorted or grouped by; option and evidence are those on one chosen item."""

    NOTHING = "none"
    NAME = "name"
    SEGMENT = "segment"
    OPTION = "option"
    EVIDENCE = "evidence"
    ANSWERED = "answered"
    OBJECTIONS = "objections"


class Show(StrEnum):
    """Which members are shown: all, those with such a cell, or those who were heard on nothing."""

    ALL = "all"
    SILENT = "silent"
    """They were asked, and have not answered."""
    RED_LINE = "red line"
    CONDITION = "condition"
    STALE = "stale"
    NEVER = "not heard"


OF_AN_ITEM = frozenset({By.OPTION, By.EVIDENCE})


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
    head = folded(row.member.name, row.member.segment)
    rest = [word for word in sought if word not in head]
    if not rest:
        return set(range(len(grid.columns)))
    texts = zip(grid.titles, grid.said[row.member.id], strict=True)
    return {place for place, (title, said) in enumerate(texts) if all(word in said or word in title for word in rest)}


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
