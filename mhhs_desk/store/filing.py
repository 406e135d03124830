"""Filing: what a proposal proposes becomes the record it says, with its place in the original."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import ISSUE, Disposition, Item
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.options import NIL, QUESTION_KEYS, Option
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.domain.sources import Source
from mhhs_desk.store.store import Store

Facts = dict[str, Any]


def file_proposal(store: Store, proposal: Proposal, about: Meeting | None) -> Proposal:
    """Write the record of one proposal, as new or over the one known; `about` is the meeting its source speaks of.

    What is on the record already is not written again, and what is older changes nothing but the answers' past.
    """
    source = store.sources.get(proposal.source_id)
    filing = Filing(store, source, proposal, about)
    known = proposal.sameness is Sameness.SAME or (
        proposal.sameness is Sameness.OLDER and proposal.kind is not ProposalKind.ANSWER
    )
    number = proposal.of if known else FILED_BY[proposal.kind](filing, proposal.facts)
    return store.proposals.save(replace(proposal, state=ProposalState.FILED, filed_as=number))


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
            if self.store.meetings.get(facts["meeting_id"]).papers_received:
                fields.pop("papers_received", None)
            return self.store.meetings.change(facts["meeting_id"], **fields).id
        forum = self.store.forums.first("code = ?", facts["forum"])
        if forum is None:
            raise LookupError("a forum")
        label = facts.get("label") or f"{forum.code} (no number given)"
        kind = MeetingKind.AD_HOC if "." in label or label.startswith("e") else MeetingKind.STANDING
        meeting = Meeting(forum_id=forum.id, label=label, kind=kind, **self.place)
        return self.store.meetings.add(replace(meeting, **fields)).id

    def item(self, facts: Facts) -> int:
        """Add an item; or bring one known up to the papers as issued again, to be read anew."""
        disposition = Disposition(facts["disposition"]) if facts.get("disposition") else None
        fields: Facts = {
            "title": facts["title"],
            "options": options_for(self.store, disposition, facts.get("options") or ()),
            "disposition": disposition,
            "ask": facts.get("ask"),
            "lead": facts.get("lead"),
            "minutes": facts.get("minutes"),
            "paper_ref": facts.get("paper_ref"),
            "milestones": tuple(facts.get("milestones") or ()),
            **self.place,
        }
        if self.proposal.sameness is Sameness.NEWER and self.proposal.of:
            return self._issued_again(self.store.items.get(self.proposal.of), fields)
        version = facts["paper_version"] = facts.get("paper_version") or f"{ISSUE}1"
        number = self._number(facts.get("number"))
        return self.store.items.add(Item(meeting_id=self.meeting_id, number=number, paper_version=version, **fields)).id

    def _number(self, written: int | None) -> int:
        """The number the papers give an item where it is free; else the one after the last."""
        taken = {item.number for item in self.store.items.where("meeting_id = ?", self.meeting_id)}
        return written if written and written not in taken else max(taken, default=0) + 1

    def _issued_again(self, item: Item, fields: Facts) -> int:
        """Write what the papers say now over an item; answers to the paper before keep its version."""
        said = {name: value for name, value in fields.items() if value or name in ("source_id", "span")}
        if not (self.proposal.facts.get("options") or "disposition" in said):
            said.pop("options")
        version = (self.proposal.facts.get("changes") or {}).get("paper_version")
        first = item.source_id is None and item.paper_version is None
        now = version[1] if version else item.paper_version or f"{ISSUE}1"
        if item.paper_version is None and version and not first:
            for answer in self.store.feedback.where("item_id = ? AND paper_version IS NULL", item.id):
                self.store.feedback.change(answer.id, paper_version=f"{ISSUE}1")
        read_on = item.read_on if now == item.paper_version else None
        self.proposal.facts["paper_version"] = now
        self.store.items.change(item.id, **said, paper_version=now, read_on=read_on)
        return item.id

    def action(self, facts: Facts) -> int:
        """Add an action; or write over one known what a later paper says otherwise of it."""
        if self.proposal.sameness is Sameness.NEWER and self.proposal.of:
            return self._update(self.store.actions.get(self.proposal.of), facts)
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

    def _update(self, action: Action, facts: Facts) -> int:
        said: Facts = {name: after for name, (_, after) in facts["changes"].items()}
        if "due" in said:
            said |= {"due": date.fromisoformat(said["due"]), "due_words": facts.get("due_words")}
        if "status" in said:
            said["status"] = ActionStatus(said["status"])
        if facts.get("ref"):
            said["ref"] = facts["ref"]
        return self.store.actions.change(action.id, **said, **self.place).id

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
        of = self.proposal.of or facts.get("member_id")
        member = self.store.members.first("id = ?", of) if of else None
        if member:
            for name, (_, after) in (facts.get("changes") or {}).items():
                if name in ("domains", "segment"):
                    after = tuple(after) if name == "domains" else after
                    member = self.store.members.change(member.id, **{name: after})
        member = member or self.store.members.first("name = ? COLLATE NOCASE", facts["organisation"])
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
        self._person(member.id, contact, address, facts.get("role"))
        return member.id

    def _person(self, member: int, contact: str | None, address: str | None, role: str | None) -> None:
        """Add somebody who speaks for a member, or the address of somebody known by name alone."""
        people, name = self.store.people, contact or address
        if name is None or (address and people.first("member_id = ? AND address = ? COLLATE NOCASE", member, address)):
            return
        namesake = people.first("member_id = ? AND name = ? COLLATE NOCASE", member, name)
        if namesake is None or (address and namesake.address):
            people.add(Person(member_id=member, name=name, address=address, role=role))
        elif address:
            people.change(namesake.id, address=address)

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
                received=self._received(facts),
                consent=Consent(facts.get("consent") or Consent.NAMED),
                sensitive=bool(facts.get("sensitive")),
                paper_version=facts.get("paper_version") or facts.get("given_on") or self._current(item),
                **self.place,
            )
        ).id

    def _current(self, item: int) -> str | None:
        return self.store.items.get(item).paper_version

    def _received(self, facts: Facts) -> str | None:
        """When an answer came. One that is newer than another is so by its date, or else by when its source came."""
        written = facts.get("received") or (self.source.arrived if facts.get("on_arrival") else None)
        if self.proposal.sameness is not Sameness.NEWER or not self.proposal.of:
            return written
        before = self.store.feedback.get(self.proposal.of).received
        return written if (written or "") >= (before or "") else max(self.source.arrived, before or "")

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
