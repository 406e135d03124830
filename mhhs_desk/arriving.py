"""Arrivals on their way: what a file holds is proposed, judged against the record, matched again, and filed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.filing import ORDER, Filing, can_be_filed
from mhhs_desk.store.on_record import OnRecord, items_of
from mhhs_desk.store.settings import DAY
from mhhs_desk.store.store import Store

# The intake and the judge are imported where they are used: a window that only shows what is there starts without them.
if TYPE_CHECKING:
    from mhhs_desk.domain.findings import Findings
    from mhhs_desk.intake.matching import Draft, Known
    from mhhs_desk.judging import Judge

SETTING_UP = (ProposalKind.MEETING, ProposalKind.MEMBER, ProposalKind.ITEM)
"""What other proposals of the same source lean on: filed first, and the rest matched again."""
SPEAKS = "source_id = ? AND (kind = ? AND filed_as IS NOT NULL OR json_extract(facts, '$.meeting_id') IS NOT NULL)"
"""The proposals of a source that say which meeting it is about."""
OPEN = "source_id = ? AND state = ?"


class Arriving(Store):
    """The records of a workspace, and what turns an arrival into records."""

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

    def proposals_of(self, source_id: int) -> list[Proposal]:
        return list(self.proposals.where("source_id = ?", source_id))

    def _same_mail(self, source: Source) -> Source | None:
        """The mail that this one is, come to another mailbox before."""
        from mhhs_desk.intake.sameness import same_mail

        if source.sent is None:
            return None
        others = self.sources.where("sent = ? AND kind = ?", source.sent, source.kind)
        return next((other for other in others if same_mail(source, other)), None)

    def _propose(self, source: Source, findings: Findings, about: Meeting | None) -> None:
        from mhhs_desk.intake.matching import propose
        from mhhs_desk.intake.senders import contacts

        known = self._known(findings, about)
        drafts = (*propose(findings, known), *contacts(findings, known))
        made = [_proposal(source, draft) for draft in drafts]
        self.proposals.add_all(self._judge(source.id, made, about or known.meeting).preview(made))

    def _judge(self, source_id: int, proposals: list[Proposal], about: Meeting | None) -> Judge:
        """A judge of some proposals of a source, with what is on the record of what they speak of."""
        from mhhs_desk.judging import Judge

        return Judge(OnRecord(self, about, items_of(proposals)), proposals or self.proposals_of(source_id))

    def _known(self, findings: Findings, about: Meeting | None) -> Known:
        from mhhs_desk.intake.known import Known

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
        from mhhs_desk.intake.action_logs import is_log
        from mhhs_desk.intake.our_form import meeting_of

        found, known = findings.meeting, self.meetings.all()
        asked = meeting_of(findings.responses)
        if asked:
            return next((meeting for meeting in known if meeting.uid == asked), None)
        if found and found.calendar:
            entered = [meeting for meeting in known if meeting.knows_entry(found.calendar.uid)]
            if entered:
                return entered[0]
        if found and found.label:
            labelled = [meeting for meeting in known if meeting.label.casefold() == found.label.casefold()]
            if labelled:
                return labelled[0]
        codes = {forum.id: forum.code for forum in self.forums.all()}
        if found and found.date and not is_log(findings):
            ours = [m for m in known if found.forum not in codes.values() or codes[m.forum_id] == found.forum]
            return next((m for m in ours if m.day and m.day.isoformat() == found.date), None)
        if found and found.forum:
            known = [meeting for meeting in known if codes[meeting.forum_id] == found.forum]
        return next_meeting(known, self.today)

    def _about(self, source_id: int) -> Meeting | None:
        """The meeting that an arrival's proposals go to."""
        proposal = self.proposals.first(SPEAKS, source_id, ProposalKind.MEETING)
        if proposal is None:
            return None
        filed = proposal.filed_as if proposal.kind is ProposalKind.MEETING else None
        return self.meetings.get(filed or proposal.facts["meeting_id"])

    def _open(self, source_id: int) -> list[Proposal]:
        return list(self.proposals.where(OPEN, source_id, ProposalState.WAITING))

    def _count_open(self, source_id: int) -> int:
        return self.proposals.count(OPEN, source_id, ProposalState.WAITING)

    def _file_sure(self, source_id: int, about: Meeting | None) -> list[Proposal]:
        """File the sure proposals of a source in their order; those that lean on others are matched again first.

        Each is judged once more, for the record may have changed since it was proposed.
        """
        filed: list[Proposal] = []
        source = self.sources.get(source_id)
        filing, made = Filing(self, source), self.proposals_of(source_id)
        judge = self._judge(source_id, made, about)
        for kind in ORDER:
            waiting = [one for one in made if one.kind is kind and one.state is ProposalState.WAITING]
            done = self._file_all(waiting, about, judge, filing)
            filed += done
            if any(sets_up(proposal) for proposal in done):
                about = self._about(source_id) or about
                self._match(source, about)
                made = self.proposals_of(source_id)
                judge = self._judge(source_id, made, about)
        return filed

    def _file_all(
        self, proposals: Iterable[Proposal], about: Meeting | None, judge: Judge, filing: Filing
    ) -> list[Proposal]:
        done = []
        for proposal in proposals:
            if not (proposal.sure and can_be_filed(proposal, about is not None)):
                continue
            judged = judge.judged(proposal)
            if judged.sure:
                done.append(filing.file(judged, about))
                judge.filed(done[-1], filing.answers)
            else:
                self.proposals.save(judged)
        filing.finish()
        return done

    def _match_again(self) -> None:
        """Look again at what waits unsure, now that more is known."""
        for source in self.sources.where("state = ?", SourceState.WAITING):
            self._match(source, None)

    def _match(self, source: Source, about: Meeting | None) -> None:
        unsure = [proposal for proposal in self._open(source.id) if not proposal.sure]
        if not unsure:
            return
        from mhhs_desk.intake.matching import propose
        from mhhs_desk.intake.reading import read_bytes
        from mhhs_desk.intake.senders import contacts

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
        from mhhs_desk.judging import Judge

        spoken = {_subject(proposal) for proposal in filed} if filed is not None else None
        by_source: dict[int, list[Proposal]] = {}
        for proposal in self.proposals.where("state = ?", ProposalState.WAITING):
            if spoken is None or _subject(proposal) in spoken:
                by_source.setdefault(proposal.source_id, []).append(proposal)
        items = items_of(proposal for waiting in by_source.values() for proposal in waiting)
        records: dict[Meeting | None, OnRecord] = {}
        for source_id, waiting in by_source.items():
            about = self._about(source_id)
            record = records.setdefault(about, OnRecord(self, about, items))
            judge = Judge(record, self.proposals_of(source_id))
            for proposal in waiting:
                self.proposals.save(judge.judged(proposal))

    def _settle_source(self, source_id: int) -> None:
        """An arrival has left the Inbox once none of its proposals waits."""
        if not self._count_open(source_id):
            self.sources.change(source_id, state=SourceState.FILED)


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


def sets_up(proposal: Proposal) -> bool:
    """Whether other proposals may lean on what was filed: a meeting, an item, a member, an address of its own."""
    if proposal.kind not in SETTING_UP or proposal.sameness is Sameness.SAME:
        return False
    return proposal.kind is not ProposalKind.MEMBER or not proposal.facts.get("member_id")


def _contact(proposal: Proposal) -> tuple[object, ...]:
    return tuple(proposal.facts.get(name) for name in ("member_id", "contact", "address"))


def _subject(proposal: Proposal) -> tuple[object, ...]:
    """What a proposal speaks of: answers of one member on one item, people of a member, actions, items, a meeting."""
    if proposal.kind is ProposalKind.ANSWER:
        return proposal.kind, proposal.facts.get("member_id"), proposal.facts.get("item_id")
    if proposal.kind is ProposalKind.MEMBER:
        return proposal.kind, proposal.facts.get("member_id")
    return (proposal.kind,)
