"""Filing: what a proposal proposes becomes the record it says, with its place in the original."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.options import NIL, QUESTION_KEYS, Option
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState
from mhhs_desk.domain.sources import Source
from mhhs_desk.store.store import Store

Facts = dict[str, Any]


def file_proposal(store: Store, proposal: Proposal, about: Meeting | None) -> None:
    """Write the record of one proposal; `about` is the meeting that its source speaks of."""
    source = store.sources.get(proposal.source_id)
    number = FILED_BY[proposal.kind](Filing(store, source, proposal, about), proposal.facts)
    store.proposals.save(replace(proposal, state=ProposalState.FILED, filed_as=number))


def options_for(store: Store, disposition: Disposition | None, own: Sequence[str] = ()) -> tuple[Option, ...]:
    """A question's own options; the five decisions for an approval; an opinion for the rest."""
    if own:
        return tuple(Option(key, name) for key, name in zip(QUESTION_KEYS, own, strict=False))
    family = "decision" if disposition is Disposition.APPROVAL else "opinion"
    return tuple(Option(option.key, option.name) for option in store.options.where("family = ?", family))


class Filing:
    """One proposal on its way into the records."""

    def __init__(self, store: Store, source: Source, proposal: Proposal, about: Meeting | None) -> None:
        self.store = store
        self.source = source
        self.proposal = proposal
        self.about = about

    @property
    def place(self) -> Facts:
        return {"source_id": self.source.id, "span": self.proposal.span}

    @property
    def meeting_id(self) -> int:
        if self.about is None:
            raise LookupError("a meeting")
        return self.about.id

    @property
    def forum_id(self) -> int | None:
        return self.about.forum_id if self.about else None

    def meeting(self, facts: Facts) -> int:
        """Fill in what a meeting already known lacks, or add the meeting."""
        known: dict[str, Any] = {
            "day": date.fromisoformat(facts["date"]) if facts.get("date") else None,
            "start": facts.get("start"),
            "end": facts.get("end"),
            "place": facts.get("place"),
        }
        fields = {name: value for name, value in known.items() if value is not None}
        if facts.get("papers"):
            fields["papers_received"] = date.fromisoformat(self.source.arrived[:10])
        if facts.get("meeting_id"):
            return self.store.meetings.change(facts["meeting_id"], **fields).id
        forum = self.store.forums.first("code = ?", facts["forum"])
        if forum is None:
            raise LookupError("a forum")
        label = facts.get("label") or f"{forum.code} (no number given)"
        kind = MeetingKind.AD_HOC if "." in label or label.startswith("e") else MeetingKind.STANDING
        meeting = Meeting(forum_id=forum.id, label=label, kind=kind, **self.place)
        return self.store.meetings.add(replace(meeting, **fields)).id

    def item(self, facts: Facts) -> int:
        disposition = Disposition(facts["disposition"]) if facts.get("disposition") else None
        taken = self.store.items.count("meeting_id = ?", self.meeting_id)
        return self.store.items.add(
            Item(
                meeting_id=self.meeting_id,
                number=taken + 1,
                title=facts["title"],
                options=options_for(self.store, disposition, facts.get("options") or ()),
                disposition=disposition,
                ask=facts.get("ask"),
                lead=facts.get("lead"),
                minutes=facts.get("minutes"),
                paper_ref=facts.get("paper_ref"),
                milestones=tuple(facts.get("milestones") or ()),
                **self.place,
            )
        ).id

    def action(self, facts: Facts) -> int:
        status = facts.get("status")
        return self.store.actions.add(
            Action(
                ref=facts.get("ref") or self.store.actions.next_ref(),
                text=facts["text"],
                owner=facts.get("owner"),
                forum_id=self.forum_id,
                meeting_id=self.about.id if self.about else None,
                due=date.fromisoformat(facts["due"]) if facts.get("due") else None,
                due_words=facts.get("due_words"),
                status=ActionStatus(status) if status in set(ActionStatus) else ActionStatus.OPEN,
                milestone=facts.get("milestone"),
                item_id=self._item_of(facts.get("milestone")),
                **self.place,
            )
        ).id

    def _item_of(self, code: str | None) -> int | None:
        if code is None or self.about is None:
            return None
        items = self.store.items.where("meeting_id = ?", self.about.id)
        return next((item.id for item in items if code in item.milestones), None)

    def milestone(self, facts: Facts) -> int:
        """Take in a code that is new; keep what a meeting's papers propose as that meeting's dates."""
        known = self.store.milestones.first("code = ?", facts["code"])
        if known is None:
            last = self.store.milestones.count()
            kind = "milestone" if facts["code"][1:].isdigit() and facts["code"].startswith("M") else "activity"
            known = self.store.milestones.add(
                Milestone(
                    code=facts["code"], name=facts.get("name"), tier=facts.get("tier"), kind=kind, position=last + 1
                )
            )
        if self.about and (facts.get("proposed") or facts.get("proposed_words")):
            self._propose(known, facts)
        return known.id

    def _propose(self, milestone: Milestone, facts: Facts) -> None:
        store, about = self.store, self.about
        if about is None:
            return
        baseline = store.baselines.first("meeting_id = ?", about.id) or store.baselines.add(
            Baseline(
                code=f"proposal-{about.id}",
                name=f"{about.label} proposal",
                day=about.day,
                meeting_id=about.id,
                source=self.source.name,
            )
        )
        start, _, end = (facts.get("proposed") or "").partition("/")
        new = MilestoneDate(
            milestone_id=milestone.id,
            baseline_id=baseline.id,
            start=start or None,
            end=end or None,
            words=facts.get("proposed_words") or "",
            reason=facts.get("reason"),
            **self.place,
        )
        old = store.milestone_dates.first("milestone_id = ? AND baseline_id = ?", milestone.id, baseline.id)
        if old:
            store.milestone_dates.save(replace(new, id=old.id, uid=old.uid))
        else:
            store.milestone_dates.add(new)

    def member(self, facts: Facts) -> int:
        """A member that is new, or new people of one that is known."""
        member = self.store.members.first("name = ? COLLATE NOCASE", facts["organisation"])
        if member is None:
            member = self.store.members.add(
                Member(
                    name=facts["organisation"],
                    segment=facts.get("segment"),
                    domains=tuple(facts.get("domains") or ()),
                    consent=Consent(facts.get("consent") or Consent.NAMED),
                )
            )
        contact, address = facts.get("contact"), facts.get("address")
        known = self.store.people.first("member_id = ? AND (name = ? OR address = ?)", member.id, contact, address)
        name = contact or address
        if name and known is None:
            self.store.people.add(Person(member_id=member.id, name=name, address=address, role=facts.get("role")))
        return member.id

    def call(self, facts: Facts) -> int:
        """Who was asked about what. The first call's deadline becomes the meeting's."""
        call = self.store.calls.add(
            Call(
                meeting_id=self.meeting_id,
                channel="e-mail",
                sent_on=date.fromisoformat(facts["sent"][:10]),
                due=facts.get("due"),
                reminder=bool(facts.get("reminder")),
                source_id=self.source.id,
            )
        )
        if call.due and not call.reminder:
            self.store.meetings.change(self.meeting_id, feedback_due=call.due)
        items = facts.get("item_ids") or [i.id for i in self.store.items.where("meeting_id = ?", self.meeting_id)]
        self.store.asked.add_all(
            Asked(call_id=call.id, member_id=member, item_id=item) for member in facts["member_ids"] for item in items
        )
        return call.id

    def answer(self, facts: Facts) -> int:
        member, items = facts["member_id"], facts.get("item_ids") or [facts["item_id"]]
        if facts.get("recused"):
            known = self.store.recusals.first("member_id = ? AND item_id = ?", member, items[0])
            recusal = Recusal(member_id=member, item_id=items[0], why=facts.get("rationale") or "", **self.place)
            return (known or self.store.recusals.add(recusal)).id
        return [self._feedback(member, each, facts) for each in items][-1]

    def _feedback(self, member: int, item: int, facts: Facts) -> int:
        return self.store.feedback.add(
            Feedback(
                member_id=member,
                item_id=item,
                option=facts["option"],
                rationale=facts.get("rationale") or "",
                condition=facts.get("condition"),
                red_line=facts.get("red_line"),
                evidence=facts.get("evidence"),
                evidence_basis=facts.get("evidence_basis"),
                channel=facts.get("channel") or "",
                received=facts.get("received"),
                consent=Consent(facts.get("consent") or Consent.NAMED),
                sensitive=bool(facts.get("sensitive")),
                paper_version=self.store.items.get(item).paper_version,
                **self.place,
            )
        ).id

    def decision(self, facts: Facts) -> int:
        return self.store.outcomes.add(Outcome(item_id=facts["item_id"], text=facts["text"], **self.place)).id


