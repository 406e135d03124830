"""What a file says of itself when it is to be verified: its hash, and the records that its marks and its feet name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.verifying import Examined
from mhhs_desk.intake.reading import load

MARK = re.compile(r"\brecord ([0-9a-f]{64})\b")
"""The hash of the record, as a paper of ours names it among its keywords."""
FOOT = re.compile(r"\bRecord ([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{4})\b")
"""The beginning of it, as it stands at the foot of every page."""
HEAD = 1024
"""So far into a PDF its own mark may stand."""


def examine(path: Path) -> Examined:
    """A file that is to be verified. Raises Fault where it is no PDF, or a PDF that cannot be read."""
    data = load(path)
    if not data.strip():
        raise Fault(FaultKind.EMPTY, path)
    if b"%PDF-" not in data[:HEAD]:
        raise Fault(FaultKind.UNREADABLE, path)
    plain = MARK.findall(data.decode("latin-1"))
    try:
        named = list(_named(data, path))
    except Fault:
        if not plain:  # what is too spoilt to be read may still name its record
            raise
        named = []
    return Examined(path.name, hashlib.sha256(data).hexdigest(), tuple(dict.fromkeys([*plain, *named])))


def _named(data: bytes, path: Path) -> Iterator[str]:
    """The hashes in the keywords of a PDF, then the beginnings of hashes at the feet of its pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Fault(FaultKind.ENCRYPTED if locked else FaultKind.UNREADABLE, path) from error
    try:
        yield from MARK.findall(document.get_metadata_value("Keywords"))
        feet = (page.get_textpage().get_text_bounded() for page in document)
        yield from ("".join(found) for text in feet for found in FOOT.findall(text))
    except pypdfium2.PdfiumError as error:
        raise Fault(FaultKind.UNREADABLE, path) from error
    finally:
        document.close()
