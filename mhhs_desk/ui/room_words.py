"""The words of the room: the time that is left, what a line would record, what was recorded, and what a group did."""

from __future__ import annotations

from datetime import date
from math import ceil

from mhhs_desk import words
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.holder import Holder
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Attendance, Attending, Capacity, Meeting, Note, NoteKind
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.options import QUESTION_KEYS
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.room import Clock, Ending, Ofgem, Phase, ending
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.intake.room_line import Known, LineKind, RoomLine

LEGEND = (("a", "action"), ("d", "decision"), ("o", "outcome"), ("n", "note"), ("q", "question put"), ("s", "said by"))
HINT = "a PMO to circulate LDP plan, next PSG"
KEPT = "Each line is kept on this computer as you press Enter. Ctrl ↑ ↓ scrolls the item."
KINDS = {
    LineKind.ACTION: "Action",
    LineKind.DECISION: "Decision",
    LineKind.NOTE: "Note",
    LineKind.QUESTION: "Question put",
    LineKind.SAID: "Quotation",
    LineKind.OUTCOME: "Outcome",
}
ENDINGS = {
    Ending.DEFERRED: "Deferred",
    Ending.NO_CONSENSUS: "No consensus",
    Ending.NOT_TAKEN: "Not taken",
}
OFGEM = {
    Ofgem.NOT_NEEDED: "Not needed",
    Ofgem.NEEDED: "Needed",
    Ofgem.GIVEN: "Given",
    Ofgem.REFUSED: "Refused",
}
CAPACITIES = {
    Capacity.REPRESENTATIVE: "",
    Capacity.ALTERNATE: "alternate",
    Capacity.OBSERVER: "observer",
    Capacity.CHAIR: "chair",
    Capacity.SECRETARIAT: "secretariat",
}
NAMING = {
    Consent.NAMED: "may be named",
    Consent.KIND: "not to be named, by kind only",
    Consent.CONSTITUENCY: "counted only, not to be named",
    Consent.REP: "told to you only, not to be said",
}


# Time


def minutes(seconds: int) -> int:
    """Whole minutes, those begun counted."""
    return ceil(abs(seconds) / 60)


def left(clock: Clock) -> str:
    """6 of 15 minutes left; 4 minutes over the 15; 12 minutes so far, where nobody has said how many there are."""
    if clock.left is None or clock.allowed is None:
        return f"{words.count(clock.spent // 60, 'minute')} so far"
    whole = minutes(clock.allowed)
    if clock.over:
        return f"{words.count(minutes(clock.left), 'minute')} over the {whole}"
    return f"{minutes(clock.left)} of {words.count(whole, 'minute')} left"


def taken(clock: Clock) -> str:
    """What an item took, once it is over: 12 of 15 minutes."""
    if not clock.spent:
        return "no time was kept"
    told = minutes(clock.spent)
    return (
        f"{told} of {words.count(minutes(clock.allowed), 'minute')}" if clock.allowed else words.count(told, "minute")
    )


def kept(when: Phase, holder: Holder | None) -> str:
    """Why no time is kept, where none is."""
    if holder:
        return "read only, nothing is kept"
    return "rehearsal, no time is kept" if when is Phase.BEFORE else ""


# Lines


def preview(line: RoomLine, known: Known, day: date | None) -> str:
    """What Enter would record: Action · owner PMO · due next PSG (1 Dec)."""
    if line.missing:
        return "Name an option, or how the item ended" if line.missing == "outcome" else "No words yet"
    parts = {
        LineKind.ACTION: lambda: _action_parts(line, day),
        LineKind.SAID: lambda: [f"said by {line.said_by}" if line.said_by else "who said it is not given"],
        LineKind.OUTCOME: lambda: _outcome_parts(line, known),
    }.get(line.kind, list)()
    return " · ".join([KINDS[line.kind], *parts])


def _action_parts(line: RoomLine, day: date | None) -> list[str]:
    owner = f"owner {line.owner}" if line.owner else "no owner given"
    return [owner, f"due {due_words(line.due_words, day)}" if line.due or line.due_words else "no date given"]


def due_words(said: str | None, day: date | None) -> str:
    """Next PSG (1 Dec); Fri 3 Dec; the words found."""
    if said is None:
        return words.day(day) if day else "on no day"
    if not said.casefold().startswith("next "):
        return f"“{said}”"
    return f"{said} ({f'{day.day} {words.MONTHS[day.month - 1]}' if day else 'no day known'})"


