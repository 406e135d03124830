"""One history: whatever was done can be taken back and done again, and comes out the same to the byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.members import Member
from mhhs_desk.store.engine import DatabaseError
from mhhs_desk.store.triggers import record_tables

TODAY = date(2021, 11, 9)
doings = st.lists(st.tuples(st.sampled_from(["add", "change", "remove", "two"]), st.integers(0, 9)), max_size=12)


def image(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Every row of every record table."""
    tables = record_tables(desk.workspace.db)
    return {table: list(desk.workspace.rows(f"SELECT * FROM {table} ORDER BY id")) for table in tables}


def do(desk: Desk, verb: str, number: int) -> None:
    members = desk.members.all()
    if verb == "add":
        desk.members.add(Member(name=f"Member {number} {len(members)} {desk.workspace.db.conn.total_changes}"))
    elif verb == "two":
        with desk.step("Two at once"):
            desk.actions.add(Action(ref=f"ACT-{number}", text="Say so", owner=None))
            do(desk, "add", number)
    elif members and verb == "change":
        desk.members.save(replace(members[number % len(members)], note=f"note {number}", segment="Domestic"))
    elif members:
        desk.members.remove(members[number % len(members)].id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings)
def test_any_sequence_of_steps_undone_and_redone_is_the_same_records(desk: Desk, steps) -> None:
    images = [image(desk)]
    for verb, number in steps:
        do(desk, verb, number)
        if (now := image(desk)) != images[-1]:
            images.append(now)
    for before in reversed(images[:-1]):
        assert desk.undo() is not None
        assert image(desk) == before
    for after in images[1:]:
        assert desk.redo() is not None
        assert image(desk) == after


def test_undo_survives_closing_the_workspace(tmp_path: Path) -> None:
    path = tmp_path / "a.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
        desk.members.add(Member(name="Alder Energy"))
    with Desk.open(path) as desk:
        assert desk.undoable() is not None
        desk.undo()
        assert desk.members.all() == []


def test_a_step_that_fails_leaves_nothing_behind(desk: Desk) -> None:
    before = image(desk)
    with pytest.raises(ZeroDivisionError), desk.step("Half a step"):
        desk.members.add(Member(name="Alder Energy"))
        raise ZeroDivisionError
    assert image(desk) == before


def test_a_write_outside_a_step_fails(desk: Desk) -> None:
    with pytest.raises(DatabaseError):
        desk.workspace.db.execute("INSERT INTO setting (uid, name, value) VALUES ('u', 'n', 'v')")


@pytest.mark.parametrize("verb", ["UPDATE change SET after = NULL", "DELETE FROM change"])
def test_the_history_is_append_only(desk: Desk, verb: str) -> None:
    desk.members.add(Member(name="Alder Energy"))
    with pytest.raises(DatabaseError, match="append only"):
        desk.workspace.db.execute(verb)


def test_a_step_that_changes_nothing_is_no_step(desk: Desk) -> None:
    member = desk.members.add(Member(name="Alder Energy"))
    before = desk.undoable()
    desk.members.save(member)
    assert desk.undoable() == before


def test_listeners_are_told_the_kinds_a_step_changed(desk: Desk) -> None:
    told: list[frozenset[str]] = []
    desk.listen(lambda step: told.append(step.kinds))
    action = desk.actions.add(Action(ref="ACT-01", text="Name experts"))
    desk.actions.tell(action.id, "Asked three.", TODAY)
    desk.undo()
    assert told == [frozenset({"action"}), *[frozenset({"action", "action_update"})] * 2]
