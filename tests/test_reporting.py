"""Report-back: who contributed is told, each its own answers and nothing of others that members may not see."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings

from mhhs_desk.asking import REPORT
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.asking import Wording
from mhhs_desk.domain.calls import Recusal
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.domain.papers import Edition, Fate, Kind
from mhhs_desk.domain.positions import Strength
from mhhs_desk.reporting import make_reports
from tests.conftest import Run
from tests.editions_worlds import Words, World, worlds
from tests.test_editions_bytes import EXAMPLES, ORDERS, OWN_NUMBER, _of_answer, members_of, met, opened
from tests.whole_pdf import told_by

OPTIONS = (Option("A", "Accept"), Option("X", "Reject"))
DAY, TODAY = date(2021, 11, 10), date(2021, 11, 12)


@pytest.fixture
def held(desk: Desk) -> Desk:
    """PSG 1 two days after: two items; one member named, one for the rep only, one with a nil return, one silent."""
    desk._today = TODAY
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=DAY))
    role, dates = desk.items.add_all(
        Item(meeting_id=meeting.id, number=n, title=title, options=OPTIONS) for n, title in ((1, "Role"), (2, "Dates"))
    )
    alder, bramble, cobalt, _ = desk.members.add_all(
        Member(name=f"{n} Ltd") for n in ("Alder", "Bramble", "Cobalt", "Dove")
    )
    desk.people.add(Person(member_id=alder.id, name="Ada", address="ada@alder.example"))
    desk.feedback.add_all(
        [
            Feedback(member_id=alder.id, item_id=role.id, option="A", rationale="Plain enough"),
            Feedback(member_id=bramble.id, item_id=role.id, option="X", rationale="Our merger is near",
                     red_line="Not in May", consent=Consent.REP, held_back=("merger is near",)),
            Feedback(member_id=cobalt.id, item_id=role.id, option=NIL),
        ]
    )  # fmt: skip
    desk.recusals.add(Recusal(member_id=alder.id, item_id=dates.id, why="It is ours"))
    desk.positions.write(role.id, option="A", strength=Strength.DIVIDED, statement="We accept the role. [F01]")
    desk.outcomes.write(role.id, option="A", ours=Fate.CARRIED, text="Accepted as it stands", decided_by="SRO")
    desk.outcomes.write(dates.id, ours=Fate.DEFERRED)
    desk.actions.add(Action(ref="ACT-01", text="Publish the role", owner="PMO", item_id=role.id, forum_id=1))
    return desk


def mails(folder: Path) -> dict[str, EmailMessage]:
    found = sorted(folder.glob("*.eml"))
    return {path.stem: message_from_bytes(path.read_bytes(), policy=default) for path in found}


def body(message: EmailMessage) -> str:
    part = message.get_body()
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def test_who_contributed_hears_what_it_said_what_we_argued_what_was_decided_and_what_is_next(
    held: Desk, tmp_path: Path
) -> None:
    held.close_meeting(held.meeting("PSG 1"))
    held.report(held.plan_reports(held.meeting("PSG 1")), tmp_path / "out")
    found = mails(tmp_path / "out")
    assert list(found) == ["PSG 1 report - Alder Ltd", "PSG 1 report - Bramble Ltd", "PSG 1 report - Cobalt Ltd"]
    alder = found["PSG 1 report - Alder Ltd"]
    assert (alder["To"], alder["Subject"]) == ("Ada <ada@alder.example>", "PSG 1: what became of your answers")
    assert """1. Role
   You said: Accept. Plain enough.
   We argued: Accept. We accept the role.
   PSG decided: Accept. Accepted as it stands. Decided by SRO. Our position was carried.
   Next: ACT-01 Publish the role. PMO.

2. Dates
   You said: You stood aside.
   We argued: No position was taken.
   PSG decided: Our position was deferred.
   Next: It comes back at PSG 2, Wed 1 Dec 2021.

