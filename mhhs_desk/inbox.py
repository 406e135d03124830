"""The way in: files are read, what they hold is proposed, and what the rep (or the evidence) settles is filed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.findings import Findings
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.matching import CHANNELS, Draft, Known, propose
from mhhs_desk.intake.our_form import meeting_of
from mhhs_desk.intake.sameness import same_mail
from mhhs_desk.intake.senders import contacts, member_of
from mhhs_desk.judging import Judge, items_of
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.filing import ORDER, can_be_filed, file_proposal, options_for
from mhhs_desk.store.on_record import OnRecord
from mhhs_desk.store.settings import DAY
from mhhs_desk.store.store import Store

SETTING_UP = (ProposalKind.MEETING, ProposalKind.MEMBER, ProposalKind.ITEM)
"""What other proposals of the same source lean on: filed first, and the rest matched again."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: what it holds, and its bytes as they came."""

    findings: Findings
    data: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file: its source, and how many of its proposals were filed and how many wait.

    `known` counts those of both that say what is on the record already.
    """

    source: Source
    known_before: bool
    filed: int
    waiting: int
    known: int = 0


def read_file(path: Path) -> ReadFile:
    """Read a file without touching any workspace. Raises Fault where it cannot be read."""
    from mhhs_desk.intake.reading import load, read_bytes

    data = load(path)
    return ReadFile(read_bytes(data, str(path)), data)


def read_files(path: Path) -> tuple[list[ReadFile], list[Fault]]:
    """Read a file, or each of those that an archive, a mailbox or a calendar holds, and what cannot be read of them."""
    from mhhs_desk.intake.reading import apart, load, read_bytes

    read: list[ReadFile] = []
    faults: list[Fault] = []
    try:
        for name, content in apart(load(path), str(path)):
            try:
                if isinstance(content, Fault):
                    raise content
                findings = read_bytes(content, name)
                read.append(ReadFile(replace(findings, file=path.name + name.removeprefix(str(path))), content))
            except Fault as fault:
                faults.append(fault)
    except Fault as fault:
        faults.append(fault)
    return read, faults


class Inbox(Store):
    """The records of a workspace, and the Inbox through which files become records."""

    def __init__(self, workspace: Workspace, today: date | None = None) -> None:
        super().__init__(workspace)
        self._today = today

    @property
    def today(self) -> date:
        """Today: as told when the desk was opened, else the day a sample stays on, else the computer's."""
        fixed = self.settings.read(DAY)
        return self._today or (date.fromisoformat(fixed) if fixed else date.today())

    def now(self) -> str:
        """The moment something arrives: the computer's, or just the day where today was told."""
        computer = datetime.now()
        return computer.isoformat(timespec="minutes") if self.today == computer.date() else self.today.isoformat()

    def take_in(self, files: Iterable[ReadFile], about: Meeting | None = None, accept: bool = False) -> list[Receipt]:
        """Take files in, in one step: their proposals wait, or are filed where `accept` is given and they are sure."""
        read = list(files)
        name = f"Take in {read[0].findings.file}" if len(read) == 1 else f"Take in {len(read)} files"
        with self.workspace.step(name):
            receipts = [self._take_in(file, about, accept) for file in read]
            if accept and any(receipt.filed for receipt in receipts):
                self._match_again()
                self._judge_again()
        return receipts

    def waiting(self) -> list[Source]:
        """The arrivals not yet filed, the newest first."""
        return sorted(
            self.sources.where("state = ?", SourceState.WAITING),
            key=lambda source: (source.arrived, source.id),
            reverse=True,
        )

    def proposals_of(self, source_id: int) -> list[Proposal]:
        return list(self.proposals.where("source_id = ?", source_id))

    def file(self, source_id: int) -> int:
        """File what is sure of an arrival, which leaves the Inbox once nothing of it waits. Returns how many."""
        source = self.sources.get(source_id)
        told = f"what {source.sender} sent" if source.sender else source.name
        with self.workspace.step(f"File {told}"):
            filed = self._file_sure(source_id, self._about(source_id))
            self._settle_source(source_id)
            if any(_sets_up(proposal) for proposal in filed):
                self._match_again()
            self._judge_again(filed)
        return len(filed)

    def can_file(self, source_id: int) -> int:
        """How many proposals of an arrival Enter would file, its own meeting among them."""
        waiting, about = self._open(source_id), self._about(source_id)
        brings_meeting = any(p.kind is ProposalKind.MEETING and p.sure and can_be_filed(p, False) for p in waiting)
        return sum(p.sure and can_be_filed(p, brings_meeting or about is not None) for p in waiting)

    def settle(self, proposal_id: int, **facts: Any) -> Proposal:
        """The rep's own word on a proposal: its facts as given, and sure from then on."""
        proposal = self.proposals.get(proposal_id)
        told = [*proposal.facts.get("settled", ()), *proposal.doubts]
        settled = replace(proposal, facts={**proposal.facts, **facts, "settled": told}, sure=True, doubts=())
        with self.workspace.step("Settle what is proposed"):
            judge = self._judge(proposal.source_id, [settled], self._about(proposal.source_id))
            return self.proposals.save(judge.judged(settled))

    def refuse(self, proposal_id: int) -> None:
        """Leave one proposal unfiled for good."""
        proposal = self.proposals.get(proposal_id)
        with self.workspace.step("Refuse what is proposed"):
            self.proposals.save(replace(proposal, state=ProposalState.REFUSED))
            self._settle_source(proposal.source_id)

    def add_item(self, meeting: Meeting, title: str, disposition: Disposition) -> Item:
        """Put an item on an agenda by hand, after those it has."""
        taken = self.items.where("meeting_id = ?", meeting.id)
        number = max((item.number for item in taken), default=0) + 1
        item = Item(
            meeting_id=meeting.id,
            number=number,
            title=title.strip(),
            options=options_for(self, disposition),
            disposition=disposition,
        )
        with self.workspace.step(f"Add item {number} to {meeting.label}"):
            added = self.items.add(item)
            self._match_again()
        return added

    def set_aside(self, source_id: int) -> None:
        """Keep an arrival without filing anything more of it."""
        with self.workspace.step("Set an arrival aside"):
            self.sources.change(source_id, state=SourceState.ASIDE)

    def still_stands(self, feedback_id: int) -> None:
        """Take an answer that was given on an earlier version of a paper as one on the paper as it is now."""
        answer = self.feedback.get(feedback_id)
        version = self.items.get(answer.item_id).paper_version
        with self.workspace.step(f"Confirm {answer.code} for {version}"):
            self.feedback.change(feedback_id, paper_version=version)

    def _take_in(self, file: ReadFile, about: Meeting | None, accept: bool) -> Receipt:
        findings = file.findings
        source = _source(findings, len(file.data), self.now())
        before = self.sources.first("sha256 = ?", findings.sha256) or self._same_mail(source)
        if before:
            return Receipt(before, True, 0, len(self._open(before.id)))
        self.workspace.keep(findings.sha256, file.data)
        source = self.sources.add(source)
        self._propose(source, findings, about)
        filed = len(self._file_sure(source.id, about or self._about(source.id))) if accept else 0
        proposals = self.proposals_of(source.id)
        if proposals:
            self._settle_source(source.id)
        known = sum(proposal.sameness is Sameness.SAME for proposal in proposals)
        return Receipt(source, False, filed, len(self._open(source.id)), known)

    def _same_mail(self, source: Source) -> Source | None:
        """The mail that this one is, come to another mailbox before."""
        if source.sent is None:
            return None
        others = self.sources.where("sent = ? AND kind = ?", source.sent, source.kind)
        return next((other for other in others if same_mail(source, other)), None)

    def _propose(self, source: Source, findings: Findings, about: Meeting | None) -> None:
        known = self._known(findings, about)
        drafts = (*propose(findings, known), *contacts(findings, known))
        made = [_proposal(source, draft) for draft in drafts]
        self.proposals.add_all(self._judge(source.id, made, about or known.meeting).preview(made))

    def _judge(self, source_id: int, proposals: list[Proposal], about: Meeting | None) -> Judge:
        """A judge of some proposals of a source, with what is on the record of what they speak of."""
        return Judge(OnRecord(self, about, items_of(proposals)), proposals or self.proposals_of(source_id))

    def _known(self, findings: Findings, about: Meeting | None) -> Known:
        meeting = about or self._meeting_meant(findings)
        return Known(
            forums=tuple(forum.code for forum in self.forums.all()),
            meetings=tuple(self.meetings.all()),
            meeting=meeting,
            items=tuple(self.items.where("meeting_id = ?", meeting.id)) if meeting else (),
            members=tuple(self.members.all()),
            people=tuple(self.people.all()),
            rep_addresses=tuple(seat.rep_address for seat in self.seats.where("ours") if seat.rep_address),
            workspace=self.settings.identity(),
        )

    def _meeting_meant(self, findings: Findings) -> Meeting | None:
        """The meeting a file is about: by its label, by its forum and day, or the forum's next one."""
        found, known = findings.meeting, self.meetings.all()
        asked = meeting_of(findings.responses)
        if asked:
            return next((meeting for meeting in known if meeting.uid == asked), None)
        if found and found.label:
            labelled = [meeting for meeting in known if meeting.label.casefold() == found.label.casefold()]
            if labelled:
                return labelled[0]
        if found and found.date:
            return next((m for m in known if m.day and m.day.isoformat() == found.date), None)
        codes = {forum.id: forum.code for forum in self.forums.all()}
        if found and found.forum:
            known = [meeting for meeting in known if codes[meeting.forum_id] == found.forum]
        return next_meeting(known, self.today)

    def _about(self, source_id: int) -> Meeting | None:
        """The meeting that an arrival's proposals go to."""
        for proposal in self.proposals_of(source_id):
            if proposal.kind is ProposalKind.MEETING and proposal.filed_as:
                return self.meetings.get(proposal.filed_as)
            if proposal.facts.get("meeting_id"):
                return self.meetings.get(proposal.facts["meeting_id"])
        return None

    def _open(self, source_id: int) -> list[Proposal]:
        return list(self.proposals.where("source_id = ? AND state = ?", source_id, ProposalState.WAITING))

    def _file_sure(self, source_id: int, about: Meeting | None) -> list[Proposal]:
        """File the sure proposals of a source in their order; those that lean on others are matched again first.

        Each is judged once more, for the record may have changed since it was proposed.
        """
        filed: list[Proposal] = []
        judge = self._judge(source_id, self.proposals_of(source_id), about)
        for kind in ORDER:
            done = self._file_kind(kind, source_id, about, judge)
            filed += done
            if any(_sets_up(proposal) for proposal in done):
                about = self._about(source_id) or about
                self._match(self.sources.get(source_id), about)
                judge = self._judge(source_id, self.proposals_of(source_id), about)
        return filed

    def _file_kind(self, kind: ProposalKind, source_id: int, about: Meeting | None, judge: Judge) -> list[Proposal]:
        done = []
        for proposal in self._open(source_id):
            if proposal.kind is not kind or not (proposal.sure and can_be_filed(proposal, about is not None)):
                continue
            judged = judge.judged(proposal)
            if judged.sure:
                done.append(file_proposal(self, judged, about))
                judge.filed(done[-1])
            else:
                self.proposals.save(judged)
        return done

    def _match_again(self) -> None:
        """Look again at what waits unsure, now that more is known."""
        for source in self.sources.where("state = ?", SourceState.WAITING):
            self._match(source, None)

    def _match(self, source: Source, about: Meeting | None) -> None:
        unsure = [proposal for proposal in self._open(source.id) if not proposal.sure]
        if not unsure:
            return
        from mhhs_desk.intake.reading import read_bytes

        findings = read_bytes(self.workspace.original(source.sha256), source.name)
        known = self._known(findings, about)
        made = self.proposals_of(source.id)
        again = []
        for proposal, draft in zip(made, propose(findings, known), strict=False):
            if proposal in unsure and proposal.kind is draft.kind and "settled" not in proposal.facts:
                again.append(replace(_proposal(source, draft), id=proposal.id, uid=proposal.uid))
        met = {_contact(proposal) for proposal in made if proposal.kind is ProposalKind.MEMBER}
        new = [_proposal(source, draft) for draft in contacts(findings, known)]
        judge = self._judge(source.id, [*again, *new], known.meeting)
        for proposal in judge.preview(again):
            self.proposals.save(proposal)
        self.proposals.add_all(judge.preview([proposal for proposal in new if _contact(proposal) not in met]))

    def _judge_again(self, filed: Iterable[Proposal] | None = None) -> None:
        """Judge anew what waits and speaks of what was filed, or of anything."""
        spoken = {_subject(proposal) for proposal in filed} if filed is not None else None
        by_source: dict[int, list[Proposal]] = {}
        for proposal in self.proposals.where("state = ?", ProposalState.WAITING):
            if spoken is None or _subject(proposal) in spoken:
                by_source.setdefault(proposal.source_id, []).append(proposal)
        for source_id, waiting in by_source.items():
            judge = self._judge(source_id, self.proposals_of(source_id), self._about(source_id))
            for proposal in waiting:
                self.proposals.save(judge.judged(proposal))

    def _settle_source(self, source_id: int) -> None:
        """An arrival has left the Inbox once none of its proposals waits."""
        if not self._open(source_id):
            self.sources.change(source_id, state=SourceState.FILED)

    # What the rep reads out of an original

    def waiting_proposals(self) -> dict[int, list[Proposal]]:
        """The proposals that wait, by the number of their source."""
        found: dict[int, list[Proposal]] = {}
        for proposal in self.proposals.where("state = ?", ProposalState.WAITING):
            found.setdefault(proposal.source_id, []).append(proposal)
        return found

    def items_meant(self, source_id: int) -> list[Item]:
        """The items an arrival may answer: those of the meeting it is about, else of the next one."""
        meeting = self._about(source_id) or next_meeting(self.meetings.all(), self.today)
        return list(self.items.where("meeting_id = ?", meeting.id)) if meeting else []

    def split(self, source_id: int, item_id: int, span: Span) -> Proposal:
        """Propose an answer to an item from words chosen in an original; which option they mean is the rep's to say."""
        source, item = self.sources.get(source_id), self.items.get(item_id)
        facts = {**self._facts_of_sender(source), "item_id": item.id, "option": None, "rationale": span.text}
        facts |= {"meeting_id": item.meeting_id, "settled": []}
        doubts = ["No option is named. Choose one with its key."]
        if facts["member_id"] is None:
            doubts.insert(0, f"No member matches {source.sender or 'the sender'}.")
        chosen = Proposal(
            source_id=source.id,
            kind=ProposalKind.ANSWER,
            facts=facts,
            sure=True,
            why="words chosen by hand",
            doubts=tuple(doubts),
            span=span,
        )
        with self.workspace.step(f"Take words of {source.name} for item {item.number}"):
            return self.proposals.add(chosen)

    def _facts_of_sender(self, source: Source) -> dict[str, Any]:
        """Whose answers an original holds, how they came and when: as in its other answers, else by who sent it."""
        answers = [p.facts for p in self.proposals_of(source.id) if p.kind is ProposalKind.ANSWER]
        told = next((facts for facts in answers if facts.get("member_id")), None) or next(iter(answers), {})
        member_id = told.get("member_id") or self._member_of(source)
        member = self.members.get(member_id) if member_id else None
        return {
            "member_id": member_id,
            "channel": told.get("channel") or CHANNELS.get(source.kind, source.kind),
            "received": told.get("received") or source.sent or source.arrived,
            "consent": (member.consent if member else Consent.NAMED).value,
        }

    def _member_of(self, source: Source) -> int | None:
        """The member whose address or domain a message came from, where there is no doubt of it."""
        if not source.sender:
            return None
        from mhhs_desk.intake.reading import read_bytes

        findings = read_bytes(self.workspace.original(source.sha256), source.name)
        address = findings.letterhead.address if findings.letterhead else None
        match = member_of(address, None, self._known(findings, None))
        return match.id if match.sure else None


