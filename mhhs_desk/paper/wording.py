"""The sentences of the paper: a position's texts with their evidence, strengths with their counts, days and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from mhhs_desk import route_words, words
from mhhs_desk.domain.feedback import Feedback, is_stale
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.milestones import Move
from mhhs_desk.domain.options import AGAINST, FOR, QUESTION_KEYS, objects
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.passages import passages
from mhhs_desk.domain.positions import Sentence, Strength, in_words, objecting, with_counts
from mhhs_desk.domain.readiness import strength_refusal
from mhhs_desk.domain.route import Route
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.paper.text import (
    BODY,
    CHIP_ACCENT,
    CHIP_BLACK,
    CHIP_OPEN,
    CHIP_TINT,
    CITE,
    DOUBT,
    FLAG,
    FRAMED,
    ITALICS,
    STRONG,
    Run,
    Runs,
    Style,
)

SOUGHT = {
    Disposition.APPROVAL: "Approval",
    Disposition.DISCUSSION: "Discussion",
    Disposition.INFORMATION: "Information",
    Disposition.ACTION: "Action",
}
SOUGHT_LONG = {
    Disposition.APPROVAL: "Approval required",
    Disposition.DISCUSSION: "For discussion",
    Disposition.INFORMATION: "For information",
    Disposition.ACTION: "Constituents’ action",
}
SHORT_STRENGTHS = {**words.STRENGTHS, Strength.MAJORITY: "Majority"}
HELD_BACK = {
    Consent.KIND: "not to be named",
    Consent.CONSTITUENCY: "counted only, no source to be shown",
    Consent.REP: "for the rep only",
}


def stopped(text: str) -> str:
    """A text as a sentence, with a full stop where it has no end of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…:;" or text[-2:] in (".”", "?”", ".)", ".'", '."') else text + "."


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def lowered(who: str, answer: Feedback) -> str:
    """A member within a sentence: "a small supplier, domestic", but "Alder Energy"."""
    return who if answer.member_id else who[:1].lower() + who[1:]


def short_day(value: date) -> str:
    """1 Dec."""
    return f"{value.day} {words.MONTHS[value.month - 1]}"


def cites(view: ItemView, numbers: Iterable[int]) -> Runs:
    return [Run(CITE, f" [{view.cited_as}{number:02d}]", f"{view.cited_as}{number}") for number in numbers]


def rule_cite(code: str) -> Run:
    return Run(CITE, f" [{code}]", code)


def chip(key: str) -> Run:
    """The chip of an option: for in the accent, against in black, the rest in its tint."""
    if key in FOR - {"W"} or key == "1":
        return Run(CHIP_ACCENT, key)
    return Run(CHIP_BLACK if key in AGAINST - {"R"} else CHIP_TINT, key)


def open_chip(key: str) -> Run:
    return Run(CHIP_OPEN, key)


def _one(view: ItemView, sentence: Sentence, needs_evidence: bool, style: Style) -> Runs:
    said = Run(style, " " + stopped(with_counts(sentence.words, view.tally)))
    mark = [Run(ITALICS, " Rep’s judgement:")] if sentence.judgement else []
    bare = [Run(DOUBT, " (no evidence given)")] if needs_evidence and not sentence.has_evidence else []
    return [*mark, said, *cites(view, sentence.cites), *bare]


def sentences(view: ItemView, part: str, style: Style = BODY) -> list[Runs]:
    """Each sentence of a part of the position, with its evidence."""
    return [_one(view, sentence, part != "questions", style) for sentence in view.text(part)]


def prose(view: ItemView, part: str) -> list[Runs]:
    """A part of the position as paragraphs: what is cited runs on, each judgement of the rep's stands by itself."""
    texts: list[Runs] = []
    runs_on = False
    for sentence, runs in zip(view.text(part), sentences(view, part), strict=True):
        if runs_on and not sentence.judgement:
            texts[-1] += runs
        else:
            texts.append(runs)
        runs_on = not sentence.judgement
    return texts


def option_words(item: Item, key: str) -> str:
    return f"option {key}" if key in QUESTION_KEYS else item.option_name(key)


