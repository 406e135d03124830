"""A workspace file: made, opened, migrated, checked, and changed a step at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mhhs_desk.domain.backups import Backup, Reason
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.handing import Mode
from mhhs_desk.domain.holder import Holder
from mhhs_desk.store import backups, history, keys, lock, protection, soundness, triggers
from mhhs_desk.store.complaints import faults as faults
from mhhs_desk.store.engine import Database, DatabaseError, open_database
from mhhs_desk.store.files import whole
from mhhs_desk.store.history import Stacks, Step
from mhhs_desk.store.keys import Key
from mhhs_desk.store.lock import Lock
from mhhs_desk.store.migrations import migrations

APPLICATION = 0x4D484853  # "MHHS"


class Workspace:
    """An open workspace. One thread; one connection; every write inside a step.

    `holder` is the program that writes it where that is another: then this one only reads. `missing` counts the steps
    that were kept before the last crash and are not in the file.
    """

    def __init__(self, path: Path, db: Database, key: Key | None, held: Lock | Holder, missing: int = 0) -> None:
        self.path = path
        self.db = db
        self.key = key
        self.missing = missing
        self.holder = held if isinstance(held, Holder) else None
        self.briefing = briefing_from(db)
        """Who handed this over to be read, and not written."""
        self.changed = False
        """Whether anything was kept since the last backup."""
        self.listeners: list[Callable[[Step], None]] = []
        self._lock = held if isinstance(held, Lock) else None
        self._file = _identity(path)
        self._step: Step | None = None
        self._stacks: Stacks | None = None
        if not self.holder:
            self._tell()
        if self.holder or self.briefing:
            db.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Close the file, whole and alone in its place, and let others have it."""
        self.changed = False
        if self._lock is None:
            self.db.close()
            return
        closed = self._checkpoint()
        self.db.close()
        if closed and self.there():
            soundness.seal(self.path)
        self._lock.release()

    def there(self) -> bool:
        """Whether the file that is open is still the one of its name."""
        return self._file is not None and _identity(self.path) == self._file

    def back_up(self, reason: Reason, where: Path | None = None) -> Backup:
        """Back up what is open, even where its file was moved away."""
        with faults(where or self.path):
            made = backups.make(self.path, self.key, reason, where, db=self.db)
        self.changed = False
        return made

    def convert(self, new: Key | None) -> None:
        """Encrypt the file and its backups with a key, or decrypt them; it stays open."""
        self.refuse_reader(briefing=False)
        old = self.key
        with faults(self.path):
            # Fails while any other program has the file open, which would go on with the old one's log of writing.
            self.db.execute("PRAGMA journal_mode = DELETE")
        self.db.close()
        try:
            with faults(self.path):
                protection.convert_all(self.path, old, new)
        finally:
            self.key = new if keys.key_id(self.path) == (new.id if new else None) else old
            self.db = open_database(self.path, self.key)
            self._file = _identity(self.path)
            with suppress(DatabaseError):  # on a full disk; it is done at the next opening
                self.db.execute("PRAGMA journal_mode = WAL")
            if self.briefing:
                self.db.execute("PRAGMA query_only = ON")

    def refuse_reader(self, briefing: bool = True) -> None:
        """Raise Fault where another program writes this file, it is not there any more, or it is to be read alone.

        A briefing may still be encrypted: what it says stays as it is.
        """
        if self.holder:
            raise Fault(FaultKind.HELD, self.path, holder=self.holder)
        if not self.there():
            raise Fault(FaultKind.GONE, self.path)
        if self.briefing and briefing:
            raise Fault(FaultKind.BRIEFING, self.path, whom=self.briefing)

    def _checkpoint(self) -> bool:
        """Bring everything into the one file; whether it is all there."""
        try:
            busy = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except DatabaseError:
            return False
        return not busy

    def _tell(self) -> None:
        if self._lock:
            last = self.db.execute("SELECT max(id) FROM step").fetchone()[0]
            self._lock.tell(last or 0)

    def read(self, sql: str, values: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The names of the columns of a query, and its rows."""
        with faults(self.path):
            cursor = self.db.conn.execute(sql, values)
            return [column[0] for column in cursor.description], cursor.fetchall()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        names, rows = self.read(sql, values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def insert(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write new rows, whose values are in the order of the names."""
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
        with faults(self.path):
            self.db.conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)

    def update(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write rows over those of the same number, which comes last in each."""
        sets = ", ".join(f'"{name}" = ?' for name in names)
        with faults(self.path):
            self.db.conn.executemany(f'UPDATE "{table}" SET {sets} WHERE id = ?', rows)

    def next_id(self, table: str) -> int:
        """The number that the next row of a table gets; none is ever given twice."""
        _, rows = self.read("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        return int(rows[0][0]) + 1 if rows else 1

    def delete(self, table: str, record_id: int) -> None:
        with faults(self.path):
            self.db.conn.execute(f'DELETE FROM "{table}" WHERE id = ?', (record_id,))

    def keep(self, sha256: str, data: bytes) -> None:
        """Keep an original whole; the same bytes are kept once."""
        with faults(self.path), self.db.atomic():
            self.db.conn.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (sha256, data))

    def originals(self) -> frozenset[str]:
        """The digests of the originals that are kept, or were until an undo took them back."""
        return frozenset(str(row["sha256"]) for row in self.rows("SELECT sha256 FROM original"))

    def original(self, sha256: str) -> bytes:
        (row,) = self.rows("SELECT data FROM original WHERE sha256 = ?", (sha256,))
        return bytes(row["data"])

    def original_if_kept(self, sha256: str) -> bytes | None:
        """The bytes of a digest; None where they were never kept."""
        row = next(iter(self.rows("SELECT data FROM original WHERE sha256 = ?", (sha256,))), None)
        return bytes(row["data"]) if row else None

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """One step of the rep's, all of it or none; a step inside a step is part of it."""
        if self._step:
            yield self._step
            return
        with self._open_step(name) as step:
            yield step

    def undoable(self) -> Step | None:
        """The step that undo would take back."""
        return next(reversed(self._stacked().done), None)

    def redoable(self) -> Step | None:
        """The step that redo would do again."""
        return next(reversed(self._stacked().undone), None)

    def undo(self) -> Step | None:
        """Take back the last step; None where there is nothing to take back."""
        return self._go(self.undoable(), history.UNDO, history.revert)

    def redo(self) -> Step | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._go(self.redoable(), history.REDO, history.repeat)

    def bring_back(self, kind: str, record_id: int, name: str) -> None:
        """Bring back a record that was removed, as a step of its own. Raises Refused where another took its place."""
        with self.step(name):
            self.db.execute("PRAGMA defer_foreign_keys = ON")
            try:
                history.bring_back(self.db, kind, record_id)
            except DatabaseError as error:
                if "UNIQUE" not in str(error):
                    raise
                raise Refused("its place is taken", kind=kind) from error

    def _stacked(self) -> Stacks:
        if self._stacks is None:
            self._stacks = Stacks(self.db)
        return self._stacks

    def _go(self, target: Step | None, verb: str, work: Callable[[Database, Step], None]) -> Step | None:
        if target is None:
            return None
        with self._open_step(target.name, verb, target.id) as step:
            self.db.execute("PRAGMA defer_foreign_keys = ON")
            work(self.db, target)
        return step

    @contextmanager
    def taking_over(self, name: str) -> Iterator[Step]:
        """The step with which a workspace passes into other hands: it is not undone, nor what came before it."""
        with self._open_step(name, history.TAKEN) as step:
            yield step

    @contextmanager
    def _open_step(self, name: str, verb: str = history.DO, of: int | None = None) -> Iterator[Step]:
        self.refuse_reader()
        with faults(self.path), self.db.atomic():
            self._step = step = history.begin(self.db, name, verb, of)
            try:
                yield step
                history.end(self.db, step)
            finally:
                self._step = None
        if step.kinds:
            self._kept(step)

    def _kept(self, step: Step) -> None:
        """A step is on the disk: say so to the next holder, and to whoever listens."""
        self.changed = True
        if self._stacks:
            self._stacks.add(step)
        if self._lock:
            self._lock.tell(step.id)
        for listener in self.listeners:
            listener(step)

    def check(self) -> list[str]:
        """What is wrong with the file: nothing, or a line each. Every page, original, step and record is looked at."""
        with faults(self.path):
            return soundness.faults(self.db) or self._behind_backup()

    def _behind_backup(self) -> list[str]:
        """Whether the history is the one that the newest good backup was made from."""
        (first,) = self.db.execute("SELECT uid FROM step ORDER BY id LIMIT 1").fetchone() or ("",)
        found = backups.newest_good(self.path, self.key, first)
        if found is None or not found[1].head:
            return []
        backup, known = found
        rows = self.db.execute("SELECT 1 FROM step WHERE id = ? AND hash = ?", (known.last_id, known.head))
        there = rows.fetchone() is not None
        return [] if there else [f"the history is not the one that the backup {backup.path.name} was made from"]


@contextmanager
def made(path: Path, key: Key | None = None) -> Iterator[Workspace]:
    """Make a new workspace, to be filled: it is there whole when the block ends well, and not at all otherwise.

    A file that is there already is never touched.
    """
    if path.exists():
        raise Fault(FaultKind.EXISTS, path)
    if not path.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, path, folder=path.parent)
    if not os.access(path.parent, os.W_OK):
        raise Fault(FaultKind.READ_ONLY, path)
    with faults(path), whole(path) as part:
        backups.tidy(path)
        db = open_database(part, key)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        _migrate(db)
        workspace = Workspace(part, db, key, lock.take(part))
        try:
            yield workspace
        finally:
            workspace.close()
    soundness.seal(path)


