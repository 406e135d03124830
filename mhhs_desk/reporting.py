"""Report-back: a draft for each member who contributed, one for all, and the record of who has been told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mhhs_desk import report_words, words
from mhhs_desk.asking import REPORT, REPORT_ALL, Asking, Made, Makes, make_files
from mhhs_desk.checking import Checking
from mhhs_desk.domain import asking, editions
from mhhs_desk.domain.asking import Wording
from mhhs_desk.domain.coverage import HEARD, State
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.meetings import Meeting, Told
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.view import View
from mhhs_desk.exchange.drafts import DRAFT, Draft, draft, file_name
from mhhs_desk.issuing import Issuing, paper_name, render
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.store.hearing import hearing
from mhhs_desk.store.telling import with_untold

Report = Callable[[int, int], None]

BY_MAIL, BY_HAND = "report by e-mail", "by word of mouth"
"""How members are told: by a draft with the report, or in some other way that the rep notes."""
FOR_ALL = "all members"


@dataclass(frozen=True, slots=True)
class Answered:
    """A member who contributed: on how many items it was heard, and when it was told last, with everybody or alone."""

    member: Member
    items: int
    told: Told | None = None

    @property
    def id(self) -> int:
        return self.member.id


@dataclass(frozen=True, slots=True)
class Message:
    """One draft: for a member, or with None for all of them; its file is called `name`."""

    member: Member | None
    draft: Draft
    name: str


@dataclass(frozen=True, slots=True)
class Reports:
    """Report-backs that are ready to be made: nothing of it is written or recorded yet."""

    shown: View
    today: date
    messages: tuple[Message, ...]

    @property
    def meeting(self) -> Meeting:
        return self.shown.meeting

    @property
    def pdf_name(self) -> str:
        return paper_name(self.meeting, Edition.MEMBERS, Kind.REPORT)

    @property
    def without_address(self) -> tuple[Member, ...]:
        """The members whose draft is addressed to nobody."""
        return tuple(one.member for one in self.messages if one.member and not one.draft.to)


@dataclass(frozen=True, slots=True)
class ReportsMade:
    """The files of a report-back, and the report that hangs on each."""

    made: Made
    paper: Rendered


class Reporting(Issuing, Asking, Checking):
    """A desk whose members hear back."""

    def contributed(self, view: View) -> list[Answered]:
        """The members who were heard on an item of a meeting, with when they were told; `view` is the rep's own."""
        told = {one.member_id: one for one in self.told.where("meeting_id = ?", view.meeting.id)}
        found = []
        for number, member in view.members.items():
            heard = sum(item.states.get(number) in HEARD for item in view.items)
            if heard:
                found.append(Answered(member, heard, told.get(number) or told.get(None)))
        return found

    def last_held(self) -> Meeting | None:
        """The last meeting with an agenda that was held by today; None where there is none yet."""
        with_items = {item.meeting_id for item in self.items.all()}
        held = [one for one in self.meetings.all() if one.day and one.day <= self.today and one.cancelled is None]
        return max((one for one in held if one.id in with_items), key=lambda one: (one.day, one.id), default=None)

    def untold(self, meeting: Meeting) -> list[Member]:
        """The members who contributed to a meeting and have not been told what became of it."""
        told = {one.member_id for one in self.told.where("meeting_id = ?", meeting.id)}
        if None in told:
            return []
        records = hearing(self, [meeting]).records
        return [one.member for one in records if one.heard and one.id not in told]

    def untold_of(self, meetings: Iterable[Meeting]) -> tuple[Meeting, list[Member]] | None:
        """The first of some meetings whose contributors have not all been told, and who of them; None without."""
        open_ = with_untold(self)
        told = ((meeting, self.untold(meeting)) for meeting in meetings if meeting.id in open_)
        return next((found for found in told if found[1]), None)

    def plan_reports(
        self,
        meeting: Meeting,
        members: Collection[int] | None = None,
        for_all: bool = False,
        wording: Wording | None = None,
        wording_all: Wording | None = None,
    ) -> Reports:
        """A draft for each member who contributed, or for some of them, and one for all where that is asked for.

        Raises Refused where there is nothing to tell, and for a wording that cannot be filled in.
        """
        if meeting.day is None or meeting.day > self.today:
            raise Refused("nothing to report yet", meeting=meeting.label)
        own = self.view(meeting)
        shown = editions.edition_of(own, Edition.MEMBERS, *self.beside(meeting))
        whom = [one.member for one in self.contributed(own) if members is None or one.id in members]
        if not shown.items or not (whom or for_all):
            raise Refused("nobody to tell", meeting=meeting.label)
        whole = _Whole(self, own, shown)
        made = [whole.message(member, self._checked(REPORT, wording, whom)) for member in whom]
        if for_all:
            made.append(whole.for_all(self._checked(REPORT_ALL, wording_all)))
        return Reports(shown, self.today, tuple(made))

    def _checked(self, name: str, wording: Wording | None, whom: Collection[Member] = ()) -> Wording:
        """The wording of a message. Raises Refused for a field that is not known, and where it names a member."""
        wording = wording or self.wording(name)
        asking.refuse_wording(wording, asking.FIELDS_OF[name])
        reader = {member.id for member in whom} if len(whom) == 1 else set()
        asking.refuse_naming(
            wording,
            (member for member in self.members.all() if member.id not in reader),
            (person for person in self.people.all() if person.member_id not in reader),
        )
        return wording

    def onward_of(self, meeting: Meeting) -> dict[int, Meeting]:
        """Where the items of a meeting were carried to, by the item's number."""
        return {one.follows: self.meetings.get(one.meeting_id) for one in self.followers(meeting) if one.follows}

    # Recording

    def record_reports(self, plan: Reports, paper: Rendered) -> list[Told]:
        """Take down who was told of a meeting, with the issue of the report, in one step."""
        with self.step(f"Tell {_whom(plan)} what became of {plan.meeting.label}"):
            issue = self.keep_issue(plan.shown, paper, Kind.REPORT, plan.pdf_name)
            return self.told.add_all(
                Told(
                    meeting_id=plan.meeting.id,
                    member_id=one.member.id if one.member else None,
                    day=self.today,
                    channel=BY_MAIL,
                    paper_id=issue.id,
                )
                for one in plan.messages
            )

    def note_told(self, meeting: Meeting, members: Collection[int], channel: str = BY_HAND) -> list[Told]:
        """Note that members were told in some other way, in one step."""
        names = [self.members.get(number).name for number in members]
        who = names[0] if len(names) == 1 else words.count(len(names), "member")
        with self.step(f"Note that {who} {'was' if len(names) == 1 else 'were'} told of {meeting.label}"):
            return self.told.add_all(
                Told(meeting_id=meeting.id, member_id=number, day=self.today, channel=channel) for number in members
            )

    def take_back_told(self, meeting: Meeting, member_id: int) -> None:
        """Note that a member was not told after all, in one step."""
        with self.step(f"{self.members.get(member_id).name} was not told of {meeting.label} after all"):
            for one in list(self.told.where("meeting_id = ? AND member_id = ?", meeting.id, member_id)):
                self.told.remove(one.id)

    def report(self, plan: Reports, folder: Path, report: Report = lambda done, total: None) -> Made:
        """Make the files of a report-back, and record who is told once they are all there."""
        self.workspace.refuse_reader()
        done = make_reports(plan, folder, report)
        self.record_reports(plan, done.paper)
        return done.made


