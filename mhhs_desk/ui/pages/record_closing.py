"""Before a meeting is closed: what of it would go on, why and where to. One button does it, one undo takes it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.closing import Onward
from mhhs_desk.domain.carrying_items import Goes, Unfinished
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Column, Table, TableView


class GoesRow:
    """An item that would go on, and what it would become."""

    def __init__(self, goes: Goes, becomes: str) -> None:
        self.goes, self.becomes = goes, becomes

    @property
    def id(self) -> int:
        return self.goes.item.id


COLUMNS: list[Column[GoesRow]] = [
    Column("No.", lambda row: str(row.goes.item.number), key=lambda row: row.goes.item.number, width=62),
    Column("Item", lambda row: row.goes.item.title, width=260, stretch=True),
    Column("Why", lambda row: words.UNFINISHED[row.goes.why], width=200,
           role=lambda row: "attention" if row.goes.why is Unfinished.NO_OUTCOME else "text"),
    Column("Becomes", lambda row: row.becomes, width=280),
]  # fmt: skip
KEYS = "N: noted, nothing more to do"


class ClosingPart(QWidget):
    """What would go on from a meeting. Nothing is written before the button is pressed."""

    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.plan: Onward | None = None
        self.title = controls.label(self.look, "", "heading")
        self.told = controls.label(self.look, "", role="text2", wrap=True)
        self.going = controls.label(self.look, "", "small", "text2", wrap=True)
        self.table: Table[GoesRow] = Table(COLUMNS)
        self.view = TableView(self.look, self.table, "What goes on")
        self.view.opened.connect(lambda row: shell.go(Place("item", row.id)))
        self.view.installEventFilter(self)
        self.keys = controls.label(self.look, KEYS, "small", "text3")
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.go = Button(self.look, "Close the meeting", "check", "Ctrl Enter", primary=True)
        self.go.clicked.connect(self.close_meeting)
        self.cancel = Button(self.look, "Not yet", None, "Esc")
        self.cancel.clicked.connect(lambda: self.left.emit())
        self._lay_out()
        for keys, does in (
            (QKeySequence(Qt.Key.Key_Escape), self.left.emit),
            (QKeySequence("Ctrl+Return"), self.close_meeting),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(24, 14, 24, 12)
        top.setSpacing(4)
        for part in (self.title, self.told, self.going):
            top.addWidget(part)
        foot = QFrame()
        foot.setObjectName("foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        line.addWidget(self.keys)
        line.addWidget(self.refusal, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(controls.hairline(self.look))
        column.addWidget(self.view, 1)
        column.addWidget(foot)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what would go on from a meeting as its records now are."""
        self.plan = plan = self.desk.onward(meeting)
        done = meeting.closed is not None
        self.refusal.say("")
        self.title.say(f"{'Carry what is left of' if done else 'Close'} {meeting.label}")
        self.told.say(onward_words(plan))
        open_ = [] if done else self.desk.actions_onward(meeting)
        self.going.say(actions_words([action.ref for action in open_]))
        self.going.setVisible(bool(self.going.text()))
        number = max((item.number for item in self.desk.items.where("meeting_id = ?", plan.to.id)), default=0)
        rows = []
        for goes in plan.items:
            number += goes.onto is None
            told = f"item {goes.onto.number if goes.onto else number} of {plan.to.label}"
            rows.append(GoesRow(goes, f"{told}, there already" if goes.onto else told))
        self.table.show(rows)
        self.view.setVisible(bool(rows))
        self.keys.setVisible(bool(rows))
        carried = f" and carry {words.count(len(rows), 'item')}" if rows else ""
        self.go.say(f"Carry {words.count(len(rows), 'item')}" if done else f"Close the meeting{carried}")
        if rows and self.view.current() is None:
            self.view.choose(lambda _: True)

    def close_meeting(self) -> None:
        """Close the meeting, or carry what is left of one that is closed: what was shown, in one step."""
        plan = self.plan
        if plan is None:
            return
        with self.shell.told(self.refusal.say):
            if plan.of.closed:
                self.desk.carry(plan.of)
            else:
                self.desk.close_meeting(plan.of)
            self.left.emit()

    def note(self, row: GoesRow) -> None:
        """Note that there is nothing more to do about an item."""
        item = row.goes.item
        if row.goes.why in (Unfinished.NO_OUTCOME, Unfinished.CALLED_OFF):
            with self.shell.told(self.refusal.say):
                self.desk.outcomes.write(item.id, f"Note item {item.number} as noted", text="Noted.")
        else:
            self.refusal.say(f"Item {item.number} is {row.goes.why}. Say another outcome first.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.text().upper() == "N":
            if row := self.view.current():
                self.note(row)
            return True
        return super().eventFilter(watched, event)

    def focus_first(self) -> None:
        (self.view if self.table.records() else self.go).setFocus()


def to_words(plan: Onward) -> str:
    """Where what is left goes: PSG 2, Wed 1 Dec 2021, by rule and not yet invited: it becomes a meeting."""
    to = plan.to
    day = words.day(to.day, year=True) if to.day else "a day not known yet"
    if not plan.is_new:
        return f"{to.label}, {day}"
    known = "by rule, not yet invited" if to.by_rule else "as no rule is known"
    return f"{to.label}, {day}, {known}; it is noted as a meeting"


def onward_words(plan: Onward) -> str:
    """What goes on, in a sentence."""
    if not plan.items:
        return "Every item is finished or has gone on already. Nothing is carried."
    verb = "is not finished and goes" if len(plan.items) == 1 else "are not finished and go"
    return f"{words.count(len(plan.items), 'item')} {verb} to {to_words(plan)}."


def actions_words(refs: list[str]) -> str:
    """Which open actions go on, in a sentence; empty where none does."""
    if not refs:
        return ""
    verb = "stays open and is" if len(refs) == 1 else "stay open and are"
    return f"{words.listed(refs)} {verb} due at the meeting after it."
