"""The plan on the desk: what is in force and proposed, dates written by hand, the register, the printed plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mhhs_desk import plan_words, words
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.meetings import next_meeting
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate
from mhhs_desk.domain.plan import Dated, Plan, Row, Scope, history, in_force, intervals_of, rows_of
from mhhs_desk.keeping import Keeping
from mhhs_desk.paper.rendered import Rendered


@dataclass(frozen=True, slots=True)
class Shown:
    """Which plan is shown: a baseline, or with None what is in force today; and against which proposal."""

    baseline: Baseline | None = None
    proposal: Baseline | None = None
    scope: Scope = Scope.MILESTONES


class Planning(Keeping):
    """A desk that keeps the plan of the programme."""

    def approved_plans(self) -> list[Baseline]:
        """The approved plans, the newest of those in force first, then those that are to come."""
        every = [base for base in self.baselines.all() if base.meeting_id is None]
        begun = [base for base in every if base.day and base.day <= self.today]
        begun.sort(key=lambda base: base.day or date.min, reverse=True)
        return begun + [base for base in every if base not in begun]

    def proposed_plans(self) -> list[Baseline]:
        """What the papers of meetings propose, the last first."""
        return [base for base in self.baselines.all() if base.meeting_id is not None][::-1]

    def rule_day(self, proposal: Baseline | None) -> date:
        """The day on which the rule is looked up: the meeting's that the papers are for, else today."""
        meeting = proposal and self.meetings.first("id = ?", proposal.meeting_id)
        return (meeting and meeting.day) or self.today

    def plan(self, shown: Shown) -> Plan:
        """The plan between what stands and what is proposed."""
        dated = self.milestone_dates.all()
        bases = self.baselines.all()
        if shown.baseline:
            stands = {d.milestone_id: d for d in dated if d.baseline_id == shown.baseline.id}
        else:
            stands = {number: d for number, (_, d) in in_force(bases, dated, self.today).items()}
        proposed = {d.milestone_id: d for d in dated if shown.proposal and d.baseline_id == shown.proposal.id}
        every = self.milestones.all()
        past = self._past(every, bases, dated)
        rows = rows_of(every, stands, proposed, past, self.rules.all(), self.rule_day(shown.proposal))
        if shown.scope is Scope.LEVEL_1:
            rows = [row for row in rows if shown.scope.holds(row.milestone)]
        there = {row.id for row in rows}
        rest = [stone for stone in every if stone.id not in there]
        undated = tuple(stone for stone in rest if shown.scope.holds(stone))
        meeting = next_meeting(self.meetings.all(), self.today)
        items = list(self.items.where("meeting_id = ?", meeting.id)) if meeting else []
        return Plan(tuple(rows), tuple(intervals_of(items, rows)), undated, len(rest) - len(undated))

    def _past(
        self, milestones: Iterable[Milestone], bases: list[Baseline], dated: list[MilestoneDate]
    ) -> dict[int, tuple[Dated, ...]]:
        return {stone.id: history(stone, bases, dated) for stone in milestones}

    # Dates by hand

    def write_date(self, milestone_id: int, baseline_id: int, typed: str, reason: str | None = None) -> MilestoneDate:
        """Write a milestone's date in a baseline as it is typed: Apr-22, May 22 - Jul 22, or words such as TBC.

        Raises Refused where nothing is typed.
        """
        from mhhs_desk.intake import dates

        typed = " ".join(typed.split())
        if not typed:
            raise Refused("no date typed")
        stone, base = self.milestones.get(milestone_id), self.baselines.get(baseline_id)
        start, _, end = (dates.months(typed) or "").partition("/")
        new = MilestoneDate(
            milestone_id=stone.id, baseline_id=base.id, start=start or None, end=end or None, words=typed, reason=reason
        )
        old = self.milestone_dates.first("milestone_id = ? AND baseline_id = ?", stone.id, base.id)
        with self.step(f"Date {stone.code} in {base.name}"):
            if old is None:
                return self.milestone_dates.add(new)
            return self.milestone_dates.save(replace(new, id=old.id, uid=old.uid))

    def remove_date(self, milestone_id: int, baseline_id: int) -> None:
        """Take a milestone's date out of a baseline."""
        stone, base = self.milestones.get(milestone_id), self.baselines.get(baseline_id)
        old = self.milestone_dates.first("milestone_id = ? AND baseline_id = ?", stone.id, base.id)
        if old:
            with self.step(f"Take the date of {stone.code} out of {base.name}"):
                self.milestone_dates.remove(old.id)

    def add_baseline(self, name: str, day: date | None, source: str) -> Baseline:
        """A new approved plan, which dates nothing yet. Raises Refused without name or source, or for a name taken."""
        name, source = " ".join(name.split()), " ".join(source.split())
        if not name or not source:
            raise Refused(
                "a baseline without", missing=tuple(n for n, v in (("name", name), ("source", source)) if not v)
            )
        if self.baselines.first("name = ? COLLATE NOCASE OR code = ? COLLATE NOCASE", name, name):
            raise Refused("a baseline of that name", name=name)
        with self.step(f"Add the baseline {name}"):
            return self.baselines.add(Baseline(code=name, name=name, day=day, source=source))

    # Out

    def register_file(self) -> bytes:
        """The milestone register as a workbook: what stands, what the next papers propose, and every baseline."""
        from mhhs_desk.exchange.register import Entry, register

        proposal = next(iter(self.proposed_plans()), None)
        plan = self.plan(Shown(None, proposal, Scope.ALL))
        rows = {row.id: row for row in plan.rows}
        bases = {base.id: base for base in self.baselines.all()}
        entries = []
        for stone in self.milestones.all():
            row = rows.get(stone.id) or Row(stone.id, stone, None, None, None)
            stands = (bases[row.before.baseline_id], row.before) if row.before else None
            entries.append(
                Entry(
                    milestone=stone, stands=stands, proposed=row.after, plan=_dated(row.before),
                    proposed_for=_dated(row.after), slip=plan_words.slip_of(row) if row.after else "",
                    rule=" ".join(filter(None, plan_words.rule_words(row))) if row.move else "", history=row.past,
                )
            )  # fmt: skip
        against = f"proposed in {proposal.name}" if proposal else "nothing proposed"
        notes = (
            f"In force on {words.day(self.today, year=True)}, {against}.",
            "Take it in again with changes: each changed row waits in the Inbox with what it was.",
        )
        return register(f"{self.constituency}: milestone register", notes, entries, self.today)

    def plan_paper(self, shown: Shown) -> Rendered:
        """The plan as it is shown, to be printed. The same records and day give the same bytes."""
        from mhhs_desk.paper.plan_sheet import Sheet, plan_sheet

        base = shown.baseline.name if shown.baseline else f"in force on {words.day(self.today, year=True)}"
        against = shown.proposal.name if shown.proposal else ""
        return plan_sheet(Sheet(self.constituency, self.today, base, against, self.plan(shown)))


def _dated(found: MilestoneDate | None) -> str:
    """A date as a register has it: in the words found where there are any."""
    return (found.words or plan_words.date_words(found)) if found else ""
