"""Asking the members: items, members, the deadline and the message, and the files that come of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from mhhs_desk import calendar_words, words
from mhhs_desk.asking import ALONE, ASK, BY_MAIL, REMIND, Made, Plan, make
from mhhs_desk.domain.asking import addresses, to_ask, to_remind
from mhhs_desk.domain.coverage import HEARD, Cell, State
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.drafts_pane import DraftsPane
from mhhs_desk.ui.first_pane import Form
from mhhs_desk.ui.pages.meeting_form import Unclear, shown_moment, typed_moment
from mhhs_desk.ui.remark_lines import RemarkLines
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tick_list import TickList, TickRow

ITEMS, MEMBERS, RIGHT = 330, 310, 410
FIGURE = "\u2007"
"""A space as wide as a figure: numbers stand under one another."""


def cells(view: View) -> dict[Cell, State]:
    """The state of each member on each item of a meeting."""
    return {(item.item.id, member): state for item in view.items for member, state in item.states.items()}


def _answered(heard: int, asked: int) -> str:
    return "" if not heard else "all answered" if heard == asked else f"{heard} of {asked} answered"


class AskingPane(DraftsPane[Plan]):
    """What would be asked of whom; one button makes the files, and the asking is recorded once they are all there."""

    folder = "A folder for the forms"
    closed = Signal()
    made = Signal(object, object)
    """Plan, Made: the files are there and the asking is recorded."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Make the forms")
        self.view: View | None = None
        self.remind = False
        self.title = controls.label(self.look, "", "heading")
        self.under = controls.label(self.look, "", "small", "text2", wrap=True)
        self.items = TickList(self.look, "Items")
        self.members = TickList(self.look, "Members")
        self.due = controls.field(self.look, "8 Nov 2021 17:00", "Answers by")
        self.collides = RemarkLines(self.look)
        self.channel = controls.combo(
            self.look, "What is made", [("Forms and e-mail drafts", BY_MAIL), ("Forms only", ALONE)]
        )
        self.cancel = Button(self.look, "Close", None, "Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = Form(self.look)
        form.row("Answers by", self.due)
        form.row("Make", self.channel)
        for field in (self.due, self.channel):
            field.setFixedWidth(self.look.theme.px(196))
        right = self._message(form, self.collides)
        self._column(
            self._top(self.title, self.under),
            controls.hairline(self.look),
            self._beside((self.items, ITEMS), (self.members, MEMBERS), (right, RIGHT)),
            self._foot(self.cancel, self.go),
        )

    def _connect(self) -> None:
        self._listen(self.items, self.members)
        self.members.view.chosen.connect(lambda _: self._preview())
        self.channel.currentIndexChanged.connect(lambda _: self._changed())
        self.due.textChanged.connect(lambda _: self._preview())
        self.due.textChanged.connect(lambda _: self._collide())
        self.cancel.clicked.connect(lambda: self.closed.emit())
        self._key("Esc", self.closed.emit)

    # Showing

    def open(self, view: View, remind: bool) -> None:
        """Begin to ask about a meeting, or to remind those who have not answered."""
        self.remind, self.view = remind, view
        self.refusal.say("")
        self.items.choose_anew()
        self.members.choose_anew()
        due = self.desk.due_by_rule(view.meeting)
        self.due.setText(shown_moment(due))
        self.letter.show_wording(self.desk.wording(self._wording_name()))
        self.show_view(view)
        self.items.view.setFocus()

    def _wording_name(self) -> str:
        return REMIND if self.remind else ASK

    def show_view(self, view: View) -> None:
        """Show the meeting as its records now are; what is ticked and typed stays."""
        self.view = view
        states = cells(view)
        whom = (to_remind if self.remind else to_ask)([v.item for v in view.items], view.members, states)
        about = {item.id for mine in whom.values() for item in mine}
        label = view.meeting.label
        self.title.say(f"Remind those who have not answered on {label}" if self.remind else f"Ask about {label}")
        self.under.say(
            "A response form for each member, and a draft that your mail program opens with the form attached. "
            "Nothing is sent from here."
        )
        self.items.show_rows(self._item_row(v.item, states, view) for v in view.items if v.item.id in about)
        self.members.show_rows(self._member_row(view.members[member], mine, states) for member, mine in whom.items())
        self._changed()

    def _item_row(self, item: Item, states: dict[Cell, State], view: View) -> TickRow:
        heard = sum(states.get((item.id, member)) in HEARD for member in view.members)
        return TickRow(item.id, f"{str(item.number).rjust(2, FIGURE)}  {item.title}", f"{heard} heard" if heard else "")

    def _member_row(self, member: Member, mine: tuple[Item, ...], states: dict[Cell, State]) -> TickRow:
        reached = addresses(self.desk.people.where("member_id = ?", member.id))
        heard = sum(states.get((item.id, member.id)) in HEARD for item in mine)
        told = f"silent on {len(mine)}" if self.remind else _answered(heard, len(mine))
        detail = ", ".join(filter(None, (told, "" if reached else "no address")))
        return TickRow(member.id, member.name, detail, not reached)

    def _collide(self) -> None:
        """Say what the deadline collides with: a bank holiday, a weekend, or holidays it had to jump."""
        try:
            due = typed_moment(self.due.text())
        except Unclear:
            due = None
        told = self.desk.due_remarks(self.view.meeting, due) if self.view and due else ()
        names = self.desk.holiday_names
        self.collides.show_lines([calendar_words.remark(one, names, "Answers") for one in told])

    # The plan

    def _plan(self, members: list[int]) -> Plan:
        """Who would be asked about what, as it is ticked and typed. Raises Refused, and Unclear."""
        assert self.view
        return self.desk.plan_asking(
            self.view.meeting,
            self.items.chosen(),
            members,
            typed_moment(self.due.text()),
            str(self.channel.currentData()),
            self.remind,
            self.letter.wording(),
        )

    def _changed(self) -> None:
        forms = len(self.members.chosen()) if self.items.chosen() else 0
        drafts = " and drafts" if self.channel.currentData() == BY_MAIL else ""
        self.go.say(f"Make {words.count(forms, 'form')}{drafts}" if forms else "Make the forms")
        self.go.setEnabled(bool(forms) and self._job is None)
        self.letter.setEnabled(self.channel.currentData() == BY_MAIL)
        self._preview()

    def _preview(self) -> None:
        """Show the message for the member the list stands on, or else the first that is ticked."""
        if self.view is None or not self.letter.previewing():
            return
        row = self.members.view.current()
        chosen = self.members.chosen()
        member = row.id if row else chosen[0] if chosen else 0
        try:
            letters = self._plan([member]).letters
        except Refused as refused:
            self.letter.show_preview(None, words.refusal(refused))
        except Unclear as unclear:
            self.letter.show_preview(None, str(unclear))
        else:
            self.letter.show_preview(letters[0])

    # Making

    def _planned(self) -> Plan:
        return self._plan(self.members.chosen())

    def _refuse(self, problem: Refused | Unclear) -> None:
        super()._refuse(problem)
        if isinstance(problem, Unclear):
            self.due.setFocus()

    def _work(self, plan: Plan) -> tuple[str, Callable[..., Made], Callable[[Plan, Made], None]]:
        return f"Making {words.count(len(plan.letters), 'form')}", make, self._record

    def _record(self, plan: Plan, made: Made) -> None:
        with self.shell.told():
            self.desk.record(plan)
            self.made.emit(plan, made)
