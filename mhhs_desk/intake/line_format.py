"""An answer written as the one line from which it can be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import NIL
from mhhs_desk.intake import line_words as known
from mhhs_desk.intake.one_line import items_of, option_of

SPOKEN = {kept: said for said, kept in reversed(known.CHANNELS.items())}
ALLOWED = {consent: said for said, consent in reversed(known.CONSENTS.items())}


def written(answer: Feedback, members: Sequence[Member], items: Sequence[Item]) -> str:
    """An answer as a line. What it says of consent is left out where it is as its member usually allows."""
    member = next(one for one in members if one.id == answer.member_id)
    item = next(one for one in items if one.id == answer.item_id)
    parts = [
        known.quoted_name(member.name),
        item_words(item, items),
        option_words(answer.option, item) + (f" if {known.quoted(answer.condition)}" if answer.condition else ""),
    ]
    if answer.rationale:
        parts.append(f"because {known.quoted(answer.rationale)}")
    if answer.red_line:
        parts.append(f"red line: {known.quoted(answer.red_line)}")
    return " / ".join([*parts, *_facts(answer), *_manner(answer, member.consent)])


def _facts(answer: Feedback) -> Iterator[str]:
    basis = answer.evidence_basis
    if answer.evidence is not None:
        yield f"evidence {known.LEVELS[answer.evidence]}" + (f": {known.quoted(basis)}" if basis else "")
    elif basis:
        yield f"evidence: {known.quoted(basis, always=True)}"
    for name in ("role", "represents"):
        if text := getattr(answer, name):
            yield f"{name}: {known.quoted(text)}"


def _manner(answer: Feedback, usual: Consent) -> Iterator[str]:
    if answer.channel:
        yield SPOKEN.get(answer.channel) or f"via {known.quoted(answer.channel)}"
    yield f"on {answer.received.replace('T', ' ')}" if answer.received else known.UNDATED
    if answer.consent is not usual:
        yield ALLOWED[answer.consent]
    if answer.sensitive:
        yield known.SENSITIVE[0]


def item_words(item: Item, items: Sequence[Item]) -> str:
    """An item by its number, or by its title where another has the same number."""
    said = f"item {item.number}"
    return said if items_of(said, items) == [item] else known.quoted(item.title, always=True)


def option_words(key: str, item: Item) -> str:
    """An option by its name, or by its key where the name is long or could be mistaken."""
    if key == NIL:
        return "nil return" if option_of("nil return", item.options)[0] == NIL else f"option {NIL}"
    name = item.option_name(key)
    plain = not key.isdigit() and known.quoted_name(name) == name
    return name if plain and option_of(name, item.options) == (key, "") else f"option {key}"
