"""A log as the PMO keeps it: no references, other words, typing slips; each row seen before it is taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from mhhs_desk.desk import Desk
from mhhs_desk.domain.action_log import LogRow, RowState
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.inbox import read_file
from mhhs_desk.store.settings import DAY

TODAY = date(2021, 11, 9)
HEAD = ["Action", "Owner", "Due date", "Status"]


@pytest.fixture
def owing(desk: Desk) -> Desk:
    """A desk with five actions of the PSG, two of which are nearly the same."""
    with desk.step("Tell the story"):
        desk.settings.write(DAY, TODAY.isoformat())
        forum = desk.forums.first("code = 'PSG'")
        assert forum
        at = desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1", day=date(2021, 11, 10)))
        common: dict[str, Any] = {"meeting_id": at.id, "forum_id": forum.id}
        for number, (text, owner, due, said) in enumerate(
            (
                ("Circulate the LDP plan to all constituencies", "PMO", None, "Next PSG"),
                ("Return comments on the requirement log", "Members", date(2021, 11, 12), None),
                ("Return comments on the requirement log", "Members", date(2021, 11, 19), None),
                ("Encourage participation in Level 4 groups", "All", None, "Ongoing"),
                ("Review the need for a Testing Advisory Group", "PMO", None, "As soon as possible"),
            ),
            1,
        ):
            desk.actions.add(Action(ref=f"ACT-0{number}", text=text, owner=owner, due=due, due_words=said, **common))
    return desk


def came(desk: Desk, folder: Path, *rows: list[str], name: str = "PMO log.xlsx") -> tuple[int, list[LogRow]]:
    """A log taken in: the number of its source, and its rows."""
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Actions")
        for place, row in enumerate(rows):
            for column, told in enumerate(row):
                sheet.write_string(place, column, told)
    (receipt,) = desk.take_in([read_file(path)])
    return receipt.source.id, desk.log_rows(receipt.source.id)


def told(rows: list[LogRow]) -> list[tuple[str, str | None, dict[str, Any]]]:
    return [(row.state.value, row.action.ref if row.action else None, dict(row.changes)) for row in rows]


AS_IT_IS = [
    ["Circulate the LDP plan to all the constituencies", "PMO", "Next PSG", "Clsoed"],
    ["Return comments on the requirement log", "Members", "12 November 2021", "Opne"],
    ["Return comments on the requirement log", "Members", "19 November 2021", "In progess"],
    ["Encourage participation in Level 4 groups", "All", "Ongoing", "Ongiong"],
    ["Tell Ofgem of the dates", "SRO", "Late Spring 2022", "New"],
]


def test_a_log_as_it_is_in_practice_is_matched_row_by_row(owing: Desk, tmp_path: Path) -> None:
    _, rows = came(owing, tmp_path, HEAD, *AS_IT_IS)
    assert [(state, ref, set(changes)) for state, ref, changes in told(rows)] == [
        ("new", None, set()),
        ("changed", "ACT-03", {"status"}),
        ("changed", "ACT-04", {"status"}),
        ("closed there, open here", "ACT-01", {"status", "text"}),
        ("gone from the log", "ACT-05", set()),
        ("the same", "ACT-02", set()),
    ]
    assert rows[1].changes["status"] == ("open", "in hand")


def test_all_that_is_wanted_is_taken_in_one_step_and_taken_back_at_once(owing: Desk, tmp_path: Path) -> None:
    before = owing.actions.all()
    source, rows = came(owing, tmp_path, HEAD, *AS_IT_IS)
    assert owing.take_log(source, [row.proposal.id for row in rows if row.proposal and row.wanted]) == 4
    stands = [action.status.value for action in owing.actions.all()]
    assert stands == ["done", "open", "in hand", "in hand", "open", "open"]
    assert owing.waiting() == []
    step = owing.undo()
    assert step and step.name == "Take 5 rows of PMO log.xlsx"
    assert owing.actions.all() == before
    assert len(owing.log_rows(source)) == 6


def test_a_row_that_is_refused_changes_nothing_and_does_not_come_again(owing: Desk, tmp_path: Path) -> None:
    before = owing.actions.all()
    source, _ = came(owing, tmp_path, HEAD, *AS_IT_IS)
    assert owing.take_log(source, []) == 0
    assert owing.actions.all() == before
    assert not owing.is_log(source)
    assert owing.waiting() == []


def test_what_is_gone_from_the_log_stays_open_unless_the_rep_says_it_is_done(owing: Desk, tmp_path: Path) -> None:
    source, rows = came(owing, tmp_path, HEAD, *AS_IT_IS)
    gone = next(row for row in rows if row.state is RowState.GONE)
    assert not gone.wanted and gone.action
    owing.take_log(source, [], [gone.action.id])
    assert owing.actions.get(5).status is ActionStatus.DONE
    assert [update.text for update in owing.action_updates.all()] == ["Not in the log any more: PMO log.xlsx."]


def test_the_table_of_completed_actions_closes_them(owing: Desk, tmp_path: Path) -> None:
    done = ["Review the need for a Testing Advisory Group", "PMO", "As soon as possible"]
    _, rows = came(owing, tmp_path, HEAD[:3], AS_IT_IS[3][:3], ["Completed actions"], HEAD[:3], done)
    assert ("closed there, open here", "ACT-05", {"status": ("open", "done")}) in told(rows)


def test_an_action_done_here_and_open_there_is_a_doubt_and_not_taken_unasked(owing: Desk, tmp_path: Path) -> None:
    owing.actions.close(4, TODAY)
    _, rows = came(owing, tmp_path, HEAD, AS_IT_IS[3])
    row = next(row for row in rows if row.action and row.action.ref == "ACT-04")
    assert row.doubts and not row.wanted


def test_each_row_is_of_the_forum_it_names(owing: Desk, tmp_path: Path) -> None:
    heads, row = [*HEAD, "Forum"], ["Review the need for a Testing Advisory Group", "PMO", "Next DAG", "Open", "DAG"]
    source, rows = came(owing, tmp_path, heads, row)
    assert [one.state for one in rows] == [RowState.NEW]
    owing.take_log(source, [one.proposal.id for one in rows if one.proposal])
    added = owing.actions.all()[-1]
    assert owing.forums.get(added.forum_id or 0).code == "DAG"
    assert owing.diary().due(added).day == date(2021, 12, 8)


def test_the_day_of_a_log_is_its_own_and_makes_no_meeting(owing: Desk, tmp_path: Path) -> None:
    heading = ["PSG action log as at 8 November 2021"]
    source, rows = came(owing, tmp_path, heading, HEAD, *AS_IT_IS)
    assert owing.is_log(source)
    assert [row.state.value for row in rows].count("new") == 1
    owing.take_log(source, [row.proposal.id for row in rows if row.proposal and row.wanted])
    assert [meeting.label for meeting in owing.meetings.all()] == ["PSG 1"]
    assert owing.actions.get(1).status is ActionStatus.DONE


def test_a_log_that_is_older_than_the_one_before_changes_nothing(owing: Desk, tmp_path: Path) -> None:
    later, earlier = ([f"PSG action log as at {day} November 2021"] for day in (8, 1))
    source, rows = came(owing, tmp_path, later, HEAD, *AS_IT_IS, name="later.xlsx")
    owing.take_log(source, [row.proposal.id for row in rows if row.proposal and row.wanted])
    was_open = ["Circulate the LDP plan to all constituencies", "PMO", "Next PSG", "Open"]
    _, rows = came(owing, tmp_path, earlier, HEAD, was_open, name="earlier.xlsx")
    assert [row.state for row in rows if row.action and row.action.ref == "ACT-01"] == [RowState.OLDER]
