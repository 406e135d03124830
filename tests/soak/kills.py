"""Programs killed in the middle of their work, and what is found afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NoReturn

from mhhs_desk import places
from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Reason
from mhhs_desk.store import backups
from tests.soak import works
from tests.soak.evidence import Told, key_of, left_over, readable, spoilt_backups, state_of, wrong_with
from tests.soak.grounds import Grounds, round_of
from tests.soak.works import Work

SHORTEST = 0.0005
"""Seconds after which a program is killed at the earliest."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work, the longest it is left alive in seconds, and what else is looked at when it is dead."""

    name: str
    work: Callable[[Work], None]
    longest: float
    after: Callable[[Work, list[Told]], Iterator[str]]


@dataclass(slots=True)
class Outcome:
    """What came of some rounds."""

    kind: str
    rounds: int = 0
    kept: int = 0
    """How many things were told to be kept."""
    failures: list[str] | None = None

    def add(self, failures: list[str], kept: int, called: str) -> None:
        self.rounds += 1
        self.kept += kept
        self.failures = [*(self.failures or []), *(f"{called}: {line}" for line in failures)]


def rounds(grounds: Grounds, name: str, seeds: range) -> Outcome:
    """Kill one kind of work once for each seed."""
    kind = KINDS[name]
    outcome = Outcome(name)
    for seed in seeds:
        told, failures = _round(grounds, kind, Random(f"{name} {seed}"))
        outcome.add(failures, len(told), f"{name}, seed {seed}")
    return outcome


def _round(grounds: Grounds, kind: Kind, chance: Random) -> tuple[list[Told], list[str]]:
    source = grounds.old() if kind.work is works.migrate else grounds.base(encrypted=chance.random() < 0.5)
    with round_of(source, grounds.folder / "state") as path:
        before = {} if kind.work is works.convert else _digests(path)
        work = Work(path, key_of(path), chance, grounds.files, tell=lambda **_: None)
        told = killed(kind.work, work, _moment(chance, kind.longest))
        if chance.random() < 0.5:
            shutil.rmtree(places.state())  # another computer, which remembers nothing
        failures = [fact["broke"] for fact in told if "broke" in fact]
        try:
            failures += [
                *_still_plain(path, told),
                *wrong_with(path, told),
                *kind.after(work, told),
                *left_over(path.parent),
            ]
            failures += [f"{name} is not what it was" for name, was in before.items() if _changed(path, name, was)]
        except Exception:
            failures.append(traceback.format_exc())
    return told, failures


