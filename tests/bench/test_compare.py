"""The bench tells a limit that was passed."""

from __future__ import annotations

from tests.bench.compare import Figure, Measured, compare, table, told


def test_a_limit_that_is_passed_is_told() -> None:
    slow, fast = Measured("slow", 0.3, 0.1, 2.0), Measured("fast", 0.1, 0.1, 2.0)
    assert [line.within for line in (slow, fast)] == [False, True]
    assert [line.endswith("over the limit") for line in table([slow, fast]).splitlines()] == [False, True, False]


def test_ours_and_the_bare_library_take_turns() -> None:
    turns: list[str] = []
    compare("turns", lambda: turns.append("ours"), lambda: turns.append("raw"), limit=1, rounds=3)
    assert turns == ["ours", "raw"] * 4


def test_a_figure_is_told_beside_what_was_meant() -> None:
    assert told([Figure("opening", 0.0312, 0.1)]).splitlines()[1].split() == ["opening", "31.2", "100.0"]
