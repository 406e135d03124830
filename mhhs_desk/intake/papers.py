"""Everything recognised in the text of a paper: a pack, an agenda, an action log, minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.findings import ActionFound, AgendaFound, Doubt, Findings, ResponseFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import (
    action_lines,
    action_logs,
    actions,
    agenda_tables,
    agendas,
    covers,
    dates,
    decisions,
    fallen,
    form_texts,
    forms,
    mails,
    meetings,
    milestones,
    packs,
    piped,
    prose,
    questionnaires,
    sheets,
    states,
)
from mhhs_desk.intake.document import Line, Table
from mhhs_desk.intake.plan_rows import rows_of
from mhhs_desk.intake.slides import Slide, slides

LONGEST_LETTER = 150
SHORTEST_REF, ALIKE = 3, 85
HEADS = (agendas.HEADING, actions.TASKS_HEAD, decisions.HEAD)


def recognised(findings: Findings, lines: Sequence[Line], tables: Sequence[Table] = ()) -> Findings:
    """The findings of a paper's lines and of the tables in it, added to what is known of the file."""
    tabled, shown, rest = _tabled(lines, tables)
    found = slides(rest)
    titles = [slide.title for slide in found]
    agenda = agendas.listed(rest) if not (tables and tabled["agenda"]) else agendas.Listed()
    clock = next(iter(tabled["clocks"]), agenda.clock)
    meeting, meeting_doubts = meetings.of_paper(shown if tables else lines, titles, clock)
    near = meeting.date if meeting else None
    listed = [*tabled["agenda"], *agenda.items]
    asked = packs.agenda_of([slide for slide in found if not (listed and _is_agenda(slide, agenda))])
    presented = covers.items_of(found, near) if not (listed or asked) else []
    rows = [row for slide in found for row in rows_of(slide)]
    tabled_plan = [*tabled["milestones"], *milestones.from_rows(rows)]
    plan, plan_doubts = milestones.merged(tabled_plan, milestones.from_names(rest))
    # What opens an item of the agenda ("1. Actions") heads no list of actions and is none.
    spoken = [line for line in rest if not agenda.opens(line)]
    owed, log_doubts = _actions(found, spoken, near)
    owed = unrepeated([*(dated(action, near) for action in tabled["actions"]), *owed])
    decided = decisions.unrepeated([*tabled["decisions"], *decisions.of_lines(spoken)])
    form = _form(rest, bool(listed or asked or presented or owed or decided)) if not tabled["responses"] else None
    is_paper = bool(listed or asked or presented or owed or plan) or (meeting is not None and meeting.date is not None)
    answered, answer_doubts = form or (([], []) if is_paper or decided else _letter(rest))
    answers_only = bool(answered) and not (listed or asked or owed or plan or decided)
    doubts = [
        *(meeting_doubts if is_paper else ()),
        *(agenda.doubts if agenda.items or not listed else ()),
        *packs.row_doubts(rows),
        *plan_doubts,
        *milestones.chart_doubts(found, frozenset(row.code for row in rows)),
        *milestones.lost_columns(found),
        *log_doubts,
        *answer_doubts,
        *tabled["doubts"],
    ]
    return replace(
        findings,
        # The date of a letter that answers is no meeting's.
        meeting=meeting if (is_paper or decided) and not (answers_only and meeting and not meeting.label) else None,
        agenda=tuple(merged(listed, [*asked, *presented])),
        actions=tuple(owed),
        milestones=tuple(plan),
        responses=(*tabled["responses"], *answered),
        decisions=tuple(decided),
        future_approvals=tuple(packs.future_of(found)),
        members=(*findings.members, *tabled["members"]),
        doubts=(*findings.doubts, *doubts),
    )


def _form(lines: Sequence[Line], meets: bool) -> tuple[list[ResponseFound], list[Doubt]] | None:
    """The answers of forms whose table is lost, or of a letter; None where the lines hold neither.

    A paper of a meeting asks questions too, and is no letter.
    """
    flat = form_texts.responses_of(lines)
    blank = flat and any(doubt.what == forms.NOT_FILLED for doubt in flat[1])
    return flat if meets or (flat and (flat[0] or blank)) else questionnaires.of_letter(lines) or flat


def _tabled(lines: Sequence[Line], tables: Sequence[Table]) -> tuple[dict[str, list[Any]], list[Line], list[Line]]:
    """What the tables of a text hold, the lines outside those that were read, and these without their headings."""
    every = [*tables, *(() if tables else piped.tables_of(lines))]
    every += [] if every else (lists_of(lines) or fallen.tables_of(lines))
    gathered, strange = sheets.gather(every, lines if every else ())
    gathered["actions"] += [action for table in strange for action in action_logs.beside(table)]
    told = [table for table in every if table not in strange]
    taken = {id(line) for table in told for row in table.lines for line in row}
    heads = {id(line) for table in told for line in _heading_of(table, lines)}
    shown = [line for line in lines if id(line) not in taken]
    return gathered, shown, [line for line in shown if id(line) not in heads]


