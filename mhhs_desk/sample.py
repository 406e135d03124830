"""The sample workspace: the intake run over the documents that ship with the program, and the rep's own work."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.findings import Findings
from mhhs_desk.domain.items import Disposition, Item, Touch
from mhhs_desk.domain.meetings import Attending, Meeting, Note, NoteKind
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.positions import PARTS, Strength
from mhhs_desk.domain.readiness import to_review
from mhhs_desk.domain.wordings import Says
from mhhs_desk.inbox import read_file
from mhhs_desk.keeping import new_workspace
from mhhs_desk.store.settings import DAY

NAMED = re.compile(r"\[(?!J\]|F\d)([^\]]+)\]")


def build(path: Path) -> Desk:
    """Make the sample workspace under a name that is free, whole or not at all; it comes back open."""
    folder = places.resources() / "sample"
    with (folder / "sample.toml").open("rb") as file:
        story = tomllib.load(file)
    with new_workspace(path) as workspace:
        desk = Desk(workspace)
        desk.set_up(**story["seat"])
        if seat := desk.seat_of():
            desk.name_alternate(seat, story["alternate"], None, "")
        _tell(desk, folder, story)
    return Desk.open(path)


def _tell(desk: Desk, folder: Path, story: dict[str, Any]) -> None:
    """Live the rep's days in order: what arrived, then what the rep made of it."""
    day: date = story["papers_received"]
    for name in story["order"]:
        read = read_file(folder / name)
        day = max(day, _sent(read.findings) or day)
        desk.settings.write(DAY, day.isoformat())
        desk.take_in([read], accept=name not in story["waiting"])
    desk.settings.write(DAY, story["day"].isoformat())
    with desk.step("Read the papers"):
        for title in story["read"]:
            desk.items.change(_item(desk, title).id, read_on=story["day"])
    with desk.step("Write the minutes beside the items"):
        for item, minutes in zip(desk.items.where("meeting_id = ?", desk.meeting().id), story["minutes"], strict=True):
            desk.items.change(item.id, minutes=minutes)
    for entry in story["held_back"]:
        _hold_back(desk, entry, story["day"])
    for entry in story["position"]:
        _position(desk, entry)
    for entry in story["wording"]:
        _wording(desk, entry)
    for entry in story["theme"]:
        _theme(desk, entry)
    with desk.step("Look at the Ofgem thresholds"):
        for entry in story["threshold"]:
            item = _item(desk, entry["item"])
            desk.threshold_checks.write(item.id, entry["threshold"], Touch(entry["answer"]), entry["why"])
    meeting = desk.meeting()
    with desk.step("Look the answers over for passages to hold back"):
        for answer in filter(to_review, desk.view(meeting).answers()):
            desk.feedback.change(answer.feedback.id, reviewed=story["day"])
    for entry in story.get("update", ()):
        action = next(a for a in desk.actions.all() if entry["action"].casefold() in a.text.casefold())
        desk.actions.tell(action.id, entry["text"], entry["day"])
    _calendar(desk, story)
    for entry in story["owed"]:
        _owed(desk, entry)
    _slip(desk, story["slip"])
    _held(desk, story["held"])
    with desk.step(f"Say who attends {meeting.label}"):
        desk.meetings.change(meeting.id, attending=Attending(story["attending"]))


def _calendar(desk: Desk, story: dict[str, Any]) -> None:
    """Days by rule that were confirmed, moved and declined."""
    forums = {forum.code: forum.id for forum in desk.forums.all()}
    for entry in story["confirmed"]:
        days = [one for one in desk.open_days(entry["day"], forums[entry["forum"]]) if one.day == entry["day"]]
        for meeting in desk.confirm(days):
            desk.move(meeting.id, **entry["moved"])
    for entry in story["declined"]:
        desk.decline(forums[entry["forum"]], entry["day"], entry["why"])


def _held(desk: Desk, entry: dict[str, Any]) -> None:
    """A meeting held before: whom it asked, what was argued, what became of it, and what has gone on."""
    forum = desk.forums.first("code = ?", entry["forum"])
    assert forum
    facts = {name: entry[name] for name in ("label", "day", "start", "end", "place")}
    with desk.step(f"Add the meetings of {entry['forum']}"):
        meeting = desk.meetings.add(Meeting(forum_id=forum.id, **facts))
        desk.meetings.add(Meeting(forum_id=forum.id, **entry["next"]))
    for one in entry["item"]:
        _held_item(desk, meeting, one, entry["asked"], entry["answered"])
    with desk.step(f"Note what was said at {meeting.label}"):
        for note in entry["note"]:
            said = {name: note[name] for name in ("at", "said_by", "text")}
            item = _item(desk, note["item"])
            desk.notes.add(Note(meeting_id=meeting.id, item_id=item.id, kind=NoteKind(note["kind"]), **said))
    desk.close_meeting(meeting)
    told = [one.id for one in desk.untold(meeting) if one.name not in entry["untold"]]
    with desk.step(f"Note who was told of {meeting.label}"):
        for note in desk.note_told(meeting, told, entry["told_by"]):
            desk.told.change(note.id, day=entry["told"])
        desk.meetings.change(meeting.id, closed=entry["told"])


