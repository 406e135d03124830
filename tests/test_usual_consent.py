"""However an answer comes, it may be shown as its member usually is, unless its words or the rep say otherwise."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.proposals import Proposal, ProposalKind
from mhhs_desk.domain.sources import Source

QUIET, OPEN = 1, 2
MAIL = b"M9: yes"


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Two members, one of whom is usually shown by kind, and an answer of nobody known in the Inbox."""
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=date(2021, 11, 10)))
    desk.items.add(Item(meeting_id=meeting.id, number=1, title="M9", options=(Option("Y", "Yes"),)))
    desk.members.add_all([Member(name="Quiet", consent=Consent.KIND), Member(name="Open")])
    sha256 = hashlib.sha256(MAIL).hexdigest()
    desk.workspace.keep(sha256, MAIL)
    source = desk.sources.add(Source(name="a.txt", kind="text", sha256=sha256, size=1, arrived="2021-11-05"))
    facts = {"member_id": None, "item_id": 1, "option": "Y", "consent": None, "meeting_id": meeting.id}
    desk.proposals.add(Proposal(source_id=source.id, kind=ProposalKind.ANSWER, facts=facts, sure=False, why="words"))
    return desk


def test_the_member_that_is_chosen_brings_its_usual_consent(asked: Desk) -> None:
    assert asked.settle(1, member_id=QUIET).facts["consent"] == "kind"
    assert asked.settle(1, member_id=OPEN).facts["consent"] == "named"


def test_what_the_rep_said_of_it_stands_whoever_it_is_of(asked: Desk) -> None:
    assert asked.settle(1, member_id=QUIET, consent="rep").facts["consent"] == "rep"
    assert asked.settle(1, member_id=OPEN).facts["consent"] == "rep"


def test_an_answer_that_says_nothing_of_it_is_filed_as_its_member_is_usually_shown(asked: Desk) -> None:
    found = asked.proposals.get(1)
    asked.proposals.change(1, facts={**found.facts, "member_id": QUIET}, sure=True)
    asked.file(found.source_id)
    assert [answer.consent for answer in asked.feedback.all()] == [Consent.KIND]
