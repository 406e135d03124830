"""The page of the paper: its measures, what can be marked on it, and the flow of strips over pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import HAIR, Colour, Style

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 20 * MM, 190 * MM
MEASURE = RIGHT - LEFT
TEXT_LEFT, TEXT_WIDTH = LEFT + 36 * MM, 106 * MM
TOP, BOTTOM = 25 * MM, 275 * MM
"""All measures are points from the left and from the top of the page."""


class Text(NamedTuple):
    """Text in one style, or a drawn sign; `y` is its baseline."""

    x: float
    y: float
    style: Style
    text: str
    width: float


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    fill: Colour | None
    edge: Colour | None
    dashed: bool = False


class Rule(NamedTuple):
    x: float
    y: float
    width: float
    weight: float = 0.35
    colour: Colour = HAIR


class Link(NamedTuple):
    """A way to an anchor, over a rectangle."""

    x: float
    y: float
    width: float
    height: float
    to: str


class Anchor(NamedTuple):
    """A place in the paper that can be gone to; with a title it stands in the outline."""

    y: float
    key: str
    title: str = ""


LEAST_COLUMN = 40 * MM
"""Columns that do not end on a page begin on it only where there is so much room."""
Mark = Text | Box | Rule | Link | Anchor | Tag


@dataclass(slots=True)
class Strip:
    """A band across the page that is never divided. Marks are placed from its top.

    A tag among the marks says of what the text after it is part. `keep`: the page may not turn after the strip.
    `again`: what is repeated where the page turns before it, outside the structure.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    keep: bool = False
    again: tuple[Strip, ...] = ()


Strips = list[Strip]
Page = list[tuple[float, Strip]]
"""Strips of one page, each with the place of its top."""


def gap(height: float, keep: bool = False) -> Strip:
    """Space between strips; at the top of a page it falls away."""
    return Strip(height, keep=keep)


def height_of(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def together(strips: Strips, most: float = 90 * MM) -> Strips:
    """Keep strips on one page unless they are taller than `most`."""
    if height_of(strips) <= most:
        for strip in strips[:-1]:
            strip.keep = True
    return strips


def _unbroken(strips: Iterable[Strip]) -> Iterator[Strips]:
    held: Strips = []
    for strip in strips:
        held.append(strip)
        if not strip.keep:
            yield held
            held = []
    if held:
        yield held


class Flow:
    """Places strips one under the other, page after page."""

    def __init__(self, first_bottom: float | None = None, bottom: float = BOTTOM) -> None:
        self.pages: list[Page] = [[]]
        self.number = 0
        self.y = TOP
        self.bottom = bottom
        self.first_bottom = bottom if first_bottom is None else first_bottom

    @property
    def room(self) -> float:
        """Points left on this page."""
        return (self.bottom if self.number else self.first_bottom) - self.y

    @property
    def fresh(self) -> bool:
        return self.y <= TOP

    def turn(self) -> None:
        """Go on at the top of the next page."""
        self.number += 1
        self.y = TOP
        if self.number == len(self.pages):
            self.pages.append([])

    def place(self, strips: Iterable[Strip]) -> None:
        for held in _unbroken(strips):
            if height_of(held) > self.room and not self.fresh:
                self._continue(held[0])
            for strip in held:
                if strip.height > self.room and not self.fresh:
                    self._continue(strip)
                self._put(strip)

    def columns(self, *columns: Strips) -> None:
        """Place strips beside one another from here; go on under the one that reaches furthest."""
        if any(height_of(strips) > self.room for strips in columns) and self.room < LEAST_COLUMN:
            self.turn()
        start, ends = (self.number, self.y), []
        for strips in columns:
            self.number, self.y = start
            self.place(strips)
            ends.append((self.number, self.y))
        self.number, self.y = max(ends)

    def _continue(self, strip: Strip) -> None:
        self.turn()
        for repeated in strip.again:
            self._put(Strip(repeated.height, [mark for mark in repeated.marks if not isinstance(mark, Tag)]))

    def _put(self, strip: Strip) -> None:
        if self.fresh and not strip.marks:
            return
        self.pages[self.number].append((self.y, strip))
        self.y += strip.height
