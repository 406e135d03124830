"""Moving a workspace with its key file and backups: copied, opened, and only then removed where it was."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TypeVar

from mhhs_desk import places
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import backups, keys, lock
from mhhs_desk.store.database import faults
from mhhs_desk.store.files import whole
from mhhs_desk.store.lock import Lock

T = TypeVar("T")

FOLDER = "workspaces"


def moved(path: Path, opened: Callable[[Path], T]) -> tuple[T, bool]:
    """Move a closed workspace with its key file and backups; what was opened there, and whether any is left.

    Raises Fault, with everything as it was, where it cannot be copied whole and opened.
    """
    target = free_place(path)
    made: list[Path] = []
    with faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    held = lock.take(path)
    if not isinstance(held, Lock):
        raise Fault(FaultKind.HELD, path, holder=held)
    try:
        with faults(target):
            for source, copy in parts(path, target):
                _copy(source, copy, made)
        there = opened(target)
    except BaseException:
        _drop(made, target)
        held.release()
        raise
    left = not _remove(path, [source for source, _ in parts(path, target)])
    held.release()
    return there, left


def free_place(path: Path) -> Path:
    """Where a workspace may go, with its key file and backups: a folder that is not synchronised, a name not taken."""
    documents = places.documents()
    offered = documents / path.name
    folder = documents if places.synced(offered) is None else places.state() / FOLDER
    names = (f"{path.stem}{f' {number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    free = (folder / name for name in names)
    return next(one for one in free if not any(taken.exists() for taken in _places_of(one)))


def _places_of(path: Path) -> tuple[Path, ...]:
    return path, keys.beside(path), backups.folder(path)


def parts(path: Path, target: Path) -> list[tuple[Path, Path]]:
    """The files of a workspace and where each goes, the workspace itself first."""
    found = [(path, target)]
    if keys.beside(path).is_file():
        found.append((keys.beside(path), keys.beside(target)))
    ours = [*backups.listed(backups.folder(path))]
    found += [(one.path, backups.folder(target) / one.path.name) for one in ours]
    if backups.key_file(path).is_file():
        found.append((backups.key_file(path), backups.key_file(target)))
    return found


def _copy(source: Path, target: Path, made: list[Path]) -> None:
    """Copy a file and look whether it came over whole. A name that is taken is never written over."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        raise Fault(FaultKind.EXISTS, target)
    with whole(target) as part:
        shutil.copyfile(source, part)
        if not filecmp.cmp(source, part, shallow=False):
            raise Fault(FaultKind.UNREADABLE, source)
    made.append(target)


def _drop(made: list[Path], target: Path) -> None:
    with suppress(OSError):
        for path in made:
            path.unlink(missing_ok=True)
        if made:
            backups.folder(target).rmdir()


def _remove(path: Path, sources: list[Path]) -> bool:
    """Remove what was moved, the workspace first; whether nothing of it is left."""
    try:
        for source in sources:
            source.unlink(missing_ok=True)
        if backups.folder(path).is_dir():
            backups.folder(path).rmdir()
    except OSError:
        return False
    return True
