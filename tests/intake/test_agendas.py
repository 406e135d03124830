"""Agendas and meetings: numbers, times, leads and papers as written, and a doubt where they disagree."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import message, pdf

AGENDA = """DESIGN BOARD
6th meeting
19 May 2021
11.00 – 12.30
Venue: Room 4, High Street
AGENDA
Timing Lead
1 11.00 – 11.05
(5 mins)
Welcome
Chair
2 11.05 – 11.30 (45 mins) Data quality – paper DB(6)2v1 for decision
3) 11.30 – 12.00 Forward look (Ada Frost)
5) 12.00 – 12.30 AOB
ATTENDEES
1 11.00 – 11.30 Nobody
Date of next meeting:
6 September 2021"""


@pytest.fixture(scope="module")
def agenda() -> Findings:
    return read_bytes(pdf(AGENDA), "agenda.pdf")


def test_timed_items_have_their_number_minutes_lead_and_paper(agenda: Findings) -> None:
    told = [(item.number, item.title, item.minutes, item.lead, item.paper_ref) for item in agenda.agenda]
    assert told == [
        ("1", "Welcome", 5, "Chair", None),
        ("2", "Data quality", 45, None, "DB(6)2v1"),
        ("3", "Forward look", 30, "Ada Frost", None),
        ("5", "AOB", 30, None, None),
    ]
    assert [item.disposition for item in agenda.agenda] == [None, "approval", None, None]


def test_minutes_that_the_clock_denies_are_a_doubt(agenda: Findings) -> None:
    assert any("25 minutes by the clock and 45" in doubt.what for doubt in agenda.doubts)


def test_a_number_left_out_is_a_doubt(agenda: Findings) -> None:
    assert any(doubt.what.startswith("Item 5 follows item 3") for doubt in agenda.doubts)


def test_the_meeting_is_the_one_on_the_cover_not_the_next(agenda: Findings) -> None:
    meeting = agenda.meeting
    assert meeting is not None
    assert (meeting.forum, meeting.label, meeting.date) == ("Design Board", "6th meeting", "2021-05-19")
    assert (meeting.start, meeting.end, meeting.place) == ("11:00", "12:30", "Room 4, High Street")


def test_an_agenda_of_headings_with_minutes_is_read_once() -> None:
    page = "Agenda\nOpening (25 Minutes)\n• News\nBusiness (50 Minutes)\n• Review"
    found = read_bytes(pdf("TAC Meeting\n25 January 2022", page, "A slide", page), "deck.pdf")
    assert [(item.title, item.minutes) for item in found.agenda] == [("Opening", 25), ("Business", 50)]
    assert found.meeting is not None
    assert (found.meeting.forum, found.meeting.date) == ("TAC", "2022-01-25")


def test_a_listed_item_takes_the_ask_of_its_slide() -> None:
    pages = (
        "PSG 4\n2 February 2022",
        "Agenda\n1. PSG Rules\n2. Budget",
        "PSG Rules\nApprove the rules.\nApproval required",
    )
    found = read_bytes(pdf(*pages), "pack.pdf")
    assert [(item.number, item.title, item.disposition) for item in found.agenda] == [
        ("1", "PSG Rules", "approval"),
        ("2", "Budget", None),
    ]
    assert found.agenda[0].ask == "Approve the rules."


def test_an_agenda_that_cannot_be_taken_apart_is_a_doubt() -> None:
    found = read_bytes(pdf("PSG 4\n2 February 2022", "Agenda\nSome words about the day"), "pack.pdf")
    assert not found.agenda
    assert any("items could not be told apart" in doubt.what for doubt in found.doubts)


def test_an_invitation_gives_the_whole_meeting() -> None:
    line = "You are invited to PSG 1, Wednesday 10 November 2021, 10:00 to 12:00, by video.\n"
    meeting = read_bytes(message(line).as_bytes(), "invitation.eml").meeting
    assert meeting is not None
    assert (meeting.forum, meeting.label, meeting.date) == ("PSG", "PSG 1", "2021-11-10")
    assert (meeting.start, meeting.end, meeting.place) == ("10:00", "12:00", "by video")


def test_a_weekday_that_is_not_the_dates_is_a_doubt() -> None:
    line = "PSG 1, Thursday 10 November 2021, 10:00 to 12:00\n"
    found = read_bytes(message(line).as_bytes(), "invitation.eml")
    assert any("2021-11-10 is not a Thu" in doubt.what for doubt in found.doubts)


def test_an_answer_only_names_its_meeting() -> None:
    found = read_bytes(message("M9: no, not enough time.\n", subject="Re: DAG 10.1").as_bytes(), "answer.eml")
    assert found.meeting is not None
    assert (found.meeting.label, found.meeting.date) == ("DAG 10.1", None)
