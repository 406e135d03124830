"""Whatever is dropped, in whatever order and however often: nothing is doubled, and nothing is merged unseen."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.feedback import current
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState, Sameness
from mhhs_desk.inbox import ReadFile
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import message, workbook

LONG = "we need three months more than the plan gives us to test it all."
INVITATION = (
    "PSG 1 will take place on Wednesday 10 November 2021, 10:00 to 12:00.\n"
    "Please hold the time.\n"
)  # fmt: skip
AGENDA = """Programme Steering Group
PSG 1
10 November 2021
{version}

Agenda

1. Rules of the group (10 mins) - for approval
2. Testing start and end (20 mins) - {asked}
{more}
"""


def mail(body: str, sent: str, sender: str = "Ada Frost <ada@alder.example>", **more: str) -> bytes:
    return message(body, "Re: PSG 1", sender=sender, sent=sent, **more).as_bytes()


def collated(*rows: tuple[object, ...]) -> bytes:
    return workbook(Answers=[["Organisation", "Item", "Answer", "Rationale", "Received"], *rows])


def log(day: str, *rows: tuple[object, ...]) -> bytes:
    head = [[f"PSG Action log as at {day}"], ["Ref", "Action", "Owner", "Due date", "Status"]]
    return mailed(workbook(Log=[*head, *rows]), day)


def mailed(book: bytes, day: str) -> bytes:
    """A workbook that hangs on a message of the programme's."""
    sheet: EmailMessage = message("The log is attached.", f"Log {day}", "pmo@far.example", sent=f"{day} 09:00:00 +0000")
    sheet.add_attachment(book, maintype="application", subtype="octet-stream", filename="log.xlsx")
    return sheet.as_bytes()


