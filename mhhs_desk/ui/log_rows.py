"""The rows of a log that came, against the record: what is new, what changed from what to what, what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from mhhs_desk import words
from mhhs_desk.domain.action_log import LogRow, RowState
from mhhs_desk.ui import paint
from mhhs_desk.ui.action_table import BOX, MARGIN, paint_box
from mhhs_desk.ui.tables import Column, Heading, Table, TableView
from mhhs_desk.ui.theme import Look, Theme

HEADS = {
    RowState.NEW: "New",
    RowState.CHANGED: "Changed",
    RowState.CLOSED: "Closed there, open here",
    RowState.GONE: "Gone from the log, open here",
    RowState.OLDER: "Older than what is known here",
    RowState.SAME: "The same",
}
FIELDS = {"due_words": "due", "text": "words", "forum_id": "forum"}
GONE = "Open here. Taken, it is marked done; refused, it stays open."
Id = tuple[str, int]


def change_words(name: str, before: Any, after: Any) -> str:
    """One field from what to what: due Next PSG → 24 Dec 2021."""
    if name == "updates":
        return f"update “{after}”"
    if name == "text":
        return "other words"
    return f"{FIELDS.get(name, name)} {value_words(before)} → {value_words(after)}"


def value_words(value: Any) -> str:
    """A value as a person reads it."""
    text = str(value or "")
    try:
        return words.day(date.fromisoformat(text), year=True)
    except ValueError:
        return text or "none"


def row_words(row: LogRow) -> str:
    """What a row would do."""
    if row.state is RowState.GONE:
        return GONE
    if row.state is RowState.NEW and row.proposal:
        facts = row.proposal.facts
        due = facts.get("due_words") or facts.get("due")
        told = (facts.get("owner"), f"due {due}" if due else "", facts.get("status"))
        return ", ".join(str(part) for part in told if part)
    return "; ".join(change_words(name, *pair) for name, pair in row.changes.items())


class LogTable(Table[LogRow]):
    """The rows under heads by what they are to the record; those that are ticked are taken."""

    turned = Signal()

    def __init__(self) -> None:
        self.ticked: set[Id] = set()
        super().__init__(
            [
                Column("", self._tick_words, width=MARGIN + BOX + 10, paint=self._paint_box, head=self._paint_head),
                Column("Ref.", _ref, width=84, role=lambda row: "text2"),
                Column("Action", _text, width=240, stretch=True),
                Column("What it says", row_words, width=250, stretch=True, paint=_paint_change),
            ]
        )  # fmt: skip

    def show_rows(self, rows: Iterable[LogRow]) -> None:
        """Show rows, each ticked where it is to be taken unless the rep says otherwise."""
        found = list(rows)
        self.ticked = {row.id for row in found if row.wanted}
        self.show(_under_heads(found))

    def turn(self, ids: Iterable[Id]) -> None:
        """Tick these rows, or take their tick away where all of them are ticked."""
        wanted = set(ids)
        self.ticked = self.ticked - wanted if wanted <= self.ticked else self.ticked | wanted
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.turned.emit()

    def to_choose(self) -> set[Id]:
        """The rows that taking would do something for."""
        return {row.id for row in self.records() if row.state is not RowState.SAME}

    def _tick_words(self, row: LogRow) -> str:
        return "" if row.state is RowState.SAME else "taken" if row.id in self.ticked else "refused"

    def _paint_box(self, painter: QPainter, rect: QRect, theme: Theme, row: LogRow) -> None:
        if row.state is not RowState.SAME:
            paint_box(painter, rect, theme, row.id in self.ticked)

    def _paint_head(self, painter: QPainter, rect: QRect, theme: Theme) -> None:
        every = self.to_choose()
        some = every & self.ticked
        box = rect.adjusted(theme.px(MARGIN), 0, 0, 0)
        paint_box(painter, box, theme, bool(every) and some == every, bool(some))


def _under_heads(rows: list[LogRow]) -> Iterator[LogRow | Heading]:
    for state, head in HEADS.items():
        members = [row for row in rows if row.state is state]
        if members:
            yield Heading(head, words.count(len(members), "row"))
            yield from members


def _ref(row: LogRow) -> str:
    written = row.proposal.facts.get("ref") if row.proposal else None
    return row.action.ref if row.action else str(written or "none")


def _text(row: LogRow) -> str:
    said = row.proposal.facts.get("text") if row.proposal else None
    return str(said or (row.action.text if row.action else ""))


def _paint_change(painter: QPainter, rect: QRect, theme: Theme, row: LogRow) -> None:
    told = row.doubts[0] if row.doubts else row_words(row)
    paint.text(painter, rect, theme, told, role="attention" if row.doubts else "text2")


class LogView(TableView):
    """The table as it is worked: Space or a click on the box takes a row or refuses it."""

    def __init__(self, look: Look, table: LogTable) -> None:
        super().__init__(look, table, "Rows of the log")
        self.rows = table
        self.clicked.connect(lambda index: self._turn(index.row()) if index.column() == 0 else None)

    def _turn(self, number: int) -> None:
        row = self.rows.record(number)
        if row and row.state is not RowState.SAME:
            self.rows.turn([row.id])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._turn(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing here."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks take nothing: a key or the button does."""