def counts(view: ItemView) -> str:
    """9 for option 1, 5 for option 2; 15 Accept, 1 Refer."""
    found = in_order(view)
    return ", ".join(
        f"{number} {'for ' if key in QUESTION_KEYS else ''}{option_words(view.item, key)}" for key, number in found
    )


def in_order(view: ItemView) -> list[tuple[str, int]]:
    """The options that were chosen, in the item's order, with how many chose each."""
    offered = [option.key for option in view.item.options]
    keys = [*offered, *sorted(set(view.tally.options) - set(offered))]
    return [(key, view.tally.options[key]) for key in keys if view.tally.options[key]]


def strength(view: ItemView, edition: Edition) -> Runs:
    """How strong the position claims to be, the counts behind it, and why it may not claim more."""
    claimed = view.position.strength if view.position else None
    unsaid = "Strength not stated:" if edition is Edition.OWN else "Answers counted here:"
    name = f"{words.STRENGTHS[claimed]}:" if claimed else unsaid
    figures = f" {counts(view)}." if view.tally.answered else " nobody has answered."
    if not view.tally.answered and edition is not Edition.OWN:
        figures = " no answer may be counted here."
    return [Run(STRONG, name), Run(BODY, figures), *not_borne_out(view, edition), *why_no_consensus(view)]


def not_borne_out(view: ItemView, edition: Edition) -> Runs:
    """In *own*, that the answers do not bear the strength claimed; other editions do not hold all the answers."""
    refusal = strength_refusal(view) if edition is Edition.OWN else None
    if refusal is None:
        return []
    reason = f" {words.refusal(refusal)}" if refusal.why != "objections" else ""
    return [Run(DOUBT, " The answers do not bear out the strength claimed."), *([Run(BODY, reason)] if reason else [])]


def why_no_consensus(view: ItemView) -> Runs:
    """Who stands in the way of a consensus on the position; nothing where nobody does."""
    option = view.position.option if view.position else None
    against = objecting(option, (answer.feedback for answer in view.answers))
    who = {answer.feedback.id: answer.who for answer in view.answers}
    red = [answer for answer in against if answer.red_line]
    by_option = sum(number for key, number in view.tally.options.items() if objects(key, False, option))
    number = by_option + sum(not objects(answer.option, False, option) for answer in red)
    if not number:
        return []
    if not red:
        they_object = "answer objects" if number == 1 else "answers object"
        return [Run(BODY, f" “Consensus” cannot be claimed: {in_words(number)} {they_object}.")]
    names = first_few([lowered(who[answer.id], answer) for answer in red])
    verb = "holds a red line" if len(red) == 1 else "hold red lines"
    rest = number - len(red)
    others = f", and {in_words(rest)} {'other objects' if rest == 1 else 'others object'}" if rest else ""
    said = f" “Consensus” cannot be claimed while {names} {verb}{others}."
    return [Run(BODY, said), *cites(view, (answer.id for answer in red))]


def first_few(names: Sequence[str], most: int = 3) -> str:
    """A, B and C; or A, B, C and four others."""
    if len(names) <= most + 1:
        return words.listed(list(names))
    return f"{', '.join(names[:most])} and {in_words(len(names) - most)} others"


def spoken(text: str, held: Iterable[str]) -> Runs:
    """Words of an answer, those in a frame that are held back from other editions."""
    runs, at = [], 0
    for start, end in passages(text, held):
        runs += [Run(BODY, text[at:start]), Run(FRAMED, text[start:end])]
        at = end
    return [run for run in (*runs, Run(BODY, text[at:])) if run.text]


