"""Calendar files come in: an entry is known again, and moves its meeting or calls it off after a look."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting, MeetingKind
from mhhs_desk.domain.proposals import Proposal, Sameness
from mhhs_desk.exchange.calendar_file import Entry, Organiser, calendar_file
from mhhs_desk.inbox import ReadFile, Receipt
from mhhs_desk.intake.reading import apart, read_bytes
from mhhs_desk.store.settings import DAY

ZONED = "DTSTART;TZID=Europe/London:"


@pytest.fixture
def psg(desk: Desk) -> Meeting:
    """The PSG of 8 June 2022, on a desk in May."""
    desk.settings.write(DAY, "2022-05-12")
    forum = next(one for one in desk.forums.all() if one.code == "PSG")
    return desk.meetings.add(
        Meeting(forum_id=forum.id, label="PSG 8", day=date(2022, 6, 8), start="10:00", end="12:00", place="by video")
    )


def invitation(
    start: str = "20220608T100000", sequence: int | None = 0, uid: str = "pmo-8@elexon.example", more: str = "",
    method: str = "REQUEST", stamp: str = "20220501T090000Z", summary: str = "PSG 8",
) -> bytes:  # fmt: skip
    version = "" if sequence is None else f"SEQUENCE:{sequence}\n"
    text = (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nMETHOD:{method}\nBEGIN:VEVENT\nUID:{uid}\n{version}"
        f"DTSTAMP:{stamp}\n{ZONED}{start}\nSUMMARY:{summary}\n{more}END:VEVENT\nEND:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n").encode()


def take_in(desk: Desk, data: bytes, name: str = "invitation.ics") -> list[Receipt]:
    parts = [(part, content) for part, content in apart(data, name) if isinstance(content, bytes)]
    return desk.take_in([ReadFile(read_bytes(content, part), content) for part, content in parts])


def waiting(desk: Desk) -> list[Proposal]:
    return [proposal for source in desk.waiting() for proposal in desk.proposals_of(source.id)]


def file_all(desk: Desk) -> None:
    for source in desk.waiting():
        desk.file(source.id)


def test_an_invitation_is_known_again_by_its_identity_and_moves_its_meeting_after_a_look(
    desk: Desk, psg: Meeting
) -> None:
    take_in(desk, invitation())
    file_all(desk)
    assert desk.meetings.get(psg.id).calendar_uid == "pmo-8@elexon.example"
    take_in(desk, invitation("20220615T140000", 1, summary="Steering Group, new date", stamp="20220512T090000Z"))
    (proposal,) = waiting(desk)
    assert (proposal.sameness, proposal.of, proposal.sure) == (Sameness.NEWER, psg.id, True)
    assert proposal.why == "calendar entry; moves PSG 8 from Wed 8 Jun 2022, 10:00 to Wed 15 Jun 2022, 14:00"
    assert desk.meetings.get(psg.id).day == psg.day
    file_all(desk)
    moved = desk.meetings.get(psg.id)
    assert (moved.day, moved.start, moved.by_rule) == (date(2022, 6, 15), "14:00", date(2022, 6, 1))
    (turn,) = desk.turns(moved)
    assert (turn.day, turn.start, turn.told_on, turn.why) == (psg.day, "10:00", date(2022, 5, 12), "invitation.ics")
    desk.undo()
    assert desk.meetings.get(psg.id).day == psg.day and desk.moves.count() == 0


def test_an_older_version_changes_nothing_and_need_not_be_looked_at(desk: Desk, psg: Meeting) -> None:
    take_in(desk, invitation("20220615T100000", 3))
    file_all(desk)
    before = desk.meetings.get(psg.id)
    take_in(desk, invitation("20220622T100000", 2, stamp="20220601T090000Z"), "late.ics")
    assert waiting(desk) == []
    assert [p.sameness for p in desk.proposals.all()][-1] is Sameness.OLDER
    assert desk.meetings.get(psg.id) == before


@pytest.mark.parametrize(("method", "more"), [("CANCEL", ""), ("PUBLISH", "STATUS:CANCELLED\n")])
def test_a_cancellation_calls_the_meeting_off_and_a_later_version_has_it_held_after_all(
    desk: Desk, psg: Meeting, method: str, more: str
) -> None:
    take_in(desk, invitation())
    file_all(desk)
    take_in(desk, invitation(sequence=1, more=more, method=method, stamp="20220510T090000Z"), "off.ics")
    (proposal,) = waiting(desk)
    assert proposal.why == "calendar entry; calls PSG 8 off" and proposal.sure
    file_all(desk)
    off = desk.meetings.get(psg.id)
    assert (off.cancelled, off.day, [turn.off for turn in desk.turns(off)]) == (date(2022, 5, 10), psg.day, [True])
    take_in(desk, invitation(sequence=2, stamp="20220511T090000Z"), "on.ics")
    assert [one.why for one in waiting(desk)] == ["calendar entry; PSG 8 is held after all"]
    file_all(desk)
    assert desk.meetings.get(psg.id).cancelled is None


def test_the_same_version_that_says_otherwise_is_a_doubt(desk: Desk, psg: Meeting) -> None:
    take_in(desk, invitation(sequence=1))
    file_all(desk)
    take_in(desk, invitation("20220609T100000", 1, stamp="20220430T090000Z"), "other.ics")
    (proposal,) = waiting(desk)
    assert not proposal.sure and "said otherwise" in proposal.doubts[0]
    file_all(desk)
    assert desk.meetings.get(psg.id).day == psg.day


def test_a_cancellation_of_a_meeting_nobody_knew_is_a_doubt(desk: Desk, psg: Meeting) -> None:
    take_in(desk, invitation("20220713T100000", 1, "pmo-9", method="CANCEL", summary="DAG 9"))
    (proposal,) = waiting(desk)
    assert (proposal.sure, proposal.doubts) == (False, ("It is called off, and was not known before.",))


def test_an_invitation_of_another_forum_on_the_same_day_is_another_meeting(desk: Desk, psg: Meeting) -> None:
    take_in(desk, invitation(uid="dag", summary="DAG: Design Advisory Group"))
    file_all(desk)
    assert desk.meetings.count() == 2
    assert desk.meetings.get(psg.id).calendar_uid is None


def test_an_invitation_without_a_number_on_another_day_of_the_month_may_be_the_one_that_is_known(
    desk: Desk, psg: Meeting
) -> None:
    take_in(desk, invitation("20220609T100000", summary="Programme Steering Group"))
    (proposal,) = waiting(desk)
    assert not proposal.sure
    assert proposal.doubts == ("It may be PSG 8, known for Wed 8 Jun 2022: then give it that label.",)
    settled = desk.settle(proposal.id, label="PSG 8")
    assert (settled.sure, settled.sameness, settled.of) == (True, Sameness.NEWER, psg.id)
    file_all(desk)
    assert desk.meetings.count() == 1
    moved = desk.meetings.get(psg.id)
    assert (moved.day, moved.calendar_uid) == (date(2022, 6, 9), "pmo-8@elexon.example")
    assert [turn.day for turn in desk.turns(moved)] == [psg.day]


# Our own file comes back


def changed(data: bytes, *changes: tuple[str, str]) -> bytes:
    text = data.decode()
    for found, written in changes:
        text, count = re.subn(found, written, text)
        assert count
    return text.encode()


def test_a_file_of_ours_that_nobody_changed_asks_for_no_look(desk: Desk, psg: Meeting) -> None:
    desk.confirm(desk.open_days(date(2022, 12, 31)))
    receipts = take_in(desk, desk.calendar_file(deadlines=True), "year.ics")
    assert len(receipts) == 22 and waiting(desk) == []
    assert {receipt.known for receipt in receipts} == {1}
    assert desk.meetings.get(psg.id) == psg


def test_a_file_of_ours_that_was_changed_in_a_client_comes_back_to_its_meeting(desk: Desk, psg: Meeting) -> None:
    desk.confirm(desk.open_days(date(2022, 8, 31)))
    data = desk.calendar_file(deadlines=True)
    back = changed(
        data,
        ("SUMMARY:PSG 8: Programme Steering Group", "SUMMARY:Steering"),
        ("20220608T100000", "20220609T113000"),
        ("20220608T120000", "20220609T133000"),
        (rf"UID:{psg.uid}@mhhs-desk\r\nSEQUENCE:0", f"UID:{psg.uid}@mhhs-desk\r\nSEQUENCE:4"),
    )
    take_in(desk, back, "year.ics")
    (proposal,) = waiting(desk)
    assert proposal.why == "calendar entry; moves PSG 8 from Wed 8 Jun 2022, 10:00 to Thu 9 Jun 2022, 11:30"
    file_all(desk)
    moved = desk.meetings.get(psg.id)
    assert (moved.day, moved.start, moved.end, moved.label) == (date(2022, 6, 9), "11:30", "13:30", "PSG 8")
    again = desk.calendar_file([moved]).decode()
    assert int(re.findall(r"SEQUENCE:(\d+)", again)[0]) >= 4
    take_in(desk, back.replace(b"PRODID", b"X-WR-CALNAME:mine\r\nPRODID"), "year again.ics")
    assert waiting(desk) == []


def test_a_client_that_keeps_the_version_but_writes_later_is_believed(desk: Desk, psg: Meeting) -> None:
    back = changed(
        desk.calendar_file(),
        ("20220608T100000", "20220610T100000"),
        ("20220608T120000", "20220610T120000"),
        (r"(DTSTAMP|LAST-MODIFIED):\d{8}", r"\1:20990101"),
    )
    take_in(desk, back)
    assert [one.sure for one in waiting(desk)] == [True]


def test_a_file_of_ours_from_before_a_move_is_older(desk: Desk, psg: Meeting) -> None:
    data = desk.calendar_file()
    desk.move(psg.id, date(2022, 6, 15), "10:00", "12:00")
    take_in(desk, data)
    assert waiting(desk) == []
    assert desk.meetings.get(psg.id).day == date(2022, 6, 15)


def test_a_mail_that_moves_a_meeting_leaves_where_it_was(desk: Desk, psg: Meeting) -> None:
    mail = (
        b"From: PMO <pmo@programme.example>\nTo: rep@seat.example\nSubject: PSG 8\n"
        b"Date: Thu, 12 May 2022 09:30:00 +0100\n\nMeeting: PSG 8\nDate: Thursday 9 June 2022\nTime: 10:00 to 12:00\n"
    )
    take_in(desk, mail, "moved.eml")
    file_all(desk)
    moved = desk.meetings.get(psg.id)
    assert moved.day == date(2022, 6, 9)
    assert [(turn.day, turn.told_on, turn.why) for turn in desk.turns(moved)] == [(psg.day, date(2022, 5, 12), "PSG 8")]


def test_an_ad_hoc_meeting_is_told_by_its_label(desk: Desk, psg: Meeting) -> None:
    take_in(desk, invitation("20220620T100000", 0, "adhoc", summary="DAG 10.1"))
    take_in(desk, invitation("20220621T100000", 0, "e", summary="ePSG 9"), "e.ics")
    file_all(desk)
    kinds = {one.label: one.kind for one in desk.meetings.all() if one.id != psg.id}
    assert kinds == {"DAG 10.1": MeetingKind.AD_HOC, "ePSG 9": MeetingKind.AD_HOC}


@pytest.mark.parametrize("method", ["REPLY", "COUNTER"])
def test_what_somebody_invited_sends_back_moves_nothing(desk: Desk, psg: Meeting, method: str) -> None:
    take_in(desk, invitation())
    file_all(desk)
    take_in(desk, invitation("20220616T100000", 1, method=method), "answer.ics")
    assert waiting(desk) == []
    assert desk.meetings.get(psg.id).day == psg.day
    assert any("only its organiser" in doubt for doubt in desk.sources.all()[-1].doubts)


def test_one_meeting_of_a_series_is_not_taken_for_another_of_it(desk: Desk, psg: Meeting) -> None:
    take_in(desk, invitation())
    file_all(desk)
    other = "RECURRENCE-ID;TZID=Europe/London:20220706T100000\n"
    take_in(desk, invitation("20220707T100000", 1, more=other, summary="PSG 9"), "one.ics")
    file_all(desk)
    assert desk.meetings.get(psg.id).day == psg.day
    assert desk.meeting("PSG 9").day == date(2022, 7, 7)


TIME = st.times().map(lambda at: at.strftime("%H:%M"))
PLACE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.none() | TIME, TIME, st.none() | PLACE)
def test_what_a_file_of_ours_says_is_read_as_it_was_said(
    day: date, start: str | None, end: str, place: str | None
) -> None:
    entry = Entry(
        uid="0190a1b2-1111-7000-8000-000000000001@mhhs-desk",
        sequence=3,
        at="2021-11-09T08:15:30+00:00",
        summary="PSG 8: Programme Steering Group",
        day=day,
        start=start,
        end=end if start and end > start else None,
        place=place,
    )
    found = read_bytes(calendar_file([entry], Organiser("Morgan Hale", "rep@seat.example", "")), "ours.ics").meeting
    assert found and found.calendar
    assert (found.forum, found.label, found.date) == ("PSG", "PSG 8", day.isoformat())
    assert (found.start, found.end) == (start, entry.end)
    assert (found.place or "").split() == (place or "").split()
    assert (found.calendar.uid, found.calendar.sequence, found.calendar.cancelled) == (entry.uid, 3, False)
