"""Editions: what may be shown to whom, decided here once, before anything is rendered.

The view of an edition is made field by field: a field that is added to a record or to the view is not in it until it
is decided here that it may be. What the programme's own papers say (titles, what is asked, file names that point at
nobody) is public; what the rep wrote is looked through for names, for words that are withheld, and for own numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import ThresholdCheck
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.papers import Edition, Outcome
from mhhs_desk.domain.positions import COUNT, EVIDENCED, Position, Sentence, Strength, objecting
from mhhs_desk.domain.showing import COUNTED, Showing, Told, place_of
from mhhs_desk.domain.sources import Source
from mhhs_desk.domain.view import Answer, ItemView, View

OWN_COUNTS = frozenset({"silent", "recused"})
"""Counts of states that only the rep's own edition tells apart: elsewhere they would be none, which is not so."""

NUMBERED = re.compile(r"\bF\d{2,}\b", re.IGNORECASE)
"""An answer's own number, written out: elsewhere it stands for nothing, or for what is withheld."""


class Why(StrEnum):
    """Why an edition leaves a sentence out."""

    NAMES = "names"
    CITES = "cites"
    COUNTS = "counts"
    BARE = "bare"
    REPEATS = "repeats"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why an edition leaves a sentence out, and the numbers of the answers it cites that may not be shown."""

    why: Why
    cites: tuple[int, ...] = ()


def edition_of(
    own: View,
    edition: Edition,
    people: Iterable[Person],
    others: Iterable[Member] = (),
    unseen: Iterable[Feedback] = (),
) -> View:
    """The view that an edition is rendered from: it does not contain what the edition may not show.

    `others` are members on the record beside those of the meeting, who may not be named either; `unseen` is what was
    said and is in no view: nil returns, answers followed by newer ones, why somebody stands aside.
    """
    return own if edition is Edition.OWN else _Made(own, edition, people, others, unseen).view()


Sayer = Callable[[str, Sentence], LeftOut | None]
"""Tells of a sentence of a part of an item's position why an edition leaves it out; None where it says it."""


def sayer(
    own: View,
    item_id: int,
    edition: Edition,
    people: Iterable[Person],
    others: Iterable[Member] = (),
    unseen: Iterable[Feedback] = (),
) -> Sayer:
    """What one edition says of an item's position."""
    return sayers(own, item_id, people, others, unseen)[edition]


def sayers(
    own: View, item_id: int, people: Iterable[Person], others: Iterable[Member] = (), unseen: Iterable[Feedback] = ()
) -> dict[Edition, Sayer]:
    """What each edition says of an item's position; the answers are looked through once for all of them."""
    made, item = _Made(own, Edition.GROUP, people, others, unseen), own.item(item_id)

    def outside(part: str, sentence: Sentence) -> LeftOut | None:
        return made.left_out(item, part, sentence)

    return {Edition.OWN: lambda part, sentence: None, Edition.GROUP: outside, Edition.MEMBERS: outside}


@dataclass(frozen=True, slots=True)
class Teller:
    """What may be told of actions outside this desk: by what is withheld at one meeting."""

    action: Callable[[Action], bool]
    text: Callable[[str], bool]


def teller(
    own: View, people: Iterable[Person], others: Iterable[Member] = (), unseen: Iterable[Feedback] = ()
) -> Teller:
    """Whether an action, or a line beside one, names nobody who may not be named and repeats nothing withheld."""
    made = _Made(own, Edition.GROUP, people, others, unseen)
    return Teller(made.may_tell, lambda text: made.may_stand(made.showing.everywhere, text))


