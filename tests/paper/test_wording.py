"""The sentences of the paper are facts, and say neither more nor less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.milestones import Milestone, MilestoneDate, Rule, move
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.view import ItemView
from mhhs_desk.paper import closing, wording
from mhhs_desk.paper.differing import differing
from mhhs_desk.paper.text import Runs
from tests.paper.views import MOVES, TODAY, answer, framework, item_view, m6, question, view_of


def flat(runs: Runs) -> str:
    return "".join(run.text for run in runs).strip()


def claiming(item: ItemView, strength: Strength) -> ItemView:
    assert item.position
    return replace(item, position=replace(item.position, strength=strength))


def test_a_claim_that_the_answers_do_not_bear_is_said_in_own_only() -> None:
    bold = claiming(framework(), Strength.CONSENSUS)
    assert "do not bear out the strength claimed" in flat(wording.strength(bold, Edition.OWN))
    assert "do not bear out" not in flat(wording.strength(bold, Edition.GROUP))
    assert "cannot be claimed while Cobalt Gas & Power holds a red line" in flat(wording.strength(bold, Edition.GROUP))


def test_unanimous_is_not_borne_out_by_silence() -> None:
    said = flat(wording.strength(claiming(question(), Strength.UNANIMOUS), Edition.OWN))
    assert "“Unanimous” is refused: 2 of 12 members answered." in said


def test_objections_without_a_red_line_are_counted_and_not_named() -> None:
    item = item_view(question().item, [answer(1, 2, 1, "1"), answer(2, 2, 2, "2")], question().position)
    assert flat(wording.why_no_consensus(item)) == "“Consensus” cannot be claimed: one answer objects."


def test_many_red_lines_are_told_by_their_first_three() -> None:
    said = [answer(n, 2, n, "2", red_line="no") for n in range(1, 7)]
    told = flat(wording.why_no_consensus(item_view(question().item, said, question().position)))
    assert "Alder Energy, Bramble Power, Cobalt Gas & Power and three others hold red lines." in told


def test_the_red_line_stands_first_among_the_differing_views() -> None:
    assert [one.feedback.id for one in differing(framework())] == [3, 5, 4]


def test_without_an_option_what_differs_from_the_most_common_answer_is_shown() -> None:
    said = [answer(1, 3, 1, "N"), answer(2, 3, 2, "N"), answer(3, 3, 3, "Y")]
    assert [one.feedback.id for one in differing(item_view(m6().item, said, m6().position))] == [3]
    assert [one.feedback.id for one in differing(m6())] == [11, 10]


@pytest.mark.parametrize(
    ("start", "end", "words", "slipped", "says"),
    [
        ("2022-07", None, "", "3 months later", "This move needs Ofgem’s approval. [R2]"),
        ("2022-06", None, "", "2 months later", "This move does not need Ofgem. [R2]"),
        ("2022-01", None, "", "3 months earlier", "This move needs Ofgem’s approval. [R2]"),
        ("2022-05", "2022-07", "", "1 to 3 months later", "This move needs Ofgem’s approval. [R2]"),
        (None, None, "TBC", "cannot be measured", "so whether it needs Ofgem cannot be told. [R2]"),
    ],
)
def test_a_move_is_measured_and_judged(start: str | None, end: str | None, words: str, slipped: str, says: str) -> None:
    milestone = Milestone(id=6, code="M6", tier="Level 1")
    before = MilestoneDate(id=1, milestone_id=6, baseline_id=1, start="2022-04")
    after = MilestoneDate(id=2, milestone_id=6, baseline_id=2, start=start, end=end, words=words)
    moved = move(milestone, before, after, (MOVES,), date(2021, 11, 10))
    assert wording.slipped(moved) == slipped
    assert flat(wording.verdict(moved)).endswith(says)


def test_the_rule_of_another_day_is_the_one_that_is_named() -> None:
    later = Rule(id=3, code="R3", name="Any move", text="", tier="Level 1", months=0, since=date(2023, 7, 1))
    milestone = Milestone(id=6, code="M6", tier="Programme, not Level 1")
    after = MilestoneDate(id=2, milestone_id=6, baseline_id=2, start="2022-04")
    moved = move(milestone, None, after, (later,), date(2023, 8, 2))
    assert flat(wording.verdict(moved)) == "M6 is not Level 1, so this move does not need Ofgem. [R3]"


def action(**facts: Any) -> Action:
    return Action(id=1, ref="A1", text="Do it", forum_id=1, **facts)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (action(due=date(2021, 12, 3)), "Fri 3 Dec"),
        (action(due=date(2022, 1, 5)), "Wed 5 Jan 2022"),
        (action(due_words="Next PSG", meeting_id=1), "Next PSG (1 Dec)"),
        (action(due_words="Next PSG", meeting_id=9), "Next PSG (10 Nov)"),
        (action(due_words="Next DAG", meeting_id=1), "“Next DAG”"),
        (action(due_words="As soon as possible"), "“As soon as possible”"),
        (action(), "none given"),
    ],
)
def test_when_an_action_is_due_is_never_guessed(one: Action, said: str) -> None:
    assert flat(closing.due(view_of(actions=(one,)), one, TODAY)) == said


def test_items_that_follow_one_another_are_named_by_the_first_and_the_last() -> None:
    told = [wording.numbered(numbers) for numbers in ([3], [1, 2], [1, 2, 3], [1, 2, 4, 5, 6, 9])]
    assert told == ["item 3", "items 1 and 2", "items 1 to 3", "items 1, 2, 4 to 6 and 9"]