def _held_item(desk: Desk, meeting: Meeting, entry: dict[str, Any], asked: date, answered: date) -> None:
    """An item of a meeting that was held, with its answers, our position and the outcome."""
    item = desk.add_item(meeting, entry["title"], Disposition(entry["disposition"]))
    with desk.step(f"Note the answers on item {item.number} of {meeting.label}"):
        desk.items.change(item.id, ask=entry["ask"], read_on=asked)
        call = desk.calls.first("meeting_id = ?", meeting.id) or desk.calls.add(
            Call(meeting_id=meeting.id, channel="e-mail", sent_on=asked)
        )
        desk.asked.add_all(
            Asked(call_id=call.id, member_id=one.id, item_id=item.id)
            for one in desk.members.all()
            if one.is_member_on(asked)
        )
        for line in entry["answered"]:
            member, said = line.split(" / ", 1)
            answer = desk.note(f"{member} / {item.number} / {said}", meeting)
            desk.feedback.change(answer.id, received=answered.isoformat(), reviewed=answered)
        statement = "\n".join(_cite(desk, item, line) for line in entry["statement"])
        strength = Strength(entry["strength"])
        desk.positions.write(item.id, option=entry["option"], strength=strength, statement=statement)
    outcome = dict(entry["outcome"])
    ours = Fate(outcome.pop("ours"))
    desk.outcomes.write(item.id, f"Note the outcome of item {item.number} of {meeting.label}", ours=ours, **outcome)


def _sent(findings: Findings) -> date | None:
    sent = findings.letterhead.sent if findings.letterhead else None
    return date.fromisoformat(sent[:10]) if sent else None


def _item(desk: Desk, title: str) -> Item:
    """The one item whose title is or holds these words."""
    items = desk.items.all()
    found = [item for item in items if item.title.casefold() == title.casefold()]
    found = found or [item for item in items if re.search(rf"\b{re.escape(title)}\b", item.title, re.IGNORECASE)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} items hold “{title}”")
    return found[0]


def _answer(desk: Desk, item: Item, member: str) -> Feedback:
    """The answer of a member, by its name, to an item."""
    known = desk.members.first("name = ?", member)
    answer = known and desk.feedback.first("item_id = ? AND member_id = ?", item.id, known.id)
    if not answer:
        raise LookupError(f"{member} has not answered “{item.title}”")
    return answer


def _hold_back(desk: Desk, entry: dict[str, Any], day: date) -> None:
    desk.feedback.hold_back(_answer(desk, _item(desk, entry["item"]), entry["member"]).id, entry["words"], day)


def _owed(desk: Desk, entry: dict[str, Any]) -> None:
    """An action written by hand, with the update the rep has told of it."""
    forum = desk.forums.first("code = ?", entry.get("forum", "PSG"))
    at, ref = desk.meeting(), desk.actions.next_ref()
    facts: dict[str, Any] = {name: entry.get(name) for name in ("owner", "due", "due_words")}
    with desk.step(f"Add {ref}"):
        written = Action(ref=ref, text=entry["text"], forum_id=forum.id if forum else None, meeting_id=at.id, **facts)
        made = desk.actions.add(desk.actions.with_member(written))
    if "update" in entry:
        desk.actions.tell(made.id, entry["update"], entry["day"])


def _slip(desk: Desk, entry: dict[str, Any]) -> None:
    """A call that is noted in a line, and its answer removed again."""
    taken = desk.note(entry["line"], desk.meeting())
    with desk.step(f"Remove the answer of {desk.members.get(taken.member_id).name} ({taken.code})"):
        desk.feedback.remove(taken.id)


def _theme(desk: Desk, entry: dict[str, Any]) -> None:
    """A theme over the words of the members who speak of it."""
    item = _item(desk, entry["item"])
    said = ((_answer(desk, item, name).id, words) for name, words in entry["words"].items())
    desk.themes.mark(entry["name"], *said)


def _position(desk: Desk, entry: dict[str, Any]) -> None:
    item = _item(desk, entry["item"])
    if "draft" in entry:
        draft = "\n".join(_cite(desk, item, line) for line in entry["draft"])
        desk.positions.write(item.id, f"Draft the position on item {item.number}", statement=draft)
    texts = {part: "\n".join(_cite(desk, item, line) for line in entry.get(part, ())) for part in PARTS}
    desk.positions.write(
        item.id,
        f"Write the position on item {item.number}",
        option=entry.get("option"),
        strength=Strength(entry["strength"]) if "strength" in entry else None,
        **texts,
    )


def _wording(desk: Desk, entry: dict[str, Any]) -> None:
    """A wording that is put to members, with what they say to it; the chosen one with why it won."""
    item = _item(desk, entry["item"])
    members = {member.name: member.id for member in desk.members.all()}
    number = len(desk.wordings.of(item.id)) + 1
    with desk.step(f"Put wording {number} on item {item.number} to members"):
        made = desk.wordings.begin(item.id)
        desk.wordings.write(made.id, "\n".join(_cite(desk, item, line) for line in entry["text"]))
        for says in Says:
            for name, why in entry.get(says.name.lower(), {}).items():
                desk.wordings.say(made.id, members[name], says, why)
    if "won" in entry:
        with desk.step(f"Choose wording {number} on item {item.number}"):
            desk.wordings.choose(made.id)
            desk.wordings.explain(made.id, entry["won"])


def _cite(desk: Desk, item: Item, line: str) -> str:
    """Turn citations by member's name into citations by number."""

    def code(match: re.Match[str]) -> str:
        return f"[{_answer(desk, item, match[1]).code}]"

    return NAMED.sub(code, line)
