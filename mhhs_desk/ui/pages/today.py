"""Today: the next meetings, what to do now, the gates, what changed, and who was never heard."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.gates import Gate, is_ready
from mhhs_desk.domain.view import View
from mhhs_desk.store.history import Past
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.gate_rows import GateDelegate, in_order
from mhhs_desk.ui.heard import chased_words, hearing_of, over
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.meeting_strip import MeetingStrip
from mhhs_desk.ui.page import VIEWED, Page
from mhhs_desk.ui.place import GATES
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import step_name, when
from mhhs_desk.ui.theme import Theme
from mhhs_desk.ui.todo import Task, gate_place, is_over, tasks

MARGIN = 32
LAST_STEPS = 5
MOST_NAMED = 12
"""So many of the never heard are named; the rest are counted."""
BLEED = 12
DROP = "Drop the invitation and the papers anywhere in the window; the meeting, its items and their asks are read."
WAITS = "in the Inbox. Once an invitation or papers are filed there, their meeting stands here."


class TaskDelegate(RowDelegate):
    """A numbered task over its reason; where it is done at the right."""

    def words(self, record: Task) -> str:
        return f"{record.title}. {record.detail} {record.where}"

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        if selected or hover:
            painter.fillRect(rect, theme.colour("selection" if selected else "pane"))
        paint.hairline(painter, rect.adjusted(BLEED, 0, -BLEED, 0), theme)

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Task, selected: bool) -> None:
        row = self.table.row_of(lambda task: task is record)
        box = rect.adjusted(BLEED, 0, -BLEED, 0)
        top = QRect(box.x(), box.y() + theme.px(8), box.width(), theme.px(22))
        number = QRect(top.x(), top.y(), theme.px(18), top.height())
        paint.text(painter, number, theme, str(row + 1), role="text2", semibold=True, right=True)
        right = top.right()
        cap = record.key or ("Enter" if selected else "")
        if cap:
            width = paint.cap_width(theme, cap)
            paint.key_cap(painter, QRect(right - width, top.y(), width, top.height()), theme, cap)
            right -= width + theme.px(6)
        where = paint.width(theme, record.where, "small")
        paint.text(
            painter, QRect(right - where, top.y(), where + 1, top.height()), theme, record.where, "small", "text2"
        )
        left = top.x() + theme.px(30)
        title = QRect(left, top.y(), right - where - left - theme.px(8), top.height())
        paint.text(painter, title, theme, record.title, semibold=True)
        detail = QRect(left, top.bottom(), box.right() - left, theme.px(20))
        paint.text(painter, detail, theme, record.detail, "small", "text2")


class PastDelegate(RowDelegate):
    """A step that was taken: when, over its name."""

    def words(self, record: Past) -> str:
        return f"{when(record)}, {step_name(record)}"

    def height(self, record: Past) -> int:
        return 53

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Past, selected: bool) -> None:
        first = QRect(rect.x(), rect.y() + theme.px(6), rect.width(), theme.px(20))
        paint.text(painter, first, theme, when(record), "small", "text2")
        paint.text(painter, first.translated(0, theme.px(19)), theme, step_name(record))


class PairDelegate(RowDelegate):
    """A name at the left, a word about it at the right. A record is (id, name, word)."""

    def words(self, record: tuple[int, str, str]) -> str:
        return f"{record[1]}, {record[2]}"

    def height(self, record: tuple[int, str, str]) -> int:
        return 33

    def paint_row(
        self, painter: QPainter, rect: QRect, theme: Theme, record: tuple[int, str, str], selected: bool
    ) -> None:
        _, name, word = record
        taken = paint.width(theme, word, "small") + theme.px(8)
        paint.text(painter, rect.adjusted(0, 0, -taken, 0), theme, name)
        paint.text(painter, rect, theme, word, "small", "text2", right=True)


class Column(QVBoxLayout):
    """A column of headed lists."""

    def __init__(self, page: TodayPage, bleed: int = 0) -> None:
        """`bleed`: how far the rows stand out of the column at both sides, so that a selection does."""
        super().__init__()
        self.page, self.bleed = page, bleed
        self.setSpacing(0)

    def head(self, title: str) -> tuple[controls.Words, controls.Words]:
        """A heading over an edge line, with a word at its right."""
        look = self.page.look
        line = QHBoxLayout()
        line.setContentsMargins(self.bleed, 20, self.bleed, 5)
        name, word = controls.label(look, title, "heading"), controls.label(look, "", role="text2")
        line.addWidget(name)
        line.addStretch(1)
        line.addWidget(word)
        self.addLayout(line)
        under = QHBoxLayout()
        under.setContentsMargins(self.bleed, 0, self.bleed, 0)
        under.addWidget(controls.hairline(look, edge=True))
        self.addLayout(under)
        return name, word


class TodayPage(Page):
    """The page one begins the day on."""

    name = "today"
    title = "Today"
    kinds = VIEWED | {"proposal", "told"}

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.stack = QStackedWidget()
        self.root.addWidget(self.stack)
        body = QWidget()
        self.outer = QVBoxLayout(body)
        self.outer.setContentsMargins(MARGIN - BLEED, 20, MARGIN, 24)
        self.outer.setSpacing(0)
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(BLEED, 0, 0, 0)
        self.lines.setSpacing(0)
        self.outer.addLayout(self.lines)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.stack.addWidget(scroll)
        self._make_top()
        self._make_columns()
        self.take_in = Button(self.look, "Take in files", "paperclip", "Ctrl O", primary=True)
        self.take_in.clicked.connect(self._first_step)
        self.empty = Empty(self.look, "calendar-blank", "No meeting yet", DROP, self.take_in)
        self.stack.addWidget(self.empty)

    def _first_step(self) -> None:
        """Where there is no meeting yet: file what waits, or else take something in."""
        self.shell.run("go-inbox" if self.desk.waiting() else "take-in")

    def _show_empty(self) -> None:
        waiting = len(self.desk.waiting())
        told = f"{words.count(waiting, 'arrival')} {'waits' if waiting == 1 else 'wait'}"
        self.empty.sentence.say(f"{told} {WAITS}" if waiting else DROP)
        self.take_in.key = "Ctrl 2" if waiting else "Ctrl O"
        self.take_in.say("File what waits" if waiting else "Take in files")

    def _make_top(self) -> None:
        top = QHBoxLayout()
        self.day = controls.label(self.look, "", "title")
        self.sentence = controls.label(self.look, "", role="text2")
        top.addWidget(self.day)
        top.addStretch(1)
        top.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignBottom)
        self.lines.addLayout(top)
        self.lines.addSpacing(14)
        self.lines.addWidget(controls.hairline(self.look, edge=True))
        self.strip = MeetingStrip(self.shell)
        self.lines.addWidget(self.strip)
        self.note = controls.label(self.look, "", "small", "text2", wrap=True)
        self.lines.addSpacing(6)
        self.lines.addWidget(self.note)

    def _make_columns(self) -> None:
        first, second, third = Column(self, BLEED), Column(self), Column(self)
        first.head("To do now, in order")
        self.todo = ListView(self.look, TaskDelegate(self.look), "To do now, in order", whole=True)
        self.todo.opened.connect(lambda task: self.shell.go(task.place))
        self.todo.clicked.connect(lambda _: self.shell.go(self.todo.current().place))
        first.addWidget(self.todo)
        self.nothing = controls.label(self.look, "Nothing to do now.", role="text2")
        first.addWidget(self.nothing)
        self.ready, self.met = second.head("Ready?")
        self.gates = ListView(self.look, GateDelegate(self.look), "Gates", whole=True)
        self.gates.opened.connect(self._go_to_gate)
        self.gates.clicked.connect(lambda _: self._go_to_gate(self.gates.current()))
        second.addWidget(self.gates)
        self.over = controls.label(self.look, "", role="text2", wrap=True)
        self.over.setContentsMargins(0, 12, 0, 0)
        second.addWidget(self.over)
        third.head("What changed")
        self.changes = ListView(self.look, PastDelegate(self.look), "What changed", whole=True)
        self.changes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.changes.setSelectionMode(ListView.SelectionMode.NoSelection)
        third.addWidget(self.changes)
        third.head("Never heard")
        self.never = ListView(self.look, PairDelegate(self.look), "Never heard", whole=True)
        self.never.opened.connect(lambda row: self.shell.go(Place("members", row[0])))
        self.never.clicked.connect(lambda _: self.shell.go(Place("members", self.never.current()[0])))
        third.addWidget(self.never)
        self.since = controls.label(self.look, "", "small", "text2", wrap=True)
        third.addSpacing(4)
        third.addWidget(self.since)
        across = QHBoxLayout()
        across.setSpacing(0)
        for column, share, before in ((first, 26, 0), (second, 19, 24 - BLEED), (third, 14, 36)):
            column.addStretch(1)
            across.addSpacing(before)
            across.addLayout(column, share)
        self.outer.addLayout(across)
        self.outer.addStretch(1)

    def reload(self) -> None:
        meeting = self.desk.next_meeting()
        self.stack.setCurrentIndex(0 if meeting else 1)
        if meeting is None:
            self._show_empty()
            return
        view = self.desk.view(meeting)
        gates = self.desk.ready(meeting, view)
        self.meeting = meeting
        self.day.say(words.long_day(self.desk.today))
        self.sentence.say(_sentence(view, gates, (meeting.day - self.desk.today).days if meeting.day else None))
        self.note.say(self.strip.reload(sum(gate.open for gate in gates)))
        found = tasks(self.desk, view, gates)
        self.todo.show_records(found)
        self.nothing.setVisible(not found)
        self._show_gates(gates, is_over(self.desk, meeting))
        self.changes.show_records(self.desk.past(LAST_STEPS))
        self._show_never()

    def _show_gates(self, gates: tuple[Gate, ...], over: bool) -> None:
        """Show the gates of the next meeting; one that was held is not prepared any more."""
        asked = [gate for gate in gates if gate.asked]
        self.ready.say("Ready?" if over else f"Ready for {self.meeting.label}?")
        self.met.say("" if over else f"{sum(gate.met for gate in asked)} of {len(asked)}")
        self.gates.show_records([] if over else in_order(gates))
        self.over.say(f"{self.meeting.label} was held, and no meeting to come is on record." if over else "")
        self.over.setVisible(over)

    def _show_never(self) -> None:
        found = hearing_of(self.desk)
        rows = [(record.id, record.member.name, chased_words(record)) for record in found.never]
        self.never.show_records(rows[:MOST_NAMED])
        more = f"{len(rows) - MOST_NAMED} more on the Members page. " if len(rows) > MOST_NAMED else ""
        told = f"{over(found)[0].upper()}{over(found)[1:]}."
        nobody = f"Every member was heard, {over(found)}." if found.meetings else "No meeting has an agenda yet."
        self.since.say(more + told if rows else nobody)

    def _go_to_gate(self, gate: Gate) -> None:
        if not gate.asked:
            self.shell.go(Place("meetings", self.meeting.id, GATES))
        elif not gate.met:
            self.shell.go(gate_place(gate, self.meeting))

    def focus_first(self) -> None:
        if self.stack.currentIndex():
            self.take_in.setFocus()
            return
        self.todo.setFocus()
        if self.todo.current() is None:
            self.todo.choose(lambda _: True)


def _sentence(view: View, gates: tuple[Gate, ...], days: int | None) -> str:
    still, asked = sum(gate.open for gate in gates), sum(gate.asked for gate in gates)
    label = view.meeting.label
    if days is None:
        when_ = f"{label} has no day yet"
    elif days < 0:
        return f"{label} was {words.count(-days, 'day')} ago. No meeting to come is on record."
    else:
        when_ = f"{label} is {'today' if days == 0 else 'tomorrow' if days == 1 else f'in {days} days'}"
    if not still:
        return f"{when_}. None of its {words.count(asked, 'gate')} is open."
    ready = " and it only warns" if still == 1 else " and they only warn"
    return (
        f"{when_}. {still} of its {asked} gates {'is' if still == 1 else 'are'} open{ready if is_ready(gates) else ''}."
    )
