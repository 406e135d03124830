"""Asking the members: who is asked about what, the wording, the files, and what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from mhhs_desk import words
from mhhs_desk.asking import ALONE, ASK, REMIND, Asking, make
from mhhs_desk.desk import Desk
from mhhs_desk.domain.asking import Wording, addresses, deadline
from mhhs_desk.domain.calls import Recusal
from mhhs_desk.domain.faults import Cancelled, Fault, FaultKind, Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.options import NIL, Option
from tests.conftest import Run

OPTIONS = (Option("A", "Accept"), Option("X", "Reject"))
TODAY, DAY = date(2021, 11, 1), date(2021, 11, 10)


@pytest.fixture
def asking(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Two items and a third without options; three members, one of them with two addresses and one with none."""
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=DAY))
    desk.items.add_all(
        Item(meeting_id=meeting.id, number=number, title=f"Item {number}", options=OPTIONS if number < 3 else ())
        for number in (1, 2, 3)
    )
    alder, bramble, _ = desk.members.add_all(Member(name=name) for name in ("Alder", "Bramble", "Cobalt"))
    desk.people.add_all(
        [
            Person(member_id=alder.id, name="Ada", address="ada@alder.example"),
            Person(member_id=alder.id, name="Al", address="al@alder.example"),
            Person(member_id=bramble.id, name="Bo", address="not known"),
        ]
    )
    desk._today = TODAY
    yield desk


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def asked(desk: Asking) -> set[tuple[int, int]]:
    return {(one.member_id, one.item_id) for one in desk.asked.all()}


def test_all_members_are_asked_about_all_items_that_offer_something(asking: Desk) -> None:
    plan = asking.plan_asking(asking.meeting())
    assert [(letter.form.member.name, [item.number for item in letter.form.items]) for letter in plan.letters] == [
        ("Alder", [1, 2]), ("Bramble", [1, 2]), ("Cobalt", [1, 2])
    ]  # fmt: skip


def test_who_stands_aside_is_not_asked_and_who_has_left_neither(asking: Desk) -> None:
    first, second, _ = asking.items.all()
    alder, bramble, cobalt = asking.members.all()
    asking.recusals.add_all([Recusal(member_id=alder.id, item_id=first.id)])
    asking.recusals.add_all(Recusal(member_id=bramble.id, item_id=item.id) for item in (first, second))
    asking.members.change(cobalt.id, until=date(2021, 10, 1))
    plan = asking.plan_asking(asking.meeting())
    assert [(letter.form.member.name, [item.number for item in letter.form.items]) for letter in plan.letters] == [
        ("Alder", [2])
    ]  # fmt: skip


def test_asking_is_one_step_that_undo_takes_back(asking: Desk, tmp_path: Path) -> None:
    made = asking.ask(asking.plan_asking(asking.meeting()), tmp_path / "out")
    call = asking.calls.all()[0]
    assert (call.channel, call.sent_on, call.due, call.reminder) == (
        "form by e-mail", TODAY, "2021-11-08T17:00", False
    )  # fmt: skip
    assert (len(asked(asking)), asking.meeting().feedback_due) == (6, "2021-11-08T17:00")
    step = asking.undo()
    assert step and step.name == "Ask 3 members about 2 items"
    assert (asking.calls.all(), asked(asking), asking.meeting().feedback_due) == ([], set(), None)
    assert all(path.exists() for path in made.files)


def test_each_member_gets_a_form_and_a_draft_to_its_people(asking: Desk, tmp_path: Path) -> None:
    plan = asking.plan_asking(asking.meeting())
    asking.ask(plan, tmp_path / "out")
    assert files(tmp_path / "out") == [
        f"PSG 1 - {name}.{kind}" for name in ("Alder", "Bramble", "Cobalt") for kind in ("eml", "xlsx")
    ]
    message = message_from_bytes((tmp_path / "out" / "PSG 1 - Alder.eml").read_bytes(), policy=default)
    assert message["To"] == "Ada <ada@alder.example>, Al <al@alder.example>"
    assert message["From"] == "Morgan Hale <rep@seat.example>"
    assert message["Subject"] == "PSG 1: your views by Monday 8 November 2021, 17:00"
    assert [member.name for member in plan.without_address] == ["Bramble", "Cobalt"]