def open_(path: Path, key: Key | None = None, over: bool = False) -> Workspace:
    """Open a workspace, bringing an older one up to date after a backup. `over` takes another computer's lock.

    A file that another program writes is opened for reading. One that is damaged is refused and left as it is.
    """
    _look(path)
    _refuse_key(path, key)
    with faults(path):
        held = lock.take(path, over)
        try:
            db = open_database(path, key)
            try:
                return _opened(path, db, key, held)
            except BaseException:
                db.close()
                raise
        except BaseException:
            if isinstance(held, Lock):
                held.release()
            raise


def _opened(path: Path, db: Database, key: Key | None, held: Lock | Holder) -> Workspace:
    _recognise(path, db)
    old = bool(migrations.pending(db))
    if isinstance(held, Holder):
        if old:
            raise Fault(FaultKind.HELD, path, holder=held)
        return Workspace(path, db, key, held)
    sound = soundness.sealed(path)
    db.execute("BEGIN IMMEDIATE")  # says at once whether a program of another kind is writing
    db.execute("ROLLBACK")
    if not sound and (found := soundness.faults(db)):
        raise Fault(FaultKind.DAMAGED, path, detail=found[0])
    db.execute("PRAGMA journal_mode = WAL")
    _tidy(path, key)
    if old:
        backups.make(path, key, Reason.MIGRATING, db=db)
        _migrate(db)
    workspace = Workspace(path, db, key, held, _missing(db, held))
    workspace.changed = held.before is not None
    return workspace


