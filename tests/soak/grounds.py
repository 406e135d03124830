"""Where the soak takes place: a folder of its own, what this computer remembers in it, and workspaces to begin with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Reason
from mhhs_desk.domain.members import Member
from mhhs_desk.inbox import ReadFile, read_file
from mhhs_desk.store import backups, keys
from tests.soak.evidence import MARKER, PASSPHRASE, key_of
from tests.soak.works import SEAT, copied

NAME = "desk.mhhs"
OLD = Path(__file__).parent.parent / "data" / "workspaces" / "001.mhhs"
OLD_COPIES = 4


@dataclass(frozen=True, slots=True)
class Grounds:
    """Workspaces to begin with, each closed in a folder of its own with its backups, and the files of the sample."""

    folder: Path
    files: tuple[ReadFile, ...]

    def base(self, encrypted: bool) -> Path:
        return self.folder / ("encrypted" if encrypted else "plain") / NAME

    def old(self) -> Path:
        return self.folder / "old" / NAME


@contextmanager
def remembering(folder: Path) -> Iterator[Path]:
    """What this computer remembers is remembered in a folder, for the time of the block."""
    with patch.object(places, "state", lambda: folder):
        yield folder


@contextmanager
def round_of(source: Path, computer: Path) -> Iterator[Path]:
    """A fresh copy of a workspace, and of what the computer that made it remembers."""
    with tempfile.TemporaryDirectory(prefix="soak") as name:
        shutil.copytree(computer, Path(name) / "state", dirs_exist_ok=True)
        with remembering(Path(name) / "state"):
            yield copied(source, Path(name) / "work")


def prepare(folder: Path) -> Grounds:
    """Make what every round begins with."""
    resources = places.resources() / "sample"
    names = ("members.xlsx", "invitation.eml", "psg-pack.pdf", "cobalt.eml", "gorse.eml", "web-form.csv")
    grounds = Grounds(folder, tuple(read_file(resources / name) for name in names))
    with remembering(folder / "state"):
        (folder / "state").mkdir()
        for encrypted in (False, True):
            _fill(grounds, grounds.base(encrypted), PASSPHRASE if encrypted else None)
        grounds.old().parent.mkdir()
        shutil.copy(OLD, grounds.old())
        for number in range(OLD_COPIES):
            shutil.copy(OLD, grounds.old().with_name(f"old {number}.mhhs"))
    return grounds


def _fill(grounds: Grounds, path: Path, passphrase: str | None) -> None:
    """A small workspace with members, an arrival, an original, something undone, and backups of several days."""
    path.parent.mkdir()
    with Desk.create(path, *SEAT, passphrase=passphrase) as desk:
        for number in range(8):
            desk.members.add(Member(name=f"Member {number}", note=MARKER))
        desk.take_in([grounds.files[1]], accept=True)
        desk.members.change(1, segment="Domestic")
        desk.undo()
        for days in (90, 80, 40, 3):
            backups.make(path, key_of(path), Reason.WORK, now=datetime.now() - timedelta(days=days))
    keys.mend(path)
