"""Editions: what may be shown to whom, decided here once, before anything is rendered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import COUNT, EVIDENCED, Position, Sentence, Strength, objecting
from mhhs_desk.domain.sources import Source
from mhhs_desk.domain.view import Answer, ItemView, View

COUNTED = frozenset({Consent.NAMED, Consent.KIND, Consent.CONSTITUENCY})
OWN_COUNTS = frozenset({"silent", "recused"})
"""Counts of states that only the rep's own edition tells apart: elsewhere they would be none, which is not so."""


class Why(StrEnum):
    """Why an edition leaves a sentence out."""

    NAMES = "names"
    CITES = "cites"
    COUNTS = "counts"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why an edition leaves a sentence out, and the numbers of the answers it cites that may not be shown."""

    why: Why
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """The words that would point at a member who may not be named here."""

    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, members: Iterable[Member], people: Iterable[Person]) -> Withheld:
        words: set[str] = set()
        for member in members:
            words |= {member.name, member.name.split()[0], *member.domains}
            words |= {domain.split(".")[0] for domain in member.domains}
        for person in people:
            words |= {person.name, *person.name.split(), person.address or ""}
        found = sorted((re.escape(word) for word in words if len(word) > 2), key=lambda word: (-len(word), word))
        return cls(re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE) if found else None)

    def stands_in(self, *texts: str | None) -> bool:
        return bool(self.pattern) and any(self.pattern.search(text) for text in texts if text and self.pattern)


def edition_of(own: View, edition: Edition, people: Iterable[Person]) -> View:
    """The view that an edition is rendered from: it does not contain what the edition may not show."""
    if edition is Edition.OWN:
        return own
    hidden, withheld = _withheld(own, people)
    items = tuple(_item(own, view, hidden, withheld) for view in own.items)
    return replace(
        own,
        edition=edition,
        items=items,
        members={member.id: replace(member, note="") for member in own.members.values() if member.id not in hidden},
        heard_count=_heard_count(own),
        never_heard=(),
        wordings=(),
        stances=(),
        actions=tuple(a for a in own.actions if not withheld.stands_in(a.text, a.owner, a.due_words)),
        calls=tuple(replace(call, source_id=None) for call in own.calls),
        sources=_sources(own, items, withheld),
        seat=own.seat and replace(own.seat, rep_address=None, note=""),
    )


def sayer(
    own: View, item_id: int, edition: Edition, people: Iterable[Person]
) -> Callable[[str, Sentence], LeftOut | None]:
    """Tells of each sentence of a part of an item's position why an edition leaves it out; None where it says it."""
    if edition is Edition.OWN:
        return lambda part, sentence: None
    hidden, withheld = _withheld(own, people)
    shown = (_answer(own, answer, hidden, withheld) for answer in own.item(item_id).answers)
    kept = {answer.feedback.id for answer in shown if answer}
    return lambda part, sentence: _left_out(part, sentence, kept, withheld)


def _withheld(own: View, people: Iterable[Person]) -> tuple[set[int], Withheld]:
    """The members who may not be named anywhere, and the words that would point at them."""
    said = [answer.feedback for answer in own.answers()]
    named = {feedback.member_id for feedback in said if feedback.consent is Consent.NAMED and not feedback.sensitive}
    asking = {feedback.member_id for feedback in said if feedback.consent is not Consent.NAMED}
    hidden = {
        member.id
        for member in own.members.values()
        if member.id not in named or member.consent is not Consent.NAMED or member.id in asking
    }
    withheld = Withheld.of(
        (member for member in own.members.values() if member.id in hidden),
        (person for person in people if person.member_id in hidden),
    )
    return hidden, withheld


def _heard_count(own: View) -> int:
    """Members with at least one answer that is counted here; a nil return is not told apart from silence."""
    return len({a.feedback.member_id for a in own.answers() if a.feedback.consent in COUNTED})


