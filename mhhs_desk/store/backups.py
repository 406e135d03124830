"""Backups beside the workspace, made by themselves: each is opened and checked before it counts, then thinned."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from glob import escape
from itertools import count
from pathlib import Path

from mhhs_desk.domain.backups import Backup, Contents, Reason, kept
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import keys, soundness
from mhhs_desk.store.complaints import faults
from mhhs_desk.store.engine import Database, DatabaseError, open_database
from mhhs_desk.store.files import PART, remove, whole
from mhhs_desk.store.keys import Key
from mhhs_desk.store.migrations import migrations

NAME = re.compile(r"(\d{4,}) (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) ([a-z ]+)\.mhhs")
CLOCK = "%Y-%m-%d %H.%M.%S"
COUNTED = {"member": "members", "item": "items", "feedback": "answers", "position": "positions", "source": "originals"}
PAGES_AT_ONCE = 512
RESTORED = " restored "
"""Between the name of a workspace and the moment it was brought back to."""


def folder(workspace: Path) -> Path:
    """Where the backups of a workspace are."""
    return workspace.with_suffix(keys.BACKUPS)


def key_file(workspace: Path) -> Path:
    """The key file of the backups of an encrypted workspace."""
    return folder(workspace) / f"workspace{keys.SUFFIX}"


def listed(where: Path) -> list[Backup]:
    """The backups in a folder, the newest first."""
    found = []
    for path in where.glob("*.mhhs"):
        if told := NAME.fullmatch(path.name):
            number, at, reason = told.groups()
            if reason in set(Reason):
                when = datetime.strptime(at, CLOCK)
                found.append(Backup(int(number), when, Reason(reason), path, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def make(
    workspace: Path,
    key: Key | None,
    reason: Reason,
    where: Path | None = None,
    report: Callable[[int, int], None] = lambda done, total: None,
    now: datetime | None = None,
    db: Database | None = None,
) -> Backup:
    """Back a workspace up, check the backup by opening it, and thin those that are there.

    Uses a connection of its own, so it may run beside the window; with `db`, that one, whose file may be gone. Raises
    Fault where the backup is not sound.
    """
    now = (now or datetime.now()).replace(microsecond=0)
    where = where or folder(workspace)
    where.mkdir(parents=True, exist_ok=True)
    number = 1 + max((backup.number for backup in listed(where)), default=0)
    target = where / f"{number:04d} {now.strftime(CLOCK)} {reason}.mhhs"
    if key:
        keys.mend(workspace, where / key_file(workspace).name, wanted=key.id)
    with whole(target) as part:
        # The faults are told before the part is removed, and with it the sign that the disk was full.
        with faults(target), nullcontext(db) if db else _own(workspace, key) as source:
            copy(source, part, key, report)
        found = look(part, key).faults
        if found:
            raise Fault(FaultKind.DAMAGED, workspace, detail=found[0])
    soundness.seal(target)
    if where == folder(workspace):
        _thin(where, key, now)
    return Backup(number, now, reason, target, target.stat().st_size)


@contextmanager
def _own(workspace: Path, key: Key | None) -> Iterator[Database]:
    if not workspace.exists():
        raise Fault(FaultKind.GONE, workspace)
    db = open_database(workspace, key)
    try:
        yield db
    finally:
        db.close()


def copy(
    db: Database, target: Path, key: Key | None, report: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """A whole, consistent copy of an open workspace, encrypted where that is."""
    db.execute("SELECT 1")  # fails where the connection is closed; `backup` itself would take the program with it
    other = open_database(target, key)
    try:
        db.conn.backup(other.conn, pages=PAGES_AT_ONCE, progress=lambda _, left, total: report(total - left, total))
        other.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    finally:
        other.close()


def look(path: Path, key: Key | None) -> Contents:
    """What is in a workspace file or backup, and what is wrong with it; every page of it is read."""
    try:
        if (keys.key_id(path) or "") != (key.id if key else ""):
            return Contents(["it is encrypted with another key"])
        db = open_database(path, key)
    except (DatabaseError, OSError, ValueError) as error:
        return Contents([f"it cannot be read: {error}"])
    try:
        return contents(db)
    finally:
        db.close()


def contents(db: Database) -> Contents:
    """What an open file holds, and whether every page and record of it is sound."""
    try:
        found = soundness.faults(db)
        (steps,) = db.execute("SELECT count(*) FROM step").fetchone()
        (first,) = db.execute("SELECT uid FROM step ORDER BY id LIMIT 1").fetchone() or ("",)
        digest = "''" if migrations.pending(db) else "hash"
        last = db.execute(f"SELECT name, at, {digest}, id FROM step ORDER BY id DESC LIMIT 1").fetchone()
        counts = {name: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table, name in COUNTED.items()}
    except (DatabaseError, ValueError) as error:
        return Contents([f"it cannot be read: {error}"])
    name, at, head, number = last or ("", None, "", 0)
    when = datetime.fromisoformat(at) if at else None
    return Contents(found, steps, name, when, counts, first, head, number)


def newest_good(workspace: Path, key: Key | None, first: str | None = None) -> tuple[Backup, Contents] | None:
    """The newest backup that is sound, with what is in it; `first`: and that is a copy of the workspace begun so."""
    for backup in listed(folder(workspace)):
        found = look(backup.path, key)
        if found.good and first in (None, found.first):
            return backup, found
    return None


def steps_after(workspace: Path, key: Key | None, number: int) -> list[str]:
    """The names of the steps after one, as far as a spoilt file still tells them."""
    found: list[str] = []
    if not workspace.is_file():
        return found  # to look would make it
    try:
        db = open_database(workspace, key)
        try:
            for (name,) in db.execute("SELECT name FROM step WHERE id > ? AND verb = 'do' ORDER BY id", (number,)):
                found.append(str(name))
        finally:
            db.close()
    except (DatabaseError, OSError, ValueError):
        pass
    return found


def restore(backup: Path, target: Path, key: Key | None) -> None:
    """Bring a backup back as a workspace under a name that is free. Nothing that is there is written over."""
    if target.exists():
        raise Fault(FaultKind.EXISTS, target)
    if not target.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, target, folder=target.parent)
    found = look(backup, key).faults
    if found:
        raise Fault(FaultKind.DAMAGED, backup, detail=found[0])
    if key:
        keys.mend(backup, keys.beside(target))
    with faults(target), whole(target) as part:
        shutil.copyfile(backup, part)


def free_name(workspace: Path, at: datetime) -> Path:
    """A name beside a workspace that a restored copy may take."""
    stem = f"{workspace.stem}{RESTORED}{at.strftime('%Y-%m-%d %H.%M')}"
    names = (f"{stem}{f' {number}' if number else ''}{workspace.suffix}" for number in count())
    return next(path for path in map(workspace.with_name, names) if not path.exists())


def tidy(workspace: Path) -> None:
    """Remove what a crash left half done: a workspace, its key file, its backups, and what was restored beside it."""
    restored = f"{escape(workspace.stem + RESTORED)}*{PART}"
    parts = (*folder(workspace).glob(f"*{PART}"), *workspace.parent.glob(restored))
    for own in (workspace, keys.beside(workspace)):
        remove(own.with_name(own.name + PART))
    for part in parts:
        remove(part)


def _thin(where: Path, key: Key | None, now: datetime) -> None:
    """Remove the backups that are too many; none before one that is kept in its stead was found good today."""
    found = listed(where)
    staying = kept(found, now)
    going = [backup for backup in found if backup.number not in staying]
    if going and all(_still_good(backup, key) for backup in found if backup.number in staying):
        for backup in going:
            backup.path.unlink()


def _still_good(backup: Backup, key: Key | None) -> bool:
    return soundness.sealed(backup.path) or look(backup.path, key).good
