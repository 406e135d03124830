"""The left part of the item page: what is asked, its options, its paper, its milestones and Ofgem's thresholds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from mhhs_desk import route_words, words
from mhhs_desk.domain.hearing import answers_due
from mhhs_desk.domain.items import ThresholdCheck, Touch
from mhhs_desk.domain.milestones import Move, Threshold
from mhhs_desk.domain.route import route_of
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.domain.working_days import working_days_before, working_days_between
from mhhs_desk.store.hearing import contacts_about
from mhhs_desk.ui import controls
from mhhs_desk.ui.chip import Chip
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.controls import Button, Link, Words
from mhhs_desk.ui.earlier_part import EarlierPart
from mhhs_desk.ui.heard import item_asked
from mhhs_desk.ui.item_facts import ItemFacts
from mhhs_desk.ui.route_part import RoutePart
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.theme import Look

TOUCHES = (
    ("not looked at", None),
    *((touch.value, touch) for touch in (Touch.NOT_TOUCHED, Touch.TOUCHED, Touch.UNSURE)),
)
VALUES = 132
"""The width of what stands beside a label."""
TOUCH_ROLES = {None: "text3", Touch.NOT_TOUCHED: "text2", Touch.TOUCHED: "danger", Touch.UNSURE: "attention"}


class ThresholdRow(QWidget):
    """One Ofgem threshold: its name, whether the item touches it, and why."""

    set = Signal(str, object, str)

    def __init__(self, look: Look, threshold: Threshold) -> None:
        super().__init__()
        self.code = threshold.code
        self.choice = QuietCombo(look, threshold.name, TOUCHES)
        self.why = controls.field(look, "Why", f"Why: {threshold.name}")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(controls.label(look, threshold.name, "small", wrap=True), 1)
        line.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.why)
        self.choice.activated.connect(lambda _: self._tell())
        self.why.editingFinished.connect(self._tell)

    def show_check(self, check: ThresholdCheck | None) -> None:
        answer = check.answer if check else None
        self.choice.pick(answer)
        self.choice.role(TOUCH_ROLES[answer])
        self.why.setVisible(answer in (Touch.TOUCHED, Touch.UNSURE))
        if not self.why.hasFocus():
            self.why.setText(check.why if check else "")
            self.why.setCursorPosition(0)
        self.why.setToolTip(check.why if check else "")

    def _tell(self) -> None:
        chosen = self.choice.currentData()
        self.set.emit(self.code, Touch(chosen) if chosen else None, self.why.text().strip())


class AskPane(QScrollArea):
    """What the papers say of an item, and what the rep has looked at. Writes what the rep sets here."""

    original = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.shown: ItemView | None = None
        self.setAccessibleName("Ask and paper")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("pane")
        self.lines = QVBoxLayout(body)
        self.lines.setContentsMargins(24, 16, 20, 24)
        self.lines.setSpacing(4)
        self._build()
        self.setWidget(body)

    def _build(self) -> None:
        self._head("Ask", first=True)
        self.ask = self._words("body")
        self._head("Options")
        self.options = self._column()
        self._head("Paper and asking")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(1)
        self.grid.setColumnMinimumWidth(0, self.look.theme.px(76))
        self.grid.setColumnStretch(1, 1)
        self.lines.addLayout(self.grid)
        self.read = Button(self.look, "Mark as read", "check")
        self.read.clicked.connect(self._mark_read)
        self.lines.addSpacing(4)
        self.lines.addWidget(self.read)
        self._head("At earlier meetings")
        self.earlier = EarlierPart(self.shell)
        self.lines.addWidget(self.earlier)
        self._head("Ofgem thresholds")
        self.thresholds = [ThresholdRow(self.look, threshold) for threshold in self.desk.thresholds.all()]
        for row in self.thresholds:
            row.set.connect(self._set_threshold)
            self.lines.addWidget(row)
        self._head("Route")
        self.route = RoutePart(self.shell)
        self.lines.addWidget(self.route)
        self.moves_head = self._head("Milestone moves")
        self.moves = self._column()
        self._head("Put the item right")
        self.facts = ItemFacts(self.shell)
        self.lines.addWidget(self.facts)
        self.lines.addStretch(1)

    def _head(self, text: str, first: bool = False) -> Words:
        if not first:
            self.lines.addSpacing(12)
        head = controls.label(self.look, text, "small", "text2", semibold=True)
        self.lines.addWidget(head)
        return head

    def _words(self, size: str, role: str = "text") -> Words:
        made = controls.label(self.look, "", size, role, wrap=True)
        self.lines.addWidget(made)
        return made

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.lines.addLayout(column)
        return column

    def show_item(self, view: View, item: ItemView) -> None:
        """Show one item of a meeting."""
        self.view, self.shown = view, item
        self.ask.say(item.item.ask or "The papers do not say what is asked.")
        self.ask.role("text" if item.item.ask else "text3")
        clear(self.options)
        for option in item.item.options:
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(Chip(self.look, option.key), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(controls.label(self.look, option.name, wrap=True), 1)
            self.options.addLayout(line)
        self.facts.show_item(item.item)
        self.earlier.show_item(item.item, view.meeting)
        self._show_paper(view, item)
        checks = {check.threshold: check for check in item.checks}
        for row in self.thresholds:
            row.show_check(checks.get(row.code))
        self.route.show_route(route_of(view, item))
        self._show_moves(item)

    def _show_paper(self, view: View, item: ItemView) -> None:
        clear(self.grid)
        source = self.desk.sources.first("id = ?", item.item.source_id) if item.item.source_id else None
        name = item.item.paper_ref or (source.name if source else "none given")
        where = words.place(item.item.span)
        self._row("Document", ", ".join(part for part in (name, where) if part), self.original.emit if source else None)
        self._row("Version", item.item.paper_version or "none given")
        received, _, late = received_words(view, self.desk.holidays).partition(", ")
        self._row("Received", received)
        if late:
            self._row("", late)
        contacts = contacts_about(self.desk, item.item.id).values()
        for label, told in item_asked(contacts, answers_due(view.meeting), self.desk.holidays):
            self._row(label, told)
        self._row("Feedback", closing_words(view, self.desk.now()))
        known = {milestone.code: milestone.id for milestone in self.desk.milestones.all()}
        for row, code in enumerate(item.item.milestones):
            place = Place("plan", known[code]) if code in known else None
            self._row("" if row else "Milestones", code, self._way(place) if place else None)
        read = item.item.read_on
        self._row("Read", words.day(read) if read else "not yet", role="text" if read else "attention")
        self.read.setVisible(read is None)

    def _row(self, label: str, value: str, way: Callable[[], None] | None = None, role: str = "text") -> None:
        line = self.grid.rowCount()
        self.grid.addWidget(controls.label(self.look, label, "small", "text2"), line, 0, Qt.AlignmentFlag.AlignTop)
        if way:
            link = Link(self.look, value, "small")
            link.setToolTip(value)
            link.setMaximumWidth(self.look.theme.px(VALUES))
            link.clicked.connect(way)
            self.grid.addWidget(link, line, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            self.grid.addWidget(controls.label(self.look, value, "small", role, wrap=True), line, 1)

    def _way(self, place: Place) -> Callable[[], None]:
        return lambda: self.shell.go(place)

    def _show_moves(self, item: ItemView) -> None:
        clear(self.moves)
        for move in item.moves:
            text = move_words(move)
            role = "attention" if move.needs_ofgem is None else "danger" if move.needs_ofgem else "text"
            self.moves.addWidget(controls.label(self.look, text, "small", role, wrap=True))
        self.moves_head.setVisible(bool(item.moves))

    def _mark_read(self) -> None:
        if self.shown:
            item = self.shown.item
            with self.shell.told(), self.desk.step(f"Read the paper of item {item.number}"):
                self.desk.items.change(item.id, read_on=self.desk.today)

    def _set_threshold(self, code: str, answer: Touch | None, why: str) -> None:
        if self.shown is None:
            return
        item = self.shown.item
        known = next((check for check in self.shown.checks if check.threshold == code), None)
        if (known.answer if known else None, known.why if known else "") == (answer, why):
            return
        with self.shell.told(), self.desk.step(f"Look at threshold {code} on item {item.number}"):
            if answer is not None:
                self.desk.threshold_checks.write(item.id, code, answer, why)
            elif known:
                self.desk.threshold_checks.remove(known.id)


def received_words(view: View, holidays: frozenset[date]) -> str:
    """ "Thu 4 Nov, 1 working day late"."""
    day, received = view.meeting.day, view.meeting.papers_received
    if received is None:
        return "not noted"
    if day is None:
        return words.day(received)
    due = working_days_before(day, view.forum.papers_due_days, holidays)
    late = working_days_between(due, received, holidays)
    return f"{words.day(received)}, {words.count(late, 'working day')} late" if late > 0 else words.day(received)


def closing_words(view: View, now: str) -> str:
    """ "closed Mon 8 Nov 17:00", or when it closes."""
    due = view.meeting.feedback_due
    if due is None:
        return "no closing day"
    closed = due < (now if len(due) > 10 and len(now) > 10 else now[:10])
    return f"{'closed' if closed else 'closes'} {words.moment(due)}"


def move_words(move: Move) -> str:
    """What the papers move, and what the rule in force says of it."""
    before = words.months(move.before.start, move.before.end, move.before.words) if move.before else "no date given"
    after = words.months(move.after.start, move.after.end, move.after.words)
    return f"{move.milestone.code}: {before} to {after}. {route_words.move_verdict(move)}"


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (entry := layout.takeAt(0)) is not None:
        widget, inner = entry.widget(), entry.layout()
        if widget:
            widget.hide()
            widget.deleteLater()
        elif inner:
            clear(inner)
