"""Looking back: every item stands in one path, counts add up, and few are never told as a percentage."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.looking_back import Asking, Consulted, Visit, fared, fared_by, held_in, paths, years
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.positions import Position, Strength

PSG = Forum(id=1, code="PSG", name="Steering", level=2)
MEETINGS = [Meeting(id=n, forum_id=1, label=f"PSG {n}", day=date(2021, 10 + n, 3)) for n in (1, 2)]
MEETINGS += [Meeting(id=3, forum_id=1, label="PSG 3", day=date(2022, 1, 5))]


def visit(
    number: int, meeting: int, follows: int | None = None, fate: Fate | None = None, option: str | None = "A"
) -> Visit:
    item = Item(id=number, meeting_id=meeting, number=number, title=f"Item {number}", options=(), follows=follows)
    outcome = Outcome(item_id=number, ours=fate) if fate else None
    return Visit(PSG, MEETINGS[meeting - 1], item, Position(item_id=number, option=option), outcome)


def test_an_item_s_path_leads_over_the_meetings_that_took_it_up() -> None:
    found = paths(
        [visit(1, 1, fate=Fate.DEFERRED), visit(2, 1, fate=Fate.CARRIED), visit(3, 2, 1, Fate.DEFERRED), visit(4, 3, 3)]
    )
    assert [[one.item.id for one in path.visits] for path in found] == [[1, 3, 4], [2]]
    assert [path.is_open for path in found] == [True, False]


@given(st.lists(st.tuples(st.integers(1, 3), st.one_of(st.none(), st.integers(1, 8))), max_size=8))
def test_every_item_stands_in_exactly_one_path_whatever_follows_what(made: list[tuple[int, int | None]]) -> None:
    visits = [visit(n, meeting, follows) for n, (meeting, follows) in enumerate(made, 1)]
    found = [one.item.id for path in paths(visits) for one in path.visits]
    assert sorted(found) == [one.item.id for one in visits]


FATES = st.lists(st.one_of(st.none(), st.sampled_from(list(Fate))), max_size=12)


@given(FATES)
def test_counts_add_up_and_fewer_than_five_give_no_percentage(fates: list[Fate | None]) -> None:
    found = fared(visit(n, 1, fate=fate) for n, fate in enumerate(fates, 1))
    assert found.counts.total() == sum(fate is not None for fate in fates)
    assert found.decided == sum(fate in (Fate.CARRIED, Fate.IN_PART, Fate.NOT_CARRIED) for fate in fates)
    assert (found.share is None) == (found.decided < 5)
    assert found.share is None or 0 <= found.share <= 100


def test_an_item_without_an_option_of_ours_is_no_position() -> None:
    assert fared([visit(1, 1, fate=Fate.CARRIED, option=None)]).counts.total() == 0


def test_what_became_of_positions_is_told_in_groups() -> None:
    visits = [visit(1, 1, fate=Fate.CARRIED), visit(2, 1, fate=Fate.NOT_CARRIED), visit(3, 1, option=None)]
    found = fared_by(visits, {1: Strength.CONSENSUS, 2: Strength.DIVIDED, 3: None})
    assert {key: dict(one.counts) for key, one in found.items()} == {
        Strength.CONSENSUS: {Fate.CARRIED: 1}, Strength.DIVIDED: {Fate.NOT_CARRIED: 1}
    }  # fmt: skip


def test_how_consulted_a_member_was_is_counted_over_its_meetings() -> None:
    days = [date(2021, 11, 4), date(2021, 11, 12)]
    one = Consulted(
        Member(id=1, name="Alder"),
        (Asking(MEETINGS[0], 11, 9, days[0], 4, days[1]), Asking(MEETINGS[1], 5, 0, days[0], 2, days[1]),
         Asking(MEETINGS[2], 4, 1)),
    )  # fmt: skip
    assert (one.asked, one.heard, one.told, one.answered, one.notice) == (2, 2, 1, (10, 20), 3)


def test_only_meetings_that_were_held_count_and_each_in_its_year() -> None:
    off = Meeting(id=9, forum_id=1, label="PSG 9", day=date(2021, 11, 20), cancelled=date(2021, 11, 19))
    every, today = [*MEETINGS, off], date(2021, 12, 24)
    assert [one.label for one in held_in(every, None, today)] == ["PSG 1", "PSG 2"]
    assert held_in(every, 2022, today) == []
    assert years(MEETINGS) == [2022, 2021]
