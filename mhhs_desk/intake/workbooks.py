"""Workbooks (xlsx, xls, ods) and separated tables (csv, tsv) into plain cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import sheet_sizes
from mhhs_desk.intake.document import Original, Table
from mhhs_desk.intake.kinds import Kind
from mhhs_desk.undisturbed import undisturbed

if TYPE_CHECKING:
    import python_calamine

MOST_ROWS = 100_000
SEPARATORS = ",;\t|"


def read(data: bytes, name: str) -> Original:
    """Every sheet's cells, from A1."""
    import python_calamine

    sheet_sizes.check(data, name)
    try:
        with undisturbed():
            tables = tuple(_tables(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))))
    except python_calamine.PasswordError as error:
        raise Fault(FaultKind.ENCRYPTED, name, kind="workbook") from error
    except BaseException as error:  # the library answers some broken files with a panic, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise Fault(FaultKind.UNREADABLE, name, kind="workbook", why=str(error)) from error
    return _checked(Kind.WORKBOOK, tables)


def _tables(workbook: python_calamine.CalamineWorkbook) -> Iterator[Table]:
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        yield Table(_rows(sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)), name)


def read_table(text: str) -> Original:
    """The cells of a csv or tsv text, with its separator found out."""
    plain = text.lstrip("\ufeff")
    found = csv.reader(io.StringIO(plain, newline=""), delimiter=separator(plain))
    rows = []
    csv.field_size_limit(10_000_000)
    try:
        rows = [tuple(_clean(cell) for cell in row) or ("",) for row in islice(found, MOST_ROWS + 1)]
    except csv.Error as error:
        return Original(Kind.TABLE.value, doubts=(Doubt(f"The table could not be taken apart: {error}."),))
    return _checked(Kind.TABLE, (Table(tuple(rows)),))


def separator(text: str) -> str:
    """The sign that parts the first lines into the same number of cells most often; a comma where none does."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    head = lines[0] if lines else ""
    return max(SEPARATORS, key=lambda sign: (len(next(csv.reader([head], delimiter=sign), [])), sign == ","))


def _checked(kind: Kind, tables: tuple[Table, ...]) -> Original:
    doubts = tuple(
        Doubt(f"Only the first {MOST_ROWS} rows were read.", Span("", sheet=table.sheet, row=MOST_ROWS))
        for table in tables
        if len(table.rows) > MOST_ROWS
    )
    return Original(
        kind.value, tables=tuple(Table(table.rows[:MOST_ROWS], table.sheet) for table in tables), doubts=doubts
    )


def _rows(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    # The usual cell, with no other white space in it than single spaces, is told here: there may be millions.
    return tuple(
        tuple([
            cell
            if type(cell) is str and cell.isprintable() and "  " not in cell and cell[:1] != " " != cell[-1:]
            else _words(cell)
            for cell in row
        ])
        for row in rows
    )  # fmt: skip


def _words(cell: object) -> str:
    """A cell as words: whole numbers without a point, dates as ISO, times to the minute."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes")
    return _clean(str(cell))


def _clean(cell: str) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.strip().splitlines())
