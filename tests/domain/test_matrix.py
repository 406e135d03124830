"""However the matrix is sorted, grouped or narrowed, nothing is lost, nothing comes twice, and the sums are exact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.arrangement import Arrangement, By, Show, arranged
from mhhs_desk.domain.coverage import State, tally
from mhhs_desk.domain.feedback import Said
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.matrix import Column, Grid, Mark, Row, inert
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import Option

OPTIONS = tuple(Option(key, name) for key, name in (("A", "Accept"), ("W", "Accept subject to"), ("X", "Reject")))
WORDS = ("vote", "date", "cost", "VOTE and date", "")
OTHERS = (State.NIL, State.SILENT, State.NOT_ASKED, State.RECUSED)

said = st.builds(
    Said,
    id=st.integers(1, 99),
    member_id=st.just(1),
    item_id=st.just(1),
    option=st.sampled_from("AWXO"),
    rationale=st.sampled_from(WORDS),
    condition=st.sampled_from([None, "if dated"]),
    red_line=st.sampled_from([None, "no vote"]),
    evidence=st.sampled_from([None, 0, 1, 2, 3, 4]),
    consent=st.sampled_from(list(Consent)),
    paper_version=st.sampled_from([None, "v0.9", "v1.0"]),
)
places = st.one_of(said, st.sampled_from(OTHERS))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Up to six members on up to four items."""
    items = [
        Item(id=n, meeting_id=1, number=n, title=f"Item {draw(st.sampled_from(WORDS))}", options=OPTIONS,
             paper_version=draw(st.sampled_from([None, "v1.0"])))
        for n in range(1, 1 + draw(st.integers(0, 4)))
    ]  # fmt: skip
    rows = []
    for n in range(1, 1 + draw(st.integers(0, 6))):
        member = Member(id=n, name=f"Member {n}", segment=draw(st.sampled_from([None, "Domestic", "Both"])))
        cells = [draw(places) for _ in items]
        answers = [cell if isinstance(cell, Said) else None for cell in cells]
        rows.append(Row(member, [State.ANSWERED if isinstance(c, Said) else c for c in cells], answers))
    columns = [Column(item, _tally(item, rows, at), draw(st.sampled_from([None, "A", "X"]))) for at, item in _at(items)]
    return Grid(tuple(columns), tuple(rows))


def _at(items: list[Item]) -> list[tuple[int, Item]]:
    return list(enumerate(items))


def _tally(item: Item, rows: list[Row], at: int):
    states = {(item.id, row.member.id): row.states[at] for row in rows}
    return tally(item.id, states, {(item.id, row.member.id): a for row in rows if (a := row.answers[at])})


arrangements = st.builds(
    Arrangement,
    group=st.sampled_from([By.NOTHING, By.SEGMENT, By.OPTION, By.EVIDENCE]),
    sort=st.sampled_from([By.NAME, By.SEGMENT, By.OPTION, By.EVIDENCE, By.ANSWERED, By.OBJECTIONS]),
    backwards=st.booleans(),
    item=st.sampled_from([None, 1, 2, 3, 99]),
    words=st.sampled_from(["", "vote", "Domestic", "member 2 cost", "date vote", "zebra"]),
    show=st.sampled_from(list(Show)),
)


def wide(how: Arrangement) -> Arrangement:
    """The same, narrowed by nothing."""
    return Arrangement(how.group, how.sort, how.backwards, how.item)


@given(grids(), arrangements)
def test_sorting_and_grouping_lose_nothing_and_show_nothing_twice(grid: Grid, how: Arrangement) -> None:
    shown = arranged(grid, wide(how))
    assert sorted(row.member.id for row in shown.rows) == [row.member.id for row in grid.rows]
    assert shown.places == tuple(range(len(grid.columns)))


@given(grids(), arrangements)
def test_narrowing_shows_a_row_if_and_only_if_one_of_its_cells_is_wanted(grid: Grid, how: Arrangement) -> None:
    shown = arranged(grid, how)
    kind = {row.member.id for row in arranged(grid, Arrangement(show=how.show)).rows}
    wanted = {(row.member.id, at) for row in grid.rows if row.member.id in kind for at in holding(grid, row, how.words)}
    bare = kind if not how.words else {member for member, _ in wanted}
    assert {row.member.id for row in shown.rows} == bare
    assert len(shown.rows) == len(bare)
    if how.words:
        assert set(shown.places) == {at for _, at in wanted}


def holding(grid: Grid, row: Row, words: str) -> list[int]:
    """The cells that hold every word, told the slow way."""
    found = []
    for at, column in enumerate(grid.columns):
        a = row.answers[at]
        texts = [row.member.name, row.member.segment, str(column.item.number), column.item.title]
        texts += [a.rationale, a.condition, a.red_line] if a else []
        text = " ".join(text for text in texts if text).casefold()
        if all(word in text for word in words.casefold().split()):
            found.append(at)
    return found


@given(grids(), arrangements)
def test_a_group_holds_what_is_alike_and_no_two_groups_do(grid: Grid, how: Arrangement) -> None:
    groups = arranged(grid, how).groups
    assert len({group.key for group in groups}) == len(groups)
    assert all(group.rows for group in groups)
    at = grid.place(how.item)
    if how.group is By.SEGMENT:
        assert all(row.member.segment == group.key for group in groups for row in group.rows)
    if how.group is By.OPTION and at is not None:
        keys = [a.option if (a := row.answers[at]) else row.states[at] for group in groups for row in group.rows]
        assert keys == [group.key for group in groups for _ in group.rows]


@given(grids(), st.booleans())
def test_rows_that_are_alike_stay_in_the_order_of_their_names(grid: Grid, backwards: bool) -> None:
    rows = arranged(grid, Arrangement(By.NOTHING, By.ANSWERED, backwards)).rows
    keys = [(-row.answered if backwards else row.answered, row.member.id) for row in rows]
    assert keys == sorted(keys)


@given(grids(), st.sampled_from([1, 2]))
def test_the_strongest_evidence_comes_first_and_no_answer_last(grid: Grid, item: int) -> None:
    at = grid.place(item)
    if at is None:
        return
    rows = arranged(grid, Arrangement(By.NOTHING, By.EVIDENCE, item=item)).rows
    ranks = [(-1 if a.evidence is None else a.evidence) if (a := row.answers[at]) else -2 for row in rows]
    assert ranks == sorted(ranks, reverse=True)


@given(grids())
def test_the_sums_of_rows_and_of_columns_are_the_same(grid: Grid) -> None:
    assert sum(row.answered for row in grid.rows) == sum(column.tally.answered for column in grid.columns)


def test_marks_stand_in_their_order() -> None:
    item = Item(id=1, meeting_id=1, number=1, title="One", options=OPTIONS, paper_version="v1.0")
    answer = Said(1, 1, 1, "X", condition="if", red_line="no", paper_version="v0.9", parts_held=True)
    row = Row(Member(id=1, name="Alder"), [State.ANSWERED], [answer])
    grid = Grid((Column(item, _tally(item, [row], 0), "A"),), (row,))
    assert grid.cell(row, 0).marks == (Mark.RED_LINE, Mark.CONDITION, Mark.STALE, Mark.CONFIDENTIAL)
    assert grid.objections(row) == list(grid.columns)


def test_no_text_becomes_a_formula() -> None:
    assert [inert(text) for text in ("=1+1", "@x", "-", "plain")] == ["'=1+1", "'@x", "'-", "plain"]
