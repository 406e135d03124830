"""In the room: the lines recorded on an item, the questions put, and what the group did with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Attendance, ItemTime, Meeting, Note, NoteKind
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.positions import sentences
from mhhs_desk.domain.room import Ending, ended, fate, with_line, without_line
from mhhs_desk.gathering import Gathering
from mhhs_desk.store.viewing import OF_MEETING, diary

if TYPE_CHECKING:
    from mhhs_desk.intake.room_line import Known, RoomLine

Recorded = Note | Action | Outcome
"""What a line becomes."""

NAMES = {NoteKind.NOTE: "a note", NoteKind.DECISION: "a decision", NoteKind.QUOTATION: "what was said",
         NoteKind.QUESTION: "a question put"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is on record of one meeting; outcomes by the number of their item."""

    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()
    outcomes: Mapping[int, Outcome] | None = None
    times: tuple[ItemTime, ...] = ()
    attendance: tuple[Attendance, ...] = ()

    def outcome(self, item_id: int) -> Outcome | None:
        return (self.outcomes or {}).get(item_id)

    def lines(self, item_id: int | None) -> list[Note | Action]:
        """What was recorded on an item, in the order in which it was."""
        found: list[Note | Action] = [one for one in self.notes if one.item_id == item_id]
        found += [one for one in self.actions if one.item_id == item_id]
        return sorted(found, key=lambda one: one.uid)  # an identity is as old as its record

    def put(self, item_id: int) -> dict[str, list[Note]]:
        """The questions that were put on an item, each with its notes."""
        found: dict[str, list[Note]] = {}
        for note in self.notes:
            if note.item_id == item_id and note.kind is NoteKind.QUESTION:
                found.setdefault(plain(note.text), []).append(note)
        return found


def plain(text: str) -> str:
    """A question as it is compared."""
    return " ".join(text.split()).casefold().rstrip(" ?.")


def recorded_at(one: Note | Action) -> str:
    """The time of day in London at which a line was recorded; that of an action is told by its identity."""
    if isinstance(one, Note):
        return one.at[11:16]
    from mhhs_desk.intake.dates import london

    return london(datetime.fromtimestamp((UUID(one.uid).int >> 80) / 1000, UTC))[11:16]


