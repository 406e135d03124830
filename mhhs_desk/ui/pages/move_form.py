"""The pane in which a meeting is moved, called off, or held after all; what it had before stays with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mhhs_desk import calendar_words, words
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.pages.meeting_form import Unclear, shown_day, typed_day, typed_time
from mhhs_desk.ui.pages.record_closing import to_words
from mhhs_desk.ui.remark_lines import RemarkLines
from mhhs_desk.ui.shell import Shell

NO_PAST = "Only a wrong note is put right in the facts; what the group changed is told here, and leaves its past."


class MoveForm(Details):
    """When a meeting is now, who told it when and why. Enter moves it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, 320)
        self.desk = shell.desk
        self.meeting: Meeting | None = None
        self.first: QWidget = self
        """Where the keyboard begins."""

    def show_meeting(self, meeting: Meeting) -> None:
        """Ask where a meeting goes; one that was called off can only be held after all."""
        self.meeting = meeting
        now = f"{words.long_day(meeting.day)}{f', {meeting.start}' if meeting.start else ''}" if meeting.day else ""
        self.begin(f"Move {meeting.label}, or call it off", under=now or "It has no day yet")
        if meeting.cancelled:
            self._called_off(meeting)
            return
        self.day = self._line("New day", "9 Dec 2021", shown_day(meeting.day))
        self.start = self._line("Start", "10:00", meeting.start or "")
        self.end = self._line("End", "12:00", meeting.end or "")
        self.told_on = self._line("Told on", "9 Nov 2021", shown_day(self.desk.today))
        self.why = self._line("Why", "papers late", "")
        self.day.textChanged.connect(lambda _: self._look())
        self.remarks = RemarkLines(self.look)
        self.add(self.remarks)
        self._end((("Move it", "calendar-blank", self.move_meeting), ("Call it off", "prohibit", self.call_off)))
        self._tell_onward(meeting)
        self.text(NO_PAST, "text3")
        self.first = self.day
        self.first.setFocus()
        self.day.selectAll()

    def _tell_onward(self, meeting: Meeting) -> None:
        """Say what of its agenda would go on, and where to, were it called off."""
        plan = self.desk.onward(replace(meeting, cancelled=self.desk.today))
        if plan.items:
            items = words.count(len(plan.items), "item")
            verb = "goes" if len(plan.items) == 1 else "go"
            self.text(f"Called off, {items} of its agenda {verb} on to {to_words(plan)}.")

    def _called_off(self, meeting: Meeting) -> None:
        told = calendar_words.day(meeting.cancelled or self.desk.today, self.desk.today)
        self.text(f"It was called off on {told}.")
        self._end((("It is held after all", "check", self.reinstate),))

    def _line(self, label: str, hint: str, text: str) -> QLineEdit:
        made = controls.field(self.look, hint, label, text)
        made.returnPressed.connect(self.move_meeting)
        self.field(label, made)
        return made

    def _end(self, doings: tuple[tuple[str, str, object], ...]) -> None:
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.add(self.refusal)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(8)
        for text, icon, does in doings:
            button = Button(self.look, text, icon)
            button.clicked.connect(does)
            line.addWidget(button)
            self.first = button
        line.addStretch(1)
        self.add(row)

    def _look(self) -> None:
        """Say at once what collides with the day that is typed."""
        assert self.meeting
        try:
            day = typed_day(self.day.text())
        except Unclear:
            day = None
        forum = self.desk.forums.get(self.meeting.forum_id)
        told = self.desk.remarks(forum, day) if day and day != self.meeting.day else ()
        self.remarks.show_lines([calendar_words.remark(one, self.desk.holiday_names) for one in told])

    def move_meeting(self) -> None:
        """Keep where the meeting goes, or say what is not clear."""
        if self.meeting is None or self.meeting.cancelled:
            return
        try:
            day, told_on = typed_day(self.day.text()), typed_day(self.told_on.text())
            start, end = typed_time(self.start.text()), typed_time(self.end.text())
            if day is None:
                raise Unclear("Give the day it was moved to. One that is not held is called off.")
            if start and end and end <= start:
                raise Unclear(f"The meeting cannot end at {end} when it starts at {start}.")
        except Unclear as unclear:
            self.refusal.say(str(unclear))
            return
        with self.shell.told(self.refusal.say):
            self.desk.move(self.meeting.id, day, start, end, told_on, self.why.text())
            self.close_pane()

    def call_off(self) -> None:
        """Take down that the meeting is not held."""
        if self.meeting is None:
            return
        try:
            told_on = typed_day(self.told_on.text())
        except Unclear as unclear:
            self.refusal.say(str(unclear))
            return
        with self.shell.told(self.refusal.say):
            self.desk.call_off(self.meeting.id, told_on, self.why.text())
            self.close_pane()

    def reinstate(self) -> None:
        """Take down that the meeting is held after all."""
        if self.meeting:
            with self.shell.told(self.refusal.say):
                self.desk.reinstate(self.meeting.id)
                self.close_pane()
