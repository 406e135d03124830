"""What others set beside our paper is the same paper: its words, its tables, its links."""

from __future__ import annotations

import re
from html import unescape

from mhhs_desk.paper.position_paper import position_paper
from tests.bench.large_view import large_view
from tests.bench.others.content import Content, Table
from tests.bench.others.html_source import html_source
from tests.bench.others.platypus import platypus
from tests.bench.others.raw import lines_of
from tests.bench.others.typst_source import typst_source
from tests.bench.papers import content_of
from tests.paper.views import TODAY, story


def made() -> Content:
    return content_of(story(), TODAY)


def words(paper: bytes) -> list[str]:
    return " ".join(line for page in lines_of(paper) for line in page).split()


def test_all_that_a_paper_says_is_there() -> None:
    paper = position_paper(story(), TODAY)
    missing = len(words(paper.data)) - made().words()
    repeated = 40 * paper.pages  # heads, feet, and the heads of tables that go on
    assert 0 <= missing <= repeated


def test_a_table_has_its_rows_and_a_cell_for_each_column() -> None:
    tables = [block for block in made().blocks if isinstance(block, Table)]
    assert len(tables) > 5
    assert all(len(row) == len(table.lefts) for table in tables for row in table.rows)


def test_html_and_typst_say_every_word_and_lead_to_every_place() -> None:
    said = made()
    html, source = html_source(said), typst_source(said).decode()
    plain = re.sub("</?(b|i|a|span)( [^>]*)?>", "", html.split("<body>")[1])
    shown = unescape(re.sub("<[^>]+>", " ", plain)).split()
    told = ("".join(part.text for part in one.said) for one in said.paragraphs())
    assert {word for text in told for word in text.split()} <= set(shown)
    links = {part.link for one in said.paragraphs() for part in one.said if part.link}
    assert links and all(f'href="#{link}"' in html and f"#link(<{link}>)" in source for link in links)


def test_platypus_sets_it_with_contents_and_page_x_of_y() -> None:
    paper = lines_of(platypus(made()))
    assert f"Page 2 of {len(paper)}" in " ".join(paper[1])
    assert sum(len(line.split()) for page in paper for line in page) > made().words()


def test_the_large_paper_has_some_two_hundred_pages() -> None:
    assert 190 <= position_paper(large_view(), TODAY).pages <= 215
