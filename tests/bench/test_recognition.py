"""The bench tells what is found too seldom or wrongly."""

from __future__ import annotations

from tests.bench.recognition import FLOOR, table, within


def test_a_kind_below_the_floor_is_told() -> None:
    counts = {"agenda items": (99, 100, 100), "dates": (80, 80, 100), "actions": (80, 100, 80)}
    assert not within(counts)
    assert [line.split()[0] for line in table(counts).splitlines() if line.endswith("below the floor")] == [
        "dates",
        "actions",
    ]


def test_a_kind_that_comes_nowhere_is_no_fault() -> None:
    assert within({"decisions": (0, 0, 0)})
    assert FLOOR >= 0.9
