"""How an action stands by the words of a log, slips of the keys among them: open, in hand or done."""

from __future__ import annotations

import re

from mhhs_desk.domain.actions import ActionStatus

WORDS = {
    ActionStatus.DONE: (
        "done", "complete", "completed", "closed", "close", "delivered", "discharged", "resolved", "finished",
        "actioned", "achieved", "no further action",
    ),
    ActionStatus.IN_HAND: (
        "in hand", "in progress", "ongoing", "on going", "on track", "under way", "underway", "started", "partial",
        "partially complete", "plan in place", "work in progress", "wip",
    ),
    ActionStatus.OPEN: (
        "open", "new", "not started", "outstanding", "pending", "overdue", "late", "live", "carried forward", "to do",
        "not yet started", "not complete", "not completed", "not done", "not closed", "incomplete", "reopened",
    ),
}  # fmt: skip
ALIKE = 84
"""How alike, in per cent, a typed word must be to one of these."""
SWAPPED = 95.0
"""How alike a word is in which two letters changed places."""
SHORT = 3
"""A word of so few letters is another one where a letter of it is."""


def _swapped(said: str, name: str) -> bool:
    """Whether two letters beside one another changed places: "Colsed", "Opne"."""
    from rapidfuzz.distance import OSA

    return len(name) > SHORT and sorted(said) == sorted(name) and OSA.distance(said, name) == 1


def status_of(words: str | None) -> ActionStatus | None:
    """The state that the first words of a cell name; None where they name none."""
    from rapidfuzz import fuzz

    said = re.findall(r"[a-z]+", (words or "").casefold())
    scored: list[tuple[float, int, ActionStatus]] = []
    for status, names in WORDS.items():
        for name in names:
            first = " ".join(said[: len(name.split())])
            score = 100.0 if first == name else fuzz.ratio(first, name) if len(name) > SHORT else 0.0
            scored.append((SWAPPED if _swapped(first, name) else score, len(name.split()), status))
    score, _, status = max(scored, key=lambda one: (one[0] >= ALIKE, one[1], one[0]))
    return status if score >= ALIKE else None
