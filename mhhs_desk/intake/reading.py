"""Read a file: its kind by its content, what stands in it and what is doubtful. Findings, or one clear Fault."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt, Findings
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import (
    calls,
    kinds,
    mails,
    meetings,
    papers,
    pdfs,
    prose,
    sheets,
    texts,
    workbooks,
)
from mhhs_desk.intake.document import Original
from mhhs_desk.intake.kinds import Kind

LARGEST = 200 * 1024 * 1024
DEEPEST = 2
PARTS = ("agenda", "actions", "milestones", "responses", "decisions", "future_approvals", "members", "calls")


def read(path: Path) -> Findings:
    """What one file holds."""
    return read_bytes(load(path), str(path))


def load(path: Path) -> bytes:
    """The bytes of one file. Its size is checked before a byte of it is read."""
    try:
        facts = path.stat()
        if path.is_dir():
            raise Fault(FaultKind.A_FOLDER, path)
        if not path.is_file():
            raise Fault(FaultKind.UNKNOWN_KIND, path, kind="a device", reads=kinds.READ_NOW)
        if facts.st_size > LARGEST:
            raise Fault(FaultKind.TOO_LARGE, path, size=facts.st_size, limit=LARGEST)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Fault(FaultKind.MISSING, path) from error
    except (OSError, ValueError) as error:
        raise Fault(FaultKind.UNREADABLE, path, why=getattr(error, "strerror", None) or str(error)) from error


def read_bytes(data: bytes, name: str) -> Findings:
    """What some bytes hold, by the name they came under."""
    if len(data) > LARGEST:
        raise Fault(FaultKind.TOO_LARGE, name, size=len(data), limit=LARGEST)
    return _read(data, name, 0)


def _read(data: bytes, name: str, depth: int) -> Findings:
    kind, text = kinds.kind_of(data, name)
    try:
        original = _taken_apart(kind, data, text, name)
    except Fault:
        raise
    except Exception as error:  # whatever a library makes of a broken file, the rep gets one sentence
        raise Fault(FaultKind.UNREADABLE, name, why=f"{type(error).__name__}: {error}") from error
    findings = recognised(original, Path(name).name, hashlib.sha256(data).hexdigest())
    for attached, content in original.attachments:
        findings = _with_attachment(findings, attached, content, depth)
    return findings


def _taken_apart(kind: Kind, data: bytes, text: str, name: str) -> Original:
    if kind is Kind.PDF:
        return pdfs.read(data, name)
    if kind is Kind.WORKBOOK:
        return workbooks.read(data, name)
    if kind is Kind.TABLE:
        return workbooks.read_table(text)
    return mails.read(data, text) if kind is Kind.MAIL else texts.read(text)


def recognised(original: Original, name: str, sha256: str) -> Findings:
    """Everything recognised in an original; a file in which nothing is known gets a doubt that says so."""
    text = "\n".join(line.text for line in original.lines)
    text = text or "\n".join(" | ".join(filter(None, row)) for table in original.tables for row in table.rows)
    findings = Findings(
        name,
        sha256,
        original.kind,
        letterhead=original.letterhead,
        doubts=original.doubts,
        text=text.replace("\x00", ""),
    )
    if original.kind == Kind.MAIL:
        findings = _of_mail(findings, original)
    elif original.tables:
        findings = sheets.recognised(findings, original.tables)
    else:
        findings = papers.recognised(findings, original.lines)
    dated = findings.meeting is not None and findings.meeting.date is not None
    found = dated or any(getattr(findings, part) for part in PARTS)
    if not (found or original.attachments or original.tables):
        return replace(findings, doubts=(*findings.doubts, Doubt("Nothing was recognised in this file.")))
    return findings


def _of_mail(findings: Findings, original: Original) -> Findings:
    """An invitation, a call or answers; a message that asks gives no answers."""
    letterhead = original.letterhead
    assert letterhead is not None
    meeting, doubts = meetings.of_message(original.lines, letterhead.subject or "", letterhead.sent)
    call = calls.call_of(original.lines, letterhead)
    invites = meeting is not None and meeting.date is not None
    answered, answer_doubts = ([], []) if call or invites else prose.responses_of(original.lines, letterhead)
    return replace(
        findings,
        meeting=meeting,
        calls=(call,) if call else (),
        responses=tuple(answered),
        doubts=(*findings.doubts, *doubts, *answer_doubts),
    )


def _with_attachment(findings: Findings, name: str, data: bytes, depth: int) -> Findings:
    """The findings of a message with those of a file that hangs on it, its places told by the file's name."""
    try:
        if depth >= DEEPEST:
            raise Fault(FaultKind.UNKNOWN_KIND, name, kind="a file inside a file inside a file")
        inner = _read(data, name, depth + 1)
    except Fault as fault:
        why = fault.facts.get("kind") or fault.kind.value
        what = (
            f"The attachment “{name}” was not read ({fault.kind.value}{f': {why}' if why != fault.kind.value else ''})."
        )
        return replace(findings, doubts=(*findings.doubts, Doubt(what, Span("", part=name))))
    moved: dict[str, Any] = {
        part: (*getattr(findings, part), *(_in_part(found, name) for found in getattr(inner, part))) for part in PARTS
    }
    sent = findings.letterhead.sent if findings.letterhead else None
    moved["responses"] = tuple(
        replace(found, received=sent) if found.source.part == name and not found.received else found
        for found in moved["responses"]
    )
    return replace(
        findings,
        **moved,
        meeting=findings.meeting or inner.meeting,
        doubts=(*findings.doubts, *(_in_part(doubt, name) for doubt in inner.doubts)),
        text=f"{findings.text}\n\n{inner.text}",
    )


def _in_part(found: Any, name: str) -> Any:
    """A finding or a doubt with its place set in an attachment."""
    span = found.source or Span("")
    part = f"{name} / {span.part}" if span.part else name
    return replace(found, source=replace(span, part=part))
