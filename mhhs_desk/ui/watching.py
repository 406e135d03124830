"""Watching a folder: files that come into it wait in the Inbox as if they were dropped. Nothing in it is changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from mhhs_desk import places, settings, words
from mhhs_desk.domain.faults import Fault
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.dialogs.files import ask_folder
from mhhs_desk.ui.jobs import Report
from mhhs_desk.ui.shell import Shell

if TYPE_CHECKING:
    from mhhs_desk.inbox import ReadFile

State = tuple[int, int]
"""The size of a file, and when it was last changed."""
Read = tuple[list["ReadFile"], list[Fault]]

HALF_DONE = (".part", ".partial", ".crdownload", ".download", ".tmp", "~")
SOON, WHOLE, OFTEN = 300, 2.0, 30_000
"""Milliseconds to the next look, seconds a file stays as it is before it is whole, milliseconds between looks."""
AT_ONCE, LARGEST = 100, 64 * 1024 * 1024
"""How many files are read at a time, and how many bytes."""


def scan(folder: Path) -> dict[Path, State] | None:
    """The files of a folder that may be read, with their states; None where it is not there."""
    found: dict[Path, State] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not _is_wanted(entry):
                    continue
                facts = entry.stat()
                found[Path(entry.path)] = (facts.st_size, facts.st_mtime_ns)
    except OSError:
        return None if not folder.is_dir() else found
    return dict(sorted(found.items()))


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    """Whether something is a file that nobody hides or is still writing; Office's own lock files begin with ~$."""
    name = entry.name
    return not name.startswith((".", "~$")) and not name.casefold().endswith(HALF_DONE) and entry.is_file()


def read_new(paths: list[Path], known: frozenset[str], report: Report) -> Read:
    """Read those files whose bytes are not known yet, by their digests."""
    from mhhs_desk.inbox import read_files
    from mhhs_desk.intake.reading import load

    read: list[ReadFile] = []
    faults: list[Fault] = []
    for done, path in enumerate(paths):
        report(done, len(paths))
        try:
            if hashlib.sha256(load(path)).hexdigest() in known:
                continue
        except Fault as fault:
            faults.append(fault)
            continue
        found, lost = read_files(path)
        read += found
        faults += lost
    return read, faults


