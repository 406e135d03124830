"""Everything recognised in tables: an action log, an agenda, milestones, members, or answers; else a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.findings import Doubt, Findings
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import action_logs, forms, members_lists
from mhhs_desk.intake.document import Table

KINDS = ("members", "responses", "actions")


def recognised(findings: Findings, tables: Sequence[Table]) -> Findings:
    """The findings of a file's tables, added to what is known of the file."""
    gathered: dict[str, list[Any]] = {kind: list(getattr(findings, kind)) for kind in (*KINDS, "doubts")}
    strange = [table for table in tables if not _gather(gathered, table) and any(any(row) for row in table.rows)]
    if any(gathered[kind] for kind in KINDS):
        strange = []  # lists of choices and notes beside a sheet that was read
    for table in strange:
        where = f"the sheet “{table.sheet}”" if table.sheet else "the table"
        gathered["doubts"].append(Doubt(f"Nothing was recognised in {where}.", Span("", sheet=table.sheet, row=1)))
    told: dict[str, Any] = {kind: tuple(found) for kind, found in gathered.items()}
    return replace(findings, **told)


def _gather(gathered: dict[str, list[Any]], table: Table) -> bool:
    """Put what a table holds to the rest; false where it holds nothing that is known."""
    owed = action_logs.of_table(table)
    if owed:
        gathered["actions"] += owed
        return True
    for kind, found in (("members", members_lists.members_of(table)), ("responses", forms.responses_of(table))):
        if found is not None:
            gathered[kind] += found[0]
            gathered["doubts"] += found[1]
            return True
    return False
