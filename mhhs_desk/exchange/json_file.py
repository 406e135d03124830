"""Everything of a workspace as one JSON file, or what an edition shows; and the way back from the whole one."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.exchange.tables import Row, Tables

WHOLE, SHOWN = "mhhs-desk workspace", "mhhs-desk edition"
"""What the file says it is: all of a workspace, which can be read back, or what an edition may show."""
VERSION = 2
"""Grows when a field changes its meaning or goes; a field that is added has a value where a file does not know it."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """All of a workspace as it was taken out."""

    records: Mapping[str, list[Row]]
    originals: Mapping[str, bytes]


def whole(records: Tables, originals: Mapping[str, bytes]) -> bytes:
    """`{"format", "version", "records": {kind: [...]}, "originals": {sha256: base64}}`; see `json_schema.py`."""
    kept = {sha256: base64.b64encode(data).decode() for sha256, data in originals.items()}
    return _written({"format": WHOLE, "version": VERSION, "records": records, "originals": kept})


def shown(edition: str, tables: Tables) -> bytes:
    """`{"format", "version", "edition", "tables": {name: [...]}}`."""
    return _written({"format": SHOWN, "version": VERSION, "edition": edition, "tables": tables})


def _written(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read(path: Path) -> ReadBack:
    """A file that `whole` wrote, of this version or an earlier one. Raises Fault."""
    try:
        told = json.loads(path.read_bytes())
    except OSError as error:
        raise Fault(FaultKind.MISSING if not path.exists() else FaultKind.UNREADABLE, path) from error
    except (ValueError, RecursionError) as error:
        raise Fault(FaultKind.NOT_AN_EXPORT, path) from error
    if not isinstance(told, dict) or told.get("format") not in (WHOLE, SHOWN):
        raise Fault(FaultKind.NOT_AN_EXPORT, path)
    if told["format"] == SHOWN:
        raise Fault(FaultKind.AN_EDITION, path, edition=told.get("edition"))
    if not isinstance(told.get("version"), int) or told["version"] > VERSION:
        raise Fault(FaultKind.NEWER, path)
    records, originals = told.get("records"), told.get("originals")
    if not (isinstance(records, dict) and isinstance(originals, dict) and all(map(_are_rows, records.values()))):
        raise Fault(FaultKind.NOT_AN_EXPORT, path)
    return ReadBack(records, {sha256: _original(path, sha256, data) for sha256, data in originals.items()})


def _are_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _original(path: Path, sha256: str, data: object) -> bytes:
    """An original, which must be what its name says."""
    try:
        found = base64.b64decode(str(data), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Fault(FaultKind.NOT_AN_EXPORT, path) from error
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Fault(FaultKind.DAMAGED, path, detail=f"the original {sha256[:12]} is not what it was")
    return found
