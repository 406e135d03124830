"""Where the page turns within a part, it is said of what this is the rest; nothing stands there by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

import pytest

from mhhs_desk.domain.view import View
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import BOTTOM, Flow, Page, Strip, Strips, Text, height_of
from mhhs_desk.paper.rows import Column, labelled, not_alone, paragraph, plain, table
from mhhs_desk.paper.text import BODY
from tests.paper.views import answer, crowded, item_view, m6, view_of

Pages = Callable[[View], list[str]]
WIDE = Column("Member", 60, 100), Column("View", 170, 100)


def said_on(page: Page) -> list[str]:
    return [mark.text for _, strip in page for mark in strip.marks if isinstance(mark, Text)]


def row(label: str, count: int) -> Strips:
    return labelled(label, [strip for _ in range(count) for strip in paragraph(plain(BODY, "word"))])


def test_a_page_that_goes_on_with_an_item_names_it(pages_of: Pages) -> None:
    pages = pages_of(crowded(60))
    going = [page for page in pages if "1 Everybody has a view continued" in page]
    assert len(going) > 4
    assert "1 Everybody has a view continued" not in pages[1]


def test_a_part_on_one_page_says_nothing_of_going_on() -> None:
    flow = Flow()
    flow.place(going_on("The part", row("Why", 3)))
    assert len(flow.pages) == 1
    assert "The part" not in said_on(flow.pages[0])


def test_a_short_row_is_not_left_alone_on_the_next_page() -> None:
    flow = Flow()
    before = Strip(flow.room - height_of(row("Questions", 1)) - 10, [*row("Route", 1)[1].marks])
    flow.place([before, *chain.from_iterable(not_alone([row("Questions", 1), row("Sources", 1)]))])
    assert [label for label in said_on(flow.pages[1]) if label != "word"] == ["Questions", "Sources"]


def test_a_row_of_a_table_that_goes_on_keeps_its_distance_from_the_head() -> None:
    flow = Flow()
    flow.place(table(WIDE, [(plain(BODY, "Alder"), plain(BODY, "word " * 900))]))
    (head_top, head), (first_top, _), *_ = [(top, strip) for top, strip in flow.pages[1] if strip.marks]
    assert first_top - head_top > head.height
    assert all(top + strip.height <= BOTTOM + 0.01 for page in flow.pages for top, strip in page)


@pytest.mark.parametrize("lines", range(30, 40))
def test_what_leads_in_a_table_never_stands_without_it(lines: int, pages_of: Pages) -> None:
    item = m6().item
    said = [answer(number, 3, number, option, "so be it " * 20) for number, option in enumerate("NNNNNNYYYYY", 1)]
    made = item_view(replace(item, ask=" ".join(["so be it"] * 9 * lines)), said)
    (page,) = [page for page in pages_of(view_of(made)) if "Beside the most common answer" in page]
    assert "View, and what would move them" in page.split("Beside the most common answer")[1]
