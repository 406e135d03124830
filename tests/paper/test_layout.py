"""However much or little there is to say, it stays on the paper, and no heading stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.paper.page import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, Flow, Rule, Strip, Text
from mhhs_desk.paper.position_paper import position_paper
from mhhs_desk.paper.rows import Column, paragraph, plain, table
from mhhs_desk.paper.text import BODY, Run
from tests.paper.views import TODAY, crowded, extremes, story

VIEWS = {"the story": story(), **extremes()}
OVER = 1.5
"""How far a letter's ink may lean out of its line."""


def ink(view: View) -> Iterator[tuple[int, float, float, float, float]]:
    """Where text stands: its page, and its left, top, right and bottom edge from the top left corner."""
    import pypdfium2

    document = pypdfium2.PdfDocument(position_paper(view, TODAY).data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            yield number, left, HEIGHT - top, right, HEIGHT - bottom
    document.close()


def check_margins(view: View) -> None:
    for _, left, top, right, bottom in ink(view):
        assert left >= LEFT - OVER
        assert right <= RIGHT + OVER
        if top > TOP - 10 and bottom < BOTTOM + 10:
            assert bottom <= BOTTOM + OVER


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_text_leaves_the_margins(view: View) -> None:
    check_margins(view)


def check_pages(view: View) -> None:
    within = {number for number, _, top, _, bottom in ink(view) if top >= TOP - OVER and bottom <= BOTTOM + OVER}
    assert within == set(range(position_paper(view, TODAY).pages))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_page_is_empty(view: View) -> None:
    check_pages(view)


def check_headings(view: View, reader_of: Callable[[View], Any]) -> None:
    reader = reader_of(view)
    placed = list(ink(view))
    for entry in reader.outline[1:]:
        page = reader.get_destination_page_number(entry)
        head = HEIGHT - float(entry.top)
        assert any(number == page and head + 28 < top < BOTTOM for number, _, top, _, _ in placed), entry.title


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_heading_has_its_first_row_below_it_on_the_page(view: View, reader_of: Callable[[View], Any]) -> None:
    check_headings(view, reader_of)


@pytest.mark.parametrize("edition", list(Edition))
def test_the_sample_is_laid_out_without_a_stray(
    edition: Edition, sample: Desk, reader_of: Callable[[View], Any]
) -> None:
    view = sample.view(sample.meeting("PSG 1"), edition)
    check_margins(view)
    check_pages(view)
    check_headings(view, reader_of)


def test_a_table_over_several_pages_has_its_head_on_each(pages_of: Callable[[View], list[str]]) -> None:
    pages = pages_of(crowded(60))
    on = [page for page in pages if "Supplier Number" in page and "Member View" in page]
    assert len(on) > 1
    assert all("Member View, and what would move them" in page for page in on)
    assert all("Differing views continued" in page for page in on[1:])


def test_every_word_of_a_long_answer_is_printed(pages_of: Callable[[View], list[str]]) -> None:
    assert sum(page.count("reason") for page in pages_of(crowded(1, 4000))) >= 4000


def test_an_answer_over_several_pages_has_its_member_on_each(pages_of: Callable[[View], list[str]]) -> None:
    on = [page for page in pages_of(crowded(1, 4000)) if page.count("reason") > 20]
    assert len(on) > 5
    assert all("Supplier Number 1" in page for page in on)


def test_sixty_answers_are_all_in_the_sources(pages_of: Callable[[View], list[str]]) -> None:
    sources = " ".join(pages_of(crowded(60))).split("Sources Answers")[1].split("Every answer in full")[0]
    assert all(f"F{number:02d} Supplier Number {number} " in sources for number in range(1, 61))


@given(st.integers(2, 30), st.floats(0, BOTTOM - TOP))
def test_no_line_of_a_paragraph_is_alone_on_its_page(count: int, before: float) -> None:
    text = paragraph([Run(BODY, " ".join(["word"] * count * 12))])
    flow = Flow()
    flow.place([Strip(before, [Rule(LEFT, 0, 10)]), *text])
    on = [sum(strip in text for _, strip in page) for page in flow.pages]
    assert sum(on) == len(text)
    assert len(text) < 4 or all(number != 1 for number in on)


@given(st.lists(st.integers(1, 7), min_size=3, max_size=40), st.floats(0, BOTTOM - TOP))
def test_a_table_is_split_between_rows_and_its_last_row_is_not_alone(lengths: list[int], before: float) -> None:
    rows = [[plain(BODY, " ".join(["word"] * 2 * length))] for length in lengths]
    made = table((Column("Head", LEFT, 60),), rows)
    flow = Flow()
    flow.place([Strip(before, [Rule(LEFT, 0, 10)]), *made])
    for page in flow.pages[1:]:
        said = [mark.text for _, strip in page for mark in strip.marks if isinstance(mark, Text)]
        assert said[0] == "Head"
        assert len([strip for _, strip in page if any(isinstance(mark, Rule) for mark in strip.marks)]) > 2
