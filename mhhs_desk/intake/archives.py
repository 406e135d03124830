"""Files that hold files (zip archives of papers, mailboxes): taken apart into those in them, one level deep."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.intake import packages
from mhhs_desk.intake.document import file_name
from mhhs_desk.intake.kinds import MESSAGE

MOST_FILES = 200
MOST_MESSAGES = 1000
LEFTOVERS = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""What file managers leave behind in an archive; no paper among it."""

Part = tuple[str, bytes | Fault]
"""A name, and what stands under it or why it could not be had."""


def files_of(data: bytes, name: str) -> list[Part]:
    """The files of a zip archive under their own names; one that cannot be had is its Fault. Raises Fault.

    Nothing is written to disk, so a name that climbs out of its folder is no more than a name.
    """
    with packages.opened(data, name) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not LEFTOVERS.search(one.filename)]
        if not members:
            raise Fault(FaultKind.EMPTY, name)
        if len(members) > MOST_FILES:
            raise Fault(FaultKind.SWELLS, name)
        return [(shown, _content(archive, one, shown)) for one, shown in zip(members, _names(members), strict=True)]


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> bytes | Fault:
    try:
        return packages.content(archive, member)
    except Fault as fault:
        return Fault(fault.kind, shown, **fault.facts)


def _names(members: list[zipfile.ZipInfo]) -> list[str]:
    """The files' own names, with the folder before them where two are alike."""
    bare = [file_name(one.filename) for one in members]
    return [
        shown if bare.count(shown) == 1 else f"{file_name(PurePosixPath(one.filename).parent.name or '0')} {shown}"
        for one, shown in zip(members, bare, strict=True)
    ]


def messages_of(data: bytes, name: str) -> list[Part]:
    """The messages of a mailbox, numbered as they stand. Raises Fault."""
    text = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    heads = [
        found for found in re.finditer(MESSAGE.pattern.encode(), text, re.MULTILINE) if _begins(text, found.start())
    ]
    if len(heads) > MOST_MESSAGES:
        raise Fault(FaultKind.SWELLS, name)
    ends = [*(found.start() for found in heads[1:]), len(text)]
    bodies = [text[found.end() : end].strip(b"\n") + b"\n" for found, end in zip(heads, ends, strict=True)]
    # Mailboxes mark a line of a message that begins with "From " so that it begins no message.
    return [
        (f"message {number}", re.sub(rb"^>(>*From )", rb"\1", body, flags=re.MULTILINE))
        for number, body in enumerate(bodies, 1)
        if body.strip()
    ]


def _begins(text: bytes, at: int) -> bool:
    """Whether a line "From ..." begins a message: the first line, or one after a blank line."""
    return at < 2 or text[at - 2 : at] == b"\n\n"
