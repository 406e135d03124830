"""Bars: how many members stand where, each part as wide as its share and labelled as far as it has room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.options import AGAINST, QUESTION_KEYS
from mhhs_desk.domain.view import ItemView
from mhhs_desk.paper.page import TEXT_LEFT, TEXT_WIDTH, Box, Mark, Strip, Text
from mhhs_desk.paper.rows import baseline
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import (
    ACCENT,
    BLACK,
    GREY,
    HAIR,
    ON_ACCENT,
    SMALL,
    SMALL_STRONG,
    TINT,
    WHITE,
    Colour,
    Style,
    letters,
)
from mhhs_desk.paper.wording import in_order

BAR, BETWEEN, INSET = 16.0, 2.2, 4.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how many, and what it may be called, the fullest name first."""

    number: int
    names: tuple[str, ...]
    style: Style = SMALL
    fill: Colour | None = WHITE
    edge: Colour | None = BLACK
    dashed: bool = False


STATES = (
    (State.NIL, "nil return", Part(0, ("nil",), SMALL_STRONG, HAIR, None)),
    (State.SILENT, "silent", Part(0, ("silent",), SMALL, WHITE, BLACK)),
    (State.NOT_ASKED, "not asked", Part(0, ("not asked",), SMALL, WHITE, GREY, True)),
    (State.RECUSED, "recused", Part(0, ("recused",), SMALL, WHITE, GREY, True)),
    (State.NOTHING_TO_SHOW, "no answer to show", Part(0, ("no answer to show", "not shown"), SMALL, WHITE, BLACK)),
)


def parts_of(view: ItemView) -> list[Part]:
    """The options chosen, then the states of the members who are not counted for any."""
    parts = [_option(view, key, number) for key, number in in_order(view)]
    for state, _, look in STATES:
        if number := view.tally.states[state]:
            names = tuple(f"{name} {number}" for name in look.names)
            parts.append(Part(number, names, look.style, look.fill, look.edge, look.dashed))
    return parts


def _option(view: ItemView, key: str, number: int) -> Part:
    name = f"Option {key}" if key in QUESTION_KEYS else view.item.option_name(key)
    names = tuple(dict.fromkeys((f"{name}: {number}", f"{key}: {number}")))
    if key in AGAINST - {"R"}:
        return Part(number, names, ON_ACCENT, BLACK, None)
    if key in ("A", "Y", "1"):
        return Part(number, names, ON_ACCENT, ACCENT, None)
    return Part(number, names, SMALL_STRONG, TINT, None)


def bar(parts: Sequence[Part], x: float = TEXT_LEFT, width: float = TEXT_WIDTH) -> tuple[Strip, list[str]]:
    """A bar, and the full names of the parts that had no room for theirs."""
    total = sum(part.number for part in parts)
    said = f"A bar of {total}. {'; '.join(part.names[0] for part in parts)}."
    marks: list[Mark] = [Tag("Figure", alt=said)]
    unnamed: list[str] = []
    for part, wide in zip(parts, _widths(parts, width), strict=True):
        inner = wide - BETWEEN
        marks.append(Box(x, 0.5, inner, BAR - 1, part.fill, part.edge, part.dashed))
        name = next((name for name in part.names if letters(part.style, name) + 2 * INSET <= inner), None)
        if name != part.names[0]:
            unnamed.append(part.names[0])
        shown = name or str(part.number)
        inset = INSET if name else (inner - letters(part.style, shown)) / 2
        marks.append(Text(x + inset, baseline(8, BAR), part.style, shown, 0.0))
        x += wide
    return Strip(BAR, marks), unnamed


def _widths(parts: Sequence[Part], width: float) -> list[float]:
    """The share of each part, none narrower than its number; what that takes is taken from the wide ones."""
    total = sum(part.number for part in parts)
    least = [letters(part.style, str(part.number)) + 7 for part in parts]
    shares = [width * part.number / total for part in parts]
    short = sum(max(0.0, low - share) for low, share in zip(least, shares, strict=True))
    spare = sum(max(0.0, share - low) for low, share in zip(least, shares, strict=True))
    scale = 1 - short / spare if spare else 1.0
    return [low + max(0.0, share - low) * scale for low, share in zip(least, shares, strict=True)]
