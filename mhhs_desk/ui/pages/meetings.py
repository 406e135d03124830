"""Meetings: the calendar, the meetings to come and held, and one of them with its agenda, matrix and gates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from mhhs_desk import words
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.calendar_strip import CalendarStrip
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.in_hand import InHand
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.meeting_days import MeetingDay, days_to_come, held, left_words, marked_days, under_words
from mhhs_desk.ui.page import VIEWED, Page
from mhhs_desk.ui.pages.meeting_form import MeetingForm
from mhhs_desk.ui.pages.meeting_pane import MeetingPane, RulePane
from mhhs_desk.ui.pages.readiness import GATES
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.theme import Theme

LEFT, NARROW = 276, 264


class MeetingDelegate(RowDelegate):
    """A meeting: its label and day over what is known of it and how far it is off."""

    today = date.min

    def words(self, record: MeetingDay) -> str:
        day = words.day(record.day, self._other_year(record)) if record.day else "no day yet"
        parts = (record.label, day, under_words(record), left_words(record.day, self.today))
        return ", ".join(part for part in parts if part)

    def _other_year(self, record: MeetingDay) -> bool:
        return bool(record.day and record.day.year != self.today.year)

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: MeetingDay, selected: bool) -> None:
        box = rect.adjusted(theme.px(24), theme.px(7), -theme.px(20), 0)
        top = QRect(box.x(), box.y(), box.width(), theme.line())
        day = words.day(record.day, self._other_year(record)) if record.day else "no day yet"
        role = "accent" if selected else "text2"
        used = paint.text(painter, top, theme, day, role=role, right=True)
        paint.text(painter, top.adjusted(0, 0, -used - theme.px(8), 0), theme, record.label, semibold=True)
        under = QRect(box.x(), top.bottom() + 1, box.width(), theme.line("small"))
        used = paint.text(painter, under, theme, left_words(record.day, self.today), "small", "text2", right=True)
        room = under.adjusted(0, 0, -used - theme.px(8), 0)
        paint.text(painter, room, theme, under_words(record), "small", "text2")


class MeetingsPage(Page):
    """Every meeting, and the one that is chosen."""

    name = "meetings"
    title = "Meetings"
    kinds = VIEWED | {"baseline", "bank_holiday", "threshold", "told", "note", "proposal"}

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.part = "agenda"
        self.strip = CalendarStrip(self.look)
        self.strip.picked.connect(self._pick_day)
        self.delegate = MeetingDelegate(self.look)
        self.list = ListView(self.look, self.delegate, "Meetings")
        self.list.chosen.connect(self._choose)
        self.pane = MeetingPane(shell)
        self.pane.part_chosen.connect(self._go_to_part)
        self.pane.facts_wanted.connect(self.edit_facts)
        self.rule = RulePane(shell)
        self.rule.confirmed.connect(self.confirm)
        self.form = MeetingForm(shell)
        new = Button(self.look, "New meeting", "plus", primary=True)
        new.clicked.connect(lambda: self.new_meeting())
        self.empty = Empty(
            self.look, "calendar-blank", "No meeting yet",
            "Drop the invitation or the papers anywhere in the window, or note the meeting by hand.",
            new,
        )  # fmt: skip
        self._lay_out()

    def _lay_out(self) -> None:
        self.left = QFrame()
        self.left.setObjectName("pane")
        add = Link(self.look, "New meeting", "small")
        add.clicked.connect(lambda: self.new_meeting())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.addWidget(add)
        foot.addStretch(1)
        lines = QVBoxLayout(self.left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.list, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addLayout(foot)
        self.stack = QStackedWidget()
        for part in (self.pane, self.rule, self.empty):
            self.stack.addWidget(part)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.left)
        self.parted = controls.parting()
        across.addWidget(self.parted)
        across.addWidget(self.stack, 1)
        across.addWidget(self.form)
        self.line = controls.hairline(self.look)
        self.root.addWidget(self.strip)
        self.root.addWidget(self.line)
        self.root.addLayout(across, 1)

    # Showing

    def reload(self) -> None:
        coming, over = days_to_come(self.desk), held(self.desk)
        self.delegate.today = self.desk.today
        status = next((one.forum.papers_due_status for one in coming), "")
        self.strip.show_days(self.desk.today, marked_days(self.desk, [*over, *coming]), status)
        rows: list[MeetingDay | Heading] = []
        for name, group in (("Next", coming), ("Held", over)):
            if group:
                rows += [Heading(name), *group]
        self.list.show_records(rows)
        if self.list.current() is None:
            self._choose_next()

    def _choose_next(self) -> None:
        meeting = self.desk.next_meeting()
        if meeting is None:
            self.stack.setCurrentWidget(self.empty)
            self._arrange()
        elif not self.list.choose(lambda one: one.meeting is not None and one.meeting.id == meeting.id):
            self.list.choose(lambda _: True)

    def show_place(self, place: Place) -> None:
        self.part = place.part or "agenda"
        self.part = {"facts": "agenda", GATES: "readiness"}.get(self.part, self.part.partition(" ")[0])
        if place.id is not None:
            self.list.choose(lambda one: one.meeting is not None and one.meeting.id == place.id)
        elif self.list.current() is None:
            self._choose_next()
        self.pane.show_part(self.part)
        self.part = self.pane.part
        self._arrange()
        if place.part == "facts":
            self.edit_facts()
        elif place.part == GATES:
            self.pane.readiness.show_settings()
        elif self.part == "record" and (part := place.part.partition(" ")[2]):
            self.pane.record.show_part(part)

    def _choose(self, one: MeetingDay | None) -> None:
        """Show what was chosen: a meeting, or a day by rule."""
        if one is None:
            return
        if one.meeting:
            self.pane.show_meeting(one.meeting)
            self.stack.setCurrentWidget(self.pane)
        else:
            self.rule.show_day(one)
            self.stack.setCurrentWidget(self.rule)
        if self.form.isVisible() and (self.form.meeting is None or self.form.meeting != one.meeting):
            self.form.hide()
        self._arrange()

    def _arrange(self) -> None:
        """The calendar and the list stand beside the agenda; the other parts take the whole page."""
        whole = self.stack.currentWidget() is self.pane and self.part != "agenda"
        for widget in (self.strip, self.line, self.left, self.parted):
            widget.setVisible(not whole)
        self.pane.show_head(not whole)
        wide = self.width() >= self.look.theme.px(1180)
        self.left.setFixedWidth(self.look.theme.px(LEFT if wide else NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Doing

    def _pick_day(self, day: date) -> None:
        self.list.choose(lambda one: one.day == day)

    def _go_to_part(self, part: str) -> None:
        one = self.list.current()
        if one and one.meeting and part != self.part:
            self.shell.go(Place("meetings", one.meeting.id, part))

    def edit_facts(self) -> None:
        """Open the chosen meeting's facts."""
        one = self.list.current()
        if one and one.meeting:
            self.form.edit(one.meeting)

    def new_meeting(self, one: MeetingDay | None = None) -> None:
        """Begin a new meeting by hand, or of a day by rule."""
        self.form.new(one.forum if one else None, one.day if one else None)

    def confirm(self, one: MeetingDay) -> None:
        """A day by rule is to become a meeting: its facts are looked over first."""
        self.new_meeting(one)

    # The window

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        one = self.list.current()
        if self.part == "agenda" or not (one and one.meeting):
            return [("Meetings", None)]
        return [("Meetings", Place("meetings", one.meeting.id, "agenda")), (short(one.meeting), None)]

    def in_hand(self) -> InHand:
        cell = self.pane.matrix.grid.current() if self.part == "matrix" else None
        if cell is None:
            return InHand(self.pane.meeting)
        return InHand(self.pane.meeting, cell.column.item, cell.member)

    def leave(self) -> None:
        self.pane.leave()

    def focus_first(self) -> None:
        if self.part == "agenda":
            self.list.setFocus()
        else:
            self.pane.focus_part()


def short(meeting: Meeting) -> str:
    """ "PSG 1, 10 Nov 2021"."""
    return f"{meeting.label}, {words.day(meeting.day, True).split(' ', 1)[1]}" if meeting.day else meeting.label
