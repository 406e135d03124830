"""What kind of file some bytes are, told by the content and never by the name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.intake import packages


class Kind(StrEnum):
    TEXT = "text"
    RICH_TEXT = "rich text"
    PDF = "PDF"
    WORKBOOK = "workbook"
    TABLE = "table"
    MAIL = "e-mail"
    OUTLOOK = "Outlook message"
    WORD = "Word document"
    SLIDES = "slides"
    OPEN_DOCUMENT = "OpenDocument text"
    OPEN_SLIDES = "OpenDocument slides"
    CALENDAR = "calendar"
    CARDS = "contact cards"
    PAGE = "web page"
    MAILBOX = "mailbox"
    ARCHIVE = "zip archive"


READ_NOW = (
    "text, rich text, web page, PDF, document (docx, odt), slides (pptx, odp), workbook (xlsx, xls, ods), "
    "table (csv, tsv), e-mail (eml, msg, mbox), calendar (ics), contact cards (vcf), zip archive"
)
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
    ".docx": Kind.WORD,
    ".docm": Kind.WORD,
    ".odt": Kind.OPEN_DOCUMENT,
    ".pptx": Kind.SLIDES,
    ".pptm": Kind.SLIDES,
    ".odp": Kind.OPEN_SLIDES,
    ".eml": Kind.MAIL,
    ".msg": Kind.OUTLOOK,
    ".ics": Kind.CALENDAR,
    ".vcf": Kind.CARDS,
    ".zip": Kind.ARCHIVE,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
}
PLAIN = (".txt", ".md")
"""Names that promise nothing but words."""
BEGINS = (
    (re.compile(r"BEGIN:VCALENDAR\b", re.IGNORECASE), Kind.CALENDAR),
    (re.compile(r"BEGIN:VCARD\b", re.IGNORECASE), Kind.CARDS),
    (re.compile(r"\{\\rtf\d?"), Kind.RICH_TEXT),
    (
        re.compile(r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,200}-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE),
        Kind.PAGE,
    ),
)
FOLDERS = {"xl/": Kind.WORKBOOK, "word/": Kind.WORD, "ppt/": Kind.SLIDES}
MIMES = {b"spreadsheet": Kind.WORKBOOK, b"opendocument.text": Kind.OPEN_DOCUMENT, b"presentation": Kind.OPEN_SLIDES}
HAND_OVER = ["READ ME.txt", "sealed"]
"""What is in the ZIP of a sealed file, which is opened as a workspace and not taken in."""
OLD_OFFICE = {
    "WordDocument": ("a Word document of the old kind", "Save it as .docx or PDF."),
    "PowerPoint Document": ("a PowerPoint file of the old kind", "Save it as .pptx or PDF."),
}
MESSAGE = re.compile(r"^From \S.{0,200}\d\d:\d\d.{0,60}$", re.MULTILINE)
"""The line above each message of a mailbox: "From ada@alder.example Fri Nov  5 09:30:00 2021"."""
ODD_SIGNS = frozenset("\ufffd\x81\x8d\x8f\x90\x9d∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆◊ˇ˘˙˚¸˝˛ı¯ˆ˜¨´·ÅÍÎÏÌÓÔÒÚÛÙŽžŠšÐþÞðý‡¤¦")
"""Signs that English papers do without: many of them mean that the code page was guessed wrongly."""
PICTURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
}
WRITTEN = {Kind.TEXT, Kind.TABLE, Kind.MAIL, Kind.MAILBOX, Kind.CALENDAR, Kind.CARDS, Kind.PAGE, Kind.RICH_TEXT}
TABLES = {Kind.TEXT, Kind.TABLE, Kind.MAIL}
MAILS = {Kind.MAIL, Kind.OUTLOOK, Kind.MAILBOX}
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
    """Bytes as text: UTF-8 or UTF-16 with or without a mark, else of an old code page; None where they are not text."""
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
        text = data.decode(_old_code_page(data), "replace")
    return text if _looks_written(text) else None


def _old_code_page(data: bytes) -> str:
    """Windows-1252, or Mac Roman where that gives words and the other would not: "itÕs" is "it’s" of an old Mac."""

    def oddness(encoding: str) -> int:
        sample = data[:200_000].decode(encoding, "replace")
        found = sum(1 for sign in sample if sign in ODD_SIGNS)
        return found + sum(1 for _ in re.finditer(r"[a-z][^\W\d_a-z](?<=[À-ÞŒŠŽŸ])", sample))

    return "mac_roman" if oddness("mac_roman") < oddness("cp1252") else "cp1252"


def _looks_written(text: str) -> bool:
    sample = text[:20_000]
    strange = sum(1 for sign in sample if (sign < " " and sign not in "\t\r\n\f\v") or sign in "\x7f\ufffd")
    return strange * 50 <= len(sample)


def _text_kind(text: str, name: str) -> Kind:
    start = text[:10_000].lstrip("\ufeff \t\r\n")
    begun = next((kind for begins, kind in BEGINS if begins.match(start)), None)
    if begun:
        return begun
    if start[:200].lower().startswith("<?xml"):
        raise _not_yet(name, "a data file (XML)", "Save it as PDF, a workbook or CSV.")
    suffix = PurePath(name).suffix.lower()
    if is_mail(text):
        return Kind.MAILBOX if is_mailbox(text) else Kind.MAIL
    if suffix in (".csv", ".tsv"):
        return Kind.TABLE
    return Kind.TABLE if _is_tabular(text, "\t" if suffix in PLAIN else ",;\t|") else Kind.TEXT


def is_mailbox(text: str) -> bool:
    """Whether a text is several messages, one after the other, each below a line "From ..."."""
    return text.lstrip("\ufeff\r\n").startswith("From ") and len(MESSAGE.findall(text)) > 1


def is_mail(text: str) -> bool:
    """Whether a text begins with the header of a message: two known fields before the first blank line."""
    lines = text[:100_000].lstrip("\ufeff\r\n").splitlines()[:200]
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


def _is_tabular(text: str, signs: str) -> bool:
    """Whether every one of the first lines has as many of one sign as the line of headings; tabs part two columns."""
    lines = [line for line in text[:100_000].splitlines()[:10] if line.strip()]
    return len(lines) > 1 and any(
        (count := lines[0].count(sign)) >= (1 if sign == "\t" else 2)
        and all(line.count(sign) >= count for line in lines)
        for sign in signs
    )


def _zip_kind(data: bytes, name: str) -> Kind:
    with packages.opened(data, name) as package:
        if package.namelist() == HAND_OVER:
            told = {"kind": "a hand-over of MHHS Desk", "next": "Open it: File, Open a workspace."}
            raise Fault(FaultKind.UNKNOWN_KIND, name, **told)
        inside = package.namelist()
        mime = b""
        if "mimetype" in inside and package.getinfo("mimetype").file_size < 200:
            mime = packages.content(package, package.getinfo("mimetype"))
    if "[Content_Types].xml" in inside or not mime:
        for folder, kind in FOLDERS.items():
            if any(entry.startswith(folder) for entry in inside):
                return kind
    for words, kind in MIMES.items():
        if words in mime:
            return kind
    if b"opendocument" in mime:
        raise _not_yet(name, "an OpenDocument drawing", "Save it as PDF.")
    return Kind.ARCHIVE


def _ole_kind(data: bytes, name: str) -> Kind:
    held = _streams(data)

    def holds(stream: str) -> bool:
        return any(one.startswith(stream) for one in held)

    if holds("EncryptedPackage"):
        raise Fault(FaultKind.ENCRYPTED, name, kind="an Office file")
    if holds("__properties_version1.0") or holds("__substg1.0_"):
        return Kind.OUTLOOK
    for stream, (what, following) in OLD_OFFICE.items():
        if holds(stream):
            raise _not_yet(name, what, following)
    if holds("Workbook") or holds("Book"):
        return Kind.WORKBOOK
    raise _not_yet(name, "an Office file of an old kind", "Save it as PDF, .docx or .xlsx.")


def _streams(data: bytes) -> list[str]:
    """The names of what stands at the top of an old Office file; where it is broken, those that are seen in it."""
    import olefile

    try:
        with olefile.OleFileIO(data) as file:
            return [entry.name for entry in file.root.kids]
    except Exception:
        known = ("EncryptedPackage", "__properties_version1.0", "__substg1.0_", *OLD_OFFICE, "Workbook", "Book")
        return [stream for stream in known if stream.encode("utf-16-le") in data]


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
    if suffix in SAYS:
        return Fault(FaultKind.NOT_WHAT_IT_SAYS, name, says=SAYS[suffix].value, kind=kind, reads=READ_NOW)
    return Fault(FaultKind.UNKNOWN_KIND, name, kind=kind, next=following, reads=READ_NOW)


def _as_named(kind: Kind, name: str) -> Kind:
    """The kind, where the name does not promise another one."""
    suffix = PurePath(name).suffix.lower()
    says = SAYS.get(suffix)
    if says is None or says is kind or (suffix in PLAIN and kind in WRITTEN):
        return kind
    if (says is Kind.TABLE and kind in TABLES) or (says in MAILS and kind in MAILS):
        return kind
    raise Fault(FaultKind.NOT_WHAT_IT_SAYS, name, says=says.value, kind=kind.value, reads=READ_NOW)
