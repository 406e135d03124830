"""Filing: what a proposal proposes becomes the record it says, with its place in the original."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.domain.sources import Source
from mhhs_desk.store.filing_papers import Facts, PaperFiling
from mhhs_desk.store.filing_papers import options_for as options_for
from mhhs_desk.store.history import new_uid
from mhhs_desk.store.store import Store


class Filing(PaperFiling):
    """The proposals of one source on their way into the records, one after the other.

    `answers` are those that the last one made.
    """

    def __init__(self, store: Store, source: Source) -> None:
        super().__init__(store, source)
        self.answers: list[Feedback] = []
        self._made: dict[int, Feedback] = {}
        self._next_answer = 0
        self._settled: list[Proposal] = []

    def file(self, proposal: Proposal, about: Meeting | None) -> Proposal:
        """Write the record of one proposal, as new or over the one known; `about` is the meeting its source speaks of.

        What is on the record already is not written again, and what is older changes nothing but the answers' past.
        """
        self.proposal, self.about, self.answers = proposal, about, []
        known = proposal.sameness is Sameness.SAME or (
            proposal.sameness is Sameness.OLDER and proposal.kind is not ProposalKind.ANSWER
        )
        number = proposal.of if known else FILED_BY[proposal.kind](self, proposal.facts)
        filed = replace(proposal, state=ProposalState.FILED, filed_as=number)
        if proposal.kind is ProposalKind.ANSWER:
            self._settled.append(filed)
        else:
            self.store.proposals.rewrite(filed)
        return filed

    def finish(self) -> None:
        """Write the answers, which are numbered as they come and written together: there may be very many."""
        self.store.feedback.add_all(self._made.values())
        self.store.proposals.rewrite(*self._settled)
        self._made.clear()
        self._settled.clear()
        self._next_answer = 0

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
        answer = Feedback(
            id=self._next_answer or self.store.feedback.next_id(),
            uid=new_uid(),
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
            consent=Consent(facts.get("consent") or self.store.members.get(member).consent),
            sensitive=bool(facts.get("sensitive")),
            role=facts.get("role"),
            represents=facts.get("represents"),
            paper_version=facts.get("paper_version") or self._version(item, facts),
            **self.place,
        )
        self.answers.append(answer)
        self._made[answer.id] = answer
        self._next_answer = answer.id + 1
        return answer.id

    def _version(self, item: int, facts: Facts) -> str | None:
        """The version of the paper an answer was given on, as it was judged; else the one there is now."""
        version: str | None = facts["given_on"] if "given_on" in facts else self.store.items.get(item).paper_version
        return version

    def _received(self, facts: Facts) -> str | None:
        """When an answer came. One that is newer than another is so by its date, or else by when its source came."""
        written = facts.get("received") or (self.source.arrived if facts.get("on_arrival") else None)
        if self.proposal.sameness is not Sameness.NEWER or not self.proposal.of:
            return written
        earlier = self.proposal.of
        before = (self._made.get(earlier) or self.store.feedback.get(earlier)).received
        return written if (written or "") >= (before or "") else max(self.source.arrived, before or "")

    def decision(self, facts: Facts) -> int:
        return self.store.outcomes.minuted(facts["item_id"], facts["text"], self.source.id, self.proposal.span).id


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
