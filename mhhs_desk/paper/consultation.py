"""The consultation record: who was asked, chased and heard, with what notice, and whom the answers speak for."""

from __future__ import annotations

from collections import Counter
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.hearing import Part, answers_due
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import LEFT, MEASURE, MM, Strips, gap
from mhhs_desk.paper.rows import SMALL_LEADING, Column, heading, paragraph, plain, section, table
from mhhs_desk.paper.text import BODY, SMALL, SMALL_QUIET, SMALL_STRONG, Runs

SPACE = 12.0


def consultation_section(view: View) -> Strips:
    """The record of the consultation; in *own* member by member, elsewhere in numbers alone."""
    strips = [*section("Consultation record", "consultation", "Consultation record"), gap(6, keep=True)]
    strips += paragraph(plain(BODY, " ".join(_summary(view))), LEFT, 142 * MM)
    if view.calls:
        strips += _part("Asked and chased", _calls(view))
    if view.items and view.member_count:
        strips += _part("Heard, item by item", _items(view))
    if view.parts:
        strips += _part("Parties represented", [*_parties(view), *_members(view)])
    return [*strips, gap(30)]


def _part(name: str, body: Strips) -> Strips:
    return [gap(SPACE), *heading(name), *going_on(name, body)]


def _summary(view: View) -> list[str]:
    """How many there are, how many were heard, and with what notice."""
    own = view.edition is Edition.OWN
    if not view.member_count:
        return ["There is no member on the record."]
    heard, rest = view.heard_count, view.member_count - view.heard_count
    said = [f"The {view.constituency} constituency has {words.count(view.member_count, 'member')}."]
    if own:
        said.append(f"{heard} {_was(heard)} heard on at least one item, {rest} on none.")
    else:
        said.append(f"The answers of {heard} are counted here; nothing is read into the rest.")
    due = answers_due(view.meeting)
    if not view.calls:
        said.append("Nobody has been asked yet." if own else "No asking is on the record.")
    elif view.notice is None:
        said.append("The meeting has no day yet, so the notice cannot be counted.")
    else:
        by = f" before answers were due on {words.day(due)}" if due else ""
        said.append(f"Members had {words.count(view.notice, 'working day')}{by}.")
    return said


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _calls(view: View) -> Strips:
    columns = (
        Column("What", LEFT, 38 * MM),
        Column("On", LEFT + 40 * MM, 40 * MM),
        Column("By", LEFT + 82 * MM, 40 * MM),
        Column("Answers due", LEFT + 124 * MM, 46 * MM),
    )
    ordered = sorted(view.calls, key=lambda call: (call.sent_on, call.reminder, call.id))
    alike = {(call.reminder, call.sent_on, call.channel, call.due): call for call in ordered}
    return table(columns, [_call(view, call) for call in alike.values()], 8, SMALL_LEADING, 2.6)


def _call(view: View, call: Call) -> tuple[Runs, ...]:
    due = call.due or view.meeting.feedback_due
    return (
        plain(SMALL, "Chased" if call.reminder else "Asked"),
        plain(SMALL, words.day(call.sent_on)),
        plain(SMALL, call.channel) if call.channel else plain(SMALL_QUIET, "not given"),
        plain(SMALL, words.moment(due)) if due else plain(SMALL_QUIET, "no day given"),
    )


OWN_STATES = (State.ANSWERED, State.NIL, State.SILENT, State.NOT_ASKED, State.RECUSED)
STATE_HEADS = {
    State.ANSWERED: "Answered",
    State.NIL: "Nil return",
    State.SILENT: "Silent",
    State.NOT_ASKED: "Not asked",
    State.RECUSED: "Recused",
    State.NOTHING_TO_SHOW: "No answer to show",
}


def _items(view: View) -> Strips:
    """How many members stand where on each item."""
    own = view.edition is Edition.OWN
    states = OWN_STATES if own else (State.ANSWERED, State.NOTHING_TO_SHOW)
    wide = 17 * MM if own else 27 * MM
    first = MEASURE - len(states) * wide
    columns = [Column("", LEFT, 8 * MM), Column("Item", LEFT + 8 * MM, first - 10 * MM)]
    for at, state in enumerate(states):
        name = STATE_HEADS[state] if own or state is not State.ANSWERED else "Counted here"
        columns.append(Column(name, LEFT + first + at * wide, wide, right=True))
    return table(columns, [_item(item, states) for item in view.items], 8, SMALL_LEADING, 2.6)


def _item(item: ItemView, states: tuple[State, ...]) -> tuple[Runs, ...]:
    return (
        plain(SMALL_QUIET, str(item.item.number)),
        plain(SMALL, item.item.title),
        *(plain(SMALL, str(item.tally.states[state])) for state in states),
    )


def _parties(view: View) -> Strips:
    """How many members of each segment, and those who answered for others besides."""
    segments = Counter(member.segment or "segment not given" for member in view.members.values())
    said = [f"By segment: {', '.join(f'{name.lower()} {number}' for name, number in sorted(segments.items()))}"]
    for_others = sorted({one for item in view.items for one in wording.for_others(item)})
    if for_others:
        said.append(f"Answered for others: {words.listed(for_others)}")
    return [*paragraph(plain(BODY, f"{'. '.join(said)}."), LEFT, 142 * MM), gap(6)]


def _members(view: View) -> Strips:
    """Each member with when it was asked, chased and heard, and how many working days it had."""
    columns = (
        Column("Member", LEFT, 40 * MM),
        Column("Segment", LEFT + 42 * MM, 24 * MM),
        Column("Asked", LEFT + 68 * MM, 19 * MM),
        Column("Chased", LEFT + 89 * MM, 25 * MM),
        Column("First answer", LEFT + 116 * MM, 20 * MM),
        Column("Heard on", LEFT + 138 * MM, 17 * MM, right=True),
        Column("Days had", LEFT + 156 * MM, 14 * MM, right=True),
    )
    first = _first_answers(view)
    found = [(view.members[number], part) for number, part in view.parts.items() if number in view.members]
    found.sort(key=lambda one: one[0].name.casefold())
    rows = [_member(member, part, first.get(member.id)) for member, part in found]
    return table(columns, rows, 8, SMALL_LEADING, 2.2)


def _first_answers(view: View) -> dict[int, str]:
    """The day each member's first answer that stands came in, where that is known."""
    days: dict[int, str] = {}
    for answer in view.answers():
        received = answer.feedback.received
        if received:
            number = answer.feedback.member_id
            days[number] = min(days.get(number, received), received)
    return days


def _member(member: Member, part: Part, received: str | None) -> tuple[Runs, ...]:
    told = part.contact
    chased = words.listed([words.day(day) for day in told.chased]) if told else ""
    return (
        plain(SMALL_STRONG, member.name),
        plain(SMALL, member.segment) if member.segment else plain(SMALL_QUIET, "not given"),
        plain(SMALL, words.day(told.asked)) if told else plain(SMALL_QUIET, "not asked"),
        plain(SMALL, chased) if chased else plain(SMALL_QUIET, "no"),
        plain(SMALL, words.day(date.fromisoformat(received[:10]))) if received else plain(SMALL_QUIET, "none"),
        plain(SMALL, f"{part.heard} of {part.items}"),
        plain(SMALL, str(part.days)) if part.days is not None else plain(SMALL_QUIET, "–"),
    )
