"""The position paper as it is being written: what a change leaves alone stays as it was set, and a few pages are drawn.

A page drawn here looks as the whole paper has it, to the dot, its foot with the hash of the record included.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.recording import Recording
from mhhs_desk.domain.view import View
from mhhs_desk.paper.draw import glance
from mhhs_desk.paper.kept import Kept, unwritten
from mhhs_desk.paper.page import Anchor, Page
from mhhs_desk.paper.position_paper import laid_out, printed
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.running import frame
from mhhs_desk.undisturbed import undisturbed


class Following:
    """One edition's paper of one day, laid out anew for each view that is shown to it."""

    def __init__(self, view: View, today: date) -> None:
        self.view, self.today = view, today
        self.pages: list[Page] = []
        self._kept, self._recording = Kept(), Recording()

    def whole(self) -> Rendered:
        """The paper as it prints, of the view that there was first: before anything is followed."""
        with undisturbed():
            self.pages = laid_out(self.view, self.today, self._kept)
            return printed(self.view, self.pages)

    def near(self, view: View) -> bool:
        """Whether a view differs in no more than the positions, so that it is followed in a moment."""
        return unwritten(view) == unwritten(self.view)

    def follow(self, view: View) -> None:
        """Lay the paper out for a view."""
        with undisturbed():
            self.pages = laid_out(view, self.today, self._kept)
            frame(view, Kind.PAPER, self.pages, self._recording.digest(view))
            self.view = view

    def glance(self, wanted: Collection[int]) -> bytes:
        """A PDF of the paper's length in which only the pages wanted, from 0, are drawn."""
        with undisturbed():
            return glance(self.pages, wanted)

    def begins(self, item_id: int) -> tuple[int, float] | None:
        """The page on which the section of an item begins, from 0, and how far down, in points."""
        key = f"item-{item_id}"
        for number, page in enumerate(self.pages):
            for top, strip in page:
                if strip.marks and isinstance(mark := strip.marks[0], Anchor) and mark.key == key:
                    return number, top
        return None
