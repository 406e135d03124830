"""What engine and system complain of, told as faults of the world that name the file."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store.engine import DatabaseError

COMPLAINTS = {
    "malformed": FaultKind.DAMAGED,
    "not a database": FaultKind.DAMAGED,
    "unsupported file format": FaultKind.DAMAGED,
    "disk I/O": FaultKind.DAMAGED,
    "locked": FaultKind.LOCKED,
    "full": FaultKind.NO_SPACE,
    "readonly": FaultKind.READ_ONLY,
    "unable to open": FaultKind.NO_FOLDER,
}
"""What the engine says when it is the world's fault; anything else it says is ours and is not caught."""

NEARLY_FULL = 1 << 20
"""Bytes: on a disk with less than that left, the engine says no more than that it could not write."""


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn the complaints of engine and system about the world into faults that name the file."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Fault(FaultKind.NO_SPACE if full else FaultKind.READ_ONLY, path, detail=str(error)) from error
    except DatabaseError as error:
        kind = next((kind for sign, kind in COMPLAINTS.items() if sign in str(error)), None)
        if kind is None:
            raise
        if "disk I/O" in str(error) and _nearly_full(path):
            kind = FaultKind.NO_SPACE
        raise Fault(kind, path, detail=str(error)) from error
    except UnicodeDecodeError as error:
        raise Fault(FaultKind.DAMAGED, path, detail="its text cannot be read") from error


def _nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < NEARLY_FULL
    except OSError:
        return False