def _item(own: View, view: ItemView, hidden: set[int], withheld: Withheld) -> ItemView:
    shown = tuple(answer for answer in (_answer(own, a, hidden, withheld) for a in view.answers) if answer)
    counted = [answer.feedback for answer in view.answers if answer.feedback.consent in COUNTED]
    kept = {answer.feedback.id for answer in shown}
    texts = {part: tuple(s for s in view.text(part) if _may_say(part, s, kept, withheld)) for part in view.texts}
    left_out = sum(len(view.text(part)) - len(texts[part]) for part in view.texts)
    return replace(
        view,
        tally=_tally(counted, own.member_count),
        states={},
        answers=shown,
        texts=texts,
        position=_bare(view.position, counted),
        left_out=left_out,
        checks=tuple(replace(c, why="") if withheld.stands_in(c.why) else c for c in view.checks),
    )


def _bare(position: Position | None, counted: list[Feedback]) -> Position | None:
    """A position without its texts, and without a strength that tells of a dissent nobody here may see."""
    if position is None:
        return None
    tells = position.strength in (Strength.MAJORITY, Strength.DIVIDED) and not objecting(position.option, counted)
    return Position(item_id=position.item_id, option=position.option, strength=None if tells else position.strength)


def _tally(counted: list[Feedback], total: int) -> Tally:
    return Tally(
        Counter(feedback.option for feedback in counted),
        Counter({State.ANSWERED: len(counted), State.NOTHING_TO_SHOW: total - len(counted)}),
    )


def _answer(own: View, answer: Answer, hidden: set[int], withheld: Withheld) -> Answer | None:
    """An answer as it may be shown, or None where it is only counted or not even that."""
    feedback = answer.feedback
    if feedback.sensitive or feedback.consent in (Consent.CONSTITUENCY, Consent.REP):
        return None
    if withheld.stands_in(feedback.rationale, feedback.condition, feedback.red_line, feedback.evidence_basis):
        return None
    if feedback.member_id not in hidden:
        return answer
    label = _label(own, feedback.member_id, hidden)
    if label is None:
        return None
    return Answer(replace(feedback, uid="", member_id=0, source_id=None, span=None, received=None), label)


def _label(own: View, member_id: int, hidden: set[int]) -> str | None:
    """A small supplier with its segment, unless fewer than two members could be meant."""
    segment = own.members[member_id].segment
    could_be = [member for member in own.members.values() if member.segment == segment and member.id in hidden]
    if segment is None or len(could_be) < 2:
        return None
    kind = own.constituency.lower()
    return f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}, {segment.lower()}"


def _may_say(part: str, sentence: Sentence, kept: set[int], withheld: Withheld) -> bool:
    return _left_out(part, sentence, kept, withheld) is None


def _left_out(part: str, sentence: Sentence, kept: set[int], withheld: Withheld) -> LeftOut | None:
    """Why a sentence may not stand; None where every citation may be shown, and nobody is named who is not shown."""
    if unshown := tuple(number for number in sentence.cites if number not in kept):
        return LeftOut(Why.CITES, unshown)
    if withheld.stands_in(sentence.words):
        return LeftOut(Why.NAMES)
    if OWN_COUNTS & set(COUNT.findall(sentence.words)):
        return LeftOut(Why.COUNTS)
    return LeftOut(Why.BARE) if not sentence.has_evidence and part in EVIDENCED else None


def _sources(own: View, items: tuple[ItemView, ...], withheld: Withheld) -> dict[int, Source]:
    """The programme's own papers, and the originals of answers shown by name; by kind and date only."""
    used = {view.item.source_id for view in items}
    used |= {answer.feedback.source_id for view in items for answer in view.answers}
    return {
        number: replace(source, uid="", sender=None, subject=None, text="", doubts=(), name="")
        if any(a.feedback.source_id == number for a in own.answers())
        else replace(source, sender=None, subject=None, text="", doubts=())
        for number, source in own.sources.items()
        if number in used and not withheld.stands_in(source.name)
    }
