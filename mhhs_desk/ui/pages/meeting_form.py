"""The pane in which a meeting's own facts are set: its label, day, times and place, and who attends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mhhs_desk import words
from mhhs_desk.domain.convening import ad_hoc_label, kind_of, next_labels
from mhhs_desk.domain.forums import Forum, days_of_month
from mhhs_desk.domain.meetings import Attending, Meeting, MeetingKind
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Combo
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.due import typed_due
from mhhs_desk.ui.shell import Place, Shell

KINDS = (("Standing", MeetingKind.STANDING.value), ("Ad hoc", MeetingKind.AD_HOC.value))
BY_ITSELF = "The day of its month"
TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d$")


class Unclear(Exception):
    """Something typed that is not what its field asks for; the text says so."""


def typed_day(text: str) -> date | None:
    """A day as it was typed. Raises Unclear where it is none."""
    day, rest = typed_due(text)
    if rest:
        raise Unclear(f"“{text.strip()}” is not a day. Write it as 10 Nov 2021, or leave it empty.")
    return day


def typed_time(text: str) -> str | None:
    """A time of day as HH:MM. Raises Unclear where it is none."""
    text = text.strip().replace(".", ":")
    if text and not TIME.match(text):
        raise Unclear(f"“{text}” is not a time. Write it as 10:00, or leave it empty.")
    return text.zfill(5) if text else None


def typed_moment(text: str) -> str | None:
    """A day with a time of day, as ISO. Raises Unclear where it is none."""
    found = re.search(r"[,\s]+(\d{1,2}[:.]\d{2})\s*$", text)
    day = typed_day(text[: found.start()] if found else text)
    time = typed_time(found[1]) if found else None
    return None if day is None else f"{day.isoformat()}T{time}" if time else day.isoformat()


def shown_day(day: date | None) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}" if day else ""


def shown_moment(value: str | None) -> str:
    if not value:
        return ""
    day = shown_day(date.fromisoformat(value[:10]))
    return f"{day} {value[11:16]}" if len(value) > 10 else day


class MeetingForm(Details):
    """The facts of a meeting, known or new. Keep writes them in one step and goes to the meeting."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, 320)
        self.desk = shell.desk
        self.meeting: Meeting | None = None
        keep = QShortcut(QKeySequence("Ctrl+Return"), self)
        keep.activated.connect(self.keep)

    def edit(self, meeting: Meeting) -> None:
        """Put the facts of a known meeting right."""
        self.meeting = meeting
        self._fill(f"Facts of {meeting.label}", meeting, None)

    def new(self, forum: Forum | None = None, by_rule: date | None = None, day: date | None = None) -> None:
        """A new meeting, of a forum or on a day where they are known; `by_rule`: on another day than its rule's."""
        self.meeting = None
        label = next_labels(forum, self.desk.meetings.all(), [by_rule or date.max])[0] if forum else ""
        known = Meeting(forum_id=forum.id if forum else 0, label=label, day=day, by_rule=by_rule)
        self._fill("New meeting", known, forum)
        if by_rule:
            self.first = self.day
            self.first.setFocus()

    def _fill(self, title: str, meeting: Meeting, forum: Forum | None) -> None:
        self.begin(title)
        self.forum: Combo | None = None
        if self.meeting is None:
            forums = [(f"{one.code}, {one.name}", one.id) for one in self.desk.forums.all()]
            self.forum = self._combo("Forum", forums, forum.id if forum else None)
            self.forum.activated.connect(lambda _: self._propose())
        self.kind = self._combo("Kind", KINDS, meeting.kind.value)
        self.kind.activated.connect(lambda _: self._propose())
        self.label = self._line("Label", "PSG 2", meeting.label)
        self._proposed = "" if self.meeting else meeting.label
        self.day = self._line("Day", "10 Nov 2021", shown_day(meeting.day))
        self.stands_for = self._combo("Stands for", self._rule_days(meeting), str(meeting.by_rule or ""))
        self.stands_for.setToolTip("The day by rule that this meeting stands for, so that it does not come up again")
        self.start = controls.field(self.look, "10:00", "Start", meeting.start or "")
        self.end = controls.field(self.look, "12:00", "End", meeting.end or "")
        self.field("From, to", self._beside(self.start, self.end))
        self.place = self._line("Place", "A room, or by video", meeting.place or "")
        self.papers = self._line("Papers in", "not noted", shown_day(meeting.papers_received))
        self.feedback = self._line("Feedback by", "8 Nov 2021 17:00", shown_moment(meeting.feedback_due))
        self.attending = self._combo("Attending", self._who(meeting), meeting.attending)
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.add(self.refusal)
        self.add(self._buttons())
        self.first = self.label
        self.first.setFocus()

    def _beside(self, *fields: QLineEdit) -> QWidget:
        """Fields side by side."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for field in fields:
            field.returnPressed.connect(self.keep)
            line.addWidget(field)
        return row

    def _combo(self, label: str, choices: Iterable[tuple[str, object]], data: object) -> Combo:
        made = controls.combo(self.look, label, choices)
        made.setMaximumWidth(self.look.theme.px(196))
        made.setCurrentIndex(max(0, made.findData(data)))
        self.field(label, made)
        return made

    def _rule_days(self, meeting: Meeting) -> list[tuple[str, object]]:
        """The days by rule that a meeting may stand for: none of its own saying, and those near it."""
        forum = self.desk.forums.first("id = ?", meeting.forum_id)
        if forum is None:
            return [(BY_ITSELF, None)]
        near = meeting.by_rule or meeting.day or self.desk.today
        days = {day for months in (-1, 0, 1) for day in self._of_month(forum, near, months)}
        days |= {meeting.by_rule} if meeting.by_rule else set()
        told = ((f"{words.day(day, year=True)}, by rule", day.isoformat()) for day in sorted(days))
        return [(BY_ITSELF, None), *told]

    def _of_month(self, forum: Forum, near: date, months: int) -> list[date]:
        year, month = divmod(near.year * 12 + near.month - 1 + months, 12)
        return days_of_month(forum, year, month + 1, self.desk.cadences.all())

    def _propose(self) -> None:
        """Offer the label that goes with the forum and the kind, where the rep has not written one."""
        forum = self.desk.forums.first("id = ?", self.forum.currentData()) if self.forum else None
        if forum is None or self.label.text() not in ("", self._proposed):
            return
        known = self.desk.meetings.all()
        try:
            day = typed_day(self.day.text())
        except Unclear:
            day = None
        ad_hoc = self.kind.currentData() == MeetingKind.AD_HOC
        self._proposed = ad_hoc_label(forum, known, day) if ad_hoc else next_labels(forum, known, [day or date.max])[0]
        self.label.setText(self._proposed)

    def _kind(self, label: str) -> MeetingKind:
        """The kind that was chosen; a new meeting whose label is that of an ad hoc one, 10.1 or ePSG, is ad hoc."""
        chosen = MeetingKind(self.kind.currentData())
        return kind_of(label) if self.meeting is None and chosen is MeetingKind.STANDING else chosen

    def _line(self, label: str, hint: str, text: str) -> QLineEdit:
        made = controls.field(self.look, hint, label, text)
        made.returnPressed.connect(self.keep)
        self.field(label, made)
        return made

    def _who(self, meeting: Meeting) -> list[tuple[str, object]]:
        seat = self.desk.seats.first("ours AND forum_id = ?", meeting.forum_id) or self.desk.seats.first("ours")
        rep = (seat.rep if seat else None) or "The rep"
        alternate = f"{seat.alternate}, alternate" if seat and seat.alternate else "The alternate (none named)"
        return [
            ("Not said yet", None), (rep, Attending.REP), (alternate, Attending.ALTERNATE), ("Nobody", Attending.NOBODY)
        ]  # fmt: skip

    def _buttons(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(8)
        for text, icon, does in (("Keep", "check", self.keep), ("Cancel", None, self.close_pane)):
            button = Button(self.look, text, icon)
            button.clicked.connect(_call(does))
            line.addWidget(button)
        line.addStretch(1)
        return row

    def keep(self) -> None:
        """Write what was typed, or say what is not clear."""
        try:
            fields = self._typed()
        except Unclear as unclear:
            self.refusal.say(str(unclear))
            return
        with self.shell.told():
            meeting = self._write(fields)
            self.close_pane()
            self.shell.go(Place("meetings", meeting.id, "agenda"))

    def _write(self, fields: dict[str, Any]) -> Meeting:
        label = fields["label"]
        if self.meeting:
            with self.desk.step(f"Set the facts of {label}"):
                return self.desk.meetings.change(self.meeting.id, **fields)
        with self.desk.step(f"Add the meeting {label}"):
            return self.desk.meetings.add(Meeting(**fields))

    def _typed(self) -> dict[str, Any]:
        label = self.label.text().strip()
        if not label:
            raise Unclear("Give the meeting a label, such as PSG 2.")
        same = self.desk.meetings.first("label = ? COLLATE NOCASE", label)
        if same and (self.meeting is None or same.id != self.meeting.id):
            raise Unclear(f"There is a meeting called {same.label} already.")
        fields: dict[str, Any] = {
            "label": label,
            "kind": self._kind(label),
            "day": typed_day(self.day.text()),
            "by_rule": date.fromisoformat(day) if (day := self.stands_for.currentData()) else None,
            "start": typed_time(self.start.text()),
            "end": typed_time(self.end.text()),
            "place": self.place.text().strip() or None,
            "papers_received": typed_day(self.papers.text()),
            "feedback_due": typed_moment(self.feedback.text()),
            "attending": Attending(self.attending.currentData()) if self.attending.currentData() else None,
        }
        if fields["start"] and fields["end"] and fields["end"] <= fields["start"]:
            raise Unclear(f"The meeting cannot end at {fields['end']} when it starts at {fields['start']}.")
        if self.forum is not None:
            fields["forum_id"] = self.forum.currentData()
        return fields


def _call(does: Callable[[], None]) -> Callable[[], None]:
    """Drop what a click tells."""
    return lambda: does()
