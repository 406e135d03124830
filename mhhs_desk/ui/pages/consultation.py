"""Consultation: who was asked when and by when, and what each member has said or not said so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.asking import Made, Plan
from mhhs_desk.domain.asking import to_ask, to_remind
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.made_strip import MadeStrip
from mhhs_desk.ui.pages.asking import AskingPane, cells
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Column, Heading, Table, TableView


@dataclass(frozen=True, slots=True)
class CallRow:
    """One message that asked members, with how many of them about how many items."""

    call: Call
    members: int
    items: int

    @property
    def id(self) -> int:
        return self.call.id


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member's part in the consultation: the items by their numbers in each state."""

    member: Member
    asked: Call | None
    numbers: Mapping[State, tuple[int, ...]]

    @property
    def id(self) -> int:
        return self.member.id

    def of(self, state: State) -> tuple[int, ...]:
        return self.numbers.get(state, ())


def ranges(numbers: tuple[int, ...]) -> str:
    """Numbers with runs drawn together: 1–4, 7, 9, 10."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts) or "none"


CALLS: list[Column[CallRow]] = [
    Column("Sent", lambda row: words.day(row.call.sent_on), key=lambda row: row.call.sent_on, width=150),
    Column("", lambda row: "Reminder" if row.call.reminder else "Asked", width=120),
    Column("By", lambda row: row.call.channel or "not noted", width=130),
    Column("Asked", lambda row: f"{words.count(row.members, 'member')}, {words.count(row.items, 'item')}",
           key=lambda row: row.members, width=190),
    Column("Answers due", lambda row: words.moment(row.call.due) if row.call.due else "no day given", width=160,
           stretch=True),
]  # fmt: skip

MEMBERS: list[Column[MemberRow]] = [
    Column("Member", lambda row: row.member.name, width=210, strong=lambda row: not _heard(row)),
    Column("Last asked", lambda row: words.day(row.asked.sent_on) if row.asked else "not asked",
           key=lambda row: row.asked.sent_on.isoformat() if row.asked else "", width=130,
           role=lambda row: "text" if row.asked else "attention"),
    Column("Answered", lambda row: str(len(row.of(State.ANSWERED))), key=lambda row: len(row.of(State.ANSWERED)),
           width=92, right=True),
    Column("Nil", lambda row: str(len(row.of(State.NIL))), key=lambda row: len(row.of(State.NIL)), width=60,
           right=True),
    Column("Silent on items", lambda row: ranges(row.of(State.SILENT)), key=lambda row: -len(row.of(State.SILENT)),
           width=220, role=lambda row: "text" if row.of(State.SILENT) else "text3"),
    Column("Recused", lambda row: ranges(row.of(State.RECUSED)), width=120,
           role=lambda row: "text" if row.of(State.RECUSED) else "text3"),
    Column("Not asked", lambda row: ranges(row.of(State.NOT_ASKED)), stretch=True,
           role=lambda row: "text" if row.of(State.NOT_ASKED) else "text3"),
]  # fmt: skip


def _heard(row: MemberRow) -> bool:
    return bool(row.of(State.ANSWERED) or row.of(State.NIL))


class ConsultationPane(QWidget):
    """The calls of a meeting over its members."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.told = controls.label(shell.look, "", "small", "text2", wrap=True)
        self.note = Button(shell.look, "Note that all were asked today", "note-pencil")
        self.note.clicked.connect(self.note_call)
        self.remind = Button(shell.look, "Remind those who have not answered", "clock-counter-clockwise")
        self.remind.clicked.connect(lambda: self.open_asking(remind=True))
        self.ask = Button(shell.look, "Ask the members", "envelope-simple", primary=True)
        self.ask.clicked.connect(lambda: self.open_asking(remind=False))
        self.calls = TableView(shell.look, Table(CALLS), "Who was asked when")
        self.members = TableView(shell.look, Table(MEMBERS), "Members")
        self.members.opened.connect(lambda row: shell.go(Place("members", row.member.id)))
        self.asking = AskingPane(shell)
        self.asking.closed.connect(self.close_asking)
        self.asking.made.connect(self._made)
        self.strip = MadeStrip(shell)
        take_in = Button(shell.look, "Take in a file", "paperclip", "Ctrl O", primary=True)
        take_in.clicked.connect(lambda: shell.run("take-in"))
        self.empty = Empty(shell.look, "users", "Nobody to ask yet", "", take_in)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 8, 24, 8)
        top.setSpacing(10)
        top.addWidget(self.told, 1)
        for button in (self.note, self.remind, self.ask):
            top.addWidget(button)
        tables = QWidget()
        lines = QVBoxLayout(tables)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self.strip)
        lines.addWidget(self.calls)
        lines.addWidget(self.members, 1)
        self.tables = tables
        self.stack = QStackedWidget()
        for part in (tables, self.asking, self.empty):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def show_view(self, view: View) -> None:
        """Show the consultation of one meeting; what is being asked about it stays open."""
        if self.view and self.view.meeting.id != view.meeting.id:
            self.strip.hide()
            self.stack.setCurrentWidget(self.tables)
        self.view = view
        self._arrange(view)
        asked = list(self.desk.asked.all())
        calls = [self._call_row(call, asked) for call in view.calls]
        self.calls.table.show(calls)
        self.calls.setVisible(bool(calls))
        self.calls.setFixedHeight(self.look.theme.px(34 + 34 * min(len(calls), 4) + 10))
        rows = self._members(view, asked)
        silent = [row for row in rows if not _heard(row)]
        self.note.setVisible(bool(view.items) and bool(view.members))
        told = f"{words.count(len(view.members), 'member')}, {len(silent)} of them not heard on any item yet."
        self.told.say(told if calls else f"No member has been asked yet. {told}")
        shown: list[MemberRow | Heading] = []
        for name, group in (("Not heard yet", silent), ("Heard", [row for row in rows if _heard(row)])):
            if group:
                shown.append(Heading(name, str(len(group))))
                shown += group
        self.members.table.show(shown)

    def _arrange(self, view: View) -> None:
        """Bring to the front what there is: the pane that asks, the tables, or what is still missing."""
        states, items = cells(view), [item.item for item in view.items]
        writes = self.desk.holder is None
        self.ask.setEnabled(writes and bool(to_ask(items, view.members, states)))
        self.remind.setEnabled(writes)
        self.remind.setVisible(bool(to_remind(items, view.members, states)))
        lacking = view.members and not view.items
        self.empty.sentence.say(
            "Take in the papers first: their items are what members are asked about."
            if lacking else "Take in a list of your members: a workbook or a csv of names, mail domains and contacts."
        )  # fmt: skip
        asking = self.stack.currentWidget() is self.asking
        if not view.items or not view.members:
            self.stack.setCurrentWidget(self.empty)
        elif asking:
            self.asking.show_view(view)
        else:
            self.stack.setCurrentWidget(self.tables)

    def open_asking(self, remind: bool) -> None:
        """Open the pane that asks members, or reminds those who have not answered."""
        if self.view:
            self.strip.hide()
            self.stack.setCurrentWidget(self.asking)
            self.asking.open(self.view, remind)

    def close_asking(self) -> None:
        """Go back to who was asked, with the keyboard where it was."""
        self.stack.setCurrentWidget(self.tables)
        (self.remind if self.asking.remind and self.remind.isVisible() else self.ask).setFocus()

    def focus_first(self) -> None:
        """Put the keyboard where one would begin."""
        asking = self.stack.currentWidget() is self.asking
        (self.asking.items.view if asking else self.members).setFocus()

    def _made(self, plan: Plan, made: Made) -> None:
        """Back to the tables, which tell of the call; over them where the files are."""
        if self.view and self.view.meeting.id == plan.meeting.id:
            self.stack.setCurrentWidget(self.tables)
            self.strip.say(plan, made)

    def _call_row(self, call: Call, asked: list[Asked]) -> CallRow:
        mine = [one for one in asked if one.call_id == call.id]
        return CallRow(call, len({one.member_id for one in mine}), len({one.item_id for one in mine}))

    def _members(self, view: View, asked: list[Asked]) -> list[MemberRow]:
        calls = {call.id: call for call in view.calls}
        last: dict[int, Call] = {}
        for one in asked:
            call = calls.get(one.call_id)
            if call and (one.member_id not in last or call.sent_on >= last[one.member_id].sent_on):
                last[one.member_id] = call
        rows = []
        for member in view.members.values():
            numbers: dict[State, tuple[int, ...]] = {}
            for item in view.items:
                state = item.states[member.id]
                numbers[state] = (*numbers.get(state, ()), item.item.number)
            rows.append(MemberRow(member, last.get(member.id), numbers))
        return rows

    def note_call(self) -> None:
        """Note that every member was asked about every item today, by whatever way."""
        view = self.view
        if view is None:
            return
        with self.shell.told(), self.desk.step(f"Note that all were asked about {view.meeting.label}"):
            call = self.desk.calls.add(
                Call(
                    meeting_id=view.meeting.id, channel="noted by hand", sent_on=self.desk.today,
                    due=view.meeting.feedback_due, reminder=bool(view.calls),
                )
            )  # fmt: skip
            self.desk.asked.add_all(
                Asked(call_id=call.id, member_id=member, item_id=item.item.id)
                for member in view.members
                for item in view.items
            )
