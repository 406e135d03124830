"""A log that came, row by row before it is taken: each row is taken or refused, and one key takes all, in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.action_log import LogRow, RowState
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.log_rows import FIELDS, HEADS, LogTable, LogView, row_words, value_words
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.word_diff import ChangedText


class LogLook(QWidget):
    """The rows of one log against the record."""

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.source = 0
        self._rows: list[LogRow] = []
        self.title = controls.label(self.look, "", "heading")
        self.under = controls.label(self.look, "", "small", "text2", wrap=True)
        self.table = LogTable()
        self.view = LogView(self.look, self.table)
        self.details = Details(shell)
        self.take = Button(self.look, "Take the rows", "check", "Enter", primary=True)
        self.all = Button(self.look, "Tick all", None, "A")
        self.leave = Button(self.look, "Later", None, "Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(24, 12, 24, 10)
        top.setSpacing(2)
        top.addWidget(self.title)
        top.addWidget(self.under)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.details)
        foot = QFrame()
        foot.setObjectName("foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        line.addWidget(controls.label(self.look, "What is not ticked is refused.", "small", "text2"), 1)
        for button in (self.leave, self.all, self.take):
            line.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(controls.hairline(self.look))
        lines.addLayout(across, 1)
        lines.addWidget(foot)

    def _connect(self) -> None:
        self.view.chosen.connect(self._show)
        self.view.opened.connect(lambda _: self.take_rows())
        self.details.closed.connect(self.view.choice.clear)
        self.table.turned.connect(self._count)
        self.take.clicked.connect(self.take_rows)
        self.all.clicked.connect(lambda: self.table.turn(self.table.to_choose()))
        self.leave.clicked.connect(lambda: self.closed.emit())
        keys = (("Esc", lambda: self.closed.emit()), ("A", self.all.click))
        for key, does in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # Showing

    def open(self, source_id: int) -> None:
        """Show the rows of a log that waits."""
        self.source = source_id
        self._rows = []
        self.reload()
        self.view.choose(lambda _: True)

    def reload(self) -> None:
        """Show the rows as they stand to the record now; what is ticked stays where they are the same as before."""
        rows = self.desk.log_rows(self.source)
        if rows != self._rows:
            self._rows = rows
            self.table.show_rows(rows)
        name = self.desk.sources.get(self.source).name
        counts = {state: sum(row.state is state for row in rows) for state in HEADS}
        told = [f"{count} {_plainly(state)}" for state, count in counts.items() if count]
        self.title.say(f"{name}, row by row")
        self.under.say(f"{'; '.join(told).capitalize()}. Nothing is taken yet.")
        self._count()

    def waits(self) -> bool:
        """Whether rows of the log still wait."""
        return bool(self.source) and self.desk.is_log(self.source)

    def _taken(self) -> list[LogRow]:
        return [row for row in self.table.records() if row.id in self.table.ticked and row.state is not RowState.SAME]

    def _count(self) -> None:
        count = len(self._taken())
        self.take.say(f"Take {words.count(count, 'row')}" if count else "Take none")

    def _show(self, row: LogRow | None) -> None:
        if row is None:
            self.details.hide()
            return
        pane = self.details
        pane.begin(HEADS[row.state], over=row.action.ref if row.action else "")
        if row.proposal is None:
            self._gone(row)
            return
        before, after = row.changes.get("text", ("", row.proposal.facts.get("text") or ""))
        diff = ChangedText(self.look, "What the row says", most=12)
        diff.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pane.add(diff)
        diff.show_change(str(before), str(after or (row.action.text if row.action else "")))
        pane.space(8)
        for name, (was, now) in row.changes.items():
            if name == "updates":
                pane.quote(str(now), "Update")
            elif name != "text":
                pane.row(FIELDS.get(name, name).capitalize(), f"{value_words(was)} → {value_words(now)}")
        if row.state is RowState.NEW and row_words(row):
            pane.text(row_words(row))
        for doubt in row.doubts:
            pane.note(doubt)
        if row.proposal.span and row.proposal.span.text:
            pane.quote(row.proposal.span.text, "The row as it came")

    def _gone(self, row: LogRow) -> None:
        if row.action:
            self.details.text(row.action.text, "text", "body")
            self.details.note("The log does not have it any more, and it is open here.")
            self.details.text(row_words(row))
            self.details.link("Go to the action", Place("actions", row.action.id))

    # Taking

    def take_rows(self) -> None:
        """Take what is ticked and refuse the rest, in one step."""
        taken = self._taken()
        same = [row for row in self.table.records() if row.state is RowState.SAME]
        rows = [row.proposal.id for row in (*taken, *same) if row.proposal]
        gone = [row.action.id for row in taken if row.proposal is None and row.action]
        with self.shell.told():
            self.desk.take_log(self.source, rows, gone)
            self.closed.emit()


def _plainly(state: RowState) -> str:
    told = HEADS[state]
    return told[:1].lower() + told[1:]
