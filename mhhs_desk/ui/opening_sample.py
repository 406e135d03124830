"""Opening the sample: the one made before, or a new one built by the same intake as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mhhs_desk import places
from mhhs_desk.domain.faults import Fault
from mhhs_desk.ui.shell import tell_fault

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow

NAME = "sample.mhhs"


def open_sample(window: MainWindow) -> None:
    """Open the sample workspace, building it where it is not there yet."""
    from mhhs_desk.sample import build

    path = places.documents() / NAME
    if path.exists():
        window.open_workspace(path)
        return
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        build(path).close()
    except Fault as fault:
        QApplication.restoreOverrideCursor()
        tell_fault(window, fault)
        return
    QApplication.restoreOverrideCursor()
    window.open_workspace(path)
