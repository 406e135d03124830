"""Records of one kind in their table: a dataclass out, a dataclass in."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from mhhs_desk.domain.options import Option
from mhhs_desk.domain.record import Record
from mhhs_desk.domain.spans import Span
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.history import new_uid

R = TypeVar("R", bound=Record)

Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""How a field's value is written to its column, and read back."""

ENCODER = json.JSONEncoder(ensure_ascii=False)


class Records(Generic[R]):
    """The records of one kind. Every change is part of a step; outside one it is a step of its own."""

    def __init__(self, workspace: Workspace, kind: type[R], table: str, order: str = "id") -> None:
        self.workspace = workspace
        self.kind = kind
        self.table = table
        self.order = order

    @cached_property
    def codecs(self) -> dict[str, Codec]:
        hints = typing.get_type_hints(self.kind)
        return {name: _codec(hint) for name, hint in hints.items()}

    def get(self, record_id: int) -> R:
        """The record of a number; KeyError where there is none."""
        found = self.first("id = ?", record_id)
        if found is None:
            raise KeyError(record_id)
        return found

    def all(self) -> list[R]:
        return list(self.where("1"))

    def where(self, condition: str, *values: object, most: int = -1) -> Iterator[R]:
        """The records that meet a condition, in the order of their kind; `most` of them at the most."""
        select = f'SELECT * FROM "{self.table}" WHERE {condition} ORDER BY {self.order} LIMIT ?'
        names, rows = self.workspace.read(select, (*values, most))
        coded = [(n, self.codecs[name][1]) for n, name in enumerate(names) if self.codecs[name][1] is not _same]
        for row in rows:
            facts = list(row)
            for place, read in coded:
                facts[place] = read(facts[place])
            yield self.kind(**dict(zip(names, facts, strict=True)))

    def first(self, condition: str, *values: object) -> R | None:
        return next(self.where(condition, *values, most=1), None)

    def from_image(self, image: Mapping[str, Any]) -> R:
        """A record as the history holds it; a field that came later is as it was made."""
        return self.kind(**{name: read(image[name]) for name, (_, read) in self.codecs.items() if name in image})

    def count(self, condition: str = "1", *values: object) -> int:
        rows = self.workspace.rows(f'SELECT count(*) AS n FROM "{self.table}" WHERE {condition}', values)
        return int(next(iter(rows))["n"])

    def add(self, record: R) -> R:
        """Write a new record; it comes back with its number and identity."""
        return self.add_all([record])[0]

    def add_all(self, records: Iterable[R]) -> list[R]:
        """Write many new records in one step; one that was numbered beforehand keeps its number."""
        added: list[R] = []
        with self.workspace.step(f"Add {self.table.replace('_', ' ')}"):
            for number, record in enumerate(records, self.next_id()):
                given = record.id and record.uid
                added.append(record if given else replace(record, id=record.id or number, uid=record.uid or new_uid()))
            if added:
                self.workspace.insert(self.table, self.names, map(self._values, added))
        return added

    def next_id(self) -> int:
        """The number of the next record."""
        return self.workspace.next_id(self.table)

    def save(self, record: R) -> R:
        """Write a changed record over the one of the same number; one that is the same already is left alone."""
        if self.get(record.id) != record:
            self.rewrite(record)
        return record

    def rewrite(self, *records: R) -> None:
        """Write records over those of the same numbers, which are known to be others."""
        with self.workspace.step(f"Change {self.table.replace('_', ' ')}"):
            self.workspace.update(self.table, self.names, ((*self._values(one), one.id) for one in records))

    def change(self, record_id: int, **fields: object) -> R:
        """Write some fields of a record."""
        changes: dict[str, Any] = fields
        return self.save(replace(self.get(record_id), **changes))

    def remove(self, record_id: int) -> None:
        with self.workspace.step(f"Remove {self.table.replace('_', ' ')}"):
            self.workspace.delete(self.table, record_id)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields of a record, which are the columns of the table."""
        return tuple(self.codecs)

    def _values(self, record: R) -> list[Any]:
        return [write(getattr(record, name)) for name, (write, _) in self.codecs.items()]


def _codec(hint: Any) -> Codec:
    """The codec of a type: numbers and text as they are, the rest as text, lists and spans as JSON."""
    if isinstance(hint, types.UnionType):
        return _optional(_codec(next(part for part in typing.get_args(hint) if part is not types.NoneType)))
    if typing.get_origin(hint) is tuple:
        return (_options if typing.get_args(hint)[0] is Option else _words)()
    if hint is bool:
        return int, bool
    if hint is date:
        return date.isoformat, date.fromisoformat
    if hint is Span:
        return (lambda span: _json(span.facts())), (lambda text: Span.of(json.loads(text)))
    if typing.get_origin(hint) is dict:
        return _json, json.loads
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    return _same, _same


def _same(value: Any) -> Any:
    """A value that is in its column as it is."""
    return value


def _optional(codec: Codec) -> Codec:
    write, read = codec
    if read is _same:
        return codec
    return (
        lambda value: None if value is None else write(value),
        lambda value: None if value is None else read(value),
    )


def _words() -> Codec:
    return _json, (lambda text: tuple(json.loads(text)))


def _options() -> Codec:
    return (
        (lambda options: _json([[option.key, option.name] for option in options])),
        (lambda text: tuple(Option(key, name) for key, name in json.loads(text))),
    )


def _json(value: object) -> str:
    return ENCODER.encode(value)
