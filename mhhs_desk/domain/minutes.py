"""Minutes against our own notes: what was decided there and not noted here, noted here and not there, or differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.spans import Span

ALIKE = 0.6
"""From so many words in common on, two texts say the same: twice those they share, over all they have."""


class Of(StrEnum):
    DECISION = "decision"
    ACTION = "action"


class Side(StrEnum):
    """Where something stands: in the minutes alone, with us alone, or in both, and otherwise."""

    THERE = "there"
    HERE = "here"
    DIFFERS = "differs"


class Field(StrEnum):
    """What differs of something that both have."""

    OPTION = "option"
    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """A decision or an action, as the minutes or we have it. `key` names the record it is.

    `option` and `fate` are what a decision says of its item; `owner` and `due` what an action does, the latter as an
    ISO day or as the words found.
    """

    key: str
    of: Of
    text: str
    item_id: int | None = None
    option: str | None = None
    fate: Fate | None = None
    ref: str = ""
    owner: str | None = None
    due: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, with what each side has."""

    of: Of
    side: Side
    theirs: Line | None = None
    ours: Line | None = None
    field: Field | None = None

    @property
    def key(self) -> str:
        """What tells it from every other of the same minutes."""
        sides = (one.key if one else "" for one in (self.theirs, self.ours))
        return ":".join((self.of, self.field or "", *sides))


@dataclass(frozen=True, slots=True)
class Compared:
    """Minutes against our notes: what differs, and the pairs that say the same of one thing."""

    differences: tuple[Difference, ...] = ()
    pairs: tuple[tuple[Line, Line], ...] = ()


def compare(theirs: Iterable[Line], ours: Iterable[Line]) -> Compared:
    """Every line of the minutes is a pair or a difference, and so is every line of ours: nothing is left untold."""
    there, here = list(theirs), list(ours)
    decisions, actions = ([[one for one in side if one.of is of] for side in (there, here)] for of in Of)
    pairs = [*_paired_decisions(*decisions), *_paired_actions(*actions)]
    met_there, met_here = {pair[0].key for pair in pairs}, {pair[1].key for pair in pairs}
    found = [Difference(one.of, Side.THERE, one) for one in there if one.key not in met_there]
    found += [Difference(one.of, Side.HERE, None, one) for one in here if one.key not in met_here]
    for their, our in pairs:
        found += [Difference(their.of, Side.DIFFERS, their, our, field) for field in _apart(their, our)]
    return Compared(tuple(sorted(found, key=lambda one: list(Of).index(one.of))), tuple(pairs))


def _paired_decisions(there: Sequence[Line], here: Sequence[Line]) -> list[tuple[Line, Line]]:
    """What the minutes decide with what we noted of it: of the same item where they say how it ended, or alike."""
    pairs = []
    for their in there:
        same = [one for one in here if their.item_id and one.item_id == their.item_id]
        ends = [one for one in same if (their.option or their.fate) and _is_outcome(one)]
        near = same or [one for one in here if their.item_id is None or one.item_id is None]
        like = [one for one in near if alike(their.text, one.text) >= ALIKE]
        told = [
            one for one in same if _is_outcome(one) and not (their.option or their.fate) and says_only_noted(their.text)
        ]
        found = next(iter((*ends, *like, *told)), None)
        if found:
            pairs.append((their, found))
    return pairs


def _is_outcome(line: Line) -> bool:
    return line.key.startswith("outcome")


