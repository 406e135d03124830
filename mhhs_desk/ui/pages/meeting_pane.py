"""One meeting on the Meetings page: its head, its past, its tabs and what is behind them."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import calendar_words, words
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.pages.agenda import AgendaRow, AgendaView
from mhhs_desk.ui.pages.consultation import ConsultationPane
from mhhs_desk.ui.pages.item_line import ItemLine
from mhhs_desk.ui.pages.matrix import MatrixPane
from mhhs_desk.ui.pages.meeting_actions import MeetingActions
from mhhs_desk.ui.pages.readiness import ReadinessPane
from mhhs_desk.ui.pages.record import RecordPane
from mhhs_desk.ui.remark_lines import RemarkLines
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tabs import Tabs

PARTS = (("agenda", "Agenda"), ("matrix", "Matrix"), ("readiness", "Readiness"), ("consultation", "Consultation"),
         ("owed", "Actions"), ("record", "Record"))  # fmt: skip


class MeetingPane(QWidget):
    """The chosen meeting. Each tab reads the records when it is shown."""

    part_chosen = Signal(str)
    facts_wanted = Signal()
    move_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.meeting: Meeting | None = None
        self.view: View | None = None
        self.part = "agenda"
        self.agenda = AgendaView(self.look)
        self.agenda.opened.connect(self._open)
        take_in = Button(self.look, "Take in its papers", "paperclip", "Ctrl O")
        take_in.clicked.connect(lambda: shell.run("take-in"))
        self.no_agenda = Empty(
            self.look, "file-text", "No agenda yet",
            "Drop the papers anywhere in the window. Their items come to the Inbox, and from there to this agenda.",
            take_in,
        )  # fmt: skip
        self.matrix = MatrixPane(shell)
        self.readiness = ReadinessPane(shell)
        self.item_line = ItemLine(shell)
        self.tabs = Tabs(self.look, "Parts of the meeting", PARTS)
        self.tabs.currentChanged.connect(lambda _: self.part_chosen.emit(self.tabs.chosen()))
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        self.head = QWidget()
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = controls.label(look, "", "title")
        self.under = controls.label(look, "", "small", "text2")
        facts = Link(look, "Edit the facts", "small")
        facts.clicked.connect(lambda: self.facts_wanted.emit())
        paper = Button(look, "Paper", "printer", primary=True)
        paper.setToolTip("Preview and print the paper (Ctrl+P)")
        paper.clicked.connect(lambda: self.shell.go(Place("papers")))
        self.paper = paper
        told = QHBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.under)
        move = Link(look, "Move or call off", "small")
        move.setToolTip("The group changed when it meets (M in the list)")
        move.clicked.connect(lambda: self.move_wanted.emit())
        told.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addLayout(told)
        line = QHBoxLayout(self.head)
        line.setContentsMargins(24, 12, 24, 0)
        self.start = start = Button(look, "Start meeting", "play", "F5")
        start.setToolTip("Go into the room: one item at a time, over the whole screen; before the day, to rehearse")
        start.clicked.connect(lambda: self.shell.run("start-meeting"))
        line.setSpacing(8)
        line.addLayout(names, 1)
        line.addWidget(start)
        line.addWidget(paper)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(24, 0, 24, 0)
        tabs.setSpacing(12)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        for link in (facts, move):
            tabs.addWidget(link)
        self.stack = QStackedWidget()
        for part in (self.agenda, self.no_agenda, self.matrix, self.readiness):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._notes())
        column.addLayout(tabs)
        column.addWidget(controls.hairline(look))
        column.addWidget(self.stack, 1)
        column.addWidget(self.item_line)

    @cached_property
    def consultation(self) -> ConsultationPane:
        """Made when it is first looked at: a third of the time that the meeting took to open was for this tab."""
        made = ConsultationPane(self.shell)
        self.stack.addWidget(made)
        if self.view:
            made.show_view(self.view)
        return made

    @cached_property
    def owed(self) -> MeetingActions:
        """Made when it is first looked at, as the consultation is."""
        made = MeetingActions(self.shell)
        self.stack.addWidget(made)
        if self.view:
            made.show_view(self.view)
        return made

    @cached_property
    def record(self) -> RecordPane:
        """Made when it is first looked at, as the consultation is."""
        made = RecordPane(self.shell)
        self.stack.addWidget(made)
        if self.view:
            made.show_view(self.view)
        return made

    def _notes(self) -> QWidget:
        """What stands under the head: where the meeting was before, and what its day collides with."""
        self.past = controls.label(self.look, "", "small", "text2", wrap=True)
        self.remarks = RemarkLines(self.look)
        self.notes = QWidget()
        lines = QVBoxLayout(self.notes)
        lines.setContentsMargins(24, 2, 24, 0)
        lines.setSpacing(2)
        lines.addWidget(self.past)
        lines.addWidget(self.remarks)
        return self.notes

    def show_head(self, there: bool) -> None:
        self.head.setVisible(there)
        self.notes.setVisible(there and bool(self.past.text() or self.remarks.told))

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting as its records now are."""
        self.meeting = meeting
        self.view = view = self.desk.view(meeting)
        gates = self.desk.ready(meeting, view)
        self.title.say(f"{meeting.label}, {words.long_day(meeting.day) if meeting.day else 'no day yet'}")
        self.under.say(" · ".join(filter(None, self._facts(view))))
        self._show_past(meeting, view)
        self.tabs.mark("readiness", sum(gate.open for gate in gates))
        self.agenda.show_view(view)
        self.matrix.show_view(view)
        self.readiness.show_gates(meeting, gates)
        if "consultation" in vars(self):
            self.consultation.show_view(view)
        if "owed" in vars(self):
            self.owed.show_view(view)
        if "record" in vars(self):
            self.record.show_view(view)
        self.show_part(self.part)

    def _show_past(self, meeting: Meeting, view: View) -> None:
        """Whether the meeting is off, where it was before, and what its day collides with."""
        font = self.title.font()
        font.setStrikeOut(meeting.cancelled is not None)
        self.title.setFont(font)
        today = self.desk.today
        lines = calendar_words.past(meeting, self.desk.turns(meeting), today)
        stands_for = self.desk.stands_for(meeting)
        if stands_for and meeting.day and stands_for != meeting.day:
            lines.append(f"Stands for {calendar_words.day(stands_for, today)} by rule")
        self.past.say(" · ".join(lines))
        self.past.setVisible(bool(lines))
        told = self.desk.remarks(view.forum, meeting.day) if meeting.day and not meeting.cancelled else ()
        held = meeting.day is not None and meeting.day < today
        names = self.desk.holiday_names
        lines_told = [calendar_words.remark(remark, names) for remark in told]
        due = self.desk.feedback_due(meeting)
        if due and meeting.day and due[:10] > meeting.day.isoformat():
            lines_told.append(f"Answers are due {words.moment(due)}, after it meets.")
        self.remarks.show_lines([] if held else lines_told)
        self.notes.setVisible(not self.head.isHidden() and bool(lines or self.remarks.told))

    def _papers(self, view: View) -> str:
        """By when the papers are due, while they are not in."""
        meeting = view.meeting
        if meeting.day is None or meeting.papers_received or meeting.cancelled:
            return ""
        return f"papers due {calendar_words.due(self.desk.papers_due(view.forum, meeting.day), self.desk.today)}"

    def _facts(self, view: View) -> list[str]:
        meeting = view.meeting
        times = f"{meeting.start} to {meeting.end}" if meeting.start and meeting.end else meeting.start
        version = next((item.item.paper_version for item in view.items if item.item.paper_version), None)
        who = {"rep": f"{view.seat.rep if view.seat and view.seat.rep else 'the rep'} attends",
               "alternate": "the alternate attends", "nobody": "nobody attends"}  # fmt: skip
        return [
            ", ".join(part for part in (times or "no time given", meeting.place) if part),
            f"pack {version}" if version else "",
            self._papers(view),
            who[meeting.attending] if meeting.attending else "who attends is not said",
        ]

    def show_part(self, part: str) -> None:
        """Bring a part to the front; one that is not there leaves it as it is."""
        blocked = self.tabs.blockSignals(True)
        self.tabs.choose(part)
        self.tabs.blockSignals(blocked)
        self.part = self.tabs.chosen()
        parts: dict[str, QWidget] = {
            "agenda": self.agenda if self.view and self.view.items else self.no_agenda,
            "matrix": self.matrix,
            "readiness": self.readiness,
        }
        self.stack.setCurrentWidget(parts.get(self.part) or getattr(self, self.part))
        self.item_line.show_for(self.meeting if self.part == "agenda" else None)

    def focus_part(self) -> None:
        """Put the keyboard into the part that is in front."""
        if self.part == "matrix":
            self.matrix.focus_grid()
            return
        if self.part in ("consultation", "owed", "record"):
            getattr(self, self.part).focus_first()
            return
        (self.agenda if self.part == "agenda" else self.readiness.gates).setFocus()

    def leave(self) -> None:
        """Keep what is still being typed."""
        if "record" in vars(self):
            self.record.flush()

    def _open(self, row: AgendaRow) -> None:
        self.shell.go(Place("item", row.view.item.id))
