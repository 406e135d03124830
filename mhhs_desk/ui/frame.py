"""The frame of one open workspace: sidebar, tool bar, the page, its foot, and the palette over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.ui.foot import Foot
from mhhs_desk.ui.notices import Notices
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.sidebar import Sidebar
from mhhs_desk.ui.top import Top

if TYPE_CHECKING:
    from mhhs_desk.ui.note_line import NoteLine
    from mhhs_desk.ui.palette import Offer, Palette


def _today(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.today import TodayPage

    return TodayPage(shell)


def _inbox(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.inbox import InboxPage

    return InboxPage(shell)


def _meetings(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.meetings import MeetingsPage

    return MeetingsPage(shell)


def _item(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.item import ItemPage

    return ItemPage(shell)


def _members(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.members import MembersPage

    return MembersPage(shell)


def _actions(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.actions import ActionsPage

    return ActionsPage(shell)


def _plan(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.plan import PlanPage

    return PlanPage(shell)


def _papers(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.papers import PapersPage

    return PapersPage(shell)


def _reference(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.reference import ReferencePage

    return ReferencePage(shell)


def _looking_back(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.looking_back import LookingBackPage

    return LookingBackPage(shell)


def _history(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.history import HistoryPage

    return HistoryPage(shell)


def _workspace(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.workspace import WorkspacePage

    return WorkspacePage(shell)


def _taking_out(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.taking_out import TakingOutPage

    return TakingOutPage(shell)


def _hand_over(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.hand_over import HandOverPage

    return HandOverPage(shell)


def _bring_back(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.bring_back import BringBackPage

    return BringBackPage(shell)


def _source(shell: Shell) -> Page:
    from mhhs_desk.ui.pages.source import SourcePage

    return SourcePage(shell)


PAGES: dict[str, Callable[[Shell], Page]] = {
    "today": _today, "inbox": _inbox, "meetings": _meetings, "item": _item, "members": _members,
    "actions": _actions, "plan": _plan, "papers": _papers, "reference": _reference,
    "looking-back": _looking_back, "history": _history, "workspace": _workspace, "source": _source,
    "taking-out": _taking_out, "hand-over": _hand_over, "bring-back": _bring_back,
}  # fmt: skip
"""How each page is made, when it is first shown."""


class Frame(QWidget):
    """The frame of one open workspace: sidebar, tool bar, the page, its foot, and the palette over it."""

    def __init__(self, shell: Shell, offers: Callable[[], Iterator[Offer]]) -> None:
        super().__init__()
        self.shell = shell
        self.pages: dict[str, Page] = {}
        self.aside = False
        """Whether something else stands in its place: then no page is brought up to date before it is shown again."""
        self.sidebar = Sidebar(shell)
        self.top = Top(shell)
        self.stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        self.notices = Notices(shell.look)
        right.addWidget(self.notices)
        right.addWidget(self.stack, 1)
        self.foot = Foot(shell)
        right.addWidget(self.foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self.palette_: Palette | None = None
        self._offers = offers
        self.note_line: NoteLine | None = None
        shell.wanted.connect(self.show_place)
        shell.changed.connect(self._changed)
        shell.arrived.connect(lambda _: self.notices.look_again())

    def seek(self, text: str) -> None:
        """Open the palette, with some words in it."""
        from mhhs_desk.ui.palette import Palette

        if self.palette_ is None:
            self.palette_ = Palette(self.shell, self, self._offers)
        self.palette_.open(text)

    def note_answer(self) -> None:
        """Open the line in which an answer is noted, with what is in sight filled in."""
        from mhhs_desk.ui.note_line import NoteLine

        if self.note_line is None:
            self.note_line = NoteLine(self.shell, self)
        self.note_line.open(self.page().in_hand())

    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def leave(self) -> None:
        """Let every page keep what is still being typed."""
        for page in self.pages.values():
            page.leave()

    def show_place(self, place: Place) -> None:
        """Show a place: make its page where it is not there yet, bring it up to date, and go to the record."""
        page = self.pages.get(place.page)
        if page is None:
            page = self.pages[place.page] = PAGES[place.page](self.shell)
            self.stack.addWidget(page)
        with self.shell.told():
            page.refresh()
            page.show_place(place)
        self.stack.setCurrentWidget(page)
        self._show_way(page)
        if not (self.palette_ and self.palette_.isVisible()):
            page.focus_first()

    def _show_way(self, page: Page) -> None:
        self.top.show_crumbs(page.crumbs())
        self.top.show_tools(page.tools())
        self.top.show_ways(*self.shell.ways())
        self.sidebar.light(page.nav())

    def _changed(self, kinds: frozenset[str]) -> None:
        """Every page that shows such records is stale; the one in sight reloads at once."""
        for page in self.pages.values():
            if page.kinds & kinds:
                page.stale = True
        page = self.page()
        if page.stale and not self.aside:
            with self.shell.told():
                page.refresh()
            self.top.show_crumbs(page.crumbs())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.shell.preferences.watched_folder(self.shell.desk.path):
            from mhhs_desk.ui.watching import watching_of

            watching_of(self.shell).go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # the window was not put out of sight: something else stands in its place
            from mhhs_desk.ui.watching import rest

            rest(self.shell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for over in (self.palette_, self.note_line):
            if over and over.isVisible():
                over.place()
