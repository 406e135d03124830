"""Messages: who wrote, which words are their own, and what hangs on them."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.findings import Findings
from mhhs_desk.exchange.drafts import Draft, draft
from mhhs_desk.intake import mails
from mhhs_desk.intake.html_text import text_of
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.words import fault
from tests.intake.documents import message, pdf, workbook

FORM = workbook(Form=[["Organisation", "Alder"], ["Item", "Answer"], [1, "Accept"], [2, "Reject"]])


def read(body: str, subject: str = "Re: PSG 1") -> Findings:
    return read_bytes(message(body, subject).as_bytes(), "answer.eml")


def said(found: Findings) -> list[tuple[str | None, str | None]]:
    return [(response.item, response.option) for response in found.responses]


def test_the_letterhead_says_who_wrote_when_and_to_whom() -> None:
    mail = message("Hello", sender='"Frost, Ada" <Ada@Alder.example>', cc="b@birch.example", bcc="c@cedar.example")
    head = read_bytes(mail.as_bytes(), "m.eml").letterhead
    assert head is not None
    assert (head.sender, head.address, head.sent) == ("Frost, Ada", "ada@alder.example", "2021-11-05T09:30")
    assert head.recipients == ("rep@seat.example", "b@birch.example", "c@cedar.example")


def test_a_message_without_a_date_has_a_doubt() -> None:
    mail = message("Hello")
    del mail["Date"]
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert any(doubt.what == "The message has no date." for doubt in found.doubts)


def test_quoted_lines_are_nobodys_answer() -> None:
    body = "M9: no.\n\nOn Thu, 4 Nov 2021 at 11:20, The Rep <rep@seat.example>\nwrote:\n\n> M5: yes\n> Item 3: accept\n"
    assert said(read(body)) == [("M9", "N")]


def test_words_below_a_quote_are_the_senders_own() -> None:
    body = "On Thu, 4 Nov 2021, The Rep wrote:\n> M5: yes\n\nM9: no.\n"
    assert said(read(body)) == [("M9", "N")]


def test_a_message_repeated_below_its_head_is_not_the_senders() -> None:
    head = "From: The Rep\nSent: 4 November 2021\nTo: All\nSubject: PSG 1\n\nItem 3: accept\n"
    assert said(read("M9: no.\n\n" + head)) == [("M9", "N")]
    assert said(read("M9: no.\n\n-----Original Message-----\n" + head)) == [("M9", "N")]


def test_a_forwarded_message_is_not_the_senders_answer() -> None:
    body = "See below.\n\n---------- Forwarded message ---------\nFrom: Ben <ben@birch.example>\n\nM9: yes\n"
    assert said(read(body)) == []


def test_an_answer_under_a_quoted_question_takes_its_item_with_a_doubt() -> None:
    found = read("> Item 3: is a second group needed?\n\nOption 1 for us.\n")
    assert said(found) == [("3", "1")]
    assert any("quoted line above" in doubt.what for doubt in found.doubts)


def test_a_message_that_is_a_web_page_is_read_as_text_with_a_doubt() -> None:
    mail = message("x")
    mail.set_content(
        "<html><head><style>p {}</style></head><body>"
        "<p>M9: no.</p><blockquote><p>M5: yes</p></blockquote></body></html>",
        subtype="html",
    )
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert said(found) == [("M9", "N")]
    assert any("web page" in doubt.what for doubt in found.doubts)


def test_a_web_page_loads_nothing_and_loses_no_words() -> None:
    page = (
        "<p>One<br>two</p><script>bad()</script><img src='https://far.example/x.png'><ul><li>three</li></ul>&amp; four"
    )
    assert text_of(page).split() == ["One", "two", "•", "three", "&", "four"]


def test_a_form_that_hangs_on_a_message_is_read_as_a_part_of_it() -> None:
    mail = message("Please find our form.")
    mail.add_attachment(FORM, maintype="application", subtype="octet-stream", filename="form.xlsx")
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert said(found) == [("1", "A"), ("2", "X")]
    assert [response.source.part for response in found.responses] == ["form.xlsx"] * 2
    assert found.responses[0].received == "2021-11-05T09:30"


def test_an_attachment_that_cannot_be_read_is_named_in_a_doubt() -> None:
    mail = message("M9: no.")
    locked = pdf("x", password="secret")
    mail.add_attachment(locked, maintype="application", subtype="pdf", filename="letter.pdf")
    mail.add_attachment(b"PK\x03\x04 broken", maintype="application", subtype="zip", filename="more.zip")
    found = read_bytes(mail.as_bytes(), "m.eml")
    told = [doubt.what for doubt in found.doubts if "attachment" in doubt.what]
    assert said(found) == [("M9", "N")]
    assert "“letter.pdf” was not read (encrypted" in told[0]
    assert "“more.zip” was not read (unreadable" in told[1]


def test_a_message_saved_as_utf_16_is_read() -> None:
    data = message("M9: no, über 18 Monate.").as_string().encode("utf-16")
    assert said(read_bytes(data, "m.eml")) == [("M9", "N")]


def test_a_draft_that_was_never_sent_is_told_as_one_and_proposes_nothing() -> None:
    asked = Draft(
        ("The Rep", "rep@seat.example"), (("Ada", "ada@alder.example"),), "PSG 1: your views", "Item 3: accept?"
    )
    with pytest.raises(Fault) as told:
        read_bytes(draft(asked, "form.xlsx", FORM), "ask.eml")
    assert fault(told.value).startswith(
        "ask.eml is a draft that was never sent. Nothing in it is anybody’s answer. Send it"
    )


def test_a_message_that_says_x_unsent_in_its_words_was_sent() -> None:
    assert not mails.is_draft(message("M9: no.\n\nX-Unsent: 1\n").as_string())


def test_an_answer_sent_on_is_its_writers_and_not_the_one_who_sends_it() -> None:
    head = "From: Ben Cole <Ben@birch.example>\nSent: 4 November 2021 11:20\nTo: The Rep\nSubject: RE: PSG 1\n\n"
    found = read(
        "Note item 4.\n\n" + head + "Item 3: no.\n\nFrom: The Rep\nSent: x\nTo: Ben\n\nItem 5: yes\n", "FW: PSG 1"
    )
    (one,) = found.responses
    assert (one.respondent, one.address, one.item, one.option) == ("Ben Cole", "ben@birch.example", "3", "N")
    assert (one.received, one.source.line) == ("2021-11-04T11:20", 8)
    assert any("sent on by Ada Frost" in doubt.what for doubt in found.doubts)


def test_a_question_about_an_item_is_no_answer_to_it() -> None:
    assert said(read("When will the item 9 paper be out?\n\nItem 3: accept.\n")) == [("3", "A")]


def test_a_table_in_a_message_is_read_by_its_columns() -> None:
    mail = message("x")
    rows = "<tr><td><p>Item</p></td><td><p>Answer</p></td></tr><tr><td><p>3</p></td><td><p>Reject</p></td></tr>"
    mail.set_content(f"<p>Our answers:</p><table>{rows}</table><p>M9: no.</p>", subtype="html")
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert said(found) == [("3", "X"), ("M9", "N")]
    assert {(one.respondent, one.received) for one in found.responses} == {("Ada Frost", "2021-11-05T09:30")}


def test_a_table_that_only_sets_out_the_page_keeps_its_lines() -> None:
    page = "<table><tr><td><p>One</p><table><tr><td>a</td><td>b</td></tr></table></td><td>Two</td></tr></table>"
    assert text_of(page).splitlines() == ["One", "", "a\tb", "", "Two"]


def test_what_stands_below_a_signature_is_no_answer_but_a_postscript_is() -> None:
    body = "Item 3: accept.\n\nKind regards\nAda\n\nAda Frost\nItem 1: safety first!\n"
    assert said(read(body)) == [("3", "A")]
    assert said(read(body + "\nPS\nItem 4: reject.\n")) == [("3", "A"), ("4", "X")]


def test_a_number_alone_before_an_answer_names_its_item() -> None:
    assert said(read("1 accept\n2 reject - too dear\n3 no view\n")) == [("1", "A"), ("2", "X"), ("3", "0")]
    assert said(read("We have 3 sites.\n12 were asked.\n")) == []


def test_an_answer_that_begins_with_no_and_a_dash_is_no_item_named_no() -> None:
    found = read("> Item 6: should it move?\n\nNo - six weeks would do.\n")
    assert [(one.item, one.option, one.rationale) for one in found.responses] == [("6", "N", "Six weeks would do.")]


def test_a_title_between_an_item_and_its_answer_is_not_what_is_said() -> None:
    found = read("Item 3 - Terms of reference:\nReject. Too long.\n")
    assert [(one.item, one.option, one.rationale) for one in found.responses] == [("3", "X", "Too long.")]


def test_an_answer_promised_is_not_given() -> None:
    assert said(read("I will send our answers on items 3 and 4 by Friday.\n")) == []


def test_a_newsletter_answers_nobody() -> None:
    assert said(read("Item 3 was accepted.\n\nTo unsubscribe write to us.\n")) == []


def test_what_a_group_is_said_to_have_done_is_not_the_senders_answer() -> None:
    assert said(read("Under item 4 the group accepted the plan.\n\nItem 5: accept.\n")) == [("5", "A")]
