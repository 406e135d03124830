"""One history: whatever was done can be taken back and done again, and comes out the same to the byte."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.store.engine import DatabaseError
from mhhs_desk.store.history import hashes
from mhhs_desk.store.triggers import install, record_tables, remove

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


@pytest.mark.parametrize(
    "verb", ["UPDATE change SET after = NULL", "DELETE FROM change", "UPDATE step SET name = 'x'", "DELETE FROM step"]
)
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


def test_ten_thousand_records_are_one_step(desk: Desk) -> None:
    before = image(desk)
    with desk.step("Take in a list"):
        desk.members.add_all(Member(name=f"Member {number}") for number in range(10_000))
    after = image(desk)
    assert desk.undo() is not None
    assert image(desk) == before
    assert desk.redo() is not None
    assert (image(desk), desk.check()) == (after, [])


TAMPERING = {
    "a record": "UPDATE member SET note = 'never said' WHERE id = 1",
    "a record removed": "DELETE FROM person WHERE id = 1",
    "a record put in": "INSERT INTO principle (uid, kind, name, source) VALUES ('u', 'k', 'n', 's')",
    "what was": "UPDATE change SET before = replace(before, 'first', 'fir5t') WHERE before LIKE '%first%'",
    "a step's name": "UPDATE step SET name = 'Another name' WHERE id = 2",
    "a step's time": "UPDATE step SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = 3",
    "a step removed": "DELETE FROM change WHERE step_id = 3; DELETE FROM step WHERE id = 3",
    "two steps changed about": "UPDATE step SET id = -2 WHERE id = 2; UPDATE step SET id = 2 WHERE id = 3",
    "a hash": "UPDATE step SET hash = 'ab' || substr(hash, 3) WHERE id = 2",
    "an original": "UPDATE original SET data = x'00'",
    "a trigger": "",
}


@pytest.mark.parametrize("sql", TAMPERING.values(), ids=list(TAMPERING))
def test_the_chain_shows_any_tampering(desk: Desk, sql: str) -> None:
    member = desk.members.add(Member(name="Alder Energy", note="first"))
    desk.people.add(Person(member_id=member.id, name="Priya Lund"))
    desk.members.change(member.id, note="second")
    desk.workspace.keep(hashlib.sha256(b"as it came").hexdigest(), b"as it came")
    assert desk.check() == []
    db = desk.workspace.db
    db.execute("PRAGMA foreign_keys = OFF")
    layout = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in layout:
        db.execute(f'DROP TRIGGER "{name}"')
    db.conn.executescript(sql)
    for _, trigger in layout if sql else layout[1:]:
        db.execute(trigger)
    desk.workspace.changed = False  # there is nothing here worth a backup
    assert desk.check() != []


def test_a_history_written_anew_differs_from_its_backup(desk: Desk) -> None:
    member = desk.members.add(Member(name="Alder Energy", note="first"))
    desk.back_up()
    db = desk.workspace.db
    db.conn.executescript("DROP TRIGGER change_keeps_update; DROP TRIGGER step_keeps_update")
    db.execute("UPDATE change SET after = replace(after, 'first', 'forged') WHERE kind = 'member'")
    db.execute("DROP TRIGGER history_member_update")
    db.execute("UPDATE member SET note = 'forged' WHERE id = ?", (member.id,))
    for number, _, _, digest in list(hashes(db)):
        db.execute("UPDATE step SET hash = ? WHERE id = ?", (digest, number))
    remove(db)
    install(db)
    db.conn.commit()
    (found,) = desk.check()
    assert "is not the one that the backup" in found


def test_a_removed_record_is_brought_back_with_those_it_points_to(desk: Desk) -> None:
    member = desk.members.add(Member(name="Alder Energy", note="as it was"))
    person = desk.people.add(Person(member_id=member.id, name="Priya Lund"))
    desk.people.remove(person.id)
    desk.members.remove(member.id)
    desk.members.add(Member(name="Bramble Power"))
    gone = next(change for change in desk.deleted() if change.kind == "person")
    desk.bring_back(gone, "Priya Lund")
    assert (desk.people.get(person.id), desk.members.get(member.id)) == (person, member)
    assert [change.kind for change in desk.deleted()] == []
    assert desk.undo() is not None
    assert {change.kind for change in desk.deleted()} == {"person", "member"}
    assert desk.check() == []


def test_what_has_lost_its_place_is_not_brought_back(desk: Desk) -> None:
    member = desk.members.add(Member(name="Alder Energy"))
    desk.members.remove(member.id)
    desk.members.add(Member(name="Alder Energy"))
    before = image(desk)
    with pytest.raises(Refused, match="its place is taken"):
        desk.bring_back(desk.deleted()[0], "Alder Energy")
    assert image(desk) == before


def test_the_past_of_a_record_tells_each_wording_and_when(desk: Desk) -> None:
    member = desk.members.add(Member(name="Alder Energy", note="first"))
    desk.members.change(member.id, note="second")
    desk.undo()
    past = desk.past_of("member", member.id)
    assert [change.fields()[-1] for change in past[1:]] == [("note", "first", "second"), ("note", "second", "first")]
    assert [change.step.verb for change in past] == ["do", "do", "undo"]
    assert past[0].before is None and ("name", None, "Alder Energy") in past[0].fields()


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_text_comes_back_as_it_was(desk: Desk, text: str) -> None:
    member = desk.members.add(Member(name=f"Member {desk.workspace.db.conn.total_changes}", note=text))
    desk.members.remove(member.id)
    desk.undo()
    assert desk.members.get(member.id).note == text
