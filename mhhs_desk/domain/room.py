"""In the room: the time an item has left, where the group stands, what became of our position, who is expected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Attendance, Attending, Capacity, ItemTime, Meeting
from mhhs_desk.domain.options import AGAINST, FOR, NIL
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.positions import Position

EARLY = timedelta(minutes=15)
"""How long before its start a meeting is under way for the room: what is looked at earlier is a rehearsal."""

LONG_OVER = timedelta(hours=1)
"""How long after its end a meeting is no longer under way for one who comes into the room again."""

NO_VIEW = frozenset({NIL, "U", "O"})
"""Options that ask for nothing, so that nothing of them can be carried."""


class Phase(StrEnum):
    """How a meeting stands to a moment: only while it is held is time kept."""

    BEFORE = "before"
    HELD = "held"
    AFTER = "after"


def phase(meeting: Meeting, now: datetime) -> Phase:
    """Whether a meeting is still to come, held on the day of a moment, or over."""
    if meeting.day is None or now.date() < meeting.day:
        return Phase.BEFORE
    if now.date() > meeting.day:
        return Phase.AFTER
    starts = _at(meeting, meeting.start)
    return Phase.BEFORE if starts and now < starts - EARLY else Phase.HELD


def _at(meeting: Meeting, clock: str | None) -> datetime | None:
    """The moment of a time of day of a meeting."""
    try:
        return datetime.fromisoformat(f"{meeting.day}T{clock}") if meeting.day and clock else None
    except ValueError:
        return None


def counted_from(meeting: Meeting, when: datetime) -> datetime:
    """From when time counts that begins at a moment: never before the meeting starts."""
    starts = _at(meeting, meeting.start)
    return max(when, starts) if starts and starts.date() == when.date() else when


# The clock


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the group stands: the item it is on, and since when; `stopped` is a clock that the rep has stopped."""

    meeting_id: int
    item_id: int
    began: str | None = None
    stopped: bool = False

    def written(self) -> str:
        """As it is kept in a setting."""
        return json.dumps([self.meeting_id, self.item_id, self.began, self.stopped])

    @classmethod
    def read(cls, text: str) -> Standing | None:
        """What was kept; None where that says nothing that can be read."""
        try:
            meeting_id, item_id, began, stopped = json.loads(text)
            if began is not None:
                datetime.fromisoformat(began)
        except (ValueError, TypeError):
            return None
        whole = type(meeting_id) is int and type(item_id) is int and type(stopped) is bool
        return cls(meeting_id, item_id, began, stopped) if whole else None


@dataclass(frozen=True, slots=True)
class Clock:
    """The seconds that were spent, and those that are allowed; None where nobody has said."""

    spent: int
    allowed: int | None = None

    @property
    def left(self) -> int | None:
        """The seconds that are left, less than none where the time is over."""
        return None if self.allowed is None else self.allowed - self.spent

    @property
    def over(self) -> bool:
        return self.left is not None and self.left < 0


def spent(times: Iterable[ItemTime], item_id: int, began: str | None, now: datetime) -> int:
    """The seconds spent on an item: those that were kept, and those since it was taken up where it is under way."""
    kept = sum(seconds(time.began, time.ended) for time in times if time.item_id == item_id)
    return kept + (seconds(began, now.isoformat()) if began else 0)


def seconds(began: str, ended: str) -> int:
    """The seconds from one moment to another; none where they are the wrong way round or cannot be read."""
    try:
        passed = datetime.fromisoformat(ended) - datetime.fromisoformat(began)
    except (ValueError, TypeError):
        return 0
    return max(0, int(passed.total_seconds()))


def item_clock(item: Item, times: Iterable[ItemTime], began: str | None, now: datetime) -> Clock:
    """The clock of one item."""
    return Clock(spent(times, item.id, began, now), item.minutes * 60 if item.minutes else None)


def meeting_clock(meeting: Meeting, now: datetime) -> Clock | None:
    """The clock of a whole meeting, from its start; None before it, and where its start is not known."""
    starts, ends = _at(meeting, meeting.start), _at(meeting, meeting.end)
    if starts is None or now < starts:
        return None
    allowed = int((ends - starts).total_seconds()) if ends and ends > starts else None
    return Clock(int((now - starts).total_seconds()), allowed)


def left_at(began: str, signs: Iterable[str], ends: str | None) -> str | None:
    """When an item was left whose clock nobody stopped: at the last sign of it, else at the end of the meeting.

    None where nothing tells: no time is made up.
    """
    after = [sign for sign in signs if seconds(began, sign)]
    return max(after) if after else ends if ends and seconds(began, ends) else None


def forgotten(meeting: Meeting, standing: Standing, now: datetime) -> bool:
    """Whether a clock still runs that somebody has left behind: on another day, or long after the meeting's end."""
    if standing.began is None:
        return False
    ends = _at(meeting, meeting.end)
    return standing.began[:10] != now.date().isoformat() or (ends is not None and now > ends + LONG_OVER)


def end_of(meeting: Meeting) -> str | None:
    """When a meeting was to end, as a moment."""
    ends = _at(meeting, meeting.end)
    return ends.isoformat() if ends else None


# Outcomes


