"""The numbers and points that Word puts before the paragraphs of its lists, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted: the way, the words around its number, and where it begins."""

    way: str
    words: str
    start: int


@dataclass(slots=True)
class Lists:
    """The lists of a document: their levels by (list, level), and how far each has been counted."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    kin: dict[str, str] = field(default_factory=dict)
    counted: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    anew: dict[tuple[str, int], int] = field(default_factory=dict)

    def mark(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list at a depth: "1. ", "a) ", "• " or nothing."""
        level = self.levels.get((number, depth))
        if level is None or level.way == "none":
            return ""
        if level.way == "bullet":
            return "• "
        list_of = self.kin.get(number, number)
        self._begin(number, list_of)
        at = (list_of, depth)
        self.counted[at] = self.counted.get(at, level.start - 1) + 1
        for deeper in [one for one in self.counted if one[0] == list_of and one[1] > depth]:
            del self.counted[deeper]
        return self._written(number, list_of, level)

    def _begin(self, number: str, list_of: str) -> None:
        # Lists of one kin go on counting from each other, save where a list says that it begins anew.
        if number not in self.begun:
            self.begun.add(number)
            for (one, depth), start in self.anew.items():
                if one == number:
                    self.counted[list_of, depth] = start - 1

    def _written(self, number: str, list_of: str, level: Level) -> str:
        def of(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            other = self.levels.get((number, depth), level)
            return written(self.counted.get((list_of, depth), other.start), other.way)

        words = re.sub(r"%([1-9])", of, level.words).strip()
        return f"{words[:LONGEST]} " if words else ""


def written(number: int, way: str) -> str:
    """A number in the way of its level: 3, c, C, iii or III."""
    if way.endswith("Letter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * min(5, (number - 1) // 26 + 1)
        return letter.upper() if way.startswith("upper") else letter
    if way.endswith("Roman") and 0 < number < 4000:
        rest, roman = number, ""
        for value, sign in ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if way.startswith("upper") else roman
    return str(number)


def lists_of(root: Any) -> Lists:
    """The lists that a document's numbering part defines."""
    lists = Lists()
    if root is None:
        return lists
    abstract = {one.get(f"{W}abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
    for one in root.findall(f"{W}num"):
        number, kind = one.get(f"{W}numId") or "", one.find(f"{W}abstractNumId")
        list_of = kind.get(VAL) if kind is not None else None
        lists.kin[number] = f"abstract {list_of}"
        shape = abstract.get(list_of)
        for level in shape.findall(f"{W}lvl") if shape is not None else ():
            _define(lists, number, level)
        for over in one.findall(f"{W}lvlOverride"):
            start, level = over.find(f"{W}startOverride"), over.find(f"{W}lvl")
            if level is not None:
                _define(lists, number, level)
            if start is not None:
                lists.anew[number, whole(over.get(f"{W}ilvl"))] = whole(start.get(VAL), 1)
    return lists


def _define(lists: Lists, number: str, level: Any) -> None:
    def told(name: str, otherwise: str) -> str:
        found = level.find(f"{W}{name}")
        return (found.get(VAL) or otherwise) if found is not None else otherwise

    lists.levels[number, whole(level.get(f"{W}ilvl"))] = Level(
        told("numFmt", "decimal"), told("lvlText", ""), whole(told("start", "1"), 1)
    )


def whole(words: str | None, otherwise: int = 0) -> int:
    """A whole number as an attribute writes it; the other where it is none."""
    return int(words) if words and re.fullmatch(r"-?\d{1,6}", words) else otherwise