def briefing_from(db: Database) -> str:
    """Who handed a file over to be read alone; empty where it is worked on."""
    last = db.execute("SELECT mode, whom FROM handing WHERE way = 'in' ORDER BY id DESC LIMIT 1").fetchone()
    return str(last[1]) if last and last[0] == Mode.BRIEFING else ""


def _missing(db: Database, held: Lock) -> int:
    """How many steps the last holder had kept, and said so, that are not in the file."""
    if held.before is None:
        return 0
    last = db.execute("SELECT max(id) FROM step").fetchone()[0] or 0
    return max(0, held.before.steps - last)


def _tidy(path: Path, key: Key | None) -> None:
    """Remove what a crash left half done, and bring backups it left behind to the workspace's own key."""
    backups.tidy(path)
    if key and backups.folder(path).is_dir():
        protection.convert_backups(path, None, key)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_key(path: Path, key: Key | None) -> None:
    """Raise Fault where a file needs a key that is not the one in hand."""
    needed = keys.key_id(path)
    if needed is not None and (key is None or key.id != needed):
        raise Fault(FaultKind.KEY_NEEDED, path, proof=keys.find(path).proof)


def _look(path: Path) -> None:
    """What can be told of a file before it is opened."""
    if not path.exists():
        raise Fault(FaultKind.MISSING, path)
    if path.is_dir():
        raise Fault(FaultKind.A_FOLDER, path)
    if path.stat().st_size == 0:
        raise Fault(FaultKind.EMPTY, path)
    marked = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not (marked and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Fault(FaultKind.READ_ONLY, path)


def _recognise(path: Path, db: Database) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise Fault(FaultKind.NOT_A_WORKSPACE, path)
    known = {migration.name for migration in migrations._migrations}
    if {migration.name for migration in migrations.applied(db)} - known:
        raise Fault(FaultKind.NEWER, path)


def _migrate(db: Database) -> None:
    """Bring the layout up to date, all of it or nothing, and write into the history what that changed."""
    db.execute("PRAGMA journal_mode = WAL")
    with db.atomic():
        triggers.remove(db)
        migrations.apply(db)
        triggers.install(db)
        soundness.settle(db, f"Bring the file to layout {len(migrations.applied(db))}")
