"""The way in: files are read, what they hold is proposed, and what the rep (or the evidence) settles is filed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mhhs_desk.arriving import Arriving, sets_up
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.feedback import current, is_stale
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.store.filing import can_be_filed, options_for
from mhhs_desk.undisturbed import undisturbed

CALENDAR = "calendar"
"""The kind of a source that is an entry of a calendar."""

if TYPE_CHECKING:
    from mhhs_desk.domain.findings import Findings


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


class Inbox(Arriving):
    """The records of a workspace, and the Inbox through which files become records."""

    def take_in(self, files: Iterable[ReadFile], about: Meeting | None = None, accept: bool = False) -> list[Receipt]:
        """Take files in, in one step: their proposals wait, or are filed where `accept` is given and they are sure."""
        read = list(files)
        name = f"Take in {read[0].findings.file}" if len(read) == 1 else f"Take in {len(read)} files"
        with undisturbed(), self.workspace.step(name):
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

    def file(self, source_id: int) -> int:
        """File what is sure of an arrival, which leaves the Inbox once nothing of it waits. Returns how many."""
        source = self.sources.get(source_id)
        told = f"what {source.sender} sent" if source.sender else source.name
        with undisturbed(), self.workspace.step(f"File {told}"):
            filed = self._file_sure(source_id, self._about(source_id))
            self._settle_source(source_id)
            if any(sets_up(proposal) for proposal in filed):
                self._match_again()
            self._judge_again(filed)
        return len(filed)

    def can_file(self, source_id: int, waiting: Sequence[Proposal] | None = None) -> int:
        """How many proposals of an arrival Enter would file, its own meeting among them.

        `waiting`: those of it that wait, where they are in hand already.
        """
        waiting, about = self._open(source_id) if waiting is None else waiting, self._about(source_id)
        brings_meeting = any(p.kind is ProposalKind.MEETING and p.sure and can_be_filed(p, False) for p in waiting)
        return sum(p.sure and can_be_filed(p, brings_meeting or about is not None) for p in waiting)

    def settle(self, proposal_id: int, **facts: Any) -> Proposal:
        """The rep's own word on a proposal: its facts as given, and sure from then on."""
        proposal = self.proposals.get(proposal_id)
        facts = {**self._usual_consent(proposal, facts), **facts}
        told = [*proposal.facts.get("settled", ()), *proposal.doubts]
        settled = replace(proposal, facts={**proposal.facts, **facts, "settled": told}, sure=True, doubts=())
        with self.workspace.step("Settle what is proposed"):
            judge = self._judge(proposal.source_id, [settled], self._about(proposal.source_id))
            return self.proposals.save(judge.judged(settled))

    def _usual_consent(self, proposal: Proposal, facts: dict[str, Any]) -> dict[str, Any]:
        """What an answer given another member may be shown as: as that one usually is, unless its words say more."""
        member = self.members.first("id = ?", facts.get("member_id") or 0)
        if proposal.kind is not ProposalKind.ANSWER or member is None:
            return {}
        before = self.members.first("id = ?", proposal.facts.get("member_id") or 0)
        usual = (None, before.consent.value) if before else (None,)
        return {"consent": member.consent.value} if proposal.facts.get("consent") in usual else {}

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

    def all_still_stand(self, item_id: int) -> int:
        """Take every answer to an earlier version of an item's paper as one on the paper as it is. Returns how many."""
        item = self.items.get(item_id)
        standing = current(self.feedback.where("item_id = ?", item_id)).values()
        stale = [one for one in standing if not one.is_nil and is_stale(one, item.paper_version)]
        if stale:
            told = f"{len(stale)} answers" if len(stale) > 1 else stale[0].code
            with self.workspace.step(f"Confirm {told} on item {item.number} for {item.paper_version}"):
                for answer in stale:
                    self.still_stands(answer.id)
        return len(stale)

    def _take_in(self, file: ReadFile, about: Meeting | None, accept: bool) -> Receipt:
        findings = file.findings
        source = _source(findings, len(file.data), self.now())
        before = self.sources.first("sha256 = ?", findings.sha256) or self._same_mail(source)
        if before:
            return Receipt(before, True, 0, self._count_open(before.id))
        self.workspace.keep(findings.sha256, file.data)
        source = self.sources.add(source)
        self._propose(source, findings, about)
        if findings.kind == CALENDAR:
            self._settle_known(source.id)
        filed = len(self._file_sure(source.id, about or self._about(source.id))) if accept else 0
        if self.proposals.count("source_id = ?", source.id):
            self._settle_source(source.id)
        known = self.proposals.count(
            "source_id = ? AND json_extract(facts, '$.sameness') = ?", source.id, Sameness.SAME
        )
        return Receipt(source, False, filed, self._count_open(source.id), known)

    def _settle_known(self, source_id: int) -> None:
        """An entry of a calendar that says nothing new, or what is older, need not be looked at: a file holds many."""
        waiting = self._open(source_id)
        if waiting and all(one.sure and one.sameness in (Sameness.SAME, Sameness.OLDER) for one in waiting):
            self._file_sure(source_id, self._about(source_id))

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
        from mhhs_desk.intake.matching import CHANNELS

        answers = [p.facts for p in self.proposals_of(source.id) if p.kind is ProposalKind.ANSWER]
        told = next((facts for facts in answers if facts.get("member_id")), None) or next(iter(answers), {})
        member_id = told.get("member_id") or self._member_of(source)
        member = self.members.get(member_id) if member_id else None
        return {
            "member_id": member_id,
            "channel": told.get("channel") or CHANNELS.get(source.kind, source.kind),
            "received": told.get("received") or source.sent or source.arrived,
            "consent": member.consent.value if member else None,
        }

    def _member_of(self, source: Source) -> int | None:
        """The member whose address or domain a message came from, where there is no doubt of it."""
        if not source.sender:
            return None
        from mhhs_desk.intake.reading import read_bytes
        from mhhs_desk.intake.senders import member_of

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
