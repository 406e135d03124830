"""Everything recognised in the text of a paper: a pack, an agenda, an action log, minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.findings import ActionFound, AgendaFound, Doubt, Findings, ResponseFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import action_logs, actions, agendas, decisions, mails, meetings, milestones, packs, prose
from mhhs_desk.intake.document import Line
from mhhs_desk.intake.plan_rows import rows_of
from mhhs_desk.intake.slides import Slide, slides

LONGEST_LETTER = 150


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
    is_paper = bool(listed or asked or owed or plan) or (meeting is not None and meeting.date is not None)
    decided = decisions.of_lines(lines)
    answered, answer_doubts = ([], []) if is_paper or decided else _letter(lines)
    doubts = [
        *(meeting_doubts if is_paper else ()),
        *list_doubts,
        *packs.row_doubts(rows),
        *plan_doubts,
        *milestones.chart_doubts(found, frozenset(row.code for row in rows)),
        *milestones.lost_columns(found),
        *log_doubts,
        *answer_doubts,
    ]
    return replace(
        findings,
        meeting=meeting if is_paper else None,
        agenda=tuple(merged(listed, asked)),
        actions=tuple(owed),
        milestones=tuple(plan),
        responses=tuple(answered),
        decisions=tuple(decided),
        future_approvals=tuple(packs.future_of(found)),
        doubts=(*findings.doubts, *doubts),
    )


def _letter(lines: Sequence[Line]) -> tuple[list[ResponseFound], list[Doubt]]:
    """The answers of a letter or a pasted note: a short text that says "we" and names an option at least once."""
    written = [line.words for line in lines if line.words]
    if len(written) > LONGEST_LETTER or not re.search(r"\b(?:we|our|us|I|my)\b", " ".join(written)):
        return [], []
    answered, doubts = prose.responses_of(mails.own_and_quoted("\n".join(line.text for line in lines)), None)
    places = dict(enumerate(lines, 1))
    if not any(response.option and response.item for response in answered):
        return [], []

    def placed(span: Span) -> Span:
        line = places[span.line or 1]
        return replace(span, page=line.page, line=line.number)

    return (
        [replace(response, source=placed(response.source)) for response in answered],
        [replace(doubt, source=placed(doubt.source)) for doubt in doubts if doubt.source],
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
        scores = [
            fuzz.token_set_ratio(item.title, other.title, processor=utils.default_process)
            for other in result[: len(listed)]
        ]
        best = max(range(len(scores)), key=scores.__getitem__) if scores else -1
        if best < 0 or scores[best] < 90 or result[best].ask or item.options:
            left.append(item)
            continue
        first = result[best]
        result[best] = replace(
            first,
            disposition=first.disposition or item.disposition,
            ask=item.ask,
            milestones=first.milestones or item.milestones,
        )
    return [*result, *left]
