"""The pane beside the members: one member's dates, consent and people, and its part in every meeting, item by item."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.hearing import Hearing, Part, Record
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, refuse_dates
from mhhs_desk.store.hearing import ItemPart, parts_of
from mhhs_desk.ui import controls
from mhhs_desk.ui.answer_line import AnswerLine
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.heard import asked_briefly, asked_words, heard_words, over, ranges
from mhhs_desk.ui.pages.meeting_form import Unclear, shown_day, typed_day
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import PAST, past_place

NO_SEGMENT = "No segment given"
WIDTH, FIELD = 332, 168


class MemberPane(Details):
    """Fills itself for one member; dates and consent are kept as they are set."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, WIDTH)
        self.desk = shell.desk
        self.member: Member | None = None

    def show_record(self, record: Record, found: Hearing) -> None:
        """Show one member with its part in some meetings, the newest first."""
        member = record.member
        writing = self._writing() if self.member and self.member.id == member.id else ""
        self.member = member
        never = record.id in {one.id for one in found.never}
        self.begin(member.name, under=member.segment or NO_SEGMENT)
        told = f"never heard, {over(found)}" if never else heard_words(record)
        self.row("Heard", told, "attention" if never else "text")
        self.row("Domains", ", ".join(member.domains) or "none given", "text" if member.domains else "attention")
        self.since = self._day("Member from", "not given", member)
        self.until = self._day("Member until", "still a member", member)
        self.since.setText(shown_day(member.since))
        self.until.setText(shown_day(member.until))
        self.field("Consent", self._consent(member))
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.refusal.hide()
        self.add(self.refusal)
        self.text(
            "How an answer may be shown outside your own edition, unless it says otherwise."
            " A stricter choice also binds the answers that are there.",
            "text3",
        )
        self._people(member)
        for meeting, part in reversed(list(zip(found.meetings, record.parts, strict=True))):
            self._meeting(member, meeting, part)
        self.space(8)
        self.link(PAST, past_place("member", member.id))
        if writing:
            getattr(self, writing).setFocus()

    def _writing(self) -> str:
        """The field that has the keyboard: it keeps it when the pane is filled anew."""
        return next((name for name in ("since", "until") if getattr(self, name).hasFocus()), "")

    # What can be set

    def _day(self, label: str, hint: str, member: Member) -> QLineEdit:
        made = controls.field(self.look, hint, label)
        made.setFixedWidth(self.look.theme.px(FIELD))
        made.editingFinished.connect(lambda: self._keep_dates(member))
        self.field(label, made)
        return made

    def _keep_dates(self, member: Member) -> None:
        """Keep from when to when somebody is a member, or say what is not clear."""
        try:
            dated = replace(member, since=typed_day(self.since.text()), until=typed_day(self.until.text()))
            refuse_dates(dated)
        except Unclear as unclear:
            self._refuse(str(unclear))
            return
        except Refused as refused:
            self._refuse(words.refusal(refused))
            return
        self._refuse("")
        if (dated.since, dated.until) != (member.since, member.until):
            with self.shell.told(), self.desk.step(f"Set the dates of {member.name}"):
                self.desk.members.change(member.id, since=dated.since, until=dated.until)

    def _refuse(self, line: str) -> None:
        self.refusal.say(line)
        self.refusal.stand_in(self.inner)
        self.refusal.setVisible(bool(line))

    def _consent(self, member: Member) -> QWidget:
        box = controls.combo(self.look, "Consent", [(text, consent) for consent, text in words.CONSENTS.items()])
        box.setCurrentIndex(list(words.CONSENTS).index(member.consent))
        box.activated.connect(lambda _: self._set_consent(member, box.currentData()))
        return box

    def _set_consent(self, member: Member, consent: Consent) -> None:
        with self.shell.told(), self.desk.step(f"Show {member.name} {words.CONSENTS[Consent(consent)].lower()}"):
            self.desk.members.change(member.id, consent=Consent(consent))

    # What is told

    def _people(self, member: Member) -> None:
        self.heading("People")
        people = list(self.desk.people.where("member_id = ?", member.id))
        for person in people:
            role = f", {person.role}" if person.role else ""
            self.text(f"{person.name}{role}", "text", "body")
            if person.address:
                self.text(person.address)
        if not people:
            self.text("None given: there is no way to ask them yet.", "attention")

    def _meeting(self, member: Member, meeting: Meeting, part: Part) -> None:
        """One meeting: how the member was asked, and what it said on each item."""
        day = f", {words.day(meeting.day, year=True)}" if meeting.day else ""
        self.heading(f"{meeting.label}{day}")
        items = parts_of(self.desk, member, meeting)
        if part.counted:
            self.text(f"{asked_words(part.contact, part.days)}.")
        else:
            self._not_there(items)
        for one in items:
            if one.state is not None or one.answer is not None:
                self.add(self._line(one, part))
        self._represented(items)

    def _not_there(self, items: list[ItemPart]) -> None:
        """Say that somebody was no member on the day, and which of its answers are not counted for that."""
        numbers = [one.item.number for one in items if one.answer]
        if numbers:
            verb, noun = ("is", "item") if len(numbers) == 1 else ("are", "items")
            what = "Its answer to" if len(numbers) == 1 else "Its answers to"
            self.note(f"Not a member on the day. {what} {noun} {ranges(numbers)} {verb} not counted.", "warning")
        else:
            self.text("Not a member on the day.", "text3")

    def _line(self, one: ItemPart, part: Part) -> AnswerLine:
        """One item; how the member was asked about it is said where that differs from the rest of the meeting."""
        differs = part.counted and one.contact is not None and one.contact != part.contact
        note = asked_briefly(one.contact) if differs and one.contact else ""
        told = asked_words(one.contact, one.days)
        line = AnswerLine(self.look, one.item, one.state or _as_if(one), one.answer, told, note)
        code = one.answer.code if one.answer else ""
        line.clicked.connect(lambda: self.shell.go(Place("item", one.item.id, code)))
        return line

    def _represented(self, items: list[ItemPart]) -> None:
        """For whom the member answered at a meeting, where it said so."""
        answers = [one.answer.id for one in items if one.answer]
        if not answers:
            return
        marks = ", ".join("?" for _ in answers)
        found = self.desk.feedback.where(f"represents <> '' AND id IN ({marks})", *answers)
        if parties := list(dict.fromkeys(answer.represents for answer in found if answer.represents)):
            self.text(f"Answered for {'; '.join(parties)}.")


def _as_if(one: ItemPart) -> State:
    """How an answer is drawn that is not counted."""
    return State.NIL if one.answer and one.answer.is_nil else State.ANSWERED