def _outcome_parts(line: RoomLine, known: Known) -> list[str]:
    result = line.option and option_words(line.option, {one.key: one.name for one in known.options})
    return [
        part
        for part in (
            result or (ENDINGS[line.ending] if line.ending else ""),
            f"recommended by {line.recommended_by}" if line.recommended_by else "",
            f"decided by {line.decided_by}" if line.decided_by else "",
            f"Ofgem {line.ofgem}" if line.ofgem else "",
            f"“{line.text}”" if line.text else "",
        )
        if part
    ]


def recorded(one: Note | Action) -> tuple[str, str, str]:
    """A recorded line as what it is, its words, and what is to be known of it."""
    if isinstance(one, Action):
        return "Action", f"{one.owner}: {one.text}" if one.owner else one.text, one.ref
    if one.kind is NoteKind.QUOTATION:
        return "", f"“{one.text}”", one.said_by or "who said it is not given"
    return {NoteKind.DECISION: "Decision", NoteKind.QUESTION: "Question put"}.get(one.kind, ""), one.text, ""


# Items


def option_words(key: str, names: dict[str, str]) -> str:
    """An option on a button: a question's by its number, any other by its name."""
    return f"Option {key}" if key in QUESTION_KEYS else names.get(key, key)


def names_of(item: Item) -> dict[str, str]:
    return {option.key: option.name for option in item.options}


def done(item: Item, outcome: Outcome | None) -> str:
    """What a group did with an item, in a word or two; empty where nothing is on record."""
    if outcome is None:
        return ""
    if outcome.option:
        return option_words(outcome.option, names_of(item))
    how = ending(outcome)
    return ENDINGS[how] if how else words.FATES[outcome.ours] if outcome.ours else "In words"


def position(item: ItemView) -> str:
    """Our position · Accept · majority with dissent, 9 of 14."""
    ours = item.position
    parts = ["Our position"]
    if ours and ours.option:
        parts.append(option_words(ours.option, names_of(item.item)))
        strength = words.STRENGTHS[ours.strength].lower() if ours.strength else "strength not said"
        for_it = f", {item.tally.options[ours.option]} of {item.tally.answered}" if item.tally.answered else ""
        parts.append(f"{strength}{for_it}")
    return " · ".join(parts)


def no_position(item: ItemView) -> str:
    """What stands for a statement that is not there."""
    if item.text("questions"):
        return "We put a question."
    informs = item.item.disposition is Disposition.INFORMATION
    return "For information; no position is taken." if informs else "No position yet."


def red_lines(item: ItemView) -> str:
    """Red line, one member; Red lines, 2 members."""
    number = len(item.red_lines)
    return "Red line, one member" if number == 1 else f"Red lines, {number} members"


def naming(answer: Feedback) -> str:
    """Whether whoever holds a red line may be named."""
    if answer.sensitive:
        return "commercially sensitive, not to be said"
    return f"{NAMING[answer.consent]}{', in part held back' if answer.held_back else ''}"


def counts(item: ItemView) -> list[tuple[str, str]]:
    """The numbers of a tally with what they count: 9 option 1, 5 silent."""
    tally: Tally = item.tally
    names = names_of(item.item)
    keys = [*names, *(key for key in tally.options if key not in names)]
    found = [(tally.options[key], option_words(key, names)) for key in keys if tally.options[key]]
    found += [(tally.states[state], state.value) for state in State
              if state is not State.ANSWERED and tally.states[state]]  # fmt: skip
    return [(str(number), name[:1].lower() + name[1:]) for number, name in found]


# Who is there


def speaks(view: View) -> str:
    """Who speaks for us at a meeting."""
    seat, meeting = view.seat, view.meeting
    name = view.constituency
    if seat is None or meeting.attending is None:
        return f"Who speaks for {name} is not said."
    if meeting.attending is Attending.NOBODY:
        return f"Nobody speaks for {name}."
    if meeting.attending is Attending.ALTERNATE:
        return f"{seat.alternate or 'The alternate, whose name is not given,'} speaks for {name}, as alternate."
    return f"{seat.rep or 'The rep'} speaks for {name}."


def attends(one: Attendance) -> str:
    """What somebody is there as: Supplier Agent, alternate."""
    for_whom = one.speaks_for if one.speaks_for.casefold() != one.name.casefold() else "name not given"
    return ", ".join(part for part in (for_whom, CAPACITIES[one.capacity]) if part)


def there(people: list[Attendance]) -> str:
    """14 there, 2 apologies."""
    here = sum(bool(one.id) and one.present for one in people)
    away = sum(bool(one.id) and not one.present for one in people)
    told = f"{here} there"
    return f"{told}, {words.count(away, 'apology', 'apologies')}" if away else told


def standing_words(meeting: Meeting, number: int | None, total: int) -> str:
    """PSG 1 · item 3 of 10."""
    return f"{meeting.label} · item {number} of {total}" if number else f"{meeting.label} · no items"