def test_forms_alone_come_without_drafts(asking: Desk, tmp_path: Path) -> None:
    asking.ask(asking.plan_asking(asking.meeting(), channel=ALONE), tmp_path / "out")
    assert all(name.endswith(".xlsx") for name in files(tmp_path / "out"))
    assert asking.calls.all()[0].channel == "form"


def test_a_reminder_goes_only_to_the_silent_about_what_they_are_silent_on(asking: Desk, tmp_path: Path) -> None:
    first, second, _ = asking.items.all()
    alder, bramble, cobalt = asking.members.all()
    asking.ask(asking.plan_asking(asking.meeting()), tmp_path / "out")
    asking.feedback.add_all(Feedback(member_id=alder.id, item_id=item.id, option="A") for item in (first, second))
    asking.feedback.add(Feedback(member_id=bramble.id, item_id=first.id, option=NIL))
    plan = asking.plan_asking(asking.meeting(), remind=True)
    assert {letter.form.member.id: [item.number for item in letter.form.items] for letter in plan.letters} == {
        bramble.id: [2], cobalt.id: [1, 2]
    }  # fmt: skip
    assert plan.letters[0].draft and plan.letters[0].draft.subject.startswith("Reminder: PSG 1")
    asking.ask(plan, tmp_path / "out")
    assert [call.reminder for call in asking.calls.all()] == [False, True]
    step = asking.undoable()
    assert step and step.name == "Remind 2 members of 2 items"
    assert "PSG 1 - Bramble (2).xlsx" in files(tmp_path / "out")


def test_there_is_nobody_to_remind_before_anybody_was_asked(asking: Desk) -> None:
    with pytest.raises(Refused) as refused:
        asking.plan_asking(asking.meeting(), remind=True)
    assert words.refusal(refused.value).startswith("Nobody to remind")


def test_files_that_are_there_are_left_as_they_are(asking: Desk, tmp_path: Path) -> None:
    (tmp_path / "psg 1 - ALDER.xlsx").write_text("mine")
    asking.ask(asking.plan_asking(asking.meeting()), tmp_path)
    assert (tmp_path / "psg 1 - ALDER.xlsx").read_text() == "mine"
    assert (tmp_path / "PSG 1 - Alder (2).eml").exists()


