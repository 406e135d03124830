"""Moving the workspace that is open out of a synchronised folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault
from mhhs_desk.store.moving import moved
from mhhs_desk.ui.shell import tell_fault

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow


def move_here(window: MainWindow) -> None:
    """Close the workspace, move it to a folder of this computer alone, and open it there.

    Whatever fails, it is open afterwards: there, or where it was.
    """
    before = window.open_desk()
    if before is None or before.holder:
        return
    path, key = before.path, before.workspace.key
    window.leave()
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        desk, left = moved(path, lambda target: Desk.open(target, window.today, key))
    except Fault as fault:
        QApplication.restoreOverrideCursor()
        tell_fault(window, fault)
        window.open_or_set_up(path, key)
        return
    QApplication.restoreOverrideCursor()
    window.preferences.forget(path)
    window.show_desk(desk)
    if window.shell:
        window.shell.say(_told(path, desk.path, left))


def _told(path: Path, target: Path, left: bool) -> str:
    told = f"Moved to {target}."
    return f"{told} {path.name} could not be removed from {path.parent}: remove it there." if left else told
