"""E-mail (.eml) into a letterhead, its own and its quoted lines, and its attachments; nothing is ever fetched."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from mhhs_desk.domain.findings import Doubt, Letterhead
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import dates, letters
from mhhs_desk.intake.document import Line, Original, Table, file_name
from mhhs_desk.intake.html_text import text_of
from mhhs_desk.intake.kinds import Kind, as_text

ATTRIBUTION = re.compile(r"^\s*(?:On|Am|Le)\b.{5,300}\b(?:wrote|writes|schrieb|a écrit)\s*:\s*$", re.DOTALL)
CUT = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Forwarded (?:message|by)).*|Begin forwarded message:?|_{10,})\s*$",
    re.IGNORECASE,
)
HEAD_OF_QUOTE = re.compile(r"^\s*\*?(?:From|Sent|To|Date|Subject)\s*:\*?\s+\S", re.IGNORECASE)
SENDS_ON = re.compile(r"\s*(?:fwd?|wg|tr|i)\s*:", re.IGNORECASE)
POSTSCRIPT = re.compile(r"\s*P\.?\s?S\b", re.IGNORECASE)
MARKS = re.compile(r"^\s*(?:>\s?)+")
FIELD_OF_QUOTE = re.compile(r"^\s*\*?(From|Sent|To|Date|Subject)\s*:\*?\s+(\S.*)$", re.IGNORECASE)
WRITER = re.compile(r"(?P<name>[^<\[(@]{0,80}?)\s*(?:[<\[(]?(?:mailto:)?(?P<address>[\w.+'-]+@[\w.-]+\w)|$)")
SIGNATURE = re.compile(r"^--\s?$")
UNSENT = re.compile(r"^(?:X-Unsent\s*:\s*1|X-Uniform-Type-Identifier\s*:\s*com\.apple\.mail-draft)\s*$", re.I | re.M)
"""What a mail program, and this one, writes over a message that waits to be sent."""
NEVER_SENT = "a draft that was never sent"
SEND_IT = (
    "Nothing in it is anybody’s answer. Send it from your mail program; take in the replies, or the message as sent."
)
LARGEST_PART = 112 * 1024 * 1024
"""What a file of 48 MB weighs as it travels on a message: a third more, and LINE for each line."""
LINE = 60
LARGEST_MESSAGE = 96 * 1024 * 1024
"""What a message keeps of all its files together, some 70 megabytes of them."""
LONGEST_BODY = 1_000_000
LEFT_OUT = "(This part was too large to be read and was left out.)"
SEALS = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
ATTACHED = "message/rfc822"
INVITATION = "text/calendar"


def read(data: bytes, text: str) -> Original:
    """One message: its letterhead, its lines, and what hangs on it."""
    eight = _eight_bit(data, text)
    if len(eight) + LINE * eight.count(b"\n") > LARGEST_PART:
        eight = without_the_largest(io.BytesIO(eight), len(eight)) or b""
    message = email.message_from_bytes(eight, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    head, doubts = letterhead(message)
    body, from_html = _body(message)
    attachments, named = _attachments(message)
    return original(head, [*doubts, *named], body, from_html, attachments)


def is_bulk(lines: Iterable[Line]) -> bool:
    """Whether a message was sent to many at once and answers nobody: it says how to be left out of the next one."""
    return any(not line.quoted and re.search(r"\bunsubscribe\b", line.text, re.IGNORECASE) for line in lines)


def is_draft(text: str) -> bool:
    """Whether a message was never sent: its head says so."""
    head = re.split(r"\r?\n\r?\n", text.lstrip("\ufeff\r\n"), maxsplit=1)[0]
    return UNSENT.search(head) is not None


def original(
    head: Letterhead, doubts: list[Doubt], body: str, from_html: bool, attachments: tuple[tuple[str, bytes], ...]
) -> Original:
    """A message taken apart, whatever its file was written by."""
    told = list(doubts)
    if len(body) > LONGEST_BODY:
        body = body[:LONGEST_BODY]
        told.append(Doubt("The message is very long; only its beginning was read."))
    if from_html:
        told.append(Doubt("The message has no plain text; it was read from its web page."))
    if not body.strip():
        told.append(Doubt("The message has no text."))
    return Original(Kind.MAIL.value, tuple(own_and_quoted(body)), (), head, attachments, tuple(told))


def without_the_largest(lines: Iterable[bytes], most: int) -> bytes | None:
    """A message without the contents of those parts that are too large to read: a mark stands in their place.

    None where more than `most` bytes are left even so.
    """
    kept = bytearray()
    begun, size, in_head, left_out = 0, 0, True, False
    for line in lines:
        if line.startswith(b"--") and len(line) < 200:
            size, in_head, left_out = 0, True, False
        elif in_head and not line.strip():
            in_head, begun = False, len(kept) + len(line)
        elif not in_head:
            size += len(line) + LINE
            if left_out:
                continue
            if size > LARGEST_PART or len(kept) > LARGEST_MESSAGE:
                left_out = True
                kept[begun:] = b""
                line = LEFT_OUT.encode() + b"\r\n"
        kept += line
        if len(kept) > most:
            return None
    return bytes(kept)


def sent_on(lines: Sequence[Line], letterhead: Letterhead) -> tuple[list[Line], Letterhead] | None:
    """The message that another one sends on, with its own letterhead; None where a message says all itself."""
    if not SENDS_ON.match(letterhead.subject or ""):
        return None
    words = [MARKS.sub("", line.text) for line in lines]
    begins = next((at for at, text in enumerate(words) if text and _opens_quote(text, words[at + 1 : at + 5])), None)
    if begins is None:
        return None
    ends = next((at for at in range(begins, len(words)) if not words[at].strip()), len(words))
    head = {found[1].lower(): found[2] for text in words[begins:ends] if (found := FIELD_OF_QUOTE.match(text))}
    who = WRITER.match(head.get("from", ""))
    if not who or not (who["name"] or who["address"]):
        return None
    said = own_and_quoted("\n".join(words[ends:]), ends + 1)
    sent = _sent_words(head.get("sent") or head.get("date") or "") or letterhead.sent
    sender, address = who["name"].strip(" \"'*"), (who["address"] or "").lower()
    told = Letterhead(sender or None, address or None, head.get("subject") or letterhead.subject, sent)
    return said, told


def _sent_words(words: str) -> str | None:
    """The day and the time in the head of a message that was sent on."""
    day, clock = dates.day(words), dates.time(words)
    return f"{day}T{clock}" if day and clock else day


def own_and_quoted(body: str, begins: int = 1) -> list[Line]:
    """The lines of a message, those that repeat somebody else's words marked as quoted. The first one is `begins`."""
    plain = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[Line] = []
    rest_is_quoted = signed = False
    for number, text in enumerate(plain, 1):
        following = plain[number : number + 4]
        signed = (signed or _signs(text, following, lines)) and not POSTSCRIPT.match(text)
        if rest_is_quoted or text.lstrip().startswith(">"):
            quoted = True
        elif CUT.match(text) or SIGNATURE.match(text) or _opens_quote(text, following):
            quoted = rest_is_quoted = True
        elif _attributes(text, following):
            quoted = True
            rest_is_quoted = not _marked_quote_follows(plain[number:])
        else:
            quoted = signed and not letters.CLOSING.fullmatch(text.strip())
        lines.append(Line(text, begins + number - 1, quoted=quoted))
    return _second_halves_marked(lines)


