"""Several days by rule at once, looked over before they are confirmed: which of them, and what each is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import calendar_words, words
from mhhs_desk.convening import ByRule
from mhhs_desk.domain.calendar_days import RemarkKind
from mhhs_desk.domain.convening import next_labels, number_of
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.theme import Theme
from mhhs_desk.ui.tick_list import BOX, LEFT, TickDelegate, TickList, TickRow

APART = "\t"
"""What stands between a day and its label in the name of a row."""
DAY = 130
YEARS = 3
"""So many years ahead are offered."""


class DayDelegate(TickDelegate):
    """A day that is ticked or not: the day, and where all labels begin, its label."""

    def words(self, record: TickRow) -> str:
        return super().words(replace(record, name=record.name.replace(APART, ", ")))

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: TickRow, selected: bool) -> None:
        day, _, label = record.name.partition(APART)
        super().paint_row(painter, rect, theme, replace(record, name=day), selected)
        box = rect.adjusted(theme.px(LEFT + BOX + 10 + DAY), 0, 0, 0)
        box.setWidth(theme.px(DAY))
        paint.text(painter, box, theme, label, semibold=self.ticked(record), role=self.role(record))

    def role(self, record: TickRow) -> str:
        return "text" if self.ticked(record) else "text3"


class SeveralDays(QWidget):
    """The days by rule of a time, each with its label and what collides with it; those ticked become meetings."""

    confirmed = Signal(object)
    """list[Meeting]."""
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.days: list[ByRule] = []
        self._told: list[tuple[str, bool]] = []
        self._own: dict[int, str] = {}
        """Labels that the rep gave, by the number of their row."""
        self.forum = controls.combo(self.look, "Forum", [("All forums", None)])
        self.until = controls.combo(self.look, "Until", [])
        for combo in (self.forum, self.until):
            combo.activated.connect(lambda _: self._begin())
        self.list = TickList(self.look, "Days by rule", DayDelegate(self.look))
        self.list.changed.connect(self._show)
        self.list.view.chosen.connect(lambda _: self._choose())
        self.label = controls.field(self.look, "PSG 2", "Label of the chosen day")
        self.label.setFixedWidth(self.look.theme.px(160))
        self.label.textEdited.connect(self._relabel)
        self.label.returnPressed.connect(self.confirm)
        self.do = Button(self.look, "Confirm", "check", "Ctrl Enter", primary=True)
        self.do.clicked.connect(lambda: self.confirm())
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        keep = QShortcut(QKeySequence("Ctrl+Return"), self)
        keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keep.activated.connect(self.confirm)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(8)
        head.addWidget(controls.label(self.look, "Confirm days by rule", "title"))
        head.addStretch(1)
        for widget in (self.forum, self.until):
            head.addWidget(widget)
        told = controls.label(
            self.look,
            "Space takes a day out or in. Numbers run on from the last one known and are only proposed: "
            "change one, and those after it follow.",
            "small", "text2", wrap=True,
        )  # fmt: skip
        told.setContentsMargins(24, 4, 24, 0)
        leave = Button(self.look, "Cancel")
        leave.clicked.connect(lambda: self.left.emit())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(controls.label(self.look, "Label of the chosen day", "small", "text2"))
        foot.addWidget(self.label)
        foot.addWidget(self.refusal, 1)
        foot.addWidget(leave)
        foot.addWidget(self.do)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(told)
        lines.addWidget(self.list, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addLayout(foot)

    def begin(self, forum_id: int | None = None) -> None:
        """Show the days to come of the rest of this year and the next, of one forum or of all."""
        self.forum.clear()
        self.forum.addItem("All forums", None)
        for forum in self.desk.forums.all():
            if self.desk.next_open(forum.id):
                self.forum.addItem(forum.code, forum.id)
        self.forum.setCurrentIndex(max(0, self.forum.findData(forum_id)))
        year = self.desk.today.year
        self.until.clear()
        for later in range(YEARS):
            self.until.addItem(f"until the end of {year + later}", date(year + later, 12, 31))
        self.until.setCurrentIndex(1)
        self._begin()
        self.list.view.setFocus()

    def _begin(self) -> None:
        self.days = self.desk.open_days(self.until.currentData(), self.forum.currentData())
        self._told = [self._detail(one) for one in self.days]
        self._own.clear()
        self.list.choose_anew()
        self._show()
        if self.days:
            self.list.view.choose(lambda _: True)

    def chosen(self) -> list[ByRule]:
        """The days that are ticked, with the labels they are to have."""
        out = set(self.list.left_out)
        return [one for number, one in enumerate(self._labelled()) if number not in out]

    def _labelled(self) -> list[ByRule]:
        """Every day with its label: numbers go on from one to the next, over what is left out; as the rep gave them."""
        known, made = self.desk.meetings.all(), []
        for number, one in enumerate(self.days):
            label = next_labels(one.forum, known, [one.day])[0]
            if number not in self.list.left_out:
                label = self._own.get(number, label)
                counts = label if number_of(label, one.forum.code) is not None else f"{one.forum.code} (own)"
                known.append(Meeting(forum_id=one.forum.id, label=counts, day=one.day))
            made.append(ByRule(one.forum, one.day, label))
        return made

    def _show(self) -> None:
        """Show the days with their labels, and say what would be done."""
        row = self.list.view.currentIndex().row()
        self.list.show_rows(self._row(number, one) for number, one in enumerate(self._labelled()))
        if row >= 0:
            self.list.view.setCurrentIndex(self.list.view.table.index(min(row, len(self.days) - 1), 0))
        count = len(self.list.chosen())
        self.do.say(f"Confirm {words.count(count, 'meeting')}")
        self.do.setEnabled(count > 0)
        self.refusal.say("" if self.days else "No day by rule is left to confirm in that time.")

    def _detail(self, one: ByRule) -> tuple[str, bool]:
        """When its papers would be due and what it collides with; whether there is anything to look at."""
        told = self.desk.remarks(one.forum, one.day)
        due = self.desk.papers_due(one.forum, one.day)
        first = [remark for remark in told if remark.kind is not RemarkKind.JUMPED][:1]
        jumped = f", earlier for {words.count(len(due.jumped), 'bank holiday')}" if due.jumped else ""
        detail = f"papers due {calendar_words.due(due, self.desk.today)}{jumped}"
        if first:
            detail = f"{calendar_words.remark(first[0], self.desk.holiday_names).rstrip('.')} · {detail}"
        return detail, bool(told)

    def _row(self, number: int, one: ByRule) -> TickRow:
        label = "not taken" if number in self.list.left_out else one.label
        return TickRow(number, f"{words.day(one.day, year=True)}{APART}{label}", *self._told[number])

    def _choose(self) -> None:
        """Offer the label of the chosen day to be changed."""
        row = self.list.view.current()
        labelled = self._labelled()
        if row and row.id < len(labelled) and not self.label.hasFocus():
            self.label.setText(labelled[row.id].label)

    def _relabel(self, text: str) -> None:
        row = self.list.view.current()
        if row:
            self._own[row.id] = text
            self._show()

    def confirm(self) -> None:
        """Make the ticked days meetings, in one step."""
        with self.shell.told(self.refusal.say):
            self.confirmed.emit(self.desk.confirm(self.chosen()))
