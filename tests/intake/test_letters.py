"""Who answers by a letter is told by its signature, by what it says of itself, or by its head."""

from __future__ import annotations

import pytest

from mhhs_desk.intake import letters
from mhhs_desk.intake.texts import lines_of


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Dear all\nYours sincerely\nAda Frost\nHead of Energy Policy\nAlder Power plc", "Alder Power plc"),
        (
            "Dear all\nThis is sent on behalf of Birch Energy plc and its firms.\nYours sincerely\nAda Frost",
            "Birch Energy plc",
        ),
        (
            "Cedar Networks Limited\n1 Quay\nDear all\nYours sincerely\nAda Frost\nTrading Arrangements",
            "Cedar Networks Limited",
        ),
        ("Response from the Dogwood Association\nDear all\nYours sincerely\nAda Frost", "Dogwood Association"),
    ],
)
def test_a_letter_says_which_firm_it_is_from(text: str, firm: str) -> None:
    assert letters.signed(lines_of(text)) == {"respondent": "Ada Frost", "organisation": firm}


def test_a_paper_that_nobody_signed_is_nobodys_answer() -> None:
    assert (
        letters.signed(lines_of("Our consultation\nSend your response to the office.\nQuestion 1: Is it right?")) == {}
    )
