"""Asking the members: a response form and an e-mail draft for each, and the record of who was asked about what."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mhhs_desk import places, words
from mhhs_desk.domain import asking
from mhhs_desk.domain.asking import Wording
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.exchange.drafts import DRAFT, FORM, draft, file_name, free_name
from mhhs_desk.exchange.drafts import Draft as Draft
from mhhs_desk.exchange.response_form import Form, response_form
from mhhs_desk.keeping import Keeping
from mhhs_desk.store.database import faults
from mhhs_desk.store.files import write_durably
from mhhs_desk.store.viewing import Collation

Report = Callable[[int, int], None]

BY_MAIL, ALONE = "form by e-mail", "form"
"""How members are asked: a form with an e-mail draft, or the form alone."""

ASK, REMIND = "ask", "remind"
"""The two messages that ask, by the name of their template."""

REPORT, REPORT_ALL = "report", "report-all"
"""The two that report back: to one member, and to all of them."""

CHASE = "chase"
"""The one that chases the owner of overdue actions."""

WORDED = {
    ASK: "request to members",
    REMIND: "reminder to members",
    REPORT: "report-back to members",
    REPORT_ALL: "report-back to all members",
    CHASE: "message to overdue owners",
}

Makes = Callable[[str], dict[str, bytes]]
"""Makes the files of one name: their bytes by their ending."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one member gets: its form, its draft where there is to be one, and what their files are called."""

    form: Form
    draft: Draft | None
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """An asking that is ready to be made: nothing of it is written or recorded yet."""

    meeting: Meeting
    due: str
    channel: str
    reminder: bool
    letters: tuple[Letter, ...]

    @property
    def without_address(self) -> tuple[Member, ...]:
        """The members whose draft is addressed to nobody."""
        return tuple(letter.form.member for letter in self.letters if letter.draft and not letter.draft.to)


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an asking, in their folder."""

    folder: Path
    files: tuple[Path, ...]


class Asking(Keeping):
    """The records of a workspace, and the way to ask its members."""

    # Wording

    def wording(self, name: str) -> Wording:
        """The wording of a message, by its template: this workspace's own, or the one that came with the program."""
        came = _template(name)
        return Wording(
            self.settings.read(f"{name}.subject", came["subject"]),
            self.settings.read(f"{name}.text", came["text"].strip()),
        )

    def keep_wording(self, name: str, wording: Wording) -> None:
        """Keep another wording in the workspace. Raises Refused for a field that is not known."""
        asking.refuse_wording(wording, asking.FIELDS_OF[name])
        if wording == self.wording(name):
            return
        with self.step(f"Word the {WORDED[name]}"):
            self.settings.write(f"{name}.subject", wording.subject)
            self.settings.write(f"{name}.text", wording.text)

    # Planning

    def due_by_rule(self, meeting: Meeting) -> str | None:
        """The deadline that is proposed; None where the meeting has no day, or no working day is left before it."""
        due, forum = _template("form")["due"], self.forums.get(meeting.forum_id)
        count = due["working_days"] if forum.feedback_due_days is None else forum.feedback_due_days
        time = forum.feedback_due_time or due["time"]
        days = frozenset(holiday.day for holiday in self.bank_holidays.all())
        return asking.deadline(meeting, self.today, count, time, days)

    def plan_asking(
        self,
        meeting: Meeting,
        items: Collection[int] | None = None,
        members: Collection[int] | None = None,
        due: str | None = None,
        channel: str = BY_MAIL,
        remind: bool = False,
        wording: Wording | None = None,
    ) -> Plan:
        """Who would be asked about what: all members about all items, where neither is named by their numbers.

        A reminder goes to those who were asked and are silent, about what they are silent on. Raises Refused where
        nobody would be asked, for a deadline that cannot be met, and for a wording that cannot be filled in.
        """
        collation = Collation(self, meeting)
        offered = [item for item in collation.items if items is None or item.id in items]
        chosen = {m.id: m for m in collation.members if members is None or m.id in members}
        asked = (asking.to_remind if remind else asking.to_ask)(offered, chosen, collation.states)
        due = due or self.due_by_rule(meeting)
        asking.refuse_asking(asked, meeting, due, self.today, remind)
        assert due
        wording = wording or self.wording(REMIND if remind else ASK)
        asking.refuse_wording(wording)
        read_by = set(asked) if len(asked) == 1 else set()
        asking.refuse_naming(
            wording,
            (member for member in self.members.all() if member.id not in read_by),
            (person for person in self.people.all() if person.member_id not in read_by),
        )
        whole = _Wholes(self, meeting, due, channel, wording)
        letters = tuple(whole.letter(chosen[member], mine) for member, mine in asked.items())
        return Plan(meeting, due, channel, remind, letters)

    # Recording

    def record(self, plan: Plan) -> Call:
        """Take down who was asked about what, in one step; the deadline becomes the meeting's."""
        members = words.count(len(plan.letters), "member")
        items = words.count(len({item.id for letter in plan.letters for item in letter.form.items}), "item")
        with self.step(
            f"{'Remind' if plan.reminder else 'Ask'} {members} {'of' if plan.reminder else 'about'} {items}"
        ):
            call = self.calls.add(
                Call(
                    meeting_id=plan.meeting.id,
                    channel=plan.channel,
                    sent_on=self.today,
                    due=plan.due,
                    reminder=plan.reminder,
                )
            )
            self.asked.add_all(
                Asked(call_id=call.id, member_id=letter.form.member.id, item_id=item.id)
                for letter in plan.letters
                for item in letter.form.items
            )
            self.meetings.change(plan.meeting.id, feedback_due=plan.due)
        return call

    def ask(self, plan: Plan, folder: Path, report: Report = lambda done, total: None) -> Made:
        """Make the files of an asking, and record it once they are all there."""
        self.workspace.refuse_reader()
        made = make(plan, folder, report)
        self.record(plan)
        return made


