"""The pane in which an answer is noted or put right: member, item, option, reason, for whom, consent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.theme import Look

Facts = dict[str, Any]
"""The fields of an answer as plain data, as a proposal keeps them."""

CHANNELS = ("Note of a call", "e-mail", "response form", "web form", "letter", "in person")
NIL_OPTION = Option(NIL, "Nil return: no view")


class AnswerForm(QScrollArea):
    """Everything that can be said of one answer. `kept` hands on the facts; nothing is written here."""

    kept = Signal(dict)
    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._items: dict[int, Item] = {}
        self._usual: dict[int, str] = {}
        """How the answers of each member may be shown unless they say otherwise."""
        self._as_usual = True
        """Whether the consent follows the member: neither the answer's words nor the rep have said another."""
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self.lines = QVBoxLayout(body)
        self.lines.setContentsMargins(24, 16, 24, 16)
        self.lines.setSpacing(3)
        self.title = controls.label(look, "", "heading")
        self.lines.addWidget(self.title)
        self._build()
        self.setWidget(body)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.cancelled.emit)
        keep = QShortcut(QKeySequence("Ctrl+Return"), self)
        keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keep.activated.connect(self.keep)

    def _build(self) -> None:
        look = self.look
        self.member, self.item = ChipCombo(look, "Member"), ChipCombo(look, "Item")
        self.option, self.evidence = ChipCombo(look, "Answer"), ChipCombo(look, "Evidence")
        self.reason = controls.area(look, "In their words", "Reason", 3)
        self.condition = controls.field(look, "None", "Condition")
        self.red_line = controls.field(look, "None", "Red line")
        self.basis = controls.field(look, "None", "What the evidence is")
        self.represents = controls.field(look, "Itself", "The parties it answers for")
        self.role = controls.field(look, "Not said", "What it answers as")
        self.consent = ChipCombo(look, "May be shown")
        self.channel = controls.combo(look, "How it came", ((channel, channel) for channel in CHANNELS))
        self.channel.setEditable(True)
        self.channel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.received = controls.field(look, "2021-11-08 17:20", "When it came")
        self.sensitive = QCheckBox("Commercially sensitive: own edition only")
        self.evidence.addItem("Not said", None)
        for strength, word in enumerate(words.EVIDENCE):
            self.evidence.addItem(word, strength)
        for consent, name in words.CONSENTS.items():
            self.consent.addItem(name, consent.value)
        self._row(("Member", self.member))
        self._row(("Item", self.item))
        self._row(("Answer", self.option), ("Evidence", self.evidence))
        self._row(("Reason", _whole(self.reason)))
        self._row(("Condition", self.condition))
        self._row(("Red line", self.red_line))
        self._row(("What the evidence is", self.basis))
        self._row(("Answers for", self.represents), ("Answers as", self.role))
        self._row(("How it came", self.channel), ("When", self.received))
        self._row(("May be shown", self.consent))
        self.lines.addWidget(self.sensitive)
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
        self.lines.addWidget(self.refusal)
        self._buttons()
        self.item.currentIndexChanged.connect(lambda _: self._offer_options())
        self.member.currentIndexChanged.connect(lambda _: self._follow_member())
        self.consent.activated.connect(lambda _: self._say_consent())

    def _row(self, *fields: tuple[str, QWidget]) -> None:
        """Fields side by side, each under its label."""
        self.lines.addSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, widget in fields:
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(controls.label(self.look, label, "small", "text2"))
            column.addWidget(widget)
            row.addLayout(column, 1)
        self.lines.addLayout(row)

    def _buttons(self) -> None:
        row = QHBoxLayout()
        self.keep_button = Button(self.look, "Keep", "check", "Ctrl Enter")
        cancel = Button(self.look, "Cancel", None, "Esc")
        self.keep_button.clicked.connect(self.keep)
        cancel.clicked.connect(self.cancelled.emit)
        row.setSpacing(8)
        row.addWidget(self.keep_button)
        row.addWidget(cancel)
        row.addStretch(1)
        self.lines.addSpacing(8)
        self.lines.addLayout(row)
        self.lines.addStretch(1)

    def begin(self, title: str, members: Iterable[Member], items: Iterable[Item], facts: Facts) -> None:
        """Fill the form with what is known of an answer, and put the keyboard on the first thing that is not."""
        self._items = {item.id: item for item in items}
        self.title.say(title)
        self.refusal.say("")
        self.member.clear()
        self.member.addItem("Choose a member", None)
        self._as_usual = False
        self._usual = {}
        for member in members:
            self._usual[member.id] = member.consent.value
            self.member.addItem(member.name, member.id)
        self.item.clear()
        self.item.addItem("Choose an item", None)
        for item in self._items.values():
            self.item.addItem(f"{item.number}  {item.title}", item.id)
        self._fill(facts)
        self.reason.setFocus() if facts.get("member_id") else self.member.setFocus()

    def _fill(self, facts: Facts) -> None:
        self.member.pick(facts.get("member_id"))
        self.item.setCurrentIndex(max(0, self.item.findData(facts.get("item_id"))))
        self._offer_options()
        self.option.pick(facts.get("option"))
        self.reason.setPlainText(facts.get("rationale") or "")
        self.condition.setText(facts.get("condition") or "")
        self.red_line.setText(facts.get("red_line") or "")
        self.evidence.pick(facts.get("evidence"))
        self.basis.setText(facts.get("evidence_basis") or "")
        usual = self._usual.get(facts.get("member_id") or 0)
        for field, name in ((self.represents, "represents"), (self.role, "role")):
            field.setText(facts.get(name) or "")
            field.setCursorPosition(0)
        self.consent.pick(str(facts.get("consent") or usual or Consent.NAMED))
        self._as_usual = facts.get("consent") in (None, usual)
        self.sensitive.setChecked(bool(facts.get("sensitive")))
        self.channel.setCurrentText(facts.get("channel") or CHANNELS[0])
        self.received.setText((facts.get("received") or "").replace("T", " "))

    def _follow_member(self) -> None:
        """Another member brings its usual consent, unless another was said."""
        usual = self._usual.get(self.member.currentData() or 0)
        if self._as_usual and usual:
            self.consent.pick(usual)

    def _say_consent(self) -> None:
        self._as_usual = False

    def _offer_options(self) -> None:
        item = self._items.get(self.item.currentData() or 0)
        self.option.offer([*(item.options if item else ()), NIL_OPTION], "Choose an answer")

    def keep(self) -> None:
        """Hand the facts on, or say what is missing."""
        missing = self._missing()
        self.refusal.say(missing)
        if not missing:
            self.kept.emit(self.facts())

    def _missing(self) -> str:
        if self.member.currentData() is None:
            return "Choose the member whose answer it is."
        if self.item.currentData() is None:
            return "Choose the item that it answers."
        if self.option.currentData() is None:
            return "Choose the answer, or a nil return."
        try:
            datetime.fromisoformat(self.received.text().strip() or "2021-11-10")
        except ValueError:
            return f"“{self.received.text()}” is not a day and time. Write it as 2021-11-08 17:20, or leave it empty."
        return ""

    def facts(self) -> Facts:
        """What the form says."""
        return {
            "member_id": self.member.currentData(),
            "item_id": self.item.currentData(),
            "option": self.option.currentData(),
            "rationale": self.reason.toPlainText().strip(),
            "condition": self.condition.text().strip() or None,
            "red_line": self.red_line.text().strip() or None,
            "evidence": self.evidence.currentData(),
            "evidence_basis": self.basis.text().strip() or None,
            "represents": self.represents.text().strip() or None,
            "role": self.role.text().strip() or None,
            "consent": self.consent.currentData(),
            "sensitive": self.sensitive.isChecked(),
            "channel": self.channel.currentText().strip(),
            "received": self.received.text().strip().replace(" ", "T") or None,
        }


def _whole(area: QWidget) -> QWidget:
    """An area that keeps its lines where there is little room: the form scrolls instead."""
    holder = QWidget()
    holder.setFixedHeight(area.maximumHeight())
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(area)
    return holder
