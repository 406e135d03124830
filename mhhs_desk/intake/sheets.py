"""Everything recognised in tables: actions, an agenda, decisions, milestones, members, or answers; else a doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.findings import Doubt, Findings
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import (
    action_logs,
    agenda_tables,
    decisions,
    exports,
    members_lists,
    milestones,
    our_form,
    own_log,
    questionnaires,
)
from mhhs_desk.intake.document import Line, Table

KINDS = ("agenda", "actions", "milestones", "responses", "decisions", "members")
READERS: tuple[tuple[str, Callable[[Table], list[Any]]], ...] = (
    ("actions", action_logs.of_table),
    ("decisions", decisions.of_table),
    ("milestones", milestones.of_table),
)


def recognised(findings: Findings, tables: Sequence[Table]) -> Findings:
    """The findings of a file's tables, added to what is known of the file."""
    ours = our_form.responses_of(tables)
    if ours is not None:
        return replace(
            findings, responses=tuple(ours[0]), doubts=(*findings.doubts, *ours[1]), text=our_form.text_of(tables)
        )
    gathered, strange = gather(tables)
    gathered["milestones"], doubts = milestones.merged(gathered["milestones"], [])
    gathered["doubts"] += doubts
    if any(gathered[kind] or getattr(findings, kind) for kind in KINDS):
        strange = []  # lists of choices and notes beside a sheet that was read
    for table in strange:
        where = f"the sheet “{table.sheet}”" if table.sheet else "the table"
        gathered["doubts"].append(Doubt(f"Nothing was recognised in {where}.", Span("", sheet=table.sheet, row=1)))
    told: dict[str, Any] = {kind: (*getattr(findings, kind), *gathered[kind]) for kind in (*KINDS, "doubts")}
    return replace(findings, **told, text=own_log.text_of(tables) or findings.text)


def gather(tables: Sequence[Table], lines: Sequence[Line] = ()) -> tuple[dict[str, list[Any]], list[Table]]:
    """What the tables hold, by its kind, and those in which nothing is known; `lines` may hold a form's questions."""
    gathered: dict[str, list[Any]] = {kind: [] for kind in (*KINDS, "doubts", "clocks")}
    left = [table for table in tables if any(any(row) for row in table.rows) and not _listed(gathered, table)]
    left = [table for table in left if not _agenda(gathered, table)]
    answered = questionnaires.read(questionnaires.blocks_of(lines, left))
    if answered.found or answered.doubts:
        gathered["responses"] += answered.found
        gathered["doubts"] += answered.doubts
        left = [table for table in left if table not in answered.used]
    return gathered, left


def _listed(gathered: dict[str, list[Any]], table: Table) -> bool:
    """Put what a list of one kind holds to the rest. False where a table is no such list."""
    for kind, reader in READERS:
        found = reader(table)
        if found:
            gathered[kind] += found
            return True
    members = members_lists.members_of(table)
    if members is None or ((export := exports.export_of(table)) and export.sure):
        return False
    gathered["members"] += members[0]
    gathered["doubts"] += members[1]
    return True


def _agenda(gathered: dict[str, list[Any]], table: Table) -> bool:
    listed = agenda_tables.read(table)
    gathered["agenda"] += listed.items
    gathered["doubts"] += listed.doubts
    gathered["clocks"] += [listed.clock] if listed.items else []
    return bool(listed.items)
