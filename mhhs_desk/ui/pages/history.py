"""History: every step and what it changed, the past of one record, and what was removed, to be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store.history import Change, Past
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.change_view import ChangeView, Group
from mhhs_desk.ui.changes import in_words, merged
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.record_words import RecordWords
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import step_name
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.theme import Theme

AT_ONCE = 500
"""Rows that are shown until older ones are asked for."""
RECORDS = 50
"""Records of one step, and steps of one record, that are written at once."""
WIDTH = 392
EVERYTHING, REMOVED = "everything", "removed"


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that is not there any more: its last change, and what it was called."""

    change: Change
    title: str

    @property
    def id(self) -> tuple[str, int]:
        return self.change.kind, self.change.record_id


@dataclass(frozen=True, slots=True)
class Older:
    """The row at the end that shows more."""

    count: int

    @property
    def id(self) -> str:
        return "older"


Row = Past | Removed | Older


class HistoryDelegate(RowDelegate):
    """A step: its time and its name. A removed record: its name over the step that removed it."""

    def words(self, record: Row) -> str:
        if isinstance(record, Older):
            return f"Show {record.count} older"
        if isinstance(record, Removed):
            return f"{record.title}, removed {_time(record.change.step)} by “{step_name(record.change.step)}”"
        return f"{_time(record)}, {step_name(record)}"

    def height(self, record: Row) -> int:
        return 54 if isinstance(record, Removed) else 34

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Row, selected: bool) -> None:
        box = rect.adjusted(theme.px(24), 0, -theme.px(12), 0)
        if isinstance(record, Older):
            paint.text(painter, box, theme, self.words(record), role="accent")
            return
        step = record.change.step if isinstance(record, Removed) else record
        line = QRect(box.x(), box.y(), box.width(), theme.px(33))
        paint.text(painter, line, theme, _time(step), "small", "text2")
        line.setLeft(line.left() + theme.px(52))
        if isinstance(record, Past):
            paint.text(painter, line, theme, step_name(record), role="text" if record.verb == "do" else "text2")
            return
        paint.text(painter, line, theme, record.title)
        under = line.translated(0, theme.px(20))
        paint.text(painter, under, theme, f"by “{step_name(step)}”", "small", "text2")


