"""Outlook messages (.msg) read as any other message: the same letterhead, lines and attachments."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import mails, packages, rich_text
from mhhs_desk.intake.document import Original, file_name
from mhhs_desk.intake.html_text import text_of
from mhhs_desk.intake.kinds import PICTURES, as_text

RTF, HTML, BODY, SHORT_NAME, SHOWN_NAME, CONTENT_ID = 0x1009, 0x1013, 0x1000, 0x3704, 0x3001, 0x3712
SENDER_NAME, ADDRESSES = 0x0C1A, (0x5D01, 0x5D02, 0x0C1F, 0x0065)
HEADERS = 0x007D
INSIDE = "__substg1.0_3701000D"
"""Where an attached message is kept: it is no file of its own."""
DEEPEST = 5


def read(data: bytes, name: str) -> Original:
    """One message: its letterhead, its lines, and what hangs on it. Raises Fault."""
    import olefile
    from oxmsg import Message

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        if sum(entry.size for entry in file.direntries if entry is not None) > packages.LARGEST:
            raise Fault(FaultKind.SWELLS, name)
    return _original(Message.load(data), 0)


def _original(message: Any, depth: int) -> Original:
    letterhead, doubts = mails.letterhead(_head(message))
    body, from_html = _body(message)
    attachments, named = _attachments(message, depth)
    return mails.original(letterhead, [*doubts, *named], body, from_html, attachments)


def _head(message: Any) -> EmailMessage:
    """The head under which the message travelled; a message that never did gets one from what Outlook knows of it."""
    head = email.message_from_string(_words(message, HEADERS).lstrip(), policy=email.policy.default)
    assert isinstance(head, EmailMessage)
    if not head.get("From"):
        address = next((found for one in ADDRESSES if "@" in (found := _words(message, one))), "")
        _put(head, "From", formataddr((_words(message, SENDER_NAME), address.strip())))
    if not head.get("Date") and message.sent_date:
        _put(head, "Date", format_datetime(message.sent_date))
    if not head.get("Subject"):
        _put(head, "Subject", message.subject)
    if not (head.get("To") or head.get("Cc")):
        people = [(one.name, one.email_address) for one in message.recipients]
        _put(head, "To", ", ".join(formataddr(one) for one in people if "@" in one[1]))
    return head


def _put(head: EmailMessage, name: str, words: str) -> None:
    del head[name]
    try:
        head[name] = " ".join(words.split())
    except Exception:  # the standard library raises many kinds on malformed headers
        return


def _words(message: Any, number: int) -> str:
    try:
        return message.properties.str_prop_value(number) or ""
    except (LookupError, UnicodeError, ValueError):
        return ""


def _bytes(message: Any, number: int) -> bytes:
    try:
        return message.properties.binary_prop_value(number) or b""
    except (LookupError, ValueError):
        return b""


def _body(message: Any) -> tuple[str, bool]:
    """The message's words, and whether they come from its web page; where it has neither, from its rich text."""
    plain = _words(message, BODY)
    if plain.strip():
        return plain, False
    page = _page(message)
    if page.strip():
        return text_of(page[: 4 * mails.LONGEST_BODY]), True
    try:
        return rich_text.text_of(rich_text.unpacked(_bytes(message, RTF)).decode("latin-1")), False
    except ValueError:
        return "", False


def _page(message: Any) -> str:
    try:
        return message.html_body or ""
    except (LookupError, UnicodeError, ValueError):
        return as_text(_bytes(message, HTML)) or ""


def _attachments(message: Any, depth: int) -> tuple[tuple[tuple[str, bytes], ...], list[Doubt]]:
    found: list[tuple[str, bytes]] = []
    doubts: list[Doubt] = []
    for attached in message.attachments:
        name = attached.file_name or _words(attached, SHORT_NAME) or _words(attached, SHOWN_NAME) or "attachment"
        name = file_name(name)
        inner = next(_inside(attached), None)
        if inner is not None:
            name = name if name.lower().endswith((".msg", ".eml")) else f"{name}.eml"
            found.append((f"{name.removesuffix('.msg')}.eml" if name.endswith(".msg") else name, _as_eml(inner, depth)))
        elif content := _bytes(attached, 0x3701):
            if not (_words(attached, CONTENT_ID) and content.startswith(tuple(PICTURES))):
                found.append((name, content))
        else:
            doubts.append(
                Doubt(f"The attachment “{name}” is a link or holds nothing; it was not read.", Span("", part=name))
            )
    return tuple(found), doubts


def _inside(attached: Any) -> Iterator[Any]:
    """The message that is attached, made to look like one that stands alone: its list of facts begins earlier."""
    from oxmsg import Message

    for storage in attached._storage.storages:
        if storage.name == INSIDE:
            streams = tuple(
                replace(stream, bytes_=stream.bytes_[:24] + bytes(8) + stream.bytes_[24:])
                if stream.name == "__properties_version1.0"
                else stream
                for stream in storage.streams
            )
            yield Message(replace(storage, streams=streams))


def _as_eml(message: Any, depth: int) -> bytes:
    """An attached message as a file: .eml, the form that every mail program reads."""
    made = EmailMessage()
    head, (body, _) = _head(message), _body(message)
    for field in ("From", "To", "Cc", "Date", "Subject", "Message-ID"):
        if head.get(field):
            _put(made, field, str(head[field]))
    made.set_content(body)
    if depth < DEEPEST:
        for name, content in _attachments(message, depth + 1)[0]:
            made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()
