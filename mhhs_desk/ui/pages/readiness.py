"""Readiness: the gates of a meeting, each with its reason and the way to where it is closed; and what a desk asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import gate_words
from mhhs_desk.domain.gates import Gate, is_ready
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.gate_rows import group, in_order, mark, way
from mhhs_desk.ui.pages.gate_settings import GateSettingsPane
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tables import Column, Heading, Table, TableView
from mhhs_desk.ui.theme import Theme
from mhhs_desk.ui.todo import gate_place

ROW = 43
GROUPS = ("Stops", "Warns", "Noted", "Met", "Not asked")


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate of the meeting."""

    gate: Gate

    @property
    def id(self) -> str:
        return self.gate.code


def _paint_gate(painter: QPainter, rect: QRect, theme: Theme, row: GateRow) -> None:
    size = theme.px(18)
    box = QRect(rect.x(), rect.y() + (rect.height() - size) // 2, size, size)
    icons.draw(painter, box, theme, *mark(row.gate))
    name = gate_words.gate(row.gate)[0]
    paint.text(
        painter, rect.adjusted(size + theme.px(10), 0, 0, 0), theme, name, role=_role(row), semibold=row.gate.open
    )


def _role(row: GateRow) -> str:
    if not row.gate.asked:
        return "text3"
    return "text2" if row.gate.met else "text"


def _paint_way(painter: QPainter, rect: QRect, theme: Theme, row: GateRow) -> None:
    paint.text(painter, rect, theme, way(row.gate), "small", "accent", right=True)


def _name(row: GateRow) -> str:
    return f"{gate_words.gate(row.gate)[0]}, {gate_words.state(row.gate)}"


COLUMNS: list[Column[GateRow]] = [
    Column("Gate", _name, width=270, paint=_paint_gate),
    Column("Reason", lambda row: gate_words.gate(row.gate)[1], width=260, stretch=True, role=_role),
    Column("", lambda row: way(row.gate), width=100, right=True, paint=_paint_way),
]


class ReadinessPane(QWidget):
    """The gates of one meeting, and beside them what this desk asks."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.meeting: Meeting | None = None
        self.told = controls.label(shell.look, "", "small", "text2", wrap=True)
        self.edit = Button(shell.look, "Gates of this desk", "pencil-simple")
        self.edit.setToolTip("Which gates are asked, and their limits")
        self.edit.clicked.connect(lambda: self.show_settings())
        self.gates = TableView(shell.look, Table(COLUMNS), "Gates", row=ROW)
        self.gates.opened.connect(self._open)
        self.gates.clicked.connect(lambda index: self._clicked(index.row(), index.column()))
        self.settings = GateSettingsPane(shell)
        self.settings.closed.connect(self.gates.setFocus)
        top = QHBoxLayout()
        top.setContentsMargins(24, 8, 24, 8)
        top.setSpacing(16)
        top.addWidget(self.told, 1)
        top.addWidget(self.edit)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(self.gates, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.settings)

    def show_gates(self, meeting: Meeting, gates: tuple[Gate, ...]) -> None:
        """Show the gates of a meeting, those that stop first and those that are not asked last."""
        self.meeting = meeting
        tally = gate_words.tally(gates)
        ready = "You are ready" if is_ready(gates) else "Not ready"
        printed = " A paper can be printed all the same." if any(gate.open for gate in gates) else ""
        self.told.say(f"{ready}: {tally}.{printed}")
        self.gates.table.show(_rows(in_order(gates)))
        self.settings.show_gates(gates)

    def show_settings(self) -> None:
        """Open what this desk asks, beside the gates."""
        self.settings.open_pane()

    def _clicked(self, row: int, column: int) -> None:
        found = self.gates.table.record(row)
        if found and column == len(COLUMNS) - 1:
            self._open(found)

    def _open(self, row: GateRow) -> None:
        if not row.gate.asked:
            self.settings.open_pane(row.gate.code)
        elif not row.gate.met and self.meeting is not None:
            self.shell.go(gate_place(row.gate, self.meeting))


def _rows(gates: Iterable[Gate]) -> list[GateRow | Heading]:
    """The gates under the name of their group, with how many are in it."""
    groups: dict[int, list[Gate]] = {}
    for gate in gates:
        groups.setdefault(group(gate), []).append(gate)
    rows: list[GateRow | Heading] = []
    for number, found in groups.items():
        rows.append(Heading(GROUPS[number], str(len(found))))
        rows += [GateRow(gate) for gate in found]
    return rows
