"""Chasing on the actions page: who owes what is overdue, the message, and the drafts that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from mhhs_desk import words
from mhhs_desk.asking import CHASE, Made
from mhhs_desk.chasing import Chase, Overdue, make_chases
from mhhs_desk.domain.asking import FIELDS_OF, addresses
from mhhs_desk.domain.faults import Refused
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.drafts_pane import DraftsPane
from mhhs_desk.ui.first_pane import Form
from mhhs_desk.ui.made_strip import MadeStrip
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tick_list import TickList, TickRow

OWNERS, RIGHT = 460, 520


class ChasePane(DraftsPane[Sequence[Chase]]):
    """One draft an owner, with all that it owes and is overdue. Nothing is sent; what was made is told by updates."""

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Make the drafts")
        self.whom: list[Overdue] = []
        self.given: dict[str, str] = {}
        """The addresses that were typed, by owner."""
        self.strip = MadeStrip(shell)
        self.title = controls.label(self.look, "Chase what is overdue", "heading")
        self.under = controls.label(self.look, "", "small", "text2", wrap=True)
        self.owners = TickList(self.look, "Owners")
        self.to = controls.field(self.look, "name@organisation.example", "Address of the owner")
        self.letter.offer_fields(FIELDS_OF[CHASE])
        self.cancel = Button(self.look, "Close", None, "Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = Form(self.look)
        form.row("To", self.to)
        self._column(
            self.strip,
            self._top(self.title, self.under),
            controls.hairline(self.look),
            self._beside((self.owners, OWNERS), (self._message(form), RIGHT)),
            self._foot(self.cancel, self.go),
        )

    def _connect(self) -> None:
        self._listen(self.owners)
        self.owners.view.chosen.connect(lambda _: self._turn_to())
        self.to.textEdited.connect(self._typed)
        self.cancel.clicked.connect(lambda: self.closed.emit())
        self._key("Esc", self.closed.emit)

    # Showing

    def open(self, owner: str | None = None) -> None:
        """Begin to chase everybody, or one owner alone."""
        self.refusal.say("")
        self.strip.hide()
        self.letter.show_wording(self.desk.wording(CHASE))
        self.owners.choose_anew()
        self.reload()
        if owner:
            self.owners.left_out = {one.id for one in self.whom if one.owner.casefold() != owner.casefold()}
            self.owners.view.choose(lambda row: row.id not in self.owners.left_out)
        else:
            self.owners.view.choose(lambda _: True)
        self.reload()
        self.owners.view.setFocus()

    def reload(self) -> None:
        """Show who owes what is overdue, as the records now are."""
        self.whom = self.desk.overdue()
        self.owners.show_rows(self._row(one) for one in self.whom)
        held = [action.ref for one in self.whom for action in one.left_out]
        told = f" Left out, for it names a member or repeats what was withheld: {words.listed(held)}." if held else ""
        way = "A draft for each, which your mail program opens. Nothing is sent from here."
        self.under.say(f"{way}{told}" if self.whom else "Nobody but you owes anything that is overdue.")
        self._turn_to()
        self._changed()

    def _row(self, one: Overdue) -> TickRow:
        reached = bool(self._people(one)) or one.owner in self.given
        told = words.count(len(one.actions), "action") if one.actions else "nothing may be told"
        return TickRow(one.id, one.owner, ", ".join([told, *([] if reached else ["no address"])]), not reached)

    def _people(self, one: Overdue) -> Sequence[tuple[str, str]]:
        return addresses(self.desk.people.where("member_id = ?", one.member.id)) if one.member else ()

    def _current(self) -> Overdue | None:
        row = self.owners.view.current()
        return next((one for one in self.whom if row and one.id == row.id), None)

    def _turn_to(self) -> None:
        """Show the address of the owner the list stands on; a member's are its people's."""
        one = self._current()
        people = ", ".join(address for _, address in self._people(one)) if one else ""
        self.to.setEnabled(one is not None and one.member is None)
        self.to.setText(people or (self.given.get(one.owner, "") if one else ""))
        self._preview()

    def _typed(self, text: str) -> None:
        one = self._current()
        if one and one.member is None:
            self.given.pop(one.owner, None)
            if text.strip():
                self.given[one.owner] = text.strip()
            self.owners.show_rows(self._row(each) for each in self.whom)

    def _changed(self) -> None:
        chosen = len(self._chosen())
        self.go.say(f"Make {words.count(chosen, 'draft')}" if chosen else "Make the drafts")
        self.go.setEnabled(bool(chosen) and self._job is None)
        self._preview()

    def _chosen(self) -> list[str]:
        ticked = set(self.owners.chosen())
        return [one.owner for one in self.whom if one.id in ticked and one.actions]

    # The plan

    def _preview(self) -> None:
        one = self._current() or next(iter(self.whom), None)
        if one is None or not self.letter.previewing():
            return
        try:
            (chase,) = self.desk.plan_chase([one.owner], self.given, self.letter.wording())
        except Refused as refused:
            self.letter.show_message(None, "", words.refusal(refused))
        else:
            self.letter.show_message(chase.draft, f"{one.owner} has no address: the draft is to nobody yet.")

    # Making

    def _wording_name(self) -> str:
        return CHASE

    def _planned(self) -> Sequence[Chase]:
        return self.desk.plan_chase(self._chosen(), self.given, self.letter.wording())

    def _work(self, plan: Sequence[Chase]) -> tuple[str, Callable[..., Made], Callable[[Sequence[Chase], Made], None]]:
        return f"Making {words.count(len(plan), 'draft')}", make_chases, self._record

    def _record(self, plan: Sequence[Chase], made: Made) -> None:
        with self.shell.told():
            self.desk.record_chase(plan)
            lacking = words.listed([chase.of.owner for chase in plan if not chase.draft.to])
            what = words.count(len(plan), "draft")
            self.strip.tell(made.folder, f"{what}. Open each in your mail program and send it.", lacking)
