"""An answer noted in one line: "Alder / IAG / option 1 if reviewed in six months / by phone", read into what it says.

Nothing of a line is dropped: what is not understood stands in the reason, with a doubt that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.intake import line_words as known
from mhhs_desk.intake.likeness import closest_name

MISSING = ("member", "item", "option")
"""What an answer must name, in the order in which it usually does."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says. `unnamed` is "not to be named": by kind at the most. `undated` says that no day is known."""

    member: Member | None = None
    item: Item | None = None
    option: str | None = None
    rationale: str = ""
    condition: str | None = None
    red_line: str | None = None
    evidence: int | None = None
    evidence_basis: str | None = None
    role: str | None = None
    represents: str | None = None
    channel: str = ""
    received: str | None = None
    undated: bool = False
    consent: Consent | None = None
    unnamed: bool = False
    sensitive: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What it does not name yet, of what every answer must: member, item, option."""
        return tuple(name for name in MISSING if getattr(self, name) is None)


@dataclass(slots=True)
class _Reading:
    """A line while it is read."""

    members: Sequence[Member]
    items: Sequence[Item]
    now: str
    facts: dict[str, Any] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    """What was named so that it may be one of several."""
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def part(self, text: str) -> None:
        if self._whole(text):
            return
        for kind, words in known.clauses(text):
            if kind == known.HEAD:
                self._head(words)
            elif kind == known.REASON:
                self.reasons.append(words)
            else:
                before = self.facts.get(kind)
                self.facts[kind] = f"{before}; {words}" if before else words

    def _whole(self, text: str) -> bool:
        """Take a part that is one fact from its first word to its last."""
        if found := known.EVIDENCE.fullmatch(text):
            level = found["level"] or found["level2"]
            basis = found["basis"] or found["basis2"] or found["basis3"]
            facts = {"evidence": known.LEVELS.index(level.casefold())} if level else {}
            return self._note(**facts, **({"evidence_basis": known.unquoted(basis)} if basis else {}))
        if found := known.NAMED_PARTS.fullmatch(text):
            name = known.FIELDS[found["name"].casefold().removesuffix(":")]
            return self._note(**{name: known.unquoted(found["text"])})
        return False

    def _note(self, **facts: Any) -> bool:
        """Note facts that are not known yet; whether they were noted."""
        if any(name in self.facts for name in facts):
            return False
        self.facts.update(facts)
        return True

    def _head(self, text: str) -> None:
        """Take the beginning of a part: short facts, or else words that name a member, an item or an option."""
        if self._fact(text):
            return
        pieces = [text] if "\0" in known.hidden(text) else text.split(",")
        rest = [piece.strip() for piece in pieces if len(pieces) == 1 or not self._fact(piece.strip())]
        if rest:
            self.heads.append(", ".join(rest))

    def _fact(self, text: str) -> bool:
        said = text.casefold()
        if said in known.CHANNELS:
            return self._note(channel=known.CHANNELS[said])
        if said in known.CONSENTS:
            return self._note(consent=known.CONSENTS[said])
        if said in known.UNNAMED:
            return self._note(unnamed=True)
        if said in known.SENSITIVE:
            return self._note(sensitive=True)
        if said == known.UNDATED:
            return self._note(received=None, undated=True)
        came = known.moment(text, self.now)
        return bool(came) and self._note(received=came)

    # Who, what, which

    def name_all(self) -> None:
        """Find the member, the item and the option that the beginnings of the parts name."""
        left = [text for text in self.heads if not (self._member(text) or self._item(text))]
        for text in left:
            if not self._option(text):
                self._keep(text)

    def _member(self, text: str) -> bool:
        return self._take("member", text, [(one, one.name) for one in members_of(text, self.members)])

    def _item(self, text: str) -> bool:
        found = items_of(text, self.items)
        return self._take("item", text, [(one, f"item {one.number}, {one.title}") for one in found])

    def _take(self, slot: str, text: str, found: Sequence[tuple[Any, str]]) -> bool:
        """Take the one record that a text names, or say which it may be; whether it names any."""
        if slot in self.facts or slot in self.open:
            return False
        if len(found) == 1:
            self.facts[slot] = found[0][0]
        elif found:
            names = [name for _, name in found]
            self.open.add(slot)
            self.doubts.append(f"“{text}” may be {_either(names)}.")
        return bool(found)

    def _option(self, text: str) -> bool:
        item: Item | None = self.facts.get("item")
        if "option" in self.facts:
            return False
        key, rest = option_of(text, item.options if item else ())
        if key is None:
            return False
        self.facts["option"] = key
        if rest.casefold().startswith("subject to ") and "condition" not in self.facts:
            self.facts["condition"] = rest[len("subject to ") :]
        elif rest:
            self.reasons.append(rest)
            self.doubts.append(f"“{rest}” is taken as the reason.")
        return True

    def _keep(self, text: str) -> None:
        """Keep what is not understood in the reason, and say so."""
        text = known.unquoted(text)
        self.reasons.append(text)
        near = self._nearest(text) if "member" not in self.facts else ""
        self.doubts.append(f"“{text}” is not understood{near}. It is kept in the reason.")

    def _nearest(self, text: str) -> str:
        alone = " " not in text
        match = closest_name(text, ((one.id, one.name.split()[0] if alone else one.name) for one in self.members))
        near = next((one.name for one in self.members if one.id == match.id), None)
        return f"; the nearest member is {near}" if near else ""


def read(line: str, members: Sequence[Member], items: Sequence[Item], now: str) -> Said:
    """What a line says, by the members and items there are; `now` is the moment (or day) it is written at, as ISO."""
    reading = _Reading(members, items, now)
    for start, end in known.split(line):
        if start < end:
            reading.part(line[start:end])
    reading.name_all()
    said = Said(**reading.facts, rationale=" ".join(reading.reasons))
    return replace(said, doubts=tuple(reading.doubts))


def members_of(text: str, members: Iterable[Member]) -> list[Member]:
    """The members whose name a text is, or else begins, or else begins a word of."""
    said, all_ = known.unquoted(text), list(members)
    lowered = said.casefold()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name == said,
        lambda name: name.casefold() == lowered,
        lambda name: name.casefold().startswith(lowered),
        lambda name: f" {lowered}" in f" {name.casefold()}",
    )
    return _first([[one for one in all_ if test(one.name)] for test in tests]) if lowered else []


def items_of(text: str, items: Iterable[Item]) -> list[Item]:
    """The items that a text names: by number, by title, by a milestone's code or a paper's reference, or by words."""
    said, all_ = known.unquoted(text), list(items)
    lowered = said.casefold()
    number = lowered.removeprefix("item").strip()
    if number.isdecimal():
        return [one for one in all_ if one.number == int(number)]
    words = lowered.split()
    tests: tuple[Callable[[Item], bool], ...] = (
        lambda one: one.title == said,
        lambda one: one.title.casefold() == lowered,
        lambda one: (one.paper_ref or "").casefold() == lowered,
        lambda one: set(words) <= _words(one.title),
        lambda one: lowered in [code.casefold() for code in one.milestones],
        lambda one: all(any(told.startswith(word) for told in _words(one.title)) for word in words),
    )
    return _first([[one for one in all_ if test(one)] for test in tests]) if words else []


def option_of(text: str, options: Sequence[Option]) -> tuple[str | None, str]:
    """The key of the option that a text names or begins with, and what else it says; None where it names none."""
    said = known.unquoted(text)
    lowered = said.casefold()
    if lowered == f"option {NIL}":
        return NIL, ""
    for exact in (True, False):
        for option in options:
            key = option.key if exact else option.key.casefold()
            if (said if exact else lowered) in (key, f"option {key}"):
                return option.key, ""
    named = [one for one in options if one.name.casefold() == lowered]
    begun = named or [one for one in options if len(lowered) > 1 and one.name.casefold().startswith(lowered)]
    if len(named) == 1 or (len(begun) == 1 and lowered not in known.NO_VIEW):
        return begun[0].key, ""
    if lowered in known.NO_VIEW:
        return NIL, ""
    led = [(name, one.key) for one in options for name in (one.name.casefold(), f"option {one.key.casefold()}")]
    led = [
        (name, key) for name, key in led if len(name) > 1 and lowered.startswith((f"{name} ", f"{name},", f"{name}:"))
    ]
    name, found = max(led, key=lambda pair: len(pair[0]), default=("", None))
    return found, said[len(name) :].lstrip(" ,:") if found else ""


def _words(text: str) -> set[str]:
    return {word.strip("().,:;?!“”") for word in text.casefold().split()}


def _first(found: Sequence[list[Any]]) -> list[Any]:
    return next((some for some in found if some), [])


def _either(names: Sequence[str]) -> str:
    few = names[:3]
    more = [f"{len(names) - 3} others"] if len(names) > 3 else []
    return " or ".join(["; ".join([*few, *more][:-1]), [*few, *more][-1]]) if len(names) > 1 else names[0]
