"""What of the actions is shown, and in what groups: the views as tabs, and the band with what narrows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.dues import Group
from mhhs_desk.ui import controls
from mhhs_desk.ui.action_book import NOBODY, STATUS, ActionBook
from mhhs_desk.ui.controls import Button, Combo
from mhhs_desk.ui.due import ORDER
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.tabs import Tabs
from mhhs_desk.ui.theme import Look


class Shown(StrEnum):
    """The views of the actions."""

    OURS = "ours"
    OVERDUE = "overdue"
    OTHERS = "others"
    ALL = "all"


VIEWS = (
    (Shown.ALL.value, "Everything"),
    (Shown.OURS.value, "Ours, due by the next meeting"),
    (Shown.OVERDUE.value, "Overdue"),
    (Shown.OTHERS.value, "Waiting for others"),
)
BY = ("due", "owner", "forum", "status", "none")
NOW = (ORDER.index(Group.OVERDUE), ORDER.index(Group.AT_NEXT))
US = "us"
RECENT, UNDONE = "recent", "undone"


def in_view(book: ActionBook, shown: Shown, action: Action) -> bool:
    """Whether a view holds an action."""
    undone, due = not book.done(action), book.dues[action.id]
    return {
        Shown.ALL: True,
        Shown.OURS: undone and book.ours(action) and due.group[0] in NOW,
        Shown.OVERDUE: due.overdue,
        Shown.OTHERS: undone and not book.ours(action),
    }[shown]


class ActionFilter(QWidget):
    """The band and the tabs over the list. `changed` tells that something else is to be shown."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.since = date.min
        """What was done before this day is past, and shown only where it is asked for."""
        self.search = controls.search_field(look, "Search actions", "Search actions")
        self.owner = controls.combo(look, "Owner", [("Owner: anyone", ""), ("Owner: us", US)])
        self.status = controls.combo(look, "Status", [("Status: not closed", RECENT)])
        self.forum = controls.combo(look, "Forum", [("Forum: any", 0)])
        self.by = controls.combo(look, "Group", [(f"Group: {by}", by) for by in BY])
        self.new = Button(look, "New action", "plus", "Ctrl N", primary=True)
        self.chase = Button(look, "Chase", "envelope-simple")
        self.chase.setToolTip("A draft for everybody else who owes what is overdue")
        self.take_in = Button(look, "Import", "download-simple")
        self.take_in.setToolTip("Take in the PMO’s log, row by row")
        self.out = Button(look, "Export", "export")
        self.out.setToolTip("The actions shown as a workbook, in the PMO’s columns")
        self.tabs = Tabs(look, "Views of the actions", VIEWS)
        self._lay_out()
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.tabs.currentChanged.connect(lambda _: self.changed.emit())
        for box, letters in ((self.owner, 10), (self.forum, 8)):
            box.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(letters)
        for box in (self.owner, self.status, self.forum, self.by):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        band = QFrame()
        line = QHBoxLayout(band)
        line.setContentsMargins(24, 9, 24, 5)
        line.setSpacing(10)
        for widget in (self.search, self.owner, self.status, self.forum, self.by):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.new)
        below = QFrame()
        below.setObjectName("band")
        views = QHBoxLayout(below)
        views.setContentsMargins(24, 0, 24, 0)
        views.setSpacing(10)
        views.addWidget(self.tabs)
        views.addStretch(1)
        views.addWidget(self.chase)
        views.addWidget(self.take_in)
        views.addWidget(self.out)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(band)
        lines.addWidget(below)

    # What there is to choose from

    def know(self, book: ActionBook) -> None:
        """Offer the owners and the forums there are, and count what is behind the tabs; choices are kept."""
        self.since = book.calendar.today.replace(day=1)
        owners = sorted({action.owner for action in book.actions if action.owner}, key=str.casefold)
        forums = {action.forum_id or 0: book.forum(action) for action in book.actions}
        _offer(self.owner, [("Owner: anyone", ""), ("Owner: us", US), *((f"Owner: {one}", one) for one in owners)])
        recent = f"Status: not closed, or done since {words.day(self.since)[4:]}"
        states = [(f"Status: {told.lower()}", one) for one, told in STATUS.items()]
        _offer(self.status, [(recent, RECENT), ("Status: not closed", UNDONE), *states, ("Status: any", "")])
        _offer(self.forum, [("Forum: any", 0), *((f"Forum: {code}", number) for number, code in forums.items())])
        self.forum.setVisible(len(forums) > 1)
        late = [action for action in book.actions if in_view(book, Shown.OVERDUE, action)]
        self.chase.setVisible(any(action.owner and not book.ours(action) for action in late))
        for shown in (Shown.OURS, Shown.OVERDUE):
            self.tabs.mark(shown, sum(in_view(book, shown, action) for action in book.actions))

    def show_all(self) -> None:
        """Show everything, so that a record that is sought is there."""
        blocked = self.blockSignals(True)
        self.search.clear()
        for box in (self.owner, self.forum):
            box.setCurrentIndex(0)
        self.status.setCurrentIndex(self.status.count() - 1)
        self.tabs.choose(Shown.ALL)
        self.blockSignals(blocked)
        self.changed.emit()

    # What is shown

    def narrowed(self) -> bool:
        return bool(self.search.text()) or self.tabs.chosen() != Shown.ALL

    def wanted(self, book: ActionBook, action: Action) -> bool:
        """Whether an action is to be shown."""
        sought = self.search.text().casefold().split()
        held = f"{action.ref} {action.text} {book.owner(action)} {book.dues[action.id].words}".casefold()
        owner, forum = self.owner.currentData(), self.forum.currentData()
        owned = not owner or (book.ours(action) if owner == US else action.owner == owner)
        within = in_view(book, Shown(self.tabs.chosen()), action) and (not forum or action.forum_id == forum)
        return within and owned and self._stands(book, action) and all(word in held for word in sought)

    def _stands(self, book: ActionBook, action: Action) -> bool:
        status = self.status.currentData()
        if status in (RECENT, UNDONE):
            on = book.done_on(action)
            return not book.done(action) or (status == RECENT and on is not None and on >= self.since)
        return not status or action.status is ActionStatus(status)

    def rows(self, book: ActionBook) -> Iterator[Action | Heading]:
        """The actions to be shown, under the heads of their groups."""
        shown = [action for action in book.actions if self.wanted(book, action)]
        by = str(self.by.currentData())
        grouped = GROUPS[by]
        shown.sort(key=lambda action: (grouped(book, action), book.due_key(action)))
        if by == "none":
            yield from shown
            return
        for group in dict.fromkeys(grouped(book, action) for action in shown):
            members = [action for action in shown if grouped(book, action) == group]
            yield Heading(group[1], words.count(len(members), "action"))
            yield from members


GROUPS: dict[str, Callable[[ActionBook, Action], tuple[int, str]]] = {
    "due": lambda book, action: book.dues[action.id].group,
    "owner": lambda book, action: (action.owner is None, book.owner(action) if action.owner else "No owner given"),
    "forum": lambda book, action: (action.forum_id or 999, book.forum(action).replace(NOBODY, "No forum given")),
    "status": lambda book, action: (list(STATUS).index(action.status), STATUS[action.status]),
    "none": lambda book, action: (0, ""),
}


def _offer(box: Combo, choices: list[tuple[str, object]]) -> None:
    """Offer other choices; the one that was made stays where it is still there."""
    kept, blocked = box.currentData(), box.blockSignals(True)
    box.clear()
    for text, data in choices:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(kept)))
    box.blockSignals(blocked)
