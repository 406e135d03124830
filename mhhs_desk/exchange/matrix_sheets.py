"""The matrix of a meeting for a spreadsheet: letters and marks on one sheet, the answers in full on another."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.matrix import Cell, Form, Grid, Mark, inert
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.exchange.response_form import A4, EDGE, FONT, MARGINS, RULE, SECOND, SIZE, TEXT

Chips = Mapping[str, tuple[str, str]]
"""The fill and the letter of each option's chip."""

NAMES, CELL, SUM = 26, 13, 10
TITLE_ROW, UNDER_ROW, BAND_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 3, 4
OWN_MARKS = frozenset({Mark.STALE, Mark.CONFIDENTIAL})
"""Marks that speak of how an answer is kept, which is nobody's business but the rep's."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is written. `wording` holds every word that is not of the record (sheet_words.py)."""

    view: View
    wording: Mapping[str, Any]
    chips: Chips
    made: date

    @property
    def own(self) -> bool:
        return self.view.edition is Edition.OWN

    def head(self, name: str) -> str:
        return str(self.wording["heads"][name])


def written(sheets: Sheets, form: Form) -> bytes:
    """The file's bytes. The same view gives the same bytes."""
    if form is Form.WORKBOOK:
        return _workbook(sheets)
    lines = [*_matrix_lines(sheets)] if form is Form.MATRIX else [*_answer_lines(sheets)]
    out = io.StringIO()
    csv.writer(out).writerows([inert(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")  # with its mark, or spreadsheets take it for another encoding


# The matrix


def _cell_words(sheets: Sheets, cell: Cell) -> str:
    if cell.answer is None:
        return str(sheets.wording["states"][cell.state.value])
    return " · ".join([cell.answer.option, *(mark for mark in cell.marks if sheets.own or mark not in OWN_MARKS)])


def _heads(sheets: Sheets, grid: Grid) -> list[str]:
    items = [f"{column.item.number} {column.item.title}" for column in grid.columns]
    sums = ["answered", "objects"] if sheets.own else ["answered"]
    return [sheets.head("member"), sheets.head("segment"), *items, *map(sheets.head, sums)]


def _matrix_lines(sheets: Sheets) -> Iterable[list[str]]:
    """The matrix as lines of texts: the head, a line a member, then what is counted item by item."""
    grid = Grid.of(sheets.view)
    yield _heads(sheets, grid)
    for row in grid.rows:
        cells = [_cell_words(sheets, grid.cell(row, place)) for place in range(len(grid.columns))]
        sums = [row.answered, len(grid.objections(row))] if sheets.own else [row.answered]
        yield [row.member.name, row.member.segment or "", *cells, *map(str, sums)]
    for told, counts in _counts(sheets):
        yield [sheets.wording["counted"], told, *map(str, counts)]


def _counts(sheets: Sheets) -> Iterable[tuple[str, list[int]]]:
    """Each option and each state that anybody is counted for, with its count on every item."""
    tallies = [item.tally for item in sheets.view.items]
    offered = [option.key for item in sheets.view.items for option in item.item.options]
    for key in dict.fromkeys([*offered, *(key for tally in tallies for key in tally.options)]):
        counts = [tally.options[key] for tally in tallies]
        if any(counts):
            yield key, counts
    for state in State:
        counts = [tally.states[state] for tally in tallies]
        if any(counts):
            yield str(sheets.wording["states"][state.value]), counts


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


def _columns(sheets: Sheets) -> tuple[Column, ...]:
    return (*SHOWN, *OWN) if sheets.own else SHOWN


def _answer_lines(sheets: Sheets) -> Iterable[list[str]]:
    """A line an answer, item by item and option by option."""
    columns = _columns(sheets)
    yield [sheets.head(name) for name, _, _ in columns]
    for item in sheets.view.items:
        keys = [option.key for option in item.item.options]
        ordered = sorted(item.answers, key=lambda answer: (_rank(keys, answer), answer.who.casefold()))
        for answer in ordered:
            yield [told(sheets, item, answer) for _, _, told in columns]


def _rank(keys: list[str], answer: Answer) -> int:
    option = answer.feedback.option
    return keys.index(option) if option in keys else len(keys)


# The workbook


def _workbook(sheets: Sheets) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime(sheets.made.year, sheets.made.month, sheets.made.day)
        book.set_properties({"title": sheets.wording["title"], "created": made})
        writer = _Writer(book, sheets)
        matrix, answers = (book.add_worksheet(name) for name in sheets.wording["sheets"])
        writer.matrix(matrix)
        writer.answers(answers)
    return out.getvalue()


class _Writer:
    """The two sheets on their way into a workbook."""

    def __init__(self, book: Any, sheets: Sheets) -> None:
        self.book, self.sheets = book, sheets
        self.known: dict[str, Any] = {}

    def look(self, name: str, **facts: Any) -> Any:
        """A look by its name; each is made once."""
        if name not in self.known:
            plain = {"font_name": FONT, "font_size": SIZE, "font_color": TEXT, "valign": "top", "text_wrap": True}
            self.known[name] = self.book.add_format({**plain, **facts})
        return self.known[name]

    def plain(self) -> Any:
        return self.look("plain", bottom=1, bottom_color=RULE)

    def head(self) -> Any:
        return self.look("head", bold=True, bottom=2, bottom_color=EDGE, valign="bottom")

    def quiet(self) -> Any:
        return self.look("quiet", font_color=SECOND, bottom=1, bottom_color=RULE)

    def figure(self) -> Any:
        return self.look("figure", bottom=1, bottom_color=RULE, align="right")

    def _page(self, sheet: Any, row: int, columns: int) -> None:
        """How a sheet prints, and what stays in sight when it is scrolled."""
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(row)
        sheet.set_footer(f"&L&8{self.sheets.wording['title'].replace('&', '&&')}&R&8&P / &N")
        sheet.freeze_panes(row + 1, columns)

    def matrix(self, sheet: Any) -> None:
        """Members down and items across, each cell in the colour of its option, with what is counted below."""
        grid, words = Grid.of(self.sheets.view), self.sheets.wording
        heads = _heads(self.sheets, grid)
        items = len(grid.columns)
        self._page(sheet, HEAD_ROW, 1)
        sheet.set_column(0, 0, NAMES)
        sheet.set_column(1, 1, 16)
        sheet.set_column(2, 1 + items, CELL)
        sheet.set_column(2 + items, len(heads) - 1, SUM)
        title = self.look("title", font_size=14, bold=True, text_wrap=False)
        sheet.write_string(TITLE_ROW, 0, words["title"], title)
        sheet.write_string(UNDER_ROW, 0, words["under"], self.look("under", font_color=SECOND, text_wrap=False))
        self._bands(sheet, grid)
        for column, told in enumerate(heads):
            sheet.write_string(HEAD_ROW, column, told, self.head())
        for number, row in enumerate(grid.rows):
            at = FIRST_ROW + number
            sheet.write_string(at, 0, row.member.name, self.plain())
            sheet.write_string(at, 1, row.member.segment or "", self.quiet())
            for place in range(items):
                self._cell(sheet, at, 2 + place, grid.cell(row, place))
            sums = [row.answered, len(grid.objections(row))] if self.sheets.own else [row.answered]
            for place, count in enumerate(sums):
                sheet.write_number(at, 2 + items + place, count, self.figure())
        if grid.rows and items:
            sheet.autofilter(HEAD_ROW, 0, FIRST_ROW + len(grid.rows) - 1, len(heads) - 1)
        self._below(sheet, FIRST_ROW + len(grid.rows) + 1)

    def _bands(self, sheet: Any, grid: Grid) -> None:
        """Over the first item of each disposition its name."""
        before = None
        for place, column in enumerate(grid.columns):
            name = column.item.disposition
            if name and name is not before:
                band = self.look("band", font_color=SECOND, text_wrap=False)
                sheet.write_string(BAND_ROW, 2 + place, name.capitalize(), band)
            before = name

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        look = self.quiet()
        if cell.answer:
            fill, letter = self.sheets.chips.get(cell.answer.option, self.sheets.chips["O"])
            edges = {"border": 1, "border_color": RULE}
            look = self.look(f"chip {cell.answer.option}", bg_color=fill, font_color=letter, bold=True, **edges)
        sheet.write_string(row, column, _cell_words(self.sheets, cell), look)

    def _below(self, sheet: Any, row: int) -> None:
        """What is counted item by item, and what the letters and marks mean."""
        words = self.sheets.wording
        for told, counts in _counts(self.sheets):
            sheet.write_string(row, 0, words["counted"], self.quiet())
            sheet.write_string(row, 1, told, self.plain())
            for place, count in enumerate(counts):
                sheet.write_number(row, 2 + place, count, self.figure())
            row += 1
        note = self.look("note", font_color=SECOND, text_wrap=False)
        row += 1
        for told in dict.fromkeys(_letters(self.sheets.view)):
            sheet.write_string(row, 0, told, note)
            row += 1
        sheet.write_string(row, 0, words["marks"], note)

    def answers(self, sheet: Any) -> None:
        """A row an answer, in full."""
        lines = list(_answer_lines(self.sheets))
        self._page(sheet, 0, 1)
        for column, (_, width, _) in enumerate(_columns(self.sheets)):
            sheet.set_column(column, column, width)
        for row, line in enumerate(lines):
            for column, told in enumerate(line):
                sheet.write_string(row, column, told, self.plain() if row else self.head())
        sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)


def _letters(view: View) -> Iterable[str]:
    """What each letter stands for; those of a question with the number of its item."""
    for item in view.items:
        for option in item.item.options:
            asked = f" ({item.item.number})" if option.key.isdigit() else ""
            yield f"{option.key}{asked}: {option.name}"
