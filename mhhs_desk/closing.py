"""Done with a meeting: what is not finished goes on to the next one by rule, seen before and taken back by one undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mhhs_desk import words
from mhhs_desk.acting import Acting
from mhhs_desk.convening import Convening
from mhhs_desk.domain import carrying, carrying_items
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.carrying_items import Goes
from mhhs_desk.domain.convening import next_labels
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.store.viewing import OF_MEETING as OF_MEETING

FOLLOWED = "follows IN (SELECT id FROM item WHERE meeting_id = ?)"


@dataclass(frozen=True, slots=True)
class Onward:
    """What a meeting leaves, and where it would go: to a meeting, which is still to be made where its number is 0."""

    of: Meeting
    to: Meeting
    items: tuple[Goes, ...]

    @property
    def is_new(self) -> bool:
        """Whether the meeting it goes to is made for it."""
        return self.to.id == 0


class Closing(Acting, Convening):
    """A desk that is done with meetings."""

    def onward(self, meeting: Meeting) -> Onward:
        """What would go on from a meeting as its records now are, and where to; nothing of it is written."""
        forum = self.forums.get(meeting.forum_id)
        where = carrying_items.next_of(meeting, forum, self.meetings.all(), self.cadences.all(), self.today)
        to = where.meeting or self._to_come(forum, where.by_rule)
        agenda = list(self.items.where("meeting_id = ?", to.id)) if to.id else []
        goes = carrying_items.going_on(
            self.items.where("meeting_id = ?", meeting.id),
            self.outcomes_of(meeting),
            {item.follows for item in self.followers(meeting) if item.follows},
            agenda,
            meeting.cancelled is not None,
        )
        return Onward(meeting, to, tuple(goes))

    def followers(self, meeting: Meeting) -> list[Item]:
        """The items of other meetings that take up those of one."""
        return list(self.items.where(FOLLOWED, meeting.id))

    def outcomes_of(self, meeting: Meeting) -> dict[int, Outcome]:
        """The outcome that stands for each item of a meeting that has one."""
        return {outcome.item_id: outcome for outcome in self.outcomes.where(OF_MEETING, meeting.id)}

    def _to_come(self, forum: Forum, day: date | None) -> Meeting:
        """A forum's next meeting that nobody has called yet: on the day by rule, or without a day."""
        (label,) = next_labels(forum, self.meetings.all(), [day or date.max])
        return Meeting(forum_id=forum.id, label=label, day=day, by_rule=day)

    def actions_onward(self, meeting: Meeting) -> list[Action]:
        """The open actions that are due at a meeting, as they are once it is closed: due at the next one."""
        return carrying.carry(self.actions.all(), meeting, self.diary())

    def carry(self, meeting: Meeting) -> list[Item]:
        """Let what a meeting leaves go on, in one step; the items that take it up. Nothing goes on twice."""
        plan = self.onward(meeting)
        if not plan.items:
            return []
        with self.step(f"Carry {words.count(len(plan.items), 'item')} from {meeting.label} to {plan.to.label}"):
            to = self.meetings.add(plan.to) if plan.is_new else plan.to
            number = max((item.number for item in self.items.where("meeting_id = ?", to.id)), default=0)
            made = []
            for goes in plan.items:
                if goes.onto:
                    made.append(self.items.change(goes.onto.id, follows=goes.item.id))
                else:
                    number += 1
                    made.append(self.items.add(carrying_items.follower(goes.item, to.id, number)))
        return made

    def close_meeting(self, meeting: Meeting) -> list[Item]:
        """Be done with a meeting: what is not finished goes on. Raises Refused for one that is still to come."""
        if meeting.closed:
            raise Refused("closed already", meeting=meeting.label)
        if meeting.cancelled is None and (meeting.day is None or meeting.day > self.today):
            raise Refused("not held yet", meeting=meeting.label)
        with self.step(f"Close {meeting.label}"):
            made = self.carry(meeting)
            self.carry_actions(meeting)
            self.meetings.change(meeting.id, closed=self.today)
        return made

    def call_off(self, meeting_id: int, told_on: date | None = None, why: str = "") -> Meeting:
        """Take down that a meeting was called off; what was on its agenda goes on, in the same step. Raises Refused."""
        with self.step(f"Call off {self.meetings.get(meeting_id).label}"):
            off = super().call_off(meeting_id, told_on, why)
            self.carry(off)
            self.carry_actions(off)
        return off

    def open_again(self, meeting: Meeting) -> None:
        """Take a meeting up again that one was done with; what has gone on stays where it went."""
        with self.step(f"Open {meeting.label} again"):
            self.meetings.change(meeting.id, closed=None)

    def left_behind(self) -> list[Item]:
        """The items that are not finished, stand on no meeting that is open, and that nothing takes up."""
        items = self.items.all()
        outcomes = {outcome.item_id: outcome for outcome in self.outcomes.all()}
        meetings = {meeting.id: meeting for meeting in self.meetings.all()}
        return carrying_items.left_behind(items, meetings, outcomes, {item.follows for item in items if item.follows})
