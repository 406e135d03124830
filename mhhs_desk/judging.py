"""What each proposal is to the record: new, the same again, or another version; judged when it comes and when filed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mhhs_desk.domain.calendar_marks import meeting_of
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting, next_meeting, without_number
from mhhs_desk.domain.milestones import Milestone, MilestoneDate
from mhhs_desk.domain.plan import in_force
from mhhs_desk.domain.proposals import Proposal, ProposalKind, Sameness, Verdict
from mhhs_desk.intake import convened, dates, own_log, registers, reissues, sameness
from mhhs_desk.intake.convened import Spoken
from mhhs_desk.intake.likeness import plain, telling_words
from mhhs_desk.intake.reissues import Owed
from mhhs_desk.intake.sameness import Said
from mhhs_desk.intake.versions import newer
from mhhs_desk.store.on_record import OnRecord
from mhhs_desk.store.stamps import stamp

Facts = dict[str, Any]
KEPT = ("sameness", "of", "changes", "judged", "doubted", "otherwise_sure", "all_items")
"""What a verdict leaves in the facts of a proposal, to be taken out again before it is judged anew."""
LEFT = frozenset({*KEPT, "settled"})

NOTHING_KNOWN = Verdict()


class Judge:
    """Judges the proposals of one source against the record."""

    def __init__(self, record: OnRecord, proposals: Iterable[Proposal]) -> None:
        """`proposals`: all of the source, which say what its papers hold."""
        self.record = record
        self.papers = [one.facts for one in proposals if one.kind is ProposalKind.ITEM]
        self.titles = {telling_words(facts["title"]) for facts in self.papers}
        self.claimed: set[int] = set()
        self.worded: dict[int, dict[str, list[Feedback]]] = defaultdict(dict)
        self.indexed: dict[int, int] = defaultdict(int)
        self.owed: dict[int | None, list[Owed]] = {}

    def preview(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Proposals that have just been made, judged against the record and against each other."""
        seen: dict[tuple[int, int], Facts] = {}
        told = []
        for proposal in proposals:
            facts = proposal.facts
            judged = self.judged(proposal)
            if proposal.kind is ProposalKind.ANSWER and facts.get("member_id") and facts.get("item_id"):
                cell = facts["item_id"], facts["member_id"]
                if cell in seen and judged.sameness is Sameness.NEW and not facts.get("recused"):
                    judged = _with(_bare(judged), sameness.of_pair(facts, seen[cell]))
                seen.setdefault(cell, facts)
            told.append(judged)
        return told

    def filed(self, proposal: Proposal, answers: Iterable[Feedback]) -> None:
        """Take in what has just been filed, with the answers that were made of it."""
        self.record.filed(proposal, answers)
        if proposal.kind in (ProposalKind.ACTION, ProposalKind.MEETING):
            self.owed.clear()

    def judged(self, proposal: Proposal) -> Proposal:
        """A proposal with what it is to the record now; what the rep has settled stays settled."""
        bare = _bare(proposal)
        judge = JUDGES.get(bare.kind)
        verdict = judge(self, bare) if judge else Verdict()
        if bare.kind is ProposalKind.ITEM and verdict.of:
            self.claimed.add(verdict.of)
        return _with(bare, verdict)

    def meeting(self, proposal: Proposal) -> Verdict:
        facts, record = proposal.facts, self.record
        meeting = record.store.meetings.first("id = ?", facts.get("meeting_id") or 0)
        if meeting is None and facts.get("label"):
            meeting = record.store.meetings.first("label = ? COLLATE NOCASE", facts["label"])
        if meeting is None:
            meeting = self._unnamed(facts, record.arrived(proposal.source_id))
        facts["meeting_id"] = meeting.id if meeting else None
        if meeting is None:
            forum = record.store.forums.first("code = ?", facts.get("forum"))
            once_a_month = forum is not None and forum.nth is not None
            of_forum = record.store.meetings.where("forum_id = ?", forum.id) if forum and once_a_month else ()
            return Verdict(doubt=convened.perhaps_moved(facts, of_forum))
        earlier = record.store.proposals.where("kind = ? AND filed_as = ?", ProposalKind.MEETING, meeting.id)
        spoken = max((p.facts.get("as_of") or "" for p in earlier), default="")
        before = self._entry_before(meeting, facts.get("calendar"), spoken)
        return convened.of_meeting(facts, meeting, before, self._vanished(proposal))

    def _unnamed(self, facts: Facts, came: str | None) -> Meeting | None:
        """The meeting that is meant where what came, or what is known, says neither its number nor its day."""
        store = self.record.store
        forum = store.forums.first("code = ?", facts.get("forum"))
        of_forum = list(store.meetings.where("forum_id = ?", forum.id)) if forum else []
        if forum and facts.get("date"):
            return convened.waits_for_its_day(
                facts, [one for one in of_forum if one.label == without_number(forum.code)]
            )
        if facts.get("label") or came is None:
            return None
        return next_meeting(of_forum, date.fromisoformat(came[:10]))

    def _entry_before(self, meeting: Meeting, mark: Facts | None, spoken: str) -> Spoken:
        """What is known of a meeting's calendar entry: ours as we write it, another as it came last."""
        if mark and meeting_of(mark["uid"]) == meeting.uid:
            ours = stamp(self.record.store, meeting)
            return Spoken(ours.sequence, max(spoken, dates.london(datetime.fromisoformat(ours.at))))
        theirs = mark is not None and meeting.calendar_uid == mark["uid"]
        return Spoken(meeting.calendar_sequence if theirs else None, spoken)

    def _vanished(self, proposal: Proposal) -> str | None:
        """What papers issued again do not have any more; nothing where they are the first."""
        about = self.record.about
        if not self.papers or about is None or about.id != proposal.facts.get("meeting_id"):
            return None
        known = [item for item in self.record.items if item.source_id]
        version = proposal.facts.get("paper_version")
        if any(newer(version, item.paper_version) is False for item in known):
            return None
        gone = reissues.vanished(self.papers, known)
        named = ", ".join(f"item {item.number} “{item.title}”" for item in gone)
        return f"Not in these papers any more, and kept: {named}." if gone else None

    def member(self, proposal: Proposal) -> Verdict:
        return sameness.of_member(proposal.facts, self.record.members, self.record.people)

    def item(self, proposal: Proposal) -> Verdict:
        facts, record = proposal.facts, self.record
        item = reissues.item_meant(facts, [item for item in record.items if self._is_open_to(facts, item)])
        issues = record.issues.get(item.id, []) if item else []
        sent = max((issue.facts.get("sent") or "" for issue in issues), default="") or None
        versions = {issue.facts.get("paper_version") for issue in issues}
        return reissues.of_item(facts, item, max(1, len(versions)), sent)

    def _is_open_to(self, facts: Facts, item: Item) -> bool:
        """Whether an item may be the one meant: not that of another title of these papers, nor taken by one."""
        title = telling_words(item.title)
        return item.id not in self.claimed and (title == telling_words(facts["title"]) or title not in self.titles)

    def action(self, proposal: Proposal) -> Verdict:
        record, facts = self.record, proposal.facts
        if facts.get("uid") is not None:
            return self._own_row(facts)
        spoken = facts.get("as_of") or record.arrived(proposal.source_id) or ""
        about = record.about.id if record.about else None
        forum = record.forum_of(facts.get("forum"))
        if forum not in self.owed:
            self.owed[forum] = self._owed_in(forum)
        return reissues.of_action(facts, self.owed[forum], about, spoken)

    def _own_row(self, facts: Facts) -> Verdict:
        """A row of our own log: known by its identity, and taken for what was edited in it."""
        record = self.record
        action = next((one for one in record.actions if facts["uid"] and one.uid == facts["uid"]), None)
        codes = {number: code for code, number in record.forums.items()}
        told = record.store.action_updates.where("action_id = ?", action.id) if action else ()
        code = codes.get(action.forum_id or 0, "") if action else ""
        return own_log.verdict(facts, action, code, [update.text for update in told])

    def _owed_in(self, forum: int | None) -> list[Owed]:
        """The actions known of a forum, each with of when the latest paper, or the rep, spoke of it."""
        record, known = self.record, []
        for action in (one for one in record.actions if one.forum_id == forum):
            filed = record.action_proposals.get(action.id, [])
            moments = [p.facts.get("as_of") or record.arrived(p.source_id) or "" for p in filed]
            spoken = max([*moments, record.told.get(action.id, "")], default="")
            referenced = not filed or any(p.facts.get("ref") for p in filed)
            dated = any(p.facts.get("as_of") for p in filed)
            known.append(Owed(action, referenced, spoken or None, dated))
        return known

    def milestone(self, proposal: Proposal) -> Verdict:
        """A code of the plan: what is said otherwise of it, and whether the papers propose another date."""
        facts, record = proposal.facts, self.record
        known = record.store.milestones.first("code = ?", facts["code"])
        if known is None:
            return Verdict()
        moved = self._moved(facts, known)
        said = registers.of_milestone(facts, known, self._stands(proposal, known), bool(_sheet(proposal)))
        if moved is not None and (said is None or moved.what is Sameness.OLDER):
            return moved
        if said is None and not _proposes(facts):
            return Verdict(Sameness.SAME, known.id, f"{known.code} is known")
        return said or Verdict()

    def _stands(self, proposal: Proposal, known: Milestone) -> MilestoneDate | None:
        """The date of a milestone in the plan of the day that a paper speaks of, or else came on."""
        store = self.record.store
        spoken = proposal.facts.get("as_of") or self.record.arrived(proposal.source_id)
        day = date.fromisoformat(spoken[:10]) if spoken else None
        dates = store.milestone_dates.where("milestone_id = ?", known.id)
        found = in_force(store.baselines.all(), dates, day).get(known.id)
        return found[1] if found else None

    def _moved(self, facts: Facts, known: Milestone) -> Verdict | None:
        """How a proposed date is to the one the meeting's papers propose already; None where none is."""
        store, about = self.record.store, self.record.about
        proposed = store.milestone_dates.first(
            "milestone_id = ? AND baseline_id IN (SELECT id FROM baseline WHERE meeting_id = ?)", known.id, about.id
        ) if about and _proposes(facts) else None  # fmt: skip
        if proposed is None:
            return None
        start, _, end = (facts.get("proposed") or "").partition("/")
        if (start or None, end or None, facts.get("proposed_words") or "") == (
            proposed.start, proposed.end, proposed.words,
        ):  # fmt: skip
            return Verdict(Sameness.SAME, known.id, f"{known.code} is proposed so already")
        theirs = store.proposals.first("source_id = ? AND kind = ?", proposed.source_id, ProposalKind.MILESTONE)
        version = theirs.facts.get("paper_version") if theirs else None
        if newer(facts.get("paper_version"), version) is False:
            return Verdict(Sameness.OLDER, known.id, f"older than what is proposed of {known.code}")
        before, after = proposed.words or proposed.start, facts.get("proposed_words") or start
        return Verdict(Sameness.NEWER, known.id, f"proposed {after}, was {before}")

    def call(self, proposal: Proposal) -> Verdict:
        facts, record = proposal.facts, self.record
        if not facts.get("member_ids") or not facts.get("meeting_id"):
            return Verdict()
        calls = record.store.calls.where(
            "meeting_id = ? AND sent_on = ? AND reminder = ?",
            facts["meeting_id"], facts["sent"][:10], int(bool(facts.get("reminder"))),
        )  # fmt: skip
        for call in calls:
            asked = list(record.store.asked.where("call_id = ?", call.id))
            items = set(facts.get("item_ids") or ()) or {one.item_id for one in asked}
            wanted = {(member, item) for member in facts["member_ids"] for item in items}
            if wanted <= {(one.member_id, one.item_id) for one in asked}:
                return Verdict(Sameness.SAME, call.id, "this call is recorded already")
        return Verdict()

    def answer(self, proposal: Proposal) -> Verdict:
        facts, record = proposal.facts, self.record
        member, item = facts.get("member_id"), facts.get("item_id")
        if member is None:
            return Verdict()
        if facts.get("item_ids"):
            return self._nil(proposal)
        if item is None:
            return Verdict()
        if facts.get("recused"):
            known = record.recused.get((item, member))
            return Verdict(Sameness.SAME, known, "it stands aside already") if known else Verdict()
        facts["given_on"] = facts.get("paper_version") or self._version(item, facts.get("received"))
        verdict = sameness.of_answer(facts, self._said(item, member), proposal.source_id)
        other = sameness.words_of_another(facts, self._worded(item))
        if other and verdict.what is not Sameness.SAME:
            name = next((m.name for m in record.members if m.id == other.member_id), "another member")
            doubt = f"These are the words of {name} [{other.code}]: sent on, or its own?"
            return replace(verdict, doubt=doubt)
        return verdict

    def _worded(self, item: int) -> dict[str, list[Feedback]]:
        """The answers to an item by their plain words, with what was filed since it was asked last."""
        answers, worded = self.record.of_item[item], self.worded[item]
        for answer in answers[self.indexed[item] :]:
            worded.setdefault(plain(answer.rationale), []).append(answer)
        self.indexed[item] = len(answers)
        return worded

    def _version(self, item_id: int, received: str | None) -> str | None:
        item = self.record.by_id.get(item_id) or self.record.store.items.get(item_id)
        return self.record.version_at(item, received)

    def _said(self, item: int, member: int) -> list[Said]:
        record = self.record
        return [
            Said(
                answer,
                tuple(p.facts for p in record.filed_with.get(answer.id, ())),
                record.arrived(answer.source_id),
                answer.source_id,
            )
            for answer in record.answers.get((item, member), ())
        ]

    def _nil(self, proposal: Proposal) -> Verdict:
        """A nil return on several items holds for those that its member has not answered."""
        facts, record = proposal.facts, self.record
        member, items = facts["member_id"], facts["item_ids"]
        left = [item for item in items if not record.answers.get((item, member))]
        if left == items:
            return Verdict()
        first = record.answers[next(item for item in items if item not in left), member][-1].id
        if not left:
            return Verdict(Sameness.SAME, first, "every one of these items is answered already")
        facts["item_ids"], facts["all_items"] = left, items
        count = f"{len(items) - len(left)} of these items"
        return Verdict(Sameness.NEW, None, f"{count} answered already and left as they are")

    def decision(self, proposal: Proposal) -> Verdict:
        facts = proposal.facts
        if not facts.get("item_id"):
            return Verdict()
        known = self.record.store.outcomes.where("item_id = ?", facts["item_id"])
        return sameness.of_decision(facts["item_id"], facts["text"], ((o.id, o.item_id, o.text) for o in known))


