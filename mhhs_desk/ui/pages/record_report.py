"""Report back in the record of a meeting: who contributed and has been told, the message, and the drafts made of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from mhhs_desk import words
from mhhs_desk.asking import REPORT, REPORT_ALL
from mhhs_desk.domain.asking import FIELDS_OF, addresses
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.view import View
from mhhs_desk.reporting import BY_HAND, Answered, Reports, ReportsMade, make_reports
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.drafts_pane import DraftsPane
from mhhs_desk.ui.first_pane import Form
from mhhs_desk.ui.made_strip import MadeStrip
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tick_list import TickList, TickRow

MEMBERS, RIGHT = 460, 520


class ReportPart(DraftsPane[Reports]):
    """Who would be told what. One button makes the drafts, and who is told is recorded once they are all there."""

    told_changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Make the drafts")
        self.view: View | None = None
        self.whom: list[Answered] = []
        self.strip = MadeStrip(shell)
        self.members = TickList(self.look, "Who contributed")
        self.form = controls.combo(
            self.look, "What is made", [("A draft for each that is ticked", REPORT), ("One draft for all", REPORT_ALL)]
        )
        self.not_told = Link(self.look, "Not told after all", "small")
        self.not_told.clicked.connect(self.take_back)
        self.by_hand = Button(self.look, "Note that they were told", "note-pencil")
        self.by_hand.setToolTip("Told by telephone or in a meeting of your own: no draft is made")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = Form(self.look)
        form.row("Make", self.form)
        self._column(
            self.strip,
            self._beside((self.members, MEMBERS), (self._message(form), RIGHT)),
            self._foot(self.not_told, self.by_hand, self.go),
        )

    def _connect(self) -> None:
        self._listen(self.members)
        self.members.view.chosen.connect(lambda _: self._chosen())
        self.form.currentIndexChanged.connect(lambda _: self._take_form())
        self.by_hand.clicked.connect(self.note_told)

    # Showing

    def _wording_name(self) -> str:
        return str(self.form.currentData())

    def show_view(self, view: View) -> None:
        """Show who contributed to a meeting. What is ticked and typed stays; who has been told is ticked no more."""
        another = self.view is None or self.view.meeting.id != view.meeting.id
        before = {one.id for one in self.whom if one.told} if not another else set()
        self.view, self.whom = view, self.desk.contributed(view)
        told = {one.id for one in self.whom if one.told}
        if another:
            self.strip.hide()
            self._take_wording()
        self.members.left_out = (set() if another else self.members.left_out) | (told - before)
        self.members.show_rows(self._row(one) for one in self.whom)
        self._changed()

    def _row(self, one: Answered) -> TickRow:
        reached = addresses(self.desk.people.where("member_id = ?", one.id))
        heard = words.count(one.items, "item")
        told = f"told {words.day(one.told.day)}, {one.told.channel}" if one.told else "not told yet"
        detail = ", ".join(filter(None, (heard, told, "" if reached else "no address")))
        return TickRow(one.id, one.member.name, detail, one.told is None)

    def _take_form(self) -> None:
        self._take_wording()
        self._changed()

    def _take_wording(self) -> None:
        self.letter.offer_fields(FIELDS_OF[self._wording_name()])
        self.letter.show_wording(self.desk.wording(self._wording_name()))

    def _changed(self) -> None:
        for_all = self._wording_name() == REPORT_ALL
        chosen = len(self.members.chosen())
        self.members.setEnabled(not for_all)
        made = words.count(chosen, "draft") if chosen else "the drafts"
        self.go.say("Make the draft for all" if for_all else f"Make {made}")
        writes = self.desk.writes and self._job is None
        self.go.setEnabled(writes and bool(for_all or chosen))
        self.by_hand.setEnabled(writes and bool(chosen) and not for_all)
        self._chosen()

    # The plan

    def _plan(self, members: list[int]) -> Reports:
        """Who would be told what, as it is ticked and typed. Raises Refused."""
        assert self.view
        for_all, wording = self._wording_name() == REPORT_ALL, self.letter.wording()
        if for_all:
            return self.desk.plan_reports(self.view.meeting, [], for_all=True, wording_all=wording)
        return self.desk.plan_reports(self.view.meeting, members, wording=wording)

    def _preview(self) -> None:
        """Show the message for the member the list stands on, or else the first that is ticked."""
        if self.view is None or not self.letter.previewing():
            return
        row, chosen = self.members.view.current(), self.members.chosen()
        member = row.id if row else chosen[0] if chosen else 0
        try:
            (message,) = self._plan([member]).messages
        except Refused as refused:
            self.letter.show_message(None, "", words.refusal(refused))
            return
        nobody = f"{message.member.name} has no address: the draft is to nobody yet." if message.member else ""
        self.letter.show_message(message.draft, nobody)

    def _chosen(self) -> None:
        """Follow the member the list stands on."""
        row = self.members.view.current()
        told = next((one.told for one in self.whom if row and one.id == row.id), None)
        self.not_told.setVisible(told is not None and told.member_id is not None and self.desk.holder is None)
        self._preview()

    # Doing

    def note_told(self) -> None:
        """Note that those who are ticked were told in some other way."""
        if self.view:
            with self.shell.told(self.refusal.say):
                self.desk.note_told(self.view.meeting, self.members.chosen(), BY_HAND)

    def take_back(self) -> None:
        """Note that the member the list stands on was not told after all."""
        row = self.members.view.current()
        if self.view and row:
            with self.shell.told(self.refusal.say):
                self.desk.take_back_told(self.view.meeting, row.id)

    def _planned(self) -> Reports:
        return self._plan(self.members.chosen())

    def _work(self, plan: Reports) -> tuple[str, Callable[..., ReportsMade], Callable[[Reports, ReportsMade], None]]:
        return f"Making {words.count(len(plan.messages), 'draft')}", make_reports, self._record

    def _record(self, plan: Reports, done: ReportsMade) -> None:
        with self.shell.told():
            self.desk.record_reports(plan, done.paper)
            what = words.count(len(plan.messages), "draft")
            next_step = "Open each in your mail program and send it."
            if plan.messages[0].member is None:
                next_step = "It is to you: put your members into its blind copies."
            names = words.listed([member.name for member in plan.without_address])
            self.strip.tell(done.made.folder, f"{what}, the report on each. {next_step}", names)

    def focus_first(self) -> None:
        self.members.view.setFocus()

    def told_words(self) -> str:
        """14 of 19 who contributed have been told."""
        if not self.whom:
            return "Nobody was heard on it."
        told = sum(one.told is not None for one in self.whom)
        verb = "has" if told == 1 else "have"
        return f"{told} of {len(self.whom)} who contributed {verb} been told."
