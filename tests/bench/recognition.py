"""How much of what a careful person reads in a document is found, and how much of what is found is right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.intake.expectations import counted, own, real

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
FLOOR = 0.95
"""Below this, of either, the bench fails."""

Counts = Mapping[str, tuple[int, int, int]]


def measure() -> Counts:
    """The counts of every kind of finding, over our own documents and the real ones where they are there."""
    return counted([*own(), *(real(SHARED) if (SHARED / "cases").is_dir() else ())])


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def within(counts: Counts) -> bool:
    """Whether precision and recall of every kind are at the floor or above it."""
    return all(min(share(right, found), share(right, wanted)) >= FLOOR for right, found, wanted in counts.values())


def table(counts: Counts) -> str:
    """The measurements, a line for each kind."""
    width = max(map(len, counts))
    rows = [f"{'':{width}} precision  recall   found  expected   floor"]
    for kind, (right, found, wanted) in counts.items():
        precision, recall = share(right, found), share(right, wanted)
        verdict = "" if min(precision, recall) >= FLOOR else "   below the floor"
        rows.append(f"{kind:{width}} {precision:9.3f} {recall:7.3f} {found:7} {wanted:9} {FLOOR:7.2f}{verdict}")
    return "\n".join(rows)
