"""The parts of a paper with what each was set from: a part is set anew only where that has changed.

A part is given no more of a view than its basis, so that nothing else can be in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from mhhs_desk.domain.positions import PARTS, Sentence
from mhhs_desk.domain.view import ItemView, View

T = TypeVar("T")


class Kept:
    """The parts as they were set last. New, it holds none; then all are set."""

    def __init__(self) -> None:
        self._made: dict[object, tuple[object, Any]] = {}

    def of(self, name: object, basis: object, make: Callable[[], T]) -> T:
        """A part, made now unless it was made from the same."""
        found = self._made.get(name)
        made: T = found[1] if found and found[0] == basis else make()
        self._made[name] = basis, made  # the very same things are known at once; alike ones must be compared
        return made


def with_one(view: View, item: ItemView) -> View:
    """A view with one of its items: what the section of this item is set from."""
    return replace(view, items=(item,))


def unwritten(view: View) -> View:
    """A view without the rep's positions: what is set behind the items."""
    return replace(view, items=tuple(replace(item, position=None, texts={}, left_out=0) for item in view.items))


def outlined(view: View) -> View:
    """A view with no more of the positions than the front page says: the option, the strength, the first ask."""
    return replace(view, items=tuple(_outlined(item) for item in view.items))


def _outlined(item: ItemView) -> ItemView:
    texts = {"statement": item.text("statement") and (SAID,)}
    texts |= {part: item.text(part)[:1] for part in ("ask", "questions")}
    position = item.position and replace(item.position, **UNWRITTEN)
    return replace(item, position=position, texts=texts, left_out=0)


SAID = Sentence("A statement is made.")
"""Stands for every statement: on the front page it only matters that there is one."""
UNWRITTEN: Mapping[str, Any] = dict.fromkeys(PARTS, "")
