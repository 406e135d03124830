"""What differs between two issues is told in lines: those that went and those that came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mhhs_desk.domain.verifying import Where, changed, read
from mhhs_desk.domain.view import View
from mhhs_desk.paper_texts import UNSAID, Difference, differences, lines_apart
from tests.domain.test_verifying import EDITS
from tests.paper.views import story


def apart(before: View, after: View) -> list[Difference]:
    old, new = read(before.record()), read(after.record())
    return differences(changed(old, new), old, new)


@pytest.mark.parametrize("where", sorted(EDITS), ids=str)
def test_every_part_that_differs_is_told_by_lines(where: Where) -> None:
    (one,) = apart(story(), EDITS[where](story()))
    told = list(lines_apart(one))
    assert told and all(line for _, line in told)
    assert (one.number == 0) == (where.item == 0)


def test_of_a_long_list_only_the_lines_that_changed_are_told() -> None:
    view = story()
    action = replace(view.actions[2], owner="The secretariat")
    (one,) = apart(view, replace(view, actions=(*view.actions[:2], action, *view.actions[3:])))
    assert [(sign, "ACT-03" in line) for sign, line in lines_apart(one)] == [("-", True), ("+", True)]


def test_an_action_that_followed_its_meeting_to_another_day_is_told() -> None:
    view = story()
    moved = {**view.dues, 1: replace(view.dues[1], day=date(2021, 12, 9))}
    (one,) = apart(view, replace(view, dues=moved))
    went, came = (line for _, line in lines_apart(one))
    assert "Next PSG (Wed 1 Dec 2021)" in went and "Next PSG (Thu 9 Dec 2021)" in came


def test_a_difference_that_no_line_tells_is_said_to_be_one() -> None:
    view = story()
    item = replace(view.items[0].item, span=None)
    (one,) = apart(view, replace(view, items=(replace(view.items[0], item=item), *view.items[1:])))
    assert list(lines_apart(one)) == [("~", UNSAID)]


def test_a_sentence_is_told_with_its_citations_and_a_judgement_as_one() -> None:
    (one,) = apart(story(), EDITS[Where(2, "ask")](story()))
    assert one.part == "The ask"
    assert ("+", "Rep’s judgement: Something else.") in list(lines_apart(one))
