"""The one history: steps of the rep's work, each undone and redone by reading back what it changed."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from mhhs_desk.store.engine import Database

DO, UNDO, REDO = "do", "undo", "redo"


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
    """Close a step; one that changed nothing leaves no trace."""
    rows = db.execute("SELECT DISTINCT kind FROM change WHERE step_id = ?", (step.id,)).fetchall()
    step.kinds = frozenset(kind for (kind,) in rows)
    db.execute("UPDATE now SET step_id = NULL")
    if not step.kinds:
        db.execute("DELETE FROM step WHERE id = ?", (step.id,))


def undoable(db: Database) -> Step | None:
    """The step that undo would take back."""
    return _stacks(db)[0]


def redoable(db: Database) -> Step | None:
    """The step that redo would do again."""
    return _stacks(db)[1]


def _stacks(db: Database) -> tuple[Step | None, Step | None]:
    """The tops of the two stacks that the steps leave when they are gone through in order."""
    done: list[Step] = []
    undone: list[Step] = []
    for number, name, verb in db.execute("SELECT id, name, verb FROM step ORDER BY id"):
        if verb == DO:
            done.append(Step(number, name))
            undone.clear()
        elif verb == UNDO:
            undone.append(done.pop())
        else:
            done.append(undone.pop())
    return (done[-1] if done else None), (undone[-1] if undone else None)


def past(db: Database, limit: int) -> list[Past]:
    """The last steps, the newest first."""
    rows = db.execute("SELECT id, at, name, verb FROM step ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [Past(number, datetime.fromisoformat(at), name, verb) for number, at, name, verb in rows]


def revert(db: Database, step: Step) -> None:
    """Write back what each row was before a step, newest change first."""
    rows = db.execute(
        "SELECT kind, record_id, before FROM change WHERE step_id = ? ORDER BY id DESC", (step.id,)
    ).fetchall()
    for kind, record_id, before in rows:
        _put(db, kind, record_id, before)


def repeat(db: Database, step: Step) -> None:
    """Write again what a step wrote."""
    rows = db.execute("SELECT kind, record_id, after FROM change WHERE step_id = ? ORDER BY id", (step.id,)).fetchall()
    for kind, record_id, after in rows:
        _put(db, kind, record_id, after)


def _put(db: Database, kind: str, record_id: int, image: str | None) -> None:
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
