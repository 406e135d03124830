"""PDF into lines with their pages: two libraries read each page, and the fuller text is kept."""

from __future__ import annotations

import ctypes
import io
import logging
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import pdf_columns, pdf_tables
from mhhs_desk.intake.document import Line, Original, Table
from mhhs_desk.intake.kinds import Kind
from mhhs_desk.intake.pdf_tables import NEAR, Row, Sign

# Bullets that pdfium gives as private or unassigned signs; the first two are soft hyphens at a line's end.
SIGNS = str.maketrans({"\ufffe": "-", "\u00ad": "", "\x02": "-", "\x7f": "•", "\uf0a7": "•", "\x00": ""})
DROP = 6.0
"""Points by which a line of words lies lower than the one before it, at least; a raised "th" lies less."""
MOST_AROUND = 4
"""So many lines may stand at the foot of a page and the head of the next, around a table that runs on."""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table of a page: where its columns lie, and its rows with the numbers of their lines, from 0."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    tables: tuple[_Ruled, ...] = ()


def read(data: bytes, name: str) -> Original:
    """Every page's lines, and its ruled tables. A page without a word is a doubt: it may be a picture."""
    pages = _pdfium_pages(data, name)
    others = _pypdf_pages(data, len(pages))
    lines: list[Line] = []
    doubts: list[Doubt] = []
    tables: list[Table] = []
    before: _Ruled | None = None
    for page, (first, second) in enumerate(zip(pages, others, strict=True), 1):
        text = fuller(first.text, second)
        if not text.strip():
            doubts.append(Doubt(f"Page {page} has no text; it may be a picture of a page.", Span("", page=page)))
        own = _superscripts_joined([Line(line, number, page) for number, line in enumerate(text.split("\n"), 1)])
        lines += own
        for ruled in first.tables if text is first.text else ():
            table = _table(ruled.rows, own)
            if before and _runs_on(before, ruled) and not _stands_between(tables[-1], table, lines):
                tables[-1] = _as_one(tables[-1], table)
            else:
                tables.append(table)
            before = ruled
    tables = [used for table in tables if (used := _used(table))]
    return Original(Kind.PDF.value, tuple(lines), tuple(tables), doubts=tuple(doubts))


def _table(rows: Sequence[Row], lines: Sequence[Line]) -> Table:
    """A table of a page with its lines; a raised "th" went to the line above it."""
    by_number = {line.number: line for line in lines}
    own = tuple(tuple(by_number[at + 1] for at in row.lines if at + 1 in by_number) for row in rows)
    return Table(tuple(tuple(row.cells) for row in rows), lines=own)


def _runs_on(before: _Ruled, ruled: _Ruled) -> bool:
    """Whether a table has the columns of the one before it, place by place."""
    return len(before.columns) == len(ruled.columns) and all(
        abs(one - other) <= NEAR for one, other in zip(before.columns, ruled.columns, strict=True)
    )


def _stands_between(before: Table, table: Table, lines: Sequence[Line]) -> bool:
    """Whether more stands between two tables than the foot and the head of a page."""
    last = next((row[-1] for row in reversed(before.lines) if row), None)
    first = next((row[0] for row in table.lines if row), None)
    if last is None or first is None:
        return True
    between = [line for line in lines if _place(last) < _place(line) < _place(first) and line.words]
    turned = (first.page or 0) - (last.page or 0)
    return turned > 1 or len(between) > MOST_AROUND * turned


def _place(line: Line) -> tuple[int, int]:
    return line.page or 0, line.number


def _as_one(before: Table, table: Table) -> Table:
    """A table with the rows that go on on the next page, where its heading may stand once more."""
    again = 1 if table.rows[0] == before.rows[0] else 0
    return Table((*before.rows, *table.rows[again:]), lines=(*before.lines, *table.lines[again:]))


def _used(table: Table) -> Table | None:
    """A table without columns in which nothing stands; None where that leaves no table."""
    used = [index for index in range(len(table.rows[0])) if any(row[index] for row in table.rows)]
    if len(used) < 2 or len(table.rows) < 2:
        return None
    return Table(tuple(tuple(row[index] for index in used) for row in table.rows), lines=table.lines)


