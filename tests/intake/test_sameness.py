"""What comes twice is told as the same, as another version or as something of its own: by pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.proposals import Sameness
from mhhs_desk.domain.sources import Source
from mhhs_desk.intake import reissues, sameness, versions
from mhhs_desk.intake.likeness import plain
from mhhs_desk.intake.reissues import Owed
from mhhs_desk.intake.sameness import Said

WORDS = "We need three months more than the plan gives us for testing."
LETTER = Source(
    id=1, name="a.eml", kind="e-mail", sha256="a", size=9, arrived="2021-11-06", sender="Ada Frost",
    subject="PSG 1", sent="2021-11-05T09:30", text="M9: no.\nAda",
)  # fmt: skip


def facts(received: str | None = "2021-11-05T09:30", **more: Any) -> dict[str, Any]:
    told = {"member_id": 1, "item_id": 11, "option": "N", "rationale": WORDS, "received": received, "consent": "named"}
    return {**told, "channel": "E-mail", **more}


def said(received: str | None = "2021-11-05T09:30", number: int = 12, **more: Any) -> Said:
    fields = {"option": "N", "rationale": WORDS, **more}
    answer = Feedback(id=number, member_id=1, item_id=11, received=received, **fields)
    return Said(answer, arrived="2021-11-06", file=1)


def owed(ref: str, text: str, referenced: bool = True, spoken: str = "2021-11-10", **more: Any) -> Owed:
    return Owed(Action(id=int(ref[-2:]), ref=ref, text=text, **more), referenced, spoken, True)


def action(text: str, **more: Any) -> dict[str, Any]:
    none = dict.fromkeys(("ref", "owner", "due", "due_words", "status", "milestone"))
    return {**none, "text": text, "as_of": "2021-12-01", **more}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"name": "b.eml", "sha256": "b", "arrived": "2021-11-08"}, True),
        ({"text": "M9:  no.\n\nAda\n"}, True),
        ({"text": "M9: yes.\nAda"}, False),
        ({"sent": "2021-11-05T09:31"}, False),
        ({"sender": "Ben Marsh"}, False),
        ({"subject": "PSG 2"}, False),
    ],
)
def test_a_mail_in_two_mailboxes_is_one_by_its_sender_date_subject_and_words(other: dict[str, Any], same: bool) -> None:
    assert sameness.same_mail(LETTER, replace(LETTER, **other)) is same


@pytest.mark.parametrize(
    ("found", "what", "sure"),
    [
        (facts(), Sameness.SAME, True),
        (facts("2021-11-08T10:00", option="Y"), Sameness.NEWER, True),
        (facts("2021-11-02", option="Y"), Sameness.OLDER, True),
        (facts("2021-11-08T10:00"), Sameness.SAME, False),
        (facts("2021-11-08T10:00", channel="Response form"), Sameness.SAME, True),
        (facts("2021-11-05T09:30", option="Y"), Sameness.NEWER, False),
        (facts(None, option="Y"), Sameness.NEWER, False),
        (facts(rationale=f"{WORDS} And money."), Sameness.NEWER, False),
    ],
)
def test_an_answer_is_the_same_newer_or_older(found: dict[str, Any], what: Sameness, sure: bool) -> None:
    verdict = sameness.of_answer(found, [said()])
    assert (verdict.what, verdict.of, verdict.doubt is None) == (what, 12, sure)


def test_a_newer_answer_says_what_the_older_one_said() -> None:
    verdict = sameness.of_answer(facts("2021-11-08", option="Y"), [said()])
    assert verdict.why == f"newer than F12 of 5 Nov, which said N: “{WORDS[:57].rstrip()}…”"


def test_a_row_that_is_not_dated_is_newer_by_when_it_came() -> None:
    verdict = sameness.of_answer(facts(None, option="Y"), [said(None)])
    assert (verdict.what, verdict.doubt) == (Sameness.NEWER, None)
    assert verdict.why.endswith("by when it came")


def test_what_the_rep_put_right_is_not_undone_by_the_same_words_again() -> None:
    put_right = replace(said(option="Y"), filed_with=(facts(),))
    assert sameness.of_answer(facts(), [put_right]).what is Sameness.SAME


def test_an_answer_that_comes_back_to_its_first_words_counts_anew() -> None:
    known = [said("2021-11-05"), said("2021-11-06", 13, option="Y")]
    assert sameness.of_answer(facts("2021-11-08", channel="Response form"), known).what is Sameness.NEWER


def test_the_same_answer_to_a_newer_paper_is_not_the_same() -> None:
    verdict = sameness.of_answer(facts("2021-11-08", given_on="v1.0"), [said(paper_version="v0.9")])
    assert (verdict.what, verdict.doubt) == (Sameness.NEWER, None)


def test_words_of_another_member_are_told_whatever_their_spaces() -> None:
    found = facts(member_id=2, rationale=WORDS.replace(" ", "\n").upper())
    worded = {plain(WORDS): [said().feedback], "no": [said(rationale="No.").feedback]}
    assert sameness.words_of_another(found, worded) == said().feedback
    assert sameness.words_of_another(facts(), worded) is None
    assert sameness.words_of_another(facts(member_id=2, rationale="No."), worded) is None


def test_one_file_that_says_two_things_is_a_doubt() -> None:
    assert sameness.of_pair(facts(), facts()).what is Sameness.SAME
    assert sameness.of_pair(facts(option="Y"), facts()).doubt
    assert sameness.of_pair(facts("2021-11-08", option="Y"), facts()).doubt is None


def test_an_action_of_the_same_reference_is_brought_up_to_date() -> None:
    known = [owed("ACT-07", "Circulate the plan", owner="PMO", due=date(2021, 11, 12))]
    found = action("Circulate the draft plan", ref="Action 7", owner="PMO", due="2021-12-03", status="done")
    verdict = reissues.of_action(found, known, 1, "2021-12-01")
    assert (verdict.what, verdict.of, verdict.doubt) == (Sameness.NEWER, 7, None)
    assert verdict.why == "an update of ACT-07: its words, due 3 Dec, was 12 Nov, status done, was open"
    assert reissues.of_action(found, known, 1, "2021-11-01").what is Sameness.OLDER


@pytest.mark.parametrize(
    ("text", "more", "what"),
    [
        ("PMO to circulate the draft plan to members", {}, Sameness.NEWER),
        ("Circulate the draft plan to members", {}, Sameness.SAME),
        ("Circulate the draft plan to members", {"due": "2021-11-19"}, Sameness.NEW),
        ("Circulate the draft plan to members", {"owner": "Chair"}, Sameness.NEW),
        ("Do not circulate the draft plan to members", {}, Sameness.NEW),
        ("Circulate the draft plan 2 to members", {}, Sameness.NEW),
    ],
)
def test_an_action_without_reference_is_known_by_words_owner_and_deadline(
    text: str, more: dict[str, Any], what: Sameness
) -> None:
    known = [owed("ACT-03", "Circulate the draft plan to members", False, owner="PMO", due=date(2021, 11, 12))]
    found = action(text, **{"owner": "PMO", "due": "2021-11-12", **more})
    verdict = reissues.of_action(found, known, 1, "2021-12-01")
    assert (verdict.what, verdict.doubt) == (what, None)


def test_an_action_due_at_the_next_meeting_of_another_meeting_waits_for_the_rep() -> None:
    known = [owed("ACT-03", "Ask your members", False, due_words="Next PSG", meeting_id=1)]
    found = action("Ask your members", due_words="Next PSG")
    assert reissues.of_action(found, known, 1, "2021-12-01").doubt is None
    assert "one more?" in (reissues.of_action(found, known, 2, "2021-12-01").doubt or "")


def test_an_action_that_is_done_here_is_not_opened_again_without_the_rep() -> None:
    known = [owed("ACT-07", "Circulate the plan", status=ActionStatus.DONE)]
    verdict = reissues.of_action(action("Circulate the plan", ref="ACT-07", status="open"), known, 1, "2021-12-01")
    assert (verdict.what, verdict.doubt) == (Sameness.NEWER, "ACT-07 is done here and open in this paper.")


def test_a_reference_used_for_something_else_is_a_doubt() -> None:
    known = [owed("ACT-07", "Circulate the plan")]
    verdict = reissues.of_action(action("Book rooms in Leeds", ref="ACT-07"), known, 1, "2021-12-01")
    assert verdict.doubt == "ACT-07 read otherwise: “Circulate the plan”"


ITEM = Item(
    id=4, meeting_id=1, number=4, title="Test Strategy v0.9", options=(), disposition=Disposition.APPROVAL,
    ask="Approve the strategy for six months of tests", paper_ref="DEL031", paper_version="v0.9", source_id=1,
)  # fmt: skip


def paper(title: str = ITEM.title, version: str | None = None, **more: Any) -> dict[str, Any]:
    told = {"title": title, "ask": ITEM.ask, "disposition": "approval", "paper_ref": "DEL031", "paper_version": version}
    return {**told, **more}


@pytest.mark.parametrize(
    ("found", "what", "version"),
    [
        (paper(version="v0.9"), Sameness.SAME, None),
        (paper("Test Strategy v1.0", "v1.0"), Sameness.NEWER, "v1.0"),
        (paper("Test Strategy v0.8", "v0.8"), Sameness.OLDER, None),
        (paper(ask="Approve the strategy for nine months of tests in all"), Sameness.NEWER, "issue 2"),
        (paper(minutes=20), Sameness.NEWER, None),
    ],
)
def test_papers_issued_again_make_a_newer_version_of_their_item(
    found: dict[str, Any], what: Sameness, version: str | None
) -> None:
    assert reissues.item_meant(found, [ITEM]) == ITEM
    verdict = reissues.of_item(found, ITEM, 1, None)
    assert (verdict.what, verdict.changes.get("paper_version", [None, None])[1]) == (what, version)


def test_an_item_is_found_again_by_title_paper_or_milestone_and_never_guessed() -> None:
    others = [
        replace(ITEM, id=5, title="Data M5", paper_ref=None, milestones=("M5",)),
        replace(ITEM, id=6, title="Data M6", paper_ref=None, milestones=("M6",)),
    ]
    known = [ITEM, *others]
    assert reissues.item_meant(paper("Strategy of the tests"), known) == ITEM
    moved = paper("M6: Jan-22 to Mar-22", paper_ref=None, milestones=["M6"])
    assert reissues.item_meant(moved, known) == others[1]
    assert reissues.item_meant(paper("Data M7", paper_ref=None), known) is None


def test_items_that_vanished_are_told_only_of_papers_issued_again() -> None:
    known = [replace(ITEM, id=n, title=title, paper_ref=None) for n, title in enumerate(("Rules", "Days", "Dates"), 1)]
    again = [paper("Rules", paper_ref=None), paper("Dates", paper_ref=None)]
    assert [item.title for item in reissues.vanished(again, known)] == ["Days"]
    assert reissues.vanished([paper("Lunch", paper_ref=None)], known) == []


@pytest.mark.parametrize(
    ("one", "other", "is_newer"),
    [
        ("v1.0", "v0.9", True),
        ("v0.9", "v0.10", False),
        ("v1", "v1.0", None),
        ("issue 2", "v1.0", None),
        (None, "v1", None),
    ],
)
def test_versions_are_compared_by_their_numbers(one: str | None, other: str, is_newer: bool | None) -> None:
    assert versions.newer(one, other) is is_newer


def test_a_member_under_another_legal_form_is_the_same_and_a_close_name_is_a_doubt() -> None:
    members = [Member(id=1, name="Birch Power Limited", domains=("birch.example",))]
    people = [Person(id=1, member_id=1, name="Ben", address="ben@birch.example")]
    known = {"organisation": "Birch Power Ltd.", "domains": ["birch.example"], "contact": "Ben", "address": None}
    assert sameness.of_member(known, members, people).what is Sameness.SAME
    more = sameness.of_member({**known, "domains": ["birch.test"]}, members, people)
    assert (more.what, more.changes) == (
        Sameness.NEWER,
        {"domains": [["birch.example"], ["birch.example", "birch.test"]]},
    )
    assert sameness.of_member({**known, "organisation": "Birsh Power"}, members, people).doubt
