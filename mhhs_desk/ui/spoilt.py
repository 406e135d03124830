"""A workspace that cannot be opened any more: what is wrong, the newest good backup, and what is not in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.backups import Backup, Contents
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.store import backups, keys, unlocking
from mhhs_desk.store.database import faults
from mhhs_desk.store.keys import Key
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.guest import Guest, beside
from mhhs_desk.ui.unlock import FIELD, PassphraseField

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow

T = TypeVar("T")

MOST_STEPS = 10
MOST_DETAIL = 160
TITLES = {
    FaultKind.DAMAGED: "{name} is damaged",
    FaultKind.NOT_A_WORKSPACE: "{name} is not a workspace",
    FaultKind.EMPTY: "{name} is empty",
    FaultKind.MISSING: "{name} is not there",
}
WRONG = {
    FaultKind.DAMAGED: "It was left as it is. What was found: {detail}.",
    FaultKind.NOT_A_WORKSPACE: "Something else stands in its place. It was left as it is.",
    FaultKind.EMPTY: "There is nothing in it. It was left as it is.",
    FaultKind.MISSING: "It was moved or removed, or its disk is not connected.",
}
NO_BACKUP = "There is no backup of it. Look for a copy made earlier, or go on with another workspace."
NO_GOOD_BACKUP = "None of its backups can be read whole. Look for a copy of it made earlier."
KEY_NEEDED = "This computer’s keychain does not hold its key. Give the recovery passphrase."


class Spoilt(Guest):
    """What can be done about one spoilt file."""

    def __init__(self, window: MainWindow, path: Path, fault: Fault, key: Key | None) -> None:
        super().__init__(window, path, "warning", TITLES[fault.kind].format(name=path.name), "danger")
        self.fault, self.key = fault, key
        self.tell(WRONG[fault.kind].format(detail=_detail(fault)), "heading_plain")
        self.field = PassphraseField(self.look)
        self.asking = self._asking()
        self.refusal = controls.label(self.look, "", role="danger", wrap=True)
        self.refusal.hide()
        self.go: Button | None = None
        backup, unopened = fault.facts.get("backup"), fault.facts.get("unopened")
        if isinstance(backup, Backup):
            self._show_backup(backup)
        elif isinstance(unopened, Backup):
            self._ask_for(unopened)
        else:
            self.tell(NO_BACKUP, "heading_plain")
            self._finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.asking.isHidden():
            self.field.setFocus()
        elif self.go:
            self.go.setFocus()

    # What stands in for it

    def _show_backup(self, backup: Backup) -> None:
        contents, lost = self.fault.facts.get("contents"), self.fault.facts.get("lost")
        self._head("Its newest good backup")
        self.tell(f"{words.clock(backup.at)}, made {words.REASONS[backup.reason]}", role="text", semibold=True)
        if isinstance(contents, Contents):
            self.tell(in_it(contents))
        self._head("Not in it")
        names = [str(name) for name in lost] if isinstance(lost, list) else []
        self.lost = self.tell(not_in_it(names), role="text" if names else "text2")
        target = backups.free_name(self.path, backup.at)
        self.lines.addSpacing(12)
        self.tell(f"Restored, it is {target.name} in the same folder. No file is written over.", "small", "text3")
        self._finish("Restore this backup", lambda: self.restore(backup))

    def _ask_for(self, backup: Backup) -> None:
        """The backups are encrypted, and nobody has the key in hand."""
        self._head("Its backups are encrypted")
        told = f"The newest is of {words.clock(backup.at)}. With the recovery passphrase they can be looked into."
        self.tell(told, role="text")
        self.asking.show()
        self._finish("Look into the backups", lambda: self._look_into(backup))

    def _head(self, text: str) -> None:
        self.lines.addSpacing(12)
        self.tell(text, "heading", "text")
        self.lines.addWidget(controls.hairline(self.look, edge=True))

    def _asking(self) -> QWidget:
        part = QWidget()
        line = QHBoxLayout(part)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(10)
        self.field.setPlaceholderText("Recovery passphrase")
        self.field.setFixedWidth(self.look.theme.px(FIELD))
        self.field.returnPressed.connect(lambda: self.go.click() if self.go else None)
        line.addWidget(self.field)
        line.addWidget(self.field.shower)
        line.addStretch(1)
        part.hide()
        return part

    def _finish(self, text: str = "", run: Callable[[], None] | None = None) -> None:
        """The foot: what was refused, the one thing to do, and the other ways."""
        self.lines.addWidget(self.asking)
        self.lines.addWidget(self.refusal)
        self.lines.addSpacing(4)
        if run:
            self.go = Button(self.look, text, "clock-counter-clockwise", "Enter", primary=True)
            self.go.clicked.connect(run)
        self.lines.addLayout(beside(*([self.go] if self.go else []), self.other()))
        new = controls.Link(self.look, "Start a new workspace")
        new.clicked.connect(self.window_.new_workspace)
        sample = controls.Link(self.look, "Open the sample")
        sample.clicked.connect(self.window_.open_sample)
        self.lines.addLayout(beside(new, sample, *self.back()))

    # Restoring

    def restore(self, backup: Backup) -> None:
        """Bring the backup back beside the spoilt file, with the key that opens it, and open it."""
        target, known, text = backups.free_name(self.path, backup.at), self.key, self.field.text()

        def work(_: object) -> Key | None:
            key = key_of(backup, known, text)
            with faults(target):
                backups.restore(backup.path, target, key)
            return key

        self._start("Restoring the backup", work, lambda key: self._restored(target, key))

    def _restored(self, target: Path, key: Key | None) -> None:
        self.window_.open_workspace(target, key=key)

    def _look_into(self, backup: Backup) -> None:
        path, text = self.path, self.field.text()
        if not text.strip():
            self.refuse("Type the recovery passphrase.")
            return

        def work(_: object) -> tuple[Key | None, dict[str, object]]:
            key = key_of(backup, None, text)
            good = backups.newest_good(path, key)
            if good is None:
                return key, {}
            lost = backups.steps_after(path, key, good[1].last_id)
            return key, {"backup": good[0], "contents": good[1], "lost": lost}

        self._start("Looking into the backups", work, lambda found: self._looked(*found))

    def _looked(self, key: Key | None, found: dict[str, object]) -> None:
        if not found:
            self.refuse(NO_GOOD_BACKUP)
            return
        fault = Fault(self.fault.kind, self.path, detail=self.fault.facts.get("detail"), **found)
        self.window_.receive(lambda: Spoilt(self.window_, self.path, fault, key))

    def _start(self, name: str, work: Callable[[object], T], done: Callable[[T], None]) -> None:
        """Work beside the window; its end is not heard once the rep has gone elsewhere."""

        def end(result: T) -> None:
            if not self.left:
                self._wait(False)
                done(result)

        self._wait(True)
        self.window_.jobs.start(name, work, end, self._failed)

    def _wait(self, waiting: bool) -> None:
        self.refusal.hide()
        self.field.setEnabled(not waiting)
        if self.go:
            self.go.setEnabled(not waiting)

    def _failed(self, problem: Exception) -> None:
        if self.left:
            return
        self._wait(False)
        if isinstance(problem, Refused):
            self.refuse(words.refusal(problem))
        elif isinstance(problem, Fault) and problem.kind is FaultKind.KEY_NEEDED:
            self.asking.show()
            self.refuse(KEY_NEEDED)
        elif isinstance(problem, Fault):
            self.refuse(words.fault(problem))
        else:
            raise problem

    def refuse(self, line: str) -> None:
        """Say why it is not restored yet."""
        self.refusal.say(line)
        self.refusal.stand_in(self.column.width())
        self.refusal.show()
        if not self.asking.isHidden():
            self.field.setFocus()
            self.field.selectAll()


def key_of(backup: Backup, known: Key | None, passphrase: str) -> Key | None:
    """The key of a backup, None where it is plain: the one in hand, the keychain's, or the passphrase's.

    Raises Fault where a passphrase has to be given, Refused where it is another.
    """
    needed = keys.key_id(backup.path)
    if needed is None:
        return None
    if known and known.id == needed:
        return known
    if passphrase.strip():
        return unlocking.from_passphrase(backup.path, passphrase)
    key = unlocking.from_keychain(backup.path)
    if key is None:
        raise Fault(FaultKind.KEY_NEEDED, backup.path)
    return key


def in_it(contents: Contents) -> str:
    """What a backup holds: how much of each kind, and its last step."""
    counts = (words.count(number, name.removesuffix("s")) for name, number in contents.counts.items())
    last = f"Its last step: “{contents.last_step}”." if contents.last_step else "Nothing was done in it yet."
    return f"{' · '.join(counts)}\n{last}"


def not_in_it(lost: list[str]) -> str:
    """The steps that a backup does not hold, the last first: at most ten by name."""
    if not lost:
        return "What was done after that, if anything was. The file itself no longer tells."
    named = [f"“{name}”" for name in lost[::-1][:MOST_STEPS]]
    more = len(lost) - MOST_STEPS
    return f"{', '.join(named)} and {more} more." if more > 0 else f"{words.listed(named)}."


def _detail(fault: Fault) -> str:
    """What was found wrong, on two lines at the most."""
    detail = " ".join(str(fault.facts.get("detail") or "it cannot be read").split()).rstrip(".")
    return detail if len(detail) <= MOST_DETAIL else f"{detail[:MOST_DETAIL].rstrip()} …"