class _Wholes:
    """What is the same in every letter of one asking."""

    def __init__(self, desk: Asking, meeting: Meeting, due: str, channel: str, wording: Wording) -> None:
        self.seat: Seat | None = desk.seats.first("ours AND forum_id = ?", meeting.forum_id) or desk.seats.first("ours")
        self.workspace = desk.settings.identity()
        self.desk, self.meeting, self.due, self.wording, self.today = desk, meeting, due, wording, desk.today
        self.by_mail = channel == BY_MAIL
        self.form_words = _template("form")

    def fields(self, member: Member, items: tuple[Item, ...]) -> dict[str, str]:
        """What the fields of a wording say in a letter to one member."""
        return {
            "rep": (self.seat.rep if self.seat else None) or "Your representative",
            "member": member.name,
            "meeting": self.meeting.label,
            "day": words.long_day(self.meeting.day) if self.meeting.day else "a day not yet given",
            "deadline": words.long_moment(self.due),
            "items": "\n".join(f"{item.number}. {item.title}" for item in items),
        }

    def letter(self, member: Member, items: tuple[Item, ...]) -> Letter:
        fields = self.fields(member, items)
        form = Form(
            workspace=self.workspace,
            meeting=self.meeting,
            member=member,
            items=items,
            wording=self.form_words,
            fields=fields,
            evidence=words.EVIDENCE,
            made=self.today,
        )
        name = file_name(f"{self.meeting.label} - {member.name}") or f"Form {member.id}"
        return Letter(form, self._draft(member, fields) if self.by_mail else None, name)

    def _draft(self, member: Member, fields: dict[str, str]) -> Draft:
        to = asking.addresses(self.desk.people.where("member_id = ?", member.id))
        seat = self.seat
        sender = (seat.rep or "", seat.rep_address) if seat and seat.rep_address else None
        return Draft(sender, to, asking.fill(self.wording.subject, fields), asking.fill(self.wording.text, fields))


def make(plan: Plan, folder: Path, report: Report) -> Made:
    """Write the files of an asking into a folder, each under a free name: all of them, or none where one fails.

    Touches no record, so it may run beside the window. Raises Fault, and Cancelled where the rep has cancelled it.
    """
    return make_files([(letter.name, _maker(letter)) for letter in plan.letters], folder, report)


def make_files(named: Sequence[tuple[str, Makes]], folder: Path, report: Report) -> Made:
    """Write files into a folder, under names that are free there: all of them, or none where one fails."""
    new = not folder.exists()
    written: list[Path] = []
    try:
        taken = _ready(folder)
        for done, (wanted, makes) in enumerate(named):
            report(done, len(named))
            name = free_name(wanted, taken)
            taken.append(name)
            _write(folder / name, makes(name), written)
        report(len(named), len(named))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        if new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    return Made(folder, tuple(written))


def _ready(folder: Path) -> list[str]:
    """See to it that a folder is there, made where only its own name is new; the names taken in it."""
    if folder.exists() and not folder.is_dir():
        raise Fault(FaultKind.EXISTS, folder)
    if not folder.exists() and not folder.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, folder, folder=folder.parent)
    with faults(folder):
        folder.mkdir(exist_ok=True)
        return [path.stem for path in folder.iterdir()]


def _maker(letter: Letter) -> Makes:
    """Makes one member's form, and its draft."""

    def files(name: str) -> dict[str, bytes]:
        form = response_form(letter.form)
        return {FORM: form, **({DRAFT: draft(letter.draft, name + FORM, form)} if letter.draft else {})}

    return files


def _write(stem: Path, files: dict[str, bytes], written: list[Path]) -> None:
    """Write the files of one name; what was begun is in `written`."""
    for ending, content in files.items():
        path = stem.with_name(stem.name + ending)
        if path.exists():
            raise Fault(FaultKind.EXISTS, path)
        with faults(path):
            write_durably(path, content)
        written.append(path)


def _template(name: str) -> dict[str, Any]:
    with (places.resources() / "templates" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
