"""Files written so that a crash leaves the old one or the new one, and nothing between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PART = ".part"
"""The ending of a file that is not whole yet; one that is left over is of no use to anybody."""
BESIDE = ("-wal", "-shm", "-journal")
"""What the engine keeps beside a database while it is open."""


def write_durably(target: Path, data: bytes) -> None:
    with whole(target) as part:
        part.write_bytes(data)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A name to write under; what is there at the end takes the target's place. Nothing is left of a failure."""
    part = target.with_name(target.name + PART)
    remove(part)
    try:
        yield part
        sync(part)
        part.replace(target)
        sync(target.parent)
    finally:
        remove(part)


def sync(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":  # Windows opens no folder, and keeps names by itself
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a database file that is of no use, after what the engine kept beside it, so that a crash leaves both."""
    for name in (*(path.name + end for end in BESIDE), path.name):
        path.with_name(name).unlink(missing_ok=True)
