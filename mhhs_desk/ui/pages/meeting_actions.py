"""The actions of one meeting: those due there, those raised there, and those that were carried on from there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.dues import expected
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.view import View
from mhhs_desk.ui.action_book import ActionBook
from mhhs_desk.ui.action_table import ActionTable
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Heading, TableView


class MeetingActions(QWidget):
    """A list to read; what is opened is worked on the actions page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.table = ActionTable()
        self.table.show_columns([column for column in self.table.columns if column.title not in ("", "Forum")])
        self.list = TableView(self.look, self.table, "Actions of the meeting")
        self.list.opened.connect(lambda action: shell.go(Place("actions", action.id)))
        new = Button(self.look, "New action", "plus", "Ctrl N")
        new.clicked.connect(lambda: shell.run("new-action"))
        self.empty = Empty(
            self.look, "check-square", "No action of this meeting yet",
            "What is raised at it or due at it stands here: read from its papers and minutes, or written by hand.", new,
        )  # fmt: skip
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.empty, 1)

    def show_view(self, view: View) -> None:
        """Show the actions of a meeting as the records now are."""
        self.table.book = book = ActionBook(self.desk)
        rows = list(_rows(book, view.meeting))
        self.table.show(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def focus_first(self) -> None:
        self.list.setFocus()


def _rows(book: ActionBook, meeting: Meeting) -> Iterator[Action | Heading]:
    """The actions under their heads, each once: due here before raised here."""
    left = sorted(book.actions, key=book.due_key)
    for head, belongs in (
        ("Due here", lambda action: due_at(book, action, meeting)),
        ("Raised here", lambda action: action.meeting_id == meeting.id),
        ("Carried on from here", lambda action: action.due_after == meeting.id),
    ):
        found = [action for action in left if belongs(action)]
        left = [action for action in left if action not in found]
        if found:
            yield Heading(head, words.count(len(found), "action"))
            yield from found


def due_at(book: ActionBook, action: Action, meeting: Meeting) -> bool:
    """Whether an action is due at a meeting: it follows it, or has its day in its forum."""
    due = book.calendar.diary.due(action)
    same_day = due.day is not None and due.day == expected(meeting) and action.forum_id == meeting.forum_id
    return due.meeting_id == meeting.id or same_day
