"""By what rule a forum meets, from which day on and by which source: shown and changed in the pane beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk import calendar_words, words
from mhhs_desk.domain.convening import off_rule
from mhhs_desk.domain.forums import Cadence, Forum
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.pages.meeting_form import Unclear, typed_day
from mhhs_desk.ui.shell import Shell

NO_RULE = 0
MOST = 4
"""So many meetings are named before they are counted."""
NEXT = 3
"""So many of the days that a rule gives are named."""

ORDINALS: list[tuple[str, object]] = [
    *((name.capitalize(), nth) for nth, name in calendar_words.NTH.items()), ("No rule", NO_RULE)
]  # fmt: skip
WEEKDAYS: list[tuple[str, object]] = [(name, number) for number, name in enumerate(words.LONG_WEEKDAYS)]


def rules_words(forum: Forum, changes: list[Cadence]) -> str:
    """Every rule of a forum: first Wednesday; from 2 Mar 2022 first Thursday."""
    own = sorted((one for one in changes if one.forum_id == forum.id), key=lambda one: one.since)
    later = [f"from {_plain(one.since)} {calendar_words.nth_weekday(one.nth, one.weekday)}" for one in own]
    return "; ".join([calendar_words.nth_weekday(forum.nth, forum.weekday), *later])


class ForumRule:
    """Fills a pane with the rules of a forum, and the way to another from a day on."""

    def __init__(self, shell: Shell, pane: Details) -> None:
        self.shell, self.desk, self.pane, self.look = shell, shell.desk, pane, pane.look

    def show(self, forum: Forum) -> None:
        """Show a forum's rules, what they give next, and the fields of a new one."""
        self.forum = forum
        self.pane.heading("When it meets")
        self._rule("At first", forum.nth, forum.weekday, forum.source)
        for change in self.desk.cadences.where("forum_id = ?", forum.id):
            self._rule(f"From {_plain(change.since)}", change.nth, change.weekday, change.source, self._drop(change))
        self._next()
        self.pane.space(4)
        self._fields()

    def _rule(
        self, since: str, nth: int | None, weekday: int | None, source: str, drop: Callable[[], None] | None = None
    ) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(controls.INDENT, 1, 0, 1)
        line.setSpacing(8)
        told = controls.label(self.look, calendar_words.nth_weekday(nth, weekday), "small", semibold=True)
        told.setToolTip(source or "Entered here")
        line.addWidget(told)
        if drop:
            link = Link(self.look, "Take it out", "small")
            link.clicked.connect(drop)
            line.addWidget(link)
        line.addStretch(1)
        self.pane.field(since, row)
        if drop:
            self.pane.row("", source or "No source is given.", "text3")

    def _drop(self, change: Cadence) -> Callable[[], None]:
        def drop() -> None:
            with self.shell.told():
                self.desk.drop_cadence(change.id)

        return drop

    def _next(self) -> None:
        """The days that come of it, and the meetings that were confirmed by another rule."""
        days = [words.day(day, day.year != self.desk.today.year) for day in self.desk.next_open(self.forum.id, NEXT)]
        self.pane.text(f"Still to confirm: {', '.join(days)}." if days else "Its rule gives no day that is open.")
        to_come = [one for one in self.desk.meetings.all() if one.day and one.day >= self.desk.today]
        left = [one.label for one in off_rule(self.forum, to_come, self.desk.cadences.all())]
        if left:
            named = left if len(left) <= MOST else [*left[: MOST - 1], f"{len(left) - MOST + 1} more"]
            stay = "It stays where it is until it is" if len(left) == 1 else "They stay where they are until they are"
            self.pane.note(f"Confirmed by the rule before: {words.listed(named)}. {stay} moved.")

    def _fields(self) -> None:
        pane, look = self.pane, self.look
        self.since = controls.field(look, "2 Mar 2022; empty: at first", "From")
        self.nth = controls.combo(look, "Which in the month", ORDINALS)
        self.weekday = controls.combo(look, "Weekday", WEEKDAYS)
        self.weekday.setCurrentIndex(2)
        self.source = controls.field(look, "Where it is written", "Source of the rule")
        rule = QWidget()
        line = QHBoxLayout(rule)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.nth)
        line.addWidget(self.weekday)
        line.addStretch(1)
        for label, widget in (("From", self.since), ("It meets", rule), ("Source", self.source)):
            pane.field(label, widget)
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
        pane.add(self.refusal)
        button = Button(look, "Set the rule", "check")
        button.clicked.connect(lambda: self.keep())
        pane.add(button)

    def keep(self) -> None:
        """Set the rule from the day on, or say what is not clear."""
        try:
            since = typed_day(self.since.text())
        except Unclear as unclear:
            self.refusal.say(str(unclear))
            return
        nth = int(self.nth.currentData()) or None
        with self.shell.told(self.refusal.say):
            self.desk.set_cadence(self.forum.id, since, nth, self.weekday.currentData(), self.source.text().strip())


def _plain(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"
