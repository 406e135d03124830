"""Calendars: the meeting on a London clock, and one file for each event of several."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import apart, read_bytes
from tests.intake.documents import message


def calendar(*events: str, zones: str = "") -> bytes:
    blocks = "".join(f"BEGIN:VEVENT\r\nUID:{at}\r\n{event}END:VEVENT\r\n" for at, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{zones}{blocks}END:VCALENDAR\r\n".encode()


def event(
    summary: str = "PSG 1", start: str = ":20211110T100000Z", end: str = ":20211110T120000Z", more: str = ""
) -> str:
    return f"SUMMARY:{summary}\r\nDTSTART{start}\r\nDTEND{end}\r\nLOCATION:By video\r\n{more}"


def read(data: bytes) -> Findings:
    return read_bytes(data, "invitation.ics")


def test_a_meeting_has_its_forum_label_day_times_and_place() -> None:
    meeting = read(calendar(event("PSG 1: Programme Steering Group"))).meeting
    assert meeting is not None
    assert (meeting.forum, meeting.label, meeting.date) == ("PSG", "PSG 1", "2021-11-10")
    assert (meeting.start, meeting.end, meeting.place) == ("10:00", "12:00", "By video")


@pytest.mark.parametrize(
    ("summary", "forum", "label"),
    [
        ("P321 Workgroup Meeting 1", "P321 Workgroup", "Meeting 1"),
        ("Transparency Board - 12th meeting (by video)", "Transparency Board", "12th meeting"),
        ("Code Panel meeting no. 103", "Code Panel", "meeting no. 103"),
        ("TAC Meeting", "TAC Meeting", None),
    ],
)
def test_a_body_is_told_from_which_of_its_meetings_it_is(summary: str, forum: str, label: str | None) -> None:
    meeting = read(calendar(event(summary))).meeting
    assert meeting is not None
    assert (meeting.forum, meeting.label) == (forum, label)


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        (":20220615T090000Z", "10:00"),
        (";TZID=Europe/London:20220615T100000", "10:00"),
        (";TZID=GMT Standard Time:20220615T100000", "10:00"),
        (";TZID=Europe/Berlin:20220615T110000", "10:00"),
        (":20220615T100000", "10:00"),
    ],
)
def test_times_are_told_on_a_london_clock(start: str, clock: str) -> None:
    meeting = read(calendar(event(start=start, end=":20220615T120000Z"))).meeting
    assert meeting is not None
    assert (meeting.date, meeting.start) == ("2022-06-15", clock)


def test_a_whole_day_has_no_times_and_a_length_gives_the_end() -> None:
    whole = read(calendar("SUMMARY:DAG 2\r\nDTSTART;VALUE=DATE:20220615\r\n")).meeting
    lasting = read(calendar("SUMMARY:DAG 2\r\nDTSTART:20220115T100000Z\r\nDURATION:PT90M\r\n")).meeting
    assert whole is not None and lasting is not None
    assert (whole.date, whole.start, whole.end) == ("2022-06-15", None, None)
    assert (lasting.start, lasting.end) == ("10:00", "11:30")


def test_a_cancelled_meeting_and_one_that_repeats_are_doubts() -> None:
    found = read(calendar(event(more="STATUS:CANCELLED\r\nRRULE:FREQ=MONTHLY\r\n")))
    told = [doubt.what for doubt in found.doubts]
    assert told == [
        "The calendar says that this meeting is cancelled.",
        "The meeting repeats; only its first day was read.",
    ]


def test_several_events_are_a_file_each_with_their_own_meeting() -> None:
    parts = list(apart(calendar(event("PSG 1"), event("DAG 2", ":20211111T090000Z", ":20211111T100000Z")), "feed.ics"))
    assert [name for name, _ in parts] == ["feed.ics/event 1", "feed.ics/event 2"]
    meetings = [read_bytes(data, name).meeting for name, data in parts if isinstance(data, bytes)]
    assert [(one.label, one.date) for one in meetings if one] == [("PSG 1", "2021-11-10"), ("DAG 2", "2021-11-11")]


def test_more_than_fifty_events_are_one_doubt() -> None:
    data = calendar(*[event(f"PSG {number}") for number in range(1, 60)])
    assert [name for name, _ in apart(data, "feed.ics")] == ["feed.ics"]
    found = read(data)
    assert found.meeting is None
    assert "The calendar holds 59 events; none was taken for the meeting." in [doubt.what for doubt in found.doubts]


def test_zones_run_together_or_repeated_by_the_second_do_no_harm() -> None:
    offsets = "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nDTSTART:19700101T000000\r\n"
    half = f"BEGIN:STANDARD\r\n{offsets}RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\n"
    zones = f"BEGIN:VTIMEZONE\r\nTZID:UTC\r\n{half}TZID:Europe/London\r\n{half}END:VTIMEZONE\r\n"
    meeting = read(calendar(event(start=";TZID=Europe/London:20220615T100000"), zones=zones)).meeting
    assert meeting is not None and meeting.start == "10:00"


def test_an_invitation_that_hangs_on_a_message_gives_its_meeting() -> None:
    mail = message("You are invited.", "Invitation: PSG 1")
    mail.add_alternative(calendar(event()).decode(), subtype="calendar")
    found = read_bytes(mail.as_bytes(), "invitation.eml")
    assert found.meeting is not None
    assert (found.meeting.label, found.meeting.date, found.meeting.start) == ("PSG 1", "2021-11-10", "10:00")
    assert found.meeting.source is not None and found.meeting.source.part == "invitation.ics"


def test_a_calendar_without_an_event_or_an_end_is_one_fault() -> None:
    for data in (calendar(), b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n"):
        with pytest.raises(Fault):
            read(data)
