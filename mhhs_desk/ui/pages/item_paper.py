"""The item in the paper, in the middle of the item page: the paper itself, which follows the position key by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.view import View
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.ui.cited_paper import CitedPaper
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.paper_view import PaperView
from mhhs_desk.ui.shell import Shell

if TYPE_CHECKING:
    from mhhs_desk.paper.following import Following

SETTING = "Setting the paper"
NARROW = 640
"""Pixels beneath which the page has all the room."""
ABOVE = 12.0
"""Points that stay in sight above the place that is gone to."""


class ItemPaper(QWidget):
    """Follows the record while it is in sight, and works on nothing while it is not.

    What is typed is shown at once, on the pages in sight, before it is kept. The whole paper is made beside the
    window once the record has changed, and takes the place of these pages.
    """

    def __init__(self, shell: Shell, as_typed: Callable[[View], View]) -> None:
        """`as_typed` gives a view of the record with what is being typed in it."""
        super().__init__()
        self.shell, self.as_typed = shell, as_typed
        self.view: View | None = None
        self.item: Item | None = None
        self.at: int | None = None
        self.job: Job | None = None
        self.made_of: View | None = None
        """What the paper is made of that is shown, or on its way."""
        self.set_of: tuple[str, date] | None = None
        self.following: Following | None = None
        """The paper as it was laid out last."""
        self.whole: View | None = None
        """What the paper says whose bytes are shown."""
        self.drawn: View | None = None
        """What the pages say that were drawn by themselves last."""
        self.part = ""
        """The part of the position that was written to last."""
        self.typed = False
        """Whether it was since the paper followed it."""
        self.place: tuple[int, float, float] | None = None
        """Where that stands: the page, and from where to where on it."""
        self.watching = True
        """Whether it is to stay in sight."""
        self.soon, self.at_once = QTimer(self), QTimer(self)
        for timer, work in ((self.soon, self._set), (self.at_once, self._follow)):
            timer.setSingleShot(True)
            timer.timeout.connect(work)
        self.preview = CitedPaper(shell.look)
        self.looked = PaperView(shell.look, self.preview, NARROW)
        self.told = self.looked.about
        self.preview.viewed.connect(self._scrolled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.looked)

    def show_item(self, view: View, item: Item) -> None:
        """Show the page on which an item begins, as it would print now."""
        self.view, self.item = view, item
        if self.isVisible():
            self.soon.start(0)

    def follow(self, part: str) -> None:
        """Show what is typed into a part of the position, once the window has dealt with the key."""
        if self.isVisible():
            self.watching = self.watching or part != self.part
            self.part, self.typed = part, True
            self.at_once.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.soon.stop()
        self.at_once.stop()

    # The whole paper

    def _set(self) -> None:
        """Make the paper where the record has changed since; one that is being made of an older record is let go."""
        view, today = self.view, self.shell.desk.today
        if view is None:
            return
        self._follow()
        wanted = view.digest(), today
        if wanted != self.set_of:
            if self.job:
                self.job.cancel()
            self.set_of, self.made_of = wanted, view
            self.job = self.shell.jobs.start(SETTING, lambda report: _made(view, today), self._show)
        elif self.job is None:
            self._rest_on(view)
        self._go()

    def _show(self, made: tuple[Rendered, Following]) -> None:
        paper, following = made
        if following.view is not self.made_of:
            return  # the record has changed since
        self.job, self.following, self.whole = None, following, following.view
        if self.view and self.view is not self.whole and self.view.digest() == (self.set_of or ("",))[0]:
            self._rest_on(self.view)
        self.preview.show_pdf(paper.data)
        self._follow()
        self._go()

    def _rest_on(self, view: View) -> None:
        """Follow from a view of which the paper says all; in what it does not print it may differ."""
        self.whole = view
        if self.following:
            self.following.view = view

    # What is typed

    def _follow(self) -> None:
        """Show the pages in sight as they would print if what is typed were kept."""
        following, view = self.following, self.as_typed(self.view) if self.view else None
        if following is None or view is None or not self.isVisible() or not following.near(view):
            return  # nobody looks, or the whole paper is on its way
        if view != following.view:
            following.follow(view)
            if self.typed:
                self._watch(following)
        if view == self.whole:
            self.preview.show_own_pages()
        elif self.drawn is not following.view or not self.preview.set_anew.issuperset(self._wanted()):
            self.preview.show_pages(following.glance(self._wanted()), self._wanted())
            self.drawn = following.view
        self._tell()

    def _wanted(self) -> list[int]:
        """The pages in sight that the paper will have."""
        count = len(self.following.pages) if self.following else 0
        return [page for page in self.preview.pages_in_sight() if page < count]

    def _watch(self, following: Following) -> None:
        """Bring the place that is written to into sight, unless the rep has gone elsewhere since it was."""
        self.typed = False
        self.place = following.written(self.item.id) if self.item else None
        if self.watching and self.place:
            self.preview.bring_into_sight(*self.place)

    def _scrolled(self) -> None:
        """Draw the pages that come into sight as well, while the whole is not made."""
        if self.place:
            self.watching = self.preview.is_in_sight(*self.place)
        if self.preview.set_anew and not self.preview.set_anew.issuperset(self._wanted()):
            self.at_once.start(0)

    # The place

    def _go(self) -> None:
        """Go to the item's page where another item is shown; on the same one the place stays as it is."""
        place = self._tell()
        if place and self.item and self.at != self.item.id:
            self.at, self.place, self.watching = self.item.id, None, True
            page, down = place
            self.preview.go_to(page, QPointF(0, max(0.0, down - ABOVE)))

    def _tell(self) -> tuple[int, float] | None:
        """Say on which page the item begins; the page, from 0, and how far down. None until the paper is made."""
        following, view, item = self.following, self.view, self.item
        place = following.begins(item.id) if following and view and item and following.near(view) else None
        if place is None or item is None:
            self.told.say(SETTING if self.job else "")
            return None
        begins = f"item {item.number} begins on page {place[0] + 1}"
        self.told.say(begins.capitalize() if self.looked.narrow else f"As it would print now · {begins}")
        return place

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()


def _made(view: View, today: date) -> tuple[Rendered, Following]:
    """The paper of a view, and what follows it from there; touches no record, so it may run beside the window."""
    from mhhs_desk.paper.following import Following

    following = Following(view, today)
    return following.whole(), following
