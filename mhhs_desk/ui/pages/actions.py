"""Actions: who owes what by when, in views and groups, edited where they stand, and many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.faults import Fault
from mhhs_desk.ui import controls
from mhhs_desk.ui.action_book import ActionBook
from mhhs_desk.ui.action_export import ActionExport
from mhhs_desk.ui.action_filter import ActionFilter
from mhhs_desk.ui.action_pane import ActionPane
from mhhs_desk.ui.action_table import DUE, OWNER, TEXT, ActionTable, ActionView
from mhhs_desk.ui.bulk_bar import NEXT_MEETING, BulkBar
from mhhs_desk.ui.due import typed_due
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.log_look import LogLook
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.chasing import ChasePane
from mhhs_desk.ui.shell import Place, Shell, tell_fault

if TYPE_CHECKING:
    from mhhs_desk.inbox import ReadFile

NEW, LOG, CHASE = "new", "log", "chase"
LIST, LOOK, CHASING = range(3)
NO_WORDS = "An action needs words: say what is to be done."


class ActionsPage(Page):
    """Every forum's actions; the seat's own are semibold."""

    name = "actions"
    title = "Actions"
    kinds = frozenset(
        {
            "action",
            "action_update",
            "meeting",
            "forum",
            "cadence",
            "seat",
            "item",
            "source",
            "member",
            "person",
            "proposal",
        }
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shown: Action | None = None
        self._typed: list[tuple[Action, str, object]] = []
        self.filter = ActionFilter(self.look)
        self.search, self.owner, self.status = self.filter.search, self.filter.owner, self.filter.status
        self.table = ActionTable()
        self.view = ActionView(self.look, self.table)
        self.details = ActionPane(shell)
        self.exporting = ActionExport(shell, self.details)
        self.bulk = BulkBar(self.look)
        self.stack = QStackedWidget()
        self.log = LogLook(shell)
        self.chasing = ChasePane(shell)
        for part in (self._list(), self.log, self.chasing):
            self.stack.addWidget(part)
        self.root.addWidget(self.stack)
        self._connect()

    def _list(self) -> QWidget:
        self.empty = Empty(
            self.look, "check-square", "No action yet",
            "What you and others owe the programme. Actions are read from the papers or the PMO’s log, or written here "
            "in a line.",
        )  # fmt: skip
        self.nothing = controls.label(self.look, "", role="text2", wrap=True)
        self.nothing.setContentsMargins(24, 16, 24, 16)
        left = QVBoxLayout()
        left.setSpacing(0)
        for widget, share in ((self.nothing, 0), (self.view, 1), (self.empty, 1), (self.bulk, 0)):
            left.addWidget(widget, share)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.details)
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.filter)
        lines.addLayout(across, 1)
        return body

    def _connect(self) -> None:
        self.filter.changed.connect(self._fill)
        self.filter.new.clicked.connect(self._begin_new)
        self.filter.chase.clicked.connect(lambda: self._chase(None))
        self.filter.take_in.clicked.connect(self.take_log_in)
        self.filter.out.clicked.connect(self._export)
        self.log.closed.connect(self._leave)
        self.chasing.closed.connect(self._leave)
        self.details.chase.connect(lambda action: self._chase(action.owner))
        self.view.chosen.connect(self._show)
        self.view.left.connect(lambda: self.details.update_field.setFocus())
        self.details.closed.connect(self.view.choice.clear)
        self.details.added.connect(self._added)
        self.table.edited.connect(self._edited)
        self.table.turned.connect(self._ticked)
        self.bulk.cleared.connect(lambda: self._clear())
        self.bulk.due_given.connect(lambda text: self._all(lambda ids: self.desk.set_due(ids, *typed_due(text))))
        self.bulk.owner_given.connect(lambda text: self._all(lambda ids: self.desk.set_owner(ids, text or None)))
        self.bulk.carry.connect(lambda: self._all(self.desk.carry_to_next))
        self.bulk.done.connect(lambda: self._all(self.desk.mark_done))

    # Showing

    def reload(self) -> None:
        self.book = ActionBook(self.desk)
        self.table.book = self.details.book = self.book
        self.table.ticked &= {action.id for action in self.book.actions}
        self.filter.know(self.book)
        self.view.setVisible(bool(self.book.actions))
        self.empty.setVisible(not self.book.actions)
        self._fill()
        if self.stack.currentIndex() == LOOK:
            self._look_again()
        elif self.stack.currentIndex() == CHASING:
            self.chasing.reload()

    def _fill(self) -> None:
        self.table.show(self.filter.rows(self.book))
        none = bool(self.book.actions) and not self.table.records()
        self.nothing.setVisible(none)
        self.nothing.say("No action here. Look at everything, or take away what narrows the list." if none else "")
        self._ticked()

    def show_place(self, place: Place) -> None:
        if place.part == LOG and place.id is not None:
            self._look_at(place.id)
            return
        if place.part == CHASE:
            self._chase(None)
            return
        self.stack.setCurrentIndex(LIST)
        if place.part == NEW:
            self._begin_new()
        elif place.id is not None:
            self._choose(place.id)

    def _choose(self, number: int) -> None:
        """Choose an action; where what is shown does not hold it, everything is."""
        if not self.view.choose(lambda action: action.id == number):
            self.filter.show_all()
            self.view.choose(lambda action: action.id == number)

    def focus_first(self) -> None:
        if self.stack.currentIndex() == LOOK:
            self.log.view.setFocus()
        elif self.stack.currentIndex() == CHASING:
            self.chasing.owners.view.setFocus()
        elif self.view.current() or self.details.isHidden():
            self.view.setFocus()

    # The log, in and out

    def take_log_in(self) -> None:
        """Read the PMO's log, and show it row by row."""
        from mhhs_desk.ui.dialogs.files import ask_files
        from mhhs_desk.ui.taking_in import reading

        reading(self.shell, ask_files(self)[:1], self._came)

    def _came(self, read: list[ReadFile], faults: list[Fault]) -> None:
        """Take in a log that was read; anything else goes to the Inbox as usual."""
        with self.shell.told():
            for receipt in self.desk.take_in(read) if read else ():
                number = receipt.source.id
                if not receipt.waiting:
                    self.shell.say(f"{receipt.source.name} holds nothing that waits; it was taken in before.")
                elif self.desk.is_log(number):
                    self.shell.go(Place("actions", number, LOG))
                else:
                    self.shell.go(Place("inbox", number))
        if faults:
            tell_fault(self.shell.window, *faults)

    def _look_at(self, source: int) -> None:
        """Show a log row by row, where it still waits."""
        self.log.open(source)
        self.stack.setCurrentIndex(LOOK)
        self._look_again()

    def _look_again(self) -> None:
        if self.log.waits():
            self.log.reload()
        else:
            self._leave()

    def _chase(self, owner: str | None) -> None:
        """Chase one owner of overdue actions, or all of them."""
        self.stack.setCurrentIndex(CHASING)
        self.chasing.open(owner)

    def _leave(self) -> None:
        self.stack.setCurrentIndex(LIST)
        self.view.setFocus()

    def _export(self) -> None:
        self.view.choice.clear()
        self.exporting.show([action.id for action in self.table.records()])

    # One action

    def _show(self, action: Action | None) -> None:
        if action is None:
            self._shown = None
            self.details.hide()
        else:
            self._shown = action
            self.details.show_action(action)

    def _begin_new(self) -> None:
        self.view.choice.clear()
        self.details.form(None)

    def _added(self, action: Action) -> None:
        self._choose(action.id)
        self.view.setFocus()

    def leave(self) -> None:
        self.view.end_edit()
        self._flush()

    def _edited(self, action: Action, title: str, given: object) -> None:
        """Keep what was typed or chosen in a cell, once its field is closed: keeping it shows the table anew."""
        self._typed.append((action, title, given))
        QTimer.singleShot(0, self._flush)

    def _flush(self) -> None:
        while self._typed:
            self._edit(*self._typed.pop(0))

    def _edit(self, action: Action, title: str, given: object) -> None:
        text = " ".join(given.split()) if isinstance(given, str) else ""
        if title == TEXT and not text:
            self.shell.said.emit(NO_WORDS, True)
            return
        if title == TEXT:
            written = replace(action, text=text)
        elif title == OWNER:
            written = replace(action, owner=text or None)
        elif title == DUE:
            written = self.desk.dated(action, *typed_due(text))
        else:
            written = replace(action, status=ActionStatus(str(given)))
        with self.shell.told():
            self.desk.actions.edit(written, self.desk.today)

    # Many at once

    def _ticked(self) -> None:
        """Show the bar with how many are ticked and where they would go."""
        ticked = [action for action in self.book.actions if action.id in self.table.ticked]
        forums = {self.desk.forum_of(action, self.book.calendar.diary) for action in ticked}
        codes = [self.book.calendar.codes[number] for number in forums]
        carry = f"Carry to next {codes[0]}" if len(codes) == 1 else NEXT_MEETING
        self.bulk.show_ticked(len(ticked), carry, self.book.owners() if ticked else ())

    def _clear(self) -> None:
        self.table.tick(())
        self.view.setFocus()

    def _all(self, change: Callable[[list[int]], int]) -> None:
        """Change all that is ticked, in one step."""
        ids = sorted(self.table.ticked)
        with self.shell.told():
            if not change(ids):
                self.shell.say("They are so already; nothing was changed.")
        self.view.setFocus()