def _source(findings: Findings, size: int, arrived: str) -> Source:
    head = findings.letterhead
    return Source(
        name=findings.file,
        kind=findings.kind,
        sha256=findings.sha256,
        size=size,
        arrived=arrived,
        sender=(head.sender or head.address) if head else None,
        subject=head.subject if head else None,
        sent=head.sent if head else None,
        doubts=tuple(doubt.what for doubt in findings.doubts),
        text=findings.text,
    )


def _proposal(source: Source, draft: Draft) -> Proposal:
    facts = draft.facts
    if facts.get("on_arrival") and not facts.get("received"):
        facts = {**facts, "received": source.arrived}
    return Proposal(
        source_id=source.id,
        kind=draft.kind,
        facts=facts,
        sure=draft.sure,
        why=draft.why,
        doubts=draft.doubts,
        span=draft.span,
    )


def _sets_up(proposal: Proposal) -> bool:
    """Whether other proposals may lean on what was filed: a meeting, an item, a member, an address of its own."""
    if proposal.kind not in SETTING_UP or proposal.sameness is Sameness.SAME:
        return False
    return proposal.kind is not ProposalKind.MEMBER or not proposal.facts.get("member_id")


def _contact(proposal: Proposal) -> tuple[object, ...]:
    return tuple(proposal.facts.get(name) for name in ("member_id", "contact", "address"))


def _subject(proposal: Proposal) -> tuple[object, ...]:
    """What a proposal speaks of: answers of one member on one item, actions, items, a meeting."""
    if proposal.kind is ProposalKind.ANSWER:
        return proposal.kind, proposal.facts.get("member_id"), proposal.facts.get("item_id")
    return (proposal.kind,)
