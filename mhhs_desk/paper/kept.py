"""The sections of a paper with what each was set from: a section is set anew only where that has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mhhs_desk.domain.view import View
from mhhs_desk.paper.page import Strips


class Kept:
    """Sections as they were set last. New, it holds none; then all are set."""

    def __init__(self) -> None:
        self._made: dict[object, tuple[object, Strips]] = {}

    def of(self, section: object, basis: object, make: Callable[[], Strips]) -> Strips:
        """The strips of a section, made now unless they were made from the same."""
        found = self._made.get(section)
        strips = found[1] if found and found[0] == basis else make()
        self._made[section] = basis, strips  # the same things again are known at once; alike ones must be compared
        return strips


def around(view: View) -> View:
    """A view without its items."""
    return replace(view, items=())


def unwritten(view: View) -> View:
    """A view without the rep's positions: all that the sections behind the items are set from."""
    return replace(view, items=tuple(replace(item, position=None, texts={}, left_out=0) for item in view.items))
