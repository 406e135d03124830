"""The month view of the Meetings page: a month with its name and ways to the others, and what the chosen day holds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from mhhs_desk import calendar_words, words
from mhhs_desk.ui import controls, icons
from mhhs_desk.ui.calendar_strip import DayKind
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.meeting_days import MeetingDays, end_of
from mhhs_desk.ui.month_grid import MonthGrid, month_later
from mhhs_desk.ui.shell import Shell

FOOT = 2
"""Lines kept under the month, so that it does not move while one goes from day to day."""
HELD = (DayKind.MEETING, DayKind.RULE)
"""What makes a day one whose collisions are told."""


class MonthPane(QWidget):
    """A month; what is due on its days is read for as many months as one goes to."""

    opened = Signal(object)
    """MeetingDay."""
    wanted = Signal(object)
    """date: a new meeting is wanted on it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.grid = MonthGrid(self.look)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self.opened.emit)
        self.grid.wanted.connect(self.wanted.emit)
        self.name = controls.label(self.look, "", "title")
        self.told = controls.label(self.look, "", "small", "text2", wrap=True)
        self._until = date.min
        today = Link(self.look, "Today", "small")
        today.clicked.connect(lambda: self.grid.go_to(self.desk.today))
        before = self._turn("caret-left", "Month before (Page Up)")
        after = self._turn("caret-right", "Month after (Page Down)")
        before.clicked.connect(lambda: self.grid.go_to(month_later(self.grid.day, -1)))
        after.clicked.connect(lambda: self.grid.go_to(month_later(self.grid.day, 1)))
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 16, 8)
        head.setSpacing(4)
        head.addWidget(self.name)
        head.addSpacing(12)
        for widget in (before, after, today):
            head.addWidget(widget)
        head.addStretch(1)
        for key, means in (("Enter", "opens"), ("N", "new meeting"), ("PgUp PgDn", "month")):
            head.addWidget(controls.key_cap(self.look, key))
            head.addWidget(controls.label(self.look, means, "small", "text2"))
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 20, 8)
        foot.addWidget(self.told, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self.grid, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addLayout(foot)

    def _turn(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(self.look, icon, "text2"))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name.partition(" (")[0])
        button.setToolTip(name)
        return button

    def reload(self) -> None:
        """Read the records again."""
        self.told.setMinimumHeight(FOOT * self.look.theme.line("small"))
        self._until = end_of(*_later(max(self.grid.day, self.desk.today)))
        found = MeetingDays(self.desk)
        every = [found.of_meeting(one) for one in found.meetings]
        self.grid.show_entries(self.desk.today, found.entries([*every, *found.by_rule(self._until)]))
        self._say()

    def go_to(self, day: date) -> None:
        """Show the month of a day."""
        self.grid.go_to(day)

    def _moved(self, day: date) -> None:
        if end_of(*_later(day)) > self._until:
            self.reload()
        self._say()

    def _say(self) -> None:
        day = self.grid.day
        self.name.say(f"{words.LONG_MONTHS[day.month - 1]} {day.year}")
        forums = {e.one.forum.id: e.one.forum for e in self.grid.entries.get(day, ()) if e.one and e.kind in HELD}
        names = self.desk.holiday_names
        lines = [
            calendar_words.remark(one, names) for forum in forums.values() for one in self.desk.remarks(forum, day)
        ]
        self.told.say(" ".join([f"{self.grid.words(day)}.", *dict.fromkeys(lines)]))


def _later(day: date) -> tuple[int, int]:
    """The month after a day's: the deadlines before its meetings lie in the month that is shown."""
    later = month_later(day.replace(day=1), 1)
    return later.year, later.month
