"""Spoilt files opened: each is told with words and a backup, or holds what it held to the byte."""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from mhhs_desk import places, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Contents
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.members import Member
from mhhs_desk.keeping import SPOILT
from mhhs_desk.store import keys
from mhhs_desk.store.keys import Key
from tests.soak.evidence import key_of, state_of, steps_of
from tests.soak.grounds import Grounds, round_of
from tests.soak.kills import Outcome, killed
from tests.soak.spoiling import spoilt
from tests.soak.works import Work

WAL = "-wal"


def files(grounds: Grounds, name: str, seeds: range) -> Outcome:
    """Open a spoilt workspace once for each seed; `name` tells whether it is encrypted."""
    outcome = Outcome(name)
    source = grounds.base("encrypted" in name)
    with round_of(source, grounds.folder / "state") as path:
        key = key_of(path)
        with Desk.open(path, key=key) as desk:
            before = state_of(desk)
        for seed in seeds:
            chance = Random(f"{name} {seed}")
            with round_of(source, grounds.folder / "state") as fresh:
                told, opened, failures = one_file(fresh, key, before, chance)
            outcome.add(failures, not opened, f"{name}, seed {seed}, {told}")
    return outcome


def one_file(path: Path, key: Key | None, before: str, chance: Random) -> tuple[str, bool, list[str]]:
    """Spoil one closed workspace, or its key file, and open it: what was done, whether it opened, what is wrong."""
    target = keys.beside(path) if key and chance.random() < 0.1 else path
    told, data = spoilt(target.read_bytes(), chance)
    target.write_bytes(data)
    if chance.random() < 0.5:
        shutil.rmtree(places.state())
    opened = False
    try:
        with Desk.open(path, key=key) as desk:
            opened = True
            failures = list(_other_than_it_was(desk, before))
    except Fault as fault:
        failures = list(_badly_told(fault, path))
        if target == path and path.read_bytes() != data:
            failures.append("it was refused and not left as it was")
        if target != path:
            failures.append("a spoilt key file keeps out who has the key")
    except Exception:
        failures = [traceback.format_exc()]
    return f"{target.name}: {told}", opened, failures


def _other_than_it_was(desk: Desk, before: str) -> Iterator[str]:
    if state_of(desk) != before:
        yield "it opened and does not hold what it held"
    yield from desk.check()
    if desk.encrypted and not desk.recoverable:
        yield "its key file was not mended"


def _badly_told(fault: Fault, path: Path) -> Iterator[str]:
    """Whether the words name the file, and a good backup that may stand in for it."""
    line = words.fault(fault)
    if path.name not in line:
        yield f"the file is not named: {line}"
    contents = fault.facts.get("contents")
    if fault.kind not in SPOILT or not (isinstance(contents, Contents) and contents.good):
        yield f"no backup is offered: {line}"


def logs(grounds: Grounds, name: str, seeds: range) -> Outcome:
    """Open a workspace whose writer was killed, its log spoilt, once for each seed."""
    outcome = Outcome(name)
    for encrypted in (False, True):
        with round_of(grounds.base(encrypted), grounds.folder / "state") as path:
            states = _killed_writer(path)
            for seed in list(seeds)[encrypted::2]:
                chance = Random(f"{name} {seed}")
                with round_of(path, places.state()) as fresh:
                    told, lost, failures = _one_log(fresh, states, chance)
                outcome.add(failures, lost, f"{name}, seed {seed}, {told}")
    return outcome


def _killed_writer(path: Path) -> dict[int, str]:
    """A workspace as a killed writer leaves it: the state after each step that is in its log."""
    with Desk.open(path, key=key_of(path)) as desk:
        states = {max(steps_of(desk)): state_of(desk)}
    for after in (0.3 * turn for turn in count(1)):
        told = killed(_adds, Work(path, key_of(path), Random(1), (), lambda **_: None), after)
        states |= {fact["step"]: fact["state"] for fact in told}
        if len(states) > 5:
            return states
    raise AssertionError


def _adds(work: Work) -> None:
    desk = Desk.open(work.path, key=work.key)
    for number in range(30):
        desk.members.add(Member(name=f"In the log {number}", note="n" * 300))
        work.keep(desk)
    time.sleep(60)  # were it to end, its log would be brought into the file


def _one_log(path: Path, states: dict[int, str], chance: Random) -> tuple[str, bool, list[str]]:
    """Spoil one log and open its workspace: what was done, whether steps are told to be missing, what is wrong."""
    log = path.with_name(path.name + WAL)
    told, data = spoilt(log.read_bytes(), chance)
    log.write_bytes(data)
    if chance.random() < 0.5:
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
    missing = 0
    try:
        with Desk.open(path, key=key_of(path)) as desk:
            missing, last = desk.missing, max(steps_of(desk))
            failures = desk.check()
            if last + missing < max(states):
                failures.append(f"steps after {last} are missing and that is not told")
            if states.get(last, state_of(desk)) != state_of(desk):
                failures.append(f"it does not hold what it held after step {last}")
    except Fault as fault:
        failures = list(_badly_told(fault, path))
    except Exception:
        failures = [traceback.format_exc()]
    return told, bool(missing), failures
