"""A plain SQLite file for other programs: a table for each kind of record, its links declared, and no history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mhhs_desk.store.database import faults
from mhhs_desk.store.engine import Database, open_database
from mhhs_desk.store.files import whole

if TYPE_CHECKING:
    from mhhs_desk.store.store import Store

ORIGINALS = "originals"

NAMED = """CREATE VIEW answers_with_names AS
SELECT f.id, 'F' || printf('%02d', f.id) AS answer, m.label AS meeting, i.number AS item, i.title, p.name AS member,
    f.option, f.rationale, f.condition, f.red_line, f.evidence, f.received, f.consent
FROM feedback f JOIN items i ON i.id = f.item_id JOIN meetings m ON m.id = i.meeting_id
JOIN members p ON p.id = f.member_id"""
"""Every answer with the names of what its numbers point to."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns with what SQLite is told of each, and its rows."""

    columns: Mapping[str, str]
    rows: Sequence[Sequence[Any]]


def whole_of(store: Store) -> dict[str, Table]:
    """Every kind of record of a workspace, by the name it has in the program, and the originals."""
    kinds = {records.table: name for name, records in store.kinds().items()} | {"original": ORIGINALS}
    found = {name: _copied(store, table, kinds) for table, name in kinds.items()}
    return {ORIGINALS: found.pop(ORIGINALS), **found}


def _copied(store: Store, table: str, kinds: Mapping[str, str]) -> Table:
    _, facts = store.workspace.read(f'PRAGMA table_info("{table}")')
    _, links = store.workspace.read(f'PRAGMA foreign_key_list("{table}")')
    to = {link[3]: f' REFERENCES "{kinds[link[2]]}" ("{link[4]}")' for link in links}
    columns = {
        name: f"{kind}{' PRIMARY KEY' if key else ''}{' NOT NULL' if needed and not key else ''}{to.get(name, '')}"
        for _, name, kind, needed, _, key in facts
    }
    _, rows = store.workspace.read(f'SELECT {", ".join(map(_quoted, columns))} FROM "{table}"')
    return Table(columns, rows)


def originals(store: Store) -> dict[str, bytes]:
    """Every original by its digest."""
    return dict(store.workspace.read("SELECT sha256, data FROM original")[1])


def shown(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Table]:
    """Tables of plain values as an edition shows them: lists and maps in a column are JSON."""
    found = {}
    for name, rows in tables.items():
        columns = dict.fromkeys(column for row in rows for column in row)
        typed = {column: _type(row.get(column) for row in rows) for column in columns}
        found[name] = Table(typed, [[_value(row.get(column)) for column in columns] for row in rows])
    return found


def _type(values: Iterable[Any]) -> str:
    return "INTEGER" if all(value is None or isinstance(value, int) for value in values) else "TEXT"


def _value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def write(target: Path, tables: Mapping[str, Table]) -> None:
    """Write the file whole, over one of its name; a table of which no column is known is left out. Raises Fault."""
    with faults(target), whole(target) as part:
        db = open_database(part, None)
        try:
            db.execute("PRAGMA journal_mode = DELETE")
            with db.atomic():
                db.execute("PRAGMA defer_foreign_keys = ON")
                known = {name: table for name, table in tables.items() if table.columns}
                for name, table in known.items():
                    _make(db, name, table)
                for name, table in known.items():
                    marks = ", ".join("?" for _ in table.columns)
                    db.conn.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", table.rows)
                if ORIGINALS in tables:
                    db.execute(NAMED)
        finally:
            db.close()


def _make(db: Database, name: str, table: Table) -> None:
    columns = ", ".join(f"{_quoted(column)} {told}" for column, told in table.columns.items())
    db.execute(f"CREATE TABLE {_quoted(name)} ({columns})")


def _quoted(name: str) -> str:
    return f'"{name}"'
