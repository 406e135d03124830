"""Every member is in exactly one state on every item, and the figures add up, whatever happened in what order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.coverage import HEARD, State, never_heard, state, tally
from mhhs_desk.domain.feedback import Feedback, current

ITEMS, MEMBERS = range(1, 4), range(1, 6)
cells = st.tuples(st.sampled_from(ITEMS), st.sampled_from(MEMBERS))
answers = st.builds(
    lambda cell, option, day, number: Feedback(
        id=number, item_id=cell[0], member_id=cell[1], option=option, received=f"2021-11-{day:02d}"
    ),
    cells,
    st.sampled_from("AWRXE0"),
    st.integers(1, 9),
    st.integers(1, 99),
)


def states_of(feedback: list[Feedback], asked: set[tuple[int, int]], recused: set[tuple[int, int]]):
    standing = current(feedback)
    return {(i, m): state((i, m), standing, asked, recused) for i in ITEMS for m in MEMBERS}, standing


@given(st.lists(answers), st.sets(cells), st.sets(cells))
def test_states_are_exclusive_exhaustive_and_add_up(feedback, asked, recused) -> None:
    states, standing = states_of(feedback, asked, recused)
    for item in ITEMS:
        counted = tally(item, states, standing)
        assert counted.total == len(MEMBERS)
        assert counted.options.total() == counted.states[State.ANSWERED]
    assert State.NOTHING_TO_SHOW not in states.values()


@given(st.lists(answers, unique_by=lambda answer: answer.id), st.sets(cells), st.sets(cells), st.randoms())
def test_the_order_of_events_changes_nothing(feedback, asked, recused, chance) -> None:
    shuffled = list(feedback)
    chance.shuffle(shuffled)
    assert states_of(feedback, asked, recused) == states_of(shuffled, asked, recused)


@given(st.lists(answers), st.sets(cells))
def test_silence_is_never_counted_for_an_option(feedback, asked) -> None:
    states, standing = states_of(feedback, asked, set())
    silent = {cell for cell, where in states.items() if where is State.SILENT}
    assert not silent & {cell for cell, answer in standing.items() if not answer.is_nil}


@given(st.lists(answers), st.sets(cells), st.sets(cells))
def test_a_member_heard_on_one_item_was_heard(feedback, asked, recused) -> None:
    states, _ = states_of(feedback, asked, recused)
    never = set(never_heard(MEMBERS, states))
    assert never == {m for m in MEMBERS if not any(states[i, m] in HEARD for i in ITEMS)}


def test_the_latest_answer_stands() -> None:
    early = Feedback(id=9, item_id=1, member_id=1, option="A", received="2021-11-04T09:00")
    late = Feedback(id=2, item_id=1, member_id=1, option="X", received="2021-11-05T09:00")
    assert current([late, early])[1, 1] is late
