"""The section of an item: its parts in the order of thought, what would move who differs, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from tests.paper.views import framework, question, story, view_of

Read = Callable[[View], str]
Pages = Callable[[View], list[str]]
ROWS = ("PSG is asked", "Position", "We ask", "Why", "Who thinks what", "Coverage", "Differing views", "Fallback",
        "Threshold check", "Route", "Questions to put", "Sources on page")  # fmt: skip


def section_of(pages: list[str]) -> str:
    """The section of the only item of a paper."""
    return " ".join(pages[1:]).split("Actions due")[0]


def test_the_rows_follow_the_order_of_thought(pages_of: Pages) -> None:
    section = section_of(pages_of(view_of(framework())))
    places = [section.index(f" {row} ") for row in ROWS]
    assert places == sorted(places)


def test_a_differing_view_says_what_would_move_it_or_that_it_does_not_say(pages_of: Pages) -> None:
    section = section_of(pages_of(view_of(framework())))
    assert "Condition: The route is written down. [F04]" in section
    assert "no duty before the route is written. [F03] No condition given." in section
    assert section.count("No condition given.") == 2


def test_another_edition_does_not_say_that_a_condition_is_missing(text_of: Read) -> None:
    assert "No condition given" not in text_of(edition_of(story(), Edition.GROUP, ()))


def test_what_the_position_rests_on_is_named_with_the_page_of_its_sources(pages_of: Pages) -> None:
    pages = pages_of(view_of(framework()))
    listed = next(number for number, page in enumerate(pages, 1) if "Sources Answers" in page)
    section = section_of(pages)
    assert f"Sources on page {listed} F01 F02 F03 F04 e-mail, Fri 5 Nov" in section


def test_a_citation_of_an_answer_that_is_gone_says_so_there_too(pages_of: Pages) -> None:
    item = question()
    gone = replace(item, answers=item.answers[1:])
    assert "F08 not among the answers that stand" in section_of(pages_of(view_of(gone)))


def test_an_item_begins_with_its_position_on_the_same_page(pages_of: Pages) -> None:
    items = [replace(one, item=replace(one.item, id=at, number=at)) for at in range(1, 8) for one in (framework(),)]
    for page in pages_of(view_of(*items))[1:]:
        for at in range(1, 8):
            if f" {at} Governance Framework and PSG Terms of Reference Approval required" in page:
                assert "Accept. Small suppliers accept the framework." in page
