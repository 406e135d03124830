"""A workspace file that is not one, is damaged, in use, newer or read-only is told in a word and left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.members import Member
from mhhs_desk.store import engine
from mhhs_desk.store.database import open_
from mhhs_desk.store.keys import HEADER
from mhhs_desk.store.triggers import record_tables


def made(tmp_path: Path) -> Path:
    path = tmp_path / "desk.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
        desk.members.add(Member(name="Alder Energy", domains=("alder.example",)))
    return path


def fault_of(path: Path) -> FaultKind:
    with pytest.raises(Fault) as caught:
        Desk.open(path)
    return caught.value.kind


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mhhs"
    empty.touch()
    found = [fault_of(tmp_path / "none.mhhs"), fault_of(tmp_path), fault_of(empty)]
    assert found == [FaultKind.MISSING, FaultKind.A_FOLDER, FaultKind.EMPTY]


def test_a_text_and_another_programs_database_are_not_workspaces(tmp_path: Path) -> None:
    text, other = tmp_path / "text.mhhs", tmp_path / "other.mhhs"
    text.write_text("Dear all, " * 100)
    connection = engine.connect(str(other))
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert (fault_of(text), fault_of(other)) == (FaultKind.NOT_A_WORKSPACE, FaultKind.NOT_A_WORKSPACE)


def test_a_damaged_workspace_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "damaged.mhhs"
    path.write_bytes(HEADER + b"\xff" * 8000)
    before = path.read_bytes()
    assert fault_of(path) is FaultKind.DAMAGED
    assert path.read_bytes() == before


def test_a_read_only_workspace_is_told(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.chmod(0o444)
    assert fault_of(path) is FaultKind.READ_ONLY


def test_a_workspace_that_another_program_writes_is_told(tmp_path: Path) -> None:
    path = made(tmp_path)
    other = engine.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert fault_of(path) is FaultKind.LOCKED
    other.close()


def test_a_newer_workspace_is_refused_untouched(tmp_path: Path) -> None:
    path = made(tmp_path)
    workspace = open_(path)
    workspace.db.execute("PRAGMA journal_mode = DELETE")
    workspace.db.table("_sqlite_migrations").insert(
        {"migration_set": "mhhs-desk", "name": "m999_later", "applied_at": "2031-01-01"}
    )
    workspace.close()
    before = path.read_bytes()
    assert fault_of(path) is FaultKind.NEWER
    assert path.read_bytes() == before


def test_an_existing_file_is_never_made_over(tmp_path: Path) -> None:
    path = made(tmp_path)
    with pytest.raises(Fault) as caught:
        Desk.create(path, "Small Supplier", "PSG", "Morgan Hale")
    assert caught.value.kind is FaultKind.EXISTS


def test_every_table_is_strict_and_every_record_has_number_and_identity(desk: Desk) -> None:
    for table in record_tables(desk.workspace.db):
        (row,) = desk.workspace.rows("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
        assert row["sql"].endswith("STRICT"), table
        assert "uid TEXT NOT NULL UNIQUE" in row["sql"], table


def test_identities_are_version_7_and_in_order(desk: Desk) -> None:
    uids = [desk.members.add(Member(name=f"Member {n}")).uid for n in range(5)]
    assert {uid[14] for uid in uids} == {"7"}
    assert len(set(uids)) == 5


def test_foreign_keys_are_held(desk: Desk) -> None:
    from mhhs_desk.domain.members import Person

    with pytest.raises(engine.DatabaseError, match="FOREIGN KEY"):
        desk.people.add(Person(member_id=999, name="Nobody"))


def test_check_finds_nothing_wrong_then_a_changed_original(desk: Desk) -> None:
    desk.workspace.keep("0" * 64, b"not what the hash says")
    assert desk.check() == ["the original 000000000000 is not what was taken in"]
