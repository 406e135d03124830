"""What kind of file some bytes are, told by the content and never by the name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from mhhs_desk.domain.faults import Fault, FaultKind


class Kind(StrEnum):
    TEXT = "text"
    PDF = "PDF"
    WORKBOOK = "workbook"
    TABLE = "table"
    MAIL = "e-mail"


READ_NOW = "text, PDF, workbook (xlsx, xls, ods), table (csv, tsv), e-mail (eml)"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = re.compile(
    r"^(?:From|To|Cc|Bcc|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Content-Type|Reply-To"
    r"|Sender|X-[\w-]+|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Thread-[\w-]+|Importance|References|In-Reply-To)\s*:",
    re.IGNORECASE,
)
SAYS = {
    ".pdf": Kind.PDF,
    ".xlsx": Kind.WORKBOOK,
    ".xlsm": Kind.WORKBOOK,
    ".xls": Kind.WORKBOOK,
    ".ods": Kind.WORKBOOK,
    ".eml": Kind.MAIL,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
}
NOT_YET = {
    "word/": ("a Word document", "Save it as PDF or text."),
    "ppt/": ("a PowerPoint file", "Save it as PDF."),
}
PICTURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
}
PROGRAMS = {
    b"MZ": "a Windows program",
    b"\x7fELF": "a Linux program",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
}


def kind_of(data: bytes, name: str) -> tuple[Kind, str]:
    """The kind of a file and, for all but PDF and workbooks, its text. A Fault says why it cannot be read."""
    if not data or not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Fault(FaultKind.EMPTY, name)
    if data[:1024].find(b"%PDF-") >= 0:
        return _as_named(Kind.PDF, name), ""
    if data.startswith(b"PK\x03\x04"):
        return _as_named(_zip_kind(data, name), name), ""
    if data.startswith(OLE):
        return _as_named(_ole_kind(data, name), name), ""
    text = as_text(data)
    if text is None:
        raise _unknown_binary(data, name)
    return _as_named(_text_kind(text, name), name), text


def as_text(data: bytes) -> str | None:
    """Bytes as text: UTF-8 or UTF-16 with or without a mark, else Windows-1252; None where they are not text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    sample = data[:4000]
    if sample.count(0) > len(sample) // 3:
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        wide = data.decode("utf-16-le" if little else "utf-16-be", "replace")
        return wide if _looks_written(wide) else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text if _looks_written(text) else None


def _looks_written(text: str) -> bool:
    sample = text[:20_000]
    strange = sum(1 for sign in sample if (sign < " " and sign not in "\t\r\n\f\v") or sign in "\x7f\ufffd")
    return strange * 50 <= len(sample)


def _text_kind(text: str, name: str) -> Kind:
    start = text.lstrip("\ufeff \t\r\n")
    if start[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise _not_yet(name, "a calendar", "Enter the meeting by hand, or save the invitation as e-mail.")
    if re.match(r"(?:<!doctype html|<html|<\?xml)", start[:200], re.IGNORECASE):
        raise _not_yet(name, "a web page", "Save it as PDF or text.")
    if start.startswith("{\\rtf"):
        raise _not_yet(name, "a rich text document", "Save it as PDF or text.")
    suffix = PurePath(name).suffix.lower()
    if is_mail(text):
        return Kind.MAIL
    if suffix in (".csv", ".tsv"):
        return Kind.TABLE
    return Kind.TABLE if suffix not in (".txt", ".md") and _is_tabular(start) else Kind.TEXT


def is_mail(text: str) -> bool:
    """Whether a text begins with the header of a message: two known fields before the first blank line."""
    lines = text.lstrip("\ufeff\r\n").splitlines()[:200]
    if lines and lines[0].startswith("From ") and ":" in lines[0]:
        lines = lines[1:]
    fields = 0
    for line in lines:
        if not line.strip():
            break
        if HEADER.match(line):
            fields += 1
        elif not line[0].isspace() and not re.match(r"[\w-]+\s*:", line):
            return False
    # A head of one field alone, or one with no sender, may as well be notes: "Subject: the IAG".
    named = {line.split(":")[0].strip().lower() for line in lines if HEADER.match(line)}
    return fields >= 2 and bool(
        named & {"from", "received", "mime-version", "delivered-to", "message-id", "return-path"}
    )


def _is_tabular(text: str) -> bool:
    lines = [line for line in text.splitlines()[:10] if line.strip()]
    return len(lines) > 1 and any(
        (count := lines[0].count(sign)) >= 2 and all(line.count(sign) >= count for line in lines) for sign in ",;\t"
    )


def _zip_kind(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.namelist()
            mime = archive.read("mimetype")[:100] if "mimetype" in inside else b""
    except Exception as error:  # a broken zip fails in a dozen ways
        raise Fault(FaultKind.UNREADABLE, name, kind="a zip archive", why=str(error)) from error
    if any(entry.startswith("xl/") for entry in inside) or b"spreadsheet" in mime:
        return Kind.WORKBOOK
    for folder, (what, following) in NOT_YET.items():
        if any(entry.startswith(folder) for entry in inside):
            raise _not_yet(name, what, following)
    if b"opendocument" in mime:
        raise _not_yet(name, "an OpenDocument file", "Save it as PDF or text.")
    raise _not_yet(name, "a zip archive", "Unpack it and drop the files in it.")


def _ole_kind(data: bytes, name: str) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Fault(FaultKind.ENCRYPTED, name, kind="an Office file")
    if holds("__properties_version1.0") or holds("__substg1.0_"):
        raise _not_yet(name, "an Outlook message", "Save it as .eml, or paste its text into a text file.")
    if holds("WordDocument"):
        raise _not_yet(name, "a Word document", "Save it as PDF or text.")
    if holds("PowerPoint Document"):
        raise _not_yet(name, "a PowerPoint file", "Save it as PDF.")
    if holds("Workbook") or holds("Book"):
        return Kind.WORKBOOK
    raise _not_yet(name, "an Office file", "Save it as PDF, text or xlsx.")


def _unknown_binary(data: bytes, name: str) -> Fault:
    what = next((kind for mark, kind in (PICTURES | PROGRAMS).items() if data.startswith(mark)), "a binary file")
    following = "Print it to PDF with its text recognised." if "picture" in what else ""
    suffix = PurePath(name).suffix.lower()
    if suffix in SAYS:
        return Fault(FaultKind.NOT_WHAT_IT_SAYS, name, says=SAYS[suffix].value, kind=what, reads=READ_NOW)
    return _not_yet(name, what, following)


def _not_yet(name: str, kind: str, following: str) -> Fault:
    """A kind that is known for what it is and not read: the next step is in the facts."""
    suffix = PurePath(name).suffix.lower()
    if suffix in SAYS and not (suffix in (".txt", ".md") and kind == "a web page"):
        return Fault(FaultKind.NOT_WHAT_IT_SAYS, name, says=SAYS[suffix].value, kind=kind, reads=READ_NOW)
    return Fault(FaultKind.UNKNOWN_KIND, name, kind=kind, next=following, reads=READ_NOW)


def _as_named(kind: Kind, name: str) -> Kind:
    """The kind, where the name does not promise another one."""
    says = SAYS.get(PurePath(name).suffix.lower())
    plain = {Kind.TEXT, Kind.TABLE, Kind.MAIL}
    if says is None or says is kind or (says in plain and kind in plain and says is not Kind.MAIL):
        return kind
    raise Fault(FaultKind.NOT_WHAT_IT_SAYS, name, says=says.value, kind=kind.value, reads=READ_NOW)
