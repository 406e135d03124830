"""Calendar files: what a parser reads out of them, and the rules that calendar programs hold them to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mhhs_desk.exchange.calendar_file import CANCEL, PUBLISH, Entry, Organiser, calendar_file
from tests.exchange.calendar_rules import broken_rules

REP = Organiser("Morgan Hale", "rep@seat.example", "0190a1b2-0000-7000-8000-000000000000")
PSG = Entry(
    uid="0190a1b2-1111-7000-8000-000000000001@mhhs-desk",
    sequence=2,
    at="2021-11-09T08:15:30.250000+00:00",
    summary="PSG 1: Programme Steering Group",
    day=date(2022, 6, 15),
    start="10:00",
    end="12:00",
    place="Room 4; ask at the desk, or by video",
    text="Papers due Wed 8 Jun 2022.\nAnswers due Mon 13 Jun 2022 17:00.",
)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data.decode()).walk("VEVENT"))


def test_a_parser_reads_a_meeting_as_it_is_on_a_london_clock() -> None:
    (event,) = events(calendar_file([PSG], REP))
    begins = event.decoded("DTSTART")
    assert (begins.hour, begins.astimezone(UTC)) == (10, datetime(2022, 6, 15, 9, tzinfo=UTC))
    assert event.decoded("DTEND") - begins == timedelta(hours=2)
    assert (str(event["UID"]), event["SEQUENCE"], str(event["LOCATION"])) == (PSG.uid, 2, PSG.place)
    assert str(event["DESCRIPTION"]) == PSG.text
    assert event.decoded("DTSTAMP") == datetime(2021, 11, 9, 8, 15, 30, tzinfo=UTC)


def test_the_zone_in_the_file_says_when_london_changes_its_clocks() -> None:
    text = calendar_file([PSG], REP).decode()
    zone: Any = Calendar.from_ical(text).walk("VTIMEZONE")[0]
    london: tzinfo = zone.to_tz()
    for month, hours in ((1, 0), (6, 1), (12, 0)):
        assert datetime(2022, month, 15, 10, tzinfo=london).utcoffset() == timedelta(hours=hours)
    assert datetime(2022, 3, 27, 3, tzinfo=london).utcoffset() == timedelta(hours=1)
    assert datetime(2022, 10, 30, 3, tzinfo=london).utcoffset() == timedelta(0)


def test_a_meeting_without_a_time_is_of_the_whole_day_and_one_without_an_end_is_given_none() -> None:
    whole, begins = events(calendar_file([replace(PSG, start=None), replace(PSG, uid="b@x", end=None)], REP))
    assert (whole.decoded("DTSTART"), whole.decoded("DTEND")) == (PSG.day, PSG.day + timedelta(days=1))
    assert "DTEND" not in begins and "DURATION" not in begins


def test_a_cancelled_meeting_takes_no_time_and_by_itself_is_a_cancellation() -> None:
    off = replace(PSG, cancelled=True)
    data = calendar_file([off], REP, CANCEL)
    (event,) = events(data)
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CANCELLED", "TRANSPARENT")
    assert b"METHOD:CANCEL\r\n" in data
    assert broken_rules(data) == []


def test_the_same_entries_are_the_same_bytes() -> None:
    assert calendar_file([PSG], REP) == calendar_file([PSG], REP)


def test_a_rep_without_an_address_is_told_by_the_workspace() -> None:
    (event,) = events(calendar_file([PSG], replace(REP, name='Morgan "M" Hale', address="at my desk")))
    assert str(event["ORGANIZER"]) == f"urn:uuid:{REP.identity}"
    assert event["ORGANIZER"].params["CN"] == "Morgan ’M’ Hale"


TIME = st.times().map(lambda at: at.strftime("%H:%M"))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=120)
MOMENT = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(lambda at: f"{at.isoformat()}+00:00")


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        start, end = draw(st.none() | TIME), draw(TIME)
        entry = Entry(
            uid=f"0190a1b2-1111-7000-8000-{number:012}@mhhs-desk",
            sequence=draw(st.integers(0, 10_000)),
            at=draw(MOMENT),
            summary=draw(WORDS),
            day=draw(st.dates(date(2000, 1, 1), date(2060, 1, 1))),
            start=start,
            end=end if start and end > start else None,
            place=draw(st.none() | WORDS),
            text=draw(WORDS.map(lambda words: f"{words}\n{words}") | st.just("")),
            cancelled=draw(st.booleans()),
            free=draw(st.booleans()),
        )
        made.append(entry)
    return made


@given(entries())
def test_whatever_meetings_are_called_no_client_has_a_rule_to_complain_of(made: list[Entry]) -> None:
    assert broken_rules(calendar_file(made, REP)) == []


@given(entries())
def test_whatever_is_written_a_parser_reads_it_back(made: list[Entry]) -> None:
    read = events(calendar_file(made, REP))
    assert [str(event["SUMMARY"]) for event in read] == [entry.summary for entry in made]
    assert [event["SEQUENCE"] for event in read] == [entry.sequence for entry in made]
    assert [str(event.get("LOCATION", "")) for event in read] == [entry.place or "" for entry in made]


@pytest.mark.parametrize(
    ("found", "written", "told"),
    [
        (b"SEQUENCE:2\r\n", b"", "SEQUENCE 0 times"),
        (b"UID:", b"URL:", "UID 0 times"),
        (b"METHOD:PUBLISH\r\n", b"", "METHOD is []"),
        (b"PRODID:", b"X-PRODID:", "PRODID is []"),
        (b"STATUS:CONFIRMED", b"STATUS:DONE", "STATUS is DONE"),
        (b"DTEND;TZID=Europe/London:20220615T120000", b"DTEND:20220615T110000Z", "of no zone"),
        (b"DTEND;TZID=Europe/London:20220615T12", b"DTEND;TZID=Europe/London:20220615T09", "ends before it begins"),
        (b"Room 4\\;", b"Room 4;", "LOCATION is not escaped"),
        (b"DTSTAMP:20211109T081530Z", b"DTSTAMP:20211109T081530", "DTSTAMP is not in UTC"),
        (b"mailto:rep@seat.example", b"rep", "ORGANIZER is rep"),
        (b"CALSCALE:GREGORIAN\r\n", b"CALSCALE:GREGORIAN\n", "without CR LF"),
    ],
)
def test_the_rules_find_what_a_client_would_stumble_over(found: bytes, written: bytes, told: str) -> None:
    sound = calendar_file([PSG], REP, PUBLISH)
    assert found in sound
    assert any(told in rule for rule in broken_rules(sound.replace(found, written)))
