"""Record: what became of a meeting. Its outcomes, what goes on, who is told, and what its minutes say otherwise."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.pages.record_closing import ClosingPart
from mhhs_desk.ui.pages.record_minutes import MinutesPart
from mhhs_desk.ui.pages.record_outcomes import OutcomesPart
from mhhs_desk.ui.pages.record_report import ReportPart
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tabs import Tabs

PARTS = (("outcomes", "Outcomes"), ("report", "Report back"), ("minutes", "Minutes"))


class RecordPane(QWidget):
    """The record of the chosen meeting, in parts."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.state = controls.label(self.look, "", "small", "text2", wrap=True)
        self.close_ = Button(self.look, "Close the meeting", "check", primary=True)
        self.close_.clicked.connect(self.open_closing)
        self.again = Link(self.look, "Open it again", "small")
        self.again.clicked.connect(self.open_again)
        self.back = Link(self.look, "Looking back", "small")
        self.back.clicked.connect(lambda: shell.go(Place("looking-back")))
        self.tabs = Tabs(self.look, "Parts of the record", PARTS)
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.outcomes = OutcomesPart(shell)
        take_in = Button(self.look, "Take in its papers", "paperclip", "Ctrl O", primary=True)
        take_in.clicked.connect(lambda: shell.run("take-in"))
        self.empty = Empty(
            self.look, "file-text", "No item yet",
            "Its items come with the papers. What the group did with each is noted here.", take_in,
        )  # fmt: skip
        self._lay_out()

    def _lay_out(self) -> None:
        self.top = QWidget()
        line = QHBoxLayout(self.top)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(12)
        line.addWidget(self.tabs)
        line.addWidget(self.state, 1)
        line.addWidget(self.back)
        line.addWidget(self.again)
        line.addWidget(self.close_)
        self.stack = QStackedWidget()
        for part in (self.outcomes, self.empty):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(controls.hairline(self.look))
        column.addWidget(self.stack, 1)

    @cached_property
    def closing(self) -> ClosingPart:
        made = ClosingPart(self.shell)
        made.left.connect(self.leave_closing)
        self.stack.addWidget(made)
        return made

    @cached_property
    def report(self) -> ReportPart:
        made = ReportPart(self.shell)
        self.stack.addWidget(made)
        if self.view:
            made.show_view(self.view)
        return made

    @cached_property
    def minutes(self) -> MinutesPart:
        made = MinutesPart(self.shell)
        self.stack.addWidget(made)
        if self.view:
            made.show_view(self.view)
        return made

    # Showing

    def show_view(self, view: View) -> None:
        """Show the record of a meeting; what is open of the same meeting stays open."""
        another = self.view is None or self.view.meeting.id != view.meeting.id
        if another:
            self.flush()
        self.view = view
        self.outcomes.show_view(view)
        for part in ("report", "minutes"):
            if part in vars(self):
                getattr(self, part).show_view(view)
        closing = "closing" in vars(self) and self.stack.currentWidget() is self.closing
        self.top.setVisible(bool(view.items))
        if not view.items:
            self.stack.setCurrentWidget(self.empty)
        elif closing and not another:
            self.closing.show_meeting(view.meeting)
        else:
            self._turn()

    def show_part(self, part: str) -> None:
        """Bring one of its parts to the front."""
        self.tabs.choose(part)

    def _say(self) -> None:
        """Tell where the meeting stands, and offer what can be done next."""
        view = self.view
        if view is None:
            return
        meeting = view.meeting
        over = meeting.cancelled is not None or (meeting.day is not None and meeting.day <= self.desk.today)
        left = len(self.desk.onward(meeting).items) if meeting.closed or meeting.cancelled else 0
        if self.tabs.chosen() != "outcomes":
            self.state.say(getattr(self, self.tabs.chosen()).told_words())
            self.state.role("text2")
            self.close_.hide()
            self.again.hide()
            return
        told = [self.outcomes.noted()]
        if meeting.closed:
            told.append(f"Closed on {words.day(meeting.closed, year=True)}.")
        if meeting.cancelled:
            told.append(f"Called off on {words.day(meeting.cancelled, year=True)}.")
        told += self._gone_on()
        if left:
            stands = "is not finished and stands" if left == 1 else "are not finished and stand"
            told.append(f"{words.count(left, 'item')} {stands} nowhere else.")
        self.state.say(" ".join(told))
        self.state.role("attention" if left else "text2")
        self.close_.say(f"Carry {words.count(left, 'item')}" if meeting.closed else "Close the meeting")
        self.close_.setVisible(not meeting.closed or bool(left))
        self.close_.setEnabled(over and self.desk.writes)
        self.close_.setToolTip("" if over else f"{meeting.label} has not been held yet")
        self.again.setVisible(meeting.closed is not None)

    def _gone_on(self) -> list[str]:
        """Where items of the meeting were carried to: 3 items went on to PSG 2."""
        found: dict[int, int] = {}
        for item in self.desk.followers(self.view.meeting) if self.view else ():
            found[item.meeting_id] = found.get(item.meeting_id, 0) + 1
        return [
            f"{words.count(number, 'item')} went on to {self.desk.meetings.get(to).label}."
            for to, number in found.items()
        ]

    def _turn(self) -> None:
        """Bring the chosen part to the front."""
        self.flush()
        self.stack.setCurrentWidget(getattr(self, self.tabs.chosen()))
        self._say()

    # Doing

    def open_closing(self) -> None:
        """Show what would go on, before anything is done."""
        if self.view:
            self.flush()
            self.closing.show_meeting(self.view.meeting)
            self.stack.setCurrentWidget(self.closing)
            self.top.hide()
            self.closing.focus_first()

    def leave_closing(self) -> None:
        self.top.show()
        self._turn()
        self.focus_first()

    def open_again(self) -> None:
        if self.view:
            with self.shell.told():
                self.desk.open_again(self.view.meeting)

    def flush(self) -> None:
        """Keep what is still being typed."""
        self.outcomes.form.flush()

    def focus_first(self) -> None:
        if self.top.isHidden():
            self.closing.focus_first()
        elif self.stack.currentWidget() is not self.empty:
            getattr(self, self.tabs.chosen()).focus_first()
