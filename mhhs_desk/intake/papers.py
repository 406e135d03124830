"""Everything recognised in the text of a paper: a pack, an agenda, an action log, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.findings import ActionFound, AgendaFound, Doubt, Findings
from mhhs_desk.intake import action_logs, actions, agendas, decisions, meetings, milestones, packs
from mhhs_desk.intake.document import Line
from mhhs_desk.intake.plan_rows import rows_of
from mhhs_desk.intake.slides import Slide, slides


def recognised(findings: Findings, lines: Sequence[Line]) -> Findings:
    """The findings of a paper's lines, added to what is known of the file."""
    found = slides(lines)
    titles = [slide.title for slide in found]
    meeting, meeting_doubts = meetings.of_paper(lines, titles)
    listed, list_doubts = agendas.items_of(lines)
    asked = packs.agenda_of(found)
    rows = [row for slide in found for row in rows_of(slide)]
    plan, plan_doubts = milestones.merged(milestones.from_rows(rows), milestones.from_names(lines))
    owed, log_doubts = _actions(found, lines)
    is_paper = bool(listed or asked or owed or plan) or meeting is not None and meeting.date is not None
    doubts = [
        *(meeting_doubts if is_paper else ()),
        *list_doubts,
        *packs.row_doubts(rows),
        *plan_doubts,
        *milestones.chart_doubts(found, frozenset(row.code for row in rows)),
        *milestones.lost_columns(found),
        *log_doubts,
    ]
    return replace(
        findings,
        meeting=meeting if is_paper else None,
        agenda=tuple(merged(listed, asked)),
        actions=tuple(owed),
        milestones=tuple(plan),
        decisions=tuple(decisions.of_lines(lines)),
        future_approvals=tuple(packs.future_of(found)),
        doubts=(*findings.doubts, *doubts),
    )


def _actions(found: Sequence[Slide], lines: Sequence[Line]) -> tuple[list[ActionFound], list[Doubt]]:
    logged, doubts = action_logs.of_lines(lines)
    by_slide = [*actions.of_rows(found), *actions.of_requests(found), *actions.of_next_steps(found)]
    return [*by_slide, *actions.written_out(lines), *logged], doubts


def merged(listed: Sequence[AgendaFound], asked: Sequence[AgendaFound]) -> list[AgendaFound]:
    """The agenda's list with what the slides ask for each of its items; asks that no listed item has come after it."""
    from rapidfuzz import fuzz, utils

    result = list(listed)
    left = []
    for item in asked:
        scores = [fuzz.token_set_ratio(item.title, other.title, processor=utils.default_process) for other in result[: len(listed)]]
        best = max(range(len(scores)), key=scores.__getitem__) if scores else -1
        if best < 0 or scores[best] < 90 or result[best].ask or item.options:
            left.append(item)
            continue
        first = result[best]
        result[best] = replace(
            first, disposition=first.disposition or item.disposition, ask=item.ask, milestones=first.milestones or item.milestones
        )
    return [*result, *left]
