"""Read a file: its kind by its content, what stands in it and what is doubtful. Findings, or one clear Fault."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt, Findings, Letterhead, MeetingFound, ResponseFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import (
    actions,
    agendas,
    archives,
    calendars,
    calls,
    cards,
    fallen,
    form_lines,
    forms,
    headers,
    html_text,
    kinds,
    mails,
    meetings,
    milestones,
    opendocument,
    our_form,
    outlook,
    papers,
    pdfs,
    plan_rows,
    presentations,
    prose,
    questionnaires,
    rich_text,
    sheets,
    texts,
    word,
    workbooks,
)
from mhhs_desk.intake.document import Line, Original, Table
from mhhs_desk.intake.kinds import Kind

LARGEST = 200 * 1024 * 1024
LARGEST_MAIL = 2 * 1024**3
"""A message is read without what is too large on it, so it may be larger itself."""
HEAD_ROWS = 10
LARGEST_TEXT, MOST_LINES = 6_000_000, 200_000
LINES = (Kind.TEXT, Kind.RICH_TEXT, Kind.PAGE, Kind.CARDS, Kind.CALENDAR)
"""What is read line by line, every line with its place."""
DEEPEST = 5
MOST_INSIDE = 300
UNPACK = "Unpack it and take in the files in it."
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
            return _slimmed(path, facts.st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Fault(FaultKind.MISSING, path) from error
    except (OSError, ValueError) as error:
        raise Fault(FaultKind.UNREADABLE, path, why=getattr(error, "strerror", None) or str(error)) from error


def _slimmed(path: Path, size: int) -> bytes:
    """A message that is too large as a whole, without what is too large on it. Raises Fault for any other file."""
    with path.open("rb") as file:
        begins = file.read(20_000)
        if size <= LARGEST_MAIL and kinds.is_mail(kinds.as_text(begins) or ""):
            file.seek(0)
            slim = mails.without_the_largest(iter(lambda: file.readline(1024**2), b""), LARGEST)
            if slim is not None:
                return slim
    raise Fault(FaultKind.TOO_LARGE, path, size=size, limit=LARGEST)


@dataclass(slots=True)
class _Room:
    """How much more may be read of what hangs on one file, and on what hangs on it."""

    files: int = MOST_INSIDE
    size: int = 2 * LARGEST

    def take(self, name: str, size: int) -> None:
        """Count one more file in. Raises Fault where there is no room for it."""
        self.files, self.size = self.files - 1, self.size - size
        if self.files < 0 or self.size < 0:
            raise Fault(FaultKind.SWELLS, name)


def read_bytes(data: bytes, name: str) -> Findings:
    """What some bytes hold, by the name they came under."""
    if len(data) > LARGEST:
        raise Fault(FaultKind.TOO_LARGE, name, size=len(data), limit=LARGEST)
    return _read(data, name, 0, _Room())


def _read(data: bytes, name: str, depth: int, room: _Room) -> Findings:
    kind, text = kinds.kind_of(data, name)
    try:
        original = _taken_apart(kind, data, text, name)
    except Fault:
        raise
    except Exception as error:  # whatever a library makes of a broken file, the rep gets one sentence
        raise Fault(FaultKind.UNREADABLE, name, why=f"{type(error).__name__}: {error}") from error
    findings = recognised(original, Path(name).name, hashlib.sha256(data).hexdigest())
    for attached, content in original.attachments:
        try:
            if depth >= DEEPEST:
                raise Fault(FaultKind.UNKNOWN_KIND, attached, kind=f"a file inside {DEEPEST} others")
            if kind is Kind.ARCHIVE and content.startswith(b"PK") and parts_of(content, attached):
                raise Fault(FaultKind.UNKNOWN_KIND, attached, kind="a zip archive inside another")
            room.take(attached, len(content))
            findings = _with_attachment(findings, attached, _read(content, attached, depth + 1, room))
        except Fault as fault:
            findings = replace(findings, doubts=(*findings.doubts, _not_read(attached, fault)))
    return findings


def _not_read(name: str, fault: Fault) -> Doubt:
    why = str(fault.facts.get("kind") or fault.kind.value)
    what = f"The attachment “{name}” was not read ({fault.kind.value}{f': {why}' if why != fault.kind.value else ''})."
    return Doubt(what, Span("", part=name))


def _taken_apart(kind: Kind, data: bytes, text: str, name: str) -> Original:
    if kind in LINES and (len(text) > LARGEST_TEXT or text.count("\n") > MOST_LINES):
        raise Fault(FaultKind.SWELLS, name)
    match kind:
        case Kind.PDF:
            return pdfs.read(data, name)
        case Kind.WORKBOOK:
            return workbooks.read(data, name)
        case Kind.TABLE:
            return workbooks.read_table(text)
        case Kind.MAIL:
            if mails.is_draft(text):
                raise Fault(FaultKind.UNKNOWN_KIND, name, kind=mails.NEVER_SENT, next=mails.SEND_IT)
            return mails.read(data, text)
        case Kind.OUTLOOK:
            return outlook.read(data, name)
        case Kind.WORD:
            return word.read(data, name)
        case Kind.SLIDES:
            return presentations.read(data, name)
        case Kind.OPEN_DOCUMENT | Kind.OPEN_SLIDES:
            return opendocument.read(data, name)
        case Kind.CALENDAR:
            return calendars.read(text, name)
        case Kind.CARDS:
            return cards.read(text)
        case Kind.PAGE:
            return texts.read(html_text.text_of(text), kind)
        case Kind.RICH_TEXT:
            return texts.read(rich_text.text_of(text), kind)
        case Kind.MAILBOX | Kind.ARCHIVE:
            return _of_parts(kind, parts_of(data, name) or [])
    return texts.read(text)


def _of_parts(kind: Kind, parts: Sequence[archives.Part]) -> Original:
    """A file that holds files, where it hangs on a message: they hang on it in turn."""
    held = tuple((name, content) for name, content in parts if isinstance(content, bytes))
    lost = [fault for _, fault in parts if isinstance(fault, Fault)]
    return Original(kind.value, attachments=held, doubts=tuple(_not_read(fault.name, fault) for fault in lost))


def parts_of(data: bytes, name: str) -> list[archives.Part] | None:
    """The files in a file that holds several, each to be read as one of its own; None where it is a file by itself.

    These are a zip archive of papers, a mailbox, and a calendar of several events. Raises Fault.
    """
    kind, text = kinds.kind_of(data, name)
    if kind is Kind.ARCHIVE:
        return archives.files_of(data, name)
    if kind is Kind.MAILBOX:
        return archives.messages_of(data, name)
    return list(calendars.parted(text, name)) or None if kind is Kind.CALENDAR else None


def apart(data: bytes, name: str) -> Iterator[archives.Part]:
    """A file under its own name, or each of those in it as ARCHIVE/NAME, with its Fault where it cannot be had.

    A zip archive in another is not opened; a mailbox in one is. Raises Fault where the whole cannot be read.
    """
    parts = parts_of(data, name)
    if parts is None:
        yield name, data
        return
    for part, content in parts:
        shown = f"{name}/{part}"
        if isinstance(content, Fault):
            yield shown, Fault(content.kind, shown, **content.facts)
            continue
        try:
            if kinds.kind_of(content, shown)[0] is Kind.ARCHIVE:
                raise Fault(FaultKind.UNKNOWN_KIND, shown, kind="a zip archive inside another", next=UNPACK)
            yield from apart(content, shown)
        except Fault as fault:
            yield shown, fault


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
    findings = _recognised(findings, original)
    dated = findings.meeting is not None and findings.meeting.date is not None
    found = dated or any(getattr(findings, part) for part in PARTS)
    told = original.tables and not original.lines
    if not (found or original.attachments or told):
        return replace(findings, doubts=(*findings.doubts, Doubt("Nothing was recognised in this file.")))
    return findings


def _recognised(findings: Findings, original: Original) -> Findings:
    """What the recognisers find: in a message, in tables, in the lines of a paper, or in both of these."""
    if original.kind == Kind.MAIL:
        return _of_mail(findings, original)
    if original.kind in (Kind.CALENDAR, Kind.CARDS):
        return replace(findings, meeting=original.meeting, members=original.members)
    if original.tables and original.lines:
        return _of_document(findings, original)
    if original.tables:
        return _with_meeting(sheets.recognised(findings, original.tables), original.tables)
    return papers.recognised(findings, original.lines) if original.lines else findings


def _of_document(findings: Findings, original: Original) -> Findings:
    """A document's tables and its lines; what a table has told is not read a second time in its lines."""
    if our_form.responses_of(original.tables) is not None:
        return sheets.recognised(findings, original.tables)
    tables = original.tables
    if original.kind == Kind.PDF:
        tables = tuple(table for table in tables if not _told_by_its_lines(table))
    return papers.recognised(findings, original.lines, tables)


