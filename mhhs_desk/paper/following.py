"""The position paper as it is being written: what a change leaves alone stays as it was set, and a few pages are drawn.

A page drawn here looks as the whole paper has it, to the dot, its foot with the hash of the record included.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.recording import Recording
from mhhs_desk.domain.view import View
from mhhs_desk.paper.draw import glance
from mhhs_desk.paper.kept import Kept, unwritten
from mhhs_desk.paper.page import Anchor, Page, Strip, Text
from mhhs_desk.paper.position_paper import Layout, laid_out, printed
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.running import frame
from mhhs_desk.undisturbed import undisturbed


class Following:
    """One edition's paper of one day, laid out anew for each view that is shown to it."""

    def __init__(self, view: View, today: date) -> None:
        self.view, self.today = view, today
        self._layout = self._before = Layout([], {}, range(0))
        self._kept, self._recording = Kept(), Recording()

    @property
    def pages(self) -> list[Page]:
        return self._layout.pages

    def whole(self) -> Rendered:
        """The paper as it prints, of the view that there was first: before anything is followed."""
        with undisturbed():
            self._layout = laid_out(self.view, self.today, self._kept)
            return printed(self.view, self.pages)

    def near(self, view: View) -> bool:
        """Whether a view differs in no more than the positions, so that it is followed in a moment."""
        return unwritten(view) == unwritten(self.view)

    def follow(self, view: View) -> None:
        """Lay the paper out for a view."""
        self._before = self._layout
        with undisturbed():
            self._layout = laid_out(view, self.today, self._kept)
            frame(view, Kind.PAPER, self.pages, self._recording.digest(view))
            self.view = view

    def glance(self, wanted: Collection[int]) -> bytes:
        """A PDF of the paper's length in which only the pages wanted, from 0, are drawn."""
        sources = self._layout.sources  # all ways lead there
        tied = range(len(self.pages)) if any(number in sources for number in wanted) else sources
        with undisturbed():
            return glance(self.pages, wanted, tied)

    def begins(self, item_id: int) -> tuple[int, float] | None:
        """The page on which the section of an item begins, from 0, and how far down, in points."""
        return next(((number, top) for number, top, _ in _section(self._layout, item_id)), None)

    def written(self, item_id: int) -> tuple[int, float, float] | None:
        """Where the section of an item first says what it did not before: the page, from 0, and from where to where."""
        before = (_said(strip) for _, _, strip in _section(self._before, item_id))
        for number, top, strip in _section(self._layout, item_id):
            if (said := _said(strip)) != next(before, None) and said:
                return number, top, top + strip.height
        return None


def _section(made: Layout, item_id: int) -> Iterator[tuple[int, float, Strip]]:
    """The strips of an item's section with the page of each, from 0, and how far down it begins."""
    key = f"item-{item_id}"
    found = False
    for number in made.items.get(item_id, ()):
        for top, strip in made.pages[number][1:-1]:  # between head and foot
            if strip.marks and isinstance(mark := strip.marks[0], Anchor):
                if found:
                    return
                found = mark.key == key
            if found:
                yield number, top, strip


def _said(strip: Strip) -> list[Text]:
    return [mark for mark in strip.marks if isinstance(mark, Text)]
