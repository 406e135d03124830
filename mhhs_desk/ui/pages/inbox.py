"""Inbox: what arrived, the original with the places found in it, and the filing that is proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState
from mhhs_desk.domain.sources import Source
from mhhs_desk.ui import controls
from mhhs_desk.ui.arrivals import Arrival, ArrivalDelegate, ProposalDelegate, what_was_found
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.lists import ListView
from mhhs_desk.ui.original import Mark, Original
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.answer_form import AnswerForm
from mhhs_desk.ui.shell import Place, Shell

LEFT, RIGHT, WIDE = 300, 376, 1060
MOST_DOUBTS = 8
KEYS = (
    (("↑ ↓", "message"), ("Tab", "proposals"), ("F2", "edit")),
    (("A W R X E Y N U O 1–4", "option"), ("0", "nil return")),
    (("Del", "refuse"), ("Shift Del", "aside"), ("Ctrl Z", "undo")),
)


class InboxPage(Page):
    """The arrivals that wait, one of them open beside its proposed filing."""

    name = "inbox"
    title = "Inbox"
    kinds = frozenset({"source", "proposal", "member", "item", "meeting", "person"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.items: dict[int, Item] = {}
        self.source: Source | None = None
        self.full = QWidget()
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left())
        across.addWidget(self._middle(), 1)
        across.addWidget(self._right())
        self.root.addWidget(self.full, 1)
        button = Button(self.look, "Take in files", "paperclip", "Ctrl O", primary=True)
        button.clicked.connect(lambda: shell.run("take-in"))
        self.empty = Empty(
            self.look, "tray", "Nothing to file",
            "Drop files anywhere in the window: papers, response forms, e-mails. What is found in them waits here.",
            button,
        )  # fmt: skip
        self.root.addWidget(self.empty, 1)
        self.setTabOrder(self.arrivals, self.proposals)
        self.setTabOrder(self.proposals, self.member)
        for key, does in (("L", self.later), ("F2", self.edit), ("Del", self.refuse), ("Shift+Del", self.set_aside)):
            self._key(key, does)

    def _key(self, key: str, does: Callable[[], None]) -> None:
        for view in (self.arrivals, self.proposals):
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(does)

    # What it is made of

    def _left(self) -> QWidget:
        pane = self.left = QFrame()
        pane.setObjectName("pane")
        pane.setFixedWidth(self.look.theme.px(LEFT))
        lines = QVBoxLayout(pane)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.count = controls.label(self.look, "", semibold=True)
        self.count.setContentsMargins(24, 10, 20, 10)
        self.arrivals = ListView(self.look, ArrivalDelegate(self.look), "Arrivals to file")
        self.arrivals.chosen.connect(self._open)
        self.arrivals.opened.connect(lambda _: self.file())
        self.arrivals.installEventFilter(self)
        hint = controls.label(
            self.look, "Drop files anywhere in the window, or paste with Ctrl V.", "small", "text2", wrap=True
        )
        hint.setContentsMargins(24, 12, 20, 12)
        lines.addWidget(self.count)
        lines.addWidget(controls.hairline(self.look))
        lines.addWidget(self.arrivals, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addWidget(hint)
        return pane

    def _middle(self) -> QWidget:
        pane = QWidget()
        lines = QVBoxLayout(pane)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(28, 12, 24, 12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, self.look.theme.px(64))
        grid.setColumnStretch(1, 1)
        self.head: dict[str, controls.Words] = {}
        for row, name in enumerate(("From", "Sent", "Subject", "File")):
            grid.addWidget(controls.label(self.look, name, "small", "text2"), row, 0)
            self.head[name] = controls.label(self.look, "", "small")
            grid.addWidget(self.head[name], row, 1)
        self.original = Original(self.look, "The original")
        self.original.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        lines.addWidget(head)
        lines.addWidget(controls.hairline(self.look))
        lines.addWidget(self.original, 1)
        return pane

    def _right(self) -> QWidget:
        self.side = QStackedWidget()
        self.side.setObjectName("details")
        self.side.setFixedWidth(self.look.theme.px(RIGHT))
        self.form = AnswerForm(self.look)
        self.form.kept.connect(self._keep)
        self.form.cancelled.connect(self._leave_form)
        self.side.addWidget(self._filing())
        self.side.addWidget(self.form)
        return self.side

    def _filing(self) -> QWidget:
        pane = QFrame()
        pane.setObjectName("pane")
        lines = QVBoxLayout(pane)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(0)
        title = controls.label(self.look, "Proposed filing", "heading")
        title.setContentsMargins(24, 0, 20, 8)
        lines.addWidget(title)
        self.member = ChipCombo(self.look, "Member")
        self.member.activated.connect(lambda _: self._choose_member())
        self.how = controls.label(self.look, "", "small", "text2", wrap=True)
        self.about = controls.label(self.look, "", "small", "text2", wrap=True)
        self.doubts = controls.label(self.look, "", "small", "attention", wrap=True)
        for widget in (self.member, self.how, self.about, self.doubts):
            row = QHBoxLayout()
            row.setContentsMargins(24, 2, 20, 2)
            row.addWidget(widget)
            lines.addLayout(row)
        lines.addSpacing(6)
        lines.addWidget(controls.hairline(self.look, edge=True))
        self.delegate = ProposalDelegate(self.look)
        self.delegate.width = self.look.theme.px(RIGHT)
        self.proposals = ListView(self.look, self.delegate, "Proposed filing")
        self.proposals.chosen.connect(self._show_place_of)
        self.proposals.opened.connect(lambda _: self.file())
        self.proposals.installEventFilter(self)
        lines.addWidget(self.proposals, 1)
        lines.addWidget(controls.hairline(self.look))
        lines.addLayout(self._buttons())
        lines.addWidget(self._legend())
        return pane

    def _buttons(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setContentsMargins(24, 12, 20, 4)
        rows.setSpacing(8)
        self.do = Button(self.look, "File", None, "Enter", primary=True)
        self.do.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self.file)
        put_off = Button(self.look, "Later", None, "L")
        put_off.clicked.connect(self.later)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.do, 1)
        row.addWidget(put_off)
        rows.addLayout(row)
        aside = Link(self.look, "Set aside without filing")
        aside.clicked.connect(self.set_aside)
        rows.addWidget(aside)
        return rows

    def _legend(self) -> QWidget:
        legend = self.legend = QWidget()
        lines = QVBoxLayout(legend)
        lines.setContentsMargins(24, 6, 20, 12)
        lines.setSpacing(6)
        for keys in KEYS:
            line = QHBoxLayout()
            line.setSpacing(6)
            for key, does in keys:
                line.addWidget(controls.key_cap(self.look, key))
                line.addWidget(controls.label(self.look, does, "small", "text2"))
                line.addSpacing(6)
            line.addStretch(1)
            lines.addLayout(line)
        return legend

    # What it shows

    def reload(self) -> None:
        self.items = {item.id: item for item in self.desk.items.all()}
        self.members = {member.id: member for member in self.desk.members.all()}
        self.delegate.items = self.items
        records = [self._arrival(source) for source in self.desk.waiting()]
        self.full.setVisible(bool(records))
        self.empty.setVisible(not records)
        self.count.say(f"{len(records)} to file")
        kept = self.source.id if self.source else None
        row = self.arrivals.currentIndex().row()
        self.arrivals.show_records(records)
        if records and not self.arrivals.choose(lambda arrival: arrival.source.id == kept):
            follower = records[min(max(row, 0), len(records) - 1)]
            self.arrivals.choose(lambda arrival: arrival.source.id == follower.source.id)

    def _arrival(self, source: Source) -> Arrival:
        waiting = tuple(p for p in self.desk.proposals_of(source.id) if p.state is ProposalState.WAITING)
        known = [self.members[p.facts["member_id"]].name for p in waiting if p.facts.get("member_id") in self.members]
        sender = known[0] if known and len(set(known)) == 1 else source.sender or source.name
        return Arrival(source, waiting, sender, self.desk.can_file(source.id))

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            self.arrivals.choose(lambda arrival: arrival.source.id == place.id)

    def focus_first(self) -> None:
        self.arrivals.setFocus()

    def _open(self, arrival: Arrival | None) -> None:
        if arrival is None:
            self.source = None
            return
        chosen = self.proposals.current()
        source = self.source = arrival.source
        self.side.setCurrentIndex(0)
        self.head["From"].say(source.sender or "not known")
        self.head["Sent"].say(words.moment(source.sent, year=True))
        self.head["Subject"].say(source.subject or "none")
        self.head["File"].say(f"{source.name}, taken in {words.moment(source.arrived, year=True)}")
        numbered = list(enumerate(arrival.proposals, 1))
        self.original.show_text(source.text, [Mark(n, p.span) for n, p in numbered if p.span], len(numbered) < 100)
        self._show_match(arrival)
        self.proposals.show_records(arrival.proposals)
        if not self.proposals.choose(lambda proposal: bool(chosen) and proposal.id == chosen.id):
            self.proposals.choose(lambda _: True)
        self.do.setEnabled(arrival.ready > 0 or not arrival.proposals)
        self.do.say(self._offer(arrival))

    def _offer(self, arrival: Arrival) -> str:
        """What Enter would do with an arrival."""
        if not arrival.proposals:
            return "Keep it, filing nothing"
        return f"File {arrival.ready} of {len(arrival.proposals)}" if arrival.ready else "Nothing sure to file"

    def _show_match(self, arrival: Arrival) -> None:
        """Whom an arrival's answers are taken to come from, and how that was told."""
        answers = [p for p in arrival.proposals if p.kind is ProposalKind.ANSWER]
        found = {p.facts.get("member_id") for p in answers}
        self.member.setVisible(bool(answers) and len(found) == 1)
        blocked = self.member.blockSignals(True)
        self.member.clear()
        self.member.addItem("Choose the member", None)
        for member in self.members.values():
            self.member.addItem(member.name, member.id)
        self.member.blockSignals(blocked)
        self.member.pick(next(iter(found), None))
        why = answers[0].why.split(";")[0] if answers and len(found) == 1 else what_was_found(list(arrival.proposals))
        self.how.say(
            f"Matched by {why}." if answers and found != {None} and len(found) == 1 else why.capitalize() + "."
        )
        meeting_id = next((p.facts["meeting_id"] for p in arrival.proposals if p.facts.get("meeting_id")), None)
        meeting = f"For {self.desk.meetings.get(meeting_id).label}." if meeting_id else ""
        self.about.say(meeting)
        self.about.setVisible(bool(meeting))
        more = len(arrival.papers_doubts) - MOST_DOUBTS
        told = [*arrival.papers_doubts[:MOST_DOUBTS], *([f"and {more} more"] if more > 0 else [])]
        self.doubts.say("\n".join(told))
        self.doubts.setToolTip("\n".join(arrival.papers_doubts))
        self.doubts.setVisible(bool(arrival.papers_doubts))

    def _show_place_of(self, proposal: Proposal | None) -> None:
        records = self.proposals.table
        numbers = [n for n in range(1, records.rowCount() + 1) if records.record(n - 1) == proposal]
        self.original.select(numbers)
        for number in numbers:
            self.original.go_to(number)

    # What it does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            key = event.text().upper()
            if key and self._answer_with(key):
                return True
            if key in ("E", "X"):  # where the item offers no such option
                self.edit() if key == "E" else self.set_aside()
                return True
        return super().eventFilter(watched, event)

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

    def _choose_member(self) -> None:
        """Give every answer of the arrival the member that was chosen."""
        arrival, member = self.arrivals.current(), self.member.currentData()
        if arrival is None or member is None:
            return
        with self.shell.told(), self.desk.step(f"Say that it is {self.members[member].name}’s"):
            for proposal in arrival.proposals:
                if proposal.kind is ProposalKind.ANSWER:
                    self.desk.settle(proposal.id, member_id=member)

    def file(self) -> None:
        """File what is sure of the open arrival, and go on to the next."""
        if self.source:
            with self.shell.told():
                self.desk.file(self.source.id)

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

    def edit(self) -> None:
        """Open the chosen answer in the form."""
        proposal = self.proposals.current()
        if proposal and proposal.kind is ProposalKind.ANSWER:
            self.form.begin("Put the answer right", self.members.values(), self.items.values(), proposal.facts)
            self.side.setCurrentIndex(1)

    def _keep(self, facts: dict[str, Any]) -> None:
        proposal = self.proposals.current()
        if proposal:
            self._settle(proposal, **facts)
        self._leave_form()

    def _leave_form(self) -> None:
        self.side.setCurrentIndex(0)
        self.proposals.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.look.theme.px(WIDE)
        self.left.setFixedWidth(self.look.theme.px(LEFT if wide else LEFT - 50))
        self.legend.setVisible(wide)