def lists_of(lines: Sequence[Line]) -> list[Table]:
    """The tables with bars or set in columns that hold actions, decisions or an agenda."""
    readers = (action_logs.of_table, decisions.of_table, agenda_tables.of_table)
    drawn = (*piped.tables_of(lines), *piped.set_in_columns(lines))
    return [table for table in drawn if any(reader(table) for reader in readers)]


def _heading_of(table: Table, lines: Sequence[Line]) -> list[Line]:
    """The heading right above a table, which would promise a list that the table has given already."""
    first = next((row[0] for row in table.lines if row), None)
    at = next((index for index, line in enumerate(lines) if line is first), 0)
    before = [line for line in lines[max(0, at - 4) : at] if line.words][-1:]
    return [line for line in before if any(head.fullmatch(line.words) for head in HEADS)]


def dated(action: ActionFound, near: str | None) -> ActionFound:
    """An action whose due date is written without its year, with the one that the meeting's date gives it."""
    if action.due or not action.due_words or not near:
        return action
    return replace(action, due=dates.day(action.due_words, near))


def _is_agenda(slide: Slide, agenda: agendas.Listed) -> bool:
    lines = slide.all_lines
    return any(agendas.HEADING.fullmatch(line.words) for line in lines) or sum(map(agenda.opens, lines)) > 1


def unrepeated(owed: Sequence[ActionFound]) -> list[ActionFound]:
    """The actions without those that come again in the same words: once in the text, once in the list at its end."""
    known: dict[str, ActionFound] = {}
    by_ref: dict[str, str] = {}
    for action in owed:
        again = by_ref.get(action.ref or "")
        if again and _is_reworded(known[again], action):
            known[again] = _fuller(known[again], action)
            continue
        words = re.sub(r"\W+", " ", action.text.casefold()).strip()
        first = known.get(words)
        twice = first is not None and (not action.ref or not first.ref or action.ref == first.ref)
        if first is not None and twice and first.status == action.status and action.source.page is first.source.page:
            known[words] = _fuller(first, action)
        else:
            key = words if first is None else f"{words} {len(known)}"
            known[key] = action
            if action.ref and len(action.ref) >= SHORTEST_REF:
                by_ref.setdefault(action.ref, key)
    return list(known.values())


def _is_reworded(first: ActionFound, action: ActionFound) -> bool:
    """Whether an action says what another of the same reference says: "AF to ask" and "To ask"."""
    from rapidfuzz import fuzz, utils

    alike = fuzz.token_set_ratio(first.text, action.text, processor=utils.default_process) >= ALIKE
    standing = {states.status_of(one.status) for one in (first, action)} - {None}
    return alike and len(standing) <= 1


def _fuller(first: ActionFound, again: ActionFound) -> ActionFound:
    names = ("ref", "owner", "due", "due_words", "status")
    return replace(first, **{name: getattr(first, name) or getattr(again, name) for name in names})


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


def _actions(found: Sequence[Slide], lines: Sequence[Line], near: str | None) -> tuple[list[ActionFound], list[Doubt]]:
    logged, doubts = action_lines.of_lines(lines, near)
    by_slide = [*actions.of_rows(found), *actions.of_requests(found), *actions.of_next_steps(found)]
    return [*by_slide, *actions.written_out(lines, near), *actions.of_lists(lines, near), *logged], doubts


def merged(listed: Sequence[AgendaFound], asked: Sequence[AgendaFound]) -> list[AgendaFound]:
    """The agenda's list with what the slides ask for each of its items; asks that no listed item has come after it."""
    from rapidfuzz import fuzz, utils

    result = list(listed)
    left = []
    asked_of: set[int] = set()
    for item in asked:
        scores = [
            fuzz.token_set_ratio(item.title, other.title, processor=utils.default_process)
            for other in result[: len(listed)]
        ]
        best = max(range(len(scores)), key=scores.__getitem__) if scores else -1
        if best < 0 or scores[best] < 90 or best in asked_of or item.options:
            left.append(item)
            continue
        asked_of.add(best)
        first = result[best]
        result[best] = replace(
            first,
            disposition=first.disposition or item.disposition,
            ask=item.ask,
            milestones=first.milestones or item.milestones,
        )
    return [*result, *left]
