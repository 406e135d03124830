"""The log of actions as a workbook in the PMO's columns. What begins with = + - or @ stays text."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from mhhs_desk.domain.action_log import COLUMNS, LONGEST, MARK, LogBook, cell
from mhhs_desk.exchange.response_form import A4, EDGE, FONT, MARGINS, RULE, SIZE, TEXT, growing, height

WIDTHS = (10, 56, 20, 9, 14, 20, 12, 44, 11, 30)
DAY = "d mmm yyyy"


def action_log(book: LogBook) -> bytes:
    """The bytes of the workbook. The same lines and day give the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as made:
        day = datetime(book.made.year, book.made.month, book.made.day)
        made.set_properties({"title": book.title, "created": day})
        sheet = made.add_worksheet(book.sheet)
        _page(sheet, book)
        _head(made, sheet, book)
        _rows(made, sheet, book)
    return growing(out.getvalue())


def _page(sheet: Any, book: LogBook) -> None:
    """How the sheet prints, and what stays in sight when it is scrolled."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&8{book.title.replace('&', '&&')}&R&8&P / &N")
    sheet.freeze_panes(1, 1)


def _head(made: Any, sheet: Any, book: LogBook) -> None:
    look = _look(made, bold=True, bottom=2, bottom_color=EDGE, valign="bottom")
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name.capitalize(), look)
    if book.known_again:
        sheet.set_column(len(COLUMNS), len(COLUMNS), None, None, {"hidden": True})
        sheet.write_string(0, len(COLUMNS), MARK)
    if book.lines:
        sheet.autofilter(0, 0, len(book.lines), len(COLUMNS) - 1)


def _rows(made: Any, sheet: Any, book: LogBook) -> None:
    plain = _look(made, bottom=1, bottom_color=RULE)
    dated = _look(made, bottom=1, bottom_color=RULE, num_format=DAY, align="left")
    for row, line in enumerate(book.lines, 1):
        updates = "\n".join(cell(update) for update in line.updates)[:LONGEST]
        told = [updates if name == "updates" else getattr(line, name) for name in COLUMNS]
        sheet.set_row(row, height(*((str(text), width) for text, width in zip(told, WIDTHS, strict=True))))
        for column, text in enumerate(told):
            if isinstance(text, date):
                sheet.write_datetime(row, column, datetime(text.year, text.month, text.day), dated)
            else:
                sheet.write_string(row, column, text if COLUMNS[column] == "updates" else cell(text), plain)
        if book.known_again:
            sheet.write_string(row, len(COLUMNS), line.mark)


def _look(made: Any, **facts: Any) -> Any:
    plain = {"font_name": FONT, "font_size": SIZE, "font_color": TEXT, "valign": "top", "text_wrap": True}
    return made.add_format({**plain, **facts})
