"""Coverage over time: the figures add up, whatever was sent and said in what order; never heard has one meaning."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.coverage import HEARD, State, state
from mhhs_desk.domain.feedback import Feedback, current
from mhhs_desk.domain.hearing import (
    LOOKED_BACK,
    Contact,
    Hearing,
    Part,
    Record,
    answers_due,
    contact,
    counts,
    days_had,
    is_never_heard,
    last_meetings,
)
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, counted

ITEMS, MEMBERS = range(1, 4), range(1, 5)
FIRST = date(2021, 11, 1)
days = st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n))
cells = st.tuples(st.sampled_from(ITEMS), st.sampled_from(MEMBERS))
answers = st.builds(
    lambda cell, option, day, number: Feedback(
        id=number, item_id=cell[0], member_id=cell[1], option=option, received=day.isoformat()
    ),
    cells,
    st.sampled_from("AX0"),
    days,
    st.integers(1, 99),
)
messages = st.lists(st.tuples(days, st.booleans(), st.sampled_from(["e-mail", "by phone"])))
meetings = st.lists(
    st.builds(
        lambda n, day: Meeting(id=n, forum_id=1, label=f"PSG {n}", day=day), st.integers(1, 50), st.none() | days
    ),
    unique_by=lambda meeting: meeting.id,
)


def part(heard: int, of: int, counted: bool = True) -> Part:
    states = Counter({State.ANSWERED: heard, State.SILENT: of - heard})
    return Part(counted, +states) if counted else Part(False)


parts = st.lists(
    st.builds(
        lambda of, heard, there: part(min(heard, of), of, there), st.integers(0, 3), st.integers(0, 3), st.booleans()
    ),
    max_size=6,
)


@given(st.lists(answers), st.sets(cells), st.sets(cells), st.sets(st.sampled_from(MEMBERS)))
def test_every_member_there_has_each_item_in_one_state_and_the_figures_add_up(said, asked, recused, there) -> None:
    standing = current(said)
    found = counts(ITEMS, there, standing, asked, recused)
    assert set(found) == there
    for member, states in found.items():
        assert states.total() == len(ITEMS)
        assert states == Counter(state((item, member), standing, asked, recused) for item in ITEMS)
        heard = {i for i in ITEMS if (i, member) in standing and (i, member) not in recused}
        assert Part(True, states).heard == len(heard)


@given(messages, st.randoms())
def test_how_somebody_was_asked_does_not_hang_on_the_order_it_is_told_in(sent, chance) -> None:
    shuffled = list(sent)
    chance.shuffle(shuffled)
    found = contact(sent)
    assert found == contact(shuffled)
    assert (found is None) is (not sent)
    if found:
        assert found.asked == min(day for day, *_ in sent)
        assert all(day >= found.asked for day in found.chased) and list(found.chased) == sorted(set(found.chased))


def test_the_first_message_asks_even_where_it_was_noted_as_a_reminder() -> None:
    assert contact([(FIRST, True, "e-mail")]) == Contact(FIRST, (), "e-mail")


def test_asking_twice_is_no_chasing() -> None:
    later = FIRST + timedelta(days=3)
    assert contact([(FIRST, False, ""), (later, False, "")]) == Contact(FIRST)
    assert contact([(FIRST, False, ""), (FIRST, True, "")]) == Contact(FIRST, (FIRST,))


def test_working_days_run_to_the_deadline_or_else_to_the_meeting() -> None:
    meeting = Meeting(forum_id=1, label="PSG 1", day=date(2021, 11, 10), feedback_due="2021-11-08T17:00")
    asked = Contact(date(2021, 11, 4))
    assert days_had(asked, answers_due(meeting), ()) == 2
    assert days_had(asked, meeting.day, ()) == 4
    assert days_had(asked, meeting.day, (date(2021, 11, 5),)) == 3
    assert days_had(Contact(date(2021, 11, 9)), answers_due(meeting), ()) == -1
    assert days_had(None, meeting.day, ()) is None
    assert days_had(asked, answers_due(Meeting(forum_id=1, label="PSG 2")), ()) is None


@given(parts)
def test_never_heard_is_a_member_of_the_last_meeting_heard_at_none_of_those_looked_at(found) -> None:
    looked = found[-LOOKED_BACK:]
    heard = sum(one.heard for one in looked)
    expected = bool(looked) and looked[-1].counted and any(one.items for one in looked) and heard == 0
    assert is_never_heard(looked) is expected
    record = Record(Member(id=1, name="Alder Energy"), tuple(found))
    whole = Hearing(tuple(Meeting(id=n, forum_id=1, label="PSG") for n in range(len(found))), (record,), FIRST)
    assert (record in whole.never) is expected
    assert record.heard <= record.items == sum(one.states.total() for one in found)


@given(parts, days)
def test_who_is_no_member_on_the_day_is_never_among_the_never_heard(found, day) -> None:
    gone = Member(id=1, name="Alder Energy", until=day - timedelta(days=1))
    assert Hearing((), (Record(gone, tuple(found)),), day).never == ()


@given(meetings, st.data())
def test_the_last_meetings_are_those_with_an_agenda_in_order_and_not_after_the_one_that_is_next(known, data) -> None:
    with_items = set(data.draw(st.sets(st.sampled_from([one.id for one in known])))) if known else set()
    until = data.draw(st.none() | st.sampled_from(known)) if known else None
    found = last_meetings(known, with_items, until)
    assert {one.id for one in found} <= with_items
    order = [(one.day or date.max, one.id) for one in found]
    assert order == sorted(order)
    if until is None:
        assert len(found) == len(with_items)
    else:
        assert all(one <= (until.day or date.max, until.id) for one in order)


@given(st.none() | days, st.none() | days, st.none() | days)
def test_a_member_is_counted_from_its_first_day_to_its_last(since, until, day) -> None:
    member = Member(id=1, name="Alder Energy", since=since, until=until)
    there = until is None if day is None else (since or day) <= day <= (until or day)
    assert counted([member], day) == ([member] if there else [])


def test_heard_is_answered_or_nil_and_nothing_else() -> None:
    every = Part(True, Counter(State))
    assert (every.heard, every.items) == (len(HEARD), len(State))