class _Made:
    """One edition in the making."""

    def __init__(
        self,
        own: View,
        edition: Edition,
        people: Iterable[Person],
        others: Iterable[Member],
        unseen: Iterable[Feedback],
    ) -> None:
        self.own, self.edition = own, edition
        self.showing = Showing(own, people, others, unseen)

    def view(self) -> View:
        own = self.own
        items = tuple(self._item(view) for view in own.items)
        named = {answer.feedback.member_id for view in items for answer in view.answers}
        told = [action for action in own.actions if self.may_tell(action)]
        return View(
            edition=self.edition,
            constituency=own.constituency,
            meeting=replace(own.meeting, uid="", closed=None, calendar_uid=None, source_id=None, span=None),
            forum=own.forum,
            seat=own.seat and replace(own.seat, uid="", rep_address=None, note="", alternate_approved_how=""),
            items=items,
            members={number: _member(member) for number, member in own.members.items() if number in named},
            member_count=own.member_count,
            heard_count=len({a.feedback.member_id for a in own.answers() if a.feedback.consent in COUNTED}),
            actions=tuple(_action(action) for action in told),
            dues={action.id: own.dues[action.id] for action in told if action.id in own.dues},
            calls=tuple(self._call(call) for call in own.calls),
            sources=self._sources(),
            rules=own.rules,
            thresholds=own.thresholds,
            next_days=own.next_days,
            notice=own.notice,
            above=own.above,
        )

    def _item(self, view: ItemView) -> ItemView:
        told = self.showing.told[view.item.id]
        counted = [answer.feedback for answer in view.answers if answer.feedback.consent in COUNTED]
        texts = {
            part: tuple(self._sentence(s) for s in view.text(part) if self.left_out(view, part, s) is None)
            for part in view.texts
        }
        item = replace(view.item, uid="", span=place_of(view.item.span), read_on=None, follows=None)
        return ItemView(
            item=item,
            tally=_tally(counted, self.own.member_count),
            answers=told.answers,
            position=_bare(view.position, _as_seen(counted, told.answers, self.showing.numbers)),
            texts=texts,
            left_out=sum(len(view.text(part)) - len(texts[part]) for part in view.texts),
            checks=tuple(self._check(told, check) for check in view.checks),
            moves=view.moves,
            outcome=view.outcome and self._outcome(told, view.outcome),
            cited_as=self.edition.letter,
        )

    def left_out(self, view: ItemView, part: str, sentence: Sentence) -> LeftOut | None:
        """Why a sentence may not stand; None where all it cites may be shown and it tells nothing that may not be."""
        told, numbers = self.showing.told[view.item.id], self.showing.numbers
        if unshown := tuple(number for number in sentence.cites if number not in numbers):
            return LeftOut(Why.CITES, unshown)
        if told.names.stand_in(sentence.words):
            return LeftOut(Why.NAMES)
        if self.showing.words.stand_in(sentence.words):
            return LeftOut(Why.REPEATS)
        if NUMBERED.search(sentence.words):
            return LeftOut(Why.NUMBERS)
        if OWN_COUNTS & set(COUNT.findall(sentence.words)):
            return LeftOut(Why.COUNTS)
        return LeftOut(Why.BARE) if not sentence.has_evidence and part in EVIDENCED else None

    def _sentence(self, sentence: Sentence) -> Sentence:
        cites = tuple(sorted(self.showing.numbers[number] for number in sentence.cites))
        return Sentence(sentence.words, cites, sentence.judgement)

    def may_stand(self, told: Told, text: str | None) -> bool:
        """Whether what the rep wrote beside the position tells nothing that may not be shown."""
        tells = told.names.stand_in(text) or self.showing.words.stand_in(text)
        return not tells and not NUMBERED.search(text or "")

    def _check(self, told: Told, check: ThresholdCheck) -> ThresholdCheck:
        why = check.why if self.may_stand(told, check.why) else ""
        return ThresholdCheck(
            id=check.id, item_id=check.item_id, threshold=check.threshold, answer=check.answer, why=why
        )

    def _outcome(self, told: Told, outcome: Outcome) -> Outcome:
        def kept(text: str | None) -> str | None:
            return text if self.may_stand(told, text) else None

        return Outcome(
            id=outcome.id,
            item_id=outcome.item_id,
            option=outcome.option,
            recommended_by=kept(outcome.recommended_by),
            decided_by=kept(outcome.decided_by),
            ofgem=kept(outcome.ofgem),
            ours=outcome.ours,
            why=kept(outcome.why) or "",
            text=kept(outcome.text) or "",
        )

    def may_tell(self, action: Action) -> bool:
        """Whether an action names nobody and repeats nothing that may not be told, whoever owes it."""
        if action.member_id is not None and action.member_id not in self.showing.open:
            return False
        texts = (action.text, action.owner, action.due_words, action.ref)
        return all(self.may_stand(self.showing.everywhere, text) for text in texts)

    def _call(self, call: Call) -> Call:
        channel = call.channel if self.may_stand(self.showing.everywhere, call.channel) else ""
        return Call(
            id=call.id,
            meeting_id=call.meeting_id,
            channel=channel,
            sent_on=call.sent_on,
            due=call.due,
            reminder=call.reminder,
        )

    def _sources(self) -> dict[int, Source]:
        """The programme's own papers that items come from; never the original of an answer, nor a telling name."""
        used = {view.item.source_id for view in self.own.items}
        members = {a.feedback.source_id for view in self.own.items for a in (*view.answers, *view.outside)}
        return {
            number: replace(source, uid="", sender=None, subject=None, text="", doubts=())
            for number, source in self.own.sources.items()
            if number in used - members and self.may_stand(self.showing.everywhere, source.name)
        }


def _member(member: Member) -> Member:
    return Member(id=member.id, name=member.name, segment=member.segment)


def _action(action: Action) -> Action:
    return replace(action, uid="", member_id=None, source_id=None, span=None)


def _as_seen(counted: list[Feedback], shown: Iterable[Answer], numbers: dict[int, int]) -> list[Feedback]:
    """What is counted as a reader sees it: of an answer that is not shown its option, and no red line."""
    seen = {answer.feedback.id: answer.feedback for answer in shown}
    hidden = (f for f in counted if f.id not in numbers)
    return [*seen.values(), *(Feedback(member_id=0, item_id=f.item_id, option=f.option) for f in hidden)]


def _bare(position: Position | None, seen: list[Feedback]) -> Position | None:
    """A position without its texts, and without a strength that tells of a dissent nobody here may see."""
    if position is None:
        return None
    tells = position.strength in (Strength.MAJORITY, Strength.DIVIDED) and not objecting(position.option, seen)
    return Position(item_id=position.item_id, option=position.option, strength=None if tells else position.strength)


def _tally(counted: list[Feedback], total: int) -> Tally:
    return Tally(
        Counter(sorted(feedback.option for feedback in counted)),
        Counter({State.ANSWERED: len(counted), State.NOTHING_TO_SHOW: total - len(counted)}),
    )
