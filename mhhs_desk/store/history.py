"""The one history: steps of the rep's work, each undone and redone by reading back what it changed.

Every step carries a hash of itself and of the step before it, so that a change to any of them shows.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from mhhs_desk.store.engine import Database

DO, UNDO, REDO, LAYOUT, TAKEN = "do", "undo", "redo", "layout", "taken over"
"""What a step is; `layout`: a newer version of the program wrote the records in its own way; `taken over`: what came
before it was another's work, and is not undone here."""
LINE = json.JSONEncoder(ensure_ascii=False)
"""How a row is written to be hashed; it is never to be written in another way."""


@dataclass(slots=True)
class Step:
    """One step of the rep's: its name and, once it is done, the kinds of record it changed."""

    id: int
    name: str
    verb: str = DO
    kinds: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Past:
    """One step as the history keeps it: when it was kept (UTC), its name, and whether it was done, undone or redone."""

    id: int
    at: datetime
    name: str
    verb: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one step did to one record: its fields before and after; None where it was not there."""

    step: Past
    kind: str
    record_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def fields(self) -> list[tuple[str, Any, Any]]:
        """The fields that differ, each with its value before and after."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in {**before, **after} if name not in ("id", "uid")]
        pairs = [(name, before.get(name), after.get(name)) for name in names]
        return [(name, old, new) for name, old, new in pairs if old != new]


class Stacks:
    """The steps that can be taken back, and those that can be done again: what all steps leave when gone through."""

    def __init__(self, db: Database) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        for number, name, verb in db.execute("SELECT id, name, verb FROM step ORDER BY id"):
            self.add(Step(number, name, verb))

    def add(self, step: Step) -> None:
        if step.verb == DO:
            self.done.append(Step(step.id, step.name))
            self.undone.clear()
        elif step.verb == UNDO:
            self.undone.append(self.done.pop())
        elif step.verb == REDO:
            self.done.append(self.undone.pop())
        elif step.verb == TAKEN:
            self.done.clear()
            self.undone.clear()