class HistoryPage(Page):
    """The steps at the left, what the chosen one changed at the right."""

    name = "history"
    title = "History"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.known = RecordWords(self.desk)
        self.kinds = frozenset(records.table for records in self.desk.kinds().values())
        self.of: tuple[str, int] | None = None
        self.most = AT_ONCE
        self.past: list[tuple[Past, list[Change]]] = []
        """The past of one record, the newest step first."""
        self._written = 0
        """How many steps of it stand in the pane."""
        self.root.addWidget(self._band())
        self.stack = QStackedWidget()
        self.stack.addWidget(self._body())
        self.empty = Empty(
            self.look, "clock-counter-clockwise", "No removed record yet",
            "What you remove, and what an undo takes out, stays here and can be brought back.",
        )  # fmt: skip
        self.stack.addWidget(self.empty)
        self.root.addWidget(self.stack, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._step_back)

    def _band(self) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        self.search = controls.search_field(self.look, "Search the steps", "Search the steps")
        self.search.textChanged.connect(lambda _: self._narrowed())
        self.which = controls.combo(
            self.look, "What is shown", [("Everything", EVERYTHING), ("Removed records", REMOVED)]
        )
        self.which.currentIndexChanged.connect(lambda _: self._narrowed())
        self.every = Button(self.look, "Every step", "arrow-left", "Esc")
        self.every.clicked.connect(lambda: self.shell.go(Place("history")))
        self.go_to = Button(self.look, "Go to it", "arrow-right")
        self.go_to.clicked.connect(lambda: self._go(self._place()))
        self.original = Button(self.look, "Its original", "file-text")
        self.original.clicked.connect(lambda: self._go(self._original()))
        self.about = controls.label(self.look, "", semibold=True)
        self.count = controls.label(self.look, "", "small", "text2")
        line = QHBoxLayout(band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        for widget in (self.search, self.which, self.every, self.about):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.count)
        line.addWidget(self.original)
        line.addWidget(self.go_to)
        return band

    def _body(self) -> QWidget:
        body = QWidget()
        self.list = ListView(self.look, HistoryDelegate(self.look), "Steps")
        self.list.setFixedWidth(self.look.theme.px(WIDTH))
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _: self._more(self.list.current()))
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list)
        across.addWidget(controls.parting())
        across.addWidget(self._pane(), 1)
        return body

    def _pane(self) -> QWidget:
        pane = QWidget()
        self.head = QWidget()
        self.step = controls.label(self.look, "", "heading", wrap=True)
        self.moment = controls.label(self.look, "", "small", "text2")
        self.back = Button(self.look, "Bring back", "arrow-counter-clockwise", primary=True)
        self.back.clicked.connect(self._bring_back)
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        top = QVBoxLayout(self.head)
        top.setContentsMargins(24, 14, 24, 12)
        top.setSpacing(4)
        top.addWidget(self.step)
        top.addWidget(self.moment)
        top.addWidget(self.back)
        top.addWidget(self.refusal)
        self.changes = ChangeView(self.look)
        lines = QVBoxLayout(pane)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        self.under = controls.hairline(self.look)
        lines.addWidget(self.under)
        lines.addWidget(self.changes, 1)
        return pane

    # Showing

    def reload(self) -> None:
        self.known.forget()
        changes = self.desk.past_of(*self.of) if self.of else []
        self.past = [(step, list(group)) for step, group in groupby(changes, key=lambda change: change.step)][::-1]
        self._written = 0
        for widget, shown in ((self.search, False), (self.which, False), (self.every, True), (self.about, True)):
            widget.setVisible(shown is (self.of is not None))
        self.go_to.setVisible(self._place() is not None)
        self.original.setVisible(self._original() is not None)
        self.about.say(self._called() if self.of else "")
        self._fill()

    def show_place(self, place: Place) -> None:
        of = (place.part, place.id) if place.part and place.id is not None else None
        if of != self.of:
            self.of, self.most = of, AT_ONCE
            self.list.choice.clear()
            self.reload()
        if self.list.current() is None:
            self.list.choose(lambda _: True)

    def _narrowed(self) -> None:
        self.most = AT_ONCE
        self._fill()

    def _fill(self) -> None:
        rows = self._rows()
        shown = rows[: self.most]
        listed: list[Row | Heading] = []
        for day, group in groupby(shown, key=_day):
            members = list(group)
            listed += [Heading(words.day(day, year=True), self._counted(len(members))), *members]
        if len(rows) > self.most:
            listed.append(Older(AT_ONCE))
        self.list.show_records(listed)
        removed = self.of is None and self.which.currentData() == REMOVED
        self.stack.setCurrentIndex(1 if removed and not rows and not self._sought() else 0)
        more = len(rows) > self.most
        self.count.say(f"the last {self.most}" if more else self._counted(len(rows)))
        if self.list.current() is None and not self.list.choose(lambda _: True):
            self._show(None)

    def _counted(self, number: int) -> str:
        if self.of is None and self.which.currentData() == REMOVED:
            return words.count(number, "record")
        return words.count(number, "step")

    def _sought(self) -> str:
        return self.search.text().strip()

    def _rows(self) -> Sequence[Past | Removed]:
        """The rows to show, the newest first, and one more where there are more."""
        if self.of:
            return [step for step, _ in self.past]
        if self.which.currentData() == EVERYTHING:
            return self.desk.past(self.most + 1, self._sought())
        sought = self._sought().casefold()
        gone = (Removed(change, self._title(change)) for change in self.desk.deleted())
        return [row for row in gone if sought in f"{row.title} {row.change.step.name}".casefold()]

    def _title(self, change: Change) -> str:
        image = self.known.read(change.kind, change.after or change.before)
        return self.known.title(change.kind, image)

    def _called(self) -> str:
        return self.known.called(*self.of) if self.of else ""

    def _place(self) -> Place | None:
        return self.known.place(self.of[0], self.known.facts(*self.of)) if self.of else None

    # The pane

    def _show(self, row: Row | None) -> None:
        if isinstance(row, Older):
            return
        self.refusal.hide()
        self.back.setVisible(isinstance(row, Removed))
        for widget in (self.head, self.under):
            widget.setVisible(row is not None and self.of is None)
        if self.of:
            self._show_past(row)
        elif isinstance(row, Removed):
            self._show_removed(row)
        elif isinstance(row, Past):
            self._show_step(row)
        else:
            sought = self._sought()
            self.changes.show_groups([], f"Nothing holds “{sought}”." if sought else "Nothing was changed yet.")

    def _show_step(self, step: Past) -> None:
        changes = merged(self.desk.changes_of(step.id))
        shown = [in_words(change, self.known) for change in changes[:RECORDS]]
        left = len(changes) - len(shown)
        self.step.say(step_name(step))
        self.moment.say(f"{_moment(step)} · {words.count(len(changes), 'record')}")
        self.changes.show_groups([Group("", "", shown)], f"and {left} more." if left else "")

    def _show_removed(self, row: Removed) -> None:
        self.step.say(row.title)
        self.moment.say(f"Removed {_moment(row.change.step)} by “{step_name(row.change.step)}”")
        holder = self.desk.holder
        self.back.setEnabled(self.desk.writes)
        if holder:
            self._refuse(words.fault(Fault(FaultKind.HELD, self.desk.path, holder=holder)))
        told = in_words(row.change, self.known)
        self.changes.show_groups([Group("", "", [replace(told, title="")])])

    def _show_past(self, row: Row | None) -> None:
        """Every step that changed the record, one under the other, the chosen one in sight."""
        place = next((n for n, (step, _) in enumerate(self.past) if row and step.id == row.id), 0)
        if place >= self._written:
            self._written = RECORDS * (place // RECORDS + 1)
            left = len(self.past) - self._written
            told = [self._told(step, changes) for step, changes in self.past[: self._written]]
            self.changes.show_groups(told, f"and {words.count(left, 'older step')}." if left > 0 else "")
        if row:
            self.changes.go_to(row.id)

    def _told(self, step: Past, changes: list[Change]) -> Group:
        shown = [in_words(change, self.known) for change in merged(changes)]
        under = " · ".join(part for part in (_moment(step), *(change.under for change in shown)) if part)
        return Group(step_name(step), under, shown, step.id)

    # Doing

    def _open(self, row: Row) -> None:
        if not self._more(row):
            self.changes.setFocus()

    def _more(self, row: Row | None) -> bool:
        """Show more rows, where that is what was asked for."""
        if not isinstance(row, Older):
            return False
        first = len(self.list.table.records()) - 1
        self.most += AT_ONCE
        self._fill()
        fresh = self.list.table.records()[first]
        self.list.choose(lambda record: record is fresh)
        return True

    def _bring_back(self) -> None:
        row = self.list.current()
        if isinstance(row, Removed):
            with self.shell.told(refused=self._refuse):
                self.desk.bring_back(row.change, _inside(row))
            self.list.setFocus()

    def _refuse(self, line: str) -> None:
        self.refusal.say(line)
        self.refusal.show()

    def _step_back(self) -> None:
        """Esc: from the changes to the steps, from one record's past to everything."""
        if self.changes.hasFocus():
            self.list.setFocus()
        elif self.of:
            self.shell.go(Place("history"))
        else:
            self.search.clear()
            self.list.setFocus()

    def _original(self) -> Place | None:
        """Where the record whose past is shown came from."""
        return self.known.original(self.of[0], self.known.facts(*self.of)) if self.of else None

    def _go(self, place: Place | None) -> None:
        if place:
            self.shell.go(place)

    # The window

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        if self.of is None:
            return [(self.title, None)]
        return [(self.title, Place("history")), (self._called(), None)]

    def focus_first(self) -> None:
        self.list.setFocus()


def _inside(row: Removed) -> str:
    """A record inside a sentence: answer of Cobalt Gas; what begins with a name stays as it is."""
    named = row.change.kind in ("person", "asked")
    return row.title if named else row.title[:1].lower() + row.title[1:]


def _step(row: Past | Removed) -> Past:
    return row.change.step if isinstance(row, Removed) else row


def _day(row: Past | Removed) -> date:
    return _step(row).at.astimezone().date()


def _time(step: Past) -> str:
    return f"{step.at.astimezone():%H:%M}"


def _moment(step: Past) -> str:
    return words.clock(step.at.astimezone())
