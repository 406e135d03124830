"""Meetings: the calendar, the meetings to come and held, and one of them with its agenda, matrix and gates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.calendar_strip import CalendarStrip
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.in_hand import InHand
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.meeting_days import MeetingDay, MeetingDays, left_words, marked, under_words
from mhhs_desk.ui.page import VIEWED, Page
from mhhs_desk.ui.pages.calendar_export import CalendarExport
from mhhs_desk.ui.pages.meeting_form import MeetingForm
from mhhs_desk.ui.pages.meeting_pane import MeetingPane
from mhhs_desk.ui.pages.month import MonthPane
from mhhs_desk.ui.pages.move_form import MoveForm
from mhhs_desk.ui.pages.rule_pane import RulePane
from mhhs_desk.ui.pages.several_days import SeveralDays
from mhhs_desk.ui.place import GATES
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.theme import Theme

LEFT, NARROW = 276, 264
MONTH, SEVERAL, MOVE, CALENDAR, NEW = "month", "several", "move", "calendar", "new"
"""Parts of the page that are not a meeting's own."""


class MeetingDelegate(RowDelegate):
    """A meeting: its label and day over what is known of it and how far it is off."""

    today = date.min

    def words(self, record: MeetingDay) -> str:
        day = words.day(record.day, self._other_year(record)) if record.day else "no day yet"
        parts = (record.label, day, under_words(record, self.today), record.alarm, left_words(record.day, self.today))
        return ", ".join(part for part in parts if part)

    def _other_year(self, record: MeetingDay) -> bool:
        return bool(record.day and record.day.year != self.today.year)

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: MeetingDay, selected: bool) -> None:
        box = rect.adjusted(theme.px(24), theme.px(7), -theme.px(20), 0)
        top = QRect(box.x(), box.y(), box.width(), theme.line())
        day = words.day(record.day, self._other_year(record)) if record.day else "no day yet"
        role = "accent" if selected else "text2"
        used = paint.text(painter, top, theme, day, role=role, right=True)
        name = top.adjusted(0, 0, -used - theme.px(8), 0)
        wide = paint.text(painter, name, theme, record.label, role="text2" if record.off else "text", semibold=True)
        if record.off:
            painter.fillRect(QRect(name.x(), name.center().y() + 1, wide, 1), theme.colour("text2"))
        under = QRect(box.x(), top.bottom() + 1, box.width(), theme.line("small"))
        left = "" if record.off else left_words(record.day, self.today)
        used = paint.text(painter, under, theme, left, "small", "text2", right=True)
        room = under.adjusted(0, 0, -used - theme.px(8), 0)
        if record.alarm:
            told = f"{record.alarm} · "
            used = paint.text(painter, room, theme, told, "small", "attention", semibold=True)
            room.setLeft(room.left() + used)
        paint.text(painter, room, theme, under_words(record, self.today), "small", "text2")


