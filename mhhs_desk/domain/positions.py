"""Positions: what the seat says on an item, how strong it may claim to be, and the evidence of each sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.options import objects
from mhhs_desk.domain.record import Record

JUDGEMENT = "[J]"
CITATION = re.compile(r"\[F0*(\d+)\]")
COUNT = re.compile(r"\{count:(\w+)\}")
MARKS = re.compile(r"\s*(?:\[F\d+\]|\[J\])")


class Strength(StrEnum):
    UNANIMOUS = "unanimous"
    CONSENSUS = "consensus"
    MAJORITY = "majority with dissent"
    DIVIDED = "divided"
    NO_POSITION = "no position"


PARTS = ("statement", "reasons", "ask", "fallback", "questions", "minority")
"""The texts of a position, in their order. Questions need no evidence; every other sentence does."""

EVIDENCED = ("statement", "reasons", "ask", "fallback", "minority")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """The seat's position on one item. Each text is a sentence a line, with [F12] citations or a closing [J]."""

    item_id: int
    option: str | None = None
    strength: Strength | None = None
    statement: str = ""
    reasons: str = ""
    ask: str = ""
    fallback: str = ""
    questions: str = ""
    minority: str = ""

    @property
    def is_set(self) -> bool:
        return self.option is not None and self.strength is not None and bool(self.statement.strip())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a position: its words without marks, the feedback it cites, or the rep's own judgement."""

    words: str
    cites: tuple[int, ...] = ()
    judgement: bool = False

    @property
    def has_evidence(self) -> bool:
        return bool(self.cites) or self.judgement


def sentences(text: str) -> list[Sentence]:
    """Read a text of a position: a sentence a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        Sentence(
            words=MARKS.sub("", line).strip(),
            cites=tuple(dict.fromkeys(int(number) for number in CITATION.findall(line))),
            judgement=JUDGEMENT in line,
        )
        for line in lines
    ]


def uncited(position: Position) -> list[tuple[str, int, Sentence]]:
    """Every sentence with neither citation nor the mark of judgement, as (part, number in it from 1, sentence)."""
    return [
        (part, number, sentence)
        for part in EVIDENCED
        for number, sentence in enumerate(sentences(getattr(position, part)), 1)
        if not sentence.has_evidence
    ]


def cited(position: Position) -> list[int]:
    """The ids of the feedback a position cites, each once, in order."""
    return cites_in(whole(position))


def whole(position: Position) -> str:
    """All the texts of a position, one after the other."""
    return "\n".join(getattr(position, part) for part in PARTS)


def cites_in(text: str) -> list[int]:
    """The ids of the feedback a text cites, each once, in order."""
    return list(dict.fromkeys(int(number) for number in CITATION.findall(text)))


def citations(text: str) -> Iterator[tuple[int, int, int]]:
    """Each citation of a text: the number it cites, and where it begins and ends."""
    return ((int(match[1]), *match.span()) for match in CITATION.finditer(text))


def renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """A text whose citations follow a renumbering, all at once; one whose number stays is left as it is written."""

    def moved(match: re.Match[str]) -> str:
        old = int(match[1])
        new = numbers.get(old, old)
        return match[0] if new == old else f"[F{new:02d}]"

    return CITATION.sub(moved, text)


def cited_anew(text: str, newer: Mapping[int, int]) -> str:
    """A text that cites the newer answer in place of each that was followed by it, once in a sentence."""
    return "\n".join(
        _once(renumbered(line, newer)) if newer.keys() & set(cites_in(line)) else line for line in text.split("\n")
    )


def _once(line: str) -> str:
    """A sentence with the first of each citation."""
    seen: set[str] = set()

    def first(match: re.Match[str]) -> str:
        again = match[1] in seen
        seen.add(match[1])
        return "" if again else match[0]

    return CITATION.sub(first, line).rstrip()


class Lapse(StrEnum):
    """Why an answer that is cited does not stand any more."""

    FOLLOWED = "followed"
    REMOVED = "removed"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class Lapsed:
    """An answer that is cited and does not stand: why, and what the same member says now, where that can be cited."""

    number: int
    member_id: int | None
    why: Lapse
    newer: Feedback | None = None


def lapsed(
    numbers: Iterable[int], standing: Iterable[Feedback], there: Collection[int], givers: Mapping[int, int]
) -> list[Lapsed]:
    """The cited answers that do not stand, each once.

    `standing` are the answers that count on the item now, `there` the numbers of those that are on record at all, and
    `givers` tells whose each was, also one that was removed.
    """
    found = {answer.member_id: answer for answer in standing}
    stand = {answer.id for answer in found.values()}
    return [_lapsed(number, number in there, givers.get(number), found) for number in numbers if number not in stand]


def _lapsed(number: int, there: bool, member_id: int | None, standing: Mapping[int, Feedback]) -> Lapsed:
    newer = standing.get(member_id) if member_id else None
    why = Lapse.REMOVED if not there else Lapse.FOLLOWED if newer else Lapse.UNCOUNTED
    return Lapsed(number, member_id, why, newer)


def with_counts(words: str, tally: Tally) -> str:
    """Resolve the count tokens of a sentence: {count:1}, {count:answered}, {count:total}, {count:silent}."""

    def number(match: re.Match[str]) -> str:
        name = match[1]
        if name == "total":
            return in_words(tally.total)
        if name in {where.value for where in State}:
            return in_words(tally.states[State(name)])
        return in_words(tally.options[name])

    resolved = COUNT.sub(number, words)
    return resolved[:1].upper() + resolved[1:]


NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


TYPED = re.compile(rf"(?<![\w-])(?:\d+|{'|'.join(NUMBERS[2:])})(?![\w-])", re.IGNORECASE)
"""A number as it is typed within a sentence, from two on."""


def in_words(count: int) -> str:
    """A count as a sentence says it: in words up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def counted_by_hand(words: str, tally: Tally) -> tuple[str, str] | None:
    """A number typed into a sentence that is a count of the tally, and the token that would count it; None without."""
    counts = {"answered": tally.answered, "total": tally.total, **tally.options}
    tokens = {number: f"{{count:{name}}}" for name, number in counts.items() if number > 1}
    for match in TYPED.finditer(COUNT.sub("", words)):
        word = match[0]
        number = int(word) if word.isdigit() else NUMBERS.index(word.lower())
        if number in tokens:
            return word, tokens[number]
    return None


def objecting(option: str | None, answers: Iterable[Feedback]) -> list[Feedback]:
    """The answers that object to a position taking this option."""
    return [answer for answer in answers if objects(answer.option, answer.red_line is not None, option)]


def refuse_strength(strength: Strength, option: str | None, answers: Collection[Feedback], tally: Tally) -> None:
    """Raise Refused where the tally does not bear the strength claimed; the facts say who and why."""
    if strength not in (Strength.UNANIMOUS, Strength.CONSENSUS):
        return
    against = objecting(option, answers)
    if against:
        raise Refused("objections", strength=strength, answers=against)
    if not tally.answered:
        raise Refused("nobody answered", strength=strength)
    if strength is Strength.UNANIMOUS and tally.answered < tally.total:
        raise Refused("not everybody answered", strength=strength, answered=tally.answered, total=tally.total)


def strongest(option: str | None, answers: Collection[Feedback], tally: Tally) -> Strength:
    """The strongest claim the tally bears for an option."""
    if option is None or not tally.answered:
        return Strength.NO_POSITION
    against = len(objecting(option, answers))
    if not against:
        return Strength.UNANIMOUS if tally.answered == tally.total else Strength.CONSENSUS
    return Strength.MAJORITY if against * 2 < tally.answered else Strength.DIVIDED
