"""The file is what PDF/A-2b asks for, as far as that can be told without its validator, and its colours can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from struct import unpack
from typing import Any
from xml.etree import ElementTree

import pytest

from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.paper import text as looks
from mhhs_desk.paper.colours import srgb
from mhhs_desk.paper.draw import About, draw
from mhhs_desk.paper.faces import FULL, Face
from mhhs_desk.paper.page import Box, Mark, Rule, Strip, Text
from mhhs_desk.paper.position_paper import position_paper
from mhhs_desk.paper.text import CHIP_ACCENT, CHIP_BLACK, CHIP_OPEN, CHIP_TINT, FRAMED, ON_ACCENT, Style
from tests.paper.views import TODAY, extremes, framework, item_view, story, view_of

Read = Callable[[View], Any]
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
AID = "{http://www.aiim.org/pdfa/ns/id/}"
WORDS_AA, SIGNS_AA = 4.5, 3.0


def described(reader: Any) -> ElementTree.Element:
    return ElementTree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())


def said_in(told: ElementTree.Element, path: str) -> str | None:
    found = told.find(path)
    assert found is not None, path
    return found.text


def test_it_says_what_it_is_in_both_places_and_that_they_are_the_same(reader_of: Read) -> None:
    reader = reader_of(story())
    told = described(reader)
    assert [said_in(told, f".//{AID}{name}") for name in ("part", "conformance")] == ["2", "B"]
    said = {name: said_in(told, f".//{DC}{name}//{RDF}li") for name in ("title", "creator", "description")}
    facts = reader.metadata
    assert said == {"title": facts.title, "creator": facts.author, "description": facts.subject}
    assert "/Filter" not in reader.trailer["/Root"]["/Metadata"]


def test_what_xml_cannot_hold_is_left_out_of_both(reader_of: Read) -> None:
    reader = reader_of(view_of(framework(), constituency="Small\x00 \x0bSupplier\ufffe"))
    assert said_in(described(reader), f".//{DC}creator//{RDF}li") == reader.metadata.author
    assert " ".join(reader.metadata.author.split()) == "Small Supplier constituency"


def test_signs_that_xml_knows_are_told_as_they_are(reader_of: Read) -> None:
    told = described(reader_of(view_of(framework(), constituency="I&C <Supplier>")))
    assert said_in(told, f".//{DC}creator//{RDF}li") == "I&C <Supplier> constituency"


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_what_the_file_says_of_itself_names_no_rep_and_no_day_of_making(edition: Edition, reader_of: Read) -> None:
    reader = reader_of(edition_of(story(), edition, ()))
    said = ElementTree.tostring(described(reader)).decode() + str(dict(reader.metadata))
    assert "Morgan Hale" not in said
    assert "Date" not in said


def test_the_colours_have_a_meaning_and_nothing_shows_through(reader_of: Read) -> None:
    reader = reader_of(story())
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    profile = intent["/DestOutputProfile"]
    assert (intent["/S"], profile["/N"], profile.get_data()) == ("/GTS_PDFA1", 3, srgb())
    for page in reader.pages:
        assert set(page["/Resources"]) == {"/Font"}
        assert "/Group" not in page


def test_the_profile_is_as_long_as_it_says_and_its_tags_lie_in_it() -> None:
    profile = srgb()
    size, version, count = unpack(">I", profile[:4])[0], profile[8], unpack(">I", profile[128:132])[0]
    assert (size, version, profile[12:24], profile[36:40]) == (len(profile), 4, b"mntrRGB XYZ ", b"acsp")
    for at in range(count):
        name, start, length = unpack(">4sII", profile[132 + 12 * at : 144 + 12 * at])
        assert start % 4 == 0
        assert start + length <= size, name
    white = [sum(unpack(">i", profile[at + 8 + 4 * axis : at + 12 + 4 * axis])[0] for at in colours(profile))
             for axis in range(3)]  # fmt: skip
    assert [round(one / 65536, 3) for one in white] == [0.964, 1.0, 0.825]


def colours(profile: bytes) -> list[int]:
    """Where the red, the green and the blue of a profile stand."""
    tags = (unpack(">4sII", profile[132 + 12 * at : 144 + 12 * at]) for at in range(10))
    return [start for name, start, _ in tags if name in (b"rXYZ", b"gXYZ", b"bXYZ")]


def test_ways_are_printed_and_say_where_they_lead(reader_of: Read) -> None:
    notes = [note.get_object() for page in reader_of(story()).pages for note in page.get("/Annots", [])]
    assert len(notes) > 10
    assert {note["/F"] for note in notes} == {4}
    assert all(re.fullmatch(r"To \[[FR]\d+\]|To [FR]\d+", note["/Contents"].strip()) for note in notes)


def test_every_stream_ends_on_a_line_of_its_own() -> None:
    data = position_paper(story(), TODAY).data
    assert data.startswith(b"%PDF-1.7\n%")
    assert data.count(b"\nendstream") == len(re.findall(rb"endstream", data)) > 10


def test_the_file_can_be_read_object_by_object() -> None:
    import pypdf

    reader: Any = pypdf.PdfReader(io.BytesIO(position_paper(story(), TODAY).data), strict=True)
    kinds = {type(reader.get_object(number)) for number in range(1, reader.trailer["/Size"])}
    assert kinds == {
        pypdf.generic.DictionaryObject,
        pypdf.generic.DecodedStreamObject,
    }
    assert len(reader.trailer["/ID"]) == 2


def test_a_sign_that_the_face_lacks_is_kept_in_the_text(text_of: Callable[[View], str]) -> None:
    paper = text_of(extremes()["strange signs"])
    assert "é 会議 🙂" in paper


def test_more_signs_than_one_program_holds_are_all_set(text_of: Callable[[View], str]) -> None:
    letters = "".join(chr(code) for code in (*range(0xC0, 0x180), *range(0x391, 0x3A2), *range(0x410, 0x450)))
    said = " ".join(letters[at : at + 8] for at in range(0, len(letters), 8))
    paper = text_of(view_of(item_view(replace(framework().item, ask=said))))
    assert all(part in paper for part in said.split())
    face = Face(looks.REGULAR)
    assert face.coded(letters) is None
    assert all(len(subset) <= FULL for subset in face.subsets)
    assert "".join(part for _, part in face.stretches("ABж")).startswith("AB")


def test_text_on_one_line_stands_on_one_line_whatever_is_drawn_between() -> None:
    import pypdf

    marks: list[Mark] = [Text(60, 20, looks.BODY, "before", 30), Rule(60, 4, 100), Text(120, 20, looks.BODY, "on", 30)]
    marks += [Box(60, 2, 5, 5, None, looks.BLACK), Text(160, 20, looks.HOLLOW, "", 7)]
    data = draw([[(100.0, Strip(30, marks))]], About("a", "b", "c"))
    reader: Any = pypdf.PdfReader(io.BytesIO(data))
    drawn = reader.pages[0].get_contents().get_data().decode("latin-1")
    assert re.findall(r"1 0 0 1 (\S+) (\S+) Tm", drawn) == [("60.00", "721.89"), ("120.00", "721.89")]
    assert "163.50 727.89 m" in drawn


def contrast(one: looks.Colour, other: looks.Colour) -> float:
    def light(colour: looks.Colour) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def styles() -> dict[str, Style]:
    return {name: style for name, style in vars(looks).items() if isinstance(style, Style)}


def test_every_word_stands_out_from_its_ground() -> None:
    on_fill = (CHIP_ACCENT, CHIP_BLACK, CHIP_OPEN, CHIP_TINT, FRAMED)
    for name, style in styles().items():
        grounds = [style.fill or looks.WHITE] if style is not ON_ACCENT else [looks.ACCENT, looks.BLACK]
        for ground in grounds:
            assert contrast(style.colour, ground) >= WORDS_AA, name
    assert all(style.fill for style in on_fill)
    for ground in (looks.HAIR, looks.TINT, looks.WHITE):
        assert contrast(looks.BLACK, ground) >= WORDS_AA


def test_the_accent_survives_a_printer_without_colour() -> None:
    def grey(colour: looks.Colour) -> float:
        return sum(share * part for share, part in zip((0.299, 0.587, 0.114), colour, strict=True))

    shades = [grey(colour) for colour in (looks.BLACK, looks.ACCENT, looks.TINT, looks.WHITE)]
    assert shades == sorted(shades)
    assert all(abs(one - other) > 0.1 for one, other in product(shades, shades) if one != other)
    assert contrast(looks.ACCENT, looks.TINT) >= SIGNS_AA
