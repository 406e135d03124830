"""Minutes and headline reports checked against our own notes; each difference is taken over, or ours is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mhhs_desk.closing import OF_MEETING, Closing
from mhhs_desk.domain import minutes
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting, Note, NoteKind
from mhhs_desk.domain.minutes import Difference, Field, Line, Of, Side
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState
from mhhs_desk.domain.room import Ending, fate, with_line, without_line
from mhhs_desk.domain.sources import Source

KEPT, MINUTES_OF = "kept", "meeting"
"""What is kept of minutes in settings: which differences were left as ours, and which meeting they are of."""
ENDINGS = {Fate.DEFERRED: Ending.DEFERRED, Fate.NOT_TAKEN: Ending.NOT_TAKEN}


@dataclass(frozen=True, slots=True)
class Checked:
    """Minutes against our notes of a meeting: what still differs, how much was left as ours, how much is the same."""

    source: Source
    differences: tuple[Difference, ...]
    kept: int
    same: int
    read: int
    """How many decisions and actions were read in the minutes."""


class Checking(Closing):
    """A desk on which minutes are checked."""

    def minutes_of_meeting(self, meeting: Meeting) -> list[Source]:
        """The originals that read as minutes of a meeting, the last one first."""
        items = {item.id for item in self.items.where("meeting_id = ?", meeting.id)}
        said = self.settings.where("name LIKE ? AND value = ?", f"minutes.{MINUTES_OF}.%", meeting.uid)
        named = (self.sources.first("uid = ?", one.name.rpartition(".")[2]) for one in said)
        found = {source.id: source for source in named if source}
        by_source: dict[int, list[Proposal]] = {}
        for proposal in self.proposals.where("kind IN (?, ?)", ProposalKind.DECISION, ProposalKind.ACTION):
            by_source.setdefault(proposal.source_id, []).append(proposal)
        for number in by_source.keys() - found.keys():
            source = self.sources.get(number)
            if self._are_minutes(source, by_source[number], meeting, items):
                found[number] = source
        return sorted(found.values(), key=lambda source: (source.arrived, source.id), reverse=True)

    def _are_minutes(self, source: Source, lines: list[Proposal], meeting: Meeting, items: set[int]) -> bool:
        """Whether the decisions and actions of an original tell that it is the minutes of a meeting.

        As the rep has said, else by an item that a decision names, else by the meeting it speaks of.
        """
        if said := self._minutes_setting(source, MINUTES_OF):
            return said == meeting.uid
        decisions = [one for one in lines if one.kind is ProposalKind.DECISION]
        if any(one.facts.get("item_id") in items for one in decisions):
            return True
        about = self._about(source.id)
        later = meeting.day is not None and (source.sent or source.arrived)[:10] >= meeting.day.isoformat()
        return about is not None and about.id == meeting.id and (bool(decisions) or later)

    def are_minutes_of(self, source: Source, meeting: Meeting) -> None:
        """Note of which meeting an original are the minutes."""
        with self.step(f"Take {source.name} as the minutes of {meeting.label}"):
            self.settings.write(_setting(source, MINUTES_OF), meeting.uid)

    # Comparing

    def checked(self, meeting: Meeting, source: Source) -> Checked:
        """Minutes against what we noted of a meeting, without what was left as ours."""
        theirs = list(self._theirs(meeting, source))
        found = minutes.compare(theirs, self._ours(meeting))
        kept = self._kept(source)
        raised_here = {f"action-{one.id}" for one in self._actions(meeting) if one.source_id is None}
        told = [
            one
            for one in found.differences
            if not (one.side is Side.HERE and one.of is Of.ACTION and one.ours and one.ours.key not in raised_here)
        ]
        left = tuple(one for one in told if one.key not in kept) if theirs else ()
        return Checked(source, left, len(told) - len(left) if theirs else 0, len(found.pairs), len(theirs))

    def _theirs(self, meeting: Meeting, source: Source) -> Iterator[Line]:
        items = {item.id: item for item in self.items.where("meeting_id = ?", meeting.id)}
        for one in self.proposals_of(source.id):
            facts, key = one.facts, f"proposal-{one.id}"
            if one.kind is ProposalKind.DECISION:
                item = items.get(facts.get("item_id") or 0)
                option = minutes.option_said(facts["text"], item.options) if item else None
                end = minutes.fate_said(facts["text"])
                number = item.id if item else None
                yield Line(key, Of.DECISION, facts["text"], number, option, end, span=one.span)
            elif one.kind is ProposalKind.ACTION:
                due = facts.get("due") or facts.get("due_words")
                ref, owner = facts.get("ref") or "", facts.get("owner")
                yield Line(key, Of.ACTION, facts["text"], ref=ref, owner=owner, due=due, span=one.span)

    def _ours(self, meeting: Meeting) -> Iterator[Line]:
        outcomes = self.outcomes_of(meeting)
        for item_id, outcome in outcomes.items():
            if not outcome.is_empty:
                end = outcome.ours if outcome.ours in ENDINGS else None
                yield Line(f"outcome-{outcome.id}", Of.DECISION, outcome.text, item_id, outcome.option, end)
        for note in self.notes.where("meeting_id = ? AND kind = ?", meeting.id, NoteKind.DECISION):
            text = outcomes[note.item_id].text if note.item_id in outcomes else ""
            if without_line(text, note.text) == text:
                yield Line(f"note-{note.id}", Of.DECISION, note.text, note.item_id)
        for action in self._actions(meeting):
            due = action.due.isoformat() if action.due else action.due_words
            yield Line(f"action-{action.id}", Of.ACTION, action.text, action.item_id, ref=action.ref,
                       owner=action.owner, due=due)  # fmt: skip

    def _actions(self, meeting: Meeting) -> list[Action]:
        return list(self.actions.where(f"meeting_id = ? OR {OF_MEETING}", meeting.id, meeting.id))

    # Settling

    def take_theirs(self, meeting: Meeting, source: Source, one: Difference) -> None:
        """Take over what the minutes say, in one step; what only we have stays as it is."""
        theirs = one.theirs
        if theirs is None:
            return
        with self.step(f"Take over from {source.name}: {self._called(one)}"):
            proposal = self.proposals.get(_number(theirs))
            if one.of is Of.DECISION:
                filed = self._take_decision(meeting, proposal, one)
            else:
                filed = self._take_action(meeting, proposal, one)
            if proposal.state is ProposalState.WAITING:
                self.proposals.change(proposal.id, state=ProposalState.FILED, filed_as=filed)
                self._settle_source(source.id)

    def _take_decision(self, meeting: Meeting, proposal: Proposal, one: Difference) -> int | None:
        theirs = one.theirs
        assert theirs
        if theirs.item_id is None:
            day = (meeting.day or self.today).isoformat()
            self.notes.add(Note(meeting_id=meeting.id, at=day, kind=NoteKind.DECISION, text=theirs.text))
            return None
        before = self.outcomes.of(theirs.item_id)
        fields: dict[str, Any] = {}
        if one.field is None:
            fields["text"] = with_line(before.text, theirs.text)
        if not before.id:
            fields |= {"source_id": proposal.source_id, "span": proposal.span}
        if theirs.option or theirs.fate:
            position = self.positions.first("item_id = ?", theirs.item_id)
            end = ENDINGS[theirs.fate] if theirs.fate and not theirs.option else None
            fields |= {"option": theirs.option, "ours": fate(theirs.option, end, position)}
        return self.outcomes.write(theirs.item_id, **fields).id

    def _take_action(self, meeting: Meeting, proposal: Proposal, one: Difference) -> int:
        theirs, ours = one.theirs, one.ours
        assert theirs
        due = _day(theirs.due)
        words = None if due else theirs.due
        if ours is None:
            return self.actions.add(
                Action(
                    ref=theirs.ref or self.actions.next_ref(),
                    text=theirs.text,
                    owner=theirs.owner,
                    forum_id=meeting.forum_id,
                    meeting_id=meeting.id,
                    due=due,
                    due_words=words,
                    source_id=proposal.source_id,
                    span=proposal.span,
                )
            ).id
        before = self.actions.get(_number(ours))
        owner = replace(before, owner=theirs.owner)
        changed = owner if one.field is Field.OWNER else replace(before, due=due, due_words=words)
        return self.actions.edit(changed, self.today).id

    def keep_ours(self, source: Source, one: Difference) -> None:
        """Leave a difference as we have it, in one step; what only the minutes have is not filed."""
        with self.step(f"Keep ours against {source.name}: {self._called(one)}"):
            kept = sorted({*self._kept(source), one.key})
            self.settings.write(_setting(source, KEPT), json.dumps(kept))
            if one.side is Side.THERE and one.theirs:
                proposal = self.proposals.get(_number(one.theirs))
                if proposal.state is ProposalState.WAITING:
                    self.refuse(proposal.id)

    def look_again(self, source: Source) -> None:
        """Show what was left as ours again."""
        with self.step(f"Look again at {source.name}"):
            self.settings.write(_setting(source, KEPT), "[]")

    def _kept(self, source: Source) -> set[str]:
        return set(json.loads(self._minutes_setting(source, KEPT) or "[]"))

    def _minutes_setting(self, source: Source, what: str) -> str:
        return self.settings.read(_setting(source, what))

    def _called(self, one: Difference) -> str:
        """What a difference is about: item 4, ACT-07, a decision."""
        line: Line | None = one.theirs or one.ours
        known = self._item_of_line(one.theirs, one.ours)
        if known:
            return f"item {known.number}"
        return (one.ours or line).ref or f"an {one.of}" if one.of is Of.ACTION and line else "a decision"

    def _item_of_line(self, *lines: Line | None) -> Item | None:
        numbers: Iterable[int] = (line.item_id for line in lines if line and line.item_id)
        return next((self.items.get(number) for number in numbers), None)


def _setting(source: Source, what: str) -> str:
    return f"minutes.{what}.{source.uid}"


def _number(line: Line) -> int:
    """The number of the record that a line is."""
    return int(line.key.rpartition("-")[2])


def _day(due: str | None) -> date | None:
    try:
        return date.fromisoformat(due or "")
    except ValueError:
        return None