class MeetingsPage(Page):
    """Every meeting, and the one that is chosen."""

    name = "meetings"
    title = "Meetings"
    kinds = VIEWED | {"baseline", "bank_holiday", "threshold", "told", "note", "proposal", "meeting_move"}

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
        self.pane.move_wanted.connect(self.move_meeting)
        self.rule = RulePane(shell)
        self.rule.settled.connect(self._settled)
        self.rule.elsewhere.connect(self.new_meeting)
        self.rule.several.connect(lambda: shell.go(Place("meetings", None, SEVERAL)))
        self.month = MonthPane(shell)
        self.month.opened.connect(self._open_day)
        self.month.wanted.connect(self._new_on)
        self.several = SeveralDays(shell)
        self.several.confirmed.connect(lambda made: self._settled(made[0]))
        self.several.left.connect(lambda: shell.go(Place("meetings")))
        self.form, self.moving, self.export = MeetingForm(shell), MoveForm(shell), CalendarExport(shell)
        self.list.installEventFilter(self)
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
        several = Link(self.look, "Confirm several days", "small")
        several.clicked.connect(lambda: self.shell.go(Place("meetings", None, SEVERAL)))
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 16, 8)
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(several)
        lines = QVBoxLayout(self.left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.list, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addLayout(foot)
        self.stack = QStackedWidget()
        for part in (self.pane, self.rule, self.month, self.several, self.empty):
            self.stack.addWidget(part)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.left)
        self.parted = controls.parting()
        across.addWidget(self.parted)
        across.addWidget(self.stack, 1)
        for beside in (self.form, self.moving, self.export):
            across.addWidget(beside)
            beside.closed.connect(self._arrange)
        self.line = controls.hairline(self.look)
        self.root.addWidget(self.strip)
        self.root.addWidget(self.line)
        self.root.addLayout(across, 1)

    # Showing

    def reload(self) -> None:
        days = MeetingDays(self.desk)
        coming, over = days.to_come(), days.held()
        self.delegate.today = self.desk.today
        self.strip.show_days(self.desk.today, marked(days.entries([*over, *coming]), self.desk.today))
        rows: list[MeetingDay | Heading] = []
        for name, group in (("Next", coming), ("Held", over)):
            if group:
                rows += [Heading(name), *group]
        self.list.show_records(rows)
        if self.stack.currentWidget() is self.month:
            self.month.reload()
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
        if place.part in (MONTH, SEVERAL):
            self._show_part(place.part)
            return
        self.part = place.part or "agenda"
        self.part = {GATES: "readiness", **dict.fromkeys(("facts", MOVE, CALENDAR, NEW), "agenda")}.get(
            self.part, self.part.partition(" ")[0]
        )
        if place.id is not None:
            self.list.choose(lambda one: one.meeting is not None and one.meeting.id == place.id)
        elif self.list.current() is None:
            self._choose_next()
        if self.stack.currentWidget() in (self.month, self.several):
            self._choose(self.list.current())
        self.pane.show_part(self.part)
        self.part = self.pane.part
        self._arrange()
        self._begin_part(place.part)

    def _begin_part(self, part: str) -> None:
        """What a place asks for beside the meeting."""
        begin = {"facts": self.edit_facts, MOVE: self.move_meeting, CALENDAR: self.save_calendar,
                 NEW: self.new_meeting}.get(part)  # fmt: skip
        if begin:
            begin()
        elif part == GATES:
            self.pane.readiness.show_settings()
        elif self.part == "record" and (about := part.partition(" ")[2]):
            self.pane.record.show_part(about)

    def _show_part(self, part: str) -> None:
        """Show the month, or several days by rule to be confirmed."""
        self.part = part
        self._close_beside()
        if part == MONTH:
            self.month.reload()
            one = self.list.current()
            self.month.go_to(one.day if one and one.day else self.desk.today)
        else:
            self.several.begin()
        self.stack.setCurrentWidget(self.month if part == MONTH else self.several)
        self._arrange()

    def _choose(self, one: MeetingDay | None) -> None:
        """Show what was chosen: a meeting, or a day by rule. In the month view its day is shown."""
        if one is None:
            return
        if self.stack.currentWidget() is self.month and self.part == MONTH:
            if one.day and self.list.hasFocus():
                self.month.go_to(one.day)
            return
        if one.meeting:
            self.pane.show_meeting(one.meeting)
            self.stack.setCurrentWidget(self.pane)
        else:
            self.rule.show_day(one)
            self.stack.setCurrentWidget(self.rule)
        for pane in (self.form, self.moving):
            if pane.isVisible() and (pane.meeting is None or pane.meeting != one.meeting):
                pane.hide()
        self._arrange()

    def _arrange(self) -> None:
        """The calendar and the list stand beside the agenda; the other parts take the whole page."""
        shown = self.stack.currentWidget()
        whole = shown is self.several or (shown is self.pane and self.part != "agenda")
        wide = self.width() >= self.look.theme.px(1180)
        crowded = not wide and any(not pane.isHidden() for pane in (self.form, self.moving, self.export))
        for beside in (self.left, self.parted):
            beside.setVisible(not whole and not crowded)
        for over in (self.strip, self.line):
            over.setVisible(not whole and shown is not self.month)
        self.pane.show_head(not whole)
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
            self._close_beside()
            self.form.edit(one.meeting)
            self._make_room(self.form.first)

    def new_meeting(self, one: MeetingDay | None = None) -> None:
        """Begin a new meeting by hand; of a day by rule, one that is held on another day."""
        self._close_beside()
        self.form.new(one.forum if one else None, one.day if one else None)
        self._make_room(self.form.first)

    def _new_on(self, day: date) -> None:
        """Begin a new meeting on a day of the month."""
        self._close_beside()
        self.form.new(None, None, day)
        self._make_room(self.form.first)

    def move_meeting(self) -> None:
        """Open the pane in which the chosen meeting is moved or called off."""
        one = self.list.current()
        if one and one.meeting:
            self._close_beside()
            self.moving.show_meeting(one.meeting)
            self._make_room(self.moving.first)

    def save_calendar(self) -> None:
        """Open the pane in which a calendar file is saved."""
        one = self.list.current()
        self._close_beside()
        self.export.show_for(one.meeting if one else None)
        self._make_room(self.export.first)

    def _make_room(self, first: QWidget) -> None:
        """Give the pane beside its room; the keyboard stays in it where the list has to go."""
        self._arrange()
        first.setFocus()

    def _close_beside(self) -> None:
        for pane in (self.form, self.moving, self.export):
            pane.hide()

    def _settled(self, meeting: Meeting) -> None:
        """Go to what a day by rule has become; the next day by rule is one key away."""
        self.shell.go(Place("meetings", meeting.id, "agenda"))

    def _open_day(self, one: MeetingDay) -> None:
        """Open what was opened in the month: a meeting, or a day by rule, which may be later than the list goes."""
        if one.meeting:
            self.shell.go(Place("meetings", one.meeting.id, "agenda"))
            return
        self.part = "agenda"
        self.stack.setCurrentWidget(self.rule)
        if not self.list.choose(lambda other: other.id == one.id):
            self.rule.show_day(one)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and not event.modifiers() and self._key(event.key()):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        """Take a key of the list: a day by rule is confirmed or declined, a meeting moved; whether it was one."""
        one = self.list.current()
        if one is None or self.part != "agenda":
            return False
        if one.meeting is None and key in (Qt.Key.Key_C, Qt.Key.Key_X):
            self.rule.show_day(one)
            self.rule.confirm() if key == Qt.Key.Key_C else self.rule.decline()
            return True
        if one.meeting and key == Qt.Key.Key_M:
            self.move_meeting()
            return True
        return False

    # The window

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        one = self.list.current()
        if self.part in (MONTH, SEVERAL):
            return [("Meetings", Place("meetings")), ({MONTH: "Month", SEVERAL: "Days by rule"}[self.part], None)]
        if self.part == "agenda" or not (one and one.meeting):
            return [("Meetings", None)]
        return [("Meetings", Place("meetings", one.meeting.id, "agenda")), (short(one.meeting), None)]

    def tools(self) -> Sequence[QWidget]:
        month = Button(self.look, "List" if self.part == MONTH else "Month", "calendar-blank")
        month.clicked.connect(lambda: self.shell.go(Place("meetings", None, "" if self.part == MONTH else MONTH)))
        calendar = Button(self.look, "Calendar file…", "export")
        calendar.clicked.connect(lambda: self.save_calendar())
        return (month, calendar) if self.part in ("agenda", MONTH) else ()

    def in_hand(self) -> InHand:
        cell = self.pane.matrix.grid.current() if self.part == "matrix" else None
        if cell is None:
            return InHand(self.pane.meeting)
        return InHand(self.pane.meeting, cell.column.item, cell.member)

    def leave(self) -> None:
        self.pane.leave()

    def focus_first(self) -> None:
        if self.part == MONTH:
            self.month.grid.setFocus()
        elif self.part == SEVERAL:
            self.several.list.view.setFocus()
        elif self.part == "agenda":
            self.list.setFocus()
        else:
            self.pane.focus_part()


def short(meeting: Meeting) -> str:
    """ "PSG 1, 10 Nov 2021"."""
    return f"{meeting.label}, {words.day(meeting.day, True).split(' ', 1)[1]}" if meeting.day else meeting.label
