"""E-mail (.eml) into a letterhead, its own and its quoted lines, and its attachments; nothing is ever fetched."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from mhhs_desk.domain.findings import Doubt, Letterhead
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import dates
from mhhs_desk.intake.document import Line, Original
from mhhs_desk.intake.html_text import text_of
from mhhs_desk.intake.kinds import Kind, as_text

ATTRIBUTION = re.compile(r"^\s*(?:On|Am|Le)\b.{5,300}\b(?:wrote|writes|schrieb|a écrit)\s*:\s*$", re.DOTALL)
CUT = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Forwarded (?:message|by)).*|Begin forwarded message:?|_{10,})\s*$",
    re.IGNORECASE,
)
HEAD_OF_QUOTE = re.compile(r"^\s*\*?(?:From|Sent|To|Date|Subject)\s*:\*?\s+\S", re.IGNORECASE)
SIGNATURE = re.compile(r"^--\s?$")


def read(data: bytes, text: str) -> Original:
    """One message: its letterhead, its lines, and what hangs on it."""
    message = email.message_from_bytes(_eight_bit(data, text), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    letterhead, doubts = _letterhead(message)
    body, from_html = _body(message)
    attachments, named = _attachments(message)
    if from_html:
        doubts.append(Doubt("The message has no plain text; it was read from its web page."))
    if not body.strip():
        doubts.append(Doubt("The message has no text."))
    return Original(Kind.MAIL.value, tuple(own_and_quoted(body)), (), letterhead, attachments, tuple(doubts + named))


def own_and_quoted(body: str) -> list[Line]:
    """The lines of a message, those that repeat somebody else's words marked as quoted."""
    plain = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[Line] = []
    rest_is_quoted = False
    for number, text in enumerate(plain, 1):
        following = plain[number : number + 4]
        if rest_is_quoted or text.lstrip().startswith(">"):
            quoted = True
        elif CUT.match(text) or SIGNATURE.match(text) or _opens_quote(text, following):
            quoted = rest_is_quoted = True
        elif _attributes(text, following):
            quoted = True
            rest_is_quoted = not _marked_quote_follows(plain[number:])
        else:
            quoted = False
        lines.append(Line(text, number, quoted=quoted))
    return _second_halves_marked(lines)


def _opens_quote(text: str, following: list[str]) -> bool:
    # The head that mail programs put over the message they repeat, without any mark on its lines.
    return bool(HEAD_OF_QUOTE.match(text)) and sum(bool(HEAD_OF_QUOTE.match(line)) for line in following) >= 2


def _attributes(text: str, following: list[str]) -> bool:
    two = text + " " + (following[0] if following else "")
    return bool(
        ATTRIBUTION.match(text)
        or (text.startswith("On ") and not text.rstrip().endswith(":") and ATTRIBUTION.match(two))
    )


def _marked_quote_follows(following: list[str]) -> bool:
    written = [line for line in following if line.strip() and not line.rstrip().endswith("wrote:")]
    return bool(written) and written[0].lstrip().startswith(">")


def _second_halves_marked(lines: list[Line]) -> list[Line]:
    """Mark the second line of an attribution that was wrapped: "On ... Morgan Hale <...>" and "wrote:"."""
    marked: list[Line] = []
    for line in lines:
        wrapped = bool(marked) and marked[-1].quoted and re.search(r"\bwrote:\s*$", line.text) is not None
        marked.append(Line(line.text, line.number, quoted=line.quoted or wrapped))
    return marked


def _eight_bit(data: bytes, text: str) -> bytes:
    # A message saved as UTF-16 is no message to the parser; its text is, once it is eight bits wide again.
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > 50
    plain = text.encode("utf-8") if wide else data.removeprefix(b"\xef\xbb\xbf")
    return plain.lstrip(b"\r\n")


def _letterhead(message: EmailMessage) -> tuple[Letterhead, list[Doubt]]:
    doubts: list[Doubt] = []
    senders = _addresses(message, "From")
    name, address = senders[0] if senders else ("", "")
    sent = _sent(message)
    if not sent:
        doubts.append(Doubt("The message has no date."))
    if not address:
        doubts.append(Doubt("The message names no sender."))
    recipients = tuple(
        dict.fromkeys(
            found.lower() for field in ("To", "Cc", "Bcc") for _, found in _addresses(message, field) if found
        )
    )
    subject = _field(message, "Subject")
    return Letterhead(name or None, address.lower() or None, subject or None, sent, recipients), doubts


def _field(message: EmailMessage, name: str) -> str:
    """A header's words; a header that cannot be decoded gives what can be had of it."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # the standard library raises many kinds on malformed headers
        raw = next((value for field, value in message.raw_items() if field.lower() == name.lower()), "")
        return " ".join(str(raw).encode("ascii", "replace").decode().split())


def _addresses(message: EmailMessage, name: str) -> list[tuple[str, str]]:
    try:
        fields = [str(field) for field in message.get_all(name, [])]
    except Exception:
        fields = [_field(message, name)]
    return [(person, address) for person, address in getaddresses(fields) if "@" in address]


def _sent(message: EmailMessage) -> str | None:
    words = _field(message, "Date")
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return dates.london(parse(words))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _body(message: EmailMessage) -> tuple[str, bool]:
    plain, page = _first(message, "text/plain"), _first(message, "text/html")
    if plain is not None and (plain.strip() or page is None):
        return plain, False
    return (text_of(page), True) if page is not None else ("", False)


def _first(message: EmailMessage, kind: str) -> str | None:
    for part in message.walk():
        if (
            part.get_content_type() == kind
            and not part.get_filename()
            and part.get_content_disposition() != "attachment"
        ):
            return _content(part)
    return None


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "utf-8")
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return as_text(data) or data.decode("utf-8", "replace")


def _attachments(message: EmailMessage) -> tuple[tuple[tuple[str, bytes], ...], list[Doubt]]:
    found: list[tuple[str, bytes]] = []
    doubts: list[Doubt] = []
    for part in message.walk():
        name = part.get_filename()
        if part.is_multipart() or not (name or part.get_content_disposition() == "attachment"):
            if part.get_content_type() == "message/rfc822":
                doubts.append(
                    Doubt("A forwarded message hangs on this one; it was not read.", Span("", part="message"))
                )
            continue
        if part.get_content_maintype() == "image" and (
            part.get("Content-ID") or part.get_content_disposition() == "inline"
        ):
            continue  # the picture of a signature says nothing
        payload = part.get_payload(decode=True)
        name = re.sub(r"[\\/\x00-\x1f]", "_", name or "attachment")
        found.append((name, payload if isinstance(payload, bytes) else b""))
    return tuple(found), doubts
