"""What the group and the members may see of each answer: by name, by kind, only counted, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.passages import TEXTS, bared, says_nothing
from mhhs_desk.domain.spans import Span
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.domain.withheld import Names, Words

COUNTED = frozenset({Consent.NAMED, Consent.KIND, Consent.CONSTITUENCY})

LEAST_MEANT = 3
"""So many members at least must be meant by a kind: who spoke, a reader that knows it did not, and one more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one item: its answers, and the names that may not stand beside them."""

    answers: tuple[Answer, ...]
    names: Names


class Showing:
    """The answers of a meeting as *group* and *members* may show them; the two see the same.

    **Kinds.** A member may be named on one item and speak by kind on another; so it is on each item by itself that a
    kind could mean every member of the segment who is not printed there by name. Who answered, and who answered by
    kind, plays no part in it: whether a label falls back tells nobody anything that the names on the page do not.

    **Numbers.** A record's number says when an answer was filed, and a form is filed as one: between F11 and F13 of a
    member, F12 is that member's too, whether it is shown by kind or missing. So every answer that is shown, named or
    not, is numbered anew, in an order that is made of nothing but what is printed: the item, the option, the words.
    The answers are printed in that order, and the number bears another letter, lest the rep looks for it in *own*.

    **Words.** A passage that a member holds back is taken out of every answer of that member: one message is often
    filed under several items.
    """

    def __init__(
        self, own: View, people: Iterable[Person], others: Iterable[Member], unseen: Iterable[Feedback] = ()
    ) -> None:
        """`others` are all members on the record; `unseen` what was said that is in no view: see `store/viewing.py`."""
        outside = (answer.feedback for view in own.items for answer in view.outside)
        self.own, self.unseen = own, (*unseen, *outside)
        seat = own.seat
        ours = {name.casefold() for name in (seat.rep, seat.alternate) if name} if seat else set()
        self.ours = ours
        self.people = [person for person in people if person.name.casefold() not in ours]
        self.members = {**{member.id: member for member in others}, **own.members}
        self.bare = self._bared()
        found = {view.item.id: self._shown(view) for view in own.items}
        every = [number for shown in found.values() for number, _ in shown.pairs]
        self.numbers = {number: place for place, number in enumerate(every, 1)}
        self.told = {item: Told(tuple(self._numbered(shown.pairs)), shown.names) for item, shown in found.items()}

    def _bared(self) -> dict[int, Feedback]:
        """Every answer, by its number, without what its member holds back anywhere."""
        held: dict[int, set[str]] = defaultdict(set)
        for answer in self.own.answers():
            held[answer.feedback.member_id] |= set(answer.feedback.held_back)
        return {a.feedback.id: bared(a.feedback, sorted(held[a.feedback.member_id])) for a in self.own.answers()}

    def _shown(self, view: ItemView) -> _Shown:
        """The answers of an item that are shown, each with the number of its record, in the neutral order."""
        named = {answer.feedback.member_id for answer in view.answers if self._may_be_named(answer.feedback)}
        names = self._names(named | self.open)
        shown = [(a.feedback.id, told) for a in view.answers if (told := self._answer(a, named, names))]
        keys = [option.key for option in view.item.options]
        return _Shown(sorted(shown, key=lambda pair: _order(pair[1], keys)), names)

    def _may_be_named(self, feedback: Feedback) -> bool:
        return feedback.consent is Consent.NAMED and not self._withheld(feedback)

    def _withheld(self, feedback: Feedback) -> bool:
        """Whether nothing of an answer may be shown but that it is counted, or not even that."""
        for_nobody = feedback.consent in (Consent.CONSTITUENCY, Consent.REP)
        return for_nobody or feedback.sensitive or says_nothing(self.bare[feedback.id])

    def _answer(self, answer: Answer, named: set[int], names: Names) -> Answer | None:
        """An answer as it may be shown, or None where it is only counted or not even that."""
        feedback = answer.feedback
        bare = self.bare[feedback.id]
        if self._withheld(feedback) or names.stand_in(*texts_of(bare)):
            return None
        if feedback.member_id in named:
            return Answer(_by_name(bare), answer.who)
        label = self._label(feedback.member_id, named)
        return Answer(_by_kind(bare), label) if label else None

    def _label(self, member_id: int, named: set[int]) -> str | None:
        """A small supplier with its segment, unless too few members could be meant: then the answer is counted."""
        segment = self.own.members[member_id].segment
        could_be = [m for m in self.own.members.values() if m.segment == segment and m.id not in named]
        if len(could_be) < LEAST_MEANT:
            return None
        kind = self.own.constituency.lower()
        of = "of both segments" if segment == "Both" else (segment or "").lower()
        return f"{'An' if kind[:1] in 'aeiou' else 'A'} {kind}{f', {of}' if of else ''}"

    def _numbered(self, pairs: Iterable[tuple[int, Answer]]) -> Iterator[Answer]:
        return (Answer(replace(told.feedback, id=self.numbers[number]), told.who) for number, told in pairs)

    # What may not be met in what the rep wrote

    def _names(self, named: set[int]) -> Names:
        """The names of everybody but some members, and of whom they speak for."""
        own, hidden = self.own, self.members.keys() - named
        return Names.of(
            (self.members[number] for number in sorted(hidden)),
            (person for person in self.people if person.member_id in hidden),
            self._others(hidden),
            (own.constituency, own.meeting.label, own.forum.name, *(m.segment or "" for m in self.members.values())),
        )

    def _others(self, hidden: Iterable[int]) -> Iterator[str]:
        """The parties that members answer for, and who sent what holds the answers of one of them alone."""
        givers: dict[int | None, set[int]] = defaultdict(set)
        for answer in self.own.answers():
            givers[answer.feedback.source_id].add(answer.feedback.member_id)
        for feedback in (*(answer.feedback for answer in self.own.answers()), *self.unseen):
            if feedback.member_id in hidden:
                yield feedback.represents or ""
        for number, source in self.own.sources.items():
            sender = (source.sender or "").partition("<")[0].strip(" \"'")
            if len(givers[number]) == 1 and givers[number] <= set(hidden) and sender.casefold() not in self.ours:
                yield sender

    @cached_property
    def open(self) -> set[int]:
        """The members who may be named anywhere: those named on some item who ask on none not to be."""
        said = [answer.feedback for answer in self.own.answers()]
        asking = {feedback.member_id for feedback in said if feedback.consent is not Consent.NAMED}
        return {feedback.member_id for feedback in said if self._may_be_named(feedback)} - asking

    @cached_property
    def everywhere(self) -> Told:
        """What holds beside any item."""
        return Told((), self._names(self.open))

    @cached_property
    def words(self) -> Words:
        """The words that may not be repeated: what is held back, answers not shown, what is said to wordings."""
        said = [*(answer.feedback for answer in self.own.answers()), *self.unseen]
        kept = [feedback for feedback in said if feedback.id not in self.numbers]
        shown = [answer.feedback for told in self.told.values() for answer in told.answers]
        public = [text for view in self.own.items for text in (view.item.title, view.item.ask or "")]
        return Words.of(
            (words for feedback in said for words in feedback.held_back),
            (*(text for feedback in kept for text in texts_of(feedback)), *(s.why for s in self.own.stances)),
            (*public, *(text for feedback in shown for text in texts_of(feedback))),
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """The answers of one item that are shown, each with the number of its record."""

    pairs: list[tuple[int, Answer]]
    names: Names


def texts_of(feedback: Feedback) -> list[str]:
    """The words of an answer."""
    return [text for name in TEXTS if (text := getattr(feedback, name))]


def place_of(span: Span | None) -> Span | None:
    """Where something stands in its original, without the words found there."""
    return span and replace(span, text="")


def _by_name(bare: Feedback) -> Feedback:
    """An answer of a member that is named, without its place: the rows between two of a form can be counted."""
    return Feedback(
        member_id=bare.member_id,
        item_id=bare.item_id,
        option=bare.option,
        rationale=bare.rationale,
        condition=bare.condition,
        red_line=bare.red_line,
        evidence=bare.evidence,
        evidence_basis=bare.evidence_basis,
        channel=bare.channel,
        received=bare.received,
        consent=bare.consent,
        paper_version=bare.paper_version,
    )


def _by_kind(bare: Feedback) -> Feedback:
    """An answer without its member, and without how and when it came: somebody may know who telephoned."""
    return Feedback(
        member_id=0,
        item_id=bare.item_id,
        option=bare.option,
        rationale=bare.rationale,
        condition=bare.condition,
        red_line=bare.red_line,
        evidence=bare.evidence,
        evidence_basis=bare.evidence_basis,
        consent=Consent.KIND,
    )


def _order(answer: Answer, keys: list[str]) -> tuple[int, str, list[str], int, str]:
    """The neutral order of answers: by what is printed of them alone."""
    feedback = answer.feedback
    place = keys.index(feedback.option) if feedback.option in keys else len(keys)
    said = [getattr(feedback, name) or "" for name in TEXTS]
    return place, feedback.option, said, -1 if feedback.evidence is None else feedback.evidence, answer.who
