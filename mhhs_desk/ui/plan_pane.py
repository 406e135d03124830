"""The pane of the plan: a code with its dates, the rule of the day, what is said of it, its actions; and its form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mhhs_desk import route_words, words
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.plan import Dated, Interval, Row
from mhhs_desk.plan_words import NO_CHANGE, NOT_KNOWN, date_words, slip_of
from mhhs_desk.store.viewing import Collation
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import original_place

MOST_ACTIONS = 6


class PlanPane(Details):
    """Filled anew for each code that is chosen."""

    def __init__(self, shell: Shell, written: Callable[[int], None]) -> None:
        super().__init__(shell, 316)
        self.desk = shell.desk
        self.written = written
        self.proposal: Baseline | None = None
        self.stands: str = ""

    def show_interval(self, interval: Interval) -> None:
        first, last = interval.first.milestone.code, interval.last.milestone.code
        self.begin(f"{first} to {last}", under=words.count(interval.months, "month"))
        self._said(interval.item)

    def show_code(self, stone: Milestone, row: Row | None) -> None:
        """A code of the plan, with its row where it has a date."""
        self.begin(stone.code)
        self.text(stone.name or "Name not given", "text", "body")
        self.space(4)
        self.row("Tier", stone.tier or "not given")
        if row:
            self._dates(row)
        else:
            self.row("Date", "none given", "attention")
        self.row("Known from", stone.source or "not said")
        if row and row.move and row.move.rule:
            day = self.desk.rule_day(self.proposal)
            self.heading(f"Rule in force on {words.day(day, year=True)[4:]}")
            self.text(row.move.rule.text, "text")
            if row.move.needs_ofgem is None:
                verdict = route_words.move_verdict(row.move)
                self.note(f"{verdict} Ask at the meeting whether Ofgem must approve.")
        if row and len(row.past) > 1:
            self._past(row.past)
        for item in self._items(stone.code):
            self._said(item)
        self._actions(stone.code)
        self.space(10)
        write = Button(self.look, "Write a date", "pencil-simple")
        write.clicked.connect(lambda: self.edit(stone))
        self.add(write)

    def _dates(self, row: Row) -> None:
        self.row("Plan", f"{date_words(row.before)}{f', {self.stands}' if row.before else ''}")
        if row.after is None:
            self.row("Proposed", NO_CHANGE)
            return
        slip = slip_of(row)
        self.row("Proposed", date_words(row.after), "text" if row.after.start else "attention")
        self.row("Slip", slip, "attention" if slip == NOT_KNOWN else "text")
        if row.after.reason:
            self.row("Reason", row.after.reason)
        self._source(row.after)

    def _source(self, found: MilestoneDate) -> None:
        if found.source_id:
            source = self.desk.sources.get(found.source_id)
            place = words.place(found.span)
            original = original_place("milestone_date", found.id, source.id)
            self.row("Source", f"{source.name}, {place}" if place else source.name, place=original)

    def _past(self, past: tuple[Dated, ...]) -> None:
        """Every date it had, plan by plan, each with how far it lies from the one before."""
        self.heading("Every date it had")
        for at, dated in enumerate(past):
            told = date_words(dated.date)
            moved = f" ({slip_of(dated)})" if at else ""
            self.row(told, f"{dated.baseline.name}{moved}")

    def _items(self, code: str) -> list[Item]:
        """The items that speak of a code, those of the latest meeting first."""
        days = {meeting.id: meeting.day or date.min for meeting in self.desk.meetings.all()}
        found = [item for item in self.desk.items.all() if code in item.milestones]
        return sorted(found, key=lambda item: days[item.meeting_id], reverse=True)

    def _said(self, item: Item) -> None:
        """What members say on the item that a milestone is the matter of."""
        meeting = self.desk.meetings.get(item.meeting_id)
        next_one = self.desk.next_meeting()
        label = "" if next_one and next_one.id == meeting.id else f" of {meeting.label}"
        self.heading(f"What members say, item {item.number}{label}")
        collation = Collation(self.desk, meeting)
        tally, answers = collation.tally_of(item.id), collation.answers_of(item.id)
        for key, count in tally.options.most_common():
            red = sum(bool(answer.red_line) for answer in answers if answer.option == key)
            lines = f", {words.count(red, 'red line')}" if red else ""
            self.chip_row(key, str(count), f"{item.option_name(key)}{lines}")
        if not tally.answered:
            self.text("Nobody has answered yet.")
        self.link(f"Open item {item.number}{label}", Place("item", item.id))

    def _actions(self, code: str) -> None:
        found: list[Action] = list(self.desk.actions.where("milestone = ?", code))
        if not found:
            return
        self.heading("Actions")
        for action in found[:MOST_ACTIONS]:
            self.row(action.ref, action.text, place=Place("actions", action.id))
        if len(found) > MOST_ACTIONS:
            self.text(f"and {words.count(len(found) - MOST_ACTIONS, 'action')} more")

    # A date by hand

    def edit(self, stone: Milestone, base: int | None = None, new: bool = False) -> None:
        """Ask in which plan a code is to have which date: in one that is there, or in a new one."""
        self.begin(f"A date for {stone.code}", under="From a source, or not at all.")
        bases = [*self.desk.proposed_plans(), *self.desk.approved_plans()]
        choices: list[tuple[str, object]] = [(base.name, base.id) for base in bases]
        self.plan_box = controls.combo(self.look, "Plan", [*choices, ("A new plan", None)])
        self.date_field = controls.field(self.look, "Apr-22, May 22 - Jul 22, TBC", "Date")
        self.reason_field = controls.field(self.look, "Why, where the paper says so", "Reason")
        self.fields = [self.date_field, self.reason_field]
        self.field("Plan", self.plan_box)
        self.plan_box.setCurrentIndex(self.plan_box.findData(None if new else base) if new or base else 0)
        if self.plan_box.currentData() is None:
            self._new_plan()
        self.field("Date", self.date_field)
        self.field("Reason", self.reason_field)
        self.plan_box.activated.connect(lambda _: self._turn(stone))
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True).stand_in(self.inner)
        self.space(4)
        self.add(self.refusal)
        keep = Button(self.look, "Keep the date", "check", "Enter", primary=True)
        keep.clicked.connect(lambda: self._keep(stone))
        for field in self.fields:
            field.returnPressed.connect(lambda: self._keep(stone))
        self.add(keep)
        known = self._known(stone)
        if known:
            self.date_field.setText(known.words or date_words(known))
            self.reason_field.setText(known.reason or "")
            self.space(4)
            self.link("Take this date out", lambda: self._take_out(stone))
        self.fields[0 if not new else 2].setFocus()

    def _new_plan(self) -> None:
        """What is to be known of a plan that is not there yet."""
        self.name_field = controls.field(self.look, "CR055", "Name of the plan")
        self.day_field = controls.field(self.look, "2024-11-29", "In force from")
        self.source_field = controls.field(self.look, "Where it is said", "Said in")
        for label, field in (("Name", self.name_field), ("From", self.day_field), ("Said in", self.source_field)):
            self.field(label, field)
            self.fields.append(field)

    def _known(self, stone: Milestone) -> MilestoneDate | None:
        base = self.plan_box.currentData()
        return self.desk.milestone_dates.first("milestone_id = ? AND baseline_id = ?", stone.id, base) if base else None

    def _turn(self, stone: Milestone) -> None:
        """Another plan was chosen: show the date that the code has there."""
        base = self.plan_box.currentData()
        self.edit(stone, base, new=base is None)

    def _keep(self, stone: Milestone) -> None:
        with self.shell.told(self.refusal.say):
            if not self.date_field.text().strip():
                raise Refused("no date typed")
            with self.desk.step(f"Date {stone.code}"):
                base = self.plan_box.currentData() or self._added().id
                self.desk.write_date(stone.id, base, self.date_field.text(), self.reason_field.text().strip() or None)
            self.written(stone.id)

    def _added(self) -> Baseline:
        return self.desk.add_baseline(
            self.name_field.text(), typed_day(self.day_field.text()), self.source_field.text()
        )

    def _take_out(self, stone: Milestone) -> None:
        with self.shell.told(self.refusal.say):
            self.desk.remove_date(stone.id, self.plan_box.currentData())
            self.written(stone.id)


def typed_day(text: str) -> date | None:
    """A day as it is typed; None for none. Raises Refused for what is no day."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused("not a day", typed=text.strip()) from error
