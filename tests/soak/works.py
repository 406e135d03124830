"""The work that is killed: each kind goes on until then, and tells what it has kept only once it is kept."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.backups import Reason
from mhhs_desk.domain.members import Member
from mhhs_desk.inbox import ReadFile
from mhhs_desk.store import backups, database
from mhhs_desk.store.engine import open_database
from mhhs_desk.store.keys import Key
from tests.soak.evidence import MARKER, PASSPHRASE, state_of, steps_of

SEAT = ("Small Supplier", "PSG", "Morgan Hale")


@dataclass(frozen=True, slots=True)
class Work:
    """One round: the workspace worked on, its key, the chances taken, the files at hand and whom to tell."""

    path: Path
    key: Key | None
    chance: Random
    files: tuple[ReadFile, ...]
    tell: Callable[..., None]

    def keep(self, desk: Desk, **facts: Any) -> None:
        """Tell that the last step is kept."""
        steps = steps_of(desk)
        name, digest = steps[max(steps)]
        self.tell(step=max(steps), name=name, hash=digest, state=state_of(desk), **facts)


def write(work: Work) -> None:
    """Add, change, remove, undo, redo."""
    desk = Desk.open(work.path, key=work.key)
    for number in count():
        if one_step(desk, work.chance, number):
            work.keep(desk)


def take_in(work: Work) -> None:
    """Take in every file of the sample, then take that back and do it again."""
    desk = Desk.open(work.path, key=work.key)
    for file in work.files:
        desk.take_in([file], accept=True)
        work.keep(desk, original=file.findings.sha256)
    while True:
        for go in (desk.undo, desk.redo):
            for _ in range(3):
                if go():
                    work.keep(desk)


def back_up(work: Work) -> None:
    """Back up over and over beside the program that writes."""
    desk = Desk.open(work.path, key=work.key)

    def beside() -> None:
        while True:
            kept = max(steps_of_file(work))
            made = backups.make(work.path, work.key, Reason.WORK)
            work.tell(backup=made.path.name, steps=kept)

    threading.Thread(target=beside, daemon=True).start()
    for number in count():
        if one_step(desk, work.chance, number):
            work.keep(desk)


def migrate(work: Work) -> None:
    """Open workspaces of the first layout."""
    for old in old_workspaces(work.path.parent):
        with Desk.open(old) as desk:
            work.tell(migrated=old.name, state=state_of(desk))
            desk.members.add(Member(name="Somebody new"))
            work.tell(written=old.name)


def convert(work: Work) -> None:
    """Encrypt and decrypt, with steps between; a plain file holds the marker before it is encrypted."""
    desk = Desk.open(work.path, key=work.key)
    for number in count():
        if desk.encrypted and work.chance.random() < 0.3:
            desk.change_passphrase(PASSPHRASE)
        if desk.encrypted:
            work.tell(turning="plain")
            desk.decrypt()
            work.tell(turned="plain")
        else:
            desk.encrypt(PASSPHRASE)
            work.tell(turned="encrypted")
        desk.members.add(Member(name=f"After turning {number}", note=MARKER))
        work.keep(desk)


def restore(work: Work) -> None:
    """Bring a backup back, again and again."""
    desk = Desk.open(work.path, key=work.key)
    backup = work.chance.choice(desk.backups())
    for _ in count():
        work.tell(restored=desk.restore(backup).name)


def make(work: Work) -> None:
    """Make new workspaces: plain, by passphrase, and by a key made before."""
    for number in count():
        path = work.path.parent / f"new {number}.mhhs"
        how = work.chance.choice(("plain", "passphrase", "key")) if work.key else "plain"
        work.tell(making=path.name)
        if how == "key":
            with database.made(path, work.key) as workspace:
                Desk(workspace).set_up(*SEAT)
        else:
            Desk.create(path, *SEAT, passphrase=PASSPHRASE if how == "passphrase" else None).close()
        work.tell(made=path.name)


def one_step(desk: Desk, chance: Random, number: int) -> bool:
    """One step of any sort; whether there was anything to do."""
    members = desk.members.all()
    verb = chance.choice(("add", "add", "two", "change", "remove", "undo", "redo"))
    if verb == "add":
        desk.members.add(Member(name=f"Member {number} {chance.random()}", note=MARKER))
    elif verb == "two":
        with desk.step("Two at once"):
            desk.actions.add(Action(ref=f"ACT-{number}", text="Say so"))
            desk.members.add(Member(name=f"Both {number} {chance.random()}"))
    elif verb == "undo":
        return desk.undo() is not None
    elif verb == "redo":
        return desk.redo() is not None
    elif not members:
        return False
    elif verb == "change":
        desk.members.save(replace(chance.choice(members), note=f"note {number} {chance.random()}"))
    else:
        return _removed(desk, chance.choice(members))
    return True


def _removed(desk: Desk, member: Member) -> bool:
    """Remove a member that nothing points to."""
    if desk.people.count("member_id = ?", member.id) + desk.feedback.count("member_id = ?", member.id):
        return False
    desk.members.remove(member.id)
    return True


def steps_of_file(work: Work) -> list[int]:
    """The steps that a connection of its own sees."""
    db = open_database(work.path, work.key)
    try:
        return [number for (number,) in db.execute("SELECT id FROM step")]
    finally:
        db.close()


def old_workspaces(folder: Path) -> list[Path]:
    return sorted(folder.glob("old *.mhhs"))


def copied(source: Path, folder: Path) -> Path:
    """A workspace with its backups and key file, in another folder."""
    shutil.copytree(source.parent, folder, dirs_exist_ok=True)
    return folder / source.name
