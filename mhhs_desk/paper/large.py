"""The large size: what is read first in a brief, and all that is read from a card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from mhhs_desk.domain.view import ItemView
from mhhs_desk.paper import wording
from mhhs_desk.paper.page import LEFT, Page, Strips, Text
from mhhs_desk.paper.rows import baseline, paragraph
from mhhs_desk.paper.text import BODY, LEAD, Run, Runs, Style, lines, width_of

SIZE, LEADING = LEAD.size, 19.0


@cache
def larger(style: Style) -> Style:
    """The same look in the large size; what is small, as a citation, stays so."""
    scale = SIZE / BODY.size
    return replace(style, size=SIZE, pad=style.pad * scale) if style.size == BODY.size else style


def large(runs: Iterable[Run]) -> Runs:
    """The same runs in the large size."""
    return [Run(larger(style), text, link) for style, text, link in runs]


def large_paragraph(runs: Iterable[Run], x: float, width: float, hang: float = 0.0) -> Strips:
    """A paragraph in the large size."""
    return paragraph(large(runs), x, width, SIZE, LEADING, hang)


def chip_before(item: ItemView, strips: Strips) -> None:
    """Set the chip of a position before it: its option, or that we put a question; nothing where there is neither."""
    option = item.position.option if item.position else None
    if option or item.text("questions"):
        style, said, _ = wording.chip(option) if option else wording.open_chip("?")
        style = larger(style)
        strips[0].marks.insert(1, Text(LEFT, baseline(SIZE, LEADING), style, said, width_of(style, said)))


def cut(runs: Runs, width: float, most: int, hang: float = 0.0) -> tuple[Runs, bool]:
    """Runs in at most so many lines, the longest of them cut with an ellipsis; and whether anything was cut."""
    was = False
    while len(lines(runs, width, hang)) > most:
        at = max(range(len(runs)), key=lambda number: len(runs[number].text))
        style, text, link = runs[at]
        if len(text) < 2:
            return runs[:-1], True
        low, high = 0, len(text) - 1
        while low < high:
            middle = (low + high + 1) // 2
            tried = [*runs[:at], Run(style, _ended(text, middle), link), *runs[at + 1 :]]
            low, high = (middle, high) if len(lines(tried, width, hang)) <= most else (low, middle - 1)
        was, runs = True, [*runs[:at], Run(style, _ended(text, low) if low else "", link), *runs[at + 1 :]]
    return runs, was


def _ended(text: str, most: int) -> str:
    """The beginning of a text, up to a word, with an ellipsis."""
    kept = text[:most]
    before = kept.rsplit(" ", 1)[0] if " " in kept.strip() and not text[most : most + 1].isspace() else kept
    return f"{before.rstrip(' ,;:')} …"


def height_on(page: Page) -> float:
    """Where the last strip of a page ends."""
    return max((top + strip.height for top, strip in page), default=0.0)
