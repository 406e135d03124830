"""Two ways of doing one thing, timed turn and turn about; the ratio of their medians travels between machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (or MB) that ours and another took, and how many times the latter ours may take."""

    name: str
    ours: float
    raw: float
    limit: float

    @property
    def ratio(self) -> float:
        return self.ours / self.raw

    @property
    def within(self) -> bool:
        return self.ratio <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds that something took, and how many it is meant to take; no ratio, so it is told and judged by no one."""

    name: str
    took: float
    meant: float


def compare(name: str, ours: Callable[[], object], raw: Callable[[], object], limit: float, rounds: int) -> Measured:
    """The medians of interleaved runs, after one of each that does not count."""
    ours(), raw()
    times = [(_seconds(ours), _seconds(raw)) for _ in range(rounds)]
    mine, theirs = zip(*times, strict=True)
    return Measured(name, median(mine), median(theirs), limit)


def table(lines: list[Measured], unit: str = "ms", in_one: int = 1000) -> str:
    """The measurements, a line each, in a unit of which a second (or an MB) holds so many."""
    width = max(len(line.name) for line in lines)
    rows = [f"{'':{width}}   ours {unit}    raw {unit}   ratio   limit"]
    for line in lines:
        times = f"{line.ours * in_one:9.1f} {line.raw * in_one:9.1f}"
        verdict = "" if line.within else "   over the limit"
        places = 2 if line.limit > 0.1 else 3
        rows.append(f"{line.name:{width}} {times} {line.ratio:7.{places}f} {line.limit:7.{places}f}{verdict}")
    return "\n".join(rows)


def told(figures: list[Figure]) -> str:
    """The figures, a line each, in milliseconds."""
    width = max(len(figure.name) for figure in figures)
    rows = [f"{'':{width}}   took ms  meant ms"]
    rows += [f"{one.name:{width}} {one.took * 1000:9.1f} {one.meant * 1000:9.1f}" for one in figures]
    return "\n".join(rows)


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