ROWS = [
    ("Alder Energy", 1, "Accept", "Fine by us.", "2021-11-03"),
    ("Birch Power", 1, "Reject", "Nobody may vote.", "2021-11-03"),
    ("Birch Power", 2, "Accept", "Long enough.", "2021-11-03"),
]
FIRST_LOG = [
    ("ACT-01", "Circulate the plan of the tests", "PMO", "2021-11-19", "Open"),
    ("ACT-02", "Book rooms in Leeds", "Chair", "2021-11-19", "Open"),
    ("", "Ask your members about the tests", "All", "2021-11-19", "Open"),
    ("", "Ask your members about the tests", "All", "2021-12-17", "Open"),
]
NEXT_LOG = [
    ("ACT-01", "Circulate the draft plan of the tests", "PMO", "2021-12-03", "Open"),
    ("ACT-02", "Book rooms in Leeds", "Chair", "2021-11-19", "Closed"),
    ("", "Ask all your members about the tests", "All", "2021-11-19", "Open"),
    ("ACT-09", "Write to Ofgem", "SRO", "2021-12-17", "Open"),
]
DROPS: dict[str, bytes] = {
    "first.txt": AGENDA.format(version="Version 0.9", asked="for discussion", more="").encode(),
    "again.txt": AGENDA.format(
        version="Version 1.0", asked="for approval", more="3. Any costs of the change (5 mins) - for information"
    ).encode(),
    "ada.eml": mail(f"Item 1: accept, {LONG}\n", "Thu, 04 Nov 2021 09:30:00 +0000"),
    "ada2.eml": mail("Item 1: reject, on second thoughts nobody may vote.\n", "Fri, 05 Nov 2021 11:00:00 +0000"),
    "ada-other-mailbox.eml": mail(
        f"Item 1: accept, {LONG}\n", "Thu, 04 Nov 2021 09:30:00 +0000", to="desk@seat.example", received="by mx2"
    ),
    "ben.eml": mail(f"Item 2: accept, {LONG}\n", "Fri, 05 Nov 2021 10:00:00 +0000", "Ben <ben@birch.example>"),
    "answers.xlsx": collated(*ROWS),
    "answers2.xlsx": collated(*ROWS[:2], ("Birch Power", 2, "Reject", "Not long enough.", "2021-11-08")),
    "log.eml": log("15 Nov 2021", *FIRST_LOG),
    "log2.eml": log("29 Nov 2021", *NEXT_LOG),
}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two members and a meeting that was invited."""
    path = tmp_path_factory.mktemp("ready") / "ready.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", "rep@seat.example") as desk:
        desk.members.add_all(
            [
                Member(name="Alder Energy", domains=("alder.example",)),
                Member(name="Birch Power", domains=("birch.example",)),
            ]
        )
        desk.people.add_all(Person(member_id=1, name="Ada Frost", address="ada@alder.example") for _ in range(1))
        desk.people.add(Person(member_id=2, name="Ben", address="ben@birch.example"))
        drop(desk, "invitation.eml", mail(INVITATION, "Mon, 01 Nov 2021 09:00:00 +0000", "pmo@far.example"))
        assert desk.meeting().label == "PSG 1"
    return path


@contextmanager
def opened(ready: Path) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(ready, Path(folder) / "copy.mhhs"))
        with Desk.open(copy) as desk:
            yield desk


def drop(desk: Desk, name: str, data: bytes) -> list[Proposal]:
    """Drop a file, and file what is sure of everything that waits, as a rep with one key would."""
    (receipt,) = desk.take_in([ReadFile(read_bytes(data, name), data)], accept=True)
    for source in desk.waiting():
        desk.file(source.id)
    return desk.proposals_of(receipt.source.id)


def standing(desk: Desk) -> dict[str, set[tuple[object, ...]]]:
    """What stands, without the numbers that depend on the order in which it came."""
    titles = {item.id: item.title for item in desk.items.all()}
    return {
        "answers": {
            (titles[item], member, answer.option, answer.rationale)
            for (item, member), answer in current(desk.feedback.all()).items()
        },
        "actions": {
            (
                a.ref if a.ref in ("ACT-01", "ACT-02", "ACT-09") and a.owner != "All" else "",
                a.text,
                a.owner,
                a.due,
                a.status,
            )
            for a in desk.actions.all()
        },
        "items": {(item.title, item.disposition, item.paper_version) for item in desk.items.all()},
    }


def numbers(desk: Desk) -> dict[str, int]:
    kinds = ("feedback", "actions", "items", "people", "members", "meetings", "calls")
    return {kind: getattr(desk, kind).count() for kind in kinds}


@settings(max_examples=8)
@given(order=st.permutations(sorted(DROPS)), twice=st.lists(st.sampled_from(sorted(DROPS)), max_size=4))
def test_what_stands_does_not_depend_on_the_order_of_the_drops(ready: Path, order: list[str], twice: list[str]) -> None:
    with opened(ready) as straight:
        for name, data in DROPS.items():
            drop(straight, name, data)
        expected = standing(straight)
    with opened(ready) as desk:
        for name in [*order, *twice]:
            drop(desk, name, DROPS[name])
        assert standing(desk) == expected
        assert len(expected["items"]) == desk.items.count() == 3
        assert len(expected["actions"]) == desk.actions.count() == 5


@settings(max_examples=6)
@given(order=st.permutations(sorted(DROPS)))
def test_a_second_drop_of_everything_changes_nothing(ready: Path, order: list[str]) -> None:
    with opened(ready) as desk:
        for name in order:
            drop(desk, name, DROPS[name])
        before, counted = standing(desk), numbers(desk)
        for name in order:
            drop(desk, f"saved again {name}", DROPS[name] + b"\n")
        assert (standing(desk), numbers(desk)) == (before, counted)


def of_kind(proposals: list[Proposal], kind: ProposalKind) -> list[Proposal]:
    return [proposal for proposal in proposals if proposal.kind is kind]


def test_a_collated_workbook_dropped_again_proposes_only_the_rows_that_changed(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "again.txt", DROPS["again.txt"])
        drop(desk, "answers.xlsx", DROPS["answers.xlsx"])
        data = DROPS["answers2.xlsx"]
        (receipt,) = desk.take_in([ReadFile(read_bytes(data, "again.xlsx"), data)])
        *known, changed = desk.proposals_of(receipt.source.id)
        assert (receipt.known, receipt.waiting) == (2, 3)
        assert [proposal.why.rpartition("; ")[2] for proposal in known] == ["the same as F01", "the same as F02"]
        assert changed.why.endswith("newer than F03 of 3 Nov, which said A: “Long enough.”")
        assert desk.file(receipt.source.id) == 3
        assert [answer.option for answer in desk.feedback.all()] == ["A", "X", "A", "X"]
        assert desk.waiting() == []


def test_what_waits_is_judged_again_once_the_same_is_filed_from_elsewhere(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "again.txt", DROPS["again.txt"])
        files = [ReadFile(read_bytes(data, name), data) for name, data in (
            ("answers.xlsx", DROPS["answers.xlsx"]), ("saved.xlsx", DROPS["answers.xlsx"] + b"\n"))]  # fmt: skip
        first, second = desk.take_in(files)
        assert [p.sameness for p in desk.proposals_of(second.source.id)] == [Sameness.NEW] * 3
        desk.file(first.source.id)
        assert [p.sameness for p in desk.proposals_of(second.source.id)] == [Sameness.SAME] * 3
        desk.file(second.source.id)
        assert desk.feedback.count() == 3
        desk.undo()
        assert [p.state for p in desk.proposals_of(second.source.id)] == [ProposalState.WAITING] * 3


def test_words_that_are_filed_already_are_not_filed_again_from_a_chain(ready: Path) -> None:
    with opened(ready) as desk:
        for name in ("first.txt", "ada.eml"):
            drop(desk, name, DROPS[name])
        again = mail(f"Once more for Ben.\n\nItem 1: accept, {LONG}\n", "Tue, 09 Nov 2021 08:00:00 +0000")
        (chained,) = of_kind(drop(desk, "chain.eml", again), ProposalKind.ANSWER)
        assert (chained.state, chained.sameness, chained.sure) == (ProposalState.WAITING, Sameness.SAME, False)
        assert chained.doubts == ("These are the words of F01, quoted or said again.",)
        sent_on = mail(f"Item 1: accept, {LONG}\n", "Tue, 09 Nov 2021 08:00:00 +0000", "Ben <ben@birch.example>")
        (forwarded,) = of_kind(drop(desk, "on.eml", sent_on), ProposalKind.ANSWER)
        assert forwarded.doubts == ("These are the words of Alder Energy [F01]: sent on, or its own?",)
        assert desk.feedback.count() == 1
        desk.settle(forwarded.id)
        desk.file(forwarded.source_id)
        assert [answer.member_id for answer in desk.feedback.all()] == [1, 2]


def test_a_message_id_is_no_proof_either_way(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "again.txt", DROPS["again.txt"])
        sent = "Thu, 04 Nov 2021 09:30:00 +0000"
        for number, words in enumerate(("accept.", "reject, nobody may vote.")):
            data = mail(f"Item {number + 1}: {words}\n", sent, **{"message-id": "<1@alder.example>"})
            drop(desk, f"{number}.eml", data)
        assert (desk.sources.count(), desk.feedback.count()) == (4, 2)
        other = mail("Item 1: accept.\n", sent, **{"message-id": "<2@alder.example>"})
        (receipt,) = desk.take_in([ReadFile(read_bytes(other, "b.eml"), other)])
        assert receipt.known_before


def test_an_answer_put_right_by_hand_stays_so_when_its_file_comes_again(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "again.txt", DROPS["again.txt"])
        drop(desk, "answers.xlsx", DROPS["answers.xlsx"])
        desk.feedback.change(1, option="W")
        drop(desk, "again.xlsx", DROPS["answers.xlsx"] + b"\n")
        assert (desk.feedback.count(), desk.feedback.get(1).option) == (3, "W")


def test_an_action_closed_by_hand_is_not_opened_by_an_older_log(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "log.eml", DROPS["log.eml"])
        desk.actions.close(1, on=date(2021, 11, 20))
        drop(desk, "again.eml", log("16 Nov 2021", *FIRST_LOG))
        assert desk.actions.get(1).status is ActionStatus.DONE
        (first, *_) = drop(desk, "later.eml", log("29 Nov 2021", *FIRST_LOG))
        assert (first.state, first.doubts) == (ProposalState.WAITING, ("ACT-01 is done here and open in this paper.",))


def test_an_update_of_an_action_keeps_its_past_in_the_history(ready: Path) -> None:
    with opened(ready) as desk:
        for name in ("log.eml", "log2.eml"):
            drop(desk, name, DROPS[name])
        changes = [field for change in desk.past_of("action", 1) for field in change.fields()]
        assert ("due", "2021-11-19", "2021-12-03") in changes


def test_a_new_contact_of_a_member_is_offered_as_one_of_its_people(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "first.txt", DROPS["first.txt"])
        cara = mail("Item 1: accept.\n", "Thu, 04 Nov 2021 09:30:00 +0000", "Cara Dunn <cara@alder.example>")
        (receipt,) = desk.take_in([ReadFile(read_bytes(cara, "c.eml"), cara)])
        answer, contact = desk.proposals_of(receipt.source.id)
        assert (contact.kind, contact.sure) == (ProposalKind.MEMBER, True)
        assert contact.why.startswith("a new contact of Alder Energy; domain alder.example")
        assert desk.file(receipt.source.id) == 2
        person = desk.people.first("name = ?", "Cara Dunn")
        assert person and (person.member_id, person.address) == (1, "cara@alder.example")
        assert desk.feedback.all()[-1].member_id == answer.facts["member_id"] == 1


def test_papers_issued_again_tell_what_vanished_and_keep_it(ready: Path) -> None:
    with opened(ready) as desk:
        drop(desk, "again.txt", DROPS["again.txt"])
        shorter = AGENDA.format(version="Version 1.1", asked="for approval", more="").encode()
        meeting, *items = drop(desk, "shorter.txt", shorter)
        assert meeting.doubts == ("Not in these papers any more, and kept: item 3 “Any costs of the change”.",)
        assert [item.sameness for item in items] == [Sameness.NEWER] * 2
        assert [item.paper_version for item in desk.items.all()] == ["v1.1", "v1.1", "v1.0"]