def _with_meeting(findings: Findings, tables: Sequence[Table]) -> Findings:
    """The findings of sheets with the meeting that the rows above an agenda or a log name."""
    for table in tables if findings.agenda or findings.actions or findings.decisions else ():
        rows = [[cell for cell in row if cell] for row in table.rows[:HEAD_ROWS]]
        deep = next((index for index, row in enumerate(rows) if len(row) > 2), 0)
        head = [Line(": ".join(row), index) for index, row in enumerate(rows[:deep], 1)]
        meeting, _ = meetings.of_paper(head, [])
        if meeting and (meeting.forum or meeting.date):
            at = meeting.source.line if meeting.source and meeting.source.line else 1
            return replace(findings, meeting=replace(meeting, source=table.span(at - 1)))
    return findings


def _told_by_its_lines(table: Table) -> bool:
    """Whether a ruled table of a PDF is read from its lines: a plan, whose rows are asks too, or a list of names."""
    roles = set(headers.columns(table.rows[0]))
    asks = "?" in " ".join(table.rows[0]) or bool(forms.labels_of(table))
    people = "respondent" in roles and not roles & {"answer", "rationale", "action", "title", *form_lines.DIRECTORY}
    return plan_rows.asks(table) or milestones.as_in_lines(table) or (people and not asks)


