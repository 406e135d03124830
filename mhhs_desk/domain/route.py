"""The route of an item: what it needs, who decides, where it goes without consensus, whether Ofgem must be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Disposition, ThresholdCheck, Touch
from mhhs_desk.domain.milestones import Ground, Move, Rule, Threshold
from mhhs_desk.domain.view import ItemView, View

SRO, OFGEM = "SRO", "Ofgem"
"""Who decides above every forum: below Ofgem's thresholds, and above them."""

STEERING, RECOMMENDING = 2, 4
"""The level of the last forum before the SRO, and the level from which on a forum only recommends."""

ESCALATION, REFERRAL = "Escalation", "Referral to Ofgem"
"""The names of the two rules that hold for every forum; how one decides is the rule "How CODE decides"."""


class Asks(StrEnum):
    """Whether Ofgem must be asked."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


class Why(StrEnum):
    """What the thresholds say of it."""

    TOUCHED = "touched"
    UNSURE = "unsure"
    NOT_LOOKED_AT = "not looked at"
    UNTOUCHED = "not touched"
    NONE_KNOWN = "no threshold is known"


ASKS: Mapping[Why, Asks] = {
    Why.TOUCHED: Asks.YES,
    Why.UNSURE: Asks.NOT_KNOWN,
    Why.NOT_LOOKED_AT: Asks.NOT_KNOWN,
    Why.NONE_KNOWN: Asks.NOT_KNOWN,
    Why.UNTOUCHED: Asks.NO,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for the verdict on Ofgem: the thresholds it is about by their names, or the moves and their rule."""

    why: Why | Ground
    asks: Asks
    names: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    rule: Rule | None = None
    whole: bool = False
    """Whether it is about every threshold there is."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one item through the governance on a day.

    `decides` is the code of a forum, or OFGEM; None where no decision is sought or nobody is known to decide.
    `recommends` is the forum that only recommends. `escalates` are those whom the item goes to without consensus, one
    after the other; `passed` those in between that did not stand on the day. `rules` say so; none is guessed.
    `referral` is the rule of who asks Ofgem, where it must be asked.
    """

    forum: Forum
    day: date | None
    needs: Disposition | None
    stands: bool
    decides: str | None
    recommends: str | None
    escalates: tuple[str, ...]
    passed: tuple[Forum, ...]
    asks: Asks
    why: tuple[Reason, ...]
    rules: tuple[Rule, ...]
    referral: tuple[Rule, ...]

    @property
    def rule(self) -> Rule | None:
        """The rule that the verdict rests on: that of the milestones, or else that of the forum."""
        return next((reason.rule for reason in self.why if reason.rule), None) or next(iter(self.rules), None)


def route_of(view: View, item: ItemView) -> Route:
    """The route of an item of a meeting."""
    return route(
        item.item.disposition, view.forum, view.above, view.meeting.day, view.rules,
        why(view.thresholds, item.checks, item.moves),
    )  # fmt: skip


def route(
    needs: Disposition | None,
    forum: Forum,
    above: Sequence[Forum],
    day: date | None,
    rules: Iterable[Rule],
    reasons: Sequence[Reason],
) -> Route:
    """The route from the forum's level, the forums above it, the rules in force on the day, and what Ofgem cares for.

    Without a day no rule is known to be in force, and nobody is said to decide.
    """
    in_force = [rule for rule in rules if day is not None and rule.in_force_on(day)]
    asks, standing = verdict(reasons), stands(forum, day)
    chain = [one for one in above if stands(one, day)]
    says = _rules(forum, chain, in_force) if needs in (Disposition.APPROVAL, None) and standing else ()
    decides, recommends = _decider(forum, chain, asks) if says else (None, None)
    return Route(
        forum=forum,
        day=day,
        needs=needs,
        stands=standing,
        decides=decides,
        recommends=recommends,
        escalates=(*(one.code for one in chain), *_end(forum, chain, in_force, asks)) if says else (),
        passed=tuple(one for one in above if one not in chain),
        asks=asks,
        why=tuple(reason for reason in reasons if reason.asks is asks),
        rules=says,
        referral=tuple(rule for rule in in_force if rule.name == REFERRAL and asks is Asks.YES),
    )


