"""The matrix of a meeting as a model: members in groups of their segments, items across, one cell each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from mhhs_desk import words
from mhhs_desk.domain.coverage import HEARD, State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui.answers import stale_words
from mhhs_desk.ui.tables import NOWHERE, RECORD_ROLE, Heading, Index

FILTERS: tuple[tuple[str, str], ...] = (
    ("Show: all members", "all"),
    ("Show: with a silent cell", "silent"),
    ("Show: with a red line", "red"),
    ("Show: with a condition", "condition"),
    ("Show: never heard", "never"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one member stands on one item; the answer where there is one."""

    member: Member
    item: ItemView
    state: State
    answer: Feedback | None = None

    @property
    def stale(self) -> str:
        return stale_words(self.item, self.answer) if self.answer else ""

    @property
    def held_back(self) -> bool:
        answer = self.answer
        return bool(answer and (answer.sensitive or answer.consent is not Consent.NAMED))

    @property
    def marks(self) -> list[str]:
        """What is painted beside the chip, in its order and at most two."""
        answer = self.answer
        if answer is None or self.state is not State.ANSWERED:
            return []
        found = [
            ("flag", answer.red_line),
            ("if", answer.condition),
            ("clock-counter-clockwise", self.stale),
            ("lock-simple", self.held_back),
        ]
        return [mark for mark, there in found if there][:2]

    @property
    def words(self) -> str:
        """ "Cobalt Gas & Power, item 3, option 2, red line, received 8 Nov"."""
        number = self.item.item.number
        answer = self.answer
        if answer is None or self.state is not State.ANSWERED:
            return f"{self.member.name}, item {number}, {self.state.value}"
        parts = [
            self.member.name,
            f"item {number}",
            option_words(self.item, answer.option),
            "red line" if answer.red_line else "",
            "condition" if answer.condition else "",
            self.stale.lower(),
            "confidential" if self.held_back else "",
            f"received {words.moment(answer.received[:10]).split(' ', 1)[1]}" if answer.received else "",
        ]
        return ", ".join(part for part in parts if part)


def option_words(item: ItemView, key: str) -> str:
    """An option as it is read out: "option 2" of a question, its name otherwise."""
    return f"option {key}" if key.isdigit() else item.item.option_name(key).lower()


Row = Member | Heading


class Matrix(QAbstractTableModel):
    """Members down, items across; the first column names the member, the last counts its answers."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[ItemView, ...] = ()
        self.rows: list[Row] = []
        self.cells: dict[tuple[int, int], Cell] = {}
        self.view: View | None = None

    def show(self, view: View, text: str = "", kind: str = "all") -> None:
        """Show a meeting's members that hold the words and are of the kind asked for."""
        self.beginResetModel()
        self.view, self.items = view, view.items
        answers = {(a.feedback.item_id, a.feedback.member_id): a.feedback for item in view.items for a in item.answers}
        self.cells = {
            (number, item.item.id): Cell(member, item, item.states[number], answers.get((item.item.id, number)))
            for number, member in view.members.items()
            for item in view.items
        }
        wanted = [member for member in view.members.values() if self._wanted(member, text, kind)]
        self.rows = list(_grouped(wanted))
        self.endResetModel()

    def _wanted(self, member: Member, text: str, kind: str) -> bool:
        cells = self.of(member)
        tests: dict[str, Callable[[], bool]] = {
            "all": lambda: True,
            "silent": lambda: any(cell.state is State.SILENT for cell in cells),
            "red": lambda: any(cell.answer and cell.answer.red_line for cell in cells),
            "condition": lambda: any(cell.answer and cell.answer.condition for cell in cells),
            "never": lambda: not any(cell.state in HEARD for cell in cells),
        }
        answers = [cell.answer for cell in cells if cell.answer]
        said = [text for a in answers for text in (a.rationale, a.condition, a.red_line) if text]
        found = " ".join([member.name, member.segment or "", *said]).casefold()
        return tests[kind]() and all(word in found for word in text.casefold().split())

    def of(self, member: Member) -> list[Cell]:
        """A member's cells, in the order of the items."""
        return [self.cells[member.id, item.item.id] for item in self.items]

    def cell(self, index: Index) -> Cell | None:
        """The cell at a place; None on a heading, a name or a count."""
        row = self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None
        if not isinstance(row, Member) or not 0 < index.column() <= len(self.items):
            return None
        return self.cells[row.id, self.items[index.column() - 1].item.id]

    def place_of(self, member_id: int, item_id: int) -> QModelIndex:
        """Where the cell of a member and an item is; an invalid index where it is not shown."""
        row = next((n for n, row in enumerate(self.rows) if isinstance(row, Member) and row.id == member_id), -1)
        column = next((n for n, item in enumerate(self.items, 1) if item.item.id == item_id), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def count_words(self, member: Member) -> str:
        """How many items a member answered; "never" where it was heard on none."""
        cells = self.of(member)
        answered = sum(cell.state is State.ANSWERED for cell in cells)
        return str(answered) if any(cell.state in HEARD for cell in cells) else "never"

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if 0 < section <= len(self.items):
            item = self.items[section - 1].item
            return f"{item.number} {item.title}"
        return "Member" if section == 0 else "Answered"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == RECORD_ROLE:
            return row
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if isinstance(row, Heading):
            return f"{row.text}, {row.detail}" if role in said else None
        cell = self.cell(index)
        if cell and role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.words
        if role not in said:
            return None
        if cell:
            return cell.answer.option if cell.answer and cell.state is State.ANSWERED else cell.state.value
        return row.name if index.column() == 0 else self.count_words(row)


def _grouped(members: list[Member]) -> list[Row]:
    """Members under heads of their segments, in the order in which the segments first come."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(member.segment or "No segment given", []).append(member)
    rows: list[Row] = []
    for name, group in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        rows.append(Heading(name, words.count(len(group), "member")))
        rows += group
    return rows
