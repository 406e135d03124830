"""How a message lets itself be shown: by name, by kind, in the counts only, or to the representative alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

FOR_THE_REP = re.compile(
    r"\b(?:for you only|for your eyes only|in (?:strict )?confidence|off the record|not for quoting"
    r"|for the rep only|please keep (?:this|it) private)\b",
    re.IGNORECASE,
)
SENSITIVE = re.compile(
    r"\bbetween (?:us|ourselves|you and me)\b|\bunder (?:an? )?NDA\b|\bcommercially sensitive\b|\bconfidential\b",
    re.IGNORECASE,
)
BY_KIND = re.compile(
    r"\b(?:do not|don't|don’t|not to|rather not|prefer not to|not want to)\s+(?:be\s+)?name(?:d)?\b"
    r"|\bkeep our name out\b|\bwithout (?:naming|attribution)\b"
    r"|\banonymous(?:ly)?\b|\bdo not attribute\b|\bnot be named\b",
    re.IGNORECASE,
)
BY_COUNT = re.compile(
    r"\b(?:just count us|count us only|in the (?:totals?|counts?) only|only in the (?:totals?|counts?))\b",
    re.IGNORECASE,
)
BY_NAME = re.compile(
    r"\byou may name us\b|\b(?:happy|content|fine) (?:for you to name us|to be named)\b|\bmay be named\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a message, or a part of it, lets itself be shown."""

    consent: str | None = None
    sensitive: bool = False


def shown_of(text: str) -> Shown:
    """What some words say of being shown; the strictest where they say several things."""
    for consent, pattern in (("rep", FOR_THE_REP), ("kind", BY_KIND), ("constituency", BY_COUNT), ("named", BY_NAME)):
        if pattern.search(text):
            return Shown(consent, bool(SENSITIVE.search(text)))
    return Shown(None, bool(SENSITIVE.search(text)))


def stricter(first: Shown, second: Shown) -> Shown:
    order = (None, "named", "kind", "constituency", "rep")
    return Shown(max(first.consent, second.consent, key=order.index), first.sensitive or second.sensitive)
