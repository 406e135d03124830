"""Names and words that are withheld are met however they are typed, and everyday words are not taken for names."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.withheld import Names, Words

NAMES = Names.of(
    [Member(id=1, name="The Zürich Light Company Ltd", domains=("mail.zlc-group.example",)), Member(id=2, name="E3")],
    [Person(id=1, member_id=1, name="Will O’Brien", address="wob@post.example")],
    ["Umber Electric and Ochre Gas; Sienna"],
    ["Small Supplier", "Domestic"],
)


@pytest.mark.parametrize(
    "text",
    [
        "Zurich thinks so.", "as ZÜRICH’s people say", "Zü\u00adrich", "so says O'Brien", "Ask Will.",
        "wob@post.example", "see zlc/about", "the Light contract", "the zürich light\ncompany ltd", "umber would",
        "as Ochre Gas says", "sienna", "E3 objects",
    ],
)  # fmt: skip
def test_a_name_is_met_however_it_is_typed(text: str) -> None:
    assert NAMES.stand_in(None, text)


@pytest.mark.parametrize(
    "text",
    ["This will come to light.", "The company is small.", "Domestic suppliers agree.", "e3 is a number", "post", "",
     "the electric gas"],
)  # fmt: skip
def test_an_everyday_word_is_no_name(text: str) -> None:
    assert not NAMES.stand_in(text)


WORDS = Words.of(
    ["lose £2m", "Our agent leaves us in March of next year"],
    ["We cannot build this before the summer. Yes."],
    ["Nobody can build this before the summer."],
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Some LOSE\n£2m by it.", True),
        ("One agent leaves us in March of 2022.", True),
        ("It comes to us in any case.", False),
        ("They go in March of all months.", True),
        ("Some lose £20m.", False),
        ("They cannot build it before the end.", False),
        ("As one says, we cannot build this before.", True),
        ("Who can build this before the summer?", False),
        ("Yes.", False),
        (None, False),
    ],
)
def test_what_is_held_back_is_not_told_again_and_what_is_said_aloud_may_be(text: str | None, told: bool) -> None:
    assert WORDS.stand_in(text) is told
