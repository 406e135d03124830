"""Readiness: the gates of a meeting, each with its reason and the way to where it is closed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.readiness import Gate
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tables import Column, Heading, Table, TableView
from mhhs_desk.ui.theme import Theme
from mhhs_desk.ui.todo import gate_place

ROW = 43


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate of the meeting."""

    gate: Gate

    @property
    def id(self) -> str:
        return self.gate.code


def _paint_gate(painter: QPainter, rect: QRect, theme: Theme, row: GateRow) -> None:
    size = theme.px(18)
    mark = QRect(rect.x(), rect.y() + (rect.height() - size) // 2, size, size)
    icons.draw(painter, mark, theme, "check" if row.gate.met else "warning", "text2" if row.gate.met else "attention")
    box = rect.adjusted(size + theme.px(10), 0, 0, 0)
    role = "text2" if row.gate.met else "text"
    paint.text(painter, box, theme, words.gate(row.gate)[0], role=role, semibold=not row.gate.met)


def _paint_way(painter: QPainter, rect: QRect, theme: Theme, row: GateRow) -> None:
    paint.text(painter, rect, theme, "" if row.gate.met else "Go to it", "small", "accent", right=True)


COLUMNS: list[Column[GateRow]] = [
    Column("Gate", lambda row: f"{words.gate(row.gate)[0]}, {'met' if row.gate.met else 'open'}", width=280,
           paint=_paint_gate),
    Column("Reason", lambda row: words.gate(row.gate)[1], width=300, stretch=True,
           role=lambda row: "text2" if row.gate.met else "text"),
    Column("", lambda row: "" if row.gate.met else "Go to it", width=110, right=True, paint=_paint_way),
]  # fmt: skip


class ReadinessPane(QWidget):
    """The gates of one meeting."""

    facts_wanted = Signal()
    """The gate is closed in the meeting's own facts."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.meeting: Meeting | None = None
        self.told = controls.label(shell.look, "", "small", "text2", wrap=True)
        self.told.setContentsMargins(24, 10, 24, 10)
        self.gates = TableView(shell.look, Table(COLUMNS), "Gates", row=ROW)
        self.gates.opened.connect(self._open)
        self.gates.clicked.connect(lambda index: self._clicked(index.row(), index.column()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.told)
        column.addWidget(self.gates, 1)

    def show_gates(self, meeting: Meeting, gates: tuple[Gate, ...]) -> None:
        """Show the gates of a meeting, the open ones first."""
        self.meeting = meeting
        open_, met = [g for g in gates if not g.met], [g for g in gates if g.met]
        self.told.say(
            f"{words.count(len(open_), 'gate is', 'gates are')} open; a paper can be printed with them, and says so."
            if open_
            else "Every gate is met."
        )
        rows: list[GateRow | Heading] = []
        for name, group in (("Open", open_), ("Met", met)):
            if group:
                rows.append(Heading(name, str(len(group))))
                rows += [GateRow(gate) for gate in group]
        self.gates.table.show(rows)

    def _clicked(self, row: int, column: int) -> None:
        found = self.gates.table.record(row)
        if found and column == len(COLUMNS) - 1:
            self._open(found)

    def _open(self, row: GateRow) -> None:
        if row.gate.met or self.meeting is None:
            return
        if row.gate.code == "attending":
            self.facts_wanted.emit()
        else:
            self.shell.go(gate_place(row.gate, self.meeting))
