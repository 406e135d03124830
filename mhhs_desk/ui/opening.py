"""Opening a workspace in the window: at once, by its key, or by the way that leads on where it cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.keeping import SPOILT
from mhhs_desk.store import backups, keys, unlocking
from mhhs_desk.store.database import faults
from mhhs_desk.store.keys import Key
from mhhs_desk.store.sealed import SUFFIX
from mhhs_desk.ui.place import Place
from mhhs_desk.ui.shell import tell_fault

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow


def open_workspace(window: MainWindow, path: Path, over: bool, key: Key | None) -> bool:
    """Open a workspace in place of the one that is open; whether it is open, or being unlocked or taken over."""
    if path.suffix == SUFFIX:
        from mhhs_desk.ui.take_over import open_hand_over

        return open_hand_over(window, path.absolute())
    before, path = window.open_desk(), path.absolute()
    if before and before.path == path and not over and before.holder is None and before.workspace.there():
        window.come_back()
        window.go(Place("today"))
        return True
    try:
        key = key or (_in_hand(before, path) if before else None)
        if key is None and must_ask(path):
            _unlock(window, path, over)
            return True
        desk = Desk.open(path, window.today, key, over)
    except Fault as fault:
        tell_unopened(window, path, fault, key)
        return False
    window.show_desk(desk)
    return True


def _in_hand(before: Desk, path: Path) -> Key | None:
    """The key of what is open, where it is the one of a file as well: of the same workspace, or a copy of it."""
    key = before.workspace.key
    if key is None or before.path == path:
        return key
    with faults(path):
        return key if unlocking.needs_key(path) and keys.key_id(path) == key.id else None


def must_ask(path: Path) -> bool:
    """Whether the keychain has to be asked before a file can be opened, or its backups looked at.

    Raises Fault for a file that no key can open and that no backup stands behind.
    """
    with faults(path):
        made = backups.listed(backups.folder(path))
        if unlocking.needs_key(path):
            if not made:
                _refuse_strange(path)
            return True
        gone = not path.exists() or (path.is_file() and not path.stat().st_size)
        return gone and bool(made) and unlocking.needs_key(made[0].path)


def _refuse_strange(path: Path) -> None:
    try:
        keys.find(path)
    except Fault as fault:
        if fault.kind is not FaultKind.NO_KEY_FILE:  # without it the keychain may still hold the key
            raise


def _unlock(window: MainWindow, path: Path, over: bool) -> None:
    from mhhs_desk.ui.unlock import Unlock

    window.receive(lambda: Unlock(window, path, over))


def tell_unopened(window: MainWindow, path: Path, fault: Fault, key: Key | None) -> None:
    """Say why a workspace is not open: on a page of its own where that leads on, else in a line or a box."""
    from mhhs_desk.ui.spoilt import Spoilt
    from mhhs_desk.ui.unlock import Unlock

    leads_on = fault.kind is FaultKind.DAMAGED or "backup" in fault.facts or "unopened" in fault.facts
    if fault.kind in SPOILT and (leads_on or not window.busy()):
        window.receive(lambda: Spoilt(window, path, fault, key))
    elif isinstance(window.guest, Unlock) and window.guest.path == path:
        window.guest.refuse(words.fault(fault))
    else:
        tell_fault(window, fault)