class Minuting(Gathering):
    """A desk on which a meeting is taken down while it is held."""

    def minutes_of(self, meeting: Meeting) -> Minutes:
        """Everything that was recorded at a meeting; an action that papers brought was not."""
        actions = self.actions.where(f"source_id IS NULL AND (meeting_id = ? OR {OF_MEETING})", meeting.id, meeting.id)
        outcomes = {one.item_id: one for one in self.outcomes.where(OF_MEETING, meeting.id)}
        return Minutes(
            notes=tuple(self.notes.where("meeting_id = ?", meeting.id)),
            actions=tuple(actions),
            outcomes=outcomes,
            times=tuple(self.item_times.where(OF_MEETING, meeting.id)),
            attendance=tuple(self.attendance.where("meeting_id = ?", meeting.id)),
        )

    # Lines

    def known_in_room(self, meeting: Meeting, item: Item | None, minutes: Minutes) -> Known:
        """What a line on an item may name."""
        from mhhs_desk.intake.room_line import Known

        forum = self.forums.get(meeting.forum_id)
        seats = self.seats.where("forum_id = ?", meeting.forum_id)
        there = [name for one in minutes.attendance for name in (one.name, one.speaks_for)]
        position = self.positions.first("item_id = ?", item.id) if item else None
        members = self.members.all()
        return Known(
            today=self.today,
            forum=forum.code,
            forums=tuple(one.code for one in self.forums.all()),
            owners=tuple(filter(None, [*there, *(name for seat in seats for name in (seat.rep, seat.name))])),
            members=tuple(one for one in members if meeting.day is None or one.is_member_on(meeting.day)),
            options=item.options if item else (),
            questions=tuple(one.words for one in sentences(position.questions)) if position else (),
        )

    def record_line(self, meeting: Meeting, item: Item | None, line: RoomLine) -> Recorded:
        """Record what a line says, in one step. Raises Refused where it says nothing that can be recorded."""
        from mhhs_desk.intake.room_line import LineKind

        if line.missing:
            raise Refused("nothing to record", missing=line.missing, kind=line.kind)
        where = f"on item {item.number}" if item else f"at {meeting.label}"
        if line.kind is LineKind.OUTCOME:
            if item is None:
                raise Refused("no item to decide on", meeting=meeting.label)
            return self._outcome(item, line)
        if line.kind is LineKind.ACTION:
            ref = self.actions.next_ref()
            with self.step(f"Record {ref} {where}"):
                return self.actions.add(_action(Action(ref=ref, text="", meeting_id=meeting.id), meeting, item, line))
        note = _note(Note(meeting_id=meeting.id, at=self._at()), item, line)
        with self.step(f"Record {NAMES[note.kind]} {where}"):
            self._decided(note)
            return self.notes.add(note)

    def amend(self, before: Note | Action, meeting: Meeting, item: Item | None, line: RoomLine) -> Recorded:
        """Put another line in the place of one that was recorded, in one step. Raises Refused as for a new one."""
        from mhhs_desk.intake.room_line import LineKind

        if line.missing:
            raise Refused("nothing to record", missing=line.missing, kind=line.kind)
        with self.step(f"Change {_called(before)}"):
            if isinstance(before, Action) and line.kind is LineKind.ACTION:
                return self.actions.save(_action(before, meeting, item, line))
            if isinstance(before, Action) or line.kind in (LineKind.ACTION, LineKind.OUTCOME):
                self.strike(before)
                return self.record_line(meeting, item, line)
            self._undecided(before)
            note = _note(before, item, line)
            self._decided(note)
            return self.notes.save(note)

    def strike(self, one: Note | Action) -> None:
        """Take a line off the record, in one step; with a decision goes its place in the outcome."""
        with self.step(f"Remove {_called(one)}"):
            if isinstance(one, Action):
                for update in list(self.action_updates.where("action_id = ?", one.id)):
                    self.action_updates.remove(update.id)
                self.actions.remove(one.id)
            else:
                self._undecided(one)
                self.notes.remove(one.id)

    def due_day(self, meeting: Meeting, line: RoomLine) -> date | None:
        """The day on which an action that a line says would be due, as far as it is known."""
        return self.day_due(_action(Action(ref="", text="", meeting_id=meeting.id), meeting, None, line))

    def day_due(self, action: Action) -> date | None:
        """The day on which an action is due, as far as it is known."""
        return diary(self, self.today).due(action).day

    def line_of(self, one: Note | Action, known: Known) -> str:
        """A recorded line as one would type it."""
        from mhhs_desk.intake.room_line import written

        return written(_line(one), known)

    def _at(self) -> str:
        return self.moment().isoformat(timespec="minutes")

    def _decided(self, note: Note) -> None:
        """A decision is part of what the group did with its item."""
        if note.kind is NoteKind.DECISION and note.item_id:
            text = with_line(self.outcomes.of(note.item_id).text, note.text)
            self.outcomes.write(note.item_id, text=text)

    def _undecided(self, note: Note) -> None:
        before = self.outcomes.of(note.item_id) if note.item_id else None
        if note.kind is NoteKind.DECISION and note.item_id and before and before.id:
            self.outcomes.write(note.item_id, text=without_line(before.text, note.text))

    # Questions

    def put_question(self, meeting: Meeting, item: Item, text: str, put: bool) -> None:
        """Note that one of our questions was put, or that it was not."""
        if put:
            with self.step(f"Put a question on item {item.number}"):
                self.notes.add(
                    Note(meeting_id=meeting.id, item_id=item.id, at=self._at(), kind=NoteKind.QUESTION, text=text)
                )
            return
        with self.step(f"Take back a question put on item {item.number}"):
            for note in self.minutes_of(meeting).put(item.id).get(plain(text), ()):
                self.notes.remove(note.id)

    # Outcomes

    def decide(self, item: Item, option: str | None = None, how: Ending | None = None) -> Outcome:
        """Note the option a group took, or how it ended without one; neither takes back what was noted.

        What became of our position is proposed with it.
        """
        before = self.outcomes.of(item.id)
        ours = fate(option, how, self.positions.first("item_id = ?", item.id))
        told = item.option_name(option) if option else how.value if how else "not said"
        name = f"Note the outcome of item {item.number}: {told}"
        return self.outcomes.write(item.id, name, option=option, text=ended(before.text, how), ours=ours)

    def _outcome(self, item: Item, line: RoomLine) -> Outcome:
        """What a line says of an outcome, beside what is known of it."""
        with self.step(f"Note the outcome of item {item.number}"):
            if line.option or line.ending:
                self.decide(item, line.option, line.ending)
            told = {"recommended_by": line.recommended_by, "decided_by": line.decided_by, "ofgem": line.ofgem}
            text = self.outcomes.of(item.id).text
            fields = {name: said for name, said in told.items() if said}
            return self.outcomes.write(
                item.id, f"Note the outcome of item {item.number}", text=with_line(text, line.text), **fields
            )


def _note(note: Note, item: Item | None, line: RoomLine) -> Note:
    """A note that says what a line does."""
    kinds = {"d": NoteKind.DECISION, "q": NoteKind.QUESTION, "s": NoteKind.QUOTATION}
    kind = kinds.get(line.kind, NoteKind.NOTE)
    return replace(note, item_id=item.id if item else None, kind=kind, text=line.text, said_by=line.said_by)


def _action(action: Action, meeting: Meeting, item: Item | None, line: RoomLine) -> Action:
    """An action that says what a line does; it stays with the forum at which it was raised."""
    return replace(
        action,
        text=line.text,
        owner=line.owner,
        member_id=line.member_id,
        due=date.fromisoformat(line.due) if line.due else None,
        due_words=line.due_words,
        forum_id=meeting.forum_id,
        item_id=item.id if item else None,
    )


def _line(one: Note | Action) -> RoomLine:
    """What a recorded line says."""
    from mhhs_desk.intake.room_line import LineKind, RoomLine

    if isinstance(one, Action):
        due = one.due.isoformat() if one.due else None
        return RoomLine(
            LineKind.ACTION, one.text, owner=one.owner, member_id=one.member_id, due=due, due_words=one.due_words
        )
    kinds = {NoteKind.DECISION: LineKind.DECISION, NoteKind.QUESTION: LineKind.QUESTION,
             NoteKind.QUOTATION: LineKind.SAID}  # fmt: skip
    return RoomLine(kinds.get(one.kind, LineKind.NOTE), one.text, said_by=one.said_by)


def _called(one: Note | Action) -> str:
    return one.ref if isinstance(one, Action) else NAMES[one.kind]
