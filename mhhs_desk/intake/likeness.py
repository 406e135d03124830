"""How alike two names, titles or wordings are, in per cent, with what does not tell them apart left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mhhs_desk.intake.known import Match

ALIKE = 90
"""How alike two names or titles must be, in per cent, to be taken as one; below it the rep decides."""
CLEAR = 5
"""By how much the best must lead the second best, in per cent, to be the only one meant."""
LEAST = 60
"""Below this, in per cent, two names have nothing to do with each other."""
SHORT = 4
"""Of so few letters a name is another one where a letter of it is."""

SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to"])
LEGAL_FORMS = frozenset(
    ["ag", "bv", "cic", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited", "llc", "llp",
     "ltd", "plc", "sa", "uk"]
)  # fmt: skip
VERSION = re.compile(r"\bv(?:er(?:sion)?)?\.?\s*(\d{1,2}(?:\.\d{1,2}){0,2})\b(?!\.?\d)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def telling_words(text: str) -> str:
    """The words that tell two titles apart: small words, case, signs and versions left out."""
    words = re.findall(r"\w+", VERSION.sub(" ", text).casefold())
    return " ".join(word for word in words if word not in SMALL_WORDS)


@lru_cache(maxsize=65536)
def telling_name(text: str) -> str:
    """The words that tell two organisations apart: legal forms, case and signs left out."""
    words = re.findall(r"\w+", text.casefold().replace(".", "").replace("’", "").replace("'", ""))
    telling = [word for word in words if word not in LEGAL_FORMS and word not in SMALL_WORDS]
    return " ".join(telling or words)


def plain(text: str | None) -> str:
    """Words without case, signs and spaces between, to tell whether two texts say the same."""
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


@lru_cache(maxsize=65536)
def figures(text: str) -> frozenset[str]:
    """The words of a text that hold a figure: M5, CR022, 12."""
    return frozenset(re.findall(r"[\w/.-]*\d[\w/-]*", text.casefold()))


def closest(words: str, names: Iterable[tuple[int, str]], what: str) -> Match:
    """The title most like some words; sure only where it is nearly the same and no other comes near."""
    from rapidfuzz import fuzz

    said = telling_words(words)
    scores = ((fuzz.token_set_ratio(said, telling_words(name)), number) for number, name in names)
    return best(scores, what)


def closest_name(words: str, names: Iterable[tuple[int, str]]) -> Match:
    """The organisation most like a name; close spelling counts, other words and figures count against it."""
    said = telling_name(words)
    telling = [(telling_name(name), number) for number, name in names]
    exact = [number for name, number in telling if name == said]
    if len(exact) == 1:
        return Match(exact[0], True, "name")
    return best(((_name_score(said, name), number) for name, number in telling), "name")


def _name_score(said: str, name: str) -> float:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    if said == name:
        return 100.0
    if figures(said) != figures(name):
        return 0.0
    apart = OSA.distance(said, name, score_cutoff=2)
    if apart <= 2 and min(len(said), len(name)) > SHORT:
        return 98.0 if apart == 1 else 92.0
    mine, theirs = set(said.split()), set(name.split())
    part = 80.0 if mine < theirs or theirs < mine else 0.0
    return min(89.0, max(fuzz.ratio(said, name), fuzz.token_sort_ratio(said, name), part))


def best(scores: Iterable[tuple[float, int]], what: str) -> Match:
    """The one that scores best: none below the least, and unsure below what is alike or where two come close."""
    ranked = sorted(scores, key=lambda pair: (-pair[0], pair[1]))
    if not ranked or ranked[0][0] < LEAST:
        return Match(None, False, f"no {what}")
    score, number = ranked[0]
    clear = len(ranked) == 1 or score - ranked[1][0] >= CLEAR
    why = what if score == 100 else f"{what}, {score:.0f} % alike"
    return Match(number, score >= ALIKE and clear, why if clear else f"{why}, with another close")