def _signs(text: str, following: list[str], before: list[Line]) -> bool:
    """Whether a line closes a message: "Kind regards", a name below it, and something said before."""
    name = next((line.strip(" ,") for line in following if line.strip()), "")
    closes = letters.CLOSING.fullmatch(text.strip()) is not None and any(line.words for line in before)
    return closes and re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}", name) is not None


def tables_of(lines: Sequence[Line]) -> list[Table]:
    """The tables in a message's own words, the cells of their rows parted by tabs."""
    found: list[Table] = []
    run: list[Line] = []
    for line in [*lines, Line("", 0)]:
        if "\t" in line.text.strip() and not line.quoted:
            run.append(line)
            continue
        if len(run) >= 2:
            rows = [tuple(" ".join(cell.split()) for cell in row.text.split("\t")) for row in run]
            widest = max(map(len, rows))
            padded = tuple((*row, *[""] * (widest - len(row))) for row in rows)
            found.append(Table(padded, lines=tuple((row,) for row in run)))
        run = []
    return found


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


def letterhead(message: EmailMessage) -> tuple[Letterhead, list[Doubt]]:
    """Who wrote, when, to whom and about what; what the head does not say is a doubt."""
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
    return (text_of(page[: 4 * LONGEST_BODY]), True) if page is not None else ("", False)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message, in their order; what hangs on an attached message is that one's own."""
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart() and part.get_content_type() != ATTACHED:
            waiting += reversed(part.get_payload())


def _first(message: EmailMessage, kind: str) -> str | None:
    for part in _parts(message):
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
    for part in _parts(message):
        if not _hangs_on(part) or _is_ornament(part):
            continue
        name = _name(part)
        payload = part.get_payload()
        if isinstance(payload, str) and payload.strip() == LEFT_OUT:
            what = f"The attachment “{name}” was not read: it is too large (a file may have 48 MB, a message 70 MB)."
            doubts.append(Doubt(what, Span("", part=name)))
        else:
            found.append((name, _bytes(part)))
    return tuple(found), doubts


def _hangs_on(part: EmailMessage) -> bool:
    if part.get_content_type() in (ATTACHED, INVITATION):
        return True
    return not part.is_multipart() and bool(part.get_filename() or part.get_content_disposition() == "attachment")


def _is_ornament(part: EmailMessage) -> bool:
    """Whether a part says nothing: the picture in a signature, the seal of a signed message."""
    if part.get_content_type() in SEALS:
        return True
    inline = part.get("Content-ID") or part.get_content_disposition() == "inline"
    return part.get_content_maintype() == "image" and bool(inline)


def _name(part: EmailMessage) -> str:
    if named := part.get_filename():
        return file_name(named)
    if part.get_content_type() == INVITATION:
        return "invitation.ics"
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
        return file_name(f"{_field(inner[0], 'Subject') or 'message'}.eml".replace("/", "-"))
    return "attachment"


def _bytes(part: EmailMessage) -> bytes:
    """What a part holds; an attached message as the file it would be."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"".join(_as_file(one) for one in inner[:1])
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _as_file(message: Any) -> bytes:
    try:
        return bytes(message.as_bytes(policy=email.policy.compat32))
    except Exception:  # a head that cannot be written again as it came
        return str(message).encode("utf-8", "replace")