def killed(work: Callable[[Work], None], how: Work, after: float) -> list[Told]:
    """Do work in a program of its own, kill it after some seconds, and return what it had told by then."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _live(work, how, writer)
    os.close(writer)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as told:
        return [json.loads(line) for line in told.read().splitlines()]


def _live(work: Callable[[Work], None], how: Work, writer: int) -> NoReturn:
    def tell(**facts: Any) -> None:
        os.write(writer, json.dumps(facts).encode() + b"\n")

    try:
        work(Work(how.path, how.key, how.chance, how.files, tell))
    except BaseException:
        tell(broke=traceback.format_exc()[-1500:])
    finally:
        time.sleep(60)  # what is done waits to be killed
        os._exit(1)


def _moment(chance: Random, longest: float) -> float:
    """A moment to kill at; half of them are as often early as late."""
    if chance.random() < 0.5:
        return chance.uniform(SHORTEST, longest)
    return float(SHORTEST * (longest / SHORTEST) ** chance.random())


def _digests(path: Path) -> dict[str, str]:
    """The backups of a workspace as they are, by name."""
    found = backups.listed(backups.folder(path))
    return {backup.path.name: hashlib.sha256(backup.path.read_bytes()).hexdigest() for backup in found}


def _changed(path: Path, name: str, digest: str) -> bool:
    """Whether a backup that was not thinned is other than it was."""
    backup = backups.folder(path) / name
    return backup.exists() and hashlib.sha256(backup.read_bytes()).hexdigest() != digest


def _still_plain(path: Path, told: list[Told]) -> Iterator[str]:
    """What can be read of a workspace that was told to be encrypted, before anybody opens it."""
    turns = [fact for fact in told if "turned" in fact or "turning" in fact]
    if turns and turns[-1].get("turned") == "encrypted":
        yield from readable(path.parent)
        if key_of(path) is None:
            yield "it was encrypted and is plain"


def _nothing(work: Work, told: list[Told]) -> Iterator[str]:
    return iter(())


def _taken_in(work: Work, told: list[Told]) -> Iterator[str]:
    """Every original that was told to be kept is there, whatever was taken back since."""
    wanted = {fact["original"] for fact in told if "original" in fact}
    with Desk.open(work.path, key=work.key) as desk:
        for sha256 in wanted:
            if hashlib.sha256(desk.workspace.original(sha256)).hexdigest() != sha256:
                yield f"the original {sha256} is not what was taken in"


def _backed_up(work: Work, told: list[Told]) -> Iterator[str]:
    """Every backup that was told to be made is there with what it had to hold."""
    for fact in told:
        if "backup" in fact:
            contents = backups.look(backups.folder(work.path) / fact["backup"], work.key)
            if not contents.good or contents.last_id < fact["steps"]:
                yield f"{fact['backup']} is not good: {contents}"


def _migrated(work: Work, told: list[Told]) -> Iterator[str]:
    """Every old workspace opens with the records it had, backed up before its layout was changed."""
    with Desk.open(work.path) as desk:
        expected = state_of(desk)
    states = {fact["migrated"]: fact["state"] for fact in told if "migrated" in fact}
    written = {fact["written"] for fact in told if "written" in fact}
    for path in works.old_workspaces(work.path.parent):
        with Desk.open(path) as desk:
            member = desk.members.first("name = 'Somebody new'")
            if path.name in written and not member:
                yield f"{path.name} has lost a step"
            if member:
                desk.undo()
            if state_of(desk) != expected or states.get(path.name, expected) != expected:
                yield f"{path.name} does not hold what it held"
            yield from desk.check()
        made = backups.listed(backups.folder(path))
        if Reason.MIGRATING not in {backup.reason for backup in made}:
            yield f"{path.name} was not backed up before its layout was changed"
        yield from spoilt_backups(path)


def _converted(work: Work, told: list[Told]) -> Iterator[str]:
    """What is found to be encrypted cannot be read, and opens by its passphrase."""
    with Desk.open(work.path, key=key_of(work.path)) as desk:
        if desk.encrypted:
            yield from readable(work.path.parent)
            if not desk.recoverable:
                yield "it cannot be opened by its passphrase"


def _restored(work: Work, told: list[Told]) -> Iterator[str]:
    """Every restored workspace is whole, and those told to be are there."""
    found = {path.name for path in work.path.parent.glob("* restored *.mhhs")}
    yield from (f"{fact['restored']} is gone" for fact in told if fact.get("restored", "") not in {"", *found})
    for name in sorted(found)[-3:]:
        path = work.path.with_name(name)
        with Desk.open(path, key=key_of(path)) as desk:
            yield from desk.check()
            if desk.members.count() != 8:
                yield f"{name} does not hold what was backed up"


def _made(work: Work, told: list[Told]) -> Iterator[str]:
    """Every new workspace is whole, or not there and can be made."""
    yield from (f"{fact['made']} is gone" for fact in told if "made" in fact and not _there(work, fact["made"]))
    for name in [fact["making"] for fact in told if "making" in fact][-3:]:
        path = work.path.with_name(name)
        if not path.exists():
            Desk.create(path, *works.SEAT).close()
        with Desk.open(path, key=key_of(path)) as desk:
            yield from desk.check()
            if not (desk.forums.count() and desk.constituency == works.SEAT[0]):
                yield f"{name} is not whole"


def _there(work: Work, name: str) -> bool:
    return work.path.with_name(name).exists()


KINDS = {
    kind.name: kind
    for kind in (
        Kind("writing", works.write, 0.4, _nothing),
        Kind("importing", works.take_in, 1.5, _taken_in),
        Kind("backing up", works.back_up, 0.4, _backed_up),
        Kind("migrating", works.migrate, 0.4, _migrated),
        Kind("encrypting", works.convert, 1.5, _converted),
        Kind("restoring", works.restore, 0.5, _restored),
        Kind("making", works.make, 0.8, _made),
    )
}
