"""The state of an action from the words of a log, typed as people type."""

from __future__ import annotations

import pytest

from mhhs_desk.intake.states import status_of


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Open", "open"),
        ("COMPLETED", "done"),
        ("Complted", "done"),
        ("Colsed", "done"),
        ("Clsoed 3 Nov", "done"),
        ("Opne", "open"),
        ("None", None),
        ("Closed – sent on 3 November", "done"),
        ("Not complete", "open"),
        ("On-going", "in hand"),
        ("In progess", "in hand"),
        ("New", "open"),
        ("Now", None),
        ("See the paper", None),
        ("", None),
        (None, None),
    ],
)
def test_a_state_is_known_by_its_first_words(words: str | None, status: str | None) -> None:
    assert status_of(words) == status
