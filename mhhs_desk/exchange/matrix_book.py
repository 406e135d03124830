"""The workbook of a matrix: one sheet with its letters in their colours, another with the answers in full."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import xlsxwriter

from mhhs_desk.domain.matrix import Cell, Grid, Row
from mhhs_desk.domain.view import View
from mhhs_desk.exchange.matrix_sheets import Sheets, answer_lines, cell_words, columns_of, counts, heads, sums
from mhhs_desk.exchange.response_form import A4, EDGE, FONT, MARGINS, RULE, SECOND, SIZE, TEXT, growing, height

NAMES, SEGMENT, CELL, SUM = 26, 16, 15, 10
TITLE_ROW, UNDER_ROW, BAND_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 3, 4
FIRST_ITEM = 2


def workbook(sheets: Sheets) -> bytes:
    """The bytes of the workbook. The same view gives the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime(sheets.made.year, sheets.made.month, sheets.made.day)
        book.set_properties({"title": sheets.wording["title"], "created": made})
        writer = _Writer(book, sheets)
        matrix, answers = (book.add_worksheet(name) for name in sheets.wording["sheets"])
        writer.matrix(matrix)
        writer.answers(answers)
    return growing(out.getvalue())


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
        return self.look("figure", bottom=1, bottom_color=RULE, align="left")

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
        over = heads(self.sheets, grid)
        self._page(sheet, HEAD_ROW, 1)
        widths = [NAMES, SEGMENT, *[CELL] * len(grid.columns), *[SUM] * (len(over) - FIRST_ITEM - len(grid.columns))]
        for column, (told, width) in enumerate(zip(over, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, told, self.head())
        sheet.set_row(HEAD_ROW, height(*zip(over, widths, strict=True)))
        title = self.look("title", font_size=14, bold=True, text_wrap=False)
        sheet.write_string(TITLE_ROW, 0, words["title"], title)
        sheet.write_string(UNDER_ROW, 0, words["under"], self.look("under", font_color=SECOND, text_wrap=False))
        self._bands(sheet, grid)
        for number, row in enumerate(grid.rows):
            self._row(sheet, FIRST_ROW + number, grid, row)
        if grid.rows and grid.columns:
            sheet.autofilter(HEAD_ROW, 0, FIRST_ROW + len(grid.rows) - 1, len(over) - 1)
        self._below(sheet, FIRST_ROW + len(grid.rows) + 1)

    def _row(self, sheet: Any, at: int, grid: Grid, row: Row) -> None:
        """One member, as high as the longest of its cells needs."""
        cells = [grid.cell(row, place) for place in range(len(grid.columns))]
        told = [(row.member.name, NAMES), (row.member.segment or "", SEGMENT)]
        sheet.set_row(at, height(*told, *((cell_words(self.sheets, cell), CELL) for cell in cells)))
        sheet.write_string(at, 0, row.member.name, self.plain())
        sheet.write_string(at, 1, row.member.segment or "", self.quiet())
        for column, cell in enumerate(cells, FIRST_ITEM):
            self._cell(sheet, at, column, cell)
        for column, count in enumerate(sums(self.sheets, grid, row), FIRST_ITEM + len(grid.columns)):
            sheet.write_number(at, column, count, self.figure())

    def _bands(self, sheet: Any, grid: Grid) -> None:
        """Over the first item of each disposition its name."""
        before = None
        for place, column in enumerate(grid.columns):
            name = column.item.disposition
            if name and name is not before:
                band = self.look("band", font_color=SECOND, text_wrap=False)
                sheet.write_string(BAND_ROW, FIRST_ITEM + place, name.capitalize(), band)
            before = name

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        look = self.quiet()
        if cell.answer:
            fill, letter = self.sheets.chips.get(cell.answer.option, self.sheets.chips["O"])
            edges = {"border": 1, "border_color": RULE}
            look = self.look(f"chip {cell.answer.option}", bg_color=fill, font_color=letter, bold=True, **edges)
        sheet.write_string(row, column, cell_words(self.sheets, cell), look)

    def _below(self, sheet: Any, row: int) -> None:
        """What is counted item by item, and what the letters and marks mean."""
        words = self.sheets.wording
        sheet.write_string(row, 0, words["counted"], self.quiet())
        for told, numbers in counts(self.sheets):
            sheet.write_string(row, 1, told, self.plain())
            for column, count in enumerate(numbers, FIRST_ITEM):
                sheet.write_number(row, column, count, self.figure())
            row += 1
        note = self.look("note", font_color=SECOND, text_wrap=False)
        letters = "   ".join(dict.fromkeys(_letters(self.sheets.view)))
        for place, told in enumerate((letters, words["marks"]), row + 1):
            sheet.write_string(place, 0, told, note)

    def answers(self, sheet: Any) -> None:
        """A row an answer, in full."""
        lines = list(answer_lines(self.sheets))
        self._page(sheet, 0, 1)
        widths = [width for _, width, _ in columns_of(self.sheets)]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, line in enumerate(lines):
            sheet.set_row(row, height(*zip(line, widths, strict=True)))
            for column, told in enumerate(line):
                sheet.write_string(row, column, told, self.plain() if row else self.head())
        sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)


def _letters(view: View) -> Iterable[str]:
    """What each letter stands for; those of a question with the number of its item."""
    for item in view.items:
        for option in item.item.options:
            asked = f" ({item.item.number})" if option.key.isdigit() else ""
            yield f"{option.key}{asked}: {option.name}"
