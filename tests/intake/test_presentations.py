"""Slides: a page each, the title first, the rest as the eye reads it; notes are told apart."""

from __future__ import annotations

from typing import Any

import pytest
from pptx.util import Inches

from mhhs_desk.intake.reading import read_bytes
from tests.intake.office_documents import box, changed, grid, open_document, slides


def lines(data: bytes) -> list[str]:
    return [line for line in read_bytes(data, "deck.pptx").text.split("\n") if line]


def titled(words: str) -> Any:
    return lambda slide: setattr(slide.shapes.title.text_frame, "text", words)


def test_a_slide_is_read_title_first_then_from_top_to_bottom_and_left_to_right() -> None:
    def write(slide: Any) -> None:
        box(slide, "below", 1, 5)
        box(slide, "right", 6, 3.05)
        box(slide, "left", 1, 3.1)
        box(slide, "above the title", 1, 0)
        slide.shapes.title.text_frame.text = "Title"

    assert lines(slides(write)) == ["Title", "above the title", "left", "right", "below"]


def test_shapes_in_groups_within_groups_are_read() -> None:
    def write(slide: Any) -> None:
        group = slide.shapes.add_group_shape()
        inner = group.shapes.add_group_shape()
        inner.shapes.add_textbox(Inches(1), Inches(2), Inches(2), Inches(1)).text_frame.text = "deep inside"

    assert "deep inside" in lines(slides(write))


def test_a_table_is_read_row_by_row_with_its_slide() -> None:
    log = [["Action", "Owner", "Due", "Status"], ["Publish the plan", "PMO", "10/11/2021", "Open"]]
    found = read_bytes(slides(titled("Cover"), lambda slide: grid(slide, log)), "deck.pptx")
    (action,) = found.actions
    assert (action.text, action.owner, action.due, action.source.page) == ("Publish the plan", "PMO", "2021-11-10", 2)


def test_notes_are_marked_as_notes() -> None:
    def write(slide: Any) -> None:
        slide.shapes.title.text_frame.text = "PSG Rules"
        slide.notes_slide.notes_text_frame.text = "Say that it is late."

    assert lines(slides(write)) == ["PSG Rules", "Notes: Say that it is late."]


def test_an_empty_slide_and_a_hidden_one_are_doubts_with_their_page() -> None:
    data = changed(
        slides(titled("Shown"), titled("Hidden"), lambda slide: None),
        "ppt/slides/slide2.xml",
        lambda text: text.replace("<p:sld ", '<p:sld show="0" ', 1),
    )
    told = {doubt.what: doubt.source.page for doubt in read_bytes(data, "deck.pptx").doubts if doubt.source}
    assert told["Slide 2 is hidden when the slides are shown."] == 2
    assert told["Slide 3 has no text; it may be a picture."] == 3


def test_an_agenda_repeated_through_a_deck_is_one_agenda() -> None:
    def agenda(slide: Any) -> None:
        slide.shapes.title.text_frame.text = "Agenda"
        grid(slide, [["1", "Welcome", "10:00 - 10:10"], ["2", "Programme rules", "10:10 - 10:40"]])

    found = read_bytes(slides(titled("PSG 4, 2 February 2022"), agenda, titled("Rules"), agenda), "deck.pptx")
    assert [(item.number, item.title) for item in found.agenda] == [("1", "Welcome"), ("2", "Programme rules")]
    assert found.agenda[0].source.page == 2


def test_slides_with_macros_and_slide_shows_are_read_as_their_plain_kin() -> None:
    plain, other = "presentationml.presentation.main+xml", "presentationml.slideshow.main+xml"
    data = changed(slides(titled("Kept")), "[Content_Types].xml", lambda text: text.replace(plain, other))
    assert lines(data) == ["Kept"]
    macro = "ms-powerpoint.presentation.macroEnabled.main+xml"
    whole = f"openxmlformats-officedocument.{plain}"
    data = changed(slides(titled("Kept")), "[Content_Types].xml", lambda text: text.replace(whole, macro))
    assert [line for line in read_bytes(data, "deck.pptm").text.split("\n") if line] == ["Kept"]


@pytest.mark.parametrize("name", ["deck.odp", "arrived"])
def test_opendocument_slides_are_read_alike(name: str) -> None:
    def frame(words: str, y: int, more: str = "") -> str:
        return f'<draw:frame svg:y="{y}cm" {more}><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame>'

    notes = f"<presentation:notes>{frame('Speak slowly', 1)}</presentation:notes>"
    page = frame("below", 9) + frame("above", 2) + frame("Title", 5, 'presentation:class="title"') + notes
    data = open_document(f"<draw:page>{page}</draw:page><draw:page/>", "presentation")
    found = read_bytes(data, name)
    assert [line for line in found.text.split("\n") if line] == ["Title", "above", "below", "Notes: Speak slowly"]
    assert any(doubt.source and doubt.source.page == 2 for doubt in found.doubts)
