"""Actions: who owes what by when, in groups by due day, with a pane to update, close and edit one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.actions import Action, ActionStatus, is_ours
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.due import Calendar, ShownDue, typed_due
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import PAST, original_place, past_place
from mhhs_desk.ui.tables import Column, Heading, Table, TableView
from mhhs_desk.ui.theme import Theme

STATUS = {ActionStatus.OPEN: "Open", ActionStatus.IN_HAND: "In hand", ActionStatus.DONE: "Done"}
NEW = "new"


class ActionsPage(Page):
    """Every forum's actions; the seat's own are semibold."""

    name = "actions"
    title = "Actions"
    kinds = frozenset({"action", "action_update", "meeting", "forum", "seat", "item", "source"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.dues: dict[int, ShownDue] = {}
        self.table: Table[Action] = Table(self._columns())
        self.view = TableView(self.look, self.table, "Actions")
        self.details = Details(shell)
        self.view.chosen.connect(self._show)
        self.details.closed.connect(self.view.choice.clear)
        self.root.addWidget(self._band())
        self.full = QWidget()
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        self.empty = Empty(
            self.look, "check-square", "No action yet",
            "What you and others owe the programme. Actions are read from the papers, or written here in a line.",
        )  # fmt: skip
        across.addWidget(self.empty, 1)
        across.addWidget(self.details)
        self.root.addWidget(self.full, 1)

    def _columns(self) -> list[Column[Action]]:
        return [
            Column("Ref.", lambda a: a.ref, width=92, role=lambda a: "text2"),
            Column("Action", lambda a: a.text, width=240, stretch=True, strong=self._ours),
            Column("Owner", lambda a: a.owner or "none given", width=116, role=_owner_role),
            Column("Forum", self._forum, width=74, role=lambda a: "text2", spare=2),
            Column("Due", lambda a: self.dues[a.id].words, key=self._due_key, width=158, paint=self._paint_due),
            Column("Status", lambda a: STATUS[a.status], width=88, paint=_paint_status),
            Column("Source", self._source, width=112, size="small", spare=1,
                   role=lambda a: "accent" if a.source_id else "text2"),
        ]  # fmt: skip

    def _band(self) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        line = QHBoxLayout(band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        self.search = controls.search_field(self.look, "Search actions", "Search actions")
        self.search.textChanged.connect(self._fill)
        self.owner = controls.combo(self.look, "Owner", [("Owner: anyone", ""), ("Owner: us", "us")])
        self.status = controls.combo(
            self.look, "Status", [("Status: not done", "open"), ("Status: done", "done"), ("Status: all", "")]
        )
        self.status.setCurrentIndex(2)
        for box in (self.owner, self.status):
            box.currentIndexChanged.connect(self._fill)
        self.new = Button(self.look, "New action", "plus", "Ctrl N", primary=True)
        self.new.clicked.connect(self._begin_new)
        for widget in (self.search, self.owner, self.status):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.new)
        return band

    # What the columns show

    def _ours(self, action: Action) -> bool:
        return is_ours(action, self.rep) and action.status is not ActionStatus.DONE

    def _forum(self, action: Action) -> str:
        return self.calendar.codes.get(action.forum_id or 0, "none given")

    def _source(self, action: Action) -> str:
        if not action.source_id:
            return "by hand"
        return words.place(action.span) or self.sources.get(action.source_id, "original")

    def _due_key(self, action: Action) -> tuple[bool, object, str]:
        day = self.dues[action.id].day
        return day is None, day or 0, action.ref

    def _paint_due(self, painter: QPainter, rect: QRect, theme: Theme, action: Action) -> None:
        due = self.dues[action.id]
        if due.overdue:
            size = theme.px(16)
            icons.draw(painter, QRect(rect.x(), rect.y(), size, rect.height()), theme, "warning-circle", "danger")
            box = rect.adjusted(size + theme.px(6), 0, 0, 0)
            paint.text(painter, box, theme, due.said, role="danger", semibold=True)
            return
        found = action.due is None and not due.beside
        used = paint.text(painter, rect, theme, due.said, role="text2" if found else "text")
        if due.beside:
            box = rect.adjusted(used + theme.px(4), 0, 0, 0)
            paint.text(painter, box, theme, f"({due.beside})", role="text2")

    # Showing

    def reload(self) -> None:
        self.calendar = Calendar(self.desk)
        seat = next((seat for seat in self.desk.seats.all() if seat.ours), None)
        self.rep = seat.rep if seat else None
        self.every = self.desk.actions.all()
        self.dues = {action.id: self.calendar.due(action) for action in self.every}
        used = {action.source_id for action in self.every if action.source_id}
        self.sources = {number: self.desk.sources.get(number).name for number in used}
        self.view.setVisible(bool(self.every))
        self.empty.setVisible(not self.every)
        self._fill()

    def _fill(self) -> None:
        shown = [action for action in self.every if self._wanted(action)]
        shown.sort(key=lambda a: (self.dues[a.id].group, self._due_key(a)))
        rows: list[Action | Heading] = []
        for group in dict.fromkeys(self.dues[action.id].group for action in shown):
            members = [action for action in shown if self.dues[action.id].group == group]
            rows += [Heading(group[1], words.count(len(members), "action")), *members]
        self.table.show(rows)

    def _wanted(self, action: Action) -> bool:
        sought = self.search.text().casefold()
        if sought not in f"{action.ref} {action.text} {action.owner or ''} {self.dues[action.id].words}".casefold():
            return False
        if self.owner.currentData() and not is_ours(action, self.rep):
            return False
        status = self.status.currentData()
        return not status or (status == "done") == (action.status is ActionStatus.DONE)

    def show_place(self, place: Place) -> None:
        if place.part == NEW:
            self._begin_new()
        elif place.id is not None:
            self.search.clear()
            self.owner.setCurrentIndex(0)
            self.status.setCurrentIndex(2)
            self.view.choose(lambda action: action.id == place.id)

    def focus_first(self) -> None:
        if self.view.current() or self.details.isHidden():
            self.view.setFocus()

    # The pane

    def _show(self, action: Action | None) -> None:
        if action is None:
            self.details.hide()
            return
        pane, due = self.details, self.dues[action.id]
        pane.begin(action.text, over=action.ref)
        pane.row("Owner", f"{action.owner or 'none given'}{' (ours)' if is_ours(action, self.rep) else ''}")
        raised = self.calendar.meetings.get(action.meeting_id or 0)
        if raised:
            pane.row("Raised", raised.label, place=Place("meetings", raised.id))
        pane.row("Due", self._due_words(due), "danger" if due.overdue else "text")
        pane.row("Status", STATUS[action.status])
        if action.source_id:
            where = words.place(action.span)
            name = self.sources[action.source_id]
            pane.row(
                "Source",
                f"{name}, {where}" if where else name,
                place=original_place("action", action.id, action.source_id),
            )
        self._linked(action)
        self._updates(action)
        pane.space(8)
        done = action.status is ActionStatus.DONE
        close = Button(self.look, "Reopen" if done else "Mark done", "arrow-counter-clockwise" if done else "check")
        close.clicked.connect(lambda: self._close(action))
        edit = Button(self.look, "Edit", "pencil-simple")
        edit.clicked.connect(lambda: self._form(action))
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(close)
        line.addWidget(edit)
        line.addStretch(1)
        pane.add(buttons)
        pane.space(4)
        pane.link(PAST, past_place("action", action.id))

    def _due_words(self, due: ShownDue) -> str:
        if due.overdue:
            return f"{due.said}, overdue"
        if due.beside and due.day:
            return f"{due.said} follows the meeting: {words.day(due.day, year=True)}"
        return due.words

    def _linked(self, action: Action) -> None:
        if action.item_id:
            item = self.desk.items.get(action.item_id)
            self.details.row("Linked", f"Item {item.number}, {item.title}", place=Place("item", item.id))
        if action.milestone:
            stone = next((m for m in self.desk.milestones.all() if m.code == action.milestone), None)
            self.details.row("Milestone", action.milestone, place=Place("plan", stone.id) if stone else None)

    def _updates(self, action: Action) -> None:
        pane = self.details
        pane.heading("Updates")
        updates = [update for update in self.desk.action_updates.all() if update.action_id == action.id]
        for update in reversed(updates):
            pane.quote(update.text, words.day(update.day, year=True))
        if action.span and action.span.text:
            pane.quote(f"“{action.span.text}”", "Words found in the source")
        self.update_field = controls.field(self.look, "Add an update in a line", "Add an update")
        self.update_field.returnPressed.connect(lambda: self._tell(action))
        pane.add(self.update_field)

    def _tell(self, action: Action) -> None:
        text = self.update_field.text().strip()
        if text:
            with self.shell.told():
                self.desk.actions.tell(action.id, text, self.desk.today)
            self.update_field.setFocus()

    def _close(self, action: Action) -> None:
        with self.shell.told():
            if action.status is ActionStatus.DONE:
                self.desk.actions.reopen(action.id, self.desk.today)
            else:
                self.desk.actions.close(action.id, self.desk.today)

    # A new action, or one to be edited

    def _begin_new(self) -> None:
        self.view.choice.clear()
        self._form(None)

    def _form(self, action: Action | None) -> None:
        pane = self.details
        pane.begin("New action" if action is None else "Edit the action", over=action.ref if action else "")
        due = action.due.isoformat() if action and action.due else (action and action.due_words) or ""
        self.text_field = controls.area(self.look, "What is to be done", "Action", lines=3)
        self.text_field.setPlainText(action.text if action else "")
        self.owner_field = controls.field(self.look, "Who", "Owner", (action and action.owner) or "")
        self.due_field = controls.field(self.look, "2021-12-01, or Next PSG", "Due", due)
        forums = [(forum.code, forum.id) for forum in self.desk.forums.all()]
        self.forum_box = controls.combo(self.look, "Forum", forums)
        chosen = action.forum_id if action else self.calendar.next.forum_id if self.calendar.next else None
        self.forum_box.setCurrentIndex(max(0, self.forum_box.findData(chosen)))
        pane.add(self.text_field)
        pane.space(4)
        pane.field("Owner", self.owner_field)
        pane.field("Due", self.due_field)
        pane.field("Forum", self.forum_box)
        pane.space(8)
        keep = Button(self.look, "Add the action" if action is None else "Keep the changes", "check", "Enter")
        keep.clicked.connect(lambda: self._keep(action))
        for field in (self.owner_field, self.due_field):
            field.returnPressed.connect(lambda: self._keep(action))
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        pane.add(self.refusal)
        pane.add(keep)
        self.text_field.setFocus()

    def _keep(self, action: Action | None) -> None:
        text = " ".join(self.text_field.toPlainText().split())
        if not text:
            self.refusal.say("An action needs words: say what is to be done.")
            self.text_field.setFocus()
            return
        day, said = typed_due(self.due_field.text())
        owner = self.owner_field.text().strip() or None
        forum = self.forum_box.currentData()
        written = replace(action or self._blank(), text=text, owner=owner, due=day, due_words=said, forum_id=forum)
        with self.shell.told():
            if action:
                with self.desk.step(f"Edit {action.ref}"):
                    self._show(self.desk.actions.save(written))
            else:
                self._add(written)

    def _blank(self) -> Action:
        """A new action of the next meeting, with the next reference."""
        at = self.calendar.next
        return Action(ref=self.desk.actions.next_ref(), text="", meeting_id=at.id if at else None)

    def _add(self, action: Action) -> None:
        with self.desk.step(f"Add {action.ref}"):
            added = self.desk.actions.add(action)
        self.view.choose(lambda known: known.id == added.id)
        self.view.setFocus()


def _owner_role(action: Action) -> str:
    return "text" if action.owner else "text2"


def _paint_status(painter: QPainter, rect: QRect, theme: Theme, action: Action) -> None:
    if action.status is not ActionStatus.DONE:
        paint.text(painter, rect, theme, STATUS[action.status])
        return
    size = theme.px(15)
    icons.draw(painter, QRect(rect.x(), rect.y(), size, rect.height()), theme, "check", "text2")
    paint.text(painter, rect.adjusted(size + theme.px(5), 0, 0, 0), theme, "Done", role="text2")
