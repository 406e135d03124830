"""Members: who the seat speaks for, who was heard over the last meetings, and what each one said."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.hearing import LOOKED_BACK, Hearing, Record
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.heard import hearing_of, over
from mhhs_desk.ui.heard_cells import ROW, columns
from mhhs_desk.ui.in_hand import InHand
from mhhs_desk.ui.member_pane import MemberPane
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Heading, Table, TableView

SPANS = (("Last 3 meetings", LOOKED_BACK), ("Last 6 meetings", 6), ("Last 12 meetings", 12))
"""How many meetings back the table goes."""


class MembersPage(Page):
    """The members by whether they were heard, with a cell for each meeting, and a pane for the one that is chosen."""

    name = "members"
    title = "Members"
    kinds = frozenset(
        {"member", "person", "feedback", "asked", "call", "recusal", "item", "meeting", "bank_holiday", "setting"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.people: dict[int, str] = {}
        self.found = Hearing()
        self.table: Table[Record] = Table(columns(self.found, self.desk.today, self._people))
        self.view = TableView(self.look, self.table, "Members", row=ROW)
        self.details = MemberPane(shell)
        self.view.chosen.connect(self._show)
        self.details.closed.connect(self.view.choice.clear)
        self.search = controls.search_field(self.look, "Search members", "Search members")
        self.search.textChanged.connect(self._fill)
        self.span = QuietCombo(self.look, "How many meetings back", SPANS)
        self.span.pick(6)
        self.span.activated.connect(lambda _: self.reload())
        self.count = controls.label(self.look, "", "small", "text2")
        self.back = Link(self.look, "Looking back", "small")
        self.back.clicked.connect(lambda: shell.go(Place("looking-back", None, "members")))
        self.root.addWidget(self._band())
        self.full = QWidget()
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.details)
        self.root.addWidget(self.full, 1)
        button = Button(self.look, "Take in a list", "paperclip", "Ctrl O", primary=True)
        button.clicked.connect(lambda: shell.run("take-in"))
        self.empty = Empty(
            self.look, "users", "No members yet",
            "Whom you speak for: drop a workbook or a csv of their names, mail domains and contacts.", button,
        )  # fmt: skip
        self.root.addWidget(self.empty, 1)

    def _band(self) -> QFrame:
        self.band = QFrame()
        self.band.setObjectName("band")
        line = QHBoxLayout(self.band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(12)
        line.addWidget(self.search)
        line.addWidget(self.span)
        line.addStretch(1)
        line.addWidget(self.count)
        line.addWidget(self.back)
        return self.band

    def _people(self, record: Record) -> str:
        return self.people.get(record.id, "")

    def reload(self) -> None:
        people: dict[int, list[str]] = {}
        for person in self.desk.people.all():
            people.setdefault(person.member_id, []).append(person.name)
        self.people = {member_id: ", ".join(names) for member_id, names in people.items()}
        before = self.found.meetings
        self.found = hearing_of(self.desk, self.span.currentData())
        for widget in (self.band, self.full):
            widget.setVisible(bool(self.found.records))
        self.empty.setVisible(not self.found.records)
        self.span.setVisible(len(self.found.meetings) >= LOOKED_BACK)
        if self.found.meetings != before:
            self.table.show_columns(columns(self.found, self.desk.today, self._people))
        self._fill()

    def _fill(self) -> None:
        sought = self.search.text().casefold()
        shown = [record for record in self.found.records if sought in self._told_of(record)]
        self.table.show(self._rows(shown))
        never = f"{len(self.found.never)} never heard, {over(self.found)}" if self.found.meetings else "no items yet"
        self.count.say(f"{words.count(sum(map(self._is_there, self.found.records)), 'member')} · {never}")

    def _told_of(self, record: Record) -> str:
        """What a search looks into."""
        return f"{record.member.name} {record.member.segment or ''} {self.people.get(record.id, '')}".casefold()

    def _is_there(self, record: Record) -> bool:
        return record.member.is_counted_at(self.desk.today)

    def _rows(self, records: list[Record]) -> Iterator[Record | Heading]:
        """The never heard first, then those heard least; who is no member today comes last."""
        never = {record.id for record in self.found.never}
        there = [record for record in records if self._is_there(record)]
        groups = {
            "Never heard": [record for record in there if record.id in never],
            "Heard": [record for record in there if record.id not in never and record.heard],
            "Not heard": [record for record in there if record.id not in never and not record.heard],
            "Not a member today": [record for record in records if record not in there],
        }
        for name, group in groups.items():
            if group:
                since = f", {over(self.found)}" if name == "Never heard" else ""
                yield Heading(name, f"{words.count(len(group), 'member')}{since}")
                yield from sorted(group, key=_least_heard)

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            self.search.clear()
            self.view.choose(lambda record: record.member.id == place.id)

    def focus_first(self) -> None:
        self.view.setFocus()

    def in_hand(self) -> InHand:
        record: Record | None = self.view.current()
        return InHand(member=record.member) if record else InHand()

    def _show(self, record: Record | None) -> None:
        if record is None:
            self.details.hide()
        else:
            self.details.show_record(record, self.found)


def _least_heard(record: Record) -> tuple[float, str]:
    return record.heard / record.items if record.items else 0.0, record.member.name.casefold()
