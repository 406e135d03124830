"""Chasing: a draft an owner with all that it owes and is overdue, never sent, and told by an update."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.asking import Wording
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import Option
from mhhs_desk.store.settings import DAY

TODAY = date(2021, 11, 9)
LATE = date(2021, 11, 5)


@pytest.fixture
def owing(desk: Desk) -> Desk:
    """The PMO owes two actions that are overdue, a member one, the rep one, and somebody one that is not."""
    with desk.step("Tell the story"):
        desk.settings.write(DAY, TODAY.isoformat())
        forum = desk.forums.first("code = 'PSG'")
        assert forum
        at = desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1", day=date(2021, 11, 10)))
        desk.items.add(Item(meeting_id=at.id, number=1, title="The plan", options=(Option("N", "No"),)))
        member = desk.members.add(Member(name="Alder Energy"))
        desk.members.add(Member(name="Cobalt Gas"))
        desk.people.add(Person(member_id=member.id, name="Priya Lund", address="priya@alder.example"))
        owed = (
            ("Send the plan", "PMO", LATE), ("Return the log", "Alder Energy", LATE),
            ("Write the minutes", "pmo", LATE), ("Name the alternate", "Morgan Hale", LATE),
            ("Introduce the LDP", "SRO", date(2021, 12, 1)),
        )  # fmt: skip
        for number, (text, owner, due) in enumerate(owed, 1):
            action = Action(ref=f"ACT-0{number}", text=text, owner=owner, due=due, forum_id=forum.id)
            desk.actions.add(desk.actions.with_member(action))
    return desk


def read(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_each_owner_of_what_is_overdue_gets_one_draft_with_all_of_it(owing: Desk, tmp_path: Path) -> None:
    made = owing.chase(owing.plan_chase(to={"PMO": "pmo@programme.example"}), tmp_path / "drafts")
    pmo, alder = sorted(made.files, key=lambda path: path.name, reverse=True)
    message = read(pmo)
    assert (message["To"], message["X-Unsent"], message["From"]) == (
        "PMO <pmo@programme.example>", "1", "Morgan Hale <rep@seat.example>",
    )  # fmt: skip
    text = message.get_content()
    assert "ACT-01. Send the plan. Due Fri 5 Nov 2021." in text
    assert "ACT-03. Write the minutes." in text
    assert "PSG 1 meets on Wednesday 10 November 2021" in text
    assert read(alder)["To"] == "Priya Lund <priya@alder.example>"


def test_who_was_chased_is_told_by_updates_in_one_step(owing: Desk, tmp_path: Path) -> None:
    before = owing.actions.all()
    owing.chase(owing.plan_chase(), tmp_path)
    told = [(update.action_id, update.text, update.day) for update in owing.action_updates.all()]
    assert told == [(1, "Chased by draft.", TODAY), (3, "Chased by draft.", TODAY), (2, "Chased by draft.", TODAY)]
    assert owing.actions.all() == before
    step = owing.undo()
    assert step and step.name == "Chase 2 owners"
    assert owing.action_updates.all() == []


def test_one_owner_may_be_chased_alone_and_an_address_not_given_is_left_empty(owing: Desk) -> None:
    (chase,) = owing.plan_chase(["PMO"])
    assert chase.draft.to == ()
    assert chase.of.member is None


def test_neither_we_nor_who_is_not_late_is_chased(owing: Desk) -> None:
    assert [one.owner for one in owing.overdue()] == ["PMO", "Alder Energy"]
    with pytest.raises(Refused, match="nobody to chase"):
        owing.plan_chase(["SRO"])


def test_an_action_due_at_a_meeting_that_has_passed_is_chased(owing: Desk) -> None:
    owing.actions.edit(replace(owing.actions.get(5), due=None, due_words="This PSG", due_after=1), TODAY)
    owing.settings.write(DAY, "2021-11-11")
    assert [one.owner for one in owing.overdue()] == ["PMO", "Alder Energy", "SRO"]


def test_a_draft_tells_nobody_what_another_member_withholds(owing: Desk) -> None:
    said = "We would leave the market before the spring of next year."
    owing.feedback.add(Feedback(member_id=2, item_id=1, option="N", rationale=said, consent=Consent.REP))
    owing.actions.edit(replace(owing.actions.get(1), text="Ring Cobalt Gas back"), TODAY)
    owing.actions.edit(replace(owing.actions.get(2), text=f"Ask others why {said[:-1].lower()}"), TODAY)
    pmo, alder = owing.overdue()
    assert [action.ref for action in pmo.left_out] == ["ACT-01"]
    assert [action.ref for action in pmo.actions] == ["ACT-03"]
    assert (alder.actions, [action.ref for action in alder.left_out]) == ((), ["ACT-02"])
    assert "Cobalt" not in "".join(chase.draft.text for chase in owing.plan_chase())


def test_a_member_may_read_its_own_name(owing: Desk) -> None:
    owing.actions.edit(replace(owing.actions.get(2), text="Alder Energy to return the log"), TODAY)
    (chase,) = owing.plan_chase(["Alder Energy"])
    assert "ACT-02. Alder Energy to return the log." in chase.draft.text


def test_the_wording_is_the_workspaces_own_and_names_no_member_to_others(owing: Desk) -> None:
    wording = Wording("Late: {owner}", "{actions}")
    owing.keep_wording("chase", wording)
    assert owing.plan_chase()[0].draft.subject == "Late: PMO"
    with pytest.raises(Refused, match="no such field"):
        owing.keep_wording("chase", Wording("Late", "{member}"))
    with pytest.raises(Refused, match="wording names a member"):
        owing.plan_chase(wording=Wording("Late", "As Cobalt Gas has done already: {actions}"))
