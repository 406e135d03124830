"""What a workspace holds, in a digest; and what is wrong with one after its program was killed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from mhhs_desk.desk import Desk
from mhhs_desk.domain.members import Member
from mhhs_desk.store import backups, keys, unlocking
from mhhs_desk.store.files import PART
from mhhs_desk.store.keys import Key, KeyFile
from tests.store.test_history import image

PASSPHRASE = "the passphrase of the soak"
MARKER = "Marker sentence that nobody else may read"

Told = dict[str, Any]
"""What a program said it had kept, before it was killed."""


def state_of(desk: Desk) -> str:
    """A digest of every row of every record and of every original."""
    digest = hashlib.sha256(repr(image(desk)).encode())
    for row in desk.workspace.rows("SELECT sha256, data FROM original ORDER BY sha256"):
        digest.update(row["sha256"].encode() + row["data"])
    return digest.hexdigest()


def steps_of(desk: Desk) -> dict[int, list[str]]:
    """Every step by its number: its name and the hash that chains it."""
    return {row["id"]: [row["name"], row["hash"]] for row in desk.workspace.rows("SELECT id, name, hash FROM step")}


def key_of(path: Path) -> Key | None:
    """The key that the passphrase gives for a file; None for a plain one."""
    return _opened(keys.find(path)) if unlocking.needs_key(path) else None


def wrong_with(path: Path, told: list[Told]) -> Iterator[str]:
    """What is wrong with a workspace that a killed program worked on: nothing, or a line each."""
    with Desk.open(path, key=key_of(path)) as desk:
        if desk.holder:
            yield "the lock of a dead program was not taken over"
        if desk.missing:
            yield f"{desk.missing} kept steps are missing"
        yield from desk.check()
        yield from _unkept(desk, told)
        yield from spoilt_backups(path)
        desk.members.add(Member(name="Somebody who comes after the crash"))
        if desk.undo() is None:
            yield "nothing can be taken back"


def left_over(folder: Path) -> Iterator[str]:
    """What was left half done in a folder."""
    yield from (f"{found.name} was left behind" for found in folder.rglob(f"*{PART}*"))


def spoilt_backups(workspace: Path) -> Iterator[str]:
    """Backups under a full name that are not good, or that no key is there for."""
    for backup in backups.listed(backups.folder(workspace)):
        for found in backups.look(backup.path, key_of(backup.path)).faults:
            yield f"the backup {backup.path.name}: {found}"


def readable(folder: Path) -> Iterator[str]:
    """The files of a folder in which the marker can be read."""
    for path in folder.rglob("*"):
        if path.is_file() and MARKER.encode() in path.read_bytes():
            yield f"{path.name} can be read without a key"


def _unkept(desk: Desk, told: list[Told]) -> Iterator[str]:
    """The steps that were told to be kept and are not there."""
    steps = steps_of(desk)
    kept = [fact for fact in told if "step" in fact]
    for fact in kept:
        if steps.get(fact["step"]) != [fact["name"], fact["hash"]]:
            yield f"step {fact['step']}, “{fact['name']}”, was kept and is not there"
    if kept and kept[-1]["step"] == max(steps) and kept[-1]["state"] != state_of(desk):
        yield "the records are not what they were after the last step"


@cache
def _opened(key_file: KeyFile) -> Key:
    return key_file.open(PASSPHRASE)
