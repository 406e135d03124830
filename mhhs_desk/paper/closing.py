"""What closes the paper: the actions that are due, and the milestones that would move."""

from __future__ import annotations

from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.actions import Action, ActionStatus, is_ours
from mhhs_desk.domain.milestones import Ground, Move
from mhhs_desk.domain.view import View
from mhhs_desk.paper import wording
from mhhs_desk.paper.axis import chart
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import LEFT, MEASURE, MM, Strips, gap
from mhhs_desk.paper.rows import Column, heading, paragraph, plain, section, table
from mhhs_desk.paper.text import BODY, QUIET, STRONG, Run, Runs


def actions_section(view: View, today: date) -> Strips:
    """The actions still to be done, ours before those of others, the earliest first."""
    rep = view.seat.rep if view.seat else None
    due = [action for action in view.actions if action.status is not ActionStatus.DONE]
    due.sort(key=lambda action: (_day(view, action) or date.max, action.ref, action.id))
    ours = [action for action in due if is_ours(action, rep)]
    others = [action for action in due if not is_ours(action, rep)]
    strips = [*section("Actions due", "actions", "Actions due"), gap(6, keep=True)]
    if not due:
        return [*strips, *paragraph(plain(QUIET, "No action is open."), LEFT, MEASURE), gap(30)]
    for name, found in (("Ours", ours), ("Others’", others)):
        if found:
            strips += [*heading(name), *going_on(f"Actions: {name.lower()}", _actions(view, found, today)), gap(12)]
    return [*strips, gap(18)]


def _actions(view: View, actions: list[Action], today: date) -> Strips:
    columns = (
        Column("Ref", LEFT, 18 * MM),
        Column("Action", LEFT + 20 * MM, 78 * MM),
        Column("Owner", LEFT + 100 * MM, 28 * MM),
        Column("Due", LEFT + 130 * MM, 40 * MM),
    )
    return table(
        columns,
        [
            (
                plain(QUIET, action.ref or "–"),
                plain(BODY, action.text),
                plain(BODY, action.owner) if action.owner else plain(QUIET, "none given"),
                due(view, action, today),
            )
            for action in actions
        ],
    )


def _day(view: View, action: Action) -> date | None:
    """The day an action is due: its own, or that of the meeting it follows where one is known."""
    due = view.dues.get(action.id)
    return due.day if due else action.due


def due(view: View, action: Action, today: date) -> Runs:
    """ "Next PSG (1 Dec)", "Fri 5 Nov, overdue", the words found, or that none is given."""
    on = _day(view, action)
    late = ", overdue" if on and on < today else ""
    year = bool(on and on.year != (view.meeting.day or today).year)
    if action.due:
        return [Run(BODY, words.day(action.due, year)), Run(STRONG, late)] if late else plain(
            BODY, words.day(action.due, year)
        )  # fmt: skip
    if not action.due_words:
        return plain(QUIET, "none given")
    if on is None:
        return plain(BODY, f"“{action.due_words}”")
    at = wording.short_day(on) + (f" {on.year}" if year else "")
    return [Run(BODY, f"{wording.capital(action.due_words)} ({at})"), *([Run(STRONG, late)] if late else [])]


def milestones_section(view: View) -> Strips:
    """Every milestone that the papers would move: its dates, its slip, and what the rule in force says."""
    moves = {move.milestone.code: move for item in view.items for move in item.moves}
    strips = [*section("Milestone changes", "milestones", "Milestone changes"), gap(6, keep=True)]
    if not moves:
        return [*strips, *paragraph(plain(QUIET, "The papers move no milestone."), LEFT, MEASURE), gap(30)]
    columns = (
        Column("Code", LEFT, 11 * MM),
        Column("Name", LEFT + 12 * MM, 38.5 * MM),
        Column("Tier", LEFT + 52.5 * MM, 18.5 * MM),
        Column("Plan", LEFT + 73 * MM, 18 * MM),
        Column("Proposed", LEFT + 93 * MM, 18 * MM),
        Column("Slip", LEFT + 113 * MM, 20 * MM),
        Column("What the rule says", LEFT + 135 * MM, 35 * MM),
    )
    drawn = chart(list(moves.values()))
    return [*strips, *drawn, *table(columns, [_move(move) for move in moves.values()]), gap(30)]


def _move(move: Move) -> tuple[Runs, ...]:
    before, after = wording.dates(move)
    one = move.milestone
    return (
        plain(STRONG, one.code),
        plain(BODY, one.name) if one.name else plain(QUIET, "none given"),
        plain(BODY, one.tier) if one.tier else plain(QUIET, "none given"),
        plain(BODY, before),
        plain(BODY, after),
        plain(BODY, wording.slipped(move)),
        _short_verdict(move),
    )


def _short_verdict(move: Move) -> Runs:
    if move.rule is None:
        return plain(QUIET, "no rule in force")
    if move.needs_ofgem is None:
        said = f"Cannot be told{': no tier given' if move.ground is Ground.NO_TIER else ''}"
    elif move.needs_ofgem:
        said = "Needs Ofgem"
    else:
        said = f"Does not need Ofgem{f': not {move.rule.tier}' if move.ground is Ground.OTHER_TIER else ''}"
    return [Run(BODY, said), wording.rule_cite(move.rule.code)]
