"""The log of actions goes out in the PMO's columns, and comes back with exactly what was edited in it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.action_log import COLUMNS, RowState, cell
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition
from mhhs_desk.exchange.action_log import action_log
from mhhs_desk.inbox import ReadFile, read_file
from mhhs_desk.store.settings import DAY

TODAY = date(2021, 11, 9)
Cells = list[list[Any]]


@pytest.fixture
def owing(desk: Desk) -> Desk:
    """A desk on the day before PSG 1, with three actions of two forums."""
    with desk.step("Tell the story"):
        desk.settings.write(DAY, TODAY.isoformat())
        psg, dag = desk.forums.first("code = 'PSG'"), desk.forums.first("code = 'DAG'")
        assert psg and dag
        at = desk.meetings.add(Meeting(forum_id=psg.id, label="PSG 1", day=date(2021, 11, 10)))
        common: dict[str, Any] = {"meeting_id": at.id, "forum_id": psg.id}
        desk.actions.add(
            Action(ref="ACT-01", text="Send experts", owner="Constituents", due_words="Next PSG", **common)
        )
        desk.actions.add(Action(ref="ACT-02", text="=Name the alternate", due=date(2021, 11, 5), **common))
        desk.actions.add(Action(ref="ACT-03", text="Review", owner="PMO", due_words="Ongoing", forum_id=dag.id))
        desk.actions.tell(1, "Two are asked.", TODAY)
    return desk


def cells_of(data: bytes) -> Cells:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(0).to_python()


def saved(folder: Path, rows: Cells, name: str = "log.xlsx") -> ReadFile:
    """The rows as somebody else's program saves them."""
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet("Any name"), book.add_format({"num_format": "d mmm yyyy"})
        for row, told in enumerate(rows):
            for column, value in enumerate(told):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                else:
                    sheet.write_string(row, column, str(value))
    return read_file(path)


def taken(desk: Desk, read: ReadFile) -> int:
    """Take a log in, and take every row of it that is wanted; how many records that changed."""
    (receipt,) = desk.take_in([read])
    rows = desk.log_rows(receipt.source.id)
    return desk.take_log(receipt.source.id, [row.proposal.id for row in rows if row.proposal and row.wanted])


def test_the_log_has_the_columns_of_the_pmo_and_says_all_that_is_known(owing: Desk) -> None:
    head, first, second, _ = cells_of(action_log(owing.log_book()))
    assert tuple(str(name).casefold() for name in head[:10]) == COLUMNS
    assert first[:8] == [
        "ACT-01", "Send experts", "Constituents", "PSG", "PSG 1", "Next PSG (1 Dec 2021)", "In hand",
        "Tue 9 Nov 2021: Two are asked.",
    ]  # fmt: skip
    assert second[5] == date(2021, 11, 5)


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-rate", "@SUM(A1)"])
def test_what_begins_like_a_formula_stays_text(owing: Desk, text: str) -> None:
    owing.actions.edit(replace(owing.actions.get(1), text=text, owner=text), TODAY)
    data = action_log(owing.log_book())
    assert cells_of(data)[1][1:3] == [text, text]
    assert b"<f>" not in data


def test_the_same_actions_give_the_same_bytes(owing: Desk) -> None:
    assert action_log(owing.log_book()) == action_log(owing.log_book())


def test_a_log_that_comes_back_as_it_went_changes_nothing(owing: Desk, tmp_path: Path) -> None:
    before = owing.actions.all()
    assert taken(owing, saved(tmp_path, cells_of(action_log(owing.log_book())))) == 0
    assert owing.actions.all() == before
    assert owing.waiting() == []


def test_what_was_changed_here_meanwhile_is_no_edit_of_the_log(owing: Desk, tmp_path: Path) -> None:
    rows = cells_of(action_log(owing.log_book()))
    owing.actions.edit(replace(owing.actions.get(1), owner="SRO"), TODAY)
    rows[1][6] = "Clsoed"
    assert taken(owing, saved(tmp_path, rows)) == 1
    now = owing.actions.get(1)
    assert (now.owner, now.status) == ("SRO", ActionStatus.DONE)