def _paired_actions(there: Sequence[Line], here: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The actions of both by their reference, then by what they say, the most alike first; each is met once."""
    pairs, left = [], list(here)
    for their in there:
        known = next((one for one in left if plain_ref(their.ref) and plain_ref(one.ref) == plain_ref(their.ref)), None)
        if known:
            pairs.append((their, known))
            left.remove(known)
    met = {their.key for their, _ in pairs}
    by_words = [
        (alike(their.text, our.text), -a, -b, their, our)
        for a, their in enumerate(there) if their.key not in met
        for b, our in enumerate(left)
    ]  # fmt: skip
    for degree, _, _, their, our in sorted(by_words, key=lambda one: one[:3], reverse=True):
        if degree >= ALIKE and their.key not in met and our in left:
            pairs.append((their, our))
            met.add(their.key)
            left.remove(our)
    return pairs


def _apart(their: Line, our: Line) -> list[Field]:
    """In what a pair differs. What the minutes do not say is no difference."""
    if their.of is Of.DECISION:
        option = their.option is not None and their.option != our.option
        fate = their.option is None and their.fate is not None and their.fate is not our.fate
        return [Field.OPTION] if option or fate else []
    found = [Field.OWNER] if their.owner and _plain(their.owner) != _plain(our.owner or "") else []
    return [*found, Field.DUE] if their.due and _plain(their.due) != _plain(our.due or "") else found


# What a decision says


SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"])")
LONG = 6
"""The name of an option that is no longer may stand in a sentence by chance."""
NOT = re.compile(r"\b(?:not|no|nor|never|without)\b|n[’']t\b", re.IGNORECASE)
SUBJECT_TO = re.compile(r"\bsubject to\b|\bconditional\b|\bprovided that\b", re.IGNORECASE)
NOTED = re.compile(r"\bnoted\b|\bfor information\b", re.IGNORECASE)
ENDINGS = (
    (re.compile(r"\bdefer(?:red|s)?\b|\bpostpone[ds]?\b|\badjourned\b|\bcarried over\b", re.IGNORECASE), Fate.DEFERRED),
    (re.compile(r"\bnot (?:taken|reached|discussed)\b|\bwithdrawn\b", re.IGNORECASE), Fate.NOT_TAKEN),
)
VERBS = (
    (re.compile(r"\bescalat\w+", re.IGNORECASE), "E"),
    (re.compile(r"\breject\w*", re.IGNORECASE), "X"),
    (re.compile(r"\brefer(?:red|s)? (?:it |the \w+ )?back\b|\breferred\b", re.IGNORECASE), "R"),
    (re.compile(r"\b(?:accept|approv|agree|ratif|endors|adopt|sign(?:ed)? off)\w*|\bcarried\b", re.IGNORECASE), "A"),
)


def option_said(text: str, options: Sequence[Option]) -> str | None:
    """The option of an item that a decision says was taken; None where no sentence says one without a "not"."""
    said = (_option_of(sentence, options) for sentence in SENTENCE.split(text))
    return next((key for key in said if key), None)


def _option_of(sentence: str, options: Sequence[Option]) -> str | None:
    if NOT.search(sentence) or fate_said(sentence):
        return None
    words = _plain(sentence)
    named = [option for option in options if len(option.name) > LONG and _plain(option.name) in words]
    named += [option for option in options if option.key.isdigit() and f"option {option.key}" in words]
    if named:
        return max(named, key=lambda option: len(option.name)).key
    key = next((key for verb, key in VERBS if verb.search(sentence)), None)
    key = "W" if key == "A" and SUBJECT_TO.search(sentence) else key
    return key if any(option.key == key for option in options) else None


def fate_said(text: str) -> Fate | None:
    """Whether a decision says that its item was put off, or not taken."""
    return next((fate for words, fate in ENDINGS if words.search(text)), None)


def says_only_noted(text: str) -> bool:
    """Whether a decision says no more than that something was noted."""
    return NOTED.search(text) is not None


# Likeness


SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "was",
        "were",
        "will",
        "with",
    ]
)


def alike(first: str, second: str) -> float:
    """How alike two texts are: the share of their telling words that stand in both; 1.0 where they are the same."""
    one, two = _telling(first), _telling(second)
    if not one or not two:
        return float(_plain(first) == _plain(second) and bool(_plain(first)))
    return 2 * len(one & two) / (len(one) + len(two))


def plain_ref(ref: str) -> str:
    """A reference as it is compared: ACT-01 is act1."""
    return re.sub(r"\D0+(?=\d)|[\W_]", lambda found: found[0][0] if found[0][0].isalpha() else "", ref.casefold())


def _telling(text: str) -> set[str]:
    return {_stem(word) for word in _plain(text).split() if word not in SMALL}


def _stem(word: str) -> str:
    """A word without what only bends it: circulates, circulated, circulate."""
    return re.sub(r"(?:ing|ed|es|e|s)$", "", word) if len(word) > 4 else word


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
