"""The response form: its lists, its locks, its words, and what is hidden in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from mhhs_desk.asking import Asking
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import Option
from mhhs_desk.exchange.response_form import Form, height, response_form
from mhhs_desk.intake.workbooks import read
from mhhs_desk.words import EVIDENCE

LONG = "a clause that is far longer than a list of choices may be in a cell " * 3


@pytest.fixture
def form(desk: Asking) -> Form:
    """A form of two items: a decision, and a question with long options of its own."""
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1", day=date(2021, 11, 10)))
    member = desk.members.add(Member(name="=Gas & Söhne", consent=Consent.CONSTITUENCY))
    desk.items.add_all(
        [
            Item(meeting_id=meeting.id, number=1, title="=SUM(1)", ask="@all, +1", paper_ref="-D1", paper_version="v1",
                 options=(Option("A", "Accept"), Option("X", "Reject"))),
            Item(meeting_id=meeting.id, number=2, title="Which?", options=(Option("1", f"First {LONG}"),
                 Option("2", f"Second {LONG}"))),
        ]
    )  # fmt: skip
    desk._today = date(2021, 11, 1)
    made = desk.plan_asking(meeting).letters[0].form
    assert made.member == member
    return made


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"xl/{name}").decode()


def cells(data: bytes, sheet: str) -> list[str]:
    table = next(table for table in read(data, "form.xlsx").tables if table.sheet == sheet)
    return [cell for row in table.rows for cell in row if cell]


def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert response_form(form) == response_form(form)


def test_each_item_offers_its_own_options_and_no_comment(form: Form) -> None:
    lists = read(response_form(form), "form.xlsx").tables[2]
    columns = [[cell for cell in column if cell] for column in zip(*lists.rows, strict=True)]
    assert columns[1] == list(EVIDENCE)
    assert columns[3] == ["Accept", "Reject", "No comment (nil return)"]
    assert [cell[:8] for cell in columns[4]] == ["1. First", "2. Secon", "No comme"]


def test_a_drop_down_is_a_range_however_long_its_options(form: Form) -> None:
    answers = part(response_form(form), "worksheets/sheet2.xml")
    sources = re.findall(r"<formula1>(.*?)</formula1>", answers)
    assert "Lists!$D$1:$D$3" in sources and "Lists!$E$1:$E$3" in sources
    assert all(source.startswith("Lists!$") for source in sources)


def test_words_that_begin_like_a_formula_stay_words(form: Form) -> None:
    data = response_form(form)
    assert "<f>" not in part(data, "worksheets/sheet1.xml") + part(data, "worksheets/sheet2.xml")
    assert {"=SUM(1)", "@all, +1", "-D1 v1"} <= set(cells(data, "Answers"))
    assert "=Gas & Söhne" in cells(data, "Start here")


def test_only_what_is_to_be_filled_in_is_unlocked(form: Form) -> None:
    data = response_form(form)
    answers, styles = part(data, "worksheets/sheet2.xml"), part(data, "styles.xml")
    whole = re.search(r"<cellXfs.*</cellXfs>", styles)
    assert whole
    kinds = re.findall(r"<xf [^>]*/>|<xf [^>]*[^/]>.*?</xf>", whole[0])
    unlocked = {number for number, kind in enumerate(kinds) if 'locked="0"' in kind}
    free = {cell for cell, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', answers) if int(style) in unlocked}
    assert free == {f"{column}{row}" for column in "EFGHIJK" for row in (3, 4)}
    assert "<sheetProtection" in answers and "password" not in answers


def test_what_brings_it_home_is_hidden(form: Form) -> None:
    book = part(response_form(form), "workbook.xml")
    assert re.findall(r'name="(\w+)"[^>]*state="hidden"', book) == ["Lists", "Desk"]
    hidden = cells(response_form(form), "Desk")
    assert {form.workspace, form.meeting.uid, form.member.uid, *(item.uid for item in form.items)} <= set(hidden)


def test_the_consent_agreed_earlier_is_chosen_already(form: Form) -> None:
    told = cells(response_form(form), "Start here")
    assert form.wording["consent"]["constituency"] in told
    named = replace(form, member=replace(form.member, consent=Consent.NAMED))
    assert form.wording["consent"]["named"] in cells(response_form(named), "Start here")


def test_it_prints_on_a4_across_with_its_head_on_every_page(form: Form) -> None:
    data = response_form(form)
    answers = part(data, "worksheets/sheet2.xml")
    assert 'paperSize="9"' in answers and 'orientation="landscape"' in answers and 'fitToHeight="0"' in answers
    assert "Answers!$2:$2" in part(data, "workbook.xml")
    assert 'state="frozen"' in answers


def test_a_row_is_as_high_as_its_words_and_grows_with_more(form: Form) -> None:
    assert height(("word " * 60, 20)) > height(("word", 20))
    answers = part(response_form(form), "worksheets/sheet2.xml")
    assert re.search(r'<row r="3"[^>]* ht="', answers) and "customHeight" not in answers