def test_rows_may_be_sorted_added_copied_and_taken_out(owing: Desk, tmp_path: Path) -> None:
    head, first, _, third = cells_of(action_log(owing.log_book()))
    new = ["", "Circulate the plan", "PMO", "DAG", "", "Next DAG", "New", "", "", "", ""]
    copied = [*first]
    copied[0], copied[1] = "ACT-77", "Send experts to the DAG"
    read = saved(tmp_path, [head, third, new, first, copied])
    (receipt,) = owing.take_in([read])
    rows = owing.log_rows(receipt.source.id)
    assert [(row.state, row.action.ref if row.action else None) for row in rows] == [
        (RowState.NEW, None), (RowState.NEW, None), (RowState.GONE, "ACT-02"),
        (RowState.SAME, "ACT-03"), (RowState.SAME, "ACT-01"),
    ]  # fmt: skip
    assert owing.take_log(receipt.source.id, [row.proposal.id for row in rows if row.proposal]) == 2
    added = {action.ref: action for action in owing.actions.all()[3:]}
    assert set(added) == {"ACT-77", "ACT-78"} or set(added) == {"ACT-77", "ACT-04"}
    assert {owing.forums.get(action.forum_id or 0).code for action in added.values()} == {"PSG", "DAG"}


def test_a_new_line_among_the_updates_is_an_update(owing: Desk, tmp_path: Path) -> None:
    rows = cells_of(action_log(owing.log_book()))
    rows[1][7] = f"Wed 10 Nov 2021: Three are named.\n{rows[1][7]}"
    assert taken(owing, saved(tmp_path, rows)) == 0
    assert [update.text for update in owing.action_updates.all()] == ["Two are asked.", "Three are named."]


# The round trip, with any words

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
SAID = WORDS.filter(lambda text: cell(text) != "")
DUES = st.none() | st.dates(date(2021, 1, 1), date(2029, 12, 31)) | st.sampled_from(
    ["Next PSG", "Ongoing", "As soon as possible", "Late Spring 2011", "Next DAG", "12 Nov", "next meeting"]
)  # fmt: skip
OWED = st.tuples(SAID, st.none() | SAID, DUES, st.sampled_from(list(ActionStatus)), st.sampled_from([None, "M5", "M9"]))
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), SAID),
        st.tuples(st.just("owner"), st.none() | SAID),
        st.tuples(st.just("due"), st.none() | st.dates(date(2021, 1, 1), date(2029, 12, 31))),
        st.tuples(st.just("due_words"), st.sampled_from(["Next PSG", "Next DAG", "Ongoing", "TBC"])),
        st.tuples(st.just("status"), st.sampled_from(list(ActionStatus))),
        st.tuples(st.just("milestone"), st.sampled_from([None, "M6", "CR022"])),
        st.tuples(st.just("forum_id"), st.sampled_from(["PSG", "DAG"])),
    ),
    max_size=4,
)
COLUMN = {"text": 1, "owner": 2, "forum_id": 3, "due": 5, "due_words": 5, "status": 6, "milestone": 8}


def added(desk: Desk, owed: list[tuple[Any, ...]]) -> list[Action]:
    forum = desk.forums.first("code = 'PSG'")
    assert forum
    made = []
    with desk.step("Owe"):
        for text, owner, due, status, milestone in owed:
            day, said = (due, None) if isinstance(due, date) else (None, due)
            made.append(
                Action(ref=desk.actions.next_ref(), text=text, owner=owner, due=day, due_words=said, status=status,
                       milestone=milestone, forum_id=forum.id, meeting_id=desk.meeting().id)
            )  # fmt: skip
            made[-1] = desk.actions.add(made[-1])
    return made


def changed(desk: Desk, action: Action, field: str, value: Any) -> Action:
    """An action as it is to be once an edit of its row was taken."""
    if field == "due":
        return replace(action, due=value, due_words=None)
    if field == "due_words":
        return replace(action, due=None, due_words=value)
    if field == "forum_id":
        found = desk.forums.first("code = ?", value)
        return replace(action, forum_id=found.id if found else None)
    fields: dict[str, Any] = {field: cell(value) if field in ("text", "owner") and value else value}
    return replace(action, **fields)


