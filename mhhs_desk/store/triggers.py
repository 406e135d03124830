"""The triggers of history and search, made anew from the tables as they are whenever a workspace is migrated.

History: the before and after of every row of every record table goes into `change`, under the step that is open; a
write outside a step fails. Search: one row in the index for each record a rep would look for.
"""

from __future__ import annotations

from mhhs_desk.store.engine import Database

NOT_RECORDS = frozenset({"original", "step", "change", "now", "search"})

SEARCHED = {
    "feedback": (
        1,
        "SELECT r.id, printf('F%02d', r.id) || ' ' || m.name || ' on ' || i.title AS title, "
        "concat_ws(' ', r.rationale, r.condition, r.red_line, r.evidence_basis) AS body "
        "FROM feedback r JOIN member m ON m.id = r.member_id JOIN item i ON i.id = r.item_id",
    ),
    "item": (2, "SELECT id, title, concat_ws(' ', ask, paper_ref, lead, trim(milestones, '[]')) AS body FROM item r"),
    "member": (3, "SELECT id, name AS title, concat_ws(' ', segment, trim(domains, '[]'), note) AS body FROM member r"),
    "person": (
        4,
        "SELECT r.id, r.name AS title, concat_ws(' ', m.name, r.address, r.role) AS body "
        "FROM person r JOIN member m ON m.id = r.member_id",
    ),
    "action": (5, "SELECT id, ref || ' ' || text AS title, concat_ws(' ', owner, due_words) AS body FROM action r"),
    "meeting": (6, "SELECT id, label AS title, concat_ws(' ', day, place) AS body FROM meeting r"),
    "position": (
        7,
        "SELECT r.id, 'Position on ' || i.title AS title, "
        "concat_ws(' ', r.statement, r.reasons, r.ask, r.fallback, r.questions, r.minority) AS body "
        "FROM position r JOIN item i ON i.id = r.item_id",
    ),
    "milestone": (8, "SELECT id, concat_ws(' ', code, name) AS title, workstream AS body FROM milestone r"),
    "source": (9, "SELECT id, name AS title, concat_ws(' ', sender, subject, text) AS body FROM source r"),
}
"""The searched kinds: a number for the row id in the index, and what is indexed. `r` is the record's table."""

KINDS_APART = 16

FOLLOWS = {
    "member": (("feedback", "member_id", "name"), ("person", "member_id", "name")),
    "item": (("feedback", "item_id", "title"), ("position", "item_id", "title")),
}
"""Whose words stand in another record's row of the index: that row is written again when they change."""


def remove(db: Database) -> None:
    """Drop every trigger of the file."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')


def install(db: Database) -> None:
    """Make the triggers of the tables that the file has; it has none of its own."""
    for table in record_tables(db):
        _history_triggers(db, table)
    for kind in SEARCHED:
        _search_triggers(db, kind)
    for table, once in (("change", "1"), ("original", "1"), ("step", "old.hash IS NOT NULL")):
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table} WHEN {once} "
                "BEGIN SELECT RAISE(ABORT, 'append only'); END"
            )


def record_tables(db: Database) -> list[str]:
    """The tables that hold records, in the order they were made."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return [
        name for (name,) in rows
        if name not in NOT_RECORDS and not name.startswith(("search_", "sqlite_", "_sqlite"))
    ]  # fmt: skip


def image(db: Database, table: str, row: str) -> str:
    """The SQL of a row's image, as the history keeps it: its columns by name, as JSON."""
    columns = [column[1] for column in db.execute(f"PRAGMA table_info({table})").fetchall()]
    return "json_object(" + ", ".join(f"'{name}', {row}.\"{name}\"" for name in columns) + ")"


def _history_triggers(db: Database, table: str) -> None:
    new, old = image(db, table, "new"), image(db, table, "old")
    for verb, row, before, after in (
        ("INSERT", "new", "NULL", new),
        ("UPDATE", "new", old, new),
        ("DELETE", "old", old, "NULL"),
    ):
        db.execute(
            f"CREATE TRIGGER history_{table}_{verb.lower()} AFTER {verb} ON {table} BEGIN "
            "INSERT INTO change (step_id, kind, record_id, before, after) "
            f"VALUES ((SELECT step_id FROM now), '{table}', {row}.id, {before}, {after}); END"
        )


def _search_triggers(db: Database, kind: str) -> None:
    forget = _forget(kind, "= old.id")
    index = _index(kind, "r.id = new.id")
    db.execute(f"CREATE TRIGGER search_{kind}_insert AFTER INSERT ON {kind} BEGIN {index}; END")
    db.execute(f"CREATE TRIGGER search_{kind}_update AFTER UPDATE ON {kind} BEGIN {forget}; {index}; END")
    db.execute(f"CREATE TRIGGER search_{kind}_delete AFTER DELETE ON {kind} BEGIN {forget}; END")
    for follower, link, column in FOLLOWS.get(kind, ()):
        db.execute(
            f"CREATE TRIGGER search_{kind}_{follower} AFTER UPDATE OF {column} ON {kind} BEGIN "
            f"{_forget(follower, f'IN (SELECT id FROM {follower} WHERE {link} = new.id)')}; "
            f"{_index(follower, f'r.{link} = new.id')}; END"
        )


def _forget(kind: str, which: str) -> str:
    number = SEARCHED[kind][0]
    if which.startswith("="):
        return f"DELETE FROM search WHERE rowid {which} * {KINDS_APART} + {number}"
    return f"DELETE FROM search WHERE rowid {which.replace('SELECT id', f'SELECT id * {KINDS_APART} + {number}')}"


def _index(kind: str, which: str) -> str:
    number, select = SEARCHED[kind]
    return (
        f"INSERT INTO search (rowid, kind, title, body) "
        f"SELECT id * {KINDS_APART} + {number}, '{kind}', title, body FROM ({select} WHERE {which})"
    )
