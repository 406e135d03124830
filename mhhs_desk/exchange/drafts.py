"""E-mail drafts: files that a mail program opens as a message still to be sent, with a file attached."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhhs_desk.domain.asking import is_address

if TYPE_CHECKING:
    from email.headerregistry import Address

FORM, DRAFT, PDF = ".xlsx", ".eml", ".pdf"
SUBTYPES = {FORM: "vnd.openxmlformats-officedocument.spreadsheetml.sheet", PDF: "pdf"}
"""What is attached, by the ending of its name."""
LONGEST = 80
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
APART = str.maketrans({"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
                       "’": "'", "‘": "'", "–": "-", "—": "-", "þ": "th", "ð": "d"})  # fmt: skip
"""Signs that do not come apart into a plain letter and its accent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be: whom it is from and to as (name, address), its subject and its text."""

    sender: tuple[str, str] | None
    to: tuple[tuple[str, str], ...]
    subject: str
    text: str


def draft(message: Draft, attached: str = "", data: bytes = b"") -> bytes:
    """The message as the bytes of an .eml file, marked as not sent yet, with a file attached where one is named."""
    from email.message import EmailMessage
    from email.policy import SMTP

    made = EmailMessage(policy=SMTP)
    made["X-Unsent"] = "1"
    if message.sender and is_address(message.sender[1]):
        made["From"] = _address(message.sender)
    made["To"] = [_address(person) for person in message.to]
    made["Subject"] = _one_line(message.subject)
    made.set_content(message.text.strip() + "\n", cte="quoted-printable")
    if attached:
        made.add_attachment(
            data, maintype="application", subtype=SUBTYPES[attached[attached.rindex(".") :]], filename=attached
        )
        made.set_boundary(_boundary(data))
    return made.as_bytes()


def _address(person: tuple[str, str]) -> Address:
    from email.headerregistry import Address

    name, address = person
    return Address(_one_line(name), addr_spec=address.strip())


def _one_line(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _boundary(data: bytes) -> str:
    """What parts the message: the same for the same form, and in no text that anybody writes."""
    import hashlib

    return f"=_{hashlib.sha256(data).hexdigest()[:32]}"


def file_name(words: str) -> str:
    """Some words as a file's name, without its ending, that every system takes and every mail program keeps."""
    plain = unicodedata.normalize("NFKD", words.translate(APART)).encode("ascii", "ignore").decode()
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "-", plain)
    plain = " ".join(plain.split())[:LONGEST].strip(" .-")
    return f"_{plain}" if RESERVED.match(plain) else plain


def free_name(wanted: str, taken: Collection[str]) -> str:
    """A name that is not taken, whatever the case of its letters: "Alder", "Alder (2)"."""
    known = {name.casefold() for name in taken}
    name, number = wanted, 2
    while name.casefold() in known:
        name, number = f"{wanted} ({number})", number + 1
    return name
