"""The backups of a workspace as rows of a table, each looked at beside the window, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPainter

from mhhs_desk import words
from mhhs_desk.domain.backups import Backup, Contents
from mhhs_desk.store import backups
from mhhs_desk.store.keys import Key
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.jobs import Job, Report
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.sizes import size
from mhhs_desk.ui.tables import Column
from mhhs_desk.ui.theme import Theme

NOT_YET = "not looked at yet"


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup, and what was found in it; None until it was looked at."""

    backup: Backup
    contents: Contents | None = None

    @property
    def id(self) -> int:
        return self.backup.number

    def count(self, name: str) -> str:
        """How many records of a kind it holds; empty where that is not known."""
        found = self.contents.counts.get(name) if self.contents else None
        return "" if found is None else str(found)

    @property
    def state(self) -> str:
        """Whether it is good, or what is wrong with it."""
        if self.contents is None:
            return NOT_YET
        return "good" if self.contents.good else self.contents.faults[0]

    @property
    def last_step(self) -> str:
        if self.contents is None:
            return NOT_YET
        return self.contents.last_step or ("no step yet" if self.contents.good else "not known")


def columns() -> list[Column[BackupRow]]:
    return [
        Column("When", lambda r: words.clock(r.backup.at), key=lambda r: r.backup.number, width=196,
               strong=lambda r: True),
        Column("Why", lambda r: words.REASONS[r.backup.reason].capitalize(), width=172, spare=2,
               role=lambda r: "text2"),
        Column("Last step in it", lambda r: r.last_step, width=150, stretch=True,
               role=lambda r: "text" if r.contents else "text3"),
        _count("Members", "members", 3),
        _count("Answers", "answers", 4),
        _count("Positions", "positions", 5),
        Column("Size", lambda r: size(r.backup.size), key=lambda r: r.backup.size, width=76, right=True, spare=1),
        Column("State", lambda r: r.state, width=156, paint=_paint_state),
    ]  # fmt: skip


def _count(title: str, name: str, spare: int) -> Column[BackupRow]:
    return Column(title, lambda r: r.count(name), key=lambda r: int(r.count(name) or -1), width=84, right=True,
                  spare=spare)  # fmt: skip


def _paint_state(painter: QPainter, rect: QRect, theme: Theme, row: BackupRow) -> None:
    """A grey tick, or a danger icon with the reason."""
    mark = QRect(rect.x(), rect.y(), theme.px(15), rect.height())
    text = rect.adjusted(theme.px(22), 0, 0, 0)
    if row.contents is None:
        paint.text(painter, rect, theme, NOT_YET, "small", "text3")
    elif row.contents.good:
        icons.draw(painter, mark, theme, "check", "text2")
        paint.text(painter, text, theme, "Good", "small", "text2")
    else:
        icons.draw(painter, mark, theme, "warning-circle", "danger")
        paint.text(painter, text, theme, row.state, "small", "danger")


Seen = tuple[Path, int, int]
"""A backup's path, size and time of writing: while they hold, it need not be looked at again."""


class Looks(QObject):
    """Looks into backups beside the window, one after the other, and tells of each as it comes."""

    looked = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self.shell = shell
        self._run = 0
        """Counts the starts and the stops: what an earlier job ends with counts no more."""
        self._known: dict[Seen, Contents] = {}
        self._job: Job | None = None
        self._fresh: list[tuple[Seen, Contents]] = []
        self._next: list[Backup] = []
        shell.jobs.ended.connect(self._ended)

    def known(self, backup: Backup) -> Contents | None:
        """What was found in a backup; None where it was not looked at as it is now."""
        seen = _seen(backup)
        return self._known.get(seen) if seen else None

    def start(self, found: list[Backup]) -> None:
        """Look into those that were not looked at yet, in their order."""
        if self._job:
            self._next = found
            return
        wanted = {seen: backup.path for backup in found if (seen := _seen(backup)) and seen not in self._known}
        if not wanted:
            return
        self._fresh = []
        self._run = run = self._run + 1
        work = _work(wanted, self.shell.desk.workspace.key, self._fresh.append)
        self._job = self.shell.jobs.start("Looking into the backups", work, lambda _: self._finish(run))
        self._job.progressed.connect(self._progressed)  # a slot of an object that lives here, so it is called here

    def stop(self) -> None:
        """Look no further; what was found stays known."""
        self._next = []
        self._run += 1
        if self._job:
            self._job.cancel()
            self._job = None

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _progressed(self) -> None:
        if self._job:
            self._drain()

    def _finish(self, run: int) -> None:
        """All were looked into; others may have come since."""
        if run != self._run:
            return
        self._drain()
        found, self._next = self._next, []
        self.start(found)

    def _drain(self) -> None:
        """Take over what was found since the last time; the worker may be adding to it."""
        known = len(self._known)
        self._known.update(self._fresh)
        if len(self._known) != known:
            self.looked.emit()


def _work(
    wanted: dict[Seen, Path], key: Key | None, found: Callable[[tuple[Seen, Contents]], None]
) -> Callable[[Report], None]:
    """The work of a job: facts in, and each finding out as soon as it is there."""

    def work(report: Report) -> None:
        for number, (seen, path) in enumerate(wanted.items(), 1):
            try:
                found((seen, backups.look(path, key)))
            except OSError as error:
                found((seen, Contents([f"it cannot be read: {error.strerror}"])))
            report(number, len(wanted))

    return work


def _seen(backup: Backup) -> Seen | None:
    try:
        found = backup.path.stat()
    except OSError:
        return None
    return backup.path, found.st_size, found.st_mtime_ns
