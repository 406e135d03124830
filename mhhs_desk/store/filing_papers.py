"""Filing what papers hold: meetings, items, actions and milestones, as new or over what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate
from mhhs_desk.domain.convening import kind_of, rule_day
from mhhs_desk.domain.items import ISSUE, Disposition, Item
from mhhs_desk.domain.meetings import Meeting, Move, without_number
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.options import QUESTION_KEYS, Option
from mhhs_desk.domain.proposals import Proposal, Sameness
from mhhs_desk.domain.sources import Source
from mhhs_desk.store.store import Store

Facts = dict[str, Any]


def options_for(store: Store, disposition: Disposition | None, own: Sequence[str] = ()) -> tuple[Option, ...]:
    """A question's own options; the five decisions for an approval; an opinion for the rest."""
    if own:
        return tuple(Option(key, name) for key, name in zip(QUESTION_KEYS, own, strict=False))
    family = "decision" if disposition is Disposition.APPROVAL else "opinion"
    return tuple(Option(option.key, option.name) for option in store.options.where("family = ?", family))


class PaperFiling:
    """The proposals that papers make: `proposal` is the one being filed, `about` the meeting its source speaks of."""

    proposal: Proposal
    about: Meeting | None

    def __init__(self, store: Store, source: Source) -> None:
        self.store = store
        self.source = source

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
        """Fill in what a meeting already known lacks, move it or call it off; or add the meeting."""
        fields = self._of_meeting(facts)
        if facts.get("meeting_id"):
            return self._known_meeting(self.store.meetings.get(facts["meeting_id"]), facts, fields)
        forum = self.store.forums.first("code = ?", facts["forum"])
        if forum is None:
            raise LookupError("a forum")
        label = facts.get("label") or without_number(forum.code)
        if (facts.get("calendar") or {}).get("cancelled"):
            fields["cancelled"] = self._told_on(facts)
        meeting = Meeting(forum_id=forum.id, label=label, kind=kind_of(label), **self.place)
        return self.store.meetings.add(replace(meeting, **fields)).id

    def _of_meeting(self, facts: Facts) -> Facts:
        """What is said of a meeting: when and where it is, what calendars know it by, when its papers came."""
        mark: Facts = facts.get("calendar") or {}
        fields: Facts = {
            "day": date.fromisoformat(facts["date"]) if facts.get("date") else None,
            "start": facts.get("start"),
            "end": facts.get("end"),
            "place": facts.get("place"),
            "papers_received": date.fromisoformat(self.source.arrived[:10]) if facts.get("papers") else None,
            "calendar_uid": mark.get("uid"),
            "calendar_sequence": mark.get("sequence"),
        }
        return {name: value for name, value in fields.items() if value is not None}

    def _told_on(self, facts: Facts) -> date:
        """When a source tells of a meeting: the day it was written or sent on; never later than it came."""
        said = facts.get("as_of") or self.source.sent or self.source.arrived
        return date.fromisoformat(min(said[:10], self.source.arrived[:10]))

    def _known_meeting(self, known: Meeting, facts: Facts, fields: Facts) -> int:
        """Write over a meeting what is said of it; what it had before it was moved or called off stays with it."""
        changes: Facts = facts.get("changes") or {}
        forum = self.store.forums.get(known.forum_id)
        if facts.get("label") and known.label == without_number(forum.code):
            fields["label"] = facts["label"]
        if known.papers_received:
            fields.pop("papers_received", None)
        if known.calendar_uid not in (None, fields.get("calendar_uid")):
            fields = {name: value for name, value in fields.items() if not name.startswith("calendar_")}
        if (facts.get("calendar") or {}).get("cancelled"):
            fields = {name: value for name, value in fields.items() if name.startswith("calendar_")}
        if "cancelled" in changes:
            fields["cancelled"] = self._told_on(facts) if changes["cancelled"][1] else None
        moves = changes.get("date", (None,))[0] or (changes.get("start", (None,))[0] and not facts.get("papers"))
        if moves or fields.get("cancelled"):
            why = self.source.subject or self.source.name
            told = self._told_on(facts)
            self.store.moves.add(Move(meeting_id=known.id, told_on=told, day=known.day, start=known.start, why=why))
            fields["by_rule"] = known.by_rule or rule_day(known, forum, self.store.cadences.all())
        return self.store.meetings.change(known.id, **fields).id

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
        added = self.store.actions.add(
            Action(
                ref=facts.get("ref") or self.store.actions.next_ref(),
                text=facts["text"],
                owner=facts.get("owner"),
                forum_id=self._forum_named(facts.get("forum")) or self.forum_id,
                meeting_id=self.about.id if self.about else None,
                due=date.fromisoformat(facts["due"]) if facts.get("due") else None,
                due_words=facts.get("due_words"),
                status=ActionStatus(status) if status in set(ActionStatus) else ActionStatus.OPEN,
                milestone=facts.get("milestone"),
                item_id=self._item_of(facts.get("milestone")),
                **self.place,
            )
        )
        self._tell(added.id, facts.get("updates") or ())
        return added.id

    def _forum_named(self, code: str | None) -> int | None:
        found = self.store.forums.first("code = ? COLLATE NOCASE", code) if code else None
        return found.id if found else None

    def _tell(self, action_id: int, lines: Iterable[str]) -> None:
        """Keep the updates that a log brings, as of the day it came."""
        day = date.fromisoformat(self.source.arrived[:10])
        self.store.action_updates.add_all(ActionUpdate(action_id=action_id, day=day, text=line) for line in lines)

    def _edited(self, action: Action, changes: Facts) -> int:
        """Write what was edited of an action in our own log; where it came from stays as it was."""
        said: Facts = {name: after for name, (_, after) in changes.items()}
        self._tell(action.id, (said.pop("updates", None) or "").splitlines())
        if "forum" in said:
            said["forum_id"] = self._forum_named(said.pop("forum")) or action.forum_id
        if "due" in said:
            said |= {"due": date.fromisoformat(said["due"]), "due_words": None}
        elif "due_words" in said:
            said["due"] = None
        if "status" in said:
            said["status"] = ActionStatus(said["status"])
        written = self.store.actions.with_member(replace(action, **said))
        return self.store.actions.save(written).id

    def _update(self, action: Action, facts: Facts) -> int:
        if facts.get("uid"):
            return self._edited(action, facts["changes"])
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
        """Take in a code that is new, what a register says otherwise of one, and what a meeting's papers propose."""
        known = self.store.milestones.first("code = ?", facts["code"])
        if known is None:
            last = self.store.milestones.count()
            kind = "milestone" if facts["code"][1:].isdigit() and facts["code"].startswith("M") else "activity"
            known = self.store.milestones.add(
                Milestone(
                    code=facts["code"], name=facts.get("name"), tier=facts.get("tier"), kind=kind, position=last + 1,
                    source=self.source.name,
                )
            )  # fmt: skip
            if facts.get("plan") and self.proposal.span and self.proposal.span.sheet:
                self._plan(known, facts, facts["plan"])
        changes: Facts = facts.get("changes") or {}
        said = {name: changes[name][1] for name in ("name", "tier") if name in changes}
        if said:
            known = self.store.milestones.change(known.id, **said)
        if "plan" in changes:
            self._plan(known, facts, changes["plan"][1])
        if self.about and (facts.get("proposed") or facts.get("proposed_words")):
            self._propose(known, facts)
        return known.id

    def _plan(self, milestone: Milestone, facts: Facts, months: str) -> None:
        """Keep the date that a register has as that of a baseline of its own, of the day the register speaks of."""
        code = f"source-{self.source.id}"
        day = date.fromisoformat((facts.get("as_of") or self.source.sent or self.source.arrived)[:10])
        baseline = self.store.baselines.first("code = ?", code) or self.store.baselines.add(
            Baseline(code=code, name=f"Plan of {self.source.name}", day=day, source=self.source.name)
        )
        self._date(milestone, baseline, months, facts.get("plan_words"), None)

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
        reason = facts.get("reason")
        self._date(milestone, baseline, facts.get("proposed") or "", facts.get("proposed_words"), reason)

    def _date(
        self, milestone: Milestone, baseline: Baseline, months: str, words: str | None, reason: str | None
    ) -> None:
        """Write a milestone's date in a baseline, over the one it has there."""
        start, _, end = months.partition("/")
        new = MilestoneDate(
            milestone_id=milestone.id,
            baseline_id=baseline.id,
            start=start or None,
            end=end or None,
            words=words or "",
            reason=reason,
            **self.place,
        )
        old = self.store.milestone_dates.first("milestone_id = ? AND baseline_id = ?", milestone.id, baseline.id)
        if old:
            self.store.milestone_dates.save(replace(new, id=old.id, uid=old.uid))
        else:
            self.store.milestone_dates.add(new)
