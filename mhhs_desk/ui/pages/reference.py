"""Reference data: forums, seats, options, thresholds, rules, the plan, bank holidays: each with its source, to edit."""

from __future__ import annotations

import types
import typing
from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from mhhs_desk import calendar_words, words
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.record import Record
from mhhs_desk.store.records import Records
from mhhs_desk.ui import controls
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.forum_rule import ForumRule, rules_words
from mhhs_desk.ui.pages.meeting_form import Unclear, typed_time
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Column, Table, TableView

KINDS = {
    "forums": "Forums",
    "seats": "Seats",
    "options": "Options of a decision or opinion",
    "thresholds": "Ofgem thresholds",
    "rules": "Rules",
    "milestones": "Milestones and activities",
    "baselines": "Baselines",
    "milestone_dates": "Dates of milestones",
    "bank_holidays": "Bank holidays",
    "principles": "Principles and objectives",
}
FIRST_COLUMNS = ("code", "key", "day", "name", "text", "words")
FIXED = frozenset({"id", "uid", "span", "source_id"})
OWN_PART = frozenset({"nth", "weekday"})
"""Fields of a forum that are set in a part of their own, with the day from which they count."""

LABELS = {
    "papers_due_days": "Days for papers",
    "papers_due_time": "Papers by",
    "papers_due_status": "Its standing",
    "feedback_due_days": "Days for answers",
    "feedback_due_time": "Answers by",
    "ours": "Our seat",
    "since": "In force from",
    "until": "Until",
}


class ReferencePage(Page):
    """One kind of reference data in a table; the chosen entry beside it, every field to edit."""

    name = "reference"
    title = "Reference data"
    kinds = frozenset({"forum", "cadence", "meeting", "seat", "decision_option", "threshold", "rule", "milestone"}) | {
        "baseline", "milestone_date", "bank_holiday", "principle"
    }  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.choice = controls.combo(
            self.look, "Kind of reference data", [(text, kind) for kind, text in KINDS.items()]
        )
        self.choice.setMinimumWidth(self.look.theme.px(280))
        self.choice.activated.connect(lambda _: self.reload())
        self.search = controls.search_field(self.look, "Search", "Search the reference data")
        self.search.textChanged.connect(lambda _: self.reload())
        self.count = controls.label(self.look, "", "small", "text2")
        self.root.addWidget(self._band())
        self.table: Table[Record] = Table(
            [
                Column("Entry", self._name, width=260, strong=lambda _: True),
                Column("What it says", self._says, width=200, stretch=True),
                Column("Source", lambda r: getattr(r, "source", "") or "entered here", width=240, spare=1,
                       role=lambda _: "text2"),
            ]
        )  # fmt: skip
        self.view = TableView(self.look, self.table, "Reference data")
        self.details = Details(shell, 376)
        self.rule = ForumRule(shell, self.details)
        self.view.chosen.connect(self._show)
        self.details.closed.connect(self.view.choice.clear)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.details)
        self.root.addLayout(across, 1)

    def _band(self) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        lines = QVBoxLayout(band)
        lines.setContentsMargins(24, 9, 24, 9)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.choice)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addWidget(self.count)
        lines.addLayout(line)
        return band

    @property
    def records(self) -> Records[Any]:
        return self.desk.kinds()[self.choice.currentData()]

    def reload(self) -> None:
        sought = self.search.text().casefold()
        found = [r for r in self.records.all() if sought in f"{self._name(r)} {self._says(r)}".casefold()]
        chosen = self.view.current()
        self.table.show(found)
        self.count.say(f"{words.count(len(found), 'entry', 'entries')}; edits count in this workspace only")
        if not (chosen and self.view.choose(lambda record: record == chosen)):
            self.details.hide()

    def _name(self, record: Record) -> str:
        told = [_shown(getattr(record, name)) for name in FIRST_COLUMNS[:4] if getattr(record, name, None)]
        return "  ".join(told[:2]) or self._linked(record)

    def _linked(self, record: Record) -> str:
        milestone = getattr(record, "milestone_id", None)
        return self.desk.milestones.get(milestone).code if milestone else str(record.id)

    def _says(self, record: Record) -> str:
        if isinstance(record, Forum):
            rules = rules_words(record, self.desk.cadences.all())
            status = f" ({record.papers_due_status})" if record.papers_due_status else ""
            return f"Meets: {rules} · {calendar_words.due_rule(record)}{status} · level {record.level}"
        left = ("name", "source", "code", "key", "day", *FIXED)
        facts = [(f.name, getattr(record, f.name)) for f in fields(record) if f.name not in left]
        told = [(name, value) for name, value in facts if value not in (None, "", ()) and not name.endswith("_id")]
        return " · ".join(_shown(value) if name in ("text", "meaning") else f"{_label(name)}: {_shown(value)}"
                          for name, value in told)  # fmt: skip

    def show_place(self, place: Place) -> None:
        if place.part in KINDS:
            self.choice.setCurrentIndex(self.choice.findData(place.part))
            self.reload()
        if place.id is not None:
            self.view.choose(lambda record: record.id == place.id)

    def focus_first(self) -> None:
        self.choice.setFocus()

    def _show(self, record: Record | None) -> None:
        if record is None:
            self.details.hide()
            return
        pane = self.details
        pane.begin(self._name(record), under=KINDS[self.choice.currentData()])
        if isinstance(record, Forum):
            self.rule.show(record)
            pane.heading("Its facts and deadlines")
            pane.text("Days are working days before a meeting; times are London’s, such as 17:00.", "text3")
        left = FIXED | OWN_PART if isinstance(record, Forum) else FIXED
        for name in (f.name for f in fields(record)):
            if name not in left and not name.endswith("_id"):
                pane.field(_label(name), self._field(record, name))
        pane.space(8)
        pane.text(
            "Enter keeps a field. Days are written 2021-11-10; leave a field empty where nothing is known.", "text3"
        )
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        pane.add(self.refusal)

    def _field(self, record: Record, name: str) -> QLineEdit:
        value = getattr(record, name)
        made = controls.field(self.look, "not known", _label(name), "" if value is None else _shown(value))
        made.setCursorPosition(0)
        made.editingFinished.connect(lambda: self._keep(record, name, made))
        return made

    def _keep(self, record: Record, name: str, field: QLineEdit) -> None:
        hint = typing.get_type_hints(type(record))[name]
        try:
            value = _read(field.text().strip(), hint)
            if name.endswith("_time"):
                value = typed_time(field.text())
        except (ValueError, Unclear):
            wanted = "a time of day such as 17:00" if name.endswith("_time") else _wanted(hint)
            self.refusal.say(f"“{field.text()}” is not {wanted}. {_label(name)} was left as it was.")
            return
        if value != getattr(self.records.get(record.id), name):
            with self.shell.told(), self.desk.step(f"Change {self._name(record)}"):
                self.records.change(record.id, **{name: value})


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _kind(hint: Any) -> tuple[type, bool]:
    """The type of a field, and whether it may be empty."""
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not types.NoneType), True
    return hint, False


def _read(text: str, hint: Any) -> object:
    """What a field says, as its type; ValueError where it does not say one."""
    kind, optional = _kind(hint)
    if not text and optional:
        return None
    if kind is bool:
        return {"yes": True, "no": False}[text.casefold()] if text.casefold() in ("yes", "no") else _refuse()
    if kind is int:
        return int(text)
    return date.fromisoformat(text) if kind is date else text


def _refuse() -> bool:
    raise ValueError


def _wanted(hint: Any) -> str:
    return {bool: "yes or no", int: "a number", date: "a day"}.get(_kind(hint)[0], "a text")