FILED_BY: dict[ProposalKind, Callable[[Filing, Facts], int]] = {
    ProposalKind.MEETING: Filing.meeting,
    ProposalKind.ITEM: Filing.item,
    ProposalKind.ACTION: Filing.action,
    ProposalKind.MILESTONE: Filing.milestone,
    ProposalKind.MEMBER: Filing.member,
    ProposalKind.CALL: Filing.call,
    ProposalKind.ANSWER: Filing.answer,
    ProposalKind.DECISION: Filing.decision,
}

NEEDED: dict[ProposalKind, tuple[str, ...]] = {
    ProposalKind.ANSWER: ("member_id",),
    ProposalKind.CALL: ("member_ids",),
    ProposalKind.DECISION: ("item_id",),
    ProposalKind.MEETING: ("forum",),
}
"""The facts a proposal must have before it can be filed; a rep supplies them where the intake could not."""

ORDER = tuple(FILED_BY)
"""The order in which the proposals of one source are filed: the meeting before its items, members before answers."""


def can_be_filed(proposal: Proposal, has_meeting: bool) -> bool:
    """Whether nothing is missing that the record must have, the meeting it belongs to included."""
    facts = proposal.facts
    if any(not facts.get(name) for name in NEEDED.get(proposal.kind, ())):
        return False
    if proposal.kind is ProposalKind.ANSWER:
        return _answers_something(facts)
    return has_meeting or proposal.kind not in (ProposalKind.ITEM, ProposalKind.CALL, ProposalKind.DECISION)


def _answers_something(facts: Facts) -> bool:
    """An answer says an option of an item or stands aside from it; a nil return may speak of several items."""
    said = bool(facts.get("recused") or facts.get("option"))
    return said and bool(facts.get("item_id") or (facts.get("item_ids") and facts.get("option") == NIL))
