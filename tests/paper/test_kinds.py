"""Whatever is made of a view stays on its pages, is the same bytes each time, and tells nothing it may not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest
from pypdf.generic import Destination

from mhhs_desk.desk import render
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.view import View
from mhhs_desk.paper.page import HEIGHT, LEFT, RIGHT
from tests.paper.test_editions import HIDDEN, PEOPLE, every_byte, own_view
from tests.paper.views import TODAY, crowded, extremes, story

VIEWS = {"the story": story(), **extremes()}
OTHERS = [Kind.BRIEF, Kind.REPORT, Kind.CARDS]


def texts(data: bytes) -> list[str]:
    """The text of each page, each run of white space as one space."""
    document = pypdfium2.PdfDocument(data)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return pages


def ink(data: bytes) -> Iterator[tuple[float, float, float]]:
    """How far text reaches to the left, to the right, and down, on any page."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, _ = text.get_rect(index)
            yield left, right, HEIGHT - bottom
    document.close()


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_text_leaves_the_margins_and_no_page_is_empty(kind: Kind, view: View) -> None:
    data = render(view, TODAY, kind).data
    for left, right, down in ink(data):
        assert left >= LEFT - 1.5 and right <= RIGHT + 1.5 and down <= HEIGHT - 20
    assert all(len(page) > 80 for page in texts(data))


@pytest.mark.parametrize("kind", Kind)
def test_a_head_holds_the_whole_day_or_none_of_it(kind: Kind) -> None:
    label = "Programme Steering Group, extraordinary meeting on a longer label 14.2"
    for view in (story(), replace(story(), meeting=replace(story().meeting, label=label))):
        heads = [page.split("continued")[0][:160] for page in texts(render(view, TODAY, kind).data)]
        assert all(("Wednesday 10 November 2021" in head) == (view.meeting.label == "PSG 1") for head in heads)
        assert not any(" … " in head for head in heads)


@pytest.mark.parametrize("kind", OTHERS)
def test_the_same_view_and_day_give_the_same_bytes(kind: Kind) -> None:
    first = render(story(), TODAY, kind).data
    render(crowded(60), TODAY, kind)
    assert render(story(), TODAY, kind).data == first


@pytest.mark.parametrize("kind", [Kind.BRIEF, Kind.CARDS])
def test_what_names_no_day_of_printing_is_the_same_on_any_day(kind: Kind) -> None:
    assert render(story(), TODAY, kind).data == render(story(), date(2022, 1, 3), kind).data


@pytest.mark.parametrize("kind", list(Kind))
def test_every_page_names_the_paper_and_the_record_and_the_document_does_in_full(kind: Kind) -> None:
    view = story()
    digest = view.digest()
    data = render(view, TODAY, kind).data
    name = "PSG1-SS-own" if kind is Kind.PAPER else f"PSG1-SS-own-{kind}"
    for page in texts(data):
        assert name in page
        assert f"Record {digest[:4]} {digest[4:8]} {digest[8:12]}" in page
    told = pypdf.PdfReader(io.BytesIO(data)).metadata
    assert told is not None and told.keywords == f"record {digest}"


@pytest.mark.parametrize("kind", OTHERS)
def test_the_outline_leads_to_every_item(kind: Kind) -> None:
    outline = pypdf.PdfReader(io.BytesIO(render(story(), TODAY, kind).data)).outline
    titles = [str(entry.title) for entry in outline if isinstance(entry, Destination)]
    assert [title for title in titles if title[0].isdigit()] == [
        "1 Governance Framework and PSG Terms of Reference",
        "2 Is a separate IAG needed beside PSG?",
        "3 M6 code change: Apr-22 to TBC",
    ]


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_nothing_of_a_withheld_member_is_in_the_bytes(kind: Kind, edition: Edition) -> None:
    own = own_view()
    shown = every_byte(render(edition_of(own, edition, PEOPLE), TODAY, kind).data)
    assert HIDDEN.encode() in every_byte(render(own, TODAY, kind).data)
    for withheld in (HIDDEN, "zinnia", "Zebra", "Orla", "Tremayne", "F03", "no duty before"):
        assert withheld.encode() not in shown
