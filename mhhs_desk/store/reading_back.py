"""Filling a new workspace with everything that was taken out of another, numbers and identities as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mhhs_desk.domain.record import Record
from mhhs_desk.store.engine import DatabaseError
from mhhs_desk.store.records import Records
from mhhs_desk.store.store import Store


class NotRead(Exception):
    """What was taken out cannot be put back; it says of which kind and why."""


def fill(store: Store, records: Mapping[str, Iterable[Mapping[str, Any]]], originals: Mapping[str, bytes]) -> int:
    """Write every record into an empty workspace, as part of a step; how many. Raises NotRead."""
    kinds = store.kinds()
    if strange := sorted(set(records) - set(kinds)):
        raise NotRead(f"“{strange[0]}” is no kind of record")
    for sha256, data in originals.items():
        store.workspace.keep(sha256, data)
    total = 0
    try:
        store.workspace.db.execute("PRAGMA defer_foreign_keys = ON")
        for name, rows in records.items():
            found = [_record(kinds[name], name, row) for row in rows]
            total += len(Records.add_all(kinds[name], found))
        if broken := store.workspace.rows("PRAGMA foreign_key_check"):
            raise NotRead(f"a link of “{broken[0]['table']}” leads nowhere")
    except DatabaseError as error:
        raise NotRead(str(error)) from error
    return total


def _record(kind: Records[Any], name: str, row: Mapping[str, Any]) -> Record:
    """A record of plain values; a field that is not there is as it is made. Raises NotRead."""
    try:
        if strange := sorted(set(row) - set(kind.codecs)):
            raise NotRead(f"“{name}” has no field “{strange[0]}”")
        image = {field: _column(field, value) for field, value in row.items()}
        made: Record = kind.from_image(image)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotRead(f"a record of “{name}” is not whole: {error}") from error
    if not (isinstance(made.id, int) and made.id > 0 and isinstance(made.uid, str) and made.uid):
        raise NotRead(f"a record of “{name}” has no number or identity")
    return made


def _column(field: str, value: Any) -> Any:
    """A plain value as its column holds it."""
    if field == "options" and isinstance(value, list):
        return json.dumps([[one["key"], one["name"]] for one in value])
    return json.dumps(value) if isinstance(value, (list, dict)) else value
