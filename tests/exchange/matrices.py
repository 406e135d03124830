"""A small workspace whose matrix has one of everything, for the tests of what is made of it."""

from __future__ import annotations

from datetime import date

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.domain.positions import Position

DECISIONS = (Option("A", "Accept"), Option("X", "Reject"))
PARTIES = (Option("1", "One group"), Option("2", "Two groups"))
NAMES = ("Alderwick", "Brambleton", "Cobaltine", "Dovetailer", "Elmstead", "Fennelly")
SECRETS = ("confideword", "sensitword", "Dovetailer", "Elmstead", "Fennelly")
"""What neither the group nor the members may find in any file."""


def fill(desk: Desk) -> Meeting:
    """Six members on two items: named, a formula, a nil return, for the rep only, sensitive, recused."""
    with desk.step("Fill the desk"):
        forum = next(forum.id for forum in desk.forums.all() if forum.code == "PSG")
        meeting = desk.meetings.add(Meeting(forum_id=forum, label="PSG 1", day=date(2021, 11, 10)))
        first, second = desk.items.add_all(
            [
                Item(meeting_id=meeting.id, number=1, title="The framework", options=DECISIONS,
                     disposition=Disposition.APPROVAL, paper_version="v1.0"),
                Item(meeting_id=meeting.id, number=2, title="One group or two", options=PARTIES),
            ]
        )  # fmt: skip
        members = desk.members.add_all(Member(name=f"{name} Energy", segment="Domestic") for name in NAMES)
        alder, bramble, cobalt, dove, elm, fennel = (member.id for member in members)
        call = desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=date(2021, 11, 4)))
        desk.asked.add_all(Asked(call_id=call.id, member_id=m.id, item_id=first.id) for m in members)
        desk.recusals.add(Recusal(member_id=fennel, item_id=first.id))
        desk.feedback.add_all(
            [
                Feedback(member_id=alder, item_id=first.id, option="A", rationale="=cmd()", evidence=3,
                         paper_version="v0.9", received="2021-11-05T09:14"),
                Feedback(member_id=bramble, item_id=first.id, option="X", red_line="Not without a vote."),
                Feedback(member_id=cobalt, item_id=first.id, option=NIL),
                Feedback(member_id=alder, item_id=second.id, option="2", condition="If reviewed."),
                Feedback(member_id=dove, item_id=first.id, option="X", rationale="confideword", consent=Consent.REP),
                Feedback(member_id=elm, item_id=first.id, option="A", rationale="sensitword", sensitive=True),
                Feedback(member_id=fennel, item_id=first.id, option="X", rationale="confideword"),
            ]
        )  # fmt: skip
        desk.positions.add(Position(item_id=first.id, option="A"))
    return meeting
