"""Outlook messages are read as any other: who wrote, which words, and what hangs on them."""

from __future__ import annotations

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake import rich_text
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import message, workbook
from tests.intake.outlook_files import message_tree, outlook, packed_rtf

FORM = workbook(Form=[["Organisation", "Alder"], ["Item", "Answer"], [1, "Accept"], [2, "Reject"]])


def said(found: Findings) -> list[tuple[str | None, str | None]]:
    return [(response.item, response.option) for response in found.responses]


def test_the_letterhead_and_the_answers_are_those_of_the_same_mail_saved_as_eml() -> None:
    body = "M9: no.\r\n\r\nItem 3: accept\r\n"
    saved, other = read_bytes(outlook(body), "answer.msg"), read_bytes(message(body, "Re: PSG 1").as_bytes(), "a.eml")
    assert saved.letterhead == other.letterhead
    assert saved.kind == other.kind == "e-mail"
    assert said(saved) == said(other) == [("M9", "N"), ("3", "A")]


def test_a_message_that_is_only_a_web_page_is_read_with_a_doubt() -> None:
    found = read_bytes(outlook(html=b"<html><body><p>M9: no.</p></body></html>"), "answer.msg")
    assert said(found) == [("M9", "N")]
    assert any("web page" in doubt.what for doubt in found.doubts)


def test_a_message_that_is_only_rich_text_is_read() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard M9: no, it\'92s late.\par Item 3: accept\par}"
    found = read_bytes(outlook(rtf=packed_rtf(rtf)), "answer.msg")
    assert said(found) == [("M9", "N"), ("3", "A")]
    assert "it’s late" in found.text


def test_rich_text_that_is_packed_smaller_is_unrolled() -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert rich_text.unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_a_form_that_hangs_on_it_is_read_as_a_part_of_it() -> None:
    found = read_bytes(outlook("Our form.", attachments=[("form.xlsx", FORM)]), "answer.msg")
    assert said(found) == [("1", "A"), ("2", "X")]
    assert {one.source.part for one in found.responses} == {"form.xlsx"}
    assert found.responses[0].received == "2021-11-05T09:30"


def test_a_message_that_hangs_on_it_is_read_with_what_hangs_on_that() -> None:
    inner = message_tree("See the form.", "Our answer", attachments=[("form.xlsx", FORM)])
    found = read_bytes(outlook("Forwarded.", "Fw: PSG 1", attachments=[("Our answer", inner)]), "answer.msg")
    assert said(found) == [("1", "A"), ("2", "X")]
    assert {one.source.part for one in found.responses} == {"Our answer.eml / form.xlsx"}
    assert "See the form." in found.text


def test_rich_text_as_a_file_of_its_own_is_read() -> None:
    found = read_bytes(rb"{\rtf1\ansi Dear rep,\par We accept the rules.\par{\*\generator x}}", "letter.rtf")
    assert (found.kind, found.text) == ("rich text", "Dear rep,\nWe accept the rules.")
