"""Tables as a workbook: a sheet for each, its columns named, filtered and frozen under their heads."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from mhhs_desk.domain.faults import Refused
from mhhs_desk.exchange.response_form import A4, EDGE, FONT, MARGINS, RULE, SECOND, SIZE, TEXT, growing, height
from mhhs_desk.exchange.tables import Row, Tables

MOST_LETTERS, MOST_ROWS, MOST_NAME = 32_767, 1_048_575, 31
"""What a cell, a sheet and the name of a sheet can hold."""
CUT = " … ({} letters more)"
HIGHEST = 120
"""Points that a row takes at the most; a longer text is read in its cell."""
LEAST_WIDTH, MOST_WIDTH, LOOKED_AT = 9, 60, 200
"""The width of a column in signs, and how many of its rows say what it needs."""


def workbook(title: str, notes: Sequence[str], tables: Tables, made: date) -> bytes:
    """The workbook's bytes; the first sheet says what it is and lists the others. The same tables, the same bytes.

    Raises Refused where a table has more rows than a sheet can hold.
    """
    import xlsxwriter

    for name, rows in tables.items():
        if len(rows) > MOST_ROWS:
            raise Refused("too many rows for a workbook", table=name, rows=len(rows), most=MOST_ROWS)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": datetime(made.year, made.month, made.day)})
        writer = _Writer(book)
        writer.front(title, notes, tables)
        for name, rows in tables.items():
            writer.table(name, rows)
    return growing(out.getvalue())


class _Writer:
    """The sheets on their way into a workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        plain = {"font_name": FONT, "font_size": SIZE, "font_color": TEXT, "valign": "top"}
        self.plain = book.add_format({**plain, "bottom": 1, "bottom_color": RULE, "text_wrap": True})
        self.figure = book.add_format({**plain, "bottom": 1, "bottom_color": RULE, "align": "left"})
        self.head = book.add_format({**plain, "bold": True, "bottom": 2, "bottom_color": EDGE})
        self.title = book.add_format({**plain, "bold": True, "font_size": 14})
        self.quiet = book.add_format({**plain, "font_color": SECOND})
        self.link = book.add_format({**plain, "font_color": "#1D4C9B"})

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name[:MOST_NAME])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(1, 0)
        return sheet

    def front(self, title: str, notes: Sequence[str], tables: Tables) -> None:
        """What the workbook is, and its sheets with how many rows each has."""
        sheet = self._sheet("Contents")
        sheet.set_column(0, 0, 28)
        sheet.write_string(0, 0, title, self.title)
        for row, note in enumerate(notes, 1):
            sheet.write_string(row, 0, note, self.quiet)
        for row, (name, rows) in enumerate(tables.items(), len(notes) + 2):
            told = in_words(name)
            sheet.write_url(row, 0, f"internal:'{told[:MOST_NAME]}'!A1", self.link, told)
            sheet.write_number(row, 1, len(rows), self.quiet)

    def table(self, name: str, rows: Sequence[Row]) -> None:
        sheet = self._sheet(in_words(name))
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines = [[cell(row.get(column)) for column in columns] for row in rows]
        widths = list(_widths(columns, lines))
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, in_words(column), self.head)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        for number, line in enumerate(lines, 1):
            told = ((value, width) for value, width in zip(line, widths, strict=True) if isinstance(value, str))
            sheet.set_row(number, min(HIGHEST, height(*told)))
            for place, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(number, place, value, self.plain)
                elif value is None:
                    sheet.write_blank(number, place, None, self.plain)
                else:
                    sheet.write_number(number, place, value, self.figure)
        if lines:
            sheet.autofilter(0, 0, len(lines), len(columns) - 1)
        else:
            sheet.write_string(0, 0, "Nothing of this kind is on the record.", self.quiet)


def cell(value: Any) -> str | int | float | None:
    """A value as a cell holds it: text that is too long for one is cut, and says by how much."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, (int, float)):
        return value
    told = "; ".join(_parts(value)) if isinstance(value, (list, tuple, Mapping)) else str(value)
    if len(told) <= MOST_LETTERS:
        return told
    kept = MOST_LETTERS - len(CUT) - len(str(len(told)))
    return told[:kept] + CUT.format(len(told) - kept)


def _parts(value: Any) -> Iterator[str]:
    """What a list or a map says, part by part: A Accept; page 4."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            if one not in (None, "", [], {}):
                yield f"{name}: {'; '.join(_parts(one)) if isinstance(one, (list, Mapping)) else one}"
        return
    for one in value:
        yield ", ".join(_parts(one)) if isinstance(one, (list, tuple, Mapping)) else str(one)


def _widths(columns: Sequence[str], lines: Sequence[Sequence[object]]) -> Iterator[int]:
    for place, column in enumerate(columns):
        longest = max((len(str(line[place] or "")) for line in lines[:LOOKED_AT]), default=0)
        yield max(LEAST_WIDTH, min(MOST_WIDTH, max(longest, len(column)) + 2))


def in_words(name: str) -> str:
    """The name of a table or a column as a head says it: Milestone dates, Paper version."""
    told = name.removesuffix("_id").replace("_", " ") if name != "id" else "number"
    return told[0].upper() + told[1:]
