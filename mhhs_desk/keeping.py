"""How a workspace is opened, kept and brought back: its key, its history, its backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from mhhs_desk.domain.backups import Backup, Contents, Reason
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.holder import Holder
from mhhs_desk.inbox import Inbox
from mhhs_desk.store import backups, database, history, keychain, keys, unlocking
from mhhs_desk.store.history import Change, Past, Step
from mhhs_desk.store.keys import Key
from mhhs_desk.store.settings import CONSTITUENCY

SPOILT = (FaultKind.DAMAGED, FaultKind.NOT_A_WORKSPACE, FaultKind.EMPTY, FaultKind.MISSING)
"""Faults of a file that one of its backups may stand in for."""


class Keeping(Inbox):
    """The records of a workspace and their keeping."""

    def __init__(self, workspace: database.Workspace, today: date | None = None) -> None:
        super().__init__(workspace, today)

    @property
    def path(self) -> Path:
        return self.workspace.path

    @property
    def constituency(self) -> str:
        return self.settings.read(CONSTITUENCY)

    @property
    def holder(self) -> Holder | None:
        """The program that writes this workspace where that is another: then this desk only reads."""
        return self.workspace.holder

    @property
    def briefing(self) -> str:
        """Who handed this desk over as a briefing: then it is read, and not written."""
        return self.workspace.briefing

    @property
    def writes(self) -> bool:
        """Whether steps can be taken on this desk."""
        return self.holder is None and not self.briefing

    @property
    def missing(self) -> int:
        """How many steps, kept before a crash, the file has lost since."""
        return self.workspace.missing

    def close(self) -> None:
        """Close the workspace, backed up first after changes. Raises Fault, closed all the same, where that fails."""
        try:
            if self.workspace.changed and self.holder is None and self.workspace.there():
                self.workspace.back_up(Reason.CLOSING)
        finally:
            self.workspace.close()

    # Steps

    def step(self, name: str) -> AbstractContextManager[Step]:
        """One step of the rep's: all of it is kept or none, and one undo takes it back."""
        return self.workspace.step(name)

    def listen(self, listener: Callable[[Step], None]) -> None:
        """Be told of every step once it is kept, with the kinds of record it changed."""
        self.workspace.listeners.append(listener)

    def undo(self) -> Step | None:
        return self.workspace.undo()

    def redo(self) -> Step | None:
        return self.workspace.redo()

    def undoable(self) -> Step | None:
        return self.workspace.undoable()

    def redoable(self) -> Step | None:
        return self.workspace.redoable()

    # The past

    def past(self, limit: int = -1, words: str = "") -> list[Past]:
        """The last steps, the newest first; those whose name holds some words."""
        return history.past(self.workspace.db, limit, words)

    def changes_of(self, step_id: int) -> list[Change]:
        """What one step changed, in order."""
        return history.changes_of(self.workspace.db, step_id)

    def past_of(self, kind: str, record_id: int) -> list[Change]:
        """The past of one record, the oldest first. `kind` is the name of its table."""
        return history.past_of(self.workspace.db, kind, record_id)

    def deleted(self) -> list[Change]:
        """The last change of every record that was removed and is not back, the newest first."""
        return history.deleted(self.workspace.db)

    def bring_back(self, change: Change, called: str) -> None:
        """Bring back a record that was removed, with those it points to. Raises Refused where its place is taken."""
        self.workspace.bring_back(change.kind, change.record_id, f"Bring back {called}")

    # Backups

    def backups(self) -> list[Backup]:
        """The backups beside the workspace, the newest first."""
        return backups.listed(backups.folder(self.path))

    def look(self, backup: Backup) -> Contents:
        """What is in a backup, and what is wrong with it."""
        return backups.look(backup.path, self.workspace.key)

    def back_up(self, where: Path | None = None) -> Backup:
        """Back up now, into a folder of one's own or beside the workspace; also where its file was moved away."""
        return self.workspace.back_up(Reason.HAND, where)

    def backup_job(self) -> Callable[[Callable[[int, int], None]], Backup] | None:
        """What backs up the work so far beside the window; None where nothing was changed since the last backup."""
        workspace = self.workspace
        if not workspace.changed or self.holder or not workspace.there():
            return None
        path, key = workspace.path, workspace.key
        workspace.changed = False

        def make(report: Callable[[int, int], None]) -> Backup:
            try:
                with database.faults(path):
                    return backups.make(path, key, Reason.WORK, report=report)
            except BaseException:
                workspace.changed = True
                raise

        return make

    def restore(self, backup: Backup) -> Path:
        """Bring a backup back as a workspace of its own beside this one; where it is."""
        target = backups.free_name(self.path, backup.at)
        backups.restore(backup.path, target, self.workspace.key)
        return target

    # Protection

    @property
    def encrypted(self) -> bool:
        return self.workspace.key is not None

    @property
    def _key(self) -> Key:
        if self.workspace.key is None:
            raise Refused("not encrypted")
        return self.workspace.key

    @property
    def recoverable(self) -> bool:
        """Whether a recovery passphrase opens the workspace: not so once its key file is lost everywhere."""
        try:
            return not self.encrypted or keys.find(self.path, self._key.id).proof == self._key.proof
        except Fault:
            return False

    def encrypt(self, passphrase: str) -> bool:
        """Encrypt the workspace and its backups; whether the keychain holds the key from now on."""
        if self.encrypted:
            raise Refused("encrypted already")
        key = new_key(self.path, passphrase)
        try:
            self.workspace.convert(key)
        except BaseException:
            if not self.encrypted:
                keys.drop(key.id, keys.beside(self.path))
            raise
        return keychain.remember(key)

    def decrypt(self) -> None:
        """Make the workspace and its backups plain files again."""
        key = self._key
        self.workspace.convert(None)
        keys.drop(key.id, keys.beside(self.path), backups.key_file(self.path))
        keychain.forget(key.id)

    def change_passphrase(self, new: str) -> None:
        """Another recovery passphrase for the same key. Raises Refused for one that is too weak."""
        keys.refuse_weak(new)
        self.workspace.refuse_reader(briefing=False)
        with database.faults(self.path):
            keys.keep(keys.wrap(self._key, new), keys.beside(self.path), backups.key_file(self.path))

    def remember(self) -> bool:
        """Let this computer's keychain hold the key; whether it does."""
        return keychain.remember(self._key)

    def forget(self) -> bool:
        """Take the key out of this computer's keychain: from then on the passphrase opens the workspace."""
        return keychain.forget(self._key.id)

    # Soundness

    def check(self) -> list[str]:
        """What is wrong with the workspace: nothing, or a line each."""
        return self.workspace.check()


