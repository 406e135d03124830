"""Passages held back: words of an answer that stay in the rep's own edition, marked, taken out and carried on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback

TEXTS = ("rationale", "red_line", "condition", "evidence_basis")
"""The fields that hold an answer's own words, in the order in which they are read."""

HELD_BACK = "[held back]"
"""What stands for a passage where it may not be shown."""

Range = tuple[int, int]
"""From a character to the one after the last."""


def passages(text: str, held: Iterable[str]) -> list[Range]:
    """Where words that are held back stand in a text, in order; what overlaps or only space parts is one passage."""
    found = [match.span() for words in held if words.strip() for match in _anywhere(words).finditer(text)]
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _anywhere(words: str) -> re.Pattern[str]:
    """Some words wherever they stand, on whatever lines and in whatever case, but never within others."""
    parts = words.split()
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", parts[-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, parts)) + after, re.IGNORECASE)


def without(text: str, held: Iterable[str]) -> str:
    """A text with what stands for each passage that is held back in its place."""
    told, at = "", 0
    for start, end in passages(text, held):
        told, at = told + text[at:start] + HELD_BACK, end
    return told + text[at:]


def bared(answer: Feedback, held: Iterable[str]) -> Feedback:
    """An answer without the words that are held back, and without what says which they are."""
    held = tuple(held)
    texts: dict[str, Any] = {name: value and without(value, held) for name, value in _texts(answer).items()}
    return replace(answer, **texts, held_back=(), reviewed=None)


def says_nothing(answer: Feedback) -> bool:
    """Whether nothing is left of the words of an answer but what stands for passages held back."""
    said = " ".join(value or "" for value in _texts(answer).values())
    return HELD_BACK in said and not re.search(r"\w", said.replace(HELD_BACK, ""))


def _texts(answer: Feedback) -> dict[str, str | None]:
    return {name: getattr(answer, name) for name in TEXTS}


def is_held_back(answer: Feedback, words: str) -> bool:
    """Whether some words of an answer are held back already, wherever they stand in it."""
    found = [(text, place) for text in _texts(answer).values() if text for place in passages(text, [words])]
    return bool(found) and all(
        any(start <= first and last <= end for start, end in passages(text, answer.held_back))
        for text, (first, last) in found
    )


def hold_back(answer: Feedback, words: str) -> Feedback:
    """An answer with some of its words held back. Raises Refused where they are not words of it."""
    chosen = whole_words(answer, words)
    if not chosen:
        raise Refused("not its words", answer=answer)
    held = (*answer.held_back, *chosen)
    merged = (text[start:end] for text in _texts(answer).values() if text for start, end in passages(text, held))
    return replace(answer, held_back=tuple(dict.fromkeys(merged)))


def let_show(answer: Feedback, words: str) -> Feedback:
    """An answer without the passages that some words stand in or reach into."""
    chosen = whole_words(answer, words)
    return replace(answer, held_back=tuple(held for held in answer.held_back if not _meet(answer, held, chosen)))


def _meet(answer: Feedback, held: str, chosen: Iterable[str]) -> bool:
    """Whether a passage and any of some words share a place in an answer."""
    return any(
        first < end and start < last
        for text in _texts(answer).values()
        if text
        for start, end in passages(text, [held])
        for first, last in passages(text, chosen)
    )


def whole_words(answer: Feedback, words: str) -> list[str]:
    """The places at which some words stand in an answer, each widened to whole words: half a word tells the rest."""
    parts = words.split()
    pattern = re.compile(r"\w*" + r"\s+".join(map(re.escape, parts)) + r"\w*", re.IGNORECASE) if parts else None
    texts = (text for text in _texts(answer).values() if text)
    return list(dict.fromkeys(found for text in texts for found in (pattern.findall(text) if pattern else ())))


def edited(before: Feedback, after: Feedback) -> Feedback:
    """An answer after a change: marks whose words are no longer in it are gone; new words are still to be looked at."""
    texts = _texts(after)
    held = tuple(words for words in after.held_back if any(text and passages(text, [words]) for text in texts.values()))
    return replace(after, held_back=held, reviewed=after.reviewed if texts == _texts(before) else None)


def carried(answer: Feedback, earlier: Iterable[Feedback]) -> Feedback:
    """A new answer with every passage of it that its member's earlier answers hold back."""
    known = dict.fromkeys([*answer.held_back, *(words for other in earlier for words in other.held_back)])
    if not known:
        return answer
    return edited(answer, replace(answer, held_back=tuple(known)))
