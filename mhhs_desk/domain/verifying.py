"""Verifying a paper: is this file one that was issued, does the record still say what it printed, and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from mhhs_desk.domain.papers import Paper
from mhhs_desk.domain.positions import PARTS

Plain = dict[str, Any]
"""A view as JSON holds it: what was printed is kept so, under its own hash (`View.record`)."""

WHOLE = 0
"""The number that stands for the meeting as a whole where an item's could stand."""
OTHER = "other"
"""The part of what no part below knows."""

MEETING_PARTS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("meeting", "forum", "above", "next_days"),
    "seat": ("seat", "constituency"),
    "heard": ("members", "member_count", "heard_count", "never_heard"),
    "asking": ("calls", "notice", "parts"),
    "actions": ("actions", "dues"),
    "originals": ("sources",),
    "rules": ("rules", "thresholds"),
}
ITEM_PARTS: Mapping[str, tuple[str, ...]] = {
    "agenda": ("item",),
    "answers": ("answers", "outside"),
    "coverage": ("tally", "states"),
    "thresholds": ("checks",),
    "milestones": ("moves",),
    "outcome": ("outcome",),
    "left_out": ("left_out",),
}
"""The parts that are fields of a view, or of an item in it, as they are."""

APART = frozenset({"items", "edition", "wordings", "stances", "themes", "theme_marks"})
OF_ITEM = frozenset({"position", "texts", "cited_as"})
"""Fields that are taken apart by hand."""
MAPPINGS = frozenset({"states", "options", "members", "sources", "next_days", "texts", "dues"})
"""Fields that map something that is not a field: members by their number, how many chose each option."""


class Where(NamedTuple):
    """A part of what a paper says: the item it is of, by its record's number, and its name."""

    item: int
    part: str


def parts_of(record: Plain) -> dict[Where, Any]:
    """What a view says, in parts that are named to the rep; together they are all of it."""
    parts = {Where(WHOLE, part): value for part, value in _fields(record, MEETING_PARTS, APART).items()}
    for item in record["items"]:
        number = item["item"]["id"]
        found = {**_fields(item, ITEM_PARTS, OF_ITEM), **_position(item), **_tried(record, number)}
        parts |= {Where(number, part): value for part, value in found.items()}
    return parts


def _fields(record: Plain, known: Mapping[str, tuple[str, ...]], apart: frozenset[str]) -> Plain:
    named = {name for names in known.values() for name in names} | apart
    parts = {part: {name: record[name] for name in names if name in record} for part, names in known.items()}
    return {**parts, OTHER: {name: value for name, value in record.items() if name not in named}}


def _position(item: Plain) -> Plain:
    """The option and strength, then each text by its sentences, which are all that is printed of it."""
    position, texts = item.get("position") or {}, item.get("texts") or {}
    taken = {name: position.get(name) for name in ("option", "strength")}
    return {"taken": taken, **{part: texts.get(part) for part in PARTS}}


def _tried(record: Plain, number: int) -> Plain:
    """What was tried in mediation on an item, and what its answers speak of."""
    wordings = [one for one in record.get("wordings") or () if one["item_id"] == number]
    themes = [one for one in record.get("themes") or () if one["item_id"] == number]
    put, spoken = {one["id"] for one in wordings}, {one["id"] for one in themes}
    stances = [one for one in record.get("stances") or () if one["wording_id"] in put]
    marks = [one for one in record.get("theme_marks") or () if one["theme_id"] in spoken]
    return {"mediation": {"wordings": wordings, "stances": stances}, "themes": {"themes": themes, "marks": marks}}


def same(old: Any, new: Any, name: str = "") -> bool:
    """Whether two values say the same, in the fields that both know: another version of the program knows others.

    What is not there and what is empty are the same. The keys of a mapping are no fields; each of them counts.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        keys = {**old, **new} if name in MAPPINGS else [key for key in old if key in new]
        return all(same(old.get(key), new.get(key), key) for key in keys)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(same(one, other) for one, other in zip(old, new, strict=True))
    return old == new or (_is_empty(old) and _is_empty(new))


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_empty(one) for one in value.values())
    return value is None or value is False or value in ("", [])


def changed(before: Plain, after: Plain) -> list[Where]:
    """The parts in which two views differ: those of the meeting, then those of its items in their order."""
    old, new = parts_of(before), parts_of(after)
    places = {item["item"]["id"]: item["item"]["number"] for view in (before, after) for item in view["items"]}
    names = [*MEETING_PARTS, "agenda", "taken", *PARTS, *ITEM_PARTS, "mediation", "themes", OTHER]
    differ = (where for where in {**old, **new} if not same(old.get(where), new.get(where)))
    return sorted(differ, key=lambda where: (places.get(where.item, WHOLE), where.item, names.index(where.part)))


def read(record: bytes) -> Plain:
    """A view as it was kept with its issue."""
    found: Plain = json.loads(record)
    return found


class Answer(StrEnum):
    """What verifying a file comes to."""

    MATCHES = "matches"
    CHANGED = "the record has changed since"
    ALTERED = "altered"
    FOREIGN = "not from this workspace"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that is to be verified: its hash, and the hashes of records that it names, or the beginnings of some."""

    name: str
    sha256: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a file came to, and by which issue.

    `before` is the view as it was printed, `after` as it is now; `before` is None where it was not kept. `taken_back`:
    the issue was undone.
    """

    answer: Answer
    paper: Paper | None = None
    changes: tuple[Where, ...] = ()
    before: Plain | None = None
    after: Plain | None = None
    taken_back: bool = False


def issue_of(examined: Examined, issued: Iterable[Paper]) -> Paper | None:
    """The last issue of which a file is a copy, byte for byte."""
    return next((paper for paper in reversed(list(issued)) if paper.sha256 == examined.sha256), None)


def named_by(examined: Examined, issued: Iterable[Paper]) -> Paper | None:
    """The last issue whose record a file names, whatever else is in it."""
    papers = reversed(list(issued))
    return next((one for one in papers if any(one.record_hash.startswith(begin) for begin in examined.records)), None)


def compared(paper: Paper, before: Plain | None, after: Plain, digest: str, taken_back: bool = False) -> Verdict:
    """The verdict on a copy of an issue: does the record, whose hash is `digest` now, still say what it printed?

    A record that hashes otherwise and says the same, in the fields that there were then, matches all the same.
    """
    same = paper.record_hash == digest
    changes = () if same or before is None else tuple(changed(before, after))
    matches = not taken_back and (same or (before is not None and not changes))
    answer = Answer.MATCHES if matches else Answer.CHANGED
    return Verdict(answer, paper, changes, before, after, taken_back)
