"""The recovery sheet: one page that holds the passphrase as it was made and says how to use it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pypdf
import pypdfium2
import pytest

from mhhs_desk.paper.page import RIGHT
from mhhs_desk.paper.recovery_sheet import Sheet, recovery_sheet
from mhhs_desk.store import keys

SHEET = Sheet("small-supplier.mhhs", "Small Supplier", date(2021, 11, 9), "7K2QM-4D0ZX-9RTBA-WE15C-HH3PV")
WIDE = replace(SHEET, passphrase="-".join(["WWWWW", "MMMMM", "WMWMW", "MWMWM", "WWMMW"]))


def text_of(sheet: Sheet) -> str:
    with pypdfium2.PdfDocument(recovery_sheet(sheet).data) as document:
        (page,) = document
        return " ".join(page.get_textpage().get_text_range().split())


def test_the_sheet_names_the_workspace_the_constituency_the_day_and_the_passphrase() -> None:
    text = text_of(SHEET)
    assert "Recovery sheet" in text and "Constituency Small Supplier" in text
    assert "Written on Tuesday 9 November 2021" in text
    assert "7K2QM 4D0ZX 9RTBA WE15C HH3PV" in text
    assert "small-supplier.mhhs and small-supplier.mhhs.key, its key file, beside one another" in text
    assert "small-supplier.backups holds a copy: workspace.key" in text


def test_a_passphrase_of_ones_own_is_printed_as_it_is_written() -> None:
    own = "a horse that nobody would think of on a rainy Tuesday in the afternoon"
    text = text_of(replace(SHEET, passphrase=own))
    assert own in text
    assert "capitals and small letters as they are" in text and "five groups" not in text


def test_the_same_facts_give_the_same_bytes_and_another_day_others() -> None:
    assert recovery_sheet(SHEET).data == recovery_sheet(replace(SHEET)).data
    assert recovery_sheet(SHEET).data != recovery_sheet(replace(SHEET, day=date(2021, 11, 10))).data


def test_every_face_is_embedded() -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(recovery_sheet(SHEET).data)).pages
    resources: Any = page["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts and all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize("sheet", [SHEET, WIDE, replace(SHEET, passphrase=keys.new_passphrase())])
def test_no_group_runs_into_the_next_or_off_the_page(sheet: Sheet) -> None:
    with pypdfium2.PdfDocument(recovery_sheet(sheet).data) as document:
        text = document[0].get_textpage()
        boxes = []
        for group in sheet.passphrase.split("-"):
            found = text.search(group).get_next()
            assert found
            first, last = (text.get_charbox(found[0] + at) for at in (0, len(group) - 1))
            boxes.append((first[0], last[2]))
    assert all(end < start for (_, end), (start, _) in pairwise(boxes))
    assert boxes[-1][1] <= RIGHT + 0.5


def test_the_sheet_is_offered_under_the_name_of_its_workspace() -> None:
    assert SHEET.file_name == "small-supplier recovery sheet.pdf"