def new_uid() -> str:
    """A UUID of version 7: ordered by time, unique across workspaces."""
    moment = time.time_ns() // 1_000_000
    number = (moment << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return str(UUID(int=number))


def begin(db: Database, name: str, verb: str = DO, of: int | None = None) -> Step:
    """Open a step; every change is written under it until `end`."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    cursor = db.execute(
        "INSERT INTO step (uid, at, name, verb, of) VALUES (?, ?, ?, ?, ?)", (new_uid(), at, name, verb, of)
    )
    db.execute("UPDATE now SET step_id = ?", (cursor.lastrowid,))
    return Step(int(cursor.lastrowid or 0), name, verb)


def end(db: Database, step: Step) -> None:
    """Close a step and chain it to the one before; one that changed nothing leaves no trace."""
    rows = db.execute("SELECT DISTINCT kind FROM change WHERE step_id = ?", (step.id,)).fetchall()
    step.kinds = frozenset(kind for (kind,) in rows)
    db.execute("UPDATE now SET step_id = NULL")
    if not step.kinds:
        db.execute("DELETE FROM step WHERE id = ?", (step.id,))
        return
    last = db.execute("SELECT hash FROM step WHERE id < ? ORDER BY id DESC LIMIT 1", (step.id,)).fetchone()
    for number, _, _, digest in hashes(db, last[0] if last else "", since=step.id):
        db.execute("UPDATE step SET hash = ? WHERE id = ?", (digest, number))


def hashes(db: Database, last: str = "", since: int = 0) -> Iterator[tuple[int, str, str | None, str]]:
    """Every step from a number on: its number, its name, the hash it carries and the one it should carry."""
    rows = db.execute(
        "SELECT s.id, s.uid, s.at, s.name, s.verb, s.of, s.hash, c.kind, c.record_id, c.before, c.after "
        "FROM step s LEFT JOIN change c ON c.step_id = s.id WHERE s.id >= ? ORDER BY s.id, c.id",
        (since,),
    )
    for facts, changes in groupby(rows, key=lambda row: row[:7]):
        last = _hash(last, facts[:6], (row[7:] for row in changes))
        yield facts[0], facts[3], facts[6], last


def _hash(last: str, facts: Iterable[object], changes: Iterable[tuple[object, ...]]) -> str:
    digest = hashlib.sha256(last.encode())
    for row in (facts, *changes):
        digest.update(f"{LINE.encode(list(row))}\n".encode())
    return digest.hexdigest()


def chain(db: Database) -> None:
    """Give every step that has none its hash."""
    found = [(digest, number) for number, _, kept, digest in hashes(db) if kept is None]
    db.conn.executemany("UPDATE step SET hash = ? WHERE id = ?", found)


def past(db: Database, limit: int = -1, words: str = "") -> list[Past]:
    """The last steps, the newest first; those whose name holds some words."""
    rows = db.execute(
        "SELECT id, at, name, verb FROM step WHERE instr(lower(name), lower(?)) ORDER BY id DESC LIMIT ?",
        (words, limit) if words else ("", limit),
    ).fetchall()
    return [_past(row) for row in rows]


def changes_of(db: Database, step_id: int) -> list[Change]:
    """What one step changed, in order."""
    return _changes(db, "c.step_id = ?", (step_id,))


def past_of(db: Database, kind: str, record_id: int) -> list[Change]:
    """The past of one record, the oldest first."""
    return _changes(db, "c.kind = ? AND c.record_id = ?", (kind, record_id))


def deleted(db: Database) -> list[Change]:
    """The last change of every record that was there once and is not now, the newest first."""
    newest = "c.id IN (SELECT max(id) FROM change GROUP BY kind, record_id) AND c.after IS NULL"
    return _changes(db, newest, ())[::-1]


def _changes(db: Database, which: str, values: tuple[object, ...]) -> list[Change]:
    rows = db.execute(
        "SELECT s.id, s.at, s.name, s.verb, c.kind, c.record_id, c.before, c.after "
        f"FROM change c JOIN step s ON s.id = c.step_id WHERE {which} ORDER BY c.id",
        values,
    ).fetchall()
    return [
        Change(_past(row[:4]), row[4], row[5], *(json.loads(image) if image else None for image in row[6:]))
        for row in rows
    ]


def _past(row: tuple[Any, ...]) -> Past:
    return Past(row[0], datetime.fromisoformat(row[1]), row[2], row[3])


def revert(db: Database, step: Step) -> None:
    """Write back what each row was before a step, newest change first."""
    rows = db.execute(
        "SELECT kind, record_id, before FROM change WHERE step_id = ? ORDER BY id DESC", (step.id,)
    ).fetchall()
    for kind, record_id, before in rows:
        put(db, kind, record_id, before)


def repeat(db: Database, step: Step) -> None:
    """Write again what a step wrote."""
    rows = db.execute("SELECT kind, record_id, after FROM change WHERE step_id = ? ORDER BY id", (step.id,)).fetchall()
    for kind, record_id, after in rows:
        put(db, kind, record_id, after)


def bring_back(db: Database, kind: str, record_id: int) -> None:
    """Make a record that was removed what it was last, and before it every removed record that it points to."""
    if db.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (record_id,)).fetchone():
        return
    (image,) = db.execute(
        "SELECT before FROM change WHERE kind = ? AND record_id = ? ORDER BY id DESC LIMIT 1", (kind, record_id)
    ).fetchone()
    row = json.loads(image)
    for link in db.execute(f"PRAGMA foreign_key_list({kind})").fetchall():
        parent, column, target = link[2], link[3], link[4]
        if target == "id" and row.get(column) is not None:
            bring_back(db, parent, row[column])
    put(db, kind, record_id, image)


def put(db: Database, kind: str, record_id: int, image: str | None) -> None:
    """Make a row what an image says it was; no image, no row."""
    if image is None:
        db.execute(f"DELETE FROM {kind} WHERE id = ?", (record_id,))
        return
    row = json.loads(image)
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join("?" for _ in row)
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in row)
    db.execute(
        f"INSERT INTO {kind} ({names}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {sets}", list(row.values())
    )
