"""Work on a small disk that runs full: it is told, and what was kept before is there afterwards."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.members import Member
from mhhs_desk.inbox import ReadFile
from tests.soak import works
from tests.soak.evidence import PASSPHRASE, Told, key_of, left_over, wrong_with
from tests.soak.grounds import Grounds, remembering
from tests.soak.kills import Outcome
from tests.soak.works import Work

SIZE = "24m"
MOST_LEFT = 2500
"""KiB that may be left on the disk before the work begins."""
STEPS = 4000


def write(work: Work) -> None:
    desk = Desk.open(work.path, key=work.key)
    with _until_full(desk):
        for number in range(STEPS):
            desk.members.add(Member(name=f"On a small disk {number}", note="n" * 2000))
            work.keep(desk)


def take_in(work: Work) -> None:
    desk = Desk.open(work.path, key=work.key)
    with _until_full(desk):
        for number in range(STEPS):
            for file in work.files:
                other = _other(file, number)
                desk.take_in([other], accept=True)
                work.keep(desk, original=other.findings.sha256)


def back_up(work: Work) -> None:
    desk = Desk.open(work.path, key=work.key)
    with _until_full(desk):
        for number in range(STEPS):
            desk.members.add(Member(name=f"On a small disk {number}"))
            work.keep(desk)
            desk.back_up()


def convert(work: Work) -> None:
    desk = Desk.open(work.path, key=work.key)
    with _until_full(desk):
        for number in range(6):
            if desk.encrypted:
                desk.decrypt()
            else:
                desk.encrypt(PASSPHRASE)
            desk.members.add(Member(name=f"On a small disk {number}"))
            work.keep(desk)


def migrate(work: Work) -> None:
    for old in works.old_workspaces(work.path.parent):
        Desk.open(old).close()


WORKS: dict[str, Callable[[Work], None]] = {
    "full: writing": write,
    "full: importing": take_in,
    "full: backing up": back_up,
    "full: encrypting": convert,
    "full: migrating": migrate,
}


def rounds(grounds: Grounds, name: str, seeds: range) -> Outcome:
    """Let the disk run full once for each seed."""
    outcome = Outcome(name)
    for seed in seeds:
        with small_disk() as disk:
            chance = Random(f"{name} {seed}")
            source = grounds.old() if WORKS[name] is migrate else grounds.base(chance.random() < 0.5)
            if chance.random() < 0.5:  # what the computer remembers has room or has none
                with remembering(disk / "state"):
                    kept, failures = _round(grounds, source, disk, WORKS[name], chance)
            else:
                with tempfile.TemporaryDirectory() as state, remembering(Path(state)):
                    kept, failures = _round(grounds, source, disk, WORKS[name], chance)
        outcome.add(failures, kept, f"{name}, seed {seed}")
    return outcome


def _round(
    grounds: Grounds, source: Path, disk: Path, work: Callable[[Work], None], chance: Random
) -> tuple[int, list[str]]:
    """One round: how often the disk was told to be full, and what is wrong."""
    path = works.copied(source, disk / "work")
    told: list[Told] = []
    failures: list[str] = []
    how = Work(path, key_of(path), chance, grounds.files, tell=lambda **facts: told.append(facts))
    full = 0
    filler = fill(disk, int(MOST_LEFT * chance.random() ** 2))
    try:
        work(how)
    except Fault as fault:
        full += fault.kind is FaultKind.NO_SPACE
        if not full:
            failures.append(f"told as {fault!r} {fault.facts}: {traceback.format_exc()}")
    except Exception:
        failures.append(traceback.format_exc())
    filler.unlink()
    try:
        failures += wrong_with(path, told)
        for old in works.old_workspaces(path.parent):
            with Desk.open(old) as desk:
                failures += desk.check()
        failures += left_over(path.parent)
    except Exception:
        failures.append(traceback.format_exc())
    return full, failures


def fill(disk: Path, left: int) -> Path:
    """Fill a disk up to some KiB; the file that fills it."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free - left * 1024
    filler.write_bytes(bytes(max(0, free)))
    return filler


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk in memory for the time of the block."""
    folder = Path(tempfile.mkdtemp(prefix="soak-disk"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True, capture_output=True)
        folder.rmdir()


def unmountable() -> str | None:
    """Why no small disk can be had here; None where it can."""
    try:
        with small_disk():
            return None
    except subprocess.CalledProcessError as error:
        return str(error.stderr.decode(errors="replace")).strip() or "mounting is refused"
    except OSError as error:
        return str(error)


@contextmanager
def _until_full(desk: Desk) -> Iterator[None]:
    """The workspace is closed in the end; that it could not be backed up then is told like the rest."""
    try:
        yield
    finally:
        with contextlib.suppress(Fault):
            desk.close()


def _other(file: ReadFile, number: int) -> ReadFile:
    """A file like another, of bytes of its own."""
    data = file.data + f"\n{number}".encode()
    return ReadFile(replace(file.findings, sha256=hashlib.sha256(data).hexdigest()), data)
