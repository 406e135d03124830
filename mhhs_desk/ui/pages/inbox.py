"""Inbox: what arrived, the filing that is proposed, and the original with the places found in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import Proposal, ProposalKind
from mhhs_desk.domain.sources import Source
from mhhs_desk.ui import controls
from mhhs_desk.ui.arrivals import Arrival, ArrivalDelegate
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.filing_pane import FilingPane
from mhhs_desk.ui.lists import ListView
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.answer_form import AnswerForm
from mhhs_desk.ui.proposal_form import EnterKeeps, ProposalForm
from mhhs_desk.ui.reading_pane import ReadingPane
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.splitting import Splitting
from mhhs_desk.ui.watching import WatchLine

LIST, FILING, WIDE = 300, 376, 1060
NOT_SURE = "Nothing of it is sure. Say the option with its key, E edits, Del refuses, L leaves it for later."
NO_WORDS = "No words are selected. Select some in the original first."


class InboxPage(Page):
    """The arrivals that wait, one of them open with its proposed filing beside it."""

    name = "inbox"
    title = "Inbox"
    kinds = frozenset({"source", "proposal", "member", "item", "meeting", "person"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.items: dict[int, Item] = {}
        self.members: dict[int, Member] = {}
        self.source: Source | None = None
        self._shown: tuple[Arrival, int, Meeting | None] | None = None
        """What is in sight, so that what comes in meanwhile leaves it, and a form over it, alone."""
        self.full = QWidget()
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.reading = ReadingPane(self.look)
        across.addWidget(self._list())
        across.addWidget(controls.parting())
        across.addWidget(self._sides())
        across.addWidget(controls.parting())
        across.addWidget(self.reading, 1)
        self.root.addWidget(self.full, 1)
        self.root.addWidget(self._nothing(), 1)
        self.watched = WatchLine(shell)
        self.root.addWidget(self.watched)
        self.original = self.reading.original
        self.original.pressed.connect(self._choose_number)
        self.reading.whole.clicked.connect(self.open_whole)
        self.setTabOrder(self.arrivals, self.proposals)
        self.setTabOrder(self.proposals, self.original)
        for view in (self.arrivals, self.proposals, self.original):
            view.installEventFilter(self)
            for key, does in self._keys():
                shortcut = QShortcut(QKeySequence(key), view)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(does)

    def _keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            ("L", self.later), ("S", self.split), ("F2", self.edit), ("Del", self.refuse),
            ("Shift+Del", self.set_aside),
        )  # fmt: skip

    # What it is made of

    def _list(self) -> QWidget:
        pane = self.left = QFrame()
        pane.setFixedWidth(self.look.theme.px(LIST))
        lines = QVBoxLayout(pane)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.count = controls.label(self.look, "", semibold=True)
        self.count.setContentsMargins(24, 10, 20, 10)
        self.arrivals = ListView(self.look, ArrivalDelegate(self.look), "Arrivals to file")
        self.arrivals.chosen.connect(self._open)
        self.arrivals.opened.connect(lambda _: self.file())
        hint = controls.label(
            self.look, "Drop files anywhere in the window, or paste with Ctrl Shift V.", "small", "text2", wrap=True
        )
        hint.setContentsMargins(24, 12, 20, 12)
        lines.addWidget(self.count)
        lines.addWidget(controls.hairline(self.look))
        lines.addWidget(self.arrivals, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addWidget(hint)
        return pane

    def _sides(self) -> QWidget:
        """The filing; in its place a form, or the items to split over."""
        self.side = QStackedWidget()
        self.side.setFixedWidth(self.look.theme.px(FILING))
        self.filing = FilingPane(self.look, self.look.theme.px(FILING))
        self.proposals, self.member, self.do = self.filing.proposals, self.filing.member, self.filing.do
        self.proposals.chosen.connect(self._show_place_of)
        self.proposals.opened.connect(lambda _: self.file())
        for signal, does in (
            (self.filing.file, self.file), (self.filing.later, self.later), (self.filing.aside, self.set_aside),
            (self.filing.split, self.split), (self.filing.edit, self.edit),
        ):  # fmt: skip
            signal.connect(does)
        self.filing.member_chosen.connect(self._choose_member)
        self.filing.rows.connect(self._row_by_row)
        self.form, self.other_form, self.splitting = (
            AnswerForm(self.look),
            ProposalForm(self.look),
            Splitting(self.look),
        )
        EnterKeeps(self.form, self.form.keep)
        self.form.keep_button.key = "Enter"
        for form in (self.form, self.other_form):
            form.kept.connect(self._keep)
            form.cancelled.connect(self._leave_form)
        self.splitting.picked.connect(self._split_to)
        self.splitting.left.connect(self._leave_form)
        for part in (self.filing, self.form, self.other_form, self.splitting):
            self.side.addWidget(part)
        return self.side

    def _nothing(self) -> Empty:
        button = Button(self.look, "Take in files", "paperclip", "Ctrl O", primary=True)
        button.clicked.connect(lambda: self.shell.run("take-in"))
        self.empty = Empty(
            self.look, "tray", "Nothing to file",
            "Drop files anywhere in the window: papers, response forms, e-mails. What is found in them waits here.",
            button,
        )  # fmt: skip
        return self.empty

    # What it shows

    def reload(self) -> None:
        self._know()
        waiting = self.desk.waiting_proposals()
        records = [self._arrival(source, waiting.get(source.id, [])) for source in self.desk.waiting()]
        self.full.setVisible(bool(records))
        self.empty.setVisible(not records)
        self.count.say(f"{len(records)} to file")
        kept = self.source.id if self.source else None
        row = self.arrivals.currentIndex().row()
        self.arrivals.show_records(records)
        if records and not self.arrivals.choose(lambda arrival: arrival.source.id == kept):
            follower = records[min(max(row, 0), len(records) - 1)]
            self.arrivals.choose(lambda arrival: arrival.source.id == follower.source.id)

    def _know(self) -> None:
        items = {item.id: item for item in self.desk.items.all()}
        members = {member.id: member for member in self.desk.members.all()}
        if (items, members) != (self.items, self.members):
            self.items, self.members, self._shown = items, members, None
            self.filing.know(items, members.values())

    def _arrival(self, source: Source, waiting: list[Proposal]) -> Arrival:
        known = {self.members[p.facts["member_id"]].name for p in waiting if p.facts.get("member_id") in self.members}
        return Arrival(source, tuple(waiting), known.pop() if len(known) == 1 else source.sender or source.name)

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            self.arrivals.choose(lambda arrival: arrival.source.id == place.id)

    def focus_first(self) -> None:
        self.arrivals.setFocus()

    def _open(self, arrival: Arrival | None) -> None:
        if arrival is None:
            self.source = self._shown = None
            return
        another = self.source is None or self.source.id != arrival.source.id
        self.source = arrival.source
        shown = arrival, self.desk.can_file(arrival.source.id, arrival.proposals), self._meeting_of(arrival)
        if shown == self._shown:
            return
        self._shown = shown
        if another or self.side.currentWidget() is not self.splitting:
            self.side.setCurrentWidget(self.filing)
        self.reading.show_arrival(arrival)
        self.filing.show_arrival(*shown)

    def _meeting_of(self, arrival: Arrival) -> Meeting | None:
        meeting_id = next((p.facts["meeting_id"] for p in arrival.proposals if p.facts.get("meeting_id")), None)
        return self.desk.meetings.first("id = ?", meeting_id) if meeting_id else None

    def _show_place_of(self, proposal: Proposal | None) -> None:
        number = self.filing.delegate.numbers.get(proposal.id) if proposal else None
        self.reading.go_to(number)

    def _choose_number(self, number: int) -> None:
        """Choose the proposal of a place that was clicked."""
        numbers = self.filing.delegate.numbers
        self.proposals.choose(lambda proposal: numbers.get(proposal.id) == number)

    def _row_by_row(self) -> None:
        """Go to the rows of a log of actions, to take or refuse each."""
        if self.source:
            self.shell.go(Place("actions", self.source.id, "log"))

    def open_whole(self) -> None:
        """Go to the document itself, at the place of the chosen proposal."""
        proposal = self.proposals.current()
        if self.source:
            self.shell.go(Place("source", self.source.id, f"proposal-{proposal.id}" if proposal else ""))

    # The keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and self._key(event.text().upper(), event.key(), watched is self.original):
                return True
        return super().eventFilter(watched, event)

    def _key(self, text: str, key: int, in_original: bool) -> bool:
        """Take a key of the page; whether it was one. Figures are numbers of items while words are selected."""
        if in_original and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.splitting.enter():
                self.file()
            return True
        if in_original and key == Qt.Key.Key_Escape:
            self._leave_form()
            return True
        if text.isdigit() and (self._splitting() or self.original.selected()):
            self._figure(text)
            return True
        if text and self._answer_with(text):
            return True
        if text in ("E", "X"):  # where the item offers no such option
            self.edit() if text == "E" else self.set_aside()
            return True
        return False

    def _answer_with(self, key: str) -> bool:
        """Take a key as the option of the chosen answer; whether it was one."""
        proposal = self.proposals.current()
        if proposal is None or proposal.kind is not ProposalKind.ANSWER:
            return False
        item = self.items.get(proposal.facts.get("item_id") or 0)
        offered = {option.key for option in item.options} if item else set()
        if key != NIL and key not in offered:
            return False
        self._settle(proposal, option=key)
        return True

    def _settle(self, proposal: Proposal, **facts: Any) -> None:
        with self.shell.told():
            self.desk.settle(proposal.id, **facts)

    # What it does

    def file(self) -> None:
        """File what is sure of the open arrival, and go on to the next."""
        if self.source and self.do.isEnabled():
            with self.shell.told():
                self.desk.file(self.source.id)
        elif self.source:
            self.shell.say(NOT_SURE)

    def refuse(self) -> None:
        proposal = self.proposals.current()
        if proposal:
            with self.shell.told():
                self.desk.refuse(proposal.id)

    def set_aside(self) -> None:
        if self.source:
            with self.shell.told():
                self.desk.set_aside(self.source.id)

    def later(self) -> None:
        """Go on to the next arrival and leave this one as it is."""
        count = self.arrivals.table.rowCount()
        if count:
            row = (self.arrivals.currentIndex().row() + 1) % count
            self.arrivals.setCurrentIndex(self.arrivals.table.index(row, 0))

    def _choose_member(self, member: int) -> None:
        """Give every answer of the arrival the member that was chosen."""
        arrival = self.arrivals.current()
        if arrival is None:
            return
        with self.shell.told(), self.desk.step(f"Say that it is {self.members[member].name}’s"):
            for proposal in arrival.proposals:
                if proposal.kind is ProposalKind.ANSWER:
                    self.desk.settle(proposal.id, member_id=member)

    # Putting right

    def edit(self) -> None:
        """Open the chosen proposal in the form of its kind."""
        proposal = self.proposals.current()
        if proposal is None:
            return
        if proposal.kind is ProposalKind.ANSWER:
            self.side.setCurrentWidget(self.form)
            self.form.begin("Put the answer right", self.members.values(), self.items.values(), proposal.facts)
        else:
            self.side.setCurrentWidget(self.other_form)
            self.other_form.begin(proposal, self.items.values())

    def _keep(self, facts: dict[str, Any]) -> None:
        proposal = self.proposals.current()
        if proposal:
            if facts.get("item_id") and proposal.facts.get("item_ids"):
                facts["item_ids"] = None  # the rep has said which one
            self._settle(proposal, **facts)
        self._leave_form()

    def _leave_form(self) -> None:
        self.side.setCurrentWidget(self.filing)
        self.proposals.setFocus()

    # Splitting

    def _splitting(self) -> bool:
        return self.side.currentWidget() is self.splitting

    def split(self) -> None:
        """Show the items with their numbers, and let words be selected for them."""
        if self.source:
            self.splitting.offer(self.desk.items_meant(self.source.id))
            self.side.setCurrentWidget(self.splitting)
            self.original.setFocus()

    def _figure(self, figure: str) -> None:
        if not self._splitting():
            self.split()
        if self.original.selected():
            self.splitting.type(figure)
        else:
            self.splitting.say(NO_WORDS)

    def _split_to(self, item_id: int) -> None:
        """Make an answer to an item of the words that are selected, and choose it, so that its option can be said."""
        span = self.original.selected()
        if self.source is None or span is None:
            self.splitting.say(NO_WORDS)
            return
        with self.shell.told():
            made = self.desk.split(self.source.id, item_id, span)
            self.side.setCurrentWidget(self.filing)
            self.proposals.choose(lambda proposal: proposal.id == made.id)
            self.original.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.look.theme.px(WIDE)
        self.left.setFixedWidth(self.look.theme.px(LIST if wide else LIST - 50))
        side = self.look.theme.px(FILING if wide else FILING - 50)
        self.side.setFixedWidth(side)
        self.filing.fit(side)
        self.filing.legend.setVisible(wide)
