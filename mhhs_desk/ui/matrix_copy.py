"""What is chosen in the matrix as it goes to the clipboard: text in columns, and a table with the colours of paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QMimeData

from mhhs_desk.domain.matrix import Row, inert
from mhhs_desk.ui.matrix_model import Matrix
from mhhs_desk.ui.matrix_words import cell_letters, item_words

Chosen = tuple[list[Row], list[int]]
"""The members and the columns that are chosen."""


def copied(matrix: Matrix, chosen: Chosen) -> QMimeData | None:
    """Both forms of what is chosen; None where nothing is."""
    rows, columns = chosen
    if not rows or not columns:
        return None
    lines = list(told(matrix, rows, columns))
    made = QMimeData()
    made.setText("\n".join("\t".join(plain(cell) for cell in line) for line in lines))
    made.setHtml(table(lines))
    return made


def told(matrix: Matrix, rows: list[Row], columns: list[int]) -> Iterator[list[str]]:
    """The head with the items, then a line for each member with its name first."""
    items = len(matrix.columns)
    heads = [item_words(matrix.columns[c]) if c < items else matrix.total_head(c) for c in columns]
    yield ["Member", *heads]
    for row in rows:
        cells = [
            cell_letters(matrix.grid.cell(row, matrix.shown.places[c])) if c < items else matrix.total_words(row, c)
            for c in columns
        ]
        yield [row.member.name, *cells]


def plain(text: str) -> str:
    """A cell that stays in its column, and is no formula where it is pasted."""
    return inert(" ".join(text.split()))


def table(lines: list[list[str]]) -> str:
    """The lines as a table, the first of them its head."""
    head, *rest = lines
    cells = ["".join(f"<td>{escape(cell)}</td>" for cell in line) for line in rest]
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{line}</tr>" for line in cells)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
