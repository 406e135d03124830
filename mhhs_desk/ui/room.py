"""The room: a meeting while it is held, over the whole screen, one item at a time, everything recorded in a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.meetings import Meeting, Note, NoteKind
from mhhs_desk.domain.room import Phase
from mhhs_desk.domain.route import OFGEM, SRO
from mhhs_desk.store.history import REDO, UNDO, Step
from mhhs_desk.store.viewing import diary
from mhhs_desk.ui import room_words
from mhhs_desk.ui.room_clock import GLANCE
from mhhs_desk.ui.room_frame import Offers
from mhhs_desk.ui.room_items import RoomRow
from mhhs_desk.ui.room_recording import RoomRecording
from mhhs_desk.ui.shell import Shell

OURS = frozenset({"note", "action", "action_update", "outcome", "item_time", "attendance", "setting"})
"""The kinds of record that are written here: for these the view is not read again."""
TICK = 500


class Room(RoomRecording):
    """One meeting in the room. The view is read once; a step reads what it changed."""

    left_ = Signal()
    """The rep leaves the room."""

    def __init__(self, shell: Shell, meeting: Meeting, offers: Offers, draft: str = "") -> None:
        super().__init__(shell, meeting, offers)
        self._diary: Diary | None = None
        self._glance = QTimer(self, singleShot=True, interval=GLANCE)
        self._glance.timeout.connect(self.settle)
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self.tell_time)
        self._connect()
        self._read()
        self._begin()
        self.entry.field.setText(draft)
        self.entry.tell(room_words.KEPT)
        self._tick.start()

    def _connect(self) -> None:
        entry, side, outcome = self.entry, self.side, self.item_part.outcome
        entry.preview_of = self.preview
        entry.entered.connect(self.record)
        entry.moved.connect(self.go_by)
        entry.full.connect(self.turn_text)
        entry.undone.connect(self.shell.undo)
        entry.redone.connect(self.shell.redo)
        entry.scrolled.connect(self._scroll)
        self.items.clicked.connect(lambda index: self.go_to(index.row()))
        side.turned.connect(self.put_question)
        side.opened.connect(self.amend)
        side.struck.connect(self.strike)
        outcome.taken.connect(self.decide)
        outcome.written.connect(self._write_outcome)
        self.attendance.turned.connect(self._attend)
        self.attendance.added.connect(self._add_person)
        self.text.answers.setAccessibleName("Answers to this item")
        self.shell.stepped.connect(self._stepped)
        self.shell.said.connect(self.entry.tell)
        self.shell.arrived.connect(self._gone)
        ways: dict[str, Callable[[], None]] = {
            "full": self.turn_text, "before": partial(self.go_by, -1), "after": partial(self.go_by, 1),
            "attendance": self.turn_attendance, "stop": self.turn_clock, "find": self.palette_.open,
            "leave": self.escape,
        }  # fmt: skip
        self.top.wanted.connect(lambda name: ways[name]())
        keys = {"PgUp": "before", "PgDown": "after", "F6": "attendance", "F8": "stop", "Ctrl+K": "find", "Esc": "leave"}
        for key, name in keys.items():
            self.on(key, ways[name])
        self.on("Ctrl+Z", self.shell.undo)
        self.on("Ctrl+Shift+Z", self.shell.redo)
        for key, larger in (("Ctrl++", "larger"), ("Ctrl+-", "smaller"), ("Ctrl+0", "plain-size")):
            self.on(key, partial(self.shell.run, larger))

    # Showing

    def _read(self) -> None:
        """Read what is recorded, and show it."""
        self.minutes, self._known, self._diary = self.desk.minutes_of(self.meeting), None, None
        self.items.show_records(RoomRow(one, self.minutes.outcome(one.item.id)) for one in self.view.items)
        if self.in_front() is self.attendance:
            self._show_attendance()

    def _begin(self) -> None:
        """Come in where one was, or on the first item; on the day the clock begins with it."""
        with self.shell.told():
            self.clock.let_go()
        standing = self.clock.standing
        live = self.clock.phase is Phase.HELD
        here = standing if standing and (not live or standing.began or standing.stopped) else None
        place = next((n for n, one in enumerate(self.view.items) if here and one.item.id == here.item_id), 0)
        self.show_at(place)
        if not here:
            self.settle()

    # Going from item to item

    def go_by(self, step: int) -> None:
        self.go_to(self.at + step)

    def go_to(self, place: int) -> None:
        """Show another item; where there is none, stay."""
        if 0 <= place < len(self.view.items) and (place != self.at or self.in_front() is not self.item_part):
            self._flush()
            self._amend_no_more()
            self.show_at(place)

    def show_at(self, place: int) -> None:
        """Show the item at a place of the agenda, as it is known."""
        self.at, self._known = place, None
        self.bring(self.item_part)
        shown = self.shown
        if shown is None:
            self.item_part.show_none(self.view)
            self.side.over.say("Recorded at this meeting")
        else:
            self.clock.look_at(shown.item)
            self.items.choose(lambda row: row.id == shown.item.id)
            self.item_part.show_item(shown)
            self._glance.start()
        self._show_recorded()
        self.entry.show_preview()
        self.tell_time()

    def _show_recorded(self) -> None:
        shown, item = self.shown, self.item
        questions = [one.words for one in shown.text("questions")] if shown else []
        lines = self.minutes.lines(item.id if item else None)
        if shown and item:
            decided = [one.text for one in lines if isinstance(one, Note) and one.kind is NoteKind.DECISION]
            names = self.view.forum.code, SRO, OFGEM
            self.item_part.show_outcome(shown, self.minutes.outcome(item.id), names, decided)
        self.side.show_questions(questions, self.minutes.put(item.id) if item else {})
        self.side.show_lines(lines, questions, self._due)

    def _due(self, action: Action) -> str:
        """When an action is due, as a sentence begins: Next PSG (1 Dec)."""
        if not (action.due or action.due_words):
            return ""
        self._diary = self._diary or diary(self.desk, self.desk.today)
        said = room_words.due_words(action.due_words, self._diary.due(action).day)
        return said[:1].upper() + said[1:]

    # Time

    def turn_clock(self) -> None:
        """Stop the clock, or let it go on."""
        if self.clock.keeps:
            with self.shell.told():
                if self.clock.stopped:
                    self.clock.go_on()
                else:
                    self.clock.stop()

    def tell_time(self) -> None:
        """Say the time, and what is left of it; once the meeting begins the clock does."""
        if self.clock.begins():
            self.settle()
        clock, item = self.clock, self.item
        where = room_words.standing_words(self.meeting, self.at + 1 if item else None, len(self.view.items))
        left = clock.of(item, self.minutes.times) if item else None
        self.top.tell(f"{clock.now:%H:%M}", where, clock, left)

    # After a step

    def _stepped(self, step: Step) -> None:
        """Show what a step has changed; one that was taken back may lead to another item."""
        if step.kinds - OURS:
            self._read_again()
        self._read()
        standing = self.clock.standing
        back = "setting" in step.kinds and step.verb in (UNDO, REDO)
        if back and standing:
            self.at = next((n for n, one in enumerate(self.view.items) if one.item.id == standing.item_id), self.at)
        if back or step.kinds - OURS:
            self.show_at(self.at)
        else:
            if self.item:
                self.items.choose(lambda row: self.item is not None and row.id == self.item.id)
            self._show_recorded()
            self.tell_time()
        if not self._quiet:
            told = {UNDO: f"Took back: {step.name}.", REDO: f"Did again: {step.name}."}
            self.entry.tell(told.get(step.verb, f"{step.name}. Ctrl Z takes it back."))

    def _read_again(self) -> None:
        """Read the meeting anew: something beside what is recorded here has changed."""
        found = self.desk.meetings.first("id = ?", self.meeting.id)
        if found is None:
            self.left_.emit()
            return
        self.meeting = self.clock.meeting = found
        self.view = self.desk.view(found)
        self.at = min(self.at, max(0, len(self.view.items) - 1))

    # What is in front

    def turn_text(self) -> None:
        """Show the whole text of the item with its answers, or the item again."""
        shown = self.shown
        if self.in_front() is self.text or shown is None:
            self.bring(self.item_part)
            return
        self.text.show_item(self.view, shown)
        self.bring(self.text)

    def turn_attendance(self) -> None:
        """Show who is there, or the item again."""
        if self.in_front() is self.attendance:
            self.bring(self.item_part)
            self.entry.field.setFocus()
            return
        self._show_attendance()
        self.bring(self.attendance)
        self.attendance.view.setFocus()

    def _show_attendance(self) -> None:
        self.attendance.show_people(self.view, self.desk.expected_at(self.meeting))

    def _scroll(self, step: int) -> None:
        part = self.text if self.in_front() is self.text else self.item_part
        part.scroll_by(step)

    # Leaving

    def escape(self) -> None:
        """Close what is open, else leave the room."""
        if self.palette_.isVisible():
            self.palette_.close_palette()
        elif self.amended:
            self._amend_no_more()
        elif self.in_front() is not self.item_part:
            self.bring(self.item_part)
            self.entry.field.setFocus()
        else:
            self.left_.emit()

    def _gone(self, _: object) -> None:
        self.left_.emit()

    def leave(self) -> None:
        """Keep what is still open. The clock goes on, but at the end of the agenda or of the meeting it stops."""
        self._tick.stop()
        self._glance.stop()
        self._flush()
        self.settle()
        self.blockSignals(True)
        whole = self.clock.whole()
        last = bool(self.view.items) and self.at == len(self.view.items) - 1
        with self.shell.told():
            if self.clock.keeps and (last or (whole is not None and whole.over)):
                self.clock.stop()
            self.clock.remember()
