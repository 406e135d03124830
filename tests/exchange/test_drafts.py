"""E-mail drafts: what a mail program makes of them, and what their files are called."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from mhhs_desk.exchange.drafts import Draft, draft, file_name, free_name

FORM = bytes(range(256)) * 40
MESSAGE = Draft(
    ("Morgan Hale", "rep@seat.example"),
    (("Zoë Müller, Dr", "zoe@alder.example"), ("Tom", "tom@alder.example")),
    "PSG 1 – “your views” by Monday\r\nBcc: all@alder.example",
    "Dear Zoë,\n\n1. The framework – " + "a long line " * 40 + "\n.\nFrom now on\n",
)


def opened(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_opens_as_a_message_still_to_be_sent() -> None:
    message = opened(draft(MESSAGE, "PSG 1 - Alder.xlsx", FORM))
    assert message["X-Unsent"] == "1"
    assert message["From"].addresses[0].addr_spec == "rep@seat.example"
    assert [(one.display_name, one.addr_spec) for one in message["To"].addresses] == list(MESSAGE.to)
    assert message["Date"] is None


def test_the_text_and_the_form_come_out_as_they_went_in() -> None:
    message = opened(draft(MESSAGE, "PSG 1 - Alder.xlsx", FORM))
    body = message.get_body()
    assert body and body.get_content().replace("\r\n", "\n") == MESSAGE.text
    form = next(message.iter_attachments())
    assert (form.get_filename(), form.get_content()) == ("PSG 1 - Alder.xlsx", FORM)
    assert form.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_every_line_ends_as_mail_lines_do_and_is_short_enough() -> None:
    data = draft(MESSAGE, "form.xlsx", FORM)
    assert b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 100
    assert data.isascii()


def test_a_line_break_in_a_subject_makes_no_header() -> None:
    message = opened(draft(MESSAGE, "form.xlsx", FORM))
    assert message["Bcc"] is None
    assert message["Subject"] == "PSG 1 – “your views” by Monday Bcc: all@alder.example"


def test_a_draft_to_nobody_has_an_empty_to_and_no_sender_is_made_up() -> None:
    message = opened(draft(Draft(None, (), "Subject", "Text"), "form.xlsx", FORM))
    assert (str(message["To"]), message["From"]) == ("", None)


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert draft(MESSAGE, "form.xlsx", FORM) == draft(MESSAGE, "form.xlsx", FORM)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("PSG 1 - Ørsted & Söhne", "PSG 1 - Orsted & Sohne"),
        ('PSG 1/2: a\\b*?"<>|\n', "PSG 1-2- a-b------"[:13].rstrip(" .-")),
        ("con", "_con"),
        ("Nul.txt", "_Nul.txt"),
        ("../../etc/passwd", "etc-passwd"),
        ("Alder Energy Ltd.", "Alder Energy Ltd"),
        ("電力", ""),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(words: str, name: str) -> None:
    assert file_name(words) == name


def test_a_name_that_is_taken_gets_a_number_whatever_its_case() -> None:
    assert free_name("Alder", ["alder", "ALDER (2)"]) == "Alder (3)"