JUDGES: dict[ProposalKind, Callable[[Judge, Proposal], Verdict]] = {
    ProposalKind.MEETING: Judge.meeting,
    ProposalKind.MEMBER: Judge.member,
    ProposalKind.ITEM: Judge.item,
    ProposalKind.MILESTONE: Judge.milestone,
    ProposalKind.ACTION: Judge.action,
    ProposalKind.CALL: Judge.call,
    ProposalKind.ANSWER: Judge.answer,
    ProposalKind.DECISION: Judge.decision,
}


def _proposes(facts: Facts) -> bool:
    return bool(facts.get("proposed") or facts.get("proposed_words"))


def _sheet(proposal: Proposal) -> str | None:
    """The sheet that a proposal stands in: a table of milestones in a workbook is a register."""
    return proposal.span.sheet if proposal.span else None


def _bare(proposal: Proposal) -> Proposal:
    """A proposal as it was matched, without what was judged of it; the same where nothing was."""
    if proposal.facts.keys().isdisjoint(LEFT):
        return proposal
    facts = {name: value for name, value in proposal.facts.items() if name not in KEPT}
    if "all_items" in proposal.facts:
        facts["item_ids"] = proposal.facts["all_items"]
    settled = "settled" in facts
    judged, doubted = proposal.facts.get("judged"), proposal.facts.get("doubted")
    return replace(
        proposal,
        facts=facts,
        sure=settled or proposal.facts.get("otherwise_sure", proposal.sure),
        why=proposal.why.removesuffix(f"; {judged}") if judged else proposal.why,
        doubts=tuple(doubt for doubt in proposal.doubts if doubt != doubted),
    )


def _with(bare: Proposal, verdict: Verdict) -> Proposal:
    """A proposal with a verdict; a doubt that the rep has settled is none."""
    if verdict == NOTHING_KNOWN:
        return bare
    facts = dict(bare.facts)
    doubt = verdict.doubt if verdict.doubt not in facts.get("settled", ()) else None
    if verdict.what is not Sameness.NEW:
        facts |= {"sameness": verdict.what.value, "of": verdict.of, "changes": verdict.changes}
    if verdict.why:
        facts["judged"] = verdict.why
    if doubt:
        facts |= {"doubted": doubt, "otherwise_sure": bare.sure}
    return replace(
        bare,
        facts=facts,
        sure=bare.sure and doubt is None,
        why=f"{bare.why}; {verdict.why}" if verdict.why else bare.why,
        doubts=(*bare.doubts, doubt) if doubt else bare.doubts,
    )
