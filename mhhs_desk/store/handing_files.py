"""The copy of a workspace that is handed over, and what is read out of one that comes back.

A copy is never plain on a disk: it is written under a key of its own from the first page on.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mhhs_desk import places
from mhhs_desk.domain.bringing_back import Rows
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.handing import Handing, Mode, Way
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.store import database, handing_rows, handing_scope, protection, soundness
from mhhs_desk.store.database import APPLICATION, Workspace
from mhhs_desk.store.engine import Database, open_database
from mhhs_desk.store.files import whole
from mhhs_desk.store.keys import Key
from mhhs_desk.store.records import Records
from mhhs_desk.store.sealed import Envelope, unseal

Report = Callable[[int, int], None]
COPY = "copy.mhhs"
ORIGINALS = frozenset({"sha256", "record_hash"})
"""The fields that name an original."""


@dataclass(frozen=True)
class Returned:
    """What came back: the hand-overs that it went through, its records as they are carried, and its new originals."""

    files: tuple[str, ...]
    rows: Rows
    originals: Mapping[str, bytes]


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder of this computer for what is under way; what a crash leaves in it nobody can read."""
    folder = places.state()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="handing-", dir=folder) as name:
        yield Path(name)


def copied(source: Path, key: Key | None, target: Path, new: Key, told: Handing, name: str) -> Rows:
    """Copy a workspace, or what one meeting needs of it, under a new key; `told` says there where it came from.

    Uses a connection of its own. Returns the state in which it was handed over.
    """
    with database.faults(source):
        db = open_database(source, key)
        try:
            if told.meeting_id is None:
                _export(db, target, new)
            else:
                _fill(db, target, new, told, name)
        finally:
            db.close()
    workspace = database.open_(target, new)
    try:
        if told.meeting_id is None:
            with workspace.taking_over(name):
                Records(workspace, Handing, "handing").add(told)
        return handing_rows.carried(workspace.db, handing_rows.shape(workspace.db))
    finally:
        workspace.close()


def _export(db: Database, target: Path, new: Key) -> None:
    """Everything of a workspace at one moment, with its history."""
    db.execute("ATTACH ? AS made KEY ?", (str(target), f"x'{new.secret.hex()}{new.id}'"))
    db.execute("BEGIN")
    db.execute("SELECT sqlcipher_export('made')")
    db.execute(f"PRAGMA made.application_id = {APPLICATION}")
    db.execute("COMMIT")
    db.execute("DETACH made")


def _fill(db: Database, target: Path, new: Key, told: Handing, name: str) -> None:
    """A new workspace with what one meeting needs, under the numbers it has; its history begins there."""
    db.execute("BEGIN")
    tables, only = handing_rows.shape(db), handing_scope.numbers(db, told.meeting_id or 0)
    with database.made(target, new) as workspace, workspace.taking_over(name):
        for table in tables.made:
            _copy_rows(db, workspace, table, tables.links[table], only)
        last = db.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
        workspace.db.conn.executemany("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", last)
        Records(workspace, Handing, "handing").add(told)
    db.execute("COMMIT")


def _copy_rows(
    db: Database, workspace: Workspace, table: str, links: Mapping[str, str], only: Mapping[str, set[int]]
) -> None:
    """Copy the rows of a table that go along, first the originals they name; links to what stays are cut."""
    cursor = db.execute(f'SELECT * FROM "{table}" ORDER BY id')
    names = [column[0] for column in cursor.description]
    found = (dict(zip(names, row, strict=True)) for row in cursor)
    rows = [row for row in found if row["id"] in only[table]]
    for row in rows:
        for link, target in links.items():
            row[link] = row[link] if row[link] in only[target] else None
        if table == "source":
            row["state"] = SourceState.FILED  # what else it proposes stays behind
        for digest in ORIGINALS & row.keys():
            if kept := db.execute("SELECT data FROM original WHERE sha256 = ?", (row[digest],)).fetchone():
                workspace.keep(row[digest], kept[0])
    workspace.insert(table, names, ([row[name] for name in names] for row in rows))


def taken_over(envelope: Envelope, key: Key, target: Path, own: Key | None, briefing: bool, report: Report) -> None:
    """Make a workspace of what is sealed, under a key of its own or plain; `briefing`: to be read, not worked on."""
    with workshop() as folder:
        copy = folder / COPY
        unseal(envelope, key, copy, report)
        with _open(envelope, copy, key) as workspace:
            handings = Records(workspace, Handing, "handing")
            last = list(handings.where("way = ?", Way.IN))[-1]
            if briefing and last.mode is not Mode.BRIEFING:
                with workspace.taking_over(f"Read what {last.whom} handed over"):
                    handings.change(last.id, mode=Mode.BRIEFING)
        with database.faults(target):
            protection.convert(copy, key, own)
            with whole(target) as part:
                shutil.copyfile(copy, part)
    soundness.seal(target)


def returned(envelope: Envelope, key: Key, known: frozenset[str], report: Report) -> Returned:
    """What is in a file that comes back. Raises Fault where it is not sound."""
    with workshop() as folder:
        copy = folder / COPY
        unseal(envelope, key, copy, report)
        with _open(envelope, copy, key) as workspace:
            rows = handing_rows.carried(workspace.db, handing_rows.shape(workspace.db))
            came = Records(workspace, Handing, "handing").where("way = ?", Way.IN)
            new = workspace.originals() - known
            named = {row[name] for of in rows.values() for row in of.values() for name in ORIGINALS & row.keys()}
            originals = {digest: workspace.original(digest) for digest in sorted(new & named)}
            return Returned(tuple(one.file for one in came), rows, originals)


@contextmanager
def _open(envelope: Envelope, copy: Path, key: Key) -> Iterator[Workspace]:
    """What was sealed, open; faults of it are told of the file it came in."""
    try:
        workspace = database.open_(copy, key)
    except Fault as fault:
        raise Fault(fault.kind, envelope.path, **fault.facts) from fault
    try:
        yield workspace
    finally:
        workspace.close()