def as_read(action: Action) -> Action:
    """An action with its words as they are in a cell; an empty one is none."""
    words: dict[str, Any] = {
        name: cell(getattr(action, name) or "") or None for name in ("owner", "due_words", "milestone")
    }
    return replace(action, text=cell(action.text), **words)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example([("a", None, None, ActionStatus.OPEN, None)], [("due_words", "Next PSG")])
@given(st.lists(OWED, min_size=1, max_size=4), EDITS)
def test_our_log_out_edited_and_back_in_gives_exactly_the_edits(
    owing: Desk, tmp_path: Path, owed: list[tuple[Any, ...]], edits: list[tuple[str, Any]]
) -> None:
    actions = added(owing, owed)
    rows = cells_of(action_log(owing.log_book({one.id for one in actions})))
    wanted = list(actions)
    for number, (field, value) in enumerate(edits):
        place = number % len(actions)
        wanted[place] = changed(owing, wanted[place], field, value)
        rows[place + 1][COLUMN[field]] = value if isinstance(value, date) else "" if value is None else str(value)
    number = owing.sources.count()
    taken(owing, saved(tmp_path, rows, f"log {number}.xlsx"))
    now = [owing.actions.get(one.id) for one in actions]
    assert [as_read(one) for one in now] == [as_read(one) for one in wanted]
    untouched = {one.id for n, one in enumerate(actions) if n >= len(edits)}
    assert [one for one in now if one.id in untouched] == [one for one in actions if one.id in untouched]
    assert owing.actions.count("id > ?", max(one.id for one in actions)) == 0


# Editions


def withheld(desk: Desk) -> None:
    """A member whose answer is for the rep only, and actions that name it or repeat what it said."""
    member = desk.members.add(Member(name="Cobalt Gas", domains=("cobalt.example",)))
    other = desk.members.add(Member(name="Alder Energy"))
    item = desk.items.add(Item(meeting_id=desk.meeting().id, number=1, title="The plan", options=(Option("N", "No"),)))
    said = "We would leave the market before the spring of next year."
    desk.feedback.add(Feedback(member_id=member.id, item_id=item.id, option="N", rationale=said, consent=Consent.REP))
    desk.feedback.add(Feedback(member_id=other.id, item_id=item.id, option="N", rationale="No.", consent=Consent.NAMED))
    forum = desk.meeting().forum_id
    desk.actions.add(Action(ref="ACT-10", text="Ring back", owner="Cobalt Gas", member_id=member.id, forum_id=forum))
    desk.actions.add(Action(ref="ACT-11", text="Ask why they would leave the market before the spring of next year"))
    desk.actions.add(Action(ref="ACT-12", text="Thank them", owner="Alder Energy", member_id=other.id, forum_id=forum))
    desk.actions.tell(1, "Cobalt Gas sends two.", TODAY)


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_an_edition_of_the_log_tells_nothing_that_consent_withholds(owing: Desk, edition: Edition) -> None:
    withheld(owing)
    data = action_log(owing.log_book(edition=edition))
    rows = cells_of(data)
    assert [row[0] for row in rows[1:]] == ["ACT-01", "ACT-02", "ACT-03", "ACT-12"]
    assert "Cobalt" not in str(rows) and "leave the market" not in str(rows)
    assert rows[1][7] == "Tue 9 Nov 2021: Two are asked."
    assert len(rows[0]) == len(COLUMNS)


def test_the_log_of_an_edition_comes_back_by_its_references(owing: Desk, tmp_path: Path) -> None:
    rows = cells_of(action_log(owing.log_book(edition=Edition.GROUP)))
    rows[1][6], rows[3][2] = "Closed", "SRO"
    assert taken(owing, saved(tmp_path, rows)) == 2
    first, second, third = owing.actions.all()
    assert (first.status, first.due_words, first.due) == (ActionStatus.DONE, "Next PSG", None)
    assert (second.due, third.owner) == (date(2021, 11, 5), "SRO")


def test_the_reps_own_log_holds_everything(owing: Desk) -> None:
    withheld(owing)
    assert len(cells_of(action_log(owing.log_book()))) == 1 + 6
