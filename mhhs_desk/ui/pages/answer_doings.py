"""What is done with the answers to an item: one is noted, put right, confirmed, held back in part, removed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from mhhs_desk import words
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback, is_stale
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.passages import is_held_back
from mhhs_desk.domain.positions import cited
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui import controls
from mhhs_desk.ui.answers import AnswerList
from mhhs_desk.ui.pages.answer_form import AnswerForm
from mhhs_desk.ui.pages.opened_original import OpenedOriginal
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import past_place


class AnswerDoings(QWidget):
    """The steps; a pane on it shows the answers. Each is one step of the rep's."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.shown: ItemView | None = None
        self.editing: Feedback | None = None
        self.original: Place | None = None
        """Where the document that is opened can be seen itself."""
        self.stack = QStackedWidget()
        self.list = AnswerList(shell.look)
        self.opened = OpenedOriginal(shell.look)
        self.form = AnswerForm(shell.look)
        self.refusal = controls.label(shell.look, "", "small", "danger", wrap=True)

    def show_list(self) -> None:
        """Show the list of answers again."""
        self.editing = None
        self.stack.setCurrentIndex(0)
        self.list.setFocus()

    def note_answer(self) -> None:
        """Begin to note an answer that came by word of mouth."""
        if self.view and self.shown:
            item = self.shown.item
            facts = {"item_id": item.id, "received": self.desk.now(), "channel": "Note of a call"}
            self.editing = None
            self.form.begin(f"Note an answer on item {item.number}", self.members(), [item], facts)
            self.stack.setCurrentWidget(self.form)

    def edit_answer(self, feedback: Feedback) -> None:
        if self.view and self.shown:
            facts = {name: getattr(feedback, name) for name in self.form.facts()}
            self.editing = feedback
            items = [item.item for item in self.view.items]
            self.form.begin(f"Put {feedback.code} right", self.members(feedback.member_id), items, facts)
            self.stack.setCurrentWidget(self.form)

    def members(self, beside: int | None = None) -> list[Member]:
        """The members of the meeting, and the one whose answer it is although it is no member on the day."""
        members = dict(self.view.members) if self.view else {}
        if beside is not None and beside not in members:
            members[beside] = self.desk.members.get(beside)
        return sorted(members.values(), key=lambda member: member.name.casefold())

    def keep(self, facts: dict[str, Any]) -> None:
        fields = {**facts, "consent": Consent(facts["consent"])}
        who = self.form.member.currentText()
        number = self.shown.item.number if self.shown else 0
        kept, editing = False, self.editing
        with self.shell.told():
            if editing:
                with self.desk.step(f"Put {editing.code} right"):
                    self.desk.feedback.change(editing.id, **fields)
            else:
                version = self.shown.item.paper_version if self.shown else None
                with self.desk.step(f"Note the answer of {who} on item {number}"):
                    self.desk.feedback.add(Feedback(**fields, paper_version=version))
            kept = True
        if kept:
            self.show_list()

    def remove_answer(self, feedback: Feedback) -> None:
        """Take an answer out of the record, unless the position rests on it."""
        position = self.desk.positions.of(feedback.item_id)
        if feedback.id in cited(position):
            self.show_list()
            self.refusal.say(f"{feedback.code} is cited in the position. Take the citation out first.")
            self.refusal.show()
            return
        who = self.desk.members.get(feedback.member_id).name
        with self.shell.told(), self.desk.step(f"Remove the answer of {who} ({feedback.code})"):
            self.desk.feedback.remove(feedback.id)
        self.show_list()

    def confirm(self, feedback: Feedback) -> None:
        """Take an answer that was given on an earlier version of the paper as one on the paper as it is now."""
        if self.shown and is_stale(feedback, self.shown.item.paper_version):
            with self.shell.told():
                self.desk.still_stands(feedback.id)
            self.show_list()

    def confirm_all(self) -> None:
        """Take every answer to the item as one on the paper as it is now."""
        if self.shown and stale_in(self.shown):
            with self.shell.told():
                self.desk.all_still_stand(self.shown.item.id)
            self.show_list()

    def confirm_member(self, stale: list[Feedback], who: str) -> None:
        """Take all that one member said, on any item of the meeting, as said on the papers as they are now."""
        with self.shell.told(), self.desk.step(f"Confirm {len(stale)} answers of {who}"):
            for answer in stale:
                self.desk.still_stands(answer.id)

    # Passages that are held back

    def hold_back(self, feedback: Feedback, text: str) -> None:
        """Hold some words of an answer back from every edition but *own*, or let them be shown where they are held."""
        now = self.desk.feedback.get(feedback.id)
        step = self.desk.feedback.let_show if is_held_back(now, text) else self.desk.feedback.hold_back
        with self.shell.told():
            try:
                step(feedback.id, text, self.desk.today)
            except Refused as refused:
                self.opened.words.refuse(words.refusal(refused))
                return
        self.opened.words.show_answer(self.desk.feedback.get(feedback.id))

    def nothing_to_hold_back(self, feedback: Feedback) -> None:
        """Note that the rep has looked an answer through and there is nothing, or nothing more, to hold back."""
        with self.shell.told():
            self.desk.feedback.looked_at(feedback.id, self.desk.today)
        self.opened.words.show_answer(self.desk.feedback.get(feedback.id))

    def go_to_past(self, feedback: Feedback) -> None:
        self.shell.go(past_place("feedback", feedback.id))


def stale_in(item: ItemView) -> list[Feedback]:
    """The answers to an item that were given on an earlier version of its paper."""
    version = item.item.paper_version
    return [answer.feedback for answer in item.answers if is_stale(answer.feedback, version)]
