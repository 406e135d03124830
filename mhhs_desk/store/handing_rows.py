"""Records as they can be carried from one file to another: links and citations by identity, not by number."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from mhhs_desk.domain.bringing_back import CITATION as CARRIED
from mhhs_desk.domain.bringing_back import Rows, Shape
from mhhs_desk.domain.choosing import Put
from mhhs_desk.domain.positions import CITATION
from mhhs_desk.store import triggers
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.engine import Database
from mhhs_desk.store.handing_scope import NOT_COMPARED, OF_ONE_SIDE
from mhhs_desk.store.records import ENCODER

Row = dict[str, Any]

CITING = {"position": ("statement", "reasons", "ask", "fallback", "questions", "minority"), "wording": ("text", "why")}
"""The fields of each table that cite answers by their numbers."""
FACTS = {
    "meeting_id": "meeting", "member_id": "member", "item_id": "item", "item_ids": "item", "all_items": "item",
    "member_ids": "member",
}  # fmt: skip
"""The facts of a proposal that are numbers of records, and their table."""
FILED_AS = {
    "meeting": "meeting", "item": "item", "action": "action", "milestone": "milestone", "member": "member",
    "call": "call", "answer": "feedback", "decision": "outcome",
}  # fmt: skip
"""The table that each kind of proposal is filed in."""
REMOVED = "SELECT kind, record_id, json_extract(before, '$.uid') FROM change WHERE after IS NULL"
PROPOSED = re.compile(r"proposal-(.+)")
"""The code of the dates that one meeting's papers propose; it holds that meeting's number."""


def shape(db: Database) -> Shape:
    """What the tables of a file are like."""
    tables = [table for table in triggers.record_tables(db) if table not in NOT_COMPARED]
    links = {table: _links(db, table) for table in tables}
    unique = {table: tuple(_unique(db, table)) for table in tables}
    made: list[str] = []
    while left := [table for table in tables if table not in made]:
        ready = [table for table in left if {*links[table].values()} <= {*made, table}]
        made += ready or left
    return Shape(links, unique, tuple(made))


def _links(db: Database, table: str) -> dict[str, str]:
    """The columns that hold the number of another record, and its table."""
    return {row[3]: row[2] for row in db.execute(f"PRAGMA foreign_key_list({table})").fetchall() if row[4] == "id"}


def _unique(db: Database, table: str) -> Iterator[tuple[str, ...]]:
    for index in db.execute(f"PRAGMA index_list({table})").fetchall():
        names = tuple(row[2] for row in db.execute(f'PRAGMA index_info("{index[1]}")').fetchall())
        if index[2] and names != ("uid",):
            yield names


class Identities:
    """Which record has which number in a file, and which identity."""

    def __init__(self, db: Database, tables: Sequence[str]) -> None:
        self.uids = {table: dict(db.execute(f'SELECT id, uid FROM "{table}"').fetchall()) for table in tables}
        self.numbers = {table: {uid: number for number, uid in known.items()} for table, known in self.uids.items()}
        self.gone: dict[str, dict[int, str]] = {table: {} for table in tables}
        """Records that were removed, which a text may still cite, and a proposal still name."""
        for table, number, uid in db.execute(REMOVED):
            if number not in self.uids.get(table, {number: uid}):
                self.gone[table][number] = uid

    def uid(self, table: str, number: object) -> str | None:
        return self.uids[table].get(number)

    def number(self, table: str, uid: object) -> int | None:
        return self.numbers[table].get(uid)

    def uid_ever(self, table: str, number: Any) -> str | None:
        """The identity of a record, also of one that was removed."""
        return self.uid(table, number) or self.gone[table].get(number)

    def number_ever(self, table: str, uid: object) -> int | None:
        """The number of a record, also of one that was removed."""
        gone = (number for number, one in self.gone[table].items() if one == uid)
        return self.numbers[table].get(uid) or next(gone, None)


def carried(db: Database, tables: Shape, only: Mapping[str, set[int]] | None = None) -> Rows:
    """Every record of a file, or those of some numbers, as it is carried: without links to what is not among them."""
    known = Identities(db, tables.made)
    if only is not None:
        known.uids = {table: {n: uid for n, uid in of.items() if n in only[table]} for table, of in known.uids.items()}
    rows: dict[str, dict[str, Row]] = {}
    for table in tables.made:
        cursor = db.execute(f'SELECT * FROM "{table}" ORDER BY id')
        names = [column[0] for column in cursor.description]
        found = (dict(zip(names, values, strict=True)) for values in cursor.fetchall())
        links = tables.links[table]
        rows[table] = {
            row["uid"]: _outward(table, row, links, known)
            for row in found
            if (only is None or row["id"] in only[table])
            and not (table == "setting" and row["name"].startswith(OF_ONE_SIDE))
        }
    return rows


def _outward(table: str, row: Row, links: Mapping[str, str], known: Identities) -> Row:
    for name in ("id", "uid"):
        del row[name]
    for name, target in links.items():
        if row[name] is not None:
            row[name] = known.uid(target, row[name])
    for name in CITING.get(table, ()):
        row[name] = CITATION.sub(lambda match: _cited(match, known), row[name])
    if table == "proposal":
        row["filed_as"] = known.uid_ever(_filed_in(row), row["filed_as"])
        row["facts"] = _facts(row, known.uid_ever)
    if table == "baseline" and (found := PROPOSED.fullmatch(row["code"])) and found[1].isdigit():
        row["code"] = f"proposal-{known.uid('meeting', int(found[1])) or found[1]}"
    return row


def _cited(match: re.Match[str], known: Identities) -> str:
    uid = known.uid_ever("feedback", int(match[1]))
    return f"[F:{uid}]" if uid else match[0]


def inward(table: str, row: Mapping[str, Any], links: Mapping[str, str], known: Identities) -> Row:
    """A carried record as this file writes it."""
    written = dict(row)
    for name, target in links.items():
        if name in written and written[name] is not None:
            written[name] = known.number(target, written[name])
    for name in set(CITING.get(table, ())) & written.keys():
        written[name] = _cite(written[name], known)
    if table == "proposal" and "facts" in written:
        written["filed_as"] = known.number_ever(_filed_in(written), written.get("filed_as"))
        written["facts"] = _facts(written, known.number_ever)
    if table == "baseline" and (found := PROPOSED.fullmatch(written.get("code", ""))):
        written["code"] = f"proposal-{known.number('meeting', found[1]) or found[1]}"
    return written


def _cite(text: str, known: Identities) -> str:
    """A carried text with the numbers of this file; what was never here cannot be cited."""

    def cited(match: re.Match[str]) -> str:
        number = known.number_ever("feedback", match[1])
        return f"[F{number:02d}]" if number else ""

    return CARRIED.sub(cited, text)


def _filed_in(row: Mapping[str, Any]) -> str:
    facts = json.loads(row["facts"])
    return "recusal" if facts.get("recused") else FILED_AS[row["kind"]]


def _facts(row: Mapping[str, Any], other: Callable[[str, Any], Any]) -> str:
    """The facts of a proposal with the other names of the records they speak of."""
    facts = json.loads(row["facts"])
    for name, table in FACTS.items():
        value = facts.get(name)
        if isinstance(value, list):
            facts[name] = [found for one in value if (found := other(table, one)) is not None]
        elif value is not None:
            facts[name] = other(table, value)
    if facts.get("of") is not None:
        facts["of"] = other(_filed_in(row), facts["of"])
    return ENCODER.encode(facts)


# The state in which something was handed over


def pack(rows: Rows) -> bytes:
    """Carried records as bytes; the same records give the same bytes."""
    return zlib.compress(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode(), 6)


def unpack(data: bytes) -> Rows:
    found: Rows = json.loads(zlib.decompress(data))
    return found


# Into the record


def write(workspace: Workspace, tables: Shape, done: Iterable[Put]) -> None:
    """Write what records are to become, inside the step that is open; a record that is new gets the next number."""
    done = sorted(done, key=lambda put: tables.made.index(put.table))
    workspace.db.execute("PRAGMA defer_foreign_keys = ON")
    known = Identities(workspace.db, tables.made)
    rows = {(put.table, put.uid): _row(workspace.db, put, known) for put in done}
    for put in reversed(done):
        if put.before is not None and (put.after is None or _moves(put, tables)):
            workspace.delete(put.table, rows[put.table, put.uid]["id"])
    _number(workspace, done, rows, known)
    for put in done:
        if put.after is not None:
            before = put.before or {}
            whole = put.table == "proposal"  # its facts are read by its kind
            changed = {name: value for name, value in put.after.items() if whole or value != before.get(name, put)}
            row = {**rows[put.table, put.uid], **inward(put.table, changed, tables.links[put.table], known)}
            _put(workspace, put, row, tables)


def _row(db: Database, put: Put, known: Identities) -> Row:
    """A record as it is in the file; of one that is new, its identity."""
    if put.before is None:
        return {"uid": put.uid}
    cursor = db.execute(f'SELECT * FROM "{put.table}" WHERE id = ?', (known.number(put.table, put.uid),))
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _number(workspace: Workspace, done: Iterable[Put], rows: Mapping[tuple[str, str], Row], known: Identities) -> None:
    """Give every new record its number, before any is written that points to it."""
    following: dict[str, int] = {}
    for put in done:
        if put.before is None:
            number = following.get(put.table) or workspace.next_id(put.table)
            following[put.table] = number + 1
            rows[put.table, put.uid]["id"] = known.numbers[put.table][put.uid] = number
            known.uids[put.table][number] = put.uid


def _moves(put: Put, tables: Shape) -> bool:
    """Whether a record leaves its place, which another may take before it is written anew."""
    before, after = put.before or {}, put.after or {}
    keys = tables.unique.get(put.table, ())
    return any(before.get(name) != after.get(name) for names in keys for name in names)


def _put(workspace: Workspace, put: Put, row: Row, tables: Shape) -> None:
    if put.before is None or _moves(put, tables):
        workspace.insert(put.table, list(row), [list(row.values())])
    else:
        workspace.update(put.table, list(row), [[*row.values(), row["id"]]])
