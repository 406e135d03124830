"""Chasing: a draft for each owner of overdue actions, with all of them in it; never sent, and told by an update."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mhhs_desk import words
from mhhs_desk.action_logs import ActionLogs
from mhhs_desk.asking import CHASE, Asking, Made, Makes, make_files
from mhhs_desk.domain import asking
from mhhs_desk.domain.actions import Action, is_ours
from mhhs_desk.domain.asking import Wording
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.editions import Teller
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.members import Member
from mhhs_desk.exchange.drafts import DRAFT, Draft, draft, file_name

Report = Callable[[int, int], None]
Addresses = Mapping[str, str]
"""The address that was given for an owner who is no member, by the owner's name."""

CHASED = "Chased by draft."


@dataclass(frozen=True, slots=True)
class Overdue:
    """Somebody who owes what is overdue. `left_out` are actions that it may not be told, for the sake of others."""

    id: int
    owner: str
    member: Member | None
    actions: tuple[Action, ...]
    left_out: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Chase:
    """One draft: to whom, about which actions; its file is called `name`."""

    of: Overdue
    draft: Draft
    name: str


class Chasing(Asking, ActionLogs):
    """A desk that chases those who owe what is overdue."""

    def overdue(self) -> list[Overdue]:
        """Everybody but us who owes an overdue action, each with what it may be told of."""
        diary, seat = self.diary(), self.seats.first("ours")
        late: dict[str, list[Action]] = {}
        for action in self.actions.all():
            ours = action.member_id is None and is_ours(action, seat.rep if seat else None)
            if action.owner and not ours and diary.overdue(action):
                late.setdefault(action.owner.casefold(), []).append(action)
        tellers = self._tellers() if late else []
        found = [self._overdue(number, actions, tellers) for number, actions in enumerate(late.values(), 1)]
        return [one for one in found if one.actions or one.left_out]

    def _overdue(self, number: int, actions: list[Action], tellers: Iterable[Teller]) -> Overdue:
        of = next((action.member_id for action in actions if action.member_id), None)
        member = self.members.get(of) if of else None
        told = [one for one in actions if all(each.action(_to(one, member)) for each in tellers)]
        left = tuple(action for action in actions if action not in told)
        return Overdue(number, actions[0].owner or "", member, tuple(told), left)

    def plan_chase(
        self, owners: Collection[str] | None = None, to: Addresses | None = None, wording: Wording | None = None
    ) -> tuple[Chase, ...]:
        """A draft for each of the owners who may be told of something overdue; of all, where none is named.

        A member's is to its people, anybody else's to the address given, or to nobody yet. Raises Refused where there
        is nobody to chase, and for a wording that cannot be filled in or names a member.
        """
        named = None if owners is None else {owner.casefold() for owner in owners}
        whom = [one for one in self.overdue() if one.actions and (named is None or one.owner.casefold() in named)]
        if not whom:
            raise Refused("nobody to chase")
        wording = wording or self.wording(CHASE)
        asking.refuse_wording(wording, asking.FIELDS_OF[CHASE])
        reader = {one.member.id for one in whom if one.member} if len(whom) == 1 else set()
        asking.refuse_naming(
            wording,
            (member for member in self.members.all() if member.id not in reader),
            (person for person in self.people.all() if person.member_id not in reader),
        )
        diary = self.diary()
        return tuple(self._chase(one, wording, to or {}, diary) for one in whom)

    def _chase(self, one: Overdue, wording: Wording, to: Addresses, diary: Diary) -> Chase:
        seat, meeting = self.seats.first("ours"), self.next_of_desk(diary)
        day = (meeting.day or meeting.by_rule) if meeting else None
        fields = {
            "rep": (seat.rep if seat else None) or "Your representative",
            "owner": one.owner,
            "actions": "\n".join(_line(action, diary) for action in one.actions),
            "meeting": meeting.label if meeting else "The next meeting",
            "day": words.long_day(day) if day else "a day not yet given",
        }
        sender = (seat.rep or "", seat.rep_address) if seat and seat.rep_address else None
        subject, text = asking.fill(wording.subject, fields), asking.fill(wording.text, fields)
        name = file_name(f"Overdue - {one.owner}") or f"Overdue {one.id}"
        return Chase(one, Draft(sender, self._reached(one, to), subject, text), name)

    def _reached(self, one: Overdue, to: Addresses) -> tuple[tuple[str, str], ...]:
        """Whom a draft is to: a member's people, or the address that was given."""
        if one.member:
            return asking.addresses(self.people.where("member_id = ?", one.member.id))
        given = to.get(one.owner, "").strip()
        return ((one.owner, given),) if asking.is_address(given) else ()

    def record_chase(self, chases: Collection[Chase]) -> None:
        """Take down who was chased, by an update of each action, in one step."""
        owners = [chase.of.owner for chase in chases]
        who = owners[0] if len(owners) == 1 else words.count(len(owners), "owner")
        with self.step(f"Chase {who}"):
            for chase in chases:
                for action in chase.of.actions:
                    self.actions.note(action.id, CHASED, self.today)

    def chase(self, chases: Collection[Chase], folder: Path, report: Report = lambda done, total: None) -> Made:
        """Make the drafts, and record who was chased once they are all there."""
        self.workspace.refuse_reader()
        made = make_chases(chases, folder, report)
        self.record_chase(chases)
        return made


def make_chases(chases: Collection[Chase], folder: Path, report: Report) -> Made:
    """Write the drafts into a folder: all of them, or none. Touches no record, so it may run beside the window."""

    def files(chase: Chase) -> Makes:
        return lambda name: {DRAFT: draft(chase.draft)}

    return make_files([(chase.name, files(chase)) for chase in chases], folder, report)


def _to(action: Action, member: Member | None) -> Action:
    """An action as it is looked through for a member's own eyes, which may see its own name."""
    if member is None:
        return action
    return replace(action, owner=None, member_id=None, text=action.text.replace(member.name, ""))


def _line(action: Action, diary: Diary) -> str:
    """An action in a line: ACT-02. Name the alternate. Due Fri 5 Nov 2021."""
    day = diary.due(action).day
    due = f" Due {words.day(day, year=True)}." if day else ""
    return f"{action.ref}. {action.text.rstrip('.')}.{due}"