def test_what_is_cancelled_leaves_no_file_and_no_record(asking: Desk, tmp_path: Path) -> None:
    def report(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        asking.ask(asking.plan_asking(asking.meeting()), tmp_path / "out", report)
    assert not (tmp_path / "out").exists()
    assert not asking.calls.all()


def test_a_folder_that_cannot_be_is_told_and_nothing_is_recorded(asking: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "no" / "such", tmp_path / "file"):
        with pytest.raises(Fault):
            asking.ask(asking.plan_asking(asking.meeting()), folder)
    assert not asking.calls.all()


def test_who_may_only_read_asks_nobody(asking: Desk, tmp_path: Path) -> None:
    with Desk.open(asking.path, TODAY) as reader:
        plan = reader.plan_asking(reader.meeting())
        with pytest.raises(Fault) as fault:
            reader.ask(plan, tmp_path / "out")
    assert fault.value.kind is FaultKind.HELD and not (tmp_path / "out").exists()


def test_two_members_of_one_name_get_files_of_their_own(asking: Desk, tmp_path: Path) -> None:
    asking.members.add_all([Member(name="ALDER/"), Member(name="電力"), Member(name="水力")])
    made = make(asking.plan_asking(asking.meeting(), channel=ALONE), tmp_path / "out", lambda done, total: None)
    assert len({path.name.casefold() for path in made.files}) == len(made.files) == 6


@pytest.mark.parametrize(
    ("due", "why"),
    [("2021-10-31T17:00", "has passed"), ("2021-11-11", "is after PSG 1 meets")],
)
def test_a_deadline_nobody_can_meet_is_refused(asking: Desk, due: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        asking.plan_asking(asking.meeting(), due=due)
    assert why in words.refusal(refused.value)


def test_the_deadline_lies_working_days_before_the_meeting(asking: Desk) -> None:
    meeting = asking.meeting()
    assert deadline(meeting, TODAY, 2, "17:00", asking.holidays) == "2021-11-08T17:00"
    after_easter = Meeting(forum_id=1, label="PSG 6", day=date(2022, 4, 20))
    assert deadline(after_easter, TODAY, 2, "17:00", asking.holidays) == "2022-04-14T17:00"
    assert deadline(meeting, date(2021, 11, 9), 2, "17:00", asking.holidays) == "2021-11-09T17:00"
    assert deadline(meeting, DAY, 2, "17:00", asking.holidays) is None


def test_a_broken_field_of_the_wording_is_refused_in_one_line(asking: Desk) -> None:
    for wording, line in (
        (Wording("Hello", "Dear {memebr}"), "{memebr} is not a field of the wording. Known: {rep}, {member}, "
         "{meeting}, {day}, {deadline}, {items}."),
        (Wording("Hello {", "Dear {member}"), "“{” stands alone in the wording. A field is written {member}."),
        (Wording(" ", "Dear {member}"), "The wording has no subject. Give it one."),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            asking.keep_wording(ASK, wording)
        assert words.refusal(refused.value) == line


def test_a_wording_that_names_a_member_is_refused_but_to_that_member_alone(asking: Desk) -> None:
    named = Wording("Your views", "As COBALT asks:\n{items}")
    line = "The wording names Cobalt, and every member would read it. Take it out; {member} is whom each letter is to."
    with pytest.raises(Refused) as refused:
        asking.plan_asking(asking.meeting(), wording=named)
    assert words.refusal(refused.value) == line
    with pytest.raises(Refused, match="wording names a member"):
        asking.plan_asking(asking.meeting(), wording=Wording("Views", "Copy al@alder.example"))
    cobalt = next(member.id for member in asking.members.all() if member.name == "Cobalt")
    assert len(asking.plan_asking(asking.meeting(), members=[cobalt], wording=named).letters) == 1


def test_a_workspace_keeps_its_own_wording(asking: Desk) -> None:
    asking.keep_wording(ASK, Wording("Views, {member}?", "On {items}\nby {deadline}. {rep}"))
    plan = asking.plan_asking(asking.meeting())
    message = plan.letters[0].draft
    assert message and message.subject == "Views, Alder?"
    assert message.text == "On 1. Item 1\n2. Item 2\nby Monday 8 November 2021, 17:00. Morgan Hale"
    assert asking.wording(REMIND).subject.startswith("Reminder")
    asking.undo()
    assert asking.wording(ASK).subject.startswith("{meeting}")


def test_what_fills_a_field_is_not_looked_at_again(asking: Desk) -> None:
    asking.members.add(Member(name="{rep} & Co"))
    message = asking.plan_asking(asking.meeting(), wording=Wording("{member}", "{member}")).letters[-1].draft
    assert message and message.subject == "{rep} & Co"


def test_an_address_is_one_that_every_mail_program_takes() -> None:
    found = ["ada@alder.example", " ADA@alder.example ", "n/a", "a b@alder.example", "zoë@alder.example", "a@b", None]
    assert addresses(Person(member_id=1, name="Ada", address=one) for one in found) == (("Ada", "ADA@alder.example"),)


def test_the_command_makes_the_files_and_says_whose_draft_is_to_nobody(asking: Desk, run: Run, tmp_path: Path) -> None:
    path = asking.path
    asking.close()
    code, told, complained = run("ask", path, "--out", tmp_path / "out", "--today", "2021-11-01")
    assert code == 0
    assert "3 forms and 3 drafts, answers due Mon 8 Nov 17:00." in told
    assert complained == "No address, so the draft is to nobody yet: Bramble and Cobalt.\n"
    code, _, complained = run("ask", path, "--out", tmp_path / "out", "--due", "Monday")
    assert (code, complained) == (2, "Invalid value for '--due': Monday is not a day with its time. "
                                     "Write it as YYYY-MM-DDTHH:MM.\n")  # fmt: skip
    code, told, _ = run("ask", path, "--out", tmp_path / "out", "--remind", "--due", "2021-11-09T12:00", "--today",
                        "2021-11-08")  # fmt: skip
    assert (code, "3 forms and 3 drafts, answers due Tue 9 Nov 12:00." in told) == (0, True)


def test_the_deadline_that_is_proposed_keeps_to_the_rule_of_the_forum(desk: Desk) -> None:
    forum = next(one for one in desk.forums.all() if one.code == "PSG")
    meeting = Meeting(forum_id=forum.id, label="PSG 3", day=date(2100, 1, 13))
    assert desk.due_by_rule(meeting) == "2100-01-11T17:00"
    desk.forums.change(forum.id, feedback_due_days=4, feedback_due_time="12:00")
    assert desk.due_by_rule(meeting) == "2100-01-07T12:00"
