"""Themes: what several answers to an item speak of, named by the rep over the words that say it."""

from __future__ import annotations

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