def fuller(first: str, second: str) -> str:
    """The text with more words in it; the first where the second gains less than a twentieth."""
    return second if len(second.split()) > 1.05 * len(first.split()) else first


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(SIGNS)


def _pdfium_pages(data: bytes, name: str) -> list[_Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            return [_pdfium_page(document[index]) for index in range(len(document))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Fault(FaultKind.ENCRYPTED, name, kind="PDF") from error
        raise Fault(FaultKind.UNREADABLE, name, kind="PDF", why=str(error)) from error


def _pdfium_page(page: Any) -> _Page:
    textpage = page.get_textpage()
    try:
        told = textpage.get_text_range()
        text = _clean(told)
        grids = pdf_tables.grids_of(page)
        width, height = page.get_size()
        if not grids and width <= height and not pdf_columns.promises(text):
            return _Page(text)
        signs = _signs(textpage, told)
        # Where the signs do not make up the lines, no line can be given its place in a table.
        if not signs or signs[-1].line != text.count("\n"):
            return _Page(text)
        signs = _parted(signs)
        tables = [_Ruled(grid.xs, tuple(pdf_tables.rows_of(grid, signs))) for grid in grids]
        if not grids:
            tables = [_Ruled(starts, tuple(rows)) for starts, rows in pdf_columns.tables_of(signs)]
        return _Page(_text(signs), tuple(table for table in tables if table.rows))
    finally:
        textpage.close()
        page.close()


def _signs(textpage: Any, told: str) -> list[Sign]:
    """The signs of a page, as its text tells them: one by one the library takes a hyphen for a soft one."""
    import pypdfium2.raw as pdfium

    left, right, low, high, start, base = (ctypes.c_double() for _ in range(6))
    found: list[Sign] = []
    line = 0
    count = textpage.count_chars()
    for index in range(count):
        written = told[index] if len(told) == count else chr(pdfium.FPDFText_GetUnicode(textpage.raw, index) & 0xFFFF)
        sign = written.translate(SIGNS)
        pdfium.FPDFText_GetCharBox(textpage.raw, index, left, right, low, high)
        pdfium.FPDFText_GetCharOrigin(textpage.raw, index, start, base)
        middle = (low.value + high.value) / 2
        found.append(Sign(line, sign, left.value, right.value, middle, base.value))
        line += sign == "\n"
    return found


def _parted(signs: Sequence[Sign]) -> list[Sign]:
    """The signs with a line parted where its words go on lower down: on wide pages the library runs lines together."""
    found: list[Sign] = []
    more, base = 0, None
    for sign in signs:
        if sign.text.strip():
            lower = base is not None and base - sign.base > DROP
            higher = base is not None and sign.base - base > DROP
            more += lower or higher
            base = sign.base
        found.append(replace(sign, line=sign.line + more))
        if sign.text == "\n":
            base = None
    return found


def _text(signs: Sequence[Sign]) -> str:
    lines: list[list[str]] = [[] for _ in range(signs[-1].line + 1)]
    for sign in signs:
        lines[sign.line].append(sign.text)
    return "\n".join("".join(line).strip("\r\n") for line in lines)


def _pypdf_pages(data: bytes, count: int) -> list[str]:
    """What pypdf reads of each page; nothing where it fails, for pdfium has read the file already."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data))
            texts = [_clean(page.extract_text()) for page in reader.pages]
    except Exception:
        return [""] * count
    return texts if len(texts) == count else [""] * count


def _superscripts_joined(lines: list[Line]) -> list[Line]:
    """Put a raised "th" that fell on a line of its own back on its number: "6" and "th meeting"."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and before.page == line.page
            and re.match(r"(?:st|nd|rd|th)\b", line.text)
            and re.search(r"\d$", before.text)
        ):
            joined[-1] = Line(before.text + line.text, before.number, before.page)
        else:
            joined.append(line)
    return joined
