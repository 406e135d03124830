"""The words of a report-back in a message: what you said, what we argued, what was decided, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.positions import with_counts
from mhhs_desk.domain.view import ItemView, View

INDENT = "   "
UNSAID = {State.NIL: "No comment (nil return).", State.RECUSED: "You stood aside."}
"""What a member did that has given no answer, as it is told to that member."""


def of_member(
    shown: View, states: Mapping[int, State], answers: Mapping[int, Feedback], onward: Mapping[int, Meeting]
) -> str:
    """What became of one member's answers, item by item: its own words whole, all else as members may see it.

    `states` and `answers` are that member's, by item; `onward` is where an item was carried to.
    """
    told, silent = [], []
    for view in shown.items:
        one = view.item
        if one.id not in answers and states.get(one.id) not in UNSAID:
            silent.append(one.number)
            continue
        answer = answers.get(one.id)
        said = own_words(one, answer) if answer else UNSAID[states[one.id]]
        told.append(_item(view, [("You said", said), *_rest(shown, view, onward)]))
    if silent:
        noun = "item" if len(silent) == 1 else "items"
        told.append(f"On {noun} {words.listed([str(number) for number in silent])} I had no answer from you.")
    return "\n\n".join(told)


def of_all(shown: View, onward: Mapping[int, Meeting]) -> str:
    """What became of every item, as all members may see it."""
    return "\n\n".join(_item(view, _rest(shown, view, onward)) for view in shown.items)


def own_words(item: Item, answer: Feedback) -> str:
    """An answer as its own member reads it: all of its words, held back or not."""
    beside = (("Condition", answer.condition), ("Red line", answer.red_line))
    told = [_option(item, answer.option), _stopped(answer.rationale)]
    return " ".join(filter(None, [*told, *(f"{label}: {_stopped(said)}" for label, said in beside if said)]))


def argued(view: ItemView) -> str:
    """Our position, as the view shows it."""
    if view.position is None:
        return "No position was taken."
    said = [
        f"{'My own judgement: ' if one.judgement else ''}{_stopped(with_counts(one.words, view.tally))}"
        for one in view.text("statement")
    ]
    lead = _option(view.item, view.position.option) if view.position.option else ""
    return " ".join(filter(None, [lead, *said])) or "We took no option."


def decided(view: ItemView) -> str:
    """What the group did, and what became of our position."""
    done = view.outcome
    if done is None:
        return "Nothing is on record yet."
    option = _option(view.item, done.option) if done.option else ""
    return " ".join(filter(None, [option, _stopped(" ".join(done.text.split())), *_around(done)])) or "Not said."


def _around(done: Outcome) -> Iterable[str]:
    facts = (("Recommended by", done.recommended_by), ("Decided by", done.decided_by), ("Ofgem", done.ofgem))
    yield from (_stopped(f"{label} {said}") for label, said in facts if said)
    if done.ours:
        why = f": {done.why}" if done.why else ""
        yield _stopped(f"Our position was {done.ours}{why}")


def next_words(view: View, onward: Mapping[int, Meeting]) -> str:
    """When the forum meets again, in a sentence."""
    day = view.next_days.get(view.forum.id)
    told = f"The next {view.forum.code} is on {words.long_day(day)}." if day else ""
    carried = len(onward)
    goes = f"{words.count(carried, 'item')} {'goes' if carried == 1 else 'go'} on to it." if carried else ""
    return " ".join(filter(None, [told or f"The day of the next {view.forum.code} is not known yet.", goes]))


def _rest(shown: View, view: ItemView, onward: Mapping[int, Meeting]) -> list[tuple[str, str]]:
    to = onward.get(view.item.id)
    due = [one for one in shown.actions if one.item_id == view.item.id and one.status is not ActionStatus.DONE]
    steps = [f"It comes back at {to.label}{_on(to.day)}."] if to else []
    steps += [f"{one.ref} {_stopped(one.text)}{f' {one.owner}.' if one.owner else ''}".strip() for one in due]
    rows = [("We argued", argued(view)), (f"{shown.forum.code} decided", decided(view)), ("Next", " ".join(steps))]
    return [(label, said) for label, said in rows if said]


def _on(day: date | None) -> str:
    return f", {words.day(day, year=True)}" if day else ""


def _item(view: ItemView, rows: Iterable[tuple[str, str]]) -> str:
    head = f"{view.item.number}. {view.item.title}"
    return "\n".join([head, *(f"{INDENT}{label}: {said}" for label, said in rows)])


def _option(item: Item, key: str) -> str:
    name = item.option_name(key)
    return _stopped(f"option {key}, {name}" if key.isdigit() and name != key else name)


def _stopped(text: str) -> str:
    """A text as a sentence, with an end to it and a capital where it begins."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…" or text[-2:] in (".”", "?”") else f"{text}."