The next PSG is on Wednesday 1 December 2021. 1 item goes on to it.""" in body(alder)
    assert "You said: No comment (nil return)." in body(found["PSG 1 report - Cobalt Ltd"])
    assert "On item 2 I had no answer from you." in body(found["PSG 1 report - Cobalt Ltd"])


def test_a_member_reads_its_own_answer_whatever_its_consent_and_nobody_else_does(held: Desk, tmp_path: Path) -> None:
    held.report(held.plan_reports(held.meeting("PSG 1"), for_all=True), tmp_path / "out")
    found = mails(tmp_path / "out")
    assert "You said: Reject. Our merger is near. Red line: Not in May." in body(found["PSG 1 report - Bramble Ltd"])
    others = [message for name, message in found.items() if "Bramble" not in name]
    assert len(others) == 3
    for message in others:
        texts = [body(message), *told_by(next(message.iter_attachments()).get_content())]
        assert met(["merger", "Not in May", "Bramble"], texts) == set()


def test_the_report_hangs_on_every_message_and_is_the_issue_that_is_kept(held: Desk, tmp_path: Path) -> None:
    made = held.report(held.plan_reports(held.meeting("PSG 1"), for_all=True), tmp_path / "out")
    (issue,) = held.papers.all()
    assert (issue.kind, issue.edition, issue.name) == (Kind.REPORT, Edition.MEMBERS, "PSG 1 report members edition.pdf")
    kept = held.workspace.original(issue.sha256)
    for message in mails(tmp_path / "out").values():
        (hung,) = message.iter_attachments()
        assert (hung.get_content_type(), hung.get_filename()) == ("application/pdf", issue.name)
        assert hung.get_content() == kept
    assert len(made.files) == 4


def test_the_one_for_all_is_to_the_rep_and_tells_nobody_s_address(held: Desk, tmp_path: Path) -> None:
    held.report(held.plan_reports(held.meeting("PSG 1"), members=[], for_all=True), tmp_path / "out")
    (message,) = mails(tmp_path / "out").values()
    assert (message["To"], message["Cc"], message["Bcc"]) == ("Morgan Hale <rep@seat.example>", None, None)
    assert "alder.example" not in message.as_string()
    assert "1. Role\n   We argued: Accept. We accept the role." in body(message)


def test_who_has_been_told_is_recorded_in_one_step_that_undo_takes_back(held: Desk, tmp_path: Path) -> None:
    meeting = held.meeting("PSG 1")
    assert [one.name for one in held.untold(meeting)] == ["Alder Ltd", "Bramble Ltd", "Cobalt Ltd"]
    held.report(held.plan_reports(meeting, members=[1]), tmp_path / "out")
    (told,) = held.told.all()
    assert (told.member_id, told.day, told.channel, told.paper_id) == (1, TODAY, "report by e-mail", 1)
    assert [one.name for one in held.untold(meeting)] == ["Bramble Ltd", "Cobalt Ltd"]
    step = held.undo()
    assert step and step.name == "Tell Alder Ltd what became of PSG 1"
    assert (held.told.all(), held.papers.all()) == ([], [])


def test_telling_by_word_of_mouth_is_noted_and_telling_all_tells_everybody(held: Desk, tmp_path: Path) -> None:
    meeting = held.meeting("PSG 1")
    held.note_told(meeting, [2])
    assert [one.name for one in held.untold(meeting)] == ["Alder Ltd", "Cobalt Ltd"]
    held.report(held.plan_reports(meeting, members=[], for_all=True), tmp_path / "out")
    assert held.untold(meeting) == []
    told = {one.member.name: one.told and one.told.channel for one in held.contributed(held.view(meeting))}
    assert told["Bramble Ltd"] == "by word of mouth" and told["Alder Ltd"] == "report by e-mail"


def test_another_wording_is_kept_and_a_strange_field_or_a_member_s_name_refused(held: Desk) -> None:
    meeting = held.meeting("PSG 1")
    held.keep_wording(REPORT, Wording("{meeting}", "To {member}: {items} {next}"))
    step = held.undoable()
    assert step and step.name == "Word the report-back to members"
    plan = held.plan_reports(meeting, members=[1])
    assert plan.messages[0].draft.text.startswith("To Alder Ltd: 1. Role")
    with pytest.raises(Refused, match="no such field"):
        held.plan_reports(meeting, wording=Wording("{meeting}", "{deadline}"))
    with pytest.raises(Refused, match="wording names a member"):
        held.plan_reports(meeting, wording=Wording("{meeting}", "As Bramble Ltd said"))


def test_without_anybody_who_contributed_there_is_nobody_to_tell(held: Desk) -> None:
    with pytest.raises(Refused, match="nobody to tell"):
        held.plan_reports(held.meetings.add(Meeting(forum_id=1, label="PSG 9", day=DAY)))
    with pytest.raises(Refused, match="nobody to tell"):
        held.plan_reports(held.meeting("PSG 1"), members=[4])


def test_before_a_meeting_was_held_there_is_nothing_to_report_back(held: Desk) -> None:
    held._today = date(2021, 11, 9)
    with pytest.raises(Refused, match="nothing to report yet"):
        held.plan_reports(held.meeting("PSG 1"))


def test_where_the_files_cannot_be_written_nothing_is_recorded(held: Desk, tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        held.report(held.plan_reports(held.meeting("PSG 1")), tmp_path / "no" / "out")
    assert caught.value.kind is FaultKind.NO_FOLDER
    assert (held.told.all(), held.papers.all()) == ([], [])


@settings(max_examples=EXAMPLES, deadline=None)
@given(worlds(), ORDERS)
def test_no_message_holds_in_any_byte_what_another_member_does_not_let_members_see(
    world: World, order: list[int]
) -> None:
    words = Words(world)
    with opened(words, order) as (desk, meeting), tempfile.TemporaryDirectory() as folder:
        desk._today = TODAY
        contributed = desk.contributed(desk.view(meeting))
        plan = desk.plan_reports(meeting, for_all=True)
        assert len(plan.messages) == len(contributed) + 1
        made = make_reports(plan, Path(folder) / "out", lambda done, total: None).made
        for path in made.files:
            whose = [m for m in range(len(world.segments)) if words.name(m) in path.name]
            assert bool(whose) == ("all members" not in path.name)
            texts = list(texts_of(path))
            assert met(secrets_of_others(words, desk, whose), texts) == set()
            assert not [text for text in texts if OWN_NUMBER.search(text)]


def secrets_of_others(words: Words, desk: Desk, whose: list[int]) -> set[str]:
    """What one reader may not find: names, words and identities of every other member that are withheld."""
    world = words.world
    others = [m for m in range(len(world.segments)) if m not in whose]
    found = set(members_of(words, (m for m in others if not world.may_be_named(m))))
    for member in others:
        found |= {words.hidden("note", member), words.hidden("post", member)}
    for item in range(len(world.cells)):
        found |= {words.hidden("tried", item), words.hidden("stance", item)}
        found |= {word for member in others for word in _of_answer(words, item, member)}
    return found | {one.uid for one in (*desk.members.all(), *desk.feedback.all(), *desk.people.all())}


def texts_of(path: Path) -> Iterator[str]:
    """The name, the heads, the words and the report of a draft, and the file as it is."""
    yield path.name
    yield path.read_bytes().decode(errors="ignore")
    message = message_from_bytes(path.read_bytes(), policy=default)
    yield from (str(value) for value in message.values())
    for part in message.walk():
        if not part.is_multipart():
            content = part.get_content()
            yield from told_by(content) if isinstance(content, bytes) else [content]


def test_the_command_makes_the_drafts_and_says_who_has_been_told(held: Desk, tmp_path: Path, run: Run) -> None:
    path = held.path
    held.close()
    assert run("report", path, "--out", tmp_path / "out", "--today", "2021-11-12") == (
        0,
        f"{tmp_path / 'out'}: 3 drafts and 1 for all members, on PSG 1. Open each in your mail program and send it.\n",
        "No address, so the draft is to nobody yet: Bramble Ltd and Cobalt Ltd.\n",
    )
    code, _, err = run("report", path, "--out", tmp_path / "again", "--meeting", "PSG 7")
    assert code == 2 and "There is no meeting “PSG 7”" in err