def view_of(view: ItemView, answer: Answer, edition: Edition) -> Runs:
    """One answer: its reason, red line, condition and evidence; in *own*, what may not be shown, and an older paper."""
    feedback = answer.feedback
    back = feedback.held_back
    runs = spoken(stopped(feedback.rationale) or "No reason given.", back)
    if feedback.red_line:
        runs += [Run(BODY, " "), Run(FLAG, ""), Run(STRONG, "Red line:")]
        runs += spoken(" " + stopped(feedback.red_line), back)
    if feedback.condition:
        runs += [Run(ITALICS, " Condition:"), *spoken(" " + stopped(feedback.condition), back)]
    if feedback.evidence is not None:
        basis = f" ({feedback.evidence_basis.strip().rstrip('.')})" if feedback.evidence_basis else ""
        told = f" {words.EVIDENCE[feedback.evidence].lower()}{basis}."
        runs += [Run(ITALICS, " Evidence:"), *spoken(told, back)]
    runs += cites(view, [feedback.id])
    held = [HELD_BACK.get(feedback.consent, ""), "commercially sensitive" if feedback.sensitive else ""]
    held += ["what is framed is held back"] if back and not feedback.sensitive else []
    held += [f"given on {feedback.paper_version}"] if is_stale(feedback, view.item.paper_version) else []
    if edition is Edition.OWN and any(held):
        runs.append(Run(ITALICS, f" ({', '.join(filter(None, held))})"))
    return runs


def for_others(view: ItemView) -> list[str]:
    """The members who answer for other parties, with these; in *own* only."""
    return sorted(
        f"{answer.who} ({stopped(answer.feedback.represents).removesuffix('.')})"
        for answer in view.answers
        if answer.feedback.represents
    )


def answering_for(view: ItemView) -> list[str]:
    """A sentence on the members who answer for other parties, where some say so; in *own* only."""
    told = for_others(view)
    return [f"Answered for others: {words.listed(told)}."] if told else []


def not_counted(view: View, item: ItemView) -> list[str]:
    """A sentence on answers of those who are no members on the day; in *own* only."""
    if not item.outside:
        return []
    day = f" on {words.day(view.meeting.day)}" if view.meeting.day else ""
    told = [f"{answer.who} ({_chosen(item, answer.feedback)}, {answer.feedback.code})" for answer in item.outside]
    return [f"Not counted, as not a member{day}: {words.listed(sorted(told))}."]


def _chosen(view: ItemView, feedback: Feedback) -> str:
    return "nil return" if feedback.is_nil else view.item.option_name(feedback.option)


def milestone_name(move: Move) -> str:
    tier = f", {move.milestone.tier}" if move.milestone.tier else ", tier not given"
    return f"{move.milestone.code}{tier}"


def dates(move: Move) -> tuple[str, str]:
    """The date in the plan and the date proposed."""
    before = words.months(move.before.start, move.before.end, move.before.words) if move.before else "not given"
    return before, words.months(move.after.start, move.after.end, move.after.words)


def slipped(move: Move) -> str:
    """3 months later; 6 to 9 months later; cannot be measured."""
    return route_words.slipped(move)


def verdict(move: Move) -> Runs:
    """What the rule in force says of a move, naming the rule."""
    rule = [rule_cite(move.rule.code)] if move.rule else []
    return [Run(BODY, " " + route_words.move_verdict(move)), *rule]


def route(found: Route, edition: Edition) -> Runs:
    """The way of an item through the governance in one sentence, its rules as citations."""
    said = route_words.sentence(found, edition is Edition.OWN)
    codes = "|".join(re.escape(rule.code) for rule in route_words.rules_of(found))
    parts = re.split(rf" \[({codes})\]", said) if codes else [said]
    return [rule_cite(part) if at % 2 else Run(BODY, part) for at, part in enumerate(parts) if part]


def numbered(numbers: Sequence[int]) -> str:
    """item 3; items 1, 2 and 4; items 1 to 5 and 7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    told = [name for run in found for name in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return f"item{'s' if len(numbers) > 1 else ''} {words.listed(told)}"


def grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Numbers under each name, in the order in which the names come."""
    found: dict[str, list[int]] = {}
    for name, number in pairs:
        found.setdefault(name, []).append(number)
    return found


def stale(view: ItemView) -> int:
    """How many of the answers shown were given on another version of the paper."""
    return sum(is_stale(answer.feedback, view.item.paper_version) for answer in view.answers)


def series(names: Iterable[str]) -> str:
    """Names of several words within a sentence, told apart by semicolons."""
    return "; ".join(name[:1].lower() + name[1:] for name in names)
