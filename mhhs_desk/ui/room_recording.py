"""What is recorded in the room: lines, questions put, outcomes and who is there, each a step of its own."""

from __future__ import annotations

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Attendance, Meeting, Note
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.intake.room_line import Known, LineKind, read
from mhhs_desk.minuting import Minutes
from mhhs_desk.ui import room_words
from mhhs_desk.ui.room_clock import RoomClock
from mhhs_desk.ui.room_frame import Offers, RoomFrame
from mhhs_desk.ui.room_outcome import Taken
from mhhs_desk.ui.shell import Shell


class RoomRecording(RoomFrame):
    """The room and what it writes. What it writes is shown when its step is told of."""

    def __init__(self, shell: Shell, meeting: Meeting, offers: Offers) -> None:
        super().__init__(shell, offers)
        self.meeting = meeting
        self.view: View = self.desk.view(meeting)
        self.minutes = Minutes()
        self.clock = RoomClock(self.desk, meeting)
        self.at = 0
        self.amended: Note | Action | None = None
        """The recorded line that Enter puts another in the place of."""
        self._known: Known | None = None
        self._quiet = False
        """Whether the step that is made is no word to the rep."""

    # What is known

    @property
    def shown(self) -> ItemView | None:
        """The item that is shown; None where the meeting has none."""
        return self.view.items[self.at] if self.view.items else None

    @property
    def item(self) -> Item | None:
        return self.shown.item if self.shown else None

    @property
    def known(self) -> Known:
        """What a line may name, looked up once until something changes."""
        if self._known is None:
            self._known = self.desk.known_in_room(self.meeting, self.item, self.minutes)
        return self._known

    def settle(self) -> None:
        """Take the group to have turned to the item that is shown."""
        self._quiet = True
        with self.shell.told():
            self.clock.settle()
        self._quiet = False

    def _flush(self) -> None:
        self.item_part.outcome.flush()

    # Lines

    def preview(self, text: str) -> str:
        line = read(text, self.known)
        day = self.desk.due_day(self.meeting, line) if line.kind is LineKind.ACTION else None
        return room_words.preview(line, self.known, day)

    def record(self, text: str) -> None:
        """Record a line, or put it in the place of one that is being changed."""
        if not text.strip():
            return
        self._flush()
        self.settle()
        line = read(text, self.known)
        with self.shell.told(lambda told: self.entry.tell(told, True)):
            if self.amended:
                self.desk.amend(self.amended, self.meeting, self.item, line)
            else:
                self.desk.record_line(self.meeting, self.item, line)
            self._amend_no_more()
            self.entry.field.clear()

    def amend(self, one: Note | Action) -> None:
        """Bring a recorded line into the field, to be changed."""
        self.amended = one
        self.entry.amending(True)
        self.entry.put(self.desk.line_of(one, self.known))

    def _amend_no_more(self) -> None:
        if self.amended:
            self.amended = None
            self.entry.amending(False)
            self.entry.field.clear()

    def strike(self, one: Note | Action) -> None:
        """Take a line off the record."""
        self._amend_no_more()
        with self.shell.told():
            self.desk.strike(one)
        self.entry.field.setFocus()

    def put_question(self, text: str, put: bool) -> None:
        self.settle()
        if self.item:
            with self.shell.told():
                self.desk.put_question(self.meeting, self.item, text, put)
        self.entry.field.setFocus()

    # Outcomes and people

    def decide(self, taken: Taken) -> None:
        """Note what the group did with the item."""
        self.settle()
        if self.item:
            with self.shell.told():
                self.desk.decide(self.item, taken.option, taken.how)

    def _write_outcome(self, name: str, value: object) -> None:
        item = self.item_part.outcome.item
        if item:
            with self.shell.told():
                self.desk.outcomes.write(item.id, f"Note the outcome of item {item.number}", **{name: value})

    def _attend(self, people: list[Attendance], present: bool | None) -> None:
        with self.shell.told():
            self.desk.attend(people, present)

    def _add_person(self, line: str) -> None:
        with self.shell.told(lambda told: self.entry.tell(told, True)):
            self.desk.add_person(self.meeting, line)
            self.attendance.field.clear()
