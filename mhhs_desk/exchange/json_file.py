"""Everything of a workspace as one JSON file: each record kind by name, and the originals in base64."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from mhhs_desk.domain.record import Record

FORMAT = "mhhs-desk workspace"
VERSION = 1


def as_json(records: Mapping[str, Iterable[Record]], originals: Mapping[str, bytes]) -> bytes:
    """The file's bytes: `{"format", "version", "records": {kind: [...]}, "originals": {sha256: base64}}`."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "records": {kind: [asdict(record) for record in found] for kind, found in records.items()},
        "originals": {sha256: base64.b64encode(data).decode() for sha256, data in originals.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_day).encode()


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
