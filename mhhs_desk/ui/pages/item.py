"""The item page: the ask and its paper at the left, the members' answers in the middle, the position at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.earlier_part import KEY as EARLIER
from mhhs_desk.ui.in_hand import InHand
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.item_answers import AnswersPane
from mhhs_desk.ui.pages.item_ask import AskPane
from mhhs_desk.ui.pages.item_gates import first_open
from mhhs_desk.ui.pages.item_mediation import MediationPane
from mhhs_desk.ui.pages.item_paper import ItemPaper
from mhhs_desk.ui.pages.item_position import PositionPane
from mhhs_desk.ui.pages.item_side import KEY, MEDIATION, PositionSide
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tabs import Tabs
from mhhs_desk.ui.theme import Look

DISPOSITIONS = {
    Disposition.APPROVAL: "Approval required",
    Disposition.DISCUSSION: "For discussion",
    Disposition.INFORMATION: "For information",
    Disposition.ACTION: "Action",
}
LEFT, RIGHT, FOLDED_BELOW = 272, 424, 1200


class Title(QWidget):
    """The item's number and its title, elided where they do not fit."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.number, self.words = look, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, number: str, title: str) -> None:
        self.number, self.words = number, title
        self.setToolTip(title)
        self.setAccessibleName(f"Item {number}, {title}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.theme.px(200), self.look.theme.px(62))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        box = self.rect()
        box.setLeft(paint.text(painter, box, theme, self.number, "title", "text3") + theme.px(22))
        paint.text(painter, box, theme, self.words, "title")
        painter.end()


class ItemPage(Page):
    """One agenda item, and everything a rep needs to take a position on it."""

    name = "item"
    title = "Item"
    kinds = frozenset(
        {"item", "feedback", "position", "threshold_check", "call", "asked", "recusal", "member", "meeting",
         "milestone_date", "rule", "outcome", "source", "wording", "stance", "theme", "theme_mark",
         "gate_setting", "forum", "threshold"}
    )  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.item_id: int | None = None
        self.item: Item | None = None
        self.meeting: Meeting | None = None
        self.view: View | None = None
        self.folded, self.paper_shown = False, False
        self.ask, self.answers, self.position = AskPane(shell), AnswersPane(shell), PositionPane(shell)
        self.mediation = MediationPane(shell)
        self.paper = ItemPaper(shell, self.position.as_typed)
        self.paper.preview.cited.connect(self.position.open_cited)
        self.mediation.cited.connect(self.position.open_cited)
        self.side = PositionSide(self.look, self.position, self.mediation)
        self.ask.original.connect(self._open_paper)
        self.position.wanted.connect(self._go_to_gate)
        self.position.typed.connect(self.paper.follow)
        self._lay_out()
        ways = (
            ("Alt+Up", lambda: self.go_by(-1)),
            ("Alt+Down", lambda: self.go_by(1)),
            (KEY, self.side.turn),
            (EARLIER, self.ask.earlier.confirm),
        )
        for key, way in ways:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(way)

    # Parts

    def _lay_out(self) -> None:
        look = self.look
        self.head = Title(look)
        self.disposition = controls.label(look, "", "small")
        self.disposition.setObjectName("cap")
        self.facts = controls.label(look, "", "small", "text2")
        self.before, self.after = Button(look, "Item", "caret-up"), Button(look, "Item", "caret-down")
        self.before.clicked.connect(lambda: self.go_by(-1))
        self.after.clicked.connect(lambda: self.go_by(1))
        top = QHBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.setSpacing(8)
        top.addWidget(self.head, 1)
        top.addWidget(self.disposition, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.facts)
        top.addSpacing(4)
        top.addWidget(self.before)
        top.addWidget(self.after)
        self.tabs = Tabs(look, "Answers or ask", (("answers", "Answers"), ("ask", "Ask and paper")))
        self.tabs.currentChanged.connect(lambda _: self._show_folded())
        self.tabs.hide()
        tab_row = QHBoxLayout()
        tab_row.setContentsMargins(24, 0, 24, 0)
        tab_row.addWidget(self.tabs)
        tab_row.addStretch(1)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.answers)
        self.middle.addWidget(self.paper)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tab_row)
        column.addWidget(self.middle, 1)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for part, least in ((self.ask, 220), (middle, 320), (self.side, 340)):
            part.setMinimumWidth(look.theme.px(least))
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.root.addLayout(top)
        self.root.addWidget(controls.hairline(look))
        self.root.addWidget(self.splitter, 1)
        self._placed = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.window().width() < self.look.theme.px(FOLDED_BELOW))
        if not self._placed and not self.folded:
            px = self.look.theme.px
            self.splitter.setSizes([px(LEFT), max(320, self.width() - px(LEFT + RIGHT)), px(RIGHT)])
            self._placed = True

    def _fold(self, fold: bool) -> None:
        """Put the left part beside the others, or behind a tab of the middle where there is no room for it."""
        if fold == self.folded:
            return
        self.folded = fold
        self.tabs.setVisible(fold)
        if fold:
            self.middle.addWidget(self.ask)
        else:
            self.splitter.insertWidget(0, self.ask)
            self.ask.show()
            self._placed = False
        self._show_folded()

    def _show_folded(self) -> None:
        beside = self.paper if self.paper_shown else self.answers
        self.middle.setCurrentWidget(self.ask if self.folded and self.tabs.chosen() == "ask" else beside)

    def turn_paper(self) -> None:
        """Show the item's place in the paper instead of the answers, or the answers again."""
        focused = self.middle.isAncestorOf(self.window().focusWidget() or self)
        self.paper_shown = not self.paper_shown
        self._show_folded()
        if focused:
            (self.paper.preview if self.paper_shown else self.answers.list).setFocus()

    # Showing

    def reload(self) -> None:
        if self.item_id is not None and self.desk.items.first("id = ?", self.item_id) is None:
            self.item_id = None
        if self.item_id is None:
            meeting = self.desk.next_meeting()
            first = self.desk.items.first("meeting_id = ?", meeting.id) if meeting else None
            self.item_id = first.id if first else None
        if self.item_id is not None:
            self._show(self.item_id)

    def show_place(self, place: Place) -> None:
        if place.id is not None and place.id != self.item_id:
            self.position.flush()
            self.mediation.flush()
            self.item_id = place.id
            self.reload()
        if place.part == MEDIATION:
            self.side.choose(MEDIATION)
        elif place.part:
            self._show_answers()
            self.answers.show_list()
            self.answers.choose(place.part)

    def _show(self, item_id: int) -> None:
        self.item = self.desk.items.get(item_id)
        self.meeting = self.desk.meetings.get(self.item.meeting_id)
        self.view = view = self.desk.view(self.meeting)
        shown = view.item(item_id)
        self._show_head(view, self.item)
        self.ask.show_item(view, shown)
        self.answers.show_item(view, shown)
        self.position.show_item(view, shown, self.desk.ready(self.meeting, view))
        self.mediation.show_item(view, shown)
        self.paper.show_item(view, self.item)

    def _show_head(self, view: View, item: Item) -> None:
        self.head.say(str(item.number), item.title)
        self.disposition.say(DISPOSITIONS[item.disposition] if item.disposition else "Disposition not given")
        facts = [f"Lead: {item.lead}" if item.lead else "", f"{item.minutes} min" if item.minutes else ""]
        self.facts.say(" · ".join(fact for fact in facts if fact))
        for button, step, key in ((self.before, -1, "Alt+Up"), (self.after, 1, "Alt+Down")):
            neighbour = self._neighbour(step)
            button.setVisible(neighbour is not None)
            if neighbour:
                button.say(f"Item {neighbour.number}")
                button.setToolTip(f"{neighbour.title} ({key})")

    def _neighbour(self, step: int) -> Item | None:
        items = [item.item for item in self.view.items] if self.view else []
        place = next((n for n, item in enumerate(items) if item.id == self.item_id), -1) + step
        return items[place] if 0 <= place < len(items) else None

    def go_by(self, step: int) -> None:
        """Go to the item before or after this one."""
        neighbour = self._neighbour(step)
        if neighbour:
            self.shell.go(Place("item", neighbour.id))

    def _show_answers(self) -> None:
        if self.paper_shown:
            self.turn_paper()

    def _open_paper(self) -> None:
        self._show_answers()
        if self.folded:
            self.tabs.choose("answers")
        self.answers.open_paper()

    def _go_to_gate(self, code: str) -> None:
        if code == "read":
            self.ask.read.click()
        elif code in ("sensitive", "stale") and self.position.shown:
            self._show_answers()
            self.answers.show_list()
            self.answers.choose(first_open(code, self.position.shown) or "")
        elif self.meeting:
            self.shell.go(Place("meetings", self.meeting.id, "consultation"))

    # The window

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        if not (self.item and self.meeting):
            return [("Meetings", Place("meetings")), ("No item yet", None)]
        day = self.meeting.day
        label = f"{self.meeting.label}, {words.day(day, True).split(' ', 1)[1]}" if day else self.meeting.label
        return [
            ("Meetings", Place("meetings")),
            (label, Place("meetings", self.meeting.id)),
            (f"Item {self.item.number}", None),
        ]

    def nav(self) -> str:
        return "meetings"

    def in_hand(self) -> InHand:
        return InHand(self.meeting, self.item)

    def focus_first(self) -> None:
        self.answers.list.setFocus()

    def leave(self) -> None:
        self.position.leave()
        self.mediation.leave()
