"""The strip of the next meetings: each forum's, with the days left and what is known of its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.convening import open_days
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.working_days import working_days_between
from mhhs_desk.ui import paint
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Theme

HEIGHT = 94
MOST = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting to come: an invited one, or the day that its forum's rule gives."""

    forum: Forum
    day: date | None
    meeting: Meeting | None

    @property
    def label(self) -> str:
        return self.meeting.label if self.meeting else self.forum.code


def coming(desk: Desk) -> list[Coming]:
    """The meetings to come, the nearest first: of each forum the invited ones, and the next day by its rule."""
    today, every, cadences = desk.today, desk.meetings.all(), desk.cadences.all()
    found = []
    for forum in desk.forums.all():
        own = [m for m in every if m.forum_id == forum.id and (m.day is None or m.day >= today)]
        invited = [meeting for meeting in own if meeting.cancelled is None]
        found += [Coming(forum, meeting.day, meeting) for meeting in invited]
        after = max((meeting.day for meeting in invited if meeting.day), default=today)
        day = next(open_days(forum, after, every, cadences), None)
        if day:
            found.append(Coming(forum, day, None))
    return sorted(found, key=lambda one: (one.day or date.max, one.forum.id))


def papers_words(one: Coming, desk: Desk) -> str:
    """What is known of a meeting's papers: when they are due, or how they came."""
    if one.day is None:
        return "Papers due once it has a day"
    due = desk.papers_due(one.forum, one.day)
    received = one.meeting.papers_received if one.meeting else None
    if received is None:
        at = f", {due.time}" if due.time else ""
        return f"Papers {'due' if due.day >= desk.today else 'were due'} {words.day(due.day)}{at}"
    late = working_days_between(due.day, received, desk.holidays)
    return f"Papers in, {words.count(late, 'working day')} late" if late > 0 else f"Papers in, {words.day(received)}"


class MeetingStrip(QWidget):
    """Painted cells side by side, parted by hairlines; the first in accent. A click on one leads to its meeting."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.look = shell, shell.look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Next meetings")
        self._cells: list[Coming] = []
        self._open = 0
        self._idle: list[Forum] = []
        self.look.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.setFixedHeight(self.look.theme.px(HEIGHT))

    def reload(self, open_gates: int) -> str:
        """Read the meetings again; the note that belongs under the strip."""
        desk = self.shell.desk
        self._papers = {}
        every = coming(desk)
        self._cells = every[:MOST]
        self._papers = {n: papers_words(one, desk) for n, one in enumerate(self._cells)}
        self._open = open_gates
        meets = {one.forum.id for one in every}
        self._idle = [forum for forum in desk.forums.all() if forum.id not in meets and forum.level <= 3]
        self.setAccessibleDescription(
            "; ".join(f"{one.label}, {self._left(one)[0]} {self._left(one)[1]}" for one in self._cells)
        )
        self.update()
        return self._note()

    def _note(self) -> str:
        by_rule = [f"{one.forum.code} {words.day(one.day)}" for one in self._cells if one.meeting is None and one.day]
        lines = []
        if by_rule:
            lines.append(
                f"{words.listed(by_rule)}: {'days' if len(by_rule) > 1 else 'a day'} by rule, not yet invited."
            )
        proposed = {
            (o.forum.papers_due_days, o.forum.papers_due_status) for o in self._cells if o.forum.papers_due_status
        }
        lines += [f"“{count} working days before” is {status}." for count, status in sorted(proposed)]
        return " ".join(lines)

    def _left(self, one: Coming) -> tuple[str, str]:
        if one.day is None:
            return "–", "no day yet"
        days = (one.day - self.shell.desk.today).days
        if days == 0:
            return "0", "days: it is today"
        return str(days), "day left" if days == 1 else "days"

    def _widths(self) -> list[int]:
        """The first cell wider, the last (forums that do not meet) as the rest."""
        count = len(self._cells) + bool(self._idle)
        unit = self.width() / (count + 0.4) if count else 0
        return [round(unit * (1.4 if n == 0 else 1)) for n in range(count)]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        x = 0
        widths = self._widths()
        for number, width in enumerate(widths):
            rect = QRect(x, 0, width, self.height())
            inner = rect.adjusted(theme.px(16) if number else 0, 0, -theme.px(12), 0)
            if number:
                painter.fillRect(QRect(x, 0, 1, self.height()), theme.colour("hairline"))
            if number < len(self._cells):
                self._cell(painter, inner, theme, number)
            else:
                self._idle_cell(painter, inner, theme)
            x += width
        paint.hairline(painter, self.rect(), theme)
        painter.end()

    def _cell(self, painter: QPainter, rect: QRect, theme: Theme, number: int) -> None:
        one = self._cells[number]
        line = QRect(rect.x(), theme.px(11), rect.width(), theme.px(20))
        start = f", {one.meeting.start}" if one.meeting and one.meeting.start else ""
        day = words.day(one.day) if one.day else "day not known"
        paint.text(painter, line, theme, f"{one.label} · {day}{start}", "small", "text2")
        figure, unit = self._left(one)
        big = QRect(rect.x(), theme.px(31), rect.width(), theme.px(30))
        used = paint.text(painter, big, theme, figure, "title", "accent" if number == 0 else "text", semibold=True)
        paint.text(painter, big.adjusted(used + theme.px(6), theme.px(2), 0, 0), theme, unit, role="text2")
        foot = QRect(rect.x(), theme.px(62), rect.width(), theme.px(20))
        first = number == 0 and one.meeting is not None
        used = paint.text(painter, foot, theme, self._papers[number], "small", "text" if first else "text2")
        if first and self._open:
            used += paint.text(painter, foot.adjusted(used, 0, 0, 0), theme, " · ", "small", "text2")
            told = f"{words.count(self._open, 'gate')} open"
            paint.text(painter, foot.adjusted(used, 0, 0, 0), theme, told, "small", "attention", semibold=True)

    def _idle_cell(self, painter: QPainter, rect: QRect, theme: Theme) -> None:
        line = QRect(rect.x(), theme.px(11), rect.width(), theme.px(20))
        paint.text(painter, line, theme, "Not meeting", "small", "text2")
        codes = ", ".join(forum.code for forum in self._idle)
        paint.text(painter, QRect(rect.x(), theme.px(33), rect.width(), theme.px(26)), theme, codes)
        first = self._idle[-1]
        foot = QRect(rect.x(), theme.px(62), rect.width(), theme.px(20))
        paint.text(painter, foot, theme, f"{first.code}: {first.state}", "small", "text2")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        x = 0
        for number, width in enumerate(self._widths()[: len(self._cells)]):
            meeting = self._cells[number].meeting
            if x <= event.position().x() < x + width and event.button() is Qt.MouseButton.LeftButton:
                self.shell.go(Place("meetings", meeting.id if meeting else None))
            x += width
