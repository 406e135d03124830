"""Minutes in the record of a meeting: each difference from our notes side by side, taken over or left as ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.checking import Checked
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.minutes import Difference, Field, Line, Of, Side
from mhhs_desk.domain.view import View
from mhhs_desk.inbox import ReadFile
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.shell import Place, Shell, tell_fault
from mhhs_desk.ui.steps import original_place
from mhhs_desk.ui.tables import Column, Heading, Table, TableView
from mhhs_desk.ui.taking_in import reading

SIDES = {
    Side.THERE: "In the minutes, not noted here",
    Side.DIFFERS: "Noted otherwise here",
    Side.HERE: "Noted here, not in the minutes",
}
FIELDS = {Field.OPTION: "what was decided", Field.OWNER: "owner", Field.DUE: "due"}


class DifferenceRow:
    """A difference in words."""

    def __init__(self, one: Difference, about: str, theirs: str, ours: str) -> None:
        self.one, self.about, self.theirs, self.ours = one, about, theirs, ours

    @property
    def id(self) -> str:
        return self.one.key

    @property
    def where(self) -> str:
        """Where it stands in the original."""
        return words.place(self.one.theirs.span) if self.one.theirs else ""


COLUMNS: list[Column[DifferenceRow]] = [
    Column("About", lambda row: row.about, width=190),
    Column("The minutes say", lambda row: row.theirs or "nothing", width=240, stretch=True,
           role=lambda row: "text" if row.theirs else "text3"),
    Column("We have", lambda row: row.ours or "nothing", width=240, stretch=True,
           role=lambda row: "text" if row.ours else "text3"),
    Column("Place", lambda row: row.where or "not there", width=140, size="small", spare=1,
           role=lambda row: "accent" if row.where else "text3"),
]  # fmt: skip


class MinutesPart(QWidget):
    """The minutes of a meeting against our notes. T takes theirs over, K keeps ours, Enter shows the original."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.checked: Checked | None = None
        self.source = ChipCombo(self.look, "Which minutes")
        self.source.activated.connect(lambda _: self._compare())
        self.again = Link(self.look, "Show what was left as ours", "small")
        self.again.clicked.connect(self.look_again)
        self.more = Button(self.look, "Take in minutes", "paperclip")
        self.more.clicked.connect(self.ask)
        self.table: Table[DifferenceRow] = Table(COLUMNS)
        self.rows = TableView(self.look, self.table, "Differences")
        self.rows.chosen.connect(self._show)
        self.rows.opened.connect(self.show_place)
        self.rows.installEventFilter(self)
        self.theirs, self.ours = self._side("The minutes say"), self._side("We have")
        self.take = Button(self.look, "Take theirs", "check", "T", primary=True)
        self.keep = Button(self.look, "We keep ours", None, "K")
        self.open = Button(self.look, "Show the place", "file-text", "Enter")
        self.take.clicked.connect(self.take_theirs)
        self.keep.clicked.connect(self.keep_ours)
        self.open.clicked.connect(lambda: self.show_place(self.rows.current()))
        first = Button(self.look, "Take in minutes", "paperclip", primary=True)
        first.clicked.connect(self.ask)
        self.empty = Empty(
            self.look, "list-dashes", "No minutes yet",
            "The headline report and the minutes are compared with your own notes when they come.", first,
        )  # fmt: skip
        self.same = Empty(self.look, "check", "The minutes and our notes agree", "")
        self._lay_out()

    def _side(self, title: str) -> tuple[QWidget, controls.Words, controls.Words]:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        head = controls.label(self.look, title, "small", "text2", semibold=True)
        said = controls.label(self.look, "", wrap=True)
        lines.addWidget(head)
        lines.addWidget(said)
        lines.addStretch(1)
        return holder, head, said

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 8, 24, 8)
        top.setSpacing(12)
        self.source.setMinimumWidth(self.look.theme.px(320))
        for part in (self.source, self.again):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.more)
        self.head = QWidget()
        self.head.setLayout(top)
        sides = QHBoxLayout()
        sides.setContentsMargins(24, 10, 24, 8)
        sides.setSpacing(24)
        sides.addWidget(self.theirs[0], 1)
        sides.addWidget(self.ours[0], 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 10)
        foot.setSpacing(10)
        for button in (self.take, self.keep, self.open):
            foot.addWidget(button)
        foot.addStretch(1)
        below = QFrame()
        below.setObjectName("foot")
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(sides)
        lines.addLayout(foot)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rows, 1)
        column.addWidget(below)
        self.found = found
        self.stack = QStackedWidget()
        for page in (found, self.same, self.empty):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.stack, 1)

    # Showing

    def show_view(self, view: View) -> None:
        """Show the minutes of a meeting against our notes as the records now are."""
        self.view = view
        sources = self.desk.minutes_of_meeting(view.meeting)
        chosen = self.source.currentData()
        self.source.clear()
        for source in sources:
            self.source.addItem(source.name, source.id)
        self.source.pick(chosen if chosen in {source.id for source in sources} else None)
        self.head.setVisible(bool(sources))
        self._compare()

    def _compare(self) -> None:
        number = self.source.currentData()
        if self.view is None or number is None:
            self.checked = None
            self.stack.setCurrentWidget(self.empty)
            return
        self.checked = checked = self.desk.checked(self.view.meeting, self.desk.sources.get(number))
        self.table.show(self._rows(checked))
        self.again.setVisible(bool(checked.kept))
        if not checked.differences:
            self.same.title.say("The minutes and our notes agree" if checked.read else "Nothing to compare")
            kept = f" {words.count(checked.kept, 'difference')} left as ours." if checked.kept else ""
            agree = f"{words.count(checked.same, 'line')} of both say the same.{kept}"
            self.same.sentence.say(agree if checked.read else "No decision and no action could be read in it.")
            self.stack.setCurrentWidget(self.same)
            return
        self.stack.setCurrentWidget(self.found)
        if self.rows.current() is None:
            self.rows.choose(lambda _: True)
        self._show(self.rows.current())

    def _rows(self, checked: Checked) -> list[DifferenceRow | Heading]:
        rows: list[DifferenceRow | Heading] = []
        for side, name in SIDES.items():
            group = [self._row(one) for one in checked.differences if one.side is side]
            if group:
                rows += [Heading(name, str(len(group))), *group]
        return rows

    def _row(self, one: Difference) -> DifferenceRow:
        item = next((line.item_id for line in (one.theirs, one.ours) if line and line.item_id), None)
        number = f"Item {self.desk.items.get(item).number}" if item else ""
        ref = next((line.ref for line in (one.ours, one.theirs) if line and line.ref), "")
        about = number if one.of is Of.DECISION else ref
        about = about or ("A decision" if one.of is Of.DECISION else "An action")
        told = f"{about}: {FIELDS[one.field]}" if one.field else about
        return DifferenceRow(one, told, self._said(one.theirs, one.field), self._said(one.ours, one.field))

    def _said(self, line: Line | None, field: Field | None) -> str:
        """What one side has of what differs."""
        if line is None:
            return ""
        if field is Field.OWNER:
            return line.owner or "no owner"
        if field is Field.DUE:
            return _due(line) or "no day"
        name = self.desk.items.get(line.item_id).option_name(line.option) if line.item_id and line.option else ""
        name = name or (words.FATES[line.fate] if line.fate else "")
        return ". ".join(part.rstrip(".") for part in (name, " ".join(line.text.split())) if part)

    def _show(self, row: DifferenceRow | None) -> None:
        """Show both sides of a difference whole."""
        writes = self.desk.writes
        self.take.setEnabled(writes and row is not None and row.one.theirs is not None)
        self.keep.setEnabled(writes and row is not None)
        self.open.setEnabled(row is not None and bool(row.where))
        where = f"The minutes say ({row.where})" if row and row.where else "The minutes say"
        self.theirs[1].say(where)
        for (_, _, said), line, told in (
            (self.theirs, row.one.theirs if row else None, row.theirs if row else ""),
            (self.ours, row.one.ours if row else None, row.ours if row else ""),
        ):
            whole = _whole(line) if line and line.of is Of.ACTION else ""
            said.say("\n".join(dict.fromkeys(filter(None, (told, whole)))) or "Nothing of it.")
            said.role("text" if line else "text3")

    # Settling

    def take_theirs(self) -> None:
        """Take over what the minutes say of the difference that is chosen."""
        row = self.rows.current()
        if row and self.view and self.checked and self.take.isEnabled():
            with self.shell.told():
                self.desk.take_theirs(self.view.meeting, self.checked.source, row.one)

    def keep_ours(self) -> None:
        """Leave the difference that is chosen as we have it."""
        row = self.rows.current()
        if row and self.checked and self.keep.isEnabled():
            with self.shell.told():
                self.desk.keep_ours(self.checked.source, row.one)

    def look_again(self) -> None:
        if self.checked:
            with self.shell.told():
                self.desk.look_again(self.checked.source)

    def show_place(self, row: DifferenceRow | None) -> None:
        """Show the original at the place of a difference."""
        if row and row.one.theirs and self.checked:
            number = int(row.one.theirs.key.rpartition("-")[2])
            place = original_place("proposal", number, self.checked.source.id)
            self.shell.go(place or Place("inbox", self.checked.source.id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            does = {Qt.Key.Key_T: self.take_theirs, Qt.Key.Key_K: self.keep_ours}.get(Qt.Key(event.key()))
            if plain and does:
                does()
                return True
        return super().eventFilter(watched, event)

    # Taking in

    def ask(self) -> None:
        """Choose the minutes of this meeting, and take them in."""
        from mhhs_desk.ui.dialogs.files import ask_files

        self.take_in(ask_files(self))

    def take_in(self, paths: list[Path]) -> None:
        """Take files in as the minutes of this meeting; what they propose waits in the Inbox too."""
        reading(self.shell, paths, self._took)

    def _took(self, read: list[ReadFile], faults: list[Fault]) -> None:
        meeting = self.view.meeting if self.view else None
        if read and meeting:
            with self.shell.told(), self.desk.step(f"Take in minutes of {meeting.label}"):
                for receipt in self.desk.take_in(read, meeting):
                    self.desk.are_minutes_of(receipt.source, meeting)
        if faults:
            tell_fault(self.shell.window, *faults)

    def focus_first(self) -> None:
        self.rows.setFocus()

    def told_words(self) -> str:
        """How many differences there are to look at."""
        if self.checked is None:
            return "No minutes of this meeting have come."
        left = len(self.checked.differences)
        return f"{words.count(left, 'difference')} to look at." if left else "Nothing differs."


def _due(line: Line) -> str:
    """When an action is due: a day as days are written everywhere, or the words found."""
    try:
        return words.day(date.fromisoformat(line.due or ""), year=True)
    except ValueError:
        return line.due or ""


def _whole(line: Line) -> str:
    """An action with all that is said of it."""
    due = f"due {_due(line)}" if line.due else ""
    return ", ".join(filter(None, (line.ref, line.text.rstrip("."), line.owner, due)))
