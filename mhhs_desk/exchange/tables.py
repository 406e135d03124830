"""Tables that are taken out of a desk: rows of plain values, by the name of what they are rows of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from mhhs_desk.domain.record import Record

Row = Mapping[str, Any]
"""A row's values by its columns: text, numbers, yes or no, nothing, and lists and maps of these."""
Tables = Mapping[str, Sequence[Row]]


def plain(record: Record) -> Row:
    """A record as plain values: days as ISO, what it holds of other kinds as lists and maps."""
    return {name: _plain(value) for name, value in asdict(record).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value
