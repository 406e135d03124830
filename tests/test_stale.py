"""Answers that were given on an earlier version of a paper are counted, and flagged until they are confirmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback, is_stale
from mhhs_desk.domain.members import Member
from mhhs_desk.inbox import ReadFile
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import message

AGENDA = """Programme Steering Group
PSG 1
10 November 2021
{version}
Agenda

1. Rules of the group (10 mins) - for approval
2. Testing {when} (20 mins) - for approval
"""


def drop(desk: Desk, name: str, data: bytes) -> None:
    desk.take_in([ReadFile(read_bytes(data, name), data)], accept=True)


def papers(desk: Desk, version: str = "", when: str = "start") -> None:
    drop(desk, f"pack {version} {when}.txt", AGENDA.format(version=version, when=when).encode())


def answer(desk: Desk, sent: str = "Fri, 05 Nov 2021 09:30:00 +0000", item: int = 1) -> Feedback:
    data = message(f"Item {item}: accept, it is long enough.\n", "Re: PSG 1", sender="ada@alder.example", sent=sent)
    drop(desk, "ada.eml", data.as_bytes())
    return desk.feedback.all()[-1]


@pytest.fixture
def asked(desk: Desk) -> Desk:
    desk.members.add(Member(name="Alder Energy", domains=("alder.example",)))
    return desk


def test_a_paper_has_the_version_it_says_or_is_counted(asked: Desk) -> None:
    papers(asked, "Version 0.9")
    assert [item.paper_version for item in asked.items.all()] == ["v0.9", "v0.9"]
    papers(asked, "Draft v1.0")
    assert [item.paper_version for item in asked.items.all()] == ["v1.0", "v1.0"]


def test_a_paper_without_a_version_is_issued_anew_only_where_it_asks_something_else(asked: Desk) -> None:
    papers(asked)
    papers(asked, when="start and end")
    assert [(item.title, item.paper_version) for item in asked.items.all()] == [
        ("Rules of the group", "issue 1"),
        ("Testing start and end", "issue 2"),
    ]


def test_an_answer_to_the_paper_before_is_stale_counted_and_confirmed_by_one_step(asked: Desk) -> None:
    papers(asked, "Version 0.9")
    given = answer(asked)
    assert (given.paper_version, is_stale(given, "v0.9")) == ("v0.9", False)
    papers(asked, "Version 1.0")
    item = asked.view(asked.meeting()).items[0]
    assert (item.tally.answered, is_stale(given, item.item.paper_version)) == (1, True)
    asked.still_stands(given.id)
    assert asked.feedback.get(given.id).paper_version == "v1.0"
    asked.undo()
    assert asked.feedback.get(given.id).paper_version == "v0.9"


def test_an_answer_that_came_before_the_paper_was_issued_again_is_stale_however_late_it_is_filed(asked: Desk) -> None:
    papers(asked, "Version 0.9")
    papers(asked, "Version 1.0")
    assert answer(asked).paper_version == "v0.9"
    assert answer(asked, sent="Fri, 05 Nov 2049 09:30:00 +0000", item=2).paper_version == "v1.0"


def test_all_answers_to_an_item_are_confirmed_in_one_step(sample: Desk) -> None:
    item = next(item for item in sample.items.all() if item.number == 5)

    def stale() -> int:
        answers = sample.feedback.where("item_id = ?", item.id)
        return sum(is_stale(answer, item.paper_version) for answer in answers)

    assert stale() == 3
    assert sample.all_still_stand(item.id) == 3
    assert stale() == 0
    undoable = sample.undoable()
    assert undoable and undoable.name == "Confirm 3 answers on item 5 for issue 2"
    sample.undo()
    assert stale() == 3


def test_where_no_answer_is_stale_confirming_all_is_no_step(sample: Desk) -> None:
    before = sample.undoable()
    assert sample.all_still_stand(sample.items.all()[0].id) == 0
    assert sample.undoable() == before


def test_only_answers_that_stand_are_confirmed(asked: Desk) -> None:
    papers(asked, "Version 0.9")
    first = answer(asked)
    asked.feedback.add(replace(first, id=0, uid="", option="X", received="2021-11-06T10:00"))
    papers(asked, "Version 1.0")
    assert asked.all_still_stand(1) == 1
    assert [given.paper_version for given in asked.feedback.all()] == ["v0.9", "v1.0"]


def test_a_paper_issued_again_has_to_be_read_again(asked: Desk) -> None:
    papers(asked, "Version 0.9")
    asked.items.change(1, read_on=asked.today)
    papers(asked, "Version 1.0")
    assert asked.items.get(1).read_on is None


def test_answers_of_a_workspace_that_did_not_keep_versions_are_to_the_first_issue(asked: Desk) -> None:
    papers(asked)
    asked.items.change(2, paper_version=None)
    given = asked.feedback.add(Feedback(member_id=1, item_id=2, option="A"))
    papers(asked, when="start and end")
    assert asked.items.get(2).paper_version == "issue 2"
    assert asked.feedback.get(given.id).paper_version == "issue 1"


def test_an_answer_without_a_version_is_not_called_stale() -> None:
    bare = Feedback(member_id=1, item_id=1, option="A")
    assert not is_stale(bare, "v1.0")
    assert not is_stale(replace(bare, paper_version="v0.9"), None)


def test_one_paper_of_the_sample_was_issued_again_after_some_had_answered(sample: Desk) -> None:
    view = sample.view(sample.meeting())
    again = [item for item in view.items if item.item.paper_version != "issue 1"]
    assert [(item.item.number, item.item.paper_version) for item in again] == [(5, "issue 2")]
    stale = [a.who for item in view.items for a in item.answers if is_stale(a.feedback, item.item.paper_version)]
    assert sorted(stale) == ["Gorse Power", "Nettlebed Power", "Vetchling Energy"]
    assert again[0].tally.answered == 20
