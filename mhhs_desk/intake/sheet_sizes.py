"""How large a workbook's sheets are, looked at before they are laid out: one far cell makes a sheet of billions."""

from __future__ import annotations

import re

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.intake import packages

MOST_CELLS = 3_000_000
"""The most cells between A1 and the last one, empty ones counted: they are laid out all the same."""
FAR = re.compile(rb'<(?:c|row)(?! r="[A-Z]?\d{1,5}")\s')
"""A cell beyond column Z, a row beyond 99,999, or one not written as every program does: without, none is too large."""
CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Z]+)(\d+)[\"']")
BARE_CELL = re.compile(
    rb"<(?:\w{1,20}:)?row\s[^>]{0,400}?\br\s*=\s*[\"'](\d+)[\"'][^>]{0,400}>\s*<(?:\w{1,20}:)?c(?![^>]{0,200}\br\s*=)"
)
"""A cell that leaves it to its row where it stands. A row without cells takes no room."""
UNIQUE, COUNT = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)"), re.compile(rb"ount\s*=\s*[\"'](\d+)")
REPEATED = re.compile(rb"number-(rows|columns)-repeated\s*=\s*[\"'](\d+)[\"']")
VALUE = re.compile(rb"<table:table-row\b[^>]*?(?:/>|>.*?</table:table-row>)", re.DOTALL)
REPEATED_CELL = re.compile(rb"<table:table-cell\b([^>]*)>")


def check(data: bytes, name: str) -> None:
    """Raise Fault where a workbook (xlsx, ods) would unpack or spread too far; other files are left alone."""
    if not data.startswith(b"PK"):
        return
    with packages.opened(data, name) as package:
        for member in package.infolist():
            path = member.filename.lower()
            if path.endswith((".xml", ".rels", ".bin")):
                text = packages.content(package, member)
                cells = _repeated(text) if path == "content.xml" else _laid_out(text)
                if cells > MOST_CELLS or _promises_too_much(path, text):
                    raise Fault(FaultKind.SWELLS, name)


def _promises_too_much(path: str, text: bytes) -> bool:
    """Whether a list says that it holds more entries than it has bytes: room is made for what it says."""
    counts = UNIQUE if path.endswith("sharedstrings.xml") else COUNT
    return path.startswith("xl/") and any(_number(digits) > len(text) for digits in counts.findall(text))


def _laid_out(text: bytes) -> int:
    """How many cells a sheet of xlsx is laid out with, where that may be many."""
    if b"row" not in text or not (FAR.search(text) or b":c" in text):
        return 0
    row = max((_number(digits) for digits in BARE_CELL.findall(text)), default=0)
    column = 1
    for letters, number in CELL.findall(text):
        row, column = max(row, _number(number)), max(column, _column(letters))
    return row * column


def _number(digits: bytes) -> int:
    return int(digits) if len(digits) < 10 else 10**9


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:5]:
        number = number * 26 + letter - 64
    return number


def _repeated(text: bytes) -> int:
    """How many cells the sheets of ods are laid out with by those that are repeated and hold something."""
    if not any(_number(digits) > 1000 for _, digits in REPEATED.findall(text)):
        return 0
    rows = widest = 0
    for found in VALUE.finditer(text):
        row = found[0]
        if b"office:value" not in row and b"<text:p" not in row:
            continue
        head, _, cells = row.partition(b">")
        rows += _times(head, b"rows")
        width = sum(_times(cell, b"columns") for cell in REPEATED_CELL.findall(cells) if b"office:" in cell)
        widest = max(widest, width)
    return rows * widest


def _times(facts: bytes, what: bytes) -> int:
    return next((_number(digits) for kind, digits in REPEATED.findall(facts) if kind == what), 1)
