"""A day that only a rule gives: what is known of it, and the ways to settle it: a meeting, none, or another day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import calendar_words, words
from mhhs_desk.convening import ByRule
from mhhs_desk.domain.convening import next_labels
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.meeting_days import MeetingDay, rule_words
from mhhs_desk.ui.remark_lines import RemarkLines
from mhhs_desk.ui.shell import Place, Shell

FIELD, LABELS = 280, 84


class RulePane(QWidget):
    """A day by rule. C confirms it, X says that nobody meets; what was typed as its label is what it is called."""

    settled = Signal(object)
    """Meeting: what the day has become."""
    elsewhere = Signal(object)
    """MeetingDay: its meeting is on another day."""
    several = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.one: MeetingDay | None = None
        self.title = controls.label(self.look, "", "title")
        self.told = controls.label(self.look, "", role="text2", wrap=True)
        self.remarks = RemarkLines(self.look)
        self.label = controls.field(self.look, "PSG 2", "Label")
        self.why = controls.field(self.look, "If it is not held: why, as far as is known", "Why not")
        for field in (self.label, self.why):
            field.setFixedWidth(self.look.theme.px(FIELD))
        self.label.returnPressed.connect(self.confirm)
        self.why.returnPressed.connect(self.decline)
        self.number = controls.label(self.look, "", "small", "text2", wrap=True)
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        confirm = Button(self.look, "Confirm", "check", "C", primary=True)
        confirm.clicked.connect(lambda: self.confirm())
        decline = Button(self.look, "No meeting", "prohibit", "X")
        decline.clicked.connect(lambda: self.decline())
        other = Button(self.look, "On another day…", "calendar-blank")
        other.clicked.connect(lambda: self.elsewhere.emit(self.one))
        several = Link(self.look, "Confirm several days at once")
        several.clicked.connect(lambda: self.several.emit())
        rule = Link(self.look, "Change the rule or the deadlines")
        rule.clicked.connect(lambda: self._go_to_rule())
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        for row, (name, field) in enumerate((("Label", self.label), ("Why not", self.why))):
            told = controls.label(self.look, name, "small", "text2")
            told.setFixedWidth(self.look.theme.px(LABELS))
            fields.addWidget(told, 2 * row, 0)
            fields.addWidget(field, 2 * row, 1, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.number, 1, 1)
        fields.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (confirm, decline, other):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 24)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addWidget(self.remarks)
        column.addSpacing(10)
        column.addLayout(fields)
        column.addWidget(self.refusal)
        column.addSpacing(6)
        column.addLayout(buttons)
        column.addSpacing(12)
        for link in (several, rule):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_day(self, one: MeetingDay) -> None:
        """Show a day by rule."""
        if one.day is None:
            return
        same = self.one is not None and self.one.id == one.id
        self.one = one
        forum = self.desk.forums.get(one.forum.id)
        status = f" ({forum.papers_due_status})" if forum.papers_due_status else ""
        due = calendar_words.due(self.desk.papers_due(forum, one.day), self.desk.today)
        self.title.say(f"{forum.code}, {words.long_day(one.day)}")
        self.told.say(f"{forum.name}. {rule_words(one)}, not yet confirmed. Papers would be due {due}{status}.")
        told = self.desk.remarks(forum, one.day)
        self.remarks.show_lines([calendar_words.remark(remark, self.desk.holiday_names) for remark in told])
        if not same:
            self.label.setText(self._proposed())
            self.why.clear()
        self.refusal.say("")
        self.number.say("The next number of those known, only proposed: numbers do not follow from dates.")

    def _proposed(self) -> str:
        assert self.one and self.one.day
        return next_labels(self.one.forum, self.desk.meetings.all(), [self.one.day])[0]

    def confirm(self) -> None:
        """Make the day a meeting, under the label that stands in the field."""
        if self.one and self.one.day:
            with self.shell.told(self.refusal.say):
                made = self.desk.confirm([ByRule(self.one.forum, self.one.day, self.label.text())])[0]
                self.settled.emit(made)

    def decline(self) -> None:
        """Say that nobody meets on the day."""
        if self.one and self.one.day:
            with self.shell.told(self.refusal.say):
                self.settled.emit(self.desk.decline(self.one.forum.id, self.one.day, self.why.text()))

    def _go_to_rule(self) -> None:
        if self.one:
            self.shell.go(Place("reference", self.one.forum.id, "forums"))
