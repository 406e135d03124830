"""The rules of the room: whether a meeting is held, the time left, what became of our position, who is expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Attendance, Attending, Capacity, ItemTime, Meeting
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.positions import Position
from mhhs_desk.domain.room import (
    Ending,
    Phase,
    Standing,
    counted_from,
    end_of,
    ended,
    ending,
    expected,
    fate,
    forgotten,
    item_clock,
    left_at,
    meeting_clock,
    phase,
    seconds,
    spent,
    stopped,
    with_line,
    without_line,
)

PSG = Meeting(id=1, forum_id=1, label="PSG 1", day=date(2021, 11, 10), start="10:00", end="12:00")
ITEM = Item(id=4, meeting_id=1, number=4, title="One group or two?", options=(), minutes=15)


def at(clock: str, day: int = 10) -> datetime:
    return datetime.fromisoformat(f"2021-11-{day:02d}T{clock}")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (at("10:30", 9), Phase.BEFORE),
        (at("08:00"), Phase.BEFORE),
        (at("09:46"), Phase.HELD),
        (at("15:00"), Phase.HELD),
        (at("00:01", 11), Phase.AFTER),
    ],
)
def test_a_meeting_is_held_from_a_little_before_its_start_to_the_end_of_its_day(now: datetime, told: Phase) -> None:
    assert phase(PSG, now) is told


def test_a_meeting_without_a_day_is_still_to_come_and_one_without_a_start_is_held_all_day() -> None:
    assert phase(replace(PSG, day=None), at("10:30")) is Phase.BEFORE
    assert phase(replace(PSG, start=None), at("00:01")) is Phase.HELD
    assert phase(replace(PSG, start="ten"), at("00:01")) is Phase.HELD


def test_the_time_of_an_item_is_what_was_kept_and_what_has_passed_since_it_was_taken_up() -> None:
    times = [
        ItemTime(item_id=4, began="2021-11-10T10:00:00", ended="2021-11-10T10:04:30"),
        ItemTime(item_id=5, began="2021-11-10T10:04:30", ended="2021-11-10T10:09:00"),
    ]
    clock = item_clock(ITEM, times, "2021-11-10T10:09:00", at("10:13:30"))
    assert (clock.spent, clock.left, clock.over) == (540, 360, False)
    late = item_clock(ITEM, times, "2021-11-10T10:09:00", at("10:20:00"))
    assert (late.left, late.over) == (-30, True)
    assert item_clock(replace(ITEM, minutes=None), times, None, at("10:20:00")).left is None


moments = st.datetimes(datetime(2021, 1, 1), datetime(2021, 12, 31)).map(lambda when: when.replace(microsecond=0))


@given(st.lists(moments, min_size=2, max_size=12, unique=True))
def test_however_often_an_item_is_left_and_taken_up_its_time_is_the_sum(stops: list[datetime]) -> None:
    stops = sorted(stops)
    pairs = list(zip(stops[::2], stops[1::2], strict=False))
    times = [ItemTime(item_id=4, began=a.isoformat(), ended=b.isoformat()) for a, b in pairs]
    began = stops[-1].isoformat() if len(stops) % 2 else None
    now = stops[-1] + timedelta(hours=1)
    whole = sum((b - a for a, b in pairs), timedelta(hours=1) if began else timedelta())
    assert spent(times, 4, began, now) == whole.total_seconds()


def test_a_clock_that_was_set_back_gives_no_time_less_than_none() -> None:
    assert seconds("2021-11-10T10:30:00", "2021-11-10T09:00:00") == 0
    assert seconds("half past", "2021-11-10T09:00:00") == 0


def test_the_whole_meeting_is_reckoned_from_its_start() -> None:
    clock = meeting_clock(PSG, at("11:30"))
    assert clock and (clock.spent, clock.left) == (5400, 1800)
    assert meeting_clock(PSG, at("09:50")) is None
    open_ended = meeting_clock(replace(PSG, end=None), at("11:30"))
    assert open_ended and open_ended.left is None


def test_time_before_the_start_does_not_count_and_a_clock_left_behind_is_known() -> None:
    assert counted_from(PSG, at("09:50")) == at("10:00")
    assert counted_from(PSG, at("10:20")) == at("10:20")
    assert counted_from(replace(PSG, start=None), at("09:50")) == at("09:50")
    running = Standing(1, 4, "2021-11-10T11:40:00")
    assert not forgotten(PSG, running, at("12:50"))
    assert forgotten(PSG, running, at("13:10"))
    assert forgotten(PSG, running, at("09:00", 11))
    assert not forgotten(PSG, replace(running, began=None), at("13:10"))


def test_a_clock_nobody_stopped_ends_at_the_last_sign_of_the_item_or_the_end_of_the_meeting() -> None:
    began, ends = "2021-11-10T11:40:00", end_of(PSG)
    assert left_at(began, ["2021-11-10T11:30", "2021-11-10T11:52"], ends) == "2021-11-10T11:52"
    assert left_at(began, ["2021-11-10T11:30"], ends) == "2021-11-10T12:00:00"
    assert left_at("2021-11-10T12:10:00", [], ends) is None


@given(st.integers(1), st.integers(1), st.none() | moments.map(datetime.isoformat), st.booleans())
def test_where_the_group_stands_is_kept_and_read_again(meeting: int, item: int, began: str | None, still: bool) -> None:
    standing = Standing(meeting, item, began, still)
    assert Standing.read(standing.written()) == standing


@given(st.text() | st.sampled_from(["[]", "[1, 2, 3, 4]", '[1, 2, "ten", false]', "[true, 2, null, false]", "null"]))
def test_what_cannot_be_read_is_no_place(text: str) -> None:
    found = Standing.read(text)
    assert found is None or Standing.read(found.written()) == found


@pytest.mark.parametrize(
    ("ours", "done", "how", "told"),
    [
        ("1", "1", None, Fate.CARRIED),
        ("1", "2", None, Fate.NOT_CARRIED),
        ("A", "W", None, Fate.IN_PART),
        ("W", "A", None, Fate.IN_PART),
        ("X", "R", None, Fate.IN_PART),
        ("A", "E", None, Fate.NOT_CARRIED),
        ("N", "Y", None, Fate.NOT_CARRIED),
        ("A", None, Ending.NO_CONSENSUS, Fate.NOT_CARRIED),
        ("A", None, Ending.DEFERRED, Fate.DEFERRED),
        (None, None, Ending.NOT_TAKEN, Fate.NOT_TAKEN),
        (None, "A", None, None),
        ("U", "Y", None, None),
        ("A", None, None, None),
    ],
)
def test_what_became_of_our_position_is_proposed(
    ours: str | None, done: str | None, how: Ending | None, told: Fate | None
) -> None:
    assert fate(done, how, Position(item_id=4, option=ours)) is told


def test_an_ending_begins_the_text_and_gives_way_to_another_or_to_an_option() -> None:
    text = ended(with_line("", "PSG will look at it again in May"), Ending.DEFERRED)
    assert text == "Deferred.\nPSG will look at it again in May."
    assert ending(Outcome(item_id=4, text=text)) is Ending.DEFERRED
    assert ending(Outcome(item_id=4, option="1", text=text)) is None
    assert ended(text, Ending.NO_CONSENSUS).split("\n")[0] == "No consensus."
    assert ended(text, None) == "PSG will look at it again in May."


@given(
    st.lists(st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool), max_size=5, unique_by=stopped)
)
def test_a_decision_put_into_an_outcome_can_be_taken_out_again(lines: list[str]) -> None:
    text = ""
    for line in lines:
        text = with_line(text, line)
    assert with_line(text, lines[0] if lines else "So.") == (text if lines else "So.")
    for line in lines:
        text = without_line(text, line)
    assert text == ""


def test_a_decision_is_found_again_where_the_lines_were_made_one_by_hand() -> None:
    assert without_line("Deferred. Put to the vote. So be it.", "Put to the vote") == "Deferred. So be it."
    assert without_line("Not put to the vote.", "put to the vote") == "Not put to the vote."


SEATS = (
    Seat(id=1, forum_id=1, name="Small Supplier", kind="party", ours=True, rep="Morgan Hale", alternate="Robin Ash"),
    Seat(id=2, forum_id=1, name="DNO", kind="party"),
    Seat(id=3, forum_id=1, name="SRO", kind="programme", note="chairs"),
    Seat(id=4, forum_id=1, name="Ofgem", kind="observer"),
    Seat(id=5, forum_id=1, name="PMO", kind="secretariat"),
)


def test_everybody_who_may_be_there_is_listed_once() -> None:
    meeting = replace(PSG, id=2, attending=Attending.ALTERNATE)
    last = [
        Attendance(id=7, meeting_id=1, name="Morgan Hale", speaks_for="Small Supplier"),
        Attendance(id=8, meeting_id=1, name="Dana Rook", speaks_for="DNO"),
    ]
    here = [Attendance(id=9, meeting_id=2, name="Kit Vale", speaks_for="SRO", capacity=Capacity.CHAIR)]
    found = expected(meeting, SEATS, last, here)
    assert [(one.id, one.name, one.speaks_for, one.capacity.value) for one in found] == [
        (0, "Robin Ash", "Small Supplier", "alternate"),
        (0, "Dana Rook", "DNO", "representative"),
        (9, "Kit Vale", "SRO", "chair"),
        (0, "Ofgem", "Ofgem", "observer"),
        (0, "PMO", "PMO", "secretariat"),
    ]
    assert all(one.meeting_id == 2 for one in found)


def test_where_nobody_speaks_for_us_nobody_is_expected_to() -> None:
    found = expected(replace(PSG, attending=Attending.NOBODY), SEATS, [], [])
    assert [one.name for one in found] == ["DNO", "SRO", "Ofgem", "PMO"]