class _Whole:
    """What is the same in every message of one report-back."""

    def __init__(self, desk: Reporting, own: View, shown: View) -> None:
        self.desk, self.own, self.shown = desk, own, shown
        self.seat = own.seat or desk.seats.first("ours")
        self.onward = desk.onward_of(own.meeting)
        self.answers: dict[int, dict[int, Feedback]] = {}
        for item in own.items:
            for answer in item.answers:
                self.answers.setdefault(answer.feedback.member_id, {})[item.item.id] = answer.feedback

    def message(self, member: Member, wording: Wording) -> Message:
        """What one member reads: its own answers whole, and of everybody else what members may see."""
        states: dict[int, State] = {
            item.item.id: item.states[member.id] for item in self.own.items if member.id in item.states
        }
        told = report_words.of_member(self.shown, states, self.answers.get(member.id, {}), self.onward)
        to = asking.addresses(self.desk.people.where("member_id = ?", member.id))
        name = file_name(f"{self.own.meeting.label} report - {member.name}") or f"Report {member.id}"
        return Message(member, self._draft(to, wording, told, member.name), name)

    def for_all(self, wording: Wording) -> Message:
        """What all members read. It is to the rep: addresses of members are nobody else's to read."""
        told = report_words.of_all(self.shown, self.onward)
        name = file_name(f"{self.own.meeting.label} report - {FOR_ALL}")
        return Message(None, self._draft(tuple(filter(None, [self._sender()])), wording, told), name)

    def _sender(self) -> tuple[str, str] | None:
        seat = self.seat
        return (seat.rep or "", seat.rep_address) if seat and seat.rep_address else None

    def _draft(self, to: tuple[tuple[str, str], ...], wording: Wording, told: str, member: str = "") -> Draft:
        meeting = self.own.meeting
        fields = {
            "rep": (self.seat.rep if self.seat else None) or "Your representative",
            "member": member,
            "forum": self.own.forum.code,
            "meeting": meeting.label,
            "day": words.long_day(meeting.day) if meeting.day else "a day not yet given",
            "items": told,
            "next": report_words.next_words(self.shown, self.onward),
        }
        return Draft(self._sender(), to, asking.fill(wording.subject, fields), asking.fill(wording.text, fields))


def make_reports(plan: Reports, folder: Path, report: Report) -> ReportsMade:
    """Write the drafts of a report-back into a folder, the report attached to each: all of them, or none.

    Touches no record, so it may run beside the window. Raises Fault, and Cancelled where the rep has cancelled it.
    """
    paper = render(plan.shown, plan.today, Kind.REPORT)

    def files(message: Message) -> Makes:
        return lambda name: {DRAFT: draft(message.draft, plan.pdf_name, paper.data)}

    return ReportsMade(make_files([(one.name, files(one)) for one in plan.messages], folder, report), paper)


def _whom(plan: Reports) -> str:
    members = sum(one.member is not None for one in plan.messages)
    for_all = [FOR_ALL] if members < len(plan.messages) else []
    one = next((message.member.name for message in plan.messages if message.member), "")
    return words.listed([*([one if members == 1 else words.count(members, "member")] if members else []), *for_all])