def _how(forum: Forum, in_force: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in in_force if rule.name == f"How {forum.code} decides")


def _end(forum: Forum, chain: Sequence[Forum], in_force: Sequence[Rule], asks: Asks) -> tuple[str, ...]:
    """Who decides after the last forum, where that is the steering group and a rule in force says how it decides."""
    last = [forum, *chain][-1]
    if last.level > STEERING or not _how(last, in_force):
        return ()
    return (OFGEM,) if asks is Asks.YES else (SRO,)


def _rules(forum: Forum, chain: Sequence[Forum], in_force: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules in force that say who decides and where it goes without consensus."""
    named = (ESCALATION,) if forum.level > STEERING else ()
    found = [*_how(forum, in_force), *(rule for rule in in_force if rule.name in named)]
    if not found:
        return ()
    return (*found, *(rule for one in chain[-1:] for rule in _how(one, in_force)))


def _decider(forum: Forum, chain: Sequence[Forum], asks: Asks) -> tuple[str | None, str | None]:
    """Who decides, and who recommends where that is somebody else."""
    if asks is Asks.YES:
        return OFGEM, forum.code
    if forum.level >= RECOMMENDING:
        return (chain[0].code if chain else None), forum.code
    return forum.code, None


def verdict(reasons: Iterable[Reason]) -> Asks:
    """Whether Ofgem must be asked: one reason is enough; it need not be only where every reason says so."""
    found = {reason.asks for reason in reasons}
    if Asks.YES in found:
        return Asks.YES
    return Asks.NO if found == {Asks.NO} else Asks.NOT_KNOWN


def why(thresholds: Sequence[Threshold], checks: Iterable[ThresholdCheck], moves: Iterable[Move]) -> tuple[Reason, ...]:
    """What the moves of milestones and then the thresholds say of Ofgem, each answer with all it is about."""
    return (*_of_moves(moves), *_of_thresholds(thresholds, list(checks)))


def _of_moves(moves: Iterable[Move]) -> Iterator[Reason]:
    """The moves, those of one ground under one rule together."""
    found: dict[tuple[Ground, Rule | None], list[Move]] = {}
    for move in moves:
        found.setdefault((move.ground, move.rule), []).append(move)
    for (ground, rule), same in found.items():
        needs = same[0].needs_ofgem
        asks = Asks.NOT_KNOWN if needs is None else Asks.YES if needs else Asks.NO
        yield Reason(ground, asks, tuple(move.milestone.code for move in same), tuple(same), rule)


def _of_thresholds(thresholds: Sequence[Threshold], checks: Sequence[ThresholdCheck]) -> Iterator[Reason]:
    """The thresholds by what the rep sees in them; one that is not among them any more counts by its own name."""
    names = {key: one.name for one in thresholds for key in (one.code, one.name)}
    seen = {names.get(check.threshold, check.threshold): check.answer for check in checks}
    every = list(dict.fromkeys([*(one.name for one in thresholds), *seen]))
    if not every:
        yield Reason(Why.NONE_KNOWN, Asks.NOT_KNOWN)
    for sort, answer in (
        (Why.TOUCHED, Touch.TOUCHED), (Why.UNSURE, Touch.UNSURE), (Why.NOT_LOOKED_AT, None),
        (Why.UNTOUCHED, Touch.NOT_TOUCHED),
    ):  # fmt: skip
        found = tuple(name for name in every if seen.get(name) is answer)
        if found:
            yield Reason(sort, ASKS[sort], found, whole=len(found) == len(every))


def stands(forum: Forum, day: date | None) -> bool:
    """Whether a forum stands on a day, as far as its own dates say; its last day is one on which it stands."""
    if day is None:
        return True
    return not (forum.stood_up and day < forum.stood_up) and not (forum.stood_down and day > forum.stood_down)


def forums_above(forum: Forum, forums: Iterable[Forum]) -> tuple[Forum, ...]:
    """The forums that a forum escalates to, one after the other, as far as they are known."""
    known = {one.code: one for one in forums}
    found: list[Forum] = []
    after = known.get(forum.escalates_to or "")
    while after is not None and after.code != forum.code and after not in found:
        found.append(after)
        after = known.get(after.escalates_to or "")
    return tuple(found)
