"""The way in: files are read, what they hold is proposed, and what the rep (or the evidence) settles is filed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mhhs_desk.domain.findings import Findings
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.intake.matching import Draft, Known, propose
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.filing import ORDER, can_be_filed, file_proposal, options_for
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
    """What became of one file: its source, and how many of its proposals were filed and how many wait."""

    source: Source
    known_before: bool
    filed: int
    waiting: int


def read_file(path: Path) -> ReadFile:
    """Read a file without touching any workspace. Raises Fault where it cannot be read."""
    from mhhs_desk.intake.reading import load, read_bytes

    data = load(path)
    return ReadFile(read_bytes(data, str(path)), data)


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
            if set(filed) & set(SETTING_UP):
                self._match_again()
        return len(filed)

    def can_file(self, source_id: int) -> int:
        """How many proposals of an arrival Enter would file, its own meeting among them."""
        waiting, about = self._open(source_id), self._about(source_id)
        brings_meeting = any(p.kind is ProposalKind.MEETING and p.sure and can_be_filed(p, False) for p in waiting)
        return sum(p.sure and can_be_filed(p, brings_meeting or about is not None) for p in waiting)

    def settle(self, proposal_id: int, **facts: Any) -> Proposal:
        """The rep's own word on a proposal: its facts as given, and sure from then on."""
        proposal = self.proposals.get(proposal_id)
        settled = replace(proposal, facts={**proposal.facts, **facts}, sure=True, doubts=())
        with self.workspace.step("Settle what is proposed"):
            return self.proposals.save(settled)

    def refuse(self, proposal_id: int) -> None:
        """Leave one proposal unfiled for good."""
        proposal = self.proposals.get(proposal_id)
        with self.workspace.step("Refuse what is proposed"):
            self.proposals.save(replace(proposal, state=ProposalState.REFUSED))
            self._settle_source(proposal.source_id)

    def add_item(self, meeting: Meeting, title: str, disposition: Disposition) -> Item:
        """Put an item on an agenda by hand, after those it has."""
        number = self.items.count("meeting_id = ?", meeting.id) + 1
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

    def _take_in(self, file: ReadFile, about: Meeting | None, accept: bool) -> Receipt:
        findings = file.findings
        before = self.sources.first("sha256 = ?", findings.sha256)
        if before:
            return Receipt(before, True, 0, len(self._open(before.id)))
        self.workspace.keep(findings.sha256, file.data)
        source = self.sources.add(_source(findings, len(file.data), self.now()))
        self._propose(source, findings, about)
        filed = len(self._file_sure(source.id, about or self._about(source.id))) if accept else 0
        if self.proposals_of(source.id):
            self._settle_source(source.id)
        return Receipt(source, False, filed, len(self._open(source.id)))

    def _propose(self, source: Source, findings: Findings, about: Meeting | None) -> None:
        drafts = propose(findings, self._known(findings, about))
        self.proposals.add_all(_proposal(source.id, draft) for draft in drafts)

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
        )

    def _meeting_meant(self, findings: Findings) -> Meeting | None:
        """The meeting a file is about: by its label, by its forum and day, or the forum's next one."""
        found, known = findings.meeting, self.meetings.all()
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

    def _file_sure(self, source_id: int, about: Meeting | None) -> list[ProposalKind]:
        """File the sure proposals of a source in their order; those that lean on others are matched again first."""
        filed: list[ProposalKind] = []
        for kind in ORDER:
            done = [
                p for p in self._open(source_id) if p.kind is kind and p.sure and can_be_filed(p, about is not None)
            ]
            for proposal in done:
                file_proposal(self, proposal, about)
            filed += [kind] * len(done)
            if done and kind in SETTING_UP:
                about = self._about(source_id) or about
                self._match(self.sources.get(source_id), about)
        return filed

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
        drafts = propose(findings, self._known(findings, about))
        for proposal, draft in zip(self.proposals_of(source.id), drafts, strict=False):
            if proposal in unsure and proposal.kind is draft.kind:
                self.proposals.save(replace(_proposal(source.id, draft), id=proposal.id, uid=proposal.uid))

    def _settle_source(self, source_id: int) -> None:
        """An arrival has left the Inbox once none of its proposals waits."""
        if not self._open(source_id):
            self.sources.change(source_id, state=SourceState.FILED)


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


def _proposal(source_id: int, draft: Draft) -> Proposal:
    return Proposal(
        source_id=source_id,
        kind=draft.kind,
        facts=draft.facts,
        sure=draft.sure,
        why=draft.why,
        doubts=draft.doubts,
        span=draft.span,
    )
