"""What has changed since an issue is named by its item and part, all of it and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.papers import Edition, Paper
from mhhs_desk.domain.positions import PARTS, Sentence
from mhhs_desk.domain.verifying import (
    APART,
    OF_ITEM,
    OTHER,
    WHOLE,
    Answer,
    Examined,
    Where,
    changed,
    compared,
    issue_of,
    named_by,
    parts_of,
    read,
)
from mhhs_desk.domain.view import View
from tests.paper.views import TODAY, answer, story

Edit = Callable[[View], View]


def of_item(number: int, change: Callable[[Any], Any]) -> Edit:
    """An edit of one item of a view."""
    return lambda view: replace(view, items=tuple(change(i) if i.item.id == number else i for i in view.items))


def text(part: str) -> Callable[[Any], Any]:
    return lambda item: replace(item, texts={**item.texts, part: (Sentence("Something else.", (), True),)})


EDITS: dict[Where, Edit] = {
    Where(WHOLE, "meeting"): lambda view: replace(view, meeting=replace(view.meeting, place="Elsewhere")),
    Where(WHOLE, "heard"): lambda view: replace(view, member_count=view.member_count + 1),
    Where(WHOLE, "asking"): lambda view: replace(view, notice=9),
    Where(WHOLE, "actions"): lambda view: replace(view, actions=view.actions[1:]),
    Where(WHOLE, "rules"): lambda view: replace(view, rules=view.rules[1:]),
    Where(1, "agenda"): of_item(1, lambda item: replace(item, item=replace(item.item, title="Another title"))),
    Where(1, "answers"): of_item(1, lambda item: replace(item, answers=(*item.answers, answer(99, 1, 9, "X")))),
    Where(1, "coverage"): of_item(1, lambda item: replace(item, states={})),
    Where(2, "taken"): of_item(2, lambda item: replace(item, position=replace(item.position, option="2"))),
    Where(1, "thresholds"): of_item(1, lambda item: replace(item, checks=())),
    Where(3, "milestones"): of_item(3, lambda item: replace(item, moves=())),
    **{Where(2, part): of_item(2, text(part)) for part in PARTS},
}
PAPER = Paper(
    id=1, meeting_id=1, edition=Edition.OWN, day=TODAY, record_hash=story().digest(), sha256="a" * 64, pages=1,
    name="paper.pdf", number=1,
)  # fmt: skip


@given(st.sets(st.sampled_from(sorted(EDITS))))
def test_exactly_what_was_changed_is_named(wanted: set[Where]) -> None:
    before = after = story()
    for where in wanted:
        after = EDITS[where](after)
    assert set(changed(read(before.record()), read(after.record()))) == wanted
    verdict = compared(PAPER, read(before.record()), read(after.record()), after.digest())
    assert verdict.answer is (Answer.CHANGED if wanted else Answer.MATCHES)


def test_the_parts_are_all_of_a_view() -> None:
    record = read(story().record())
    parts = parts_of(record)
    assert {name for where, part in parts.items() if where.item == WHOLE for name in part} | APART == set(record)
    first = record["items"][0]
    named = {name for where, part in parts.items() if where.item == 1 and isinstance(part, dict) for name in part}
    assert named | OF_ITEM >= set(first)
    assert parts[Where(WHOLE, OTHER)] == parts[Where(1, OTHER)] == {}


def test_an_item_that_is_new_or_gone_differs_in_what_it_says() -> None:
    whole, short = read(story().record()), read(replace(story(), items=story().items[:2]).record())
    assert {where.item for where in changed(whole, short)} == {3}
    assert changed(whole, short) == changed(short, whole)


def test_fields_that_another_version_of_the_program_has_are_no_change() -> None:
    before, after = read(story().record()), read(story().record())
    after["meeting"]["weather"] = "fair"
    after["newsletter"] = ["one"]
    del after["items"][0]["item"]["minutes"]
    assert changed(before, after) == []
    assert compared(PAPER, before, after, "f" * 64).answer is Answer.MATCHES


def test_a_state_that_is_gone_is_a_change_and_no_field_of_another_version() -> None:
    before, after = read(story().record()), read(story().record())
    del after["items"][0]["states"]["8"]
    assert changed(before, after) == [Where(1, "coverage")]


def test_very_low_evidence_is_not_the_same_as_none_given() -> None:
    before, after = read(story().record()), read(story().record())
    after["items"][0]["answers"][0]["feedback"]["evidence"] = 0
    assert changed(before, after) == [Where(1, "answers")]


def test_an_issue_without_its_record_can_only_be_told_by_its_hash() -> None:
    now = read(story().record())
    assert compared(PAPER, None, now, PAPER.record_hash).answer is Answer.MATCHES
    assert compared(PAPER, None, now, "f" * 64).answer is Answer.CHANGED


def test_an_issue_that_was_taken_back_does_not_match() -> None:
    now = read(story().record())
    assert compared(PAPER, now, now, PAPER.record_hash, taken_back=True).answer is Answer.CHANGED


@pytest.mark.parametrize("begin", [12, 64])
def test_a_file_is_an_issue_by_its_bytes_and_is_named_by_its_record(begin: int) -> None:
    forged = Examined("x.pdf", "b" * 64, (PAPER.record_hash[:begin],))
    assert issue_of(forged, [PAPER]) is None
    assert named_by(forged, [PAPER]) == PAPER
    assert named_by(Examined("x.pdf", "b" * 64), [PAPER]) is None
    assert issue_of(Examined("x.pdf", "a" * 64), [PAPER]) == PAPER
