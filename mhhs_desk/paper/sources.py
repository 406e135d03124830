"""Sources: every answer that the paper shows or cites, and every rule it rests on, with the place of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.milestones import Rule
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import LEFT, MEASURE, MM, Anchor, Link, Strip, Strips, Text, gap
from mhhs_desk.paper.rows import SMALL_LEADING, Column, heading, paragraph, plain, section, table
from mhhs_desk.paper.text import CITE, QUIET, SMALL, SMALL_QUIET, Runs

BESIDE_ORIGINAL = (("Item", 56, 8), ("By", 66, 22), ("Received", 90, 25), ("Original", 117, 53))
BESIDE = (("Item", 98, 8), ("By", 110, 28), ("Received", 142, 28))
"""What stands beside each name: its head, where it begins and how wide it is, in millimetres."""


def cited(strips: Iterable[Strip], letter: str) -> tuple[list[int], list[str]]:
    """What strips point to: the numbers of answers, which begin with a letter, and the codes of rules."""
    keys = {mark.to for strip in strips for mark in strip.marks if type(mark) is Link}
    answers = sorted(int(key[1:]) for key in keys if key[0] == letter)
    return answers, sorted(key for key in keys if key[0] != letter)


def sources_section(view: View, strips: Iterable[Strip]) -> Strips:
    """An entry for everything that the strips point to."""
    numbers, codes = cited(strips, view.edition.letter)
    answers = {answer.feedback.id: answer for answer in view.answers()}
    rules = {rule.code: rule for rule in view.rules}
    rules |= {move.rule.code: move.rule for item in view.items for move in item.moves if move.rule}
    made = [*section("Sources", "sources", "Sources"), gap(6, keep=True)]
    if not numbers and not codes:
        return [*made, *paragraph(plain(QUIET, "The paper cites nothing yet."), LEFT, MEASURE)]
    if numbers:
        found = [(number, answers.get(number)) for number in numbers]
        made += [*heading("Answers"), *going_on("Sources: answers", _answers(view, found)), gap(14)]
    if codes:
        listed = _rules([(code, rules[code]) for code in codes])
        made += [*heading("Rules"), *going_on("Sources: rules", listed)]
    return made


def came(item: ItemView, number: int) -> str:
    """How and when an answer came: response form, Fri 5 Nov."""
    feedback = next((answer.feedback for answer in item.answers if answer.feedback.id == number), None)
    if feedback is None:
        return "not among the answers that stand"
    on = words.day(date.fromisoformat(feedback.received[:10])) if feedback.received else ""
    channel = feedback.channel[:1].lower() + feedback.channel[1:]
    return ", ".join(filter(None, (channel, on))) or "source not shown"


def _answers(view: View, found: list[tuple[int, Answer | None]]) -> Strips:
    """The entries; only *own* tells the place in the original: rows between two of them would be counted elsewhere."""
    own = view.edition is Edition.OWN
    columns = (
        Column("", LEFT, 12 * MM),
        Column("Who", LEFT + 12 * MM, (42 if own else 82) * MM),
        *(Column(head, at * MM + LEFT, width * MM) for head, at, width in (BESIDE_ORIGINAL if own else BESIDE)),
    )
    numbers = {item.item.id: item.item.number for item in view.items}
    rows = [_answer(view, number, answer, numbers)[: len(columns)] for number, answer in found]
    letter = view.edition.letter
    keys = [(f"{letter}{number:02d}", f"{letter}{number}") for number, _ in found]
    return _anchored(table(columns, rows, 8, SMALL_LEADING, 1.8), keys)


def _answer(view: View, number: int, answer: Answer | None, numbers: dict[int, int]) -> tuple[Runs, ...]:
    code = plain(CITE, f"{view.edition.letter}{number:02d}")
    if answer is None:
        gone = plain(SMALL_QUIET, "Not among the answers that stand.")
        return code, gone, [], [], [], []
    feedback = answer.feedback
    unshown = feedback.member_id == 0
    received = "not shown" if unshown else words.moment(feedback.received)
    source = view.sources.get(feedback.source_id or 0)
    place = ", ".join(filter(None, (source.name if source else "", words.place(feedback.span)))) or "not known"
    return (
        code,
        plain(SMALL, f"{answer.who}, {feedback.role}" if feedback.role else answer.who),
        plain(SMALL, str(numbers.get(feedback.item_id, ""))),
        plain(SMALL, feedback.channel or ("not shown" if unshown else "not known")),
        plain(SMALL, received),
        plain(SMALL, place),
    )


def _rules(found: list[tuple[str, Rule]]) -> Strips:
    columns = (
        Column("", LEFT, 12 * MM),
        Column("Rule", LEFT + 12 * MM, 46 * MM),
        Column("In force", LEFT + 60 * MM, 28 * MM),
        Column("Where it stands", LEFT + 90 * MM, 80 * MM),
    )
    rows = [
        (plain(CITE, code), plain(SMALL, rule.name), plain(SMALL, _in_force(rule)),
         plain(SMALL, rule.source or "not given"))
        for code, rule in found
    ]  # fmt: skip
    return _anchored(table(columns, rows, 8, SMALL_LEADING, 1.8), [(code, code) for code, _ in found])


def _in_force(rule: Rule) -> str:
    since = f"from {words.day(rule.since, year=True)}" if rule.since else ""
    until = f"until {words.day(rule.until, year=True)}" if rule.until else ""
    return " ".join(filter(None, (since, until))) or "no days given"


def _anchored(strips: Strips, keys: list[tuple[str, str]]) -> Strips:
    """Set an anchor at the line on which each entry's code stands."""
    left = dict(keys)
    for strip in strips:
        code = next((mark.text for mark in strip.marks if isinstance(mark, Text) and mark.text in left), None)
        if code:
            strip.marks.append(Anchor(0, left.pop(code)))
    return strips
