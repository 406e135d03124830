"""The plan on paper: every code with a date on one axis and in one table, and what has no date, not placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mhhs_desk import plan_words, words
from mhhs_desk.domain.milestones import Ground, Milestone, Move
from mhhs_desk.domain.plan import Plan, Row
from mhhs_desk.paper.axis import chart
from mhhs_desk.paper.draw import About, draw
from mhhs_desk.paper.page import LEFT, MEASURE, MM, RIGHT, Flow, Rule, Strip, Strips, Text, gap
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import SMALL_LEADING, Column, heading, paragraph, plain, section, table
from mhhs_desk.paper.running import FOOT_LINE, FOOT_RULE, HEAD_LINE, HEAD_RULE, middle, right
from mhhs_desk.paper.text import BLACK, BODY, QUIET, SMALL, SMALL_QUIET, SMALL_STRONG, STRONG, Run, Runs, fitted

TITLE = "Plan"
HALF = MEASURE / 2 - 3 * MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: whose desk it is, the day, the plan's name and what it stands against, and the plan itself."""

    constituency: str
    day: date
    baseline: str
    against: str
    plan: Plan

    @property
    def file_name(self) -> str:
        return f"Plan, {words.day(self.day, year=True)[4:]}.pdf"


def plan_sheet(sheet: Sheet) -> Rendered:
    """The plan as a PDF. The same facts give the same bytes."""
    flow = Flow()
    flow.place(_body(sheet))
    pages = [page for page in flow.pages if page]
    for number, page in enumerate(pages, 1):
        page.insert(0, (0.0, _head(sheet)))
        page.append((0.0, _foot(f"Page {number} of {len(pages)}")))
    about = About(f"{TITLE}, {words.long_day(sheet.day)}", f"{sheet.constituency} constituency", _under(sheet))
    return Rendered(draw(pages, about), len(pages))


def _under(sheet: Sheet) -> str:
    against = f"against {sheet.against}" if sheet.against else "with nothing proposed"
    return f"{sheet.baseline[:1].upper()}{sheet.baseline[1:]}, {against}"


def _body(sheet: Sheet) -> Strips:
    plan = sheet.plan
    dated = f"{words.count(len(plan.rows), 'code')} with a date, {len(plan.undated)} without"
    strips = [*section(TITLE, "plan", TITLE, under=plain(QUIET, f"{_under(sheet)}. {dated}.")), gap(8)]
    strips += chart([_as_move(row) for row in plan.rows])
    strips += [gap(10), *table(COLUMNS, [_cells(row) for row in plan.rows])] if plan.rows else []
    for interval in plan.intervals:
        first, last = interval.first.milestone.code, interval.last.milestone.code
        asked = (
            f"{first} to {last}: {words.count(interval.months, 'month')}. Item {interval.item.number} asks about it."
        )
        strips += [gap(6), *paragraph(plain(BODY, asked), LEFT, MEASURE)]
    return [*strips, gap(14), *_undated(plan.undated)]


COLUMNS = (
    Column("Code", LEFT, 14 * MM),
    Column("What it is", LEFT + 15 * MM, 59 * MM),
    Column("Plan", LEFT + 76 * MM, 20 * MM),
    Column("Proposed", LEFT + 98 * MM, 22 * MM),
    Column("Moves by", LEFT + 122 * MM, 20 * MM),
    Column("Rule in force", LEFT + 144 * MM, 26 * MM),
)


def _cells(row: Row) -> Sequence[Runs]:
    stone = row.milestone
    name: Runs = [Run(BODY, stone.name or "name not given"), Run(SMALL_QUIET, f"  {plan_words.tier_words(row)}")]
    proposed = plan_words.date_words(row.after) if row.after else "–"
    first, second = plan_words.rule_words(row)
    return (
        plain(STRONG, stone.code),
        name,
        plain(BODY, plan_words.date_words(row.before)),
        plain(BODY, proposed),
        plain(STRONG if row.after else QUIET, plan_words.slip_of(row)),
        plain(SMALL, " ".join(filter(None, (first, second)))),
    )


def _as_move(row: Row) -> Move:
    """A row as the axis draws it; where nothing is proposed, as a move that goes nowhere."""
    if row.move:
        return row.move
    assert row.before
    return Move(row.milestone, row.before, row.before, None, Ground.STILL)


def _undated(milestones: Sequence[Milestone]) -> Strips:
    """What has no date, in two columns."""
    if not milestones:
        return []
    strips = heading("No date")
    strips += paragraph(plain(SMALL_QUIET, "A date is entered from a source or not at all."), LEFT, MEASURE, 8, 11)
    half = (len(milestones) + 1) // 2
    columns = (
        Column("", LEFT, 14 * MM), Column("", LEFT + 15 * MM, HALF - 15 * MM),
        Column("", LEFT + HALF + 6 * MM, 14 * MM), Column("", LEFT + HALF + 21 * MM, HALF - 15 * MM),
    )  # fmt: skip
    rows = []
    for at in range(half):
        pair = [milestones[n] for n in (at, at + half) if n < len(milestones)]
        cells = [cell for stone in pair for cell in _named(stone)]
        rows.append([*cells, *[plain(BODY, "")] * (4 - len(cells))])
    return [*strips, *table(columns, rows, SMALL.size, SMALL_LEADING, 2.6)]


def _named(stone: Milestone) -> tuple[Runs, Runs]:
    return plain(SMALL_STRONG, stone.code), plain(SMALL, stone.name or "name not given")


def _head(sheet: Sheet) -> Strip:
    whose = fitted(SMALL, f"{sheet.constituency} constituency", MEASURE / 3)
    return Strip(
        0.0,
        [
            Text(LEFT, HEAD_LINE, SMALL_STRONG, TITLE, 0.0),
            middle(HEAD_LINE, SMALL, whose),
            right(HEAD_LINE, SMALL, words.long_day(sheet.day)),
            Rule(LEFT, HEAD_RULE, RIGHT - LEFT, 0.6, BLACK),
        ],
    )


def _foot(page: str) -> Strip:
    return Strip(0.0, [Rule(LEFT, FOOT_RULE, MEASURE), middle(FOOT_LINE, SMALL_QUIET, page)])
