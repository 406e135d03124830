"""The schema of the JSON file: every kind of record and every field of it, drawn from the records themselves."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any

from mhhs_desk.domain.record import Record
from mhhs_desk.exchange.json_file import VERSION, WHOLE

Schema = dict[str, Any]

SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def schema(kinds: Mapping[str, type[Record]]) -> Schema:
    """A JSON Schema (2020-12) of the whole file, by the records of each kind."""
    records = {name: {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}} for name, kind in kinds.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything of a workspace of MHHS Desk",
        "type": "object",
        "required": ["format", "version", "records", "originals"],
        "properties": {
            "format": {"const": WHOLE},
            "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
            "records": {"type": "object", "properties": records, "additionalProperties": False},
            "originals": {
                "type": "object",
                "propertyNames": SHA256,
                "additionalProperties": {"type": "string", "contentEncoding": "base64"},
            },
        },
        "$defs": {kind.__name__: _record(kind) for kind in kinds.values()},
    }


def _record(kind: type[Any]) -> Schema:
    """One kind of record: what it says of itself, and its fields; those without a value of their own must be there."""
    hints = typing.get_type_hints(kind)
    needed = [one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
    return {
        "description": inspect.getdoc(kind) or kind.__name__,
        "type": "object",
        "required": needed,
        "properties": {one.name: _value(hints[one.name]) for one in fields(kind)},
        "additionalProperties": False,
    }


def _value(hint: Any) -> Schema:
    if isinstance(hint, types.UnionType):
        known = [part for part in typing.get_args(hint) if part is not types.NoneType]
        return {"anyOf": [*map(_value, known), {"type": "null"}]}
    origin = typing.get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _value(typing.get_args(hint)[0])}
    if origin is dict or hint is Any:
        return {"type": "object"} if origin is dict else {}
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "string", "enum": [one.value for one in hint]}
    if hint in SIMPLE:
        return {"type": SIMPLE[hint]}
    return _record(hint)


SIMPLE = {str: "string", int: "integer", bool: "boolean"}
