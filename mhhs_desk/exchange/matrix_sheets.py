"""The matrix for a spreadsheet, line by line: letters and marks with their sums, and the answers in full."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.matrix import Cell, Form, Grid, Mark, Row, inert
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import Answer, ItemView, View

Chips = Mapping[str, tuple[str, str]]
"""The fill and the letter of each option's chip."""

OWN_MARKS = frozenset({Mark.STALE, Mark.CONFIDENTIAL})
"""Marks that speak of how an answer is kept, which is nobody's business but the rep's."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is written. `wording` holds every word that is not of the record (sheet_words.py)."""

    view: View
    """All that may be written: what an edition may not show is not in it."""
    wording: Mapping[str, Any]
    chips: Chips
    made: date

    @property
    def own(self) -> bool:
        return self.view.edition is Edition.OWN

    def head(self, name: str) -> str:
        return str(self.wording["heads"][name])


def comma_separated(sheets: Sheets, form: Form) -> bytes:
    """The matrix, or the answers in full, as CSV. The same view gives the same bytes."""
    lines = matrix_lines(sheets) if form is Form.MATRIX else answer_lines(sheets)
    out = io.StringIO()
    csv.writer(out).writerows([inert(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")  # with its mark, or spreadsheets take it for another encoding


# The matrix


def cell_words(sheets: Sheets, cell: Cell) -> str:
    """The letter of a cell with its marks, or its state."""
    if cell.answer is None:
        return str(sheets.wording["states"][cell.state.value])
    return " · ".join([cell.answer.option, *(mark for mark in cell.marks if sheets.own or mark not in OWN_MARKS)])


def heads(sheets: Sheets, grid: Grid) -> list[str]:
    """What stands over the columns of the matrix."""
    items = [f"{column.item.number} {column.item.title}" for column in grid.columns]
    last = ["answered", "objects"] if sheets.own else ["answered"]
    return [sheets.head("member"), sheets.head("segment"), *items, *map(sheets.head, last)]


def sums(sheets: Sheets, grid: Grid, row: Row) -> list[int]:
    """What a member comes to: how many items it answered, and in *own* on how many it objects."""
    return [row.answered, len(grid.objections(row))] if sheets.own else [row.answered]


def matrix_lines(sheets: Sheets) -> Iterable[list[str]]:
    """The matrix as lines of texts: the head, a line a member, then what is counted item by item."""
    grid = Grid.of(sheets.view)
    yield heads(sheets, grid)
    for row in grid.rows:
        cells = [cell_words(sheets, grid.cell(row, place)) for place in range(len(grid.columns))]
        yield [row.member.name, row.member.segment or "", *cells, *map(str, sums(sheets, grid, row))]
    for told, numbers in counts(sheets):
        yield [sheets.wording["counted"], told, *map(str, numbers)]


def counts(sheets: Sheets) -> Iterable[tuple[str, list[int]]]:
    """Each option and each state that anybody is counted for, with its count on every item."""
    tallies = [item.tally for item in sheets.view.items]
    offered = [option.key for item in sheets.view.items for option in item.item.options]
    for key in dict.fromkeys([*offered, *(key for tally in tallies for key in tally.options)]):
        found = [tally.options[key] for tally in tallies]
        if any(found):
            yield key, found
    for state in State:
        found = [tally.states[state] for tally in tallies]
        if any(found):
            yield str(sheets.wording["states"][state.value]), found


# The answers


Column = tuple[str, int, Callable[[Sheets, ItemView, Answer], str]]
"""The name of a column, its width, and what it says of an answer."""


def _own(text: Callable[[Sheets, Feedback], str]) -> Callable[[Sheets, ItemView, Answer], str]:
    return lambda sheets, item, answer: text(sheets, answer.feedback)


def _evidence(sheets: Sheets, feedback: Feedback) -> str:
    return str(sheets.wording["evidence"][feedback.evidence]) if feedback.evidence is not None else ""


def _sensitive(sheets: Sheets, feedback: Feedback) -> str:
    return str(sheets.wording["yes"] if feedback.sensitive else sheets.wording["in part"] if feedback.held_back else "")


def _source(sheets: Sheets, feedback: Feedback) -> str:
    source = sheets.view.sources.get(feedback.source_id or 0)
    return ", ".join(part for part in (source.name if source else "", sheets.wording["place"](feedback.span)) if part)


SHOWN: tuple[Column, ...] = (
    ("code", 8, lambda sheets, item, answer: f"{item.cited_as}{answer.feedback.id:02d}"),
    ("number", 6, lambda sheets, item, answer: str(item.item.number)),
    ("title", 28, lambda sheets, item, answer: item.item.title),
    ("who", 26, lambda sheets, item, answer: answer.who),
    ("option", 8, lambda sheets, item, answer: answer.feedback.option),
    ("name", 24, lambda sheets, item, answer: item.item.option_name(answer.feedback.option)),
    ("reason", 60, lambda sheets, item, answer: answer.feedback.rationale),
    ("condition", 32, lambda sheets, item, answer: answer.feedback.condition or ""),
    ("red_line", 32, lambda sheets, item, answer: answer.feedback.red_line or ""),
    ("evidence", 12, _own(_evidence)),
    ("basis", 24, lambda sheets, item, answer: answer.feedback.evidence_basis or ""),
)
"""What every edition tells of an answer that it shows."""

OWN: tuple[Column, ...] = (
    ("segment", 16, lambda sheets, item, answer: sheets.view.members[answer.feedback.member_id].segment or ""),
    ("received", 18, _own(lambda sheets, feedback: (feedback.received or "").replace("T", " "))),
    ("seen", 12, _own(lambda sheets, feedback: feedback.paper_version or "")),
    ("role", 18, _own(lambda sheets, feedback: feedback.role or "")),
    ("represents", 18, _own(lambda sheets, feedback: feedback.represents or "")),
    ("consent", 20, _own(lambda sheets, feedback: str(sheets.wording["consents"][feedback.consent]))),
    ("sensitive", 10, _own(_sensitive)),
    ("channel", 14, _own(lambda sheets, feedback: feedback.channel)),
    ("source", 36, _own(_source)),
)
"""What only the rep's own edition tells."""


def columns_of(sheets: Sheets) -> tuple[Column, ...]:
    """The columns of the answers in full."""
    return (*SHOWN, *OWN) if sheets.own else SHOWN


def answer_lines(sheets: Sheets) -> Iterable[list[str]]:
    """A line an answer, item by item and option by option."""
    columns = columns_of(sheets)
    yield [sheets.head(name) for name, _, _ in columns]
    for item in sheets.view.items:
        keys = [option.key for option in item.item.options]
        ordered = sorted(item.answers, key=lambda answer: (_rank(keys, answer), answer.who.casefold()))
        for answer in ordered:
            yield [told(sheets, item, answer) for _, _, told in columns]


def _rank(keys: list[str], answer: Answer) -> int:
    option = answer.feedback.option
    return keys.index(option) if option in keys else len(keys)