class Watching(QObject):
    """Looks into the folder of one workspace, when something stirs there and every half minute."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.shell = shell
        self.folder: Path | None = None
        self.gone = False
        self.unread: dict[str, str] = {}
        """What could not be read, in words, by file."""
        self._resting = True
        self._seen: dict[Path, State] = {}
        self._growing: dict[Path, tuple[State, float]] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._stirred)

    def go_on(self) -> None:
        """Look into the folder that the preferences name, from now on."""
        folder = self.shell.preferences.watched_folder(self.shell.desk.path)
        if folder != self.folder:
            if self._watcher.directories():
                self._watcher.removePaths(self._watcher.directories())
            self.folder, self.gone = folder, False
            self._seen, self._growing, self.unread = {}, {}, {}
        self._resting = folder is None or not self.shell.desk.writes
        if not self._resting:
            self._timer.start(SOON)
        self.changed.emit()

    def rest(self) -> None:
        """Look no more until it is to go on: another workspace stands in the window."""
        self._resting = True
        self._timer.stop()

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none, and remember it."""
        self.shell.preferences.watch(self.shell.desk.path, folder)
        settings.save(self.shell.preferences, places.preferences())
        self.go_on()

    # Looking

    def _stirred(self) -> None:
        if not self._resting:
            self._timer.start(SOON)

    def look(self) -> None:
        """Look into the folder beside the window; later, while other work is under way."""
        folder = self.folder
        if self._resting or folder is None:
            return
        if self.shell.jobs.under_way():
            self._timer.start(SOON)
            return
        self.shell.jobs.start(f"Looking into {folder.name}", lambda _: scan(folder), self._looked)

    def _looked(self, found: dict[Path, State] | None) -> None:
        if self._resting or self.folder is None:
            return
        if found is None:
            self._timer.start(OFTEN)
            self._miss()
            return
        if self.gone:
            self.gone = False
            self.changed.emit()
        if not self._watcher.directories():
            self._watcher.addPath(str(self.folder))
        ready, waits = self._sorted(found)
        batch = list(_batch(ready, found))
        self._timer.start(SOON if waits or len(batch) < len(ready) else OFTEN)
        if batch:
            self._read(batch, found)

    def _miss(self) -> None:
        """Tell once that the folder is not there."""
        if not self.gone and self.folder:
            self.gone = True
            self.shell.say(f"The watched folder {self.folder.name} is not there any more.")
            self.changed.emit()

    def _sorted(self, found: dict[Path, State]) -> tuple[list[Path], bool]:
        """The files that are new and whole, and whether others are still growing."""
        now = time.monotonic()
        ready, waits = [], False
        for path, state in found.items():
            if self._seen.get(path) == state:
                continue
            before, since = self._growing.get(path, (None, now))
            if before != state:
                self._growing[path] = (state, now)
                waits = True
            elif now - since < WHOLE:
                waits = True
            else:
                ready.append(path)
        return ready, waits

    # Taking in

    def _read(self, paths: list[Path], found: dict[Path, State]) -> None:
        for path in paths:  # seen from now on, so that what is cancelled does not begin again by itself
            self._seen[path] = found[path]
            self._growing.pop(path, None)
            self.unread = {name: line for name, line in self.unread.items() if not name.startswith(str(path))}
        known = self.shell.desk.workspace.originals()
        name = self.folder.name if self.folder else ""
        self.shell.jobs.start(
            f"Reading {words.count(len(paths), 'file')} of {name}",
            lambda report: read_new(paths, known, report),
            self._take_in,
        )

    def _take_in(self, found: Read) -> None:
        if self._resting:
            return
        read, faults = found
        self.unread |= {fault.name: words.fault(fault) for fault in faults}
        if read:
            with self.shell.told():
                self.shell.desk.take_in(read)
        self.changed.emit()


def _batch(ready: Iterable[Path], found: dict[Path, State]) -> Iterator[Path]:
    """As many files as are read at a time; the first one whatever its size."""
    size = 0
    for number, path in enumerate(ready):
        size += found[path][0]
        if number and (number >= AT_ONCE or size > LARGEST):
            return
        yield path


def watching_of(shell: Shell) -> Watching:
    """What watches for a workspace, made when it is first wanted."""
    return shell.findChild(Watching) or Watching(shell)


def rest(shell: Shell) -> None:
    """Let what watches for a workspace rest, where anything does."""
    watching = shell.findChild(Watching)
    if watching:
        watching.rest()


def choose_folder(shell: Shell) -> None:
    """Ask for a folder, and watch it."""
    folder = ask_folder(shell.window, "Watch a folder")
    if folder:
        watching_of(shell).watch(folder)
        shell.say(f"Files that come into {folder.name} wait in the Inbox.")


class WatchLine(QFrame):
    """A quiet line that says which folder is watched, with the way to stop."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.watching = watching_of(shell)
        self.watching.changed.connect(self.refresh)
        self.setObjectName("foot")
        self.setAccessibleName("Watched folder")
        self.line = controls.label(shell.look, "", "small", "text2")
        self.stop = Link(shell.look, "Stop watching", "small")
        self.stop.clicked.connect(lambda: self.watching.watch(None))
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 5, 20, 5)
        across.setSpacing(10)
        for widget in (self.line, self.stop):
            across.addWidget(widget)
        across.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Say what is watched now."""
        folder = self.watching.folder
        self.setVisible(folder is not None)
        if folder is None:
            return
        unread = self.watching.unread
        told = f"Watching {folder.name}." if not self.watching.gone else f"{folder.name} is not there any more."
        lost = f" {words.count(len(unread), 'file')} of it could not be read." if unread else ""
        self.line.say(told + lost)
        self.line.role("attention" if unread or self.watching.gone else "text2")
        self.line.setToolTip("\n".join([str(folder), *unread.values()]))
        self.setAccessibleDescription("\n".join([told, *unread.values()]))
