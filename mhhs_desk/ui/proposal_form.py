"""The pane in which a proposal is put right before it is filed: the fields of its kind, Enter keeps, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.proposals import Proposal, ProposalKind
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.theme import Look

Facts = dict[str, Any]
Choices = tuple[tuple[str, object], ...]

DISPOSITIONS: Choices = (("Not given", None), *((one.value.capitalize(), one.value) for one in Disposition))
STATUSES: Choices = tuple((one.value.capitalize(), one.value) for one in ActionStatus)
SPLIT_DUE = "due"
"""A day, or the words found: one field, two facts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: the fact it holds, its label, and what can stand in it. `must` fields are not left empty.

    `holds` is words, lines, day, time, count, list, choice, item or due.
    """

    name: str
    label: str
    hint: str = "None given"
    holds: str = "words"
    choices: Choices = ()
    must: bool = False


FORMS: dict[ProposalKind, tuple[tuple[Entry, ...], ...]] = {
    ProposalKind.MEETING: (
        (Entry("label", "Meeting", "PSG 1"),),
        (Entry("date", "Day", "2021-11-10", "day"),),
        (Entry("start", "From", "10:00", "time"), Entry("end", "To", "12:30", "time")),
        (Entry("place", "Place"),),
    ),
    ProposalKind.ITEM: (
        (Entry("title", "Title", "", "lines", must=True),),
        (Entry("disposition", "For", holds="choice", choices=DISPOSITIONS),),
        (Entry("ask", "What is asked", holds="lines"),),
        (Entry("lead", "Lead"), Entry("minutes", "Minutes", "20", "count")),
        (Entry("paper_ref", "Paper"),),
    ),
    ProposalKind.ACTION: (
        (Entry("ref", "Reference", "The next one"), Entry("status", "Status", holds="choice", choices=STATUSES)),
        (Entry("text", "What is to be done", "", "lines", must=True),),
        (Entry("owner", "Owner"),),
        (Entry("due", "Due", "2021-12-01, or words such as Next PSG", SPLIT_DUE),),
    ),
    ProposalKind.MEMBER: (
        (Entry("organisation", "Member", "", must=True),),
        (Entry("segment", "Segment"),),
        (Entry("domains", "Mail domains", "alder.example, alder.test", "list"),),
        (Entry("contact", "Contact"), Entry("role", "Role")),
        (Entry("address", "Address", "name@alder.example"),),
    ),
    ProposalKind.MILESTONE: (
        (Entry("code", "Code", "M6", must=True), Entry("tier", "Tier")),
        (Entry("name", "Name"),),
        (Entry("proposed", "Proposed month", "2022-05, or 2022-05/2022-07"),),
        (Entry("proposed_words", "In the words of the paper"),),
        (Entry("reason", "Reason", holds="lines"),),
    ),
    ProposalKind.CALL: ((Entry("sent", "Sent", "2021-11-04 09:00", must=True), Entry("due", "Answers due")),),
    ProposalKind.DECISION: (
        (Entry("item_id", "Item", holds="item", must=True),),
        (Entry("text", "What was decided", "", "lines", must=True),),
    ),
}  # fmt: skip
"""The fields of each kind, row by row; an answer has a form of its own."""

TITLES = {
    ProposalKind.MEETING: "Put the meeting right",
    ProposalKind.ITEM: "Put the item right",
    ProposalKind.ACTION: "Put the action right",
    ProposalKind.MEMBER: "Put the member right",
    ProposalKind.MILESTONE: "Put the milestone right",
    ProposalKind.CALL: "Put the call for views right",
    ProposalKind.DECISION: "Put the decision right",
}


class EnterKeeps(QObject):
    """In every field of a form Enter keeps, and Shift with Enter begins a line."""

    def __init__(self, form: QWidget, keep: Callable[[], None]) -> None:
        super().__init__(form)
        self._keep = keep
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            for field in form.findChildren(kind):
                self.watch(field)

    def watch(self, field: QObject) -> None:
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._keep()
                return True
        return super().eventFilter(watched, event)


class ProposalForm(QScrollArea):
    """The fields of one proposal that is no answer. `kept` hands on the facts; nothing is written here."""

    kept = Signal(dict)
    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._items: tuple[Item, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self.fields: dict[str, QWidget] = {}
        """Each field by the fact it holds."""
        self._begun: Facts = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.cancelled.emit)

    def begin(self, proposal: Proposal, items: Iterable[Item]) -> None:
        """Show the fields of a proposal with what is known, and put the keyboard on the first."""
        self._items = tuple(items)
        rows = FORMS[proposal.kind]
        self._entries = tuple(entry for row in rows for entry in row)
        self.fields = {}
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(24, 16, 24, 16)
        lines.setSpacing(3)
        lines.addWidget(controls.label(self.look, TITLES[proposal.kind], "heading"))
        for row in rows:
            lines.addSpacing(3)
            lines.addLayout(self._row(row, proposal.facts))
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        lines.addWidget(self.refusal)
        lines.addSpacing(8)
        lines.addLayout(self._buttons())
        lines.addStretch(1)
        self.setWidget(body)
        EnterKeeps(body, self.keep)
        self._begun = {entry.name: self._said(entry) for entry in self._entries}
        known = proposal.kind is ProposalKind.MEETING and proposal.facts.get("meeting_id")
        if known:
            self.fields["label"].setEnabled(False)  # a meeting that is there keeps its name
        next(field for field in self.fields.values() if field.isEnabled()).setFocus()

    def _row(self, entries: tuple[Entry, ...], facts: Facts) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for entry in entries:
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(controls.label(self.look, entry.label, "small", "text2"))
            field = self.fields[entry.name] = self._field(entry, facts)
            column.addWidget(field)
            row.addLayout(column, 1)
        return row

    def _field(self, entry: Entry, facts: Facts) -> QWidget:
        value = facts.get(entry.name)
        if entry.holds in ("choice", "item"):
            choices = entry.choices or (
                ("Choose the item", None),
                *((f"{i.number}  {i.title}", i.id) for i in self._items),
            )
            combo = ChipCombo(self.look, entry.label)
            for name, data in choices:
                combo.addItem(name, data)
            combo.pick(value)
            return combo
        text = ", ".join(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
        if entry.holds == SPLIT_DUE and not text:
            text = facts.get("due_words") or ""
        if entry.holds == "lines":
            area = controls.area(self.look, entry.hint, entry.label, 3)
            area.setPlainText(text)
            return area
        return controls.field(self.look, entry.hint, entry.label, text)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        keep, cancel = Button(self.look, "Keep", "check", "Enter"), Button(self.look, "Cancel", None, "Esc")
        keep.clicked.connect(self.keep)
        cancel.clicked.connect(self.cancelled.emit)
        row.setSpacing(8)
        row.addWidget(keep)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def keep(self) -> None:
        """Hand on the facts that were changed, or say what is not as it must be."""
        wrong = next(filter(None, map(self._wrong, self._entries)), "")
        self.refusal.say(wrong)
        if not wrong:
            facts: Facts = {}
            for entry in self._entries:
                if self._said(entry) != self._begun[entry.name]:
                    facts |= self._facts(entry)
            self.kept.emit(facts)

    def _said(self, entry: Entry) -> Any:
        """What stands in a field: its words without spaces around them, or the choice."""
        field = self.fields[entry.name]
        if isinstance(field, QComboBox):
            return field.currentData()
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else ""
        return (field.text() if isinstance(field, QLineEdit) else text).strip() or None

    def _wrong(self, entry: Entry) -> str:
        said = self._said(entry)
        if said is None:
            return f"{entry.label}: say what it is." if entry.must else ""
        try:
            READ.get(entry.holds, str)(said)
        except ValueError:
            return f"“{said}” does not fit {entry.label.lower()}. Write it as {entry.hint}, or leave it empty."
        return ""

    def _facts(self, entry: Entry) -> Facts:
        said = self._said(entry)
        if entry.holds == "list":
            return {entry.name: [part.strip() for part in (said or "").split(",") if part.strip()]}
        if entry.holds == SPLIT_DUE:
            return _due(said)
        if said is None or entry.holds not in READ:
            return {entry.name: said}
        return {entry.name: READ[entry.holds](said)}


def _day(said: str) -> str:
    return date.fromisoformat(said).isoformat()


def _time(said: str) -> str:
    return time.fromisoformat(said).isoformat("minutes")


def _count(said: str) -> int:
    if not said.isdigit():
        raise ValueError(said)
    return int(said)


READ: dict[str, Callable[[str], Any]] = {"day": _day, "time": _time, "count": _count}
"""How what was typed is taken; a ValueError where it does not fit."""


def _due(said: str | None) -> Facts:
    """A due day, or the words for it where it is none."""
    try:
        return {"due": _day(said), "due_words": None} if said else {"due": None, "due_words": None}
    except ValueError:
        return {"due": None, "due_words": said}
