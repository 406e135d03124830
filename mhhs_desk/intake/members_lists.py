"""A list of a constituency's members from a sheet."""

from __future__ import annotations

import re

from mhhs_desk.domain.findings import Doubt, MemberFound
from mhhs_desk.intake.answers import consent_of
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.headers import columns, header_row


def members_of(table: Table) -> tuple[list[MemberFound], list[Doubt]] | None:
    """The members of a sheet whose headings name an organisation and how to know it; None where it is no such list."""
    where = header_row(
        table,
        lambda roles: (
            "organisation" in roles
            and not roles & {"answer", "rationale"}
            and ("domain" in roles or "segment" in roles or {"respondent", "address"} <= roles)
        ),
    )
    if where is None:
        return None
    at = columns(table.rows[where])
    found: list[MemberFound] = []
    doubts: list[Doubt] = []
    for index in range(where + 1, len(table.rows)):
        cells = {role: table.rows[index][column] for role, column in at.items() if column < len(table.rows[index])}
        name = cells.get("organisation")
        if not name:
            continue
        consent, span = cells.get("consent") or None, table.span(index)
        if consent and consent_of(consent) is None:
            doubts.append(
                Doubt(f"How {name} may be shown is not clear from “{consent}”; it is kept for the rep only.", span)
            )
        known = consent_of(consent) or ("rep" if consent else None)
        domains = tuple(re.findall(r"[\w-]+(?:\.[\w-]+)+", cells.get("domain", "").lower()))
        found.append(
            MemberFound(
                name,
                span,
                domains,
                cells.get("segment") or None,
                cells.get("respondent") or None,
                cells.get("address", "").lower() or None,
                cells.get("role") or None,
                known,
            )
        )
    return (found, doubts) if found else None
