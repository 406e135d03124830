"""Contact cards (.vcf) into people of the organisations they belong to."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field

from mhhs_desk.domain.findings import Doubt, MemberFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.document import Line, Original
from mhhs_desk.intake.kinds import Kind

PROPERTY = re.compile(
    r"^(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<facts>(?:;[^:;\"]*(?:\"[^\"]*\")?[^:;\"]*)*):(?P<value>.*)$", re.DOTALL
)
ANYBODYS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|aol|btinternet|proton|protonmail|gmx)\."
)
"""Where anybody may have an address: it tells nothing of the organisation."""
MOST_CARDS = 5000


@dataclass(slots=True)
class _Card:
    """What one card says, by the name of each property, and the line it begins on."""

    line: int
    said: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return next((value for value in self.said.get(name, ()) if value), "")


def read(text: str) -> Original:
    """Every card as a contact of a member; a card without an organisation is a doubt."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = tuple(Line(line, number) for number, line in enumerate(plain, 1))
    members: list[MemberFound] = []
    doubts: list[Doubt] = []
    cards = _cards(plain)
    for card in cards[:MOST_CARDS]:
        member = _member(card)
        if member:
            members.append(member)
        else:
            who = _name(card) or card.first("EMAIL") or "somebody"
            doubts.append(Doubt(f"The card of {who} names no organisation.", Span(who, line=card.line)))
    if len(cards) > MOST_CARDS:
        doubts.append(Doubt(f"Only the first {MOST_CARDS} cards were read."))
    return Original(Kind.CARDS.value, lines, doubts=tuple(doubts), members=tuple(members))


def _cards(lines: list[str]) -> list[_Card]:
    found: list[_Card] = []
    open_card: _Card | None = None
    for number, line in _unfolded(lines):
        stated = PROPERTY.match(line[:20_000])
        if stated is None:
            continue
        name, value = stated["name"].upper(), stated["value"].strip()
        if name == "BEGIN" and value.upper() == "VCARD":
            open_card = _Card(number)
        elif name == "END" and open_card is not None:
            found.append(open_card)
            open_card = None
        elif open_card is not None and name not in ("PHOTO", "LOGO", "SOUND", "KEY"):
            open_card.said.setdefault(name, []).append(_value(value, stated["facts"].upper()))
    return found


def _unfolded(lines: list[str]) -> list[tuple[int, str]]:
    """The lines with those put back together that were folded: a space begins a further one, or "=" ends the first."""
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        last = found[-1][1] if found else []
        if last and line[:1] in (" ", "\t") and line.strip():
            last.append(line[1:])
        elif last and last[-1].endswith("=") and "QUOTED-PRINTABLE" in last[0].upper():
            last[-1] = last[-1][:-1]
            last.append(line)
        else:
            found.append((number, [line]))
    return [(number, "".join(parts)) for number, parts in found]


def _value(value: str, facts: str) -> str:
    if "QUOTED-PRINTABLE" in facts:
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    value = re.sub(r"(?<!\\);", "\x1f", value)
    return re.sub(r"\\([,;:\\])", r"\1", value.replace("\\n", "\n").replace("\\N", "\n"))


def _member(card: _Card) -> MemberFound | None:
    organisation = _plain(card.first("ORG").split("\x1f")[0])
    address = card.first("EMAIL").removeprefix("mailto:").strip().lower()
    domain = address.rpartition("@")[2]
    if not organisation:
        return None
    contact, role = _name(card), _plain(card.first("TITLE") or card.first("ROLE"))
    words = ", ".join(filter(None, (contact, role, organisation, address)))
    domains = (domain,) if domain and not ANYBODYS.match(domain) else ()
    span = Span(words, line=card.line)
    return MemberFound(organisation, span, domains, None, contact or None, address or None, role or None)


def _name(card: _Card) -> str:
    """The name as shown, else put together from its parts: family, given, middle."""
    shown = _plain(card.first("FN"))
    parts = [_plain(part) for part in card.first("N").split("\x1f")]
    name = shown or " ".join(filter(None, [*parts[1:3], parts[0]]))
    return "" if name == _plain(card.first("ORG").split("\x1f")[0]) else name


def _plain(words: str) -> str:
    return " ".join(words.replace("\x1f", " ").split())
