"""The gates of one item, at the foot of its position: what is open, why, and the way there; what is met in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mhhs_desk import words
from mhhs_desk.domain.feedback import is_stale
from mhhs_desk.domain.gates import Gate
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.positions import uncited
from mhhs_desk.domain.readiness import heard_of, lacks_a_reason, strength_refusal, to_review
from mhhs_desk.domain.view import Answer, ItemView
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.pages.item_ask import clear
from mhhs_desk.ui.theme import Look

MET = {
    "read": "Paper read",
    "coverage": "Heard widely enough",
    "positions": "Position set",
    "strength": "Strength borne out",
    "cited": "Every sentence cited",
    "sensitive": "Passages looked over",
    "stale": "No answer to an earlier paper",
}
WAYS = {
    "read": "Mark as read",
    "coverage": "Who is silent",
    "positions": "Go to it",
    "strength": "Go to it",
    "cited": "Go to it",
    "sensitive": "Go to it",
    "stale": "Go to it",
}
FOR_APPROVALS = frozenset({"coverage", "positions"})


@dataclass(frozen=True, slots=True)
class ItemGate:
    """One gate as it stands for one item."""

    code: str
    met: bool
    reason: str


def item_gates(gates: Iterable[Gate], view: ItemView) -> list[ItemGate]:
    """The gates of a meeting that look at this item, as they stand for it."""
    approval = view.item.disposition is Disposition.APPROVAL
    return [
        ItemGate(gate.code, view.item.id not in gate.items, _reason(gate.code, view))
        for gate in gates
        if gate.asked and gate.code in MET and (approval or gate.code not in FOR_APPROVALS)
    ]


def _reason(code: str, view: ItemView) -> str:
    """Why a gate is open for an item."""
    position = view.position
    if code == "read":
        return "The paper is not read yet"
    if code == "coverage":
        heard, of = heard_of(view)
        return f"Only {heard} of {of} members are heard"
    if code == "cited":
        bare = uncited(position) if position else []
        lacks = not bare and lacks_a_reason(view)
        return (
            "No answer is cited for the position" if lacks else f"{words.count(len(bare), 'sentence')} without evidence"
        )
    if code in ("sensitive", "stale"):
        return _of_answers(code, view)
    if code == "strength":
        return "The answers do not bear the strength" if strength_refusal(view) else ""
    missing = [
        name
        for name, there in (
            ("option", position and position.option),
            ("strength", position and position.strength),
            ("statement", position and position.statement.strip()),
        )
        if not there
    ]
    return f"No {' and no '.join(missing)} yet" if missing else ""


def first_open(code: str, view: ItemView) -> str | None:
    """The first answer for which a gate is open, by its code."""
    return next(iter(_open_answers(code, view)), None)


def _open_answers(code: str, view: ItemView) -> list[str]:
    def is_open(answer: Answer) -> bool:
        if code == "stale":
            return is_stale(answer.feedback, view.item.paper_version)
        return to_review(answer) and answer.feedback.reviewed is None

    return [answer.feedback.code for answer in view.answers if is_open(answer)]


def _of_answers(code: str, view: ItemView) -> str:
    found = len(_open_answers(code, view))
    if code == "stale":
        return f"{words.count(found, 'answer')} to an earlier paper" if found else ""
    return f"{words.count(found, 'answer')} not looked over for passages to hold back" if found else ""


class GatesFoot(QFrame):
    """The gates of the item in sight; an open one leads to where it is closed."""

    def __init__(self, look: Look, go: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self.go = look, go
        self.gates: list[ItemGate] = []
        self.setObjectName("foot")
        self.setAccessibleName("Gates of this item")
        self.title = controls.label(look, "Gates of this item", semibold=True)
        self.count = controls.label(look, "", "small", "text2")
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.count)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self.rows)

    def show_gates(self, gates: list[ItemGate]) -> None:
        """Show the open gates a line each, and the met ones together; the same ones are left alone."""
        if gates == self.gates:
            return
        self.gates = gates
        met = [gate for gate in gates if gate.met]
        self.count.say(f"{len(met)} of {len(gates)} met")
        clear(self.rows)
        for gate in gates:
            if not gate.met:
                self.rows.addLayout(self._open(gate))
        if met:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(controls.Picture(self.look, "check", "text3", 16), 0, Qt.AlignmentFlag.AlignTop)
            told = " · ".join(MET[gate.code] for gate in met)
            line.addWidget(controls.label(self.look, told, "small", "text2", wrap=True), 1)
            self.rows.addLayout(line)

    def _open(self, gate: ItemGate) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(controls.Picture(self.look, "warning", "attention", 16))
        line.addWidget(controls.label(self.look, gate.reason, "small"), 1)
        link = Link(self.look, WAYS[gate.code], "small")
        link.setAccessibleName(f"{WAYS[gate.code]}: {gate.reason}")
        link.clicked.connect(lambda: self.go(gate.code))
        line.addWidget(link)
        return line
