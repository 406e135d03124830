"""A small desk that goes out, edits on either side of it, and what is to be true of it once it is back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.bringing_back import BY_FIELD, Comparison, Difference, Rows, Side, What, known_as
from mhhs_desk.domain.choosing import Choices, identities
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Attendance, Meeting, Note
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.wordings import Says
from mhhs_desk.store import handing_rows

TODAY = date(2021, 11, 9)
DECISIONS = (Option("A", "Accept"), Option("X", "Reject"))
PASSPHRASE = "correct horse battery"


def tell(desk: Desk) -> None:
    """Two meetings with two items each, three members, answers that a position cites, an action on an item."""
    forum = next(forum.id for forum in desk.forums.all() if forum.code == "PSG")
    with desk.step("Tell the story"):
        members = desk.members.add_all(Member(name=name) for name in ("Alder Energy", "Bramble Power", "Cobalt Gas"))
        for number, day in enumerate((date(2021, 11, 10), date(2021, 12, 1)), 1):
            meeting = desk.meetings.add(Meeting(forum_id=forum, label=f"PSG {number}", day=day))
            for place in (1, 2):
                item = desk.items.add(
                    Item(meeting_id=meeting.id, number=place, title=f"Item {place} of {meeting.label}",
                         options=DECISIONS, disposition=Disposition.APPROVAL)
                )  # fmt: skip
                answers = [answer(desk, member.id, item.id, f"{member.name} speaks.") for member in members[:2]]
                desk.positions.write(item.id, "Write", statement=f"We accept [{answers[0].code}].", option="A")
            desk.actions.add(
                Action(ref=f"ACT-0{number}", text=f"Do {number}", owner="PMO", forum_id=forum, meeting_id=meeting.id,
                       item_id=item.id)
            )  # fmt: skip


def answer(desk: Desk, member_id: int, item_id: int, text: str) -> Feedback:
    return desk.feedback.add(Feedback(member_id=member_id, item_id=item_id, option="A", rationale=text))


def pick(records: list[Any], number: int) -> Any:
    return records[number % len(records)] if records else None


def remove_item(desk: Desk, item: Item) -> None:
    """Take an item out with all that hangs on it."""
    with desk.step("Remove an item"):
        for one in desk.feedback.where("item_id = ?", item.id):
            for stale in desk.theme_marks.where("feedback_id = ?", one.id):
                desk.theme_marks.remove(stale.id)
            desk.feedback.remove(one.id)
        for wording in desk.wordings.where("item_id = ?", item.id):
            for stance in desk.stances.where("wording_id = ?", wording.id):
                desk.stances.remove(stance.id)
            desk.wordings.remove(wording.id)
        for records in (desk.positions, desk.themes, desk.notes):
            for row in list(records.where("item_id = ?", item.id)):
                records.remove(row.id)
        for action in desk.actions.where("item_id = ?", item.id):
            desk.actions.change(action.id, item_id=None)
        desk.items.remove(item.id)


def new_answer(desk: Desk, number: int, side: str) -> None:
    item, member = pick(desk.items.all(), number), pick(desk.members.all(), number // 2)
    if item and member:
        answer(desk, member.id, item.id, f"{side} hears {number % 3}.")


def edit_answer(desk: Desk, number: int, side: str) -> None:
    if one := pick(desk.feedback.all(), number):
        field = ("rationale", "condition", "red_line")[number % 3]
        desk.feedback.save(replace(one, **{field: f"{side} {number % 2}"}))


def remove_answer(desk: Desk, number: int, side: str) -> None:
    if one := pick(desk.feedback.all(), number):
        desk.feedback.remove(one.id)


def write_position(desk: Desk, number: int, side: str) -> None:
    item = pick(desk.items.all(), number)
    said = pick(list(desk.feedback.where("item_id = ?", item.id)), number // 3) if item else None
    if item:
        cited = f" [{said.code}]" if said else ""
        part = ("statement", "ask", "fallback")[number % 3]
        desk.positions.write(item.id, "Write the position", **{part: f"{side} says {number % 4}{cited}."})


def remove_position(desk: Desk, number: int, side: str) -> None:
    if one := pick(desk.positions.all(), number):
        desk.positions.remove(one.id)


def new_item(desk: Desk, number: int, side: str) -> None:
    meeting = pick(desk.meetings.all(), number)
    title = ("More", f"More of {side}")[number % 2]
    desk.items.add(Item(meeting_id=meeting.id, number=9, title=title, options=DECISIONS))


def edit_item(desk: Desk, number: int, side: str) -> None:
    if one := pick(desk.items.all(), number):
        desk.items.save(replace(one, ask=f"{side} asks {number % 2}", lead=side if number % 2 else one.lead))


def drop_item(desk: Desk, number: int, side: str) -> None:
    if one := pick(desk.items.all(), number):
        remove_item(desk, one)


def new_member(desk: Desk, number: int, side: str) -> None:
    name = ("Damson Heat", f"Elder {side} {number}")[number % 2]
    if desk.members.first("name = ?", name) is None:
        desk.members.add(Member(name=name, note=side))


def rename_member(desk: Desk, number: int, side: str) -> None:
    one, name = pick(desk.members.all(), number), ("Fern Gas", f"Gorse {side}")[number % 2]
    if one and desk.members.first("name = ?", name) is None:
        desk.members.save(replace(one, name=name))


def act(desk: Desk, number: int, side: str) -> None:
    one = pick(desk.actions.all(), number)
    if one is None or number % 3 == 0:
        desk.actions.add(Action(ref=desk.actions.next_ref(), text=f"{side} {number % 2}", owner=None, forum_id=1))
    elif one.status is not ActionStatus.DONE and number % 3 == 1:
        desk.actions.close(one.id, TODAY)
    else:
        desk.actions.tell(one.id, f"{side} told {number % 2}", TODAY)


def word(desk: Desk, number: int, side: str) -> None:
    item, member = pick(desk.items.all(), number), pick(desk.members.all(), number // 2)
    if item and member:
        with desk.step("Word it"):
            made = desk.wordings.begin(item.id)
            desk.wordings.write(made.id, f"{side} words it {number}.")
            desk.wordings.say(made.id, member.id, Says.AGREES, "")


def note_line(desk: Desk, number: int, side: str) -> None:
    meeting = pick(desk.meetings.all(), number)
    names = {one.name for one in desk.attendance.where("meeting_id = ?", meeting.id)}
    with desk.step("Sit in the meeting"):
        desk.notes.add(Note(meeting_id=meeting.id, at="2021-11-10T10:05", text=f"{side} {number % 2}"))
        if "Priya Nand" not in names:
            desk.attendance.add(Attendance(meeting_id=meeting.id, name="Priya Nand", speaks_for=side))


def theme(desk: Desk, number: int, side: str) -> None:
    if one := pick([one for one in desk.feedback.all() if one.rationale], number):
        desk.themes.mark(("Cost", f"Time of {side}")[number % 2], (one.id, one.rationale))


EDITS: tuple[Callable[[Desk, int, str], None], ...] = (
    new_answer, edit_answer, remove_answer, write_position, remove_position, new_item, edit_item, drop_item,
    new_member, rename_member, act, word, note_line, theme,
)  # fmt: skip


def rows_of(desk: Desk) -> Rows:
    """Every record as it can be carried."""
    return handing_rows.carried(desk.workspace.db, handing_rows.shape(desk.workspace.db))


def expected(comparison: Comparison, one: Difference, choices: Choices) -> dict[str, Any] | None:
    """What a record is to say after the choices: none of it, or its fields."""
    same, links = identities(comparison, choices), comparison.shape.links[one.table]
    theirs = known_as(one.theirs, links, same) if one.theirs is not None else None
    if one.what is What.ADDED_HERE:
        return dict(one.ours or {})
    if one.what in BY_FIELD:
        sides = {name: choices[one.table, one.uid, name] for name in one.fields}
        picked = {name: (theirs or {})[name] for name, side in sides.items() if side is Side.THEIRS}
        return {**(one.ours or {}), **picked}
    if choices[one.table, one.uid, ""] is Side.OURS:
        return None if one.ours is None else dict(one.ours)
    return theirs
