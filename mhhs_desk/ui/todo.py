"""What to do now, in order: from the open gates of the next meeting, the Inbox, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from mhhs_desk import gate_words, route_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, is_ours
from mhhs_desk.domain.coverage import HEARD, State
from mhhs_desk.domain.feedback import is_stale
from mhhs_desk.domain.gates import Gate
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.milestones import Ground, Move
from mhhs_desk.domain.view import View
from mhhs_desk.ui.heard import ranges
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.task import Task as Task
from mhhs_desk.ui.todo_after import after

FEW = 3
"""How many names a line holds before it counts the rest."""
MOST_LISTED = 5
"""More numbers of items than these are drawn together: 1–8, 11."""


def tasks(desk: Desk, view: View, gates: tuple[Gate, ...]) -> list[Task]:
    """What is to be done for a meeting, each with the way to its place."""
    open_gates = {gate.code: gate for gate in gates if gate.open}

    def of(*codes: str) -> list[Task]:
        return [task for code in codes if code in open_gates for task in _of_gate(open_gates[code], view)]

    if is_over(desk, view.meeting):
        return [*_inbox(desk), *after(desk), *_overdue(desk, view), *_next_day(desk, view.meeting)]
    if not view.items:
        return [*_inbox(desk), *after(desk), *of("read"), *_overdue(desk, view), *of("attending")]
    return [
        *_inbox(desk),
        *after(desk),
        *of("read", "asked"),
        *_never_heard(view),
        *of("coverage", "positions", "strength", "cited", "sensitive"),
        *(_stale(view) if "stale" in open_gates else ()),
        *_unmeasured(view),
        *_overdue(desk, view),
        *of("actions", "attending", "printed"),
    ]


def is_over(desk: Desk, meeting: Meeting) -> bool:
    """Whether a meeting was held: it is not prepared any more."""
    return meeting.day is not None and meeting.day < desk.today


def _next_day(desk: Desk, last: Meeting) -> Iterator[Task]:
    """Where no meeting is to come: the next day by rule, to be confirmed."""
    days = desk.days_by_rule(last.forum_id, 1)
    if days:
        code = desk.forums.get(last.forum_id).code
        detail = f"By rule {words.day(days[0], year=True)}. No meeting to come is on record."
        yield Task("next-day", f"Confirm the next {code}", detail, "Meetings", Place("meetings", None, "several"))


def some(names: list[str]) -> str:
    """A few names, and how many more there are."""
    if len(names) <= FEW:
        return words.listed(names)
    return f"{', '.join(names[:FEW])} and {len(names) - FEW} more"


def _inbox(desk: Desk) -> Iterator[Task]:
    waiting = desk.waiting()
    if waiting:
        names = [source.sender or source.name for source in waiting]
        title = f"File {words.count(len(waiting), 'arrival')}"
        yield Task("inbox", title, f"From {some(names)}.", "Inbox", Place("inbox", waiting[0].id))


def _of_gate(gate: Gate, view: View) -> Iterator[Task]:
    """The task that an open gate is."""
    meeting = view.meeting
    reason = gate_words.gate(gate)[1]
    place, where = gate_place(gate, meeting), f"Item {_number(view, gate)}" if gate.items else meeting.label
    facts = gate.facts
    match gate.code:
        case "read":
            many = len(gate.items)
            title = f"Read {'the papers' if many > 1 else 'the paper'} of {_items(view, gate)}"
            yield Task(
                "read",
                title if many else "Take in the papers",
                "Mark each as read on its page." if many else reason,
                where,
                place,
            )
        case "asked":
            unasked = facts["unasked"]
            title = "The members had little time"
            if facts["on"] is None or unasked:
                title = f"Ask {some(list(unasked))}" if facts["on"] and unasked else "Ask the members"
            yield Task("asked", title, reason, where, place)
        case "coverage":
            yield Task("coverage", "Hear more members", reason, where if gate.items else "Members", place)
        case "positions":
            yield Task("positions", f"Take a position on {_items(view, gate)}", reason, where, place)
        case "strength":
            yield Task("strength", f"Look at the strength claimed on {_items(view, gate)}", reason, where, place)
        case "cited":
            yield _cite(gate, place, where)
        case "sensitive":
            answers = words.count(len(facts["named"]), "answer")
            yield Task("sensitive", f"Look {answers} over for passages to hold back", reason, where, place)
        case "actions":
            title = f"Update {words.listed(list(facts['refs']))}"
            yield Task("actions", title, "Ours, due by this meeting.", "Actions", place)
        case "attending":
            yield Task("attending", f"Say who attends {meeting.label}", reason, where, place)
        case "printed":
            yield Task("printed", "Print the paper", reason, "Paper", place, "Ctrl P")


def _cite(gate: Gate, place: Place, where: str) -> Task:
    bare, lacking = gate.facts["bare"], gate.facts["numbers"]
    if not bare:
        title = f"Cite an answer for the position on item {lacking[0]}"
        return Task("cited", title, gate_words.gate(gate)[1], where, place)
    item, part, number = bare[0]
    title = f"Give sentence {number} of the {words.PART_NAMES[part]} its evidence"
    rest = f" {words.count(len(bare) - 1, 'sentence')} more." if len(bare) > 1 else ""
    detail = f"An uncited sentence is not printed as our position.{rest}"
    return Task("cited", f"{title}, item {item}", detail, where, place)


def _items(view: View, gate: Gate) -> str:
    numbers = [view.item(item_id).item.number for item_id in gate.items]
    told = ranges(numbers) if len(numbers) > MOST_LISTED else words.listed([str(number) for number in numbers])
    return f"item{'s' if len(numbers) > 1 else ''} {told}"


def _number(view: View, gate: Gate) -> int:
    return view.item(gate.items[0]).item.number


def _never_heard(view: View) -> Iterator[Task]:
    names = [member.name for member in view.never_heard]
    asked = any(item.tally.states[state] for item in view.items for state in (*HEARD, State.SILENT))
    if names and asked:
        title = f"Chase {words.count(len(names), 'member')} never heard"
        yield Task("never", title, f"{some(names)}.", "Members", Place("members", view.never_heard[0].id))


def _stale(view: View) -> Iterator[Task]:
    """Answers that were given on an earlier version of a paper, and not confirmed since."""
    stale = [
        (item.item, answer)
        for item in view.items
        for answer in item.answers
        if is_stale(answer.feedback, item.item.paper_version)
    ]
    if not stale:
        return
    item, first = stale[0]
    place = Place("item", item.id, first.feedback.code)
    given = _given_on(first.feedback.paper_version or "")
    if len(stale) == 1:
        detail = f"{given}; the paper is now {item.paper_version}."
        yield Task("stale", f"Confirm {first.who}’s answer", detail, f"Item {item.number}", place)
        return
    names = list(dict.fromkeys(answer.who for _, answer in stale))
    detail = f"Given on an earlier version of the paper: {some(names)}."
    yield Task("stale", f"Confirm {len(stale)} answers", detail, f"Item {item.number}", place)


def _given_on(version: str) -> str:
    """ "Given on the draft, v0.9" before a first version; "Given on v1.0" after it."""
    return f"Given on {'the draft, ' if version.startswith('v0') else ''}{version}"


def _unmeasured(view: View) -> Iterator[Task]:
    """A Level 1 milestone that moves to a date not given: nobody can say whether Ofgem must approve."""
    for item in view.items:
        for move in item.moves:
            asked = item.position and "?" in item.position.questions
            if move.needs_ofgem is None and not asked:
                detail = _unmeasured_why(move)
                number, code = item.item.number, move.milestone.code
                place = Place("item", item.item.id)
                yield Task(f"move-{code}", f"Ask whether {code} needs Ofgem", detail, f"Item {number}", place)


def _unmeasured_why(move: Move) -> str:
    if move.ground is Ground.NO_DATE:
        return f"{move.milestone.tier}, moves {route_words.distance(move)}."
    return "Its tier is not given." if move.ground is Ground.NO_TIER else "No milestone rule is in force on the day."


def _overdue(desk: Desk, view: View) -> Iterator[Task]:
    rep = view.seat.rep if view.seat else None
    diary = desk.diary()
    every = [action for action in desk.actions.all() if diary.overdue(action)]
    late = [action for action in every if action.member_id is None and is_ours(action, rep)]
    if late:
        title = f"Deal with {words.count(len(late), 'overdue action')}"
        detail = "; ".join(f"{action.ref}, {action.text}" for action in late[:2])
        yield Task("overdue", title, f"{detail}.", "Actions", Place("actions", late[0].id))
    yield from _chase([action for action in every if action.owner and action not in late])


def _chase(late: list[Action]) -> Iterator[Task]:
    """Others who owe what is overdue."""
    if late:
        owners = {(action.owner or "").casefold(): action.owner or "" for action in late}
        detail = f"Overdue: {some([action.ref for action in late])}."
        yield Task("chase", f"Chase {some(list(owners.values()))}", detail, "Actions", Place("actions", None, "chase"))


def gate_place(gate: Gate, meeting: Meeting) -> Place:
    """Where an open gate is closed."""
    facts = gate.facts
    if gate.code in ("sensitive", "stale") and gate.items:
        return Place("item", gate.items[0], facts["named"][0][2])
    if gate.items:
        return Place("item", gate.items[0])
    here = {"asked": "consultation", "read": "agenda", "positions": "agenda", "strength": "agenda", "cited": "agenda"}
    if gate.code in here:
        return Place("meetings", meeting.id, here[gate.code])
    match gate.code:
        case "late":
            known = facts["due"] and facts["received"]
            return Place("reference", meeting.forum_id, "forums") if known else Place("meetings", meeting.id, "facts")
        case "attending":
            unapproved = facts["who"] == "alternate" and facts["seat"]
            return (
                Place("hand-over", facts["seat"], "alternate") if unapproved else Place("meetings", meeting.id, "facts")
            )
        case "actions":
            return Place("actions", facts["ids"][0] if facts["ids"] else None)
    return {"inbox": Place("inbox"), "coverage": Place("members"), "printed": Place("papers")}.get(
        gate.code, Place("meetings", meeting.id, "readiness")
    )
