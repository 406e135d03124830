"""What is withheld, as it could be met in any text: names that point at a member, and words kept from an edition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mhhs_desk.domain.members import Member, Person

RUN, HELD_RUN = 5, 3
"""So many words on end of an answer that is withheld, or of a passage held back, are a repetition where they stand.

Fewer are met by chance. A rep who must keep a single word back marks it: a passage that short is looked for whole.
"""
TELLING = 5
"""A run of a passage tells it again if a word of it has so many letters, or figures: "we do not" does not."""

_GENERIC = """
    and business co com company connect consulting customer digital direct domestic electric electricity energy
    european example for gas generation group heat heating holdings home households industrial inc information
    international large limited llp ltd mail markets medium metering meters metro national net network networks non
    north not org partners partnership plc power renewables retail services small smart solutions south supplier
    suppliers supplies supply systems technologies technology the trading utilities utility water www
    april august december february january july june march may november october september
"""
_ORDINARY = """
    best better bill black blue bright business case chance clean clear cook cross day dean early east economy ever
    everyone fair faith first flow frank free fresh future gold good grant great green grey hall hand hill hope just
    key lake law light little long love main major mark new next north now one open our page people plant price prime
    pure read real red rich right river short simple simply so south spring square star stone street summer sun time
    tree true urban us wave way we welcome west white will wind winter wise wood words young your
"""
GENERIC = frozenset(_GENERIC.split())
"""Words of names that point at nobody by themselves."""
ORDINARY = frozenset(_ORDINARY.split())
"""Words of names that are words of every day too: they point at somebody where they are written as a name."""

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
ATOM = re.compile(r"[^\W_]+")
PARTS = re.compile(r"\s*(?:[;,\n/]|\band\b|&)\s*")


def atoms(text: str) -> list[str]:
    """The words of a text as they are met however it is typed: without accents and signs, cut at every sign."""
    text = unicodedata.normalize("NFKD", UNSEEN.sub("", text))
    return ATOM.findall("".join(sign for sign in text if not unicodedata.combining(sign)))


def said(text: str) -> tuple[str, ...]:
    """The words of a text, whatever their case."""
    return tuple(word.casefold() for word in atoms(text))


def runs(text: str, length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Each run of so many words of a text; none of a shorter one."""
    words = said(text)
    return (words[at : at + length] for at in range(len(words) - length + 1))


def _tells(run: Iterable[str]) -> bool:
    return any(len(word) >= TELLING or not word.isalpha() for word in run)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word."""

    starts: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, ...]]) -> Phrases:
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for phrase in filter(None, dict.fromkeys(phrases)):
            found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
        return cls(found)

    def stand_in(self, words: Sequence[str]) -> bool:
        return any(
            tuple(words[at : at + len(phrase)]) == phrase
            for at, word in enumerate(words)
            for phrase in self.starts.get(word, ())
        )


@dataclass(frozen=True, slots=True)
class Names:
    """The words that would point at members who may not be named; `proper` only where written as a name."""

    phrases: Phrases
    proper: frozenset[str]

    @classmethod
    def of(
        cls,
        members: Iterable[Member],
        people: Iterable[Person],
        others: Iterable[str] = (),
        known: Iterable[str] = (),
    ) -> Names:
        """The names of members and their people, and `others`: parties they speak for, who signed what they sent.

        `known` are texts whose words point at nobody, whoever bears them: the constituency and its segments.
        """
        whole: set[str] = set()
        single: set[str] = set()
        for member in members:
            whole |= {member.name, *member.domains}
            single |= {*said(member.name), "".join(said(member.name)), *(w for d in member.domains for w in said(d))}
        for person in people:
            address = person.address or ""
            whole |= {person.name, address, address.partition("@")[2]}
            single |= set(said(person.name))
        for other in others:
            whole |= {other, *PARTS.split(other)}
            single |= set(said(other))
        phrases = {said(text) for text in whole}
        single = {word for word in single if len(word) > 2} | {phrase[0] for phrase in phrases if len(phrase) == 1}
        single -= GENERIC | {word for text in known for word in said(text)}
        proper = {word for word in single if word in ORDINARY or len(word) < 3}
        named = {phrase for phrase in phrases if len(phrase) > 1} | {(word,) for word in single - proper}
        return cls(Phrases.of(sorted(named)), frozenset(proper))

    def stand_in(self, *texts: str | None) -> bool:
        return any(self._stand_in(atoms(text)) for text in texts if text)

    def _stand_in(self, words: list[str]) -> bool:
        folded = [word.casefold() for word in words]
        written = (word for word, low in zip(words, folded, strict=True) if low in self.proper)
        return self.phrases.stand_in(folded) or any(word[0].isupper() for word in written)


@dataclass(frozen=True, slots=True)
class Words:
    """Words kept from an edition: passages that are held back, whole and in part, and runs of answers withheld."""

    held: Phrases
    withheld: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, held: Iterable[str], withheld: Iterable[str], public: Iterable[str]) -> Words:
        """Of passages that are `held` back, and of the texts of answers `withheld` what is not `public` besides.

        What the papers say, and what others let be shown, is nobody's secret.
        """
        held = list(held)
        aloud = {run for text in public for run in runs(text)}
        kept = {run for text in withheld for run in runs(text)} - aloud
        told = {run for text in held for run in runs(text, HELD_RUN) if _tells(run)}
        return cls(Phrases.of(sorted({*map(said, held), *told})), frozenset(kept))

    def stand_in(self, *texts: str | None) -> bool:
        return any(
            self.held.stand_in(said(text)) or any(run in self.withheld for run in runs(text)) for text in texts if text
        )
