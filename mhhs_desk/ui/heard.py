"""Who was heard: the last meetings and every member's part in them, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.hearing import LOOKED_BACK, Contact, Hearing, Part, Record, days_had
from mhhs_desk.domain.members import Member
from mhhs_desk.store import hearing

NOTED = "noted by hand"
"""The way of an asking that was only noted."""


def hearing_of(desk: Desk, most: int = LOOKED_BACK) -> Hearing:
    """Every member over the last meetings that have an agenda, the next one included."""
    meetings = hearing.meetings_with_agenda(desk, desk.next_meeting())
    return hearing.hearing(desk, meetings[-most:], desk.today)


def over(found: Hearing) -> str:
    """The meetings over which somebody counts as never heard: "over 1 meeting", "over the last 3 meetings"."""
    return over_words(len(found.meetings))


def over_words(meetings: int) -> str:
    """Over how many of some meetings that is."""
    count = min(meetings, LOOKED_BACK)
    return f"over {'the last ' if count == LOOKED_BACK else ''}{words.count(count, 'meeting')}"


def ranges(numbers: Iterable[int]) -> str:
    """Numbers with runs drawn together: 1–4, 7, 9, 10."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts) or "none"


def short_day(day: date) -> str:
    """A day without its weekday: 4 Nov."""
    return words.day(day)[4:]


def membership(member: Member, today: date) -> str:
    """Until when somebody is a member, or from when on it is going to be; empty where it is one all along."""
    if member.until:
        return f"until {words.day(member.until, year=True)[4:]}"
    to_come = member.since and member.since > today
    return f"from {words.day(member.since, year=True)[4:]}" if member.since and to_come else ""


def asked_words(contact: Contact | None, days: int | None) -> str:
    """How somebody was asked, in full: "Asked Thu 4 Nov by e-mail, 2 working days; chased Mon 8 Nov"."""
    if contact is None:
        return "Not asked"
    chased = words.listed([words.day(day) for day in contact.chased])
    way = f" by {contact.channel}" if contact.channel and contact.channel != NOTED else ""
    told = f"Asked {words.day(contact.asked)}{way}{time_words(days)}"
    return f"{told}; chased {chased}" if chased else f"{told}; not chased"


def time_words(days: int | None) -> str:
    """The working days somebody had, to be set behind a day; empty where nobody can say."""
    if days is None:
        return ""
    return f", {words.count(days, 'working day')}" if days >= 0 else ", after the answers were due"


def item_asked(contacts: Iterable[Contact], due: date | None, holidays: Collection[date]) -> list[tuple[str, str]]:
    """How an item was asked about, as labelled lines: when and of how many, with what time, and who was chased."""
    told = list(contacts)
    asked, chased = (Counter(c.asked for c in told), Counter(day for c in told for day in c.chased))
    if not told:
        return [("Asked", "nobody yet")]
    lines = [f"{words.day(day)}, {words.count(number, 'member')}" for day, number in sorted(asked.items())]
    days = days_had(Contact(min(asked)), due, holidays)
    had = [("", time_words(days).removeprefix(", "))] if days is not None else []
    reminded = [f"{words.day(day)}, {words.count(number, 'member')}" for day, number in sorted(chased.items())]
    return [*_labelled("Asked", lines), *had, *_labelled("Chased", reminded or ["nobody"])]


def _labelled(label: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Lines of which the first bears the label."""
    for place, line in enumerate(lines):
        yield "" if place else label, line


def chased_words(record: Record) -> str:
    """The last that was done to hear a member at any meeting; "not asked" where nothing was."""
    told = [part.contact for part in record.parts if part.contact]
    return asked_briefly(told[-1]) if told else "not asked"


def asked_briefly(contact: Contact) -> str:
    """The last that was done to hear somebody: "chased 8 Nov", "asked 4 Nov"."""
    return f"chased {short_day(contact.chased[-1])}" if contact.chased else f"asked {short_day(contact.asked)}"


def heard_words(record: Record) -> str:
    """On how many items a member was heard over all the meetings."""
    if not record.items:
        return "no items yet"
    return f"{record.heard} of {record.items}" if record.heard else "never heard"


def part_words(part: Part) -> str:
    """A member's part in one meeting, in full."""
    if not part.counted:
        outside = f"; {outside_words(part.outside)}" if part.outside else ""
        return f"Not a member on the day{outside}"
    states = ", ".join(f"{part.states[state]} {state}" for state in State if part.states[state])
    return (
        f"Heard on {part.heard} of {words.count(part.items, 'item')} ({states}). {asked_words(part.contact, part.days)}"
    )


def outside_words(number: int) -> str:
    """Answers of somebody who is no member on the day: they are in no count."""
    return f"{words.count(number, 'answer')} not counted"