def _of_mail(findings: Findings, original: Original) -> Findings:
    """An invitation, a call or answers; a message that asks gives no answers."""
    letterhead = original.letterhead
    assert letterhead is not None
    meeting, doubts = meetings.of_message(original.lines, letterhead.subject or "", letterhead.sent)
    call = calls.call_of(original.lines, letterhead)
    invites = meeting is not None and meeting.date is not None
    findings = _with_paper(findings, original.lines, letterhead.subject or "")
    if findings.agenda or findings.actions or findings.decisions:
        meeting = meeting if invites else findings.meeting or meeting
        invites = True
    answered, answer_doubts = (
        ([], []) if call or invites or mails.is_bulk(original.lines) else _said_in(original.lines, letterhead)
    )
    return replace(
        findings,
        meeting=meeting,
        calls=(call,) if call else (),
        responses=tuple(answered),
        doubts=(*findings.doubts, *doubts, *answer_doubts),
    )


def _with_paper(findings: Findings, lines: Sequence[Line], subject: str) -> Findings:
    """The findings of a message with the agenda or the actions that it lists under a heading of its own."""
    own = [line for line in lines if not line.quoted]
    heads = (agendas.HEADING.fullmatch, actions.TASKS_HEAD.fullmatch, meetings.TITLE_OF_MINUTES.match)
    if not any(head(line.words) for line in own for head in heads) and not papers.lists_of(own):
        return findings
    found = papers.recognised(replace(findings, doubts=()), [Line(subject, 1), Line("", 1), *own])
    told = replace(found, responses=(), doubts=(*findings.doubts, *found.doubts))
    return told if found.agenda or found.actions or found.decisions else findings


def _said_by(lines: Sequence[Line], letterhead: Letterhead) -> tuple[list[ResponseFound], list[Doubt]]:
    """The answers of one writer: in tables of the message, and in its sentences."""
    tables = mails.tables_of(lines) or fallen.tables_of(lines)
    who = {
        "respondent": letterhead.sender,
        "organisation": prose.firm_of(lines),
        "address": letterhead.address,
        "received": letterhead.sent,
    }
    told = questionnaires.read(tables, {role: words for role, words in who.items() if words})
    taken = {line.number for table in told.used for row in table.lines for line in row}
    left = _without(lines, taken)
    said, doubts = prose.responses_of(left, letterhead)
    tabled = [replace(one, received=one.received or letterhead.sent) for one in told.found]
    return [*tabled, *said], [*(told.doubts if tabled else ()), *doubts]


def _without(lines: Sequence[Line], taken: set[int]) -> list[Line]:
    """The lines that no table has told, without what only leads up to one: "Our answers:"."""
    left: list[Line] = []
    for line in lines:
        if line.number not in taken:
            left.append(line)
        elif last := [at for at, before in enumerate(left) if before.words][-1:]:
            del left[last[0] + (not left[last[0]].words.endswith(":")) :]
    return left


def _said_in(lines: Sequence[Line], letterhead: Letterhead) -> tuple[list[ResponseFound], list[Doubt]]:
    """The answers of a message; where it only sends one on, those of that one are its writer's."""
    onward = mails.sent_on(lines, letterhead)
    answered, doubts = _said_by(*onward) if onward else ([], [])
    if not onward or not answered:
        return _said_by(lines, letterhead)
    by = letterhead.sender or letterhead.address or "somebody else"
    what = f"The answers were written by {onward[1].sender or onward[1].address} and sent on by {by}."
    return answered, [Doubt(what, answered[0].source), *doubts]


def _with_attachment(findings: Findings, name: str, inner: Findings) -> Findings:
    """The findings of a message with those of a file that hangs on it, its places told by the file's name."""
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
        meeting=_fuller(findings.meeting, inner.meeting, name),
        doubts=(*findings.doubts, *(_in_part(doubt, name) for doubt in inner.doubts)),
        text=f"{findings.text}\n\n{inner.text}",
    )


def _fuller(found: MeetingFound | None, attached: MeetingFound | None, name: str) -> MeetingFound | None:
    """The meeting of a message: as it says itself, save where only what hangs on it says the day."""
    if attached is None or (found and (found.date or not attached.date)):
        same = attached and found and attached.date == found.date and found.calendar is None
        return replace(found, calendar=attached.calendar) if same and attached and found else found
    moved: MeetingFound = _in_part(attached, name)
    return replace(moved, forum=found.forum or moved.forum, label=found.label or moved.label) if found else moved


def _in_part(found: Any, name: str) -> Any:
    """A finding or a doubt with its place set in an attachment."""
    span = found.source or Span("")
    part = f"{name} / {span.part}" if span.part else name
    return replace(found, source=replace(span, part=part))
