"""What a pack asks of the group: approvals, questions, changes of dates, constituents' actions, requests."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import PACK_TEXT, pdf


@pytest.fixture(scope="module")
def pack() -> Findings:
    return read_bytes(PACK_TEXT.encode(), "pack.txt")


def doubts(found: Findings) -> str:
    return " ".join(doubt.what for doubt in found.doubts)


def test_a_pack_without_a_date_and_a_number_says_so(pack: Findings) -> None:
    assert pack.meeting is not None
    assert (pack.meeting.forum, pack.meeting.label, pack.meeting.date) == ("PSG", None, None)
    assert "No date of the meeting is written." in doubts(pack)
    assert "No meeting number is written." in doubts(pack)


def test_a_slide_marked_for_approval_is_an_item_with_its_ask(pack: Findings) -> None:
    rules = next(item for item in pack.agenda if item.title == "PSG Rules")
    assert rules.disposition == "approval"
    assert rules.ask == "PSG is asked to approve the rules: Who sits; Who decides"


def test_a_question_on_an_approval_slide_is_an_item_of_its_own_with_its_options(pack: Findings) -> None:
    question = next(item for item in pack.agenda if item.options)
    assert (question.title, question.disposition) == ("Is a second group needed?", "approval")
    assert question.options == ("PSG does it all", "A second group is set up")
    assert next(item.ask for item in pack.agenda if item.title == "PSG Days") == "PSG meets monthly"


def test_a_change_of_dates_is_an_item_for_information(pack: Findings) -> None:
    changed = [item for item in pack.agenda if item.disposition == "information"]
    assert [item.title for item in changed] == [
        "M4 Everybody at work: Oct-21 to Jan-22",
        "M6 Codes settled: Apr-22 to TBC",
    ]
    assert [item.milestones for item in changed] == [("M4",), ("M6",)]


def test_what_constituents_are_asked_is_an_item_and_an_action(pack: Findings) -> None:
    asked = next(item for item in pack.agenda if item.disposition == "action")
    action = next(action for action in pack.actions if action.milestone == "M9")
    assert asked.title == "M9 Testing start"
    assert asked.ask == action.text == "Can you find out whether the time between M5 and M9 is sufficient."
    assert (action.owner, action.due, action.due_words) == ("Constituents", None, "Next PSG")


def test_a_question_of_a_request_is_for_discussion(pack: Findings) -> None:
    assert [item.title for item in pack.agenda if item.disposition == "discussion"] == [
        "Testing - are six months enough?"
    ]


def test_requests_and_next_steps_are_actions_with_their_owners(pack: Findings) -> None:
    owed = {action.text: (action.owner, action.due_words) for action in pack.actions if not action.milestone}
    assert owed == {
        "Start your own impact work": ("Programme participants", None),
        "Constituency feedback required by the next meeting": ("Programme participants", "next meeting"),
        "Consult your members": ("Constituency Reps", None),
        "Budget": (None, "Next meeting"),
    }


def test_future_approvals_are_no_items_of_this_meeting(pack: Findings) -> None:
    assert [(found.number, found.title) for found in pack.future_approvals] == [
        ("1", "How changes are made"),
        ("2", "Papers in time (5 days)"),
    ]
    assert not [item for item in pack.agenda if "Appendix" in item.title]


def test_every_finding_carries_the_line_it_came_from(pack: Findings) -> None:
    lines = PACK_TEXT.split("\n")
    parts = (pack.agenda, pack.actions, pack.milestones, pack.future_approvals)
    places = [one.source for part in parts for one in part]
    assert len(places) > 15
    for place in places:
        assert place.line
        assert place.text.split()[0] in lines[place.line - 1]


def test_a_pack_in_pdf_gives_the_page_and_the_line() -> None:
    page = "PSG Rules\nPSG is asked to approve the rules.\nApproval required"
    found = read_bytes(pdf("Programme Steering Group", page), "pack.pdf")
    assert [item.title for item in found.agenda] == ["PSG Rules"]
    assert (found.agenda[0].source.page, found.agenda[0].source.line) == (2, 1)


def test_two_asks_on_one_page_are_two_items() -> None:
    page = "PSG Rules\nThe rules are short.\nApproval required\nPSG Days\nMonthly will do.\nFor discussion"
    found = read_bytes(pdf(page), "pack.pdf")
    assert [(item.title, item.disposition) for item in found.agenda] == [
        ("PSG Rules", "approval"),
        ("PSG Days", "discussion"),
    ]


def test_a_page_without_text_is_a_doubt() -> None:
    found = read_bytes(pdf("PSG Rules\nApproval required", ""), "pack.pdf")
    assert [(doubt.source.page if doubt.source else None) for doubt in found.doubts if "no text" in doubt.what] == [2]
