"""The paper can be read without being seen: its structure holds every word of it once, in the order of reading."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from mhhs_desk.domain.view import View
from mhhs_desk.paper.recovery_sheet import Sheet, recovery_sheet
from tests.paper.views import TODAY, crowded, extremes, framework, story, view_of

Read = Callable[[View], Any]
VIEWS = {"the story": story(), **extremes()}
STRETCH = re.compile(r"^/(\w+)(?:<</MCID (\d+)>>BDC| BMC)$(.*?)^EMC$", re.M | re.S)


def elements(reader: Any) -> Iterator[Any]:
    """Every element of the structure in the order of reading, each before what it holds."""

    def under(element: Any) -> Iterator[Any]:
        yield element
        for kid in kids(element, "/StructElem"):
            yield from under(kid)

    yield from under(reader.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object())


def kids(element: Any, kind: str) -> list[Any]:
    return [kid for kid in all_kids(element) if isinstance(kid, dict) and kid.get("/Type", "/StructElem") == kind]


def all_kids(element: Any) -> list[Any]:
    held = element["/K"]
    return [kid.get_object() for kid in held] if isinstance(held, list) else [held]


def held(reader: Any) -> list[tuple[int, int, str]]:
    """The stretches of pages that elements hold: the page, the number on it, the element's name."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    found = []
    for element in elements(reader):
        own = [int(kid) for kid in all_kids(element) if isinstance(kid, int)]
        found += [(pages[element.raw_get("/Pg").idnum], kid, element["/S"]) for kid in own]
        found += [(pages[kid.raw_get("/Pg").idnum], int(kid["/MCID"]), element["/S"]) for kid in kids(element, "/MCR")]
    return found


def drawn(reader: Any) -> Iterator[tuple[int, str, str, str]]:
    """The stretches of each page as they are drawn: the page, the element's name, the number or none, the content."""
    for number, page in enumerate(reader.pages):
        for name, stretch, content in STRETCH.findall(page.get_contents().get_data().decode("latin-1")):
            yield number, f"/{name}", stretch, content


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_stretch_of_text_belongs_to_one_element(view: View, reader_of: Read) -> None:
    reader = reader_of(view)
    marked = [(page, int(stretch), name) for page, name, stretch, _ in drawn(reader) if stretch]
    assert len(marked) > 4
    assert sorted(held(reader)) == sorted(marked)


def test_heads_feet_and_what_is_repeated_are_outside_the_structure(reader_of: Read) -> None:
    reader = reader_of(crowded(60))
    pages = len(reader.pages)
    outside = "".join(content for *_, stretch, content in drawn(reader) if not stretch)
    said = Counter(bit for bit in re.findall(r"\((.+?)\) Tj", outside) if bit != " ")
    assert said["Own edition"] == said["PSG1-SS-own"] == pages
    names = [said[name] for name in ("Differing views", "1 Everybody has a view", "Sources: answers")]
    assert min(names) > 0
    assert sum(names) == said["continued"]
    assert said["Member"] >= said["1 Everybody has a view"]
    assert not any("reason" in bit or "Supplier Number" in bit for bit in said)


def test_the_pages_lead_back_from_each_stretch_and_each_way_to_its_element(reader_of: Read) -> None:
    reader = reader_of(story())
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    entries = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for number, page in enumerate(reader.pages):
        names = [name for at, name, stretch, _ in drawn(reader) if at == number and stretch]
        assert [one.get_object()["/S"] for one in entries[page["/StructParents"]]] == names
        for note in page.get("/Annots", []):
            way = entries[note.get_object()["/StructParent"]].get_object()
            assert way["/S"] == "/Link"
            assert kids(way, "/OBJR")[0].raw_get("/Obj").idnum == note.idnum


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_headings_go_down_one_level_at_a_time(view: View, reader_of: Read) -> None:
    levels = [int(found[1]) for one in elements(reader_of(view)) if (found := re.match(r"/H(\d)$", one["/S"]))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_row_of_a_table_has_a_cell_for_each_column(reader_of: Read) -> None:
    tables = [one for one in elements(reader_of(crowded(60))) if one["/S"] == "/Table"]
    assert len(tables) > 2
    for table in tables:
        head, *rows = ([cell["/S"] for cell in kids(row, "/StructElem")] for row in kids(table, "/StructElem"))
        assert set(head) == {"/TH"}
        assert all(row == ["/TD"] * len(head) for row in rows)


def test_a_bar_says_in_words_what_it_shows(reader_of: Read) -> None:
    pictures = [one for one in elements(reader_of(view_of(framework()))) if one["/S"] == "/Figure"]
    told = [picture["/Alt"] for picture in pictures]
    assert "A bar of 12. Accept: 3; Accept subject to additional work: 1; Refer: 1; Reject: 1; nil 1" in told[1]
    assert all("/BBox" in picture["/A"] for picture in pictures)


def test_a_flag_that_no_word_stands_beside_is_read_out(reader_of: Read) -> None:
    content = reader_of(view_of(framework())).pages[0].get_contents().get_data()
    assert content.count(b"/Span<</ActualText(Red line.)>>BDC") >= 1


def test_words_that_are_set_apart_are_read_apart(reader_of: Read) -> None:
    content = reader_of(story()).pages[0].get_contents().get_data().decode("latin-1")
    lines = re.search(r"/P<</MCID \d+>>BDC\nBT(.*?)ET", content, re.S)
    assert lines
    said = "".join(re.findall(r"\((.*?)\) Tj", lines[1]))
    assert said.startswith("Two approvals are sought. We accept item 1, and say ")
    assert said.endswith(" are held on item 1. ")


def test_the_recovery_sheet_reads_out_its_passphrase() -> None:
    sheet = recovery_sheet(Sheet("a.mhhs", "Small Supplier", TODAY, "7K2QM-4D0ZX-9RTBA-WE15C-HH3PV"))
    reader = pypdf.PdfReader(io.BytesIO(sheet.data))
    inside = "".join(content for *_, stretch, content in drawn(reader) if stretch)
    assert all(f"({part}) Tj" in inside for part in ("7K2QM", "HH3PV", "1", "2"))
    assert [one["/S"] for one in elements(reader)][:2] == ["/Document", "/H1"]
