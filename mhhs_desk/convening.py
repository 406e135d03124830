"""Convening on the desk: days by rule confirmed or declined, meetings moved and called off, and the calendar file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from mhhs_desk import calendar_words, words
from mhhs_desk.domain import calendar_days, convening
from mhhs_desk.domain.calendar_days import Deadline, Remark
from mhhs_desk.domain.calendar_marks import entry_uid
from mhhs_desk.domain.convening import Turn
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Cadence, Forum, rule_on
from mhhs_desk.domain.meetings import Meeting, Move
from mhhs_desk.keeping import Keeping
from mhhs_desk.store.settings import CONSTITUENCY
from mhhs_desk.store.stamps import deadline_stamp, stamp

if TYPE_CHECKING:
    from mhhs_desk.exchange.calendar_file import Entry, Organiser


@dataclass(frozen=True, slots=True)
class ByRule:
    """A day that a forum's rule gives and nobody has settled, with the label its meeting may have."""

    forum: Forum
    day: date
    label: str


class Convening(Keeping):
    """A desk that keeps the calendar of its forums."""

    # What is known of a day

    @property
    def holiday_names(self) -> dict[date, str]:
        """The bank holidays with their names."""
        return {holiday.day: holiday.name for holiday in self.bank_holidays.all()}

    def papers_due(self, forum: Forum, day: date) -> Deadline:
        """By when the papers of a forum's meeting on a day are due."""
        return calendar_days.papers_due(forum, day, set(self.holiday_names))

    def feedback_due(self, meeting: Meeting) -> str | None:
        """By when answers are due, ISO: as the meeting has it, else by its forum's rule where there is one."""
        return calendar_days.feedback_due(meeting, self.forums.get(meeting.forum_id), set(self.holiday_names))

    def remarks(self, forum: Forum, day: date) -> tuple[Remark, ...]:
        """What is to be told of a forum that meets on a day."""
        holidays = set(self.holiday_names)
        due = calendar_days.papers_due(forum, day, holidays)
        return calendar_days.remarks(day, rule_on(forum, day, self.cadences.all()), due, holidays)

    def due_remarks(self, meeting: Meeting, due: str) -> tuple[Remark, ...]:
        """What is to be told of a deadline for answers: what its day collides with, and the holidays before it."""
        day, holidays = date.fromisoformat(due[:10]), set(self.holiday_names)
        found = calendar_days.deadline_on(day, meeting.day, holidays) if meeting.day else None
        return calendar_days.remarks(day, (None, None), found, holidays)

    def stands_for(self, meeting: Meeting) -> date | None:
        """The day by its forum's rule that a meeting stands for."""
        return convening.rule_day(meeting, self.forums.get(meeting.forum_id), self.cadences.all())

    def turns(self, meeting: Meeting) -> list[Turn]:
        """What became of a meeting: when it was moved, and when it was called off."""
        return convening.turns(meeting, self.moves.where("meeting_id = ?", meeting.id))

    # Days by rule

    def open_days(self, until: date, forum_id: int | None = None) -> list[ByRule]:
        """The days by rule up to a day that are still to be confirmed or declined, in order."""
        meetings, cadences, found = self.meetings.all(), self.cadences.all(), []
        for forum in self.forums.all():
            if forum_id not in (None, forum.id):
                continue
            days = []
            for day in convening.open_days(forum, self.today, meetings, cadences):
                if day > until:
                    break
                days.append(day)
            labels = convening.next_labels(forum, meetings, days)
            found += [ByRule(forum, day, label) for day, label in zip(days, labels, strict=True)]
        return sorted(found, key=lambda one: (one.day, one.forum.level, one.forum.id))

    def next_open(self, forum_id: int, count: int = 1) -> list[date]:
        """The next days by rule of a forum that nobody has settled."""
        days = convening.open_days(self.forums.get(forum_id), self.today, self.meetings.all(), self.cadences.all())
        return list(islice(days, count))

    def confirm(self, days: Sequence[ByRule]) -> list[Meeting]:
        """Make meetings of days by rule, under the labels given, in one step. Raises Refused for a label twice."""
        for n, one in enumerate(days):
            self._refuse_label(one.label, [other.label for other in days[:n]])
        if not days:
            raise Refused("no day to confirm")
        first = f"{days[0].label}, {words.day(days[0].day, year=True)}"
        with self.step(f"Confirm {first}" if len(days) == 1 else f"Confirm {len(days)} meetings from {first} on"):
            return self.meetings.add_all(
                Meeting(forum_id=one.forum.id, label=one.label.strip(), day=one.day, by_rule=one.day) for one in days
            )

    def decline(self, forum_id: int, day: date, why: str = "") -> Meeting:
        """Take down that a forum does not meet on a day by rule; it stays in the list, struck, and comes up no more."""
        code = self.forums.get(forum_id).code
        label = f"{code} {words.MONTHS[day.month - 1]} {day.year}"
        self._refuse_label(label)
        with self.step(f"No {code} on {words.day(day, year=True)}"):
            off = Meeting(forum_id=forum_id, label=label, day=day, by_rule=day, cancelled=self.today)
            made = self.meetings.add(off)
            self.moves.add(Move(meeting_id=made.id, told_on=self.today, day=day, why=why.strip()))
        return made

    def _refuse_label(self, label: str, others: Iterable[str] = (), own: int | None = None) -> None:
        label = label.strip()
        if not label:
            raise Refused("a meeting without a label")
        known = self.meetings.first("label = ? COLLATE NOCASE", label)
        if (known and known.id != own) or label.casefold() in {other.strip().casefold() for other in others}:
            raise Refused("a label twice", label=label)

    # Moves

    def move(
        self, meeting_id: int, day: date, start: str | None, end: str | None, told_on: date | None = None, why: str = ""
    ) -> Meeting:
        """Take down that a meeting was moved; what it had before stays with it. Raises Refused."""
        meeting = self.meetings.get(meeting_id)
        told = told_on or self.today
        after = convening.moved(meeting, self.stands_for(meeting), told, why, day, start, end)
        at = f", {start}" if start and start != meeting.start else ""
        with self.step(f"Move {meeting.label} to {words.day(day, year=True)}{at}"):
            return self._write(*after)

    def call_off(self, meeting_id: int, told_on: date | None = None, why: str = "") -> Meeting:
        """Take down that a meeting was called off; it stays in the list, struck. Raises Refused."""
        meeting = self.meetings.get(meeting_id)
        after = convening.called_off(meeting, self.stands_for(meeting), told_on or self.today, why)
        with self.step(f"Call off {meeting.label}"):
            return self._write(*after)

    def reinstate(self, meeting_id: int) -> Meeting:
        """Take down that a meeting that was called off is held after all. Raises Refused where it is not called off."""
        meeting = self.meetings.get(meeting_id)
        if meeting.cancelled is None:
            raise Refused("not called off", meeting=meeting.label)
        with self.step(f"{meeting.label} is held after all"):
            return self.meetings.change(meeting_id, cancelled=None)

    def _write(self, after: Meeting, move: Move) -> Meeting:
        self.moves.add(move)
        return self.meetings.save(after)

    # Cadence

    def set_cadence(
        self, forum_id: int, since: date | None, nth: int | None, weekday: int | None, source: str = ""
    ) -> None:
        """Set by what rule a forum meets from a day on; without a day, the rule it began with.

        Without `nth` or `weekday` it meets by no rule. One of the same day is written over.
        """
        code = self.forums.get(forum_id).code
        if nth is None or weekday is None:
            nth = weekday = None
        told = calendar_words.nth_weekday(nth, weekday)
        if since is None:
            with self.step(f"{code} meets by rule: {told}"):
                self.forums.change(forum_id, nth=nth, weekday=weekday, **({"source": source} if source else {}))
            return
        known = self.cadences.first("forum_id = ? AND since = ?", forum_id, since.isoformat())
        with self.step(f"{code} meets from {words.day(since, year=True)} by rule: {told}"):
            if known:
                self.cadences.change(known.id, nth=nth, weekday=weekday, source=source)
            else:
                self.cadences.add(Cadence(forum_id=forum_id, since=since, nth=nth, weekday=weekday, source=source))

    def drop_cadence(self, cadence_id: int) -> None:
        """Take a change of a forum's rule out again."""
        cadence = self.cadences.get(cadence_id)
        code = self.forums.get(cadence.forum_id).code
        with self.step(f"Take out the rule of {code} from {words.day(cadence.since, year=True)} on"):
            self.cadences.remove(cadence_id)

    # The calendar file

    def calendar_meetings(self, everything: bool = False) -> list[Meeting]:
        """The meetings that a calendar file holds: those that have a day and are to come, or all that have one.

        A day by rule that was declined is in none: it never was a meeting that anybody was told of.
        """
        dated = (one for one in self.meetings.all() if one.day and (everything or one.day >= self.today))
        return [one for one in dated if one.cancelled is None or stamp(self, one).sequence]

    def calendar_file(
        self, meetings: Iterable[Meeting] | None = None, deadlines: bool = False, everything: bool = False
    ) -> bytes:
        """Meetings as the bytes of an .ics file: those to come, or those given; with their deadlines where asked.

        One that is called off is marked so, and by itself is a cancellation; one without a day is left out. Raises
        Refused where none is left, as no program takes an empty calendar.
        """
        from mhhs_desk.exchange.calendar_file import CANCEL, PUBLISH, calendar_file

        chosen = self.calendar_meetings(everything) if meetings is None else [one for one in meetings if one.day]
        if not chosen:
            raise Refused("no meeting for a calendar")
        entries = [entry for one in chosen for entry in self._entries(one, deadlines)]
        called_off = len(chosen) == 1 and chosen[0].cancelled is not None
        return calendar_file(entries, self._organiser(), CANCEL if called_off else PUBLISH)

    def _organiser(self) -> Organiser:
        from mhhs_desk.exchange.calendar_file import Organiser

        seat = self.seats.first("ours AND rep IS NOT NULL")
        name, address = (seat.rep, seat.rep_address) if seat else (None, None)
        return Organiser(name or self.settings.read(CONSTITUENCY), address, self.settings.identity())

    def _entries(self, meeting: Meeting, deadlines: bool) -> Iterator[Entry]:
        """A meeting's entry, and those of its deadlines."""
        from mhhs_desk.exchange.calendar_file import Entry

        version = stamp(self, meeting)
        assert meeting.day
        forum = self.forums.get(meeting.forum_id)
        yield Entry(
            uid=entry_uid(meeting.uid),
            sequence=version.sequence,
            at=version.at,
            summary=f"{meeting.label}: {forum.name}",
            day=meeting.day,
            start=meeting.start,
            end=meeting.end,
            place=meeting.place,
            text="\n".join(
                calendar_words.entry(meeting, forum, self.papers_due(forum, meeting.day), self.turns(meeting))
            ),
            cancelled=meeting.cancelled is not None,
        )
        for part, what, moment in self._deadlines(meeting, forum, meeting.day) if deadlines else ():
            last = deadline_stamp(self, meeting)
            yield Entry(
                uid=entry_uid(meeting.uid, part),
                sequence=last.sequence,
                at=last.at,
                summary=f"{what}: {meeting.label}",
                day=date.fromisoformat(moment[:10]),
                start=moment[11:16] or None,
                cancelled=meeting.cancelled is not None,
                free=True,
            )

    def _deadlines(self, meeting: Meeting, forum: Forum, day: date) -> Iterator[tuple[str, str, str]]:
        """The deadlines of a meeting: which, its words, and the moment."""
        yield "papers", "Papers due", self.papers_due(forum, day).moment
        feedback = self.feedback_due(meeting)
        if feedback:
            yield "feedback", "Answers due", feedback
