"""Encryption turned on or off for a file that is closed: a whole new file is made and checked, then takes its place.

Whatever a crash cuts short, the old file or the new one is there, and opens.
"""

from __future__ import annotations

from pathlib import Path

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import keys, soundness
from mhhs_desk.store.backups import folder, key_file, listed
from mhhs_desk.store.engine import DatabaseError, open_database
from mhhs_desk.store.files import BESIDE, remove, whole
from mhhs_desk.store.keys import Key


def convert(path: Path, old: Key | None, new: Key | None) -> None:
    """Write a closed file under another key, or under none. Raises Fault, leaving it as it is, where that fails."""
    _refuse_open(path)
    with whole(path) as part:
        db = open_database(path, old)
        try:
            secret = f"x'{new.secret.hex()}{new.id}'" if new else ""
            db.execute("ATTACH ? AS made KEY ?", (str(part), secret))
            db.execute("SELECT sqlcipher_export('made')")
            for pragma in ("application_id", "user_version"):
                (value,) = db.execute(f"PRAGMA main.{pragma}").fetchone()
                db.execute(f"PRAGMA made.{pragma} = {value}")
            db.conn.commit()
            db.execute("DETACH made")
        finally:
            db.close()
        _check(path, part, new)
    soundness.seal(path)


def convert_all(path: Path, old: Key | None, new: Key | None) -> None:
    """Write a closed workspace and its backups under another key, or under none.

    The file itself is the last to be plain and the first to be encrypted: what a crash leaves plain beside an encrypted
    one is encrypted when that is opened, and nothing is left that needs a key of the past.
    """
    _refuse_open(path)
    if not new:
        convert_backups(path, old, new)
    convert(path, old, new)
    if new:
        convert_backups(path, old, new)


def convert_backups(workspace: Path, old: Key | None, new: Key | None) -> None:
    """Bring every backup to the workspace's own key, or to none; one that is neither is left as it is.

    One that is spoilt cannot be restored: it stays encrypted, but does not stay plain beside an encrypted workspace.
    """
    if new:
        keys.mend(workspace, key_file(workspace), wanted=new.id)
    for backup in listed(folder(workspace)):
        if keys.key_id(backup.path) == (old.id if old else None):
            try:
                convert(backup.path, old, new)
            except (DatabaseError, Fault) as error:
                if not _spoilt(error):
                    raise
                if old is None:
                    remove(backup.path)


def _spoilt(error: Exception) -> bool:
    """Whether it is the file itself that is at fault, and not a full disk or another program."""
    return error.kind is FaultKind.DAMAGED if isinstance(error, Fault) else "malformed" in str(error)


def _refuse_open(path: Path) -> None:
    """Raise Fault where a program has a file open."""
    if any(path.with_name(path.name + end).exists() for end in BESIDE):
        raise Fault(FaultKind.LOCKED, path)


def _check(path: Path, part: Path, key: Key | None) -> None:
    made = open_database(part, key)
    try:
        found = soundness.faults(made)
    finally:
        made.close()
    if found:
        raise Fault(FaultKind.DAMAGED, path, detail=found[0])
