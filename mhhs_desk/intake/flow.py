"""The lines and tables of a document as a reader comes upon them, in their order and with their places."""

from __future__ import annotations

from collections.abc import Sequence

from mhhs_desk.intake.document import Line, Table

Cell = Sequence[str]
"""The paragraphs of a cell."""


class Flow:
    """Takes down what is read. A table becomes a Table, and its rows keep their place among the lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self._page: int | None = None
        self._number = 0

    def turn(self, page: int) -> None:
        """Begin a page (a slide), whose lines are counted from 1."""
        self._page, self._number = page, 0

    def say(self, text: str, quoted: bool = False, mark: str = "") -> Line | None:
        """Take down a paragraph, a line for each of its own; the first of them, or None where it has no words."""
        said = [self._add(mark + part.rstrip(), quoted) for part in text.splitlines() if part.strip()]
        return said[0] if said else None

    def gap(self) -> None:
        """A blank line, where there is none yet."""
        if self._number and self.lines[-1].words:
            self._add("", False)

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Take down a table: the first paragraphs of a row's cells are one line, further ones follow it."""
        words = tuple(tuple("\n".join(_written(cell)) for cell in row) for row in rows)
        if not any(any(row) for row in words):
            return
        self.gap()
        self.tables.append(Table(words, lines=tuple(self._row(row) for row in words)))
        self.gap()

    def _row(self, cells: Sequence[str]) -> tuple[Line, ...]:
        parts = [cell.split("\n") for cell in cells if cell]
        if not parts:
            return ()
        first = self._add("\t".join(part[0] for part in parts), False)
        return (first, *(self._add(more, False) for part in parts for more in part[1:]))

    def _add(self, text: str, quoted: bool) -> Line:
        self._number += 1
        self.lines.append(Line(text, self._number, self._page, quoted))
        return self.lines[-1]


def _written(cell: Cell) -> list[str]:
    return [words for paragraph in cell for part in paragraph.splitlines() if (words := " ".join(part.split()))]
