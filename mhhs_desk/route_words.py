"""The words of governance, in the window and on paper alike: an item's route in one sentence, a move and its rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.milestones import Ground, Move, Rule, slip
from mhhs_desk.domain.route import OFGEM, SRO, Asks, Reason, Route, Why

SOUGHT = {
    Disposition.APPROVAL: "Approval",
    Disposition.DISCUSSION: "For discussion",
    Disposition.INFORMATION: "For information",
    Disposition.ACTION: "For the constituents to act on",
    None: "What is sought is not given",
}
VERDICTS = {
    Asks.YES: "Ofgem must be asked",
    Asks.NO: "Ofgem need not be asked",
    Asks.NOT_KNOWN: "whether Ofgem must be asked is not known",
}


def sentence(route: Route, own: bool = True) -> str:
    """The route in one sentence, its rules cited as [R1].

    Outside the rep's own edition it does not say what the rep has not looked at yet.
    """
    clauses = (_who(route), _without_consensus(route), _ofgem(route, own))
    return "; ".join(clause for clause in clauses if clause) + "."


def cited(rules: Sequence[Rule]) -> str:
    """A space and [R1] for each rule."""
    return "".join(f" [{rule.code}]" for rule in rules)


def rules_of(route: Route) -> tuple[Rule, ...]:
    """The rules that the sentence names, each once."""
    of_moves = (reason.rule for reason in route.why if reason.rule)
    return tuple(dict.fromkeys([*route.rules, *route.referral, *of_moves]))


# Who decides


def _who(route: Route) -> str:
    """What the item needs, and who decides."""
    sought, code = SOUGHT[route.needs], route.forum.code
    if not route.stands:
        return f"{sought}: {_standing(route.forum, route.day)}, and who decides in its place is not known"
    if route.needs not in (Disposition.APPROVAL, None):
        return f"{sought}: no decision of {code} is sought"
    if route.day is None:
        return f"{sought}: the meeting has no day yet, so the rules in force and who decides are not known"
    if not route.rules:
        return f"{sought}: no rule in force on {_day(route.day)} says how {code} decides"
    return f"{sought}: {_decides(route)}{cited(route.rules)}"


def _decides(route: Route) -> str:
    code = route.forum.code
    if route.decides is None:
        return f"{code} only recommends, and who decides is not known"
    if route.recommends:
        return f"{code} recommends and {route.decides} decides"
    return f"{code} decides by consensus"


def _standing(forum: Forum, day: date | None) -> str:
    """Why a forum does not stand on a day."""
    if forum.stood_down and day and day > forum.stood_down:
        return f"{forum.code} was stood down on {_day(forum.stood_down)}"
    return f"{forum.code} is not stood up before {_day(forum.stood_up) if forum.stood_up else 'then'}"


def _day(value: date) -> str:
    """10 Nov 2021."""
    return words.day(value, year=True).partition(" ")[2]


# Where it goes


def _without_consensus(route: Route) -> str:
    if route.decides is None:
        return ""
    passed = [_standing(forum, route.day) for forum in route.passed]
    beside = f" ({words.listed(passed)})" if passed else ""
    steps = [step for step in route.escalates if step not in (SRO, OFGEM)]
    end = route.escalates[-1] if len(route.escalates) > len(steps) else None
    if not steps and end == OFGEM:
        return ""
    if not steps:
        return f"without consensus {_end(route, end)}{beside}"
    way = f"{steps[0]}{''.join(f', then to {step}' for step in steps[1:])}"
    return f"without consensus it goes to {way}{beside}, and {_beyond(route, end)}"


def _end(route: Route, end: str | None) -> str:
    if end is None:
        return "it goes on to a place that is not known"
    return f"the {end} decides{', or Ofgem above a threshold' if route.asks is Asks.NOT_KNOWN else ''}"


def _beyond(route: Route, end: str | None) -> str:
    if end is None:
        return "where it goes from there is not known"
    either = ", or to Ofgem above a threshold" if end == SRO and route.asks is Asks.NOT_KNOWN else ""
    return f"from there to {'the ' if end == SRO else ''}{end}{either}"


# Ofgem


def _ofgem(route: Route, own: bool) -> str:
    said = [_reason(route, reason) for reason in route.why if own or reason.why is not Why.NOT_LOOKED_AT]
    return f"{VERDICTS[route.asks]}{cited(route.referral)}{': ' if said else ''}{'; '.join(said)}"


def _reason(route: Route, reason: Reason) -> str:
    if isinstance(reason.why, Ground):
        return _of_moves(route, reason)
    names = _series(reason.names)
    match reason.why:
        case Why.TOUCHED:
            return f"it touches {names}"
        case Why.UNSURE:
            return f"it may touch {names}"
        case Why.NOT_LOOKED_AT:
            return "no threshold is looked at yet" if reason.whole else f"not looked at yet: {names}"
        case Why.UNTOUCHED:
            return "no threshold is touched"
        case Why.NONE_KNOWN:
            return "no threshold is on record"


def _of_moves(route: Route, reason: Reason) -> str:
    """What the rule in force says of some moves, which it judges alike."""
    told = words.listed([_moved(move) for move in reason.moves])
    rule = reason.rule
    if rule is None:
        on = f"on {_day(route.day)}" if route.day else "that is known"
        return f"{told}, and no milestone rule is in force {on}"
    match reason.why:
        case Ground.OTHER_TIER | Ground.NO_MILESTONE | Ground.NO_TIER:
            return f"{told} [{rule.code}]"
    needed = f"a move of {words.count(rule.months, 'month')} or more" if rule.months else "any move"
    on = f" on {_day(route.day)}" if route.day else ""
    return f"{told}, and under the rule in force{on} {needed} needs Ofgem [{rule.code}]"


def _moved(move: Move) -> str:
    """M6 is Level 1 and moves to a date not given."""
    one, rule = move.milestone, move.rule
    match move.ground:
        case Ground.NO_TIER:
            return f"the tier of {one.code} is not given"
        case Ground.NO_MILESTONE:
            return f"{one.code} is an activity, not a milestone"
        case Ground.OTHER_TIER:
            return f"{one.code} is not {rule.tier if rule else ''}"
        case Ground.STILL:
            return f"{one.code} does not move"
        case Ground.NO_RULE:
            return f"{one.code} moves {distance(move)}"
    return f"{one.code} is {one.tier or 'a milestone'} and moves {distance(move)}"


def distance(move: Move) -> str:
    """How far a milestone moves, after the verb: 3 months later; to a date not given."""
    if slip(move.before, move.after) is not None:
        return slipped(move)
    return f"{'to' if move.after.start is None else 'from'} a date not given"


def slipped(move: Move) -> str:
    """3 months later; 6 to 9 months later; cannot be measured."""
    measured = slip(move.before, move.after)
    if measured is None:
        return "cannot be measured"
    least, most = measured
    if least == most:
        if not most:
            return "no move"
        return f"{words.count(abs(most), 'month')} {'later' if most > 0 else 'earlier'}"
    return f"{least} to {most} months later" if least >= 0 else f"between {least} and {most} months"


def move_verdict(move: Move) -> str:
    """What the rule in force says of one move, as a sentence of its own."""
    name, tier = move.milestone.code, move.rule.tier if move.rule else ""
    match move.ground:
        case Ground.NO_RULE:
            return "No milestone rule is in force on the day of the meeting."
        case Ground.NO_DATE:
            return "A move to or from a date not given cannot be measured, so whether it needs Ofgem cannot be told."
        case Ground.NO_TIER:
            return f"The papers do not give the tier of {name}, so whether this move needs Ofgem cannot be told."
        case Ground.OTHER_TIER:
            return f"{name} is not {tier}, so this move does not need Ofgem."
        case Ground.NO_MILESTONE:
            return f"{name} is an activity and not a milestone, so its move does not need Ofgem."
        case Ground.REACHED:
            return "This move needs Ofgem’s approval."
    return "This move does not need Ofgem."


def _series(names: Sequence[str]) -> str:
    """Names that hold an "and" themselves: timeliness of delivery, and delivery of benefits and costs."""
    lowered = [name[:1].lower() + name[1:] for name in names]
    if not lowered:
        return ""
    return lowered[0] if len(lowered) == 1 else f"{', '.join(lowered[:-1])}, and {lowered[-1]}"
