"""The proposed filing of one arrival: whose it is, what would be filed and why, its doubts, and what Enter does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.proposals import Proposal, ProposalKind
from mhhs_desk.ui import controls
from mhhs_desk.ui.arrivals import Arrival, ProposalDelegate
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.lists import ListView
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.theme import Look

MOST_DOUBTS = 8
MOST_LISTED = 500
KEYS = (
    (("↑ ↓", "message"), ("Tab", "proposals"), ("F2", "edit")),
    (("A W R X E Y N U O 1–4", "option"), ("0", "nil return")),
    (("S", "split"), ("Del", "refuse"), ("Shift Del", "aside")),
)


class FilingPane(QFrame):
    """What would be filed of the arrival that is open."""

    file = Signal()
    later = Signal()
    aside = Signal()
    split = Signal()
    edit = Signal()
    rows = Signal()
    """A log of actions is to be seen row by row."""
    member_chosen = Signal(int)

    def __init__(self, look: Look, width: int) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("pane")
        self.delegate = ProposalDelegate(look)
        self.delegate.width = width
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(0)
        title = controls.label(look, "Proposed filing", "heading")
        title.setContentsMargins(24, 0, 20, 8)
        lines.addWidget(title)
        lines.addLayout(self._match())
        lines.addSpacing(6)
        lines.addWidget(controls.hairline(look, edge=True))
        self.proposals = ListView(look, self.delegate, "Proposed filing")
        lines.addWidget(self.proposals, 1)
        lines.addWidget(controls.hairline(look))
        lines.addLayout(self._buttons())
        lines.addWidget(self._legend())

    def _match(self) -> QVBoxLayout:
        self.member = ChipCombo(self.look, "Member")
        self.member.activated.connect(self._chosen)
        self.how = controls.label(self.look, "", "small", "text2", wrap=True)
        self.about = controls.label(self.look, "", "small", "text2", wrap=True)
        self.doubts = controls.label(self.look, "", "small", "attention", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for widget in (self.member, self.how, self.about, self.doubts):
            row = QHBoxLayout()
            row.setContentsMargins(24, 2, 20, 2)
            row.addWidget(widget)
            lines.addLayout(row)
        return lines

    def _buttons(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setContentsMargins(24, 12, 20, 4)
        rows.setSpacing(8)
        self.do = Button(self.look, "File", None, "Enter", primary=True)
        self.do.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self.file.emit)
        put_off = Button(self.look, "Later", None, "L")
        put_off.clicked.connect(self.later.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.do, 1)
        row.addWidget(put_off)
        rows.addLayout(row)
        links = QHBoxLayout()
        links.setSpacing(12)
        self.row_by_row = Link(self.look, "Row by row")
        self.row_by_row.clicked.connect(self.rows.emit)
        links.addWidget(self.row_by_row)
        for text, signal in (("Edit", self.edit), ("Split", self.split), ("Set aside without filing", self.aside)):
            link = Link(self.look, text)
            link.clicked.connect(signal.emit)
            links.addWidget(link)
        links.addStretch(1)
        rows.addLayout(links)
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

    def fit(self, width: int) -> None:
        """Lay the proposals out anew in another width."""
        if width != self.delegate.width:
            self.delegate.width = width
            self.proposals.scheduleDelayedItemsLayout()

    def know(self, items: Mapping[int, Item], members: Iterable[Member]) -> None:
        """Take the items and members that proposals speak of."""
        self.delegate.items = items
        blocked = self.member.blockSignals(True)
        self.member.clear()
        self.member.addItem("Choose the member", None)
        for member in members:
            self.member.addItem(member.name, member.id)
        self.member.blockSignals(blocked)

    def show_arrival(self, arrival: Arrival, ready: int, meeting: Meeting | None) -> None:
        """Show what would be filed of an arrival, `ready` of it at once."""
        chosen = self.proposals.current()
        self.delegate.numbers = {p.id: n for n, p in enumerate(arrival.proposals, 1) if p.span}
        self._show_match(arrival)
        self.row_by_row.setVisible({proposal.kind for proposal in arrival.proposals} == {ProposalKind.ACTION})
        self.about.say(f"For {meeting.label}." if meeting else "")
        self.about.setVisible(meeting is not None)
        self._show_doubts(arrival.papers_doubts)
        self.proposals.show_records(_listed(arrival.proposals))
        if not self.proposals.choose(lambda proposal: bool(chosen) and proposal.id == chosen.id):
            self.proposals.choose(lambda _: True)
        self.do.setEnabled(ready > 0 or not arrival.proposals)
        self.do.say(_offer(arrival, ready))

    def _show_match(self, arrival: Arrival) -> None:
        """Whom an arrival's answers are taken to come from, and how that was told."""
        answers = [p for p in arrival.proposals if p.kind is ProposalKind.ANSWER]
        found = {p.facts.get("member_id") for p in answers}
        one = bool(answers) and len(found) == 1
        self.member.setVisible(one)
        self.member.pick(next(iter(found), None))
        matched = one and found != {None}
        told = f"Matched by {answers[0].why.split(';')[0]}." if matched else f"{_found(arrival)}."
        self.how.say(told)

    def _show_doubts(self, doubts: tuple[str, ...]) -> None:
        more = len(doubts) - MOST_DOUBTS
        told = [*doubts[:MOST_DOUBTS], *([f"and {more} more"] if more > 0 else [])]
        self.doubts.say("\n".join(told))
        self.doubts.setToolTip("\n".join(doubts))
        self.doubts.setVisible(bool(doubts))

    def _chosen(self) -> None:
        member = self.member.currentData()
        if member is not None:
            self.member_chosen.emit(member)


def _listed(proposals: tuple[Proposal, ...]) -> Iterator[Proposal | Heading]:
    """The proposals as they are listed: of very many those that wait for the rep's word first, and how many more."""
    if len(proposals) <= MOST_LISTED:
        yield from proposals
        return
    unsure_first = sorted(proposals, key=lambda proposal: proposal.sure)
    yield from unsure_first[:MOST_LISTED]
    rest = unsure_first[MOST_LISTED:]
    yield Heading(f"and {len(rest):,} more", "all of them sure" if all(proposal.sure for proposal in rest) else "")


def _found(arrival: Arrival) -> str:
    return arrival.found[:1].upper() + arrival.found[1:]


def _offer(arrival: Arrival, ready: int) -> str:
    """What Enter would do with an arrival."""
    if not arrival.proposals:
        return "Keep it, filing nothing"
    return f"File {ready} of {len(arrival.proposals)}" if ready else "Nothing sure to file"
