"""What is on the record already, gathered for judging whether an arrival says something new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.store.store import Store

OF_KIND = "kind = ? AND state = ? AND filed_as IS NOT NULL"


def items_of(proposals: Iterable[Proposal]) -> set[int]:
    """The items that answers speak of."""
    facts = (proposal.facts for proposal in proposals if proposal.kind is ProposalKind.ANSWER)
    return {number for one in facts for number in (one.get("item_ids") or [one.get("item_id")]) if number}


class OnRecord:
    """The records of one meeting and forum that proposals are judged against; what is filed meanwhile is added."""

    def __init__(self, store: Store, about: Meeting | None, items: Collection[int] = ()) -> None:
        """`items`: those that the answers to be judged speak of."""
        self.store = store
        self.about = about
        self.spoken_of = sorted(items)
        self._arrived: dict[int, str] = {}

    def arrived(self, source_id: int | None) -> str | None:
        """When a source came, to the day or the minute."""
        if source_id is None:
            return None
        if source_id not in self._arrived:
            self._arrived[source_id] = self.store.sources.get(source_id).arrived
        return self._arrived[source_id]

    # Answers

    @cached_property
    def answers(self) -> dict[tuple[int, int], list[Feedback]]:
        """The answers by item and member, in the order of filing."""
        found: dict[tuple[int, int], list[Feedback]] = defaultdict(list)
        for answer in self.store.feedback.where(f"item_id IN ({_marks(self.spoken_of)})", *self.spoken_of):
            found[answer.item_id, answer.member_id].append(answer)
        return found

    @cached_property
    def of_item(self) -> dict[int, list[Feedback]]:
        """Every answer of each item; one that is filed meanwhile comes last."""
        found: dict[int, list[Feedback]] = defaultdict(list)
        for (item, _), answers in self.answers.items():
            found[item] += answers
        return found

    @cached_property
    def filed_with(self) -> dict[int, list[Proposal]]:
        """The proposals that each answer was filed with, or said again with."""
        marks = _marks(self.spoken_of)
        where = f"{OF_KIND} AND filed_as IN (SELECT id FROM feedback WHERE item_id IN ({marks}))"
        found: dict[int, list[Proposal]] = defaultdict(list)
        for proposal in self._filed(ProposalKind.ANSWER, where, *self.spoken_of):
            found[proposal.filed_as or 0].append(proposal)
        return found

    @cached_property
    def recused(self) -> dict[tuple[int, int], int]:
        return {(one.item_id, one.member_id): one.id for one in self.store.recusals.all()}

    # Papers

    @cached_property
    def items(self) -> list[Item]:
        return list(self.store.items.where("meeting_id = ?", self.about.id)) if self.about else []

    @cached_property
    def by_id(self) -> dict[int, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def issues(self) -> dict[int, list[Proposal]]:
        """The proposals that brought each item's paper, issue by issue."""
        found: dict[int, list[Proposal]] = defaultdict(list)
        for proposal in self._filed(ProposalKind.ITEM, OF_KIND):
            if proposal.sameness in (Sameness.NEW, Sameness.NEWER):
                found[proposal.filed_as or 0].append(proposal)
        return found

    def version_at(self, item: Item, received: str | None) -> str | None:
        """The version of an item's paper that an answer was given on, by when the versions came."""
        if not received or item.id not in self.issues:
            return item.paper_version
        issued = [(p.facts.get("sent") or self.arrived(p.source_id) or "", p) for p in self.issues[item.id]]
        if len({p.facts.get("paper_version") for _, p in issued}) < 2:
            return item.paper_version
        before = [p for at, p in issued if at[: len(received)] <= received[: len(at)]]
        version: str | None = (before[-1] if before else issued[0][1]).facts.get("paper_version")
        return version

    # Actions

    @cached_property
    def actions(self) -> list[Action]:
        return self.store.actions.all()

    @cached_property
    def forums(self) -> dict[str, int]:
        """The forums by their code, in any letters."""
        return {forum.code.casefold(): forum.id for forum in self.store.forums.all()}

    def forum_of(self, code: str | None) -> int | None:
        """The forum that a row names, else that of the meeting."""
        named = self.forums.get((code or "").casefold())
        return named or (self.about.forum_id if self.about else None)

    @cached_property
    def action_proposals(self) -> dict[int, list[Proposal]]:
        """The proposals that each action was filed or changed with, or seen again in."""
        found: dict[int, list[Proposal]] = defaultdict(list)
        for proposal in self._filed(ProposalKind.ACTION, OF_KIND):
            found[proposal.filed_as or 0].append(proposal)
        return found

    @cached_property
    def told(self) -> dict[int, str]:
        """The day of the last update of each action."""
        return {update.action_id: update.day.isoformat() for update in self.store.action_updates.all()}

    # Everything else

    @cached_property
    def members(self) -> list[Member]:
        return self.store.members.all()

    @cached_property
    def people(self) -> list[Person]:
        return self.store.people.all()

    def _filed(self, kind: ProposalKind, where: str, *values: object) -> list[Proposal]:
        return list(self.store.proposals.where(where, kind, ProposalState.FILED, *values))

    def filed(self, proposal: Proposal, answers: Iterable[Feedback]) -> None:
        """Take in what has just been filed, with the answers that were made of it."""
        number = proposal.filed_as
        if number is None:
            return
        match proposal.kind:
            case ProposalKind.ANSWER:
                self._answered(proposal, number, answers)
            case ProposalKind.ACTION:
                self.actions = [a for a in self.actions if a.id != number] + [self.store.actions.get(number)]
                self.action_proposals[number].append(proposal)
            case ProposalKind.ITEM:
                self._forget("items", "by_id", "issues")
            case ProposalKind.MEETING:
                self.about = self.store.meetings.get(number)
                self._forget("items", "by_id", "actions", "issues")
            case ProposalKind.MEMBER:
                self._forget("members", "people")

    def _answered(self, proposal: Proposal, number: int, answers: Iterable[Feedback]) -> None:
        of_item = self.of_item
        self.filed_with[number].append(proposal)
        if proposal.facts.get("recused"):
            self._forget("recused")
        for answer in answers:
            self.answers[answer.item_id, answer.member_id].append(answer)
            of_item[answer.item_id].append(answer)

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)


def _marks(values: Collection[int]) -> str:
    return ", ".join("?" for _ in values)
