"""The soak as a whole: its parts shared out between two programs, and the table of what came of them."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

from tests.soak import full, fuzz, kills
from tests.soak.grounds import Grounds, prepare
from tests.soak.kills import Outcome

KILLS, MUTATIONS = 1050, 2000
PROGRAMS = 2
SHOWN = 20
FULL = 35
"""For how many kills one disk runs full in each kind of work."""

Part = tuple[str, Callable[[Grounds, str, range], Outcome], int]
"""What is done, by what, and how many rounds of it."""


def parts(kill: int, spoil: int) -> Iterator[Part]:
    for name in kills.KINDS:
        yield name, kills.rounds, -(-kill // len(kills.KINDS))
    for name in ("spoilt, plain", "spoilt, encrypted"):
        yield name, fuzz.files, spoil // 2
    yield "spoilt logs", fuzz.logs, spoil // 4
    if why := full.unmountable():
        print(f"Full disks are left out: no small disk can be mounted here ({why}).", flush=True)
        return
    for name in full.WORKS:
        yield name, full.rounds, -(-kill // FULL)


def main(arguments: list[str]) -> int:
    kill, spoil = [*map(int, arguments), *(KILLS, MUTATIONS)[len(arguments) :]]
    seed = int(os.environ.get("SOAK_SEED") or secrets.randbelow(10**6))
    print(f"seed {seed}\n{'':18}rounds     told  failures  seconds", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak") as name:
        grounds = prepare(Path(name))
        outcomes = [_shared(grounds, part, seed) for part in parts(kill, spoil)]
    failures = [line for outcome in outcomes for line in outcome.failures or ()]
    print("\n".join([*failures[:SHOWN], f"{len(failures)} failures"]))
    return 1 if failures else 0


def _shared(grounds: Grounds, part: Part, seed: int) -> Outcome:
    """Do one part in two programs at once."""
    name, work, number = part
    start = perf_counter()
    each = max(1, -(-number // PROGRAMS))
    ranges = [range(seed + at, seed + min(at + each, number)) for at in range(0, number, each)]
    with ProcessPoolExecutor(PROGRAMS, multiprocessing.get_context("fork")) as pool:
        done = list(pool.map(work, [grounds] * len(ranges), [name] * len(ranges), ranges))
    outcome = Outcome(name, sum(one.rounds for one in done), sum(one.kept for one in done))
    outcome.failures = [line for one in done for line in one.failures or ()]
    told = f"{outcome.rounds:6} {outcome.kept:8} {len(outcome.failures):9} {perf_counter() - start:8.1f}"
    print(f"{name:18}{told}", flush=True)
    return outcome
