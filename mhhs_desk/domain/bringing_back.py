"""Bringing work back: what either side changed since a hand-over, and what the record is to say after the choice.

Records are compared as they can be carried from one file to another: a link is the identity of what it points to, and a
citation names its answer by identity. The numbers of the two files are not the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]
"""The fields of one record, without its number and identity."""
Rows = Mapping[str, Mapping[str, Row]]
"""Records by table and identity."""
Spot = tuple[str, str, str]
"""Where one choice is made: table, identity, and a field; of a record as a whole the field is empty."""

CITATION = re.compile(r"\[F:([^\]]+)\]")
"""How a text that is carried cites an answer."""

DOUBLES: Mapping[str, tuple[str, ...]] = {
    "source": ("sha256",), "person": ("member_id", "name"), "meeting": ("forum_id", "label"),
    "item": ("meeting_id", "title"), "call": ("meeting_id", "sent_on", "channel", "reminder"),
    "feedback": ("member_id", "item_id", "option", "rationale"), "action": ("text",),
    "action_update": ("action_id", "day", "text"), "outcome": ("item_id", "text"),
    "note": ("meeting_id", "item_id", "kind", "text"), "told": ("meeting_id", "member_id", "day"),
    "meeting_move": ("meeting_id", "day", "start"), "paper": ("meeting_id", "sha256"), "seat": ("forum_id", "name"),
    "proposal": ("source_id", "kind", "span"), "theme_mark": ("theme_id", "feedback_id", "words"),
}  # fmt: skip
"""The fields by which two records that either side made may be one and the same."""
NUMBERED = {"wording": ("item_id", "number")}
"""Records that are numbered within another: two of one number are two, and the one that comes back takes the next."""


class Side(StrEnum):
    THEIRS = "theirs"
    OURS = "ours"


class What(StrEnum):
    """How a record differs: `there` is the work that comes back, `here` the desk that was handed over."""

    ADDED_THERE = "added there"
    CHANGED_THERE = "changed there"
    REMOVED_THERE = "removed there"
    ADDED_HERE = "added here"
    CHANGED_HERE = "changed here"
    REMOVED_HERE = "removed here"
    CHANGED_BOTH = "changed on both sides"
    GONE_THERE = "removed there, changed here"
    GONE_HERE = "changed there, removed here"
    DOUBLE = "perhaps the same"
    SAME_PLACE = "made on both sides"


USUAL: Mapping[What, Side] = {
    What.ADDED_THERE: Side.THEIRS, What.CHANGED_THERE: Side.THEIRS, What.REMOVED_THERE: Side.THEIRS,
    What.CHANGED_HERE: Side.OURS, What.REMOVED_HERE: Side.OURS,
}  # fmt: skip
"""What is chosen until the rep chooses otherwise; of the others nothing is."""
BY_FIELD = frozenset({What.CHANGED_BOTH, What.SAME_PLACE})
"""Where each field is chosen by itself."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the tables are like: the table each link points to, and the fields of which no two records have the same.

    `made` has the tables in an order in which what is pointed to comes first.
    """

    links: Mapping[str, Mapping[str, str]]
    unique: Mapping[str, tuple[tuple[str, ...], ...]]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that is not the same on both sides: as it was handed over, as it is here, and as it comes back.

    `here` is the record of this desk that it may be, or whose place it would take.
    """

    table: str
    uid: str
    what: What
    base: Row | None = None
    ours: Row | None = None
    theirs: Row | None = None
    here: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in which the two sides differ; none where a side has no such record."""
        if self.ours is None or self.theirs is None:
            return ()
        return tuple(name for name in self.theirs if self.theirs[name] != self.ours.get(name))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where it is chosen; nowhere, where there is nothing to choose."""
        if self.what is What.ADDED_HERE:
            return ()
        if self.what in BY_FIELD:
            return tuple((self.table, self.uid, name) for name in self.fields)
        return ((self.table, self.uid, ""),)

    def usual(self, name: str) -> Side | None:
        """What is chosen until the rep chooses; a field that one side left alone follows the other."""
        if self.what not in BY_FIELD or self.base is None or self.ours is None or self.theirs is None:
            return USUAL.get(self.what)
        if self.theirs.get(name) == self.base.get(name):
            return Side.OURS
        return Side.THEIRS if self.ours.get(name) == self.base.get(name) else None


@dataclass(frozen=True)
class Comparison:
    """The states of a desk, and all that differs between them.

    `everything` is every record here, also those that were not handed over; `same` has the identities under which
    records that came back are known here.
    """

    shape: Shape
    theirs: Rows
    everything: Rows
    differences: tuple[Difference, ...]
    same: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Difference]:
        return {(one.table, one.uid): one for one in self.differences}


