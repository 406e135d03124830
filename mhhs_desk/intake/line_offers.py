"""What may be meant at a place of a line that is being written: members, items, options, then what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import NIL
from mhhs_desk.intake import line_words as known
from mhhs_desk.intake.line_format import item_words, option_words
from mhhs_desk.intake.one_line import Said, items_of, members_of, option_of, read

MOST = 7
FOLLOWING = (
    ("because ", "the reason", "rationale"), ("if ", "a condition", "condition"),
    ("red line: ", "what they will not accept", "red_line"), ("by phone", "", "channel"), ("in person", "", "channel"),
    ("by e-mail", "", "channel"), ("evidence very high: ", "and what it is", "evidence"),
    ("evidence high: ", "and what it is", "evidence"), ("evidence low", "", "evidence"), ("today", "", "received"),
    ("yesterday", "", "received"), ("on ", "the day it came", "received"),
    ("not to be named", "by kind at the most", "unnamed"), ("as the constituency", "counted only", "consent"),
    ("for the rep only", "own edition only", "consent"), ("commercially sensitive", "own edition only", "sensitive"),
)  # fmt: skip
"""What may follow once member, item and option are named: the words, what they are, and the fact that they tell."""


@dataclass(frozen=True, slots=True)
class LineOffer:
    """Something to complete a part with: what is put in, what it is, and the option's key where it is one."""

    text: str
    detail: str = ""
    key: str | None = None
    goes_on: bool = False
    """Whether the part goes on after it."""


def place_at(line: str, cursor: int) -> tuple[int, int]:
    """Where the part begins and ends that a cursor stands in."""
    parts = known.split(line)
    return next(((start, end) for start, end in parts if cursor <= end), parts[-1])


def offers(line: str, cursor: int, members: Sequence[Member], items: Sequence[Item], now: str) -> list[LineOffer]:
    """What the part at a cursor may be completed with; nothing where it is complete."""
    start, _ = place_at(line, cursor)
    typed = line[start:cursor].strip() if cursor > start else ""
    rest = " / ".join(line[one:other] for one, other in known.split(line) if one < other and one != start)
    others = read(rest, members, items, now)
    made = [*_of(others, typed, members, items)][:MOST]
    return [] if any(offer.text == typed and not offer.goes_on for offer in made) else made


def _of(others: Said, typed: str, members: Sequence[Member], items: Sequence[Item]) -> Iterator[LineOffer]:
    missing = others.missing
    if "member" in missing:
        found = members_of(typed, members) if typed else list(members)
        yield from (LineOffer(known.quoted_name(one.name), one.segment or "") for one in found)
        if found:
            return
    if "item" in missing:
        found_items = items_of(typed, items) if typed else list(items)
        yield from (LineOffer(item_words(one, items), one.title) for one in found_items)
        if found_items:
            return
    if "option" in missing and others.item:
        yield from _options(others.item, typed)
    elif not missing:
        for text, told, fact in FOLLOWING:
            if _begins(text, typed) and not getattr(others, fact):
                yield LineOffer(text, told, goes_on=text.endswith(" "))


def _options(item: Item, typed: str) -> Iterator[LineOffer]:
    head, *_ = known.clauses(typed) or [("", "")]
    key, rest = option_of(head[1], item.options) if typed else (None, "")
    for option in item.options:
        said = option_words(option.key, item)
        if not typed or key == option.key or _begins(option.name, typed) or _begins(said, typed):
            told = option.name if said != option.name else ""
            if not rest and head[1] == typed:
                yield LineOffer(said, told, option.key)
    if not typed or _begins("nil return", typed):
        yield LineOffer("nil return", "no view", NIL)


def _begins(text: str, typed: str) -> bool:
    return text.casefold().startswith(typed.casefold())