class Ending(StrEnum):
    """What a group may do with an item besides taking one of its options."""

    DEFERRED = "deferred"
    NO_CONSENSUS = "no consensus"
    NOT_TAKEN = "not taken"

    @property
    def sentence(self) -> str:
        """As the text of an outcome begins."""
        return f"{self.value.capitalize()}."


class Ofgem(StrEnum):
    """Where Ofgem stands to an outcome."""

    NOT_NEEDED = "not needed"
    NEEDED = "needed"
    GIVEN = "given"
    REFUSED = "refused"


def ending(outcome: Outcome) -> Ending | None:
    """How an item ended where no option was taken."""
    if outcome.option is not None:
        return None
    return next((one for one in Ending if outcome.text.startswith(one.sentence)), None)


def fate(option: str | None, how: Ending | None, position: Position | None) -> Fate | None:
    """What became of our position, as it is proposed; None where it asked for nothing, or nothing was done."""
    if how in (Ending.DEFERRED, Ending.NOT_TAKEN):
        return Fate.DEFERRED if how is Ending.DEFERRED else Fate.NOT_TAKEN
    ours = position.option if position else None
    if ours is None or ours in NO_VIEW or (option is None and how is None):
        return None
    if option == ours:
        return Fate.CARRIED
    near = any(option in side and ours in side for side in (FOR, AGAINST))
    return Fate.IN_PART if near else Fate.NOT_CARRIED


def stopped(text: str) -> str:
    """A sentence with an end to it."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" or text[-2:] in (".”", "?”", '."', '?"') else f"{text}."


def with_line(text: str, line: str) -> str:
    """The text of an outcome with one more decision in it, once."""
    lines = [one for one in text.split("\n") if one]
    said = stopped(line)
    return "\n".join(lines if said in (*lines, "") else [*lines, said])


def without_line(text: str, line: str) -> str:
    """The text of an outcome without a decision, also where its lines were made one by hand."""
    said, lines = stopped(line), [one for one in text.split("\n") if one]
    if said in lines:
        return "\n".join(one for one in lines if one != said)
    whole = re.compile(rf"(?:(?<=[.!?…] )|^){re.escape(said)}(?= |$)")
    return "\n".join(filter(None, (" ".join(whole.sub("", one, count=1).split()) for one in lines)))


def ended(text: str, how: Ending | None) -> str:
    """The text of an outcome that ends so: any other ending is taken off its beginning."""
    for other in Ending:
        text = text.removeprefix(other.sentence).strip()
    return "\n".join(filter(None, (how.sentence if how else "", text)))


# Who is there


CAPACITIES = {"observer": Capacity.OBSERVER, "secretariat": Capacity.SECRETARIAT}
"""In what capacity the holder of a seat of a kind attends, where not as a representative."""


def capacity_of(seat: Seat) -> Capacity:
    """In what capacity the holder of a seat attends."""
    if seat.note.startswith("chairs"):
        return Capacity.CHAIR
    return CAPACITIES.get(seat.kind, Capacity.REPRESENTATIVE)


def expected(
    meeting: Meeting, seats: Sequence[Seat], last: Sequence[Attendance], here: Sequence[Attendance]
) -> list[Attendance]:
    """Everybody to tick, in the order of the seats with our own first: on record, who came last, and seats alone.

    One that is not on record has no number yet. A seat that somebody on the list speaks for is not listed again.
    """
    found = list(here)
    ours = next((seat for seat in seats if seat.ours), None)
    own = ours and speaker(meeting, ours)
    names = {one.name.casefold() for one in found}
    covered = {one.speaks_for.casefold() for one in found} - {""}
    before = [replace(one, id=0, uid="", meeting_id=meeting.id) for one in last if not (ours and _for(one, ours))]
    for one in [*([own] if own else []), *before]:
        if one.name.casefold() not in names and one.speaks_for.casefold() not in covered:
            found.append(one)
            names.add(one.name.casefold())
    covered |= {one.speaks_for.casefold() for one in found}
    empty = (seat for seat in seats if seat.name.casefold() not in covered | names and not seat.ours)
    found += [_unknown(meeting, seat) for seat in empty]
    order = {seat.name.casefold(): number if not seat.ours else -1 for number, seat in enumerate(seats)}
    return sorted(found, key=lambda one: order.get(one.speaks_for.casefold(), len(order)))


def _for(one: Attendance, seat: Seat) -> bool:
    return one.speaks_for.casefold() == seat.name.casefold()


def _unknown(meeting: Meeting, seat: Seat) -> Attendance:
    """The holder of a seat whose name is not known: the seat stands for it."""
    return Attendance(meeting_id=meeting.id, name=seat.name, speaks_for=seat.name, capacity=capacity_of(seat))


def speaker(meeting: Meeting, seat: Seat) -> Attendance | None:
    """Who speaks for our seat, as the meeting says; None where nobody does or it is not said."""
    alternate = meeting.attending is Attending.ALTERNATE
    name = seat.alternate if alternate else seat.rep if meeting.attending is Attending.REP else None
    if not name:
        return None
    capacity = Capacity.ALTERNATE if alternate else Capacity.REPRESENTATIVE
    return Attendance(meeting_id=meeting.id, name=name, speaks_for=seat.name, capacity=capacity)
