"""Findings as plain data, in the shape that `read --json` prints."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from mhhs_desk.domain.findings import Findings
from mhhs_desk.domain.spans import Span

LISTS = ("agenda", "actions", "milestones", "responses", "decisions", "future_approvals", "members", "calls", "doubts")


def as_json(findings: Findings) -> dict[str, Any]:
    """One object per file: what is not known is null, dates are ISO, and `source` is the place of each finding."""
    told: dict[str, Any] = {
        "file": findings.file,
        "sha256": findings.sha256,
        "kind": findings.kind,
        "letterhead": _told(findings.letterhead),
        "meeting": _told(findings.meeting),
    }
    return told | {name: [_told(found) for found in getattr(findings, name)] for name in LISTS}


def _told(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    return {field.name: _plain(getattr(found, field.name)) for field in fields(found)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return value.facts()
    return list(value) if isinstance(value, tuple) else value
