"""Asking: who may be asked about what, who has not answered, by when, and the fields of a message's wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mhhs_desk.domain.coverage import Cell, State
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.withheld import ORDINARY, Phrases, said
from mhhs_desk.domain.working_days import is_working, working_days_before

FIELDS = ("rep", "member", "meeting", "day", "deadline", "items")
"""What the wording of a message that asks may name in braces."""

FIELDS_OF = {
    "ask": FIELDS,
    "remind": FIELDS,
    "report": ("rep", "member", "forum", "meeting", "day", "items", "next"),
    "report-all": ("rep", "forum", "meeting", "day", "items", "next"),
    "chase": ("rep", "owner", "actions", "meeting", "day"),
}
"""The fields of each message, by the name of its template."""

FIELD = re.compile(r"\{([^{}]*)\}")
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+")

Asked = Mapping[int, tuple[Item, ...]]
"""Who is asked about what: items by the id of the member."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The subject and the text of a message, with their fields."""

    subject: str
    text: str


def refuse_wording(wording: Wording, fields: Collection[str] = FIELDS) -> None:
    """Raise Refused for a field that is not known, and for a brace without its other."""
    for part in (wording.subject, wording.text):
        unknown = [name for name in FIELD.findall(part) if name not in fields]
        if unknown:
            raise Refused("no such field", field=unknown[0], fields=fields)
        if rest := re.search(r"[{}]", FIELD.sub("", part)):
            raise Refused("a brace alone", brace=rest[0])
    if not wording.subject.strip():
        raise Refused("no subject")


def refuse_naming(wording: Wording, members: Iterable[Member], people: Iterable[Person]) -> None:
    """Raise Refused for a wording that names a member, or an address of one: every other member would read it."""
    text = said(f"{wording.subject} \n {wording.text}")
    for name in (*(n for member in members for n in (member.name, *member.domains)), *(p.address for p in people)):
        words = said(name or "")
        if words and not ORDINARY.issuperset(words) and Phrases.of([words]).stand_in(text):
            raise Refused("wording names a member", name=name)


def fill(words: str, fields: Mapping[str, str]) -> str:
    """A wording with its fields filled in; what was filled in is not looked at again."""
    return FIELD.sub(lambda found: fields.get(found[1], found[0]), words)


def to_ask(items: Iterable[Item], members: Iterable[int], states: Mapping[Cell, State]) -> dict[int, tuple[Item, ...]]:
    """Each member with the items it is asked about: those with options from which it does not stand aside."""
    offered = [item for item in items if item.options]
    return _each(offered, members, lambda cell: states.get(cell) is not State.RECUSED)


def to_remind(
    items: Iterable[Item], members: Iterable[int], states: Mapping[Cell, State]
) -> dict[int, tuple[Item, ...]]:
    """Each member that was asked and is silent, with the items it is silent on."""
    offered = [item for item in items if item.options]
    return _each(offered, members, lambda cell: states.get(cell) is State.SILENT)


def _each(items: list[Item], members: Iterable[int], wanted: Callable[[Cell], bool]) -> dict[int, tuple[Item, ...]]:
    found = {member: tuple(item for item in items if wanted((item.id, member))) for member in members}
    return {member: mine for member, mine in found.items() if mine}


def deadline(meeting: Meeting, today: date, days: int, time: str, holidays: Collection[date]) -> str | None:
    """By when answers may be asked for: as the meeting has it, else some working days before the meeting.

    Where that has passed, the last working day before the meeting; None where there is no such day any more.
    """
    if meeting.feedback_due and meeting.feedback_due[:10] >= today.isoformat():
        return meeting.feedback_due
    if meeting.day is None:
        return None
    for count in (days, 1):
        day = working_days_before(meeting.day, count, holidays)
        if day >= today and is_working(day, holidays):
            return f"{day.isoformat()}T{time}"
    return None


def refuse_asking(asked: Asked, meeting: Meeting, due: str | None, today: date, reminder: bool) -> None:
    """Raise Refused where nobody is asked anything, or no deadline could be met."""
    if not asked:
        raise Refused("nobody to remind" if reminder else "nobody to ask", meeting=meeting.label)
    if due is None:
        raise Refused("no deadline")
    if due[:10] < today.isoformat():
        raise Refused("deadline passed", due=due)
    if meeting.day and due[:10] > meeting.day.isoformat():
        raise Refused("deadline after the meeting", due=due, meeting=meeting.label, day=meeting.day)


def addresses(people: Iterable[Person]) -> tuple[tuple[str, str], ...]:
    """The people of a member who can be written to, each once: (name, address)."""
    found = {
        person.address.strip().casefold(): (person.name, person.address.strip())
        for person in people
        if person.address and is_address(person.address)
    }
    return tuple(found.values())


def is_address(words: str) -> bool:
    """Whether some words are an e-mail address that every program takes."""
    return words.isascii() and ADDRESS.fullmatch(words.strip()) is not None
