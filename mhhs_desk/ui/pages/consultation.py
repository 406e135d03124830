"""Consultation: who was asked when and by when, and what each member has said or not said so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.asking import Made, Plan
from mhhs_desk.domain.asking import to_ask, to_remind
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.hearing import Part
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.view import View
from mhhs_desk.store.asked import reach
from mhhs_desk.store.hearing import hearing, meetings_with_agenda
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.heard import NOTED, asked_words, over_words, ranges, short_day
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
    part: Part
    numbers: Mapping[State, tuple[int, ...]]
    parties: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        return self.member.id

    def of(self, state: State) -> tuple[int, ...]:
        return self.numbers.get(state, ())


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
    Column("Member", lambda row: row.member.name, width=186, strong=lambda row: not _heard(row)),
    Column("Asked", lambda row: short_day(row.part.contact.asked) if row.part.contact else "not asked",
           key=lambda row: row.part.contact.asked.isoformat() if row.part.contact else "", width=84,
           role=lambda row: "text" if row.part.contact else "attention",
           tip=lambda row: asked_words(row.part.contact, row.part.days)),
    Column("Chased", lambda row: short_day(_chased(row)[-1]) if _chased(row) else "no",
           key=lambda row: [day.isoformat() for day in _chased(row)], width=76,
           role=lambda row: "text" if _chased(row) else "text3"),
    Column("Working days", lambda row: "not known" if row.part.days is None else str(row.part.days),
           key=lambda row: -999 if row.part.days is None else row.part.days, width=104, right=True,
           role=lambda row: "text3" if row.part.days is None else "attention" if row.part.days < 0 else "text"),
    Column("Answered", lambda row: str(len(row.of(State.ANSWERED))), key=lambda row: len(row.of(State.ANSWERED)),
           width=86, right=True),
    Column("Nil", lambda row: str(len(row.of(State.NIL))), key=lambda row: len(row.of(State.NIL)), width=52,
           right=True),
    Column("Silent on items", lambda row: ranges(row.of(State.SILENT)), key=lambda row: -len(row.of(State.SILENT)),
           width=130, role=lambda row: "text" if row.of(State.SILENT) else "text3"),
    Column("Recused", lambda row: ranges(row.of(State.RECUSED)), width=84,
           role=lambda row: "text" if row.of(State.RECUSED) else "text3"),
    Column("Not asked", lambda row: ranges(row.of(State.NOT_ASKED)), width=84,
           role=lambda row: "text" if row.of(State.NOT_ASKED) else "text3"),
    Column("Answers for", lambda row: "; ".join(row.parties) or "itself", width=150, stretch=True, spare=1,
           role=lambda row: "text" if row.parties else "text3"),
]  # fmt: skip


def _chased(row: MemberRow) -> tuple[date, ...]:
    return row.part.contact.chased if row.part.contact else ()


def _heard(row: MemberRow) -> bool:
    return bool(row.of(State.ANSWERED) or row.of(State.NIL))


def _grouped(view: View, rows: list[MemberRow], meetings: int) -> Iterator[MemberRow | Heading]:
    """The never heard by name first, then those not heard for this meeting yet, then the heard."""
    never = {member.id for member in view.never_heard}
    groups = (
        ("Never heard", over_words(meetings), [row for row in rows if row.id in never]),
        ("Not heard yet", "", [row for row in rows if row.id not in never and not _heard(row)]),
        ("Heard", "", [row for row in rows if _heard(row)]),
    )
    for name, detail, group in groups:
        if group:
            yield Heading(name, ", ".join(part for part in (str(len(group)), detail) if part))
            yield from group


def _outside(view: View) -> str:
    """A sentence on answers of those who are no members on the day of the meeting; empty where there is none."""
    found = [answer for item in view.items for answer in item.outside]
    if not found:
        return ""
    names = words.listed(sorted({answer.who for answer in found}))
    verb = "is" if len(found) == 1 else "are"
    day = f" on {words.day(view.meeting.day)}" if view.meeting.day else ""
    return f"{words.count(len(found), 'answer')} of {names} {verb} not counted: not a member{day}."


class ConsultationPane(QWidget):
    """The calls of a meeting over its members."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.told = controls.label(shell.look, "", "small", "text2", wrap=True)
        self.outside = controls.label(shell.look, "", "small", "attention", wrap=True)
        self.outside.setContentsMargins(24, 0, 24, 8)
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
        lines.addWidget(self.outside)
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
        sent = reach(self.desk, view.meeting.id)
        calls = [CallRow(call, *sent.get(call.id, (0, 0))) for call in view.calls]
        self.calls.table.show(calls)
        self.calls.setVisible(bool(calls))
        self.calls.setFixedHeight(self.look.theme.px(34 + 34 * min(len(calls), 4) + 10))
        rows = self._members(view)
        silent = [row for row in rows if not _heard(row)]
        self.note.setVisible(bool(view.items) and bool(view.members))
        told = f"{words.count(len(view.members), 'member')}, {len(silent)} of them not heard on any item yet."
        self.told.say(told if calls else f"No member has been asked yet. {told}")
        self.outside.say(_outside(view))
        self.outside.setVisible(bool(self.outside.text()))
        self.members.table.show(_grouped(view, rows, len(meetings_with_agenda(self.desk, view.meeting))))

    def _arrange(self, view: View) -> None:
        """Bring to the front what there is: the pane that asks, the tables, or what is still missing."""
        states, items = cells(view), [item.item for item in view.items]
        writes = self.desk.writes
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

    def _members(self, view: View) -> list[MemberRow]:
        parts = {record.id: record.parts[0] for record in hearing(self.desk, [view.meeting]).records}
        parties: dict[int, list[str]] = {}
        for answer in view.answers():
            if named := answer.feedback.represents:
                parties.setdefault(answer.feedback.member_id, []).append(named)
        rows = []
        for member in view.members.values():
            numbers: dict[State, tuple[int, ...]] = {}
            for item in view.items:
                state = item.states[member.id]
                numbers[state] = (*numbers.get(state, ()), item.item.number)
            spoken_for = tuple(dict.fromkeys(parties.get(member.id, ())))
            rows.append(MemberRow(member, parts[member.id], numbers, spoken_for))
        return rows

    def note_call(self) -> None:
        """Note that every member was asked about every item today, by whatever way."""
        view = self.view
        if view is None:
            return
        with self.shell.told(), self.desk.step(f"Note that all were asked about {view.meeting.label}"):
            call = self.desk.calls.add(
                Call(
                    meeting_id=view.meeting.id, channel=NOTED, sent_on=self.desk.today,
                    due=view.meeting.feedback_due, reminder=bool(view.calls),
                )
            )  # fmt: skip
            self.desk.asked.add_all(
                Asked(call_id=call.id, member_id=member, item_id=item.item.id)
                for member in view.members
                for item in view.items
            )
