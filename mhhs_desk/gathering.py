"""In the room: who is there, where the group stands, and the time that it spends on each item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Attendance, ItemTime, Meeting
from mhhs_desk.domain.room import Standing, end_of, expected, forgotten, left_at
from mhhs_desk.keeping import Keeping

ROOM = "room"
"""The setting that says where a group stands."""


class Gathering(Keeping):
    """A desk that knows who is in the room, and what is being dealt with there."""

    def moment(self) -> datetime:
        """The moment in London to the second; where today was told, that time of day on it."""
        from mhhs_desk.intake.dates import london

        now = datetime.now(UTC)
        there = datetime.fromisoformat(london(now)).replace(second=now.second)
        return there if self.today == datetime.now().date() else datetime.combine(self.today, there.time())

    # Who is there

    def expected_at(self, meeting: Meeting) -> list[Attendance]:
        """Everybody to tick at a meeting; those that are not on record have no number."""
        came = self._came_last(meeting)
        seats = list(self.seats.where("forum_id = ?", meeting.forum_id))
        return expected(meeting, seats, came, list(self.attendance.where("meeting_id = ?", meeting.id)))

    def _came_last(self, meeting: Meeting) -> list[Attendance]:
        """Who came to the last meeting of the same forum of which that is known."""
        of_forum = [one for one in self.meetings.where("forum_id = ?", meeting.forum_id) if one.day]
        before = [one for one in of_forum if meeting.day is None or (one.day and one.day < meeting.day)]
        known = (list(self.attendance.where("meeting_id = ? AND present", one.id)) for one in reversed(before))
        return next((came for came in known if came), [])

    def attend(self, people: Iterable[Attendance], present: bool | None) -> None:
        """Note that people are there, or have sent apologies; with None it is not said any more. In one step."""
        some = list(people)
        who = some[0].name if len(some) == 1 else f"{len(some)} people"
        told: dict[bool | None, str] = {
            True: f"Note that {who} {'is' if len(some) == 1 else 'are'} there",
            False: f"Note the apologies of {who}",
            None: f"Take {who} off the attendance",
        }
        with self.step(told[present]):
            for one in some:
                if present is None:
                    self.attendance.remove(one.id)
                elif one.id:
                    self.attendance.change(one.id, present=present)
                else:
                    self.attendance.add(replace(one, present=present))

    def add_person(self, meeting: Meeting, line: str) -> Attendance:
        """Note somebody in a line: "Robin Ash, Supplier Agent, alternate". Raises Refused where it names nobody.

        Where the seat was ticked without a name before, this is its name.
        """
        from mhhs_desk.intake.room_people import read_person

        seats = [seat.name for seat in self.seats.where("forum_id = ?", meeting.forum_id)]
        said = read_person(line, seats)
        if not said.name:
            raise Refused("nobody is named")
        unnamed = "meeting_id = ? AND (name = ? COLLATE NOCASE OR name = speaks_for AND speaks_for = ? COLLATE NOCASE)"
        known = self.attendance.first(unnamed, meeting.id, said.name, said.speaks_for)
        before = known or Attendance(meeting_id=meeting.id, name="")
        after = replace(
            before,
            name=said.name,
            speaks_for=said.speaks_for or before.speaks_for,
            capacity=said.capacity or before.capacity,
            present=said.present,
        )
        with self.step(f"Note the attendance of {said.name}"):
            return self.attendance.save(after) if known else self.attendance.add(after)

    # The clock

    def standing(self) -> Standing | None:
        """Where a group stands, as it was kept last."""
        return Standing.read(self.settings.read(ROOM))

    def take_up(self, meeting: Meeting, item: Item, since: datetime, runs: bool = True) -> None:
        """Note that the group has turned to an item, and how long it was on the one before, in one step."""
        before = self.standing()
        began = since.isoformat(timespec="seconds") if runs else None
        if before and before.item_id == item.id and (before.began is not None) == runs and not before.stopped:
            return
        with self.step(f"Take up item {item.number} of {meeting.label}" if runs else f"Look at item {item.number}"):
            self._left(before, since)
            self.settings.write(ROOM, Standing(meeting.id, item.id, began).written())

    def stop_clock(self, at: datetime) -> None:
        """Keep the time that was spent on the item under way, and let no more pass."""
        before = self.standing()
        if before and before.began:
            with self.step("Stop the clock"):
                self._left(before, at)
                self.settings.write(ROOM, Standing(before.meeting_id, before.item_id, None, stopped=True).written())

    def _left(self, before: Standing | None, at: datetime) -> None:
        """Keep the time that was spent on the item a group leaves; of a clock left behind, as much as is told of."""
        item = self.items.first("id = ?", before.item_id) if before and before.began else None
        if before is None or before.began is None or item is None:
            return
        meeting = self.meetings.get(item.meeting_id)
        ended_at: str | None = at.isoformat(timespec="seconds")
        if forgotten(meeting, before, at):
            signs = [note.at for note in self.notes.where("item_id = ?", item.id)]
            ended_at = left_at(before.began, signs, end_of(meeting))
        if ended_at and ended_at > before.began:
            self.item_times.add(ItemTime(item_id=item.id, began=before.began, ended=ended_at))
