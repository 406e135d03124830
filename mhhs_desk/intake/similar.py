"""Answers that say much the same, brought together by their words: a suggestion, and the same one every time.

Small words and the order of the words do not count. Nothing is drawn from short answers: what they share says little.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mhhs_desk.intake.likeness import telling_words

ALIKE = 65
"""How alike the words of two answers must be, in per cent, to be put beside one another."""
FEWEST = 3
"""Of fewer telling words than this an answer is like no other."""
SHARED = 3
"""So many telling words two answers have in common at least."""


def similar(texts: Mapping[int, str]) -> tuple[tuple[int, ...], ...]:
    """Groups of two or more answers that say much the same, by their numbers; no answer is in two of them.

    An answer belongs to a group when it is like any one of it. The order in which the answers come changes nothing.
    """
    return _similar(tuple(sorted(texts.items())))


@lru_cache(maxsize=64)
def _similar(texts: tuple[tuple[int, str], ...]) -> tuple[tuple[int, ...], ...]:
    told = [(number, telling_words(text)) for number, text in texts]
    said = [(number, words, frozenset(words.split())) for number, words in told]
    said = [one for one in said if len(one[2]) >= FEWEST]
    group = {number: number for number, _, _ in said}
    for place, (number, words, telling) in enumerate(said):
        for other, theirs, others in said[place + 1 :]:
            if group[other] != group[number] and _alike(words, telling, theirs, others):
                first, last = sorted((group[number], group[other]))
                group = {one: first if of == last else of for one, of in group.items()}
    found: dict[int, list[int]] = {}
    for number, of in group.items():
        found.setdefault(of, []).append(number)
    return tuple(tuple(numbers) for numbers in found.values() if len(numbers) > 1)


def _alike(words: str, telling: frozenset[str], theirs: str, others: frozenset[str]) -> bool:
    from rapidfuzz import fuzz

    if len(telling & others) < SHARED:
        return False
    return fuzz.token_set_ratio(words, theirs, score_cutoff=ALIKE) > 0
