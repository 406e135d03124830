"""A workspace of every layout that was ever released opens, keeps its rows and is sound afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Reason
from mhhs_desk.domain.faults import Fault
from mhhs_desk.store import backups, unlocking
from mhhs_desk.store.engine import open_database
from mhhs_desk.store.keys import Key
from mhhs_desk.store.migrations import migrations
from mhhs_desk.store.triggers import record_tables

FOLDER = Path(__file__).parent.parent / "data" / "workspaces"
FILES = sorted(FOLDER.glob("*.mhhs"))
PASSPHRASE = "the passphrase of old workspaces"
"""What opens those of them that are encrypted."""


def rows(path: Path, key: Key | None) -> dict[str, int]:
    """How many rows each record table holds, by the bare engine."""
    db = open_database(path, key)
    try:
        return {name: db.table(name).count for name in record_tables(db)}
    finally:
        db.close()


def key_of(path: Path) -> Key | None:
    return unlocking.from_passphrase(path, PASSPHRASE) if unlocking.needs_key(path) else None


def test_every_layout_has_a_workspace_and_every_workspace_a_layout() -> None:
    names = {int(path.stem.split("-")[0]) for path in FILES}
    assert names == set(range(1, len(migrations._migrations) + 1))


@pytest.mark.parametrize("kept", FILES, ids=lambda path: path.stem)
def test_an_old_workspace_opens_with_all_its_rows_and_checks(kept: Path, tmp_path: Path) -> None:
    for file in FOLDER.glob(f"{kept.name}*"):
        shutil.copy(file, tmp_path)
    path = tmp_path / kept.name
    key = key_of(path)
    before = rows(path, key)
    with Desk.open(path, key=key) as desk:
        assert {name: desk.workspace.db.table(name).count for name in before} == before
        assert min(before["feedback"], before["asked"], before["position"], before["paper"]) > 0
        assert desk.check() == []
        assert desk.undo() is not None
        assert desk.redo() is not None
        assert desk.check() == []


def test_a_file_is_backed_up_whole_before_its_layout_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "old.mhhs"
    shutil.copy(FOLDER / "001.mhhs", path)
    before = rows(path, None)
    Desk.open(path).close()
    made = backups.listed(backups.folder(path))
    assert [backup.reason for backup in made if rows(backup.path, None) == before][-1] is Reason.MIGRATING
    assert backups.look(made[-1].path, None).good


def test_a_damaged_old_file_is_not_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.mhhs"
    shutil.copy(FOLDER / "001.mhhs", path)
    db = open_database(path, None)
    db.execute("DROP TRIGGER history_member_update")
    db.execute("UPDATE member SET name = 'Somebody Else' WHERE id = 1")
    db.conn.commit()
    db.close()
    with pytest.raises(Fault, match="damaged"):
        Desk.open(path)
    db = open_database(path, None)
    assert migrations.pending(db)
    db.close()
