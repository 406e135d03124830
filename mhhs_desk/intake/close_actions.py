"""Actions that say nearly the same: told, so that nobody chases one twice or drops one of two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.intake.likeness import telling_words

CLOSE = 78
"""How alike, in per cent, two wordings must be in their order or out of it."""
WITHIN = 95
"""How much, in per cent, of the shorter wording must be in the longer one."""
HALF = 0.5
CODE = re.compile(r"\b[A-Z]{1,4}\d{1,4}\b")


def close_to(action: Action, others: Iterable[Action]) -> list[Action]:
    """The other open actions that an action is close to, the closest first; codes that differ tell two apart."""
    scored = [(score, one) for one in others if one.id != action.id and (score := _score(action, one))]
    return [one for _, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].id))]


def _score(one: Action, other: Action) -> float:
    from rapidfuzz import fuzz

    if ActionStatus.DONE in (one.status, other.status) or set(CODE.findall(one.text)) != set(CODE.findall(other.text)):
        return 0
    mine, theirs = telling_words(one.text), telling_words(other.text)
    short, long = sorted((len(mine), len(theirs)))
    alike = fuzz.token_sort_ratio(mine, theirs)
    within = fuzz.token_set_ratio(mine, theirs) if short >= HALF * long else 0
    return alike if alike >= CLOSE else within if within >= WITHIN else 0
