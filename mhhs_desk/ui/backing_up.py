"""Backups from the window: by themselves while one works, and when the rep asks for one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from mhhs_desk import words
from mhhs_desk.domain.backups import Backup
from mhhs_desk.domain.faults import Fault
from mhhs_desk.store.database import faults
from mhhs_desk.ui.jobs import Job, Report

if TYPE_CHECKING:
    from mhhs_desk.ui.shell import Shell

PAUSE = 30 * 60 * 1000
"""Milliseconds between two backups of an open workspace that is being changed."""


class BackingUp(QObject):
    """Backs one open workspace up beside the window, as long as it changes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.shell = shell
        self._job: Job | None = None
        self._whole = True
        self._told = False
        self.timer = QTimer(self, interval=PAUSE)
        self.timer.timeout.connect(self.back_up)
        self.timer.start()
        shell.jobs.ended.connect(self._ended)

    def back_up(self) -> None:
        """Back up what was changed since the last time, if anything was."""
        work = self.shell.desk.backup_job() if self._job is None else None
        if work is None:
            return

        path = self.shell.desk.path

        def watched(report: Report) -> Backup:
            with faults(path):
                made = work(report)
            self._whole = True
            return made

        self._whole = False
        self._job = self.shell.jobs.start("Backing up", watched, lambda _: None, self._failed)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._settle()

    def _settle(self) -> None:
        """A backup that was cancelled or failed is still to be made."""
        self._job = None
        if not self._whole:
            self.shell.desk.workspace.changed = True
            self._whole = True

    def _failed(self, problem: Exception) -> None:
        """Said once: the next one may fare better, and the rep is not to be told twice an hour."""
        if not isinstance(problem, Fault):
            raise problem
        if not self._told:
            self._told = True
            self.shell.said.emit(f"The work since the last backup is not backed up. {words.fault(problem)}", True)

    def leave(self) -> None:
        """No more backups from here; the jobs have been stopped."""
        self.timer.stop()
        self._settle()


def back_up(shell: Shell, where: Path | None = None) -> None:
    """Back up now, beside the workspace or into a folder of the rep's, and say its name at the foot."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        made = shell.desk.back_up(where)
    except Fault as fault:
        QApplication.restoreOverrideCursor()
        shell.tell(fault)
        return
    QApplication.restoreOverrideCursor()
    shell.say(f"Backed up as {made.path.name} in {made.path.parent}.")
