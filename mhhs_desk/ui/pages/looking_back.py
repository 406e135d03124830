"""Looking back: items over meetings, how our positions fared, how consulted the members were, a year on one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from mhhs_desk import words
from mhhs_desk.domain.looking_back import Asking, Consulted, Path, Visit
from mhhs_desk.ui import controls
from mhhs_desk.ui.back_rows import (
    FaredRow,
    argued_words,
    fared_columns,
    fared_rows,
    member_columns,
    outcome_words,
    path_columns,
)
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.outcome_rows import fate_words
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.year_part import YearPart
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Table, TableView
from mhhs_desk.ui.tabs import Tabs

PARTS = (("items", "Items"), ("positions", "Positions"), ("members", "Members"), ("year", "The year on a page"))
SHOWN = frozenset(
    {"item", "meeting", "position", "outcome", "feedback", "asked", "call", "recusal", "member", "told", "forum"}
    | {"bank_holiday", "setting"}
)
"""Every table that looking back reads."""


class LookingBackPage(Page):
    """What became of everything. Reached from the record of a meeting, the Go menu and the palette."""

    name = "looking-back"
    title = "Looking back"
    kinds = SHOWN

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.year = controls.combo(self.look, "Which year", [])
        self.year.currentIndexChanged.connect(lambda _: self._fill())
        self.tabs = Tabs(self.look, "Parts of looking back", PARTS)
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.count = controls.label(self.look, "", "small", "text2")
        self.paths: Table[Path] = Table(path_columns())
        self.fared: Table[FaredRow] = Table(fared_columns())
        self.consulted: Table[Consulted] = Table(member_columns())
        self.items = TableView(self.look, self.paths, "Items over meetings")
        self.positions = TableView(self.look, self.fared, "How our positions fared")
        self.members = TableView(self.look, self.consulted, "How consulted the members were")
        self.page = YearPart(shell)
        self.details = Details(shell, 356)
        self.items.chosen.connect(self._show_path)
        self.members.chosen.connect(self._show_member)
        self.items.opened.connect(lambda path: shell.go(Place("item", path.last.item.id)))
        self.members.opened.connect(lambda one: shell.go(Place("members", one.id)))
        go = Button(self.look, "Go to the meetings", "calendar-blank", primary=True)
        go.clicked.connect(lambda: shell.go(Place("meetings")))
        self.empty = Empty(
            self.look, "clock-counter-clockwise", "No meeting to look back on yet",
            "Once a meeting was held, its items, what became of our positions, and who was consulted stand here.", go,
        )  # fmt: skip
        self._lay_out()

    def _lay_out(self) -> None:
        self.band = QFrame()
        self.band.setObjectName("band")
        line = QHBoxLayout(self.band)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(16)
        line.addWidget(self.year)
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.count)
        self.stack = QStackedWidget()
        for part in (self.items, self.positions, self.members, self.page):
            self.stack.addWidget(part)
        self.full = QWidget()
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.stack, 1)
        across.addWidget(self.details)
        self.root.addWidget(self.band)
        self.root.addWidget(self.full, 1)
        self.root.addWidget(self.empty, 1)

    # Showing

    def reload(self) -> None:
        chosen, known = self.year.currentData(), self.desk.years()
        blocked = self.year.blockSignals(True)
        self.year.clear()
        for number in known:
            self.year.addItem(str(number), number)
        if len(known) > 1:
            self.year.addItem("All years", None)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self.year.blockSignals(blocked)
        for part in (self.band, self.full):
            part.setVisible(bool(known))
        self.empty.setVisible(not known)
        self._fill()

    def _fill(self) -> None:
        """Show the year that is chosen."""
        if not self.year.count():
            return
        number = self.year.currentData()
        self.paths.show(self.desk.paths(number))
        self.fared.show(fared_rows(self.desk.visited(number)))
        self.consulted.show(self.desk.consulted(number))
        self._turn()

    def _turn(self) -> None:
        part = self.tabs.chosen()
        shown = {"items": self.items, "positions": self.positions, "members": self.members, "year": self.page}[part]
        self.stack.setCurrentWidget(shown)
        open_ = sum(path.is_open for path in self.paths.records())
        self.count.say(
            {
                "items": f"{words.count(len(self.paths.records()), 'item')}, {open_} of them open",
                "members": words.count(len(self.consulted.records()), "member"),
            }.get(part, "")
        )
        self.details.hide()
        if part == "year":
            self.page.show_year(self.year.currentData() or self.desk.years()[0])
        elif part == "items":
            self._show_path(self.items.current())
        elif part == "members":
            self._show_member(self.members.current())

    def show_place(self, place: Place) -> None:
        if place.part:
            self.tabs.choose(place.part)
        if place.part == "members" and place.id is not None:
            self.members.choose(lambda one: one.id == place.id)
        elif place.id is not None:
            self.items.choose(lambda path: any(visit.item.id == place.id for visit in path.visits))

    # The pane

    def _show_path(self, path: Path | None) -> None:
        """An item at each of its meetings, the first one first."""
        if path is None or self.tabs.chosen() != "items":
            self.details.hide()
            return
        pane = self.details
        pane.begin(path.last.item.title, under=f"{words.count(len(path.visits), 'meeting')}")
        for visit in path.visits:
            self._visit(visit)

    def _visit(self, visit: Visit) -> None:
        pane, meeting = self.details, visit.meeting
        day = words.day(meeting.day, year=True) if meeting.day else "no day yet"
        pane.heading(f"{meeting.label}, {day}")
        option = visit.position.option if visit.position else None
        if option:
            pane.chip_row(option, "", visit.item.option_name(option))
        pane.row("We argued", argued_words(visit), "text" if visit.position else "text3")
        pane.row("The group", outcome_words(visit), "text" if visit.outcome else "text3")
        pane.row("Ours", fate_words(visit.fate), "text" if visit.fate else "text3")
        if visit.outcome and visit.outcome.why:
            pane.row("Why", visit.outcome.why)
        pane.link(f"Item {visit.item.number}", Place("item", visit.item.id))

    def _show_member(self, one: Consulted | None) -> None:
        """A member at each of its meetings, the last one first."""
        if one is None or self.tabs.chosen() != "members":
            self.details.hide()
            return
        pane = self.details
        pane.begin(one.member.name, under=one.member.segment or "")
        for asking in reversed(one.meetings):
            self._asking(asking)
        pane.space(8)
        pane.link("What it said", Place("members", one.id))

    def _asking(self, one: Asking) -> None:
        pane, meeting = self.details, one.meeting
        day = words.day(meeting.day, year=True) if meeting.day else "no day yet"
        pane.heading(f"{meeting.label}, {day}")
        days = "" if one.days is None else f", {words.count(one.days, 'working day')} to answer"
        asked = f"{words.day(one.asked)}{days}" if one.asked else "not asked"
        pane.row("Asked", asked, "text" if one.asked else "attention")
        pane.row("Heard", f"on {one.heard} of {words.count(one.items, 'item')}")
        told = words.day(one.told, year=True) if one.told else "not told" if one.heard else "nothing to tell"
        pane.row("Told", told, "attention" if one.heard and not one.told else "text")

    # The window

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        return [("Meetings", Place("meetings")), (self.title, None)]

    def nav(self) -> str:
        return "meetings"

    def leave(self) -> None:
        self.page.leave()

    def print_now(self) -> None:
        if self.tabs.chosen() == "year":
            self.page.print_year()

    def focus_first(self) -> None:
        parts = {"items": self.items, "positions": self.positions, "members": self.members}
        parts.get(self.tabs.chosen(), self.page.preview).setFocus()
