"""Zip packages (Office, OpenDocument, archives): looked over before they are opened, and never written out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind

LARGEST = 200 * 1024 * 1024
"""The most that a package may unpack to."""
LARGEST_XML = 48 * 1024 * 1024
"""The most XML that is taken apart into a tree, which needs many times its size."""
MOST_MEMBERS = 10_000
DENSEST = 250
"""How many bytes one packed byte may become, in a member of more than SMALL bytes: written text stays far below."""
SMALL = 4 * 1024 * 1024
PLAIN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DECLARATIONS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le"))


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """A package whose declared sizes are within bounds. Raises Fault."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # a broken zip fails in a dozen ways
        raise Fault(FaultKind.UNREADABLE, name, kind="a zip archive", why=str(error)) from error
    members = package.infolist()
    swollen = any(one.file_size > max(SMALL, DENSEST * one.compress_size) for one in members)
    if swollen or len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > LARGEST:
        raise Fault(FaultKind.SWELLS, name)
    return package


def content(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """What a member holds; reading ends at the size it declares. Raises Fault."""
    if member.flag_bits & 1:
        raise Fault(FaultKind.ENCRYPTED, member.filename, kind="a zip archive")
    if member.compress_type not in PLAIN_WAYS:
        raise Fault(FaultKind.UNREADABLE, member.filename, why="it is packed in a way that is not read")
    try:
        return package.read(member)
    except Exception as error:
        raise Fault(FaultKind.UNREADABLE, member.filename, why=str(error)) from error


def xml_of(package: zipfile.ZipFile, name: str, path: str) -> bytes | None:
    """A member of XML without declarations of its own; None where there is none. Raises Fault under the file's name."""
    try:
        member = package.getinfo(path)
    except KeyError:
        return None
    return checked_xml(_content(package, member, name), name)


def checked_xml(text: bytes, name: str) -> bytes:
    """XML that is small enough for a tree and declares nothing: entities are how a few bytes become a billion."""
    if len(text) > LARGEST_XML:
        raise Fault(FaultKind.SWELLS, name)
    if any(mark in text for mark in DECLARATIONS):
        raise Fault(FaultKind.UNREADABLE, name, why="its XML declares entities")
    return text


def tree(text: bytes, name: str) -> Any:
    """The root of some XML as the standard library's element. Raises Fault."""
    from defusedxml import ElementTree

    try:
        return ElementTree.fromstring(text, forbid_dtd=True)
    except Exception as error:
        raise Fault(FaultKind.UNREADABLE, name, why=str(error)) from error


def plain_office(data: bytes, name: str, kinds: Iterable[tuple[bytes, bytes]]) -> io.BytesIO:
    """An Office package with its XML alone, for a library to open: pictures are emptied, macros and whatever else is
    embedded are left out of it. `kinds` are content types and what to say in their place. Raises Fault.
    """
    slim, total = io.BytesIO(), 0
    with opened(data, name) as package, zipfile.ZipFile(slim, "w", zipfile.ZIP_STORED) as made:
        for path in dict.fromkeys(package.namelist()):
            text = b""
            if path.lower().endswith((".xml", ".rels")):
                text = checked_xml(_content(package, package.getinfo(path), name), name)
                total += len(text)
            if total > LARGEST_XML:
                raise Fault(FaultKind.SWELLS, name)
            if path == "[Content_Types].xml":
                for kind, plain in kinds:
                    text = text.replace(kind, plain)
            made.writestr(path, text)
    slim.seek(0)
    return slim


def _content(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    try:
        return content(package, member)
    except Fault as fault:
        raise Fault(fault.kind, name, **fault.facts) from fault
