"""What a file says of itself when it is to be verified: its hash, and the records that its marks and its feet name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.verifying import Examined

MARK = re.compile(r"\brecord ([0-9a-f]{64})\b")
"""The hash of the record, as a paper of ours names it among its keywords."""
FOOT = re.compile(r"\bRecord ([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{4})\b")
"""The beginning of it, as it stands at the foot of every page."""
LARGEST = 200 * 1024**2
HEAD = 1024
"""So far into a PDF its own mark may stand."""


def examine(path: Path) -> Examined:
    """A file that is to be verified. Raises Fault where it is no PDF, or a PDF that cannot be read."""
    data = _load(path)
    if not data.strip():
        raise Fault(FaultKind.EMPTY, path)
    if b"%PDF-" not in data[:HEAD]:
        raise Fault(FaultKind.UNREADABLE, path)
    # As we write it the mark can be read without opening the file, also where that is too spoilt to be opened.
    named = MARK.findall(data.decode("latin-1")) or _named(data, path)
    return Examined(path.name, hashlib.sha256(data).hexdigest(), tuple(dict.fromkeys(named)))


def _load(path: Path) -> bytes:
    """The bytes of a file. What reads every other kind is not needed here, and would take longer than the verifying."""
    try:
        if path.is_dir():
            raise Fault(FaultKind.A_FOLDER, path)
        if path.stat().st_size > LARGEST:
            raise Fault(FaultKind.TOO_LARGE, path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Fault(FaultKind.MISSING, path) from error
    except OSError as error:
        raise Fault(FaultKind.UNREADABLE, path) from error


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