def compared(shape: Shape, base: Rows, ours: Rows, theirs: Rows, everything: Rows) -> Comparison:
    """What differs; `ours` are the records here of what was handed over, and of what was made here since for it."""
    found: list[Difference] = []
    same: dict[str, str] = {}
    for table in shape.made:
        was, here, there = (rows.get(table, {}) for rows in (base, ours, theirs))
        of_table: list[Difference] = []
        beside = {uid: row for uid, row in everything.get(table, {}).items() if uid not in there}
        for uid in [*there, *(one for one in was if one not in there)]:
            one = _difference(table, uid, was.get(uid), here.get(uid), there.get(uid))
            if one and one.theirs is not None and one.ours is None:
                one = _met(_numbered(one, beside, of_table, same), shape, was, beside, same)
            if one:
                of_table.append(one)
        known = {*was, *there, *(one.here for one in of_table)}
        of_table += [Difference(table, uid, What.ADDED_HERE, ours=row) for uid, row in here.items() if uid not in known]
        found += of_table
    return Comparison(shape, theirs, everything, tuple(found), same)


def _difference(table: str, uid: str, base: Row | None, ours: Row | None, theirs: Row | None) -> Difference | None:
    """How one record differs; None where the two sides say the same."""
    if ours == theirs:
        return None
    if base is None:
        what = What.CHANGED_BOTH if ours and theirs else What.ADDED_THERE
    elif theirs is None:
        what = What.REMOVED_THERE if ours == base else What.GONE_THERE
    elif ours is None:
        what = What.REMOVED_HERE if theirs == base else What.GONE_HERE
    elif ours == base:
        what = What.CHANGED_THERE
    else:
        what = What.CHANGED_HERE if theirs == base else What.CHANGED_BOTH
    return Difference(table, uid, what, base, ours, theirs)


def _met(
    one: Difference, shape: Shape, was: Mapping[str, Row], beside: Mapping[str, Row], same: dict[str, str]
) -> Difference:
    """A record that is not here, met by one that is not there: in whose place it would be, or that it may be."""
    row = known_as(one.theirs or {}, shape.links.get(one.table, {}), same)
    for fields in shape.unique.get(one.table, ()):
        if twin := _twin(row, beside, fields):
            same[one.uid] = twin
            return Difference(one.table, one.uid, What.SAME_PLACE, one.base, beside[twin], row, twin)
    new = {uid: other for uid, other in beside.items() if uid not in was}
    twin = _twin(row, new, DOUBLES.get(one.table, ()))
    what = What.DOUBLE if twin and one.what is What.ADDED_THERE else one.what
    return replace(one, what=what, here=twin)


def _numbered(
    one: Difference, beside: Mapping[str, Row], found: Sequence[Difference], same: Mapping[str, str]
) -> Difference:
    """A record that is numbered within another, with the next number where its own is taken here."""
    if one.table not in NUMBERED or one.theirs is None or one.what is not What.ADDED_THERE:
        return one
    within, number = NUMBERED[one.table]
    of = same.get(one.theirs[within], one.theirs[within])
    taken = {row[number] for row in beside.values() if row[within] == of}
    taken |= {other.theirs[number] for other in found if other.theirs and other.theirs[within] == one.theirs[within]}
    if one.theirs[number] not in taken:
        return one
    return replace(one, theirs={**one.theirs, number: 1 + max(taken)})


def _twin(row: Row, others: Mapping[str, Row], fields: tuple[str, ...]) -> str:
    """The identity of the record that has the same in some fields; empty where there is none."""
    wanted = [row.get(name) for name in fields]
    if not fields or all(value is None for value in wanted):
        return ""
    return next((uid for uid, other in others.items() if [other.get(name) for name in fields] == wanted), "")


def known_as(row: Row, links: Iterable[str], same: Mapping[str, str]) -> dict[str, Any]:
    """A row whose links and citations name records by the identities they have here."""
    found = {
        name: CITATION.sub(lambda match: f"[F:{same.get(match[1], match[1])}]", value)
        if isinstance(value, str) and "[F:" in value
        else value
        for name, value in row.items()
    }
    return {**found, **{name: same.get(row[name], row[name]) for name in links if row.get(name) is not None}}


def cites(row: Row) -> set[str]:
    """The identities of the answers that the texts of a record cite."""
    return {found for value in row.values() if isinstance(value, str) for found in CITATION.findall(value)}
