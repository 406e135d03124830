"""The matrix in words: what a cell, an item, a member and a group say to a screen reader, a tool tip and a copy."""

from __future__ import annotations

from mhhs_desk import words
from mhhs_desk.domain.arrangement import By, Group, Show
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.matrix import Cell, Column, Grid, Mark, Row

GROUPS = tuple((f"Group: {by}", by) for by in (By.SEGMENT, By.OPTION, By.EVIDENCE, By.NOTHING))
SORTS = tuple((f"Sort: {by}", by) for by in By if by is not By.NOTHING)
SHOWS = tuple((f"Show: {show}", show) for show in Show)


def option_words(column: Column, key: str) -> str:
    """An option as it is read out: "option 2" of a question, its name otherwise."""
    return f"option {key}" if key.isdigit() else column.item.option_name(key).lower()


def mark_words(cell: Cell) -> list[str]:
    """The marks of a cell: red line, condition, stale, confidential; a stale one with the version it was given on."""
    version = cell.answer.paper_version if cell.answer else None
    return [f"stale, given on {version}" if mark is Mark.STALE else mark.value for mark in cell.marks]


def cell_words(cell: Cell) -> str:
    """ "Cobalt Gas & Power, item 3, option 2, red line, received 8 Nov"."""
    who, answer = f"{cell.member.name}, item {cell.column.item.number}", cell.answer
    if answer is None:
        return f"{who}, {cell.state.value}"
    parts = [who, option_words(cell.column, answer.option), *mark_words(cell)]
    if answer.received:
        parts.append(f"received {words.moment(answer.received[:10]).split(' ', 1)[1]}")
    return ", ".join(parts)


def cell_detail(cell: Cell) -> str:
    """What an answer says, for whoever wants more than its letter: option in full, reason, condition, red line."""
    answer = cell.answer
    if answer is None:
        return ""
    parts = [
        cell.column.item.option_name(answer.option),
        answer.rationale,
        f"Condition: {answer.condition}" if answer.condition else "",
        f"Red line: {answer.red_line}" if answer.red_line and answer.red_line != answer.rationale else "",
    ]
    return "\n".join(part for part in parts if part)


def cell_letters(cell: Cell) -> str:
    """A cell as it is copied: its letter, then its marks in words; or its state."""
    return " · ".join([cell.answer.option, *cell.marks]) if cell.answer else cell.state.value


def answered_words(grid: Grid, row: Row) -> str:
    """On how many items a member answered; "none" where it was heard on nothing here."""
    return str(row.answered) if row.heard or not grid.columns else "none"


def row_words(grid: Grid, row: Row) -> str:
    """ "Cobalt Gas & Power, non-domestic, answered 10 of 10, objects on items 3 and 7"."""
    parts = [row.member.name, (row.member.segment or "no segment given").lower()]
    told = f"answered {row.answered} of {len(grid.columns)}"
    parts.append(told if row.heard or not grid.columns else "not heard")
    if grid.has_positions:
        parts.append(objection_words(grid, row))
    return ", ".join(parts)


def objection_words(grid: Grid, row: Row) -> str:
    """ "objects on items 3 and 7", by our positions; "objects on no item"."""
    numbers = [str(column.item.number) for column in grid.objections(row)]
    if not numbers:
        return "objects on no item"
    return f"objects on item{'s' if len(numbers) > 1 else ''} {words.listed(numbers)}"


def column_words(column: Column) -> str:
    """ "Item 3, PSG and IAG: 14 of 24 answered, 9 option 1, 5 option 2, 4 silent"."""
    item, tally = column.item, column.tally
    offered = [option.key for option in item.options]
    keys = [*offered, *(key for key in tally.options if key not in offered)]
    counts = [f"{tally.options[key]} {option_words(column, key)}" for key in keys if tally.options[key]]
    others = [state for state in State if state is not State.ANSWERED and tally.states[state]]
    told = [f"{tally.answered} of {tally.total} answered", *counts]
    told += [f"{tally.states[state]} {state.value}" for state in others]
    return f"Item {item.number}, {item.title}: {', '.join(told)}"


def group_words(by: By, grid: Grid, item_id: int | None, group: Group) -> tuple[str, str]:
    """The head of a group and how many it holds: ("Non-domestic", "8 members")."""
    return _group_name(by, grid, item_id, group.key), words.count(len(group.rows), "member")


def _group_name(by: By, grid: Grid, item_id: int | None, key: str | int | None) -> str:
    if isinstance(key, State):
        return key.value.capitalize()
    if by is By.SEGMENT:
        return str(key or "No segment given")
    if by is By.EVIDENCE:
        return "Evidence not said" if key is None else f"{words.EVIDENCE[int(key)]} evidence"
    place = grid.place(item_id)
    return grid.columns[place].item.option_name(str(key)) if place is not None else str(key)


def item_words(column: Column) -> str:
    """An item where one is chosen: "3 PSG and IAG"."""
    return f"{column.item.number} {column.item.title}"
