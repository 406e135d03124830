"""What runs in the room: the item whose time passes. Time is kept on the day of the meeting, and only there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import ItemTime, Meeting
from mhhs_desk.domain.room import Clock, Phase, Standing, counted_from, forgotten, item_clock, meeting_clock, phase

GLANCE = 3000
"""Milliseconds for which another item may be looked at before the group is taken to have turned to it."""


class RoomClock:
    """The clock of one meeting. It is reckoned from the time of day, so that nothing need run for it to go on."""

    def __init__(self, desk: Desk, meeting: Meeting) -> None:
        self.desk, self.meeting = desk, meeting
        self.shown: Item | None = None
        self._turned: datetime | None = None
        """When the item that is shown was turned to, until the group is taken to be on it."""
        self._rehearsed: datetime | None = None
        self._kept = self.keeps

    @property
    def now(self) -> datetime:
        return self.desk.moment()

    @property
    def phase(self) -> Phase:
        return phase(self.meeting, self.now)

    @property
    def keeps(self) -> bool:
        """Whether the time that passes is kept."""
        return self.phase is Phase.HELD and self.desk.writes

    @property
    def standing(self) -> Standing | None:
        """Where the group stands at this meeting, as it was kept last."""
        found = self.desk.standing()
        return found if found and found.meeting_id == self.meeting.id else None

    @property
    def stopped(self) -> bool:
        standing = self.standing
        return bool(standing and standing.stopped)

    def look_at(self, item: Item) -> None:
        """Look at an item; the clock of the one before goes on until the group is taken to have turned to it."""
        self.shown, self._rehearsed = item, self.now
        standing = self.standing
        on_it = standing is not None and standing.item_id == item.id and standing.began is not None
        self._turned = None if on_it else self._turned or self.now

    def settle(self) -> None:
        """Take the group to be on the item that is shown: at once for what is recorded on it, else after a moment."""
        turned, item = self._turned, self.shown
        if turned and item and self.keeps and not self.stopped:
            self._turned = None
            self.desk.take_up(self.meeting, item, counted_from(self.meeting, turned))

    def begins(self) -> bool:
        """Whether the meeting has begun since this was asked last: then the clock of the item that is shown begins."""
        before, self._kept = self._kept, self.keeps
        if self.shown and self._kept and not before:
            self._turned = self.now
        return self._kept and not before

    def let_go(self) -> None:
        """Stop a clock that was left behind."""
        standing = self.standing
        if standing and self.desk.holder is None and forgotten(self.meeting, standing, self.now):
            self.desk.stop_clock(self.now)

    def go_on(self) -> None:
        """Let the clock go on after it was stopped."""
        if self.shown and self.keeps:
            self._turned = None
            self.desk.take_up(self.meeting, self.shown, counted_from(self.meeting, self.now))

    def stop(self) -> None:
        self.settle()
        self.desk.stop_clock(self.now)

    def of(self, item: Item, times: Iterable[ItemTime]) -> Clock:
        """The clock of the item that is shown."""
        return item_clock(item, times, self._began(item), self.now)

    def _began(self, item: Item) -> str | None:
        when = self.phase
        standing = self.standing
        if when is Phase.AFTER or self.stopped:
            return None
        if not self.keeps:
            return self._rehearsed.isoformat() if self._rehearsed else None
        if standing and standing.item_id == item.id:
            return standing.began
        return counted_from(self.meeting, self._turned).isoformat() if self._turned else None

    def whole(self) -> Clock | None:
        """The clock of the whole meeting, while it is held."""
        return meeting_clock(self.meeting, self.now) if self.phase is Phase.HELD else None

    def remember(self) -> None:
        """Keep the item that was looked at, where no time is kept, so that one comes back to it."""
        standing = self.standing
        if self.shown and not self.keeps and self.desk.writes and (standing is None or not standing.began):
            self.desk.take_up(self.meeting, self.shown, self.now, runs=False)
