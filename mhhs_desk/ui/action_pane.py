"""The pane beside the actions: one with its updates, what it is close to, two compared, and the form for a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mhhs_desk import words
from mhhs_desk.domain.actions import Action
from mhhs_desk.intake.close_actions import close_to
from mhhs_desk.ui import controls
from mhhs_desk.ui.action_book import STATUS, ActionBook
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.due import DUE_HINT, ShownDue, due_to_edit, typed_due
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import PAST, original_place, past_place
from mhhs_desk.ui.word_diff import ChangedText

FEW = 2


class ActionPane(Details):
    """Fills itself with an action, or with the form of one."""

    added = Signal(object)
    """Action: one that was written by hand."""
    chase = Signal(object)
    """Action: its owner is to be chased."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.desk = shell.desk
        self.book = ActionBook(self.desk)

    # One action

    def show_action(self, action: Action) -> None:
        """Show an action with all that is known of it."""
        book, due = self.book, self.book.dues[action.id]
        self.begin(action.text, over=action.ref)
        self.row("Owner", f"{book.owner(action)}{' (ours)' if book.ours(action) else ''}")
        raised = book.calendar.meetings.get(action.meeting_id or 0)
        if raised:
            self.row("Raised", raised.label, place=Place("meetings", raised.id))
        self.row("Due", _due_words(due), "danger" if due.overdue else "text")
        self.row("Status", STATUS[action.status])
        if action.source_id:
            name, where = book.sources[action.source_id], words.place(action.span)
            told = f"{name}, {where}" if where else name
            self.row("Source", told, place=original_place("action", action.id, action.source_id))
        self._linked(action)
        self._updates(action)
        self._close_ones(action)
        self._buttons(action)

    def _linked(self, action: Action) -> None:
        if action.item_id:
            item = self.desk.items.get(action.item_id)
            self.row("Linked", f"Item {item.number}, {item.title}", place=Place("item", item.id))
        if action.milestone:
            stone = next((m for m in self.desk.milestones.all() if m.code == action.milestone), None)
            self.row("Milestone", action.milestone, place=Place("plan", stone.id) if stone else None)

    def _updates(self, action: Action) -> None:
        self.heading("Updates")
        for update in reversed(self.book.updates.get(action.id, [])):
            self.quote(update.text, words.day(update.day, year=True))
        if action.span and action.span.text:
            self.quote(f"“{action.span.text}”", "Words found in the source")
        self.update_field = controls.field(self.look, "Add an update in a line", "Add an update")
        self.update_field.returnPressed.connect(lambda: self._tell(action))
        self.add(self.update_field)

    def _tell(self, action: Action) -> None:
        text = self.update_field.text().strip()
        if text:
            with self.shell.told():
                self.desk.actions.tell(action.id, text, self.desk.today)
            self.update_field.setFocus()

    def _close_ones(self, action: Action) -> None:
        for other in close_to(action, self.book.actions)[:FEW]:
            self.note(f"Close to {other.ref}. {_apart(action, other)}", role="text2")
            self.link(f"Compare with {other.ref}", self._comparing(action, other))

    def _comparing(self, one: Action, other: Action) -> Callable[[], None]:
        return lambda: self.compare(one, other)

    def compare(self, one: Action, other: Action) -> None:
        """Show two actions that are close, word by word and field by field."""
        self.begin(f"{one.ref} and {other.ref}", under=f"What {other.ref} says otherwise is marked.")
        diff = ChangedText(self.look, f"{other.ref} against {one.ref}", most=14)
        diff.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add(diff)
        diff.show_change(one.text, other.text)
        self.space(8)
        told = {
            "Owner": [self.book.owner(action) for action in (one, other)],
            "Due": [self.book.dues[action.id].words for action in (one, other)],
            "Status": [STATUS[action.status] for action in (one, other)],
            "From": [self.book.place(action) for action in (one, other)],
        }
        for name, (mine, theirs) in told.items():
            self.row(name, mine if mine == theirs else f"{mine}; {other.ref}: {theirs}")
        self.space(8)
        self.link(f"Back to {one.ref}", lambda: self.show_action(one))
        self.link(f"Go to {other.ref}", Place("actions", other.id))

    def _buttons(self, action: Action) -> None:
        self.space(8)
        done = self.book.done(action)
        close = Button(self.look, "Reopen" if done else "Mark done", "arrow-counter-clockwise" if done else "check")
        close.clicked.connect(lambda: self._close(action))
        edit = Button(self.look, "Edit", "pencil-simple")
        edit.clicked.connect(lambda: self.form(action))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(close)
        line.addWidget(edit)
        line.addStretch(1)
        self.add(holder)
        self.space(4)
        if self.book.dues[action.id].overdue and action.owner and not self.book.ours(action):
            self.link(f"Chase {action.owner}", lambda: self.chase.emit(action))
        self.link(PAST, past_place("action", action.id))

    def _close(self, action: Action) -> None:
        with self.shell.told():
            if self.book.done(action):
                self.desk.actions.reopen(action.id, self.desk.today)
            else:
                self.desk.actions.close(action.id, self.desk.today)

    # A new action, or one to be edited

    def form(self, action: Action | None) -> None:
        """Ask for the fields of an action."""
        self.begin("New action" if action is None else "Edit the action", over=action.ref if action else "")
        due = due_to_edit(action) if action else ""
        self.text_field = controls.area(self.look, "What is to be done", "Action", lines=3)
        self.text_field.setPlainText(action.text if action else "")
        self.owner_field = controls.field(self.look, "Who", "Owner", (action and action.owner) or "")
        self.due_field = controls.field(self.look, DUE_HINT, "Due", due)
        self.forum_box = controls.combo(self.look, "Forum", [(f.code, f.id) for f in self.desk.forums.all()])
        at = self.book.calendar.next
        chosen = action.forum_id if action else at.forum_id if at else None
        self.forum_box.setCurrentIndex(max(0, self.forum_box.findData(chosen)))
        self.add(self.text_field)
        self.space(4)
        self.field("Owner", self.owner_field)
        self.field("Due", self.due_field)
        self.field("Forum", self.forum_box)
        self.space(8)
        keep = Button(self.look, "Add the action" if action is None else "Keep the changes", "check", "Enter")
        keep.clicked.connect(lambda: self._keep(action))
        for field in (self.owner_field, self.due_field):
            field.returnPressed.connect(lambda: self._keep(action))
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.add(self.refusal)
        self.add(keep)
        self.text_field.setFocus()

    def _keep(self, action: Action | None) -> None:
        text = " ".join(self.text_field.toPlainText().split())
        if not text:
            self.refusal.say("An action needs words: say what is to be done.")
            self.text_field.setFocus()
            return
        owner = self.owner_field.text().strip() or None
        forum = self.forum_box.currentData()
        written = replace(action or self._blank(), text=text, owner=owner, forum_id=forum)
        written = self.desk.dated(written, *typed_due(self.due_field.text()))
        with self.shell.told():
            if action:
                self.show_action(self.desk.actions.edit(written, self.desk.today))
            else:
                self._add(written)

    def _blank(self) -> Action:
        """A new action of the next meeting, with the next reference."""
        at = self.book.calendar.next
        return Action(ref=self.desk.actions.next_ref(), text="", meeting_id=at.id if at else None)

    def _add(self, action: Action) -> None:
        with self.desk.step(f"Add {action.ref}"):
            added = self.desk.actions.add(self.desk.actions.with_member(action))
        self.added.emit(added)


def _due_words(due: ShownDue) -> str:
    if due.overdue:
        return f"{due.words}, overdue"
    return f"{due.words}. {due.why}" if due.beside else due.words


def _apart(one: Action, other: Action) -> str:
    """What two close actions have in common, and what not: Same owner, other deadline."""
    owner = "same owner" if (one.owner or "").casefold() == (other.owner or "").casefold() else "other owner"
    same_due = (one.due, one.due_words, one.due_after) == (other.due, other.due_words, other.due_after)
    same = "same deadline" if same_due else "other deadline"
    return f"{owner.capitalize()}, {same}."
