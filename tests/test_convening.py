"""Convening on the desk: days by rule, moves and the calendar file, each in one step that undo takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from mhhs_desk import calendar_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.calendar_marks import entry_uid
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.store.settings import DAY
from tests.exchange.calendar_rules import broken_rules


@pytest.fixture
def psg(desk: Desk) -> Forum:
    """The PSG of a desk on the day after its first meeting."""
    desk.settings.write(DAY, "2021-11-11")
    forum = next(one for one in desk.forums.all() if one.code == "PSG")
    desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1", day=date(2021, 11, 10), start="10:00", end="12:00"))
    return forum


def coming(desk: Desk, forum: Forum, until: date = date(2022, 12, 31)) -> list[tuple[str, date]]:
    return [(one.label, one.day) for one in desk.open_days(until, forum.id)]


def events(data: bytes) -> dict[str, Any]:
    return {str(event["UID"]): event for event in Calendar.from_ical(data.decode()).walk("VEVENT")}


def test_a_year_of_days_by_rule_is_confirmed_in_one_step_and_one_undo_takes_it_back(desk: Desk, psg: Forum) -> None:
    days = desk.open_days(date(2022, 12, 31), psg.id)
    assert [one.label for one in days][:2] == ["PSG 2", "PSG 3"]
    made = desk.confirm(days)
    assert len(made) == 13 and coming(desk, psg) == []
    assert [one.by_rule for one in made] == [one.day for one in made]
    step = desk.undo()
    assert step and step.name == "Confirm 13 meetings from PSG 2, Wed 1 Dec 2021 on"
    assert desk.meetings.count() == 1


def test_a_label_is_given_once_and_a_meeting_has_one(desk: Desk, psg: Forum) -> None:
    first, second = desk.open_days(date(2022, 1, 31), psg.id)
    for wrong in (
        [replace(first, label="psg 1")],
        [first, replace(second, label="PSG 2")],
        [replace(first, label=" ")],
    ):
        with pytest.raises(Refused):
            desk.confirm(wrong)
    assert desk.meetings.count() == 1


def test_a_day_that_is_declined_stays_in_the_list_and_comes_up_no_more(desk: Desk, psg: Forum) -> None:
    desk.decline(psg.id, date(2022, 1, 5), "Christmas is too near")
    assert coming(desk, psg, date(2022, 2, 28)) == [("PSG 2", date(2021, 12, 1)), ("PSG 3", date(2022, 2, 2))]
    off = desk.meetings.first("label = ?", "PSG Jan 2022")
    assert off and off.cancelled == date(2021, 11, 11)
    told = calendar_words.turn(desk.turns(off)[0], desk.today)
    assert told == "called off, told Thu 11 Nov: Christmas is too near"


def test_a_moved_meeting_says_where_it_was_who_told_and_why_and_its_day_by_rule_stays_settled(
    desk: Desk, psg: Forum
) -> None:
    meeting = desk.confirm(desk.open_days(date(2021, 12, 31), psg.id))[0]
    desk.move(meeting.id, date(2021, 12, 9), "14:00", None, date(2021, 11, 12), "papers late")
    after = desk.meetings.get(meeting.id)
    assert (after.day, after.by_rule, desk.stands_for(after)) == (date(2021, 12, 9), meeting.day, meeting.day)
    told = [calendar_words.turn(turn, desk.today) for turn in desk.turns(after)]
    assert told == ["moved from Wed 1 Dec, told Fri 12 Nov: papers late"]
    assert coming(desk, psg, date(2021, 12, 31)) == []
    step = desk.undo()
    assert step and step.name == "Move PSG 2 to Thu 9 Dec 2021, 14:00"
    assert desk.meetings.get(meeting.id) == meeting and desk.turns(meeting) == []


def test_what_is_called_off_may_be_held_after_all_and_keeps_its_past(desk: Desk, psg: Forum) -> None:
    meeting = desk.meeting("PSG 1")
    desk.call_off(meeting.id, why="no quorum")
    with pytest.raises(Refused):
        desk.call_off(meeting.id)
    desk.reinstate(meeting.id)
    assert desk.meetings.get(meeting.id).cancelled is None
    assert [turn.off for turn in desk.turns(desk.meetings.get(meeting.id))] == [True]
    with pytest.raises(Refused):
        desk.reinstate(meeting.id)


def test_another_cadence_counts_from_its_day_on(desk: Desk, psg: Forum) -> None:
    desk.set_cadence(psg.id, date(2022, 3, 2), 1, 3, "Headline report of PSG 4")
    days = [day for _, day in coming(desk, psg, date(2022, 4, 30))]
    assert days == [date(2021, 12, 1), date(2022, 1, 5), date(2022, 2, 2), date(2022, 3, 3), date(2022, 4, 7)]
    desk.set_cadence(psg.id, date(2022, 3, 2), None, None)
    assert [one.nth for one in desk.cadences.all()] == [None]
    assert [day for _, day in coming(desk, psg)][-1] == date(2022, 2, 2)
    desk.drop_cadence(desk.cadences.all()[0].id)
    assert len(coming(desk, psg)) == 13


def test_deadlines_are_told_with_their_time_and_what_they_jumped(desk: Desk, psg: Forum) -> None:
    psg = desk.forums.change(psg.id, papers_due_time="17:00", feedback_due_days=2, feedback_due_time="12:00")
    due = desk.papers_due(psg, date(2022, 1, 5))
    assert calendar_words.due(due, desk.today) == "Fri 24 Dec, 17:00"
    told = [calendar_words.remark(one, desk.holiday_names) for one in desk.remarks(psg, date(2022, 1, 5))]
    assert told == ["Papers are due Fri 24 Dec, earlier for the bank holidays Mon 27 Dec, Tue 28 Dec and Mon 3 Jan."]
    meeting = Meeting(forum_id=psg.id, label="PSG 3", day=date(2022, 1, 5))
    assert desk.feedback_due(meeting) == "2021-12-31T12:00"
    assert desk.feedback_due(replace(meeting, feedback_due="2021-12-20")) == "2021-12-20"


def test_the_fourth_wednesday_between_the_years_is_told_as_such(desk: Desk) -> None:
    ccag = next(one for one in desk.forums.all() if one.code == "CCAG")
    told = [calendar_words.remark(one, desk.holiday_names) for one in desk.remarks(ccag, date(2022, 12, 28))]
    assert told[0] == "Wed 28 Dec 2022 is the fourth Wednesday, and between Christmas and New Year."
    told = [calendar_words.remark(one, desk.holiday_names) for one in desk.remarks(ccag, date(2022, 3, 23))]
    assert told == ["March 2022 has five Wednesdays; the fifth, Wed 30 Mar, is left free."]


# The calendar file


def test_the_calendar_file_holds_the_meetings_to_come_and_keeps_to_every_rule(desk: Desk, psg: Forum) -> None:
    made = desk.confirm(desk.open_days(date(2022, 12, 31)))
    desk.meetings.add(Meeting(forum_id=psg.id, label="PSG 99"))
    data = desk.calendar_file(deadlines=True)
    assert broken_rules(data) == []
    told = events(data)
    assert {entry_uid(one.uid) for one in made} <= set(told)
    assert len(told) == 2 * len(made)
    held = desk.meeting("PSG 1")
    assert entry_uid(held.uid) not in told
    assert entry_uid(held.uid) in events(desk.calendar_file(everything=True))


def test_an_entry_keeps_its_identity_and_its_version_grows_with_every_change_undo_too(desk: Desk, psg: Forum) -> None:
    meeting = desk.confirm(desk.open_days(date(2021, 12, 31), psg.id))[0]
    uid, versions = entry_uid(meeting.uid), []

    def look() -> None:
        versions.append(events(desk.calendar_file([desk.meetings.get(meeting.id)]))[uid]["SEQUENCE"])

    look()
    desk.move(meeting.id, date(2021, 12, 2), "10:00", "12:00")
    look()
    desk.meetings.change(meeting.id, place="Room 4")
    look()
    desk.undo()
    look()
    desk.meetings.change(meeting.id, papers_received=date(2021, 11, 20))
    look()
    assert versions == [0, 1, 2, 3, 3]
    before = desk.calendar_file()
    assert desk.calendar_file() == before


def test_a_meeting_called_off_is_a_cancellation_and_a_declined_day_is_in_no_file(desk: Desk, psg: Forum) -> None:
    desk.decline(psg.id, date(2022, 1, 5))
    first, second = desk.confirm(desk.open_days(date(2022, 2, 28), psg.id))
    off = desk.call_off(first.id)
    data = desk.calendar_file([off], deadlines=True)
    assert b"METHOD:CANCEL" in data and broken_rules(data) == []
    assert {str(event["STATUS"]) for event in events(data).values()} == {"CANCELLED"}
    among_others = desk.calendar_file()
    assert b"METHOD:PUBLISH" in among_others
    told = {uid: str(event["STATUS"]) for uid, event in events(among_others).items()}
    assert told == {entry_uid(first.uid): "CANCELLED", entry_uid(second.uid): "CONFIRMED"}


def test_a_deadline_has_an_entry_of_its_own_that_follows_the_rule_of_its_forum(desk: Desk, psg: Forum) -> None:
    meeting = desk.confirm(desk.open_days(date(2021, 12, 31), psg.id))[0]
    uid = entry_uid(meeting.uid, "papers")
    before = events(desk.calendar_file(deadlines=True))[uid]
    desk.forums.change(psg.id, papers_due_days=7, papers_due_time="17:00")
    after = events(desk.calendar_file(deadlines=True))[uid]
    assert (before.decoded("DTSTART"), str(before["SUMMARY"])) == (date(2021, 11, 24), "Papers due: PSG 2")
    assert after.decoded("DTSTART").strftime("%d %b %H:%M") == "22 Nov 17:00"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_an_empty_calendar_is_refused_as_no_program_takes_one(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.calendar_file()
    assert words.refusal(refused.value) == "No meeting with a day is to come: there is nothing for a calendar."


def test_why_a_meeting_was_moved_stays_on_the_desk(desk: Desk, psg: Forum) -> None:
    meeting = desk.confirm(desk.open_days(date(2021, 12, 31), psg.id))[0]
    desk.move(meeting.id, date(2021, 12, 2), None, None, why="the chair of Cobalt is ill")
    data = desk.calendar_file(deadlines=True)
    assert b"Moved from Wed 1 Dec 2021" in data and b"Cobalt" not in data
