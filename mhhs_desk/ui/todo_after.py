"""What is to be done after a meeting: close it, carry what is left of it, tell the members what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.task import Task

FEW = 3
"""How many names a line holds before it counts the rest."""


def after(desk: Desk) -> Iterator[Task]:
    """The meetings that were held with an agenda and are not done with, those that left something, those untold."""
    with_items = {item.meeting_id for item in desk.items.all()}
    held = [one for one in desk.meetings.all() if one.id in with_items and one.day and one.day < desk.today]
    open_ = [one for one in held if one.closed is None and one.cancelled is None]
    if open_:
        outcomes = desk.outcomes_of(open_[-1])
        left = sum(item.id not in outcomes for item in desk.items.where("meeting_id = ?", open_[-1].id))
        without = f"{words.count(left, 'item')} {'has' if left == 1 else 'have'} no outcome yet. " if left else ""
        detail = f"{without}What is not finished goes on to the next meeting."
        yield Task("close", f"Close {_named(open_)}", detail, "Record", _record(open_[-1]))
    yield from _left(desk)
    yield from _untold(desk, [one for one in held if one.cancelled is None])


def _left(desk: Desk) -> Iterator[Task]:
    """Items that are not finished, whose meeting is over, and that nothing takes up."""
    left = desk.left_behind()
    if left:
        last = desk.meetings.get(left[-1].meeting_id)
        title = f"Carry {words.count(len(left), 'item')} of {last.label}"
        yield Task("left", title, "Not finished, and on no meeting to come.", "Record", _record(last))


def _untold(desk: Desk, held: list[Meeting]) -> Iterator[Task]:
    """The last meeting on which somebody contributed who has not been told what became of it."""
    found = desk.untold_of(reversed(held))
    if found:
        meeting, untold = found
        title = f"Tell {words.count(len(untold), 'member')} what became of {meeting.label}"
        names = [one.name for one in untold[:FEW]]
        rest = len(untold) - len(names)
        detail = f"{', '.join(names)} and {rest} more." if rest else f"{words.listed(names)}."
        yield Task("untold", title, detail, "Report back", _record(meeting, "record report"))


def _named(meetings: list[Meeting]) -> str:
    return meetings[-1].label if len(meetings) == 1 else f"{len(meetings)} meetings that were held"


def _record(meeting: Meeting, part: str = "record") -> Place:
    return Place("meetings", meeting.id, part)
