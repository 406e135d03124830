"""Members: who the seat speaks for, who was heard over the last meetings, and what each one said."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Said
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.store.viewing import Collation
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.heard import Heard, heard, last_asked, looked_at
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import PAST, past_place
from mhhs_desk.ui.tables import Column, Heading, Table, TableView

NO_SEGMENT = "No segment given"


def heard_words(record: Heard) -> str:
    """On how many items a member was heard."""
    if not record.items:
        return "no items yet"
    return f"{record.answered + record.nil} of {record.items}" if record.ever else "never heard"


class MembersPage(Page):
    """The members in a table by segment, and a pane for the one that is chosen."""

    name = "members"
    title = "Members"
    kinds = frozenset({"member", "person", "feedback", "asked", "call", "recusal", "item", "meeting"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.people: dict[int, str] = {}
        self.table: Table[Heard] = Table(
            [
                Column("Member", lambda r: r.member.name, width=220, stretch=True, strong=lambda r: True),
                Column("Segment", lambda r: r.member.segment or "none given", width=120, spare=2,
                       role=self._known_segment),
                Column("People", lambda r: self.people.get(r.member.id, "none given"), width=220,
                       role=lambda r: "text" if r.member.id in self.people else "attention"),
                Column("Heard", heard_words, key=lambda r: r.answered + r.nil, width=110, role=_heard_role),
                Column("Answered", lambda r: str(r.answered), key=lambda r: r.answered, width=92, right=True, spare=1),
                Column("Consent", lambda r: words.CONSENTS[r.member.consent], width=160, spare=3,
                       role=lambda r: "text2"),
            ]
        )  # fmt: skip
        self.view = TableView(self.look, self.table, "Members")
        self.details = Details(shell, 316)
        self.view.chosen.connect(self._show)
        self.details.closed.connect(self.view.choice.clear)
        self.search = controls.search_field(self.look, "Search members", "Search members")
        self.search.textChanged.connect(self._fill)
        self.count = controls.label(self.look, "", "small", "text2")
        self.root.addWidget(self._band())
        self.full = QWidget()
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.details)
        self.root.addWidget(self.full, 1)
        button = Button(self.look, "Take in a list", "paperclip", "Ctrl O", primary=True)
        button.clicked.connect(lambda: shell.run("take-in"))
        self.empty = Empty(
            self.look, "users", "No members yet",
            "Whom you speak for: drop a workbook or a csv of their names, mail domains and contacts.", button,
        )  # fmt: skip
        self.root.addWidget(self.empty, 1)

    def _band(self) -> QFrame:
        self.band = QFrame()
        self.band.setObjectName("band")
        line = QHBoxLayout(self.band)
        line.setContentsMargins(24, 9, 24, 9)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addWidget(self.count)
        return self.band

    def _known_segment(self, record: Heard) -> str:
        return "text2" if record.member.segment else "attention"

    def reload(self) -> None:
        people: dict[int, list[str]] = {}
        for person in self.desk.people.all():
            people.setdefault(person.member_id, []).append(person.name)
        self.people = {member_id: ", ".join(names) for member_id, names in people.items()}
        self.meetings = looked_at(self.desk)
        self.records = heard(self.desk, self.meetings)
        for widget in (self.band, self.full):
            widget.setVisible(bool(self.records))
        self.empty.setVisible(not self.records)
        self._fill()

    def _fill(self) -> None:
        sought = self.search.text().casefold()
        shown = [r for r in self.records if sought in f"{r.member.name} {self.people.get(r.member.id, '')}".casefold()]
        rows: list[Heard | Heading] = []
        for segment in dict.fromkeys(sorted((r.member.segment or "~") for r in shown)):
            group = [record for record in shown if (record.member.segment or "~") == segment]
            name = NO_SEGMENT if segment == "~" else segment
            rows += [Heading(name, words.count(len(group), "member")), *group]
        self.table.show(rows)
        silent = sum(bool(record.items) and not record.ever for record in self.records)
        over = f", over {words.count(len(self.meetings), 'meeting')}" if self.meetings else ""
        self.count.say(f"{words.count(len(self.records), 'member')} · {silent} never heard{over}")

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            self.search.clear()
            self.view.choose(lambda record: record.member.id == place.id)

    def focus_first(self) -> None:
        self.view.setFocus()

    # The pane

    def _show(self, record: Heard | None) -> None:
        if record is None:
            self.details.hide()
            return
        member, pane = record.member, self.details
        pane.begin(member.name, under=member.segment or NO_SEGMENT)
        pane.row("Heard", heard_words(record), "text" if record.ever or not record.items else "attention")
        asked = last_asked(self.desk, member.id)
        pane.row("Last asked", words.day(asked.sent_on, year=True) if asked else "not yet")
        pane.row("Domains", ", ".join(member.domains) or "none given", "text" if member.domains else "attention")
        pane.row("Member since", words.day(member.since, year=True) if member.since else "not known")
        pane.field("Consent", self._consent(member))
        pane.text("How an answer may be shown outside your own edition, unless it says otherwise.", "text3")
        self._people(member)
        self._answers(member)
        pane.space(8)
        pane.link(PAST, past_place("member", member.id))

    def _consent(self, member: Member) -> QWidget:
        box = controls.combo(self.look, "Consent", [(text, consent) for consent, text in words.CONSENTS.items()])
        box.setCurrentIndex(list(words.CONSENTS).index(member.consent))
        box.activated.connect(lambda _: self._set_consent(member, box.currentData()))
        return box

    def _set_consent(self, member: Member, consent: Consent) -> None:
        with self.shell.told(), self.desk.step(f"Show {member.name} {words.CONSENTS[Consent(consent)].lower()}"):
            self.desk.members.change(member.id, consent=Consent(consent))

    def _people(self, member: Member) -> None:
        pane = self.details
        pane.heading("People")
        people = [person for person in self.desk.people.all() if person.member_id == member.id]
        for person in people:
            role = f", {person.role}" if person.role else ""
            pane.text(f"{person.name}{role}", "text", "body")
            if person.address:
                pane.text(person.address)
        if not people:
            pane.text("None given: there is no way to ask them yet.", "attention")

    def _answers(self, member: Member) -> None:
        for meeting in self.meetings:
            collation = Collation(self.desk, meeting)
            self.details.heading(f"Answers at {meeting.label}")
            for item in collation.items:
                state = collation.states.get((item.id, member.id))
                answer = collation.standing.get((item.id, member.id))
                if state:
                    self.details.add(self._answer(item, state, answer))

    def _answer(self, item: Item, state: State, answer: Said | None) -> QWidget:
        from mhhs_desk.ui.answer_line import AnswerLine

        line = AnswerLine(self.look, item, state, answer)
        code = answer.code if answer else ""
        line.clicked.connect(lambda: self.shell.go(Place("item", item.id, code)))
        return line


def _heard_role(record: Heard) -> str:
    return "text" if record.ever or not record.items else "attention"
