"""Everything recognised in tables: actions, an agenda, decisions, milestones, members, or answers; else a doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.findings import Doubt, Findings
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import (
    action_logs,
    agenda_tables,
    decisions,
    forms,
    members_lists,
    milestones,
    our_form,
)
from mhhs_desk.intake.document import Table

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
    if any(gathered[kind] or getattr(findings, kind) for kind in KINDS):
        strange = []  # lists of choices and notes beside a sheet that was read
    for table in strange:
        where = f"the sheet “{table.sheet}”" if table.sheet else "the table"
        gathered["doubts"].append(Doubt(f"Nothing was recognised in {where}.", Span("", sheet=table.sheet, row=1)))
    told: dict[str, Any] = {kind: (*getattr(findings, kind), *gathered[kind]) for kind in (*KINDS, "doubts")}
    return replace(findings, **told)


def gather(tables: Sequence[Table]) -> tuple[dict[str, list[Any]], list[Table]]:
    """What the tables hold, by its kind, and those in which nothing is known."""
    gathered: dict[str, list[Any]] = {kind: [] for kind in (*KINDS, "doubts", "clocks")}
    strange: list[Table] = []
    head: dict[str, str] = {}
    for table in tables:
        if not _gather(gathered, table, head) and any(any(row) for row in table.rows):
            strange.append(table)
            head = forms.head_of(table) or head
    if gathered["responses"]:
        strange = [table for table in strange if not forms.head_of(table)]
    return gathered, strange


def _gather(gathered: dict[str, list[Any]], table: Table, head: Mapping[str, str]) -> bool:
    """Put what a table holds to the rest; `head` is that of the form it may belong to. False where nothing is known."""
    for kind, reader in READERS:
        found = reader(table)
        if found:
            gathered[kind] += found
            return True
    for kind, both in (("members", members_lists.members_of(table)), ("responses", forms.responses_of(table, head))):
        if both is not None:
            gathered[kind] += both[0]
            gathered["doubts"] += both[1]
            return True
    listed = agenda_tables.read(table)
    gathered["agenda"] += listed.items
    gathered["doubts"] += listed.doubts
    gathered["clocks"] += [listed.clock] if listed.items else []
    return bool(listed.items)
