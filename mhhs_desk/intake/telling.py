"""Findings as plain data, in the shape that `read --json` prints."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
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


def in_words(findings: Findings) -> str:
    """The findings for a person to read: a line each under the name of what was found, with its place."""
    lines = [f"{findings.file}: {findings.kind}"]
    for name in ("meeting", *LISTS):
        found = getattr(findings, name)
        group = [found] if name == "meeting" and found else found or ()
        if group:
            lines += ["", f"{name.replace('_', ' ').capitalize()}" + (f" ({len(group)})" if len(group) > 1 else "")]
            places = [_place(one.source) for one in group]
            width = max(16, *(len(place) + 2 for place in places))
            lines += [f"  {place:<{width}}{_in_a_line(one)}" for place, one in zip(places, group, strict=True)]
    return "\n".join(lines) + "\n"


def _place(span: Span | None) -> str:
    if span is None:
        return ""
    facts = span.facts()
    places = [f"{name} {facts[name]}" for name in ("page", "sheet", "part", "row", "line") if name in facts]
    return ", ".join(places)


def _in_a_line(found: Any) -> str:
    """What is known of a finding, its place apart."""
    told = (_plain(getattr(found, field.name)) for field in fields(found) if field.name not in ("source", "calendar"))
    words = (", ".join(map(str, value)) if isinstance(value, list) else value for value in told)
    return " · ".join(" ".join(str(word).split()) for word in words if word not in (None, "", False))


def _told(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    return {field.name: _plain(getattr(found, field.name)) for field in fields(found)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return value.facts()
    if is_dataclass(value):
        return _told(value)
    return list(value) if isinstance(value, tuple) else value
