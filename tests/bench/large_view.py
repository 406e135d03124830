"""A meeting of very many items, each with answers of every length: its paper has some two hundred pages."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count

from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.positions import Position, Strength
from mhhs_desk.domain.spans import Span
from mhhs_desk.domain.view import Answer, ItemView, View
from tests.bench.answers import WORDS
from tests.paper.views import DECISIONS, MEMBERS, answer, item_view, view_of

ITEMS = 42
SHORT, USUAL, LONG = 8, 25, 60


def large_view(items: int = ITEMS) -> View:
    """The rep's own view of it, the same each time; no two texts are alike."""
    chance, numbers = random.Random(5), count(1)
    return view_of(*(_item(number, chance, numbers) for number in range(1, items + 1)))


def _item(number: int, chance: random.Random, numbers: count[int]) -> ItemView:
    item = Item(
        id=number, meeting_id=1, number=number, title=_said(chance, 5)[:-1], options=DECISIONS,
        disposition=Disposition.APPROVAL, ask=_said(chance, USUAL), lead="SRO", minutes=10, paper_version="v1.0",
        source_id=2, span=Span(text="Approval required", page=number, line=1),
    )  # fmt: skip
    answers = [_answer(next(numbers), number, member, chance) for member in MEMBERS]
    first, second, third = (f"[F{one.feedback.id}]" for one in answers[:3])
    position = Position(
        item_id=number, option="A", strength=Strength.MAJORITY,
        statement=f"{_said(chance, USUAL)} {first} {second}", reasons=f"{_said(chance, LONG)} {second}",
        ask=f"{_said(chance, USUAL)} {third}", fallback=f"{_said(chance, SHORT)} {first}",
        questions=_said(chance, SHORT), minority=f"{_said(chance, USUAL)} {third}",
    )  # fmt: skip
    return item_view(item, answers, position)


def _answer(number: int, item: int, member: int, chance: random.Random) -> Answer:
    said = answer(number, item, member, chance.choice("AAAWWRXE"), _said(chance, chance.choice((SHORT, USUAL, LONG))))
    return replace(
        said,
        feedback=replace(
            said.feedback,
            condition=_said(chance, SHORT) if chance.random() < 0.3 else None,
            red_line=_said(chance, SHORT) if chance.random() < 0.1 else None,
        ),
    )


def _said(chance: random.Random, words: int) -> str:
    """So many words as a sentence."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."
