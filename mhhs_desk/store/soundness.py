"""Whether a workspace is what it was when it was kept: every page, link, original, step and record is looked at.

A file that passed, or that we closed ourselves, is sealed: its digest is kept on this computer. While the digest holds
there is nothing to look at again. A seal only saves time; whoever has none is looked at in full.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from mhhs_desk import places
from mhhs_desk.store import history, triggers
from mhhs_desk.store.engine import Database, DatabaseError, open_database
from mhhs_desk.store.files import write_durably
from mhhs_desk.store.migrations import migrations

MOST = 20
"""How many lines one kind of fault may fill."""


def faults(db: Database) -> list[str]:
    """What is wrong with an open workspace: nothing, or a line each. An older layout has no chain to look at yet."""
    try:
        if pages := list(_pages(db)):
            return pages
        found = [*_links(db), *_originals(db), *_records(db)]
        return found if migrations.pending(db) else [*_layout(db), *found, *_steps(db), *_search(db)]
    except (DatabaseError, ValueError, TypeError) as error:
        return [f"it cannot be read: {error}"]


def _pages(db: Database) -> Iterator[str]:
    yield from (str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check").fetchmany(MOST))
    for (line,) in db.execute(f"PRAGMA integrity_check({MOST})"):
        if line != "ok":
            yield str(line)


def _layout(db: Database) -> Iterator[str]:
    """Tables, indexes and triggers are those that this version of the program makes."""
    made, found = _made_layout(), layout(db)
    for name in sorted({*made, *found}):
        if made.get(name) != found.get(name):
            yield f"{name} is not laid out as this version of the program does"


def layout(db: Database) -> dict[str, str]:
    """The SQL of everything in the schema, by its name."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {f"the {kind} {name}": sql for kind, name, sql in rows}


@cache
def _made_layout() -> dict[str, str]:
    db = open_database(Path(":memory:"), None)
    migrations.apply(db)
    triggers.install(db)
    return layout(db)


def _links(db: Database) -> Iterator[str]:
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(MOST):
        yield f"{table} {rowid} points to a {parent} that is not there"


def _originals(db: Database) -> Iterator[str]:
    for sha256, data in db.execute("SELECT sha256, data FROM original"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield f"the original {sha256[:12]} is not what was taken in"


def _steps(db: Database) -> Iterator[str]:
    """The chain: the first step that is not what it was, for all after it follow from it."""
    for number, name, kept, digest in history.hashes(db):
        if kept != digest:
            yield f"step {number}, “{name}”, or one before it is not what was kept"
            return
    if db.execute("SELECT count(*), max(one), max(step_id) FROM now").fetchone() != (1, 1, None):
        yield "a step was left open"
    if db.execute("SELECT 1 FROM change WHERE step_id NOT IN (SELECT id FROM step)").fetchone():
        yield "a change belongs to no step"


def _records(db: Database) -> Iterator[str]:
    """Every record is what its last change says, and none is missing."""
    for table in triggers.record_tables(db):
        changed = f"SELECT id FROM ({_beside_last(db, table)}) WHERE image IS NOT was"
        gone = (
            "SELECT record_id FROM (SELECT record_id, after, max(id) FROM change WHERE kind = ?1 GROUP BY record_id) "
            f"WHERE after IS NOT NULL AND record_id NOT IN (SELECT id FROM {table})"
        )
        for (number,) in db.execute(f"{changed} UNION ALL {gone}", (table,)).fetchmany(MOST):
            yield f"{table.replace('_', ' ')} {number} is not what the history says"


def _beside_last(db: Database, table: str) -> str:
    """The SQL of every record's image beside what its last change left; the table's name is its first value."""
    last = "SELECT after FROM change WHERE kind = ?1 AND record_id = r.id ORDER BY id DESC LIMIT 1"
    return f"SELECT r.id, {triggers.image(db, table, 'r')} AS image, ({last}) AS was FROM {table} r"


def _search(db: Database) -> Iterator[str]:
    if db.execute("PRAGMA query_only").fetchone()[0]:
        return  # the engine looks at its own index only where it may write
    try:
        with db.atomic():
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        yield f"the search index is not sound: {error}"


def settle(db: Database, name: str) -> None:
    """After a migration: write down, as a step of its own, every record that is not what its last change says."""
    step = history.begin(db, name, history.LAYOUT)
    for table in triggers.record_tables(db):
        db.execute(
            "INSERT INTO change (step_id, kind, record_id, before, after) SELECT ?2, ?1, id, was, image "
            f"FROM ({_beside_last(db, table)}) WHERE image IS NOT was",
            (table, step.id),
        )
    history.end(db, step)


def sealed(path: Path) -> bool:
    """Whether a closed file is, to the byte, the one that was sealed last."""
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return False
    known = _seals().get(str(path.resolve()))
    return known is not None and known == _digest(path)


def seal(path: Path) -> None:
    """Remember a closed file as it is now; forget those that are gone. Where that fails, it is looked at in full."""
    with suppress(OSError):
        seals = {name: digest for name, digest in _seals().items() if Path(name).exists()}
        seals[str(path.resolve())] = _digest(path)
        _seal_file().parent.mkdir(parents=True, exist_ok=True)
        write_durably(_seal_file(), json.dumps(seals, indent=1).encode())


def _seal_file() -> Path:
    return places.state() / "seals.json"


def _seals() -> dict[str, str]:
    try:
        found = json.loads(_seal_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