def new_key(path: Path, passphrase: str) -> Key:
    """A new key for a workspace, its key file written. Raises Refused for a passphrase that is too weak."""
    keys.refuse_weak(passphrase)
    key = keys.new_key()
    with database.faults(path):
        keys.keep(keys.wrap(key, passphrase), keys.beside(path))
    return key


@contextmanager
def new_workspace(path: Path, passphrase: str | None = None) -> Iterator[database.Workspace]:
    """Make a workspace to be filled, encrypted where a passphrase is given: whole at the block's end, or not at all."""
    key = None
    try:
        if passphrase is not None and not path.exists():
            key = new_key(path, passphrase)
        with database.made(path, key) as workspace:
            yield workspace
    except BaseException:
        if key:
            keys.drop(key.id, keys.beside(path))
        raise


def find_key(path: Path) -> Key | None:
    """The key that this computer's keychain holds for an encrypted workspace; it may take seconds to say.

    None where the recovery passphrase must be asked for. Raises Fault as `open_workspace` does.
    """
    try:
        return unlocking.from_keychain(path)
    except Fault as fault:
        _stand_in(fault, path, None)
        raise


def open_workspace(path: Path, key: Key | None, over: bool = False) -> database.Workspace:
    """Open a workspace; where its file is spoilt the fault names the newest good backup and what would be lost."""
    try:
        workspace = database.open_(path, key, over)
    except Fault as fault:
        _stand_in(fault, path, key)
        raise
    if key and workspace.holder is None:
        keys.mend(path)
    return workspace


def _stand_in(fault: Fault, path: Path, key: Key | None) -> None:
    """Tell a fault of a spoilt file which backup may stand in for it."""
    if fault.kind not in SPOILT:
        return
    made = backups.listed(backups.folder(path))
    if made and key is None and unlocking.needs_key(made[0].path):
        key = unlocking.from_keychain(made[0].path)
    found = backups.newest_good(path, key)
    if found:
        fault.facts["backup"], fault.facts["contents"] = found
        fault.facts["lost"] = backups.steps_after(path, key, found[1].last_id)
    elif made:
        fault.facts["unopened"] = made[0]
