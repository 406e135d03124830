"""Outlook messages the intake's tests write for themselves: a compound file with the properties of a message in it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

Tree = dict[str, "bytes | Tree"]
SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SENT = datetime(2021, 11, 5, 9, 30, tzinfo=UTC)


def outlook(
    body: str | None = None,
    subject: str = "Re: PSG 1",
    html: bytes | None = None,
    rtf: bytes | None = None,
    attachments: Sequence[tuple[str, bytes | Tree]] = (),
) -> bytes:
    """A message of Ada Frost to the rep, on a Friday in November 2021, as a file."""
    return compound(message_tree(body, subject, html, rtf, attachments, 32))


def message_tree(
    body: str | None,
    subject: str = "Re: PSG 1",
    html: bytes | None = None,
    rtf: bytes | None = None,
    attachments: Sequence[tuple[str, bytes | Tree]] = (),
    head: int = 24,
) -> Tree:
    """The storage of a message; one that is attached has a head of 24 bytes."""
    words = {0x0037: subject, 0x0C1A: "Ada Frost", 0x5D01: "ada@alder.example", 0x1000: body}
    held = {(number, 0x001F): text.encode("utf-16-le") for number, text in words.items() if text is not None}
    held |= {(number, 0x0102): data for number, data in ((0x1013, html), (0x1009, rtf)) if data is not None}
    ticks = int((SENT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    tree = _storage(held, head, [(0x0040, 0x0039, struct.pack("<Q", ticks)), (0x0003, 0x3FDE, _number(65001))])
    to = {(0x3001, 0x001F): "The Rep".encode("utf-16-le"), (0x39FE, 0x001F): "rep@seat.example".encode("utf-16-le")}
    tree["__recip_version1.0_#00000000"] = _storage(to, 8, [])
    for place, (name, content) in enumerate(attachments):
        named: dict[tuple[int, int], bytes] = {(0x3707, 0x001F): name.encode("utf-16-le")}
        if isinstance(content, bytes):
            named[0x3701, 0x0102] = content
        way = _number(1 if isinstance(content, bytes) else 5)
        attached = _storage(named, 8, [(0x0003, 0x3705, way)])
        if not isinstance(content, bytes):
            attached["__substg1.0_3701000D"] = content
        tree[f"__attach_version1.0_#{place:08X}"] = attached
    return tree


def packed_rtf(rtf: bytes) -> bytes:
    """Rich text as Outlook keeps it, here without packing it any smaller."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def _number(value: int) -> bytes:
    return struct.pack("<II", value, 0)


def _storage(held: dict[tuple[int, int], bytes], head: int, fixed: list[tuple[int, int, bytes]]) -> Tree:
    facts = bytes(head) + b"".join(struct.pack("<HHI", kind, number, 6) + value for kind, number, value in fixed)
    tree: Tree = {}
    for (number, kind), data in held.items():
        facts += struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == 0x001F else 0), 0)
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = data
    tree["__properties_version1.0"] = facts
    return tree


def compound(tree: Tree) -> bytes:
    """A compound file (OLE) with streams and storages as given."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, FREE, b""]]  # name, kind, next, first child, bytes
    _enter(entries, 0, tree)
    sectors: list[bytes] = []
    chains: list[int] = []
    small = b""
    small_chains: list[int] = []
    places: list[tuple[int, int]] = []
    for _, _kind, _next, _child, data in entries:
        assert isinstance(data, bytes)
        if 0 < len(data) < CUTOFF:
            first = len(small_chains)
            count = -(-len(data) // SMALL)
            small += data.ljust(count * SMALL, b"\0")
            small_chains += [*range(first + 1, first + count), END]
            places.append((first, len(data)))
        else:
            places.append((_put(sectors, chains, data) if data else END, len(data)))
    places[0] = (_put(sectors, chains, small) if small else END, len(small))
    table = b"".join(struct.pack("<I", one) for one in small_chains)
    small_fat = _put(sectors, chains, table.ljust(-(-len(table) // SECTOR) * SECTOR, b"\xff")) if table else END
    listing = b"".join(_entry(entry, place) for entry, place in zip(entries, places, strict=True))
    directory = _put(sectors, chains, listing.ljust(-(-len(listing) // SECTOR) * SECTOR, b"\0"))
    return _whole(sectors, chains, directory, small_fat, -(-len(table) // SECTOR))


def _enter(entries: list[list[object]], parent: int, tree: Tree) -> None:
    before: int | None = None
    for name, content in tree.items():
        at = len(entries)
        entries.append(
            [name, 2 if isinstance(content, bytes) else 1, FREE, FREE, content if isinstance(content, bytes) else b""]
        )
        if before is None:
            entries[parent][3] = at
        else:
            entries[before][2] = at
        before = at
        if not isinstance(content, bytes):
            _enter(entries, at, content)


def _put(sectors: list[bytes], chains: list[int], data: bytes) -> int:
    first = len(sectors)
    parts = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
    sectors += parts
    chains += [*range(first + 1, first + len(parts)), END]
    return first


def _entry(entry: list[object], place: tuple[int, int]) -> bytes:
    name, kind, after, child, _ = entry
    written = (str(name) + "\0").encode("utf-16-le")
    assert isinstance(kind, int) and isinstance(after, int) and isinstance(child, int)
    facts = struct.pack("<HBBIII", len(written), kind, 1, FREE, after, child)
    return written.ljust(64, b"\0") + facts + bytes(36) + struct.pack("<III", place[0], place[1], 0)


def _whole(sectors: list[bytes], chains: list[int], directory: int, small_fat: int, small_sectors: int) -> bytes:
    tables = 0
    while (len(chains) + tables) * 4 > tables * SECTOR:
        tables += 1
    first = len(sectors)
    every = [*chains, *[FAT] * tables]
    every += [FREE] * (tables * SECTOR // 4 - len(every))
    fat = struct.pack(f"<{len(every)}I", *every)
    known = [first + at for at in range(tables)] + [FREE] * (109 - tables)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, CUTOFF, small_fat, small_sectors, END, 0)
    return head + struct.pack("<109I", *known) + b"".join(sectors) + fat
