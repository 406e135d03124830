"""Themes: what several answers to an item speak of, named by the rep over the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mhhs_desk.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Record):
    """A matter that answers to an item speak of."""

    item_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMark(Record):
    """Words of an answer that speak of a theme."""

    theme_id: int
    feedback_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A theme with the answers that speak of it: the marked words of each, by the number of the answer."""

    theme: Theme
    words: Mapping[int, tuple[str, ...]]

    @property
    def count(self) -> int:
        return len(self.words)


def spoken(themes: Iterable[Theme], marks: Iterable[ThemeMark], answers: Iterable[int]) -> tuple[Spoken, ...]:
    """What some answers speak of: the themes with the most of them first, those that none of them speaks of last."""
    numbers = set(answers)
    found: dict[int, dict[int, tuple[str, ...]]] = {}
    for mark in marks:
        if mark.feedback_id in numbers:
            of = found.setdefault(mark.theme_id, {})
            of[mark.feedback_id] = (*of.get(mark.feedback_id, ()), mark.words)
    told = (Spoken(theme, found.get(theme.id, {})) for theme in themes)
    return tuple(sorted(told, key=lambda one: (-one.count, one.theme.name.casefold())))


def tidy(name: str) -> str:
    """A name as a theme keeps it: on one line, its spaces single."""
    return " ".join(name.split())
