"""Ways in which a file is spoilt, each by chance."""

from __future__ import annotations

from random import Random

from mhhs_desk.store.engine import PAGE

HEADER = 100
"""Bytes at the start of a database that say what it is."""


def spoilt(data: bytes, chance: Random) -> tuple[str, bytes]:
    """A file's bytes with something done to them, and what that was; they are never the same."""
    while True:
        how = chance.choice((_flip, _flip, _flips, _zero, _cut, _page_twice, _garbage))
        name, made = how(data, chance)
        if made != data:
            return name, made


def _at(data: bytes, chance: Random) -> int:
    """Anywhere; a third of the time at the start, where the most depends on every byte."""
    end = min(chance.choice((HEADER, len(data), len(data))), len(data))
    return chance.randrange(end)


def _flip(data: bytes, chance: Random) -> tuple[str, bytes]:
    at, bits = _at(data, chance), chance.choice((1 << chance.randrange(8), 0xFF, chance.randrange(1, 256)))
    return f"byte {at} flipped by {bits}", data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :]


def _flips(data: bytes, chance: Random) -> tuple[str, bytes]:
    made = bytearray(data)
    places = [_at(data, chance) for _ in range(chance.randint(2, 20))]
    for at in places:
        made[at] ^= chance.randrange(1, 256)
    return f"bytes {places} flipped", bytes(made)


def _zero(data: bytes, chance: Random) -> tuple[str, bytes]:
    at = _at(data, chance)
    end = min(at + chance.choice((1, 16, 512, PAGE, 8 * PAGE)), len(data))
    return f"bytes {at} to {end} zeroed", data[:at] + bytes(end - at) + data[end:]


def _cut(data: bytes, chance: Random) -> tuple[str, bytes]:
    pages = len(data) // PAGE
    ends = (0, chance.randrange(len(data)), chance.randrange(HEADER), chance.randrange(pages + 1) * PAGE)
    end = chance.choice(ends)
    return f"cut off at {end}", data[:end]


def _page_twice(data: bytes, chance: Random) -> tuple[str, bytes]:
    pages = max(1, len(data) // PAGE)
    source, target = chance.randrange(pages) * PAGE, chance.choice((0, chance.randrange(pages))) * PAGE
    page = data[source : source + PAGE]
    return f"page at {source} written at {target}", data[:target] + page + data[target + len(page) :]


def _garbage(data: bytes, chance: Random) -> tuple[str, bytes]:
    size = chance.choice((1, 17, 512, PAGE, 3 * PAGE))
    return f"{size} bytes of garbage at the end", data + chance.randbytes(size)
