"""A workspace file: made, opened, migrated, checked, and changed a step at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import history, triggers
from mhhs_desk.store.engine import Database, DatabaseError, Table, connect
from mhhs_desk.store.history import Step
from mhhs_desk.store.migrations import migrations

HEADER = b"SQLite format 3\x00"
APPLICATION = 0x4D484853  # "MHHS"
PATIENCE_MS = 2000

COMPLAINTS = {
    "malformed": FaultKind.DAMAGED,
    "not a database": FaultKind.DAMAGED,
    "disk I/O": FaultKind.DAMAGED,
    "locked": FaultKind.LOCKED,
    "full": FaultKind.NO_SPACE,
    "readonly": FaultKind.READ_ONLY,
    "unable to open": FaultKind.NO_FOLDER,
}
"""What the engine says when it is the world's fault; anything else it says is ours and is not caught."""


class Workspace:
    """An open workspace. One thread; one connection; every write inside a step."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        self.listeners: list[Callable[[Step], None]] = []
        self._step: Step | None = None

    def close(self) -> None:
        self.db.close()

    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Iterable[dict[str, Any]]:
        with faults(self.path):
            return list(self.db.query(sql, values))

    def insert(self, table: str, row: dict[str, Any]) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        with faults(self.path):
            cursor = self.db.conn.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
        return int(cursor.lastrowid or 0)

    def update(self, table: str, record_id: int, row: dict[str, Any]) -> None:
        with faults(self.path):
            self._table(table).update(record_id, row)

    def delete(self, table: str, record_id: int) -> None:
        with faults(self.path):
            self._table(table).delete(record_id)

    def keep(self, sha256: str, data: bytes) -> None:
        """Keep an original whole; the same bytes are kept once."""
        with faults(self.path), self.db.atomic():
            self.db.conn.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (sha256, data))

    def original(self, sha256: str) -> bytes:
        (row,) = self.rows("SELECT data FROM original WHERE sha256 = ?", (sha256,))
        return bytes(row["data"])

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """One step of the rep's, all of it or none; a step inside a step is part of it."""
        if self._step:
            yield self._step
            return
        with self._open_step(name) as step:
            yield step

    def undo(self) -> Step | None:
        """Take back the last step; None where there is nothing to take back."""
        return self._go(history.undoable(self.db), history.UNDO, history.revert)

    def redo(self) -> Step | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._go(history.redoable(self.db), history.REDO, history.repeat)

    def _go(self, target: Step | None, verb: str, work: Callable[[Database, Step], None]) -> Step | None:
        if target is None:
            return None
        with self._open_step(target.name, verb, target.id) as step:
            self.db.execute("PRAGMA defer_foreign_keys = ON")
            work(self.db, target)
        return step

    @contextmanager
    def _open_step(self, name: str, verb: str = history.DO, of: int | None = None) -> Iterator[Step]:
        with faults(self.path), self.db.atomic():
            self._step = step = history.begin(self.db, name, verb, of)
            try:
                yield step
                history.end(self.db, step)
            finally:
                self._step = None
        for listener in self.listeners if step.kinds else ():
            listener(step)

    def check(self) -> list[str]:
        """What is wrong with the file: nothing, or one line each. Looks at every page, link and original."""
        with faults(self.path):
            found = [str(row[0]) for row in self.db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            for table, rowid, parent, _ in self.db.execute("PRAGMA foreign_key_check"):
                found.append(f"{table} {rowid} points to a {parent} that is not there")
            self.db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        return found

    def _table(self, name: str) -> Table:
        return self.db.table(name)


def create(path: Path) -> Workspace:
    """Make a new, empty workspace; a file that is there already is never touched."""
    if path.exists():
        raise Fault(FaultKind.EXISTS, path)
    if not path.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, path, folder=path.parent)
    if not os.access(path.parent, os.W_OK):
        raise Fault(FaultKind.READ_ONLY, path)
    with faults(path):
        db = _connect(path)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        _migrate(db)
    return Workspace(path, db)


def open_(path: Path) -> Workspace:
    """Open a workspace, bringing an older one up to date after making a copy of it."""
    _look(path)
    with faults(path):
        db = _connect(path)
        try:
            _recognise(path, db)
            if migrations.pending(db):
                copy(db, path.with_name(f"{path.stem}.before-{len(migrations.applied(db)) + 1:03d}{path.suffix}"))
                _migrate(db)
        except BaseException:
            db.close()
            raise
    return Workspace(path, db)


def copy(db: Database, target: Path) -> None:
    """A whole, consistent copy of an open workspace, put in place only when it is complete."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    other = connect(str(part))
    try:
        db.conn.backup(other)
    finally:
        other.close()
    part.replace(target)


def _look(path: Path) -> None:
    """What can be told of a file before it is opened."""
    if not path.exists():
        raise Fault(FaultKind.MISSING, path)
    if path.is_dir():
        raise Fault(FaultKind.A_FOLDER, path)
    if path.stat().st_size == 0:
        raise Fault(FaultKind.EMPTY, path)
    with path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            raise Fault(FaultKind.NOT_A_WORKSPACE, path)
    marked = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not (marked and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Fault(FaultKind.READ_ONLY, path)


def _connect(path: Path) -> Database:
    db = Database(connect(str(path)), execute_plugins=False)
    db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _recognise(path: Path, db: Database) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise Fault(FaultKind.NOT_A_WORKSPACE, path)
    known = {migration.name for migration in migrations._migrations}
    if {migration.name for migration in migrations.applied(db)} - known:
        raise Fault(FaultKind.NEWER, path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")  # says at once whether another program is writing
    db.execute("ROLLBACK")


def _migrate(db: Database) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    migrations.apply(db)
    with db.atomic():
        triggers.install(db)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn the engine's complaints about the world into faults that name the file."""
    try:
        yield
    except DatabaseError as error:
        kind = next((kind for sign, kind in COMPLAINTS.items() if sign in str(error)), None)
        if kind is None:
            raise
        raise Fault(kind, path, detail=str(error)) from error
