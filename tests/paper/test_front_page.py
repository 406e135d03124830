"""The front page suffices by itself: it holds everything as close as need be, or says that it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.paper.front_page import SETTINGS, front
from mhhs_desk.paper.kept import Kept
from mhhs_desk.paper.page import BOTTOM, MM, TOP, height_of
from mhhs_desk.paper.position_paper import laid_out
from tests.paper.views import TODAY, framework, question, story, view_of

Pages = Callable[[View], list[str]]
PARTS = ("Our position, item by item", "Who was heard", "For Ofgem", "Red lines")
ROOM = BOTTOM - TOP - 15 * MM


def many(number: int) -> View:
    """A meeting of so many items, each with a red line."""
    items = []
    for at in range(1, number + 1):
        one = framework()
        said = [replace(a, feedback=replace(a.feedback, id=at * 100 + a.feedback.id, item_id=at)) for a in one.answers]
        items.append(replace(one, item=replace(one.item, id=at, number=at), answers=tuple(said)))
    return view_of(*items)


@pytest.mark.parametrize("edition", list(Edition))
def test_all_of_the_samples_front_page_is_on_page_1(edition: Edition, sample: Desk, pages_of: Pages) -> None:
    view = sample.view(sample.meeting("PSG 1"), edition)
    first, second, *_ = pages_of(view)
    for part in (*PARTS, "11 M6 Code change", "Printed"):
        assert part in first
    assert "Continued" not in first
    assert "1 Governance Framework and PSG Terms of Reference Approval required" in second


def test_it_is_set_no_closer_than_it_must_be() -> None:
    chosen = [height_of(front(many(number), ROOM).strips) / number for number in (1, 6, 9, 16)]
    assert chosen == sorted(chosen, reverse=True)
    assert all(front(many(number), ROOM).whole for number in (1, 6, 9))
    assert [setting.small for setting in SETTINGS] == [False, False, False, True]
    assert [setting.ask_lines for setting in SETTINGS] == [3, 3, 2, 2]


@pytest.mark.parametrize("number", [1, 4, 7, 10, 14, 60])
def test_it_is_whole_or_says_that_it_goes_on(number: int, pages_of: Pages) -> None:
    first, second, *_ = pages_of(many(number))
    whole = all(part in first for part in PARTS) and first.count("Cobalt Gas & Power:") == number
    assert whole != ("Continued on page 2." in first)
    assert ("1 Governance Framework" in second) or not whole


def test_where_it_goes_on_nothing_of_it_is_lost(pages_of: Pages) -> None:
    pages = pages_of(many(60))
    before = " ".join(pages).split("Approval required")[0]
    assert before.count("Cobalt Gas & Power:") == 60
    assert before.count("Write down the route") == 60


def test_items_begin_on_a_page_of_their_own_after_it(pages_of: Pages) -> None:
    for view in (story(), view_of(question()), many(3)):
        first, second, *_ = pages_of(view)
        assert "Who thinks what" not in first
        assert "Who thinks what" in second


@pytest.mark.parametrize("edition", Edition)
def test_the_note_ends_where_the_page_does(edition: Edition) -> None:
    for view in (edition_of(story(), edition, ()), edition_of(many(60), edition, ())):
        page = laid_out(view, TODAY, Kept()).pages[0]
        assert page[-1][0] + page[-1][1].height == pytest.approx(BOTTOM)
