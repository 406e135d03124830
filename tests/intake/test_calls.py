"""A message that asks members for their views is a call; an answer that repeats it is none."""

from __future__ import annotations

from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import REP, message

ASK = (
    "Dear all,\n\nI ask for your views on these items:\n\n- PSG Rules\n- M9 Is there enough time?\n\n"
    "Please answer by 17:00 on Monday 8 November.\n"
)
MEMBERS = "ada@alder.example, ben@birch.example"


def test_an_ask_is_a_call_with_whom_what_and_by_when() -> None:
    (call,) = read_bytes(message(ASK, sender=REP, to=REP, bcc=MEMBERS).as_bytes(), "ask.eml").calls
    assert (call.sender, call.sent, call.due) == (REP, "2021-11-05T09:30", "2021-11-08T17:00")
    assert call.recipients == ("ada@alder.example", "ben@birch.example")
    assert call.items == ("PSG Rules", "M9 Is there enough time?")
    assert not call.reminder


def test_an_ask_without_a_list_is_about_every_item() -> None:
    body = "Your views on PSG 1, please, by Monday 8 November 2021.\n"
    (call,) = read_bytes(message(body, sender=REP, to=MEMBERS).as_bytes(), "ask.eml").calls
    assert (call.items, call.due) == ((), "2021-11-08")


def test_numbers_of_items_are_taken_as_they_are_written() -> None:
    body = "Please answer items 1, 3 and 5 by 17:00 on Monday 8 November 2021.\n"
    (call,) = read_bytes(message(body, sender=REP, to=MEMBERS).as_bytes(), "ask.eml").calls
    assert call.items == ("1", "3", "5")


def test_a_reminder_is_told_by_its_subject() -> None:
    mail = message(ASK, "Reminder: PSG 1: your views", sender=REP, to=MEMBERS)
    assert [call.reminder for call in read_bytes(mail.as_bytes(), "ask.eml").calls] == [True]


def test_an_ask_gives_no_answers() -> None:
    assert not read_bytes(message(ASK, sender=REP, to=MEMBERS).as_bytes(), "ask.eml").responses


def test_an_answer_that_repeats_the_ask_is_no_call() -> None:
    quoted = "".join(f"> {line}\n" for line in ASK.splitlines())
    body = f"M9: no.\n\nOn Fri, 5 Nov 2021, The Rep wrote:\n\n{quoted}"
    for subject in ("Re: PSG 1: your views by 17:00 on Monday 8 November 2021", "PSG 1"):
        found = read_bytes(message(body, subject).as_bytes(), "answer.eml")
        assert (len(found.calls), len(found.responses)) == (0, 1)


def test_an_ask_without_a_day_is_no_call() -> None:
    body = "Please send your views some time.\n"
    assert not read_bytes(message(body, sender=REP, to=MEMBERS).as_bytes(), "ask.eml").calls
