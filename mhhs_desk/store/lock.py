"""Who holds a workspace: one program writes, a second reads and says who the first is.

The system itself frees the lock of a program that died. The file's words say who held it and how many steps were kept,
so that the next one can tell whether any of them is missing.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from mhhs_desk.domain.holder import Holder

ROOM = 1024
"""Bytes of the file's words, filled up with spaces so that they are written over in one go."""
GATE = 1 << 20
"""The byte that is locked, far behind the words, which others may read meanwhile."""


class Lock:
    """The lock of one workspace, held until it is released or the program ends."""

    def __init__(self, path: Path, handle: int, before: Holder | None) -> None:
        self.path = path
        self.before = before
        """Who held it and did not let go; None where it was let go."""
        self._handle = handle
        self._ours = Holder(_user(), platform.node(), os.getpid(), datetime.now().isoformat(timespec="minutes"))

    def tell(self, steps: int) -> None:
        """Say how many steps are kept by now."""
        self._ours = replace(self._ours, steps=steps)
        words = json.dumps(asdict(self._ours)).encode().ljust(ROOM)
        with suppress(OSError):  # on a full disk; the words help the next one, and a step that is kept stays kept
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, words)

    def release(self) -> None:
        """Let go: the next one finds no lock."""
        if self._handle < 0:
            return
        if os.name != "nt":
            self.path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = -1
        if os.name == "nt":  # where an open file cannot be removed
            self.path.unlink(missing_ok=True)


def lock_path(workspace: Path) -> Path:
    return workspace.with_name(workspace.name + ".lock")


def take(workspace: Path, over: bool = False) -> Lock | Holder:
    """Take a workspace's lock, a dead holder's included; or learn who holds it.

    A lock left by another computer cannot be told from a living one: `over` takes it all the same.
    """
    path = lock_path(workspace)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _try(handle):
            os.close(handle)
            return _read(path) or Holder("another program", platform.node(), 0, "")
        if path.exists() and path.stat().st_ino == os.fstat(handle).st_ino:
            break
        os.close(handle)  # it was released, and so removed, between the two calls
    before = _read(path)
    if before and before.host != platform.node() and not over:
        os.close(handle)
        return before
    return Lock(path, handle, before)


def _read(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_bytes()[:ROOM]))
    except (OSError, ValueError, TypeError):
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        os.lseek(handle, GATE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
